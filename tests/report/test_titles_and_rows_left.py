"""What is wrong in any report: a title that only says that it is one, and rows that lack a cell."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

BODY = "## Sammendrag\n\nPorten satt fast.\n\n## Tidslinje\n\n- 11:05 Porten stopper\n- 11:20 Porten er åpen\n"


def codes(report: str) -> list[str]:
    found = lint_text(report, [load_built_in("generic")], path="docs/postmortems/012.md")
    return [one.code for one in found if one.level != "info"]


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("# Tittel", ["IR201"]),
        ("# Porten satt fast", []),
        ("---\ntitle: template\n---\n\n# Porten satt fast", ["IR201"]),
        ("---\ntitle: template for gates\n---\n\n# Porten satt fast", []),
    ],
)
def test_a_title_that_is_none(head: str, found: list[str]) -> None:
    assert codes(f"{head}\n\n{BODY}") == found


ROWS = "\n## Tiltak\n\n| Tiltak | Type | Hvem |\n| -- | -- | -- |\n| Olje | Nå | Uma |\n{}"


@pytest.mark.parametrize(
    ("row", "found"),
    [("| Klokke | Uma |\n", ["IR111"]), ("| Klokke | Snart | Uma |\n", []), ("", [])],
)
def test_a_row_that_lacks_a_cell_beside_whole_ones(row: str, found: list[str]) -> None:
    assert codes(f"# Porten satt fast\n\n{BODY}{ROWS.format(row)}") == found


def test_where_no_row_is_whole_nobody_knows_which_cell_is_missing() -> None:
    table = "\n## Tiltak\n\n| Tiltak | Type | Hvem |\n| -- | -- | -- |\n| Olje | Uma |\n| Klokke | Ben |\n"
    assert codes(f"# Porten satt fast\n\n{BODY}{table}") == []


@pytest.mark.parametrize(
    ("lead", "found"),
    [
        ("Tre deler sviktet:", ["IR501"]),
        ("Fire deler sviktet:", []),
        ("Ti gjester så dette:", []),  # of which nobody knows that the list is of them
        ("På 3 minutter gjorde vi dette:", []),
    ],
)
def test_a_lead_says_how_many_there_are(lead: str, found: list[str]) -> None:
    items = "1. Hengsel\n2. Lås\n3. Klokke\n4. Lampe\n"
    assert codes(f"# Porten satt fast\n\n{BODY}\n## Årsak\n\n{lead}\n\n{items}") == found


@pytest.mark.parametrize(
    ("time", "found"),
    [("2026-02-06 07:7:47", ["IR401"]), ("2026-02-06 07:47", []), ("en pause på 0:7:47", [])],
)
def test_minutes_have_two_digits(time: str, found: list[str]) -> None:
    assert codes(f"# Porten satt fast\n\n{BODY}\n## Mer\n\nHun ringte {time} igjen.\n") == found


def test_known_parts_of_other_languages_have_to_say_something() -> None:
    more = (
        "\n## Hva lærte vi?\n\n### Hva gikk bra\n\n### Hvor hadde vi flaks\n\n- Ingen var der.\n\n## Årsak\n\nRust.\n"
    )
    assert codes(f"# Porten satt fast\n\n{BODY}{more}") == ["IR105"]
