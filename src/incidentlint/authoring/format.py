"""Markdown in the order of mdformat, without a change to what is read in it."""

from __future__ import annotations

import re

from incidentlint.markdown import Code, parse
from incidentlint.outline import ListNode, TableNode, TextNode, outline
from incidentlint.text import SourceText, SpanSet

_TOML_MATTER = re.compile(r"\+\+\+[ \t]*\n.*?^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def format_markdown(text: str) -> str:
    """The text as mdformat writes it, with tables, task lists and front matter kept; ``+++`` front matter as it is."""
    import logging

    import mdformat

    matter = _TOML_MATTER.match(text)
    head = matter.group() if matter else ""
    # Front matter with `@handle` or `<a: b>` in it is no YAML: it is kept as it is, and that is no news to the user.
    logger = logging.getLogger("mdformat")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        return head + mdformat.text(text[len(head) :], extensions={"gfm", "frontmatter"})
    finally:
        logger.setLevel(level)


_BRACES = re.compile(r"\{\{[^{}\\\n]+\}\}|\{[A-Za-z][^{}:,\\\n]*\}")

_SLOT_DEFINITION = re.compile(
    r"^(?P<before>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)\[(?P<label>[^\[\]\n]+)\]:[ \t]*\[[^\[\]\s]+\][ \t]*$",
    re.MULTILINE,
)


def prepared(text: str) -> str:
    """The text with the slots that mdformat would change written in a way that it keeps, and that reads the same."""
    return _whole_rows(_definitions_as_text(_quoted_front_matter(SourceText(text).text)))


def _whole_rows(text: str) -> str:
    """The text with what stands in a table's row behind its last column, which mdformat drops, in that column."""
    bars: list[int] = []
    for node in outline(parse(SourceText(text))).walk():
        if isinstance(node, TableNode):
            for row in node.rows:
                behind = list(zip(row.cells, row.cell_spans, strict=True))[len(node.columns) :]
                if any(cell.text.strip() for cell, _ in behind):
                    bars += [span.start - 1 for _, span in behind]
    for bar in sorted(bars, reverse=True):
        text = f"{text[:bar]}\\{text[bar:]}"
    return text


def _quoted_front_matter(text: str) -> str:
    """The text with ``title: {{title}}``, which YAML takes for a mapping, in quotes."""
    matter = parse(SourceText(text)).front_matter if text.startswith("---") else None
    for entry in reversed(matter.entries) if matter else ():
        start, end = entry.value.span
        if _BRACES.fullmatch(text, start, end) and text[start - 1] not in "\"'":
            quote = "'" if '"' in text[start:end] else '"'
            text = f"{text[:start]}{quote}{text[start:end]}{quote}{text[end:]}"
    return text


def _definitions_as_text(text: str) -> str:
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
