"""Figures of which one is the sum of others, or a share: parts in parentheses, percentages, rows of lengths."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

import msgspec

from incidentlint.facts.model import Length
from incidentlint.grammars import (
    Count,
    Figure,
    Percent,
    currency_of,
    find_quantities,
    is_digit_off,
    is_pen_slip,
    is_slip,
    is_vague,
    slack_of_share,
    slack_of_sum,
    spell_duration,
)
from incidentlint.markdown import Prose
from incidentlint.text import GAPLESS, Span
from incidentlint.vocabulary import FigureWords, either, phrases

_GROUP = re.compile(r"[\s,:;–—-]{0,4}[(（]([^()（）]{5,160})[)）]")
_CLAUSE = re.compile(r"\s?[:：]\s?([^()（）:：!?。\n]{5,160}?)(?=[.!?](?:\s+(?![a-z])|\s*$)|[。\n]|\s*$)")
"""What is behind a colon, to the end of the sentence; the dot of `U.S. and` ends none."""
_ENDS = re.compile(r"[.!?]\s|[。\n]")
_APPOSED = re.compile(r",\s([^()（）:：!?。\n]{5,160}?)(?=[.!?](?:\s+(?![a-z])|\s*$)|[。\n]|\s*$)")
"""What is behind a comma, to the end of the sentence."""
_APPOSED_COUNTS = re.compile(r"\d{3}[^\d\n]{2,60}[,;，、]\s?[^\d\n]{0,20}\d[\d,.]{0,9}[^\d\n]{2,60}\d")
_PARTED = re.compile(r"[.!?,;]\s|[。、，；\n]")
_COUNTED = re.compile(r"[\s\w'’-]{0,60}")
_FIELD = re.compile(r"(?:^|[:：=])[\s*_]*\Z")
_LABELLED = re.compile(r"\s*[^\W\d](?:[^\d:：=]|(?<=[A-Za-z])\d){0,40}[:：=]?\s?")
"""What a part may be called before its number."""
_WORDS = re.compile(r"[\s\w'’,-]{1,40}")
_PART_BEHIND = re.compile(r"\s?[(（]")
_PLUS = re.compile(r"[\s\w'’(),-]{0,40}\+\s?")
_EQUALS = re.compile(r"[\s\w'’(),-]{0,40}=\s?")
_OPERATOR = re.compile(r"(?:[×*/÷^=+]|(?<![^\W\d_])x|\d\s?[−–-])\s?\Z")
_OPERATED = re.compile(r"\s?[×*/÷^+−-]\s?\d|\s?%")
_LISTED = re.compile(r"[^\n;,、，]{0,40}(?:[;,]\s|[、，])[^\d;,、，]{0,40}")
"""A further part of a list, up to its figure."""
_BEGINS = re.compile(r"\s*\d")
_COLON = re.compile(r"[:：=]\s?\d")
_SLASH = re.compile(r"\s?[/／|]\s?")
_COUNTER = re.compile(r"[ ]?([^\W\d_])")
_NUMBERS = re.compile(r"[^0-9\uff10-\uff19]*+(?:[0-9\uff10-\uff19]++[^0-9\uff10-\uff19]++){2}[0-9\uff10-\uff19]")
"""Three numbers, which any text has that says a whole and two parts of it, or a share with its part and whole."""
_LONGEST = 4_000
_ALL = Decimal(100)
_TENTH = 10
_BEHIND_PART = re.compile(r"[\s\w'’-]{0,40}[(（]")


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
    namely: re.Pattern[str]
    """All that is between two times and the length that is between them: ``from 10:05 to 10:40, that is 35 min``."""


def tally_words(words: FigureWords, rest: frozenset[str]) -> TallyWords:
    """The words of the lexicon's table ``[figures]``; `rest` are those that say that a list is incomplete."""
    return TallyWords(
        rest=rest,
        partial=phrases((*words.rest, *words.included, *words.each)),
        incomplete=phrases((*words.rest, *words.included)),
        joins=phrases(words.and_, r"[,;、，]|\+|"),
        out_of=phrases(words.out_of, r"\s+(?:[^\W\d_]{1,15}\s+){0,2}?", r"\s$"),
        that_is=re.compile(rf"[\s\w'’-]{{0,40}}[(,]\s?(?:{either(words.that_is)}\s|~)?", re.IGNORECASE),
        last=phrases(words.and_, r"[\s,、，]"),
        totals=phrases(words.totals, "", r"[\s:]{0,4}"),
        total_before=phrases(words.totals, "", r"[\s:]{0,4}\Z"),
        all_told=phrases(words.totals, r"\s?"),
        total_behind=phrases(words.totals, r"((?:\s[^\W\d_]{1,20})??)\s", r"(?=\s*(?:[.;。)]|\Z))"),
        included=phrases(words.included, r"[\s\w]{0,20}[,;(、，；]?\s?", r"[^\d.;。]{0,30}"),
        namely=phrases((*words.that_is, "="), r"\s?[,;:–—-]?\s?", r"[\s,]{0,3}"),
    )


