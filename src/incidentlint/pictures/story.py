"""The times of a report in the order in which they are told, ready to be drawn. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from incidentlint.api import Moment, Report
from incidentlint.grammars import spell_duration

_NAMES = ("started", "detected", "declared", "mitigated", "resolved")
"""The moments that part an incident, in the order in which they happen."""

_PHASES = {"started": "incident", "detected": "response", "declared": "response", "mitigated": "monitoring"}
"""What goes on after each of them, until the next one; until the detection it is unnoticed."""


@dataclass(frozen=True, slots=True)
class Point:
    """A moment of the picture.

    `at` is its place on the axis, in UTC where zones are known; `day` and `clock` are as the report has them. `name` is
    the milestone that it is, empty for an entry of the timeline; `text` what the report calls it, or says happened.
    `late` says that one before it in the text is after it: one of the two times is wrong, or the order.
    """

    at: dt.datetime
    day: str
    clock: str
    name: str
    text: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Phase:
    """What goes on between two milestones: ``unnoticed``, ``response`` or ``monitoring``; before all, ``lead-up``.

    It is the ``incident`` from its start where the report does not say when it was detected.
    """

    name: str
    start: dt.datetime
    end: dt.datetime

    @property
    def length(self) -> str:
        """How long it is, in words."""
        return spell_duration(round((self.end - self.start).total_seconds()))


@dataclass(frozen=True)
class Story:
    """What a picture shows: milestones in the order of time, entries in that of the text, and the phases.

    `zoned` says that the axis is that of UTC. `missing` counts the moments that have no place on it: without a time of
    day, or without a zone where others have one.
    """

    title: str
    milestones: tuple[Point, ...]
    entries: tuple[Point, ...]
    phases: tuple[Phase, ...]
    zoned: bool = False
    missing: int = 0

    @property
    def lost(self) -> str:
        """How many moments are not in the picture, in words; empty where all are."""
        return f"{self.missing} without a time that fits here" if self.missing else ""

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """All moments in the order of time, a milestone before an entry of the same time."""
        return tuple(sorted((*self.milestones, *self.entries), key=lambda point: (point.at, not point.name)))

    @property
    def start(self) -> dt.datetime:
        """The first moment. Raises `IndexError` where there is none."""
        return self.points[0].at

    @property
    def end(self) -> dt.datetime:
        """The last moment. Raises `IndexError` where there is none."""
        return self.points[-1].at

    def share(self, at: dt.datetime) -> float:
        """Where on the axis a moment is: 0 at the first, 1 at the last."""
        whole = (self.end - self.start).total_seconds()
        return (at - self.start).total_seconds() / whole if whole else 0.0


def story_of(report: Report) -> Story:
    """What there is to draw of a report."""
    stated = {key.role: key.moment for key in reversed(report.key_moments)} | dict(report.milestones)
    named = [(name, stated[name]) for name in _NAMES if name in stated]
    told = [(entry.time, entry.text) for entry in report.timeline if entry.time is not None]
    moments = [moment for _, moment in named] + [moment for moment, _ in told]
    zoned = any(moment.at is not None and moment.at.tzinfo is not None for moment in moments)
    told_by = {moment.place for _, moment in named}
    milestones, entries, missing = [], [], 0
    for name, moment in named:
        at = _placed(moment, zoned=zoned)
        if at is None:
            missing += 1
        else:
            milestones.append(Point(at, _day(moment), _clock(moment), name, moment.label))
    latest = None
    for moment, text in told:
        at = _placed(moment, zoned=zoned)
        if at is None:
            missing += 1
            continue
        late = latest is not None and at < latest
        if late or moment.place not in told_by:  # else it is the milestone that it tells
            entries.append(Point(at, _day(moment), _clock(moment), "", text, late=late))
        latest = at if latest is None else max(latest, at)
    milestones.sort(key=lambda point: point.at)
    return Story(
        report.title or report.id or report.path,
        tuple(milestones),
        tuple(entries),
        tuple(_phases(milestones, entries)),
        zoned,
        missing,
    )


def _phases(milestones: list[Point], entries: list[Point]) -> Iterator[Phase]:
    if milestones and entries and entries[0].at < milestones[0].at:
        yield Phase("lead-up", entries[0].at, milestones[0].at)
    for first, last in pairwise(milestones):
        if first.name in _PHASES and first.at < last.at:
            yield Phase("unnoticed" if last.name == "detected" else _PHASES[first.name], first.at, last.at)


def _placed(moment: Moment, *, zoned: bool) -> dt.datetime | None:
    """Where a moment is on the axis; None where it cannot be put beside the others."""
    at = _at(moment)
    return None if at is None or bool(at.tzinfo) is not bool(zoned) else at


def _at(moment: Moment) -> dt.datetime | None:
    if moment.at is not None:
        try:
            return moment.at.astimezone(dt.UTC) if moment.at.tzinfo else moment.at
        except OverflowError:  # the first or last day that there is
            return None
    if moment.clock is None:
        return None
    return dt.datetime.combine(moment.day or dt.date.min, moment.clock)


def _day(moment: Moment) -> str:
    return moment.day.isoformat() if moment.day is not None else ""


def _clock(moment: Moment) -> str:
    return moment.clock.strftime("%H:%M") if moment.clock is not None else ""
