"""Lengths of an incident that are longer than the days that its field says it was on: ``2026-05-12 to 2026-05-14``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from incidentlint.facts.incident import Facts
from incidentlint.facts.model import Length
from incidentlint.grammars import DAY, find_dates, find_times
from incidentlint.markdown import Prose
from incidentlint.text import Span
from incidentlint.vocabulary import key_of

_LONGEST_JOIN = 12
_PAIR = 2
_SLACK = 3
"""What is approximate may be a third off: nobody calls four days a week."""


class LongerThanDays(msgspec.Struct, frozen=True):
    """A length, the days as they are written and where, and how many days they are at most."""

    length: Length
    raw: str
    span: Span
    days: int


def longer_than_days(facts: Facts) -> Iterator[LongerThanDays]:
    """The lengths of the whole incident that go beyond all of the days that it was on.

    A shorter one may leave out the nights, or what was no fault in between.
    """
    ranges = [found for stated in facts.stated if _is_of_days(facts, stated.label) and (found := _days(stated.value))]
    if len(ranges) != 1:
        return
    span, raw, first, last = ranges[0]
    most = (last - first).days + 1
    for length in facts.lengths:
        said = length.duration
        if length.kind != "whole" or length.prose or length.named is not None or said.bound is not None:
            continue
        least = said.seconds * (_SLACK - 1) // _SLACK if said.approx else said.seconds
        if least > most * DAY:
            yield LongerThanDays(length, raw, span, most)


def _is_of_days(facts: Facts, label: str) -> bool:
    key = key_of(label)
    return key in facts.words.dates or facts.words.role_of(label) == "started"


def _days(value: Prose) -> tuple[Span, str, dt.date, dt.date] | None:
    """The first and last day of a value that is a range of two, with its place and as it is written."""
    dates = find_dates(value.text)
    if len(dates) != _PAIR or find_times(value.text):
        return None
    first, last = dates
    between = value.text[first.end : last.start]
    whole = not value.text[: first.start].strip(" *_") and len(between) <= _LONGEST_JOIN
    if not whole or not all(date.valid and date.year is not None and len(date.days()) == 1 for date in dates):
        return None
    if first.days()[0] >= last.days()[0]:
        return None
    span = value.source(first.start, last.end)
    return span, " ".join(value.text[first.start : last.end].split()), first.days()[0], last.days()[0]


__all__ = ["LongerThanDays", "longer_than_days"]
