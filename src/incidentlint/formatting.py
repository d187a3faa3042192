"""Markdown in the order of mdformat, without a change to what is read in it."""

from __future__ import annotations

import re

from .document import Code, Prose
from .outline import FieldNode, ListNode, Node, SectionNode, TableNode, TextNode, outline
from .parse import parse
from .slots import normalise
from .text import SourceText, SpanSet

_FLOW = re.compile(r"$|[\[{][^\[{]*,")


def format_markdown(text: str) -> str:
    """The text as mdformat writes it, with tables, task lists and front matter kept; ``+++`` front matter as it is."""
    import mdformat

    matter = re.match(r"\+\+\+[ \t]*\n.*?^\+\+\+[ \t]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE)
    head = matter.group() if matter else ""
    return head + mdformat.text(text[len(head) :], extensions={"gfm", "frontmatter"})


def reading(text: str, labels: frozenset[str]) -> list[object]:
    """What the linter reads in a text, without the places: two texts with the same reading get the same findings.

    `labels` are the keys of the names that a pack knows.
    """
    read = outline(parse(SourceText(text)), labels)
    found: list[object] = [(node.level, _said(node.title)) for node in read.titles]
    return found + [_fact(node) for node in read.walk()]


def _fact(node: Node) -> object:
    kind = type(node).__name__
    if isinstance(node, SectionNode):
        return kind, node.level, node.label.key, _said(node.title)
    if isinstance(node, FieldNode):
        said: object = _said(node.whole or node.value)
        if node.origin == "front-matter" and _FLOW.match(node.value.text):
            said = None  # a list of YAML, which is spaced otherwise
        return kind, node.label.key, node.origin, node.tick, said
    if isinstance(node, TableNode):
        return kind, [column.key for column in node.columns], [[_said(cell) for cell in row.cells] for row in node.rows]
    if isinstance(node, ListNode):
        return kind, node.code, len(node.children)
    return kind, node.italic, [_said(line) for line in node.lines]


def _said(prose: Prose) -> object:
    """A text, and what of it is a tag, code or a link: there brackets are no slots."""
    marks = [
        (mark.kind, mark.target if mark.kind == "html" else "")
        for mark in prose.marks
        if mark.kind in ("html", "code", "link", "image", "autolink")
    ]
    return normalise(prose.text), marks


_SLOT_DEFINITION = re.compile(
    r"^(?P<before>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)\[(?P<label>[^\[\]\n]+)\]:[ \t]*\[[^\[\]\s]+\][ \t]*$",
    re.MULTILINE,
)


def definitions_as_text(text: str) -> str:
    """The text with ``[Ticket]: [URL]``, which Markdown takes for the address of a link and mdformat drops, as text."""
    if not _SLOT_DEFINITION.search(text):
        return text
    read = outline(parse(SourceText(text)))
    code = SpanSet(
        node.span
        for node in read.walk()
        if (isinstance(node, TextNode) and isinstance(node.block, Code)) or (isinstance(node, ListNode) and node.code)
    )

    def escaped(match: re.Match[str]) -> str:
        used = text.casefold().count(f"[{match['label'].casefold()}]") > 1
        at = match.end("before")
        return match.group() if used or code.has(at) else f"{match['before']}\\{text[at : match.end()]}"

    return _SLOT_DEFINITION.sub(escaped, text)


__all__ = ["definitions_as_text", "format_markdown", "reading"]
