"""The order of a timeline's entries: which of them must move for it to ascend."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from incidentlint.facts import Placed
from incidentlint.grammars import Point
from incidentlint.outline import TableNode, walk
from incidentlint.report.chronology import chronology
from incidentlint.report.report import Report


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


def has_all_rows(report: Report) -> bool:
    """Whether the timelines begin and end with a time that is read, and no row was left out for its number of cells."""
    tables = (node for bound in report.role("timeline") if bound.node for node in walk(bound.node.children))
    ragged = any(
        isinstance(table, TableNode) and any(len(row.cells) != len(table.columns) for row in table.rows)
        for table in tables
    )
    return not ragged and not any(timeline.open for timeline in chronology(report).timelines)
