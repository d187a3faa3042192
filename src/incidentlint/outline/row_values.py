"""What rows of tables say: a moment whose day and time have columns of their own, and fields side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from incidentlint.grammars import read_stamp
from incidentlint.markdown import Prose, prose_slice
from incidentlint.outline.labels import Label, make_label, trimmed
from incidentlint.outline.nodes import FieldNode, TableRow
from incidentlint.text import Mapped, Piece, Span, join

_DAY = re.compile(r"\s*\S{0,12}?\s?\d[^\n:]{4,28}")
_CLOCK = re.compile(r"\s*[^\s\d]{0,3}\s?\d[^\n]{0,24}")


def row_value(cells: tuple[Prose, ...]) -> Prose:
    """The day and the time of day of a row, together where its second and third cells are these; else nothing.

    ``| Start | 26-09-2024 | 11:18 |``
    """
    day, clock = cells[1], cells[2]
    if _DAY.fullmatch(day.text) and _CLOCK.fullmatch(clock.text):
        first, last = read_stamp(day.text, {}), read_stamp(clock.text, {}, clock=True)
        if first is not None and last is not None and first.time is None and last.date is None:
            return _together(day, clock)
    return prose_slice(cells[0], 0, 0)


def _together(first: Prose, last: Prose) -> Prose:
    end = len(first.text)
    gap = Mapped(" ", (Piece(0, first.source(end, end), False),))
    both = join([first, gap, last])
    moved = end + 1
    marks = (msgspec.structs.replace(mark, start=mark.start + moved, end=mark.end + moved) for mark in last.marks)
    return Prose(both.text, both.pieces, (*first.marks, *marks), Span(first.full.start, last.full.end))


def fields_of_row(header: TableRow, row: TableRow) -> Iterator[FieldNode]:
    """The fields of a table whose heads are their labels, and one of its rows their values."""
    for name, value in zip(header.cells, row.cells, strict=True):
        if name.text.strip():
            label = make_label(name, trimmed(name))
            yield FieldNode(span=Span(label.span.start, value.full.end), label=label, value=value, origin="row")


_PAIR = 2
"""A table of so many columns without heads is one of labels and values."""


def with_heads(header: TableRow, rows: tuple[TableRow, ...]) -> tuple[TableRow, tuple[TableRow, ...]]:
    """The head of a table and its rows; where the head is empty, the first row in bold is one."""
    if len(header.cells) > _PAIR and rows and _is_second_head(header, rows[0]):
        return rows[0], rows[1:]
    return header, rows


def _is_second_head(header: TableRow, first: TableRow) -> bool:
    """Whether a table without heads has them, in bold, in its first row: ``| **Step** | **Owner** |``."""
    if any(cell.text.strip() for cell in header.cells):
        return False
    return all(
        any(
            mark.kind == "strong" and cell.text[mark.start : mark.end].strip() == cell.text.strip()
            for mark in cell.marks
        )
        for cell in first.cells
    )


def repeats(columns: tuple[Label, ...]) -> bool:
    """Whether the heads of a table's columns are the same two by turns: ``| Field | Value | Field | Value |``."""
    keys = [label.key for label in columns]
    return bool(keys[0]) and keys[0::2] == keys[:1] * (len(keys) // 2) and keys[1::2] == keys[1:2] * (len(keys) // 2)
