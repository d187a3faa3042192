"""Placing the entries of a timeline in time: days, midnights and lead-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import pairwise

import msgspec

from incidentlint.facts.timeline import Entry, Timeline, milestone_of
from incidentlint.grammars import Date, Point, Stamp, Zone, make_point
from incidentlint.vocabulary import Lexicon


class Placed(msgspec.Struct, frozen=True):
    """An entry with its point in time; `dated` says that its day is written or follows from one that is.

    `last` is the latest moment that it names: the end of a range, else its point.
    """

    entry: Entry
    point: Point
    dated: bool
    milestone: str = ""
    last: Point | None = None


class Skipped(msgspec.Struct, frozen=True):
    """An entry whose time the clocks of its zone never showed: they were set forward over it."""

    entry: Entry
    zone: Zone


class Window(msgspec.Struct, frozen=True):
    """The incident, as far as it is known: its first and last moment."""

    first: Point | None
    last: Point | None


def place(
    timeline: Timeline,
    window: Window,
    zone: Zone | None,
    zones: Mapping[str, str],
    lexicon: Lexicon,
    skipped: list[Skipped],
) -> list[Placed]:
    """The entries of a timeline with their points in time, unknown times left out.

    Those that the clocks never showed are added to `skipped`.
    """
    own = timeline.zone or zone
    rules = own.info(zones) if own is not None else None
    first = _local_day(window.first, rules)
    last = _local_day(window.last, rules)
    above = _day_above(timeline.day, first)
    placed: list[Placed] = []
    for segment in _segments(timeline.entries, above or first, written=above is not None):
        placed += _place_segment(segment, last, own, zones, lexicon, skipped)
    return placed


def _day_above(date: Date | None, near: dt.date | None) -> dt.date | None:
    """The day that a date above a list or table means."""
    if date is None:
        return None
    if date.year is None:
        return date.nearest(near) if near is not None else None
    days = date.days()
    return days[0] if len(days) == 1 else None


class _Segment(msgspec.Struct):
    """Entries from one that writes its date up to the next that does."""

    day: dt.date | None
    entries: list[Entry]
    written: bool
    next_day: dt.date | None = None


def _local_day(point: Point | None, rules: dt.tzinfo | None) -> dt.date | None:
    if point is None:
        return None
    if rules is None or point.group != "utc" or point.whole_day:
        return point.days[0]
    return point.low.astimezone(rules).date()


def _segments(entries: tuple[Entry, ...], first: dt.date | None, *, written: bool) -> list[_Segment]:
    found = [_Segment(first, [], written=written)]
    for entry in entries:
        date = entry.stamp.date
        if date is not None:
            near = found[-1].day or first or _SOME_DAY  # without any year the order of the days is known all the same
            day = date.nearest(near) if date.year is None and near is not None else None
            days = (day,) if day else date.days()
            if len(days) != 1:
                return [segment for segment in found if segment.entries]  # what follows has a day that is not known
            found[-1].next_day = days[0]
            found.append(_Segment(days[0], [], written=True))
        found[-1].entries.append(entry)
    return [segment for segment in found if segment.entries]


def _place_segment(
    segment: _Segment,
    last: dt.date | None,
    zone: Zone | None,
    zones: Mapping[str, str],
    lexicon: Lexicon,
    skipped: list[Skipped],
) -> list[Placed]:
    latest_first = _is_latest_first(segment, last)
    if latest_first:
        segment.entries.reverse()
    names = [milestone_of(entry.event, lexicon) for entry in segment.entries]
    offsets, settled = _rollovers(segment, names, last)
    dated = segment.written or (settled and segment.day is not None)
    placed = []
    for entry, name, offset in zip(segment.entries, names, offsets, strict=True):
        day = _later(segment.day or last or _SOME_DAY, offset)
        point = _point_of(entry.stamp, entry, day, zone, zones)
        if point is not None:
            placed.append(Placed(entry, point, dated, name, _end_of(entry, point, day, zone, zones)))
        elif dated and entry.stamp.valid and not entry.stamp.unknown and entry.stamp.time is not None:
            own = entry.stamp.zone or zone
            if own is not None and own.info(zones) is not None:
                skipped.append(Skipped(entry, own))
    return placed[::-1] if latest_first else placed


_SOME_DAY = dt.date(2000, 1, 1)
"""The day of rows of which nobody says one; a day of the incident is better, whose zone has summer time or not."""


def _later(day: dt.date, days: int) -> dt.date:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return day


def _point_of(stamp: Stamp, entry: Entry, day: dt.date, zone: Zone | None, zones: Mapping[str, str]) -> Point | None:
    if stamp.date is not None and stamp.time is not None:
        stamp = msgspec.structs.replace(stamp, date=None)
    return make_point(stamp, zones, zone=zone, day=day)


def _end_of(entry: Entry, first: Point, day: dt.date, zone: Zone | None, zones: Mapping[str, str]) -> Point:
    """The end of an entry's range, on the next day when its clock shows less; its own point when it is none."""
    until = entry.until
    if until is None:
        return first
    if until.date is None:
        last = _point_of(until, entry, day, zone, zones)
        if last is not None and last.before(first):
            last = _point_of(until, entry, _later(day, 1), zone, zones)
    else:
        last = make_point(until, zones, zone=zone, day=day)
    return first if last is None else last


