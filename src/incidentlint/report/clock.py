"""The time that it is, as reports ask it: each answer is noted with how long it holds.

So what was found with a clock can be kept: it is the same until the first of these answers changes.
"""

from __future__ import annotations

import datetime as dt


class Clock:
    """A moment that the user said is now, and `until` when all that was asked of it stays true, if not for ever."""

    def __init__(self, now: dt.datetime) -> None:
        """Take the moment, an aware datetime."""
        self.now = now
        self.until: dt.datetime | None = None

    def passed(self, moment: dt.datetime, after: dt.timedelta = dt.timedelta()) -> bool:
        """Whether it is so long `after` a moment, an aware datetime, or even later; a negative length is before it."""
        try:
            then = moment + after
        except OverflowError:
            return after < dt.timedelta()
        if self.now >= then:
            return True
        self.until = then if self.until is None else min(self.until, then)
        return False

    def begun(self, day: dt.date, after: dt.timedelta = dt.timedelta()) -> bool:
        """The same for the midnight that a day begins with, in the zone of the moment that is now."""
        return self.passed(dt.datetime(day.year, day.month, day.day, tzinfo=self.now.tzinfo), after)

    def told(self) -> dt.datetime:
        """The moment itself: what it is used for holds for no other."""
        self.until = self.now
        return self.now
