"""The nodes of an outline: what a document says, as five kinds.

A node is equal to itself alone, so that it can be a key and a member of sets: two of the same words are two nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal

import msgspec

from incidentlint.markdown import Block, Document, Prose
from incidentlint.outline.labels import NO_LABEL, Label
from incidentlint.text import Span

Origin = Literal["bold", "plain", "row", "front-matter", "item", "lead", "ballot", "heading", "cell"]


class TextNode(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A paragraph, quote or code block that is no field. `lines` are its texts, one for each paragraph or line."""

    span: Span
    lines: tuple[Prose, ...]
    block: Block
    italic: bool = False
    children: tuple[Node, ...] = ()
    label: Label = NO_LABEL


class FieldNode(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A label and its value, which is a text, the nodes below a lead, or both.

    `tick` is None unless the field is a check item; `box` is its ``[ ]``. `whole` is the text of the item with
    its label.
    """

    span: Span
    label: Label
    value: Prose
    origin: Origin
    children: tuple[Node, ...] = ()
    tick: bool | None = None
    box: Span | None = None
    whole: Prose | None = None


class TableRow(msgspec.Struct, frozen=True):
    """A body row: its cells' texts, as many as were written, and their spans from bar to bar."""

    span: Span
    cells: tuple[Prose, ...]
    cell_spans: tuple[Span, ...]


class TableNode(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A table: its columns' labels, its rows, and as `children` a field for each row of a two-column one.

    `pairs` says that each row is labels and values by turns, the header row as well: its fields are the `children`.
    """

    span: Span
    columns: tuple[Label, ...]
    rows: tuple[TableRow, ...]
    header: TableRow
    children: tuple[Node, ...] = ()
    label: Label = NO_LABEL
    pairs: bool = False


class ListNode(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A list, or a code block whose lines are a timeline's. `children` are its entries: fields."""

    span: Span
    children: tuple[FieldNode, ...]
    code: bool = False
    label: Label = NO_LABEL

    @property
    def is_checklist(self) -> bool:
        """Whether every entry has a task box."""
        return bool(self.children) and all(entry.tick is not None for entry in self.children)


class SectionNode(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A heading and what is below it, sub-sections last."""

    span: Span
    label: Label
    level: int
    heading: Span
    title: Prose
    children: tuple[Node, ...]
    empty: bool = False

    @property
    def sections(self) -> Iterator[SectionNode]:
        """The sub-sections."""
        return (child for child in self.children if isinstance(child, SectionNode))


Node = SectionNode | FieldNode | TableNode | ListNode | TextNode


class Outline(msgspec.Struct, frozen=True, dict=True):
    """What a document says: its H1s, the nodes before the first section, and its sections."""

    document: Document
    titles: tuple[SectionNode, ...]
    preamble: tuple[Node, ...]
    sections: tuple[SectionNode, ...]
    end: int

    def walk(self) -> Iterator[Node]:
        """All nodes, in document order within the preamble and within each section."""
        return iter(self._nodes)

    @cached_property
    def _nodes(self) -> tuple[Node, ...]:
        return tuple(walk((*self.preamble, *self.sections)))

    @cached_property
    def tables(self) -> tuple[TableNode, ...]:
        """Those of all nodes that are tables, as most are not."""
        return tuple(node for node in self._nodes if isinstance(node, TableNode))

    @cached_property
    def fields(self) -> tuple[FieldNode, ...]:
        """Those of all nodes that are fields."""
        return tuple(node for node in self._nodes if isinstance(node, FieldNode))

    def walk_sections(self) -> Iterator[SectionNode]:
        """All sections that are no titles, in document order."""
        return iter(self._all_sections)

    @cached_property
    def _all_sections(self) -> tuple[SectionNode, ...]:
        found: list[SectionNode] = []
        stack = list(reversed(self.sections))
        while stack:
            section = stack.pop()
            found.append(section)
            stack.extend(reversed(list(section.sections)))
        return tuple(found)


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes and all below them, parents first, in document order."""
    stack = list(reversed(list(nodes)))
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.children))
