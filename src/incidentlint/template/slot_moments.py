"""Moments put into slots: the spelling that a template asks for, in the zone that it asks for."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping

import msgspec

from incidentlint.grammars import Stamp, month_name, read_stamp, zone_info
from incidentlint.template.slot_types import Slot

_CLOCK = re.compile(
    r"(?<![A-Za-z])(?:HH|hh|uu|XX|xx|\?\?)(?P<sign>[:.hH]|\s?[時时点시]\s?)(?:MM|mm|XX|xx|\?\?)"
    r"(?P<seconds>:(?:SS|ss))?(?P<unit>\s?[分분])?(?P<zone> ?[A-Z]{1,8}\b)?"
)

_YEAR = r"(?:[Yy]{4}|[Jj]{4}|[Aa]{4})"

_MONTH = r"(?:MM|mm)"

_DAY = r"(?:DD|dd|TT|tt|JJ|jj|GG|gg)"

_DAY_FORM = re.compile(
    rf"(?P<numbers>(?<![A-Za-z])(?:{_YEAR}(?P<mark>[-‐‑‒–—/.]|[年년]\s?){_MONTH}(?:(?P=mark)|[月월]\s?){_DAY}[日일]?"
    rf"|{_DAY}(?P<mark2>[-./]){_MONTH}(?P=mark2){_YEAR}|MM/DD/YYYY)(?![A-Za-z]))"
    r"|(?P<month>Month D{1,2}(?P<year>, (?:YYYY|Year))?)|(?P<day>D{1,2} Month(?P<year2> YYYY)?)"
)

_LETTERS = re.compile(r"[A-Za-z]+")

_ISO = re.compile(r"ISO[ -]?8601|(?:\d{4}-\d\d-\d\d|[Yy]{4}-MM-[Dd]{2})T[\dHhMmSs:.]{5,12}", re.IGNORECASE)
"""A slot that asks for the form of programs: ``ISO 8601``, ``2026-07-20T14:32:00Z``."""

_UTC = ("UTC", "GMT", "Z")


class Moment(msgspec.Struct, frozen=True):
    """A moment as it is to be written: its day, by the clock of its zone, and the zone's name.

    `clock` is None for a day alone, `zone` empty where none is written.
    """

    day: dt.date
    clock: dt.time | None = None
    zone: str = ""

    @property
    def text(self) -> str:
        """The moment where nothing says how it is written: ``2026-03-11 07:40 CET``."""
        return " ".join(
            part for part in (self.day.isoformat(), self.clock_text(), self.zone if self.clock else "") if part
        )

    def clock_text(self, *, seconds: bool = False) -> str:
        """The time of day, empty for a day alone."""
        return "" if self.clock is None else self.clock.strftime("%H:%M:%S" if seconds else "%H:%M")


class Target(msgspec.Struct, frozen=True):
    """The zone that slots ask for.

    `zoned` says whether they ask for one, `name` is the abbreviation that they write, `rules` the IANA name of it,
    ``UTC``, or empty where nobody says what the abbreviation means.
    """

    zoned: bool = False
    name: str = ""
    rules: str = ""

    def label(self, at: dt.datetime, zones: Mapping[str, str]) -> str:
        """The name of the zone at a time by its clock: of the abbreviations for it, the one in season."""
        if self.rules == "UTC":
            return self.name or "UTC"
        names = [name for name, rules in zones.items() if rules == self.rules]
        season = at.tzname()
        return season if season in names else self.name or names[0]


def target(slots: Iterable[Slot], zones: Mapping[str, str]) -> Target:
    """The zone that the slots of a time ask for; `zones` are the pack's abbreviations."""
    asking = [slot.type for slot in slots if slot.type.zone]
    if not asking:
        return Target()
    name = next((kind.zone_name for kind in asking if kind.zone_name), "")
    if name in _UTC:
        return Target(True, name, "UTC")
    if name in zones:
        return Target(True, name, zones[name])
    if name:
        return Target(True, name)
    known = dict.fromkeys(zones.values())
    return Target(True, "", next(iter(known)) if len(known) == 1 else "UTC")


def read_moment(text: str, wanted: Target, zones: Mapping[str, str]) -> Moment:
    """The moment that a user states. Raises `ValueError` that says what is wrong.

    A time without a zone is one of the wanted zone; a time in another is converted.
    """
    text = text.strip()
    stamp = read_stamp(text, zones)
    if stamp is None or stamp.end != len(text) or stamp.date is None or stamp.unknown:
        raise ValueError("no date or date-time")
    if not stamp.valid:
        raise ValueError(str(stamp.problem))
    days = stamp.days()
    if len(days) != 1:
        raise ValueError("without a year" if not days else "ambiguous: write the year first")
    clock = _clock(stamp)
    if clock is None:
        return Moment(days[0])
    if stamp.zone is None:
        return _by_the_clock(stamp, days[0], clock, wanted, zones)
    found = stamp.instants(zones)
    if found:
        if wanted.rules:
            return at_instant(found[0], wanted, zones)
        return Moment(days[0], clock, stamp.zone.name)
    if stamp.zone.info(zones) is not None:
        raise ValueError(f"this time does not exist: clocks in {stamp.zone.name} skipped it when they were set forward")
    if wanted.rules and stamp.zone.name != wanted.name:
        known = f" (known: {', '.join(zones)})" if zones else ""
        raise ValueError(
            f"unknown time zone {stamp.zone.name}{known}: add it to [zones] or write an offset such as +01:00"
        )
    return Moment(days[0], clock, stamp.zone.name)


