"""Markdown in the order of mdformat, without a change to what is read in it."""

from __future__ import annotations

import re

from incidentlint.markdown import Code, Prose, parse
from incidentlint.outline import FieldNode, ListNode, Node, SectionNode, TableNode, TableRow, TextNode, outline
from incidentlint.template import normalise
from incidentlint.text import SourceText, SpanSet

_TOML_MATTER = re.compile(r"\+\+\+[ \t]*\n.*?^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)

_FLOW = re.compile(r"$|\[[^\[{]*,|\{[^\[{]*[,:]")


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


def reading(text: str, labels: frozenset[str]) -> list[object]:
    """What the linter reads in a text, without the places: two texts with the same reading get the same findings.

    `labels` are the keys of the names that a pack knows.
    """
    read = outline(parse(SourceText(text)), labels)
    found: list[object] = [(node.level, _said(node.title)) for node in read.titles]
    # Rows and cells are fields too, which the table says already.
    nodes = (node for node in read.walk() if not isinstance(node, FieldNode) or node.origin not in ("row", "cell"))
    return found + [_fact(node) for node in nodes]


def _fact(node: Node) -> object:
    kind = type(node).__name__
    if isinstance(node, SectionNode):
        return kind, node.level, node.label.key, _said(node.title)
    if isinstance(node, FieldNode):
        said: object = _said(node.whole or node.value)
        if node.origin == "front-matter":  # lists and mappings of YAML are spaced otherwise
            said = None if _FLOW.match(node.value.text) else "".join(node.value.text.split())
        return kind, node.label.key, node.origin, node.tick, said
    if isinstance(node, TableNode):
        return kind, [column.key for column in node.columns], [_row(row, len(node.columns)) for row in node.rows]
    if isinstance(node, ListNode):
        return kind, node.code, len(node.children)
    return kind, node.italic, [_said(line) for line in node.lines]


def _row(row: TableRow, width: int) -> list[object]:
    """The texts of a row, filled up with empty cells as mdformat does."""
    cells = list(row.cells)
    while len(cells) > width and not cells[-1].text.strip():
        cells.pop()
    return [*(_said(cell) for cell in cells), *(("", []) for _ in range(width - len(cells)))]


def _said(prose: Prose) -> tuple[str, list[tuple[str, str]]]:
    """A text, and what of it is a tag, code or a link: there brackets are no slots."""
    marks: list[tuple[str, str]] = [
        (mark.kind, mark.target if mark.kind == "html" else "")
        for mark in prose.marks
        if mark.kind in ("html", "code", "link", "image", "autolink")
    ]
    return normalise(prose.text), marks


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
