"""Days of texts whose year is a slip: of a range in parentheses, and of a link to a file with another year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from incidentlint.facts.names import day_in_name
from incidentlint.facts.slips import one_part_off
from incidentlint.grammars import find_dates, month_of
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


def years_in_parentheses(texts: Iterable[Prose], days: Mapping[tuple[int, int], dt.date]) -> Iterator[OtherYear]:
    """Ranges that begin on one of the `days`, by month and day, of the year before or after."""
    for prose in texts:
        if "(" not in prose.text and "（" not in prose.text:  # as most texts
            continue
        for match in _RANGE.finditer(prose.text[:_LONGEST]):
            month = month_of(match["month"])
            right = days.get((month, int(match["day"]))) if month is not None else None
            if right is not None and abs(int(match["year"]) - right.year) == 1:
                yield OtherYear(match["whole"], prose.source(*match.span("whole")), right)


def years_of_links(texts: Iterable[Prose]) -> Iterator[OtherYear]:
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


__all__ = ["OtherYear", "years_in_parentheses", "years_of_links"]
