"""Forms whose rows have a column for the day and one for the time of day, and what is kept above an answer."""

from __future__ import annotations

from typing import Any

import pytest

from incidentlint.markdown import Prose
from incidentlint.template import Slot, read_tables
from support import lint_text, pack_of

FORM = """# [Título]

| Concepto | Fecha | Hora |
|---|---|---|
| Inicio | dd-mmm-aaaa | 00:00 h |
| Detectado | dd-mmm-aaaa | 00:00 h |
| Restablecimiento | dd-mmm-aaaa | 00:00 h |
| **Tiempo de afectación** | | ___ h ___ min |

¿Qué repetiríamos?

¿Qué cambiaríamos?
"""

REPORT = """# Bomba

| Concepto | Fecha | Hora |
|---|---|---|
| Inicio | 26-sep-2024 | 11:18 h |
| Detectado | 26-sep-2024 | 11:20 h |
| Restablecimiento | 26-sep-2024 | 19:05 h |
| **Tiempo de afectación** | | 7 h 47 min |

¿Qué repetiríamos?

Avisar pronto.

¿Qué cambiaríamos?

- El turno.
"""


def codes(report: str) -> list[str]:
    """The codes of what is found in a report of the form, notes aside."""
    pack = pack_of(FORM, 'languages = ["es"]\n')
    return [found.code for found in lint_text(report, [pack], path="docs/incidents/bomba.md") if found.level != "info"]


def test_a_day_and_a_time_in_columns_are_one_moment() -> None:
    assert codes(REPORT) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Restablecimiento | 26-sep-2024 | 19:05 h", "Restablecimiento | 26-sep-2024 | 10:05 h", "IR402"),
        ("7 h 47 min", "8 h 47 min", "IR403"),
        ("Inicio | 26-sep-2024", "Inicio | 31-nov-2024", "IR401"),
        ("Avisar pronto.\n\n", "", "IR201"),
        ("Restablecimiento | 26-sep-2024", "Restablecimiento | dd-mmm-aaaa", "IR201"),
    ],
)
def test_a_moment_in_columns_is_compared(old: str, new: str, code: str) -> None:
    assert old in REPORT
    assert code in codes(REPORT.replace(old, new))


def test_a_mitigation_is_no_end() -> None:
    template = "# [T]\n\n**Inicio:** [fecha]\n**Mitigación:** [fecha]\n**Resolución:** [fecha]\n\n**TTM:** [minutos]\n"
    report = (
        "# Bomba\n\n**Inicio:** 22/04/2025 12:05\n**Mitigación:** 22/04/2025 12:48\n"
        "**Resolución:** 22/04/2025 13:20\n\n**TTM:** 43 min\n"
    )
    pack = pack_of(template, 'languages = ["es"]\n')
    for said, expected in (("43 min", []), ("34 min", ["IR403"])):
        found = lint_text(report.replace("43 min", said), [pack], path="docs/incidents/bomba.md")
        assert [each.code for each in found if each.level != "info"] == expected


def test_the_cells_of_a_form_are_read_a_few_times_each_however_many_rows_it_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def reads(rows: int) -> int:
        asked: list[object] = []

        def counted(prose: Prose, *given: Any, **options: Any) -> list[Slot]:
            asked.append(prose)
            return slots(prose, *given, **options)

        monkeypatch.setattr(read_tables, "template_slots", counted)
        body = "".join(f"| Step {number} | dd-mm-aaaa | {'' if number % 3 else '[who]'} |\n" for number in range(rows))
        pack_of(f"# [Título]\n\n| Concepto | Fecha | Hora |\n|---|---|---|\n{body}")
        return len(asked)

    slots = read_tables.template_slots
    few = reads(100)
    assert few >= 100
    assert reads(400) <= 5 * few
