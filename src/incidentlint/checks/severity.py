"""What a report says of its severity, beside the field."""

from __future__ import annotations

from collections.abc import Iterator

from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding, Related
from incidentlint.markdown import Prose
from incidentlint.outline import FieldNode, SectionNode, TableNode, walk
from incidentlint.report import Report
from incidentlint.text import Span, quoted
from incidentlint.vocabulary import phrases


def conflict(report: Report, params: NoParams) -> Iterator[Finding]:
    """A severity that was lowered, and one that an entry of the timeline raises above the field."""
    bounds = report.role("severity")
    bound = bounds[0] if bounds else None
    if bound is None or bound.value is None or not bound.value.ok or not report.pack.scale or not report.severity:
        return
    label = quoted(bound.label)
    change = report.severity_change
    if change is not None and change.kind == "lowered":
        values = {"label": label, "level": change.holds, "other": change.other}
        yield Finding(bound.value.span, values, weak=True, variant="lowered")
    rank = report.pack.scale.levels.index
    set_to = [entry for line in _entries(report) if (entry := _set_level(report, line)) is not None]
    if set_to and rank(set_to[-1][0]) < rank(report.severity):
        level, place = set_to[-1]
        values = {"label": label, "level": report.severity, "other": level}
        yield Finding(bound.value.span, values, (Related(place, f"raised to {level} here"),), variant="raised")


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
"""How far behind its verb a level may stand."""

_GAP = 12
"""How far from each other the levels before and after may stand."""
