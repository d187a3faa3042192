"""Chronology: what a report's template knows of its times, as the facts of the incident judge it."""

from __future__ import annotations

import datetime as dt

import msgspec

from incidentlint.grammars import Point
from incidentlint.report.incident import incident, judged
from incidentlint.report.report import Report
from incidentlint.report.statements import Statement, statements


class Window(msgspec.Struct, frozen=True):
    """The incident, as far as it is known: its first and last moment."""

    first: Point | None
    last: Point | None


class Chronology:
    """The times that a report's fields state; those that contradict the others count for nothing."""

    def __init__(self, report: Report) -> None:
        """Ask the facts of `report`."""
        self.report = report
        read = statements(report)
        self.zones = read.zones
        self.zone = read.zone
        self.statement = read.statement
        placed = {milestone.span: milestone.instant for milestone in incident(report).milestones}
        self.milestones = [
            statement
            if statement.point or statement.problem  # else another field may state its day: `Date` above `Start`
            else msgspec.structs.replace(statement, point=placed.get(statement.span))
            for statement in read.milestones
        ]
        self.approvals = read.approvals
        self.lengths = read.lengths
        self._wrong = {milestone.span for milestone, _ in judged(report).order}
        self._wrong |= {conflict.span for conflict in judged(report).conflicts if conflict.span is not None}

    def milestone(self, role: str) -> Statement | None:
        """The stated milestone of a role, if its moment can be compared."""
        for statement in self.milestones:
            if statement.role == role and statement.point is not None and statement.span not in self._wrong:
                return statement
        return None

    def openings(self) -> list[Statement]:
        """The milestones whose days are the incident's: its start and its detection."""
        return [found for found in (self.milestone("started"), self.milestone("detected")) if found is not None]

    def window(self) -> Window:
        """The incident from its first milestone to its resolution."""
        start = next(iter(self.openings()), None)
        end = self.milestone("resolved")
        return Window(start.point if start else None, end.point if end else None)


def incident_days(report: Report) -> dict[dt.date, Statement]:
    """The days on which the incident started and was detected, with who says so."""
    days: dict[dt.date, Statement] = {}
    for statement in chronology(report).openings():
        for day in statement.point.days if statement.point else ():
            days.setdefault(day, statement)
    return days


def chronology(report: Report) -> Chronology:
    """The facts of time of a report, worked out on the first call."""
    return report.once("chronology", lambda: Chronology(report))
