"""Timelines: in order, and in agreement with the header."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from incidentlint.checks.common import named
from incidentlint.checks.registry import NoParams
from incidentlint.facts import Milestone, Misplaced, Told, time_of
from incidentlint.findings import Finding, Related
from incidentlint.report import Report, incident, judged
from incidentlint.text import Span


def order(report: Report, params: NoParams) -> Iterator[Finding]:
    """Entries of a timeline that stand before an earlier one."""
    for found in incident(report).disorder:
        if report.free or _is_of_the_timeline(report, found.row.entry.span):
            yield _misplaced(found)


def _is_of_the_timeline(report: Report, span: Span) -> bool:
    """Whether a place lies in what the template says is the timeline."""
    nodes = (bound.node for bound in report.role("timeline") if bound.node is not None and not bound.waived)
    return any(node.span.start <= span.start < node.span.end for node in nodes)


def _misplaced(found: Misplaced) -> Finding:
    days = found.row.day != found.other.day
    values = {
        "time": time_of(found.row, days=days),
        "other": time_of(found.other, days=days),
        "where": "after" if found.after else "before",
    }
    related = (Related(found.other.entry.span, f"{values['other']} here"),)
    advice = ""
    if found.right is not None:
        advice = f"The date {found.right:%Y-%m-%d} puts the rows in order."
    return Finding(found.row.entry.span, values, related, help=advice)


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
    for missed in judged(report).uncovered:
        label = named(missed.milestone.label)
        values = {"time": time_of(missed.row), "label": label, "value": " ".join(missed.milestone.stamp.raw.split())}
        related = (Related(missed.milestone.span, label),)
        yield Finding(missed.row.entry.span, values, related, variant="late" if missed.late else "early")


def _day(milestone: Milestone) -> dt.date | None:
    return milestone.instant.days[0] if milestone.instant is not None else None