def wrong_tallies(texts: Iterable[Prose], lengths: Iterable[Length], source: str, words: TallyWords) -> list[Tally]:
    """The totals that are not the sum of their parts, and the percentages that are no share of theirs.

    `source` is the whole text.
    """
    found = [tally for prose in texts for tally in _of_text(prose, words)]
    return [*found, *_of_lengths([length for length in lengths if not length.prose], source)]


def _of_text(prose: Prose, words: TallyWords) -> Iterator[Tally]:
    text = prose.text[:_LONGEST]
    if _NUMBERS.match(text) is None:
        return
    if _LISTED.search(text) is not None and words.totals.search(text) is not None:
        yield from _listed(prose, text, words)
    signed = any(sign in text for sign in "(（:：%") or ("+" in text and "=" in text)
    if not signed and _APPOSED_COUNTS.search(text) is None:
        return
    figures = [_plain(f) for f in find_quantities(text) if not prose.marked(f.start, f.end, "code", "link")]
    yield from _equations(prose, text, figures)
    for index, figure in enumerate(figures):
        if isinstance(figure, Count) and not is_vague(figure):
            yield from _group(prose, text, figures, index, words)
            yield from _included(prose, text, figures, index, words)
        elif isinstance(figure, Percent):
            yield from _share(prose, text, figures, index, words)
            yield from _share_of_whole(prose, text, figures, index, words)


def _plain(figure: Figure) -> Figure:
    """A count whose dot may be one of thousands as one of these: of a whole and its parts all are, or none is."""
    if not isinstance(figure, Count) or not figure.ambiguous:
        return figure
    value, precision = ((each * _THOUSAND).to_integral_value() for each in (figure.value, figure.precision))
    return msgspec.structs.replace(figure, value=value, precision=precision, ambiguous=False)


_THOUSAND = 1_000


def _group(prose: Prose, text: str, figures: list[Figure], index: int, words: TallyWords) -> Iterator[Tally]:
    """``21 files (14 in the code, 6 in tests)``: a count, what is counted, and its parts in parentheses.

    Also ``Files: 21 (14 in the code, 6 in tests)``, and behind a colon: ``21 files: 14 in the code and 6 in tests``.
    """
    total = figures[index]
    if not isinstance(total, Count):
        return
    behind = (_WORDS.match(text, total.end) if total.words else None) or words.all_told.match(text, total.end)
    match = _GROUP.match(text, behind.end()) if behind is not None else None
    named = match is not None
    listed = match is not None and not _BEGINS.match(match[1])
    if match is None:
        match = _bare_group(text, total) or _behind_colon(text, figures, index)
    if match is None or any(total.end < figure.start < match.start() for figure in figures):
        return
    counts = _parts(text, match, figures, words, begin=named)
    if counts is None:
        return
    whole = sum((f.value for f in counts), Decimal(0))
    if (
        abs(whole - total.value) <= total.precision / 2
        or not total.value / 2 < whole < 2 * total.value
        or max(f.value for f in counts) >= total.value
    ):
        return
    off = total.value - whole
    slip = any(is_slip(count.value, count.value + off) for count in counts) or is_slip(total.value, whole)
    more = off < 0 and slip and words.incomplete.search(match[1])  # what is a part may not be more than the whole
    if not ((named and not listed) or more) and (
        words.partial.search(match[1]) or not _is_surely_whole(text, match, total, counts, words)
    ):
        return
    spelt = " + ".join(f.raw for f in counts)
    yield Tally(
        "the text", total.raw, prose.source(total.start, total.end), spelt, prose.source(*match.span(1)), f"{whole:,}"
    )


