"""What is told in lines where the template has a table: entries of a timeline, actions with an owner and a date."""

from __future__ import annotations

from collections.abc import Iterable

from incidentlint.outline import FieldNode, ListNode, Node, SectionNode
from incidentlint.report.actions import item_tells
from incidentlint.report.bound import Bound
from incidentlint.report.incident import incident
from incidentlint.report.report import Report
from incidentlint.template import Column
from incidentlint.vocabulary import phrases

_FEWEST = 2
"""So many entries with a time make a timeline."""


def is_told_in_rows(report: Report, bound: Bound) -> bool:
    """Whether the section of a table that is missing tells all of it in lists or lines that are read like its rows."""
    section = bound.parent.node if bound.parent is not None else None
    if section is None:
        return False
    if _is_of(report, bound, "timeline"):
        told = [
            row for row in incident(report).all_rows if section.span.start <= row.entry.span.start < section.span.end
        ]
        return len(told) >= max(_FEWEST, bound.shape.min or 0)
    if _is_of(report, bound, "actions"):
        items = list(_items(section.children if isinstance(section, (SectionNode, FieldNode)) else ()))
        columns = [column for column in bound.shape.columns if column.demanded and column.role not in ("", "action")]
        return bool(items and columns) and all(_is_usual(report, column, items) for column in columns)
    return False


def _is_of(report: Report, bound: Bound, role: str) -> bool:
    """Whether a node is, or is in, one of some role."""
    return any(bound is other for root in report.role(role) for other in root.walk())


def _items(nodes: Iterable[Node]) -> Iterable[FieldNode]:
    """The entries of the lists of a section."""
    return (entry for node in nodes if isinstance(node, ListNode) for entry in node.children)


def _is_usual(report: Report, column: Column, items: list[FieldNode]) -> bool:
    """Whether most entries tell what a column asks for, by its label or in another way that is read."""
    return 2 * sum(_tells(report, column, item) for item in items) > len(items)


def _tells(report: Report, column: Column, item: FieldNode) -> bool:
    if item_tells(item, column.role, report.lexicon) or (column.role == "status" and item.tick is not None):
        return True
    options = column.type.options if column.type is not None else ()
    text = item.whole.text if item.whole is not None else ""
    return phrases(options).search(text) is not None


__all__ = ["is_told_in_rows"]
