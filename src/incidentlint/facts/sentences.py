"""Lengths of the incident in sentences: ``an outage of 40 minutes``, ``was unavailable for about an hour``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from incidentlint.facts.model import Length
from incidentlint.facts.words import FactWords, tokens
from incidentlint.grammars import DAY, Duration, Stamp, find_durations, find_ranges, find_stamps, may_tell_moment
from incidentlint.markdown import Prose
from incidentlint.text import Span

_SENTENCE = re.compile(r"\s(?<=[.!?;]\s)\s*|\n\s*\n")
_LONGEST = 2_000
_REACH = 12
_MONTH = re.compile(r"(?<=\d[ ])[A-Z][a-z]+|(?<=[^.!?][ ])[A-Z][a-z]+(?=[ ]\d)")
"""A capital word beside a number, within a sentence, is a month: ``on 4 May`` is no doubt."""
_ENDS = re.compile(r"[*_ ]{0,3}(?:[,;.!]|$)")
"""Where nothing more says since when a length counts: not `after 5 minutes of errors`."""


def told_lengths(texts: Iterable[tuple[str, Prose]], words: FactWords) -> Iterator[Length]:
    """The lengths that sentences state of the whole incident, each with the name of its text."""
    for label, prose in texts:
        text = prose.text[:_LONGEST]
        start = 0
        for end in (*(match.end() for match in _SENTENCE.finditer(text)), len(text)):
            for duration in find_durations(text[start:end]):
                told = "whole" if label == "the title" and _is_named(text[start:end], duration, words) else ""
                if kind := told or _kind(text[start:end], duration, words):
                    span = prose.source(start + duration.start, start + duration.end)
                    worst = _is_of_the_worst(text[start:end], duration, words)
                    said = _at_least(duration) if worst else duration
                    known = _has_range(text[start:end], duration)
                    yield Length(kind, label, said, span, prose=True, excused=known)
            start = end


def _at_least(duration: Duration) -> Duration:
    """A length as the least that the whole may be, by its digits, and less where it is approximate."""
    slack = max(duration.precision // 2, duration.seconds // 10 if duration.approx else 0)
    return msgspec.structs.replace(duration, seconds=duration.seconds - slack, bound="more")


def _is_of_the_worst(sentence: str, duration: Duration, words: FactWords) -> bool:
    """Whether a length is of the time at which it was worst, which the whole incident may go beyond: a full outage."""
    said = tokens(sentence)
    before = len(tokens(sentence[: duration.start]))
    wrong = {word for word in said if word in words.nouns or _harms([word], words)}
    return is_outright(said[max(0, before - _REACH) : before + 6], words.outright, wrong)


def is_outright(said: Sequence[str], outright: Collection[str], wrong: Collection[str]) -> bool:
    """Whether some words say how bad it was: one or two that are `outright` are before one of what was `wrong`."""
    return any(
        after in wrong and (word in outright or f"{first} {word}" in outright)
        for first, word, after in zip(("", *said), said, said[1:], strict=False)
    )


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
    before, behind = _words(sentence[: duration.start]), _words(sentence[duration.end :])
    if duration.bound is not None or duration.qualifier or words.other & {*_of_doubt(before, words), *behind[:3]}:
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


def _is_named(sentence: str, duration: Duration, words: FactWords) -> bool:
    """Whether a title says what a length is of right before it: ``Downtime for 3 hours``."""
    before = _words(sentence[: duration.start])[-2:]
    exact = not duration.approx and duration.bound is None and not duration.qualifier
    return exact and before[-1:] == ["for"] and bool(words.nouns & set(before[:1]))


def _of_doubt(before: list[str], words: FactWords) -> list[str]:
    """The last words before a length, but for those that say that something was not possible: ``could not log in``."""
    near = before[-_REACH:]
    return [
        word
        for word, after in zip(near, [*near[1:], ""], strict=False)
        if not (word in words.able and after in words.harm)
    ]


def _words(text: str) -> list[str]:
    """The words of a part of a sentence, without its months."""
    return tokens(_MONTH.sub("", text))


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
                role = _reached(_words(sentence[: stamp.start]), words) if stamp.time is not None else ""
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
