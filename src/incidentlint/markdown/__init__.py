"""Text to `Document`: the only room that knows a Markdown parser."""

from __future__ import annotations

from incidentlint.markdown.document import (
    Block,
    Break,
    Code,
    Comment,
    Document,
    Entry,
    Html,
    Item,
    ListBlock,
    Mark,
    Paragraph,
    Prose,
    Quote,
    Row,
    Section,
    Table,
)
from incidentlint.markdown.parser import parse
from incidentlint.markdown.prose import prose_parts, prose_slice, unstruck
from incidentlint.markdown.tags import html_texts, is_slot_block, is_slot_tag

__all__ = [
    "Block",
    "Break",
    "Code",
    "Comment",
    "Document",
    "Entry",
    "Html",
    "Item",
    "ListBlock",
    "Mark",
    "Paragraph",
    "Prose",
    "Quote",
    "Row",
    "Section",
    "Table",
    "html_texts",
    "is_slot_block",
    "is_slot_tag",
    "parse",
    "prose_parts",
    "prose_slice",
    "unstruck",
]
