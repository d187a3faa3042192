"""Markup that Markdown does not read, for a space is missing: ``##Summary``, ``**Resolved:**2026-03-11``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from incidentlint.markdown import Block, ListBlock, Paragraph, Prose, Quote
from incidentlint.outline import Outline
from incidentlint.text import Span
from incidentlint.vocabulary import key_of

_HEADING = re.compile(r"^[ ]{0,3}(#{1,6})([^ \t\n#][^\n]{0,100})$", re.MULTILINE)

_BOLD = re.compile(r"^[ ]{0,3}(?:[-*+•][ ])?(\*\*|__)([^*_\n]{1,60}?)[ ]?([:：])[ ]?\1(?=[^\s*_])", re.MULTILINE)


class Unread(msgspec.Struct, frozen=True):
    """Markup that is not read: the line's part as `written`, its place, why it is not, and how it is written `right`.

    `key` is that of the heading or label that it would be.
    """

    written: str
    span: Span
    right: str
    why: str
    key: str


def find_unread(outline: Outline, labels: frozenset[str]) -> list[Unread]:
    """The headings and bold labels of a document that lack a space; `labels` are the keys of a template's names.

    A single ``#`` may be a tag: it is meant to be a heading only before a name that is known.
    """
    found: list[Unread] = []
    for section in outline.document.sections():
        for block, nested in _paragraphs(section.blocks):
            if "#" in block.raw.text or "**" in block.raw.text or "__" in block.raw.text:
                prose = outline.document.prose(block.raw)
                found += _labels(prose) if "**" in prose.text or "__" in prose.text else ()
                found += () if nested else _headings(prose, labels)
    return found


def _paragraphs(blocks: Iterable[Block]) -> Iterator[tuple[Paragraph, bool]]:
    """The paragraphs of blocks, and whether they are in a list or quote."""
    stack = [(block, False) for block in reversed(list(blocks))]
    while stack:
        block, nested = stack.pop()
        if isinstance(block, Paragraph):
            yield block, nested
        elif isinstance(block, Quote):
            stack += [(below, True) for below in reversed(block.blocks)]
        elif isinstance(block, ListBlock):
            stack += [(below, True) for item in reversed(block.items) for below in reversed(item.blocks)]


def _headings(prose: Prose, labels: frozenset[str]) -> Iterator[Unread]:
    for match in _HEADING.finditer(prose.text):
        marks, name = match[1], match[2].strip()
        if prose.marked(match.start(1), match.end(), "code", "link") or not _verbatim(prose, match.span(1)):
            continue
        if key_of(name) in labels or (len(marks) > 1 and _is_name(name)):
            span = prose.source(match.start(1), match.start(2) + len(match[2].rstrip()))
            odd = "a no-break space" if match[2][0].isspace() else "no space"
            right = f"{marks} {name}"
            yield Unread(match[0].strip(), span, right, f"there is {odd} after {marks}", key_of(name))


def _labels(prose: Prose) -> Iterator[Unread]:
    for match in _BOLD.finditer(prose.text):
        if not _verbatim(prose, match.span(1)) or prose.marked(match.start(1), match.end(), "code", "link"):
            continue
        name, colon = match[2].strip(), match[3]
        span = prose.source(match.start(1), match.end())
        marks, right = match[1], f"{match[1]}{name}{colon}{match[1]} "
        spaced = match.end() - match.start(1) != len(marks) * 2 + len(match[2]) + 1
        why = (
            f"there is a space before the closing {marks}" if spaced else f"there is no space after the closing {marks}"
        )
        yield Unread(match[0][match.start(1) - match.start() :], span, right, why, key_of(name))


def _is_name(text: str) -> bool:
    """Whether a text after two hashes and more reads like the name of a section, and no command of a build log."""
    return len(text) <= 60 and (text[0].isalpha() or re.match(r"\d{1,2}[.)]", text) is not None) and "[" not in text


def _verbatim(prose: Prose, place: tuple[int, int]) -> bool:
    """Whether signs are in the source as they do in the text, not escaped."""
    span = prose.source(*place)
    return span.end - span.start == place[1] - place[0]
