"""Reads dates, times of day, date-times and ranges of them at offsets of one text, strictly: nothing is guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from msgspec.structs import replace

from incidentlint.grammars.approximation import about, about_note
from incidentlint.grammars.moment_notations import spell_moments
from incidentlint.grammars.moment_patterns import patterns
from incidentlint.grammars.moments import MONTHS, Date, Stamp, StampRange, Time, Weekday
from incidentlint.grammars.spelling import SpeltText
from incidentlint.grammars.time_words import month_numbers, weekday_numbers
from incidentlint.grammars.zones import Zone, zone_at
from incidentlint.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOON: Final = 12

_MIDNIGHT: Final = 24

_DAY: Final = 86_400

_DOTTED_YEARS: Final = range(1900, 2100)
"""The years of a date such as `9.6.2026`; with another number it is a version or an address."""

_GAP: Final = re.compile(r"(?P<gap>[ \n]{0,3})(?P<open>\()?", re.ASCII)

_EQUALS: Final = re.compile(r"[ ]{0,3}[=≈＝]")

_ENDS: Final = re.compile(r"[ ]{0,3}(?:$|[\n,;.)\]|]|[-–—][ ])", re.ASCII)
"""What a zone after a sign must have after it, so that it is no word of the text."""


class Reader(SpeltText):
    """Reads moments at offsets of one text; a method `..._at` returns None where there is none."""

    __slots__ = ("forms", "moment", "zones")

    def __init__(
        self,
        text: str,
        zones: Mapping[str, str],
        *,
        spell: bool = True,
        whole: bool = False,
        moment: bool = False,
        clock: bool = False,
    ) -> None:
        """Take a text and the zones that are known beside those of the world.

        `spell` is false where notations are left alone (inside of names of files),
        `whole` says that the text is a value or row that a moment begins, `moment` that it is one and no range,
        `clock` that a time of day belongs there.
        """
        folded = fold(text)
        super().__init__(text, folded, spell_moments(folded, whole=whole, clock=clock) if spell else None)
        self.zones = zones
        self.moment = moment
        self.forms = patterns()

    def item_at(self, pos: int, *, dated: bool = True, timed: bool = True) -> Stamp | StampRange | None:
        """Return the moment or range at `pos`, which may start with a date, a time of day, or either."""
        first = self.stamp_at(pos, pos, dated=dated, timed=timed)
        if first is None:
            return self._bare_hours_at(pos) if timed else None
        to = self.forms.to.match(self.text, first.end)
        if to is None or (to["and"] and not self._between(pos, first)):
            return first
        last = self.stamp_at(to.end(), pos)
        if last is None or (first.time is None) != (last.time is None):
            return first
        return self._range(first, last)

    def stamp_at(self, pos: int, item: int, *, dated: bool = True, timed: bool = True) -> Stamp | None:
        """Return the date, time or date-time at `pos`, which is part of what starts at `item`."""
        approx = None if self._has_digit(pos) else about().match(self.text, pos)
        at = pos if approx is None else approx.end()
        day = self.date_at(at) if dated else None
        if day is not None:
            clock = self._time_behind(day, item)
            note = about_note().match(self.text, day.end) if clock is None else None
            end = (clock or day).end if note is None else note.end()
            return self._stamp(day, clock, pos, end, approx=approx is not None or note is not None)
        clock = self.time_at(pos, item) if timed else None
        if clock is None:
            return None
        sep = self.forms.time_then_date.match(self.text, clock.end)
        day = None if sep is None else self.date_at(sep.end())
        if sep is not None and day is not None and not sep["on"] and self._time_behind(day, item) is not None:
            day = None
        if day is None or clock.zone is not None:
            return self._stamp(day, clock, pos, (day or clock).end)
        zone, end = self._zone_behind(day.end, item, minus=False, dated=False)  # `18:40 10 March 2026 UTC`
        return self._stamp(day, replace(clock, zone=zone), pos, end)

    def date_at(self, pos: int, *, compact: bool = False) -> Date | None:
        """Return the date at `pos`, with the weekday before it or in parentheses after it."""
        start, weekday = pos, None
        if not self._has_digit(pos) and (match := self.forms.day_before.match(self.text, pos)) is not None:
            weekday = self._weekday(match)
            pos = match.end()
        day = self._day_at(pos, start, weekday, compact=compact)
        if day is None or weekday is not None:
            return _told(day)
        if (match := self.forms.day_behind.match(self.text, day.end)) is None:
            return day
        end = match.end()
        return _told(replace(day, end=end, raw=self.source[start:end], weekday=self._weekday(match)))

    def time_at(self, pos: int, item: int, *, minus: bool = False, dated: bool = False) -> Time | None:
        """Return the time of day at `pos` with the zone after it; `minus`: `-06:00` is an offset, not a range.

        `dated` says that a date comes before it; a blank before the sign and none after it then make an offset.
        """
        approx = None if self._has_digit(pos) else about().match(self.text, pos)
        at = pos if approx is None else approx.end()
        for pattern in (self.forms.clock, self.forms.hour_only, self.forms.hour_mark):
            if (match := pattern.match(self.text, at)) is not None:
                break
        else:
            return None
        parts = match.groupdict()
        meridiem = _meridiem(parts.get("meridiem"))
        hour, minute, second = (_number(parts.get(name)) for name in ("hour", "minute", "second"))
        if pattern is self.forms.hour_only:
            if hour is None or hour > _MIDNIGHT:
                return None
            minute = 0
        fraction = parts.get("fraction") or parts.get("fraction2") or ""
        written = parts.get("second")
        zone, end = self._zone_behind(match.end(), item, minus=minus or self.moment or written is not None, dated=dated)
        note = about_note().match(self.text, end)
        end = end if note is None else note.end()
        return Time(
            hour=hour if hour is None or meridiem is None else _hour24(hour, meridiem),
            minute=minute,
            second=second,
            start=pos,
            end=end,
            raw=self.source[pos:end],
            zone=zone,
            microsecond=int(fraction[:6].ljust(6, "0")),
            meridiem=meridiem,
            approx=approx is not None or note is not None,
            unknown=hour is None or minute is None or (written is not None and second is None),
            precision=3600 if pattern is self.forms.hour_only else 1 if written is not None else 60,
        )

    def iso(self, match: re.Match[str], start: int, weekday: Weekday | None) -> Date:
        """Return the date of a match that has its year, month and day, each of them digits or unknown."""
        parts = match.groupdict()
        year = _number(parts["year"])
        month = _number(parts["month"] or parts.get("month2"))
        day = _number(parts["day"] or parts.get("day2"))
        return self._date(year, month, day, start, match.end(), weekday, unknown=None in {year, month, day})

    def _day_at(self, pos: int, start: int, weekday: Weekday | None, *, compact: bool) -> Date | None:
        """Return the date at `pos` whose weekday, if any, is at `start`."""
        digit = self._has_digit(pos)
        if digit or self.text.startswith("?", pos):
            match = self.forms.iso.match(self.text, pos)
            if match is None and compact:
                match = self.forms.compact.match(self.text, pos)
            if match is not None:
                return self.iso(match, start, weekday)
        if digit and (match := self.forms.numeric.match(self.text, pos)) is not None:
            return self._numeric(match, start, weekday)
        match = (self.forms.day_month if digit else self.forms.month_day).match(self.text, pos)
        if match is None:
            return None
        parts = match.groupdict()
        name, year = parts["month"] or parts["month2"], parts["year"] or parts.get("year2")
        month = _month(name)
        if month is None or (year is None and (name.islower() or not int(match["day"]))):
            return None
        return self._date(_number(year), month, int(match["day"]), start, match.end(), weekday)

    def _has_digit(self, pos: int) -> bool:
        """Whether a digit is at `pos`, as where most moments begin: there is no word then."""
        return self.text[pos : pos + 1].isdigit()

    def _numeric(self, match: re.Match[str], start: int, weekday: Weekday | None) -> Date | None:
        """Return the date of numbers with the year last: day first, month first, or either."""
        first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
        months = range(1, MONTHS + 1)
        dotted = match["mark"] == "."
        if dotted and year not in _DOTTED_YEARS and not len(match["first"]) == len(match["second"]) == len("01"):
            return None
        month_first = not dotted and second not in months and first in months
        day, month = (second, first) if month_first else (first, second)
        ambiguous = not dotted and first != second and first in months and second in months and year > 0
        return self._date(year, month, day, start, match.end(), weekday, ambiguous=ambiguous)

    def _date(
        self,
        year: int | None,
        month: int | None,
        day: int | None,
        start: int,
        end: int,
        weekday: Weekday | None,
        *,
        ambiguous: bool = False,
        unknown: bool = False,
    ) -> Date:
        return Date(year, month, day, start, end, self.source[start:end], weekday, ambiguous, unknown)

    def _weekday(self, match: re.Match[str]) -> Weekday:
        start, end = match.span(1)
        return Weekday(weekday_numbers()[match[1].casefold()], start, end, self.source[start:end])

    def _time_behind(self, day: Date, item: int) -> Time | None:
        """Return the time of day that belongs to the date `day` before it."""
        sep = self.forms.date_then_time.match(self.text, day.end)
        return None if sep is None else self.time_at(sep.end(), item, minus=sep["t"] is not None, dated=True)

    def _zone_behind(self, pos: int, item: int, *, minus: bool, dated: bool) -> tuple[Zone | None, int]:
        """Return the zone after a time that ends at `pos`, and where both end."""
        gap = self.forms.zone_gap.match(self.text, pos)
        if gap is None:  # pragma: no cover  the pattern matches everywhere
            return None, pos
        for each in (gap, _GAP.match(self.text, pos)):
            zone = None if each is None else self._zone_at(each, pos, item, minus=minus or (dated and each.end() > pos))
            if zone is not None:
                return zone
        return None, pos

    def _zone_at(self, gap: re.Match[str], pos: int, item: int, *, minus: bool) -> tuple[Zone, int] | None:
        """Return the zone after `gap`, and where it ends."""
        parts = gap.groupdict()
        close = {"(": ")", "[": "]"}.get(parts["open"] or "", "")
        apart = bool(parts.get("words") or parts.get("sign"))
        last = self.last - (bool(close) and self.text.endswith(close, 0, self.last))
        zone = zone_at(
            self.text,
            gap.end(),
            self.zones,
            unknown_to=last if item <= self.first and not apart else None,
            minus=minus or bool(close),
            near=gap.end() == pos,
        )
        if zone is None or not self.text.startswith(close, zone.end):
            return None
        if parts.get("sign") and _ENDS.match(self.text, zone.end + len(close)) is None:
            return None
        return replace(zone, raw=self.source[zone.start : zone.end]), zone.end + len(close)

    def _stamp(self, day: Date | None, clock: Time | None, start: int, end: int, *, approx: bool = False) -> Stamp:
        approx = approx or (clock is not None and clock.approx)
        return Stamp(day, clock, start, end, self.source[start:end], approx)

    def _between(self, pos: int, first: Stamp) -> bool:
        """Return whether `between` comes before `first`, which starts at `pos`, or before its time."""
        begin = pos if first.time is None else first.time.start
        return any(
            self.forms.between.search(self.text, max(0, at - 12), at) is not None
            and self.text[max(0, at - 12) : at].split()[-1:] != ["and"]
            for at in (pos, begin)
        )

    def _range(self, first: Stamp, last: Stamp) -> StampRange:
        """Return the range between the two, each with the zone and the half of the day that the other says."""
        a, b = first.time, last.time
        if a is not None and b is not None:
            if b.meridiem is not None and a.meridiem is None and a.hour is not None and 1 <= a.hour <= _NOON:
                first = replace(first, time=_same_half(a, b))
            elif a.zone is not None and b.zone is None:
                last = replace(last, time=replace(b, zone=a.zone))
            if b.zone is not None and a.zone is None and first.time is not None:
                first = replace(first, time=replace(first.time, zone=b.zone))
        start, end = first.start, last.end
        if _EQUALS.match(self.text, end) and (first.date, last.date) == (None, None) and _is_later(first, last):
            first, last = last, first  # one time less another: ``08:26 - 08:20 = 6 minutes``
        return StampRange(first, last, start, end, self.source[start:end])

    def _bare_hours_at(self, pos: int) -> StampRange | None:
        """Return `2-4 PM` at `pos`."""
        hour = self.forms.bare_hour.match(self.text, pos)
        to = None if hour is None else self.forms.to.match(self.text, hour.end())
        if hour is None or to is None:
            return None
        last = self.stamp_at(to.end(), pos)
        if last is None or last.time is None or last.time.meridiem is None or last.date is not None:
            return None
        raw = self.source[pos : hour.end()]
        clock = Time(int(hour["hour"]), 0, None, pos, hour.end(), raw, precision=3600)
        first = self._stamp(None, clock, pos, hour.end())
        if to["and"] and not self._between(pos, first):
            return None
        return self._range(first, last)


def _told(day: Date | None) -> Date | None:
    """A date whose day could be read as its month, as its weekday tells them apart."""
    if day is None or not day.ambiguous or day.weekday is None:
        return day
    right = [each for each in day.days() if each.weekday() == day.weekday.index]
    return replace(day, month=right[0].month, day=right[0].day, ambiguous=False) if len(right) == 1 else day


def _number(written: str | None) -> int | None:
    return int(written) if written is not None and written.isdecimal() else None


def _month(name: str) -> int | None:
    return month_numbers().get(name.casefold())


def _meridiem(written: str | None) -> Literal["am", "pm"] | None:
    return None if not written else "am" if written[0] in "aA" else "pm"


def _hour24(hour: int, meridiem: str) -> int:
    """Return an hour of the 12-hour clock by the 24-hour one; others stay, for `problem` to judge."""
    if not 1 <= hour <= _NOON:
        return hour
    return hour % _NOON + (_NOON if meridiem == "pm" else 0)


def _is_later(first: Stamp, last: Stamp) -> bool:
    """Return whether the first of two times of day is the later one."""
    one, other = first.clock, last.clock
    return one is not None and other is not None and one > other


def _same_half(first: Time, last: Time) -> Time:
    """Return `first`, of a range with am or pm only at its end, in the half of the day that is nearer to `last`."""

    def wait(time_: Time) -> int:
        return ((last.seconds or 0) - (time_.seconds or 0)) % _DAY

    am = replace(first, hour=_hour24(first.hour or 0, "am"), meridiem="am")
    pm = replace(first, hour=_hour24(first.hour or 0, "pm"), meridiem="pm")
    return min(am, pm, key=wait)
