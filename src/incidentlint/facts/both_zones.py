"""Moments that are stated in two zones: ``19:00 ART / 22:00 UTC`` is one moment."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

import msgspec

from incidentlint.facts.model import Entry
from incidentlint.grammars import Point, Stamp, Zone, make_point, other_words, out_of_season, read_stamp, read_zone
from incidentlint.text import Span
from incidentlint.vocabulary import either, remembered, time_words, told_zones, zone_words

ZONE_WORD = re.compile(r"(?<![\w/])(?:[A-Z]{1,5}(?:[+-]\d{1,2}(?::\d{2})?)?|[A-Z][a-z]+/[A-Za-z_/]+)(?![\w/])")
"""The name of a zone in the head of a column."""

_CLOSE = re.compile(r"\s?[\])]")
_LONGEST = 60
_NEVER = dt.MINYEAR
_DAY = dt.timedelta(days=1)
_FAR = dt.timedelta(days=3)


@remembered
def _sign() -> re.Pattern[str]:
    """What is between a time and the same time in another zone."""
    words = either((*time_words().same_time, *sorted(other_words("same_time"))))
    return re.compile(rf"\s{{0,2}}(?:(?:[/|(\[=]|{words})\s{{0,2}}){{1,2}}")


def other_zone(text: str, stamp: Stamp, zones: Mapping[str, str]) -> tuple[Stamp | None, int]:
    """The same moment in another zone, right after a time, and where that ends; else None and the end of the time.

    `stamp` is in `text`. One of the two may leave its zone to the head of its column.
    """
    end = stamp.end
    sign = _sign().match(text, end) if stamp.time is not None else None
    if sign is None:
        return None, end
    other = read_stamp(text[sign.end() : sign.end() + _LONGEST], zones)
    if other is None or other.start or other.time is None or other.zone is None or not other.valid:
        return None, end
    if stamp.zone is not None and stamp.zone.key(zones) == other.zone.key(zones):
        return None, end
    close = _CLOSE.match(text, sign.end() + other.end)
    return other, close.end() if close is not None else sign.end() + other.end


_PAIR = re.compile(r"(?<![\w/])([A-Z]{2,5}) ?[/|・] ?([A-Z]{2,5})(?![\w/])")
_NEXT = re.compile(r" ?[/|・(（] ?(?=\d)")


def zones_of_head(head: str, zones: Mapping[str, str]) -> tuple[Zone, Zone] | None:
    """The two zones that a column's head names for the two times of each cell: ``Time (UTC/JST)``."""
    match = _PAIR.search(head)
    if match is None:
        return None
    one, other = read_zone(match[1], zones), read_zone(match[2], zones)
    known = {*zones, *zone_words().known}
    if one is None or other is None or one.name == other.name:
        return None
    whole = one.end == len(match[1]) and other.end == len(match[2])
    return (one, other) if whole and all(z.kind != "abbreviation" or z.name in known for z in (one, other)) else None


def with_both(entry: Entry | None, text: str, pair: tuple[Zone, Zone]) -> Entry | None:
    """The row of a cell with both of its times, each in the zone that the head of the column names for it."""
    time = entry.stamp.time if entry is not None else None
    if entry is None or time is None or time.zone is not None:
        return entry
    sign = _NEXT.match(text, entry.stamp.end)
    other = read_stamp(text[sign.end() : sign.end() + _LONGEST]) if sign is not None else None
    if other is None or other.start or other.time is None or other.zone is not None or not other.valid:
        return entry
    stamp = msgspec.structs.replace(entry.stamp, time=msgspec.structs.replace(time, zone=pair[0]))
    return msgspec.structs.replace(entry, stamp=stamp, other=_in_zone(other, pair[1]), until=None)


