"""The facts of a report's incident, with what its template says of them: roles of fields, zones, what lengths count."""

from __future__ import annotations

import msgspec

from incidentlint.facts import (
    Apart,
    Claimed,
    Conflict,
    Facts,
    Milestone,
    Template,
    Told,
    apart,
    claimed_otherwise,
    conflicts,
    out_of_order,
    read_facts,
    read_words,
    told_otherwise,
)
from incidentlint.report.chronology import chronology
from incidentlint.report.report import Report
from incidentlint.text import Span


class Judged(msgspec.Struct, frozen=True):
    """What contradicts what in a report: each contradiction once, by the first kind that names it."""

    conflicts: tuple[Conflict, ...]
    order: tuple[tuple[Milestone, Milestone], ...]
    lengths: tuple[Apart, ...]
    rows: tuple[Told, ...]
    claims: tuple[Claimed, ...]


def incident(report: Report) -> Facts:
    """The facts of the incident, read on the first call."""
    return report.once("incident", lambda: _read(report))


def _read(report: Report) -> Facts:
    words = read_words(report.lexicon.facts)
    roles = {
        bound.value.prose.span.start: role
        for role in _ROLES
        for bound in report.role(role)
        if bound.value is not None and bound.present
    }
    zone = None if report.free else chronology(report).zone
    template = Template(roles, zone)
    return read_facts(report.outline, words, report.pack.zones, report.path or report.file_name, template)


_ROLES = ("started", "detected", "declared", "resolved")


def judged(report: Report) -> Judged:
    """The contradictions of the facts: a moment that one of them names is compared with nothing else."""
    return report.once("judged", lambda: _judge(incident(report)))


def _judge(facts: Facts) -> Judged:
    days = conflicts(facts)
    wrong: set[Span] = {conflict.span for conflict in days if conflict.span is not None}
    wrong |= {m.span for m in facts.milestones if m.stamp.problem and m.form != "year"}
    order = out_of_order(facts, frozenset(wrong))
    wrong |= {milestone.span for milestone, _ in order}
    given = frozenset(wrong)
    return Judged(
        conflicts=tuple(days),
        order=tuple(order),
        lengths=tuple(apart(facts, given)),
        rows=tuple(told_otherwise(facts, given)),
        claims=tuple(claimed_otherwise(facts, given)),
    )
