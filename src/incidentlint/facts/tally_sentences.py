"""Totals and parts in the words of a sentence: nothing but a slip of the pen tells that they belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from incidentlint.facts.tally_model import (
    SENTENCE_ENDS,
    SHORT,
    Tally,
    TallyWords,
    are_alike,
    is_digit_apart,
    is_near,
    is_swap,
    kind_of,
    wrong_sum,
)
from incidentlint.grammars import Count, Figure, Money, currency_of, digits_apart, find_durations, is_pen_slip, is_vague
from incidentlint.markdown import Prose

_CLAUSES = re.compile(r"(?<!\.\w)[.;:!?](?=\s|\Z)|[。；：！？]")
_SIGNS = re.compile(r"[%‰×*/÷=<>^→+−]|\s[–-]\s|\d[–-]\d")
"""What makes numbers something else than a whole and its parts."""
_WORD = re.compile(r"[^\W\d_]{2,40}")
_LARGE = 1_000
"""Numbers of fewer digits may be a slip apart by chance."""
_FEW = 2
_MOST = 4
_TWO_DIGITS = 10


def in_sentences(prose: Prose, text: str, figures: list[Figure], words: TallyWords) -> Iterator[Tally]:
    """The totals of a text that their parts, told in the same sentence or the next clause, do not give."""
    for sentence in _split(text, figures, SENTENCE_ENDS):
        if len(sentence) > _FEW:
            yield from _of_one_kind(prose, text, sentence, words)
            yield from _of_large(prose, text, sentence)
            yield from _of_whole(prose, text, sentence, words)
            yield from _made(prose, text, sentence, words)
            yield from _swapped_runs(prose, text, sentence, words)
    clauses = _split(text, figures, _CLAUSES)
    for before, clause in pairwise(clauses):
        if len(_CLAUSES.findall(text, before[-1].end, clause[0].start)) == 1:
            yield from _in_next_clause(prose, text, before, clause, words)


def _split(text: str, figures: list[Figure], ends: re.Pattern[str]) -> list[list[Figure]]:
    """The figures by the parts of a text that they stand in."""
    found: list[list[Figure]] = []
    before: Figure | None = None
    for figure in figures:
        if before is None or ends.search(text, before.end, figure.start):
            found.append([])
        found[-1].append(figure)
        before = figure
    return found


def _of_one_kind(prose: Prose, text: str, sentence: list[Figure], words: TallyWords) -> Iterator[Tally]:
    """``26 members, and a list with another 45 members, 81 members in all``: of the same, and called a total."""
    for index, total in enumerate(sentence):
        if index < _FEW or not isinstance(total, Count):
            continue
        if not words.total_behind.match(text, total.end):
            continue
        kind = kind_of(text, total)
        parts = [figure for figure in sentence[:index] if kind and kind_of(text, figure) == kind]
        values = [part.value for part in parts]
        said = text[parts[0].end : total.start] if parts else ""
        if len(parts) < _FEW or max(values) >= total.value or words.incomplete.search(said):
            continue
        off = total.value - sum(values, Decimal(0))
        if is_near(off / 2, total) and is_pen_slip(total.value, values):
            yield from wrong_sum(prose, parts, total)


def _of_large(prose: Prose, text: str, sentence: list[Figure]) -> Iterator[Tally]:
    """``60,000 calls``, ``57,914 calls``, ``2,806 calls``: two digits changed places, and the sum is exact.

    Not where more or fewer of them give the total: ``142,000 EUR: 90,000 EUR, 34,000 EUR and 18,000 EUR``.
    """
    kinds: dict[tuple[str, str], list[Figure]] = {}
    for figure in sentence:
        kind = (currency_of(figure), kind_of(text, figure))
        if any(kind) and not is_vague(figure):
            kinds.setdefault(kind, []).append(figure)
    for alike in kinds.values():
        for count in range(_FEW, _MOST + 1):
            for first in range(len(alike) - count):
                run = alike[first : first + count + 1]
                for at in {0, len(run) - 1, run.index(max(run, key=lambda figure: figure.value))}:
                    total, parts = run[at], [*run[:at], *run[at + 1 :]]
                    others = [figure for figure in alike if figure.value != total.value]
                    if _is_swapped_sum(text, total, parts) and not _fits(total, others):
                        yield from wrong_sum(prose, parts, total)
                        return


def _is_swapped_sum(text: str, total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether some figures of one kind are a total and its parts but for two digits of one of them."""
    values = [part.value for part in parts]
    if max(values) >= total.value or total.value < _LARGE:
        return False
    every = (total, *parts)
    if _SIGNS.search(text, min(each.start for each in every), max(each.end for each in every) + 2):
        return False
    return is_swap(total.value, values, _LARGE)


