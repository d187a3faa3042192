"""Counts with the names of all that was counted behind them: there are not more names than things."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lines_of, lint_text

PACK = load_built_in("generic")
REPORT = "# The belts stood still\n\n**Date:** 2026-05-12\n\n## Summary\n\n{}\n"


def found(text: str) -> list[tuple[str, int]]:
    return lines_of(lint_text(REPORT.format(text), [PACK]))


@pytest.mark.parametrize(
    "text",
    [
        "5 belts (north, south, east, west, dock, roof) stood still.",
        "- Spared were 5 services (`billing-api`, `search`, `labels`, `mail-relay`, `ledger` and `sorting`).",
        "| Part | What |\n| --- | --- |\n| Hall | 6 of the jobs failed, 4 motors (m1, m2, m3, m4, m5) burnt |",
        "5 pompes (nord, sud, est, ouest, quai, toit) ont été arrêtées.",
        "Wir tauschten 5 Motoren (Nord, Süd, Ost, West, Dock, Dach).",
    ],
)
def test_more_names_than_things(text: str) -> None:
    assert [code for code, _ in found(text)] == ["IR501"]


@pytest.mark.parametrize(
    "text",
    [
        "6 belts (north, south, east, west, dock, roof) stood still.",
        "9 belts (north, south, east, west, dock, roof) stood still.",
        "3 halls (north, south, east, west, dock, roof) stood still.",
        "2 halls (north, south, east, west, dock) stood still.",
        "5 belts (north, south, east, west, dock, others) stood still.",
        "5 belts (north by hand, south, east, west, dock, roof) stood still.",
        "About 5 belts (north, south, east, west, dock, roof) stood still.",
        "Release 2.5 belts (north, south, west) and 5 lamps (on, off, on, off, on, off) it was.",
    ],
)
def test_names_that_may_be_right(text: str) -> None:
    assert found(text) == []
