"""Dates and times of day in writing without gaps: `2026年5月29日(金)`, `5月29日`, `午後3時5分`."""

from __future__ import annotations

import re
from typing import Final

from incidentlint.grammars.spelling import Respelt, Rule, compiled, respelt
from incidentlint.grammars.time_words import either, month_name, other_weekdays, other_words, weekday_name

_CJK_DATE: Final = ("月", "월")


def _cjk_date_pattern() -> str:
    return (
        r"(?:(?P<y>(?:19|20)[0-9]{2})[ ]?[年년][ ]?|(?<![0-9年년])(?<![年년][ ]))(?P<m>0?[1-9]"
        r"|1[0-2])[ ]?[月월][ ]?(?P<d>0?[1-9]|[12][0-9]|3[01])[ ]?[日일号]"
        r"(?P<weekday>[ ]?\([^()]{1,10}\))?(?P<at>[ ]?(?=[0-9午上下오]))?"
    )


def _cjk_date(match: re.Match[str]) -> Respelt:
    month, day = int(match["m"]), int(match["d"])
    date = f"{match['y']}-{month:02}-{day:02}" if match["y"] else f"{month_name(month)} {day}"
    weekday = match["weekday"] or ""
    if not match["y"] and (index := other_weekdays().get(weekday.strip(" ()"))) is not None:
        weekday = f" ({weekday_name(index)})"
    return respelt(match, f"{date}{weekday}{'' if match['at'] is None else ' '}")


def _cjk_clock_pattern() -> str:
    half = either((*other_words("am", "pm"),))
    return (
        rf"(?:(?P<half>{half})[ ]?)?(?<![0-9])(?P<h>[01]?[0-9]|2[0-4])(?:[時时点點](?![間间])|시(?!간))"
        r"(?:[ ]?(?P<min>[0-5]?[0-9])[ ]?[分분](?![間间钟鐘])|(?P<thirty>半))?(?P<gap>[ ]?(?=[A-Za-z]))?"
    )


def _cjk_clock(match: re.Match[str]) -> Respelt:
    hour = int(match["h"])
    half = (match["half"] or "").casefold()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half in other_words("pm") else 0)
    minute = 30 if match["thirty"] else int(match["min"] or 0)
    return respelt(match, f"{hour:02}:{minute:02}{'' if match['gap'] is None else ' '}")


GAPLESS: Final = (
    Rule(_CJK_DATE, compiled(_cjk_date_pattern), _cjk_date),
    Rule(("時", "时", "点", "點", "시"), compiled(_cjk_clock_pattern), _cjk_clock),
)
"""What is spelt anew wherever it stands."""