def _included(prose: Prose, text: str, figures: list[Figure], index: int, words: TallyWords) -> Iterator[Tally]:
    """``3,870, of which web 2,540, of which mobile 1,420``: more than there are, by a slip of the pen.

    What is less may be some of it, and what is much more may be in two parts.
    """
    total, parts = figures[index], list[Count]()
    for before, figure in pairwise(figures[index:]):
        if not isinstance(figure, Count) or is_vague(figure):
            return
        between = text[before.end : figure.start]
        joined = parts and len(between) < _SHORT and words.joins.search(between) is not None
        if not joined and words.included.fullmatch(between) is None:
            break
        parts.append(figure)
    off = sum((part.value for part in parts), Decimal(0)) - total.value
    if len(parts) < 2 or off <= 0 or max(part.value for part in parts) >= total.value:
        return
    slip = any(is_slip(part.value, part.value - off) for part in parts) or is_slip(total.value, total.value + off)
    values = [part.value for part in parts]
    round_off = off % _ALL == 0 and is_pen_slip(total.value, values)
    if slip or round_off or is_digit_off(total.value, values):
        yield from _sum(prose, list[Figure](parts), total)


_SHORT = 30
"""Signs between the parts of a whole."""


def _bare_group(text: str, total: Count) -> re.Match[str] | None:
    """The parentheses behind a number that is all of a value, or that only a counter stands behind: ``57名(``."""
    unit = _unit(text, total) or _spaced_counter(text, total)
    if not unit and not _FIELD.search(text, max(0, total.start - 8), total.start):
        return None
    return _GROUP.match(text, total.end + len(unit))


def _behind_colon(text: str, figures: list[Figure], index: int) -> re.Match[str] | None:
    """What follows the colon behind a count, if that is the first of its sentence, or of its part of that."""
    total = figures[index]
    if index and not _PARTED.search(text, figures[index - 1].end, total.start):
        return None
    counted = _COUNTED.match(text, total.end)
    if counted is None or not counted[0].strip():
        return None
    return _CLAUSE.match(text, counted.end()) or _APPOSED.match(text, counted.end())


def _unit(text: str, count: Figure) -> str:
    """The counter that is written without a space behind a number: `名`."""
    return text[count.end : count.end + 1] if text[count.end : count.end + 1].isalpha() else ""


def _spaced_counter(text: str, count: Figure) -> str:
    """The counter with the blank before it: `` 人``."""
    match = _COUNTER.match(text, count.end)
    return match[0] if match is not None and match[1] > GAPLESS else ""


def _parts(
    text: str, match: re.Match[str], figures: list[Figure], words: TallyWords, *, begin: bool
) -> list[Count] | None:
    """The counts of a list of nothing else; each may `begin` its part, or stand behind what the part is called."""
    inner = [f for f in figures if match.start(1) <= f.start and f.end <= match.end(1)]
    counts = [f for f in inner if isinstance(f, Count) and not is_vague(f)]
    if len(counts) < 2 or len(counts) != len(inner):
        return None
    if words.rest & set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", match[1].casefold())):
        return None
    listed = match[1]
    for figure in reversed(counts):  # the comma of `1,204` joins nothing
        at, end = figure.start - match.start(1), figure.end - match.start(1)
        listed = f"{listed[:at]}{'0' * (end - at)}{listed[end:]}"
    segments = words.joins.split(listed)
    segments = [segment for segment in segments if segment.strip()]  # `, and` is one
    if len(segments) == 1 and not begin:
        segments = _SLASH.split(listed)
    if len(counts) != len(segments):
        return None
    leading = all(re.match(r"\s*\d", segment) for segment in segments)
    labelled = all(_is_labelled(segment) and (not begin or _COLON.search(segment)) for segment in segments)
    return counts if leading or labelled else None


