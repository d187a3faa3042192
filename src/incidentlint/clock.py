"""The clock: whether a report may still be incomplete.

Nothing depends on the wall clock: "now" is a value that the user hands in. With it, a report may be incomplete until
its pack's deadline, and not after; the clock of an incident that is not resolved has not started.
"""

from __future__ import annotations

import datetime as dt

from .chronology import chronology
from .durations import read_duration, spell_duration
from .moments import read_stamp
from .points import Point
from .report import Report

_ANYWHERE = dt.timedelta(hours=14)
"""How far ahead of UTC clocks are at most: a moment without a known zone may lie so much earlier."""


def read_clock(text: str) -> dt.datetime | None:
    """The moment that a text such as ``2026-03-11``, ``2026-03-11 09:00 CET`` or RFC 3339 says, in UTC.

    A date is the end of its day, a time without a zone is UTC. None for anything else.
    """
    stamp = read_stamp(text.strip())
    if stamp is None or stamp.end != len(text.strip()) or not stamp.valid or stamp.date is None:
        return None
    days = stamp.days()
    if len(days) != 1:
        return None
    if stamp.time is None:
        return dt.datetime.combine(days[0], dt.time(23, 59, 59), dt.UTC)
    found = stamp.instants(default_zone="UTC")
    return found[0] if found else None


def waits(report: Report, now: dt.datetime | None) -> str:
    """Why a report may still be incomplete, as ``due in 11 hours``; empty when it may not, or without a clock."""
    deadline = report.pack.deadlines.complete
    if now is None or deadline is None or (deadline.when and report.demanded(deadline.when) is not True):
        return ""
    within = read_duration(deadline.within)
    anchor = chronology(report).milestone(deadline.after)
    if within is None:
        return ""
    if anchor is None or anchor.point is None:
        return f"its clock has not started: no {deadline.after} time"
    left = within.seconds - int((now - _latest(anchor.point)).total_seconds())
    return f"due in {spell_duration(_rounded(left))}" if left >= 0 else ""


def is_future(point: Point, now: dt.datetime) -> bool:
    """Whether a moment lies after `now` however it is read: a date when its whole day does."""
    if point.whole_day:
        return min(point.days) > (now + _ANYWHERE).date()
    return point.low - (dt.timedelta() if point.group == "utc" else _ANYWHERE) > now


def _latest(point: Point) -> dt.datetime:
    return point.high + (dt.timedelta() if point.group == "utc" else _ANYWHERE)


def _rounded(seconds: int) -> int:
    """Whole hours from an hour on, whole minutes below."""
    return seconds // 3600 * 3600 if seconds >= 3600 else seconds // 60 * 60


__all__ = ["is_future", "read_clock", "waits"]
