"""Where a finding about something missing is: at what should have it."""

from __future__ import annotations

from incidentlint.outline import ListNode, SectionNode, TableRow
from incidentlint.report.bound import Bound
from incidentlint.report.entries import count_entries
from incidentlint.report.report import Report
from incidentlint.text import Span


def next_heading(report: Report, bound: Bound) -> SectionNode | None:
    """The section before which a missing one belongs; None for the end."""
    siblings = bound.parent.children if bound.parent else report.bound
    behind = siblings[next(i for i, sibling in enumerate(siblings) if sibling is bound) + 1 :]
    for sibling in behind if report.policy.ordered else ():
        if isinstance(sibling.node, SectionNode):
            return sibling.node
    if bound.parent is not None and isinstance(bound.parent.node, SectionNode):
        end = bound.parent.node.span.end
        return next((section for section in report.outline.walk_sections() if section.heading.start >= end), None)
    return None


def belongs(report: Report, bound: Bound) -> Span:
    """The heading before which a missing section belongs, or the last line."""
    section = next_heading(report, bound)
    return heading_line(report, section) if section is not None else last_line(report)


def near_line(report: Report, bound: Bound) -> Span | None:
    """The line of the heading or label that is perhaps a missing node's, where its name is to be changed."""
    _, place = report.near(bound)
    return None if place is None else report.source.line_span(report.source.line_of(place.start))


def last_line(report: Report) -> Span:
    """The last line with text."""
    source = report.source
    line = source.line_of(len(source.text.rstrip()))
    return source.line_span(line)


def heading_line(report: Report, section: SectionNode) -> Span:
    """The line of a section's heading."""
    return report.source.line_span(report.source.line_of(section.heading.start))


def entries_span(report: Report, bound: Bound) -> Span:
    """Where entries that are missing belong: in the first of several empty items of a list, else as `owner_span`."""
    node = bound.node
    if isinstance(node, ListNode) and len(node.children) > 1 and count_entries(bound) == 0:
        return report.source.line_span(report.source.line_of(node.span.start))
    return owner_span(report, bound)


def owner_span(report: Report, bound: Bound) -> Span:
    """The heading of the section, or the label of the lead, that a missing node should be in."""
    parent = bound.parent
    while parent is not None and not (parent.present and parent.shape.kind in ("section", "field")):
        parent = parent.parent
    if parent is None:
        titles = report.outline.titles
        return heading_line(report, titles[0]) if titles else report.source.line_span(0)
    return heading_line(report, parent.node) if isinstance(parent.node, SectionNode) else parent.span


def trim_row(report: Report, row: TableRow) -> Span:
    """A row without the white space around it."""
    text = report.source[row.span]
    start = row.span.start + len(text) - len(text.lstrip())
    return Span(start, max(start, row.span.start + len(text.rstrip())))
