"""Days and instants of a timeline's rows: dates carry forward, midnight rolls over, a slip is no midnight."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from incidentlint.facts.both_zones import point_of
from incidentlint.facts.model import Entry, Milestone, Row, Timeline
from incidentlint.facts.slips import shifted
from incidentlint.facts.tells import told
from incidentlint.facts.words import FactWords
from incidentlint.grammars import Date, Point, Stamp, Zone, make_point

SOME_DAY = dt.date(2000, 1, 1)
"""The day of rows of which nobody says one."""

_HOUR = 3_600
_NIGHT = 3 * _HOUR
_LONG_NIGHT = 10 * _HOUR
_NOON, _LATE, _EARLY = 12, 9, 6
_HALF_A_DAY = dt.timedelta(hours=12)


class Placed(msgspec.Struct, frozen=True):
    """A timeline's rows with their instants, and the entries that have none. `halves` says its clock has 12 hours."""

    timeline: Timeline
    rows: tuple[Row, ...]
    lost: tuple[Entry, ...]
    dated: bool
    halves: bool = False
    skipped: tuple[tuple[Entry, Zone], ...] = ()
    """Entries whose time the clocks of their zone never showed: they were set forward over it."""


def place(
    timeline: Timeline,
    anchor: dt.date | None,
    zone: Zone | None,
    zones: Mapping[str, str],
    words: FactWords,
    milestones: Collection[Point] = (),
    afternoon: Collection[Point] = (),
) -> Placed:
    """Give each entry its day and instant; `anchor` is the day of the incident, `zone` the report's.

    Of several days that rows without one may be on those count at which most of the `milestones` are. Those of the
    `afternoon` are written with PM: rows that are half a day before them and at no milestone leave that out.
    """
    own = timeline.zone or zone
    above = _day_above(timeline.day, anchor)
    halves = _has_half_a_clock(timeline)
    days, dated = _days(timeline, above or anchor, written=above is not None, halves=halves)
    others = list(_others(timeline, days, anchor, halves=halves)) if anchor is not None and above is None else []
    if others:
        days = max((days, *others), key=_Met(timeline, milestones, own, zones))
    if not halves and afternoon and _has_twelve_hours(timeline) and not _Met(timeline, milestones, own, zones)(days):
        earlier = [msgspec.structs.replace(point, low=point.low - _HALF_A_DAY) for point in afternoon]
        halves = _Met(timeline, earlier, own, zones)(days) > 0
    rows: list[Row] = []
    lost: list[Entry] = []
    skipped: list[tuple[Entry, Zone]] = []
    for entry, day in zip(timeline.entries, days, strict=True):
        row = _row(entry, day, own, zones, words, dated=dated)
        if row is None:
            lost.append(entry)
            used = entry.stamp.zone or own
            if day is not None and dated and used is not None and _is_skipped(entry.stamp, day, used, zones):
                skipped.append((entry, used))
        else:
            rows.append(row)
    return Placed(timeline, tuple(rows), tuple(lost), dated, halves, tuple(skipped))


_Days = list[dt.date | None]


def _others(timeline: Timeline, days: _Days, anchor: dt.date, *, halves: bool) -> Iterator[_Days]:
    """Other days that rows without one may be on: from the evening before, or behind a much earlier row on the day."""
    evening = shifted(anchor, -1)
    if any(day is not None and day > anchor for day in days):
        yield _days(timeline, evening, written=False, halves=halves)[0]
    if any(day is not None and day < evening for day in days):
        yield _days(timeline, anchor, written=False, halves=halves, incident=anchor)[0]


class _Met:
    """Counts the rows without a day that are at the very time of a milestone, each on its one of some days."""

    def __init__(
        self, timeline: Timeline, milestones: Collection[Point], zone: Zone | None, zones: Mapping[str, str]
    ) -> None:
        self.entries, self.zone, self.zones = timeline.entries, zone, zones
        self.known = {(point.low, point.group) for point in milestones if not point.whole_day}

    def __call__(self, days: _Days) -> int:
        points = (
            make_point(entry.stamp, self.zones, zone=self.zone, day=day)
            for entry, day in zip(self.entries, days, strict=True)
            if day is not None and entry.stamp.date is None and entry.stamp.time is not None and entry.stamp.valid
        )
        return sum(point is not None and (point.low, point.group) in self.known for point in points)


