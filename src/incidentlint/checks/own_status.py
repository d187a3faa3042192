"""A status that says that the incident goes on, though the report tells of its end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentlint.facts import Facts, tokens
from incidentlint.findings import Finding, Level, Related
from incidentlint.grammars import find_ranges
from incidentlint.outline import trimmed
from incidentlint.report import Report, incident
from incidentlint.text import Span, quoted
from incidentlint.vocabulary import key_of, phrases

_PARTS = re.compile(r"[(),;/—–·|]|\s-\s")
"""What a status falls into parts by: ``Investigating, fix in test``."""
_EDGES = re.compile(r"^[^\w]+|[^\w]+$")


def goes_on(report: Report) -> Iterator[Finding]:
    """A status that says that the incident is not over, beside the moment in which it was."""
    facts = incident(report)
    keys = {*report.lexicon.roles["status"], *report.lexicon.columns["status"]}
    before = min((row.entry.span.start for row in facts.all_rows), default=len(report.source.text))
    for stated in facts.stated:
        if key_of(stated.label) not in keys or stated.origin in ("heading", "cell") or stated.value.span.start > before:
            continue  # behind the timeline it is that of an action
        most = _ongoing(report, stated.value.text)
        ended = _end(report, facts) if most else None
        if most and ended is not None:
            values = {"label": quoted(stated.label), "written": _EDGES.sub("", stated.value.text)}
            end = " ".join(report.source[ended].split())
            yield Finding(trimmed(stated.value), {**values, "end": end}, (Related(ended, "the end is here"),),
                at_most=most, variant="ongoing")  # fmt: skip


def _ongoing(report: Report, text: str) -> Level | None:
    """How sure it is that a status says that the incident goes on; None where it does not."""
    words = report.lexicon.checks
    parts = [_EDGES.sub("", part) for part in _PARTS.split(" ".join(text.casefold().split()))]
    first = next(filter(None, parts), "")
    if phrases(words.ongoing).fullmatch(first):
        return "error" if not report.policy.binds else "info"
    return "info" if phrases(words.perhaps_ongoing).fullmatch(first) else None


def _end(report: Report, facts: Facts) -> Span | None:
    """Where a report tells when the incident ended: a label, from when to when, or the last row of the timeline."""
    for milestone in facts.milestones:
        if milestone.role == "resolved" and milestone.stamp.time is not None and milestone.stamp.valid:
            return milestone.span
    starts = report.lexicon.roles["started"]
    for stated in facts.stated:
        times = find_ranges(stated.value.text) if key_of(stated.label) in starts else ()
        if times:
            return stated.value.source(times[0].start, times[0].end)
    last = facts.all_rows[-1] if facts.all_rows else None
    if last is None or last.entry.event is None:
        return None
    told = "resolved" in last.tells or facts.words.endings & {*tokens(last.entry.event.text)}
    return last.entry.span if told else None
