"""Lengths that no two moments of the whole report are apart, and that are a slip of the pen from what they count.

What a length counts is not always sure: its label has a note, a sentence tells it, only rows tell its ends.
But where nothing in the report is as far apart, nor said to be as long once more, and it is one digit or an hour off
from the time between what it plainly counts, it is that time, mistyped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import msgspec

from incidentlint.facts.agreement import Apart
from incidentlint.facts.all_moments import Moments
from incidentlint.facts.incident import Facts
from incidentlint.facts.loose_lengths import loose_lengths
from incidentlint.facts.model import Length, Milestone, Row
from incidentlint.facts.named_ends import End, Names, of_milestones, of_row
from incidentlint.facts.words import tokens
from incidentlint.grammars import DAY, Duration, agrees, digits_apart, find_durations, seconds_between
from incidentlint.text import Span

_MINUTE, _HOUR = 60, 3600
_TEN = 10 * _MINUTE
_HALF_DAY = DAY // 2 // _MINUTE
_MOST_ROWS = 60
_FEWEST = 3
_TENTH, _THIRD = 10, 3
_FAR = 20 * _MINUTE
_LAST = 3
"""So many rows at the end may tell that all is well again, where none says so."""
_NEXT = 4
"""So many rows at the beginning may tell what was noticed, where none says so."""


def lone_lengths(facts: Facts, wrong: frozenset[Span], known: Collection[Span]) -> Iterator[Apart]:
    """Such lengths, those that are `known` to be wrong left out; `wrong` are places of moments that are no use."""
    rows = [row for row in facts.rows if not row.instant.whole_day]
    if facts.disorder or len(rows) > _MOST_ROWS or len({row.instant.group for row in rows}) > 1:
        return
    read: list[tuple[Length, Milestone | None]] = [(length, None) for length in facts.lengths]
    read += loose_lengths(facts)
    rest = [each for each in read if each[0].span not in known and _may_be_a_slip(each[0])]
    rows.sort(key=lambda row: row.instant.low)
    moments: Moments | None = None
    told: dict[int, Duration] = {}
    names = Names(facts, wrong)
    for length, at in rest:
        if _is_of_a_part(facts, length):
            continue
        starts, ends = _ends(names, length, rows)
        if at is not None:
            ends = of_milestones([at], [at.role])
        found = _slipped(length, starts, ends) or _late_by_an_hour(length, starts, rows)
        if found is None:
            continue
        if moments is None:  # most reports have no such length, and need not be read once more
            moments, told = Moments(facts), _told_lengths(facts)
        if not moments.are_sure:
            return
        explained = _is_told_elsewhere(length, told) or _is_explained(
            moments, length, _noticed(facts, starts, rows), starts
        )
        if not explained:
            yield found


def _may_be_a_slip(length: Length) -> bool:
    """Whether a length is exact to the minute or hour, and of less than a day; its own times are compared elsewhere."""
    stated = length.duration
    exact = stated.bound is None and stated.precision <= _HOUR and _MINUTE <= stated.seconds < DAY
    if length.label == "the text" and length.excused:
        return False
    about = stated.approx and (length.prose or length.kind != "detect")  # it may have begun before what is told
    return exact and not about and length.since != "other"


def _is_of_a_part(facts: Facts, length: Length) -> bool:
    """Whether the note or the label of a length says that it is that of a part alone."""
    return not facts.words.only.isdisjoint(tokens(f"{length.label} {length.duration.qualifier or ''}"))


def _told_lengths(facts: Facts) -> dict[int, Duration]:
    """All lengths that a report tells, by their places."""
    found: dict[int, Duration] = {}
    for prose in facts.numbered:
        for duration in find_durations(prose.text[:_LONGEST]):
            found[prose.source(duration.start, duration.end).start] = duration
    return found


_LONGEST = 2_000


def _is_told_elsewhere(length: Length, told: dict[int, Duration]) -> bool:
    """Whether a report tells a length twice, or two others that it is the sum of: that is no slip."""
    others = [each.seconds for start, each in told.items() if not length.span.start <= start < length.span.end]
    known = {*others}
    if any(agrees(length.duration, each, each) for each in known):
        return True
    whole = length.duration.seconds
    return length.kind != "detect" and any(whole - each in known and 2 * each != whole for each in known)


def _is_explained(moments: Moments, length: Length, noticed: Row | None, starts: list[End]) -> bool:
    """Whether any two moments of the report are so far apart; of a time to detect the first is before that.

    `noticed` is the row that tells it, `starts` are what it may count from by what is told of that.
    """
    stated = length.duration
    slack = max(stated.precision // 2, _TEN // 2 if stated.approx else 0) // _MINUTE or 1
    above = max(stated.precision // _MINUTE - 1, slack)
    step, firsts = stated.seconds // _MINUTE, moments.minutes
    if length.kind == "detect" and noticed is not None:
        zero = _minute(min(starts, key=lambda each: each.instant.low))
        before = (_minute(of_row(noticed)) - zero) % (DAY // _MINUTE)
        firsts = {each for each in firsts if not before <= (each - zero) % (DAY // _MINUTE) <= _HALF_DAY}
        slack = above = 0 if stated.precision <= _MINUTE and not stated.approx else slack
    return moments.have(firsts, step - slack, step + above)


def _minute(end: End) -> int:
    """Its minute as the report's clocks have it."""
    return end.minute if end.minute >= 0 else end.instant.low.hour * 60 + end.instant.low.minute


