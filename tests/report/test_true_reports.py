"""A report in which every sentence is true gets no finding, whatever its figures and notations are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from incidentlint.packs import load_built_in
from support import lint_text
from true_reports import abroad, report

PACK = load_built_in("generic")


def found(path: str, text: str) -> list[str]:
    told = lint_text(text, [PACK], path=path)
    return [f"{one.code} {one.place.line}: {one.message}" for one in told if one.level != "info"]


@pytest.mark.parametrize("make", [report, abroad])
@pytest.mark.parametrize("start", range(0, 250, 25))
def test_true_reports(make: Callable[[int], tuple[str, str]], start: int) -> None:
    for seed in range(start, start + 25):
        path, text = make(seed)
        assert found(path, text) == [], f"seed {seed}\n{text}"


def test_a_report_that_is_not_true() -> None:
    path, text = report(7)
    assert found(path, f"{text}\nAll was well again on 2024-02-31.\n")
