"""``incidentlint check --explain``: why a file is a report or none, and what was and was not understood of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from incidentlint.api import facts_of
from incidentlint.cli.show import read_one
from incidentlint.report import waits
from incidentlint.text import one_line, shorten

if TYPE_CHECKING:
    from incidentlint.report import Report

_LONGEST = 60


def explain(path: str, packs: Sequence[str], *, config: str, isolated: bool) -> str:
    """What a user is told of one file. Raises `UserError`."""
    found = read_one(path, packs, config=config, isolated=isolated)
    if not found.pack:
        return f"{found.shown}: no report\n  why: {found.reason}\n"
    several = len(found.reports) > 1
    lines = [f"{found.shown}: {_called(len(found.reports))}", f"  why: {found.reason}", f"  pack: {found.pack}"]
    for report in found.reports:
        if report.policy.lenient:
            lines.append("    guessed: no configuration names it, so what it requires is info only")
        elif not report.policy.templated:
            lines.append("    no known template: no sections are required")
        lines += [f"  {line}" for line in _of_report(report, several=several)]
    return "\n".join(lines) + "\n"


def _called(number: int) -> str:
    return "a report" if number == 1 else f"a file of {number} reports"


def _of_report(report: Report, *, several: bool) -> Iterator[str]:
    if several and report.outline.titles:
        yield f"line {report.line}: {one_line(report.outline.titles[0].title.text)}"
    value = report.role_value("severity")
    if report.severity and value is not None:
        yield f"severity: {report.severity} (line {report.source.position(value.span.start).line})"
    else:
        yield "severity: unknown, so nothing that depends on it is required"
    for name in report.pack.conditions:
        holds = report.demanded(name)
        yield f"condition {name}: {'unknown' if holds is None else 'holds' if holds else 'does not hold'}"
    read = facts_of(report)
    told = [(len(read.key_moments), "milestone", "s"), (len(read.lengths), "duration", "s")]
    said = ", ".join(f"{number} {noun}{'' if number == 1 else end}" for number, noun, end in told)
    entries = len(read.timeline)
    yield f"read: {said}, {entries} timeline {'entry' if entries == 1 else 'entries'}"
    for piece in read.not_understood:
        label = f", {piece.label}" if piece.label else ""
        yield f"not understood: line {piece.place.line}{label}: {shorten(piece.text, _LONGEST)} ({piece.why})"
    waiting = waits(report, report.now)
    if waiting:
        yield f"not complete yet: {waiting}"
