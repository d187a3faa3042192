"""What is told in lines where the template has a table: entries of a timeline, actions with an owner and a date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from incidentlint.outline import FieldNode, ListNode, Node, SectionNode, walk
from incidentlint.report.action_items import item_tells
from incidentlint.report.bound import Bound
from incidentlint.report.incident import incident
from incidentlint.report.report import Report
from incidentlint.template import Column
from incidentlint.vocabulary import is_nothing, phrases

_FEWEST = 2
"""So many entries with a time make a timeline."""


def is_told_in_rows(report: Report, bound: Bound) -> bool:
    """Whether the section of a table that is missing tells all of it in lists or lines that are read like its rows."""
    section = bound.parent.node if bound.parent is not None else None
    if section is None:
        return False
    if _is_of(report, bound, "timeline"):
        rows = [
            row for row in incident(report).all_rows if section.span.start <= row.entry.span.start < section.span.end
        ]
        return len(rows) >= max(_FEWEST, bound.shape.min or 0)
    if _is_of(report, bound, "actions"):
        told = list(_actions(report, section))
        columns = [column for column in bound.shape.columns if column.demanded and column.role not in ("", "action")]
        usual = (2 * sum(tells(column) for tells in told) > len(told) for column in columns)
        return bool(told and columns) and all(usual)
    return False


def _is_of(report: Report, bound: Bound, role: str) -> bool:
    """Whether a node is, or is in, one of some role."""
    return any(bound is other for root in report.role(role) for other in root.walk())


_Tells = Callable[[Column], bool]
"""Whether an action tells what a column asks for."""


def _actions(report: Report, section: Node) -> Iterator[_Tells]:
    """The actions of a section: the entries of its lists, and what is stated below each of its headings."""
    below = list(section.sections) if isinstance(section, SectionNode) else []
    for part in below:
        yield partial(_states, report, [node for node in walk(part.children) if isinstance(node, FieldNode)])
    for node in section.children if isinstance(section, (SectionNode, FieldNode)) and not below else ():
        if isinstance(node, ListNode):
            for entry in node.children:
                yield partial(_tells, report, entry)


def _states(report: Report, fields: list[FieldNode], column: Column) -> bool:
    """Whether fields have one that is called as a column is."""
    return any(
        report.lexicon.column_role(field.label.key) == column.role and not is_nothing(field.value.text)
        for field in fields
    )


def _tells(report: Report, item: FieldNode, column: Column) -> bool:
    """Whether an item tells it by a label or in another way that is read."""
    if item_tells(item, column.role, report.lexicon) or (column.role == "status" and item.tick is not None):
        return True
    options = column.type.options if column.type is not None else ()
    text = item.whole.text if item.whole is not None else ""
    return phrases(options).search(text) is not None


__all__ = ["is_told_in_rows"]
