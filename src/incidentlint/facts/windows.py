"""When an incident was, in one field: ``Date/Time: 2026-03-10, 07:40-09:10``; its length is that from end to end."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import chain

import msgspec

from incidentlint.facts.fields import Stated, read_moment
from incidentlint.facts.incident import Facts
from incidentlint.facts.loose import Loose
from incidentlint.facts.model import Length, Milestone, Row
from incidentlint.facts.named_ends import End
from incidentlint.facts.placing import day_of
from incidentlint.facts.slips import shifted
from incidentlint.grammars import Stamp, find_ranges, make_point, range_seconds, read_range, seconds_between
from incidentlint.text import Span, has_digit
from incidentlint.vocabulary import key_of


class Window(msgspec.Struct, frozen=True):
    """The two ends that a field for the time of the incident states, and the day of the first."""

    first: End
    last: End
    day: dt.date


def windows(facts: Facts) -> Iterator[Window]:
    """The ranges that labels for the day or the time of the incident state."""
    words = facts.words
    labels = words.dates | words.time | words.date
    for stated in facts.stated:
        key = key_of(stated.label)
        if stated.origin == "cell" or not (key in labels or words.called.get(key) == "started"):
            continue
        read = read_moment(stated, facts.zones, month_first=facts.month_first)
        if read is not None and (found := _window(facts, stated, *read)) is not None:
            yield found


def has_unread_start(facts: Facts, length: Length) -> bool:
    """Whether a field says since when a length counts, and nobody can read its time: ``Began: 2 May, before noon``.

    A later moment that is known to the minute is then not where it counts from.
    """
    roles = {*facts.words.starts_of(length.kind, length.label)[:1], *facts.words.kinds[length.kind].starts[:1]}
    told = [milestone for milestone in facts.milestones if milestone.role in roles]
    if told:
        others = any(
            m.role not in roles and m.instant is not None and not m.instant.whole_day for m in facts.milestones
        )
        return others and all(m.instant is not None and m.instant.whole_day for m in told)
    stated = (each for each in facts.stated if each.origin != "cell" and has_digit(each.value.text))
    return any(facts.words.role_of(each.label) in roles for each in stated)


def clock_windows(facts: Facts) -> Iterator[int]:
    """The seconds between the two times that values of fields consist of, whatever their label: ``7:40-9:10``.

    After those of each they are what some that follow one another make together: two outages of one day.
    """
    found: list[int] = []
    for stated in facts.stated:
        text = stated.value.text
        if len(text) <= _LONGEST and stated.origin != "cell" and _RANGES.match(text) is not None:
            found += [
                seconds for times in find_ranges(text, facts.zones) if (seconds := range_seconds(times, facts.zones))
            ]
    some = found[:_MOST]
    yield from some
    yield from (sum(some[first:last]) for last in range(len(some) + 1) for first in range(last - 1))


_LONGEST, _MOST = 100, 12
_RANGES = re.compile(r"[^\d(]{0,12}\d{1,2}[^\W\d_]?[:.]?\d\d")
"""A value that begins with a time."""


def _window(facts: Facts, stated: Stated, loose: Loose, note: str) -> Window | None:
    """The window that a value is: a day with two times, or two moments."""
    first, last = loose.stamp, loose.until
    if last is None and first.time is None and (times := read_range(note, facts.zones)) is not None:
        first, last = msgspec.structs.replace(times.first, date=first.date), times.last
    if last is None or first.date is None or first.approx or last.approx:
        return None
    day, end = day_of(first.date, None), day_of(last.date, None) if last.date is not None else None
    if day is None or first.clock is None or last.clock is None:
        return None
    if end is None:
        end = shifted(day, 1) if last.clock < first.clock else day
    places = stated.value.source(first.start, first.end), stated.value.span
    moments = zip((first, last), (day, end), places, strict=True)
    ends = [_end(facts, stated.label, *moment) for moment in moments]
    return Window(ends[0], ends[1], day) if ends[0] is not None and ends[1] is not None else None


def _end(facts: Facts, label: str, stamp: Stamp, day: dt.date, span: Span) -> End | None:
    """A moment as an end, on a day where it writes none."""
    bare = msgspec.structs.replace(stamp, date=None)
    point = make_point(bare, facts.zones, zone=facts.zone, day=day) if stamp.valid and stamp.time is not None else None
    return End(label, stamp.raw, span, point, clock=stamp.time.raw) if point is not None and stamp.time else None


_MOST_ROWS = 300
"""Of more rows some two are as far apart as any length."""


def ends_of_window(facts: Facts, length: Length, found: list[Window]) -> tuple[list[End], list[End]] | None:
    """The starts and ends that the length of the whole may have where one field says when it was: this field's first.

    None where a start is stated elsewhere, or the length is another one, or of another section. `found` are the windows
    of the report, two if there are more.
    """
    if length.kind != "whole" or length.prose or length.excused or length.since or facts.disorder:
        return None
    if any(m.role == "started" for m in facts.milestones):
        return None
    if len(facts.all_rows) > _MOST_ROWS:
        return None
    if len(found) != 1 or not _is_near(facts, found[0].first.span, length.span):
        return None
    whole, kind = found[0], facts.words.kinds[length.kind]
    apart = seconds_between(whole.first.instant, whole.last.instant)
    if apart is None or apart[0] <= 0:
        return None
    starts, ends = (list(_told(facts, whole.day, roles)) for roles in (kind.starts, kind.ends))
    rows = [list(_clocked(facts, "the timeline", row.entry.stamp, whole.day, row)) for row in facts.all_rows]
    half = (len(rows) + 1) // 2
    early, late = (list(chain.from_iterable(some)) for some in (rows[:half], rows[half:]))
    return [whole.first, *starts, *early], [whole.last, *ends, *late]


def _is_near(facts: Facts, window: Span, length: Span) -> bool:
    """Whether a field stands in the section of a length, or in one around it: that of a meeting has its own times."""
    around = [s.span for s in facts.outline.walk_sections() if s.span.start <= window.start < s.span.end]
    return all(span.start <= length.start < span.end for span in around)


def _told(facts: Facts, day: dt.date, roles: tuple[str, ...]) -> Iterator[End]:
    """The milestones of some roles and the rows that tell them, on a day where they write none."""
    for milestone in facts.milestones:
        if milestone.role in roles:
            yield from _clocked(facts, milestone.label, milestone.stamp, day, milestone)
    for row in facts.rows:
        if (row.tells | row.hints) & {*roles}:
            yield from _clocked(facts, "the timeline", row.entry.stamp, day, row)


def _clocked(facts: Facts, label: str, stamp: Stamp, day: dt.date, of: Milestone | Row) -> Iterator[End]:
    """A moment as an end: on its own day, else on a day and the one after it."""
    span = of.span if isinstance(of, Milestone) else of.entry.span
    if stamp.date is not None and of.instant is not None:
        yield End(label, stamp.raw, span, of.instant)
    else:
        ends = (_end(facts, label, stamp, each, span) for each in (day, shifted(day, 1)))
        yield from (end for end in ends if end is not None)


__all__ = ["ends_of_window"]
