"""Lengths beside the times that they are between: ``10:05-10:40 (35 minutes)``, ``37 minutos (12:04 a 12:41)``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from incidentlint.facts.model import Length
from incidentlint.facts.noted_lengths import TWO_CLOCKS, noted_lengths
from incidentlint.facts.words import FactWords
from incidentlint.grammars import (
    Duration,
    StampRange,
    find_durations,
    find_ranges,
    read_duration,
    read_range,
)
from incidentlint.markdown import Prose
from incidentlint.text import SpanSet

_LONGEST = 2_000
_ENDS = re.compile(r"[*_ ]{0,3}(?:[,;.!]|$)")
"""Where nothing more says since when a length counts: not `after 5 minutes of errors`."""

_BESIDE = re.compile(r"\s?\(|,?\s")
_REACHING = 80


def lengths_with_times(
    texts: Iterable[Prose], zones: Mapping[str, str], words: FactWords, taken: SpanSet
) -> Iterator[Length]:
    """The lengths that are beside the two times that they are between: ``10:05-10:40 (35 minutes)``.

    The times are the qualifier of the length. It is compared with nothing else; those that are `taken` are left out.
    """
    for prose in texts:
        text = prose.text[:_LONGEST]
        if TWO_CLOCKS.search(text) is None:
            continue
        spans = find_ranges(text, zones)
        found: dict[int, Duration] = {}
        for duration in (*find_durations(text), *_short_lengths(text, spans)) if spans else ():
            times = _times_behind(text, duration, zones) or _times_before(text, duration, spans, zones, words)
            if times:
                found[duration.start] = msgspec.structs.replace(duration, qualifier=times)
        for duration in noted_lengths(text, zones, words):
            found.setdefault(duration.start, duration)
        for start, duration in sorted(found.items()):
            if _is_plain(prose, start, duration.end):
                span = prose.source(start, duration.end)
                if not taken.overlaps(span):
                    yield Length("whole", "the text", duration, span, prose=True, excused=True)


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
