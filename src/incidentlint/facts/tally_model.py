"""What a stated total or share is found to be, and the words by which it is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from incidentlint.grammars import Figure, Percent, currency_of, digits_apart, is_slip, is_vague
from incidentlint.markdown import Prose
from incidentlint.text import GAPLESS, Span
from incidentlint.vocabulary import FigureWords, either, phrases

_COUNTER = re.compile(r"[ ]?([^\W\d_])")
_THOUSAND = 1_000

_NOUN = re.compile(r"\s([^\W\d_]{3,40})")
_STEM = 5
_NEAR = 8
"""What is no more than this part of a number off is near it."""

SHORT = 30
"""Signs between the parts of a whole."""

LONG = 60
"""The same, with what the first of them is called."""

SENTENCE_ENDS = re.compile(r"(?<!\.\w)[.!?](?=\s|\Z)|[。！？]")
"""Signs that end a sentence: no dot within an abbreviation."""


class Tally(msgspec.Struct, frozen=True):
    """A stated total or share that its parts do not give: where, as written, the parts, and what they give."""

    label: str
    raw: str
    span: Span
    parts: str
    parts_span: Span
    result: str


class TallyWords(msgspec.Struct, frozen=True):
    """Words by which a figure is known as a total or a share, as patterns."""

    people: frozenset[str]
    """Words for those of whom one may be in two parts."""
    numbers: frozenset[str]
    """Words for numbers, but for that of one."""
    rest: frozenset[str]
    """Words that say that a list does not name everything."""
    partial: re.Pattern[str]
    """The same as phrases, of all languages, with those for a part of a part."""
    incomplete: re.Pattern[str]
    """Those of them that are no rate: ``46 per telefono`` is none."""
    joins: re.Pattern[str]
    """Between the parts of a whole."""
    out_of: re.Pattern[str]
    """All that is between a part and its whole."""
    that_is: re.Pattern[str]
    """All that is between a whole and the share that follows it."""
    last: re.Pattern[str]
    """Before the last part of a whole."""
    totals: re.Pattern[str]
    """What a total is called, up to its figure."""
    total_before: re.Pattern[str]
    """The same, and nothing behind it: ``in total 42``."""
    all_told: re.Pattern[str]
    """What a total is called right behind its figure: ``42 in total (30 by mail, 12 by phone)``."""
    total_behind: re.Pattern[str]
    """What a total is called behind its figure, to the end of the sentence: ``42 orders in total.``"""
    included: re.Pattern[str]
    """What is before a part of what was counted, up to its figure or what that is called: ``of which``."""
    divided: re.Pattern[str]
    """What is before all parts of a whole: ``of which``."""
    broken_down: re.Pattern[str]
    """All that is between a whole and all of its parts: ``126 orders, namely 70``."""
    more: re.Pattern[str]
    """All that is behind a difference, with its unit: ``20 kB more``."""
    difference: re.Pattern[str]
    """What a difference is called, up to its figure."""
    among: re.Pattern[str]
    """All that is between a whole and the part of it that follows."""
    begins_whole: re.Pattern[str]
    """What is before a whole, of which the part follows: ``Of 40 users 12``."""
    sums: re.Pattern[str]
    """All that is between the last of two numbers and what they make, with what they count: ``31 and 15 make 46``."""
    begins_change: re.Pattern[str]
    """What is before the first end of a change, up to it: ``from 12 to 20``."""
    priced: re.Pattern[str]
    """All that is between a number of things and what each of them costs: ``9 vouchers of $10``."""
    others: re.Pattern[str]
    """What is before the number of all that is left of a whole: ``the other 11``."""
    changes_to: re.Pattern[str]
    """All that is between the two ends of a change."""
    namely: re.Pattern[str]
    """All that is between two times and the length that is between them: ``from 10:05 to 10:40, that is 35 min``."""


def tally_words(
    words: FigureWords, rest: frozenset[str], people: frozenset[str], numbers: Sequence[Sequence[str]]
) -> TallyWords:
    """The words of the lexicon's table ``[figures]``; `rest` are those that say that a list is incomplete.

    `numbers` are the words for zero, one, two and so on.
    """
    return TallyWords(
        people=people,
        numbers=frozenset(word.casefold() for names in numbers[2:] for word in names),
        rest=rest,
        partial=phrases((*words.rest, *words.included, *words.each)),
        incomplete=phrases((*words.rest, *words.included)),
        joins=phrases(words.and_, r"[,;、，]|\+|"),
        out_of=phrases(words.out_of, r"\s+(?:[^\W\d_]{1,15}\s+){0,2}?", r"\s$"),
        that_is=re.compile(rf"[\s\w'’-]{{0,40}}[(,]\s?(?:{either(words.that_is)}\s|~)?", re.IGNORECASE),
        last=phrases(words.and_, r"[\s,、，]"),
        totals=phrases(words.totals, "", r"[\s:]{0,4}"),
        total_before=phrases(words.totals, "", r"[\s:]{0,4}\Z"),
        all_told=phrases((*words.totals, *words.altogether), r"\s?"),
        total_behind=phrases(
            (*words.totals, *words.altogether), r"((?:\s[^\W\d_]{1,20})??)\s", r"(?=\s*(?:[.;。)]|\Z))"
        ),
        included=phrases(words.included, r"[\s\w]{0,20}[,;(（、，；]?\s?", r"[^\d.;。]{0,30}"),
        divided=phrases(words.divided),
        broken_down=phrases(words.broken_down, r"[^\d.;。]{0,40}?", r"[^\d.;。]{0,20}"),
        more=phrases(words.more, r"(?:\s?[^\W\d_]{1,20}?)??\s?", r"(?=\s?(?:[)）,;.、。]|\Z))"),
        difference=phrases(words.difference, "", r"[^\d.;。]{0,20}\Z"),
        among=phrases(words.among, r"\s?[^\W\d]{0,12}?\s?", r"[^\d,.;、。]{0,12}"),
        begins_whole=phrases(words.out_of, "", r"\s\Z"),
        sums=phrases(words.sums, r"(?:\s[^\W\d_]{1,20}){0,3}?\s", r"\s(?:[^\W\d_]{1,12}\s)?"),
        begins_change=phrases(words.from_, r"(?:(?<=\s)|(?<=[(（]))", r"\s\Z"),
        priced=phrases(
            (*filter(str.isalpha, words.prices), *words.out_of, *words.from_), r"(?:[ ][^\W\d_]{1,20}){1,3}[ ]", r"[ ]?"
        ),
        others=phrases(words.others, "", r"\s?(?=\d)"),
        changes_to=phrases((*words.to, "→", "->"), r"\s?[^\W\d_]{0,20}\s?", r"\s?"),
        namely=phrases((*words.that_is, "="), r"\s?[,;:–—-]?\s?", r"[\s,]{0,3}"),
    )


def kind_of(text: str, figure: Figure) -> str:
    """What a figure counts, in short: the counter behind it, or the beginning of the word behind it."""
    counter = unit_of(text, figure) or spaced_counter(text, figure).strip()
    if counter:
        return counter
    match = _NOUN.match(text, figure.end)
    return match[1].casefold()[:_STEM] if match is not None else ""


def are_alike(text: str, figures: Sequence[Figure]) -> bool:
    """Whether some figures are said to count the same, by the counter or the word behind each of them."""
    kinds = {kind_of(text, figure) for figure in figures}
    return len(kinds) == 1 and "" not in kinds


def is_near(off: Decimal, total: Figure) -> bool:
    """Whether so much of a total is a small part of it."""
    return abs(off) * _NEAR <= total.value


def with_others(total: Decimal, parts: Sequence[Decimal]) -> list[tuple[Decimal, Decimal]]:
    """Each number of a sum with what the others make of it: the total first, then its parts."""
    off = total - sum(parts, Decimal(0))
    return [(total, total - off), *((part, part + off) for part in parts)]


def is_slip_of(total: Decimal, parts: Sequence[Decimal]) -> bool:
    """Whether a total or one of its parts is one slip of the pen from what the others make of it."""
    return any(is_slip(*pair) for pair in with_others(total, parts))


def is_digit_apart(total: Decimal, parts: Sequence[Decimal]) -> bool:
    """Whether one of them is a digit, or two that changed places, from what the others make of it, of any length."""
    return any(other > 0 and digits_apart(str(one), str(other)) for one, other in with_others(total, parts))


def is_swap(total: Decimal, parts: Sequence[Decimal], least: int) -> bool:
    """Whether two digits of a number of at least so much changed places, in a total or one of its parts."""
    return any(
        min(one, other) >= least and digits_apart(str(one), str(other)) == "swapped"
        for one, other in with_others(total, parts)
    )


def in_full(figure: Figure) -> Figure:
    """A figure whose dot may be one of thousands as one of these: of a whole and its parts all are, or none is."""
    if isinstance(figure, Percent) or not figure.ambiguous or "." not in figure.raw:
        return figure
    value, precision = ((each * _THOUSAND).to_integral_value() for each in (figure.value, figure.precision))
    return msgspec.structs.replace(figure, value=value, precision=precision, ambiguous=False)


def unit_of(text: str, count: Figure) -> str:
    """The counter that is written without a space behind a number: `名`."""
    return text[count.end : count.end + 1] if text[count.end : count.end + 1].isalpha() else ""


def spaced_counter(text: str, count: Figure) -> str:
    """The counter with the blank before it: `` 人``."""
    match = _COUNTER.match(text, count.end)
    return match[0] if match is not None and match[1] > GAPLESS else ""


def wrong_sum(prose: Prose, parts: list[Figure], total: Figure) -> Iterator[Tally]:
    """The sum of some exact parts of one kind, where a total beside them says otherwise."""
    figures = (*parts, total)
    if any(map(is_vague, figures)) or len(set(map(currency_of, figures))) > 1:
        return
    whole = sum((figure.value for figure in parts), Decimal(0))
    if abs(whole - total.value) > max(figure.precision for figure in figures) / 2:
        spelt = " + ".join(figure.raw for figure in parts)
        place = prose.source(total.start, total.end)
        yield Tally("the text", total.raw, place, spelt, prose.source(parts[0].start, parts[-1].end), f"{whole:,}")


__all__ = [
    "LONG",
    "SENTENCE_ENDS",
    "SHORT",
    "Tally",
    "TallyWords",
    "are_alike",
    "in_full",
    "is_digit_apart",
    "is_near",
    "is_slip_of",
    "is_swap",
    "kind_of",
    "spaced_counter",
    "tally_words",
    "unit_of",
    "with_others",
    "wrong_sum",
]