def with_beside(entry: Entry | None, other: Entry | None, own: Zone | None, zone: Zone) -> Entry | None:
    """The row with its time in another column, whose head names the `zone`; `own` is that of the first column."""
    stamp = other.stamp if other is not None else None
    if entry is None or entry.other is not None or stamp is None or stamp.zone is not None or not stamp.valid:
        return entry
    mine = entry.stamp.zone or own
    if mine is None or mine.name == zone.name or entry.stamp.time is None:
        return entry
    return msgspec.structs.replace(entry, other=_in_zone(stamp, zone))


def name_one_time(*heads: str) -> bool:
    """Whether the heads of columns name one time in several zones: ``UTC`` and ``JST``, not ``From`` and ``To``."""
    return len({ZONE_WORD.sub("", head).strip(" ()[]") for head in heads} - {""}) <= 1


def _in_zone(stamp: Stamp, zone: Zone) -> Stamp:
    time = stamp.time
    return stamp if time is None else msgspec.structs.replace(stamp, time=msgspec.structs.replace(time, zone=zone))


def point_of(
    stamp: Stamp, other: Stamp | None, zones: Mapping[str, str], *, zone: Zone | None, day: dt.date | None
) -> Point | None:
    """The point of a moment: by its own zone, and where nobody knows that one by the other that it states.

    Its day is that of the first one.
    """
    point = make_point(stamp, zones, zone=zone, day=day)
    if other is None or point is None or point.group == "utc":
        return point
    best = _nearest(other, point, zones)
    return msgspec.structs.replace(best, days=point.days) if best is not None and best.group == "utc" else point


class ZonesApart(msgspec.Struct, frozen=True):
    """A moment and the same in another zone, which is `right`: the two do not agree."""

    stamp: Stamp
    other: Stamp
    span: Span
    right: str


def zones_apart(
    stamp: Stamp, other: Stamp, span: Span, zones: Mapping[str, str], *, zone: Zone | None, day: dt.date
) -> ZonesApart | None:
    """What is wrong with a moment of a day and its other zone; None where they agree, or nobody can tell.

    `zone` is that of a time without one.
    """
    if stamp.date is not None and stamp.date.year is None:
        stamp = msgspec.structs.replace(stamp, date=None)
    names = [each.name for each in (stamp.zone, zone, other.zone) if each is not None]
    zones = {**told_zones(names), **zones}
    point = _disagree(stamp, other, zones, zone=zone, day=day)
    if point is None or other.zone is None:
        return None
    right = point.low.astimezone(other.zone.info(zones))
    return ZonesApart(stamp, other, span, f"{right:%H:%M} {other.zone.name}")


def _disagree(stamp: Stamp, other: Stamp, zones: Mapping[str, str], *, zone: Zone | None, day: dt.date) -> Point | None:
    """The moment of a stamp, where the other zone states another one for it.

    None where they agree, where the rules of one are not known, and where one is about or out of its season.
    """
    point = make_point(stamp, zones, zone=zone, day=day)
    if point is None or point.group != "utc" or point.approx or point.whole_day or other.approx:
        return None
    if any(out_of_season(one, zones, day) is not None for one in (stamp, other)):
        return None
    theirs = _nearest(other, point, zones)
    if theirs is None or theirs.group != "utc" or theirs.approx:
        return None
    return point if theirs.before(point) or point.before(theirs) else None


def _nearest(other: Stamp, point: Point, zones: Mapping[str, str]) -> Point | None:
    """The point of the other statement: without a date of its own on the day that brings it nearest."""
    if other.date is not None and other.date.year is not None:
        return make_point(other, zones)
    if other.date is not None and (their := other.date.nearest(point.days[0])) is not None:
        if abs(their - point.days[0]) > _FAR:  # nobody knows the day of the first
            other = msgspec.structs.replace(other, date=None)
    day = point.days[0]
    days = (day, day - _DAY, day + _DAY) if _NEVER < day.year < dt.MAXYEAR else (day,)
    near = [found for each in days if (found := make_point(other, zones, day=each)) is not None]
    return min(near, key=lambda found: abs(found.low - point.low), default=None)
