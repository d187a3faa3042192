"""Figures of which one is the sum of others, or a share: parts in parentheses, percentages, rows of lengths."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

import msgspec

from incidentlint.facts.model import Length
from incidentlint.grammars import (
    Count,
    Figure,
    Percent,
    currency_of,
    find_quantities,
    is_vague,
    slack_of_share,
    slack_of_sum,
    spell_duration,
)
from incidentlint.markdown import Prose
from incidentlint.text import Span
from incidentlint.vocabulary import FigureWords, either, phrases

_GROUP = re.compile(r"[\s,:;–—-]{0,4}\(([^()]{5,160})\)")
_WORDS = re.compile(r"[\s\w'’,-]{1,40}")
_PART_BEHIND = re.compile(r"\s?\(")
_PLUS = re.compile(r"[\s\w'’(),-]{0,40}\+\s?")
_EQUALS = re.compile(r"[\s\w'’(),-]{0,40}=\s?")
_OPERATOR = re.compile(r"(?:[×*/÷^=+]|(?<![^\W\d_])x|\d\s?[−–-])\s?\Z")
_OPERATED = re.compile(r"\s?[×*/÷^+−-]\s?\d|\s?%")
_LONGEST = 4_000
_ALL = Decimal(100)


class Tally(msgspec.Struct, frozen=True):
    """A stated total or share that its parts do not give: where, as written, the parts, and what they give."""

    label: str
    raw: str
    span: Span
    parts: str
    parts_span: Span
    result: str


class TallyWords(msgspec.Struct, frozen=True):
    """Words by which a figure is known as a total or a share, as patterns."""

    rest: frozenset[str]
    """Words that say that a list does not name everything."""
    joins: re.Pattern[str]
    """Between the parts of a whole."""
    out_of: re.Pattern[str]
    """All that is between a part and its whole."""
    that_is: re.Pattern[str]
    """All that is between a whole and the share that follows it."""


def tally_words(words: FigureWords, rest: frozenset[str]) -> TallyWords:
    """The words of the lexicon's table ``[figures]``; `rest` are those that say that a list is incomplete."""
    return TallyWords(
        rest=rest,
        joins=phrases(words.and_, r",|;|\+|"),
        out_of=phrases(words.out_of, r"\s+(?:[^\W\d_]{1,15}\s+){0,2}?", r"\s$"),
        that_is=re.compile(rf"[\s\w'’-]{{0,40}}[(,]\s?(?:{either(words.that_is)}\s|~)?", re.IGNORECASE),
    )


def wrong_tallies(texts: Iterable[Prose], lengths: Iterable[Length], source: str, words: TallyWords) -> list[Tally]:
    """The totals that are not the sum of their parts, and the percentages that are no share of theirs.

    `source` is the whole text.
    """
    found = [tally for prose in texts for tally in _of_text(prose, words)]
    return [*found, *_of_lengths([length for length in lengths if not length.prose], source)]


def _of_text(prose: Prose, words: TallyWords) -> Iterator[Tally]:
    text = prose.text[:_LONGEST]
    if "(" not in text and "%" not in text and not ("+" in text and "=" in text):
        return
    figures = [f for f in find_quantities(text) if not prose.marked(f.start, f.end, "code", "link")]
    yield from _equations(prose, text, figures)
    for index, figure in enumerate(figures):
        if isinstance(figure, Count) and not is_vague(figure):
            yield from _group(prose, text, figures, index, words)
        elif isinstance(figure, Percent):
            yield from _share(prose, text, figures, index, words)


