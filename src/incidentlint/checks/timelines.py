"""Timelines: in order, and in agreement with the header."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from incidentlint.checks.common import named
from incidentlint.checks.registry import NoParams
from incidentlint.facts import Milestone, Misplaced, Placed, Row, Told
from incidentlint.findings import Finding, Related
from incidentlint.grammars import Point, seconds_between
from incidentlint.report import (
    Chronology,
    Report,
    Statement,
    chronology,
    has_all_rows,
    incident,
    judged,
    misplaced,
    time_of,
)
from incidentlint.text import Span

_DAY = 86_400


def order(report: Report, params: NoParams) -> Iterator[Finding]:
    """Entries of a timeline that stand before an earlier one."""
    yield from _rows(report)


def match(report: Report, params: NoParams) -> Iterator[Finding]:
    """Rows that name a milestone and contradict its field; timelines that do not cover the incident."""
    if report.free:
        yield from _milestones(report)
        return
    facts = chronology(report)
    found = False
    right = {
        entry.milestone for placed in facts.placed() for entry in placed if entry.milestone and _agrees(facts, entry)
    }
    for placed in facts.placed():
        wrong = {index for index, _ in misplaced(placed)}
        for index, entry in enumerate(placed):
            stated = facts.milestone(entry.milestone) if entry.milestone else None
            if stated is None or index in wrong or entry.milestone in right:
                continue
            found = True
            if _is_explained(report, facts, entry):
                continue
            values = {
                "time": time_of(entry),
                "role": entry.milestone,
                "label": named(stated.label),
                "value": stated.stamp.raw,
            }
            yield Finding(entry.entry.span, values, (Related(stated.span, named(stated.label)),), variant="milestone")
    if not found:
        yield from _coverage(report, facts)


def _agrees(facts: Chronology, entry: Placed) -> bool:
    """Whether a row's time is that of the milestone which it names."""
    stated = facts.milestone(entry.milestone)
    if stated is None or stated.point is None or _agree(entry, stated.point):
        return True
    return _other_zone(facts, entry, stated) and entry.entry.stamp.clock == stated.stamp.clock is not None


def _is_explained(report: Report, facts: Chronology, entry: Placed) -> bool:
    """Whether a row ends the incident where its stated duration does: then the milestone is wrong, as IR403 says."""
    start_role, end_role = report.pack.duration_of("duration")
    start = facts.milestone(start_role)
    if entry.milestone != end_role or start is None or start.point is None:
        return False
    between = seconds_between(start.point, entry.point)
    exact = [length.duration for length in facts.lengths if length.duration.qualifier is None]
    return between is not None and bool(exact) and all(duration.seconds == between[0] for duration in exact)


def _other_zone(facts: Chronology, entry: Placed, stated: Statement) -> bool:
    """Whether a row's time and a milestone's are of two zones, which IR411 tells of."""
    zones = facts.zones
    own = next((timeline.zone for timeline in facts.timelines if entry.entry in timeline.entries), None)
    shared = own or facts.zone
    mine, theirs = entry.entry.stamp.zone or shared, stated.stamp.zone or facts.zone
    return mine is not None and theirs is not None and mine.key(zones) != theirs.key(zones)


def _agree(entry: Placed, point: Point) -> bool:
    """Whether a row's time is the milestone's, each by its precision; by the clock alone where the row has no day."""
    mine = entry.point
    if mine.group != point.group or point.whole_day or mine.whole_day:
        return not (mine.before(point) or point.before(mine)) if entry.dated else True
    last = entry.last if entry.last is not None else mine
    if mine.low <= point.high and point.low <= max(mine.high, last.high):
        return True
    if entry.dated and entry.entry.stamp.date is not None:
        return False
    apart = abs((mine.low - point.low).total_seconds()) % _DAY
    slack = max(mine.exact, point.exact) - 1 + ((mine.high - mine.low).total_seconds() if mine.approx else 0)
    return not entry.dated and min(apart, _DAY - apart) <= slack


