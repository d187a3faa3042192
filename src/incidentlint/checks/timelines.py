"""Timelines: in order, and in agreement with the header."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from incidentlint.checks.common import named
from incidentlint.checks.registry import NoParams
from incidentlint.facts import Entry, Milestone, Misplaced, Told, other_half, time_of
from incidentlint.findings import Edit, Finding, Fix, Related
from incidentlint.report import Report, incident, judged
from incidentlint.template import Column
from incidentlint.text import Span

_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def order(report: Report, params: NoParams) -> Iterator[Finding]:
    """Entries of a timeline that come before an earlier one."""
    for found in incident(report).disorder:
        if not report.policy.binds or _is_of_the_timeline(report, found.row.entry.span):
            yield _misplaced(report, found)
    for row in incident(report).backward:
        if not report.policy.binds or _is_of_the_timeline(report, row.entry.span):
            until = row.entry.until.raw if row.entry.until is not None else ""
            yield Finding(row.entry.span, {"time": until, "other": time_of(row)}, variant="range")


def _is_of_the_timeline(report: Report, span: Span) -> bool:
    """Whether a place is in what the template says is the timeline, or in another table that it begins with a time.

    Of a template that says nothing of one, what reads like a timeline is one.
    """
    if not report.pack.roles.get("timeline"):
        return True
    places = [bound for bound in report.role("timeline") if not bound.waived]
    places += [
        bound
        for bound in report.walk()
        if bound.shape.kind == "table"
        and bound.shape.sample
        and bound.shape.columns
        and _is_time(bound.shape.columns[0])
    ]
    nodes = (bound.node for bound in places if bound.node is not None)
    return any(node.span.start <= span.start < node.span.end for node in nodes)


def _is_time(column: Column) -> bool:
    """Whether a column takes times."""
    return column.type is not None and column.type.kind in ("time", "date-time")


def _misplaced(report: Report, found: Misplaced) -> Finding:
    days = found.row.day != found.other.day
    values = {
        "time": time_of(found.row, days=days),
        "other": time_of(found.other, days=days),
        "where": "after" if found.after else "before",
    }
    related = (Related(found.other.entry.span, f"{values['other']} here"),)
    if found.right is None:
        return Finding(found.row.entry.span, values, related, variant="row")
    advice = f"The date {found.right:%Y-%m-%d} puts the rows in order."
    fix = _redated(report, found.row.entry, found.right)
    return Finding(found.row.entry.span, values, related, fix=fix, help=advice, variant="row")


def _redated(report: Report, entry: Entry, day: dt.date) -> Fix | None:
    """The fix that writes another day in the notation of an entry's; none where more than one number would change."""
    date, text = entry.stamp.date, report.source[entry.span]
    if date is None or date.weekday is not None or date.ambiguous or text.count(date.raw) != 1:
        return None
    parts = zip((date.year, date.month, date.day), (day.year, day.month, day.day))
    changed = [(old, new) for old, new in parts if old is not None and old != new]
    if _ISO.fullmatch(date.raw):
        right = day.isoformat()
    elif len(changed) == 1 and len(found := re.findall(rf"(?<!\d)0?{changed[0][0]}(?!\d)", date.raw)) == 1:
        width = len(found[0]) if found[0][0] == "0" else 1
        right = date.raw.replace(found[0], str(changed[0][1]).zfill(width))
    else:
        return None
    start = entry.span.start + text.index(date.raw)
    return Fix(f"Write {right}", "unsafe", (Edit(Span(start, start + len(date.raw)), right),))


def match(report: Report, params: NoParams) -> Iterator[Finding]:
    """Rows and sentences that contradict a milestone's field; timelines that do not cover the incident."""
    by_row: dict[Span, list[Told]] = {}
    for told in judged(report).rows:
        by_row.setdefault(told.row.entry.span, []).append(told)
    for span, several in by_row.items():
        first = several[0]
        values = {
            "time": time_of(first.row, days=first.row.day != _day(first.milestone)),
            "role": " and ".join(told.milestone.role for told in several),
            "label": " and ".join(named(told.milestone.label) for told in several),
            "value": first.milestone.stamp.raw,
        }
        related = tuple(Related(told.milestone.span, named(told.milestone.label)) for told in several)
        yield Finding(span, values, related, variant="milestone")

    for claimed in judged(report).claims:
        values = {
            "time": " ".join(claimed.claim.stamp.raw.split()),
            "role": claimed.claim.role,
            "label": claimed.end.label,
            "value": " ".join(claimed.end.raw.split()),
        }
        yield Finding(claimed.claim.span, values, (Related(claimed.end.span, claimed.end.label),), variant="said")
    for near in judged(report).near:
        values = {"time": time_of(near.row), "label": named(near.label), "value": near.stamp.raw}
        yield Finding(near.span, values, (Related(near.row.entry.span, "the row"),), variant="near")
    told_otherwise = {claimed.claim.span for claimed in judged(report).claims}
    for half in other_half(incident(report)):
        if half.span in told_otherwise:
            continue
        values = {"time": " ".join(half.stamp.raw.split()), "value": time_of(half.row)}
        yield Finding(half.span, values, (Related(half.row.entry.span, f"{values['value']} here"),), variant="half")
    for missed in judged(report).uncovered:
        label = named(missed.milestone.label)
        values = {"time": time_of(missed.row), "label": label, "value": " ".join(missed.milestone.stamp.raw.split())}
        related = (Related(missed.milestone.span, label),)
        yield Finding(missed.row.entry.span, values, related, variant="late" if missed.late else "early")


def _day(milestone: Milestone) -> dt.date | None:
    return milestone.instant.days[0] if milestone.instant is not None else None
