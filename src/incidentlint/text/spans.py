"""Places in a text: spans, sets of spans, and texts that know where their characters come from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import msgspec

from incidentlint.tuples import NamedTuple


class Span(NamedTuple):
    """A half-open range of offsets (code points) into `SourceText.text`."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether `other` is inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end


class SpanSet:
    """Ranges of a text, joined where they overlap, to be asked whether a place is in one of them."""

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

    def covers(self, span: Span) -> bool:
        """Whether a span lies in one of the ranges."""
        index = bisect_right(self._starts, span.start) - 1
        return index >= 0 and span.end <= self._ends[index]

    def has(self, offset: int) -> bool:
        """Whether an offset is in one of the ranges."""
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]


class Position(NamedTuple):
    """A place in the file as it is: line and column count from 1, columns in code points."""

    line: int
    column: int


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A run of a `Mapped` text: where it starts in the text and which source range it renders.

    `verbatim` runs have as many characters as their source range, one for one; others are atoms
    (an escape, an entity) whose every character stands for the whole range.
    """

    start: int
    source: Span
    verbatim: bool


_new = tuple.__new__
"""Makes a `Span` in half the time, where thousands are made of a report."""


class Mapped(msgspec.Struct, frozen=True):
    """A text derived from the source, with the way back to it.

    `pieces` cover `text` from left to right without gaps; an empty text has one empty piece, its place.
    """

    text: str
    pieces: tuple[Piece, ...]

    @classmethod
    def at(cls, text: str, offset: int) -> Mapped:
        """Return the text that is verbatim in the source at `offset`."""
        return cls(text, (Piece(0, _new(Span, (offset, offset + len(text))), True),))

    @property
    def span(self) -> Span:
        """The source range from the first to the last character."""
        first, last = self.pieces[0].source, self.pieces[-1].source
        return first if first is last else Span(first.start, last.end)  # as most texts have one piece

    def source(self, start: int, end: int) -> Span:
        """Return the source range of `text[start:end]`; an empty range gives the empty span at `start`."""
        only = self.pieces[0]
        if only.verbatim and len(self.pieces) == 1:  # as most texts are
            base = only.source.start
            first = min(base + start, only.source.end)
            return _new(Span, (first, max(first, base + end) if end > start else first))
        first = self._start(start)
        return Span(first, max(first, self._end(end)) if end > start else first)

    def slice(self, start: int, end: int) -> Mapped:
        """Return the part `text[start:end]`, still mapped; neither offset is negative."""
        text = self.text[start:end]
        if not text:
            place = self._start(start)
            return Mapped("", (Piece(0, Span(place, place), True),))
        only = self.pieces[0]
        if only.verbatim and len(self.pieces) == 1:  # as most texts are
            if len(text) == len(self.text):
                return Mapped(text, self.pieces)
            first = only.source.start + start
            return Mapped(text, (Piece(0, _new(Span, (first, first + len(text))), True),))
        pieces = []
        index = self._piece(start)
        only = self.pieces[index]
        following = self.pieces[index + 1].start if index + 1 < len(self.pieces) else len(self.text)
        if only.verbatim and only.start <= start and start + len(text) <= following:  # as values behind labels are
            first = only.source.start + start - only.start
            return Mapped(text, (Piece(0, _new(Span, (first, first + len(text))), True),))
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
        if len(self.pieces) == 1:  # as most texts have it
            return 0
        if index >= self.pieces[-1].start:
            return len(self.pieces) - 1
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
    """Return the parts one after the other, each still mapped to its own place."""
    texts, pieces, length = [], [], 0
    for part in parts:
        if part.text:
            pieces += [Piece(piece.start + length, piece.source, piece.verbatim) for piece in part.pieces]
            texts.append(part.text)
            length += len(part.text)
    if not pieces:
        return parts[0] if parts else Mapped("", (Piece(0, Span(0, 0), True),))
    return Mapped("".join(texts), tuple(pieces))
