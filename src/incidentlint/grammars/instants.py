"""Points in time as a report states them, made comparable: in UTC where their zone is known, else by its label."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec

from incidentlint.grammars.moments import Stamp
from incidentlint.grammars.tolerance import slack_of_moment
from incidentlint.grammars.zones import Zone

_DAY = 86_400


class Point(msgspec.Struct, frozen=True):
    """A moment, as the interval in which it is.

    `low` and `high` are aware datetimes in UTC, both inclusive, to the second. `group` says what it may be compared
    with: ``utc``, or the label of a zone that nobody mapped, or ``""`` for no zone. `days` are the calendar days as
    written, `whole_day` says that no time was written. `approx` widened the interval.
    """

    low: dt.datetime
    high: dt.datetime
    group: str
    days: tuple[dt.date, ...]
    whole_day: bool = False
    approx: bool = False
    exact: int = 60

    def before(self, other: Point) -> bool | None:
        """Whether this is before `other` however both are read; None when they cannot be compared.

        A date is compared with a date-time by the day.
        """
        if self.whole_day or other.whole_day:
            if not self.days or not other.days:
                return None
            return max(self.days) < min(other.days)
        if self.group != other.group:
            return None
        return self.high < other.low

    def readings(self) -> tuple[Point, ...]:
        """The moments that it can be: this one, or two of a time that the clock shows twice."""
        width = dt.timedelta(seconds=self.exact - 1)
        if self.whole_day or self.approx or self.high - self.low <= width:
            return (self,)
        first, second = self.low + width, self.high - width
        return (msgspec.structs.replace(self, high=first), msgspec.structs.replace(self, low=second))


def default_zone(stamps: list[Stamp], statement: Zone | None, zones: Mapping[str, str]) -> Zone | None:
    """The zone of the stamps without one: that which all others share, else the one that a sentence states."""
    written = {stamp.zone.key(zones): stamp.zone for stamp in stamps if stamp.zone is not None}
    if len(written) == 1:
        return next(iter(written.values()))
    return statement


def make_point(
    stamp: Stamp, zones: Mapping[str, str], *, zone: Zone | None = None, day: dt.date | None = None
) -> Point | None:
    """The point that a stamp states; `zone` and `day` stand in for what it does not write.

    None for one that is invalid, ambiguous, written as unknown, in a gap of its zone's clocks, without a day, or in the
    first or last year that there is, where nothing can be added or taken away.
    """
    if not stamp.valid or stamp.unknown or (stamp.date is not None and stamp.date.ambiguous):
        return None
    days = stamp.days(day)
    if len(days) != 1 or not dt.MINYEAR < days[0].year < dt.MAXYEAR:
        return None
    own = stamp.zone or zone
    rules = own.info(zones) if own is not None else None
    group = "utc" if rules is not None else f"label {own.name}" if own is not None else ""
    if stamp.time is None:
        start = dt.datetime.combine(days[0], dt.time(), rules or dt.UTC).astimezone(dt.UTC)
        return Point(start, start + dt.timedelta(seconds=_DAY - 1), group, days, whole_day=True)
    if stamp.zone is None and own is not None and own.kind == "abbreviation" and rules is not None:
        # Stated once for all times, an abbreviation does not tell which of the two hours of a clock change is meant.
        own = msgspec.structs.replace(own, kind="iana", name=zones[own.name])
    found = stamp.instants(zones, day, default_zone=own) if rules is not None else _by_the_clock(stamp, days[0])
    if not found:
        return None
    low, high = min(found), max(found) + dt.timedelta(seconds=stamp.precision - 1)
    if stamp.approx or stamp.time.approx:
        slack = dt.timedelta(seconds=slack_of_moment(stamp))
        low, high = low - slack, high + slack
    approx = stamp.approx or stamp.time.approx
    return Point(low, high, group, days, approx=approx, exact=stamp.precision)


def _by_the_clock(stamp: Stamp, day: dt.date) -> tuple[dt.datetime, ...]:
    """Without rules of a zone: what the clock shows, taken for UTC, to be compared with its like only."""
    if stamp.clock is None:
        return ()
    return (dt.datetime.combine(day, dt.time(), dt.UTC) + dt.timedelta(seconds=stamp.clock),)


def seconds_between(first: Point, last: Point) -> tuple[int, int] | None:
    """The least and the most seconds from one point to another, None when they cannot be compared.

    Points of minutes are taken as written, the way that people subtract them; what is approximate widens the range.
    """
    if first.group != last.group or first.whole_day or last.whole_day:
        return None
    least = (last.low - first.low).total_seconds()
    most = least
    folds = [
        (last.high - last.low).total_seconds() - last.exact + 1,
        (first.high - first.low).total_seconds() - first.exact + 1,
    ]
    if folds[0] > 0:
        most += folds[0]
    if folds[1] > 0:
        least -= folds[1]
    return int(least), int(most)
