"""What is reckoned from two figures: percentages of a change or of a length, and amounts of things of one price."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from incidentlint.facts.tally_model import Tally, TallyWords
from incidentlint.grammars import (
    Count,
    Duration,
    Figure,
    Money,
    Percent,
    currency_of,
    digits_apart,
    find_durations,
    find_quantities,
    is_vague,
    slack_of_share,
)
from incidentlint.markdown import Prose
from incidentlint.text import Span

_ALL = Decimal(100)
_LEAST = 10
"""Percentages of one digit are a digit apart by chance."""
_LED = re.compile(r"[^\d%.;:!?()（）。]{1,60}?[,(（]?\s?")
_APPOSED = re.compile(r"[,(（]\s?\Z")
_BEHIND = re.compile(r"\s?[^\W\d_]{0,20}\s?[(（]\s?[+−–-]?\s?")
_CLOSES = re.compile(r"\s?[)）]")
_OPENS = re.compile(r"[^%.;!?()（）。]{0,60}[(（]\s?")
_NEAR = 90
_FEW = 2


def changes(prose: Prose, text: str, figures: list[Figure], words: TallyWords) -> Iterator[Tally]:
    """``lost 31% of its budget, from 77% to 36%``, ``from 2,100 to 4,830 (+230%)``: a slip from what the change is.

    A percentage elsewhere before two numbers may be of something else, unless two of its digits have changed places.
    """
    for first, second, third in zip(figures, figures[1:], figures[2:], strict=False):
        if isinstance(first, Percent) and _are_ends(text, second, third, words):
            led = words.begins_change.search(text, first.end, second.start)
            if led is not None and _LED.fullmatch(text, first.end, led.start()):
                points = isinstance(second, Percent) and _APPOSED.search(text, first.end, led.start()) is not None
                yield from _of_change(prose, text, first, second, third, swapped=not points)
        elif isinstance(third, Percent) and _are_ends(text, first, second, words):
            if _BEHIND.fullmatch(text, second.end, third.start) and _CLOSES.match(text, third.end):
                yield from _of_change(prose, text, third, first, second, swapped=False)


def _are_ends(text: str, one: Figure, other: Figure, words: TallyWords) -> bool:
    """Whether a change is from one figure to another: both are percentages, or exact numbers of the same."""
    if words.changes_to.fullmatch(text, one.end, other.start) is None:
        return False
    if isinstance(one, Percent) or isinstance(other, Percent):
        return isinstance(one, Percent) and isinstance(other, Percent) and not (one.approx or other.approx)
    return not is_vague(one) and not is_vague(other) and currency_of(one) == currency_of(other)


def _of_change(
    prose: Prose, text: str, share: Percent, before: Figure, after: Figure, *, swapped: bool
) -> Iterator[Tally]:
    """A percentage that is no change of two figures, in points or as a part of one of them, but for a digit.

    Of one that has to be `swapped` two digits have changed places.
    """
    if share.approx or share.value < _LEAST or not before.value or not after.value:
        return
    off = abs(before.value - after.value)
    right = [off * _ALL / before.value]
    if isinstance(before, Percent):
        right.insert(0, off)
    others = [off * _ALL / after.value, before.value, after.value]
    others += [] if text[share.start - 1 : share.start] in ("+", "−", "-") else [after.value * _ALL / before.value]
    if any(abs(each - share.value) <= slack_of_share(share) for each in (*right, *others)):
        return
    near = [each for each in right if _is_slip(share, each, swapped=swapped)]
    if near:
        sign = f"{before.raw} to {after.raw}"
        span = Span(prose.source(before.start, before.end).start, prose.source(after.start, after.end).end)
        result = f"{near[0].quantize(share.precision):f} %"
        yield Tally("the text", share.raw, prose.source(share.start, share.end), sign, span, result)


def _is_slip(share: Percent, right: Decimal, *, swapped: bool) -> bool:
    """Whether a percentage is another one but for two digits that changed places, or else for a digit."""
    apart = digits_apart(f"{share.value:f}", f"{right.quantize(share.precision):f}")
    return apart == "swapped" if swapped else apart != ""


def shares_of_lengths(prose: Prose, text: str, words: TallyWords) -> Iterator[Tally]:
    """``12 minutes of the 43-minute budget (72%)``: a percentage of two lengths, but for two digits that swapped.

    These may be in code, as the slot of a template is.
    """
    shares = [figure for figure in find_quantities(text) if isinstance(figure, Percent) and figure.value >= _LEAST]
    lengths = find_durations(text) if shares else []
    for share in shares:
        near = [length for length in lengths if share.start - _NEAR < length.start and length.end <= share.start]
        if len(near) < _FEW:
            continue
        part, whole = near[0], near[-1]
        told = words.out_of.fullmatch(text, part.end, near[1].start)
        beside = _OPENS.fullmatch(text, whole.end, share.start) and _CLOSES.match(text, share.end)
        if told and beside and 0 < part.seconds <= whole.seconds and not (part.approx or whole.approx):
            yield from _of_lengths(prose, share, part, whole)


def _of_lengths(prose: Prose, share: Percent, part: Duration, whole: Duration) -> Iterator[Tally]:
    right = part.seconds * _ALL / whole.seconds
    if digits_apart(f"{share.value:f}", f"{right.quantize(share.precision):f}") == "swapped":
        span = Span(prose.source(part.start, part.end).start, prose.source(whole.start, whole.end).end)
        spelt, result = f"{part.raw} of {whole.raw}", f"{right.quantize(share.precision):f} %"
        yield Tally("the text", share.raw, prose.source(share.start, share.end), spelt, span, result)


_PRICED_OPENS = re.compile(r"(?:[ ][^\W\d_]{1,20}){1,4}\s?[(（]\s?")
"""What the amount is of, and the parenthesis that says what it is made of."""


def products(prose: Prose, text: str, figures: list[Figure], words: TallyWords) -> Iterator[Tally]:
    """``$380 in vouchers (24 vouchers of $15)``, ``9 × $10 = $96``, ``9 vouchers at $10 each, $19 in total``.

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
    """``$380 in vouchers (24 vouchers of $15)``, ``$90 was paid back (9 vouchers of $10)``: nothing is behind these."""
    number, each, result = parts
    led, noun = _PRICED_OPENS.fullmatch(text, result.end, number.start), (number.noun or "").casefold()
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


__all__ = ["changes", "products", "shares_of_lengths"]
