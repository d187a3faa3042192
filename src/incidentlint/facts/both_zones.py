"""Moments that are stated in two zones: ``19:00 ART / 22:00 UTC`` is one moment."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

import msgspec

from incidentlint.grammars import Point, Stamp, Zone, make_point, other_words, out_of_season, read_stamp
from incidentlint.text import Span
from incidentlint.vocabulary import either, remembered, time_words, told_zones

_CLOSE = re.compile(r"\s?[\])]")
_LONGEST = 60
_NEVER = dt.MINYEAR
_DAY = dt.timedelta(days=1)


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


def point_of(
    stamp: Stamp, other: Stamp | None, zones: Mapping[str, str], *, zone: Zone | None, day: dt.date | None
) -> Point | None:
    """The point of a moment: by its own zone, and where nobody knows that one by the other that it states."""
    point = make_point(stamp, zones, zone=zone, day=day)
    if other is None or point is None or point.group == "utc":
        return point
    best = _nearest(other, point, zones)
    return best if best is not None and best.group == "utc" else point


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
    day = point.days[0]
    days = (day, day - _DAY, day + _DAY) if _NEVER < day.year < dt.MAXYEAR else (day,)
    near = [found for each in days if (found := make_point(other, zones, day=each)) is not None]
    return min(near, key=lambda found: abs(found.low - point.low), default=None)
