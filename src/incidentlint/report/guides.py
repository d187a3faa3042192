"""Guide sections of a template that a report still has."""

from __future__ import annotations

from collections.abc import Iterator

from incidentlint.outline import FieldNode, Outline, SectionNode
from incidentlint.template import Shape, deletions
from incidentlint.text import Span
from incidentlint.vocabulary import Lexicon


def find_guides(outline: Outline, shape: Shape, lexicon: Lexicon) -> Iterator[Span]:
    """The guide sections of the report: each up to the first paragraph of fields that are bound elsewhere."""
    keys = {node.label.key for node in shape.walk() if node.guide == "section"}
    labels = shape.labels()
    if shape.deletes:
        yield from deletions(outline.document, lexicon)
    for section in outline.walk_sections():
        if section.label.key not in keys:
            continue
        end = section.span.end
        for node in section.children:
            if isinstance(node, SectionNode) or (isinstance(node, FieldNode) and node.label.key in labels):
                end = node.span.start
                break
        yield Span(section.heading.start, end)
