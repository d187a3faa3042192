"""Dates and times: whether they exist, and whether they agree with each other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from incidentlint.checks.common import named, written_dates
from incidentlint.checks.registry import NoParams
from incidentlint.facts import Milestone, own_days, ranks, tokens
from incidentlint.findings import Edit, Finding, Fix, Related
from incidentlint.grammars import Date, find_dates, make_point, read_range, value_dates
from incidentlint.markdown import Prose
from incidentlint.outline import TableNode
from incidentlint.report import (
    Bound,
    Report,
    Statement,
    Told,
    Value,
    behind_own_limits,
    chronology,
    due_elsewhere,
    due_of_actions,
    first_day,
    incident,
    incident_days,
    is_future,
    is_late,
    judged,
)
from incidentlint.text import Span, SpanSet, has_digit
from incidentlint.vocabulary import ORDER, key_of


def invalid(report: Report, params: NoParams) -> Iterator[Finding]:
    """Days and times of day that do not exist."""
    seen: set[Span] = set()
    stated = _stated_invalid(report)
    lengths = SpanSet(length.span for length in incident(report).lengths)  # `36:18 h`
    for span, raw, problem in (*stated, *_problems(report)):
        if span not in seen and not lengths.overlaps(span):
            seen.add(span)
            yield Finding(span, {"text": " ".join(raw.split()), "problem": problem})


def _problems(report: Report) -> Iterator[tuple[Span, str, str]]:
    """Each place once: what a statement, row or value says of it goes before what is there by itself."""
    taken = SpanSet()
    for problems in (_of_statements, _of_values, _of_written_dates, _of_any_text):
        for span, raw, problem in problems(report):
            if taken.claim(span):
                yield span, raw, problem
    yield from _of_ids(report)


def _of_statements(report: Report) -> Iterator[tuple[Span, str, str]]:
    facts = chronology(report)
    for statement in (*facts.milestones, *facts.approvals):
        if statement.problem:
            yield statement.span, statement.stamp.raw, statement.problem


def _of_values(report: Report) -> Iterator[tuple[Span, str, str]]:
    for bound in report.walk():
        value = bound.value
        if value is not None and value.state in ("ok", "invalid"):
            yield from _of_stamp(value)
        if bound.shape.kind == "table" and bound.shape.sample:
            for row in report.rows(bound):
                for cell in row.values.values():
                    yield from _of_stamp(cell)


def _of_stamp(value: Value) -> Iterator[tuple[Span, str, str]]:
    stamp = value.stamp
    if stamp is not None and stamp.problem:
        yield value.prose.source(stamp.start, stamp.end), stamp.raw, stamp.problem


def _of_written_dates(report: Report) -> Iterator[tuple[Span, str, str]]:
    """Of dates that are anywhere those with a year; digits of code and links are no statement of a day."""
    unread, owner = SpanSet(), None
    for prose, date in written_dates(report):
        if not date.problem or date.year is None:
            continue
        if owner is not prose:
            marks = (mark for mark in prose.marks if mark.kind in ("code", "link"))
            unread, owner = SpanSet(Span(mark.start, mark.end) for mark in marks), prose
        if not unread.overlaps(Span(date.start, date.end)):
            yield prose.source(date.start, date.end), date.raw, date.problem


def _of_any_text(report: Report) -> Iterator[tuple[Span, str, str]]:
    """What no form asks for, of a report that follows none."""
    if not report.policy.binds:
        from incidentlint.checks.clocks import mixed_signs

        yield from mixed_signs(report)


def _of_ids(report: Report) -> Iterator[tuple[Span, str, str]]:
    for bound in report.role("id"):
        if bound.value is not None and bound.value.ok:
            for date in find_dates(bound.value.prose.text, glued=True):
                if date.problem:
                    yield bound.value.prose.source(date.start, date.end), date.raw, date.problem


def order(report: Report, params: NoParams) -> Iterator[Finding]:
    """Milestones in the wrong order: started, detected, declared, resolved, reported, approved."""
    moments = ranks(incident(report))
    for late, early in judged(report).order:
        values = {
            "label": named(late.label),
            "value": late.stamp.raw,
            "other": named(early.label),
            "other_value": early.stamp.raw,
        }
        variant = "before" if moments.index(late.role) > moments.index(early.role) else "after"
        yield Finding(
            late.span, values, (Related(early.span, f"{named(early.label)} is {early.stamp.raw}"),), variant=variant
        )
    told = SpanSet(late.span for late, _ in judged(report).order)
    yield from (found for found in _backwards(report) if told.claim(found.span))


def _backwards(report: Report) -> Iterator[Finding]:
    """Fields that state a beginning and an end, each with its day, of which the end comes first."""
    facts = incident(report)
    for stated in facts.stated:
        dated = stated.origin != "cell" and has_digit(stated.value.text)
        both = read_range(stated.value.text, facts.zones) if dated else None
        if both is None or any(
            end.date is None or end.date.year is None or end.approx for end in (both.first, both.last)
        ):
            continue
        timed = both.first.time is not None and both.last.time is not None
        if not timed and key_of(stated.label) not in facts.words.dates | facts.words.time | facts.words.date:
            continue  # from what to what: `Rollback: from 2026-05-04 to 2026-04-28`
        first, last = (make_point(end, facts.zones, zone=facts.zone) for end in (both.first, both.last))
        if first is None or last is None or not last.before(first):
            continue
        values = {"label": named(stated.label), "value": both.last.raw, "other_value": both.first.raw}
        begins, ends = (stated.value.source(end.start, end.end) for end in (both.first, both.last))
        yield Finding(ends, values, (Related(begins, "begins here"),), variant="range")


def id_date(report: Report, params: NoParams) -> Iterator[Finding]:
    """Ids whose date is no day of the incident's start or detection, or of its only day by far."""
    stated: dict[dt.date, Statement | Milestone] = {**incident_days(report)}
    margin = dt.timedelta()
    if not stated:
        stated, margin = {day: own for own in own_days(incident(report)) for day in own.stamp.days()}, _NIGHT
    for bound in report.role("id"):
        value = bound.value
        if value is None or not value.ok or not stated:
            continue
        slots = " ".join(slot.text for slot in bound.shape.slots)
        for date in (*find_dates(value.prose.text, glued=True), *_compact(value.prose.text, slots))[:1]:
            apart = [abs(written - day) for written in date.days() for day in stated]
            if date.valid and date.year is not None and apart and min(apart) > margin:
                if _may_be_the_start(report, date.days(), min(stated)) or _is_of_review(report, bound, date.days()):
                    continue
                of = stated[min(stated)]
                values = {"date": date.raw, "label": named(of.label), "value": of.stamp.raw}
                yield Finding(value.prose.source(date.start, date.end), values, (Related(of.span, named(of.label)),))


