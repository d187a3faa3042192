"""The texts of a report for a reader of leftovers: each with the section, label or column that it is in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from incidentlint.markdown import Code, Prose
from incidentlint.outline import FieldNode, ListNode, Node, Outline, SectionNode, TableNode, TextNode
from incidentlint.vocabulary import LeftoverWords, words_of

Place = Literal["title", "heading", "paragraph", "item", "value", "cell", "code", "blank"]
"""Where a text is; `code` is content that says nothing here, `blank` an item, value or cell with no text."""


class Unit(msgspec.Struct, frozen=True, eq=False):
    """A text of a report, and where it is.

    `label` is the key of its field or column, or of the row of a table of labels and values, whose `column` is another.
    `acting` says that it is among actions, where work that is still to be done is no gap. `quoted` texts are
    somebody else's words. `row` numbers the rows of tables and lists, `first` is the first text of its row. `node` is
    what it was read from. `text` is the text without the white space and the marks around it.
    """

    prose: Prose
    place: Place
    node: Node
    label: str = ""
    column: str = ""
    acting: bool = False
    quoted: bool = False
    row: int = 0
    first: bool = True
    text: str = ""

    def __post_init__(self) -> None:
        """Strip the text once: every reader asks for it."""
        msgspec.structs.force_setattr(self, "text", self.prose.text.strip(" *_\n\t"))


class Group(msgspec.Struct, frozen=True, eq=False):
    """A section, or what comes before the first (None), with its own texts; those of sub-sections are theirs."""

    section: SectionNode | None
    units: tuple[Unit, ...]
    parts: bool = False
    acting: bool = False


def read_groups(read: Outline, words: LeftoverWords) -> list[Group]:
    """All texts of a report, section by section, in document order."""
    reader = _Reader(words)
    groups = [
        Group(None, tuple(Unit(title.title, "title", title) for title in read.titles)),
        Group(None, tuple(reader.units(read.preamble, acting=False))),
    ]
    stack = [(section, False) for section in reversed(read.sections)]
    while stack:
        section, above = stack.pop()
        within = above or reader.is_open(section.label.text)
        own = [child for child in section.children if not isinstance(child, SectionNode)]
        parts = list(section.sections)
        heading = Unit(section.title, "heading", section, acting=within)
        groups.append(Group(section, (heading, *reader.units(own, acting=within)), bool(parts), within))
        stack += [(part, within) for part in reversed(parts)]
    return groups


class _Reader:
    def __init__(self, words: LeftoverWords) -> None:
        self.words = words
        self.row = 0

    def is_open(self, label: str) -> bool:
        """Whether a heading or lead names actions, questions or plans."""
        return not self.words.open.isdisjoint(words_of(label).split())

    def units(self, nodes: Iterable[Node], *, acting: bool, label: str = "", quoted: bool = False) -> Iterator[Unit]:
        for node in nodes:
            if isinstance(node, TextNode):
                yield from self._texts(node, acting=acting, label=label, quoted=quoted)
            elif isinstance(node, FieldNode):
                yield from self._field(node, acting=acting, label=label, quoted=quoted)
            elif isinstance(node, ListNode):
                for entry in node.children:
                    self.row += 1
                    yield from self._field(entry, acting=acting, label=label, quoted=quoted or node.code)
            elif isinstance(node, TableNode):
                yield from self._table(node, acting=acting)

    def _texts(self, node: TextNode, *, acting: bool, label: str, quoted: bool) -> Iterator[Unit]:
        if isinstance(node.block, Code):
            yield from (Unit(line, "code", node, label, acting=acting, quoted=True) for line in node.lines[:1])
        elif node.children:
            yield from self.units(node.children, acting=acting, label=label, quoted=True)
        else:
            yield from (Unit(line, "paragraph", node, label, acting=acting, quoted=quoted) for line in node.lines)

    def _field(self, node: FieldNode, *, acting: bool, label: str, quoted: bool) -> Iterator[Unit]:
        if node.origin in ("row", "cell", "ballot"):
            return
        within = acting or self.is_open(node.label.text) or node.tick is not None
        if node.origin == "plain" and len(node.label.text.split()) > _LABEL and node.whole is not None:
            yield Unit(node.whole, "paragraph", node, label, acting=within, quoted=quoted)
            return
        if node.label.key and node.tick is None:
            blank = not node.value.text.strip() and not node.children
            place: Place = "blank" if blank else "value"
            if blank or node.value.text.strip():
                yield Unit(node.value, place, node, node.label.key, "", within, quoted, self.row)
            label = node.label.key
        else:
            prose = node.whole if node.whole is not None else node.value
            empty = not prose.text.strip() and not node.children
            if empty or prose.text.strip():
                yield Unit(prose, "blank" if empty else "item", node, label, "", within, quoted, self.row)
        yield from self.units(node.children, acting=within, label=label, quoted=quoted)

    def _table(self, node: TableNode, *, acting: bool) -> Iterator[Unit]:
        keys = {column.key for column in node.columns}
        within = acting or bool(keys & self.words.acting)
        pairs = len(node.columns) == 2 and bool(node.columns[1].key) and node.columns[0].key not in self.words.heads
        # Above times it is a head, in whatever language.
        pairs = pairs and not any(_TIMED.match(row.cells[0].text) for row in node.rows if row.cells)
        for row in (node.header, *node.rows) if pairs else node.rows:
            self.row += 1
            for number, cell in enumerate(row.cells):
                column = label = node.columns[number].key if number < len(node.columns) else ""
                if len(node.columns) == 2 and number == 1 and not _TIMED.match(row.cells[0].text):
                    label = words_of(row.cells[0].text) or column
                place: Place = "cell" if cell.text.strip() else "blank"
                yield Unit(cell, place, node, label, column, within, row=self.row, first=number == 0)


_LABEL = 4
"""A label has at most so many words; more before a colon are a sentence."""
_TIMED = re.compile(r"\W*\d")