def _coverage(report: Report, facts: Chronology) -> Iterator[Finding]:
    """The first row is not after the detection, the last not before the resolution."""
    entries = [entry for placed in facts.placed() if not misplaced(placed) for entry in placed]
    written = sum(len(timeline.entries) for timeline in facts.timelines)
    if not entries or len(entries) < written or not all(entry.dated for entry in entries):
        return
    if not has_all_rows(report):
        return
    detected, resolved = facts.milestone("detected"), facts.milestone("resolved")
    if any(_other_zone(facts, entries[0], stated) for stated in (detected, resolved) if stated is not None):
        return
    first = min(entries, key=lambda entry: entry.point.low)
    last = max(entries, key=lambda entry: (entry.last or entry.point).high)
    if detected is not None and detected.point is not None and detected.point.before(first.point):
        values = {"time": time_of(first), "label": named(detected.label), "value": detected.stamp.raw}
        yield Finding(first.entry.span, values, (Related(detected.span, named(detected.label)),), variant="late")
    if resolved is not None and resolved.point is not None and (last.last or last.point).before(resolved.point):
        values = {"time": time_of(last), "label": named(resolved.label), "value": resolved.stamp.raw}
        yield Finding(last.entry.span, values, (Related(resolved.span, named(resolved.label)),), variant="early")


def _rows(report: Report) -> Iterator[Finding]:
    """Rows of a timeline that are out of order."""
    for found in incident(report).disorder:
        if report.free or _is_of_the_timeline(report, found.row.entry.span):
            yield _misplaced(found)


def _is_of_the_timeline(report: Report, span: Span) -> bool:
    """Whether a place lies in what the template says is the timeline."""
    nodes = (bound.node for bound in report.role("timeline") if bound.node is not None and not bound.waived)
    return any(node.span.start <= span.start < node.span.end for node in nodes)


def _misplaced(found: Misplaced) -> Finding:
    days = found.row.day != found.other.day
    values = {
        "time": _time_of(found.row, days=days),
        "other": _time_of(found.other, days=days),
        "where": "after" if found.after else "before",
    }
    related = (Related(found.other.entry.span, f"{values['other']} here"),)
    advice = ""
    if found.right is not None:
        advice = f"With {found.right:%Y-%m-%d} it would be in order."
    return Finding(found.row.entry.span, values, related, help=advice)


def _time_of(row: Row, *, days: bool = False) -> str:
    """A row's time as it is written, with its day where `days` asks for it."""
    raw = " ".join(row.entry.stamp.raw.split())
    if not days or (row.written and row.entry.stamp.date is not None and row.entry.stamp.date.raw in raw):
        return raw
    return f"{row.day:%Y-%m-%d} {raw}"


def _milestones(report: Report) -> Iterator[Finding]:
    """Rows that tell a milestone at another time than its field."""
    by_row: dict[Span, list[Told]] = {}
    for told in judged(report).rows:
        by_row.setdefault(told.row.entry.span, []).append(told)
    for span, several in by_row.items():
        first = several[0]
        values = {
            "time": _time_of(first.row, days=first.row.day != _day(first.milestone)),
            "role": " and ".join(told.milestone.role for told in several),
            "label": " and ".join(named(told.milestone.label) for told in several),
            "value": first.milestone.stamp.raw,
        }
        related = tuple(Related(told.milestone.span, named(told.milestone.label)) for told in several)
        yield Finding(span, values, related, variant="milestone")

    for claimed in judged(report).claims:
        values = {
            "time": " ".join(claimed.claim.stamp.raw.split()),
            "role": claimed.claim.role,
            "label": claimed.end.label,
            "value": " ".join(claimed.end.raw.split()),
        }
        yield Finding(claimed.claim.span, values, (Related(claimed.end.span, claimed.end.label),), variant="said")


def _day(milestone: Milestone) -> dt.date | None:
    return milestone.instant.days[0] if milestone.instant is not None else None