_NIGHT = dt.timedelta(days=1)
_DIGITS = re.compile(r"(?<!\d)\d{8}(?!\d)")
_DAY_FORM = "YYYYMMDD"


def _compact(text: str, slots: str) -> Iterator[Date]:
    """The day in eight figures of an id whose slot has one: ``INC-20260311-02``."""
    if _DAY_FORM in slots.upper():
        for match in _DIGITS.finditer(text):
            for date in find_dates(match.group(), compact=True)[:1]:
                yield msgspec.structs.replace(date, start=match.start(), end=match.end())


_LONG_UNNOTICED = dt.timedelta(days=7)
"""So long an incident may have gone on before it was detected, where nobody knows its start."""


def _may_be_the_start(report: Report, written: tuple[dt.date, ...], detected: dt.date) -> bool:
    """Whether a day shortly before the detection may be that of the start: a field asks for it, and it is not known."""
    if not report.role("started") or chronology(report).milestone("started") is not None:
        return False
    return any(dt.timedelta() < detected - day <= _LONG_UNNOTICED for day in written)


def _is_of_review(report: Report, own: Bound, written: tuple[dt.date, ...]) -> bool:
    """Whether an id is not called the incident's, and has the day that a field says the report or review is of.

    ``AAR ID: AAR-20260415-001`` beside ``Date of review: 2026-04-15``.
    """
    facts = incident(report)
    if not facts.words.incident.isdisjoint(tokens(own.label)):
        return False
    dated = {*report.lexicon.roles["report-date"], *facts.words.written}
    for stated in facts.stated:
        named = key_of(stated.label) in dated or not facts.words.reviews.isdisjoint(tokens(stated.label))
        if named and any(set(date.days()) & set(written) for date in find_dates(stated.value.text)[:1]):
            return True
    return False


