"""What a template lets one ask of the times: that the timeline covers the incident, and that lengths are told alike."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec

from incidentlint.facts.incident import Facts
from incidentlint.facts.model import Length, Milestone, Row
from incidentlint.facts.placing import Placed
from incidentlint.facts.slips import one_part_off
from incidentlint.facts.times_beside import times_noted
from incidentlint.facts.words import tokens
from incidentlint.grammars import (
    DAY,
    Duration,
    TimesApart,
    agrees,
    are_alike,
    find_stamps,
    seconds_between,
    slack_of_clock,
    times_apart,
    without_about,
)
from incidentlint.text import Span
from incidentlint.vocabulary import lead_key

_MINUS = re.compile(r"\d\s?[-–−]\s?\d")
_MANY = 100
"""So many rows tell enough of how far apart things were."""

_FEW = 2
"""Of one row nobody says that it covers anything."""


class Uncovered(msgspec.Struct, frozen=True):
    """A milestone that no row reaches, and the row that begins or ends the timeline; `late` says that it begins it."""

    row: Row
    milestone: Milestone
    late: bool


def uncovered(facts: Facts, wrong: frozenset[Span]) -> Iterator[Uncovered]:
    """The detection before the first row, and the resolution after the last one.

    Of one that no heading calls a timeline, as actions with their times, or with a row that has no time, or whose days
    nobody knows, nothing is said; `wrong` are places of moments that are no use.
    """
    rows = facts.rows
    if not facts.template.named or len(rows) < _FEW or facts.disorder:
        return
    if any(_may_leave_out(facts, placed) for placed in facts.story):
        return
    stated = {m.role: m for m in facts.milestones if m.given and m.instant is not None and m.span not in wrong}
    first = min(rows, key=lambda row: row.instant.low)
    last = max(rows, key=lambda row: row.last.high)
    detected, resolved = stated.get("detected"), stated.get("resolved")
    if _covers_a_day_earlier(rows, detected, resolved):
        return
    if detected is not None and detected.instant is not None and _is_known(facts, first, detected):
        if detected.instant.before(first.instant):
            yield Uncovered(first, detected, late=True)
    if resolved is not None and resolved.instant is not None and _is_known(facts, last, resolved):
        later = (row.last.before(resolved.instant) for row in facts.all_rows)  # of another table, too
        if last.last.before(resolved.instant) and all(later):
            yield Uncovered(last, resolved, late=False)


def _may_leave_out(facts: Facts, placed: Placed) -> bool:
    """Whether a timeline may not tell all: of actions, or one of several, by its heading; or nobody can place a row."""
    start, words = placed.timeline.span.start, facts.words
    around = [s.label for s in facts.outline.walk_sections() if s.span.start <= start < s.span.end]
    called = any(not words.timelines.isdisjoint((label.key, label.bare, lead_key(label.text))) for label in around)
    other = any(
        not words.acts.isdisjoint(tokens(label.text)) or any(name in label.key for name in words.timelines)
        for label in around[-1:]
    )
    return (other and not called) or bool(placed.lost) or placed.halves or placed.timeline.broken or not placed.dated


def untouched(facts: Facts, wrong: frozenset[Span]) -> Iterator[Uncovered]:
    """A beginning and an end of any report that are both on days of another month or year than its whole timeline.

    Each of them is a slip for one of its days. Else what is told may be only how it was found, or looked into.
    """
    rows = [row for row in facts.rows if row.written or row.dated]
    if facts.template.named or not rows or len(rows) < len(facts.rows):
        return
    if any((date := row.entry.stamp.date) is not None and date.ambiguous for row in rows):
        return
    ends = {m.role: m for m in facts.milestones if m.instant is not None and m.span not in wrong}
    began, ended = ends.get("started"), next((ends[role] for role in ("closed", "resolved") if role in ends), None)
    if began is None or ended is None or not (_is_off(began, rows, facts) and _is_off(ended, rows, facts)):
        return
    first, last = min(row.day for row in rows), max(row.day for row in rows)
    if ended.instant.days[-1] < first:  # type: ignore[union-attr]
        yield Uncovered(next(row for row in rows if row.day == first), ended, late=True)
    elif began.instant.days[0] > last:  # type: ignore[union-attr]
        yield Uncovered(next(row for row in rows if row.day == last), began, late=False)


def _is_off(milestone: Milestone, rows: Sequence[Row], facts: Facts) -> bool:
    """Whether a field states a day of no row, which is one with another month or year."""
    day = milestone.instant.days[0]  # type: ignore[union-attr]
    days = {row.day for row in rows}
    return _is_dated(milestone, facts) and any(one_part_off(day, other) in ("month", "year") for other in days)


def _is_dated(milestone: Milestone, facts: Facts) -> bool:
    """Whether a field states a day with its year, in which month and day cannot be taken for each other."""
    date = milestone.stamp.date
    told = {row.entry.span for row in facts.all_rows}
    return date is not None and date.year is not None and not date.ambiguous and milestone.span not in told


def _covers_a_day_earlier(rows: Sequence[Row], detected: Milestone | None, resolved: Milestone | None) -> bool:
    """Whether a timeline that writes no day and passes midnight covers all when it begins the evening before."""
    if any(row.written for row in rows) or len({row.day for row in rows}) < _FEW:
        return False
    first = min(row.instant.low for row in rows) - _DAY
    last = max(row.last.high for row in rows) - _DAY
    begins = detected is None or detected.instant is None or first <= detected.instant.high
    return begins and (resolved is None or resolved.instant is None or last >= resolved.instant.low)


_DAY = dt.timedelta(days=1)


def _is_known(facts: Facts, row: Row, milestone: Milestone) -> bool:
    """Whether a row's day is written or the milestone's, and its zone the milestone's: then the two can be compared."""
    if not row.written and milestone.instant is not None and row.day not in milestone.instant.days:
        return False
    mine, theirs = facts.zone_of(row), milestone.stamp.zone or facts.zone
    return mine is None or theirs is None or mine.key(facts.zones) == theirs.key(facts.zones)