def _is_latest_first(segment: _Segment, last: dt.date | None) -> bool:
    """Whether a timeline is written from its end: its clock falls more often than it rises and than midnights do."""
    clocks = [entry.stamp.clock for entry in segment.entries]
    known = [clock for clock in clocks if clock is not None]
    falls = sum(1 for one, other in pairwise(known) if other < one)
    rises = sum(1 for one, other in pairwise(known) if other > one)
    end = segment.next_day or last
    nights = max(0, (end - segment.day).days) if end is not None and segment.day is not None else 0
    return falls > 1 and falls > rises and falls > nights


_EVENING, _MORNING = 18 * 3600, 6 * 3600

_LEAD_UP_DROP = 4 * 3600


def _rollovers(segment: _Segment, names: list[str], last: dt.date | None) -> tuple[list[int], bool]:
    """How many midnights lie before each entry of a segment, and whether that is certain.

    A drop of the clock is a midnight or a mistake. As many of the largest drops are midnights as the incident's dates
    allow, one more behind the row of the resolution, where monitoring goes on.
    """
    clocks = [entry.stamp.clock for entry in segment.entries]
    drops: list[tuple[int, int]] = []
    previous: int | None = None
    for index, clock in enumerate(clocks):
        if clock is None:
            continue
        if previous is not None and clock < previous:
            drops.append((previous - clock, index))
        previous = clock
    end = segment.next_day or last
    resolved = next((index for index, name in enumerate(names) if name == "resolved"), None)
    if end is None or segment.day is None:
        chosen = {index for size, index in drops if size >= _EVENING - _MORNING}
        return _count(chosen, len(clocks)), False
    allowed = max(0, (end - segment.day).days)
    inside = sorted((drop for drop in drops if resolved is None or drop[1] <= resolved), reverse=True)
    chosen = {index for _, index in inside[:allowed]}
    behind = sorted((drop for drop in drops if resolved is not None and drop[1] > resolved), reverse=True)
    spare = allowed - len(chosen) if segment.next_day is None else 0
    chosen |= {index for _, index in behind[: 1 + spare]}
    certain = True
    if resolved is None and len(inside) > allowed and segment.next_day is None:
        # Monitoring without a row that names the resolution: one more, if it looks like a midnight.
        more = {index for size, index in inside[allowed : allowed + 1] if size >= _EVENING - _MORNING}
        certain = not more
        chosen |= more
    counted = _count(chosen, len(clocks))
    if not segment.written and len(chosen) < len(drops):
        counted = _lead_up(counted, drops, chosen, clocks)
    rolled = sum(1 for index in chosen if resolved is None or index <= resolved)
    return counted, certain and rolled >= allowed


def _lead_up(counted: list[int], drops: list[tuple[int, int]], chosen: set[int], clocks: list[int | None]) -> list[int]:
    """Rows of the evening before, when the first drop that is left is as large as a night."""
    left = sorted(index for size, index in drops if index not in chosen and size >= _LEAD_UP_DROP)
    before = [clock for clock in clocks[: left[0]] if clock is not None] if left else []
    if left and before and min(before) >= _EVENING - 6 * 3600 and left[0] <= len(clocks) // 2:
        return [offset - 1 if index < left[0] else offset for index, offset in enumerate(counted)]
    return counted


def _count(chosen: set[int], length: int) -> list[int]:
    offsets, days = [], 0
    for index in range(length):
        days += index in chosen
        offsets.append(days)
    return offsets
