"""What a report says of its severity, beside the field."""

from __future__ import annotations

from collections.abc import Iterator

from incidentlint.checks.own_severity import Stated, declared_otherwise, of_own_scale
from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding, Related
from incidentlint.report import Report, set_levels
from incidentlint.text import quoted


def conflict(report: Report, params: NoParams) -> Iterator[Finding]:
    """A severity that was lowered, and one that an entry of the timeline raises above the field, or declares below it.

    Of no known template one that is another in the timeline, though nothing tells of a change.
    """
    if not report.policy.binds:
        yield from of_own_scale(report)
        return
    bounds = report.role("severity")
    bound = bounds[0] if bounds else None
    if bound is None or bound.value is None or not bound.value.ok or not report.pack.scale or not report.severity:
        return
    label = quoted(bound.label)
    yield from _stated_twice(report)
    yield from _in_title(report)
    change = report.severity_change
    if change is not None and change.kind == "lowered":
        values = {"label": label, "level": change.holds, "other": change.other}
        yield Finding(bound.value.span, values, at_most="info", variant="lowered")
    rank = report.pack.scale.levels.index
    told = (change.holds, change.other) if change is not None else ()
    set_to = set_levels(report)
    if set_to and set_to[-1].level not in told and rank(set_to[-1].level) < rank(report.severity):
        last = set_to[-1]
        values = {"label": label, "level": report.severity, "other": last.level}
        variant, verb = ("declared", "declared") if last.declared else ("raised", "raised to")
        yield Finding(bound.value.span, values, (Related(last.span, f"{verb} {last.level} here"),), variant=variant)
    elif change is None:
        stated = Stated(bound.label, report.severity, bound.value.span, report.pack.scale)
        yield from declared_otherwise(report, stated, set_to, at_most="info")


def _in_title(report: Report) -> Iterator[Finding]:
    """A level that a title names by itself, and that is not the field's: ``P0 - Sign-in down``."""
    first = report.role("severity")[0]
    change = report.severity_change
    told = {report.severity, *((change.holds, change.other) if change is not None else ())}
    for title in report.outline.titles:
        named = [
            reading for reading in report.pack.scale.parts(title.title.text) if any(map(str.isdigit, reading.level))
        ]
        if len(named) == 1 and named[0].level not in told and first.value is not None:
            values = {"label": quoted(first.label), "level": report.severity, "other": named[0].level}
            span = title.title.source(named[0].start, named[0].end)
            yield Finding(span, values, (Related(first.value.span, quoted(first.label)),), variant="title")


def _stated_twice(report: Report) -> Iterator[Finding]:
    """A severity that front matter and body state, and not the same."""
    stated = [(bound, bound.value) for bound in report.role("severity") if bound.value is not None and bound.value.ok]
    graded = [(bound, value) for bound, value in stated if value.answer]
    for bound, value in graded[1:]:
        first, before = graded[0]
        if value.answer != before.answer:
            values = {"label": quoted(bound.label), "level": value.answer, "other": before.answer}
            yield Finding(value.span, values, (Related(before.span, quoted(first.label)),), variant="twice")
