"""What a date, a time of day, a date-time and a range of them are, and what instants they can mean.

Plain values with their place in the text; `moments` reads them and is what other modules import.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, Literal

import msgspec
from msgspec.structs import replace

from incidentlint.grammars.time_words import month_name, weekday_name
from incidentlint.grammars.zones import NO_ZONES, Zone, ZoneKey, names_of_year, read_zone, zone_info

if TYPE_CHECKING:
    from collections.abc import Mapping


MONTHS: Final = 12
"""How many there are in a year."""

_HOUR: Final = 3_600

_DAY: Final = 86_400

_NOON: Final = 12

_MIDNIGHT: Final = 24

_SIXTY: Final = 60


class Weekday(msgspec.Struct, frozen=True):
    """The name of a day of the week as written with a date; `index` counts from Monday = 0."""

    index: int
    start: int
    end: int
    raw: str


class Date(msgspec.Struct, frozen=True):
    """A calendar day as written at `start`..`end`, its weekday included; parts that are not written are None."""

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int
    raw: str
    weekday: Weekday | None = None
    ambiguous: bool = False
    """`03/04/2026`: `month` and `day` are then its reading day first, `days()` gives both."""
    unknown: bool = False
    """Whether a part is written as unknown: `2026-03-??`."""

    @property
    def problem(self) -> str | None:
        """Why there is no such day ("February 2026 has 28 days"), or None. Unknown parts are no problem."""
        if self.month is None:
            return None
        if not 1 <= self.month <= MONTHS:
            return f"there is no month {self.month}"
        if self.year is not None and self.year > dt.MAXYEAR:
            return f"there is no year {self.year}"
        if self.year == 0 or self.day == 0:
            return f"there is no {'day' if self.day == 0 else 'year'} 0"
        if self.day is None:
            return None
        days = days_of_month(self.year or 2024, self.month)
        if self.day <= days:
            return None
        year = "" if self.year is None else f" {self.year}"
        return f"{month_name(self.month)}{year} has {days} days"

    @property
    def valid(self) -> bool:
        """Whether there is such a day."""
        return self.problem is None

    def days(self) -> tuple[dt.date, ...]:
        """Return the days it can mean: one; two when ambiguous; none when invalid, unknown or without a year."""
        if self.year is None or self.month is None or self.day is None or not self.valid:
            return ()
        found = dt.date(self.year, self.month, self.day)
        return (found, dt.date(self.year, self.day, self.month)) if self.ambiguous else (found,)

    def in_order(self, *, month_first: bool) -> Date:
        """Return it with its figures read in an order, where they can be read in both; else as it is."""
        if not self.ambiguous or month_first == (self.year is None):  # without a year the month is taken for the first
            return msgspec.structs.replace(self, ambiguous=False)
        return msgspec.structs.replace(self, month=self.day, day=self.month, ambiguous=False)

    def on_or_after(self, day: dt.date) -> dt.date | None:
        """Return the first such day on or after `day`, for a date without a year; None if there is none."""
        if self.year is not None or self.month is None or self.day is None or not self.valid:
            return None
        found = (_day(day.year + years, self.month, self.day) for years in range(9))
        return next((each for each in found if each is not None and each >= day), None)

    def nearest(self, day: dt.date) -> dt.date | None:
        """Return such a day in the year that puts it nearest to `day`, for a date without a year."""
        if self.year is not None or self.month is None or self.day is None or not self.valid:
            return None
        found = [_day(day.year + years, self.month, self.day) for years in (-1, 0, 1)]
        if self.ambiguous:
            found += [_day(day.year + years, self.day, self.month) for years in (-1, 0, 1)]
        return min((each for each in found if each is not None), key=lambda each: abs(each - day), default=None)

    @property
    def right_weekday(self) -> str | None:
        """The weekday that the date has, where another one is written; None where nothing contradicts."""
        days = self.days()
        if self.weekday is None or not days or any(day.weekday() == self.weekday.index for day in days):
            return None
        return weekday_name(days[0].weekday())

    def __str__(self) -> str:
        """Return the canonical spelling, ISO 8601 wherever it can be."""
        weekday = "" if self.weekday is None else f"{weekday_name(self.weekday.index)} "
        if self.ambiguous and self.year is None:
            return f"{weekday}{self.month:02}/{self.day:02}"
        if self.ambiguous:
            return f"{weekday}{self.day:02}/{self.month:02}/{self.year:04}"
        if self.year is None and not self.unknown:
            return f"{weekday}{month_name(self.month or 1)} {self.day}"
        parts = (_digits(self.year, 4), _digits(self.month, 2), _digits(self.day, 2))
        return weekday + "-".join(parts)


class Time(msgspec.Struct, frozen=True):
    """A time of day as written at `start`..`end`, its zone included; `hour` counts to 24, unknown parts are None."""

    hour: int | None
    minute: int | None
    second: int | None
    start: int
    end: int
    raw: str
    zone: Zone | None = None
    """Its zone; in a range it may be the one written at the other end."""
    microsecond: int = 0
    meridiem: Literal["am", "pm"] | None = None
    approx: bool = False
    unknown: bool = False
    precision: int = 60
    """The smallest unit written, in seconds: 1, 60, or 3600 of `7 pm`."""

    @property
    def problem(self) -> str | None:
        """Why there is no such time ("minutes go to 59"), or None. Unknown parts are no problem."""
        hour, minute, second = self.hour or 0, self.minute or 0, self.second or 0
        if hour > _MIDNIGHT or (hour == _MIDNIGHT and (minute or second or self.microsecond or self.minute is None)):
            return "hours go to 23"
        known = self.hour is not None
        if known and ((self.meridiem == "am" and hour >= _NOON) or (self.meridiem == "pm" and hour < _NOON)):
            return f"there is no {hour}:{minute:02} {self.meridiem}"
        if minute >= _SIXTY:
            return "minutes go to 59"
        return "seconds go to 59" if second >= _SIXTY else None

    @property
    def valid(self) -> bool:
        """Whether there is such a time."""
        return self.problem is None

    @property
    def seconds(self) -> int | None:
        """Seconds since midnight by the clock, 86400 of `24:00`; None when invalid or unknown."""
        hour, minute, second = self.hour, self.minute, self.second or 0
        if hour is None or minute is None:
            return None
        usual = hour < _MIDNIGHT and minute < _SIXTY and second < _SIXTY and self.meridiem is None
        return hour * 3600 + minute * 60 + second if usual or self.valid else None

    def __str__(self) -> str:
        """Return the canonical spelling: `~07:40:30 CET`; only `7 pm` stays on the 12-hour clock."""
        if self.precision == _HOUR:
            hour = self.hour or 0
            clock = f"{(hour + 11) % 12 + 1 if self.valid else hour} {self.meridiem}"
        else:
            clock = f"{_digits(self.hour, 2)}:{_digits(self.minute, 2)}"
            if self.precision == 1:
                clock += f":{_digits(self.second, 2)}"
                clock += f".{self.microsecond:06}".rstrip("0") if self.microsecond else ""
            clock += "" if self.valid or self.meridiem is None else f" {self.meridiem}"
        return f"{'~' if self.approx else ''}{clock}{'' if self.zone is None else f' {self.zone}'}"


class Stamp(msgspec.Struct, frozen=True):
    """A date, a time or both, as written at `start`..`end`."""

    date: Date | None
    time: Time | None
    start: int
    end: int
    raw: str
    approx: bool = False

    @property
    def zone(self) -> Zone | None:
        """The zone of its time."""
        return None if self.time is None else self.time.zone

    @property
    def problem(self) -> str | None:
        """Why there is no such moment, or None."""
        date_problem = None if self.date is None else self.date.problem
        return date_problem or (None if self.time is None else self.time.problem)

    @property
    def valid(self) -> bool:
        """Whether there is such a day and such a time of day (not: whether the zone's clock ever showed it)."""
        return self.problem is None

    @property
    def clock(self) -> int | None:
        """What a clock shows then, in seconds from midnight; None without a time, or with one that is not known."""
        return None if self.time is None else self.time.seconds

    @property
    def unknown(self) -> bool:
        """Whether a part is written as unknown."""
        return (self.date is not None and self.date.unknown) or (self.time is not None and self.time.unknown)

    @property
    def precision(self) -> int:
        """The smallest unit written, in seconds: 86400 of a date alone."""
        return _DAY if self.time is None else self.time.precision

    def days(self, day: dt.date | None = None) -> tuple[dt.date, ...]:
        """Return the calendar days it can mean; `day` stands in for a missing date, or is near one without a year."""
        if self.date is None:
            return () if day is None else (day,)
        if self.date.year is None and day is not None and not self.date.unknown:
            near = self.date.nearest(day)
            return () if near is None else (near,)
        return self.date.days()

    def instants(
        self, zones: Mapping[str, str] = NO_ZONES, day: dt.date | None = None, default_zone: Zone | str | None = None
    ) -> tuple[dt.datetime, ...]:
        """Return the aware UTC datetimes that it can mean, in order.

        One normally. Two where clocks are set back and nothing says which is meant (`CET` and `CEST` do), or for an
        ambiguous date. None where clocks are set forward, when it is invalid or unknown, has no time or no day, or has
        no zone that `zones` (abbreviation to IANA name) gives rules to.
        `day` stands in for a missing date, `default_zone` (as in a report) for a missing zone.
        """
        zone = self._zone(zones, default_zone)
        rules = None if zone is None else zone.info(zones)
        if zone is None or rules is None:
            return ()
        found: set[dt.datetime] = set()
        for wall in self._walls(day):
            try:
                first = wall.replace(tzinfo=rules)
                last = wall.replace(tzinfo=rules, fold=1)
                if first.utcoffset() == last.utcoffset():  # but for the nights on which clocks are set
                    found.add(first.astimezone(dt.UTC))
                    continue
                here = {first.astimezone(dt.UTC), last.astimezone(dt.UTC)}
                here = {each for each in here if each.astimezone(rules).replace(tzinfo=None) == wall}
            except OverflowError:
                continue
            named = {each for each in here if each.astimezone(rules).tzname() == zone.name}
            found |= named if zone.kind == "abbreviation" and named else here
        return tuple(sorted(found))

    def zone_key(self, zones: Mapping[str, str] = NO_ZONES, default_zone: Zone | str | None = None) -> ZoneKey | None:
        """Return what to compare its zone by, None where it has none."""
        zone = self._zone(zones, default_zone)
        return None if zone is None else zone.key(zones)

    def __str__(self) -> str:
        """Return the canonical spelling: `2026-03-11 07:40 CET`."""
        time_ = self.time if self.time is None or not self.approx else replace(self.time, approx=False)
        return ("~" if self.approx else "") + " ".join(str(part) for part in (self.date, time_) if part is not None)

    def _zone(self, zones: Mapping[str, str], default: Zone | str | None) -> Zone | None:
        return self.zone or (read_zone(default, zones) if isinstance(default, str) else default)

    def _walls(self, day: dt.date | None) -> list[dt.datetime]:
        """Return what the clock on the wall can have shown."""
        seconds = None if self.time is None else self.time.seconds
        if seconds is None or self.time is None:
            return []
        since = dt.timedelta(seconds=seconds, microseconds=self.time.microsecond)
        days = (each for each in self.days(day) if each < dt.date.max)
        return [dt.datetime.combine(each, dt.time()) + since for each in days]


class StampRange(msgspec.Struct, frozen=True):
    """Two moments as written at `start`..`end`: `2026-03-10 09:14 - 10:01 CET`.

    A zone or am/pm written at one end holds for both (and is part of both times); a date is only where it is written.
    """

    first: Stamp
    last: Stamp
    start: int
    end: int
    raw: str

    @property
    def clock_length(self) -> int | None:
        """The seconds by the clock from one to the other, over midnight where the second is the lesser.

        None where one of them has no time.
        """
        first, last = self.first.clock, self.last.clock
        return None if first is None or last is None else (last - first) % _DAY

    def instants(
        self, zones: Mapping[str, str] = NO_ZONES, day: dt.date | None = None, default_zone: Zone | str | None = None
    ) -> tuple[tuple[dt.datetime, ...], tuple[dt.datetime, ...]]:
        """Return the instants that either end can mean, as `Stamp.instants`.

        The date of one end is the other's too; an end by the clock before the start is on the next day.
        """
        first_days, last_days = self.first.days(day), self.last.days(day)
        over = 0
        if self.first.time is not None and self.last.time is not None:
            over = int((self.last.time.seconds or 0) < (self.first.time.seconds or 0))
        if self.last.date is None and len(first_days) == 1:
            last_days = (_shift(first_days[0], over),)
        elif self.first.date is None and len(last_days) == 1:
            first_days = (_shift(last_days[0], -over),)
        return (
            self.first.instants(zones, first_days[0] if first_days else day, default_zone),
            self.last.instants(zones, last_days[0] if last_days else day, default_zone),
        )

    def __str__(self) -> str:
        """Return the canonical spelling."""
        return f"{self.first} - {self.last}"


def elapsed(a: dt.datetime, b: dt.datetime) -> int:
    """Return the seconds from `a` to `b`, as they elapse (over a clock change too), rounded down.

    Raises ValueError for a datetime without a zone.
    """
    if a.tzinfo is None or b.tzinfo is None:
        message = "an instant needs a zone"
        raise ValueError(message)
    return (b.astimezone(dt.UTC) - a.astimezone(dt.UTC)) // dt.timedelta(seconds=1)


def out_of_season(stamp: Stamp, zones: Mapping[str, str] = NO_ZONES, day: dt.date | None = None) -> str | None:
    """Return the abbreviation that is right at the time of `stamp`, if it has one that is only right at others: CEST.

    Only an abbreviation that the zone's own data uses in that year can be out of season. `zones` maps abbreviations
    to IANA names, `day` stands in for a missing date.
    """
    zone = stamp.zone
    name = "" if zone is None or zone.kind != "abbreviation" else zones.get(zone.name, "")
    rules = zone_info(name)
    instants = stamp.instants(zones, day)
    if zone is None or rules is None or not instants:
        return None
    local = [instant.astimezone(rules) for instant in instants]
    names = [each.tzname() for each in local]
    if zone.name in names or zone.name not in names_of_year(name, local[0].year):
        return None
    return names[0]


_DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_of_month(year: int, month: int) -> int:
    """How many days a month has; the module `calendar` knows it too, and imports all that it takes to print one."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _DAYS[month - 1] + leap


def _day(year: int, month: int, day: int) -> dt.date | None:
    if not 1 <= year <= dt.date.max.year or day > days_of_month(year, month):
        return None
    return dt.date(year, month, day)


def _shift(day: dt.date, days: int) -> dt.date:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return day


def _digits(number: int | None, width: int) -> str:
    return "?" * width if number is None else f"{number:0{width}}"
