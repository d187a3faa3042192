"""Quotes that notes and sites show as boxes with a title: ``> [!abstract] In one breath``, and below it a value."""

from __future__ import annotations

from incidentlint.markdown import Block, Document, Paragraph, Prose, Quote


def title_of_callout(block: Quote, document: Document) -> Prose | None:
    """The title of a box, which is behind its word; None where a quote has none."""
    first = block.blocks[0] if block.alert and block.blocks else None
    if not isinstance(first, Paragraph) or "\n" in document.source.text[block.span.start : first.span.start]:
        return None
    return document.prose(first.raw)


def is_open(blocks: tuple[Block, ...], document: Document) -> bool:
    """Whether all that a template's box says is dots, a blank or one slot."""
    if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
        return False
    text = document.prose(blocks[0].raw).text.strip()
    return not text.strip("_.… ") or (text[0] in "[<{" and text[-1] in "]>}")
