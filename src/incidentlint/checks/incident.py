"""What a report states of its incident agrees with itself, whatever its template."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from incidentlint.checks.common import named
from incidentlint.checks.registry import NoParams
from incidentlint.facts import Apart, Milestone, Misplaced, Row, Told
from incidentlint.findings import Edit, Finding, Fix, Related
from incidentlint.grammars import Stamp, spell_duration
from incidentlint.report import Report, incident, judged
from incidentlint.text import Span

_LETTERS = re.compile(r"\d+h(\s?)\d+m")
_MINUTES = re.compile(r"\d+(\s?min(?:utes)?\.?)")
_STYLE = 4
"""So many times of one form are the way in which a report writes them, and one finding."""
_HOUR = re.compile(r"(\d{1,2}):\d")
_RANK = (
    "started",
    "detected",
    "reported",
    "acknowledged",
    "declared",
    "mitigated",
    "repaired",
    "restored",
    "resolved",
    "closed",
)


def days(report: Report, params: NoParams) -> Iterator[Finding]:
    """Days that title, file name, front matter, fields, rows and sentences say, and that cannot all be right."""
    by_its_name = "YYYY-MM-DD" in report.pack.files.name
    for conflict in judged(report).conflicts:
        if conflict.span is None and by_its_name:
            continue  # what the pack asks of file names has a rule of its own
        values = {
            "label": named(conflict.label),
            "value": conflict.raw,
            "other": named(conflict.other),
            "other_value": conflict.other_raw,
        }
        related = () if conflict.other_span is None else (Related(conflict.other_span, f"{conflict.other_raw} here"),)
        yield Finding(conflict.span or Span(0, 0), values, related)


def order(report: Report) -> Iterator[Finding]:
    """Milestones in the wrong order."""
    for late, early in judged(report).order:
        values = {
            "label": named(late.label),
            "value": late.stamp.raw,
            "other": named(early.label),
            "other_value": early.stamp.raw,
        }
        variant = "before" if _RANK.index(late.role) > _RANK.index(early.role) else "after"
        yield Finding(
            late.span, values, (Related(early.span, f"{named(early.label)} is {early.stamp.raw}"),), variant=variant
        )


def lengths(report: Report, *, detection: bool) -> Iterator[Finding]:
    """Stated lengths that no pair of moments has: those of the detection, or all others."""
    for found in judged(report).lengths:
        if (found.length.kind == "detect") is detection:
            yield _apart(found)


def _apart(found: Apart) -> Finding:
    values = {
        "label": named(found.length.label),
        "value": " ".join(found.length.duration.raw.split()),
        "first": _end(found, last=False),
        "last": _end(found, last=True),
        "right": spell_duration(max(0, found.seconds)),
    }
    related = (
        Related(found.start.span, f"{found.start.role or 'from'} here"),
        Related(found.end.span, f"{found.end.role or 'to'} here"),
    )
    if found.rows:
        return Finding(found.length.span, values, related, variant="rows")
    duration = found.length.duration
    fix = None
    if found.seconds > 0 and not duration.approx and duration.bound is None:
        text = _alike(duration.raw, found.seconds)
        fix = Fix(f"Write {text}", "unsafe", (Edit(found.length.span, text),))
    return Finding(found.length.span, values, related, fix, variant="between")


def _end(found: Apart, *, last: bool) -> str:
    """An end of a length in words, with its day where that is another than the first one's."""
    end = found.end if last else found.start
    raw = end.raw if found.start.instant.days != found.end.instant.days or not end.clock else end.clock
    return " ".join(f"{end.role} {raw}".split())


def _alike(raw: str, seconds: int) -> str:
    """A length spelt as another one is: ``1h 5m``, ``65 minutes``, else in words."""
    minutes, rest = divmod(seconds, 60)
    if rest:
        return spell_duration(seconds)
    if match := _LETTERS.fullmatch(raw):
        hours, left = divmod(minutes, 60)
        return f"{hours}h{match[1]}{left}m"
    if match := _MINUTES.fullmatch(raw):
        return f"{minutes}{match[1]}"
    return spell_duration(seconds)


def rows(report: Report) -> Iterator[Finding]:
    """Rows of a timeline that are out of order."""
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
        advice = f"With {found.right:%Y-%m-%d} it would be in order."
    return Finding(found.row.entry.span, values, related, help=advice)


def time_of(row: Row, *, days: bool = False) -> str:
    """A row's time as it is written, with its day where `days` asks for it."""
    raw = " ".join(row.entry.stamp.raw.split())
    if not days or (row.written and row.entry.stamp.date is not None and row.entry.stamp.date.raw in raw):
        return raw
    return f"{row.day:%Y-%m-%d} {raw}"


def milestones(report: Report) -> Iterator[Finding]:
    """Rows that tell a milestone at another time than its field."""
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


def tallies(report: Report) -> Iterator[Finding]:
    """Stated totals and shares that their parts do not give."""
    for tally in incident(report).tallies:
        values = {"label": tally.label, "value": tally.raw, "parts": tally.parts, "sum": tally.result}
        yield Finding(tally.span, values, (Related(tally.parts_span, tally.parts),))


def _day(milestone: Milestone) -> dt.date | None:
    return milestone.instant.days[0] if milestone.instant is not None else None


def invalid(report: Report) -> Iterator[tuple[Span, str, str]]:
    """Moments of fields and rows that do not exist: place, text, and why."""
    facts = incident(report)
    doubled = [(m.span, m.stamp) for m in facts.milestones if _has_needless_half(m.stamp)]
    doubled += [
        (entry.span, entry.stamp)
        for placed in facts.placed
        for entry in placed.timeline.entries
        if _has_needless_half(entry.stamp)
    ]
    for span, stamp in doubled if len(doubled) < _STYLE else doubled[:1]:
        yield span, stamp.raw, "hours go to 12 with PM"
    for milestone in facts.milestones:
        if milestone.stamp.problem:
            yield milestone.span, milestone.stamp.raw, milestone.stamp.problem
    for placed in facts.placed:
        for entry in placed.timeline.entries:
            if entry.stamp.problem:
                yield entry.span, entry.stamp.raw, entry.stamp.problem


def _has_needless_half(stamp: Stamp) -> bool:
    """Whether a time on the clock of 24 hours has a PM as well: ``17:14 PM``."""
    if stamp.time is None or stamp.time.meridiem is None or stamp.problem:
        return False
    match = _HOUR.search(stamp.time.raw)
    return match is not None and int(match[1]) > _NOON


_NOON = 12
