"""Boxes that are lines of a paragraph, without a mark of a list: ``[ ] No``, and on the next line ``[ ] Yes``."""

from __future__ import annotations

from itertools import accumulate

from incidentlint.markdown import Prose, prose_parts, prose_slice
from incidentlint.outline.boxes import plain_box
from incidentlint.outline.labels import make_label
from incidentlint.outline.nodes import FieldNode, ListNode
from incidentlint.text import Span

_FEWEST = 2


def list_of_boxes(prose: Prose, span: Span, document: str) -> ListNode | None:
    """The list that a paragraph at a `span` is whose lines all begin with a box; None of any other.

    `document` is the text of the whole file.
    """
    lines = prose.text.split("\n")
    if len(lines) < _FEWEST or plain_box(prose, document) is None:
        return None
    items: list[FieldNode] = []
    starts = [0, *accumulate(len(line) + 1 for line in lines[:-1])]
    for line, part in zip(lines, prose_parts(prose, starts), strict=True):
        box = plain_box(part, document)
        if box is None:
            return None
        ticked, opened, closed = box
        blank = len(line[closed:]) - len(line[closed:].lstrip())
        whole = prose_slice(part, closed + blank, len(line))
        place = part.source(0, len(line))
        items.append(
            FieldNode(
                span=place,
                label=make_label(whole),
                value=prose_slice(whole, len(whole.text), len(whole.text)),
                origin="item",
                tick=ticked,
                box=part.source(opened, closed),
                whole=whole,
            )
        )
    return ListNode(span=span, children=tuple(items))