def _noticed(facts: Facts, starts: list[End], rows: list[Row]) -> Row | None:
    """The first row that says that the incident was noticed or declared, if it comes behind the beginning."""
    seen = {"detected", "reported", "declared", "acknowledged"}
    found = (row for row in rows if (row.tells | row.hints) & seen or _says(facts, row))
    row = next(found, None)
    known = row is not None and starts and row.instant.low > min(start.instant.low for start in starts)
    return row if known else None


def _late_by_an_hour(length: Length, starts: list[End], rows: list[Row]) -> Apart | None:
    """What a time to detect was meant to be, which is an hour off from that to any row: its label may say to which."""
    if length.kind != "detect" or length.named is not None:
        return None
    pairs = [(start, row, _seconds(start, of_row(row))) for start in starts for row in rows]
    if any(b is not None and agrees(length.duration, b, b) for _, _, b in pairs):
        return None
    found = (Apart(length, s, of_row(r), b) for s, r, b in pairs if b and abs(b - length.duration.seconds) == _HOUR)
    return next(found, None)


def _ends(names: Names, length: Length, rows: list[Row]) -> tuple[list[End], list[End]]:
    """What a length plainly counts: its own ends by name, else the milestones of its kind, else the rows that are."""
    facts = names.facts
    kind = facts.words.kinds[length.kind]
    firsts, lasts = (kind.starts, (*kind.ends, *kind.otherwise))
    if length.since:
        firsts = (length.since,)
    elif length.kind in ("whole", "detect"):
        firsts = firsts[:1]
    starts, ends = _of(names, firsts, rows), _of(names, lasts, rows)
    if length.named is not None:
        first, last = length.named
        firsts_named, lasts_named = _called(names, first, rows) if first else starts, _called(names, last, rows)
        if firsts_named or lasts_named or first:
            return firsts_named, lasts_named
    if len(rows) >= _FEWEST:
        if length.kind in ("whole", "detect"):
            starts = starts or [of_row(rows[0])]
        if length.kind == "detect":
            begun = min(start.instant.low for start in starts)
            later = [row for row in rows if row.instant.low > begun]
            ends = ends or _seen(facts, later) or [*map(of_row, later[: _NEXT - 1])]
        elif length.kind == "whole":
            ends = ends or [*map(of_row, rows[-_LAST:])]
    return starts, ends


def _called(names: Names, name: str, rows: list[Row]) -> list[End]:
    role = names.facts.words.marked_role(name) or names.facts.words.end_role(name)
    found = names.called(name) or (_of(names, (role,), rows) if role else [])
    return found or (_seen(names.facts, rows) if role == "detected" else [])


def _seen(facts: Facts, rows: list[Row]) -> list[End]:
    """The first row that says that something was noticed."""
    return [of_row(row) for row in rows if _says(facts, row)][:1]


def _of(names: Names, roles: Iterable[str], rows: list[Row]) -> list[End]:
    """The moments of some milestones that fields state, and of the rows that tell them."""
    some = {*roles}
    stated = [m for m in names.facts.milestones if m.span not in names.wrong and m.instant is not None]
    found = of_milestones([m for m in stated if m.instant is not None and not m.instant.whole_day], some)
    found += [of_row(row) for row in rows if (row.tells | row.hints) & some]
    return found + [end for role in sorted(some) for end in names.called(role) if end not in found]


def _says(facts: Facts, row: Row) -> bool:
    """Whether a row says that something was noticed, in any of its cells."""
    source = facts.outline.document.source
    line = source.line_span(source.line_of(row.entry.span.start))
    text = source.text[line.start : min(line.end, line.start + _LONGEST)]
    return bool(facts.words.detections & {*tokens(text)})


def _slipped(length: Length, starts: list[End], ends: list[End]) -> Apart | None:
    """What a length was meant to be, where it is none of the times between what it counts, and a slip from one."""
    pairs = [(s, e, b) for s in starts for e in ends if s.span != e.span and (b := _seconds(s, e)) is not None]
    known = [pair for pair in pairs if 0 < pair[2] < DAY]
    if any(agrees(length.duration, seconds, seconds, loose=length.prose) for _, _, seconds in known):
        return None
    found = [pair for pair in known if _is_slip(length, pair[2])]
    if not found:
        return None
    start, end, seconds = min(found, key=lambda pair: abs(pair[2] - length.duration.seconds))
    return Apart(length, start, end, seconds)


def _seconds(start: End, end: End) -> int | None:
    """The seconds between two moments, within a day where only one has it; one without a zone has the other's."""
    first, last = start.instant, end.instant
    if "" in (first.group, last.group):
        first, last = (msgspec.structs.replace(each, group="") for each in (first, last))
    between = seconds_between(first, last)
    if between is None or between[0] != between[1]:
        return None
    return between[0] % DAY if start.guessed or end.guessed else between[0]


def _is_slip(length: Length, right: int) -> bool:
    """Whether a length is off by an hour or some tens of minutes, or has two digits swapped."""
    said = length.duration.seconds
    off = abs(said - right)
    if off * _TENTH <= max(said, right) or off < _TEN // 2:
        return False
    if length.duration.approx and (off * _THIRD <= max(said, right) or off < _TEN):
        return False
    pairs = ((str(said // _MINUTE), str(right // _MINUTE)), (_clocked(said), _clocked(right)))
    slips = {digits_apart(*pair) for pair in pairs}
    if off == _HOUR or "swapped" in slips:
        return True
    if length.excused and length.named is None and said % _TEN == 0:
        return False  # a round part of it is as good a guess
    return off % _TEN == 0 and ("one" in slips or off <= _FAR)


def _clocked(seconds: int) -> str:
    return f"{seconds // _HOUR}:{seconds % _HOUR // _MINUTE:02}"


__all__ = ["lone_lengths"]