def _group(prose: Prose, text: str, figures: list[Figure], index: int, words: TallyWords) -> Iterator[Tally]:
    """``21 files (14 in the code, 6 in tests)``: a count, what is counted, and its parts in parentheses."""
    total = figures[index]
    if not isinstance(total, Count) or not total.words:
        return
    behind = _WORDS.match(text, total.end)
    match = _GROUP.match(text, behind.end()) if behind is not None else None
    if match is None or any(total.end < figure.start < match.start() for figure in figures):
        return
    segments = words.joins.split(match[1])
    inner = [f for f in figures if match.start(1) <= f.start and f.end <= match.end(1)]
    counts = [f for f in inner if isinstance(f, Count) and not is_vague(f)]
    if len(counts) < 2 or len(counts) != len(inner) or len(counts) != len(segments):
        return
    if words.rest & set(re.findall(r"[^\W\d_]+", match[1].casefold())) or not all(
        re.match(r"\s*\d", s) for s in segments
    ):
        return
    whole = sum((f.value for f in counts), Decimal(0))
    if (
        abs(whole - total.value) <= total.precision / 2
        or not total.value / 2 < whole < 2 * total.value
        or max(f.value for f in counts) >= total.value
    ):
        return
    spelt = " + ".join(f.raw for f in counts)
    yield Tally(
        "the text", total.raw, prose.source(total.start, total.end), spelt, prose.source(*match.span(1)), f"{whole:,}"
    )


def _equations(prose: Prose, text: str, figures: list[Figure]) -> Iterator[Tally]:
    """``288 invoices + 41 reminders = 329``: counts, or sums of one currency, with the signs between them."""
    run: list[Figure] = []
    for figure, following in pairwise(figures):
        between = text[figure.end : following.start]
        run = [*run, figure] if run or not _OPERATOR.search(text, max(0, figure.start - 4), figure.start) else run
        if not run or run[-1] is not figure:
            continue
        if _PLUS.fullmatch(between):
            continue
        if len(run) > 1 and _EQUALS.fullmatch(between) and not _OPERATED.match(text, following.end):
            yield from _sum(prose, run, following)
        run = []


def _sum(prose: Prose, parts: list[Figure], total: Figure) -> Iterator[Tally]:
    figures = (*parts, total)
    if any(map(is_vague, figures)) or len(set(map(currency_of, figures))) > 1:
        return
    whole = sum((figure.value for figure in parts), Decimal(0))
    if abs(whole - total.value) > max(figure.precision for figure in figures) / 2:
        spelt = " + ".join(figure.raw for figure in parts)
        place = prose.source(total.start, total.end)
        yield Tally("the text", total.raw, place, spelt, prose.source(parts[0].start, parts[-1].end), f"{whole:,}")


def _share(prose: Prose, text: str, figures: list[Figure], index: int, words: TallyWords) -> Iterator[Tally]:
    """``12 of 40 users (25%)``, ``25% (12 of 40 users)``: a percentage beside the two counts that it is of."""
    percent = figures[index]
    for first in (index - 2, index + 1):
        if first < 0 or first + 1 >= len(figures):
            continue
        part, whole = figures[first], figures[first + 1]
        if not isinstance(part, Count) or not isinstance(whole, Count) or is_vague(part) or is_vague(whole):
            continue
        if not words.out_of.fullmatch(text[part.end : whole.start]) or not 0 < part.value <= whole.value:
            continue
        between = text[whole.end : percent.start] if first < index else text[percent.end : part.start]
        if not (words.that_is if first < index else _PART_BEHIND).fullmatch(between):
            continue
        share = part.value * 100 / whole.value
        off = min(abs(share - percent.value), abs(_ALL - share - percent.value))
        if off > slack_of_share(percent):  # or what is left of the whole
            span = prose.source(percent.start, percent.end)
            parts = prose.source(part.start, whole.end)
            yield Tally("the text", percent.raw, span, f"{part.raw} of {whole.raw}", parts, f"{share:.1f} %")


def _of_lengths(lengths: list[Length], source: str) -> Iterator[Tally]:
    """Rows of lengths that follow each other, of which the last is their total."""
    run: list[Length] = []
    for length in lengths:
        if run and source.count("\n", run[-1].span.end, length.span.start) > 1:
            run = []
        total = length.duration
        if length.kind == "whole" and len(run) > 1 and any(part.since for part in run):
            whole = sum(part.duration.seconds for part in run)
            exact = not any(part.duration.approx or part.duration.bound or part.excused for part in (*run, length))
            if exact and abs(whole - total.seconds) > slack_of_sum(total):
                span = Span(run[0].span.start, run[-1].span.end)
                spelt = " + ".join(part.duration.raw for part in run)
                yield Tally(length.label, total.raw, length.span, spelt, span, spell_duration(whole))
        run.append(length)


__all__ = ["Tally", "TallyWords", "tally_words", "wrong_tallies"]
