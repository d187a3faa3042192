"""Percentages beside the two counts that they are a share of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from incidentlint.facts.tally_model import SHORT, Tally, TallyWords, in_full
from incidentlint.grammars import Count, Figure, Percent, find_quantities, is_vague, slack_of_share
from incidentlint.markdown import Prose

_PART_BEHIND = re.compile(r"\s?[(（]")
_BEHIND_PART = re.compile(r"[\s\w'’-]{0,40}[(（]")
_ALL = Decimal(100)
_TENTH = 10


def share_beside(prose: Prose, text: str, figures: list[Figure], index: int, words: TallyWords) -> Iterator[Tally]:
    """``12 of 40 users (25%)``, ``25% (12 of 40 users)``: a percentage beside the two counts that it is of."""
    percent = figures[index]
    for part, whole in _counts_beside(figures, index):
        before = part.start < percent.start
        if not words.out_of.fullmatch(text[part.end : whole.start]) or not 0 < part.value <= whole.value:
            continue
        between = text[whole.end : percent.start] if before else text[percent.end : part.start]
        beside = (words.that_is if before else _PART_BEHIND).fullmatch(between) is not None
        if not beside and (before or not _is_of_all(text, percent, (part, whole), words)):
            continue
        share = part.value * _ALL / whole.value
        if not _fits(share, percent, _rough(share, part, whole)):
            yield _wrong_share(prose, percent, part, whole, share)


def share_behind(prose: Prose, text: str, figures: list[Figure], index: int, words: TallyWords) -> Iterator[Tally]:
    """``Of 40 users, 12 (30 %)``, ``30 % (40 件中 12 件)``: a whole, its part, and beside them the share."""
    percent = figures[index]
    for whole, part in _counts_beside(figures, index):
        between = text[whole.end : part.start]
        led = words.begins_whole.search(text, max(0, whole.start - SHORT), whole.start) and _LED.fullmatch(between)
        if not (led or words.among.fullmatch(between)) or not 0 < part.value <= whole.value:
            continue
        if whole.start < percent.start:
            beside = _COUNTED.fullmatch(text, part.end, percent.start) and _CLOSED.match(text, percent.end)
        else:
            beside = _PART_BEHIND.fullmatch(text, percent.end, whole.start) and _COUNTS.match(text, part.end)
        share = part.value * _ALL / whole.value
        if beside and not _fits(share, percent, _rough(share, part, whole)):
            yield _wrong_share(prose, percent, part, whole, share)


def _counts_beside(figures: list[Figure], index: int) -> Iterator[tuple[Count, Count]]:
    """The two counts right before a figure, and the two right behind it."""
    for first in (index - 2, index + 1):
        one, other = figures[first : first + 2] if 0 <= first < len(figures) - 1 else (None, None)
        if isinstance(one, Count) and isinstance(other, Count) and not one.ambiguous and not other.ambiguous:
            yield one, other


def _is_of_all(text: str, percent: Figure, counts: tuple[Count, Count], words: TallyWords) -> bool:
    """Whether two counts in parentheses are behind what a percentage is of: ``80 % of all calls failed (8 of 10)``."""
    part, whole = counts
    if _SAID.fullmatch(text, percent.end, part.start) is None or _COUNTS.match(text, whole.end) is None:
        return False
    led = _LEADS.match(text, percent.end)
    return led is not None and words.out_of.fullmatch(led[0]) is not None


def _rough(share: Decimal, *counts: Count) -> Decimal:
    """How far a share of approximate counts may be from the percentage."""
    return share / _TENTH if any(count.approx for count in counts) else Decimal(0)


def _fits(share: Decimal, percent: Figure, rough: Decimal = Decimal(0)) -> bool:
    """Whether a percentage is that of a share, or of what it leaves of the whole; `rough` is how far off."""
    return min(abs(share - percent.value), abs(_ALL - share - percent.value)) <= slack_of_share(percent) + rough


_NEAR = 4


def _is_share(part: Figure, whole: Count, percent: Figure) -> bool:
    """Whether a percentage is the share of a part."""
    share = part.value * _ALL / whole.value
    return isinstance(part, Count) and abs(share - percent.value) <= slack_of_share(percent)


def shares_of_slashes(prose: Prose, text: str) -> Iterator[Tally]:
    """``18/40 (45 %)``, ``45 % (18/40)``: two numbers with a slash between them, and their share."""
    for match in _SLASHED.finditer(text) if "%" in text else ():
        end = "" if match["s"] else "_"
        part, whole, percent = map(_alone, (match[f"p{end}"], match[f"w{end}"], f"{match[f's{end}']}%"))
        if part is None or whole is None or percent is None or not 0 < part.value <= whole.value:
            continue
        if isinstance(part, Percent) or isinstance(whole, Percent) or prose.marked(*match.span(), "code", "link"):
            continue
        share = part.value * _ALL / whole.value
        if not _fits(share, percent):
            span, counts = prose.source(*match.span(f"s{end}")), prose.source(*match.span())
            yield Tally("the text", percent.raw, span, f"{part.raw} of {whole.raw}", counts, f"{share:.1f} %")


def _alone(text: str) -> Figure | None:
    """The figure that is all of a text."""
    found = find_quantities(text)
    return in_full(found[0]) if len(found) == 1 else None


_AMOUNT = r"[0-9]{1,3}(?:[.,'’\u00a0\u202f][0-9]{3}){1,3}|[0-9]{1,9}"
_OF = rf"(?P<p@>{_AMOUNT})[ ]?/[ ]?(?P<w@>{_AMOUNT})"
_SHARE = r"(?P<s@>[0-9]{1,3}(?:[.,][0-9]{1,3})?)[ \u00a0\u202f]?%"
_SLASHED = re.compile(
    rf"(?<![\w./,:#-])(?:{_OF.replace('@', '')}(?:[ ][^\W\d_]{{1,20}})?[ ]?[(（][ ]?{_SHARE.replace('@', '')}[ ]?[)）]"
    rf"|{_SHARE.replace('@', '_')}[ ]?[(（][ ]?{_OF.replace('@', '_')}(?:[ ][^\W\d_]{{1,20}})?[ ]?[)）])"
)


_LEADS = re.compile(r"\s[^\W\d_]{1,10}\s")
_SAID = re.compile(r"[^\d%.;:!?()（）]{0,60}[(（]\s?")
_LED = re.compile(r"[^\d.;:!?()]{0,60}")
_COUNTED = re.compile(r"\s?[^\W\d]{0,20}\s?[(（]\s?")
_COUNTS = re.compile(r"\s?[^\W\d]{0,20}\s?[)）]")
_CLOSED = re.compile(r"\s?[)）]")


def _wrong_share(prose: Prose, percent: Figure, part: Count, whole: Count, share: Decimal) -> Tally:
    span, counts = (
        prose.source(percent.start, percent.end),
        prose.source(min(part.start, whole.start), max(part.end, whole.end)),
    )
    return Tally("the text", percent.raw, span, f"{part.raw} of {whole.raw}", counts, f"{share:.1f} %")


def share_between(prose: Prose, text: str, figures: list[Figure], index: int, words: TallyWords) -> Iterator[Tally]:
    """``1,260 users (18 % of 7,000)``: a percentage between the part before it and the whole behind it."""
    if not 0 < index < len(figures) - 1:
        return
    part, percent, whole = figures[index - 1 : index + 2]
    if not isinstance(part, Count) or not isinstance(whole, Count) or part.ambiguous or is_vague(whole):
        return
    told = _BEHIND_PART.fullmatch(text, part.end, percent.start) and words.out_of.fullmatch(
        text, percent.end, whole.start
    )
    if not told or not 0 < part.value <= whole.value:
        return
    if any(_is_share(other, whole, percent) for other in figures[max(0, index - _NEAR) : index - 1]):
        return  # it is of what is counted before
    share = part.value * _ALL / whole.value
    rough = share / _TENTH if part.approx else Decimal(0)
    if abs(share - percent.value) > slack_of_share(percent) + rough:
        yield _wrong_share(prose, percent, part, whole, share)


__all__ = ["share_behind", "share_beside", "share_between", "shares_of_slashes"]
