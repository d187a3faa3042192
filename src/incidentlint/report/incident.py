"""The facts of a report's incident, with what its template says of them: roles of fields, zones, what lengths count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from incidentlint.facts import (
    Apart,
    Claimed,
    Conflict,
    Facts,
    FactWords,
    Length,
    Milestone,
    NearRow,
    Restated,
    Template,
    Told,
    TooLong,
    Uncovered,
    apart,
    claimed_otherwise,
    conflicts,
    crossed,
    end_names,
    ended_first,
    lone_lengths,
    near_rows,
    out_of_order,
    possible_ends,
    read_facts,
    read_words,
    restated,
    start_name,
    told_otherwise,
    too_early,
    too_long,
    uncovered,
    unripe,
    untouched,
)
from incidentlint.markdown import Prose
from incidentlint.report.bound import Bound
from incidentlint.report.report import Report
from incidentlint.report.statements import Length as Stated
from incidentlint.report.statements import Statement, is_late, statements
from incidentlint.template import ShapeNode
from incidentlint.text import Span, normalise
from incidentlint.vocabulary import MILESTONES, key_of, words_of


class Judged(msgspec.Struct, frozen=True):
    """What contradicts what in a report: each contradiction once, by the first kind that names it."""

    conflicts: tuple[Conflict, ...] = ()
    order: tuple[tuple[Milestone, Milestone], ...] = ()
    lengths: tuple[Apart, ...] = ()
    rows: tuple[Told, ...] = ()
    claims: tuple[Claimed, ...] = ()
    uncovered: tuple[Uncovered, ...] = ()
    too_long: tuple[TooLong, ...] = ()
    restated: tuple[Restated, ...] = ()
    near: tuple[NearRow, ...] = ()
    lone: tuple[Apart, ...] = ()
    """Lengths that nothing in the report explains, and that are slips from what they plainly count."""


def incident(report: Report) -> Facts:
    """The facts of the incident, read on the first call."""
    return report.once("incident", lambda: _read(report))


def _words(report: Report) -> FactWords:
    milestones = report.lexicon.milestones if report.policy.binds else {}
    return report.once("fact-words", lambda: read_words(report.lexicon.words, milestones))


def _read(report: Report) -> Facts:
    words = _words(report)
    roles = {
        bound.value.prose.span.start: role
        for role in MILESTONES
        for bound in report.role(role)
        if bound.value is not None and bound.present
    }
    template = _template(report, roles) if report.policy.binds else Template({**_named(report), **roles})
    return read_facts(report.outline, words, report.pack.zones, report.path or report.file_name, template)


def _named(report: Report) -> dict[int, str]:
    """The milestones that labels name in the words of the report's languages, by where their values begin."""
    keys = {
        key: role
        for role in MILESTONES
        for node in report.pack.roles.get(role, ())
        for key in (node.label.key, *node.aliases)
    }
    fields = (node for node in report.outline.fields if node.tick is None)
    return {node.value.span.start: keys[node.label.key] for node in fields if node.label.key in keys}


def _template(report: Report, roles: Mapping[int, str]) -> Template:
    """What the template of a report knows of its times."""
    read = statements(report)
    later = [_later(statement) for statement in (*read.milestones, *read.approvals) if statement.role not in MILESTONES]
    timelines = (bound.node for bound in report.role("timeline") if bound.node is not None and not bound.waived)
    between, told = report.pack.duration_of("duration"), "duration" in report.pack.file.durations
    return Template(
        roles=roles,
        zone=read.zone,
        moments=tuple(
            Milestone(s.role, s.label, s.stamp, s.span, s.point, other=s.other)
            for s in read.milestones
            if s.role in MILESTONES
        ),
        lengths=(
            *(_length(report, "whole", length, between, told=told) for length in read.lengths),
            *(_length(report, "detect", length, ("started", "detected"), told=True) for length in read.detections),
        ),
        asked=dict(_asked(report)),
        later=tuple(later),
        meetings=tuple(_meetings(report)),
        known=frozenset(role for role in MILESTONES if any(bound.present for bound in report.role(role))),
        timelines=tuple(node.span for node in timelines),
        asks_timeline=bool(report.role("timeline")),
        named=True,
    )


def _meetings(report: Report) -> Iterator[tuple[str, Prose]]:
    """The labels and texts of what follows the incident: its meetings, and when somebody was notified of it.

    An open box says that there is no meeting yet.
    """
    for bound in report.role("post-mortem"):
        value = bound.value
        if value is not None and bound.present and not bound.waived and (bound.check is None or bound.check.made):
            yield bound.label, value.prose
    for notice in report.pack.notices.values():
        for told in map(report.of, report.pack.recorders(notice)):
            if told is not None and told.value is not None and told.value.ok and told.value.explanation is not None:
                yield told.label, told.value.explanation


def _later(statement: Statement) -> Milestone:
    return Milestone(statement.role, statement.label, statement.stamp, statement.span, statement.point, given=True)


def _length(report: Report, kind: str, length: Stated, between: tuple[str, str], *, told: bool) -> Length:
    words, note = _words(report), length.duration.qualifier
    from_start = note is not None and words.role_of(start_name(note, words)) == between[0]
    noted = note is not None and not from_start and not _names_ends(report, length, between)
    in_label = _ends_in_label(length.label, words)
    excused = noted or (in_label is not None and tuple(map(words.role_of, in_label)) != between)
    named = in_label or (end_names(note, words) if note is not None else None) or _ends_asked(report, length.bound)
    stated = (length.label, length.duration, length.span)
    return Length(kind, *stated, excused=excused, between=between, loose=not told, named=named)


