"""What rows and sentences tell at another time than the fields of a report state it."""

from __future__ import annotations

import re
from collections.abc import Collection

import msgspec

from incidentlint.facts.incident import Facts
from incidentlint.facts.model import Milestone, Row
from incidentlint.facts.named_ends import End, end_of, of_row
from incidentlint.facts.sentences import Claim
from incidentlint.grammars import DAY, Point, Stamp, seconds_between, slack_of_told
from incidentlint.text import Span


class Told(msgspec.Struct, frozen=True):
    """A row that tells a milestone at another time than its field."""

    row: Row
    milestone: Milestone


def told_otherwise(facts: Facts, wrong: frozenset[Span]) -> list[Told]:
    """Fields whose milestone the timeline tells at another time, where no row tells it at the field's."""
    found: list[Told] = []
    roles = [m.role for m in facts.milestones]
    timed = [row for row in facts.rows if not row.instant.whole_day]
    halves = {row.entry.span for placed in facts.story if placed.halves for row in placed.rows}
    for milestone in facts.milestones:
        point = milestone.instant
        if point is None or point.whole_day or milestone.span in wrong or roles.count(milestone.role) > 1:
            continue
        rows = [row for row in timed if milestone.role in row.tells]
        rows = rows or _only_end(facts, milestone)
        if not rows or any(_same(row, point) or _is_alike(row, point, halves) for row in rows):
            continue
        if milestone.given and any(_is_explained(facts, row, milestone) for row in rows):
            continue
        if milestone.given and milestone.role == "resolved" and any(_same(row, point) for row in timed):
            continue  # it was over, and closed later
        if all(_is_stated(facts, row, milestone) for row in rows):
            continue  # `Service is back` and `All is over` are two fields
        weak = [row for row in facts.rows if milestone.role in row.hints and _same(row, point)]
        clear = [row for row in rows if row.dated and row.instant.group == point.group and not row.instant.approx]
        if clear and not weak:
            found.append(Told(clear[-1] if milestone.role in ("resolved", "closed") else clear[0], milestone))
    return found


def _is_stated(facts: Facts, row: Row, milestone: Milestone) -> bool:
    """Whether a field besides that of a milestone states the time of a row."""
    ends = (end_of(facts, stated) for stated in facts.stated[:_MOST_FIELDS])
    return any(
        _same(row, end.instant) for end in ends if end and end.span != milestone.span and not end.instant.whole_day
    )


_MOST_FIELDS = 20


def _only_end(facts: Facts, milestone: Milestone) -> list[Row]:
    """The one row that tells of an end in other words, where the template asks for one end and no row tells it."""
    ends, point = {"resolved", "closed", "restored"}, milestone.instant
    if point is None or not milestone.given or milestone.role != "resolved" or len(ends & facts.template.known) > 1:
        return []
    rows = [row for row in facts.rows if {"resolved", "closed"} & (row.tells | row.hints)]
    timed = [row for row in facts.rows if not row.instant.whole_day]
    return rows if len(rows) == 1 and not any(_same(row, point) for row in timed) else []


