"""Ranges of two times of day that are where a length is asked for: ``08:05 - 09:50 UTC``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from incidentlint.grammars.moments import StampRange
from incidentlint.grammars.read_moments import find_ranges, find_stamps
from incidentlint.grammars.time_words import all_words, either
from incidentlint.grammars.zones import Zone, zone_info
from incidentlint.tuples import NamedTuple
from incidentlint.vocabulary import remembered, told_zones, zone_words

WAVES = "~〜～"
"""A sign that is between two times, and makes one alone approximate."""

_TWO_CLOCKS = re.compile(r"\s{0,8}\d{1,2}:\d{2}\D{1,12}\d{1,2}:\d{2}")


class ClockRange(NamedTuple):
    """A range as it is written at `start`..`end` of a text, and the seconds between its two times."""

    clock_seconds: int
    start: int
    end: int
    raw: str
    approx: bool


@remembered
def joined() -> re.Pattern[str]:
    """What is between two times of which the second is the end; words that lead a time may be behind it instead."""
    words = either(all_words("to"))
    return re.compile(rf"\s?{led_or_not()}(?:[{WAVES}–—→➜⟶-]|->|=>|{words})?\s?", re.IGNORECASE)


def led_or_not() -> str:
    """The pattern of what may be before a time, and says nothing else of it."""
    return f"(?:{either(all_words('from_'))})?"


def clock_range(text: str) -> ClockRange | None:
    """The range of two times that a text begins with, over midnight where the second is the lesser; None without."""
    if not _TWO_CLOCKS.match(text):
        return None
    times = next(iter(find_ranges(text)), None)
    if times is None:
        return _told_range(text)
    if text[: times.start].strip() or times.clock_length is None:
        return None
    return ClockRange(times.clock_length, times.start, times.end, times.raw, times.first.approx or times.last.approx)


def _told_range(text: str) -> ClockRange | None:
    """The range of which a word of another language is between its times: ``08:00 a 13:40``."""
    first, last, *_ = (*find_stamps(text)[:2], None, None)
    if first is None or last is None or text[: first.start].strip() or first.clock is None or last.clock is None:
        return None
    between = text[first.end : last.start]
    if first.date is not None or last.date is not None or not between.strip() or not joined().fullmatch(between):
        return None
    raw, approx = text[first.start : last.end], first.approx or last.approx
    return ClockRange((last.clock - first.clock) % _DAY, first.start, last.end, raw, approx)


def range_seconds(times: StampRange, zones: Mapping[str, str]) -> int | None:
    """The seconds between two times of less than a day, each by the clock of its zone.

    `zones` are what abbreviations mean (IANA names). None where a time is missing, or where the two name zones of
    which one's offset from UTC cannot be known.
    """
    seconds, first, last = times.clock_length, times.first.zone, times.last.zone
    if seconds is None or first is None or last is None or first.name == last.name:
        return seconds
    known = {**told_zones((first.name, last.name)), **zones}
    east, other = _offset(first, known), _offset(last, known)
    return None if east is None or other is None else (seconds + east - other) % _DAY


_DAY = 86_400


def _offset(zone: Zone, zones: Mapping[str, str]) -> int | None:
    """The seconds east of UTC that a zone's name says; None for one that has summer and winter time or two meanings."""
    if zone.minutes is not None:
        return zone.minutes * 60
    own = zones.get(zone.name)
    names = (zone.name,) if zone.kind == "iana" else (own,) if own else zone_words().several.get(zone.name, ())
    found: set[int] = set()
    for name in names:
        if (rules := zone_info(name)) is None:
            return None
        halves = [dt.datetime(_SOME_YEAR, month, 1, tzinfo=rules) for month in (1, 7)]
        called = [half for half in halves if half.tzname() == zone.name] or halves
        found |= {int(east.total_seconds()) for half in called if (east := half.utcoffset()) is not None}
    return found.pop() if len(found) == 1 else None


_SOME_YEAR = 2025
"""A year for the offsets of names: a name of summer or winter time says the same in all of them."""
