"""Amounts that are those of some things of one price each: ``$90 in vouchers (9 vouchers of $10)``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentlint.facts.tally_model import Tally, TallyWords
from incidentlint.grammars import Count, Figure, Money, digits_apart, is_vague
from incidentlint.markdown import Prose

_OPENS = re.compile(r"(?:[ ][^\W\d_]{1,20}){1,4}\s?[(（]\s?")
"""What the amount is of, and the parenthesis that says what it is made of."""
_CLOSES = re.compile(r"\s?[;,)）]")


def products(prose: Prose, text: str, figures: list[Figure], words: TallyWords) -> Iterator[Tally]:
    """``$95 in vouchers (9 vouchers of $10; 2 declined)``, ``9 × $10 = $95``, ``9 vouchers at $10 each, $19 in total``.

    An amount before a parenthesis is that of all of them where it says what they are, or is two digits off.
    """
    for first, second, third in zip(figures, figures[1:], figures[2:], strict=False):
        result, number, each = (first, second, third) if isinstance(first, Money) else (third, first, second)
        if not (isinstance(result, Money) and isinstance(number, Count) and isinstance(each, Money)):
            continue
        if is_vague(result) or is_vague(number) or is_vague(each) or result.rate or result.currency != each.currency:
            continue
        right = number.value * each.value
        if abs(right - result.value) <= (number.value * each.precision + result.precision) / 2:
            continue
        swapped = digits_apart(f"{right.normalize():f}", f"{result.value.normalize():f}") == "swapped"
        told = _is_before if result is first else _is_behind
        if told(text, (number, each, result), words, swapped=swapped):
            span, place = prose.source(number.start, each.end), prose.source(result.start, result.end)
            yield Tally("the text", result.raw, place, text[number.start : each.end], span, f"{right:,f}")


def _is_before(text: str, parts: tuple[Count, Money, Money], words: TallyWords, *, swapped: bool) -> bool:
    """``$90 in vouchers (9 vouchers of $10; 2 declined)``, ``$90 was paid back (9 vouchers of $10)``."""
    number, each, result = parts
    led, noun = _OPENS.fullmatch(text, result.end, number.start), (number.noun or "").casefold()
    if led is None or words.joins.search(led[0]) or not words.priced.fullmatch(text, number.end, each.start):
        return False
    named = bool(noun) and led[0].casefold().rstrip(" (（").endswith(noun)
    return (named or swapped) and _CLOSES.match(text, each.end) is not None


def _is_behind(text: str, parts: tuple[Count, Money, Money], words: TallyWords, *, swapped: bool) -> bool:
    """``9 × $10 = $90``, ``9 vouchers at $10 each, $90 in total``."""
    number, each, result = parts
    times = _TIMES.fullmatch(text, number.end, each.start) is not None
    if times and _BEFORE.search(text, 0, number.start) is None and _EQUALS.fullmatch(text, each.end, result.start):
        return True
    priced = times or words.priced.fullmatch(text, number.end, each.start) is not None
    between = text[each.end : result.start]
    called = words.total_behind.match(text, result.end) or words.total_before.search(between)
    return priced and swapped and called is not None and _BETWEEN.fullmatch(between) is not None


_TIMES = re.compile(r"(?:[ ][^\W\d_]{1,20}){0,3}[ ]?[x×*][ ]?")
_EQUALS = re.compile(r"[ ]?=[ ]?")
_BEFORE = re.compile(r"[×x*/÷+−–-]\s?\Z")
_BETWEEN = re.compile(r"[^\d.;!?()（）]{0,30}")


__all__ = ["products"]
