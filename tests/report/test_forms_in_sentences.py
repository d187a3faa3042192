"""A date or time of the template in a sentence of the report was not filled in."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

TEMPLATE = """# Outage: [Title]

**Began:** YYYY-MM-DD HH:MM UTC

## In Short

[What happened]

## What To Do

- [Action]
"""


def lint(said: str, action: str = "Watch the clock") -> list[str]:
    text = (
        "# Outage: no tickets\n\n**Began:** 2026-08-03 07:15 UTC\n\n"
        f"## In Short\n\n{said}\n\n## What To Do\n\n- {action}\n"
    )
    found = lint_text(text, [pack_of(TEMPLATE, 'name = "ferry"')])
    return [f"{finding.code} {finding.place.line}" for finding in found if finding.level != "info"]


@pytest.mark.parametrize(
    "said",
    [
        "The clock was set back on YYYY-MM-DD, and the sale stopped.",
        "At HH:MM the sale stopped; nobody saw it.",
        "The sale stopped after the change of **YYYY-MM-DD**.",
    ],
)
def test_a_form_in_a_sentence_is_left_over(said: str) -> None:
    assert lint(said) == ["IR201 7"]


@pytest.mark.parametrize(
    "said",
    [
        "The job reads `YYYY-MM-DD` only, and the sale stopped.",
        "The parser took DD/MM/YYYY for MM/DD/YYYY, and the sale stopped.",
        "A name such as sale-YYYY-MM-DD.csv was not found on the disk.",
        "Dates in the file are in YYYY-MM-DD, which the sale did not know.",
    ],
)
def test_a_sentence_about_forms_is_none(said: str) -> None:
    assert lint(said) == []
