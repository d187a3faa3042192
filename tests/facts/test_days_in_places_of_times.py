"""Rows whose day has a note behind it, lasts for several days, or has an approximate time."""

from __future__ import annotations

import pytest

import incidentlint
from incidentlint.facts.day_marks import is_note
from incidentlint.facts.loose import read_loose
from incidentlint.facts.spans_of_days import span_of_days
from incidentlint.packs import load_built_in
from tests.support import lines_of, lint_text

PACK = load_built_in("generic")
_REPORT = """# Incident: the lifts stood still

**Date:** 2026-06-11

## Summary

Nobody could go up.

## {head}

| {time} | Event |
|---|---|
| {first} | The belt tears |
| {second} | A new one is ordered |
| {third} | It is put in |
| {fourth} | Everybody rides again |
"""


def found(*cells: str, head: str = "Timeline", time: str = "Time") -> list[tuple[str, int]]:
    first, second, third, fourth = cells
    text = _REPORT.format(head=head, time=time, first=first, second=second, third=third, fourth=fourth)
    return lines_of(lint_text(text, [PACK]))


_NOTED = [
    ("Jun 11, ~09:00", "Jun 11, all day", "Jun {}, morning", "Jun 14, evening"),
    ("2026-06-11 (arrival)", "2026-06-11 (order)", "2026-06-{} (repair)", "2026-06-14 (tests)"),
    ("2026-06-11 (発見)", "2026-06-11 (原因特定)", "2026-06-{} (修理)", "2026-06-14 (確認)"),
    ("11. Juni 2026, früh", "11. Juni 2026 abend", "{}. Juni 2026, mittags", "14. Juni 2026 nachmittag"),
]


@pytest.mark.parametrize("cells", _NOTED)
def test_a_note_behind_a_day_leaves_it_the_day_of_the_row(cells: tuple[str, ...]) -> None:
    assert found(*(cell.format("13") for cell in cells)) == []
    assert found(*(cell.format("16") for cell in cells)) == [("IR404", 16)]


@pytest.mark.parametrize(
    "behind",
    [" to 14 June", ", 3 of them", " (after 2 days)", " we ordered one", " and the next", ", 09:xx", "(", " %"],
)
def test_what_may_be_more_than_a_note_is_none(behind: str) -> None:
    assert not is_note(f"2026-06-11{behind}", len("2026-06-11"))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Feb 18-22", ("February 18", "February 22")),
        ("Feb. 18–22, 2026: slow", ("February 18, 2026", "February 22, 2026")),
        ("7-13th Nov - repairs", ("November 7", "November 13")),
        ("7.–13. Mai 2026", ("May 7, 2026", "May 13, 2026")),
        ("3-5 junio", ("June 3", "June 5")),
    ],
)
def test_several_days_of_a_month(text: str, read: tuple[str, str]) -> None:
    days = span_of_days(text)
    assert days is not None
    assert days[:2] == read
    loose = read_loose(text, {})
    assert loose is not None
    assert loose.stamp.date is not None
    assert loose.until is not None
    assert loose.until.date is not None
    assert loose.end == days[2]


@pytest.mark.parametrize(
    "text",
    ["May 10-14:30", "May 22-18", "10-12 min", "Mar 5 - 11 users", "Jun 5-11am", "5-7 pods", "Mai 3-4/5", "3-5 2026"],
)
def test_other_figures_are_no_days(text: str) -> None:
    assert span_of_days(text) is None


def test_a_row_of_several_days_is_in_no_order() -> None:
    assert found("Jun 11", "Jun 11-14", "Jun 12", "Jun 14") == []
    assert found("Jun 11", "Jun 13", "Jun 11-14", "Jun 14") == []
    assert found("Jun 11", "Jun 11-14", "Jun 16", "Jun 14") == [("IR404", 16)]
    assert found("11 Jun", "11–14 Jun", "16 Jun", "14 Jun", time="Date") == [("IR404", 16)]


@pytest.mark.parametrize("form", ["06-{} ~{}", "{}.06. ~{}", "{} Juni ~{}"])
def test_an_approximate_time_behind_a_day_in_figures(form: str) -> None:
    loose = read_loose(form.format(21, "19:17"), {})
    assert loose is not None
    assert loose.stamp.date is not None
    assert (loose.stamp.date.month, loose.stamp.date.day) == (6, 21)
    assert loose.stamp.clock == (19 * 60 + 17) * 60
    assert loose.stamp.approx


@pytest.mark.parametrize("text", ["06-21 ~19", "06-21 ~19 users", "06-21 ~~19:17"])
def test_other_tildes_are_no_times(text: str) -> None:
    loose = read_loose(text, {})
    assert loose is None or loose.stamp.time is None


@pytest.mark.parametrize("signs", [":::::", "::::", " ::::: ", ": ", " - "])
def test_a_row_of_colons_is_no_part_of_what_happened(signs: str) -> None:
    text = f"# Incident\n\n## Timeline\n\n- 10:05 {signs} it stops\n- 10:09 {signs} it runs\n"
    report = incidentlint.read(text, path="incidents/2026-06-11-lifts.md")
    assert report is not None
    assert [entry.text for entry in report.timeline] == ["it stops", "it runs"]


def test_a_slip_of_the_year_is_compared_with_the_day_that_writes_it() -> None:
    text = _REPORT.format(head="Timeline", time="Day", first="Jun 11", second="Jun 12", third="Jun 12", fourth="Jun 14")
    text = text.replace("Nobody could go up.", "Nobody could go up (Jun 11-14, 2025).").replace(
        "2026-06-11", "June 11, 2026"
    )
    (said,) = lint_text(text, [PACK])
    assert said.code == "IR418"
    assert said.message.endswith('"Date" says June 11, 2026')
