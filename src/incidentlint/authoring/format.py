"""Markdown in the order of mdformat, without a change to what is read in it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import msgspec

from incidentlint.engine import same_words
from incidentlint.markdown import Code, parse
from incidentlint.outline import ListNode, TableNode, TextNode, outline, reading
from incidentlint.text import SourceText, Span, SpanSet, UndecodableError

_TOML_MATTER = re.compile(r"\+\+\+[ \t]*\n.*?^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


class Formatted(msgspec.Struct, frozen=True):
    """A file's bytes as they are to be; `left` says why it was left as it is, empty where it was not."""

    data: bytes
    left: str = ""


def format_file(data: bytes, options: dict[str, Any], extensions: tuple[str, ...] = ()) -> Formatted:
    """The bytes of a Markdown file in order; left as they are where anything else would be read in them then.

    `options` are mdformat's (``wrap``, ``number``, ``end_of_line``, ``plugin``, ``codeformatters``), `extensions` the
    names of further ones that are installed. Front matter, newlines, encoding and byte-order mark stay.
    """
    try:
        source = SourceText.decode(data)
    except UndecodableError as error:
        return Formatted(data, f"line {error.line}: {error}")
    if source.repairs:
        line = source.position(source.repairs[0].start).line
        return Formatted(data, f"line {line}: its characters are damaged, which check --fix repairs")
    before = source.text
    matter = parse(source).front_matter
    head = before[: source.line_start(source.line_of(max(matter.span.end - 1, 0)) + 1)] if matter else ""
    try:
        after = _settled(before[len(head) :], options, extensions)
    except Exception as error:  # whatever mdformat or an extension of it stumbles over
        return Formatted(data, f"mdformat fails: {type(error).__name__}: {error}")
    if after is None:
        return Formatted(data, "mdformat changes it anew each time")
    after = f"{head}\n{after}" if head and before[len(head) : len(head) + 1] == "\n" else f"{head}{after}"
    if after == before:
        return Formatted(data)
    why = _difference(before, after)
    if why:
        return Formatted(data, why)
    made = source.splice(source.byte_edits([(Span(0, len(before)), after)]))
    if options.get("end_of_line") in ("lf", "crlf"):
        newline = b"\n" if options["end_of_line"] == "lf" else b"\r\n"
        made = made.replace(b"\r\n", b"\n").replace(b"\n", newline) if source.encoding == "utf-8" else made
    return Formatted(made)


def _settled(text: str, options: dict[str, Any], extensions: tuple[str, ...]) -> str | None:
    """The text as mdformat leaves it when it is formatted again; None where it never is."""
    for _ in range(3):
        made = _run_mdformat(text, options, ("gfm", _PLUGIN, _KEEPING, *extensions))
        if made == text:
            return made
        text = made
    return None


_PLUGIN, _KEEPING = "incidentlint", "incidentlint-format"

_WORD = re.compile(r"\w+")


def _difference(before: str, after: str) -> str:
    """What would be read otherwise in a text that was put in order; empty if nothing."""
    one, other = SourceText(before), SourceText(after)
    first = parse(one)
    where = same_words(first, parse(other))
    if where is not None:
        return f"line {one.line_of(where.start) + 1} would be read differently"
    if reading(outline(first)) != reading(outline(parse(other))):
        return "it would be read differently"
    lost = Counter(map(str.casefold, _WORD.findall(before))) - Counter(map(str.casefold, _WORD.findall(after)))
    if not lost:
        return ""
    word = next(match for match in _WORD.finditer(before) if match.group().casefold() in lost)
    return f"line {one.line_of(word.start()) + 1}: '{word.group()}' would be lost"


def format_markdown(text: str) -> str:
    """The text as mdformat writes it, with tables, task lists and front matter kept; ``+++`` front matter as it is."""
    matter = _TOML_MATTER.match(text)
    head = matter.group() if matter else ""
    return head + _run_mdformat(text[len(head) :], {}, ("gfm", "frontmatter"))


def _run_mdformat(text: str, options: dict[str, Any], extensions: tuple[str, ...]) -> str:
    import logging

    import mdformat
    from mdformat import plugins

    from incidentlint.authoring import mdformat_plugin

    # By name, so that no environment is needed in which the entry points were installed.
    plugins.PARSER_EXTENSIONS.setdefault(_PLUGIN, mdformat_plugin)  # type: ignore[attr-defined]
    plugins.PARSER_EXTENSIONS.setdefault(_KEEPING, mdformat_plugin.KEEPING)  # type: ignore[attr-defined]
    # Front matter with `@handle` or `<a: b>` in it is no YAML: it is kept as it is, and that is no news to the user.
    logger = logging.getLogger("mdformat")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    formatters = options.get("codeformatters", ())
    given = {key: value for key, value in options.items() if key in ("wrap", "number", "plugin")}
    try:
        return mdformat.text(text, options=given, extensions=extensions, codeformatters=formatters)
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
    """The text with what is in a table's row after its last column, which mdformat drops, in that column."""
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
