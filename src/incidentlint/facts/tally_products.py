"""Amounts that are those of some things of one price each: ``$90 in vouchers (9 vouchers of $10)``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentlint.facts.tally_model import Tally, TallyWords
from incidentlint.grammars import Count, Figure, Money, is_vague
from incidentlint.markdown import Prose

_OPENS = re.compile(r"(?:[ ][^\W\d_]{1,20}){1,4}\s?[(（]\s?")
"""What the amount is of, and the parenthesis that says what it is made of."""
_CLOSES = re.compile(r"\s?[;,)）]")


def products(prose: Prose, text: str, figures: list[Figure], words: TallyWords) -> Iterator[Tally]:
    """``$95 in vouchers (9 vouchers of $10; 2 declined)``: what they are is said before: it is all of them."""
    for result, number, each in zip(figures, figures[1:], figures[2:], strict=False):
        if not (isinstance(result, Money) and isinstance(number, Count) and isinstance(each, Money)):
            continue
        if is_vague(result) or is_vague(number) or is_vague(each) or result.rate or result.currency != each.currency:
            continue
        led = _OPENS.fullmatch(text, result.end, number.start)
        priced = words.priced.fullmatch(text, number.end, each.start)
        noun = (number.noun or "").casefold()
        if led is None or priced is None or not noun or words.joins.search(led[0]):
            continue
        if not led[0].casefold().rstrip(" (（").endswith(noun):
            continue
        right = number.value * each.value
        off = abs(right - result.value) > (number.value * each.precision + result.precision) / 2
        if off and _CLOSES.match(text, each.end):
            span, place = prose.source(number.start, each.end), prose.source(result.start, result.end)
            yield Tally("the text", result.raw, place, text[number.start : each.end], span, f"{right:,f}")


__all__ = ["products"]
