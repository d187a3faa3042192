"""The languages that a document is written in, by its own headings and labels."""

from __future__ import annotations

from collections.abc import Iterator

from incidentlint.outline.nodes import FieldNode, Outline, SectionNode, TableNode
from incidentlint.vocabulary import ENOUGH, keys_in_two, own_languages


def languages_of(read: Outline, enough: int = ENOUGH) -> tuple[str, ...]:
    """The codes of the languages, English aside, that `enough` of a document's headings and labels are own words of."""
    return own_languages(_keys(read), enough)


def _keys(read: Outline) -> Iterator[str]:
    for node in read.walk():
        if isinstance(node, (SectionNode, FieldNode)):
            yield node.label.key
            yield node.label.bare
            yield from keys_in_two(node.label.bare)
        elif isinstance(node, TableNode):
            for column in node.columns:
                yield column.key
                yield column.bare
                yield from keys_in_two(column.bare)