def _is_labelled(segment: str) -> bool:
    """Whether a part is what it is called, and its number with a counter at most: ``Web 5,930名``."""
    label = _LABELLED.match(segment)
    return label is not None and re.fullmatch(r"\d+[^\W\d_]?\s*", segment[label.end() :]) is not None


def _is_surely_whole(text: str, match: re.Match[str], total: Count, counts: list[Count], words: TallyWords) -> bool:
    """Whether some counts are meant to be all of a total: of the same, called so, or one slip of the pen from it."""
    off = total.value - sum((count.value for count in counts), Decimal(0))
    if any(is_slip(count.value, count.value + off) for count in counts) or is_slip(total.value, total.value - off):
        return True
    if match[0].startswith(","):
        return False
    bracketed = match[0].rstrip()[-1:] in ")）"
    closed = bracketed or words.last.search(text, counts[-2].end, counts[-1].start) is not None
    if closed and is_digit_off(total.value, [count.value for count in counts]):
        return True
    if words.total_before.search(text, max(0, total.start - _SHORT), total.start) and is_pen_slip(
        total.value, [count.value for count in counts]
    ):
        return True
    units = {_unit(text, count) for count in (total, *counts)}
    if not _BEGINS.match(match[1]):
        if bracketed and _COLON.search(match[1]) and is_pen_slip(total.value, [count.value for count in counts]):
            return True
        return bracketed and len(units) == 1 and units != {""}
    nouns = {count.noun for count in counts}
    return bracketed and len(units) == 1 and nouns <= {None, total.noun}


def _equations(prose: Prose, text: str, figures: list[Figure]) -> Iterator[Tally]:
    """``288 invoices + 41 reminders = 329``: counts, or sums of one currency, with the signs between them."""
    run: list[Figure] = []
    for figure, following in pairwise(figures):
        between = text[figure.end : following.start]
        run = [*run, figure] if run or not _OPERATOR.search(text, max(0, figure.start - 4), figure.start) else run
        if not run or run[-1] is not figure:
            continue
        if _PLUS.fullmatch(between):
            continue
        if len(run) > 1 and _EQUALS.fullmatch(between) and not _OPERATED.match(text, following.end):
            yield from _sum(prose, run, following)
        run = []


def _sum(prose: Prose, parts: list[Figure], total: Figure) -> Iterator[Tally]:
    figures = (*parts, total)
    if any(map(is_vague, figures)) or len(set(map(currency_of, figures))) > 1:
        return
    whole = sum((figure.value for figure in parts), Decimal(0))
    if abs(whole - total.value) > max(figure.precision for figure in figures) / 2:
        spelt = " + ".join(figure.raw for figure in parts)
        place = prose.source(total.start, total.end)
        yield Tally("the text", total.raw, place, spelt, prose.source(parts[0].start, parts[-1].end), f"{whole:,}")


def _listed(prose: Prose, text: str, words: TallyWords) -> Iterator[Tally]:
    """``staff 64 × 55 EUR = 3,520 EUR; other cost 480 EUR; total 4,000 EUR``: parts with their total at the end."""
    results: list[Figure] = []
    for figure in find_quantities(text):
        before = text[results[-1].end if results else 0 : figure.start]
        if results and (_EQUALS.fullmatch(before) or (_OPERATOR.search(before) and not _PLUS.fullmatch(before))):
            results[-1] = figure  # what is multiplied is no part
            continue
        if len(results) > 1 and (
            words.total_before.search(before) or words.total_behind.match(text, figure.end) is not None
        ):
            alike = {_unit(text, count) for count in (*results, figure)}
            sure = (len(alike) == 1 and alike != {""}) or _ends_its_list(text, results[0], figure, words)
            yield from _listed_sum(prose, results, figure, alike=sure)
            results = []
        elif results and not _LISTED.match(before):
            results = [figure]
        else:
            results.append(figure)


