"""Places of files as an editor counts them.

A place has lines and columns from 1, columns in code points; the protocol counts both from 0, columns in the units that
client and server agreed on.
"""

from __future__ import annotations

import re

from lsprotocol import types

from incidentlint.findings import Place
from incidentlint.report import Report
from incidentlint.text import Encoding, Span, units_in

_NEWLINE = re.compile(r"\r\n|\n|\r")
"""What ends a line, by the protocol's "Text Documents"."""


def lines_of(text: str) -> list[str]:
    """The lines of a text, without what ends them."""
    return _NEWLINE.split(text)


def whole_lines(text: str) -> list[str]:
    """The lines of a text with what ends them; no empty one after the last newline."""
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+", text)


class Units:
    """Counts the columns of one text."""

    def __init__(self, text: str, encoding: Encoding) -> None:
        """Take the text, and what its client counts."""
        self._lines = lines_of(text)
        self._encoding = encoding

    def range(self, place: Place) -> types.Range:
        """A place as a range."""
        return types.Range(self.position(place.line, place.column), self.position(place.end_line, place.end_column))

    def position(self, line: int, column: int) -> types.Position:
        """A line and a column, both from 1, as a position; what is after the text is at its end."""
        if line > len(self._lines):
            line, column = len(self._lines), len(self._lines[-1]) + 1
        return types.Position(line - 1, self._units(self._lines[line - 1][: column - 1]))

    def end(self) -> types.Position:
        """The end of the text."""
        return types.Position(len(self._lines) - 1, self._units(self._lines[-1]))

    def span(self, report: Report, span: Span) -> types.Range:
        """A span of a report of the text as a range."""
        start, end = report.source.position(span.start), report.source.position(span.end)
        return types.Range(self.position(start.line, start.column), self.position(end.line, end.column))

    def before(self, at: types.Position) -> str:
        """The text of a position's line that is before it."""
        return self._cut(at)[0]

    def word(self, at: types.Position, chars: str) -> tuple[str, types.Range]:
        """The run of letters, digits and some characters that a position is in or at; empty where there is none."""
        before, after = self._cut(at)
        word = re.compile(rf"[\w{re.escape(chars)}]*")
        head = word.match(before[::-1])
        tail = word.match(after)
        assert head is not None
        assert tail is not None
        text = head[0][::-1] + tail[0]
        start = types.Position(at.line, self._units(before[: len(before) - head.end()]))
        return text, types.Range(start, types.Position(at.line, start.character + self._units(text)))

    def _cut(self, at: types.Position) -> tuple[str, str]:
        line = self._lines[at.line] if at.line < len(self._lines) else ""
        size = 0
        for index, char in enumerate(line):
            if size >= at.character:
                return line[:index], line[index:]
            size += self._units(char)
        return line, ""

    def _units(self, text: str) -> int:
        return units_in(text, self._encoding)


def overlap(one: types.Range, other: types.Range) -> bool:
    """Whether two ranges have a position in common; touching ones have."""
    return key(one.start) <= key(other.end) and key(other.start) <= key(one.end)


def key(position: types.Position) -> tuple[int, int]:
    """A position as what it is sorted by."""
    return position.line, position.character
