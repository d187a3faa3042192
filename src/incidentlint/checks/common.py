"""What several checks ask of a report."""

from __future__ import annotations

from collections.abc import Iterator

from incidentlint.markdown import Prose
from incidentlint.outline import own_texts
from incidentlint.report import Report
from incidentlint.template import Answer, Condition, Present, Severity, ShapeNode, decided_by
from incidentlint.text import Span


def quoted(text: str) -> str:
    """A name in quotes for a message."""
    return f'"{text}"' if text else ""


def name_of(shape: ShapeNode) -> str:
    """A section's or field's name as the template writes it, with its number, in quotes."""
    number = f"{shape.label.number} " if shape.label.number else ""
    return quoted(f"{number}{shape.label.text}")


def _leaf(report: Report, demand: bool | str) -> Condition | None:
    if isinstance(demand, bool):
        return None
    return decided_by(report.pack.conditions[demand], report, report.pack.conditions)


def cause(report: Report, demand: bool | str) -> str:
    """What makes a condition true, in words: ``P1``, ``Financial records at risk: 6 invoices``."""
    leaf = _leaf(report, demand)
    if isinstance(leaf, Severity):
        return report.severity
    if isinstance(leaf, (Answer, Present)):
        bound = report.of(report.shape.find(leaf.field))
        label = bound.shape.label.text if bound else leaf.field
        text = bound.value.text if bound and bound.value else ""
        text = " ".join(text.split())
        if bound is None or not bound.present:
            return f"the missing {label}"
        return f"{label}: {text if len(text) <= 50 else text[:47] + '...'}" if text else label
    return ""


def value_of_cause(report: Report, demand: bool | str) -> Span | None:
    """Where the value stands that makes a condition true."""
    leaf = _leaf(report, demand)
    if isinstance(leaf, Severity):
        value = report.role_value("severity")
        return value.span if value else None
    if isinstance(leaf, (Answer, Present)):
        bound = report.of(report.shape.find(leaf.field))
        if bound is None or not bound.present:
            return None
        return bound.value.span if bound.value else bound.span
    return None


def is_explanation(shape: ShapeNode) -> bool:
    """Whether a field is the explanation of the ballot line before it."""
    siblings = shape.parent.children if shape.parent else []
    return shape.label.key.startswith("explanation") and any(sibling.origin == "ballot" for sibling in siblings)


def proses(report: Report) -> Iterator[Prose]:
    """All texts of the report, each once, code left out."""
    for node in report.outline.walk():
        if report.is_guide(node.span):
            continue
        yield from own_texts(node, code=False, titles=True, cells=True, values=True)
    yield from (title.title for title in report.outline.titles)
