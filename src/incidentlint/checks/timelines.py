"""Timelines: in order, and in agreement with the header."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from incidentlint.checks import incident
from incidentlint.checks.common import named
from incidentlint.checks.registry import NoParams
from incidentlint.facts import Placed
from incidentlint.findings import Finding, Related
from incidentlint.grammars import Point, seconds_between
from incidentlint.outline import TableNode, walk
from incidentlint.report import Chronology, Report, Statement, chronology

_DAY = 86_400


def order(report: Report, params: NoParams) -> Iterator[Finding]:
    """Entries of a timeline that stand before an earlier one."""
    yield from incident.rows(report)


def time_of(placed: Placed) -> str:
    """A row's time as it is written, for a message."""
    return " ".join(placed.entry.stamp.raw.split())


def misplaced(placed: list[Placed]) -> list[tuple[int, int]]:
    """The entries that must move for a timeline to ascend, each with the one before it that is later.

    As few as can be; of two that are swapped the second. A timeline that is written from the end is in order.
    """
    by_day = all(entry.point.whole_day for entry in placed)
    clear = [i for i, entry in enumerate(placed) if entry.point.whole_day is by_day]
    groups = {placed[i].point.group for i in clear}
    if len(groups) > 1 or len(clear) < 2:
        return []
    lows = _ascending([placed[i].point for i in clear])
    if len(lows) > 2 and all(a >= b for a, b in pairwise(lows)) and lows[0] > lows[-1]:
        return []
    kept = set(_longest(lows))
    before = _nearest_later(lows)
    after = [len(lows) - 1 - p if p >= 0 else -1 for p in _nearest_later([-low for low in reversed(lows)])][::-1]
    found = []
    for position, index in enumerate(clear):
        other = before[position] if before[position] >= 0 else after[position]
        if position not in kept and other >= 0:
            found.append((index, clear[other]))
    return found


def _ascending(points: list[Point]) -> list[int]:
    """A moment for each point, in seconds; in an hour that clocks show twice the reading that keeps them ascending."""
    lows: list[int] = []
    for point in points:
        low, high = int(point.low.timestamp()), int(point.high.timestamp())
        again = high - point.exact + 1
        if not lows or low >= lows[-1] or point.whole_day:
            lows.append(low)
        elif not point.approx and low < lows[-1] <= again:
            lows.append(again)
        else:  # 23:28 behind 23:28:20 is the same minute, and ~07:00 behind 07:05 may be later
            lows.append(lows[-1] if lows[-1] <= high else high if point.approx else low)
    return lows


def _nearest_later(values: list[int]) -> list[int]:
    """For each value the position of the nearest larger one to its left, -1 where there is none."""
    found: list[int] = []
    larger: list[int] = []
    for position, value in enumerate(values):
        while larger and values[larger[-1]] <= value:
            larger.pop()
        found.append(larger[-1] if larger else -1)
        larger.append(position)
    return found


def _longest(values: list[int]) -> list[int]:
    """The positions of a longest ascending subsequence, of several the one that keeps earlier positions."""
    from bisect import bisect_right

    tails: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for position, value in enumerate(values):
        place = bisect_right(tails, value)
        back.append(at[place - 1] if place else -1)
        if place == len(tails):
            tails.append(value)
            at.append(position)
        elif place == 0 or value < tails[place]:
            # A swap of two: the first of them stays, so the tail is replaced only when it gains something.
            tails[place], at[place] = value, position
    kept: list[int] = []
    position = at[-1] if at else -1
    while position >= 0:
        kept.append(position)
        position = back[position]
    return _prefer_first(values, sorted(kept))


def _prefer_first(values: list[int], kept: list[int]) -> list[int]:
    """Put an earlier position in place of a kept one wherever the sequence stays ascending."""
    chosen = list(kept)
    for number, position in enumerate(chosen):
        low = chosen[number - 1] + 1 if number else 0
        floor = values[chosen[number - 1]] if number else None
        ceiling = values[chosen[number + 1]] if number + 1 < len(chosen) else None
        for candidate in range(low, position):
            value = values[candidate]
            if (floor is None or floor <= value) and (ceiling is None or value <= ceiling):
                chosen[number] = candidate
                break
    return chosen


def match(report: Report, params: NoParams) -> Iterator[Finding]:
    """Rows that name a milestone and contradict its field; timelines that do not cover the incident."""
    if report.free:
        yield from incident.milestones(report)
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


def _has_ragged_row(report: Report) -> bool:
    """Whether a row of the timeline was left out for its number of cells."""
    tables = (node for bound in report.role("timeline") if bound.node for node in walk(bound.node.children))
    return any(
        isinstance(table, TableNode) and any(len(row.cells) != len(table.columns) for row in table.rows)
        for table in tables
    )


def _coverage(report: Report, facts: Chronology) -> Iterator[Finding]:
    """The first row is not after the detection, the last not before the resolution."""
    entries = [entry for placed in facts.placed() if not misplaced(placed) for entry in placed]
    written = sum(len(timeline.entries) for timeline in facts.timelines)
    if not entries or len(entries) < written or not all(entry.dated for entry in entries):
        return
    if any(timeline.open for timeline in facts.timelines) or _has_ragged_row(report):
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
