"""Durations: those that are stated are the time between the milestones that they count."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

import msgspec

from incidentlint.checks.common import named
from incidentlint.checks.registry import NoParams
from incidentlint.facts import (
    Apart,
    Length,
    TooLong,
    longer_than_days,
    own_times,
    time_of,
    wrong_days,
    wrong_later,
    wrong_spans,
)
from incidentlint.findings import Edit, Finding, Fix, Related
from incidentlint.grammars import spell_duration
from incidentlint.report import Report, incident, judged
from incidentlint.text import Span
from incidentlint.vocabulary import TimeWords

_PART = re.compile(r"(?P<number>\d+|[XYNH]{1,2})(?P<gap>\s?)(?P<unit>[^\W\d_]+)\.?")
"""A part of a length, or of the form of one: ``5 minutes``, ``X hours``."""

_WHOLE_WORD = 4
"""Letters of a word that has a plural; ``min`` has none that must be used."""


def stated(report: Report, params: NoParams) -> Iterator[Finding]:
    """Durations that are not the time between the milestones that they count, or contradict each other."""
    found = [*_lengths(report, detection=False)]
    yield from found
    yield from _lone(report, found, detection=False)


def detection_time(report: Report, params: NoParams) -> Iterator[Finding]:
    """A time to detect that is not the time between start and detection, nor can be by the timeline."""
    found = [*_lengths(report, detection=True)]
    yield from found
    yield from _lone(report, found, detection=True)


def _lengths(report: Report, *, detection: bool) -> Iterator[Finding]:
    """Stated lengths that no pair of moments has: those of the detection, or all others."""
    found = [apart for apart in judged(report).lengths if (apart.length.kind == "detect") is detection]
    if detection:
        too_long = {said.length.span: said for said in judged(report).too_long}
        yield from map(_too_long, too_long.values())
        yield from (_apart(report, apart) for apart in found if apart.length.span not in too_long)
        told = {apart.length.span for apart in found} | {*too_long}
        yield from (said for said in _beside_times(report, detection=True) if said.span not in told)
        return
    yield from _once(report, found)
    yield from _beside_times(report, detection=False)
    for row in wrong_spans(incident(report)):
        values = {"label": named(row.label), "value": row.raw, "times": row.times, "right": spell_duration(row.seconds)}
        yield Finding(row.span, values, variant="times")
    for days in wrong_days(incident(report).numbered):
        values = {"label": named("the text"), "value": days.raw, "times": days.dates, "right": _spell_days(days.days)}
        yield Finding(days.span, values, variant="times")
    known = {apart.length.span for apart in found}
    for longer in longer_than_days(incident(report)):
        if longer.length.span not in known:
            value = " ".join(longer.length.duration.raw.split())
            values = {"label": named(longer.length.label), "value": value, "times": longer.raw}
            values["right"] = f"{_spell_days(longer.days)} at most"
            yield Finding(longer.length.span, values, (Related(longer.span, longer.raw),), variant="times")
    yield from _ending_beside(report, {apart.length.span for apart in found})
    for said in judged(report).restated:
        values = {
            "label": named(said.length.label),
            "value": " ".join(said.length.duration.raw.split()),
            "other": named(said.other.label),
            "other_value": " ".join(said.other.duration.raw.split()),
        }
        yield Finding(said.length.span, values, (Related(said.other.span, named(said.other.label)),), variant="stated")


def _lone(report: Report, found: Collection[Finding], *, detection: bool) -> Iterator[Finding]:
    """The lengths that nothing explains and that are slips from what they count, but for those `found` already."""
    starts = {finding.span.start for finding in found}
    for apart in judged(report).lone:
        if (apart.length.kind == "detect") is detection and apart.length.span.start not in starts:
            yield msgspec.structs.replace(_apart(report, apart), fix=None, at_most="warning")


def _ending_beside(report: Report, found: Collection[Span]) -> Iterator[Finding]:
    """The lengths that are not the time to the moment beside them; those that are `found` already are left out."""
    known = {span.start for span in found} | {length.span.start for length in _own_lengths(report)}
    for later in wrong_later(incident(report)):
        if later.span.start not in known:
            right = spell_duration(later.seconds)
            values = {"label": named("the text"), "value": later.raw, "times": later.times, "right": right}
            yield Finding(later.span, values, variant="times")


def _own_lengths(report: Report) -> Iterator[Length]:
    """The lengths that are compared with the times beside them."""
    return (length for length in incident(report).lengths if own_times(incident(report), length) is not None)


def _spell_days(days: int) -> str:
    return f"{days} day{'s' * (days != 1)}"


def _beside_times(report: Report, *, detection: bool) -> Iterator[Finding]:
    """The lengths that are not the time between the two times in parentheses behind them."""
    told: set[int] = set()
    for length in incident(report).lengths:
        seconds = own_times(incident(report), length) if (length.kind == "detect") is detection else None
        if seconds is not None and length.span.start not in told:
            told.add(length.span.start)
            values = {
                "label": named(length.label),
                "value": " ".join(length.duration.raw.split()),
                "times": " ".join((length.duration.qualifier or "").split()),
                "right": spell_duration(seconds),
            }
            yield Finding(length.span, values, variant="times")


def _once(report: Report, found: list[Apart]) -> Iterator[Finding]:
    """The lengths that are not what they count; where a template's fields all say the same it is one contradiction."""
    exact = [length for length in incident(report).lengths if length.between is not None and not length.excused]
    wrong = [apart for apart in found if apart.length.between is not None and not apart.rows]
    if len(wrong) > 1 and len(wrong) == len([length for length in exact if length.kind != "detect"]):
        seconds = {apart.length.duration.seconds for apart in wrong}
        if len(seconds) == 1:
            others = tuple(Related(a.length.span, f"{named(a.length.label)} says the same") for a in wrong[1:])
            finding = _apart(report, wrong[0])
            yield msgspec.structs.replace(finding, related=(*finding.related, *others), fix=None)
            found = [apart for apart in found if apart not in wrong]
    yield from (_apart(report, apart) for apart in found)


