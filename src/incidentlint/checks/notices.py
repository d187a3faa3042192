"""Notices: whether and when somebody was notified, as laws and contracts demand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from incidentlint.checks.common import value_of_cause
from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding, Related
from incidentlint.grammars import Period, Point, find_dates, find_stamps, make_point, read_period
from incidentlint.markdown import Prose
from incidentlint.packs import Deadline
from incidentlint.report import Bound, Clock, Report, Statement, Value, chronology, end_of_period, is_after, owner_span
from incidentlint.text import Span, normalise, quoted
from incidentlint.tuples import NamedTuple
from incidentlint.vocabulary import MILESTONES, either, phrases

AUTHORITY = "authority"
"""The deadline that has no other name."""


class _Due(NamedTuple):
    """When something is due: what it counts from, if that is known, and the end of the period, empty if it is not."""

    period: Period
    anchor: Statement | None
    limit: str
    day: dt.date | None


def notified(report: Report, params: NoParams) -> Iterator[Finding]:
    """What somebody is to be told has its date, and that is within its period, and not before it was known."""
    yield from _too_early(report)
    for name, deadline in report.pack.notices.items():
        period = read_period(deadline.within)
        if period is None or (deadline.when and report.demanded(deadline.when) is not True):
            continue
        due = _due(report, deadline, period)
        if deadline.after not in MILESTONES and due.anchor is None:
            continue  # it counts from a moment that there was not yet, or that another finding is about
        for shape in report.pack.recorders(deadline):
            bound = report.of(shape)
            if bound is not None:
                yield from _of_field(report, name, deadline, due, bound)


def _too_early(report: Report) -> Iterator[Finding]:
    """An authority that was told on a day before that of the incident: nobody knew of it."""
    facts = chronology(report)
    known = facts.milestone("detected") or facts.milestone("started")
    if known is None or known.point is None:
        return
    for bound in (each for root in report.role("authority-notified") for each in (root, *_if_so(report, root))):
        stamp = _stated(report, bound, known)
        if stamp is None or stamp.point is None or not _is_first(report, stamp, bound):
            continue
        date, days = stamp.stamp.date, stamp.point.days
        if date is not None and date.year is not None and days and max(days) < min(known.point.days, default=days[0]):
            values = {**_NOTHING, "label": quoted(bound.label), "value": " ".join(stamp.stamp.raw.split())}
            values |= {"anchor": known.role, "anchor_value": " ".join(known.stamp.raw.split())}
            where = (Related(known.span, f"{known.role} here"),)
            yield Finding(stamp.span, values, where, variant="early", final=True)


_NOTHING = dict.fromkeys(("answer", "within", "limit", "due", "name"), "")


def _if_so(report: Report, bound: Bound) -> Iterator[Bound]:
    """The field right behind a question that says more where its answer is Yes: ``If yes: when``."""
    words = report.lexicon.words
    beside = bound.parent.children if bound.parent is not None else report.bound
    for one, other in pairwise(beside):
        label = other.shape.label.key
        if one is bound and phrases(words.gates.if_, "", rf"\s+{either(words.answers.yes)}(?!\w)").match(label):
            yield other


def _is_first(report: Report, stated: Statement, bound: Bound) -> bool:
    """Whether a moment is what a field says first, but for words that the template has there."""
    value = bound.value
    prose = _told(value) if value is not None else None
    before = prose.text[: stated.stamp.start].strip(" *_-–—(:") if prose is not None else ""
    return prose is not None and (not before or normalise(before) in normalise(report.pack.text))


def _of_field(report: Report, name: str, deadline: Deadline, due: _Due, bound: Bound) -> Iterator[Finding]:
    value = bound.value
    if not bound.present:
        if name != AUTHORITY and bound.shape.required is not True and not bound.waived:
            place = value_of_cause(report, deadline.when) if deadline.when else None
            yield _missing(report, name, deadline, due, bound, place or owner_span(report, bound), "absent")
        return
    if value is None or not value.ok:
        return
    prose = _told(value)
    if prose is None or not find_dates(prose.text):
        yield _missing(report, name, deadline, due, bound, value.span, "missing")
        return
    stamp = _stated(report, bound, due.anchor)
    if stamp is not None and stamp.point is not None and due.anchor is not None and _is_late(report, stamp, due):
        values = {**_values(name, deadline, due, bound), "value": " ".join(stamp.stamp.raw.split())}
        where = (Related(due.anchor.span, f"{due.anchor.role or quoted(due.anchor.label)} here"),)
        variant = "late" if name == AUTHORITY else "passed"
        yield Finding(stamp.span, values, where, variant=variant, final=name != AUTHORITY)


def _missing(
    report: Report, name: str, deadline: Deadline, due: _Due, bound: Bound, place: Span, variant: str
) -> Finding:
    """What is said of a notice without a date: before its period has ended a note, where anybody knows the time."""
    values = _values(name, deadline, due, bound)
    if name == AUTHORITY:
        return Finding(place, values, variant="missing")
    variant = "unmet" if variant == "missing" else variant
    open_yet = report.clock is not None and not _is_over(due, report.clock)
    return Finding(place, values, variant=variant, at_most="info" if open_yet else "error", final=not open_yet)


def _values(name: str, deadline: Deadline, due: _Due, bound: Bound) -> dict[str, str]:
    value, after = bound.value, deadline.after
    if name == AUTHORITY:
        anchor = due.anchor.role if due.anchor else after
    elif after in MILESTONES:
        anchor = f"the incident was {after}"
    else:
        anchor = quoted(due.anchor.label) if due.anchor else after
    said = " ".join(due.anchor.stamp.raw.split()) if due.anchor else ""
    return {
        "due": f"{deadline.within} after {anchor}" + (f" ({said}): by {due.limit}" if due.limit else ""),
        "name": name,
        "label": quoted(bound.label),
        "answer": f" is {value.answer} but" if value is not None and value.answer else "",
        "within": deadline.within,
        "anchor": anchor,
        "anchor_value": said,
        "limit": due.limit,
    }


def _told(value: Value) -> Prose | None:
    """The text that tells when it was done: the explanation of an answer, else the whole value."""
    return value.explanation if value.explanation is not None else None if value.answer else value.prose


def _stated(report: Report, bound: Bound, anchor: Statement | None) -> Statement | None:
    """The first moment with a date that a field tells; without a year it is that of the anchor."""
    value, facts = bound.value, chronology(report)
    prose = _told(value) if value is not None and value.ok else None
    if prose is None:
        return None
    stamp = next((stamp for stamp in find_stamps(prose.text, facts.zones) if stamp.date is not None), None)
    if stamp is None:
        return None
    day = anchor.point.days[0] if anchor is not None and anchor.point is not None else None
    point = make_point(stamp, facts.zones, zone=facts.zone, day=day)
    return Statement("", bound.label, stamp, prose.source(stamp.start, stamp.end), bound, "", point)


def _due(report: Report, deadline: Deadline, period: Period) -> _Due:
    facts, after = chronology(report), deadline.after
    anchor = facts.milestone(after) if after in MILESTONES else _moment_of(report, after)
    if anchor is None or anchor.point is None:
        return _Due(period, None, "", None)
    if period.by_days:
        day = period.last_day(max(anchor.point.days))
        return _Due(period, anchor, f"{day:%Y-%m-%d}" if day else "", day)
    return _Due(period, anchor, end_of_period(anchor, period.seconds, facts.zone, facts.zones), None)


def _moment_of(report: Report, after: str) -> Statement | None:
    """The moment of another deadline's field, or of a field."""
    other = report.pack.notices.get(after)
    shapes = report.pack.recorders(other) if other is not None else report.shape.find_all(after)
    first = chronology(report).milestone("detected")
    bounds = (report.of(shape) for shape in shapes)
    found = (_stated(report, bound, first) for bound in bounds if bound is not None and bound.present)
    return next((one for one in found if one is not None and one.point is not None), None)


def _is_late(report: Report, stated: Statement, due: _Due) -> bool:
    """Whether a moment is after its period; a date alone is, when its whole day is."""
    assert stated.point is not None
    assert due.anchor is not None
    if due.period.by_days:
        return due.day is not None and min(stated.point.days) > due.day
    facts = chronology(report)
    return is_after(stated.point, due.anchor, due.period.seconds, facts.zone, facts.zones)


_ANYWHERE = dt.timedelta(hours=14)
"""So far clocks differ from UTC at most."""


def _is_over(due: _Due, clock: Clock) -> bool:
    """Whether a period has surely ended."""
    point: Point | None = due.anchor.point if due.anchor is not None else None
    if point is None:
        return True
    if due.day is not None:
        return clock.begun(due.day, dt.timedelta(days=1) + _ANYWHERE)
    end = dt.timedelta(seconds=due.period.seconds) + (dt.timedelta() if point.group == "utc" else _ANYWHERE)
    return clock.passed(point.high, end + dt.timedelta.resolution)