def file_date(report: Report, params: NoParams) -> Iterator[Finding]:
    """File names whose date is no day of the incident's start or detection, where the pack's names have one."""
    days = incident_days(report)
    if not days or "YYYY-MM-DD" not in report.pack.files.name or not report.file_name:
        return
    for date in find_dates(report.file_name, glued=True)[:1]:
        if date.valid and _may_be_the_start(report, date.days(), min(days)):
            continue
        if not date.valid or not set(date.days()) & set(days):
            stated = days[min(days)]
            values = {"date": date.raw, "label": named(stated.label), "value": stated.stamp.raw}
            yield Finding(Span(0, 0), values, (Related(stated.span, named(stated.label)),))


def late_report(report: Report, params: NoParams) -> Iterator[Finding]:
    """Reports that are dated after their deadline, or after what the template's own note says of their day."""
    found = list(_behind_deadline(report))
    yield from found
    for late in behind_own_limits(report):
        if all(finding.span != late.span for finding in found):
            values = {
                "label": named(late.label),
                "value": late.raw,
                "within": late.within,
                "other": named(late.since),
                "other_value": late.since_raw,
            }
            yield Finding(late.span, values, (Related(late.since_span, named(late.since)),), variant="note")


def _behind_deadline(report: Report) -> Iterator[Finding]:
    deadline = report.pack.complete
    if deadline is None or (deadline.when and report.demanded(deadline.when) is not True):
        return
    facts = chronology(report)
    written, anchor = facts.milestone(deadline.by), facts.milestone(deadline.after)
    if written is not None and anchor is not None and is_late(report, [written, anchor]):
        values = {
            "label": named(written.label),
            "value": written.stamp.raw,
            "within": deadline.within,
            "anchor": anchor.role,
            "anchor_value": anchor.stamp.raw,
        }
        yield Finding(written.span, values, (Related(anchor.span, named(anchor.label)),), variant="deadline")


def due(report: Report, params: NoParams) -> Iterator[Finding]:
    """Actions that are due before the incident began."""
    known = first_day(report)
    if known is None:
        return
    start, label, raw, span = known
    seen = SpanSet()
    read = [
        (told, *_due_days(told, start)) for told in due_of_actions(report) if told.value.text and seen.claim(told.place)
    ]
    for group in due_elsewhere(report):
        others = [(told, *_due_days(told, start)) for told in group if seen.claim(told.place)]
        # What is no known list of actions may be one of an earlier incident: then nothing of it is due after this one.
        read += others if any(later for _, _, later in others) else ()
    for told, date, later in read:
        if date is not None and not later:
            values = {"action": told.action, "date": date.raw, "label": named(label), "value": raw}
            related = (Related(span, named(label)),) if span is not None else ()
            yield Finding(told.value.prose.source(date.start, date.end), values, related)


def _due_days(told: Told, start: dt.date) -> tuple[Date | None, bool]:
    """The day that is told of an action, if it is one, and whether it is not before a `start`."""
    date = next(iter(find_dates(told.value.prose.text)), None)
    if date is None or not (date.valid and date.days()):
        return None, False
    return date, max(date.days()) >= start


def revisions(report: Report, params: NoParams) -> Iterator[Finding]:
    """Versions and dates of the document history that do not ascend."""
    for root in report.role("revisions"):
        table = report.table(root)
        if table is None or not isinstance(table.node, TableNode):
            continue
        version, date = report.column(table, "version"), report.column(table, "date")
        last_version: tuple[tuple[int, ...], str, Span] | None = None
        last_date: tuple[dt.date, str, Span] | None = None
        for row in report.rows(table):
            flagged = False
            if version is not None:
                value = row.values[version]
                number = _version(value.text)
                if number is not None:
                    if last_version is not None and number <= last_version[0]:
                        values = {"what": "version", "value": value.text, "other": last_version[1]}
                        variant = "again" if number == last_version[0] else "after"
                        yield Finding(value.span, values, (Related(last_version[2], last_version[1]),), variant=variant)
                        flagged = True
                    else:
                        last_version = (number, value.text, value.span)
            if date is None:
                continue
            value = row.values[date]
            found = find_dates(value.prose.text)[:1]
            days = found[0].days() if found and found[0].valid else ()
            if len(days) == 1:
                span = value.prose.source(found[0].start, found[0].end)
                if last_date is not None and days[0] < last_date[0]:
                    if not flagged:
                        values = {"what": "date", "value": found[0].raw, "other": last_date[1]}
                        yield Finding(span, values, (Related(last_date[2], last_date[1]),), variant="after")
                else:
                    last_date = (days[0], found[0].raw, span)


