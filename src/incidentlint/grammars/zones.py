"""Time zones as reports write them: `UTC`, `+01:00`, `Europe/Oslo`, `CET`."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from incidentlint.grammars.time_words import either, zone_names
from incidentlint.text import GLUE, fold
from incidentlint.vocabulary import zone_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo


ZoneKey = tuple[Literal["utc-offset"], int] | tuple[Literal["iana", "label"], str]
"""What makes two zones comparable: minutes east of UTC, an IANA name, or an opaque label."""


NO_ZONES: Final[Mapping[str, str]] = {}


_WHOLE_HOURS = 14

_QUARTERS = (0, 15, 30, 45)


_UTC = re.compile(rf"(?:UTC|GMT|[Zz](?=[^{GLUE}]|$))", re.ASCII | re.IGNORECASE)

_UTC_OFFSET = re.compile(
    r"(?:[ ]?(?=\+)|[ ](?=[-–][0-9])|[ ](?=[-–][ ][0-9]{1,2}(?![0-9:.h])))([-–+])[ ]?"
    r"([0-9]{1,2})(?::?([0-9]{2})|h([0-9]{2})?|[.,](0|00|25|5|50|75))?(?![0-9:.]*[0-9:])",
    re.ASCII | re.IGNORECASE,
)
"""An offset after UTC: `+5`, `-04:00`, `–4`, `+5.5`, `+5h30`."""

_UTC_MINUS = re.compile(
    r"([-–])([0-9]{1,2})(?::?([0-9]{2})|h([0-9]{2})?|[.,](0|00|25|5|50|75))?(?![0-9:.]*[0-9:])",
    re.ASCII | re.IGNORECASE,
)

_BARE_OFFSET = re.compile(
    r"([-+–])([0-9]{1,2})(?::([0-9]{2})|h([0-9]{2})?|[.,](0|00|25|5|50|75))?(?=[ ]{0,3}(?:$|[\n,;)\]|]))", re.ASCII
)
"""An offset with nothing before it: only at the end of its clause, elsewhere `+5` counts something."""

_SIGNS: Final = frozenset("+-–")

_TO_ZONE = re.compile(r"[ ]{0,2}(?:[A-Z]{3,4}|Z)\b", re.ASCII)
"""What makes `UTC–10:30` the end of a range: a zone of its own."""

_OFFSET = re.compile(rf"([-+–])([0-9]{{2}}):?([0-9]{{2}})()()(?![{GLUE}:])", re.ASCII)

_HOURS_OFFSET = re.compile(rf"([-+])([0-9]{{2}})()()()(?![{GLUE}:.])", re.ASCII)

_IANA = re.compile(
    r"(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)"
    r"(?:/[A-Z][A-Za-z0-9_+-]{1,30}){1,2}",
    re.ASCII,
)

_NAME = re.compile(rf"[A-Za-z][A-Za-z0-9+]{{0,11}}(?![{GLUE}])(?![-/+][A-Za-z0-9])", re.ASCII)

_CAPITALS = re.compile(r"[A-Z]{3,5}\Z", re.ASCII)
"""What a zone that nobody knows looks like; two letters are the initials of somebody."""

_AFTER = re.compile(rf"(?![{GLUE}])", re.ASCII)


class Zone(msgspec.Struct, frozen=True):
    """A zone as written at `start`..`end` of a text, offsets in code points.

    `name` is the canonical spelling: `UTC`, `GMT`, `UTC+01:00`, `Europe/Oslo`, or the abbreviation as written.
    """

    kind: Literal["utc", "offset", "iana", "abbreviation"]
    name: str
    start: int
    end: int
    raw: str
    minutes: int | None = None
    """Minutes east of UTC; None where only a rule or nothing gives them."""

    def __str__(self) -> str:
        """Return the canonical spelling, which reads back as the same zone after a time."""
        return self.name

    def key(self, zones: Mapping[str, str] = NO_ZONES) -> ZoneKey:
        """Return what to compare this zone by; `zones` maps abbreviations to IANA names."""
        if self.minutes is not None:
            return ("utc-offset", self.minutes)
        name = zones.get(self.name, "") if self.kind == "abbreviation" else self.name
        if not is_iana(name):
            return ("label", self.name)
        return ("utc-offset", 0) if name in _UTC_NAMES else ("iana", name)

    def info(self, zones: Mapping[str, str] = NO_ZONES) -> tzinfo | None:
        """Return the rules of this zone, or None for an abbreviation that `zones` does not map to an IANA name."""
        if self.minutes is not None:
            return timezone(timedelta(minutes=self.minutes))
        return zone_info(zones.get(self.name, "") if self.kind == "abbreviation" else self.name)


_UTC_NAMES = frozenset(("UTC", "Etc/UTC", "Etc/GMT", "GMT", "Etc/UCT", "Etc/Zulu", "UCT", "Zulu"))


@lru_cache(maxsize=1024)
def zone_info(name: str) -> ZoneInfo | None:
    """Return the zone of an IANA name, or None where there is no such zone; any string at all may be asked."""
    if not name or name.startswith(("/", ".")) or "\\" in name:
        return None
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None


def is_iana(name: str) -> bool:
    """Return whether `name` is the name of a zone in the system's (or the `tzdata` package's) zone data."""
    return zone_info(name) is not None


@lru_cache(maxsize=256)
def names_of_year(name: str, year: int) -> frozenset[str]:
    """Return the abbreviations that zone data gives the IANA zone `name` in the course of `year`."""
    zone = zone_info(name)
    if zone is None or not MINYEAR < year < MAXYEAR:
        return frozenset()
    new_year = datetime(year, 1, 1, tzinfo=UTC)
    days = (new_year + timedelta(days=day) for day in range(0, 366, 3))
    return frozenset(filter(None, (day.astimezone(zone).tzname() for day in days)))


def zone_at(
    text: str,
    pos: int,
    zones: Mapping[str, str],
    *,
    unknown_to: int | None = None,
    minus: bool = True,
    near: bool = False,
) -> Zone | None:
    """Return the zone that starts at `pos` of a folded `text`.

    Abbreviations are taken when the world or `zones` know them, any other only when it ends at `unknown_to`.
    `minus` says whether `-06:00` is an offset here (and not the end of a range), `near` that the zone touches a
    time, where `+01` is one too.
    """
    if (named := _named(text, pos)) is not None:
        return named
    if (utc := _UTC.match(text, pos)) is not None:
        return _utc(text, utc, near=near)
    if text[pos : pos + 1] in _SIGNS:
        return _offset_at(text, pos, minus=minus, near=near)
    if (iana := _IANA.match(text, pos)) is not None and is_iana(iana[0]):
        return Zone("iana", iana[0], pos, iana.end(), iana[0])
    if (name := _NAME.match(text, pos)) is not None:
        word, end = name[0], name.end()
        known = word in zone_words().known or word in zones
        if known or (end == unknown_to and _CAPITALS.match(word) and word not in zone_words().never):
            return Zone("abbreviation", word, pos, end, word)
    return None


def read_zone(text: str, zones: Mapping[str, str] = NO_ZONES) -> Zone | None:
    """Return the zone that `text` starts with (after white space and an opening parenthesis), or None.

    `zones` holds further abbreviations (and what they mean). A text that is nothing but three to five capital letters
    is a zone though nobody knows it.
    """
    folded = fold(text)
    pos = len(folded) - len(folded.lstrip())
    last = len(folded.rstrip())
    if folded.startswith("(", pos):
        pos += 1
        last -= folded.endswith(")", 0, last)
    zone = zone_at(folded, pos, zones, unknown_to=last, near=True)
    return None if zone is None else msgspec.structs.replace(zone, raw=text[zone.start : zone.end])


def _offset_at(text: str, pos: int, *, minus: bool, near: bool) -> Zone | None:
    """The offset at `pos`; one west of Greenwich with a colon may be the end of a range."""
    if (match := _OFFSET.match(text, pos)) is not None:
        range_ = text[match.start(3) - 1] == ":" and (not minus or _TO_ZONE.match(text, match.end()) is not None)
    elif (match := (_HOURS_OFFSET.match(text, pos) if near else None) or _BARE_OFFSET.match(text, pos)) is not None:
        range_ = not minus
    else:
        return None
    return None if range_ and match[1] != "+" else _offset(text, pos, match)


def _named(text: str, pos: int) -> Zone | None:
    """The zone at `pos` by its name in words: `Central European Time`."""
    begin = _BEGIN.match(text, pos)
    if begin is not None and begin[0].lower() not in _begins():
        return None
    if not text[pos : pos + 1].isalpha() or (match := _names().match(text, pos)) is None:
        return None
    name = zone_names()[" ".join(match[0].casefold().split())]
    if name in ("UTC", "GMT"):
        return Zone("utc", name, pos, match.end(), match[0], 0)
    return Zone("iana" if "/" in name else "abbreviation", name, pos, match.end(), match[0])


_BEGIN: Final = re.compile(r"[A-Za-z]+")


@cache
def _begins() -> frozenset[str]:
    """What the names begin with, as far as it is of ASCII."""
    return frozenset(begin[0].lower() for name in zone_names() if (begin := _BEGIN.match(name)))


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(zone_names())})(?![{GLUE}])", re.IGNORECASE)


def _utc(text: str, match: re.Match[str], *, near: bool) -> Zone | None:
    start, end, word = match.start(), match.end(), match[0]
    if word in "Zz":
        return Zone("utc", "UTC", start, end, word, 0) if word == "Z" or near else None
    signed = _UTC_MINUS.match(text, end) or _UTC_OFFSET.match(text, end)
    if (
        signed is not None
        and _AFTER.match(text, signed.end())
        and not (signed[3] and _TO_ZONE.match(text, signed.end()))
    ):
        zone = _offset(text, start, signed)
        if zone is not None:
            return zone
    if _AFTER.match(text, end) is None or text.startswith("+", end):
        return None
    return Zone("utc", word.upper(), start, end, word, 0)


def _offset(text: str, start: int, match: re.Match[str]) -> Zone | None:
    """The zone of an offset: its sign, its hours, and minutes (twice, one with `h`) or a part of an hour."""
    sign, hours, minutes, more, part = match.groups()
    hour = int(hours)
    minute = int(minutes or more or 0) if not part else int(part.ljust(2, "0")) * 60 // 100
    if hour > _WHOLE_HOURS or minute not in _QUARTERS:
        return None
    east = (hour * 60 + minute) * (1 if sign == "+" else -1)
    return Zone("offset", spell_offset(east), start, match.end(), text[start : match.end()], east)


def spell_offset(minutes: int) -> str:
    """Return the canonical spelling of an offset of so many minutes east of UTC: `UTC-06:00`."""
    hour, minute = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hour:02}:{minute:02}"
