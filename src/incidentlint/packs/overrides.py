"""What a pack says of single nodes: ``[aliases]`` and ``[nodes]``, laid over a template's shape."""

from __future__ import annotations

from typing import get_args

from msgspec.structs import replace

from incidentlint.near import hint
from incidentlint.packs.lookup import Lookup
from incidentlint.packs.pack_file import Demand, NodeOptions
from incidentlint.template import Column, Edits, Shape, ShapeNode, SlotKind, SlotType, Steps, near_column
from incidentlint.vocabulary import key_of

_KINDS: tuple[SlotKind, ...] = get_args(SlotKind)


def with_overrides(shape: Shape, lookup: Lookup) -> Shape:
    """The shape with the pack's aliases and options of nodes. Raises `FileError`."""
    edits = Edits(shape)
    for path, names in lookup.file.aliases.items():
        node = lookup.node(path, ("aliases", path))
        if node is not None:
            node = shape[node.index]
            edits.change(node, aliases=(*edits.current(node).aliases, *names))
    for path, options in lookup.file.nodes.items():
        for node in lookup.nodes(path, ("nodes", path)):
            _Override(shape[node.index], options, ("nodes", path), edits, lookup).make()
    return edits.shape()


class _Override:
    """One node's options, laid over it."""

    def __init__(self, node: ShapeNode, options: NodeOptions, at: Steps, edits: Edits, lookup: Lookup) -> None:
        self.node, self.options, self.at = node, options, at
        self.edits, self.lookup = edits, lookup

    def make(self) -> None:
        options, node = self.options, self.node
        if options.required is not None:
            self.edits.change(node, required=options.required, why="the pack says so")
        if options.guide is not None:
            self.edits.change(node, guide="section" if options.guide else "")
        if options.ticked is not None:
            self.tick(options.ticked)
        if options.value is not None:
            self.edits.change(node, value=options.value)
        if options.open is not None:
            kind = self.edits.current(node).type
            self.edits.change(
                node, open=options.open, type=replace(kind, closed=False) if kind and options.open else kind
            )
        self.edits.change(node, type=self.type(self.edits.current(node).type))
        target = _main_block(node)
        self.limits(target)
        self.rows(target)
        self.columns(target)

    def tick(self, ticked: Demand) -> None:
        """A demand for ticks: on a box for itself, on a section or list for all its boxes."""
        boxes = [below for below in self.node.walk() if below.box]
        if not boxes:
            self.lookup.lacks((*self.at, "ticked"), f"{self.node.name!r} has no check boxes")
        for box in boxes:
            self.edits.change(box, ticked=True if ticked == "all" else ticked)

    def type(self, kind: SlotType | None) -> SlotType | None:
        """The type of the node's value, by ``type``, ``options`` and ``explain``."""
        options = self.options
        if options.type is not None:
            kind = self.named_type(options.type, kind)
            if kind.kind == "choice" and not (kind.options or options.options):
                raise self.lookup.error((*self.at, "type"), "a choice needs its 'options'")
        if options.options is not None:
            if not all(map(str.strip, options.options or ("",))):
                raise self.lookup.error((*self.at, "options"), "'options' takes a list of answers, none of them empty")
            before = kind if kind is not None and kind.kind == "choice" else SlotType("choice")
            also = tuple(pair for pair in before.also if pair[0] in options.options)
            explain = tuple(option for option in before.explain if option in options.options)
            told = options.options
            kind = replace(before, options=told, closed=not options.open, also=also, explain=explain)
        if options.explain is not None and kind:
            kind = replace(kind, explain=options.explain)
        if isinstance(options.none, bool):
            kind = replace(kind or SlotType(), none=options.none)
        return kind

    def named_type(self, name: str, kind: SlotType | None) -> SlotType:
        """The type of a name; a choice keeps the options that it has."""
        if name == "choice" and kind and kind.options:
            return kind
        for known in _KINDS:
            if name == known:
                return SlotType(known)
        raise self.lookup.error((*self.at, "type"), f"unknown type {name!r}{hint(name, _KINDS)}")

    def limits(self, target: ShapeNode) -> None:
        """How many entries a table or list has."""
        options = self.options
        for key, limit in (("min", options.min), ("max", options.max)):
            if limit is not None and limit < 0:
                raise self.lookup.error((*self.at, key), f"{key!r} is 0 or more, not {limit}")
            if limit is not None and target.kind not in ("table", "list"):
                said = f"{self.node.name!r} has no table or list, whose entries {key!r} counts"
                self.lookup.lacks((*self.at, key), said)
        if options.min is not None:
            self.edits.change(target, min=options.min)
        if options.max is not None:
            self.edits.change(target, max=options.max)
        least = self.edits.current(target).min
        if options.max and options.max < least:
            said = f"'max' is {options.max}, less than the {least} that there must be"
            raise self.lookup.error((*self.at, "max"), said)

    def rows(self, target: ShapeNode) -> None:
        """Whether a table's rows are samples."""
        rows = self.options.rows
        if rows is not None:
            if rows not in ("fixed", "sample"):
                raise self.lookup.error((*self.at, "rows"), f'rows is "fixed" or "sample", not {rows!r}')
            self.edits.change(target, sample=rows == "sample")

    def columns(self, target: ShapeNode) -> None:
        """Other names of a table's columns, and those in which N/A is an answer."""
        for name, others in (self.options.columns or {}).items():
            if (column := self.column(target, name, ("columns", name))) is not None:
                self.change(target, column, replace(column, aliases=(*column.aliases, *others)))
        for number, name in enumerate(self.options.none if isinstance(self.options.none, tuple) else ()):
            if (column := self.column(target, name, ("none", number))) is not None:
                self.change(target, column, replace(column, type=replace(column.type or SlotType(), none=True)))

    def column(self, target: ShapeNode, name: str, at: Steps) -> Column | None:
        """The column of a table that has a name; None where the template may lack it."""
        columns = self.edits.current(target).columns
        found = next((column for column in columns if column.label.key == key_of(name)), None)
        if found is None:
            near = near_column(name, target)
            hint = f"; did you mean {near!r}?" if near else ""
            self.lookup.lacks((*self.at, *at), f"{self.node.name!r} has no column {name!r}{hint}")
        return found

    def change(self, target: ShapeNode, column: Column, other: Column) -> None:
        """Put another column in the place of one."""
        columns = self.edits.current(target).columns
        self.edits.change(target, columns=tuple(other if each is column else each for each in columns))


def _main_block(node: ShapeNode) -> ShapeNode:
    """The table or list that a section's entry limits hold for."""
    if node.kind in ("table", "list"):
        return node
    return next((child for child in node.children if child.kind in ("table", "list")), node)
