"""Whether a report has parts of its own in the place of those of its template that are missing."""

from __future__ import annotations

from collections.abc import Iterator

from incidentlint.outline import FieldNode, ListNode, SectionNode, TableNode
from incidentlint.report.bound import Bound
from incidentlint.report.report import Report

_SEVERAL = 3
"""So many parts of its own stand for one that is missing; further ones stand for one each."""


def is_rewritten(report: Report, bound: Bound) -> bool:
    """Whether the table, list or section that a missing part belongs to has parts of its own instead of what is gone.

    Who writes rows, items or labels of one's own has read the template's and left out what did not fit: as many as are
    missing, several for a single one, or more than are kept where most are missing.
    """
    above = bound.parent
    if above is None or above.node is None:
        return False
    own, gone, kept = report.once(f"own parts {above.shape.index}", lambda: _count(report, above))
    return own >= (_SEVERAL if gone == 1 else gone) or (gone >= _SEVERAL and own > max(1, kept))


def _count(report: Report, above: Bound) -> tuple[int, int, int]:
    """How many parts of a node are its report's own, and how many of the template's are missing and are there."""
    known = report.once("bound nodes", lambda: frozenset(each.node for each in report.walk() if each.node is not None))
    fields = [child.present for child in above.children if child.shape.kind == "field"]
    own = sum(node not in known and not report.is_guide(node.span) for node in _parts(above))
    return own, fields.count(False), fields.count(True)


def _parts(above: Bound) -> Iterator[FieldNode]:
    """The rows, items and labelled lines that are right in a node."""
    node = above.node
    for child in node.children if isinstance(node, (SectionNode, FieldNode, ListNode, TableNode)) else ():
        if isinstance(child, ListNode):
            yield from (item for item in child.children if item.label.key)
        elif isinstance(child, FieldNode) and child.label.key and child.origin != "cell":
            yield child
