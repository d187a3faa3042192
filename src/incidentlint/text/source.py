"""The text of a file: decoded, its damage mended, its places mapped back to what the file holds."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from incidentlint.snapshot import kept_text
from incidentlint.text.spans import Position, Span
from incidentlint.text.units import units_in
from incidentlint.tuples import NamedTuple

if TYPE_CHECKING:
    from incidentlint.text.mojibake import Repair

_NEWLINE = re.compile(r"\r\n?")

_BOM = "\ufeff"


class ByteEdit(NamedTuple):
    """A range of a file's bytes to be replaced: from `start` to `end`, exclusive, by `text` with any newlines."""

    start: int
    end: int
    text: str


class UnreadableError(ValueError):
    """A file that cannot be linted; `str(error)` says why, `line` and `column`, from 1, where."""

    def __init__(self, message: str, line: int, column: int) -> None:
        """Take what is wrong and the place of it."""
        super().__init__(message)
        self.line = line
        self.column = column


class UndecodableError(UnreadableError):
    """The bytes of a file are no text; the place is that of the first bad byte."""


class TooLongError(UnreadableError):
    """A file is longer than a report is; the place is where what is too much begins."""


def _end(original: str) -> Position:
    """Return the place after the last character of a decoded file, as it is."""
    lines = _NEWLINE.sub("\n", original.removeprefix(_BOM)).split("\n")
    return Position(len(lines), len(lines[-1]) + 1)


class SourceText:
    r"""A file's text, mended, and the way from its offsets back to the file.

    `text` is what is parsed; `original` is the file decoded, without byte-order mark, newlines as they are.
    `repairs` are the mended places, as offsets into the text before mending with newlines as ``\n``.
    `encoding` is that of the file without its byte-order mark, `head` the bytes of that mark.
    """

    __slots__ = (
        "_columns",
        "_crlf",
        "_damaged",
        "_lines",
        "_mended",
        "bom",
        "encoding",
        "head",
        "newline",
        "original",
        "path",
        "repairs",
        "text",
    )

    def __init__(self, original: str, path: str = "", encoding: str = "utf-8", head: bytes = b"") -> None:
        """Take `original`, the decoded file; `path` is its name for messages.

        `encoding` is the codec that writes it again without a byte-order mark, `head` a mark that was decoded away.
        """
        self.path = path
        self.encoding = encoding
        self._crlf: list[int] | None = None
        self._mended: list[int] | None = None
        self.bom = original.startswith(_BOM)
        self.head = head + (_BOM.encode(encoding) if self.bom else b"")
        self.original = original[1:] if self.bom else original
        plain = _NEWLINE.sub("\n", self.original)
        match = _NEWLINE.search(self.original)
        self.newline = match.group() if match and match.start() == plain.find("\n") else "\n"
        if self.newline == "\r" and "\n" in self.original:
            self.newline = "\n"  # a line that ends in a return would lose its end to an empty one behind it
        self.repairs = _repairs_of(plain)
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
        if encoding == "utf-8":
            return cls(text, path)
        return cls(text, path, "utf-16-le" if data[:2] == b"\xff\xfe" else "utf-16-be", data[:2])

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
        """The characters that are in the file where `repair` mended the text."""
        return _NEWLINE.sub("\n", self.original)[repair.start : repair.end]

    @property
    def line_count(self) -> int:
        """How many lines the file has; an empty file has one."""
        return len(self._lines)

    def line_of(self, offset: int) -> int:
        """Return the line, from 0, that the offset is in."""
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

    def utf16(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 0, of an offset into `text`, in the file as it is.

        The column counts UTF-16 code units, as the language server protocol does.
        """
        line, column = self.position(offset)
        return line - 1, units_in(self.original_line(line - 1)[: column - 1], "utf-16")

    def byte_edits(self, edits: Iterable[tuple[Span, str]]) -> list[ByteEdit]:
        """Return edits of spans of `text` as edits of the file's bytes, sorted.

        A place that was mended is replaced as a whole: what of it is outside of a span is written mended.
        """
        found, last, size = [], 0, len(self.head)
        for span, text in sorted(edits):
            (start, before), (end, after) = self._plain(span.start, last=False), self._plain(span.end, last=True)
            places = []
            for offset in (self._unfolded(start), self._unfolded(max(start, end))):
                size += len(self.original[last:offset].encode(self.encoding)) if offset >= last else 0
                last = max(last, offset)
                places.append(size)
            found.append(ByteEdit(places[0], places[1], f"{before}{text}{after}"))
        return found

    def splice(self, edits: Iterable[ByteEdit]) -> bytes:
        """Return the file's bytes with edits made in them; newlines are written as the file writes its first one.

        All other bytes stay as they are. Raises `ValueError` for edits that overlap.
        """
        data = self.head + self.original.encode(self.encoding)
        parts, last = [], 0
        for edit in sorted(edits):
            if edit.start < last:
                raise ValueError("edits overlap")
            text = _NEWLINE.sub("\n", edit.text).replace("\n", self.newline)
            parts += [data[last : edit.start], text.encode(self.encoding)]
            last = edit.end
        return b"".join([*parts, data[last:]])

    def _plain(self, offset: int, *, last: bool) -> tuple[int, str]:
        """The offset before mending of one in `text`, and what of a mended place that it is in is to be kept.

        Inside of such a place it is its end for the `last` offset of a span, else its beginning.
        """
        if self._mended is None:
            removed = accumulate((r.end - r.start - len(r.text) for r in self.repairs), initial=0)
            self._mended = [repair.start - shift for repair, shift in zip(self.repairs, removed)]
        index = bisect_left(self._mended, offset) - 1
        if index < 0:
            return offset, ""
        repair, inside = self.repairs[index], offset - self._mended[index]
        if inside >= len(repair.text):
            return repair.end + inside - len(repair.text), ""
        return (repair.end, repair.text[inside:]) if last else (repair.start, repair.text[:inside])

    def _unfolded(self, offset: int) -> int:
        r"""The offset into `original` of one into the text with newlines as ``\n``."""
        if self._crlf is None:
            pairs = (match.start() for match in re.finditer("\r\n", self.original))
            self._crlf = [start - number for number, start in enumerate(pairs)]
        return offset + bisect_left(self._crlf, offset)

    def __getitem__(self, span: Span) -> str:
        """Return the mended text of a span."""
        return self.text[span.start : span.end]


def _repairs_of(text: str) -> tuple[Repair, ...]:
    """The damaged places of a text with what stood there: nearly no text has even a sign of one."""
    if text.isascii() or _sign_of_damage().search(text) is None:
        return ()
    from incidentlint.text.mojibake import find_mojibake

    return tuple(find_mojibake(text))


@cache
def _sign_of_damage() -> re.Pattern[str]:
    def made() -> str:
        from incidentlint.text.mojibake import SIGN

        return SIGN.pattern

    return re.compile(kept_text("a sign of damage", made))
