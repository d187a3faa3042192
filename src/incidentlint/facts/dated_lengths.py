"""Numbers of days beside the two dates that they are between: ``28 days, from 2026-09-21 to 2026-10-19``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from incidentlint.facts.timed_lengths import length_before
from incidentlint.grammars import DAY, Date, Duration, all_words, digits_apart, find_dates, read_duration
from incidentlint.markdown import Prose
from incidentlint.text import Span
from incidentlint.vocabulary import literal, remembered, time_words

_LONGEST = 2_000
_NEAR = 40
_YEAR = re.compile(r"\d(?:\d{3}|[./]\d\d(?!\d))")
_END = re.compile(r"\s{0,2}(?:[)）\].,;:–—]|$)")
_BEHIND = re.compile(r"\s?(?:[(（]|[,=:]\s)(?=\d)")
_CLOSED = re.compile(r"[)）.;]|$")
_ARROWS = r"[–—→~〜～-]|->"


class WrongDays(msgspec.Struct, frozen=True):
    """A number of days with its place that is not that between the two dates beside it, and how many these are."""

    raw: str
    span: Span
    dates: str
    days: int


@remembered
def _to() -> re.Pattern[str]:
    to, led, both = (literal(all_words(name)) for name in ("to", "from_", "and_"))
    return re.compile(rf"\s?(?:(?:{_ARROWS}|{to}|{led}|{both})\s?)(?:{literal(time_words().the)})?\s?", re.IGNORECASE)


@remembered
def _led() -> re.Pattern[str]:
    """What may be between a length and the first of its dates."""
    words = literal(all_words("from_", "between"))
    return re.compile(rf"(?:,?\s?[(（]|,|\s?[:–—-]|(?=\s))\s?(?:{words})?\s?", re.IGNORECASE)


def wrong_days(texts: Iterable[Prose]) -> Iterator[WrongDays]:
    """The numbers of whole days beside two dates that surely are not those between them, with or without their ends.

    A smaller number may be that of some days of the period: it has to be a slip of the pen.
    """
    seen: set[int] = set()
    for prose in texts:
        text = prose.text[:_LONGEST]
        if _YEAR.search(text) is None:
            continue
        for first, last in pairwise(find_dates(text)):
            days = _between(text, first, last)
            if days is None:
                continue
            told = _before(text, first, last) or _after(text, last)
            if told is None or _may_be(told, days) or prose.marked(told.start, last.end, "code", "link"):
                continue
            span = prose.source(told.start, told.end)
            if span.start not in seen:
                seen.add(span.start)
                dates = " ".join(text[first.start : last.end].split())
                yield WrongDays(" ".join(text[told.start : told.end].split()), span, dates, days)


def _between(text: str, first: Date, last: Date) -> int | None:
    """The days from one date to another that stands right behind it; of a first one without a year that of the last."""
    if _to().fullmatch(text[first.end : last.start]) is None or not (first.valid and last.valid):
        return None
    if first.year is None and last.year is not None:
        first = msgspec.structs.replace(first, year=last.year)
    begins, ends = first.days(), last.days()
    if len(begins) != 1 or len(ends) != 1 or ends[0] <= begins[0]:
        return None
    return (ends[0] - begins[0]) // dt.timedelta(days=1)


def _before(text: str, first: Date, last: Date) -> Duration | None:
    """The length that leads to two dates: ``28 days, from``, ``28 days (``."""
    start = max(0, first.start - _NEAR)
    before = text[start : first.start]
    if _END.match(text, last.end) is None:
        return None
    for match in _led().finditer(before):
        if match.end() == len(before) and match.start():
            told = length_before(before[: match.start()])
            if told is not None:
                return msgspec.structs.replace(told, start=told.start + start, end=told.end + start)
    return None


def _after(text: str, last: Date) -> Duration | None:
    """The length that follows two dates, in parentheses or behind a comma."""
    match = _BEHIND.match(text, last.end)
    told = read_duration(text[match.end() : match.end() + _NEAR]) if match is not None else None
    if match is None or told is None or told.start or told.approx:
        return None
    end = match.end() + len(text[match.end() : match.end() + told.end].rstrip(" .;"))
    return msgspec.structs.replace(told, start=match.end(), end=end) if _CLOSED.match(text, end) else None


def _may_be(told: Duration, days: int) -> bool:
    """Whether a length may be that of some days, or is none of whole days."""
    if told.approx or told.bound is not None or told.seconds % DAY or told.precision != DAY:
        return True
    said = told.seconds // DAY
    if said > days + 1:
        return False
    slip = len(str(said)) > 1 and any(digits_apart(str(said), str(right)) for right in (days, days + 1))
    return said >= days - 1 or not slip


__all__ = ["WrongDays", "wrong_days"]
