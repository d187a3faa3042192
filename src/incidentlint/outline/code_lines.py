"""The lines of a code block: those of a timeline are the entries of a list, those of a form its fields."""

from __future__ import annotations

import re

from incidentlint.markdown import Code, Prose, prose_slice
from incidentlint.outline.label_places import plain_labels
from incidentlint.outline.labels import NO_LABEL, make_label
from incidentlint.outline.nodes import FieldNode, ListNode, Node, TextNode
from incidentlint.text import Mapped, Span

_DAY = r"(?:(?:\d{4}-|YYYY-)?(?:\d\d-\d\d|MM-DD)|(?:\d{1,2}|DD|TT)[./](?:\d{1,2}|MM)\.?(?:/?(?:\d{2,4}|YYYY))?)[T ,]*"

_TIMED_LINE = re.compile(
    rf"\s*(?:[-*•]\s*)?[\[(~]*(?:{_DAY})?(?:\d{{1,2}}:\d{{2}}|\d{{1,2}} ?[ap]m\b|HH:MM|\?\?:\?\?|\[HH:MM)",
    re.IGNORECASE,
)


_COMMENT = re.compile(r"\s{2,80}#\s")
"""What a line of a form in code says behind its value."""

_FORMS = ("", "text", "txt", "yaml", "yml")

_LEAST = 2
"""Lines that a form in code has at least."""


def read_code(block: Code, labels: frozenset[str], *, template: bool) -> Node:
    """A code block is a list where its lines are a timeline's, a text otherwise: of fields where they are a form's.

    They are where each line of a `template` is a label with its value, and in a report where most labels are known.
    """
    lines = [(line, as_prose(line)) for line in block.lines if line.text.strip()]
    timed = sum(1 for line, _ in lines if _TIMED_LINE.match(line.text))
    if lines and timed * 2 >= len(lines) and _TIMED_LINE.match(lines[0][0].text):
        entries: list[FieldNode] = []
        for _, prose in lines:
            text = prose.text
            stripped = prose_slice(prose, len(text) - len(text.lstrip()), len(text.rstrip()))
            entries.append(FieldNode(span=stripped.span, label=NO_LABEL, value=stripped, origin="item", whole=stripped))
        return ListNode(span=block.span, children=tuple(entries), code=True)
    proses = tuple(prose for _, prose in lines)
    fields = _fields(block, proses, labels, template=template)
    return TextNode(span=block.span, lines=proses, block=block, children=fields)


def _fields(block: Code, lines: tuple[Prose, ...], labels: frozenset[str], *, template: bool) -> tuple[FieldNode, ...]:
    if not (labels or template) or len(lines) < _LEAST or block.info.strip().casefold() not in _FORMS:
        return ()
    found: list[FieldNode] = []
    for line in lines:
        starts = plain_labels(line, labels)[:1] if ":" in line.text or "：" in line.text else []
        if not starts:
            return ()
        at = starts[0]
        comment = _COMMENT.search(line.text, at.value)
        end = comment.start() if comment else len(line.text.rstrip())
        start = min(end, at.value + len(line.text[at.value :]) - len(line.text[at.value :].lstrip()))
        value, label = prose_slice(line, start, end), make_label(line.slice(at.start + at.sign, at.end), at.span)
        whole = prose_slice(line, at.start, len(line.text.rstrip()))
        span = Span(at.span.start, max(at.span.end, value.span.end))
        found.append(FieldNode(span=span, label=label, value=value, origin="plain", whole=whole))
    known = sum(1 for field in found if field.label.key in labels)
    return tuple(found) if template or known * 2 >= len(found) else ()


def as_prose(line: Mapped) -> Prose:
    """A line of code, or of HTML, as a text without marks."""
    return Prose(line.text, line.pieces, (), line.span)
