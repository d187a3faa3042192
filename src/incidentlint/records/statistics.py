"""What many reports say together: how long things took, and what became of the actions."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import msgspec

from incidentlint.records.record import ActionItem, Record

METRICS: Final[dict[str, str]] = {
    "time_to_detect": "detect",
    "time_to_declare": "declare",
    "time_to_mitigate": "mitigate",
    "time_to_resolve": "resolve",
}
"""The lengths that are summed up, by their names in a record."""

_STATED: Final[dict[str, tuple[str, ...]]] = {"time_to_detect": ("detect",), "time_to_resolve": ("resolve", "whole")}
"""The kinds of lengths that say the same where the times do not give it."""

NOT_KNOWN: Final = "unknown"
"""The group of reports that do not say what they are grouped by."""


class Spread(msgspec.Struct, frozen=True):
    """How long something took: in how many reports that is known, and the median, 90th percentile and longest.

    Seconds; None without any. `stated` of the reports state the length alone, and no times that give it.
    """

    reports: int
    stated: int
    median: float | None
    p90: float | None
    longest: float | None


class Group(msgspec.Struct, frozen=True):
    """Reports that have something in common. `actions` counts by state: ``open``, ``overdue``, ``done``.

    `late` were written after their deadline, `incomplete` have something still to be filled in.
    """

    name: str
    reports: int
    with_errors: int
    late: int
    incomplete: int
    times: dict[str, Spread]
    actions: dict[str, int]


class UnknownKeyError(Exception):
    """What reports are to be grouped by is said by none of them; `labels` are what they say, the most common first."""

    def __init__(self, key: str, labels: Sequence[str]) -> None:
        """Take what was asked for, and what could be."""
        super().__init__(key)
        self.labels = tuple(labels)


def _part(record: Record, form: str) -> str:
    return f"{record.day:{form}}" if record.day else NOT_KNOWN


def _quarter(record: Record) -> str:
    return f"{record.day:%Y}-Q{(record.day.month + 2) // 3}" if record.day else NOT_KNOWN


KEYS: Final[dict[str, Callable[[Record], str]]] = {
    "severity": lambda record: record.severity or NOT_KNOWN,
    "month": lambda record: _part(record, "%Y-%m"),
    "quarter": _quarter,
    "year": lambda record: _part(record, "%Y"),
    "pack": lambda record: record.pack,
}
"""What sets reports apart, whatever their fields."""


def group_by(key: str) -> Callable[[Record], str]:
    """What names the group of a record: one of `KEYS`, or what a field with this label says."""
    wanted = key.strip().casefold()

    def field(record: Record) -> str:
        return next((text for label, text in record.fields.items() if label.casefold() == wanted), NOT_KNOWN)

    return KEYS.get(wanted, field)


def statistics(records: Iterable[Record], key: str = "", today: dt.date | None = None) -> tuple[Group, ...]:
    """All reports as one group, then those that `key` sets apart, in the order of their names (severities by rank).

    `today` says which open actions are overdue; without it none is. Of each record only numbers are kept.

    Raises `UnknownKeyError` where there are reports, and none has a field with this label.
    """
    wanted = key.strip().casefold()
    name_of = group_by(wanted)
    whole, by_name, ranks = _Tally(), dict[str, _Tally](), dict[str, int]()
    labels: Counter[str] = Counter()
    for record in records:
        whole.add(record, today)
        if not wanted:
            continue
        by_name.setdefault(name_of(record), _Tally()).add(record, today)
        labels.update(record.fields.keys())
        if wanted == "severity" and record.severity and record.severity_rank:
            ranks[record.severity] = record.severity_rank
    if wanted and whole.reports and wanted not in KEYS and wanted not in map(str.casefold, labels):
        raise UnknownKeyError(key, [label for label, _ in labels.most_common()])
    order = sorted(by_name, key=lambda name: (name == NOT_KNOWN, ranks.get(name) or math.inf, name))
    return (whole.group("all"), *(by_name[name].group(name) for name in order))


class _Tally:
    """The numbers of a group, while its reports are read."""

    def __init__(self) -> None:
        self.reports = self.with_errors = self.late = self.incomplete = 0
        self.times: dict[str, list[float]] = {metric: [] for metric in METRICS}
        self.stated: Counter[str] = Counter()
        self.actions: Counter[str] = Counter()

    def add(self, record: Record, today: dt.date | None) -> None:
        """Count a report."""
        self.reports += 1
        self.with_errors += bool(record.errors)
        self.late += record.late
        self.incomplete += not record.complete
        for metric, known in self.times.items():
            seconds = took(record, metric)
            if seconds is not None:
                known.append(seconds)
                self.stated[metric] += getattr(record, metric) is None
        self.actions.update(state_of(action, today) for action in record.actions)

    def group(self, name: str) -> Group:
        """What they come to."""
        return Group(
            name=name,
            reports=self.reports,
            with_errors=self.with_errors,
            late=self.late,
            incomplete=self.incomplete,
            times={told: spread(self.times[metric], self.stated[metric]) for metric, told in METRICS.items()},
            actions={state: self.actions[state] for state in ("open", "overdue", "done")},
        )


def state_of(action: ActionItem, today: dt.date | None) -> str:
    """``done``, else ``overdue`` after its day, else ``open``."""
    if action.done:
        return "done"
    return "overdue" if today is not None and action.due is not None and action.due < today else "open"


def took(record: Record, metric: str) -> float | None:
    """How many seconds something took: by the times, else as the report states it; None where neither tells.

    Bounds (``under 5 min``) and statements that differ do not tell.
    """
    computed: int | None = getattr(record, metric)
    if computed is not None:
        return computed
    for kind in _STATED.get(metric, ()):
        stated = {one.seconds for one in record.lengths if one.kind == kind and one.bound is None}
        if stated:
            return stated.pop() if len(stated) == 1 else None
    return None


def short_length(seconds: float | None) -> str:
    """A length in its two largest units: ``1 h 35 min``; a dash where none is known."""
    if seconds is None:
        return "-"
    minutes = round(seconds / 60)
    if seconds < 60:
        return f"{round(seconds)} s"
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    days, hours = divmod(round(minutes / 60), 24)
    return f"{days} d {hours} h" if hours else f"{days} d"


def spread(values: Iterable[float], stated: int = 0) -> Spread:
    """What some lengths come to, of which so many are `stated`."""
    known = sorted(values)
    if not known:
        return Spread(0, 0, None, None, None)
    return Spread(len(known), stated, _percentile(known, 50), _percentile(known, 90), float(known[-1]))


def _percentile(known: Sequence[float], percent: int) -> float:
    """The percentile of sorted values, between two of them as far as it is between."""
    at = (len(known) - 1) * percent / 100
    low = math.floor(at)
    high = min(low + 1, len(known) - 1)
    return known[low] + (known[high] - known[low]) * (at - low)
