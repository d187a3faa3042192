"""Time zones as reports write them: `UTC`, `+01:00`, `Europe/Oslo`, `CET`."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal
from zoneinfo import ZoneInfo

import msgspec

from incidentlint.text import GLUE, fold

if TYPE_CHECKING:
    from collections.abc import Mapping


ZoneKey = tuple[Literal["utc-offset"], int] | tuple[Literal["iana", "label"], str]
"""What makes two zones comparable: minutes east of UTC, an IANA name, or an opaque label."""


NO_ZONES: Final[Mapping[str, str]] = {}


KNOWN_ABBREVIATIONS: Final = frozenset(
    """
    ACDT ACST ACWST ADT AEDT AEST AET AFT AKDT AKST ALMT AMST AMT ANAT AST AWST AZOST AZOT AZT BDT BNT BOT BRST BRT BST
    BTT CAT CCT CDT CEST CET CHADT CHAST CHST CKT CLST CLT COT CST CT CVT CXT EASST ECT EAT EDT EEST EET EGST EGT EST
    ET FJT FKST FKT FNT GALT GFT GILT GST GYT HADT HAST HDT HKT HOVT HST ICT IDT IRDT IRKT IRST IST JST KGT KRAT KST
    LHDT LHST MAGT MART MAWT MDT MEST MHT MMT MSD MSK MST MT MVT MYT NCT NDT NFT NOVT NPT NST NZDT NZST OMST ORAT
    PDT PETT PGT PHOT PHT PKT PMDT PMST PST PT PWT PYST PYT RET SAKT SAMT SAST SBT SCT SGT SRT SST TAHT TJT TKT TLT TMT
    TRT TVT ULAT UYST UYT UZT VLAT VOLT VUT WAKT WAST WAT WET WFT WGST WGT WIB WITA YAKT YEKT
    """.split()
)
"""The zone abbreviations of the world, less what reports have as words in capitals (`ACT`, `EAST`, ...)."""


_NEVER = frozenset(
    "AM PM AD BC TBD TBC TBA TODO NA NIL NONE OK API APP CPU GPU RAM DB UI UX QA PR CI CD DNS CDN VM VPN SLA SLO SRE"
    " CEO CTO CFO CIO COO HR IT PO PM IC ETA ETD RTO RPO URL HTTP HTTPS TLS SSL SSH SQL AWS GCP".split()
)


_WHOLE_HOURS = 14

_QUARTERS = (0, 15, 30, 45)


_UTC = re.compile(rf"(?:UTC|GMT|[Zz](?=[^{GLUE}]|$))", re.ASCII | re.IGNORECASE)

_UTC_OFFSET = re.compile(r"(?:[ ]?(?=\+))([-+])([0-9]{1,2})(?::?([0-9]{2}))?(?![0-9:])", re.ASCII)

_UTC_MINUS = re.compile(r"(-)([0-9]{1,2})(?::?([0-9]{2}))?(?![0-9:])", re.ASCII)

_OFFSET = re.compile(rf"([-+])([0-9]{{2}})(:?)([0-9]{{2}})(?![{GLUE}:])", re.ASCII)

_HOURS_OFFSET = re.compile(rf"([-+])([0-9]{{2}})(?![{GLUE}:.])", re.ASCII)

_IANA = re.compile(
    r"(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)"
    r"(?:/[A-Z][A-Za-z0-9_+-]{1,30}){1,2}",
    re.ASCII,
)

_NAME = re.compile(rf"[A-Za-z][A-Za-z0-9+]{{0,11}}(?![{GLUE}])(?![-/+][A-Za-z0-9])", re.ASCII)

_CAPITALS = re.compile(r"[A-Z]{2,5}\Z", re.ASCII)

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
        """Return the canonical spelling, which reads back as the same zone behind a time."""
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
    if (utc := _UTC.match(text, pos)) is not None:
        return _utc(text, utc, near=near)
    if (offset := _OFFSET.match(text, pos)) is not None:
        sign, hours, colon, minutes = offset.groups()
        if sign == "+" or minus or not colon:
            return _offset(text, pos, offset.end(), sign, hours, minutes)
        return None
    if near and (offset := _HOURS_OFFSET.match(text, pos)) is not None:
        if offset[1] == "+" or minus:
            return _offset(text, pos, offset.end(), offset[1], offset[2], None)
        return None
    if (iana := _IANA.match(text, pos)) is not None and is_iana(iana[0]):
        return Zone("iana", iana[0], pos, iana.end(), iana[0])
    if (name := _NAME.match(text, pos)) is not None:
        word, end = name[0], name.end()
        known = word in KNOWN_ABBREVIATIONS or word in zones
        if known or (end == unknown_to and _CAPITALS.match(word) and word not in _NEVER):
            return Zone("abbreviation", word, pos, end, word)
    return None


def read_zone(text: str, zones: Mapping[str, str] = NO_ZONES) -> Zone | None:
    """Return the zone that `text` starts with (after white space and an opening parenthesis), or None.

    `zones` holds further abbreviations (and what they mean). A text that is nothing but two to five capital letters is
    a zone though nobody knows it.
    """
    folded = fold(text)
    pos = len(folded) - len(folded.lstrip())
    last = len(folded.rstrip())
    if folded.startswith("(", pos):
        pos += 1
        last -= folded.endswith(")", 0, last)
    zone = zone_at(folded, pos, zones, unknown_to=last, near=True)
    return None if zone is None else msgspec.structs.replace(zone, raw=text[zone.start : zone.end])


def _utc(text: str, match: re.Match[str], *, near: bool) -> Zone | None:
    start, end, word = match.start(), match.end(), match[0]
    if word in "Zz":
        return Zone("utc", "UTC", start, end, word, 0) if word == "Z" or near else None
    signed = _UTC_MINUS.match(text, end) or _UTC_OFFSET.match(text, end)
    if signed is not None and _AFTER.match(text, signed.end()):
        zone = _offset(text, start, signed.end(), signed[1], signed[2], signed[3])
        if zone is not None:
            return zone
    if _AFTER.match(text, end) is None or text.startswith("+", end):
        return None
    return Zone("utc", word.upper(), start, end, word, 0)


def _offset(text: str, start: int, end: int, sign: str, hours: str, minutes: str | None) -> Zone | None:
    hour, minute = int(hours), int(minutes or 0)
    if hour > _WHOLE_HOURS or minute not in _QUARTERS:
        return None
    east = (hour * 60 + minute) * (-1 if sign == "-" else 1)
    return Zone("offset", spell_offset(east), start, end, text[start:end], east)


def spell_offset(minutes: int) -> str:
    """Return the canonical spelling of an offset of so many minutes east of UTC: `UTC-06:00`."""
    hour, minute = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hour:02}:{minute:02}"
