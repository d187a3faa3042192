"""Which stated lengths agree with the moments that they are between, and which milestones with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, islice, product

import msgspec

from incidentlint.facts.incident import Facts
from incidentlint.facts.model import Length, Milestone, Row
from incidentlint.facts.named_ends import End, Names, as_called, end_of, of_milestones, of_row
from incidentlint.facts.placing import Placed, is_log
from incidentlint.facts.times_beside import has_its_times, is_told_with_times
from incidentlint.facts.windows import clock_windows, ends_of_window, has_unread_start, windows
from incidentlint.facts.words import FactWords, LengthKind, tokens
from incidentlint.grammars import (
    DAY,
    Duration,
    Point,
    agrees,
    digits_apart,
    seconds_between,
    slack_of_ends,
)
from incidentlint.text import Span

_LONGER = 1.5
_MUCH_LONGER = 4


class Apart(msgspec.Struct, frozen=True):
    """A length that no pair of ends has: the pair to name, and the seconds between them. `rows`: none is known."""

    length: Length
    start: End
    end: End
    seconds: int
    rows: bool = False
    most: int | None = None
    """The most seconds that they may be apart, where one of them can be read as two."""


def apart(facts: Facts, wrong: frozenset[Span]) -> Iterator[Apart]:
    """The lengths that nothing in the report confirms; `wrong` are places of moments that are no use."""
    called = [as_called(milestone, facts.words) for milestone in facts.milestones]
    milestones = [m for m in called if m.instant is not None and m.span not in wrong]
    roles = [m.role for m in called]
    names, told_windows = Names(facts, wrong), list(islice(windows(facts), 2))
    for length in facts.lengths:
        if length.named is not None and (ends_named := _called(names, length.named)) is not None:
            yield from _named(length, *ends_named)
            continue
        if length.named is not None and not length.prose and (told := _told_by_rows(names, length.named)) is not None:
            yield from _by_rows(facts, length, *told)
            continue
        if length.excused or (length.prose and _is_labelled(length, facts.lengths)):
            continue
        if (
            has_its_times(facts, length)
            or is_told_with_times(facts, length)
            or (length.between is None and has_unread_start(facts, length))
        ):
            continue
        if (around := ends_of_window(facts, length, told_windows)) is not None:
            yield from _in_window(facts, length, *around)
            continue
        if length.between is not None:
            yield from _given(facts, length, length.between, milestones)
            continue
        kind = facts.words.kinds[length.kind]
        if any(roles.count(role) > 1 for role in (*kind.starts, *kind.ends, *kind.otherwise)):
            continue  # of which of the two nobody knows
        since = facts.words.starts_of(length.kind, length.label)
        starts_roles = (length.since,) if length.since else since if since[0] in roles else kind.starts
        starts = of_milestones(milestones, starts_roles)
        ends = of_milestones(milestones, kind.ends) or of_milestones(milestones, kind.otherwise)
        if any(role in roles for role in starts_roles) and any(role in roles for role in (*kind.ends, *kind.otherwise)):
            if length.prose and length.kind == "detect" and starts and ends:
                yield from _noticed(facts, length, starts, ends)
            elif length.prose:
                yield from _by_rows(facts, length, [], [], (starts, ends))
            elif starts and ends and not _lost(facts, wrong, starts_roles, kind):
                yield from _between(facts, length, starts, ends, starts_roles, kind)
            continue
        if length.since:
            continue
        if starts and starts_roles[0] not in roles:  # it may have begun before what is stated
            yield from _by_rows(facts, length, [], ends, (starts, []))
        else:
            yield from _by_rows(facts, length, starts, ends)


_BEGINNINGS = ("started", "detected", "reported", "declared")


def _told_by_rows(names: Names, named: tuple[str, str]) -> tuple[list[End], list[End]] | None:
    """The ends that names may mean, of which one at least is told by some row in other words: any early or late one.

    None where that is not sure: a name of no milestone, or one that a field states, which is in doubt.
    """
    facts = names.facts
    first, last = (facts.words.role_of(name) for name in named)
    stated = {m.role for m in facts.milestones}
    if first not in _BEGINNINGS or last not in facts.words.kinds["whole"].ends or not stated.isdisjoint((first, last)):
        return None
    return names.called(named[0]), names.called(named[1])


def _called(names: Names, named: tuple[str, str]) -> tuple[list[End], list[End]] | None:
    """The ends that names may mean; the first one may be left out, and is then any beginning of the incident."""
    first, last = named
    lasts = names.called(last)
    if not lasts:
        return None
    if first:
        firsts = names.called(first)
    else:
        facts = names.facts
        milestones = [m for m in facts.milestones if m.span not in names.wrong]
        firsts = [end for end in of_milestones(milestones, _BEGINNINGS) if not end.instant.whole_day]
        rows = (row for row in facts.rows if (row.tells | row.hints) & {*_BEGINNINGS} and not row.instant.whole_day)
        firsts += map(of_row, rows)
        if not any(m.role == "started" for m in milestones):
            return None
    return (firsts, lasts) if firsts else None


def _named(length: Length, starts: list[End], ends: list[End]) -> Iterator[Apart]:
    """A length that names its ends: only the moments that these names may mean count."""
    known = _pairs(starts, ends)
    if any(_goes_over_midnight(length, *pair) for pair in known):
        return
    if all(between[1] < 0 for _, _, between in known):  # `end - start` is a formula
        known = _pairs(ends, starts)
    if not known or _is_nothing(length):
        return
    for start, end, (low, high) in known:
        days = (0, DAY, -DAY) if start.guessed or end.guessed else (0,)
        if any(fits(length, start, end, (low + day, high + day)) for day in days):
            return
    later = [pair for pair in known if pair[2][1] >= 0]
    if later:
        start, end, between = min(later, key=lambda pair: abs(pair[2][0] - length.duration.seconds))
        yield Apart(length, start, end, between[0])


def _in_window(facts: Facts, length: Length, starts: list[End], ends: list[End]) -> Iterator[Apart]:
    """A length of the whole incident, which one field tells from end to end: that, or between what is told of it."""
    known = _pairs(starts, ends)
    if known and not any(fits(length, *pair) for pair in known) and not _fits_fields(facts, length):
        start, end, between = known[0]
        yield Apart(length, start, end, between[0])


def _goes_over_midnight(length: Length, start: End, end: End, between: tuple[int, int]) -> bool:
    """Whether a length fits times of day, one of which no day is written beside, the end being on the day after."""
    low, high = (seconds + DAY for seconds in between)
    return (start.guessed or end.guessed) and between[1] < 0 and fits(length, start, end, (low, high))


_MOST_PAIRS = 20_000
"""Among more of them some are as far apart as any length, and to try them takes a second for each length."""


def _pairs(starts: list[End], ends: list[End]) -> list[tuple[End, End, tuple[int, int]]]:
    """The starts and ends of which the time between them is known, in seconds; of too many nothing is known."""
    if len(starts) * len(ends) > _MOST_PAIRS:
        return []
    return [(s, e, b) for s in starts for e in ends if s.span != e.span and (b := _seconds(s, e)) is not None]


def _given(facts: Facts, length: Length, between: tuple[str, str], milestones: list[Milestone]) -> Iterator[Apart]:
    """A length whose template says what it counts: where both ends are stated nothing else counts."""
    starts, ends = ([end for end in of_milestones(milestones, [role]) if not end.instant.whole_day] for role in between)
    if not starts or not ends:
        if not any(m.role in between and m.span not in {known.span for known in milestones} for m in facts.milestones):
            if starts and length.loose and between[0] != "started":  # it may have begun before what is stated
                yield from _by_rows(facts, length, [], ends, (starts, []))
            else:
                yield from _by_rows(facts, length, starts, ends)
        return
    start, end = starts[0], ends[0]
    seconds = _seconds(start, end)
    if seconds is None or fits(length, start, end, seconds) or _was_felt(facts, length):
        return
    firsts, lasts = [start], [end]
    if length.loose:
        firsts = of_milestones(milestones, facts.words.starts_of(length.kind, length.label))
        lasts = of_milestones(milestones, facts.words.kinds[length.kind].ends)
        if between[0] != "started":  # it may have begun before what is stated
            firsts += _rows_before(facts, start)
    if not any((b := _seconds(s, e)) and fits(length, s, e, b) for s, e in product(firsts, lasts)):
        yield Apart(length, start, end, seconds[0], most=seconds[1])


def _was_felt(facts: Facts, length: Length) -> bool:
    """Whether a length is that of what users felt by its label, and between two rows: the incident may be longer."""
    felt = length.kind == "whole" and any(word in length.label.casefold() for word in facts.words.felt)
    return felt and _fits_any_rows(length, facts.rows, facts.words)


def _rows_before(facts: Facts, start: End) -> list[End]:
    """The rows before a stated beginning."""
    return [of_row(row) for row in facts.rows if row.instant.before(start.instant)]


def _is_labelled(length: Length, lengths: list[Length]) -> bool:
    """Whether a label states the length of a sentence as well: then that is compared."""
    return any(
        not other.prose
        and (
            agrees(length.duration, other.duration.seconds, other.duration.seconds)
            or agrees(other.duration, length.duration.seconds, length.duration.seconds)
        )
        for other in lengths
    )


def _lost(facts: Facts, wrong: frozenset[Span], starts: tuple[str, ...], kind: LengthKind) -> bool:
    """Whether a milestone that could be an end of this length is in doubt itself."""
    return any((m.instant is None or m.span in wrong) and m.role in (*starts, *kind.ends) for m in facts.milestones)


def _between(
    facts: Facts, length: Length, starts: list[End], ends: list[End], roles: tuple[str, ...], kind: LengthKind
) -> Iterator[Apart]:
    """A length with ends that are known: only they count, and rows that tell the same milestones."""
    more = [of_row(row) for row in facts.rows if (row.tells | row.hints) & set(kind.ends)]
    also = [of_row(row) for row in facts.rows if (row.tells | row.hints) & set(roles)]
    if length.kind == "whole" and not any(start.role == roles[0] for start in starts):
        also += _rows_before(facts, starts[0])  # it may have begun before what is stated
    if (len(starts) + len(also)) * (len(ends) + len(more)) > _MOST_PAIRS:
        return
    pairs = [(start, end) for start in (*starts, *also) for end in (*ends, *more)]
    known = [(start, end, between) for start, end in pairs if (between := _seconds(start, end)) is not None]
    if not known or any(fits(length, *pair) for pair in known):
        return
    named = [(s, e, b) for s, e, b in known if s in starts and e in ends and b[1] >= 0]
    if not named or _is_nothing(length) or _was_felt(facts, length):
        return
    start, end, between = min(named, key=lambda pair: abs(pair[2][0] - length.duration.seconds))
    yield Apart(length, start, end, between[0])


def _noticed(facts: Facts, length: Length, starts: list[End], ends: list[End]) -> Iterator[Apart]:
    """How long it took to notice, in a sentence: from the start to any row, or from an early row to the detection."""
    between = _seconds(starts[0], ends[0])
    if between is None or fits(length, starts[0], ends[0], between):
        return
    if [*_by_rows(facts, length, starts, [], ([], ends))] and [*_by_rows(facts, length, [], ends, (starts, []))]:
        yield Apart(length, starts[0], ends[0], between[0])


def _is_nothing(length: Length) -> bool:
    return length.duration.seconds == 0 and length.duration.precision > 60


def _seconds(start: End, end: End) -> tuple[int, int] | None:
    return seconds_between(start.instant, end.instant)


def _by_rows(
    facts: Facts, length: Length, starts: list[End], ends: list[End], more: tuple[list[End], list[End]] = ([], [])
) -> Iterator[Apart]:
    """A length without known ends: some early row and some late one may have it, or `more` milestones beside them."""
    rows, story = [row for row in facts.rows if not row.instant.whole_day], facts.story
    if len(rows) < 2 or len({row.instant.group for row in rows}) > 1 or is_log(story):
        return
    unknown = [end for placed in story for end in _unknown(placed)]
    broken = length.between is not None and any(placed.timeline.broken for placed in story)
    if broken or None in unknown or facts.disorder:
        return  # a row out of order may be either end, at another time
    if any(placed.halves or (not placed.dated and _crosses(placed.rows)) for placed in story):
        return
    rows.sort(key=lambda row: row.instant.low)
    span = (rows[-1].last.low - rows[0].instant.low).total_seconds()
    if span <= 0 or not length.duration.seconds:
        return
    stated = _is_begun(rows, more) and length.duration.seconds <= _MUCH_LONGER * span
    if length.duration.seconds > _LONGER * span and not stated and not _is_digit_off(length, int(span)):
        if not (_counts_from_detection(facts, length) and any(_says(row, facts.words.detections) for row in rows)):
            return  # it may have begun long before the first row
    if _is_of_an_end(facts, length) and not (length.kind == "detect" and starts):
        return  # of rows in the language of its label nobody knows which tell that end
    if length.kind == "detect" and (_says(rows[0], facts.words.detections) or len(rows) < 3) and not starts:
        return
    early = [row for number, row in enumerate(rows) if _is_early(number, row, rows)]
    beginnings = {*facts.words.kinds[length.kind].starts} if length.kind == "whole" and not length.prose else set()
    if any(row.tells & beginnings for row in early):  # where it began is told; some count from where it was noticed
        noticed = facts.words.detections
        early = [row for row in early if row is rows[0] or (row.tells | row.hints) & beginnings or _says(row, noticed)]
    firsts = starts or [of_row(row) for row in early]
    if starts and length.kind not in ("whole", "detect") and not any(m.role == "detected" for m in facts.milestones):
        firsts = [*starts, *map(of_row, early)]  # what is mended may be counted from a detection that no word tells
    lasts = ends or [
        of_row(row, last=last)
        for n, row in enumerate(rows)
        if _is_late(n, row, rows, length, facts.words)
        for last in (False, True)
    ]
    firsts, lasts = [*firsts, *more[0]], [*lasts, *more[1]]
    known = [(s, e, b) for s in firsts for e in lasts if (b := _seconds(s, e)) is not None and b[1] >= 0]
    doubtful = [*product(unknown, (*lasts, *unknown)), *product(firsts, unknown)]
    if any(s and e and (b := _seconds(s, e)) and fits(length, s, e, b) for s, e in doubtful):
        return
    if not known or any(fits(length, *pair) for pair in known):
        return
    free = length.kind == "whole" and not (length.named or starts or length.prose)
    if _fits_fields(facts, length) or (free and _fits_any_rows(length, rows, facts.words)):
        return
    start, end, between = min(known, key=lambda pair: abs(pair[2][0] - length.duration.seconds))
    yield Apart(length, start, end, between[0], rows=True)


def _is_begun(rows: list[Row], more: tuple[list[End], list[End]]) -> bool:
    """Whether both ends are stated, or a row tells the beginning: what is longer by far is of something else."""
    return bool(more[0] and more[1]) or any("started" in row.tells for row in rows)


def _counts_from_detection(facts: Facts, length: Length) -> bool:
    return length.named is not None and facts.words.role_of(length.named[0]) == "detected"


def _is_digit_off(length: Length, span: int) -> bool:
    """Whether a length of hours and minutes is that of all rows but for one digit: ``2h20m``, and not ``1h20m``."""
    stated = length.duration
    if length.kind != "whole" or length.prose or stated.approx or stated.bound or stated.seconds % _MINUTE:
        return False
    said, right = (f"{s // _HOUR}:{s % _HOUR // _MINUTE:02}" for s in (stated.seconds, span))
    return stated.seconds >= _HOUR and digits_apart(said, right) == "one"


_MINUTE, _HOUR = 60, 3600


def _is_of_an_end(facts: Facts, length: Length) -> bool:
    """Whether a label names the end of a length in other words than rows may have, as in another language."""
    if length.prose or length.between is not None or length.kind == "whole":
        return False
    known = facts.words.kinds[length.kind].words
    return known.isdisjoint(tokens(length.label)) or bool(facts.words.kind_by_noun(length.label))


def _fits_fields(facts: Facts, length: Length) -> bool:
    """Whether two labels of whatever names state moments that are so far apart: ``First sign``, ``All is well``."""
    read = (end_of(facts, stated) for stated in facts.stated)
    ends = list(islice((end for end in read if end is not None), _MOST_FIELDS))
    return any(fits(length, *pair) for pair in _pairs(ends, ends)) or any(
        agrees(length.duration, each - 59, each + 59) for each in clock_windows(facts)
    )


_MOST_FIELDS = 20


def _fits_any_rows(length: Length, rows: list[Row], words: FactWords) -> bool:
    """Whether two rows are so far apart, of which the later one may be an end: of a whole whose ends nobody states."""
    some = rows[:_MANY_ROWS]
    late = [_is_late(number, row, some, length, words) for number, row in enumerate(some)]
    starts, ends = [of_row(row) for row in some], [of_row(row, last=True) for row in some]
    return any(
        fits(length, starts[first], ends[last], between)
        for first, last in combinations(range(len(some)), 2)
        if late[last] and (between := _seconds(starts[first], ends[last])) is not None
    )


_MANY_ROWS = 60


def _unknown(placed: Placed) -> Iterator[End | None]:
    """The rows whose time is not known, as the intervals between their neighbours; None of one that has none."""
    if not placed.lost:
        return
    rows = {row.entry.span: row for row in placed.rows}
    entries = placed.timeline.entries
    for index, entry in enumerate(entries):
        if entry.span in rows:
            continue
        before = next((rows[e.span] for e in reversed(entries[:index]) if e.span in rows), None)
        after = next((rows[e.span] for e in entries[index + 1 :] if e.span in rows), None)
        if before is None or after is None or before.instant.group != after.instant.group:
            yield None
            continue
        low, high = before.instant.low, max(after.instant.high, before.instant.low)
        yield End("", entry.stamp.raw, entry.span, msgspec.structs.replace(before.instant, low=low, high=high))


def _crosses(rows: tuple[Row, ...]) -> bool:
    return bool(rows) and rows[0].day != rows[-1].day


def _says(row: Row, words: frozenset[str]) -> bool:
    event = row.entry.event
    return event is not None and bool(words & set(tokens(event.text[:300])))


def _is_early(number: int, row: Row, rows: list[Row]) -> bool:
    return number * 2 < len(rows) or bool({"started", "detected"} & (row.tells | row.hints))


def _is_late(number: int, row: Row, rows: list[Row], length: Length, words: FactWords) -> bool:
    """Whether a row may end a length: by what it tells, or by its place."""
    if length.prose or length.kind in ("detect", "acknowledge"):
        return True
    kind = words.kinds[length.kind]
    if (row.tells | row.hints) & {*kind.ends} or _says(row, kind.words) or _ended(row, words):
        return True
    return number * 2 >= len(rows) and not _says(row, words.middles)


def _ended(row: Row, words: FactWords) -> bool:
    """Whether a row tells an end, and not that one is begun."""
    text = row.entry.event.text[:300] if row.entry.event is not None else ""
    for sentence in _SENTENCE.split(text):
        for word in tokens(sentence):
            if word in words.beginnings:
                break
            if word in words.endings:
                return True
    return False


_SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n")


def fits(length: Length, start: End, end: End, between: tuple[int, int]) -> bool:
    """Whether a length, by its precision, is the time between two moments, by theirs."""
    return is_between(length.duration, between, start.instant, end.instant, loose=length.prose)


def is_between(stated: Duration, between: tuple[int, int], first: Point, last: Point, *, loose: bool = False) -> bool:
    """Whether a duration, by its precision, is the time of some seconds between two moments, by theirs."""
    slack = slack_of_ends(stated, first.exact, last.exact)
    return agrees(stated, between[0] - slack, between[1] + slack, loose=loose)