def _asked(report: Report) -> Iterator[tuple[int, tuple[str, str]]]:
    """The names of the ends that slots ask for, by where the values of their fields begin, which may be lengths."""
    for bound in report.walk():
        value = bound.value
        if value is not None and value.ok and bound.shape.slots and any(map(str.isdigit, value.text[:_LEADING])):
            if (names := _ends_asked(report, bound)) is not None:
                yield value.prose.span.start, names


_LEADING = 4
"""Among so many signs at its beginning a value that is a length has a digit."""


def _ends_asked(report: Report, bound: Bound) -> tuple[str, str] | None:
    """The names of the ends that the template's slot asks for: ``minutes, from start to mitigation``."""
    return report.once(f"ends {bound.shape.index}", lambda: _ends_of(report, bound.shape))


def _ends_of(report: Report, shape: ShapeNode) -> tuple[str, str] | None:
    words = _words(report)

    def is_known(name: str) -> bool:
        key, known = key_of(name), report.once("end-labels", lambda: _end_labels(report))
        begun = " " in key and any(label.startswith(f"{key} ") for label in known)
        return key in known or begun or key in words.called or bool(words.role_of(name))

    texts = (*(slot.text for slot in shape.slots), *shape.notes)
    clauses = (clause for text in texts for clause in _CLAUSE.split(text))
    for names in (names for clause in clauses for names in possible_ends(clause, words)):
        first, last = (words_of(name).split() for name in names)
        firsts = (" ".join(first[at:]) for at in range(len(first)))
        lasts = (" ".join(last[:to]) for to in range(len(last), 0, -1))
        found = next(filter(is_known, firsts), ""), next(filter(is_known, lasts), "")
        if all(found):
            return found
    return None


_CLAUSE = re.compile(r"[,;:()（）、，；：\n]")

_MOMENTS = ("date-time", "time")


def _end_labels(report: Report) -> frozenset[str]:
    """The keys of the labels of a template's moments, and their first words."""
    nodes = [node for role in MILESTONES for node in report.pack.roles.get(role, ())]
    nodes += [node for node in report.pack.shape.walk() if node.type is not None and node.type.kind in _MOMENTS]
    keys = {key for node in nodes for key in (node.label.key, *node.aliases) if key}
    return frozenset((*keys, *(key.split()[0] for key in keys)))


def _names_ends(report: Report, length: Stated, between: tuple[str, str]) -> bool:
    """Whether the note behind a length is its template's, and names the fields of both ends: ``(start to end)``."""
    note = normalise(length.duration.qualifier or "").strip("()（） ")
    if not note or not any(note in normalise(slot.text) for slot in length.bound.shape.slots):
        return False
    labels = [
        {bound.shape.label.key.split()[0] for bound in report.role(role) if bound.shape.label.key} for role in between
    ]
    words = {*words_of(note).split()}
    return all(words & names for names in labels)


_NOTE = re.compile(r"[(（]([^()（）]{3,80})[)）]")


def _ends_in_label(label: str, words: FactWords) -> tuple[str, str] | None:
    """What a label says of itself that its length is between: ``Downtime (began until worked around)``."""
    note = _NOTE.search(label)
    return end_names(note[1], words) if note is not None else None


def judged(report: Report) -> Judged:
    """The contradictions of the facts: a moment that one of them names is compared with nothing else."""
    return report.once("judged", lambda: _judge(report, incident(report)))


_MOST_COMPARED = 300
"""A report that states more moments and lengths than this is a log: comparing each with all others would take for ever,
and of so many some two always contradict each other."""


def _judge(report: Report, facts: Facts) -> Judged:
    if len(facts.milestones) + len(facts.lengths) > _MOST_COMPARED:
        return Judged()
    days = conflicts(facts)
    wrong: set[Span] = {conflict.span for conflict in days if conflict.span is not None}
    wrong |= {m.span for m in facts.milestones if m.stamp.problem and m.form != "year"}
    order = out_of_order(facts, frozenset(wrong))
    wrong |= {milestone.span for milestone, _ in order}
    order += unripe(facts, frozenset(wrong), lambda: _is_late(report, wrong))
    order += too_early(facts, frozenset(wrong))
    order += crossed(facts, frozenset(wrong))
    order += ended_first(facts, frozenset(wrong | {late.span for late, _ in order}))
    given = frozenset(wrong)
    lengths = tuple(apart(facts, given))
    rows = tuple(told_otherwise(facts, given))
    outside = () if rows else (*uncovered(facts, given), *untouched(facts, given))
    missed = {found.milestone.span for found in outside}
    # A moment that the timeline does not reach is what is wrong, not the lengths from it.
    lengths = tuple(a for a in lengths if a.length.named is None or missed.isdisjoint((a.start.span, a.end.span)))
    again = tuple(restated(facts, frozenset(found.length.span for found in lengths)))
    beyond = tuple(too_long(facts, given))
    named = {*(a.length.span for a in lengths), *(r.length.span for r in again), *(b.length.span for b in beyond)}
    sure = not (days or order or rows or outside)
    told = given | {each.milestone.span for each in rows} | {m.span for pair in order for m in pair}
    return Judged(
        conflicts=tuple(days),
        order=tuple(order),
        lengths=lengths,
        rows=rows,
        uncovered=outside,
        too_long=beyond,
        restated=again,
        lone=tuple(lone_lengths(facts, given, named)) if sure else (),
        claims=tuple(claimed_otherwise(facts, given)),
        near=tuple(near for near in near_rows(facts) if near.span not in told),
    )


def _is_late(report: Report, wrong: set[Span]) -> bool:
    return is_late(report, [s for s in statements(report).milestones if s.span not in wrong])
