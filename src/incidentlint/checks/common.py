"""What several checks ask of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentlint.grammars import Date, find_dates
from incidentlint.markdown import Prose, Quote
from incidentlint.outline import ListNode, TextNode, own_texts
from incidentlint.report import Bound, Report
from incidentlint.template import Answer, Condition, Present, Severity, decided_by
from incidentlint.text import Span, SpanSet, has_digit, quoted
from incidentlint.vocabulary import is_own_todo

_NO_LABELS = frozenset({"the title", "the file name", "the timeline", "the text", "the link"})


def named(label: str) -> str:
    """A label in quotes for a message; what has none is called by its place, such as ``the title``."""
    return label if label in _NO_LABELS else quoted(label)


def has_value_behind(text: str) -> bool:
    """Whether a text has a colon and something behind it, as a label has its value: ``Owner: Ann``."""
    return _COLON.search(text) is not None


_COLON = re.compile(r"[:：]\s*\S")


def name_of(bound: Bound) -> str:
    """A section's or field's name in quotes, as the report writes it; with the template's number where it has none."""
    label = bound.shape.label
    number = f"{label.number} " if label.number else ""
    return quoted(f"{number}{bound.label}")


def _leaf(report: Report, demand: bool | str) -> Condition | None:
    if isinstance(demand, bool):
        return None
    return decided_by(report.pack.conditions[demand], report, report.pack.conditions)


def cause(report: Report, demand: bool | str) -> str:
    """What makes a condition true, in words: ``P1``, ``"Money at risk" says 6 invoices``; empty if nothing does."""
    leaf = _leaf(report, demand)
    if isinstance(leaf, Severity):
        return report.severity
    if isinstance(leaf, (Answer, Present)):
        label, text = _answer(report, leaf)
        return f"{quoted(label)} {text}".rstrip()
    return ""


def _answer(report: Report, leaf: Answer | Present) -> tuple[str, str]:
    """The label that a condition asks for, and ``says 6 invoices`` or ``is missing``; empty without a value."""
    bound = report.of(report.shape.find(leaf.field))
    label = bound.label if bound else leaf.field
    if bound is None or not bound.present:
        return label, "is missing"
    text = " ".join(bound.value.text.split()) if bound.value else ""
    return label, f"says {text if len(text) <= 50 else text[:47] + '...'}" if text else ""


def because(report: Report, demand: bool | str) -> str:
    """What makes a condition true, as the end of a clause: `` for P1``, `` because "Impact" says None``."""
    leaf = _leaf(report, demand)
    if not isinstance(leaf, (Answer, Present)):
        return f" for {report.severity}" if isinstance(leaf, Severity) and report.severity else ""
    label, text = _answer(report, leaf)
    return f" because {quoted(label)} {text or 'is present'}"


def value_of_cause(report: Report, demand: bool | str) -> Span | None:
    """Where the value is that makes a condition true."""
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


def proses(report: Report) -> tuple[Prose, ...]:
    """All texts of the report, each once, code left out."""
    return report.once("proses", lambda: tuple(_proses(report)))


def _proses(report: Report) -> Iterator[Prose]:
    for node in report.outline.walk():
        if report.is_guide(node.span):
            continue
        yield from own_texts(node, code=False, titles=True, cells=True, values=True)
    yield from (title.title for title in report.outline.titles)


def numbered(report: Report) -> tuple[Prose, ...]:
    """Those of the texts that have a digit, as all have that say when something was, how long or how much."""
    return report.once("numbered", lambda: tuple(p for p in proses(report) if has_digit(p.text)))


def written_texts(report: Report) -> list[Prose]:
    """The texts that a writer answers for: no code and no quotes."""
    return report.once("texts", lambda: list(_written_texts(report)))


def _written_texts(report: Report) -> Iterator[Prose]:
    left_out = SpanSet(
        node.span
        for node in report.outline.walk()
        if (isinstance(node, TextNode) and isinstance(node.block, Quote)) or (isinstance(node, ListNode) and node.code)
    )
    for prose in proses(report):
        if prose.text.strip() and not left_out.has(prose.span.start):
            yield prose


def says_todo(report: Report, bound: Bound) -> bool:
    """Whether a value says that it is to be written; of a check in a word of the report's own languages alone."""
    value = bound.value
    if value is None or value.state != "todo":
        return False
    checked = bound.check is not None and bound.check.state == "denied"
    return not checked or is_own_todo(value.text, report.lexicon)


def shown(slot: str) -> str:
    """A slot for a message: in quotes where nothing else sets its words apart."""
    return quoted(slot) if " " in slot and slot[0] not in "[<{(" and not slot.isupper() else slot


def is_all_of_section(bound: Bound) -> bool:
    """Whether a list is all that the template's section holds: elsewhere a report may tell of its items in prose."""
    owner = bound.parent
    return owner is None or not (owner.shape.says or any(child is not bound for child in owner.children))


def written_dates(report: Report) -> list[tuple[Prose, Date]]:
    """Every date that is written anywhere, with the text that it is in."""

    def read() -> list[tuple[Prose, Date]]:
        return [(prose, date) for prose in numbered(report) for date in find_dates(prose.text)]

    return report.once("dates", read)
