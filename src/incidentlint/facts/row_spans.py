"""Lengths in rows that also have the moments that they are between: ``| 22:47 | 01:12 | 145 |`` below their heads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from incidentlint.facts.incident import Facts
from incidentlint.facts.loose import is_sure, read_since
from incidentlint.facts.model import Entry
from incidentlint.grammars import (
    DAY,
    Duration,
    Stamp,
    agrees,
    make_point,
    read_duration,
    read_labelled_length,
    read_stamp,
    seconds_between,
)
from incidentlint.markdown import Prose, unstruck
from incidentlint.outline import TableNode
from incidentlint.text import Span

_FEWEST, _MOST = 3, 12
_TWO = 2
_CLOCK = re.compile(r"\d[:.hH]\d\d(?!\d)")
_NOTE = re.compile(r"\(([^()]*)\)")
_MINUTE = 59
_TIMED = re.compile(r"\W{0,4}\d")


class Spanned(msgspec.Struct, frozen=True):
    """A length in a row below the head `label`, the two moments of the row as they are written, the seconds between."""

    label: str
    raw: str
    span: Span
    times: str
    seconds: int


def wrong_spans(facts: Facts) -> Iterator[Spanned]:
    """The lengths of rows that are not between the row's only two moments, or not since that of the first row.

    Other rows of the table show that its lengths are between these; of a single row its head says so.
    """
    for node in facts.outline.tables:
        if not node.pairs and _FEWEST <= len(node.columns) <= _MOST:
            rows = [row.cells for row in node.rows if len(row.cells) == len(node.columns)]
            yield from _between_two(node, rows, facts)
            yield from _since_zero(node, rows, facts)
    for placed in facts.placed:
        yield from _since_first(placed.timeline.entries, facts)


_Cells = tuple[Prose, ...]


def _between_two(table: TableNode, rows: list[_Cells], facts: Facts) -> Iterator[Spanned]:
    heads = [column.text for column in table.columns]
    clocks = [place for place in range(len(heads)) if any(_CLOCK.search(cells[place].text) for cells in rows)]
    if len(clocks) != _TWO or len({note for place in clocks for note in _NOTE.findall(heads[place])}) > 1:
        return
    told = [
        place for place in range(len(heads)) if place not in clocks and _is_length(heads[place], rows, place, facts)
    ]
    if len(told) != 1:
        return
    read = [_row(facts, heads[told[0]], cells, clocks, told[0]) for cells in rows]
    known = [row for row in read if row is not None]
    totals = [cells[told[0]].span for cells in rows if facts.words.is_total(cells[0].text)]
    sums = [each for each in known if any(span.start <= each[0].span.start < span.end for span in totals)]
    whole = sum(row.seconds for row, duration in known if (row, duration) not in sums)
    wrong = [
        row
        for row, duration in known
        if not _fits(duration, row.seconds) and not ((row, duration) in sums and _fits(duration, whole))
    ]  # a row for all of them may leave out the gaps between them
    if len(wrong) * _TWO <= len(known) or (len(known) == 1 and facts.words.kind_of(heads[told[0]])[0] == "whole"):
        yield from wrong


def _since_zero(table: TableNode, rows: list[_Cells], facts: Facts) -> Iterator[Spanned]:
    """Rows with a moment and the time since that of the row at zero: ``| 15:45 | T+14:15 |``."""
    for place, column in enumerate(table.columns):
        since = [_since(cells[place].text) if "+" in cells[place].text else None for cells in rows]
        if sum(read is not None for read in since) < _FEWEST:
            continue
        for clock in range(len(table.columns)):
            known = [
                _Counted(cells[place].text.strip(), cells[place].source(0, read[1]), read[0], stamp)
                for cells, read in zip(rows, since, strict=True)
                if read is not None and clock != place and (stamp := _moment(cells[clock], facts.zones)) is not None
            ]
            yield from _off_zero(column.text, known, facts)


def _since_first(entries: Iterable[Entry], facts: Facts) -> Iterator[Spanned]:
    """The same of the items of a timeline: ``T+18 min (14:21): traffic moved back``."""
    known = []
    for entry in entries:
        text = entry.event.text.lstrip(" *_`(") if entry.event is not None else ""
        stamp = read_stamp(text, facts.zones) if entry.seconds is not None else None
        if (
            entry.seconds is None
            or stamp is None
            or stamp.start
            or not is_sure(stamp)
            or _GOES_ON.match(text, stamp.end)
        ):
            continue
        known.append(_Counted(entry.stamp.raw, entry.span, entry.seconds, stamp))
    yield from _off_zero("T", known, facts)


_GOES_ON = re.compile(r"\s?[~〜～–—-]\s?\d")


class _Counted(msgspec.Struct, frozen=True):
    """The time since the row at zero as it is written, and the moment of its row."""

    raw: str
    span: Span
    seconds: int
    stamp: Stamp


def _off_zero(label: str, known: list[_Counted], facts: Facts) -> Iterator[Spanned]:
    zero = next((counted.stamp for counted in known if not counted.seconds), None)
    if zero is None or len(known) < _FEWEST:
        return
    apart = [(counted, _between(facts, zero, counted.stamp)) for counted in known]
    wrong = [
        Spanned(label, counted.raw, counted.span, _times(zero, counted.stamp), seconds)
        for counted, seconds in apart
        if seconds is not None and _is_off(seconds - counted.seconds, dated=counted.stamp.date is not None)
    ]
    if len(wrong) * _TWO < len(known):
        yield from wrong


def _since(text: str) -> tuple[int, int] | None:
    """The seconds since the row at zero that a cell says, and where they end; a bare number is of minutes: ``T+27``."""
    bare = _MINUTES.fullmatch(text)
    return (int(bare[1]) * (_MINUTE + 1), bare.end(1)) if bare is not None else read_since(text)


_MINUTES = re.compile(r"[\s*_`]{0,4}T? ?\+ ?(\d{1,4})[\s*_`]{0,4}")


def _is_off(seconds: int, *, dated: bool) -> bool:
    return abs(seconds if dated else (seconds + DAY // 2) % DAY - DAY // 2) > _MINUTE


def _row(facts: Facts, head: str, cells: _Cells, clocks: list[int], place: int) -> tuple[Spanned, Duration] | None:
    start, end = (_moment(cells[clock], facts.zones) for clock in clocks)
    duration = _length(head, cells[place])
    if start is None or end is None or duration is None or duration.approx or duration.bound or duration.qualifier:
        return None
    seconds = _between(facts, start, end)
    if seconds is None:
        return None
    span = cells[place].source(duration.start, duration.end)
    return Spanned(head, duration.raw, span, _times(start, end), seconds), duration


def _times(start: Stamp, end: Stamp) -> str:
    return f"{' '.join(start.raw.split())} - {' '.join(end.raw.split())}"


def _between(facts: Facts, start: Stamp, end: Stamp) -> int | None:
    """The seconds between two moments, of which the second may be on the next day where it writes none."""
    if start.date is not None and end.date is not None:
        first, last = (make_point(stamp, facts.zones, zone=facts.zone) for stamp in (start, end))
        apart = seconds_between(first, last) if first is not None and last is not None else None
        return apart[0] if apart is not None and apart[0] == apart[1] else None
    if end.date is not None or start.clock is None or end.clock is None or start.zone != end.zone:
        return None
    return (end.clock - start.clock) % DAY


def _fits(duration: Duration, seconds: int) -> bool:
    apart = (seconds, seconds + DAY, seconds % (DAY // 2))
    return any(agrees(duration, each - _MINUTE, each + _MINUTE) for each in apart)


def _is_length(head: str, rows: list[_Cells], place: int, facts: Facts) -> bool:
    """Whether a column states lengths: its head is called so, or a unit, and its cells are."""
    named = bool(facts.words.kind_of(head)[0]) or read_labelled_length(f"({head})", "1") is not None
    cells = [cells[place] for cells in rows if _TIMED.match(cells[place].text)]
    return bool(cells) and all(_length(head, cell) is not None for cell in cells) and (named or len(cells) > 1)


def _length(head: str, cell: Prose) -> Duration | None:
    text = unstruck(cell)
    found = read_duration(text)
    if found is not None and not text[found.end :].strip(" *_`."):
        return found
    return read_labelled_length(head, text) or read_labelled_length(f"({head})", text)


def _moment(cell: Prose, zones: Mapping[str, str]) -> Stamp | None:
    """The moment that a cell is, whole and certain."""
    text = unstruck(cell).strip(" *_`")
    stamp = read_stamp(text, zones, clock=True)
    if stamp is None or stamp.start or not is_sure(stamp):
        return None
    return stamp if not text[stamp.end :].strip(" *_`.") else None
