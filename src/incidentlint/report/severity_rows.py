"""Entries of a timeline that set the severity: raise it, lower it, or say which one it is now."""

from __future__ import annotations

from collections.abc import Iterator

from incidentlint.markdown import Prose
from incidentlint.outline import FieldNode, SectionNode, TableNode, walk
from incidentlint.report.report import Report
from incidentlint.text import Span
from incidentlint.vocabulary import phrases


def set_levels(report: Report) -> list[tuple[str, Span]]:
    """The levels that entries of the timeline set the severity to, in their order, each with its place."""
    if not report.pack.scale:
        return []
    return [entry for line in _entries(report) if (entry := _set_level(report, line)) is not None]


def _entries(report: Report) -> Iterator[Prose]:
    """The texts of the timeline's entries, in their order."""
    for bound in report.role("timeline"):
        nodes = bound.node.children if bound.node is not None else ()
        for node in walk(node for node in nodes if not isinstance(node, SectionNode)):
            if isinstance(node, TableNode):
                yield from (cell for row in node.rows for cell in row.cells)
            elif isinstance(node, FieldNode) and node.origin == "item" and node.whole is not None:
                yield node.whole
        if bound.node is not None:
            break


def _set_level(report: Report, entry: Prose) -> tuple[str, Span] | None:
    """The level that an entry raises, lowers or sets the severity to, and where it says so."""
    words, text = report.lexicon.changes, entry.text
    verb = phrases((*words.raised, *words.lowered, *words.set)).search(text)
    if verb is None or phrases(words.doubt).search(text[max(0, verb.start() - _BEFORE) : verb.start()]):
        return None
    named = [
        reading for reading in report.pack.scale.named(text) if verb.end() <= reading.start <= verb.end() + _BEHIND
    ]
    if not named:
        return None
    last = named[0]
    for reading in named[1:]:
        if phrases(words.to).search(text[last.end : reading.start]) and reading.start - last.end <= _GAP:
            last = reading
    behind = text[last.end :].lstrip()
    if phrases(words.people).match(behind) or not phrases(words.to).search(text[verb.start() : last.start]):
        return None
    return last.level, entry.source(last.start, last.end)


_BEFORE = 30
"""How far before its verb an entry is looked at for words of doubt, in signs."""

_BEHIND = 40
"""How far after its verb a level may be."""

_GAP = 12
"""How far from each other the levels before and after may be."""
