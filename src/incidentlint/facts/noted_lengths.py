"""Lengths with their times in parentheses, or in parentheses behind them: ``10:05 start, 10:40 end (35 min)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from incidentlint.facts.words import FactWords
from incidentlint.grammars import Duration, all_words, read_duration, times_apart
from incidentlint.vocabulary import remembered

TWO_CLOCKS = re.compile(r"\d ?[:.h] ?\d\d(?!\d)[^\n]{1,40}?\d ?[:.h] ?\d\d(?!\d)")
"""Two times of day, as a first look."""

_NOTES = re.compile(r"[ ]?[(（]([^()（）\n]{3,80})[)）]")
_NUMBER = re.compile(r"(?<![\d.,:/+-])\d")
_NEAR = 80


def noted_lengths(text: str, zones: Mapping[str, str], words: FactWords) -> Iterator[Duration]:
    """The lengths of any language with their times in parentheses behind them, or in them behind their times.

    Of those that are not exact nothing is said.
    """
    for note in _NOTES.finditer(text):
        first = max(0, note.start() - _NEAR)
        before = text[first : note.start()]
        if TWO_CLOCKS.search(note[1]) is not None:
            duration, times = length_before(before), note[1]
            known = duration is not None and times_apart(times, zones) is not None
        else:
            first, duration = note.start(1), _in_note(note[1], words)
            whole = duration is not None and not _is_clock(note[1], before)
            apart = times_apart(before, zones, closed=False) if whole else None
            times, known = apart.raw if apart is not None else "", apart is not None
        if duration is not None and known and not duration.approx and duration.bound is None:
            start, end = duration.start + first, duration.end + first
            yield msgspec.structs.replace(duration, start=start, end=end, qualifier=times)
    if (last := _last_length(text, zones)) is not None:
        yield last


def _last_length(text: str, zones: Mapping[str, str]) -> Duration | None:
    """The length of any language that a text ends with, right behind its times: ``20:05〜20:47、42分``."""
    end = _LAST.search(text)
    if end is None:
        return None
    duration, times = read_duration(end["length"]), times_apart(text[: end.start()], zones, closed=False)
    if duration is None or times is None or duration.start or duration.end < len(end["length"]):
        return None
    if duration.approx or duration.bound is not None:
        return None
    start = end.start("length")
    return msgspec.structs.replace(duration, start=start, end=start + duration.end, qualifier=times.raw)


_LAST = re.compile(r"(?:[ ]?[(（][A-Z]{2,5}[)）])?(?:,[ ]|[、，] ?)(?P<length>\d[^,;()、，]{1,30})\Z")


def _in_note(note: str, words: FactWords) -> Duration | None:
    """The length that a note consists of, with a word that calls it the whole: ``total: 2h 5m``, ``02:05 total``.

    Hours and minutes need that word: they may be a time.
    """
    lead = _LEAD.match(note)
    start = lead.end() if lead is not None else 0
    if lead is not None and not _is_whole(lead[1], words):
        return None
    rest = note[start:]
    duration = read_duration(rest)
    if duration is None and (clock := _CLOCK.match(rest)) is not None and (start or len(rest) > clock.end()):
        duration = read_duration(clock[0], clock=True)
    if duration is None or duration.start or not (duration.end == len(rest) or _is_whole(rest[duration.end :], words)):
        return None
    return msgspec.structs.replace(duration, start=start, end=start + duration.end)


def _is_whole(said: str, words: FactWords) -> bool:
    """Whether a few words beside a length call it the whole one."""
    told = said.strip(" :：,")
    return words.kind_of(told)[0] == "whole" or words.tallies.all_told.fullmatch(told) is not None


_LEAD = re.compile(r"([^\d:：]{1,30})[:：]?\s?(?=\d)")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?![\d:])")
_SHORT = re.compile(r"\d{1,2}h\d{2}")
_HOUR_MARK = re.compile(r"\d\s?h")


def _is_clock(note: str, before: str) -> bool:
    """Whether hours and minutes may be a time: those beside it are written so, too."""
    return _HOUR_MARK.search(before) is not None and _SHORT.fullmatch(note) is not None


def length_before(text: str) -> Duration | None:
    """The length that a text ends with, in digits."""
    for number in _NUMBER.finditer(text):
        start = number.start()
        duration = read_duration(text[start:])
        if duration is not None and start + duration.end == len(text):
            loose = text[:start].rstrip().casefold().endswith(_loose())
            placed = msgspec.structs.replace(duration, start=start, end=len(text))
            return None if loose else placed
    return None


@remembered
def _loose() -> tuple[str, ...]:
    """The words of all languages that make a length behind them another one."""
    lists = ("about", "nearly", "at_most", "at_least")
    return ("~", "≈", *all_words(*lists))


__all__ = ["TWO_CLOCKS", "length_before", "noted_lengths"]
