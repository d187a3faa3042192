"""What is read in a document, without the places: the proof that a change of its text changed nothing else."""

from __future__ import annotations

import re

from incidentlint.markdown import Prose
from incidentlint.outline.nodes import FieldNode, ListNode, Node, Outline, SectionNode, TableNode, TableRow
from incidentlint.text import normalise

_FLOW = re.compile(r"$|\[[^\[{]*,|\{[^\[{]*[,:]")


def reading(read: Outline) -> list[object]:
    """What the linter reads in a text, without the places: two texts with the same reading get the same findings.

    Each node is one entry, in document order, the titles first: a comparison shows which differ.
    """
    found: list[object] = [(node.level, _worded(node.title)) for node in read.titles]
    # Rows and cells are fields too, which the table says already.
    nodes = (node for node in read.walk() if not isinstance(node, FieldNode) or node.origin not in ("row", "cell"))
    return found + [_fact(node) for node in nodes]


def _fact(node: Node) -> object:
    kind = type(node).__name__
    if isinstance(node, SectionNode):
        return kind, node.level, node.label.key, _worded(node.title)
    if isinstance(node, FieldNode):
        said: object = _worded(node.whole or node.value)
        if node.origin == "front-matter":  # lists and mappings of YAML are spaced otherwise
            said = None if _FLOW.match(node.value.text) else "".join(node.value.text.split())
        return kind, node.label.key, node.origin, node.tick, said
    if isinstance(node, TableNode):
        return kind, [column.key for column in node.columns], [_row(row, len(node.columns)) for row in node.rows]
    if isinstance(node, ListNode):
        return kind, node.code, len(node.children)
    return kind, node.italic, [_worded(line) for line in node.lines]


def _row(row: TableRow, width: int) -> list[object]:
    """The texts of a row, filled up with empty cells as mdformat does."""
    cells = list(row.cells)
    while len(cells) > width and not cells[-1].text.strip():
        cells.pop()
    return [*(_worded(cell) for cell in cells), *(("", []) for _ in range(width - len(cells)))]


def _worded(prose: Prose) -> tuple[str, list[tuple[str, str]]]:
    """A text, and what of it is a tag, code or a link: there brackets are no slots."""
    marks: list[tuple[str, str]] = [
        (mark.kind, mark.target if mark.kind == "html" else "")
        for mark in prose.marks
        if mark.kind in ("html", "code", "link", "image", "autolink")
    ]
    return normalise(prose.text), marks
