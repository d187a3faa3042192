"""The order of a timeline: which rows must move, or be written otherwise, for it to ascend."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from itertools import pairwise

import msgspec

from incidentlint.facts.model import Row
from incidentlint.facts.placing import Placed
from incidentlint.facts.slips import one_part_off, shifted

_MINUTE = 60
_ALONG = dt.timedelta(days=31)
_ON_THE_DAY, _LATER, _ELSE = 3, 2, 1
_FEW, _ENOUGH = 2, 3


class Misplaced(msgspec.Struct, frozen=True):
    """A row out of order, the one that it contradicts, and the day on which it would be in order, if one is near."""

    row: Row
    other: Row
    after: bool
    right: dt.date | None = None


def misplaced(placed: Placed, days: Collection[dt.date] = (), known: Collection[dt.datetime] = ()) -> list[Misplaced]:
    """The rows out of order, in the order of the text.

    `days` are those that title, file name, id and front matter say: rows of another day are the candidates first. Of
    several smallest sets those not at a `known` moment are named, then the later rows. A timeline that is written
    from its end is in order; of one where more than a quarter of the rows would have to move, nobody knows what its
    order is.
    """
    rows = _clear(placed)
    if (
        placed.halves
        or len(rows) < (_FEW if placed.timeline.named else _ENOUGH)
        or len({row.instant.group for row in rows}) > 1
    ):
        return []
    lows = _minutes(rows)
    falls = sum(b < a for a, b in pairwise(lows))
    rises = sum(b > a for a, b in pairwise(lows))
    if not falls or (falls > rises and falls > 1):
        return []
    weights = [_weight(row, days) for row in rows]
    heavy = [weight * (len(rows) + 1) + (row.instant.low in known) for weight, row in zip(weights, rows, strict=True)]
    kept = _heaviest(lows, heavy)
    wrong = [index for index in range(len(rows)) if index not in kept]
    few = max(_FEW, len(rows) // 4)
    if len(wrong) > few and not all(weights[index] == _ELSE and days and rows[index].written for index in wrong):
        run = _moved_run(wrong, rows, lows)
        return [run] if run is not None else []
    found: list[Misplaced] = []
    for index in wrong:
        other = _contradicted(index, lows, kept)
        if other is None or _is_run(index, wrong, rows, lows):
            continue
        right = _right_day(index, rows, kept) if rows[index].written else None
        found.append(Misplaced(rows[index], rows[other], other < index, right))
    return found


def _moved_run(wrong: Sequence[int], rows: Sequence[Row], lows: Sequence[int]) -> Misplaced | None:
    """The first of several rows one behind the other that are all a month, or a year, too early: 13.01. for 13.02."""
    first, last = wrong[0] if wrong else 0, wrong[-1] if wrong else 0
    if len(wrong) <= _FEW or last - first + 1 != len(wrong) or not first or len(rows) - len(wrong) < _FEW:
        return None
    run = rows[first : last + 1]
    moved = [(_a_month_later(row.day), _a_year_later(row.day)) for row in run]
    for later in zip(*moved, strict=True):
        if not all(row.written and day is not None for row, day in zip(run, later, strict=True)):
            continue
        apart = [(day - row.day).days * _DAY for row, day in zip(run, later, strict=True) if day is not None]
        times = [low + days for low, days in zip(lows[first : last + 1], apart, strict=True)]
        right = later[0]
        if all(a <= b for a, b in pairwise((lows[first - 1], *times, *lows[last + 1 :]))):
            return Misplaced(run[0], rows[first - 1], after=True, right=right)
    return None


_DAY = 24 * 60


def _a_month_later(day: dt.date) -> dt.date | None:
    try:
        return day.replace(month=day.month + 1) if day.month < _LAST_MONTH else day.replace(day.year + 1, 1)
    except ValueError:
        return None


def _a_year_later(day: dt.date) -> dt.date | None:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return None


_LAST_MONTH = 12


def _clear(placed: Placed) -> list[Row]:
    """The rows whose place in the order can be told: no approximate times, no ranges, days only among days."""
    rows = [row for row in placed.rows if not row.instant.approx and row.entry.until is None]
    by_day = sum(row.instant.whole_day for row in rows)
    if by_day == len(rows):
        return rows
    return [row for row in rows if not row.instant.whole_day]


def _minutes(rows: Sequence[Row]) -> list[int]:
    """A moment for each row, in minutes; in an hour that clocks show twice the reading that keeps them ascending."""
    found: list[int] = []
    for row in rows:
        point = row.instant
        low = int(point.low.timestamp()) // _MINUTE
        again = (int(point.high.timestamp()) - point.exact + 1) // _MINUTE
        found.append(again if found and low < found[-1] <= again and not point.whole_day else low)
    return found


def _weight(row: Row, days: Collection[dt.date]) -> int:
    if not days or not row.written or row.day in days:
        return _ON_THE_DAY
    return _LATER if any(dt.timedelta() < row.day - day < _ALONG for day in days) else _ELSE


def _heaviest(lows: Sequence[int], weights: Sequence[int]) -> set[int]:
    """The positions of the heaviest ascending part, of several the one that keeps earlier positions."""
    count = len(lows)
    best = [0] * count
    for i in range(count - 1, -1, -1):
        best[i] = weights[i] + max((best[j] for j in range(i + 1, count) if lows[j] >= lows[i]), default=0)
    kept: set[int] = set()
    left, floor = max(best, default=0), None
    for i in range(count):
        if best[i] == left and (floor is None or lows[i] >= floor):
            kept.add(i)
            left, floor = left - weights[i], lows[i]
            if not left:
                break
    return kept


def _contradicted(index: int, lows: Sequence[int], kept: set[int]) -> int | None:
    """The nearest row that stays and that the row at `index` contradicts: a later one above it, or an earlier below."""
    above = next((i for i in range(index - 1, -1, -1) if i in kept and lows[i] > lows[index]), None)
    if above is not None:
        return above
    return next((i for i in range(index + 1, len(lows)) if i in kept and lows[i] < lows[index]), None)


def _is_run(index: int, wrong: list[int], rows: list[Row], lows: list[int]) -> bool:
    """Whether a row goes on a run without written dates that is out of order as a whole: its first row tells it."""
    return index - 1 in wrong and not rows[index].written and lows[index] >= lows[index - 1]


def _right_day(index: int, rows: list[Row], kept: set[int]) -> dt.date | None:
    """The day that differs in one part and puts a row between its neighbours."""
    before = next((rows[i] for i in range(index - 1, -1, -1) if i in kept), None)
    after = next((rows[i] for i in range(index + 1, len(rows)) if i in kept), None)
    row = rows[index]
    near = [other.day for other in (before, after) if other is not None]
    for day in dict.fromkeys((*near, *(shifted(d, n) for d in near for n in (-1, 1)))):
        moved = row.instant.low + (day - row.day)
        if (before is None or before.instant.low <= moved) and (after is None or moved <= after.instant.high):
            if day != row.day and one_part_off(row.day, day):
                return day
    return None


def time_of(row: Row, *, days: bool = False) -> str:
    """A row's time as it is written, with its day where `days` asks for it."""
    raw = " ".join(row.entry.stamp.raw.split())
    if not days or (row.written and row.entry.stamp.date is not None and row.entry.stamp.date.raw in raw):
        return raw
    return f"{row.day:%Y-%m-%d} {raw}"