def _is_skipped(stamp: Stamp, day: dt.date, zone: Zone, zones: Mapping[str, str]) -> bool:
    """Whether the clocks of a zone never showed a time of a day."""
    if not stamp.valid or stamp.unknown or stamp.time is None or zone.info(zones) is None:
        return False
    return not stamp.instants(zones, day, default_zone=zone)


def _row(
    entry: Entry, day: dt.date | None, zone: Zone | None, zones: Mapping[str, str], words: FactWords, *, dated: bool
) -> Row | None:
    text = entry.event.text if entry.event is not None else ""
    tells = told(text, words)
    if entry.seconds is not None:
        low = dt.datetime.combine(SOME_DAY, dt.time(), dt.UTC) + dt.timedelta(seconds=entry.seconds)
        instant = Point(low, low, "since", (SOME_DAY,))
        return Row(entry, instant, instant, False, False, tells.sure, tells.weak)
    if day is None:
        return None
    stamp = entry.stamp if entry.stamp.time is None else msgspec.structs.replace(entry.stamp, date=None)
    point = point_of(stamp, entry.other, zones, zone=zone, day=day) if entry.stamp.valid else None
    if point is None:
        return None
    last = _last(entry, point, day, zone, zones)
    return Row(entry, point, last, entry.stamp.date is not None, dated, tells.sure, tells.weak)


def _last(entry: Entry, first: Point, day: dt.date, zone: Zone | None, zones: Mapping[str, str]) -> Point:
    until = entry.until
    if until is None:
        return first
    if until.date is not None:
        return make_point(until, zones, zone=zone, day=day) or first
    last = make_point(until, zones, zone=zone, day=day)
    if last is not None and last.before(first):
        if is_backward(entry.stamp, until):
            return first
        last = make_point(until, zones, zone=zone, day=shifted(day, 1))
    return last or first


def is_backward(first: Stamp, last: Stamp) -> bool:
    """Whether the end of a range is before its start by the clock, and so little that no midnight is between them."""
    begins, ends = first.clock, last.clock
    if begins is None or ends is None or last.date is not None or first.zone != last.zone:
        return False
    return 0 < begins - ends < _NIGHT


def _day_above(stamp: Stamp | None, near: dt.date | None) -> dt.date | None:
    if stamp is None or stamp.date is None:
        return None
    return day_of(stamp.date, near)


def day_of(date: Date, near: dt.date | None) -> dt.date | None:
    """The day that a date means, without a year the nearest to `near`; None where it is not known."""
    if date.unknown or not date.valid:
        return None
    if date.year is None:
        return date.nearest(near or SOME_DAY)
    days = date.days()
    if len(days) == 2 and near is not None:
        return min(days, key=lambda day: abs(day - near))
    return days[0] if len(days) == 1 else None


def _days(
    timeline: Timeline, first: dt.date | None, *, written: bool, halves: bool, incident: dt.date | None = None
) -> tuple[list[dt.date | None], bool]:
    """The day of each entry, and whether they follow from one that is written.

    Behind a row of an earlier day than that of the `incident` those without one are of the incident's.
    """
    entries = timeline.entries
    days: list[dt.date | None] = []
    if incident is None and not written:
        first = _evening_before(entries, first)
    current: dt.date | None = first
    known = written
    base: dt.date | None = None
    for index, entry in enumerate(entries):
        date = entry.stamp.date
        if date is not None:
            current = day_of(date, current or first)
            known = known or (current is not None and date.year is not None)
        elif current is not None or not days:
            current = current if current is not None else SOME_DAY
            if incident is not None and days and current < incident:
                current = incident
            elif entry.later and base is not None:
                current = shifted(base, entry.later)
            elif index and _is_next_day(entries, index, halves=halves) and not _is_bound(entries, index, current):
                current = shifted(current, 1)
        base = base or current
        days.append(current)
    return days, known or first is not None


def _has_half_a_clock(timeline: Timeline) -> bool:
    """Whether a clock starts again at 1 after 12, with nothing to tell morning from evening."""
    timed = [entry for entry in timeline.entries if entry.stamp.time is not None and entry.stamp.time.hour is not None]
    hours = [entry.stamp.time.hour or 0 for entry in timed if entry.stamp.time is not None]
    return _has_twelve_hours(timeline) and any(
        later < earlier and earlier >= _LATE and later <= _EARLY and entry.stamp.date is None
        for earlier, later, entry in zip(hours, hours[1:], timed[1:], strict=False)
    )


