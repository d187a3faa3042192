"""Totals behind their parts: at the end of a list, or behind an equals sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from incidentlint.facts.tally_model import SHORT, Tally, TallyWords, in_full, is_near, is_slip_of, unit_of, wrong_sum
from incidentlint.grammars import Figure, currency_of, find_quantities
from incidentlint.markdown import Prose

_ENDS = re.compile(r"[.!?]\s|[。\n]")
_PLUS = re.compile(r"[\s\w'’(),-]{0,40}\+\s?")
_EQUALS = re.compile(r"[\s\w'’(),-]{0,40}=\s?")
_OPERATOR = re.compile(r"(?:[×*/÷^=+]|(?<![^\W\d_])x|\d\s?[−–-])\s?\Z")
_OPERATED = re.compile(r"\s?[×*/÷^+−-]\s?\d|\s?%")
_LISTED = re.compile(r"[^\n;,、，]{0,40}(?:[;,]\s|[、，])[^\d;,、，]{0,40}")
"""A further part of a list, up to its figure."""
_PARTED = re.compile(r"[;,]\s|[、，]")


def equations(prose: Prose, text: str, figures: list[Figure]) -> Iterator[Tally]:
    """``288 invoices + 41 reminders = 329``: counts, or sums of one currency, with the signs between them."""
    run: list[Figure] = []
    for figure, following in pairwise(figures):
        between = text[figure.end : following.start]
        run = [*run, figure] if run or not _OPERATOR.search(text, max(0, figure.start - 4), figure.start) else run
        if not run or run[-1] is not figure:
            continue
        if _PLUS.fullmatch(between):
            continue
        if len(run) > 1 and not _OPERATED.match(text, following.end):
            if _EQUALS.fullmatch(between) or (len(run) > _FEW and _is_named(text, between, run, following)):
                yield from wrong_sum(prose, run, following)
        run = []


def _is_named(text: str, between: str, run: list[Figure], total: Figure) -> bool:
    """Whether a colon leads from what is counted to a number that is nearly the sum: ``20 + 20 + 18 devices: 58``."""
    off = total.value - sum((figure.value for figure in run), Decimal(0))
    return bool(_COLON.fullmatch(between)) and _END.match(text, total.end) is not None and is_near(off, total)


_COLON = re.compile(r"\s[^\W\d_][\w\s'’-]{0,40}:\s?")
_FEW = 2


def of_list(prose: Prose, text: str, words: TallyWords) -> Iterator[Tally]:
    """``staff 64 × 55 EUR = 3,520 EUR; other cost 480 EUR; total 4,000 EUR``: parts with their total at the end."""
    results: list[Figure] = []
    for figure in map(in_full, find_quantities(text)):
        before = text[results[-1].end if results else 0 : figure.start]
        if results and (_EQUALS.fullmatch(before) or (_OPERATOR.search(before) and not _PLUS.fullmatch(before))):
            results[-1] = figure  # what is multiplied is no part
            continue
        if len(results) > 1 and (
            words.total_before.search(before) or words.total_behind.match(text, figure.end) is not None
        ):
            alike = {unit_of(text, count) for count in (*results, figure)}
            sure = (len(alike) == 1 and alike != {""}) or _ends_its_list(text, results[0], figure, words)
            yield from _listed_sum(prose, results, figure, alike=sure)
            results = []
        elif results and not _LISTED.match(before) and not _is_joined(before, words):
            results = [figure]
        else:
            results.append(figure)


def _is_joined(between: str, words: TallyWords) -> bool:
    """Whether an ``and`` is all that parts two figures, with what the first of them counts."""
    return len(between) < SHORT and words.last.search(between) is not None


def is_listed(text: str) -> bool:
    """Whether a text may list figures at all."""
    return _PARTED.search(text) is not None


def _ends_its_list(text: str, first: Figure, total: Figure, words: TallyWords) -> bool:
    """Whether a total is all that follows on its parts, and of the same: ``46 by phone, 29 by mail, 75 in total``."""
    told = words.total_behind.match(text, total.end) or _END.match(text, total.end)
    noun = told[1].casefold().strip() if told is not None else ""
    begin = max((end.end() for end in _ENDS.finditer(text, 0, first.start)), default=0)
    listed = text[begin : total.start]
    return told is not None and words.incomplete.search(listed) is None and noun[:_STEM] in listed.casefold()


_END = re.compile(r"((?:\s[^\W\d_]{1,20})?)\s*(?:[.;。)]|\Z)")
_STEM = 5


def _listed_sum(prose: Prose, parts: list[Figure], total: Figure, *, alike: bool) -> Iterator[Tally]:
    """The sum at the end of a list; sure where it is of money, a slip, or all have the same counter (`alike`)."""
    values = [part.value for part in parts]
    off = total.value - sum(values, Decimal(0))
    slip = is_slip_of(total.value, values)  # of which the total may be less than one of its parts
    sure = alike or bool(currency_of(total)) or slip
    if sure and 2 * abs(off) < total.value and (slip or max(values) < total.value):
        yield from wrong_sum(prose, parts, total)


__all__ = ["equations", "is_listed", "of_list"]
