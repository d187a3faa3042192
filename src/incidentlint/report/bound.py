"""Bindings: what is in a report for a node of the shape."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from incidentlint.outline import FieldNode, Node, SectionNode, trimmed
from incidentlint.report.check_items import Check
from incidentlint.report.values import Value
from incidentlint.template import ShapeNode
from incidentlint.text import Span


class Bound(msgspec.Struct):
    """A node of the shape and what stands for it in the report (`node` None: nothing).

    `span` is its place: of its label, or the place where it would belong. `value` is a field's or text's value.
    `duplicates` are further nodes of the same name in the same place.
    `waived` is the reason for which it does not apply; `offered` says that it is only what the template offers.
    `check` is what is said of a check item.
    """

    shape: ShapeNode
    node: Node | None
    span: Span
    parent: Bound | None = None
    value: Value | None = None
    children: list[Bound] = []
    duplicates: list[Node] = []
    waived: str = ""
    offered: bool = False
    columns: dict[int, int] = {}
    check: Check | None = None

    @property
    def present(self) -> bool:
        """Whether the report has it."""
        return self.node is not None

    @property
    def label(self) -> str:
        """Its name as the report writes it, as the template does where the report has none or more than the name."""
        node, shape = self.node, self.shape
        named = isinstance(node, (SectionNode, FieldNode)) and not shape.box and shape.origin not in ("cell", "ballot")
        if named and isinstance(node, (SectionNode, FieldNode)) and node.label.text:
            return node.label.text
        return shape.label.text

    @property
    def at_top(self) -> bool:
        """Whether the template has it before its first section."""
        parent = self.parent
        while parent is not None and not parent.shape.label.key:
            parent = parent.parent
        return parent is None

    @property
    def lacking(self) -> bool:
        """Whether it is a section or field of every report, and missing from a part that is there."""
        shape = self.shape
        named = shape.kind in ("section", "field") and shape.label.key and shape.origin not in ("cell", "ballot")
        there = self.parent is None or self.parent.present
        return bool(named) and shape.required is True and not shape.box and not self.present and there

    def walk(self) -> Iterator[Bound]:
        """This binding and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


def label_span(node: Node) -> Span:
    """Where a node is named: its heading, label, or the cell itself."""
    if isinstance(node, SectionNode):
        return node.heading
    if isinstance(node, FieldNode) and node.origin == "cell":
        return trimmed(node.value) if node.value.text.strip() else node.span
    if isinstance(node, FieldNode) and node.label.key:
        return node.label.span
    return node.span
