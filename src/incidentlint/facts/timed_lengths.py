"""Lengths beside the times that they are between: ``10:05-10:40 (35 minutes)``, ``37 minutos (12:04 a 12:41)``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from incidentlint.facts.model import Length
from incidentlint.facts.words import FactWords, tokens
from incidentlint.grammars import (
    DAY,
    Duration,
    StampRange,
    agrees,
    all_words,
    find_durations,
    find_ranges,
    range_seconds,
    read_duration,
    read_range,
    times_apart,
)
from incidentlint.markdown import Prose
from incidentlint.text import SpanSet
from incidentlint.vocabulary import either, remembered

_LONGEST = 2_000
_TWO_CLOCKS = re.compile(r"\d ?[:.h] ?\d\d(?!\d)[^\n]{1,40}?\d ?[:.h] ?\d\d(?!\d)")
"""Two times of day, as a first look."""

_ENDS = re.compile(r"[*_ ]{0,3}(?:[,;.!]|$)")
"""Where nothing more says since when a length counts: not `after 5 minutes of errors`."""

_BESIDE = re.compile(r"\s?\(|[,:]?\s")
_REACHING = 80


def lengths_with_times(
    texts: Iterable[Prose], zones: Mapping[str, str], words: FactWords, taken: SpanSet
) -> Iterator[Length]:
    """The lengths that are beside the two times that they are between: ``10:05-10:40 (35 minutes)``.

    The times are the qualifier of the length. It is compared with nothing else; those that are `taken` are left out.
    """
    for prose in texts:
        text = prose.text[:_LONGEST]
        if _TWO_CLOCKS.search(text) is None:
            continue
        spans = find_ranges(text, zones)
        found: dict[int, Duration] = {}
        for duration in (*find_durations(text), *_short_lengths(text, spans)) if spans else ():
            times = _times_behind(text, duration, zones) or _times_before(text, duration, spans, zones, words)
            if times:
                found[duration.start] = msgspec.structs.replace(duration, qualifier=times)
        for duration in (*_noted_lengths(text, zones, words), *_lengths_of_names(text, zones)):
            found.setdefault(duration.start, duration)
        for start, duration in sorted(found.items()):
            span = prose.source(start, duration.end)
            if _is_plain(prose, start, duration.end) and not taken.overlaps(span):
                note = None if _is_sum(text, duration, spans, zones) else duration.qualifier
                said = msgspec.structs.replace(duration, qualifier=note)
                yield Length("whole", "the text", said, span, prose=True, excused=True)


def _is_sum(text: str, duration: Duration, spans: Sequence[StampRange], zones: Mapping[str, str]) -> bool:
    """Whether a length is that of several ranges beside it, all of one sentence: ``2 h (08:15-09:15, 16:30-17:30)``."""
    before = reversed([times for times in spans if times.end <= duration.start])
    behind = [times for times in spans if times.start >= duration.end]
    for near in (before, behind):
        whole, end = 0, duration.start
        for number, times in enumerate(islice(near, _MOST_PARTS)):
            between = text[min(end, times.end) : max(end, times.start)]
            seconds = range_seconds(times, zones)
            if seconds is None or _STOPS.search(between) is not None:
                break
            whole, end = whole + seconds, times.start
            if number and agrees(duration, whole - 59, whole + 59):
                return True
    return False


_MOST_PARTS = 9
_STOPS = re.compile(r"[.!?]\s|\n")


def _is_plain(prose: Prose, start: int, end: int) -> bool:
    """Whether a length is no part of code or of a link; it may be marked as code for itself."""
    mark = prose.marked(start, end, "code", "link")
    return mark is None or (mark.kind == "code" and start <= mark.start and mark.end <= end)


_LAST = re.compile(r",[ ]\d[^,;()\n]{2,30}")
"""A length that ends its text right behind its times: ``from 08:10 to 09:10, 60 minutes``."""

_SHORT = re.compile(r"[ ]?\((\d{1,2}h\d{2})\)")
_HOUR_MARK = re.compile(r"\d\s?h")


def _short_lengths(text: str, spans: Sequence[StampRange]) -> Iterator[Duration]:
    """Lengths such as ``(1h45)`` right behind two times; behind times that are written so it may be one, too."""
    for times in spans:
        match = _SHORT.match(text, times.end)
        duration = read_duration(match[1]) if match is not None and not _HOUR_MARK.search(times.raw) else None
        if match is not None and duration is not None:
            yield msgspec.structs.replace(duration, start=match.start(1), end=match.end(1))


def _times_behind(text: str, duration: Duration, zones: Mapping[str, str]) -> str:
    """The two times right after a length: ``35 minutes (10:05-10:40)``, ``for 35 minutes, from 10:05 to 10:40``."""
    match = _BESIDE.match(text, duration.end)
    rest = text[match.end() : match.end() + _REACHING] if match is not None else ""
    times = read_range(rest, zones)
    return rest[: times.end] if times is not None else ""


def _times_before(
    text: str, duration: Duration, spans: Sequence[StampRange], zones: Mapping[str, str], words: FactWords
) -> str:
    """The two times right before a length, with a word before them where they are times by it only.

    The length is in parentheses, or led by what says that it is what they make: ``that is 35 minutes.``
    """
    closed = text[duration.end : duration.end + 1] == ")"
    if not closed and (duration.approx or _ENDS.match(text, duration.end) is None):
        return ""
    for times in spans:
        if closed:
            match = _BESIDE.match(text, times.end)
            found = match is not None and match.end() == duration.start and match.group().endswith("(")
        else:
            found = words.tallies.namely.fullmatch(text, times.end, max(times.end, duration.start)) is not None
            found = found or (_LAST.fullmatch(text, times.end) is not None and text[times.end : duration.start] == ", ")
        if found and times.last.start < times.first.start:
            return f"{times.first.raw} - {times.last.raw}"  # one less another: in the order of the clock
        if found:
            led = text[text.rfind(" ", 0, max(0, times.start - 1)) + 1 : times.end]
            return led if read_range(led, zones) is not None else text[times.start : times.end]
    return ""


_NOTES = re.compile(r"[ ]?[(（]([^()（）\n]{3,80})[)）]")
_NUMBER = re.compile(r"(?<![\d.,:/+-])\d")
_NEAR = 80


def as_clocks(note: str, words: FactWords) -> str:
    """A note with its times as clocks show them, of ``9 h 20`` too, and without what says by which clock they are."""
    times, comma, tail = note.partition(", ")
    if comma and not any(map(str.isdigit, tail)) and any(word in words.clocks for word in tokens(tail)):
        note = times
    return _HOURS_APART.sub(r"\1:\2", note) if len(_HOURS_APART.findall(note)) == _PAIR else note


_HOURS_APART = re.compile(r"(?<![\d.,:])(\d{1,2})[ \u00a0\u202f]?h[ \u00a0\u202f]?([0-5]\d)(?![\d\w])")
_PAIR = 2


def _noted_lengths(text: str, zones: Mapping[str, str], words: FactWords) -> Iterator[Duration]:
    """The lengths of any language with their times in parentheses behind them, or in them behind their times.

    Of those that are not exact nothing is said.
    """
    for note in _NOTES.finditer(text):
        first = max(0, note.start() - _NEAR)
        before = text[first : note.start()]
        told = as_clocks(note[1], words)
        if _TWO_CLOCKS.search(told) is not None:
            duration, times = length_before(before), told
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
    end = _ENDING.search(text)
    if end is None:
        return None
    duration, times = read_duration(end["length"]), times_apart(text[: end.start()], zones, closed=False)
    if duration is None or times is None or duration.start or duration.end < len(end["length"]):
        return None
    if duration.approx or duration.bound is not None:
        return None
    start = end.start("length")
    return msgspec.structs.replace(duration, start=start, end=start + duration.end, qualifier=times.raw)


_ENDING = re.compile(r"(?:[ ]?[(（][A-Z]{2,5}[)）])?(?:,[ ]|[、，] ?)(?P<length>\d[^,;()、，]{1,30})\Z")


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
    whole = words.kind_of(told)[0] == "whole" and words.down.isdisjoint(tokens(told))  # what was down may be less
    return whole or words.tallies.all_told.fullmatch(told) is not None


_LEAD = re.compile(r"([^\d:：]{1,30})[:：]?\s?(?=\d)")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?![\d:])")
_HOURS = re.compile(r"\d{1,2}h\d{2}")


def _is_clock(note: str, before: str) -> bool:
    """Whether hours and minutes may be a time: those beside it are written so, too."""
    return _HOUR_MARK.search(before) is not None and _HOURS.fullmatch(note) is not None


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


_NAME = r"[^()（）\d.;:!?]{1,60}"
_ITS_CLOCK = r"[(（](\d{1,2}[:.]\d\d(?: [A-Z]{2,5})?)[)）]"
_LONGEST_LENGTH = 40
_FEW_SIGNS = 2
_LENGTH_BEHIND = re.compile(r"(?:,\s|:\s|\s?[(（])(?=\d)")
_LENGTH_ENDS = re.compile(r"\s*(?:[)）.,;]|\Z)")


@remembered
def _two_ends() -> re.Pattern[str]:
    """Two things that happened, each with its time, and the words of any language for a start and an end."""
    start, end = (either(all_words(name)) for name in ("from_", "to"))
    return re.compile(rf"(?<!\w){start}\s{_NAME}\s{_ITS_CLOCK},?\s{end}\s{_NAME}\s{_ITS_CLOCK}", re.IGNORECASE)


def _lengths_of_names(text: str, zones: Mapping[str, str]) -> Iterator[Duration]:
    """The exact lengths right before such times, or right behind them; the times are their qualifier."""
    for times in _two_ends().finditer(text) if "(" in text or "（" in text else ():
        said = f"{times[1]} - {times[2]}"
        if read_range(said, zones) is None:
            continue
        duration = _named_before(text, times.start()) or _named_behind(text, times.end())
        if duration is not None and duration.seconds < DAY and not duration.approx and duration.bound is None:
            yield msgspec.structs.replace(duration, qualifier=said)


def _named_before(text: str, end: int) -> Duration | None:
    """The length that ends right before a place: ``for 39 minutes, from ...``."""
    first = max(0, end - _LONGEST_LENGTH)
    duration = length_before(text[first:end].rstrip(" \n,(（"))
    if duration is None or end - first - duration.end > _FEW_SIGNS:
        return None
    return msgspec.structs.replace(duration, start=duration.start + first, end=duration.end + first)


def _named_behind(text: str, start: int) -> Duration | None:
    """The length that is all that follows on a place: ``(39 minutes)``."""
    lead = _LENGTH_BEHIND.match(text, start)
    duration = read_duration(text[lead.end() : lead.end() + _LONGEST_LENGTH]) if lead is not None else None
    if lead is None or duration is None or duration.start or not _LENGTH_ENDS.match(text, lead.end() + duration.end):
        return None
    return msgspec.structs.replace(duration, start=lead.end(), end=lead.end() + duration.end)
