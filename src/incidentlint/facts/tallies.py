"""Figures of which one is the sum of others, or a share: parts in parentheses, percentages, rows of lengths."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from incidentlint.facts.model import Length
from incidentlint.facts.tally_changes import changes, products, shares_of_lengths
from incidentlint.facts.tally_differences import differences, others
from incidentlint.facts.tally_lists import equations, is_listed, of_list
from incidentlint.facts.tally_model import Tally, TallyWords, in_full, tally_words
from incidentlint.facts.tally_names import named_all
from incidentlint.facts.tally_parts import of_group, of_included
from incidentlint.facts.tally_shares import share_behind, share_beside, share_between, shares_of_slashes
from incidentlint.grammars import Count, Figure, Money, Percent, find_quantities, is_vague, slack_of_sum, spell_duration
from incidentlint.markdown import Prose
from incidentlint.outline import Outline
from incidentlint.text import Span, SpanSet, has_digit

_APPOSED_COUNTS = re.compile(r"\d{3}[^\d\n]{2,60}[,;，、]\s?[^\d\n]{0,20}\d[\d,.]{0,9}[^\d\n]{2,60}\d")
_NUMBERS = re.compile(r"[^0-9\uff10-\uff19]*+(?:[0-9\uff10-\uff19]++[^0-9\uff10-\uff19]++){2}[0-9\uff10-\uff19]")
"""Three numbers, which any text has that says a whole and two parts of it, or a share with its part and whole."""
_LONGEST = 4_000


def wrong_tallies(texts: Iterable[Prose], lengths: Iterable[Length], source: str, words: TallyWords) -> list[Tally]:
    """The totals that are not the sum of their parts, and the percentages that are no share of theirs.

    `source` is the whole text.
    """
    texts = [*texts]
    found = [tally for prose in texts for tally in _of_text(prose, words)]
    found += others(texts, words)
    found += [tally for prose in texts for tally in named_all(prose, words)]
    return [*found, *_of_lengths([length for length in lengths if not length.prose], source)]


def told_cells(outline: Outline) -> Iterator[Prose]:
    """The cells of tables which may tell the parts of a figure, or what it is a share of."""
    for table in outline.tables:
        if len(table.rows) < _MANY:
            cells = (cell for row in table.rows for cell in row.cells)
            yield from (cell for cell in cells if len(cell.text) > _TOLD or "（" in cell.text)


_TOLD = 12
"""A cell with fewer signs has no room for a total and its parts, but for those in wide signs."""

_MANY = 200
"""A table of more rows lists something."""


def _of_text(prose: Prose, words: TallyWords) -> Iterator[Tally]:
    text = prose.text[:_LONGEST]
    if not has_digit(text) or _NUMBERS.match(text) is None:
        return
    found = SpanSet()
    figures = [in_full(f) for f in find_quantities(text) if not prose.marked(f.start, f.end, "code", "link")]
    for tally in (*_of_signs(prose, text, figures, words), *_of_shares(prose, text, figures, words)):
        found.add(tally.span)
        found.add(tally.parts_span)
        yield tally
    if len(figures) > _FEW:
        from incidentlint.facts.tally_sentences import in_sentences

        told = (in_sentences, differences)
        for tally in (tally for tell in told for tally in tell(prose, text, figures, words)):
            if not found.overlaps(tally.span) and not found.overlaps(tally.parts_span):
                found.add(tally.span)
                found.add(tally.parts_span)
                yield tally


def _of_signs(prose: Prose, text: str, figures: list[Figure], words: TallyWords) -> Iterator[Tally]:
    """What words and signs, as a colon or parentheses, call a total and its parts."""
    if is_listed(text) and words.totals.search(text) is not None:
        yield from of_list(prose, text, words)
    yield from products(prose, text, figures, words)
    if not _is_signed(text) and _APPOSED_COUNTS.search(text) is None:
        return
    yield from equations(prose, text, figures)
    for index, figure in enumerate(figures):
        if isinstance(figure, (Count, Money)) and not is_vague(figure):
            grouped = [*of_group(prose, text, figures, index, words)]
            yield from grouped or of_included(prose, text, figures, index, words)


def _is_signed(text: str) -> bool:
    """Whether a text has signs that are between a total and its parts."""
    return any(sign in text for sign in "(（:：%") or ("+" in text and "=" in text)


def _of_shares(prose: Prose, text: str, figures: list[Figure], words: TallyWords) -> Iterator[Tally]:
    for index, figure in enumerate(figures):
        if isinstance(figure, Percent):
            yield from share_beside(prose, text, figures, index, words)
            yield from share_between(prose, text, figures, index, words)
            yield from share_behind(prose, text, figures, index, words)
    yield from shares_of_slashes(prose, text)
    if "%" in text:
        yield from changes(prose, text, figures, words)
        yield from shares_of_lengths(prose, text, words)


_FEW = 2
"""More figures may be a whole and its parts."""


_MOST_PARTS = 40
"""Of more lengths none is the total of the others."""


def _of_lengths(lengths: list[Length], source: str) -> Iterator[Tally]:
    """Rows of lengths that follow each other, of which the last is their total."""
    run: list[Length] = []
    for length in lengths:
        if run and source.count("\n", run[-1].span.end, length.span.start) > 1:
            run = []
        total = length.duration
        if length.kind == "whole" and 1 < len(run) <= _MOST_PARTS and any(part.since for part in run):
            whole = sum(part.duration.seconds for part in run)
            exact = not any(part.duration.approx or part.duration.bound or part.excused for part in (*run, length))
            exact = exact and all(part.duration.seconds != total.seconds for part in run)  # else it is one of them
            if exact and abs(whole - total.seconds) > slack_of_sum(total):
                span = Span(run[0].span.start, run[-1].span.end)
                spelt = " + ".join(part.duration.raw for part in run)
                yield Tally(length.label, total.raw, length.span, spelt, span, spell_duration(whole))
        run.append(length)


__all__ = ["Tally", "TallyWords", "tally_words", "wrong_tallies"]
