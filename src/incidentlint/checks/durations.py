"""Durations: those that are stated are the time between the milestones that they count."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from incidentlint.checks.common import named
from incidentlint.checks.registry import NoParams
from incidentlint.facts import Apart
from incidentlint.findings import Edit, Finding, Fix, Related
from incidentlint.grammars import seconds_between, spell_duration
from incidentlint.report import (
    Chronology,
    Length,
    Report,
    Statement,
    chronology,
    fits,
    has_all_rows,
    judged,
    length_of,
    misplaced,
    same_length,
    time_of,
)


def stated(report: Report, params: NoParams) -> Iterator[Finding]:
    """Durations that are not the time between the milestones that they count, or contradict each other."""
    if report.free:
        yield from _stated_lengths(report, detection=False)
        return
    facts = chronology(report)
    bases = []
    for first_role, last_role in report.pack.durations_of("duration"):
        first, last = facts.milestone(first_role), facts.milestone(last_role)
        between = seconds_between(first.point, last.point) if first and last and first.point and last.point else None
        if between is not None and first is not None and last is not None:
            bases.append((between, first, last))
    if bases:
        exact = [length for length in facts.lengths if length.duration.qualifier is None]
        wrong = [length for length in exact if not any(fits(length.duration, *base) for base in bases)]
        if len(wrong) > 1 and len(wrong) == len(exact) and all(_is_alike(wrong[0], other) for other in wrong):
            # All say the same, so that it is one contradiction.
            others = tuple(Related(other.span, f"{named(other.label)} says the same") for other in wrong[1:])
            finding = _not_between(report, wrong[0], *bases[0])
            yield msgspec.structs.replace(finding, related=(*finding.related, *others), fix=None)
            return
        for length in wrong:
            yield _not_between(report, length, *bases[0])
        return
    exact = [length for length in facts.lengths if length.duration.qualifier is None]
    for length in exact[1:]:
        if not same_length(exact[0].duration, length.duration):
            values = {
                "label": named(length.label),
                "value": length.duration.raw,
                "other": named(exact[0].label),
                "other_value": exact[0].duration.raw,
            }
            yield Finding(length.span, values, (Related(exact[0].span, named(exact[0].label)),), variant="stated")


def _is_alike(one: Length, other: Length) -> bool:
    return same_length(one.duration, other.duration)


def _not_between(
    report: Report, length: Length, between: tuple[int, int], first: Statement, last: Statement
) -> Finding:
    right = max(0, between[0])
    values = {
        "label": named(length.label),
        "value": length.duration.raw,
        "first": f"{first.role} {_brief(first, last)}",
        "last": f"{last.role} {_brief(last, first)}",
        "right": _spell_between(between),
    }
    related = (
        Related(first.span, f"{first.role} here"),
        Related(last.span, f"{last.role} here"),
    )
    fix = None
    if between[0] == between[1] and not length.duration.approx and length.duration.bound is None:
        text = _in_form(length, right)
        fix = Fix(f"Write {text}", "unsafe", (Edit(length.span, text),))
    return Finding(length.span, values, related, fix, variant="between")


def _spell_between(between: tuple[int, int]) -> str:
    """The time between two moments; two lengths where one of them can be read as two."""
    least, most = max(0, between[0]), max(0, between[1])
    return spell_duration(least) if least == most else f"{spell_duration(least)} to {spell_duration(most)}"


def _brief(statement: Statement, other: Statement) -> str:
    """A moment for a message: the time alone when both are of one day."""
    stamp = statement.stamp
    if stamp.time is None or (statement.point and other.point and statement.point.days != other.point.days):
        return " ".join(stamp.raw.split())
    return " ".join(stamp.time.raw.split()[:1])


def _in_form(length: Length, seconds: int) -> str:
    """A duration in the form of the template's slot: ``X min``, ``X hours Y minutes``."""
    slot = length.bound.shape.slots[0].text if length.bound.shape.slots else ""
    minutes = seconds // 60
    if seconds % 60 == 0 and re.fullmatch(r"\[?X\s*min\]?", slot):
        return f"{minutes} min"
    if seconds % 60 == 0 and re.match(r"\[?X hours? Y minutes?", slot):
        hours, minutes = divmod(minutes, 60)
        return f"{hours} hour{'' if hours == 1 else 's'} {minutes} minute{'' if minutes == 1 else 's'}"
    return spell_duration(seconds)


def detection_time(report: Report, params: NoParams) -> Iterator[Finding]:
    """A time to detect that is not the time between start and detection, nor can be by the timeline."""
    if report.free:
        yield from _stated_lengths(report, detection=True)
        return
    facts = chronology(report)
    started, detected = facts.milestone("started"), facts.milestone("detected")
    for length in _detection_lengths(report):
        if length.duration.qualifier is not None:
            continue
        if started and detected and started.point and detected.point:
            between = seconds_between(started.point, detected.point)
            if between is not None and not fits(length.duration, between, started, detected):
                yield _not_between(report, length, between, started, detected)
            continue
        yield from _by_the_timeline(facts, length)


def _detection_lengths(report: Report) -> Iterator[Length]:
    for bound in report.role("detection-time"):
        value = bound.value
        if value is not None and value.ok and value.duration is not None:
            yield length_of(bound.label, bound, value.prose, value.duration)


def _by_the_timeline(facts: Chronology, length: Length) -> Iterator[Finding]:
    """Between nothing and the time from the first row to the declaration."""
    if not has_all_rows(facts.report) or any(misplaced(placed) for placed in facts.placed()):
        return
    placed = [entry for entries in facts.placed() for entry in entries]
    declared = facts.milestone("declared")
    rows = [entry for entry in placed if entry.milestone == "declared"]
    end = declared.point if declared is not None else rows[0].point if rows else None
    if end is None:
        return
    first = min(placed, key=lambda entry: entry.point.low, default=None)
    longest = seconds_between(first.point, end) if first is not None else None
    stated = length.duration
    if first is None or longest is None or longest[1] < 0 or stated.bound == "less":
        return
    slack = max(stated.precision, stated.seconds // 10) if stated.approx else stated.precision // 2
    if stated.seconds - slack > longest[1] + 59:
        values = {
            "label": named(length.label),
            "value": stated.raw,
            "longest": spell_duration(longest[1]),
            "first": time_of(first),
        }
        place = declared.span if declared is not None else rows[0].entry.span
        related = (Related(first.entry.span, "the first row"), Related(place, "declared here"))
        yield Finding(length.span, values, related, variant="timeline")


def _stated_lengths(report: Report, *, detection: bool) -> Iterator[Finding]:
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


_LETTERS = re.compile(r"\d+h(\s?)\d+m")


_MINUTES = re.compile(r"\d+(\s?min(?:utes)?\.?)")
