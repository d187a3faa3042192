"""The shape: what a report must look like, read from a template's outline.

The template is the schema. A node of the shape says what the template demands of the report's node with the same
label: its kind, what its slots take, whether it is required, fixed or a sample for one or more, and its role.
A pack's overrides (`packs.py`) change single facts of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Literal

import msgspec

from incidentlint.markdown import Document
from incidentlint.outline import Label, Origin, TableRow
from incidentlint.template.slot_types import Slot, SlotType
from incidentlint.text import Span, normalise
from incidentlint.vocabulary import bare_key, closes_deletion, key_of, opens_deletion

Kind = Literal["title", "section", "field", "table", "list", "text"]

Demand = bool | str
"""True, False, or the name of a condition."""


class Column(msgspec.Struct):
    """A column of a table: its slots (of all rows), what they take, whether a cell of it may stay empty."""

    label: Label
    slots: tuple[Slot, ...] = ()
    type: SlotType | None = None
    optional: bool = False
    aliases: tuple[str, ...] = ()
    role: str = ""

    @property
    def demanded(self) -> bool:
        """Whether every row must have a value here."""
        return bool(self.slots) and not self.optional


class ShapeNode(msgspec.Struct):
    """What the template demands of one node.

    `path` are the labels of what it stands in, outermost first. `slots` stand in its value (a title's or text's own
    text). `constant` is its value where it has no slot, `notes` the constant texts behind a slot, normalised, which are
    never an answer, explanation or date. `prompts` are a section's own texts, normalised, where nothing else of it can
    be filled in: with these alone it is unfilled. `says` are the paragraphs and comments of a section. `rows` are a
    table's rows that have empty cells and no slots, normalised. `ticked` and `value` are demands on a check item:
    whether it must be ticked, and whether its text must hold a value; its label `ends` where it has a colon, or a
    question mark. `one_ticked`: of the boxes below it one must be
    ticked. `head` ones stand at the head of a report only. `min` entries at least, `max` at most (0: no limit). `why`
    says where a demand was read. `line` counts from 1.
    """

    kind: Kind
    label: Label
    path: tuple[str, ...]
    line: int
    origin: Origin = "bold"
    level: int = 0
    slots: tuple[Slot, ...] = ()
    type: SlotType | None = None
    constant: str = ""
    notes: tuple[str, ...] = ()
    required: Demand = False
    why: str = ""
    sample: bool = False
    guide: Literal["", "section", "example", "format", "italic", "prompt", "delete", "title", "value"] = ""
    prompts: frozenset[str] = frozenset()
    says: tuple[str, ...] = ()
    box: bool = False
    ticked: Demand = False
    value: Demand = False
    one_ticked: bool = False
    open: bool = False
    ends: bool = False
    head: bool = False
    min: int = 0
    max: int = 0
    columns: list[Column] = []
    rows: frozenset[tuple[str, ...]] = frozenset()
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    children: list[ShapeNode] = []
    parent: ShapeNode | None = None

    @property
    def name(self) -> str:
        """The path and label as a person writes it in a pack: ``Follow-Up > Post-mortem scheduled``."""
        return " > ".join([*self.path, self.label.text or f"({self.kind})"])

    def walk(self) -> Iterator[ShapeNode]:
        """This node and all below it, in the template's order."""
        yield self
        for child in self.children:
            yield from child.walk()


class AmbiguousPathError(ValueError):
    """A path that names several nodes; `candidates` are their full names."""

    def __init__(self, path: str, candidates: list[str]) -> None:
        super().__init__(f"{path!r} names {len(candidates)} nodes: {'; '.join(candidates)}")
        self.candidates = candidates


class UnknownPathError(ValueError):
    """A path that names no node; `near` are names like it."""

    def __init__(self, path: str, near: list[str]) -> None:
        hint = f"; did you mean {' or '.join(map(repr, dict.fromkeys(near)))}?" if near else ""
        super().__init__(f"the template has no {path!r}{hint}")
        self.near = near


class Shape:
    """The shape of a template: its title, and its nodes in order."""

    def __init__(
        self,
        title: ShapeNode | None,
        nodes: list[ShapeNode],
        constant_titles: frozenset[str],
        *,
        deletes: bool = False,
    ) -> None:
        """Hold the nodes; `constant_titles` are the keys of the H1s that a report may repeat.

        `deletes` says that the template has a part between comments that say that it is to be deleted.
        """
        self.deletes = deletes
        self.title = title
        self.nodes = nodes
        self.constant_titles = constant_titles
        self._found: dict[str, ShapeNode] = {}

    def walk(self) -> Iterator[ShapeNode]:
        """All nodes but the title, in the template's order."""
        for node in self.nodes:
            yield from node.walk()

    def labels(self) -> frozenset[str]:
        """The keys of all sections and fields, with their aliases."""
        return frozenset(
            key
            for node in self.walk()
            if node.kind in ("section", "field") and not node.sample
            for key in (node.label.key, *map(key_of, node.aliases))
            if key
        )

    def slots(self) -> list[Slot]:
        """All slots of the template, guide text aside."""
        found = [slot for node in self.walk() if not node.guide for slot in node.slots]
        found += [slot for node in self.walk() for column in node.columns for slot in column.slots]
        return found + list(self.title.slots if self.title else ())

    def find(self, path: str) -> ShapeNode:
        """The node that a path names: ``Follow-Up > Post-mortem scheduled``.

        An equal full path wins, else the shortest path that ends with it. Raises `UnknownPathError` and
        `AmbiguousPathError`.
        """
        if path in self._found:
            return self._found[path]
        found = self.find_all(path) if path.strip() else []
        if not found:
            names = [node.name for node in self.walk() if node.label.key]
            raise UnknownPathError(path, get_close_matches(path, [*names, *(n.split(" > ")[-1] for n in names)], 2))
        self._found[path] = found[0] if len(found) == 1 else _shortest(path, found)
        return self._found[path]

    def find_all(self, path: str) -> list[ShapeNode]:
        """All nodes that a path names; ``*`` is every row of a table."""
        parts = [part.strip() for part in path.split(">")]
        return [node for node in self.walk() if (node.label.key or node.sample) and _ends_with(node, parts)]


def _shortest(path: str, found: list[ShapeNode]) -> ShapeNode:
    length = min(len(node.path) for node in found)
    shortest = [node for node in found if len(node.path) == length]
    if len(shortest) > 1:
        raise AmbiguousPathError(path, [node.name for node in found])
    return shortest[0]


def _ends_with(node: ShapeNode, parts: list[str]) -> bool:
    names = [*node.path, node.label.text]
    if len(parts) > len(names):
        return False
    return all(_same(part, name) for part, name in zip(reversed(parts), reversed(names), strict=False))


def _same(part: str, name: str) -> bool:
    if part == "*":
        return name == "*"
    return key_of(part) == key_of(name) or key_of(part) == bare_key(name)


def row_texts(row: TableRow) -> tuple[str, ...]:
    """The texts of a row's cells, normalised; a dash is as good as nothing."""
    return tuple("" if cell.text.strip() in ("-", "–", "—") else normalise(cell.text) for cell in row.cells)


def deletions(document: Document) -> list[Span]:
    """The parts of a document between comments that say that they are to be deleted."""
    found, start = [], -1
    for comment in document.comments:
        if start < 0 and opens_deletion(comment.text):
            start = comment.span.start
        elif start >= 0 and closes_deletion(comment.text):
            found.append(Span(start, comment.span.end))
            start = -1
    return found
