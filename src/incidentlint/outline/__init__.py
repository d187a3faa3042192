"""`Document` to nodes: one reader for templates and reports."""

from __future__ import annotations

from incidentlint.outline.labels import NO_LABEL, Label, trimmed
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
    "is_ballot_line",
    "languages_of",
    "outline",
    "said",
    "trimmed",
    "walk",
]