def _is_alike(row: Row, point: Point, halves: Collection[Span]) -> bool:
    """Whether a row that writes no day has the milestone's time of day: its day was only inferred.

    `halves` are the rows of a clock of twelve hours that writes neither AM nor PM: half a day may be between them.
    """
    apart = (row.instant.low - point.low).total_seconds()
    return not row.written and not apart % (DAY // 2 if row.entry.span in halves else DAY)


def _is_explained(facts: Facts, row: Row, milestone: Milestone) -> bool:
    """Whether a row ends the incident where its stated length does: then the milestone is the wrong one."""
    for length in facts.lengths:
        if length.between is not None and length.between[1] == milestone.role and not length.excused:
            starts = [m for m in facts.milestones if m.role == length.between[0] and m.instant is not None]
            between = seconds_between(starts[0].instant, row.instant) if starts and starts[0].instant else None
            if between is not None and between[0] == length.duration.seconds:
                return True
    return False


class Claimed(msgspec.Struct, frozen=True):
    """A sentence that says when a milestone was, and a field or row that says otherwise."""

    claim: Claim
    end: End


def claimed_otherwise(facts: Facts, wrong: frozenset[Span]) -> list[Claimed]:
    """Sentences that put a milestone at a time at which neither its field nor any row is."""
    found: list[Claimed] = []
    for claim in facts.claims:
        point = facts.instant_of(claim.stamp)
        if point is None or point.whole_day:
            continue
        slack = slack_of_told(claim.stamp)
        fields = [m for m in facts.milestones if m.role == claim.role and m.instant is not None]
        told = [row for row in facts.rows if claim.role in row.tells and not row.instant.approx]
        moments = [row.instant for placed in facts.story for row in placed.rows]
        moments += [row.last for placed in facts.story for row in placed.rows]
        moments += [m.instant for m in facts.milestones if m.instant is not None]
        if any(_near(point, other, slack) for other in moments) or any(m.span in wrong for m in fields):
            continue
        ends = [End(m.label, m.stamp.raw, m.span, m.instant, m.role) for m in fields if m.instant is not None]
        ends += [of_row(row) for row in told]
        clear = [end for end in ends if not end.instant.whole_day and end.instant.group in (point.group, "")]
        if clear and not any(placed.lost or placed.halves for placed in facts.story):
            found.append(Claimed(claim, clear[0]))
    return found


def _near(point: Point, other: Point, slack: int) -> bool:
    """Whether two moments may be one, by the clock alone where their zones cannot be compared."""
    if other.whole_day:
        return False
    if point.group != other.group:
        apart = abs((point.low - other.low).total_seconds()) % DAY
        return min(apart, DAY - apart) <= slack or bool(point.group and other.group)
    return abs((point.low - other.low).total_seconds()) <= slack + other.exact


def _same(row: Row, point: Point) -> bool:
    return row.instant.low <= point.high and point.low <= max(row.instant.high, row.last.high)


class OtherHalf(msgspec.Struct, frozen=True):
    """A time with AM or PM in the text, and the row that has it in the other half of the day."""

    stamp: Stamp
    span: Span
    row: Row


_LEADING_ZERO = re.compile(r"(?<!\d)0\d:")


def other_half(facts: Facts) -> list[OtherHalf]:
    """Times with AM or PM in the text that no row and no field has, with the row that has each half a day off.

    Of a timeline that may be on a clock of twelve hours itself nothing is said, nor of round times.
    """
    rows = [row for placed in facts.story for row in placed.rows if not row.instant.whole_day and row.entry.stamp.time]
    if not any(_is_of_a_whole_day(row.entry.stamp) for row in rows):
        return []
    clocks = {end // 60 for row in rows for end in (row.entry.stamp.clock, _until(row)) if end is not None}
    clocks |= {m.stamp.clock // 60 for m in facts.milestones if m.stamp.clock is not None}
    found: list[OtherHalf] = []
    for stamp, span in facts.halves:
        minute = (stamp.clock or 0) // 60
        if minute % 30 == 0 or not clocks.isdisjoint((minute - 1, minute, minute + 1)):
            continue
        same = [row for row in rows if (row.entry.stamp.clock or 0) // 60 == (minute + _NOON) % (2 * _NOON)]
        if len(same) == 1 and _in_one_zone(facts, stamp, same[0]) and _may_be_one_day(stamp, same[0]):
            found.append(OtherHalf(stamp, span, same[0]))
    return found


_NOON = 12 * 60


def _is_of_a_whole_day(stamp: Stamp) -> bool:
    """Whether a time shows that its clock counts to 24, or says AM or PM itself."""
    if stamp.time is None or stamp.time.hour is None:
        return False
    return bool(stamp.time.meridiem) or stamp.time.hour > 12 or _LEADING_ZERO.search(stamp.raw) is not None


def _until(row: Row) -> int | None:
    return row.entry.until.clock if row.entry.until is not None else None


def _may_be_one_day(stamp: Stamp, row: Row) -> bool:
    """Whether a time with its date, if it has one, can be on the day of a row."""
    days = stamp.days()
    return not days or not row.dated or row.day in days


def _in_one_zone(facts: Facts, stamp: Stamp, row: Row) -> bool:
    mine, theirs = stamp.zone, facts.zone_of(row)
    return mine is None or theirs is None or mine.key(facts.zones) == theirs.key(facts.zones)
