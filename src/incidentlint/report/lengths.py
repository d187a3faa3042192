"""Whether a stated length is the time between two moments, each by its precision."""

from __future__ import annotations

from incidentlint.grammars import Duration
from incidentlint.report.chronology import Statement


def fits(stated: Duration, between: tuple[int, int], first: Statement, last: Statement) -> bool:
    """Whether a duration, by its precision, is the time between two moments, by theirs."""
    exacts = [p.exact for p in (first.point, last.point) if p is not None]
    exact = max(exacts)
    slack = exact - 60 if exact > 60 else (exact if stated.precision < exact else 0)
    if len(set(exacts)) > 1:
        # One of them is written to the second, the other may lie anywhere in its minute.
        slack = max(slack, exact - 1)
    low, high = between[0] - slack, between[1] + slack
    return within(stated, low, high)


def within(stated: Duration, low: int, high: int) -> bool:
    """Whether a duration, by its precision, lies between two lengths in seconds."""
    if stated.bound == "less":
        return low < stated.seconds + (stated.precision if stated.precision > 60 else 0) or low <= 0
    if stated.bound == "more":
        return high >= stated.seconds
    if stated.approx:
        slack = max(stated.precision, stated.seconds // 10, 300 if stated.seconds % 300 == 0 else 60)
        return stated.seconds - slack <= high and low <= stated.seconds + slack
    # Rounded to its unit, or cut to it; the smallest unit of a duration is otherwise exact.
    return stated.seconds - stated.precision // 2 <= high and low < stated.seconds + stated.precision


def same_length(one: Duration, other: Duration) -> bool:
    """Whether two statements can be of the same duration."""
    if one.bound or other.bound:
        return True
    return within(one, other.seconds, other.seconds) or within(other, one.seconds, one.seconds)
