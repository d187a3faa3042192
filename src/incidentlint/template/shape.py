"""The shape: what a report must look like, read from a template's outline.

The template is the schema. A node of the shape says what the template demands of the report's node with the same
label: its kind, what its slots take, whether it is required, fixed or a sample for one or more, and its role.
A shape is never changed: what a pack says of its nodes makes another shape of it (`Edits`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from incidentlint.markdown import Document
from incidentlint.outline import Label, Origin, TableRow
from incidentlint.template.slot_types import Slot, SlotType
from incidentlint.text import Span, normalise
from incidentlint.vocabulary import Lexicon, bare_key, closes_deletion, key_of, opens_deletion

Kind = Literal["title", "section", "field", "table", "list", "text"]

Demand = bool | str
"""True, False, or the name of a condition."""


SAYS = 'the template says "'
"""How `why` begins where the template's own words say when something is demanded; a quotation mark ends it."""


class Column(msgspec.Struct, frozen=True):
    """A column of a table: its slots (of all rows), what they take, whether a cell of it may stay empty.

    It is `empty` in the template's rows of those names (keys): what is summed up in them is not said of all.
    """

    label: Label
    slots: tuple[Slot, ...] = ()
    type: SlotType | None = None
    optional: bool = False
    aliases: tuple[str, ...] = ()
    role: str = ""
    empty: frozenset[str] = frozenset()

    @property
    def demanded(self) -> bool:
        """Whether every row must have a value here."""
        return bool(self.slots) and not self.optional


class ShapeNode(msgspec.Struct, frozen=True):
    """What the template demands of one node.

    `path` are the labels of what it is in, outermost first. `slots` are in its value (a title's or text's own
    text). `constant` is its value where it has no slot, `notes` the constant texts after a slot, normalised, which are
    never an answer, explanation or date. `prompts` are a section's own texts, normalised, where nothing else of it can
    be filled in: with these alone it is unfilled, surely where it is `asking`. `says` are the paragraphs and comments
    of a section. `rows` are a table's rows that have empty cells and no slots, `examples` the rows of a sample table or
    list that say that they are one, all normalised; `asks` is what each entry of a sample list tells of an action,
    ``owner`` or ``due``. `ticked` and `value` are
    demands on a check item: whether it must be ticked, and whether its text must hold a value; its label `ends` where
    it has a colon, or a question mark. `one_ticked`: of the boxes below it one must be ticked. `head` ones are at the
    head of a report only. `short` is the key of an item's name without the note behind it. In the columns that are
    `beside` a row's value are hints for its writer. `min` entries at least, `max` at most (0: no limit). `why` says
    where a demand was read.
    `line` counts from 1.

    `index` is the node's number in its shape, by which it is known (the title's is 0), `above` that of the node that it
    is in, or -1; both are given when the shape is made, and stay the same whatever is changed.
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
    guide: Literal["", "section", "example", "format", "italic", "prompt", "delete", "stays", "title", "value"] = ""
    prompts: frozenset[str] = frozenset()
    asking: bool = False
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
    columns: tuple[Column, ...] = ()
    rows: frozenset[tuple[str, ...]] = frozenset()
    examples: frozenset[tuple[str, ...]] = frozenset()
    asks: frozenset[str] = frozenset()
    aliases: tuple[str, ...] = ()
    short: str = ""
    roles: tuple[str, ...] = ()
    beside: frozenset[str] = frozenset()
    children: tuple[ShapeNode, ...] = ()
    index: int = -1
    above: int = -1

    @property
    def gate(self) -> str:
        """The words of the template that say when this is demanded, of which `why` tells; else ``""``."""
        return self.why[len(SAYS) : -1] if self.why.startswith(SAYS) else ""

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


class Shape(msgspec.Struct, frozen=True, eq=False):
    """The shape of a template: its title, and its nodes in order, made by `make_shape`.

    `flat` are all nodes but the title, each at its index less one. `constant_titles` are the keys of the H1s that a
    report may repeat. `deletes` says that the template has a part between comments that say that it is to be deleted.
    `legend` are the levels of severity that it explains beside the form, `coded` its inline code that holds slots,
    `links` what its links that lead nowhere yet are called, each with its address,
    `begun` the items of its lists that only begin what is to be said, normalised, each with the key of its heading.
    `marks` are the marks of labels that it explains, each with the sentence: ``(R)``. `orders` are the sentences above
    its sections, and in its comments, that name a section.
    """

    title: ShapeNode | None
    nodes: tuple[ShapeNode, ...]
    flat: tuple[ShapeNode, ...]
    constant_titles: frozenset[str] = frozenset()
    deletes: bool = False
    legend: tuple[str, ...] = ()
    coded: frozenset[str] = frozenset()
    marks: tuple[tuple[str, str], ...] = ()
    orders: tuple[str, ...] = ()
    links: frozenset[tuple[str, str]] = frozenset()
    begun: frozenset[tuple[str, str]] = frozenset()

    def __getitem__(self, index: int) -> ShapeNode:
        """The node with an index. Raises `IndexError` for that of a title that there is not."""
        if index > 0:
            return self.flat[index - 1]
        if index or self.title is None:
            raise IndexError(index)
        return self.title

    def parent(self, node: ShapeNode) -> ShapeNode | None:
        """The node that a node is in."""
        return self[node.above] if node.above >= 0 else None

    def is_gated(self, node: ShapeNode) -> bool:
        """Whether a node is in a section that a condition demands."""
        above = self.parent(node)
        while above is not None and not (above.kind == "section" and isinstance(above.required, str)):
            above = self.parent(above)
        return above is not None

    def walk(self) -> Iterator[ShapeNode]:
        """All nodes but the title, in the template's order."""
        return iter(self.flat)

    def labels(self) -> frozenset[str]:
        """The keys of all sections and fields, with their aliases."""
        return _labels(self)

    def fields_called(self, key: str) -> list[ShapeNode]:
        """The fields in a section or another field that have a key."""
        return _fields(self).get(key, [])

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
        return _found(self, path)

    def find_all(self, path: str) -> list[ShapeNode]:
        """All nodes that a path names; ``*`` is every row of a table."""
        parts = [part.strip() for part in path.split(">")]
        return [node for node in self.walk() if (node.label.key or node.sample) and _ends_with(node, parts)]