def _of_whole(prose: Prose, text: str, sentence: list[Figure], words: TallyWords) -> Iterator[Tally]:
    """``Of 230 tickets 150 were answered on that day and 90 on the next``: all of a sentence, and a slip apart."""
    total, *parts = sentence
    if len(parts) > _MOST or not all(isinstance(each, Count) for each in sentence):
        return
    end = _CLAUSES.search(text, parts[-1].end)
    told = text[total.end : end.start() if end is not None else None]
    values = [part.value for part in parts]
    if (
        words.begins_whole.search(text, max(0, total.start - SHORT), total.start)
        and words.joins.search(text, parts[-2].end, parts[-1].start)
        and not words.incomplete.search(words.divided.sub("", told))
        and not _SIGNS.search(told)
        and max(values) < total.value
        and is_near(total.value - sum(values, Decimal(0)), total)
        and (is_pen_slip(total.value, values) or _are_too_many(total, parts, words))
    ):
        yield from wrong_sum(prose, parts, total)


def _are_too_many(total: Figure, parts: Sequence[Figure], words: TallyWords) -> bool:
    """Whether parts are a little more than their total, by one digit: what is no person is in one of them only."""
    values = [part.value for part in parts]
    if sum(values, Decimal(0)) <= total.value or not isinstance(total, Count) or words.people & set(total.words):
        return False
    return is_digit_apart(total.value, values)


def _made(prose: Prose, text: str, sentence: list[Figure], words: TallyWords) -> Iterator[Tally]:
    """``31 and 15 persons make 46``: two numbers, and what they are said to make."""
    for one, other, total in zip(sentence, sentence[1:], sentence[2:], strict=False):
        if not all(isinstance(each, Count) for each in (one, other, total)):
            continue
        joined = text[one.end : other.start]
        if (
            len(joined) > SHORT
            or not words.last.search(joined)
            or not words.sums.fullmatch(text, other.end, total.start)
        ):
            continue
        alike = kind_of(text, total) in ("", kind_of(text, other))
        ended = _CLOSED.match(text, total.end) is not None
        slip = digits_apart(str(total.value), str(one.value + other.value)) != ""
        if ended and alike and slip and max(one.value, other.value) < total.value:
            yield from wrong_sum(prose, [one, other], total)


_CLOSED = re.compile(r"(?:\s[^\W\d_]{1,20}){0,2}\s*(?:[.,;:)。、，；）]|\Z)")


def _in_next_clause(
    prose: Prose, text: str, before: list[Figure], clause: list[Figure], words: TallyWords
) -> Iterator[Tally]:
    """``534 orders were refused; 436 were placed again and 71 were not``: two digits changed places."""
    total, called = before[-1], words.all_told.match(text, before[-1].end) is not None
    if (len(before) > 1 and not called) or not _FEW <= len(clause) <= _MOST or not isinstance(total, Count):
        return
    if not all(isinstance(part, Count) and not is_vague(part) for part in (total, *clause)):
        return
    end = _CLAUSES.search(text, clause[-1].end)
    stop = end.start() if end is not None else len(text)
    told = text[total.end : stop]
    told = words.divided.sub("", told)
    if _SIGNS.search(told) or words.partial.search(told):
        return
    if words.rest & set(_WORD.findall(told.casefold())):
        return
    joined = words.last.search(text, clause[-2].end, clause[-1].start) is not None
    alike = are_alike(text, clause)
    values = [part.value for part in clause]
    whole = sum(values, Decimal(0))
    if max(values) >= total.value or not total.value / 2 < whole < 2 * total.value:
        return
    surely = (joined or alike) and _are_swapped(text, total, clause, words)
    near = is_near(total.value - whole, total)
    if (
        surely
        or (near and called and is_digit_apart(total.value, values))
        or (near and (joined or alike) and _are_too_many(total, clause, words))
    ):
        yield from wrong_sum(prose, clause, total)


_LEADS = re.compile(r"[,:(（，：、]")
_OPENS = re.compile(r"[(（][^()（）]{0,80}\Z")
_CLOSES = re.compile(r"[^()（）]{0,80}[)）]")
_RUN_SIGNS = re.compile(r"[%‰×*/÷=<>^→−]|\s[–-]\s|\d[–-]\d")
_RUN_ENDS = re.compile(r"[.;:!?](?=\s|\Z)|[。；：！？]")
_RUN_WORD = re.compile(r"\A\s?[^\W\d_]+")
_TEN = 10
"""A part of which two digits changed places may be more than all."""
_VOWELS = frozenset("aeiouy")
"""Signs that a word has, and a unit of measure has not."""
_WIDE = 90
"""Signs between a total and its first part, or between two parts."""


