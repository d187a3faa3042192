"""Periods of deadlines: hours that end to the minute; days, weeks and months that end with a day.

As laws of the European Union count them (Regulation 1182/71, Article 3): the day of the event does not count, a period
in months ends on the day of the same number or else on the month's last, one that would end on a Saturday or Sunday
ends on Monday, and one of two days or more has at least two working days. Holidays are not known here.

So are periods that the calendar names, as a due date may: `Q3`, `end of March 2026`, `2026-W14`, `sprint 24`. Each ends
on a day that somebody can look up, whenever the text is read. What depends on the day of its writing (`next week`, `in
two weeks`), on an event (`before the launch`) or on nothing (`soon`) is none.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

import msgspec

from incidentlint.grammars.durations import read_duration
from incidentlint.grammars.moments import days_of_month
from incidentlint.grammars.time_words import either, month_of
from incidentlint.text import GAPLESS

_MONTHS = re.compile(r"\s*(\d{1,3})\s*months?\s*", re.IGNORECASE)

_DAY = 86_400

_SATURDAY = 5

_WEEK = 7

_LEAST = 2
"""So many working days a period of two days or more has at least."""


class Period(msgspec.Struct, frozen=True):
    """A period: of `months`, else of `seconds`; `by_days` says that it ends with a day."""

    seconds: int
    months: int = 0
    by_days: bool = False

    def last_day(self, day: dt.date) -> dt.date | None:
        """The day that a period ends with, after an event of a day; None beyond the calendar."""
        try:
            if self.months:
                month = day.month - 1 + self.months
                year, month = day.year + month // 12, month % 12 + 1
                end = dt.date(year, month, min(day.day, days_of_month(year, month)))
            else:
                end = day + dt.timedelta(seconds=self.seconds)
            end += dt.timedelta(days=7 - end.weekday() if end.weekday() >= _SATURDAY else 0)
            days = (day + dt.timedelta(days=number) for number in range(1, min((end - day).days, _WEEK) + 1))
            if self.seconds > _DAY and sum(each.weekday() < _SATURDAY for each in days) < _LEAST:
                end += dt.timedelta(days=1)
            return end
        except (OverflowError, ValueError):
            return None


def read_period(text: str) -> Period | None:
    """The period that a text is, and nothing else beside: `72h`, `15 days`, `1 month`; None for any other text."""
    months = _MONTHS.fullmatch(text)
    if months:
        return Period(0, int(months[1]), by_days=True) if int(months[1]) else None
    read = read_duration(text)
    if read is None or read.end != len(text) or read.approx or read.bound:
        return None
    return Period(read.seconds, by_days=read.precision >= _DAY)


# --- Periods of the calendar ---

_NOTE_BEHIND = re.compile(r"[(;,（、]|\s[—–-]{1,2}\s")
"""Where a note on the period begins."""

_NUMBERS = re.compile(r"20\d\d[-/.](?:0[1-9]|1[0-2])|(?:20\d\d ?[年년] ?)?\d{1,2} ?[月월](?:\w{1,2})?")
"""A month of digits: `2026-04`, `2026年4月`."""

_YEAR = re.compile(r"20\d\d|['’]\d\d")

_GAPS = re.compile(r"[\s/-]+")

_WORDS_BEFORE = 4
"""Words before a period, at most: `by the end of March`."""

_SHORTEST = 3
"""A name of a month of no more letters begins with a capital: `May`."""


def names_period(text: str, numbered: tuple[str, ...]) -> bool:
    """Whether a value names a period of the calendar, and nothing else but a note behind it.

    `numbered` are the words of periods that have numbers.
    """
    plain = " ".join(text.split()).strip(" *_`~.")
    plain = plain[: found.start()].rstrip() if (found := _NOTE_BEHIND.search(plain)) is not None else plain
    if len(plain) > _LONGEST_NAME:
        return False
    return _NUMBERS.fullmatch(plain) is not None or _numbered(numbered).fullmatch(plain) is not None or _is_month(plain)


_LONGEST_NAME = 60


def _is_month(text: str) -> bool:
    """Whether a text ends with the name of a month, perhaps with a year, and has few words before it."""
    words = _GAPS.split(text)
    if len(words) > 1 and _YEAR.fullmatch(words[-1]):
        words.pop()
    *leads, name = words
    if len(leads) > _WORDS_BEFORE or any(map(str.isdigit, "".join(leads))):
        return False
    return month_of(name) is not None and (name[:1].isupper() or len(name.rstrip(".")) > _SHORTEST)


@lru_cache(maxsize=16)
def _numbered(words: tuple[str, ...]) -> re.Pattern[str]:
    """A period with its number, before or behind a year: `Q3`, `2026-W14`, `KW 14/2026`, `第3四半期`, `3. Quartal`."""
    eastern = [word for word in words if word > GAPLESS]
    first = rf"(?:第 ?)?\d{{1,2}}[.ºª°] ?{either(words)}"
    first += rf"|(?:第 ?)?\d{{1,2}} ?{either(eastern)}" if eastern else ""
    last = rf"{either(words)}[ .#-]{{0,2}}\d{{1,3}}"
    leads, year = rf"(?:[^\W\d]{{1,20}}[ -]){{0,{_WORDS_BEFORE}}}", r"(?:20\d\d|['’]\d\d)"
    return re.compile(rf"{leads}(?:20\d\d[ /年년-]{{0,3}})?(?:{last}|{first})(?:[ /-]{{1,3}}{year})?", re.IGNORECASE)
