"""Days in figures without a year, whose order a timeline settles: ``12-05`` above ``03-26`` is in December."""

from __future__ import annotations

import re

import msgspec

from incidentlint.facts.model import Entry

_FIRST = re.compile(r"\D{0,12}(\d{1,2})[-/]\d{1,2}(?![-/\d])")


def settled(entries: list[Entry]) -> list[Entry]:
    """The entries, those that can be read both ways read as the only order of the others has it."""
    if not any(_is_open(entry) for entry in entries):
        return entries
    orders = {order for entry in entries if not _is_open(entry) and (order := _month_first(entry)) is not None}
    if len(orders) != 1:
        return entries
    month_first = orders.pop()
    return [_in_order(entry, month_first=month_first) if _is_open(entry) else entry for entry in entries]


def _is_open(entry: Entry) -> bool:
    date = entry.stamp.date
    return date is not None and date.year is None and date.ambiguous


def _month_first(entry: Entry) -> bool | None:
    """Whether the month comes first in a day that can be read in one way; None where it is not in figures."""
    date = entry.stamp.date
    first = _FIRST.match(entry.stamp.raw) if date is not None and date.year is None else None
    if date is None or first is None or date.month == date.day:
        return None
    return int(first[1]) == date.month


def _in_order(entry: Entry, *, month_first: bool) -> Entry:
    """The entry with its day read in an order."""
    date = entry.stamp.date
    read = date.in_order(month_first=month_first) if date is not None else None
    return msgspec.structs.replace(entry, stamp=msgspec.structs.replace(entry.stamp, date=read))
