"""Differences beside the two numbers that they are between, and what a part leaves of its whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from incidentlint.facts.tally_model import Tally, TallyWords, are_alike, is_near, is_swap, unit_of
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
from incidentlint.text import GAPLESS, Span

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
    """The numbers called `the other` that are not what a part leaves of its whole, in the same text or the one before.

    Nothing else is counted between them, so that there is one whole only.
    """
    before: Prose | None = None
    for prose in texts:
        for match in words.others.finditer(prose.text[:_LONGEST]):
            known = [figure for figure in find_quantities(prose.text[:_LONGEST]) if figure.start >= match.start()]
            rest = known[0] if known and known[0].start - match.end() < _FEW else None
            if not isinstance(rest, Count) or is_vague(rest):
                continue
            told = _part_and_whole(prose.text[: match.start()], rest, words)
            of = prose
            if told is None and before is not None and not _counts(prose.text[: match.start()]):
                apart = prose.span.start - before.span.end
                told = _part_and_whole(before.text[-_LONGEST:], rest, words) if 0 <= apart < _BESIDE else None
                of = before
            if told is None:
                continue
            part, whole = told
            shift = max(0, len(of.text) - _LONGEST) if of is before else 0
            span = of.source(min(part.start, whole.start) + shift, max(part.end, whole.end) + shift)
            yield _left(of, prose, part, whole, rest, span)
        before = prose


def _counts(text: str) -> list[Figure]:
    return find_quantities(text)


def _part_and_whole(text: str, rest: Count, words: TallyWords) -> tuple[Count, Count] | None:
    """The last part and whole of a text that leave another number than `rest`; None where some do, or none are last."""
    figures = _counts(text)
    ends = range(len(figures) - _FEW, -1, -1)
    at = next((at for at in ends if _are_of(text, figures[at], figures[at + 1], words)), None)
    if at is None:
        return _in_clauses(text, figures, rest)
    part, whole = sorted(figures[at : at + _FEW], key=lambda figure: figure.value)
    behind = figures[at + _FEW :]
    if not isinstance(part, Count) or not isinstance(whole, Count) or is_vague(part) or is_vague(whole):
        return None
    if any(figure.value != part.value for figure in behind) or not 0 < part.value < whole.value:
        return None
    nouns = {_stem(noun) for count in (whole, rest) if (noun := count.noun) is not None and noun.endswith("s")}
    right = whole.value - part.value
    return None if rest.value == right or rest.value >= whole.value or len(nouns) > 1 else (part, whole)


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
    if not part.value < whole.value or _END.search(text, part.end) or len(_END.findall(text, whole.end)) > 1:
        return None
    right = whole.value - part.value
    near = [abs(one.value - other.value) for one in figures[-_MOST:] for other in figures[-_MOST:]]
    apart = digits_apart(f"{rest.value:f}", f"{right:f}")
    slip = apart == "swapped" or (apart and is_near(right - rest.value, whole))
    return (part, whole) if slip and rest.value not in near else None


_MOST = 5


def left_over(prose: Prose, text: str, figures: list[Figure], words: TallyWords) -> Iterator[Tally]:
    """``143 of 167 notes were found again, 24 could not be``: what a part leaves, but for a slip, behind it."""
    for part, whole, rest in zip(figures, figures[1:], figures[2:], strict=False):
        if not (isinstance(part, Count) and isinstance(whole, Count) and isinstance(rest, Count)):
            continue
        if not _are_of(text, part, whole, words) or rest.value >= max(part.value, whole.value):
            continue
        if part.value > whole.value:
            part, whole = whole, part  # noqa: PLW2901 - the whole is told first
        between, right = text[max(part.end, whole.end) : rest.start], whole.value - part.value
        counted = unit_of(text, whole) > GAPLESS and are_alike(text, [part, whole, rest])
        if (
            len(between) > _REST_WIDE
            or not (counted or _JOINED.search(between))
            or min(right, rest.value) < _TWO_DIGITS
        ):
            continue
        if (
            is_vague(part)
            or is_vague(whole)
            or is_vague(rest)
            or _is_told_of(text, max(part.end, whole.end), whole, rest, words)
        ):
            continue
        apart = digits_apart(f"{rest.value:f}", f"{right:f}")
        many = rest.value > right and not words.people & set(whole.words)  # who is in both is no person
        if apart == "swapped" or (apart and many and is_near(right - rest.value, whole)):
            yield _left(prose, prose, part, whole, rest)


_REST_WIDE = 90
_TWO_DIGITS = 10
_JOINED = re.compile(r"[,;]\s(?![^,;.:!?()]{0,80}[.:!?()])|[、，；]")
"""What is before the rest: a comma, and no other sign behind it."""


def _is_told_of(text: str, last: int, whole: Count, rest: Count, words: TallyWords) -> bool:
    """Whether a number behind a whole is of something else, or a part of what was told before it."""
    end = _END.search(text, rest.end)
    behind = text[rest.end : end.start() if end is not None else len(text)]
    told = text[last : rest.start] + behind
    nouns = {_stem(noun) for count in (whole, rest) if (noun := count.noun) is not None and noun.endswith("s")}
    of = words.out_of.match(f"{behind[:_REST_WIDE]} ") is not None or words.divided.match(behind.lstrip()) is not None
    return of or len(nouns) > 1 or words.partial.search(told) is not None or _SIGNS.match(behind) is not None


_END = re.compile(r"(?<!\.\w)[.!?](?=\s|\Z)|[。！？]")
_SIGNS = re.compile(r"\s?[%‰×*/÷=<>^→+−]")


def complements(texts: Iterable[Prose], words: TallyWords) -> Iterator[Tally]:
    """``39,600 of 99,000``, ``54,900 of 99,000``: two parts of one large whole that are all of it but for a swap."""
    found: dict[tuple[Decimal, str], dict[Decimal, tuple[Prose, Count, Count]]] = {}
    for prose in texts:
        figures = find_quantities(prose.text[:_LONGEST]) if _LARGE.search(prose.text) else []
        for part, whole in pairwise(figures):
            if not isinstance(part, Count) or not isinstance(whole, Count) or is_vague(part) or is_vague(whole):
                continue
            if whole.value >= _THOUSAND and words.out_of.fullmatch(prose.text, part.end, whole.start):
                parts = found.setdefault((whole.value, _stem(whole.noun or "")), {})
                parts.setdefault(part.value, (prose, part, whole))
    for (total, _), parts in found.items():
        if len(parts) == _FEW and is_swap(total, list(parts), _HUNDRED):
            (_, first, _), (prose, last, whole) = parts.values()
            yield _left(prose, prose, first, whole, last, span=prose.source(last.start, whole.end))


_LARGE = re.compile(r"[0-9][.,'’\u00a0\u202f ]?[0-9]{3}")
_THOUSAND = 1_000
_HUNDRED = 100


def _left(of: Prose, prose: Prose, part: Count, whole: Count, rest: Count, span: Span | None = None) -> Tally:
    spelt, right = f"{whole.raw} - {part.raw}", f"{whole.value - part.value:,f}"
    edges = min(part.start, whole.start), max(part.end, whole.end)
    place = span if span is not None else of.source(*edges)
    return Tally("the text", rest.raw, prose.source(rest.start, rest.end), spelt, place, right)


def _stem(noun: str) -> str:
    return re.sub(r"s\Z", "", noun.casefold())


__all__ = ["complements", "differences", "left_over", "others"]
