"""Periods of deadlines: hours that end to the minute; days, weeks and months that end with a day.

As laws of the European Union count them (Regulation 1182/71, Article 3): the day of the event does not count, a period
in months ends on the day of the same number or else on the month's last, one that would end on a Saturday or Sunday
ends on Monday, and one of two days or more has at least two working days. Holidays are not known here.
"""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from incidentlint.grammars.durations import read_duration
from incidentlint.grammars.moments import days_of_month

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
