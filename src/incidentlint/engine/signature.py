"""What a document says, as a sequence of words and places: two readings of a text are compared by it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from incidentlint.markdown import Document, Prose
from incidentlint.outline import FieldNode, ListNode, Node, SectionNode, TableNode, TableRow, TextNode, outline
from incidentlint.text import Span
from incidentlint.tuples import NamedTuple


class Said(NamedTuple):
    """One thing that a document says: what kind of thing it is, in which words, and where."""

    kind: str
    words: str
    span: Span


def signature(document: Document) -> tuple[Said, ...]:
    """All that a document says, in its order: headings, labels, values, boxes, cells and texts."""
    found: list[Said] = []
    for node in outline(document).walk():
        found += _said(node)
    return tuple(found)


def same_but(before: Sequence[Said], after: Sequence[Said], edits: Sequence[tuple[Span, str]]) -> bool:
    """Whether two readings agree in all that edits did not touch.

    `edits` replace spans of the text that was read before, sorted and apart. What is wholly in the text that an edit
    takes away or writes does not count. Of what an edit touches, if only at its border, the words may change, but it
    must still be there: a heading that swallows the paragraph below it is another reading.
    """
    old, new, shift = [], [], 0
    for span, text in edits:
        old.append(span)
        new.append(Span(span.start + shift, span.start + shift + len(text)))
        shift += len(text) - (span.end - span.start)
    return list(_outside(before, old)) == list(_outside(after, new))


def same_words(before: Document, after: Document) -> Span | None:
    """None where two documents say the same, white space aside; else the place of the first thing that differs."""
    old, new = signature(before), signature(after)
    for index, (one, other) in enumerate(zip_longest(old, new)):
        if one is None or other is None or one.kind != other.kind or one.words.split() != other.words.split():
            near = [said.span for said in old[max(0, index - 1) : index + 1]]  # what is too much is after the last
            return max(near, default=Span(0, 0))
    return None


def _outside(said: Iterable[Said], places: Sequence[Span]) -> Iterator[tuple[str, str | None]]:
    """What does not are wholly in one of the places, with its words unless one touches it."""
    ends = [place.end for place in places]
    for one in said:
        index = bisect_left(ends, one.span.start)
        touched = index < len(places) and places[index].start <= one.span.end
        if not touched:
            yield one.kind, one.words
        elif not any(place.covers(one.span) for place in places[index : index + 2]):
            yield one.kind, None


def _said(node: Node) -> Iterator[Said]:
    match node:
        case SectionNode():
            yield Said("heading", f"{node.level} {node.title.text}", node.heading)
        case FieldNode():
            yield from _field(node)
        case TableNode():
            yield from _row(node.header)
            for row in node.rows:
                yield from _row(row)
        case ListNode():
            yield from (Said("entry", "", child.span) for child in node.children)
        case TextNode():
            yield from (_prose("text", line) for line in node.lines)


def _field(node: FieldNode) -> Iterator[Said]:
    label = node.label
    yield Said(f"label {node.origin}", label.text, label.span if label.text else node.span)
    if node.box is not None:
        yield Said("box", str(node.tick), node.box)
    yield _prose("value", node.value)


def _row(row: TableRow) -> Iterator[Said]:
    for cell, span in zip(row.cells, row.cell_spans, strict=True):
        yield Said("cell", cell.text, span)


def _prose(kind: str, prose: Prose) -> Said:
    return Said(kind, prose.text, prose.span)
