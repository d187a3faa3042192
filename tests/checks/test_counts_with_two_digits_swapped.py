"""Counts of the same things, stated twice with two digits in each other's place: in any language and script."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text


def count(report: str) -> int:
    return sum(one.code == "IR502" for one in lint_text(report, [load_built_in("generic")]))


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("421 employees waited", "Of them 412 employees went home", 1),
        ("561 parcels were refused", "The 516 parcels came back", 1),
        ("421 responses were slow", "412 responses were fast", 0),  # answers have such codes
        ("502 errors were seen", "520 errors were seen", 0),
    ],
)
def test_codes_of_answers_may_be_counts(one: str, other: str, found: int) -> None:
    assert count(f"# Postmortem: the gate\n\n## Summary\n\n{one}.\n\n## Impact\n\n{other}.\n") == found


@pytest.mark.parametrize(
    ("head", "label", "first", "last"),
    [
        ("障害報告", "影響ユーザー数", "## 概要\n\n320 ユーザーが待った。\n\n## 影響", "230ユーザー"),
        ("Informe de incidente", "Usuarios afectados", "## Resumen\n\nEsperaron 486 usuarios.\n\n## Impacto", "468"),
        ("Post-mortem", "Utilisateurs touchés", "## Résumé\n\n412 utilisateurs ont attendu.\n\n## Conséquences", "421"),
    ],
)
def test_people_are_the_same_in_text_and_label(head: str, label: str, first: str, last: str) -> None:
    assert count(f"# {head}: X-7\n\n{first}\n\n- **{label}:** {last}\n") == 1


def test_a_row_of_two_cells_is_called_by_its_first() -> None:
    table = "| Area | Description |\n|---|---|\n| Users affected | 421 |\n| Doors | 3 |\n"
    assert count(f"# Postmortem: the gate\n\n412 users waited at the gate.\n\n## Impact\n\n{table}") == 1


@pytest.mark.parametrize(("times", "found"), [(3, 1), (2, 0)])
def test_a_small_count_that_is_told_again_and_again_is_no_other_one(times: int, found: int) -> None:
    again = ["We called 23 guests.", "All 23 guests are well.", "There were 23 guests inside."][:times]
    text = "\n\n".join(again)
    assert count(f"# Postmortem: the gate\n\n{text}\n\n## Notices\n\nThe insurer knows of 32 guests.\n") == found
