"""Who speaks of a value: one family of rules for each, decided from the roles.

A fault is one finding because every rule asks here whether a value is its own, and none lists what it leaves to others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from incidentlint.report.bound import Bound
from incidentlint.report.demands import is_explanation, is_ragged
from incidentlint.text import Span

if TYPE_CHECKING:
    from incidentlint.report.report import Report

Owner = Literal["values", "post-mortem", "sign-off", "authority", "explanation", "actions", "rows"]
"""The rules of values, which have all that is nobody else's; of the post-mortem, the sign-off, the notification of an
authority, explanations, actions; and of rows, for what is missing because its row has too few cells.
"""


def owner_of(report: Report, bound: Bound) -> Owner:
    """Whose a field, item or cell is, be it there or missing."""
    shape, value = bound.shape, bound.value
    lone = bound.shape.kind == "field" and bound.shape.origin != "row" and "sign-off" in bound.shape.roles
    if _is_signature(bound) or (not bound.present and not lone and "sign-off" in _roles_above(bound)):
        return "sign-off"
    if "post-mortem" in shape.roles and _is_of_the_post_mortem(report, bound):
        return "post-mortem"
    if is_explanation(report, shape):
        return "explanation"
    if value is not None and value.ok and _is_notice(report, bound):
        return "authority"
    return "rows" if is_ragged(report, bound) else "values"


def _is_notice(report: Report, bound: Bound) -> bool:
    """Whether a field records when somebody was notified."""
    notices = report.pack.notices.values()
    return any(node.index == bound.shape.index for one in notices for node in report.pack.recorders(one))


def owner_of_cell(bound: Bound, column: int) -> Owner:
    """Whose the cells of a table's column are, by the column's number."""
    if bound.shape.columns[column].role in ("owner", "due") and "actions" in _roles_above(bound):
        return "actions"
    return "values"


def places_of_gates(report: Report) -> Iterator[Span]:
    """Where only the rules of signatures and of the post-mortem speak, whatever is written there."""
    for root in report.role("sign-off"):
        yield from (bound.node.span for bound in root.walk() if bound.node is not None and bound.shape.kind == "table")
    for bound in report.role("post-mortem"):
        if bound.node is not None and owner_of(report, bound) == "post-mortem":
            yield bound.node.span


def _is_of_the_post_mortem(report: Report, bound: Bound) -> bool:
    """Whether the rule of the post-mortem says what is wrong with its item or field, or lets it pass."""
    shape, value = bound.shape, bound.value
    demanded = shape.box and (report.demanded(shape.value) is True or report.demanded(shape.ticked) is True)
    if not bound.present or (value is not None and value.state in ("slot", "unresolved")):
        return demanded
    return True


def _is_signature(bound: Bound) -> bool:
    """Whether a value is in a row of the sign-off."""
    shape = bound.shape
    in_row = shape.origin == "cell" or (shape.origin == "row" and bool(shape.children))
    return in_row and "sign-off" in _roles_above(bound)


def _roles_above(bound: Bound) -> set[str]:
    """The roles of a node and of all that it is in."""
    roles: set[str] = set()
    current: Bound | None = bound
    while current is not None:
        roles.update(current.shape.roles)
        current = current.parent
    return roles
