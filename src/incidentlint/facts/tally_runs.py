"""Totals whose parts follow on them in a sentence, but for two digits that changed places: nothing has to say so.

Numbers that have nothing to do with each other are rarely so near: no word has to call the list complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from incidentlint.facts.tally_model import Tally, TallyWords, are_alike, is_digit_apart, is_near, is_swap
from incidentlint.grammars import Count, Figure, Money, currency_of, find_durations, is_vague
from incidentlint.markdown import Prose

_LEADS = re.compile(r"[,:(（，：、]")
_OPENS = re.compile(r"[(（][^()（）]{0,80}\Z")
_CLOSES = re.compile(r"[^()（）]{0,80}[)）]")
_SIGNS = re.compile(r"[%‰×*/÷=<>^→−]|\s[–-]\s|\d[–-]\d")
_ENDS = re.compile(r"[.;:!?](?=\s|\Z)|[。；：！？]")
_WORD = re.compile(r"\A\s?[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]{2,40}")
_TWO_DIGITS = 10
_TEN = 10
"""A part of which two digits changed places may be more than all."""
_VOWELS = frozenset("aeiouy")
"""Signs that a word has, and a unit of measure has not."""
_FEW = 2
_MOST = 4
_WIDE = 90
"""Signs between a total and its first part, or between two parts."""


def swapped_runs(prose: Prose, text: str, sentence: list[Figure], words: TallyWords) -> Iterator[Tally]:
    """``241 uploads failed, 163 from the web and 51 from the app``, ``412 of 1,260 devices: 260 here and 125 there``.

    Also ``29 students of 2 courses (17 of one, 21 of the other)``, where a number says how many parts there are.
    """
    for index, total in enumerate(sentence[:-_FEW]):
        if not isinstance(total, (Count, Money)) or total.ambiguous or total.value < _TWO_DIGITS:
            continue
        if index and words.out_of.fullmatch(text, sentence[index - 1].end, total.start):
            continue  # what is counted is the part before it
        near = sentence[index + 1 : index + _MOST + _FEW + 1]
        following = near[1:] if words.out_of.fullmatch(text, total.end, near[0].start) else near
        for parts in _runs(text, total, following, words):
            values = [part.value for part in parts]
            told = parts[0] is not near[0] and near[0].value == len(parts)  # how many there are
            slip = is_swap(total.value, values, _TWO_DIGITS) or (told and _is_digit_off(text, total, parts, words))
            if slip and not _fits(total, [figure for figure in near if figure.start >= parts[0].start]):
                spelt = " + ".join(part.raw for part in parts)
                places = prose.source(total.start, total.end), prose.source(parts[0].start, parts[-1].end)
                yield Tally("the text", total.raw, places[0], spelt, places[1], f"{sum(values, Decimal(0)):,}")
                return


def _is_digit_off(text: str, total: Count | Money, parts: list[Figure], words: TallyWords) -> bool:
    """Whether as many parts as are told of are nearly a total: one digit is wrong, and none is in two of them."""
    values = [part.value for part in parts]
    off = total.value - sum(values, Decimal(0))
    enclosed = _OPENS.search(text, total.end, parts[0].start) is not None and not is_vague(total)
    many = off < 0 and isinstance(total, Count) and words.people & set(total.words)
    return enclosed and not many and is_near(off, total) and is_digit_apart(total.value, values)


def _runs(text: str, total: Figure, following: list[Figure], words: TallyWords) -> Iterator[list[Figure]]:
    """The figures behind a total that may be all of its parts: those right behind it, or behind how many they are."""
    for count in range(_FEW, _MOST + 1):
        for first in (0, 1):
            parts = following[first : first + count]
            if len(parts) < count or (first and following[0].value != count):
                continue
            beyond = following[first + count].start if len(following) > first + count else len(text)
            if all(_may_be(text, part, total) for part in parts) and _are_listed(text, total, parts, beyond, words):
                yield parts


def _may_be(text: str, part: Figure, total: Figure) -> bool:
    """Whether a figure may be a part of a total: it is exact, of its kind, and no measure of something."""
    if not isinstance(part, (Count, Money)) or is_vague(part) or not 0 < part.value < _TEN * total.value:
        return False
    unit = part.words[0] if isinstance(part, Count) and part.words else ""
    measured = 0 < len(unit) <= len("ms") and unit.isascii() and _VOWELS.isdisjoint(unit)
    return not measured and currency_of(part) == currency_of(total)


def _are_listed(text: str, total: Figure, parts: list[Figure], beyond: int, words: TallyWords) -> bool:
    """Whether signs and words lead from a total to some parts, and join these to a list that ends with the last.

    `beyond` is where the next figure begins.
    """
    led, end = text[total.end : parts[0].start], parts[-1].end
    if len(led) > _WIDE or not _LEADS.search(led) or words.namely.search(led) or _SIGNS.search(text[total.end : end]):
        return False
    between = [text[one.end : other.start] for one, other in pairwise(parts)]
    same = len(parts) > _FEW and _are_told_alike(text, parts)
    if any(len(each) > _WIDE or not words.joins.search(each) for each in between[: -1 if same else None]):
        return False
    closed = _CLOSES.match(text, end) if _OPENS.search(led) else None
    enclosed = closed is not None and closed.end() <= beyond
    ended = _ENDS.search(text, end)
    stop = ended.start() if ended is not None else len(text)
    last = stop < beyond or beyond == len(text)  # of all that are told
    joined = same or enclosed or words.last.search(between[-1]) is not None or (last and are_alike(text, parts))
    behind = text[end : min(beyond, stop)]
    told = text[total.end : end] + _WORD.sub("", behind, count=1)  # what is `elsewhere` is all that is left
    rest = {word for word in _WORDS.findall(told.casefold()) if not words.out_of.fullmatch(f" {word} ")}
    partial = words.partial.search(words.divided.sub("", told)) is not None or words.rest & rest
    return joined and not partial and not find_durations(text[parts[0].start : end])


def _are_told_alike(text: str, parts: list[Figure]) -> bool:
    """Whether the same word is behind all parts, in any language: ``12 of one, 21 of two``."""
    found = {match[1] if (match := _NEXT.match(text, part.end)) else "" for part in parts}
    return len(found) == 1 and "" not in found


_NEXT = re.compile(r"\s([^\W\d_]{1,20})\s")


def _fits(total: Figure, following: list[Figure]) -> bool:
    """Whether some figures behind a total, one after the other, do give it."""
    for first in range(len(following)):
        whole = Decimal(0)
        for figure in following[first : first + _MOST + 1]:
            whole += figure.value
            if whole == total.value:
                return True
    return False


__all__ = ["swapped_runs"]