def _ends_its_list(text: str, first: Figure, total: Figure, words: TallyWords) -> bool:
    """Whether a total is all that follows on its parts, and of the same: ``46 by phone, 29 by mail, 75 in total``."""
    told = words.total_behind.match(text, total.end) or _END.match(text, total.end)
    noun = told[1].casefold().strip() if told is not None else ""
    begin = max((end.end() for end in _ENDS.finditer(text, 0, first.start)), default=0)
    listed = text[begin : total.start]
    return told is not None and words.incomplete.search(listed) is None and noun[:_STEM] in listed.casefold()


_END = re.compile(r"((?:\s[^\W\d_]{1,20})?)\s*(?:[.;。)]|\Z)")
_STEM = 5


def _listed_sum(prose: Prose, parts: list[Figure], total: Figure, *, alike: bool) -> Iterator[Tally]:
    """The sum at the end of a list; sure where it is of money, a slip, or all have the same counter (`alike`)."""
    off = total.value - sum((part.value for part in parts), Decimal(0))
    slip = any(is_slip(part.value, part.value + off) for part in parts) or is_slip(total.value, total.value - off)
    money = bool(currency_of(total))
    if (slip or money or alike) and 2 * abs(off) < total.value and max(part.value for part in parts) < total.value:
        yield from _sum(prose, parts, total)


def _share(prose: Prose, text: str, figures: list[Figure], index: int, words: TallyWords) -> Iterator[Tally]:
    """``12 of 40 users (25%)``, ``25% (12 of 40 users)``: a percentage beside the two counts that it is of."""
    percent = figures[index]
    for first in (index - 2, index + 1):
        if first < 0 or first + 1 >= len(figures):
            continue
        part, whole = figures[first], figures[first + 1]
        if not isinstance(part, Count) or not isinstance(whole, Count) or is_vague(part) or is_vague(whole):
            continue
        if not words.out_of.fullmatch(text[part.end : whole.start]) or not 0 < part.value <= whole.value:
            continue
        between = text[whole.end : percent.start] if first < index else text[percent.end : part.start]
        if not (words.that_is if first < index else _PART_BEHIND).fullmatch(between):
            continue
        share = part.value * _ALL / whole.value
        off = min(abs(share - percent.value), abs(_ALL - share - percent.value))
        if off > slack_of_share(percent):  # or what is left of the whole
            yield _wrong_share(prose, percent, part, whole, share)


def _wrong_share(prose: Prose, percent: Figure, part: Count, whole: Count, share: Decimal) -> Tally:
    span, counts = prose.source(percent.start, percent.end), prose.source(part.start, whole.end)
    return Tally("the text", percent.raw, span, f"{part.raw} of {whole.raw}", counts, f"{share:.1f} %")


def _share_of_whole(prose: Prose, text: str, figures: list[Figure], index: int, words: TallyWords) -> Iterator[Tally]:
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
    share = part.value * _ALL / whole.value
    rough = share / _TENTH if part.approx else Decimal(0)
    if abs(share - percent.value) > slack_of_share(percent) + rough:
        yield _wrong_share(prose, percent, part, whole, share)


def _of_lengths(lengths: list[Length], source: str) -> Iterator[Tally]:
    """Rows of lengths that follow each other, of which the last is their total."""
    run: list[Length] = []
    for length in lengths:
        if run and source.count("\n", run[-1].span.end, length.span.start) > 1:
            run = []
        total = length.duration
        if length.kind == "whole" and len(run) > 1 and any(part.since for part in run):
            whole = sum(part.duration.seconds for part in run)
            exact = not any(part.duration.approx or part.duration.bound or part.excused for part in (*run, length))
            if exact and abs(whole - total.seconds) > slack_of_sum(total):
                span = Span(run[0].span.start, run[-1].span.end)
                spelt = " + ".join(part.duration.raw for part in run)
                yield Tally(length.label, total.raw, length.span, spelt, span, spell_duration(whole))
        run.append(length)


__all__ = ["Tally", "TallyWords", "tally_words", "wrong_tallies"]
