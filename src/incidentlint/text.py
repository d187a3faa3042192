r"""The text of a file and the places in it.

The only module that knows about encodings, newlines, byte-order marks and line:column. Everything above it
works with offsets into `SourceText.text`, which is the file's text with newlines as ``\n``, without a byte-order
mark and with mojibake mended; `SourceText.position` maps such an offset back to the file as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from .mojibake import Repair, find_mojibake

_NEWLINE = re.compile(r"\r\n?")
_BOM = "\ufeff"


class UndecodableError(ValueError):
    """The bytes of a file are not text that can be linted.

    `str(error)` says why; `line` and `column`, from 1, are the place of the first bad byte.
    """

    def __init__(self, message: str, line: int, column: int) -> None:
        """Take what is wrong and the place of it."""
        super().__init__(message)
        self.line = line
        self.column = column


class Span(NamedTuple):
    """A half-open range of offsets (code points) into `SourceText.text`."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


class SpanSet:
    """Ranges of a text, joined where they overlap, to be asked whether a place lies in one of them."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        """Take the spans, in any order."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in spans:
            self.add(span)

    def add(self, span: Span) -> None:
        """Add a range; an empty one counts as one character."""
        start, end = span.start, max(span.end, span.start + 1)
        first = bisect_left(self._ends, start + 1)
        last = bisect_left(self._starts, end)
        if first < last:
            start, end = min(start, self._starts[first]), max(end, self._ends[last - 1])
        self._starts[first:last] = [start]
        self._ends[first:last] = [end]

    def overlaps(self, span: Span) -> bool:
        """Whether a span shares a character with one of the ranges; an empty one counts as one character."""
        index = bisect_left(self._ends, span.start + 1)
        return index < len(self._starts) and self._starts[index] < max(span.end, span.start + 1)

    def claim(self, span: Span) -> bool:
        """Add a range that overlaps none of those there are; whether it was added."""
        if self.overlaps(span):
            return False
        self.add(span)
        return True

    def has(self, offset: int) -> bool:
        """Whether an offset lies in one of the ranges."""
        return self.overlaps(Span(offset, offset))


class Position(NamedTuple):
    """A place in the file as it is: line and column count from 1, columns in code points."""

    line: int
    column: int


def _end(original: str) -> Position:
    """Return the place behind the last character of a decoded file, as it is."""
    lines = _NEWLINE.sub("\n", original.removeprefix(_BOM)).split("\n")
    return Position(len(lines), len(lines[-1]) + 1)


class Piece(NamedTuple):
    """A run of a `Mapped` text: where it starts in the text and which source range it renders.

    `verbatim` runs have as many characters as their source range, one for one; others are atoms
    (an escape, an entity) whose every character stands for the whole range.
    """

    start: int
    source: Span
    verbatim: bool


class Mapped(msgspec.Struct, frozen=True):
    """A text derived from the source, with the way back to it.

    `pieces` cover `text` from left to right without gaps; an empty text has one empty piece, its place.
    """

    text: str
    pieces: tuple[Piece, ...]

    @classmethod
    def at(cls, text: str, offset: int) -> Mapped:
        """Return the text that stands verbatim in the source at `offset`."""
        return cls(text, (Piece(0, Span(offset, offset + len(text)), True),))

    @property
    def span(self) -> Span:
        """The source range from the first to the last character."""
        return Span(self.pieces[0].source.start, self.pieces[-1].source.end)

    def source(self, start: int, end: int) -> Span:
        """Return the source range of `text[start:end]`; an empty range gives the empty span at `start`."""
        first = self._start(start)
        return Span(first, max(first, self._end(end)) if end > start else first)

    def slice(self, start: int, end: int) -> Mapped:
        """Return the part `text[start:end]`, still mapped; neither offset is negative."""
        text = self.text[start:end]
        if not text:
            place = self._start(start)
            return Mapped("", (Piece(0, Span(place, place), True),))
        pieces = []
        index = self._piece(start)
        while index < len(self.pieces) and self.pieces[index].start < end:
            piece = self.pieces[index]
            stop = self.pieces[index + 1].start if index + 1 < len(self.pieces) else len(self.text)
            low, high = max(piece.start, start), min(stop, end)
            if low < high:
                source = piece.source
                if piece.verbatim:
                    source = Span(source.start + low - piece.start, source.start + high - piece.start)
                pieces.append(Piece(low - start, source, piece.verbatim))
            index += 1
        return Mapped(text, tuple(pieces))

    def strip(self) -> Mapped:
        """Return the text without the white space at both ends."""
        text = self.text
        low = len(text) - len(text.lstrip())
        return self.slice(low, max(low, len(text.rstrip())))

    def _piece(self, index: int) -> int:
        return max(0, bisect_right(self.pieces, index, key=lambda piece: piece.start) - 1)

    def _start(self, index: int) -> int:
        piece = self.pieces[self._piece(index)]
        if piece.verbatim:
            return min(piece.source.start + index - piece.start, piece.source.end)
        return piece.source.end if index >= len(self.text) else piece.source.start

    def _end(self, index: int) -> int:
        piece = self.pieces[self._piece(index - 1)]
        return piece.source.start + index - piece.start if piece.verbatim else piece.source.end


