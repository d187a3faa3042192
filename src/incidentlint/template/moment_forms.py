"""The forms that templates give to dates and times: ``YYYY-MM-DD HH:MM``, ``TT.MM.JJJJ``, ``YYYY年M月D日（○）``."""

from __future__ import annotations

import re
from typing import Literal

from incidentlint.template.slot_types import CIRCLE, SlotType

_DASH = r"[-‐‑‒–—]"

_YEAR = r"(?:YY(?:YY)?|yy(?:yy)?|JJJJ|jjjj|AAAA|aaaa|RRRR|rrrr|GGGG|gggg|ÅÅÅÅ|åååå|20[xXyY]{2})"

_MONTH = r"(?:M{2,3}|m{2,3}|M[mo][mn])"

_DAY = r"(?:D[D1-9A-F]|d[d1-9]|TT|tt|JJ|jj|GG|gg)"

_PLAIN_DATE = rf"YYYY?{_DASH}MM{_DASH}DD|YYYY/MM/DD|DD/MM/YYYY|MM/DD/YYYY|DD\.MM\.YYYY"

# As other languages write them, and as others join them: tt.mm.jjjj, JJ/MM/AAAA, dd-MMM-yyyy.
_OTHER_DATES = [
    rf"{_YEAR}{mark}{_MONTH}{mark}{_DAY}|(?:{_DAY}{mark}{_MONTH}|{_MONTH}{mark}{_DAY}){mark}{_YEAR}"
    for mark in (_DASH, "/", r"\.", " ")
]

_SIGNS = rf"XX|{CIRCLE}{{1,2}}"

_NO_YEAR = (
    r"(?:TT|DD|dd|tt)\.(?:MM|mm)\.?|(?:JJ|DD|GG|dd|jj|gg)/(?:MM|mm)|(?:MM|mm)[/-](?:DD|dd)|(?:DD|dd|TT|JJ)-(?:MM|mm)"
)
_NO_YEAR += rf"|(?:M{{1,2}}|m{{1,2}}|{_SIGNS})[月월] ?(?:D{{1,2}}|d{{1,2}}|{_SIGNS})[日일](?: ?\([^()\n]{{1,2}}\))?"

YEAR_DATE = "|".join([
    _PLAIN_DATE, *_OTHER_DATES,
    r"(?:xx|XX)/(?:xx|XX)(?:/(?:xx|XX){1,2})?",
    r"(?<!_)__/__/__(?:__)?(?!_)|__\.__\.__(?:__)?(?!_)",
    r"(?<!\.)\.{2,4}(?:/\.{2,4}/|-\.{2,4}-)\.{2,4}(?!\.)", r"XXXX[-/.]XX[-/.]XX",
    rf"(?:{_YEAR}|{CIRCLE}{{1,4}})[年년] ?(?:M{{1,2}}|m{{1,2}}|{_SIGNS})[月월] ?(?:D{{1,2}}|d{{1,2}}|{_SIGNS})[日일]"
    r"(?: ?\([^()\n]{1,2}\))?", _NO_YEAR,
])  # fmt: skip

MONTH_DATE = r"Month D{1,2}(?:, (?:YYYY|Year))?|D{1,2} Month(?: YYYY)?"

_CLOCK = r"(?:HH|hh|XX|xx):(?:MM|mm|XX|xx)(?::(?:SS|ss|XX|xx))?[zZ]?|\?\?:\?\?"
_CLOCK += r"|(?:HH|hh) ?[h時] ?(?:MM|mm)分?|(?:GG|TT|UU):MM|(?:HH\.MM|hh\.mm)(?!\.?\w)"
_CLOCK += rf"|(?:HH?|hh?|{_SIGNS})[時시] ?(?:MM?|mm?|{_SIGNS})[分분]"

_CLOCK += r"|(?<!_)__:__(?!_)|(?<!\.)\.{2,4}:\.{2,4}(?!\.)"

_ZONE = r"TZ|TIMEZONE|UTC|GMT|Z|[A-Z]{3,4}"

CLOCK_ZONE = rf"(?:{_CLOCK})(?: ?(?:{_ZONE})\b)?"


def stamp_type(text: str) -> SlotType:
    """What a slot takes that is the form of a date, a time or both."""
    clock = re.search(_CLOCK, text)
    day = re.search(rf"{YEAR_DATE}|{MONTH_DATE}", text)
    rest = text[clock.end() :].strip() if clock else ""
    name = rest if rest not in ("", "TZ", "TIMEZONE") else ""
    first = _first_of(day.group()) if day else ""
    if day and ("x" in day.group().lower() or re.fullmatch(_NO_YEAR, day.group())):
        return SlotType("date-time" if clock else "date", zone=bool(rest), zone_name=name, year=False, lenient=True)
    if day and re.match(YEAR_DATE, day.group()) and not re.match(_PLAIN_DATE, day.group()):
        # How a team writes its dates in its own form is its own affair.
        return SlotType("date-time" if clock else "date", zone=bool(rest), zone_name=name, first=first, lenient=True)
    if clock and day:
        return SlotType("date-time", zone=bool(rest), zone_name=name, first=first)
    if clock:
        return SlotType("time", zone=bool(rest), zone_name=name)
    return SlotType("date", first=first, year=bool(re.search(r"YYYY|Year", text)))


def _first_of(day: str) -> Literal["", "day", "month"]:
    """Which of day and month a form of dates in figures has first, where the year comes last."""
    parts = re.split(r"\W", day)
    if len(parts) != 3 or len(parts[2]) < len(parts[0]) or parts[0].casefold() == parts[1].casefold():
        return ""
    return "month" if re.fullmatch(_MONTH, parts[0]) else "day" if re.fullmatch(_DAY, parts[0]) else ""


__all__ = ["CLOCK_ZONE", "MONTH_DATE", "YEAR_DATE", "stamp_type"]
