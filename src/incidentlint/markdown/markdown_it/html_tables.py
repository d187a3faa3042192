"""Tables and lists of definitions of HTML, as exports of wikis have them, read as tables of Markdown are."""

from __future__ import annotations

import re

from incidentlint.markdown.document import Cell, Row, Table
from incidentlint.markdown.markdown_it.lines import trim
from incidentlint.text import Mapped

_TABLE = re.compile(r"\s*<(?:table|dl)\b", re.IGNORECASE)

_END = re.compile(r"</(?:table|dl)>(?:\s{0,8}</\w{1,20}>){0,8}\s*\Z", re.IGNORECASE)

_TAG = re.compile(r"<(/?)(table|thead|tbody|tfoot|tr|th|td|dl|dt|dd)\b([^<>]{0,1000})>", re.IGNORECASE)

_SPANS = re.compile(r"\b(?:row|col)span\s{0,4}=\s{0,4}[\"']?(?!1\b)\d", re.IGNORECASE)


class _Reader:
    """Collects the rows of a table from its tags, one by one."""

    def __init__(self, raw: Mapped) -> None:
        self.raw = raw
        self.rows: list[Row] = []
        self.cells: list[Cell] = []
        self.row = -1
        self.cell = -1

    def end_cell(self, at: int) -> None:
        """End the open cell at an index of the text."""
        if self.cell >= 0:
            self.cells.append(Cell(self.raw.source(self.cell, at), trim(self.raw.slice(self.cell, at))))
            self.cell = -1

    def end_row(self, at: int) -> None:
        """End the open row."""
        self.end_cell(at)
        if self.row >= 0 and self.cells:
            self.rows.append(Row(self.raw.source(self.row, at), tuple(self.cells)))
        self.cells, self.row = [], -1


def read_html_table(raw: Mapped) -> Table | None:
    """The table that a block of HTML is from its first tag to its last; None where it is more, or has joined cells.

    A list of definitions is one of two columns, its first term and definition in the place of the heads.
    """
    text = raw.text
    if not _TABLE.match(text) or not _END.search(text, max(0, len(text) - 400)):
        return None
    reader, tables = _Reader(raw), 0
    for tag in _TAG.finditer(text):
        closes, name = bool(tag[1]), tag[2].lower()
        if name in ("table", "dl"):
            tables += not closes
        elif name in ("td", "th", "dd", "dt"):
            reader.end_cell(tag.start())
            if name == "dt" and not closes:
                reader.end_row(tag.start())
                reader.row = tag.start()
            reader.cell = -1 if closes else tag.end()
        else:
            reader.end_row(tag.start())
            reader.row = tag.start() if name == "tr" and not closes else -1
        if tables > 1 or _SPANS.search(tag[3]):
            return None
    reader.end_row(len(text))
    rows = reader.rows
    return Table(raw.span, rows[0], tuple(rows[1:])) if rows else None
