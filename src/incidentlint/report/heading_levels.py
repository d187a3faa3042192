"""The levels of headings: which one a section of the template has in a report, and the edits that give it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from incidentlint.findings import Edit
from incidentlint.outline import SectionNode
from incidentlint.report.bound import Bound
from incidentlint.report.report import Report
from incidentlint.text import SourceText, Span

DEEPEST = 6

_SHALLOW = 2
"""Levels up to this one can be written with a line below the title."""

_HASHES = re.compile(r"#{1,6}(?=[ \t]|$)")

_CLOSING = re.compile(r"[ \t](#{1,200})[ \t]*$")


def top_shift(report: Report) -> int:
    """How many levels deeper than the template's the sections of a report are, by most of its top ones."""
    tops = [b for b in report.bound if isinstance(b.node, SectionNode) and b.shape.kind == "section" and b.shape.level]
    shifts = Counter(b.node.level - b.shape.level for b in tops if isinstance(b.node, SectionNode))
    return shifts.most_common(1)[0][0] if shifts else 0


def level_of(bound: Bound, shift: int) -> int:
    """The level of a section of the template, seen from the one that it is in; `shift` is that of the top ones."""
    parent = bound.parent
    if parent is not None and isinstance(parent.node, SectionNode) and parent.shape.level:
        return parent.node.level + bound.shape.level - parent.shape.level
    return bound.shape.level + shift


def to_level(report: Report, bound: Bound, level: int) -> tuple[Edit, ...]:
    """The edits that give a section a level, and the sub-sections that move with it theirs.

    A section of the template that belongs elsewhere stays as it is. None where a heading is written in a way that has
    no such level.
    """
    node = bound.node
    assert isinstance(node, SectionNode)
    elsewhere = {
        other.node
        for other in report.walk()
        if isinstance(other.node, SectionNode) and not any(above is bound for above in _and_above(other))
    }
    return relevelled(report.source, _with_it(node, elsewhere), level - node.level)


def relevelled(source: SourceText, sections: Iterator[SectionNode], shift: int) -> tuple[Edit, ...]:
    """The edits that shift the headings of some sections; none where one of them cannot be shifted."""
    edits: list[Edit] = []
    for section in sections:
        found = _heading(source, section, section.level + shift)
        if found is None:
            return ()
        edits += found
    return tuple(sorted(edits, key=lambda edit: edit.span))


def _and_above(bound: Bound) -> Iterator[Bound]:
    current: Bound | None = bound
    while current is not None:
        yield current
        current = current.parent


def _with_it(section: SectionNode, elsewhere: set[SectionNode]) -> Iterator[SectionNode]:
    yield section
    for below in section.sections:
        if below not in elsewhere:
            yield from _with_it(below, elsewhere)


def _heading(source: SourceText, section: SectionNode, level: int) -> list[Edit] | None:
    """The edits of one heading; None for a bold line, and for a level that cannot be written."""
    start, end = section.heading
    text = source.text[start:end]
    if not 1 <= level <= DEEPEST:
        return None
    hashes = _HASHES.match(text)
    if hashes is not None:
        edits = [Edit(Span(start, start + hashes.end()), "#" * level)]
        closing = _CLOSING.search(text, hashes.end())
        if closing is not None:
            edits.append(Edit(Span(start + closing.start(1), start + closing.end(1)), "#" * level))
        return edits
    first, _, line = text.rpartition("\n")
    rule = line.strip(" \t>")
    if not first or not rule or rule.strip("=-"):
        return None
    at = start + len(first) + 1 + line.index(rule)
    if level <= _SHALLOW:
        return [Edit(Span(at, at + len(rule)), "=-"[level - 1] * len(rule))]
    if "\n" in first or line != rule:
        return None
    return [Edit(Span(start, start), f"{'#' * level} "), Edit(Span(start + len(first), end), "")]
