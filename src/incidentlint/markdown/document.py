"""The section AST: a Markdown document as sections that hold blocks.

Plain data, whichever parser made it. All spans are offsets into `Document.source.text`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

import msgspec

from incidentlint.text import Mapped, SourceText, Span, TooLongError

TEXT = 60
"""What a text costs, however short it is, counted in signs of one that is long."""

MOST_SIGNS = 120_000
"""A text of more signs is none that people write: a log, a picture or data in a paragraph, an item or a cell.

Rules look around each moment, figure and bracket of a text, so what a text takes can grow faster than the text.
"""

MarkKind = Literal["code", "strong", "emphasis", "strike", "link", "image", "autolink", "html"]


class Mark(msgspec.Struct, frozen=True):
    """A style run of a `Prose`: characters `start` to `end` of its text.

    `span` is the source range with its markup; `target` the address of a link or image, the inner text of an HTML tag
    (``br``, ``/b``, ``short title``; ``!--`` for a comment).
    """

    kind: MarkKind
    start: int
    end: int
    span: Span
    target: str = ""


class Prose(Mapped, frozen=True):
    r"""Inline text as a reader sees it: markup gone, escapes and entities resolved, soft breaks as ``\\n``.

    The text of a code span or link counts, an image counts with its alternative text; the text of an HTML tag
    does not count (it is a mark of zero length), nor does a comment.
    """

    marks: tuple[Mark, ...] = ()
    full: Span = Span(0, 0)

    @property
    def italic(self) -> bool:
        """Whether all of the text is in italics."""
        if not self.marks:
            return False
        end = len(self.text.rstrip())
        return any(mark.kind == "emphasis" and mark.start == 0 and mark.end >= end > 0 for mark in self.marks)

    def marked(self, start: int, end: int, *kinds: MarkKind) -> Mark | None:
        """The first mark of one of the kinds that shares a character with `text[start:end]`."""
        for mark in self.marks:
            if mark.kind in kinds and mark.start < end and start < mark.end:
                return mark
        return None


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph, or a heading inside a list or quote. `raw` is its Markdown without container prefixes."""

    span: Span
    raw: Mapped


class Cell(msgspec.Struct, frozen=True):
    r"""A table cell: `raw` is its Markdown without padding, ``\\|`` resolved; an empty cell has an empty `raw`
    whose place is in the middle of the cell's white space. `span` reaches from bar to bar, without the bars.
    """

    span: Span
    raw: Mapped


class Row(msgspec.Struct, frozen=True):
    """A table row as it is written: as many cells as the writer made, not as the header has."""

    span: Span
    cells: tuple[Cell, ...]


class Table(msgspec.Struct, frozen=True):
    """A GFM table."""

    span: Span
    header: Row
    rows: tuple[Row, ...]


class Item(msgspec.Struct, frozen=True):
    """A list item. `number` is the written number of an ordered item. `tick` is None without a task box,
    else whether it is ticked, and `box` is the span of ``[ ]``; the first paragraph's `raw` begins after it.
    """

    span: Span
    blocks: tuple[Block, ...]
    number: int | None = None
    tick: bool | None = None
    box: Span | None = None


class ListBlock(msgspec.Struct, frozen=True):
    """A bullet or ordered list."""

    span: Span
    ordered: bool
    items: tuple[Item, ...]


class Code(msgspec.Struct, frozen=True):
    """A fenced or indented code block; `lines` are its lines without fence, indentation and container prefixes."""

    span: Span
    info: str
    lines: tuple[Mapped, ...]


class Quote(msgspec.Struct, frozen=True):
    """A block quote; `alert` is the word of a GitHub alert (``> [!NOTE]``), whose line is no block."""

    span: Span
    blocks: tuple[Block, ...]
    alert: str = ""


class Html(msgspec.Struct, frozen=True):
    """An HTML block; `comment` when it holds comments and white space only."""

    span: Span
    raw: Mapped
    comment: bool


class Break(msgspec.Struct, frozen=True):
    """A thematic break."""

    span: Span


