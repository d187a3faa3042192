"""Rows of a table that state a number before, one after, and by how much of it that changed, in percent."""

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
_MOST = 100
"""A table of more rows lists what was measured."""


class _Row(NamedTuple):
    name: str
    right: Decimal
    stated: Decimal
    place: Span
    ends: Span
    said: str

    def is_right(self) -> bool:
        """Whether the change is that of the two numbers, as rounded as it is written, or a little more."""
        return abs(abs(self.right) - self.stated) <= max(Decimal(1), abs(self.right) / 20)


def wrong_changes(report: Report) -> Iterator[Finding]:
    """``2,100 ms | 4,830 ms | +230%``, where every other row of the table has its change right."""
    for table in report.outline.walk():
        if isinstance(table, TableNode) and len(table.rows) < _MOST:
            for at in range(3, len(table.columns)):
                yield from _of_columns(table, at)


def _of_columns(table: TableNode, at: int) -> Iterator[Finding]:
    rows = [read for row in table.rows if at < len(row.cells) and (read := _read(row, at)) is not None]
    wrong = [row for row in rows if not row.is_right()]
    shown = sum(row.is_right() and row.right != 0 for row in rows)
    if len(wrong) != 1 or not shown:
        return
    row = wrong[0]
    places = len(f"{row.stated:f}".partition(".")[2])
    right = f"{abs(row.right):.{places}f}"
    if digits_apart(f"{row.stated:f}", right):
        values = {"label": quoted(row.name), "value": f"{row.stated:f}%", "parts": row.said, "sum": f"{right}%"}
        yield Finding(row.place, values, (Related(row.ends, row.said),))


def _read(row: TableRow, at: int) -> _Row | None:
    """What the cells before a column say to have changed, and by how much of it that says."""
    before, after, change = row.cells[at - 2 : at + 1]
    numbers, stated = (_number(before), _number(after)), _CHANGE.fullmatch(change.text)
    if numbers[0] is None or numbers[1] is None or stated is None or numbers[0][1] != numbers[1][1]:
        return None
    first, last = numbers[0][0], numbers[1][0]
    if not first:
        return None
    place = change.source(*stated.span("n"))
    said = f"{before.text.strip()} to {after.text.strip()}"
    ends = Span(before.span.start, after.span.end)
    value = Decimal(stated["n"].replace(",", "."))
    return _Row(row.cells[0].text.strip(" *_`"), (last - first) * _ALL / first, value, place, ends, said)


def _number(cell: Prose) -> tuple[Decimal, str] | None:
    """The number that is all of a cell, with its unit."""
    match = _NUMBER.fullmatch(_THOUSANDS.sub("", cell.text))
    return (Decimal(match["n"]), match["unit"].casefold()) if match is not None else None


_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")

__all__ = ["wrong_changes"]
