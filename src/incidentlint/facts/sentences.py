"""Lengths of the incident in sentences: ``an outage of 40 minutes``, ``was unavailable for about an hour``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from incidentlint.facts.model import Length
from incidentlint.facts.words import FactWords, tokens
from incidentlint.grammars import DAY, Duration, Stamp, find_durations, find_ranges, find_stamps, may_tell_moment
from incidentlint.markdown import Prose
from incidentlint.text import Span

_SENTENCE = re.compile(r"\s(?<=[.!?;]\s)\s*|\n\s*\n")
_LONGEST = 2_000
_REACH = 12
_ENDS = re.compile(r"[*_ ]{0,3}(?:[,;.!]|$)")
"""Where nothing more says since when a length counts: not `after 5 minutes of errors`."""


def told_lengths(texts: Iterable[tuple[str, Prose]], words: FactWords) -> Iterator[Length]:
    """The lengths that sentences state of the whole incident, each with the name of its text."""
    for label, prose in texts:
        text = prose.text[:_LONGEST]
        start = 0
        for end in (*(match.end() for match in _SENTENCE.finditer(text)), len(text)):
            for duration in find_durations(text[start:end]):
                if kind := _kind(text[start:end], duration, words):
                    span = prose.source(start + duration.start, start + duration.end)
                    known = _has_range(text[start:end], duration)
                    yield Length(kind, label, duration, span, prose=True, excused=known)
            start = end


def _has_range(sentence: str, duration: Duration) -> bool:
    """Whether the sentence says from when to when, and that is the length."""
    for found in find_ranges(sentence):
        first, last = found.first.clock, found.last.clock
        if first is not None and last is not None:
            if abs((last - first) % DAY - duration.seconds) <= max(duration.precision, 60):
                return True
    return False


def _kind(sentence: str, duration: Duration, words: FactWords) -> str:
    """What a length in a sentence is of: the whole, its repair, or ``""`` for something else."""
    before = tokens(sentence[: duration.start])
    behind = tokens(sentence[duration.end :])
    if duration.bound is not None or duration.qualifier or words.other & {*before[-_REACH:], *behind[:3]}:
        return ""
    last = before[-1:]
    if words.lasting & set(before[-3:]) or (before[-1:] == ["of"] and words.nouns & set(before[-3:-1])):
        return "whole"
    near = behind[:3] if duration.adjective or not duration.raw.rstrip().endswith("s") else []
    if (
        words.nouns & set(near[:3])
        or words.periods & set(near[:1])
        or (behind[:1] == ["of"] and words.nouns & set(behind[1:3]))
    ):
        return "whole"
    near_by = before[-_REACH:]
    if last == ["for"] and _harms(near_by, words):
        return "whole"
    if set(last) & words.within and words.mended & set(before[-4:]):
        return "repair"
    if set(last) & words.within and _is_noticed(before, words) and _ENDS.match(sentence, duration.end):
        return "detect"
    return ""


def _is_noticed(before: Sequence[str], words: FactWords) -> bool:
    """Whether the last words before a length say that the incident was noticed."""
    return any(words.roles.get(word) == "detected" for word in before[-3:-1])


def _harms(said: list[str], words: FactWords) -> bool:
    """Whether some words say that something did not work."""
    return any(word in words.harm or words.harmed.fullmatch(word) for word in said)


class Claim(msgspec.Struct, frozen=True):
    """A sentence that says when the incident reached a milestone."""

    role: str
    stamp: Stamp
    span: Span


def told_moments(texts: Iterable[tuple[str, Prose]], words: FactWords, zones: Mapping[str, str]) -> Iterator[Claim]:
    """When sentences say that the incident began, was found, was over: ``The outage was resolved at 14:57``."""
    for _, prose in texts:
        text = prose.text[:_LONGEST]
        if not may_tell_moment(text):
            continue
        start = 0
        for end in (*(match.end() for match in _SENTENCE.finditer(text)), len(text)):
            sentence = text[start:end]
            for stamp in find_stamps(sentence, zones):
                role = _reached(tokens(sentence[: stamp.start]), words) if stamp.time is not None else ""
                if role and stamp.valid and not stamp.unknown:
                    yield Claim(role, stamp, prose.source(start + stamp.start, start + stamp.end))
            start = end


def _reached(before: list[str], words: FactWords) -> str:
    """The milestone that the words before a moment say that the incident reached then, if they do."""
    if not before or before[-1] not in words.at or words.unless & set(before) or words.other & set(before):
        return ""
    verb = next((word for word in reversed(before[-4:-1]) if word in words.roles), "")
    if not verb or not words.subjects & set(before[-_REACH:]):
        return ""
    role = words.roles[verb]
    return "" if role in ("reported", "declared") and not words.incident & set(before[-_REACH:]) else role
