"""Lengths beside the moment that they end at: ``resolved at 13:10, 3 hours 8 minutes later``, ``12 min after impact``.

A length may count from a moment that nobody states. So it is wrong only where what it counts from is told near by, it
is a slip of the pen from the time between the two, and no two moments of the whole report are as far apart.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

import msgspec

from incidentlint.facts.all_moments import Moments, may_have_clock, timed
from incidentlint.facts.incident import Facts
from incidentlint.facts.loose import is_sure
from incidentlint.facts.model import Row
from incidentlint.facts.named_ends import row_parts
from incidentlint.facts.timed_lengths import length_before
from incidentlint.facts.words import FactWords, tokens
from incidentlint.grammars import (
    DAY,
    Duration,
    Stamp,
    Zone,
    all_words,
    digits_apart,
    names_unit,
    read_duration,
)
from incidentlint.markdown import Prose
from incidentlint.text import GAPLESS, Span
from incidentlint.vocabulary import literal, may_have, remembered

_LONGEST = 2_000
_REACH = 40
_STEM = 4
_FEW = 3
_MANY = 20
_MINUTE, _HOUR = 60, 3_600
_DAY = 24 * 60
_ROUND = 5 * _MINUTE
_TENTH = 10
_NEAR = (10 * _MINUTE, _HOUR)

_SENTENCE = re.compile(r"[.!?][ \n]|[。！？]")
_CLAUSE = re.compile(r"[,;:()（），；：、]\s?|\s[–—-]\s")
_BESIDE = re.compile(r"(?:[ ][^\W\d_]{3,14})?[*_]{0,2}\s?(?:[,;(（，；、（]|[–—-])\s?[*_]{0,2}")
_LEADS = re.compile(r"[*_]{0,2}[\s,，(（、の]{0,3}(?:[^\W\d_]{1,6}\s){0,2}[*_]{0,2}")
_ENDS = re.compile(r"[*_]{0,2}\s?(?:[.;!?)）。；！？]|$)")
_NAME = re.compile(r"\s?([^.,;!?()（）\n。，；、]{3,60})")


class Later(msgspec.Struct, frozen=True):
    """A length with its place that is not that between two moments, those as they are written, and the seconds."""

    raw: str
    span: Span
    times: str
    seconds: int


class _Ends(msgspec.Struct, frozen=True):
    """The moment that a length ends at, and those that it may count from."""

    end: Stamp
    starts: Sequence[Stamp]
    named: bool = False
    """Whether a name tells what it counts from."""
    sure: bool = False
    """Whether that name is the one of a milestone of which the report states only one moment."""


class _Ended(msgspec.Struct, frozen=True):
    """A length with its place, and what it is between."""

    duration: Duration
    span: Span
    ends: _Ends


@remembered
def _words_behind() -> tuple[str, ...]:
    return (*all_words("later"), *all_words("after"))


@remembered
def _behind() -> re.Pattern[str]:
    """What is behind a length that ends at a moment, alone or before the name of what it counts from."""
    groups = []
    for name in ("later", "after"):
        words = all_words(name)
        spaced, gapless = (literal(w for w in words if (w > GAPLESS) is glued) for glued in (False, True))
        groups.append(rf"(?P<{name}>(?<!\w){spaced}(?!\w)|{gapless})")
    return re.compile("|".join(groups), re.IGNORECASE)


def wrong_later(facts: Facts) -> Iterator[Later]:
    """The lengths that are not those from what they count from to the moment beside them."""
    found = {ended.span.start: ended for ended in _ended(facts)}
    moments = Moments(facts) if found else None
    for _, ended in sorted(found.items()):
        if moments is None or not moments.are_sure or _may_have(moments, ended):
            continue
        apart = [(start, off) for start in ended.ends.starts if (off := _slip(ended, start)) is not None]
        if apart:
            raw = " ".join(ended.duration.raw.split())
            yield Later(raw, ended.span, f"{apart[-1][0].raw} to {ended.ends.end.raw}", apart[-1][1])


def _may_have(moments: Moments, ended: _Ended) -> bool:
    """Whether any moment is as long before the end of a length as that says, over midnight too.

    Where a name tells what it counts from only that may be meant; where nothing does it may be the other way round.
    """
    step, ends = ended.duration.seconds // _MINUTE, ended.ends
    if ends.sure:
        return _are_apart({_minute(start) for start in ends.starts}, ends.end, -step)
    if _are_apart(moments.minutes, ends.end, -step):
        return True
    beside = () if ends.named else (ends.end, *ends.starts)
    return any(_are_apart(moments.minutes, end, way) for end in beside for way in (step, -step))


def _are_apart(minutes: Collection[int], end: Stamp, step: int) -> bool:
    return any((_minute(end) + step + slack) % _DAY in minutes for slack in (-1, 0, 1))


def _minute(stamp: Stamp) -> int:
    return (stamp.clock or 0) // _MINUTE


def _ended(facts: Facts) -> Iterator[_Ended]:
    """The lengths of a report that end at a moment beside them, or at that of their row."""
    told = _Told(facts)
    for row in facts.all_rows:
        if row.entry.event is not None and row.entry.until is None and is_sure(row.entry.stamp):
            yield from _in(told, row.entry.event, row)
    for prose in facts.numbered:
        yield from _in(told, prose, None)


def _in(told: _Told, prose: Prose, row: Row | None) -> Iterator[_Ended]:
    text = prose.text[:_LONGEST]
    if row is None and not may_have_clock(text):
        return
    if not may_have(_words_behind(), text):
        return
    stamps: list[Stamp] | None = None
    for word in _behind().finditer(text):
        first = max(0, word.start() - _REACH)
        length = _length_before(text[first : word.start()].rstrip())
        if length is None or length.approx or length.bound is not None or not _MINUTE <= length.seconds < DAY:
            continue
        start, stop = length.start + first, length.end + first
        if length.precision > _MINUTE or prose.marked(start, stop, "code", "link") is not None:
            continue
        stamps = timed(text, told.facts) if stamps is None else stamps
        ends = _ends(told, text, stamps, (start, stop), word, row)
        if ends is not None:
            yield _Ended(length, prose.source(start, stop), ends)


def _length_before(text: str) -> Duration | None:
    """The length that a text ends with, in digits or in words."""
    told = length_before(text)
    if told is None and names_unit(text[-_UNIT:]):
        for word in _WORD.finditer(text):
            duration = read_duration(text[word.start() :])
            if duration is not None and word.start() + duration.end == len(text):
                return msgspec.structs.replace(duration, start=word.start(), end=len(text))
    return told


_WORD = re.compile(r"(?<![\w-])\w")
_UNIT = 12


def _ends(
    told: _Told, text: str, stamps: list[Stamp], length: tuple[int, int], word: re.Match[str], row: Row | None
) -> _Ends | None:
    """What a length is between; None where no moment beside it, or that of its row, is its end."""
    before = [stamp for stamp in stamps if stamp.end <= length[0]]
    beside = before[-1] if before and _BESIDE.fullmatch(text, before[-1].end, length[0]) is not None else None
    closed = _ENDS.match(text, word.end()) is not None
    if closed or word["later"]:
        behind = next((stamp for stamp in stamps if stamp.start >= word.end()), None)
        if behind is not None and _LEADS.fullmatch(text, word.end(), behind.start) is not None:
            return _Ends(behind, _told_before(text, before, length[0]))
        return _Ends(beside, _told_before(text, before[:-1], length[0])) if beside is not None and closed else None
    name = _NAME.match(text, word.end())
    end = beside
    if end is None and row is not None and not stamps and _is_apart(text, length[0]):
        end = row.entry.stamp
    if name is None or end is None:
        return None
    within = [stamp for stamp in stamps if name.start(1) <= stamp.start < name.end(1)]
    return _Ends(end, within, named=True) if within else told.named(name[1].strip(), end, text, before)


def _is_apart(text: str, start: int) -> bool:
    """Whether a length begins a text, or a part of it."""
    return not text[:start].strip(" *_") or re.search(r"[,;:(–—-]\s?[*_]{0,2}\Z", text[:start]) is not None


def _told_before(text: str, stamps: Sequence[Stamp], start: int) -> list[Stamp]:
    """The moments of the same sentence, else the last one before it."""
    here = [stamp for stamp in stamps if _SENTENCE.search(text, stamp.end, start) is None]
    return (here or [*stamps[-1:]])[-_FEW:]


class _Told:
    """The moments that the fields and rows of a report tell, by milestone and by the words of each."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.words = facts, facts.words
        self._of_stems: dict[str, list[tuple[Stamp, set[str]]]] = {}

    @cached_property
    def _stems_of_roles(self) -> frozenset[str]:
        return frozenset(word[:_STEM] for word in self.words.roles)

    @cached_property
    def _of_roles(self) -> dict[str, list[Stamp]]:
        """The moments by milestone; those by words are read with them."""
        found: dict[str, list[Stamp]] = {}
        told = [(m.stamp, m.label, frozenset[str]((m.role,))) for m in self.facts.milestones]
        rows = [(row, row.entry.event.text) for row in self.facts.all_rows if row.entry.event is not None]
        told += [(row.entry.stamp, text[:_LONGEST], row.tells | row.hints | self._marks(row)) for row, text in rows]
        for stamp, text, roles in told:
            stems = _stems(text, self.words)
            for role in roles:
                found.setdefault(role, []).append(stamp)
            for stem in stems:
                self._of_stems.setdefault(stem, []).append((stamp, stems))
        return found

    def _marks(self, row: Row) -> frozenset[str]:
        """The milestones that a part of a row names, and says nothing else: ``14:20 the lift stops, start``."""
        return frozenset(role for part in row_parts(row) if (role := self.words.marked_role(part)))

    def named(self, name: str, end: Stamp, text: str, before: list[Stamp]) -> _Ends:
        """The moments that a name may mean: a milestone's, or of what is told in all of its words.

        What many may be is none of them.
        """
        role, stems = self.words.end_role(name), _stems(name, self.words)
        own = self._of_roles.get(role, [])
        alike = min((self._of_stems.get(stem, []) for stem in stems), key=len, default=[])
        if max(len(own), len(alike)) > _MANY:
            return _Ends(end, [], named=True)
        # `the second rollback` is another one than the milestone
        own = [stamp for stamp in own if stamp.clock != end.clock] if stems <= self._stems_of_roles else []
        like = [stamp for stamp, told in alike if stems <= told and stamp.clock != end.clock]
        like += [
            stamp for stamp in before if stamp != end and stems and stems <= _stems(_clause(text, stamp), self.words)
        ]
        starts = [stamp for stamp in (*like, *own) if is_sure(stamp)]
        if len({stamp.clock for stamp in starts}) > _FEW:
            starts = []
        return _Ends(end, starts, named=True, sure=bool(own) and len({stamp.clock for stamp in own}) == 1)