def _swapped_runs(prose: Prose, text: str, sentence: list[Figure], words: TallyWords) -> Iterator[Tally]:
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
            swapped = is_swap(total.value, values, _TWO_DIGITS) if told else _are_swapped(text, total, parts, words)
            slip = swapped or (told and _is_digit_off(text, total, parts, words))
            if slip and not _fits(total, [figure for figure in near if figure.start >= parts[0].start]):
                spelt = " + ".join(part.raw for part in parts)
                places = prose.source(total.start, total.end), prose.source(parts[0].start, parts[-1].end)
                yield Tally("the text", total.raw, places[0], spelt, places[1], f"{sum(values, Decimal(0)):,}")
                return


def _are_swapped(text: str, total: Count | Money, parts: list[Figure], words: TallyWords) -> bool:
    """Whether two digits changed places in a total or its parts, which are surely these.

    Large numbers are, and those of three digits that are near the total. Others are more than all, and of the same, or
    are right behind it in parentheses with one word.
    """
    values = [part.value for part in parts]
    if not is_swap(total.value, values, _TWO_DIGITS):
        return False
    whole = sum(values, Decimal(0))
    if is_swap(total.value, values, _LARGE):
        return True
    if is_near(total.value - whole, total) and is_swap(total.value, values, _HUNDRED) and not _are_round(total, *parts):
        return True
    counts = [each for each in (total, *parts) if isinstance(each, Count)]
    nouns = {noun.casefold().removesuffix("s") for each in counts if (noun := each.noun) and noun.endswith("s")}
    people = any(words.people & set(each.words) for each in counts)
    if max(values) < total.value < whole and len(nouns) <= 1 and not people:
        return True
    alike = _are_told_alike(text, parts) or are_alike(text, parts)
    return alike and _DIRECTLY.fullmatch(text, total.end, parts[0].start) is not None


def _are_round(*figures: Figure) -> bool:
    """Whether numbers end with a zero each: the sums of these are swapped by chance."""
    return all(figure.value % _TEN == 0 for figure in figures)


_HUNDRED = 100
_DIRECTLY = re.compile(r"\s?[^\W\d]{0,20}\s?[(（][^()（）\d]{0,30}")
"""What is counted, and the parenthesis with all of its parts."""


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
    if (
        len(led) > _WIDE
        or not _LEADS.search(led)
        or words.namely.search(led)
        or _RUN_SIGNS.search(text[total.end : end])
    ):
        return False
    between = [text[one.end : other.start] for one, other in pairwise(parts)]
    same = len(parts) > _FEW and _are_told_alike(text, parts)
    if any(len(each) > _WIDE or not words.joins.search(each) for each in between[: -1 if same else None]):
        return False
    closed = _CLOSES.match(text, end) if _OPENS.search(led) else None
    enclosed = closed is not None and closed.end() <= beyond
    ended = _RUN_ENDS.search(text, end)
    stop = ended.start() if ended is not None else len(text)
    last = stop < beyond or beyond == len(text)  # of all that are told
    joined = same or enclosed or words.last.search(between[-1]) is not None or (last and are_alike(text, parts))
    behind = text[end : min(beyond, stop)]
    told = text[total.end : end] + _RUN_WORD.sub("", behind, count=1)  # what is `elsewhere` is all that is left
    rest = {word for word in _WORD.findall(told.casefold()) if not words.out_of.fullmatch(f" {word} ")}
    partial = words.partial.search(words.divided.sub("", told)) is not None or words.rest & rest
    return joined and not partial and not find_durations(text[parts[0].start : end])


def _are_told_alike(text: str, parts: list[Figure]) -> bool:
    """Whether the same word is behind all parts, in any language: ``12 of one, 21 of two``."""
    found = {match[1] if (match := _NEXT.match(text, part.end)) else "" for part in parts}
    return len(found) == 1 and "" not in found


_NEXT = re.compile(r"\s([^\W\d_]{1,20})\s")


def _fits(total: Figure, following: list[Figure]) -> bool:
    """Whether some figures beside a total, one after the other, do give it."""
    for first in range(len(following)):
        whole = Decimal(0)
        for figure in following[first : first + _MOST + 1]:
            whole += figure.value
            if whole == total.value:
                return True
    return False


__all__ = ["in_sentences"]