def _has_twelve_hours(timeline: Timeline) -> bool:
    """Whether all hours of a timeline are from 1 to 12, with nothing to tell morning from evening."""
    clocks = [entry.stamp.time for entry in timeline.entries if entry.stamp.time is not None]
    return not any(time.meridiem or (time.hour is not None and not 0 < time.hour <= _NOON) for time in clocks)


def first_written(entries: Sequence[Entry], near: dt.date | None) -> tuple[int, dt.date | None]:
    """The first row that writes its day, and that day; 0 and None where none does, or already the first."""
    written = next((index for index, entry in enumerate(entries) if entry.stamp.date is not None), 0)
    date = entries[written].stamp.date if written else None
    return written, day_of(date, near) if date is not None else None


def _evening_before(entries: Sequence[Entry], first: dt.date | None) -> dt.date | None:
    """The day of the first row: the one before the first written day, where a night leads to that one."""
    written, day = first_written(entries, first)
    if day is None or (first is not None and day != first):
        return first
    clocks = (entry.stamp.clock for entry in entries[:written] if not entry.stamp.approx)
    falls = [before - after for before, after in pairwise(c for c in clocks if c is not None) if after < before]
    return shifted(day, -1) if len(falls) == 1 and falls[0] >= _LONG_NIGHT else first


def _is_bound(entries: tuple[Entry, ...], index: int, current: dt.date) -> bool:
    """Whether the next written date says that the day has not changed yet."""
    date = next((entry.stamp.date for entry in entries[index + 1 :] if entry.stamp.date is not None), None)
    day = day_of(date, current) if date is not None else None
    return day is not None and day == current


def _is_next_day(entries: tuple[Entry, ...], index: int, *, halves: bool) -> bool:
    """Whether the clock of an entry without a date falls back over midnight, and not by a slip.

    It is midnight when all that follow, up to the next written date, are before the row above too, or the fall is long;
    and never when the next written date is that of the row above.
    """
    clock = entries[index].stamp.clock
    before = next((e.stamp.clock for e in reversed(entries[:index]) if e.stamp.clock is not None), None)
    if clock is None or before is None or clock >= before or entries[index].stamp.approx or halves:
        return False
    fall = before - clock
    if fall < _NIGHT:
        return False
    following: list[int] = []
    for later in entries[index + 1 :]:
        if later.stamp.date is not None:
            break
        if later.stamp.clock is not None:
            following.append(later.stamp.clock)
    return fall >= _LONG_NIGHT or all(other < before for other in following)


_BEGINS = ("detected", "reported", "acknowledged", "declared")
ENDS = ("mitigated", "repaired", "restored", "resolved", "closed")
_BESIDE = dt.timedelta(days=3)
"""So near is only one reading of a day in figures: the other one is weeks away."""


def is_past_midnight(milestone: Milestone, stated: Sequence[Milestone], day: dt.date) -> bool:
    """Whether a moment without its day, which would be on `day`, is on the next one: it went on at night.

    It is before the only start by the clock. Where the start has a day, or a template asks for the moment, no more than
    half a day is between them then: else it is a slip.
    """
    starts = [m for m in stated if m.role == "started"]
    end = milestone.stamp
    if milestone.role not in (*_BEGINS, *ENDS) or len(starts) != 1 or end.date is not None:
        return False
    start, sure = starts[0].stamp, not milestone.given and milestone.role in ENDS
    if start.date is not None and day_of(start.date, day) != day:
        return False
    if start.clock is None or end.clock is None or end.clock >= start.clock:
        return False
    alike = start.zone is None or end.zone is None or start.zone.name == end.zone.name
    return alike and ((sure and start.date is None) or start.clock - end.clock >= _HALF_A_DAY.seconds)


def plainly(date: Date, near: dt.date) -> Date:
    """A date in figures of which one reading is near the incident, read so; any other as it is."""
    day = day_of(date, near)
    if day is None or abs(day - near) > _BESIDE:
        return date
    return msgspec.structs.replace(date, month=day.month, day=day.day, ambiguous=False)


_MOST_ROWS = 300


def is_log(story: Sequence[Placed]) -> bool:
    """Whether there are so many rows that some two are as far apart as any length."""
    return sum(len(placed.timeline.entries) for placed in story) > _MOST_ROWS
