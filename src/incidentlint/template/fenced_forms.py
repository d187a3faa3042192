"""Templates that are in a code block of their file, to be copied from there: a handbook's page with the form in it."""

from __future__ import annotations

from collections.abc import Iterator

from incidentlint.markdown import Block, Code, Document, Section, parse
from incidentlint.text import SourceText
from incidentlint.vocabulary import Lexicon, is_told, key_of

_MARKDOWN = ("", "markdown", "md")

_LEAST = 3
"""Headings that a form in a code block has at least; `#` alone begins comments of programs as well."""


def form_of(document: Document, lexicon: Lexicon) -> SourceText:
    """The text of the form that a template's file holds: the file's own, or that of its first code block that is one.

    It is one where it has headings below the first level, more of them (or more that each report tells anew) than the
    file has around its code, and is no copy of the file's own that shows them filled in. Its lines keep their numbers,
    but behind front matter.
    """
    around = [key_of(section.title.text) for section in document.root.walk() if section.level]
    for code in _codes(document.root):
        text = "\n".join(line.text for line in code.lines)
        inside = [key_of(section.title.text) for section in parse(SourceText(text)).root.walk() if section.level > 1]
        copied = 2 * len({*inside} & {*around}) >= len(inside)
        more = len(inside) >= len(around) or _told(inside, lexicon) > _told(around, lexicon)
        if len(inside) >= _LEAST and more and not copied:
            first = document.source.position(code.lines[0].span.start).line
            above = "" if text.startswith(("---", "+++")) else "\n" * (first - 1)
            return SourceText(f"{above}{text}\n", document.source.path)
    return document.source


def _told(headings: list[str], lexicon: Lexicon) -> int:
    return sum(is_told(heading, lexicon.words.prompts) for heading in headings)


def _codes(root: Section) -> Iterator[Code]:
    blocks: Iterator[Block] = (block for section in root.walk() for block in section.blocks)
    for block in blocks:
        if isinstance(block, Code) and block.lines and block.info.strip().casefold() in _MARKDOWN:
            yield block
