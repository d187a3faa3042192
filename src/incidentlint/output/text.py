"""Text for people: each finding with the line it is in, carets under the very words, and the places it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from incidentlint.findings import Diagnostic, FileResult, Level, Place
from incidentlint.output.formats import LEVEL_STYLES, Look
from incidentlint.text import Cell, cells, one_line

NEAR = 8
"""Places at most so many lines apart are shown as one piece of the file."""


_REACH = 400
"""So many characters on either side of a place are looked at: a line may be megabytes long."""


class Mark(msgspec.Struct, frozen=True):
    """A place to be marked in a line: columns from 1, the end exclusive; `label` is said after the marks.

    `level` is the finding's, for its own place; a related place has none.
    """

    line: int
    start: int
    end: int
    label: str = ""
    level: Level | None = None


def as_text(results: Sequence[FileResult], look: Look) -> str:
    """Return the findings of all files, each a paragraph of its own."""
    blocks = [
        "\n".join(render_diagnostic(diagnostic, result.lines, look))
        for result in results
        for diagnostic in result.shown
    ]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def render_diagnostic(diagnostic: Diagnostic, lines: dict[int, str], look: Look) -> Iterator[str]:
    """Yield the lines that tell of one finding; `lines` are those of its file, by number."""
    head = look.paint(f"{diagnostic.level}[{diagnostic.code}]", **LEVEL_STYLES[diagnostic.level])
    before = len(f"{diagnostic.level}[{diagnostic.code}] ")
    said = look.wrap(f"{diagnostic.name}: {one_line(diagnostic.message)}", before, 2)
    yield f"{head} {look.paint(said, bold=True)}"
    yield from _Snippets(diagnostic, lines, look).lines()


class _Snippets:
    """The pieces of the file that a finding shows, beside one gutter."""

    def __init__(self, diagnostic: Diagnostic, lines: dict[int, str], look: Look) -> None:
        self.diagnostic = diagnostic
        self.source = lines
        self.look = look
        own = _mark(diagnostic.place, lines, "", diagnostic.level)
        near = [
            _mark(related.place, lines, related.message)
            for related in diagnostic.related
            if related.path == diagnostic.path and related.place.line in lines
        ]
        self.own = own
        marks = [own, *near] if own.line in lines else near
        self.blocks = _blocks(sorted(marks, key=lambda mark: (mark.line, mark.start)), own)
        self.far = [
            related
            for related in diagnostic.related
            if related.path != diagnostic.path or related.place.line not in lines
        ]
        self.gutter = max((len(str(mark.line)) for block in self.blocks for mark in block), default=1)

    def lines(self) -> Iterator[str]:
        """All below the message."""
        place = self.diagnostic.place
        yield self.pointer("-->", self.diagnostic.path, place)
        first = self.blocks[0] if self.blocks and self.own in self.blocks[0] else None
        if first:
            yield from self.block(first)
        for block in self.blocks:
            if block is first:
                continue
            if first:
                yield self.bar()
            begin = block[0]
            yield self.pointer(":::", self.diagnostic.path, Place(begin.line, begin.start, begin.line, begin.end))
            yield from self.block(block)
        notes = [*self.notes()]
        if self.blocks and (notes or self.far):
            yield self.bar()
        for related in self.far:
            yield f"{self.pointer(':::', related.path, related.place)}: {one_line(related.message)}"
        yield from notes

    def notes(self) -> Iterator[str]:
        """Yield the help, and the fix."""
        if self.diagnostic.help:
            yield from self.note("help", self.diagnostic.help)
        fix = self.diagnostic.fix
        if fix:
            yield from self.note("fix (unsafe)" if fix.safety == "unsafe" else "fix", fix.title)

    def note(self, what: str, text: str) -> Iterator[str]:
        """Yield a note below the pieces; a text of several lines stays below itself."""
        lead = f"{' ' * (self.gutter + 2)}{self.look.paint('=', **_GUTTER)} {self.look.paint(f'{what}:', bold=True)} "
        indent = self.gutter + len(what) + 6
        for number, line in enumerate(text.strip().splitlines()):
            yield (lead if not number else " " * indent) + self.look.wrap(one_line(line), indent, indent)

    def pointer(self, arrow: str, path: str, place: Place) -> str:
        """Where a piece is, in a form that terminals and editors make a link of."""
        arrow = f"{' ' * (self.gutter + 1)}{self.look.paint(arrow, **_GUTTER)}"
        return f"{arrow} {one_line(path)}:{place.line}:{place.column}"

    def bar(self, number: str = "", rest: str = "") -> str:
        """Return the gutter, with a line's number, and what comes after it."""
        gutter = self.look.paint(f" {number:>{self.gutter}} |", **_GUTTER)
        return f"{gutter} {rest}".rstrip()

    def block(self, block: list[Mark]) -> Iterator[str]:
        """Yield the marked lines of a piece of the file."""
        yield self.bar()
        last = 0
        for number in sorted({mark.line for mark in block}):
            if last and number > last + 1:
                yield self.look.paint("...", **_GUTTER)
            last = number
            yield from self.marked(number, [mark for mark in block if mark.line == number])

    def marked(self, number: int, marks: list[Mark]) -> Iterator[str]:
        """Yield a line and the marks below it; once more for a mark that is out of sight of the first."""
        width = max(20, self.look.width - self.gutter - 4)
        view = _View(self.source[number], marks[0], max(mark.end for mark in marks), width, self.look.encoding)
        yield self.bar(str(number), view.text)
        left: list[Mark] = []
        for mark in marks:
            place = view.place(mark)
            if place is None:
                left.append(mark)
                continue
            column, length = place
            style = LEVEL_STYLES[mark.level] if mark.level else _GUTTER
            shown = ("^" if mark.level else "-") * length + (f" {one_line(mark.label)}" if mark.label else "")
            yield self.bar("", " " * column + self.look.paint(shown, **style))
        if left:
            yield from self.marked(number, left)


