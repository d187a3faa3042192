"""Totals and parts in the words of a sentence: nothing but a slip of the pen tells that they belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from incidentlint.facts.tally_model import (
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
from incidentlint.facts.tally_runs import swapped_runs
from incidentlint.grammars import Count, Figure, currency_of, digits_apart, is_pen_slip, is_vague
from incidentlint.markdown import Prose

_ENDS = re.compile(r"(?<!\.\w)[.!?](?=\s|\Z)|[。！？]")
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
    for sentence in _split(text, figures, _ENDS):
        if len(sentence) > _FEW:
            yield from _of_one_kind(prose, text, sentence, words)
            yield from _of_large(prose, text, sentence)
            yield from _of_whole(prose, text, sentence, words)
            yield from _made(prose, text, sentence, words)
            yield from swapped_runs(prose, text, sentence, words)
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
    """``60,000 calls``, ``57,914 calls``, ``2,806 calls``: two digits changed places, and the sum is exact."""
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
                    if _is_swapped_sum(text, total, parts):
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
    surely = (joined or alike) and is_swap(total.value, values, _TWO_DIGITS)
    near = is_near(total.value - whole, total)
    if (
        surely
        or (near and called and is_digit_apart(total.value, values))
        or (near and (joined or alike) and _are_too_many(total, clause, words))
    ):
        yield from wrong_sum(prose, clause, total)


__all__ = ["in_sentences"]
