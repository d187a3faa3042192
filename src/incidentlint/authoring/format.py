"""Markdown in the order of mdformat, without a change to what is read in it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import msgspec

from incidentlint.engine import same_words
from incidentlint.markdown import parse
from incidentlint.outline import outline, reading
from incidentlint.text import SourceText, Span, UndecodableError


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
