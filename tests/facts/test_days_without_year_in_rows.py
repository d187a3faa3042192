"""Rows of a timeline that begin with a day without its year, as other languages write it."""

from __future__ import annotations

import pytest

from incidentlint.facts.loose import read_loose
from incidentlint.packs import load_built_in
from tests.support import lines_of, lint_text

_REPORT = """# Incident: x

**Started:** 2025-03-11 05:12
**Resolved:** 2025-03-11 07:47

## Timeline

| Time | Event |
|---|---|
| {} 05:12 | Screens stay dark |
| {} 05:41 | Lists on paper |
| {} 06:05 | New version |
| {} 07:47 | All is well |
"""

_DAYS = ["11.03.", "11.3.", "11. 3.", "11.03.,", "11. März", "11 mars", "11 de marzo,", "11 de março", "11 marzo"]


@pytest.mark.parametrize("day", _DAYS)
def test_such_a_day_is_read(day: str) -> None:
    found = read_loose(f"{day} 05:41 Listen", {})
    assert found is not None
    assert found.stamp.date is not None
    assert (found.stamp.date.month, found.stamp.date.day) == (3, 11)
    assert found.end == len(f"{day} 05:41")


@pytest.mark.parametrize("text", ["1.2.3 05:41", "11.13. 05:41", "32.03. 05:41", "11 pods 05:41", "3 min 05:41"])
def test_other_figures_are_none(text: str) -> None:
    found = read_loose(text, {})
    assert found is None or found.stamp.date is None


@pytest.mark.parametrize("day", ["11.03.", "11. März", "11 de marzo,"])
def test_such_rows_are_in_order(day: str) -> None:
    pack = load_built_in("generic")
    report = _REPORT.format(day, day, day, day)
    assert lines_of(lint_text(report, [pack])) == []
    turned = report.replace("05:41 | Lists", "06:41 | Lists")
    assert lines_of(lint_text(turned, [pack])) == [("IR404", 12)]
    other = _REPORT.format(day, day.replace("11", "10"), day, day)
    assert lines_of(lint_text(other, [pack])) == [("IR404", 11)]
