"""Charts over time as SVG, drawn here: incidents by severity, and how long it took to detect and resolve. Pure.

They hold no text of a report but names of severities, and no style of their own: colours are classes, so that they
follow light and dark.
"""

from __future__ import annotations

import datetime as dt
import math
import statistics
from collections.abc import Iterator, Sequence

from incidentlint.records import short_length
from incidentlint.register.entries import Entry, lengths
from incidentlint.register.markup import said, shade
from incidentlint.tuples import NamedTuple

WIDTH, HEIGHT = 520, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 8, 12, 30

_MOST = 60
"""So many periods are told apart; of more, the last ones are shown."""

_LABELS = 6
_HALF_LABEL = 36
"""So much room the last name has to its left and right, also in the larger letters of a narrow screen."""


class Period(NamedTuple):
    """A month, a quarter or a year: its name, and the entries whose day is in it."""

    name: str
    entries: list[Entry]


def periods(entries: Sequence[Entry]) -> tuple[str, list[Period], int]:
    """The kind of period that fits the days, each such period from the first to the last, and how many are left out.

    Months, unless they are too many to be told apart; then quarters, then years.
    """
    days = [entry.day for entry in entries if entry.day is not None]
    if not days:
        return "month", [], 0
    kind, months = next(
        (kind, months)
        for kind, months in (("month", 1), ("quarter", 3), ("year", 12))
        if _number(max(days), months) - _number(min(days), months) < _MOST or kind == "year"
    )
    first, last = _number(min(days), months), _number(max(days), months)
    shown = max(first, last - _MOST + 1)
    found = {number: Period(_name(number, months), []) for number in range(shown, last + 1)}
    lost = 0
    for entry in entries:
        if entry.day is not None:
            number = _number(entry.day, months)
            if number in found:
                found[number].entries.append(entry)
            else:
                lost += 1
    return kind, list(found.values()), lost


def _number(day: dt.date, months: int) -> int:
    return (day.year * 12 + day.month - 1) // months


def _name(number: int, months: int) -> str:
    year, part = divmod(number * months, 12)
    return (
        f"{year:04}" if months == 12 else f"{year:04}-Q{part // 3 + 1}" if months == 3 else f"{year:04}-{part + 1:02}"
    )


def legend(entries: Sequence[Entry]) -> list[tuple[int, str]]:
    """The colours of severities that there are, the gravest first, each with the names that have it."""
    names: dict[int, set[str]] = {}
    for entry in entries:
        names.setdefault(shade(entry.rank), set()).add(entry.severity or "not stated")
    order = sorted(names, key=lambda one: one or 9)
    return [(one, ", ".join(sorted(names[one])[:4]) + (", ..." if len(names[one]) > 4 else "")) for one in order]


def counts_chart(found: Sequence[Period], shades: Sequence[int]) -> str:
    """A bar for each period, in parts by severity, the gravest at the bottom."""
    most = max((len(period.entries) for period in found), default=0)
    step = _round_step(most)
    top = max(step, math.ceil(most / step) * step)
    body = [*_grid([(value / top, str(value)) for value in range(0, top + 1, step)]), *_below(found)]
    wide = (WIDTH - _LEFT - _RIGHT) / max(len(found), 1)
    for index, period in enumerate(found):
        done = 0
        for one in shades:
            number = sum(1 for entry in period.entries if shade(entry.rank) == one)
            if number:
                body.append(_bar(_LEFT + index * wide, wide, done / top, (done + number) / top, one))
                done += number
    return _chart("Incidents over time, by severity", body)


def _bar(x: float, wide: float, low: float, high: float, colour: int) -> str:
    gap = min(4.0, wide * 0.2)
    return (
        f'<rect class="rank-{colour}" x="{x + gap / 2:.1f}" y="{_y(high):.1f}" width="{wide - gap:.1f}" '
        f'height="{max(_y(low) - _y(high) - 1, 1):.1f}"/>'
    )


def medians(found: Sequence[Period], name: str) -> list[float | None]:
    """The median of `detect` or `resolve` in each period; None where no report of it tells."""
    known = [lengths(period.entries, name) for period in found]
    return [statistics.median(one) if one else None for one in known]


_TICKS = (60, 600, 3600, 6 * 3600, 86400, 7 * 86400, 30 * 86400, 365 * 86400)
"""The lengths that lines are drawn for; between them the axis is logarithmic."""


def lengths_chart(found: Sequence[Period], detect: Sequence[float | None], resolve: Sequence[float | None]) -> str:
    """The medians of each period: circles for detected, squares for resolved, lines between neighbours."""
    known = [value for value in (*detect, *resolve) if value is not None]
    low, high = min(known, default=60), max(known, default=86400)
    ticks = [tick for tick in _TICKS if low / 10 < tick < high * 10] or [60, 600]
    first, last = math.log(max(min(ticks[0], low), 30)), math.log(max(ticks[-1], high, 600))

    def share(seconds: float) -> float:
        return (math.log(max(seconds, 30)) - first) / (last - first) if last > first else 0.5

    body = [*_grid([(share(tick), short_length(tick)) for tick in ticks]), *_below(found)]
    for kind, values in (("resolve", resolve), ("detect", detect)):
        places = [None if value is None else (_middle(index, len(found)), _y(share(value)))
                  for index, value in enumerate(values)]  # fmt: skip
        body += _line(kind, places)
    return _chart("Median time to detect and to resolve, over time", body)


def _line(kind: str, places: Sequence[tuple[float, float] | None]) -> Iterator[str]:
    for before, place in zip((None, *places), places):
        if before is not None and place is not None:
            yield (
                f'<line class="{kind}" x1="{before[0]:.1f}" y1="{before[1]:.1f}" x2="{place[0]:.1f}" '
                f'y2="{place[1]:.1f}"/>'
            )
    for place in places:
        if place is not None and kind == "detect":
            yield f'<circle class="{kind}" cx="{place[0]:.1f}" cy="{place[1]:.1f}" r="4"/>'
        elif place is not None:
            yield f'<rect class="{kind}" x="{place[0] - 4:.1f}" y="{place[1] - 4:.1f}" width="8" height="8"/>'


def _middle(index: int, number: int) -> float:
    return _LEFT + (index + 0.5) * (WIDTH - _LEFT - _RIGHT) / number


def _y(share: float) -> float:
    return HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM)


def _grid(ticks: Sequence[tuple[float, str]]) -> Iterator[str]:
    for share, told in ticks:
        y = _y(share)
        yield f'<line class="grid" x1="{_LEFT}" y1="{y:.1f}" x2="{WIDTH - _RIGHT}" y2="{y:.1f}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{told}</text>'


def _below(found: Sequence[Period]) -> Iterator[str]:
    """The names of periods below the axis, as many as there is room for; the last one always."""
    every = math.ceil(len(found) / _LABELS)
    for index, period in enumerate(found):
        if (len(found) - 1 - index) % max(every, 1) == 0:
            x = min(_middle(index, len(found)), WIDTH - _HALF_LABEL)
            yield f'<text x="{x:.1f}" y="{HEIGHT - 10}" text-anchor="middle">{period.name}</text>'


def _round_step(most: int) -> int:
    """The distance of lines such that there are five at most: 1, 2 or 5, or ten times as much."""
    step = 1
    for factor in (2, 2.5, 2) * 12:
        if most / step <= 5:
            break
        step = int(step * factor)
    return step


def _chart(name: str, body: Sequence[str]) -> str:
    return (
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{said(name)}. The numbers are in the table below it.">\n{"".join(body)}\n</svg>\n'
    )
