"""Names of a report that were perhaps meant to be a template's."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from incidentlint.outline import FieldNode, Node, SectionNode, TextNode
from incidentlint.template import ShapeNode
from incidentlint.text import Span

COMPARED = 10_000
"""So many times a name of the template is compared with one of the report: of hundreds missing the last are not."""


class NearNames:
    """Names of a report that were perhaps meant to be a template's: for messages, never bound."""

    def __init__(self, named: Iterable[Node], claimed: Collection[Node]) -> None:
        """Take the sections and fields of the report, and those of them that are bound."""
        self.free = [node for node in named if node not in claimed]
        self.left = COMPARED

    def of(self, shape: ShapeNode) -> tuple[str, Span | None]:
        """The name that was perhaps meant, and its place; empty where none was, or too many were compared."""
        if self.left <= 0:
            return "", None
        self.left -= len(self.free)
        return _near_name(shape, self.free)


def _near_name(shape: ShapeNode, free: Iterable[Node]) -> tuple[str, Span | None]:
    if shape.kind not in ("section", "field") or not shape.label.key:
        return "", None
    names: dict[str, SectionNode | FieldNode] = {}
    for node in free:
        if isinstance(node, (SectionNode, FieldNode)) and is_alike(node, shape):
            names.setdefault(node.label.key, node)
    from difflib import get_close_matches

    found = get_close_matches(shape.label.key, names, 1, 0.7)
    if not found:
        glued = {key.replace(" ", "").replace("-", ""): key for key in reversed(names)}
        name = shape.label.key.replace(" ", "").replace("-", "")
        found = [key for short, key in glued.items() if len(name) > 5 and short.startswith(name)][-1:]
    if not found:
        own = shape.label.key
        bare = {key: node.label.bare for key, node in names.items()}
        found = [key for key in names if len(bare[key]) > 5 and (bare[key] in own or own in key)][:1]
    if not found:
        return "", None
    node = names[found[0]]
    return node.label.text, node.heading if isinstance(node, SectionNode) else node.label.span


def is_alike(node: Node, shape: ShapeNode) -> bool:
    """Whether a node is of the shape's kind; a bold lead may stand for a section."""
    if shape.kind == "section":
        return isinstance(node, SectionNode) or (isinstance(node, FieldNode) and node.origin == "lead")
    if not isinstance(node, FieldNode) or node.origin == "cell":
        return False
    return not (node.origin == "row" and node.children) or bool(shape.children)


def is_one_value(node: SectionNode) -> bool:
    """Whether a section is a heading over a single short text."""
    only = node.children[0] if len(node.children) == 1 else None
    return isinstance(only, TextNode) and len(only.lines) == 1 and len(only.lines[0].text) <= 80


def is_end(words: list[str], name: list[str], *, first: bool = True) -> bool:
    """Whether some words are the last of a longer name, or the `first` ones: ``Fix`` of ``Fix applied``."""
    if not 0 < len(words) < len(name):
        return False
    return name[-len(words) :] == words or (first and name[: len(words)] == words)
