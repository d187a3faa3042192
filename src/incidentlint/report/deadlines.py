"""The clock: whether a report may still be incomplete.

Nothing depends on the wall clock: "now" is a value that the user hands in. With it, a report may be incomplete until
its pack's deadline, and not after; the clock of an incident that is not resolved has not started.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from incidentlint.grammars import Point, find_dates, read_duration, spell_duration
from incidentlint.outline import FieldNode, Node, SectionNode, TextNode, said, walk
from incidentlint.report.chronology import chronology, incident_days
from incidentlint.report.clock import Clock
from incidentlint.report.incident import incident
from incidentlint.report.report import Report
from incidentlint.report.status import is_final, statuses
from incidentlint.vocabulary import ORDER

_ANYWHERE = dt.timedelta(hours=14)
"""How far ahead of UTC clocks are at most: a moment without a known zone may be so much earlier."""


_LONG_AGO = dt.timedelta(days=30)
"""Nobody is still about to write a report of a day so long ago."""


def waits(report: Report, now: dt.datetime | None) -> str:
    """Why a report may still be incomplete, as ``due in 11 hours``; empty when it may not, or without a clock."""
    deadline = report.pack.complete
    if now is None:
        return ""
    if deadline is None:
        return _not_begun(report, now) if report.policy.demands else ""
    if deadline.when and report.demanded(deadline.when) is not True:
        return ""
    within = read_duration(deadline.within)
    anchor = chronology(report).milestone(deadline.after)
    if within is None:
        return ""
    if anchor is None or anchor.point is None:
        if _is_ready(report):
            return ""
        return f"its clock has not started: no {deadline.after} time"
    left = within.seconds - int((now - _latest(anchor.point)).total_seconds())
    return f"due in {spell_duration(_rounded(left))}" if left >= 0 else ""


def _not_begun(report: Report, now: dt.datetime) -> str:
    """Why a report whose pack has no deadline may still be incomplete: it tells no end, or no moment at all, yet.

    One whose days are long past is no draft, whatever it leaves open; nor is one that lacks little.
    """
    if _is_old(report, now) or _is_ready(report) or _is_mostly_written(report):
        return ""
    told = {role for role in ORDER if _is_told(report, role)}
    if "resolved" in report.pack.roles:
        return "" if "resolved" in told else "its clock has not started: no resolved time"
    titles = (title.title.text for title in report.outline.titles[:1])
    rows = incident(report).all_rows
    if told or any(map(find_dates, titles)) or any(row.written or not row.instant.whole_day for row in rows):
        return ""
    return "its clock has not started: no time"


def _is_told(report: Report, role: str) -> bool:
    """Whether a field says when a milestone was, at least the time of day."""
    read = chronology(report)
    return read.milestone(role) is not None or any(
        said.role == role and said.stamp.valid and said.stamp.time is not None for said in read.milestones
    )


def _is_ready(report: Report) -> bool:
    """Whether a report says of itself that nothing will be added to it."""
    return any(is_final(report, stated) for stated in statuses(report))


def _is_mostly_written(report: Report) -> bool:
    """Whether most sections that the template demands say more than it does: what the others lack is no draft's."""
    asked = [bound for bound in report.walk() if bound.shape.kind == "section" and bound.shape.required is True]
    lowest = [bound for bound in asked if not any(below.shape.kind == "section" for below in bound.children)]
    written = [bound for bound in lowest if isinstance(bound.node, SectionNode) and _is_written(bound.node, report)]
    return len(lowest) > 1 and len(written) * 4 >= len(lowest) * 3


def _is_written(section: SectionNode, report: Report) -> bool:
    """Whether a section says anything in words or figures that is not in the template, or has a box that is ticked."""
    if any(isinstance(node, FieldNode) and node.tick for node in walk(section.children)):
        return True
    texts = (text.text.strip() for text in said(section))
    return any(text not in report.pack.text and any(map(str.isalnum, text)) for text in texts)


def _is_old(report: Report, now: dt.datetime) -> bool:
    """Whether all days that a report tells, by its labels, titles, rows and file name, are long past."""
    facts = incident(report)
    days = {day for found in facts.datings for day in found.days}
    days |= {day for said in facts.milestones for day in said.stamp.days()}
    days |= {row.day for row in facts.all_rows if row.dated}
    if not days:  # a form without fields for them has them in what it begins with, else anywhere
        days = _days_in(report, walk(report.outline.preamble)) or _days_in(report, report.outline.walk())
    return bool(days) and max(days) < _moved(now, -_LONG_AGO).date()


def _days_in(report: Report, nodes: Iterable[Node]) -> set[dt.date]:
    """The days in texts and fields, but for those that are the template's."""
    return {
        day
        for node in nodes
        for text in _texts(node)
        for date in find_dates(text)
        if date.raw not in report.pack.text
        for day in date.days()
    }


def _texts(node: Node) -> tuple[str, ...]:
    if isinstance(node, FieldNode):
        return (node.value.text,)
    if isinstance(node, SectionNode):
        return (node.title.text,)
    return tuple(line.text for line in node.lines) if isinstance(node, TextNode) else ()


def happened_before(report: Report, since: dt.date) -> dt.date | None:
    """The day of an incident that is before a date; None when it is not, or when nobody can tell.

    All days that the report tells of its beginning count, so that one that is mistyped hides nothing.
    """
    facts = incident(report)
    days = set(incident_days(report)) | {day for found in facts.datings if found.own for day in found.days}
    days |= {day for found in facts.datings if found.kind == "file" for day in found.days}
    days = days or {day for found in facts.datings for day in found.days}
    days = days or {row.day for row in facts.all_rows if row.dated}
    last = max(days, default=since)
    return last if last < since else None


def is_future(point: Point, clock: Clock) -> bool:
    """Whether a moment is still to come however it is read: a date when its whole day is."""
    if point.whole_day:
        return not clock.begun(min(point.days), -_ANYWHERE)
    return not clock.passed(point.low, dt.timedelta() if point.group == "utc" else -_ANYWHERE)


def _latest(point: Point) -> dt.datetime:
    return point.high if point.group == "utc" else _moved(point.high, _ANYWHERE)


def _moved(moment: dt.datetime, by: dt.timedelta) -> dt.datetime:
    """A moment so much later; at the ends of the calendar the last or the first one of it."""
    try:
        return moment + by
    except OverflowError:
        end = dt.datetime.max if by > dt.timedelta() else dt.datetime.min
        return end.replace(tzinfo=dt.UTC if moment.tzinfo is not None else None)


def _rounded(seconds: int) -> int:
    """Whole hours from an hour on, whole minutes below."""
    return seconds // 3600 * 3600 if seconds >= 3600 else seconds // 60 * 60
