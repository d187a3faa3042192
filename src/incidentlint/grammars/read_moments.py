"""Dates, times of day, date-times and ranges of them, as reports write them.

The grammar is strict: nothing is guessed. What has the form of a date or time but can't be one (30 February, 09:78)
is read all the same and says why it is not valid; an honest unknown (`2026-03-??`, `??:??`) is valid and means no
instant. All offsets are code points into the given text. The notations of programs and of other languages are spelt
anew first (`moment_notations`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from incidentlint.grammars.moment_notations import may_say_noon
from incidentlint.grammars.moment_patterns import patterns
from incidentlint.grammars.moment_reader import Reader
from incidentlint.grammars.moments import Date, Stamp, StampRange, Time
from incidentlint.grammars.read_once import read_once
from incidentlint.grammars.zones import NO_ZONES
from incidentlint.text import fold
from incidentlint.vocabulary import remembered, words_of_time

if TYPE_CHECKING:
    from collections.abc import Mapping

_SIGN = re.compile(r"[0-9?]|xx:")
"""What any moment has, once it is spelt as the reader knows it: a digit, or a mark for one that is not known. Of the
words alone that are spelt so, such as *noon*, all begin a value.
"""


@remembered
def may_tell_moment(text: str) -> bool:
    """Whether a text has any sign of a moment, as most have none: a digit, a mark for one, a word for noon."""
    return _SIGN.search(fold(text)) is not None or may_say_noon(text)


def may_end_with_moment(text: str) -> bool:
    """Whether a text may end with a moment: most end with a word that is no part of one in any language."""
    last = text.rstrip(" .,;:!?)*_`\n").rpartition(" ")[2]
    return not (last.isascii() and last.isalpha() and last.islower()) or last in words_of_time()


def value_dates(text: str) -> list[Date]:
    """Return the dates in a whole value, of which the first may be written as only a value is: ``14 JUL 25``."""
    first, found = read_date(text), find_dates(text)
    return found if first is None else [first, *(date for date in found if date.start >= first.end)]


@read_once
def find_dates(text: str, *, compact: bool = False, glued: bool = False) -> list[Date]:
    """Return the dates in `text` from left to right.

    `compact` takes `20260311` too; `glued` looks only for `2026-03-11` and `2026/03/11`, but inside identifiers and
    file names as well (`INC-2026-03-11-001`).
    """
    found: list[Date] = []
    if _SIGN.search(fold(text)) is None:
        return found
    forms = patterns()
    reader = Reader(text, NO_ZONES, spell=not glued)
    if glued:
        return [reader.iso(match, match.start(), None) for match in forms.glued.finditer(reader.text)]
    starts = forms.start_compact if compact else forms.start
    pos = 0
    while (start := starts.search(reader.text, pos)) is not None:
        pos = start.start() + 1
        if forms.before_date.match(reader.text, start.start()) is not None:
            day = reader.date_at(start.start(), compact=compact)
            if day is not None:
                pos = day.end
                placed = reader.placed(day)
                if placed is not None:
                    found.append(placed)
    return found


def find_times(text: str, zones: Mapping[str, str] = NO_ZONES) -> list[Time]:
    """Return the times of day in `text` from left to right, those of date-times too."""
    return [stamp.time for stamp in find_stamps(text, zones) if stamp.time is not None]


def find_stamps(text: str, zones: Mapping[str, str] = NO_ZONES) -> list[Stamp]:
    """Return the dates, times and date-times in `text` from left to right, each with all that belongs to it.

    `zones` holds abbreviations (and the IANA names they stand for) that are zones beside those the world knows.
    """
    found: list[Stamp] = []
    for item in _find(text, zones):
        found.extend((item.first, item.last) if isinstance(item, StampRange) else (item,))
    return found


def find_ranges(text: str, zones: Mapping[str, str] = NO_ZONES) -> list[StampRange]:
    """Return the ranges of dates, times and date-times in `text` from left to right."""
    return [item for item in _find(text, zones) if isinstance(item, StampRange)]


@read_once
def read_date(text: str, *, compact: bool = False) -> Date | None:
    """Return the date that `text` starts with (after white space), or None.

    `20260311` is one with `compact`, or where it is the whole text.
    """
    reader = Reader(text, NO_ZONES, whole=True)
    whole = reader.text[reader.first : reader.last]
    day = reader.date_at(reader.first, compact=compact or (len(whole) == len("20260311") and whole.isdigit()))
    return reader.placed(day)


@read_once
def read_time(text: str, zones: Mapping[str, str] = NO_ZONES) -> Time | None:
    """Return the time of day that `text` starts with (after white space), with its zone, or None."""
    reader = Reader(text, zones, whole=True)
    found = reader.time_at(reader.first, reader.first)
    return reader.placed(found)


@read_once
def read_stamp(
    text: str, zones: Mapping[str, str] = NO_ZONES, *, moment: bool = False, clock: bool = False
) -> Stamp | None:
    """Return the date, time or date-time that `text` starts with (after white space), or None.

    Of a range it is the first end; what follows is from `end` on. `moment` says that one moment is meant and no range:
    `02:05-06:00` is then a time with its offset. `clock` says that a time of day belongs there: `9h10` is then one.
    """
    item = _read(Reader(text, zones, whole=True, moment=moment, clock=clock))
    return item.first if isinstance(item, StampRange) else item


@read_once
def read_range(text: str, zones: Mapping[str, str] = NO_ZONES) -> StampRange | None:
    """Return the range that `text` starts with (after white space and `between` or `from`), or None."""
    reader = Reader(text, zones, whole=True)
    lead = reader.forms.range_lead.match(reader.text)
    item = _read(reader, lead.end() if lead is not None else 0)
    return item if isinstance(item, StampRange) else None


@read_once
def _find(text: str, zones: Mapping[str, str]) -> list[Stamp | StampRange]:
    found: list[Stamp | StampRange] = []
    if _SIGN.search(fold(text)) is None:
        return found
    reader = Reader(text, zones)
    forms = reader.forms
    pos = 0
    while (start := forms.start.search(reader.text, pos)) is not None:
        at = start.start()
        dated = forms.before_date.match(reader.text, at) is not None
        timed = forms.before_time.match(reader.text, at) is not None
        item = reader.item_at(at, dated=dated, timed=timed) if dated or timed else None
        if item is None:
            pos = at + 1
        else:
            pos = item.end
            placed = _placed(reader, item)
            if placed is not None:
                found.append(placed)
    return found


def _read(reader: Reader, pos: int = 0) -> Stamp | StampRange | None:
    if _SIGN.search(reader.text) is None:
        return None
    return _placed(reader, reader.item_at(max(pos, reader.first)))


def _placed(reader: Reader, item: Stamp | StampRange | None) -> Stamp | StampRange | None:
    return cast("Stamp | StampRange | None", reader.placed(item))