def _clause(text: str, stamp: Stamp) -> str:
    """The words around a moment, up to the signs that divide a sentence."""
    first = max(0, stamp.start - 2 * _REACH)
    start = max((mark.end() for mark in _CLAUSE.finditer(text, first, stamp.start)), default=first)
    end = _CLAUSE.search(text, stamp.end)
    return text[start : min(end.start() if end is not None else len(text), stamp.end + 2 * _REACH)]


def _stems(text: str, words: FactWords) -> set[str]:
    plain = words.subjects - words.roles.keys() | words.fillers
    return {word[:_STEM] for word in tokens(text) if len(word) >= _STEM and word not in plain}


def _slip(ended: _Ended, start: Stamp) -> int | None:
    """The seconds from a moment to another, where a length is a slip of the pen from them; else None."""
    end = ended.ends.end
    if start.clock is None or end.clock is None or _is_elsewhere(start.zone, end.zone):
        return None
    apart = end.clock - start.clock
    days = [stamp.days() for stamp in (start, end) if stamp.date is not None]
    if len(days) > 1 and len(days[0]) == len(days[1]) == 1:
        apart += (days[1][0] - days[0][0]).days * DAY
    elif apart < 0:
        apart += DAY
    said = ended.duration.seconds
    off = abs(said - apart)
    if not 0 < apart < DAY or max(said, apart) < 10 * _MINUTE or off < 2 * _MINUTE:
        return None
    if said % _ROUND == 0 and off * _TENTH <= max(said, apart):
        return None
    return apart if off in _NEAR or _are_alike(said, apart) else None


def _is_elsewhere(one: Zone | None, other: Zone | None) -> bool:
    return one is not None and other is not None and one.name != other.name


def _are_alike(one: int, other: int) -> bool:
    """Whether two lengths differ in one digit, or two that changed places, in minutes or in hours and minutes."""
    spelt: Iterable[tuple[str, str]] = (
        (str(one // _MINUTE), str(other // _MINUTE)),
        (_clocked(one), _clocked(other)),
    )
    return any(digits_apart(*pair) for pair in spelt)


def _clocked(seconds: int) -> str:
    return f"{seconds // _HOUR}:{seconds % _HOUR // _MINUTE:02}"


__all__ = ["Later", "wrong_later"]
