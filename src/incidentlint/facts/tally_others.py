"""All that is left of a whole, behind a part of it, as in ``3 of the 14 paid, the other 11 left``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from incidentlint.facts.tally_model import Tally, TallyWords
from incidentlint.grammars import Count, Figure, find_quantities, is_vague
from incidentlint.markdown import Prose

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
            span = of.source(part.start + shift, whole.end + shift)
            spelt, right = f"{whole.raw} - {part.raw}", f"{whole.value - part.value:,f}"
            yield Tally("the text", rest.raw, prose.source(rest.start, rest.end), spelt, span, right)
        before = prose


def _counts(text: str) -> list[Figure]:
    return find_quantities(text)


def _part_and_whole(text: str, rest: Count, words: TallyWords) -> tuple[Count, Count] | None:
    """The last part and whole of a text that leave another number than `rest`; None where some do, or none are last."""
    figures = _counts(text)
    ends = range(len(figures) - _FEW, -1, -1)
    at = next((at for at in ends if words.out_of.fullmatch(text, figures[at].end, figures[at + 1].start)), None)
    if at is None:
        return None
    part, whole, behind = figures[at], figures[at + 1], figures[at + _FEW :]
    if not isinstance(part, Count) or not isinstance(whole, Count) or is_vague(part) or is_vague(whole):
        return None
    if any(figure.value != part.value for figure in behind) or not 0 < part.value < whole.value:
        return None
    nouns = {_stem(noun) for count in (whole, rest) if (noun := count.noun) is not None and noun.endswith("s")}
    right = whole.value - part.value
    return None if rest.value == right or rest.value >= whole.value or len(nouns) > 1 else (part, whole)


def _stem(noun: str) -> str:
    return re.sub(r"s\Z", "", noun.casefold())


__all__ = ["others"]
