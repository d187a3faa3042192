"""Actions of no known template that lack an owner or a date: in rows that are still open, in items, below headings."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

PACK = load_built_in("generic")
REPORT = "# The belts stood still\n\n**Date:** 2026-05-12\n\n## Summary\n\nThey stood.\n\n## {}\n\n{}\n"
HEAD = "| {} | {} | {} | {} |\n| --- | --- | --- | --- |\n"
TABLE = HEAD.format("Action", "Owner", "Due", "Status")


def found(actions: str, heading: str = "Action items") -> list[str]:
    told = lint_text(REPORT.format(heading, actions), [PACK])
    return [one.code for one in told if one.level != "info"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("| Order fuses | | 2026-05-20 | Open |\n", ["IR601"]),
        ("| Order fuses | Eva | - | ⏳ Pending |\n| Watch the lamp | Ana | — | In progress |\n", ["IR602", "IR602"]),
        ("| Order fuses | | | To do |\n", ["IR601", "IR602"]),
        ("| Order fuses | Eva | - | Done |\n", []),
        ("| Order fuses | Eva | - | ✅ Done |\n| Watch the lamp | Ana | - | Closed |\n", []),
        ("| Order fuses | Eva | - | |\n| Watch the lamp | Ana | - | |\n", []),
        ("| Order fuses | Eva | - | Open since May, see the plan |\n", []),
    ],
)
def test_rows_that_are_still_to_be_done(rows: str, expected: list[str]) -> None:
    assert found(TABLE + rows) == expected


@pytest.mark.parametrize(
    ("heading", "table"),
    [
        (
            "Maßnahmen",
            HEAD.format("Maßnahme", "Verantwortlich", "Fällig", "Status") + "| Lampe | | 20.05.2026 | offen |",
        ),
        ("Actions", HEAD.format("Action", "Responsable", "Échéance", "Statut") + "| Lampe | | 20/05/2026 | à faire |"),
        (
            "Acciones",
            HEAD.format("Acción", "Responsable", "Fecha límite", "Estado") + "| Luz | - | 20/05/2026 | Pendiente |",
        ),
    ],
)
def test_states_of_other_languages(heading: str, table: str) -> None:
    language = {
        "Maßnahmen": "## Zeitleiste\n\n## Ursache\n\nAlt.\n\n",
        "Actions": "## Chronologie\n\n## Cause racine\n\nx\n\n",
    }
    before = language.get(heading, "## Cronología\n\n## Causa raíz\n\nVieja.\n\n")
    text = "# Incident\n\n**Date:** 2026-05-12\n\n" + before + f"## {heading}\n\n{table}\n"
    assert "IR601" in [one.code for one in lint_text(text, [PACK])]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("- [ ] Order fuses (owner: )\n- [ ] Watch the lamp (owner: Eva)", ["IR601"]),
        ("- Order fuses. Owner: Ana. Due:\n- Watch the lamp. Owner: Eva. Due: 2026-05-30", ["IR602"]),
        ("- Order fuses (Ana, 2026-05-30)\n- Watch the lamp (Eva, TBD)", ["IR602"]),
        ("- [x] Order fuses (owner: )\n- [ ] Watch the lamp (owner: Eva)", []),
        ("- Order fuses (Ana, 2026-05-30)\n- Watch the lamp (Eva, BELT-7)", []),
        ("- Order fuses (Ana)\n- Watch the lamp (Eva, TBD)", []),
        ("### Fuses\n\n**Owner:** Ana\n**Due:** 2026-05-30\n\n### Lamp\n\n**Owner:**\n**Due:** 2026-05-30", ["IR601"]),
    ],
)
def test_items_and_headings(items: str, expected: list[str]) -> None:
    assert found(items) == expected
