"""Rows and cells of a table, as they are written.

Parsers pad short rows and drop surplus cells, so a ragged row cannot be seen in their output. They say where a
table is; the cells are split here.
"""

from __future__ import annotations

import re

from incidentlint.markdown.document import Cell, Row
from incidentlint.markdown.markdown_it.lines import WHITE, place
from incidentlint.text import Mapped, Piece, Span


def split_row(text: str, start: int, end: int) -> Row:
    """Split the row at `text[start:end]` as GFM does: a bar after a backslash does not part cells."""
    content = text[start:end]
    bare = content.lstrip(WHITE)
    start = end - len(bare)
    bare = bare.rstrip(WHITE)
    end = start + len(bare)
    cuts = [start]
    bars: list[list[int]] = [[]]
    bar = bare.find("|")
    while bar >= 0:
        if bar and bare[bar - 1] == "\\":
            bars[-1].append(start + bar)
        else:
            cuts.append(start + bar + 1)
            bars.append([])
        bar = bare.find("|", bar + 1)
    cuts.append(end + 1)
    cells = [(low, high - 1, escaped) for low, high, escaped in zip(cuts, cuts[1:], bars, strict=False)]
    if cells[0][0] == cells[0][1]:
        del cells[0]
    if cells and cells[-1][0] == cells[-1][1]:
        del cells[-1]
    return Row(Span(start, end), tuple(Cell(Span(low, high), _raw(text, low, high, e)) for low, high, e in cells))


_COMMENT = re.compile(r"<!--[^<>]*-->")
_CLOSES = re.compile(r":{3,}|\{[:.#%][^|]*\}|\{\{[^|]*\}\}|</[a-z]+>|\^[\w-]+|\[\[[^|]*\]\]|: [^|]+")
"""What a site generator reads right below a table: the end of a container, attributes, an anchor."""


def shown_cells(row: Row, width: int) -> Row:
    """The row without what comes after its last bar and is not shown: a comment, in a table of `width` columns."""
    if len(row.cells) == width + 1 and _COMMENT.fullmatch(row.cells[-1].raw.text):
        return Row(row.span, row.cells[:-1])
    return row


def closes_container(row: Row) -> bool:
    """Whether a line right below a table, which Markdown takes for a row of it, is a mark of a site generator."""
    return len(row.cells) == 1 and _CLOSES.fullmatch(row.cells[0].raw.text) is not None


def _raw(text: str, start: int, end: int, escaped: list[int]) -> Mapped:
    content = text[start:end]
    bare = content.strip(WHITE)
    if not bare:
        return place((start + end) // 2)
    low = end - len(content.lstrip(WHITE))
    if not escaped:
        return Mapped.at(bare, low)
    high = low + len(bare)
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for bar in escaped:
        if low < bar - 1:
            pieces.append(Piece(length, Span(low, bar - 1), True))
            parts.append(text[low : bar - 1])
            length += bar - 1 - low
        pieces.append(Piece(length, Span(bar - 1, bar + 1), False))
        parts.append("|")
        length += 1
        low = bar + 1
    if low < high:
        pieces.append(Piece(length, Span(low, high), True))
        parts.append(text[low:high])
    return Mapped("".join(parts), tuple(pieces))
