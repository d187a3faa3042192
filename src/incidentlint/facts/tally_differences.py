"""Differences beside the two numbers that they are between: ``from 310 kB to 457 kB (147 kB more)``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from incidentlint.facts.tally_model import Tally, TallyWords
from incidentlint.grammars import Figure, Percent, currency_of, digits_apart, is_pen_slip, is_vague
from incidentlint.markdown import Prose

_MINUS = re.compile(r"\s?[^\W\d]{0,20}\s[–−-]\s")
_EQUALS = re.compile(r"\s?[^\W\d]{0,20}\s?=\s?")
_OPERATED = re.compile(r"[×*/÷^=+−–-]\s?\Z")
_BEHIND = re.compile(r"\s?[×*/÷^+]")
_SIGNED = re.compile(r"[(（]\s?[+−–-]\s?\Z")
_CLOSES = re.compile(r"\s?[^\W\d]{0,20}\s?[)）]")
_OPENS = re.compile(r"[^\d.;!?。]{0,40}[(（,:–—]\s?(?:[^\d;!?。()（）]{0,20}\s)?")
_WIDE = 120


def differences(prose: Prose, text: str, figures: list[Figure], words: TallyWords) -> Iterator[Tally]:
    """The differences of a text that are not those of the two numbers before them, by a slip of the pen."""
    for first, last, stated in zip(figures, figures[1:], figures[2:], strict=False):
        if not _are_alike(first, last, stated):
            continue
        right = abs(first.value - last.value)
        if not right or abs(right - stated.value) <= max(map(_precision, (first, last, stated))) / 2:
            continue
        if _is_equation(text, first, last, stated) or (
            _is_called(text, last, stated, words) and _is_slip(stated, first, last)
        ):
            yield _wrong(prose, first, last, stated)


def _precision(figure: Figure) -> Decimal:
    return figure.precision


def _are_alike(*figures: Figure) -> bool:
    """Whether figures are exact, and of one currency or none."""
    if any(isinstance(figure, Percent) or is_vague(figure) for figure in figures):
        return False
    return len(set(map(currency_of, figures))) == 1


def _is_equation(text: str, first: Figure, last: Figure, stated: Figure) -> bool:
    """``519,700 - 512,360 = 7,340``, and nothing else is reckoned."""
    return (
        _MINUS.fullmatch(text, first.end, last.start) is not None
        and _EQUALS.fullmatch(text, last.end, stated.start) is not None
        and not _OPERATED.search(text, max(0, first.start - 3), first.start)
        and not _BEHIND.match(text, stated.end)
    )


def _is_called(text: str, last: Figure, stated: Figure, words: TallyWords) -> bool:
    """Whether a number is called a difference, or is ``147 kB more``, right behind the two that it is of."""
    between = text[last.end : stated.start]
    if len(between) > _WIDE:
        return False
    if words.difference.search(between):
        return True
    if _SIGNED.search(between) and _CLOSES.match(text, stated.end):
        return True
    return _OPENS.fullmatch(between) is not None and words.more.match(text, stated.end) is not None


def _is_slip(stated: Figure, first: Figure, last: Figure) -> bool:
    """Whether a difference is the right one but for a slip of the pen in it, or in one of the two numbers."""
    right = abs(first.value - last.value)
    if digits_apart(str(stated.value), str(right)) == "swapped":
        return True
    low, high = sorted((first.value, last.value))
    return is_pen_slip(high, (low, stated.value))


def _wrong(prose: Prose, first: Figure, last: Figure, stated: Figure) -> Tally:
    high, low = sorted((first, last), key=lambda figure: figure.value, reverse=True)
    spelt = f"{high.raw} - {low.raw}"
    place, terms = prose.source(stated.start, stated.end), prose.source(first.start, last.end)
    return Tally("the text", stated.raw, place, spelt, terms, f"{high.value - low.value:,}")


__all__ = ["differences"]
