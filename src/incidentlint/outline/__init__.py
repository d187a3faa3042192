"""`Document` to nodes: one reader for templates and reports."""

from __future__ import annotations

from incidentlint.outline.boxes import BoxMark, find_box
from incidentlint.outline.label_places import is_ballot_line, labelled_parts
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
    walk,
)
from incidentlint.outline.read import outline
from incidentlint.outline.reading import reading
from incidentlint.outline.row_values import fields_of_row
from incidentlint.outline.texts import own_texts, said, said_below, texts, whole_texts

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
    "fields_of_row",
    "find_box",
    "is_ballot_line",
    "labelled_parts",
    "languages_of",
    "make_label",
    "outline",
    "own_texts",
    "reading",
    "said",
    "said_below",
    "texts",
    "trimmed",
    "walk",
    "whole_texts",
]
