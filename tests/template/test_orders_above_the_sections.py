"""Orders above a template's sections that say which of them are for which severities."""

from __future__ import annotations

import pytest

from support import lines_of, lint_text, pack_of

FORM = """# Incident: [Title]

{orders}

**Severity:** [level] (Sev-0 to Sev-3)

## Cause

[why]

## Deep dive

[five whys]

## Board review

[decision]
"""

REPORT = "# Incident: a mast fell\n\n**Severity:** {level}\n\n## Cause\n\nA bolt broke.\n{rest}"
DIVE, BOARD = "\n## Deep dive\n\nIt had rusted.\n", "\n## Board review\n\nAll bolts are looked at.\n"


def found(orders: str, level: str, rest: str) -> list[tuple[str, int]]:
    pack = pack_of(FORM.format(orders=orders))
    return lines_of(lint_text(REPORT.format(level=level, rest=rest), [pack]))


@pytest.mark.parametrize(
    "orders",
    [
        "- `Sev-0` and `Sev-1` need the *Deep dive* and the *Board review*. `Sev-2` needs *Deep dive*.",
        "Deep dive is required for Sev-0 to Sev-2. Board review: only for Sev-0 and Sev-1.",
        "<!-- Leave out Board review for Sev-2 and Sev-3. Deep dive is not needed for Sev-3. -->",
    ],
)
def test_a_section_is_for_the_levels_that_an_order_names(orders: str) -> None:
    assert found(orders, "Sev-3", "") == []
    assert found(orders, "Sev-2", DIVE) == []
    assert found(orders, "Sev-2", "") == [("IR301", 3)]
    assert found(orders, "Sev-1", DIVE) == [("IR301", 3)]
    assert found(orders, "Sev-0", DIVE + BOARD) == []


@pytest.mark.parametrize("orders", ["All times are in UTC.", "Ask the board before you publish a Sev-0."])
def test_what_names_no_section_gates_none(orders: str) -> None:
    assert [code for code, _ in found(orders, "Sev-3", BOARD)] == ["IR101"]