def _too_long(said: TooLong) -> Finding:
    values = {
        "label": named(said.length.label),
        "value": said.length.duration.raw,
        "longest": spell_duration(said.longest),
        "first": time_of(said.first),
    }
    related = (Related(said.first.entry.span, "the first row"), Related(said.declared, "declared here"))
    return Finding(said.length.span, values, related, variant="timeline")


def _apart(report: Report, found: Apart) -> Finding:
    values = {
        "label": named(found.length.label),
        "value": " ".join(found.length.duration.raw.split()),
        "first": _end(found, last=False),
        "last": _end(found, last=True),
        "right": _spell_between(found),
    }
    related = (
        Related(found.start.span, f"{found.start.role or 'from'} here"),
        Related(found.end.span, f"{found.end.role or 'to'} here"),
    )
    if found.rows:
        return Finding(found.length.span, values, related, variant="rows")
    duration = found.length.duration
    fix = None
    if found.seconds > 0 and found.most in (None, found.seconds) and not duration.approx and duration.bound is None:
        text = _in_form(report, found)
        fix = Fix(f"Write {text}", "unsafe", (Edit(found.length.span, text),))
    return Finding(found.length.span, values, related, fix, variant="between")


def _spell_between(found: Apart) -> str:
    """The time between two moments; two lengths where one of them can be read as two."""
    least, most = max(0, found.seconds), max(0, found.seconds if found.most is None else found.most)
    return spell_duration(least) if least == most else f"{spell_duration(least)} to {spell_duration(most)}"


def _in_form(report: Report, found: Apart) -> str:
    """A right length in the form of the template's slot (``X min``, ``X hours Y minutes``), else of what is written."""
    minutes, rest = divmod(found.seconds, 60)
    slots = (
        bound.shape.slots[0].text
        for role in ("duration", "detection-time")
        for bound in report.role(role)
        if bound.value is not None
        and bound.shape.slots
        and bound.value.span.start <= found.length.span.start
        and found.length.span.end <= bound.value.span.end
    )
    slot = next(slots, "") if not rest else ""
    if not rest:
        for form in (slot.strip("[]"), found.length.duration.raw):
            if text := spell_as(form, minutes, report.lexicon.words.time):
                return text
    return spell_duration(found.seconds)


def _end(found: Apart, *, last: bool) -> str:
    """An end of a length in words, with its day where that is another than the first one's."""
    end = found.end if last else found.start
    raw = end.raw if found.start.instant.days != found.end.instant.days or not end.clock else end.clock
    return " ".join(f"{end.role} {raw}".split())


def spell_as(form: str, minutes: int, words: TimeWords) -> str:
    """A length spelt as a slot or another length is: ``X hours Y minutes``, ``1h 5m``, ``65 Minuten``; ``""`` if none.

    Only the forms of minutes, and of hours and minutes, are known.
    """
    units = words.units
    parts = list(_PART.finditer(form))
    named = [next((names for names in (units.hour, units.minute) if part["unit"] in names), None) for part in parts]
    between = _PART.sub("", form).strip()
    if named not in ([units.minute], [units.hour, units.minute]) or between not in ("", ",", *words.and_):
        return ""
    numbers = [minutes] if len(parts) == 1 else [*divmod(minutes, 60)]
    told = [
        (f"{number}{part['gap']}{_inflected(part['unit'], names, number)}", number)
        for part, names, number in zip(parts, named, numbers)
        if names is not None
    ]
    if parts[0]["number"].isdigit():  # a form has all of its parts; who writes a length leaves out what is none
        told = [each for each in told if each[1]] or told[-1:]
    return form[parts[0].end() : parts[-1].start()].join(text for text, _ in told)


def _inflected(word: str, names: Sequence[str], number: int) -> str:
    """A unit's word in the singular or plural that a number wants; the lexicon has the plural right after its singular.

    What is too short to be a whole word stays as it is.
    """
    at = names.index(word)
    before, after = names[at - 1] if at else word, (*names, "")[at + 1]
    if number == 1:
        return before if word.startswith(before) else word
    return after if len(word) >= _WHOLE_WORD and after.startswith(word) else word
