"""Slips of the pen in dates: which day another one was meant to be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from incidentlint.grammars import Date, find_dates

_DAY_OFF = 1


def one_part_off(written: dt.date, meant: dt.date) -> str:
    """Which one part of a date is off, ``year``, ``month`` or ``day``; ``""`` where more are, or none."""
    parts = [
        name
        for name, one, other in (
            ("year", written.year, meant.year),
            ("month", written.month, meant.month),
            ("day", written.day, meant.day),
        )
        if one != other
    ]
    return parts[0] if len(parts) == 1 else ""


def is_slip(written: dt.date, meant: dt.date) -> str:
    """The part that was mistyped where `written` is plainly a slip for `meant`: year or month, or swapped digits.

    A day more or less is no slip by itself: things go on over midnight, and reports are written on the next day.
    """
    part = one_part_off(written, meant)
    if part == "day":
        one, other = f"{written.day:02}", f"{meant.day:02}"
        return part if one[::-1] == other and abs(written.day - meant.day) > _DAY_OFF else ""
    if part == "year":
        return part if abs(written.year - meant.year) <= 2 or _swapped(written.year, meant.year) else ""
    if not part and (written.year, written.month, written.day) == (meant.year, meant.day, meant.month):
        return "month"
    if not part and written.year != meant.year and abs((_on(written, meant.year) or dt.date.min) - meant) <= _NEAR:
        return "year"
    return part


def shifted(day: dt.date, days: int) -> dt.date:
    """The day some days later, or earlier; where the calendar ends its last one, or its first."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return dt.date.max if days > 0 else dt.date.min


_NEAR = dt.timedelta(days=1)


def _on(day: dt.date, year: int) -> dt.date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _swapped(one: int, other: int) -> bool:
    return sorted(str(one)) == sorted(str(other))


def meant_by(date: Date, day: dt.date) -> tuple[dt.date, ...]:
    """The days that a date can mean; without a year the one near a day."""
    if date.year is not None:
        return date.days()
    near = date.nearest(day)
    return () if near is None else (near,)


def is_told_before(text: str, days: Collection[dt.date]) -> bool:
    """Whether a text before a date names one of some days already, and the date is no end of a range from there."""
    own = [date for date in find_dates(text) if any(day in days for near in days for day in meant_by(date, near))]
    gap = text[own[-1].end :] if own else ""
    return len(gap) > _JOIN or "," in gap


_JOIN = 12
"""No more signs are between the two ends of a range."""