class TooLong(msgspec.Struct, frozen=True):
    """A time to detect that is longer than from the first row to the declaration: that row, the seconds, its place."""

    length: Length
    first: Row
    longest: int
    declared: Span


def too_long(facts: Facts, wrong: frozenset[Span]) -> Iterator[TooLong]:
    """Times to detect that the timeline does not allow, where no start is stated."""
    rows = facts.rows
    roles = {m.role for m in facts.milestones}
    told = [row for row in rows if "declared" in row.tells]
    stated = [m for m in facts.milestones if m.role == "declared" and m.instant is not None and m.span not in wrong]
    if facts.disorder or not rows or "started" in roles or not (stated or told):
        return
    if any(placed.timeline.broken for placed in facts.story):
        return
    end, place = (stated[0].instant, stated[0].span) if stated else (told[0].instant, told[0].entry.span)
    first = min(rows, key=lambda row: row.instant.low)
    between = seconds_between(first.instant, end) if end is not None else None
    if between is None or between[1] < 0:
        return
    for length in facts.lengths:
        if length.kind != "detect" or length.between is None or length.excused or length.duration.bound == "less":
            continue
        if not agrees(length.duration, 0, between[1] + 59):
            yield TooLong(length, first, between[1], place)


def own_times(facts: Facts, length: Length) -> int | None:
    """The seconds between the two times in the parentheses of a length, where the length cannot be that long.

    None where its note is another, or agrees: over midnight, and on a clock of twelve hours, too. Of more than two
    times it may be between any two; where each has a name of its own, between one and a row or field as well.
    """
    stated = length.duration
    times = times_noted(facts, stated)
    if times is None:
        return _between_about(facts, stated)
    if _is_between(stated, times, 59):
        return None
    return None if times.named and _is_from_elsewhere(facts, stated, times.clocks) else times.seconds[0]


def _between_about(facts: Facts, stated: Duration) -> int | None:
    """The same where the times are about: ``30 minutes (~15:05 to ~15:22)``. Both are hardly off to the same side."""
    said = stated.qualifier.strip("() ") if stated.qualifier else ""
    text = without_about(said)
    times = times_apart(text, facts.zones) if text != said else None
    if times is None or times.named or len(times.clocks) != _PAIR:
        return None
    slack = 59 + sum(map(slack_of_clock, times.clocks)) // 2
    return None if _is_between(stated, times, slack) else times.seconds[0]


