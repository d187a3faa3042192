"""How many entries a table or list has, or what a report has in its place."""

from __future__ import annotations

from incidentlint.outline import FieldNode, ListNode, Node, SectionNode, TableNode, said_below
from incidentlint.report.bound import Bound
from incidentlint.vocabulary import is_nothing


def count_entries(bound: Bound) -> int:
    """How many entries that say something a table, a list or what stands for it has.

    Where a list has fewer than its template asks for, those of its section count too: a timeline may have a heading for
    each day.
    """
    node = bound.node
    if isinstance(node, TableNode):
        return sum(1 for row in node.rows if not all(is_nothing(cell.text) for cell in row.cells))
    parent = bound.parent.node if bound.parent else None
    if isinstance(node, ListNode):
        own = sum(map(_says_something, node.children))
        return own if own >= (bound.shape.min or 0) or not isinstance(parent, SectionNode) else _in_all_lists(parent)
    lines = (line for text in (said_below(parent) if parent else ()) for line in text.text.split("\n"))
    return sum(not is_nothing(line) for line in lines)


def _in_all_lists(node: Node) -> int:
    """How many entries the lists below a heading or a bold line, and below those in it, have."""
    if isinstance(node, ListNode):
        return sum(map(_says_something, node.children))
    return sum(map(_in_all_lists, node.children))


def _says_something(entry: FieldNode) -> bool:
    return bool(entry.children) or (entry.whole is not None and not is_nothing(entry.whole.text))
