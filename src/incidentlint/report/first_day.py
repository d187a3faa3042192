"""The day before which no action of a report can be due."""

from __future__ import annotations

import datetime as dt

from incidentlint.facts import Facts
from incidentlint.grammars import read_stamp
from incidentlint.report.chronology import incident_days
from incidentlint.report.incident import incident
from incidentlint.report.report import Report
from incidentlint.text import Span

_OPENINGS = ("started", "detected")
_A_STORY = 3
"""So many rows of a timeline, on no more days than this, tell when the incident was."""
_BEFORE_A_REPORT = dt.timedelta(days=30)
"""A report may be dated so long after its incident: a deadline in between may be right."""

_BEFORE_A_TIMELINE = dt.timedelta(days=7)
"""The only day of a report whose rows tell times of day alone may be so long after them: it was written then."""

_BEFORE_A_SENTENCE = dt.timedelta(days=7)
"""A day that the first sentence names may be one so long after its incident."""


def first_day(report: Report) -> tuple[dt.date, str, str, Span | None] | None:
    """The day before which nothing can be due, with what says so: its label, its text and its place.

    The first day of the incident, also of one that no template asks for; that of its timeline; else some time before
    the day that its story begins with, or before the other days that the report has: when it was reported or resolved,
    or its own.
    """
    days = incident_days(report)
    if days:
        start = min(days)
        return start, days[start].label, days[start].stamp.raw, days[start].span
    facts = incident(report)
    told = [(m.instant.days[0], m.label, m.stamp.raw, m.span) for m in facts.milestones if m.instant is not None]
    dated = [(d.days[0], d.label, d.raw, d.span) for d in facts.datings if len(d.days) == 1]
    if any(m.role in _OPENINGS for m in facts.milestones if m.instant is not None):
        return min((*told, *dated), key=lambda each: each[0])
    rows = [row for row in facts.rows if row.written and row.entry.stamp.date is not None]
    if len(rows) >= _A_STORY and len({row.day for row in rows}) <= _A_STORY:
        row = min(rows, key=lambda row: row.day)
        return row.day, "the timeline", row.entry.stamp.raw, row.entry.span
    if dated and len({day for day, *_ in dated}) == 1 and not told:
        if _has_times_alone(facts):
            return dated[0][0] - dt.timedelta(days=1), *dated[0][1:]  # the day of its times, which may go over midnight
        if len(facts.rows) >= _A_STORY and dated[0][0] - dt.date.min > _BEFORE_A_REPORT:
            return dated[0][0] - _BEFORE_A_TIMELINE, *dated[0][1:]
    first = min((*told, *dated), key=lambda each: each[0], default=None)
    opening = {s.instant.days[0]: s for s in facts.said if s.first and s.instant is not None and s.stamp.valid}
    if len(opening) == 1 and (first is None or min(opening) <= first[0]):
        day, said = opening.popitem()
        if said.stamp.date is not None and said.stamp.date.year is not None and day - dt.date.min > _BEFORE_A_REPORT:
            return day - _BEFORE_A_SENTENCE, "the text", said.stamp.raw, said.span
    dated_said = {day: s for s in facts.said if s.instant is not None and s.stamp.valid for day in s.instant.days[:1]}
    if first is None and len(dated_said) > 1:  # nothing but sentences tells when anything was
        day, said = min(dated_said.items(), key=lambda each: each[0])
        first = day, "the text", said.stamp.raw, said.span
    if first is None or first[0] - dt.date.min <= _BEFORE_A_REPORT:
        return None
    return first[0] - _BEFORE_A_REPORT, *first[1:]


def _has_times_alone(facts: Facts) -> bool:
    """Whether at least two fields are a time of day and nothing else, which is one of the day beside them."""
    stamps = ((stated.value.text.strip(), read_stamp(stated.value.text.strip())) for stated in facts.stated)
    alone = [stamp for text, stamp in stamps if stamp and stamp.time and stamp.date is None and stamp.end == len(text)]
    return len(alone) >= _SOME_TIMES


_SOME_TIMES = 2