def _clock(stamp: Stamp) -> dt.time | None:
    if stamp.time is None or stamp.clock is None:
        return None
    seconds = stamp.clock % 86_400
    return dt.time(seconds // 3600, seconds // 60 % 60, seconds % 60)


def _by_the_clock(stamp: Stamp, day: dt.date, clock: dt.time, wanted: Target, zones: Mapping[str, str]) -> Moment:
    if not wanted.rules:
        return Moment(day, clock, wanted.name)
    found = stamp.instants(zones, default_zone=wanted.rules)
    if not found:
        raise ValueError(f"this time does not exist: clocks in {wanted.rules} skipped it when they were set forward")
    return at_instant(found[0], wanted, zones)


def at_instant(instant: dt.datetime, wanted: Target, zones: Mapping[str, str]) -> Moment:
    """The moment of an aware datetime: in the wanted zone; in UTC where a zone is wanted that nobody has rules for.

    Where no zone is wanted it is by the clock that the datetime itself has.
    """
    if not wanted.zoned:
        return Moment(instant.date(), instant.time().replace(tzinfo=None))
    rules = zone_info(wanted.rules) if wanted.rules else None
    here = instant.astimezone(rules or dt.UTC)
    label = wanted.label(here, zones) if rules is not None else "UTC"
    return Moment(here.date(), here.time(), label)


def spell(slot: Slot, moment: Moment) -> str:
    """What goes where a slot is: the moment in the slot's form, else in ours.

    Of a day alone the slot's clock stays, to be filled in.
    """
    inner = slot.text.strip("[]{}<> ")
    if moment.clock is not None and _ISO.search(inner):
        return _iso(moment, utc=re.search(r"UTC|GMT|\d{2}Z|SSZ", inner, re.IGNORECASE) is not None)
    day = _DAY_FORM.search(inner)
    clock = _CLOCK.search(inner)
    if day is None and clock is None:
        if slot.type.kind == "date":
            return moment.day.isoformat()
        if slot.type.kind == "time":
            return " ".join(part for part in (moment.clock_text(), moment.zone) if part) or slot.text
        return moment.text
    kept = slot.text if clock is not None and moment.clock is None else _without_lead(inner, slot.text, day or clock)
    if day is not None:
        kept = _DAY_FORM.sub(lambda match: _day(match, moment.day), kept, count=1)
    if clock is not None and moment.clock is not None:
        kept = _CLOCK.sub(lambda match: _time(match, moment), kept, count=1)
    return kept


def _without_lead(inner: str, text: str, form: re.Match[str] | None) -> str:
    """What is in a slot's brackets, without the words that name the form: ``[date, YYYY-MM-DD]``."""
    return inner if form is None or inner == text else inner[form.start() :]


def _iso(moment: Moment, *, utc: bool) -> str:
    """``2026-07-20T14:32:00Z``; a time in another zone stays as it is, one without is UTC where that is asked for."""
    if moment.zone not in ("", *_UTC):
        return moment.text
    zone = "Z" if moment.zone or utc else ""
    return f"{moment.day.isoformat()}T{moment.clock_text(seconds=True)}{zone}"


def _day(match: re.Match[str], day: dt.date) -> str:
    month = month_name(day.month)
    if match["month"]:
        return f"{month} {day.day}{f', {day.year}' if match['year'] else ''}"
    if match["day"]:
        return f"{day.day} {month}{f' {day.year}' if match['year2'] else ''}"
    return _LETTERS.sub(lambda part: _number(part.group(), day), match["numbers"])


def _number(form: str, day: dt.date) -> str:
    """A part of a date as a number: of four letters the year, ``MM`` the month, other two letters the day."""
    if len(form) == 4:
        return f"{day.year:04}"
    return f"{day.month if form.upper() == 'MM' else day.day:02}"


def _time(match: re.Match[str], moment: Moment) -> str:
    sign = match["sign"]
    clock = moment.clock_text(seconds=bool(match["seconds"])).replace(":", sign, 1) + (match["unit"] or "")
    return f"{clock} {moment.zone}" if moment.zone else clock + (match["zone"] or "")
