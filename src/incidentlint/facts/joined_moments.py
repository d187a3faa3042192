"""Moments that are written in two places, or with a digit too many, as they were meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from incidentlint.facts.model import Milestone
from incidentlint.facts.placing import day_of
from incidentlint.grammars import Stamp
from incidentlint.text import Span


def joined(stated: Sequence[Milestone]) -> tuple[list[Milestone], dict[Span, dt.date]]:
    """The milestones of which a label states the day and another the time of day as one each, with its day.

    `Start date` and `Start time`: what is stated more often stays as it is.
    """
    days = {}
    found = list(stated)
    for role in {milestone.role for milestone in stated}:
        both = [milestone for milestone in stated if milestone.role == role]
        dated = [(m, m.stamp.date) for m in both if m.stamp.date is not None and m.stamp.time is None and m.stamp.valid]
        timed = [m for m in both if m.stamp.date is None]
        if len(both) == 2 and dated and timed and (day := day_of(dated[0][1], None)) is not None:
            days[timed[0].span] = day
            found.remove(dated[0][0])
    return found, days


def meant(stamp: Stamp) -> Stamp:
    """A moment with a digit too many in its year, as it was meant."""
    assert stamp.date is not None
    year = int(str(stamp.date.year)[-4:])
    return msgspec.structs.replace(stamp, date=msgspec.structs.replace(stamp.date, year=year))
