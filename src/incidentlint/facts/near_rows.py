"""Fields whose time is one digit from that of the row which tells the same: a slip in one of the two."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from incidentlint.facts.fields import read_moment
from incidentlint.facts.incident import Facts
from incidentlint.facts.model import Row
from incidentlint.facts.words import FactWords, tokens
from incidentlint.grammars import Stamp, digits_apart
from incidentlint.text import Span, SpanSet

_ENOUGH = 2
"""So many other fields with the time of a row show that fields and rows tell of the same moments."""
_STEM = 5
_CLOCK = re.compile(r"\d\s?[:：hH時시点.]\s?\d\d")


class NearRow(msgspec.Struct, frozen=True):
    """A field with its moment, and the row that tells it at nearly that time."""

    label: str
    stamp: Stamp
    span: Span
    row: Row


def near_rows(facts: Facts) -> Iterator[NearRow]:
    """The fields at whose time is no row, though one that shares a word with their label is a slip away.

    That word is in no other row, and that row's time is no other field's.
    """
    rows = [row for row in facts.all_rows if row.entry.stamp.clock is not None and not row.instant.whole_day]
    wrong = {misplaced.row.entry.span for misplaced in facts.disorder}
    if len(rows) <= _ENOUGH or any(placed.halves for placed in facts.story):
        return
    if any(row.entry.span in wrong for row in rows):
        return
    telling: dict[str, list[Row]] = {}
    for row in rows:
        for stem in _stems(row.entry.event.text, facts.words) if row.entry.event is not None else ():
            telling.setdefault(stem, []).append(row)
    clocks = {row.entry.stamp.clock for row in rows}
    clocks |= {row.entry.until.clock for row in rows if row.entry.until is not None}
    fields = list(_fields(facts))
    told = {stamp.clock for _, stamp, _ in fields}
    if len(told & clocks) < _ENOUGH or len(told & clocks) <= len(told - clocks):
        return
    for label, stamp, span in fields:
        if stamp.clock in clocks:
            continue
        alone = (found[0] for stem in _stems(label, facts.words) if len(found := telling.get(stem, [])) == 1)
        near = {
            row.entry.span: row
            for row in alone
            if row.entry.stamp.clock not in told and _is_slip(stamp, row.entry.stamp)
        }
        if len(near) == 1:
            yield NearRow(label, stamp, span, *near.values())


def _fields(facts: Facts) -> Iterator[tuple[str, Stamp, Span]]:
    """The labels whose value is a moment with its time of day, and nothing else."""
    rows = SpanSet(placed.timeline.span for placed in facts.story)
    for stated in facts.stated:
        if stated.several or rows.overlaps(stated.value.span):
            continue
        timed = _CLOCK.search(stated.value.text) is not None
        read = read_moment(stated, facts.zones, month_first=facts.month_first) if timed else None
        if read is None or read[0].until is not None or read[0].form or read[1]:
            continue
        stamp = read[0].stamp
        if stamp.clock is not None and stamp.valid and not stamp.approx and not stamp.unknown:
            yield stated.label, stamp, stated.value.source(stamp.start, stamp.end)


def _stems(text: str, words: FactWords) -> set[str]:
    """The beginnings of the words of a text that say what it is about."""
    plain = words.subjects | words.fillers
    return {word[:_STEM] for word in tokens(text) if len(word) >= _STEM and word not in plain}


def _is_slip(one: Stamp, other: Stamp) -> bool:
    """Whether two times of one day differ in one digit, or in two that have changed places; their zones are alike."""
    if one.zone is not None and other.zone is not None and one.zone.name != other.zone.name:
        return False
    first, last = (f"{(stamp.clock or 0) // 3600:02}{(stamp.clock or 0) // 60 % 60:02}" for stamp in (one, other))
    return digits_apart(first, last) != ""


__all__ = ["NearRow", "near_rows"]
