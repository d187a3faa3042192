"""Amounts: the counts and sums that a value of the report states, with their places."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from incidentlint.grammars import Figure, Money, Percent, currency_of, find_quantities
from incidentlint.markdown import Prose
from incidentlint.text import Span
from incidentlint.vocabulary import FigureWords, phrases


class Amount(msgspec.Struct, frozen=True):
    """A figure in a value of the report, with its place."""

    figure: Figure
    span: Span
    text: str

    @property
    def kind(self) -> str:
        """What it may be added to: its currency, or ``""`` for a count."""
        return currency_of(self.figure)


def amounts(prose: Prose, words: FigureWords) -> list[Amount]:
    """The counts and sums of a value; after an ``=`` only the result counts, rates and percentages do not."""
    text = prose.text
    start = text.rfind("=") + 1 if not re.search(r"[<>!]=", text) else 0
    return [
        Amount(figure, prose.source(figure.start, figure.end), figure.raw)
        for figure in find_quantities(text)
        if figure.start >= start and not isinstance(figure, Percent) and not _is_rate(text, figure, words)
    ]


def _is_rate(text: str, figure: Figure, words: FigureWords) -> bool:
    """Whether a sum is a price or an average: ``$70/booking``, ``20 bookings at $120``."""
    if not isinstance(figure, Money):
        return False
    before = text[max(0, figure.start - _BEFORE) : figure.start]
    return figure.rate or phrases(words.prices, "", r"\s*$").search(before) is not None


_BEFORE = 16
"""Signs before a sum in which a word that makes it a price begins."""


MOST_PARTS = 12
"""Of more amounts the sums are too many to try, and some of them always fits."""


def sums(start: Decimal, values: list[Decimal]) -> set[Decimal]:
    """What one gets by adding any of some values."""
    found = {start}
    for value in values[:MOST_PARTS]:
        found |= {known + value for known in found}
    return found
