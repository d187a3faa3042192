"""Moments in the forms that rows and fields have, beyond what the strict grammar reads anywhere.

``2026-02-20 1930``, ``[03-26 17:40]``, ``11.50``, ``10:45a``, ``Feb-8-2026``, ``7/6/26``, ``T+4m``: in prose such
digits may be anything, at the start of a row or as a field's value they are a moment. Each form is spelt anew as the
strict grammar has it and read by that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal

import msgspec

from incidentlint.facts.spans_of_days import span_of_days
from incidentlint.grammars import (
    Stamp,
    StampRange,
    may_tell_moment,
    month_name,
    month_of,
    read_once,
    read_range,
    read_stamp,
    unit_words,
)
from incidentlint.markdown import Prose, prose_slice
from incidentlint.text import has_digit
from incidentlint.vocabulary import literal, remembered, time_words

Form = Literal["", "clock", "dot", "digits", "day", "year"]
"""How a moment departs from the usual: a dot or nothing between hours and minutes, a day in figures."""


class Loose(msgspec.Struct, frozen=True):
    """A moment at the start of a text, up to `end`; `until` ends a range, `form` says how it is written."""

    stamp: Stamp
    end: int
    until: Stamp | None = None
    form: Form = ""
    other: Stamp | None = None


_LEAD = re.compile(r"[\s\[({*_`~>•–—@|-]{0,12}(?<!\d)")
_DATE = r"(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2})"
_HOUR, _MINUTE = r"(?:[01]?\d|2[0-3])", r"[0-5]\d"
_STOP = r"(?![\d:]\d|\d|\.\d|/)"
_DAYS_FIRST = 12


_HEAD = 90
"""A moment at the start of a text is in so many signs."""

_PLAIN = str.maketrans("_*`", "   ")
_DIGIT = re.compile(r"\d")
_UNKNOWN = re.compile(r"(?<=\d):XX(?!\w)")


def _year(short: str) -> str:
    return f"20{short}"


def _glued(match: re.Match[str]) -> str:
    return f"{match['date']}{match['gap']}{match['hour']}:{match['minute']}"


def _month_day(match: re.Match[str]) -> str:
    return f"{month_name(int(match['month']))} {int(match['day'])} {match['rest']}"


def _worded_day(match: re.Match[str]) -> str:
    """A day with its month in words of any language; as it is where they are none."""
    month = month_of(match["month"])
    return match[0] if month is None else f"{month_name(month)} {int(match['day'])} {match['rest']}"


def _named(match: re.Match[str]) -> str:
    return f"{match['month'][:3].title()} {match['day']}, {match['year']}"


def _long_year(match: re.Match[str]) -> str:
    return match["year"][-4:] + match["rest"]


def _meridiem(match: re.Match[str]) -> str:
    return f"{match['clock']} {match['half']}m"


_LONG: Form = "year"
_MONTHS = 12
_FORMS: tuple[tuple[Form, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        "digits",
        re.compile(
            rf"(?P<date>\d{{4}}-\d\d-\d\d)(?P<gap>[ ,T]{{1,3}})(?P<hour>[01]\d|2[0-3])(?P<minute>{_MINUTE}){_STOP}"
        ),
        _glued,
    ),
    (
        "dot",
        re.compile(rf"(?P<date>{_DATE})(?P<gap>[ ,]{{1,3}})(?P<hour>{_HOUR})\.(?P<minute>{_MINUTE})(?![\d.]|\s?%)"),
        _glued,
    ),
    (
        "dot",
        re.compile(rf"(?P<date>)(?P<gap>)(?P<hour>{_HOUR})\.(?P<minute>{_MINUTE})(?![\d.]|\s?%|\s?[A-Za-z]{{1,2}}/)"),
        _glued,
    ),
    (
        "digits",
        re.compile(rf"(?P<date>)(?P<gap>)(?P<hour>[01]\d|2[0-3])(?P<minute>{_MINUTE})(?![\d.]|\s?%)"),
        _glued,
    ),
    (
        "day",
        re.compile(
            rf"(?P<month>0[1-9]|1[0-2])[-/](?P<day>0[1-9]|[12]\d|3[01])[ ,]{{1,3}}(?P<rest>~?{_HOUR}:{_MINUTE})"
        ),
        _month_day,
    ),
    (
        "day",
        re.compile(rf"(?P<day>1[3-9]|2\d|3[01])[-/](?P<month>0?[1-9]|1[0-2])[ ,]{{1,3}}(?P<rest>~?{_HOUR}:{_MINUTE})"),
        _month_day,
    ),
    (
        "day",
        re.compile(
            rf"(?P<day>0?[1-9]|[12]\d|3[01])\.[ ]?(?P<month>0?[1-9]|1[0-2])\.,?[ ]{{1,3}}(?P<rest>~?{_HOUR}:{_MINUTE})"
        ),
        _month_day,
    ),
    (
        "day",
        re.compile(
            r"(?P<day>[12]?\d|3[01])\.?[ ](?:[^\W\d_]{2}[ ])?(?P<month>[^\W\d_]{3,12})\.?,?[ ]{1,3}"
            rf"(?P<rest>~?{_HOUR}[:h.]{_MINUTE})(?!\d)"
        ),
        _worded_day,
    ),
    (
        "day",
        re.compile(r"(?P<month>[A-Z][a-z]{2,8})[-.](?P<day>\d{1,2})[-.](?P<year>20\d\d)(?!\d)"),
        _named,
    ),
    (_LONG, re.compile(r"(?P<year>\d{5})(?P<rest>-\d\d-\d\d)(?!\d)"), _long_year),
    ("clock", re.compile(rf"(?P<clock>{_HOUR}:{_MINUTE})(?P<half>[ap])(?![\w.])", re.IGNORECASE), _meridiem),
)
_SHORT = re.compile(r"(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?P<year>\d{2})(?![\d/.-])")


@remembered
def _to() -> re.Pattern[str]:
    """What is between the ends of a range."""
    return re.compile(rf"[ ]?(?:[~〜～–—-]|->|→|{literal(time_words().to)})[ ]?(?=\d)")


@remembered
def _since() -> re.Pattern[str]:
    """A time that counts from the beginning: ``T+4m``."""
    hours, minutes = (literal(unit_words(unit)) for unit in ("hour", "minute"))
    return re.compile(
        rf"T\s?\+\s?(?:(?P<clock>\d{{1,2}}:\d\d(?::\d\d)?)"
        rf"|(?:(?P<h>\d{{1,3}})\s?{hours}\s?)?(?:(?P<m>\d{{1,4}})\s?{minutes})?)(?!\w)",
        re.IGNORECASE,
    )


def may_begin_so(text: str) -> bool:
    """Whether a text may begin with a moment or a time since another: for a digit in it, or a word for noon."""
    return has_digit(text) or may_tell_moment(text)


@read_once
def read_loose(
    text: str, zones: Mapping[str, str], *, month_first: bool | None = None, clock: bool = False
) -> Loose | None:
    """The moment that a row or value begins with, brackets and marks before it left out; None where there is none.

    `month_first` settles the order of ``7/6/23`` and ``7/6/2023`` where that is known; `clock` says that a time of day
    belongs there.
    """
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    if "~" in text[:start]:
        start = text.index("~")
    head = text[start : start + _HEAD]
    counts = _DIGIT.search(head) is not None
    if not counts and not may_tell_moment(head):
        return None
    # The same length, so that places stay: emphasis is no part of a word, and XX are unknown minutes.
    head = _UNKNOWN.sub(":xx", head.translate(_PLAIN))
    stamp = read_stamp(head, zones, clock=True) if clock else None
    for form, pattern, spell in _FORMS if counts and (stamp is None or stamp.time is None) else ():
        match = pattern.match(head)
        if match is None or (form == "digits" and not match["date"] and _looks_like_a_year(match)):
            continue
        written = spell(match)
        stamp = read_stamp(written + head[match.end() :], zones)
        if stamp is None or stamp.start != 0 or stamp.end < len(written):
            continue
        if form == _LONG and stamp.date is not None:
            date = msgspec.structs.replace(stamp.date, year=int(match["year"]))
            stamp = msgspec.structs.replace(stamp, date=date)
        elif form == "day" and match["month"].isdigit() and stamp.date is not None:
            either = int(match["day"]) <= _MONTHS and match["day"] != match["month"]
            date = msgspec.structs.replace(stamp.date, ambiguous=either)  # `06/05 03:40`, `06-05 03:40`
            stamp = msgspec.structs.replace(stamp, date=date)
        shift = match.end() - len(written)
        return _with_end(_moved(stamp, head, start, shift, form), text, zones)
    short = _short(head, month_first) if counts else None
    if short is not None:
        written, end = short
        stamp = read_stamp(written + head[end:], zones)
        if stamp is not None and stamp.end >= len(written):
            return _moved(stamp, head, start, end - len(written), "day")
    days = _days(head, start, zones) if counts else None
    if days is not None:
        return days
    stamp = read_stamp(head, zones, clock=clock)
    if stamp is None or (stamp.time is None and stamp.date is None):
        return None
    stamp = _in_order(stamp, month_first)
    both = read_range(head, zones)
    until = (
        _in_order(both.last, month_first) if isinstance(both, StampRange) and both.first.start == stamp.start else None
    )
    end = both.end if both is not None and until is not None else stamp.end
    return _with_end(Loose(_placed(stamp, start), start + end, until), text, zones)


def _days(head: str, start: int, zones: Mapping[str, str]) -> Loose | None:
    """The days from one to another of a month that a text begins with."""
    found = span_of_days(head)
    if found is None:
        return None
    first, last = read_stamp(found[0], zones), read_stamp(found[1], zones)
    if first is None or last is None or not (first.valid and last.valid):
        return None
    until = msgspec.structs.replace(last, raw=head[: found[2]])
    return msgspec.structs.replace(_moved(first, head, start, found[2] - first.end, ""), until=until)


def _in_order(stamp: Stamp, month_first: bool | None) -> Stamp:
    """A moment whose day and month, both in figures, are read in the order that is known: ``06/10/2026``."""
    if month_first is None or stamp.date is None or not stamp.date.ambiguous or stamp.date.year is None:
        return stamp
    return msgspec.structs.replace(stamp, date=stamp.date.in_order(month_first=month_first))


def _with_end(found: Loose, text: str, zones: Mapping[str, str]) -> Loose:
    """The moment with the end of its range, also where a sign is between them that is none elsewhere."""
    to = None if found.until is not None else _to().match(text, found.end)
    if to is None:
        return found
    last = read_stamp(text[to.end() : to.end() + 60], zones)
    if last is None or last.time is None or last.start:
        return found
    return msgspec.structs.replace(found, until=last, end=to.end() + last.end)


def _looks_like_a_year(match: re.Match[str]) -> bool:
    return match["hour"] in ("19", "20")


def _moved(stamp: Stamp, head: str, start: int, shift: int, form: Form) -> Loose:
    end = stamp.end + shift
    placed = msgspec.structs.replace(stamp, start=start, end=start + end, raw=head[:end])
    return Loose(placed, start + end, None, form)


def _placed(stamp: Stamp, start: int) -> Stamp:
    return msgspec.structs.replace(stamp, start=stamp.start + start, end=stamp.end + start)


def _short(head: str, month_first: bool | None) -> tuple[str, int] | None:
    """A day in figures with a year of two, spelt as ISO 8601 does, and where it ends."""
    match = _SHORT.match(head)
    if match is None:
        return None
    first, second = int(match["first"]), int(match["second"])
    if month_first is None and "." in match.group() and _CLOCK_BEHIND.match(head, match.end()):
        month_first = second > _DAYS_FIRST  # with points the day is first
    if month_first is None:
        if (first > _DAYS_FIRST) == (second > _DAYS_FIRST) and first != second:
            return None
        month_first = second > _DAYS_FIRST
    month, day = (first, second) if month_first else (second, first)
    return f"{_year(match['year'])}-{month:02}-{day:02}", match.end()


_CLOCK_BEHIND = re.compile(r"[ ,]{0,2}(?:[–—-] ?)?\d{1,2}:\d\d")
"""A time in another notation than points, so that what is before it is no time: ``12.02.20 - 14:00``."""

_AT_ZERO = re.compile(r"[Tt]\s?[+±]?\s?0(?!\w|[:.,]\d|\s?[^\W\d_])")


@lru_cache(maxsize=1)  # a file of many reports is asked for each
def has_steps(text: str) -> bool:
    """Whether a document counts steps, ``T1 14:05``, and not the time since the first of them: ``T+4m (14:05)``."""
    return _FURTHER_STEP.search(text) is not None and _SINCE_STEP.search(text) is None


def behind_step(text: str) -> int:
    """Where the number of a step before a moment ends, ``T2 (fix) 14:05``; 0 where a text does not begin with one."""
    step = _STEP.match(text)
    return step.end() if step is not None else 0


_FURTHER_STEP = re.compile(r"T(?<!\wT)[1-9]\d?(?!\w)")
_SINCE_STEP = re.compile(r"T(?<!\wT)\s?\+\s?\d")
_STEP = re.compile(r"\s{0,4}T\d{1,2}(?:\s?[(（][^()（）\n]{1,40}[)）])?(?:\s?[:：=–—-])?\s{1,4}(?=[\[(*_`~]{0,3}\d)")


def read_since(text: str) -> tuple[int, int] | None:
    """The seconds of ``T+4m`` or ``T0`` at the start of a text, and where it ends."""
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    if text[start : start + 1] not in ("T", "t"):
        return None
    if (zero := _AT_ZERO.match(text, start)) is not None:
        return 0, zero.end()
    match = _since().match(text, start)
    if match is None or not (match["clock"] or match["h"] or match["m"]):
        return None
    if match["clock"]:
        parts = [int(part) for part in match["clock"].split(":")]
        hours, minutes, seconds = (*parts, 0)[:3]
        return hours * 3600 + minutes * 60 + seconds, match.end()
    return int(match["h"] or 0) * 3600 + int(match["m"] or 0) * 60, match.end()


_AFTER = re.compile(r"[\s\])}*_`]{0,12}(?:[-–—:|,.]{1,3}\s+|:{4,9}\s+|[-–—:|]{1,3})?[\s*_`]{0,8}")


def event_behind(prose: Prose, end: int) -> Prose:
    """What a row says behind its time, which ends at an index."""
    after = _AFTER.match(prose.text, end)
    return prose_slice(prose, after.end() if after else end, len(prose.text))


def is_sure(stamp: Stamp) -> bool:
    """Whether a moment has a time of day that is known and exact."""
    return stamp.clock is not None and stamp.valid and not stamp.unknown and not stamp.approx
