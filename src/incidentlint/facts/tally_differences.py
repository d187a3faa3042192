"""Differences beside the two numbers that they are between, and what a part leaves of its whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from incidentlint.facts.tally_model import SENTENCE_ENDS, Tally, TallyWords, is_near
from incidentlint.grammars import (
    Count,
    Figure,
    Percent,
    currency_of,
    digits_apart,
    find_quantities,
    is_pen_slip,
    is_vague,
)
from incidentlint.markdown import Prose
from incidentlint.text import Span, has_digit

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


_LONGEST = 1_000
_FEW = 2
_BESIDE = 400
"""Signs between a text and the next one, that may belong to it."""


def others(texts: Iterable[Prose], words: TallyWords) -> Iterator[Tally]:
    """The numbers called `the other` that are a slip of the pen from what a part leaves of its whole.

    These are told in the same sentence or the one before, of the same text or the one above it, and nothing else is
    counted between them, in digits or words, so that there is one whole only.
    """
    before: Prose | None = None
    for prose in texts:
        counted = has_digit(prose.text)  # as a number is right behind the words
        for match in words.others.finditer(prose.text[:_LONGEST]) if counted else ():
            known = [figure for figure in find_quantities(prose.text[:_LONGEST]) if figure.start >= match.start()]
            rest = known[0] if known and known[0].start - match.end() < _FEW else None
            if not isinstance(rest, Count) or is_vague(rest):
                continue
            lead = prose.text[: match.start()]
            told, of = _part_and_whole(lead, "", rest, words), prose
            if told is None and before is not None and not find_quantities(lead):
                apart = prose.span.start - before.span.end
                told = _part_and_whole(before.text[-_LONGEST:], lead, rest, words) if 0 <= apart < _BESIDE else None
                of = before
            if told is None:
                continue
            part, whole = told
            shift = max(0, len(of.text) - _LONGEST) if of is before else 0
            span = of.source(min(part.start, whole.start) + shift, max(part.end, whole.end) + shift)
            yield _left(prose, part, whole, rest, span)
        before = prose


def _part_and_whole(text: str, lead: str, rest: Count, words: TallyWords) -> tuple[Count, Count] | None:
    """The last part and whole of a text that leave another number than `rest`; None where some do, or none are last.

    `lead` is what is between the text and that number.
    """
    figures = find_quantities(text)
    ends = range(len(figures) - _FEW, -1, -1)
    at = next((at for at in ends if _are_of(text, figures[at], figures[at + 1], words)), None)
    last = figures[at + 1 :] if at is not None else figures[-1:]
    between = f"{text[last[0].end :]}{lead}" if last else ""
    if len(SENTENCE_ENDS.findall(between)) > 1 or not words.numbers.isdisjoint(_WORD.findall(between.casefold())):
        return None
    if at is None:
        return _in_clauses(text, figures, rest)
    part, whole = sorted(figures[at : at + _FEW], key=lambda figure: figure.value)
    if not isinstance(part, Count) or not isinstance(whole, Count) or is_vague(part) or is_vague(whole):
        return None
    if any(figure.value != part.value for figure in last[1:]) or not 0 < part.value < whole.value:
        return None
    nouns = {_stem(noun) for count in (whole, rest) if (noun := count.noun) is not None and noun.endswith("s")}
    return (part, whole) if len(nouns) <= 1 and _is_slip_of_rest(part, whole, rest) else None


def _are_of(text: str, one: Figure, other: Figure, words: TallyWords) -> bool:
    """Whether two figures are a part and its whole: ``12 of the 40``, ``40 件中 12``."""
    if words.out_of.fullmatch(text, one.end, other.start) is not None:
        return one.value < other.value
    return one.value > other.value and words.among.fullmatch(text, one.end, other.start) is not None


def _in_clauses(text: str, figures: list[Figure], rest: Count) -> tuple[Count, Count] | None:
    """A whole and its part told in two clauses: ``40 calls failed; 28 were made again, the other 21 were lost``."""
    if len(figures) < _FEW:
        return None
    whole, part = figures[-_FEW:]
    if not (isinstance(part, Count) and isinstance(whole, Count)) or is_vague(part) or is_vague(whole):
        return None
    if part.value >= whole.value or SENTENCE_ENDS.search(text, part.end) is not None:
        return None
    if len(SENTENCE_ENDS.findall(text, whole.end)) > 1:
        return None
    near = [abs(one.value - other.value) for one in figures[-_MOST:] for other in figures[-_MOST:]]
    return (part, whole) if _is_slip_of_rest(part, whole, rest) and rest.value not in near else None


def _is_slip_of_rest(part: Count, whole: Count, rest: Count) -> bool:
    """Whether a number is what a part leaves of its whole, but for two digits that changed places, or one near it."""
    right = whole.value - part.value
    apart = digits_apart(f"{rest.value:f}", f"{right:f}")
    return apart == "swapped" or (apart != "" and is_near(right - rest.value, whole))


_MOST = 5
_WORD = re.compile(r"[^\W\d_]+")


def _left(prose: Prose, part: Count, whole: Count, rest: Count, span: Span) -> Tally:
    spelt, right = f"{whole.raw} - {part.raw}", f"{whole.value - part.value:,f}"
    return Tally("the text", rest.raw, prose.source(rest.start, rest.end), spelt, span, right)


def _stem(noun: str) -> str:
    return re.sub(r"s\Z", "", noun.casefold())


__all__ = ["differences", "others"]