_GUTTER = {"fg": "blue", "bold": True}


def _mark(place: Place, lines: dict[int, str], label: str, level: Level | None = None) -> Mark:
    """Return the mark of a place: to the line's end when the place goes on below it."""
    end = place.end_column if place.end_line == place.line else len(lines.get(place.line, "")) + 1
    return Mark(place.line, place.column, max(place.column, end), label, level)


def _blocks(marks: list[Mark], own: Mark) -> list[list[Mark]]:
    """Return the marks by pieces of the file: near ones together, the piece with the finding's own place first."""
    blocks: list[list[Mark]] = []
    for mark in marks:
        if blocks and mark.line - blocks[-1][-1].line <= NEAR:
            blocks[-1].append(mark)
        else:
            blocks.append([mark])
    return sorted(blocks, key=lambda block: own not in block)


class _View:
    """What is shown of a line: all of it, or as much around a mark as there is room for."""

    def __init__(self, line: str, mark: Mark, until: int, width: int, encoding: str) -> None:
        self.offset = max(0, mark.start - 1 - _REACH)
        stop = min(len(line), max(mark.start, min(until, mark.start + _REACH)) + _REACH)
        self.cells = cells(line[self.offset : stop], encoding)
        dots = cells("…", encoding)[0]
        dots = dots if len(dots.text) == 1 else Cell("...", 3)
        start = min(mark.start - 1 - self.offset, len(self.cells))
        end = max(start, min(until - 1 - self.offset, len(self.cells)))
        self.low, self.high = self._window(start, end, width, dots.width)
        before = dots if self.low or self.offset else Cell("", 0)
        after = dots if self.high < len(self.cells) or stop < len(line) else Cell("", 0)
        self.margin = before.width
        self.text = before.text + "".join(cell.text for cell in self.cells[self.low : self.high]) + after.text

    def _window(self, start: int, end: int, width: int, dots: int) -> tuple[int, int]:
        """Return from which cell to which the line is shown: at most `width` columns, with `dots` where it is cut."""
        if self.columns(0, len(self.cells)) <= width and not self.offset:
            return 0, len(self.cells)
        low, room = 0, width - 2 * dots
        if self.offset or self.columns(0, end) > width - dots:
            # Some of what comes before the mark is for those who want to know where they are.
            low = self._back(start, max(room // 4, (room - self.columns(start, end)) // 2))
        high = self._forth(low, room if low or self.offset else width - dots)
        if high == len(self.cells):
            low = min(low, self._back(high, width - dots))
        return low, high

    def _back(self, index: int, room: int) -> int:
        low = index
        while low and room >= self.cells[low - 1].width:
            low -= 1
            room -= self.cells[low].width
        while low < index and not self.cells[low].width:  # what joins a character that there is no room for
            low += 1
        return low

    def _forth(self, index: int, room: int) -> int:
        while index < len(self.cells) and room >= self.cells[index].width:
            room -= self.cells[index].width
            index += 1
        return index

    def _first(self, index: int) -> int:
        """Return the index of the character that one at `index` joins: nothing is cut or marked in between."""
        while 0 < index < len(self.cells) and not self.cells[index].width:
            index -= 1
        return index

    def columns(self, start: int, end: int) -> int:
        """How many columns a run of cells takes."""
        return sum(cell.width for cell in self.cells[start:end])

    def place(self, mark: Mark) -> tuple[int, int] | None:
        """Return the column and the length of the marks below the text; None for a place that is not in sight."""
        start, end = mark.start - 1 - self.offset, mark.end - 1 - self.offset
        if start < self.low or start > self.high or (start == self.high and self.high < len(self.cells)):
            return None
        start = max(self.low, self._first(min(start, self.high)))
        length = self.columns(start, min(max(start, end), self.high))
        return self.margin + self.columns(self.low, start), max(1, length)
