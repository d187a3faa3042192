"""The times between the moments of a report. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from incidentlint.facts import Milestone
from incidentlint.grammars import seconds_between, spell_duration
from incidentlint.report import Report, incident
from incidentlint.tuples import NamedTuple


class Between(NamedTuple):
    """Two moments that labels state, the later one last, and the seconds between them."""

    first: Milestone
    last: Milestone
    seconds: int

    @property
    def length(self) -> str:
        """The time between them in words."""
        return spell_duration(self.seconds)

    def __str__(self) -> str:
        """As a sentence: ``"Start" 08:14 to "End" 09:49 is 1 hour 35 minutes``."""
        days = [end.instant.days if end.instant is not None else () for end in (self.first, self.last)]
        ends = [f'"{end.label}" {_clock(end, dated=days[0] != days[1])}' for end in (self.first, self.last)]
        return f"{ends[0]} to {ends[1]} is {self.length}"


def _milestones(report: Report) -> list[Milestone]:
    """The moments with a time of day, one for each milestone, in the order in which they happen."""
    facts = incident(report)
    order = facts.words.order
    found: dict[str, Milestone] = {}
    for one in facts.milestones:
        if one.instant is not None and not one.instant.whole_day and one.role in order:
            found.setdefault(one.role, one)
    return sorted(found.values(), key=lambda one: order.index(one.role))


def lengths(report: Report) -> Iterator[Between]:
    """The times between any two moments of which the one that comes first does."""
    return _between(combinations(_milestones(report), 2))


def steps(report: Report) -> Iterator[Between]:
    """The times between neighbouring moments of which the one that comes first does."""
    return _between(pairwise(_milestones(report)))


def _between(pairs: Iterable[tuple[Milestone, ...]]) -> Iterator[Between]:
    for first, last in pairs:
        assert first.instant is not None
        assert last.instant is not None
        seconds = seconds_between(first.instant, last.instant)
        if seconds is not None and seconds[0] >= 0:
            yield Between(first, last, round(seconds[0]))


def _clock(one: Milestone, *, dated: bool) -> str:
    seconds = one.stamp.clock or 0
    day = f"{one.instant.days[0]} " if dated and one.instant is not None else ""
    return f"{day}{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}"
