"""What many reports say together: how long things took, and what became of the actions."""

from __future__ import annotations

import datetime as dt
import math
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

NOT_KNOWN: Final = "unknown"
"""The group of reports that do not say what they are grouped by."""


class Spread(msgspec.Struct, frozen=True):
    """How long something took: in how many reports that is known, and the median, 90th percentile and longest.

    Seconds; None without any.
    """

    reports: int
    median: float | None
    p90: float | None
    longest: float | None


class Group(msgspec.Struct, frozen=True):
    """Reports that have something in common. `actions` counts by state: ``open``, ``overdue``, ``done``."""

    name: str
    reports: int
    with_errors: int
    times: dict[str, Spread]
    actions: dict[str, int]


def group_by(key: str) -> Callable[[Record], str]:
    """What names the group of a record: its ``severity``, ``month``, ``quarter``, ``year``, ``pack``, or a field."""
    wanted = key.strip().casefold()

    def part(record: Record, form: str) -> str:
        return f"{record.day:{form}}" if record.day else NOT_KNOWN

    def quarter(record: Record) -> str:
        return f"{record.day:%Y}-Q{(record.day.month + 2) // 3}" if record.day else NOT_KNOWN

    def field(record: Record) -> str:
        return next((text for label, text in record.fields.items() if label.casefold() == wanted), NOT_KNOWN)

    named: dict[str, Callable[[Record], str]] = {
        "severity": lambda record: record.severity or NOT_KNOWN,
        "month": lambda record: part(record, "%Y-%m"),
        "quarter": quarter,
        "year": lambda record: part(record, "%Y"),
        "pack": lambda record: record.pack,
    }
    return named.get(wanted, field)


def statistics(records: Iterable[Record], key: str = "", today: dt.date | None = None) -> tuple[Group, ...]:
    """All reports as one group, then those that `key` sets apart, in the order of their names (severities by rank).

    `today` says which open actions are overdue; without it none is.
    """
    found = list(records)
    groups = [_group("all", found, today)]
    if key:
        name_of = group_by(key)
        by_name: dict[str, list[Record]] = {}
        for record in found:
            by_name.setdefault(name_of(record), []).append(record)
        ranks = {record.severity: record.severity_rank for record in found if key.casefold() == "severity"}
        order = sorted(by_name, key=lambda name: (name == NOT_KNOWN, ranks.get(name) or math.inf, name))
        groups += [_group(name, by_name[name], today) for name in order]
    return tuple(groups)


def _group(name: str, records: Sequence[Record], today: dt.date | None) -> Group:
    actions = [state_of(action, today) for record in records for action in record.actions]
    return Group(
        name=name,
        reports=len(records),
        with_errors=sum(1 for record in records if record.errors),
        times={said: _spread([getattr(one, metric) for one in records]) for metric, said in METRICS.items()},
        actions={state: actions.count(state) for state in ("open", "overdue", "done")},
    )


def state_of(action: ActionItem, today: dt.date | None) -> str:
    """``done``, else ``overdue`` after its day, else ``open``."""
    if action.done:
        return "done"
    return "overdue" if today is not None and action.due is not None and action.due < today else "open"


def _spread(values: Sequence[int | None]) -> Spread:
    known = sorted(value for value in values if value is not None)
    if not known:
        return Spread(0, None, None, None)
    return Spread(len(known), _percentile(known, 50), _percentile(known, 90), float(known[-1]))


def _percentile(known: Sequence[int], percent: int) -> float:
    """The percentile of sorted values, between two of them as far as it is between."""
    at = (len(known) - 1) * percent / 100
    low = math.floor(at)
    high = min(low + 1, len(known) - 1)
    return known[low] + (known[high] - known[low]) * (at - low)