def join(parts: list[Mapped]) -> Mapped:
    """Return the parts one behind the other, each still mapped to its own place."""
    texts, pieces, length = [], [], 0
    for part in parts:
        if part.text:
            pieces += [Piece(piece.start + length, piece.source, piece.verbatim) for piece in part.pieces]
            texts.append(part.text)
            length += len(part.text)
    if not pieces:
        return parts[0] if parts else Mapped("", (Piece(0, Span(0, 0), True),))
    return Mapped("".join(texts), tuple(pieces))


class SourceText:
    r"""A file's text, mended, and the way from its offsets back to the file.

    `text` is what is parsed; `original` is the file decoded, without byte-order mark, newlines as they are.
    `repairs` are the mended places, as offsets into the text before mending with newlines as ``\n``.
    """

    __slots__ = ("_columns", "_damaged", "_lines", "bom", "newline", "original", "path", "repairs", "text")

    def __init__(self, original: str, path: str = "") -> None:
        """Take `original`, the decoded file; `path` is its name for messages."""
        self.path = path
        self.bom = original.startswith(_BOM)
        self.original = original[1:] if self.bom else original
        plain = _NEWLINE.sub("\n", self.original)
        match = _NEWLINE.search(self.original)
        self.newline = match.group() if match and match.start() == plain.find("\n") else "\n"
        self.repairs: tuple[Repair, ...] = tuple(find_mojibake(plain))
        self.text = plain
        # Of each line with repairs: from which mended column on the file's columns are how much further right,
        # and the line before mending.
        self._columns: dict[int, list[tuple[int, int]]] = {}
        self._damaged: dict[int, str] = {}
        if self.repairs:
            self._mend(plain)
        self._lines = [0, *(match.end() for match in re.finditer("\n", self.text))]

    @classmethod
    def decode(cls, data: bytes, path: str = "") -> SourceText:
        """Return the text of a file's bytes, which are UTF-8, or UTF-16 with a byte-order mark.

        Raises `UndecodableError` with the line and column of the first byte that is no text.
        """
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            place = _end(data[: error.start].decode(encoding, "ignore"))
            what = f"byte 0x{data[error.start]:02x}"
            raise UndecodableError(f"not valid {encoding.upper()}: {what}", *place) from None
        zero = text.find("\0")
        if zero >= 0:
            raise UndecodableError("not text: it contains a NUL character", *_end(text[:zero]))
        return cls(text, path)

    def _mend(self, plain: str) -> None:
        parts, last, line, shift = [], 0, 0, 0
        line_start = 0
        for repair in self.repairs:
            parts += [plain[last : repair.start], repair.text]
            newlines = plain.count("\n", last, repair.start)
            if newlines:
                line += newlines
                line_start = plain.rfind("\n", 0, repair.start) + 1
                shift = 0
            if line not in self._damaged:
                line_end = plain.find("\n", repair.end)
                self._damaged[line] = plain[line_start : line_end if line_end >= 0 else len(plain)]
            column = repair.start - line_start - shift
            shift += repair.end - repair.start - len(repair.text)
            self._columns.setdefault(line, []).append((column + len(repair.text), shift))
            last = repair.end
        parts.append(plain[last:])
        self.text = "".join(parts)

    def damaged(self, repair: Repair) -> str:
        """The characters that stand in the file where `repair` mended the text."""
        return _NEWLINE.sub("\n", self.original)[repair.start : repair.end]

    @property
    def line_count(self) -> int:
        """How many lines the file has; an empty file has one."""
        return len(self._lines)

    def line_of(self, offset: int) -> int:
        """Return the line, from 0, that the offset lies in."""
        return bisect_right(self._lines, offset) - 1

    def line_start(self, line: int) -> int:
        """Return the offset at which line `line`, counted from 0, begins."""
        return self._lines[line] if line < len(self._lines) else len(self.text)

    def line_span(self, line: int) -> Span:
        """Return the range of line `line`, counted from 0, without its newline."""
        start = self.line_start(line)
        end = self._lines[line + 1] - 1 if line + 1 < len(self._lines) else len(self.text)
        return Span(start, max(start, end))

    def line_text(self, line: int) -> str:
        """Return the mended text of line `line`, counted from 0, without its newline."""
        span = self.line_span(line)
        return self.text[span.start : span.end]

    def original_line(self, line: int) -> str:
        """Return line `line`, counted from 0, as it stands in the file, without its newline."""
        return self._damaged[line] if line in self._damaged else self.line_text(line)

    def position(self, offset: int) -> Position:
        """Return line and column, from 1, of an offset into `text`, in the file as it is."""
        line = self.line_of(offset)
        column = offset - self._lines[line]
        shifts = self._columns.get(line, [])
        index = bisect_right(shifts, column, key=lambda entry: entry[0])
        return Position(line + 1, column + (shifts[index - 1][1] if index else 0) + 1)

    def __getitem__(self, span: Span) -> str:
        """Return the mended text of a span."""
        return self.text[span.start : span.end]
