"""Weekdays: beside a date, behind a moment, before a day whose year another date tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from incidentlint.checks.common import numbered, proses, written_dates
from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding
from incidentlint.grammars import (
    Date,
    Time,
    Weekday,
    find_dates,
    find_stamps,
    find_times,
    weekday_alone,
    weekday_before_part,
    weekday_behind,
    weekday_name,
    weekdays_of_days,
)
from incidentlint.markdown import Prose
from incidentlint.outline import TableNode
from incidentlint.report import Report, incident
from incidentlint.vocabulary import key_of

_BEHIND_A_TIME = re.compile(r":\d\d[^\n()（]{0,24}[(（][^\W\d_]")

_BEHIND_A_DATE = re.compile(
    r"[\d日일号] ?(?:[(（][^\W\d_][^()（）:：\d]{1,20}[:：]"
    r"|(?:,? |[，、,]) ?[^\W\d_]{2,15}[\s*_`]*(?:[.;)|\n。；）]|\Z))"
)


def mismatch(report: Report, params: NoParams) -> Iterator[Finding]:
    """Weekdays that are not their date's."""
    for prose, date in written_dates(report):
        right = date.right_weekday
        if right is not None and date.weekday is not None:
            start, end = date.weekday.start, date.weekday.end
            if end >= date.end > start:  # a date in words of another language is read as a whole
                end = start + len(prose.text[start:end].split()[0].rstrip(",."))
            values = {"weekday": prose.text[start:end], "date": _without(prose.text, date, start, end), "right": right}
            yield Finding(prose.source(start, end), values)
        elif date.year is not None and date.valid and prose.text[max(0, date.start - 1) : date.start] == " ":
            yield from _named(prose, date, weekday_before_part(prose.text, date.start))
    yield from _weekdays_behind(report)
    yield from _weekdays_without_year(report)
    yield from _weekdays_beside(report)
    for table in report.outline.tables:
        if not table.pairs and len(table.rows) < _MANY:
            yield from _weekdays_of_rows(table)


def _without(text: str, date: Date, begin: int, until: int) -> str:
    """A date as it is written in a text, without its weekday, which is from `begin` to `until`."""
    start, end = date.start, date.end
    if begin <= start:
        start = max(start, until)
    else:
        end = min(end, begin)
    return " ".join(text[start:end].split()).strip(" ,;.()*_")


def _weekdays_behind(report: Report) -> Iterator[Finding]:
    """Weekdays behind a moment that are not its date's; one beside it may be of another zone."""
    for prose in numbered(report):
        for stamp in find_stamps(prose.text) if _BEHIND_A_TIME.search(prose.text) else ():
            if stamp.date is not None and stamp.time is not None:
                yield from _behind(report, prose, stamp.date, stamp.end, stamp.time)
        for date in find_dates(prose.text) if _BEHIND_A_DATE.search(prose.text) else ():
            yield from _behind(report, prose, date, date.end)


def _sides(report: Report, time: Time) -> tuple[int, ...]:
    """The days before or after its own that the weekday of a time may be of, where people are: `-1`, `1`."""
    if time.zone is None:
        return ()
    if len({t.zone.name for prose in proses(report) for t in find_times(prose.text) if t.zone is not None}) > 1:
        return (-1, 1)
    seconds = time.seconds
    return (-1, 1) if seconds is None else (-1,) * (seconds < _IN_THE_WEST) + (1,) * (seconds >= _IN_THE_EAST)


_IN_THE_WEST, _IN_THE_EAST = 7 * 3600, 14 * 3600
"""Before and from these times of day it may be another day where people live: in California, in Japan."""


def _behind(report: Report, prose: Prose, date: Date, end: int, time: Time | None = None) -> Iterator[Finding]:
    """The weekday behind a date that ends at an index, or whose time does: then it may be that of another zone."""
    if date.weekday is not None or date.year is None or not date.valid:
        return
    weekday = weekday_behind(prose.text, end)
    for finding in _named(prose, date, weekday):
        sides = _sides(report, time) if time is not None else ()
        unsure = weekday is not None and any(
            (d.weekday() + side - weekday.index) % 7 == 0 for d in date.days() for side in sides
        )
        yield msgspec.structs.replace(finding, at_most="info" if unsure else "error")


