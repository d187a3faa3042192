"""Dates, times of day, date-times and ranges of them, as reports write them; what instants they can mean.

The grammar is strict: nothing is guessed. What has the form of a date or time but can't be one (30 February, 09:78)
is read all the same and says why it is not valid; an honest unknown (`2026-03-??`, `??:??`) is valid and means no
instant. All offsets are code points into the given text. The values (`moment_types`), durations and zones have
modules of their own; their public names are here too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from msgspec.structs import replace

from incidentlint.grammars.moments import MONTHS, WEEKDAYS, Date, Stamp, StampRange, Time, Weekday
from incidentlint.grammars.zones import NO_ZONES, Zone, zone_at
from incidentlint.text import APPROX, APPROX_NOTE, GAP, GLUE, fold

if TYPE_CHECKING:
    from collections.abc import Mapping


_NOON: Final = 12

_MIDNIGHT: Final = 24

_DAY: Final = 86_400


_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)

_DAY_NAME = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)

_YEAR = rf"(?:,?{GAP}(?P<year>(?:19|20|21)[0-9]{{2}})(?![0-9:]))?"

_AFTER_DATE = (
    r"(?:(?=T[0-9]{2}:)"
    rf"|(?![{GLUE}])(?![-/\\][0-9A-Za-z])(?!\.[0-9A-Za-z])(?![ ]?%)(?!:[0-9])(?!,[0-9]{{3}}(?![0-9])))"
)

_BEFORE_DATE = re.compile(rf"(?<![{GLUE}])(?<![{GLUE}][-./\\])(?<![0-9]:)(?<![/\\])")

_ISO = re.compile(
    r"(?P<year>[0-9]{4}|\?{4})(?:[-–](?P<month>[0-9?]{1,2})[-–](?P<day>[0-9?]{1,2})"
    rf"|/(?P<month2>[0-9?]{{1,2}})/(?P<day2>[0-9?]{{1,2}})){_AFTER_DATE}",
    re.ASCII | re.IGNORECASE,
)

_NUMERIC = re.compile(
    rf"(?P<first>[0-9]{{1,2}})(?P<mark>[-/.])(?P<second>[0-9]{{1,2}})(?P=mark)(?P<year>[0-9]{{4}}){_AFTER_DATE}",
    re.ASCII | re.IGNORECASE,
)

_MONTH_DAY = re.compile(
    rf"{_MONTH}\.?{GAP}(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?![0-9]){_YEAR}{_AFTER_DATE}", re.ASCII | re.IGNORECASE
)

_DAY_MONTH = re.compile(
    rf"(?P<day>[0-9]{{1,2}})(?:(?:st|nd|rd|th|\.)?{GAP}(?:of{GAP})?{_MONTH}(?:\.?{_YEAR})(?<!\.)"
    rf"|(?P<mark>[-/])(?P<month2>[a-z]{{3}})(?P=mark)(?P<year2>[0-9]{{4}})){_AFTER_DATE}",
    re.ASCII | re.IGNORECASE,
)

_COMPACT = re.compile(r"(?P<year>(?:19|20|21)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?![0-9])", re.ASCII)

_GLUED = re.compile(
    r"(?<![0-9])(?P<year>[0-9]{4})(?:[-–](?P<month>[0-9]{2})[-–](?P<day>[0-9]{2})|/(?P<month2>[0-9]{2})/(?P<day2>[0-9]{2}))(?![0-9])",
    re.ASCII,
)

_DAY_BEFORE = re.compile(rf"({_DAY_NAME})\.?,?{GAP}(?:the{GAP})?", re.ASCII | re.IGNORECASE)

_DAY_BEHIND = re.compile(rf"[ ]{{0,2}}\(({_DAY_NAME})\.?\)", re.ASCII | re.IGNORECASE)


_MERIDIEM = r"(?P<meridiem>[ap]\.m\.|[ap]m)"

_AFTER_TIME = rf"(?![{GLUE}])(?![.:][0-9])"

_BEFORE_TIME = re.compile(rf"(?<![{GLUE}])(?<![{GLUE}\]][:.])(?<![A-Za-z\])][-+])(?<![+/\\$€£])(?<!::)")

_CLOCK = re.compile(
    r"(?P<hour>[0-9]{1,2}|\?{1,2}|(?-i:xx)):(?P<minute>[0-9]{2}|\?\?|(?-i:xx))"
    r"(?::(?P<second>[0-9]{2}|\?\?)(?:\.(?P<fraction>[0-9]{1,9})|,(?P<fraction2>[0-9]{3}))?)?"
    rf"(?:[ ]{{0,2}}{_MERIDIEM}{_AFTER_TIME}|(?=[Zz](?![{GLUE}]))|{_AFTER_TIME})",
    re.ASCII | re.IGNORECASE,
)

_HOUR_MARK = re.compile(rf"(?P<hour>[0-9]{{2}})h(?P<minute>[0-9]{{2}}){_AFTER_TIME}", re.ASCII)

_HOUR_ONLY = re.compile(rf"(?P<hour>[0-9]{{1,2}})[ ]{{0,2}}{_MERIDIEM}{_AFTER_TIME}", re.ASCII | re.IGNORECASE)

_BARE_HOUR = re.compile(r"(?P<hour>1[0-2]|[1-9])(?![0-9])", re.ASCII)


_DATE_THEN_TIME = re.compile(
    rf"(?P<t>T)(?=[0-9]{{2}}:)|(?:,?[ ]{{1,3}}(?:-[ ]{{1,2}}|[–—][ ]{{1,2}}|@[ ]{{0,2}})?|:[ ]{{1,3}})(?=[0-9?x~acer])"
    rf"(?!at[ \n])|,?{GAP}(?:at|from|between){GAP}|,?[ ]{{0,2}}@[ ]{{0,2}}",
    re.ASCII | re.IGNORECASE,
)

_TIME_THEN_DATE = re.compile(rf"(?P<on>,?{GAP}on{GAP}(?:the{GAP})?)|,?[ ]{{1,2}}", re.ASCII | re.IGNORECASE)

_TO = re.compile(
    rf"[ ]{{0,2}}(?:->|[-–—→⇒])[ ]{{0,2}}|{GAP}(?:to|until|till|through|thru|(?P<and>and)){GAP}",
    re.ASCII | re.IGNORECASE,
)

_BETWEEN = re.compile(rf"between{GAP}", re.ASCII | re.IGNORECASE)

_ZONE_GAP = re.compile(r"(?P<gap>[ \n]{0,3})(?P<open>\()?", re.ASCII)


_START = re.compile(
    rf"(?<![{GLUE}?])(?:[0-9]{{1,4}}"
    r"(?=[:/.–h?-]|st|nd|rd|th|[ap]\.?m|[ \n]{1,4}(?:[jfmasond]|[ap]\.?m|to|until)|[ ]{0,2}[-–—→])"
    rf"|\?{{1,4}}[:/–-]|(?-i:xx):|~|(?:about|around|approx|circa|ca|c\.|roughly|est)(?=[a-z.]{{0,9}}[ \n])"
    rf"|(?:{_DAY_NAME}|{_MONTH})(?=[., \n]))",
    re.ASCII | re.IGNORECASE,
)


def find_dates(text: str, *, compact: bool = False, glued: bool = False) -> list[Date]:
    """Return the dates in `text` from left to right.

    `compact` takes `20260311` too; `glued` looks only for `2026-03-11` and `2026/03/11`, but inside identifiers and
    file names as well (`INC-2026-03-11-001`).
    """
    reader = _Reader(text, NO_ZONES)
    if glued:
        return [reader.iso(match, match.start(), None) for match in _GLUED.finditer(reader.text)]
    starts = _START_COMPACT if compact else _START
    found: list[Date] = []
    pos = 0
    while (start := starts.search(reader.text, pos)) is not None:
        pos = start.start() + 1
        if _BEFORE_DATE.match(reader.text, start.start()) is not None:
            day = reader.date_at(start.start(), compact=compact)
            if day is not None:
                found.append(day)
                pos = day.end
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


def read_date(text: str, *, compact: bool = False) -> Date | None:
    """Return the date that `text` starts with (after white space), or None.

    `20260311` is one with `compact`, or where it is the whole text.
    """
    reader = _Reader(text, NO_ZONES)
    whole = reader.text[reader.first : reader.last]
    return reader.date_at(reader.first, compact=compact or (len(whole) == len("20260311") and whole.isdigit()))


def read_time(text: str, zones: Mapping[str, str] = NO_ZONES) -> Time | None:
    """Return the time of day that `text` starts with (after white space), with its zone, or None."""
    reader = _Reader(text, zones)
    return reader.time_at(reader.first, reader.first)


def read_stamp(text: str, zones: Mapping[str, str] = NO_ZONES) -> Stamp | None:
    """Return the date, time or date-time that `text` starts with (after white space), or None.

    Of a range it is the first end; what follows is from `end` on.
    """
    item = _read(text, zones)
    return item.first if isinstance(item, StampRange) else item


def read_range(text: str, zones: Mapping[str, str] = NO_ZONES) -> StampRange | None:
    """Return the range that `text` starts with (after white space and `between` or `from`), or None."""
    lead = _RANGE_LEAD.match(text)
    item = _read(text, zones, lead.end() if lead is not None else 0)
    return item if isinstance(item, StampRange) else None


_START_COMPACT = re.compile(rf"(?<![{GLUE}])[0-9]{{8}}(?![{GLUE}])|{_START.pattern}", re.ASCII | re.IGNORECASE)

_RANGE_LEAD = re.compile(rf"\s{{0,20}}(?:between|from){GAP}", re.ASCII | re.IGNORECASE)


def _find(text: str, zones: Mapping[str, str]) -> list[Stamp | StampRange]:
    reader = _Reader(text, zones)
    found: list[Stamp | StampRange] = []
    pos = 0
    while (start := _START.search(reader.text, pos)) is not None:
        at = start.start()
        dated = _BEFORE_DATE.match(reader.text, at) is not None
        timed = _BEFORE_TIME.match(reader.text, at) is not None
        item = reader.item_at(at, dated=dated, timed=timed) if dated or timed else None
        if item is None:
            pos = at + 1
        else:
            found.append(item)
            pos = item.end
    return found


def _read(text: str, zones: Mapping[str, str], pos: int = 0) -> Stamp | StampRange | None:
    reader = _Reader(text, zones)
    return reader.item_at(max(pos, reader.first))


class _Reader:
    """Reads moments at offsets of one text; a method `..._at` returns None where there is none."""

    __slots__ = ("first", "last", "source", "text", "zones")

    def __init__(self, text: str, zones: Mapping[str, str]) -> None:
        self.source = text
        self.text = fold(text)
        self.zones = zones
        self.first = len(self.text) - len(self.text.lstrip())
        self.last = len(self.text.rstrip())

    def item_at(self, pos: int, *, dated: bool = True, timed: bool = True) -> Stamp | StampRange | None:
        """Return the moment or range at `pos`, which may start with a date, a time of day, or either."""
        first = self.stamp_at(pos, pos, dated=dated, timed=timed)
        if first is None:
            return self._bare_hours_at(pos) if timed else None
        to = _TO.match(self.text, first.end)
        if to is None or (to["and"] and not self._between(pos, first)):
            return first
        last = self.stamp_at(to.end(), pos)
        if last is None or (first.time is None) != (last.time is None):
            return first
        return self._range(first, last)

    def stamp_at(self, pos: int, item: int, *, dated: bool = True, timed: bool = True) -> Stamp | None:
        """Return the date, time or date-time at `pos`, which is part of what starts at `item`."""
        approx = APPROX.match(self.text, pos)
        at = pos if approx is None else approx.end()
        day = self.date_at(at) if dated else None
        if day is not None:
            clock = self._time_behind(day, item)
            note = APPROX_NOTE.match(self.text, day.end) if clock is None else None
            end = (clock or day).end if note is None else note.end()
            return self._stamp(day, clock, pos, end, approx=approx is not None or note is not None)
        clock = self.time_at(pos, item) if timed else None
        if clock is None:
            return None
        sep = _TIME_THEN_DATE.match(self.text, clock.end)
        day = None if sep is None else self.date_at(sep.end())
        if sep is not None and day is not None and not sep["on"] and self._time_behind(day, item) is not None:
            day = None
        return self._stamp(day, clock, pos, (day or clock).end)

    def date_at(self, pos: int, *, compact: bool = False) -> Date | None:
        """Return the date at `pos`, with the weekday before it or in parentheses behind it."""
        start, weekday = pos, None
        if (match := _DAY_BEFORE.match(self.text, pos)) is not None:
            weekday = self._weekday(match)
            pos = match.end()
        day = self._day_at(pos, start, weekday, compact=compact)
        if day is None or weekday is not None:
            return day
        if (match := _DAY_BEHIND.match(self.text, day.end)) is None:
            return day
        end = match.end()
        return replace(day, end=end, raw=self.source[start:end], weekday=self._weekday(match))

    def time_at(self, pos: int, item: int, *, minus: bool = False) -> Time | None:
        """Return the time of day at `pos` with the zone behind it; `minus`: `-06:00` is an offset, not a range."""
        approx = APPROX.match(self.text, pos)
        at = pos if approx is None else approx.end()
        for pattern in (_CLOCK, _HOUR_ONLY, _HOUR_MARK):
            if (match := pattern.match(self.text, at)) is not None:
                break
        else:
            return None
        parts = match.groupdict()
        meridiem = _meridiem(parts.get("meridiem"))
        hour, minute, second = (_number(parts.get(name)) for name in ("hour", "minute", "second"))
        if pattern is _HOUR_ONLY:
            if hour is None or hour > _MIDNIGHT:
                return None
            minute = 0
        fraction = parts.get("fraction") or parts.get("fraction2") or ""
        written = parts.get("second")
        zone, end = self._zone_behind(match.end(), item, minus=minus or written is not None)
        note = APPROX_NOTE.match(self.text, end)
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
            precision=3600 if pattern is _HOUR_ONLY else 1 if written is not None else 60,
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
        if (match := _ISO.match(self.text, pos) or (_COMPACT.match(self.text, pos) if compact else None)) is not None:
            return self.iso(match, start, weekday)
        if (match := _NUMERIC.match(self.text, pos)) is not None:
            return self._numeric(match, start, weekday)
        if (match := _MONTH_DAY.match(self.text, pos) or _DAY_MONTH.match(self.text, pos)) is None:
            return None
        parts = match.groupdict()
        name, year = parts["month"] or parts["month2"], parts["year"] or parts.get("year2")
        month = _month(name)
        if month is None or (year is None and (name.islower() or not int(match["day"]))):
            return None
        return self._date(_number(year), month, int(match["day"]), start, match.end(), weekday)

    def _numeric(self, match: re.Match[str], start: int, weekday: Weekday | None) -> Date | None:
        """Return the date of numbers with the year last: day first, month first, or either."""
        first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
        months = range(1, len(MONTHS) + 1)
        dotted = match["mark"] == "."
        if dotted and not len(match["first"]) == len(match["second"]) == len("01"):
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
        return Weekday(
            [name[:3].lower() for name in WEEKDAYS].index(match[1][:3].lower()), start, end, self.source[start:end]
        )

    def _time_behind(self, day: Date, item: int) -> Time | None:
        """Return the time of day that belongs to the date `day` before it."""
        sep = _DATE_THEN_TIME.match(self.text, day.end)
        return None if sep is None else self.time_at(sep.end(), item, minus=sep["t"] is not None)

    def _zone_behind(self, pos: int, item: int, *, minus: bool) -> tuple[Zone | None, int]:
        """Return the zone behind a time that ends at `pos`, and where both end."""
        gap = _ZONE_GAP.match(self.text, pos)
        if gap is None:  # pragma: no cover  the pattern matches everywhere
            return None, pos
        bracket = gap["open"] is not None
        last = self.last - (bracket and self.text.endswith(")", 0, self.last))
        zone = zone_at(
            self.text,
            gap.end(),
            self.zones,
            unknown_to=last if item <= self.first else None,
            minus=minus or bracket,
            near=gap.end() == pos,
        )
        if zone is None or (bracket and not self.text.startswith(")", zone.end)):
            return None, pos
        return replace(zone, raw=self.source[zone.start : zone.end]), zone.end + bracket

    def _stamp(self, day: Date | None, clock: Time | None, start: int, end: int, *, approx: bool = False) -> Stamp:
        approx = approx or (clock is not None and clock.approx)
        return Stamp(day, clock, start, end, self.source[start:end], approx)

    def _between(self, pos: int, first: Stamp) -> bool:
        """Return whether `between` stands before `first`, which starts at `pos`, or before its time."""
        begin = pos if first.time is None else first.time.start
        return any(
            _BETWEEN.search(self.text, max(0, at - 12), at) is not None
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
        return StampRange(first, last, first.start, last.end, self.source[first.start : last.end])

    def _bare_hours_at(self, pos: int) -> StampRange | None:
        """Return `2-4 PM` at `pos`."""
        hour = _BARE_HOUR.match(self.text, pos)
        to = None if hour is None else _TO.match(self.text, hour.end())
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


def _number(written: str | None) -> int | None:
    return int(written) if written is not None and written.isdecimal() else None


def _month(name: str) -> int | None:
    names = [month[:3].lower() for month in MONTHS]
    return names.index(name[:3].lower()) + 1 if name[:3].lower() in names else None


def _meridiem(written: str | None) -> Literal["am", "pm"] | None:
    return None if not written else "am" if written[0] in "aA" else "pm"


def _hour24(hour: int, meridiem: str) -> int:
    """Return an hour of the 12-hour clock by the 24-hour one; others stay, for `problem` to judge."""
    if not 1 <= hour <= _NOON:
        return hour
    return hour % _NOON + (_NOON if meridiem == "pm" else 0)


def _same_half(first: Time, last: Time) -> Time:
    """Return `first`, of a range with am or pm only at its end, in the half of the day that is nearer to `last`."""

    def wait(time_: Time) -> int:
        return ((last.seconds or 0) - (time_.seconds or 0)) % _DAY

    am = replace(first, hour=_hour24(first.hour or 0, "am"), meridiem="am")
    pm = replace(first, hour=_hour24(first.hour or 0, "pm"), meridiem="pm")
    return min(am, pm, key=wait)