Block = Paragraph | Table | ListBlock | Code | Quote | Html | Break


class Section(msgspec.Struct, frozen=True):
    """A heading and all up to the next heading of the same or a higher level.

    The root has level 0 and no heading; its `heading` is the empty span where its blocks begin.
    `span` reaches from the heading to the end of the last sub-section; `blocks` come before the first of them.
    """

    level: int
    heading: Span
    title: Mapped
    span: Span
    blocks: tuple[Block, ...]
    children: tuple[Section, ...]

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in document order."""
        stack = [self]
        while stack:
            section = stack.pop()
            yield section
            stack.extend(reversed(section.children))


class Entry(msgspec.Struct, frozen=True):
    """A key of front matter with a scalar value, quotes resolved, or with the `entries` of the mapping below it."""

    key: Mapped
    value: Mapped
    entries: tuple[Entry, ...] = ()


class FrontMatter(msgspec.Struct, frozen=True):
    """YAML (``---``) or TOML (``+++``) front matter at the head of a file."""

    span: Span
    entries: tuple[Entry, ...]

    @property
    def title(self) -> str:
        """What it says that the page is called; empty where it does not."""
        titles = (entry.value.text for entry in self.entries if entry.key.text.casefold() == "title")
        return next(filter(None, titles), "")


class Comment(msgspec.Struct, frozen=True):
    """An HTML comment, block or inline, in any container. `text` is what is between ``<!--`` and ``-->``."""

    span: Span
    text: str


class Document:
    """A parsed file."""

    def __init__(
        self,
        source: SourceText,
        root: Section,
        front_matter: FrontMatter | None,
        comments: tuple[Comment, ...],
        inline: Callable[[Mapped], Prose],
        reach: Span | None = None,
    ) -> None:
        """Hold the parts; `inline` parses a piece of raw inline Markdown, when it is first asked for.

        `reach` is what of the text is this document's; all of it, if it is none of several.
        """
        self.reach = Span(0, len(source.text)) if reach is None else reach
        self.source = source
        self.root = root
        self.front_matter = front_matter
        self.comments = comments
        self._inline = inline
        self._prose: dict[tuple[int, int], Prose] = {}
        self._most: int | None = None
        self._signs = 0

    def prose(self, raw: Mapped) -> Prose:
        """The inline text of a block's `raw`, parsed once. Raises `TooLongError` where a budget is spent."""
        key = raw.span
        found = self._prose.get(key)
        if found is None:
            found = self._prose[key] = self._inline(raw)
            self._count(found)
        return found

    @contextmanager
    def at_most(self, work: int) -> Iterator[None]:
        """A budget of `work` for the texts that are parsed meanwhile: their signs, and `TEXT` for each text."""
        self._most = work
        try:
            yield
        finally:
            self._most = None

    def _count(self, prose: Prose) -> None:
        self._signs += len(prose.text)
        if self._most is not None and len(prose.text) > MOST_SIGNS:
            place = self.source.position(prose.span.start)
            said = f"not read further than line {place.line}: a text there has {len(prose.text):,} signs"
            said += f", and no more than {MOST_SIGNS:,} are read"
            raise TooLongError(said, place.line, place.column)
        if self._most is not None and self._signs + TEXT * len(self._prose) > self._most:
            place = self.source.position(prose.span.start)
            said = (
                f"{self._signs:,} signs in {len(self._prose):,} texts long by line {place.line}, and no more are read"
            )
            raise TooLongError(said, place.line, place.column)

    @property
    def raw(self) -> str:
        """The text of this document as it is written: of one of several in a file, its own part."""
        return self.source.text[slice(*self.reach)]

    def part(self, root: Section, reach: Span | None = None) -> Document:
        """A document of a part of this one: the same text and places, other sections, no front matter."""
        return Document(self.source, root, None, self.comments, self._inline, reach)

    def sections(self) -> Iterator[Section]:
        """All sections, the root first, in document order."""
        return self.root.walk()
