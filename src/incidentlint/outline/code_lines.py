"""The lines of a code block: those of a timeline are the entries of a list."""

from __future__ import annotations

import re

from incidentlint.markdown import Code, Prose, prose_slice
from incidentlint.outline.labels import NO_LABEL
from incidentlint.outline.nodes import FieldNode, ListNode, Node, TextNode
from incidentlint.text import Mapped

_DAY = r"(?:(?:\d{4}-|YYYY-)?(?:\d\d-\d\d|MM-DD)|(?:\d{1,2}|DD|TT)[./](?:\d{1,2}|MM)\.?(?:/?(?:\d{2,4}|YYYY))?)[T ,]*"

_TIMED_LINE = re.compile(
    rf"\s*(?:[-*•]\s*)?[\[(~]*(?:{_DAY})?(?:\d{{1,2}}:\d{{2}}|HH:MM|\?\?:\?\?|\[HH:MM)", re.IGNORECASE
)


def read_code(block: Code) -> Node:
    """A code block is a list where its lines are a timeline's, a text otherwise."""
    lines = [(line, as_prose(line)) for line in block.lines if line.text.strip()]
    timed = sum(1 for line, _ in lines if _TIMED_LINE.match(line.text))
    if lines and timed * 2 >= len(lines) and _TIMED_LINE.match(lines[0][0].text):
        entries: list[FieldNode] = []
        for _, prose in lines:
            text = prose.text
            stripped = prose_slice(prose, len(text) - len(text.lstrip()), len(text.rstrip()))
            entries.append(FieldNode(span=stripped.span, label=NO_LABEL, value=stripped, origin="item", whole=stripped))
        return ListNode(span=block.span, children=tuple(entries), code=True)
    return TextNode(span=block.span, lines=tuple(prose for _, prose in lines), block=block)


def as_prose(line: Mapped) -> Prose:
    """A line of code, or of HTML, as a text without marks."""
    return Prose(line.text, line.pieces, (), line.span)
