"""Labels at the end of an item whose answer is what follows on the next line."""

from __future__ import annotations

from incidentlint.outline import FieldNode, ListNode, TableNode, TextNode
from incidentlint.report.bound import Bound
from incidentlint.report.report import Report
from incidentlint.text import normalise


def is_answered_below(report: Report, bound: Bound) -> bool:
    """Whether what the template knows nothing of follows right behind an item of a list that is no box."""
    behind = _next_word(report, bound)
    if behind >= 0 and behind in report.once("answers of their own", lambda: _answers_of_their_own(report)):
        return True
    blank = behind >= 0 and not bound.shape.slots
    if blank and report.once("tables", lambda: _lines_of_tables(report)).get(behind, 0) in _below(bound):
        return True
    above = bound.parent.node if bound.parent is not None else None
    alone = isinstance(above, ListNode) and len(above.children) == 1  # `1. Tests:` over a list of its own
    return alone and behind in report.once("lists", lambda: _starts_of_lists(report))


def _below(bound: Bound) -> range:
    """The lines of the template right below a label: a table there is its answer in the report, too."""
    return range(bound.shape.line + 1, bound.shape.line + 3)


def _lines_of_tables(report: Report) -> dict[int, int]:
    """The line of its template of each table, by where the table begins in the report."""
    return {one.node.span.start: one.shape.line for one in report.walk() if isinstance(one.node, TableNode)}


def _starts_of_lists(report: Report) -> frozenset[int]:
    return frozenset(node.span.start for node in report.outline.walk() if isinstance(node, ListNode))


def _answers_of_their_own(report: Report) -> frozenset[int]:
    """Where tables, lists and paragraphs begin that the template knows nothing of.

    Right behind a label with nothing beside it one is what it asks for: a table cannot be on its line.
    """
    bound = {each.node for each in report.walk() if each.node is not None and each.shape.kind != "field"}
    kept = {normalise(line) for line in report.pack.text.splitlines()}
    return frozenset(
        node.span.start
        for node in report.outline.walk()
        if isinstance(node, (TableNode, ListNode, TextNode)) and node not in bound
        if not (isinstance(node, TextNode) and normalise(report.source[node.span].partition("\n")[0]) in kept)
    )


def text_behind(report: Report, node: FieldNode) -> str:
    """What is behind a label and its value, up to the next line that is not empty."""
    return report.source.text[node.span.end : node.span.end + _SOON]


def _next_word(report: Report, bound: Bound) -> int:
    """Where the text goes on behind an item of a list that is no box; -1 for anything else."""
    node = bound.node
    if not isinstance(node, FieldNode) or node.origin != "item" or node.tick is not None:
        return -1
    behind = text_behind(report, node)
    return node.span.end + len(behind) - len(behind.lstrip())


_SOON = 80
"""So many signs behind a label hold the next line that is not empty."""
