"""Lines of a block put together to one mapped text."""

from __future__ import annotations

from collections.abc import Sequence

from incidentlint.text import Mapped, Piece, Span
from incidentlint.tuples import NamedTuple

# What CommonMark trims: `str.strip` alone would take the separators U+001C to U+001F and U+0085 as well.
WHITE = "\t\n\v\f\r \xa0\u1680\u202f\u205f\u3000\u2028\u2029" + "".join(map(chr, range(0x2000, 0x200B)))


class Line(NamedTuple):
    """A line of a block: its content's range in the source, and the columns left over of a tab before it."""

    start: int
    end: int
    pad: int = 0


def place(offset: int) -> Mapped:
    """Make the empty text at `offset`."""
    return Mapped("", (Piece(0, Span(offset, offset), True),))


def line_text(text: str, line: Line) -> Mapped:
    """Map the content of one line of `text`."""
    start, end, pad = line
    if not pad:
        return Mapped.at(text[start:end], start)
    # The container's indentation ends inside the tab that comes before the content.
    pieces = [Piece(0, Span(start - 1, start), False)]
    if start < end:
        pieces.append(Piece(pad, Span(start, end), True))
    return Mapped(" " * pad + text[start:end], tuple(pieces))


def join_lines(text: str, lines: Sequence[Line]) -> Mapped:
    """Join the contents of lines of `text` with newlines, without white space around the whole."""
    pieces: list[Piece] = []
    parts: list[str] = []
    length = 0
    final = len(lines) - 1
    for index, (start, end, pad) in enumerate(lines):
        if pad:
            pieces.append(Piece(length, Span(start - 1, start), False))
            parts.append(" " * pad)
            length += pad
        stop = end if index == final else end + 1
        if pieces and pieces[-1].source.end == start and pieces[-1].verbatim:
            # Nothing was cut off between the lines: one piece serves both.
            pieces[-1] = Piece(pieces[-1].start, Span(pieces[-1].source.start, stop), True)
        elif start < stop:
            pieces.append(Piece(length, Span(start, stop), True))
        parts.append(text[start:stop])
        length += stop - start
    return trim(Mapped("".join(parts), tuple(pieces))) if length else place(lines[0].start)


def trim(raw: Mapped) -> Mapped:
    """Take off the white space at both ends of `raw`."""
    text = raw.text
    bare = text.lstrip(WHITE)
    start = len(text) - len(bare)
    end = start + len(bare.rstrip(WHITE))
    return raw if end - start == len(text) else raw.slice(start, end)
