"""Days of texts whose year is a slip: of ranges in parentheses, links to files, lines above rows, swapped digits."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from incidentlint.facts.model import Timeline
from incidentlint.facts.names import day_in_name
from incidentlint.facts.slips import one_part_off
from incidentlint.grammars import Date, find_dates, month_of
from incidentlint.markdown import Prose
from incidentlint.text import Span

_LONGEST = 2_000
_RANGE = re.compile(
    r"[(（](?P<whole>(?P<month>[^\W\d_]{3,10})\.? (?P<day>\d{1,2})\s?[–-]\s?\d{1,2},? (?P<year>20\d\d))[)）]"
)
"""A range of days in parentheses: ``(May 12-13, 2026)``."""


class OtherYear(msgspec.Struct, frozen=True):
    """A day as it is written and where, and the one that was meant, with how that is written where a link has it."""

    raw: str
    span: Span
    right: dt.date
    linked: str = ""


_PAIR = 2


def other_years(
    texts: Sequence[Prose],
    timelines: Iterable[Timeline],
    heads: Sequence[dt.date],
    stated: Sequence[dt.date],
    told: Sequence[dt.date],
) -> Iterator[OtherYear]:
    """The days of some texts whose year is a slip, by those of the `heads`, all that are `stated`, and all `told`."""
    yield from _of_links(texts)
    yield from _above(texts, timelines, heads, stated)
    if len({day.year for day in heads}) == 1:
        yield from _swapped(texts, told)
    if len(stated) >= _PAIR and len({day.year for day in stated}) == 1:
        yield from _in_parentheses(texts, {(day.month, day.day): day for day in stated})


def _in_parentheses(texts: Iterable[Prose], days: Mapping[tuple[int, int], dt.date]) -> Iterator[OtherYear]:
    """Ranges that begin on one of the `days`, by month and day, of the year before or after."""
    for prose in texts:
        if "(" not in prose.text and "（" not in prose.text:  # as most texts
            continue
        for match in _RANGE.finditer(prose.text[:_LONGEST]):
            month = month_of(match["month"])
            right = days.get((month, int(match["day"]))) if month is not None else None
            if right is not None and abs(int(match["year"]) - right.year) == 1:
                yield OtherYear(match["whole"], prose.source(*match.span("whole")), right)


def _of_links(texts: Iterable[Prose]) -> Iterator[OtherYear]:
    """Links whose text has the day of the file that they lead to, in another year."""
    for prose in texts:
        for mark in prose.marks:
            if mark.kind != "link" or "://" in mark.target:
                continue
            named = day_in_name(mark.target.rpartition("/")[2].partition("#")[0])
            dates = find_dates(prose.text[mark.start : mark.end]) if named is not None else []
            if named is None or len(dates) != 1 or dates[0].year is None or len(named[0]) != 1:
                continue
            days = dates[0].days()
            if len(days) == 1 and one_part_off(days[0], named[0][0]) == "year":
                span = prose.source(mark.start + dates[0].start, mark.start + dates[0].end)
                yield OtherYear(dates[0].raw, span, named[0][0], named[1])


def _above(
    texts: Iterable[Prose], timelines: Iterable[Timeline], heads: Collection[dt.date], days: Collection[dt.date]
) -> Iterator[OtherYear]:
    """The first day above rows of a timeline that is one of the `days` but for the year, which no other is of."""
    above: dict[str, tuple[Date, Timeline]] = {}
    for timeline in timelines:
        if timeline.day is not None and timeline.day.date is not None:
            above.setdefault(timeline.day.date.raw, (timeline.day.date, timeline))
    others = {day for date, _ in above.values() for day in date.days()}
    for date, timeline in above.values():
        own = date.days() if date.year is not None and date.valid else ()
        right = _meant(own, days)
        if right is None or own[0] in heads or right in others:
            continue
        if any(day.year == own[0].year and day != own[0] for day in days):
            continue
        above_it = [
            (prose, at)
            for prose in texts
            if prose.span.start <= timeline.span.start and 0 <= (at := prose.text.find(date.raw)) < _LEAD
        ]
        if above_it:
            prose, at = max(above_it, key=lambda each: each[0].span.start)
            yield OtherYear(date.raw, prose.source(at, at + len(date.raw)), right)
            return  # further ones are the same slip


def _meant(own: Sequence[dt.date], days: Iterable[dt.date]) -> dt.date | None:
    """The one of some days that a date is but for its year; None where it may be several days, or is none of them."""
    return next((day for day in days if len(own) == 1 and one_part_off(own[0], day) == "year"), None)


_LEAD = 8
"""A day above rows stands within so many signs of its line's beginning."""


def _swapped(texts: Iterable[Prose], days: Collection[dt.date]) -> Iterator[OtherYear]:
    """Days of any text that are one of the `days` but for two digits of the year which changed places."""
    years = {f"{day.year:04}" for day in days}
    swapped = {f"20{year[3]}{year[2]}" for year in years} - years
    for prose in texts:
        if not any(year in prose.text for year in swapped):
            continue
        for date in find_dates(prose.text):
            right = _meant(date.days() if date.valid and str(date.year) in swapped else (), days)
            if right is not None and prose.marked(date.start, date.end, "code", "link") is None:
                yield OtherYear(date.raw, prose.source(date.start, date.end), right)


__all__ = ["OtherYear", "other_years"]