_PAIR = 2


def _is_between(stated: Duration, times: TimesApart, slack: int) -> bool:
    """Whether a length is the time between two clocks, give or take some seconds, on any day and by any half of it."""
    apart = [*times.seconds]  # of a day and more, their days are told
    apart += [each for seconds in times.seconds if seconds < DAY for each in (seconds + DAY, seconds % (DAY // 2))]
    apart += [DAY - seconds for seconds in times.seconds if _MINUS.search(times.raw)]  # `end - start` is a formula
    return any(agrees(stated, each - slack, each + slack) for each in apart)


def _is_from_elsewhere(facts: Facts, stated: Duration, clocks: tuple[int, ...]) -> bool:
    """Whether a length is the time from one of some clocks to a row or a field, or back."""
    known = [row.entry.stamp.clock for row in facts.all_rows] + [m.stamp.clock for m in facts.milestones]
    each = [abs(clock - other) for clock in clocks for other in known if other is not None]
    return any(agrees(stated, apart - 59, apart + 59) for apart in each)


class Restated(msgspec.Struct, frozen=True):
    """A length that is told a second time, and otherwise."""

    length: Length
    other: Length


def restated(facts: Facts, told: frozenset[Span]) -> Iterator[Restated]:
    """Lengths of the whole that labels of the same words state otherwise than the first; `told` are known as wrong.

    Of more than two in a report that was written for no template each may be of another thing.
    """
    known: dict[frozenset[str], list[Length]] = {}
    for length in facts.lengths:
        if length.kind == "whole" and not length.prose and not length.excused and not length.since:
            known.setdefault(facts.words.bare_length(length.label), []).append(length)
    for lengths in known.values():
        if any(length.span in told for length in lengths) or (len(lengths) > 2 and not facts.template.named):
            continue
        first = lengths[0]
        others = (other for other in lengths[1:] if not are_alike(first.duration, other.duration))
        others = (other for other in others if not _is_of_its_line(facts, other))
        others = (other for other in others if not _are_of_two_parts(facts, first.span, other.span))
        yield from (Restated(other, first) for other in others if not _are_of_two_spans(facts, first, other))


def _is_of_its_line(facts: Facts, length: Length) -> bool:
    """Whether a length is the time between two moments of its own line, which then tells of another time."""
    source = facts.outline.document.source
    line = source.line_span(source.line_of(length.span.start))
    text = source.text[line.start : line.end]
    clocks = [stamp.clock for stamp in find_stamps(text[:_LONGEST], facts.zones) if stamp.clock is not None]
    apart = {(last - first) % DAY for first, last in combinations(clocks[:_FEW_CLOCKS], 2)}
    return any(agrees(length.duration, each, each) for each in apart)


_LONGEST, _FEW_CLOCKS = 400, 4


def _are_of_two_parts(facts: Facts, first: Span, other: Span) -> bool:
    """Whether two places are in sections that are called alike: ``Outage 1``, ``Outage 2``; ``First phase (EU)``."""
    homes = [[section for section in facts.outline.walk_sections() if section.span.covers(at)] for at in (first, other)]
    if not all(homes) or homes[0][-1].heading == homes[1][-1].heading:
        return False
    named = [{*filter(_LONG.fullmatch, tokens(home[-1].label.text))} for home in homes]
    return bool(named[0] & named[1]) and homes[0][-1].label.key != homes[1][-1].label.key


_LONG = re.compile(r"[^\W\d_]{4,40}|[^\x00-\u2e7f]{2,40}")


def _are_of_two_spans(facts: Facts, first: Length, other: Length) -> bool:
    """Whether labels that differ count from and to other rows each: ``Duration``, ``Duration of user impact``."""
    if first.label.casefold() == other.label.casefold():
        return False
    moments = [row.instant for row in facts.rows if not row.instant.whole_day][:_MANY]
    apart = [between for one, last in combinations(moments, 2) if (between := seconds_between(one, last)) is not None]
    return all(any(agrees(said.duration, low, high) for low, high in apart) for said in (first, other))
