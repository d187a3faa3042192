"""A file of several incidents, read as that many reports."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from incidentlint.grammars import find_dates
from incidentlint.markdown import Document, Section
from incidentlint.outline import FieldNode, SectionNode, outline, walk
from incidentlint.text import Span
from incidentlint.vocabulary import Lexicon, words_of

_TELLING = (
    "severity",
    "started",
    "detected",
    "declared",
    "resolved",
    "duration",
    "impact",
    "cause",
    "timeline",
    "summary",
)
_NUMBERED = re.compile(r"\b[A-Za-z]{2,10}[-_ ]?\d{2,}|#\d+")
_LEAST = 2


def split_incidents(document: Document, lexicon: Lexicon) -> tuple[Document, ...]:
    """The parts of a document that are reports of an incident each, as documents; empty where it is one report.

    Such parts are side by side below headings with a date or a number each, and tell of two things that only a report
    tells: a milestone, a severity, an impact, a cause.
    """
    keys = {key for role in _TELLING for key in lexicon.roles.get(role, ())}
    stack = [document.root]
    while stack:
        section = stack.pop()
        parts = [child for child in section.children if _names_incident(document, child)]
        told = [part for part in parts if _tells(document, part, keys)]
        if len(told) >= _LEAST and len(told) * 2 > len(section.children):
            return _of_level(document, told[0].level, keys)
        stack += reversed([child for child in section.children if child not in parts])
    return ()


def names_incidents(document: Document, lexicon: Lexicon) -> bool:
    """Whether a document is a log of incidents: of several parts, which it calls incidents or outages."""
    words = lexicon.recognition
    headings = [words_of(section.title.text) for section in document.root.walk() if section.level]
    called = sum(1 for heading in headings if words.begins.starts(heading) or set(heading.split()) & words.folders)
    return called >= _LEAST and bool(split_incidents(document, lexicon))


def _of_level(document: Document, level: int, keys: set[str]) -> tuple[Document, ...]:
    """All incidents whose headings have a level, wherever in the document they are."""
    found = [
        section
        for section in document.root.walk()
        if section.level == level and _names_incident(document, section) and _tells(document, section, keys)
    ]
    # What is between two of them is that of the first one.
    starts = [0, *(section.span.start for section in found[1:]), len(document.source.text)]
    return tuple(_part(document, section, Span(*reach)) for section, reach in zip(found, pairwise(starts), strict=True))


def _names_incident(document: Document, section: Section) -> bool:
    title = document.prose(section.title).text
    return bool(find_dates(title)) or _NUMBERED.search(title) is not None


def _tells(document: Document, section: Section, keys: set[str]) -> bool:
    """Whether a section has two labels or headings below it that reports have."""
    read = outline(_part(document, section))
    found = {
        node.label.key
        for node in walk((*read.preamble, *read.sections))
        if isinstance(node, (SectionNode, FieldNode)) and node.label.key in keys
    }
    return len(found) >= _LEAST


def _part(document: Document, section: Section, reach: Span | None = None) -> Document:
    """A section as a document, its heading the title; `reach` is what of the text is its own."""
    root = msgspec.structs.replace(
        document.root,
        heading=section.heading,
        span=section.span,
        blocks=(),
        children=(_raised(section, section.level - 1),),
    )
    return document.part(root, reach)


def _raised(section: Section, by: int) -> Section:
    children = tuple(_raised(child, by) for child in section.children)
    return msgspec.structs.replace(section, level=section.level - by, children=children)
