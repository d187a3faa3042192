"""The actions of a report: the cells of their tables."""

from __future__ import annotations

from collections.abc import Iterator

from incidentlint.outline import TableNode
from incidentlint.report.bound import Bound
from incidentlint.report.report import Report, Row
from incidentlint.report.values import Value
from incidentlint.text import Span, quoted, shorten


def action_tables(report: Report) -> Iterator[Bound]:
    """The tables of actions."""
    for root in report.role("actions"):
        for bound in root.walk():
            if bound.shape.kind == "table" and isinstance(bound.node, TableNode):
                yield bound


def cells_of(report: Report, role: str) -> Iterator[tuple[Value, Span, str, Row, Bound]]:
    """The cells of a column of the action tables, with their place and the action they belong to."""
    for bound in action_tables(report):
        index = report.column(bound, role)
        what = report.column(bound, "action")
        if what is None:
            what = next((at for at in bound.columns if bound.shape.columns[at].role == ""), None)
        if index is None:
            continue
        for row in report.rows(bound):
            value = row.values[index]
            action = row.values[what].text if what is not None else ""
            place = value.span if value.text else row.row.cell_spans[bound.columns[index]]
            yield value, place, quoted(shorten(action, 50)) or f"in row {row.number}", row, bound