def _named(prose: Prose, date: Date, weekday: Weekday | None) -> Iterator[Finding]:
    """A weekday that is not that of the date that it is beside."""
    right = msgspec.structs.replace(date, weekday=weekday).right_weekday
    if weekday is not None and right is not None and prose.marked(weekday.start, weekday.end, "code", "link") is None:
        values = {"weekday": weekday.raw, "date": str(date), "right": right}
        yield Finding(prose.source(weekday.start, weekday.end), values)


def _weekdays_without_year(report: Report) -> Iterator[Finding]:
    """Weekdays of dates without a year that are days of the incident, whose year is known: ``Wed 9 September``."""
    found = [(prose, *named) for prose in numbered(report) for named in weekdays_of_days(prose.text)]
    facts = incident(report) if found else None
    if facts is None:
        return
    told = [*(said.stamp.days() for said in facts.milestones if said.stamp.valid), *(one.days for one in facts.datings)]
    known = {days[0] for days in told if len(days) == 1}
    for prose, weekday, month, day in found:
        same = {each for each in known if (each.month, each.day) == (month, day)}
        right = same.pop() if len(same) == 1 else None
        if right is None or right.weekday() == weekday.index:
            continue
        if prose.marked(weekday.start, weekday.end, "code", "link") is None:
            values = {"weekday": weekday.raw, "date": right.isoformat(), "right": weekday_name(right.weekday())}
            yield Finding(prose.source(weekday.start, weekday.end), values)


def _weekdays_beside(report: Report) -> Iterator[Finding]:
    """A field that is a weekday, right before or behind one that is a date: ``Day: Monday``, ``Date: 2026-05-12``."""
    stated = incident(report).stated
    known = report.lexicon.columns["date"]
    for one, other in pairwise(stated):
        if key_of(one.label) in known and key_of(other.label) in known:
            for day, date in ((one, other), (other, one)):
                yield from _beside(day.value, _whole_date(date.value))


def _whole_date(prose: Prose) -> Date | None:
    """The date that a text is, without its weekday."""
    dates = find_dates(prose.text)
    alone = len(dates) == 1 and not prose.text[: dates[0].start].strip(" *_`") and dates[0].valid
    return dates[0] if alone and not prose.text[dates[0].end :].strip(" *_`.") else None


def _beside(prose: Prose, date: Date | None) -> Iterator[Finding]:
    if date is not None and date.year is not None and date.weekday is None:
        yield from _named(prose, date, weekday_alone(prose.text))


def _weekdays_of_rows(table: TableNode) -> Iterator[Finding]:
    """Weekdays in a column of their own, beside the only one of dates, whose head may tell the year: ``Date (2021)``.

    Where none of them is right, the dates are wrong alike, and told once.
    """
    rows = [row for row in table.rows if len(row.cells) == len(table.columns)]
    width = range(len(table.columns))
    for days in width if len(rows) >= _FEW else ():
        if any(weekday_alone(row.cells[days].text) is None for row in rows):
            continue
        years = {at: _YEAR.search(table.columns[at].text) for at in (days - 1, days + 1) if at in width}
        read = {at: [_in_year(_whole_date(row.cells[at]), year) for row in rows] for at, year in years.items()}
        told = [at for at, dates in read.items() if None not in dates]
        if len(told) != 1:
            continue
        at = told[0]
        cells = (row.cells[days] for row in rows)
        found = [finding for cell, date in zip(cells, read[at], strict=True) for finding in _beside(cell, date)]
        if len(found) < len(rows):
            yield from found
        elif years[at] is None:
            yield found[0]
        else:
            yield msgspec.structs.replace(found[0], span=table.columns[at].span)


def _in_year(date: Date | None, year: re.Match[str] | None) -> Date | None:
    """A date of a row, in the year that the head of its column tells."""
    if date is None or date.year is not None or year is None:
        return date
    return msgspec.structs.replace(date, year=int(year[0]))


_FEW, _MANY = 2, 200
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
