"""`Document` to nodes: one reader for templates and reports."""

from __future__ import annotations

from incidentlint.outline.boxes import BoxMark, find_box
from incidentlint.outline.labels import NO_LABEL, Label, make_label, trimmed
from incidentlint.outline.languages import languages_of
from incidentlint.outline.nodes import (
    FieldNode,
    ListNode,
    Node,
    Origin,
    Outline,
    SectionNode,
    TableNode,
    TableRow,
    TextNode,
    said,
    walk,
)
from incidentlint.outline.read import is_ballot_line, outline

__all__ = [
    "NO_LABEL",
    "BoxMark",
    "FieldNode",
    "Label",
    "ListNode",
    "Node",
    "Origin",
    "Outline",
    "SectionNode",
    "TableNode",
    "TableRow",
    "TextNode",
    "find_box",
    "is_ballot_line",
    "languages_of",
    "make_label",
    "outline",
    "said",
    "trimmed",
    "walk",
]
