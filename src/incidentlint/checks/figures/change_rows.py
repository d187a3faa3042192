"""Rows of a table that state two numbers and a percentage of them: of a change, or of a part and its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from incidentlint.findings import Finding, Related
from incidentlint.grammars import digits_apart
from incidentlint.markdown import Prose
from incidentlint.outline import TableNode, TableRow
from incidentlint.report import Report
from incidentlint.text import Span, quoted
from incidentlint.tuples import NamedTuple

_NUMBER = re.compile(r"[\s*_`]{0,4}(?P<n>[0-9]{1,9}(?:[.][0-9]{1,4})?)\s?(?P<unit>[^\W\d_]{0,6}|%)[\s*_`]{0,4}")
_CHANGE = re.compile(r"[\s*_`]{0,4}(?P<sign>[+−–-]?)\s?(?P<n>[0-9]{1,5}(?:[.,][0-9]{1,2})?)\s?%[\s*_`]{0,4}")
_ALL = Decimal(100)
_FEW = 2
_MOST = 100
"""A table of more rows lists what was measured."""


class _Row(NamedTuple):
    """Two numbers of a row, and the percentage behind them with its place."""

    name: str
    first: Decimal
    last: Decimal
    stated: Decimal
    place: Span
    ends: Span
    said: str


def _change(row: _Row) -> Decimal:
    return abs(row.last - row.first) * _ALL / row.first


def _share(row: _Row) -> Decimal:
    return row.first * _ALL / row.last if row.first < row.last else Decimal(0)


def _share_behind(row: _Row) -> Decimal:
    return row.last * _ALL / row.first if row.last < row.first else Decimal(0)


def wrong_changes(report: Report) -> Iterator[Finding]:
    """``2,100 ms | 4,830 ms | +230%``, where every other row of the table has its percentage right."""
    for table in report.outline.walk():
        if isinstance(table, TableNode) and len(table.rows) < _MOST:
            for at in range(3, len(table.columns)):
                yield from _of_columns(table, at)


def _of_columns(table: TableNode, at: int) -> Iterator[Finding]:
    rows = [read for row in table.rows if at < len(row.cells) and (read := _read(row, at)) is not None]
    for reckon, least in ((_change, 1), (_share, _FEW), (_share_behind, _FEW)):
        wrong = [row for row in rows if not _is_right(row, reckon(row))]
        shown = sum(reckon(row) != 0 and _is_right(row, reckon(row)) for row in rows)
        if len(wrong) != 1 or shown < least:
            continue
        row = wrong[0]
        places = len(f"{row.stated:f}".partition(".")[2])
        right = f"{reckon(row):.{places}f}"
        if digits_apart(f"{row.stated:f}", right):
            values = {"label": quoted(row.name), "value": f"{row.stated:f}%", "parts": row.said, "sum": f"{right}%"}
            yield Finding(row.place, values, (Related(row.ends, row.said),))
        return


def _is_right(row: _Row, right: Decimal) -> bool:
    """Whether a percentage is what it should be, as rounded as it is written, or a little more."""
    return abs(right - row.stated) <= max(Decimal(1), right / 20)


def _read(row: TableRow, at: int) -> _Row | None:
    """What the cells before a column state, and the percentage in it."""
    before, after, change = row.cells[at - 2 : at + 1]
    numbers, stated = (_number(before), _number(after)), _CHANGE.fullmatch(change.text)
    if numbers[0] is None or numbers[1] is None or stated is None or numbers[0][1] != numbers[1][1]:
        return None
    first, last = numbers[0][0], numbers[1][0]
    if not first or not last:
        return None
    place = change.source(*stated.span("n"))
    said = f"{before.text.strip()}, {after.text.strip()}"
    ends = Span(before.span.start, after.span.end)
    value = Decimal(stated["n"].replace(",", "."))
    return _Row(row.cells[0].text.strip(" *_`"), first, last, value, place, ends, said)


def _number(cell: Prose) -> tuple[Decimal, str] | None:
    """The number that is all of a cell, with its unit."""
    match = _NUMBER.fullmatch(_THOUSANDS.sub("", cell.text))
    return (Decimal(match["n"]), match["unit"].casefold()) if match is not None else None


_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")

__all__ = ["wrong_changes"]