@lru_cache(maxsize=256)
def _fields(shape: Shape) -> dict[str, list[ShapeNode]]:
    """The fields that `Shape.fields_called` looks up: the same for every report."""
    found: dict[str, list[ShapeNode]] = {}
    for node in shape.walk():
        if node.kind == "field" and node.path:
            found.setdefault(node.label.key, []).append(node)
    return found


@lru_cache(maxsize=256)
def _labels(shape: Shape) -> frozenset[str]:
    """`Shape.labels`: the same for every report."""
    return frozenset(
        key
        for node in shape.walk()
        if node.kind in ("section", "field") and not node.sample
        for key in (node.label.key, *map(key_of, node.aliases))
        if key
    )


@lru_cache(maxsize=2048)
def _found(shape: Shape, path: str) -> ShapeNode:
    """`Shape.find`: every report asks for the same few paths."""
    found = shape.find_all(path) if path.strip() else []
    if not found:
        from difflib import get_close_matches

        names = [node.name for node in shape.walk() if node.label.key]
        raise UnknownPathError(path, get_close_matches(path, [*names, *(n.split(" > ")[-1] for n in names)], 2))
    return found[0] if len(found) == 1 else _shortest(path, found)


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


def make_shape(
    title: ShapeNode | None,
    nodes: Iterable[ShapeNode],
    constant_titles: frozenset[str] = frozenset(),
    *,
    deletes: bool = False,
    legend: tuple[str, ...] = (),
    coded: frozenset[str] = frozenset(),
    marks: tuple[tuple[str, str], ...] = (),
    orders: tuple[str, ...] = (),
    links: frozenset[tuple[str, str]] = frozenset(),
    begun: frozenset[tuple[str, str]] = frozenset(),
) -> Shape:
    """The shape of nodes as they were read: each gets its index, in the template's order."""
    count = 0

    def number(node: ShapeNode, above: int) -> ShapeNode:
        nonlocal count
        count += 1
        index = count
        return replace(node, index=index, above=above, children=tuple(number(child, index) for child in node.children))

    numbered = tuple(number(node, -1) for node in nodes)
    title = replace(title, index=0) if title else None
    return Shape(title, numbered, _flat(numbered), constant_titles, deletes, legend, coded, marks, orders, links, begun)


def _flat(nodes: tuple[ShapeNode, ...]) -> tuple[ShapeNode, ...]:
    return tuple(below for node in nodes for below in node.walk())


class Edits:
    """Changes to the nodes of a shape, gathered, and made at once: the shape itself stays as it is."""

    def __init__(self, shape: Shape) -> None:
        """Begin without any."""
        self._shape = shape
        self._changed: dict[int, ShapeNode] = {}

    def current(self, node: ShapeNode) -> ShapeNode:
        """A node of the shape with the changes so far; its `children` are those of the shape."""
        return self._changed.get(node.index, node)

    def change(self, node: ShapeNode, **facts: Any) -> None:
        """Change facts of a node, by their names; not its `children`, and neither its `index` nor `above`."""
        self._changed[node.index] = replace(self.current(node), **facts)

    def shape(self) -> Shape:
        """The shape with all changes; the same one where there are none."""
        if not self._changed:
            return self._shape
        old = self._shape
        nodes = tuple(map(self._with_children, old.nodes))
        title = self.current(old.title) if old.title else None
        return replace(old, title=title, nodes=nodes, flat=_flat(nodes))

    def _with_children(self, node: ShapeNode) -> ShapeNode:
        children = tuple(map(self._with_children, node.children))
        mine = self.current(node)
        if all(new is old for new, old in zip(children, node.children, strict=True)):
            return mine
        return replace(mine, children=children)


def row_texts(row: TableRow) -> tuple[str, ...]:
    """The texts of a row's cells, normalised; a dash is as good as nothing."""
    return tuple("" if cell.text.strip() in ("-", "–", "—") else normalise(cell.text) for cell in row.cells)


def deletions(document: Document, lexicon: Lexicon) -> list[Span]:
    """The parts of a document between comments that say that they are to be deleted."""
    found, start = [], -1
    for comment in document.comments:
        if start < 0 and opens_deletion(comment.text, lexicon.words.prompts):
            start = comment.span.start
        elif start >= 0 and closes_deletion(comment.text, lexicon.words.prompts):
            found.append(Span(start, comment.span.end))
            start = -1
    return found