def _version(text: str) -> tuple[int, ...] | None:
    match = re.fullmatch(r"v?(\d{1,6}(?:\.\d{1,6}){0,4})", text.strip(), re.IGNORECASE)
    if not match:
        return None
    parts = [int(part) for part in match[1].split(".")]
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def future(report: Report, params: NoParams) -> Iterator[Finding]:
    """Milestones, sign-offs and reports that are in the future; without a clock nothing is."""
    facts = chronology(report)
    for statement in (*facts.milestones, *facts.approvals):
        if report.clock is not None and statement.point is not None and is_future(statement.point, report.clock):
            values = {
                "label": named(statement.label),
                "value": statement.stamp.raw,
                "now": f"{report.clock.told():%Y-%m-%d %H:%M} UTC",
            }
            yield Finding(statement.span, values)


def incomplete(report: Report, params: NoParams) -> Iterator[Finding]:
    """Dates without a year, where the template's slot has one or none can be inferred."""
    facts = chronology(report)
    written = facts.milestone("report-date")
    anchor = written.point.days[0] if written is not None and written.point is not None else None
    incident = incident_days(report)
    if anchor is None and incident:
        anchor = min(incident)
    # Where what it is inferred from is missing or wrong, that is another finding.
    roles = [bound for role in ("report-date", "started", "detected") for bound in report.role(role)]
    stated = any(bound.value is None or not bound.value.ok for bound in roles)
    for prose, date, kind, past in _typed_dates(report):
        if date.year is not None or date.unknown or not date.valid or (not kind and (anchor is not None or stated)):
            continue
        day = None if anchor is None else date.nearest(anchor) if past else date.on_or_after(anchor)
        span = prose.source(date.start, date.end)
        fix = Fix(f"Write {day.isoformat()}", "unsafe", (Edit(span, day.isoformat()),)) if day else None
        hint = f"; did you mean {day.isoformat()}?" if day else ""
        yield Finding(span, {"date": date.raw, "hint": hint}, fix=fix)


def _typed_dates(report: Report) -> Iterator[tuple[Prose, Date, bool, bool]]:
    """The dates in fields and cells whose slot is a date: whether the slot has a year, whether it is a milestone."""
    milestones = {bound.shape.index for role in ORDER for bound in report.role(role)}
    for bound in report.walk():
        value, kind = bound.value, bound.shape.type
        if value is not None and value.ok and kind is not None and kind.kind in ("date", "date-time"):
            date = value.stamp.date if value.stamp is not None else next(iter(find_dates(value.prose.text)), None)
            if date is not None and not (kind.lenient and kind.year):  # its form is the team's own affair
                yield value.prose, date, kind.year, bound.shape.index in milestones
        if bound.shape.kind == "table" and bound.shape.sample:
            for row in report.rows(bound):
                for index, cell in row.values.items():
                    cell_kind = bound.shape.columns[index].type
                    if cell_kind is not None and cell_kind.kind in ("date", "date-time") and cell.text:
                        for date in value_dates(cell.prose.text)[:1]:
                            yield cell.prose, date, cell_kind.year, False


def _stated_invalid(report: Report) -> Iterator[tuple[Span, str, str]]:
    """Moments of fields and rows that do not exist: place, text, and why."""
    facts = incident(report)
    if not report.policy.binds:
        from incidentlint.checks.clocks import needless_halves

        yield from needless_halves(report)
    for milestone in facts.milestones:
        if milestone.stamp.problem:
            yield milestone.span, milestone.stamp.raw, milestone.stamp.problem
    for placed in facts.placed:
        for entry in placed.timeline.entries:
            if entry.stamp.problem:
                yield entry.span, entry.stamp.raw, entry.stamp.problem
