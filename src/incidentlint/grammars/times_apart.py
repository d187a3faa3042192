"""Times that a length is between, in its note or before it: ``12:04 a 12:31``, ``08:50 deploy, 09:14 alarm``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from itertools import combinations, pairwise

from incidentlint.grammars.clock_ranges import WAVES, joined, led_or_not, range_seconds
from incidentlint.grammars.durations import DAY
from incidentlint.grammars.moments import Stamp, StampRange
from incidentlint.grammars.read_moments import find_stamps, read_range
from incidentlint.grammars.time_words import all_words, either, other_words
from incidentlint.tuples import NamedTuple
from incidentlint.vocabulary import remembered, time_words

_PAIR, _MOST, _MANY = 2, 4, 12
"""So many times may follow one another, or be in a text that ends with them."""
_NAME = r"(?:[^\W\d_][^\W\d_'’./-]*(?:[ -](?=[^\W\d_])|)){1,4}"
_MARK = rf"(?:[,;/→+{WAVES}–—，、；]|->)"
_NAMED_BEHIND = re.compile(rf"[ ]?(?:UTC|Z)?[ :]{{0,2}}{_NAME}\s?{_MARK}\s?")
_NAMED_BEFORE = re.compile(rf"\s?{_MARK}\s?{_NAME}[ :：@]{{0,2}}")
_ONE_NAME = re.compile(rf"[ :：@]{{0,2}}{_NAME}[ :：@]{{0,2}}")


class TimesApart(NamedTuple):
    """Two times or more, in seconds of the day and as they are written, and how far any two are apart.

    The seconds from the first to the last are in front. `named` says that each time has words of its own beside it,
    and nothing that says that a length is between them.
    """

    seconds: tuple[int, ...]
    clocks: tuple[int, ...]
    raw: str
    named: bool = False


@remembered
def _both() -> re.Pattern[str]:
    """What is before two times that `and` joins, and that."""
    between, and_ = (either(all_words(name)) for name in ("between", "and_"))
    return re.compile(rf"(?:^|.*\s)(?P<lead>{between})\s?\n\s?{and_}\s?", re.IGNORECASE | re.DOTALL)


@remembered
def _led() -> re.Pattern[str]:
    """What may be before two times, and says nothing else of them."""
    return re.compile(rf"\s*{led_or_not()}\s?", re.IGNORECASE)


@remembered
def _closed() -> re.Pattern[str]:
    """What may be behind two times, and says nothing else of them."""
    words = either((*time_words().clock, *other_words("clock", "to")))
    return re.compile(rf"\s?(?:{words})?[\s,:：]?\s?", re.IGNORECASE)


def times_apart(text: str, zones: Mapping[str, str], *, closed: bool = True) -> TimesApart | None:
    """The times that a text consists of; None where it says anything else.

    `zones` are what abbreviations mean (IANA names). Where it is not `closed` something else may come before the times.
    """
    stamps = find_stamps(text, zones)
    if closed and len(stamps) <= _PAIR and (times := read_range(text, zones)) is not None:
        return _apart([times.first, times.last], times.raw, zones)
    if len(stamps) < _PAIR or len(stamps) > (_MOST if closed else _MANY):
        return None
    run, start = _run(text, stamps) if _closed().fullmatch(text, stamps[-1].end) is not None else (stamps[-1:], 0)
    if len(run) > 1 and (not closed or _led().fullmatch(text[:start]) is not None):
        return _apart(run, text[start : run[-1].end], zones)
    return _named(text, stamps, zones) if closed else _last_named(text, stamps, zones)


def _last_named(text: str, stamps: list[Stamp], zones: Mapping[str, str]) -> TimesApart | None:
    """Those of the last moments of a text that are each told with a name behind them."""
    first = len(stamps) - 1
    while first and len(stamps) - first < _MOST and _is_named(text, *stamps[first - 1 : first + 1]):
        first -= 1
    run = stamps[first:]
    if len(run) < _PAIR or _ONE_NAME.fullmatch(text, run[-1].end) is None:
        return None
    return _told(run, text[run[0].start :].strip(), zones)


def _is_named(text: str, first: Stamp, last: Stamp) -> bool:
    """Whether there is a name behind the first of two moments, and no more before the second."""
    end = last.start + (last.raw[:1] in WAVES)
    return not first.approx and _NAMED_BEHIND.fullmatch(text, first.end, end) is not None


def _run(text: str, stamps: list[Stamp]) -> tuple[list[Stamp], int]:
    """The last of some moments with those before it of which each leads to the next, and where they begin."""
    run = stamps[-1:]
    for before in reversed(stamps[:-1]):
        between = text[before.end : run[0].start + (run[0].raw[:1] in WAVES)]
        if not between.strip() or joined().fullmatch(between) is None:
            lead = _both().fullmatch(f"{text[: before.start].rstrip()}\n{between}") if len(run) == 1 else None
            return ([before, *run], lead.start("lead")) if lead is not None else (run, run[0].start)
        run.insert(0, before)
    return run, run[0].start


def _named(text: str, stamps: list[Stamp], zones: Mapping[str, str]) -> TimesApart | None:
    """Some times each of which has its name behind it, or two of which each has it before it."""
    first, last = stamps[0], stamps[-1]
    waved = last.raw[:1] in WAVES
    before, between, behind = text[: first.start], text[first.end : last.start + waved], text[last.end :]
    leading = (
        not before.strip() and all(_is_named(text, *pair) for pair in pairwise(stamps)) and _ONE_NAME.fullmatch(behind)
    )
    closing = (
        len(stamps) == _PAIR and not behind.strip() and _NAMED_BEFORE.fullmatch(between) and _ONE_NAME.fullmatch(before)
    )
    if first.approx or (last.approx and not waved) or not (leading or closing):
        return None
    return _told(stamps, text.strip(), zones)


def _told(stamps: list[Stamp], raw: str, zones: Mapping[str, str]) -> TimesApart | None:
    found = _apart(stamps, raw, zones)
    return None if found is None else found._replace(named=True)


def _days_of_one_year(stamps: list[Stamp]) -> tuple[dt.date, ...] | None:
    """The days of two moments that are told without their year, as of one year: those at the turn of February aside."""
    dates = [stamp.date for stamp in stamps]
    if len(dates) != _PAIR or any(date is None or date.ambiguous for date in dates):
        return None
    days = [date.nearest(_SOME_DAY) for date in dates if date is not None]
    first, last = days
    if first is None or last is None or last < first or first <= _LEAP_DAY <= last:
        return None
    return first, last


_SOME_DAY, _LEAP_DAY = dt.date(2025, 7, 1), dt.date(2025, 2, 28)


def _apart(stamps: list[Stamp], raw: str, zones: Mapping[str, str]) -> TimesApart | None:
    """How far some times are apart; None where one of them is no whole time or of a day of its own."""
    loose = [s for number, s in enumerate(stamps) if s.approx and (not number or s.raw[:1] not in WAVES)]
    if loose or any(s.time is None or not s.valid or s.unknown for s in stamps):
        return None
    days = [stamp.days() for stamp in stamps if stamp.date is not None and stamp is not stamps[0]]
    first = stamps[0].days()
    if (pair := _days_of_one_year(stamps)) is not None:
        first, days = pair[:1], [pair[1:]]
    elif len(stamps) == _PAIR and not first and stamps[1].date is not None and stamps[1].date.end == stamps[1].end:
        days = []  # `between 08:12 and 10:57 on 6 October`: of both
    if days and not (len(stamps) == _PAIR and len(first) == len(days[0]) == 1):
        return None
    whole = (days[0][0] - first[0]).days if days else 0
    clocks = tuple(stamp.clock for stamp in stamps if stamp.clock is not None)
    pairs = [(stamps[0], stamps[-1]), *combinations(stamps, 2)]
    apart = [range_seconds(StampRange(a, b, a.start, b.end, raw), zones) for a, b in pairs]
    known = tuple(seconds for seconds in apart if seconds is not None)
    if len(known) < len(apart) or (days and (whole < 0 or (not whole and clocks[1] < clocks[0]))):
        return None
    if whole:
        known = (known[0] + DAY * (whole - (clocks[1] < clocks[0])),)
    return TimesApart(known, clocks, " ".join(raw.split()))
