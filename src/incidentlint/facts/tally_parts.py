"""Totals with their parts behind them: in parentheses, behind a colon, or ``of which``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from incidentlint.facts.tally_model import (
    LONG,
    SHORT,
    Tally,
    TallyWords,
    is_digit_apart,
    is_near,
    is_slip_of,
    is_swap,
    kind_of,
    spaced_counter,
    unit_of,
    wrong_sum,
)
from incidentlint.grammars import (
    Count,
    Figure,
    Money,
    currency_of,
    find_dates,
    is_digit_off,
    is_pen_slip,
    is_vague,
)
from incidentlint.markdown import Prose
from incidentlint.text import EASTERN
from incidentlint.tuples import NamedTuple

_GROUP = re.compile(r"[\s,:;–—-]{0,4}[(（]([^()（）]{5,160})[)）]")
_CLAUSE = re.compile(r"\s?[:：]\s?([^()（）:：!?。\n]{5,160}?)(?=[.!?](?:\s+(?![a-z])|\s*$)|[。\n)）]|\s*$)")
"""What is behind a colon, to the end of the sentence; the dot of `U.S. and` ends none."""
_APPOSED = re.compile(r",\s([^()（）:：!?。\n]{5,160}?)(?=[.!?](?:\s+(?![a-z])|\s*$)|[。\n]|\s*$)")
"""What is behind a comma, to the end of the sentence."""
_NOTE = re.compile(r"[(（][^()（）\d]{1,80}[)）]")
"""A note that counts nothing."""
_WINDOW = 300
_PARTED = re.compile(r"[.!?,;]\s|[。、，；\n(（]")
_COUNTED = re.compile(r"[\s\w'’-]{0,60}")
_FIELD = re.compile(r"(?:^|[:：=])[\s*_]*\Z")
_LABELLED = re.compile(r"\s*[^\W\d](?:(?<=[^\W\d])[-_]\d{1,3}(?=[\s:：=])|[^\d:：=]|(?<=[A-Za-z])\d){0,40}[:：=]?\s?")
"""What a part may be called before its number, one of its own included: ``node-01 20``."""
_WORDS = re.compile(r"[\s\w'’,-]{1,40}")
_BEGINS = re.compile(r"\s*\d")
_COLON = re.compile(r"[:：=]\s?\d")
_SLASH = re.compile(r"\s?[/／|]\s?")
_ALL = Decimal(100)
_FOREIGN = re.compile(r"\s(?=\w{0,40}[\u00c0-\u2e7f])[^\W\d_]")
"""A word with other letters than English has."""
_RUNS = re.compile(r"\d+")
_BARE = re.compile(r"[\W\d_]*")


class _Parts(NamedTuple):
    """What a list counts: each part, and whether its parts are told apart by a day or number, or others are told."""

    counts: list[Count | Money]
    exclusive: bool = False
    loose: bool = False

    @property
    def values(self) -> list[Decimal]:
        """How many they are."""
        return [count.value for count in self.counts]


def of_group(prose: Prose, text: str, figures: list[Figure], index: int, words: TallyWords) -> Iterator[Tally]:
    """``21 files (14 in the code, 6 in tests)``: a count, what is counted, and its parts in parentheses.

    Also ``Files: 21 (14 in the code, 6 in tests)``, and behind a colon: ``21 files: 14 in the code and 6 in tests``.
    """
    total = figures[index]
    if not isinstance(total, (Count, Money)) or total.approx:
        return
    counted = isinstance(total, Money) or total.words or _FOREIGN.match(text, total.end)
    behind = (_WORDS.match(text, total.end) if counted else None) or words.all_told.match(text, total.end)
    match = _GROUP.match(text, behind.end()) if behind is not None else None
    named = match is not None
    if match is None:
        match = _bare_group(text, total) or _behind_colon(text, figures, index, words)
    if match is None or any(total.end < figure.start < match.start() for figure in figures):
        return
    parts = _parts(text, match, figures, total, words, begin=named)
    if parts is None:
        return
    whole = sum(parts.values, Decimal(0))
    if (
        abs(whole - total.value) <= total.precision / 2
        or not total.value / 2 < whole < 2 * total.value
        or max(parts.values) >= total.value
        or not _is_meant(text, match, total, parts, words, named=named)
    ):
        return
    spelt = " + ".join(f.raw for f in parts.counts)
    yield Tally(
        "the text", total.raw, prose.source(total.start, total.end), spelt, prose.source(*match.span(1)), f"{whole:,}"
    )


def _is_meant(
    text: str, match: re.Match[str], total: Count | Money, parts: _Parts, words: TallyWords, *, named: bool
) -> bool:
    """Whether a list behind a number is one of all its parts, so that another sum of them is wrong."""
    off = total.value - sum(parts.values, Decimal(0))
    slip = is_slip_of(total.value, parts.values)
    pen = is_pen_slip(total.value, parts.values)
    partial = words.partial.search(match[1])
    if parts.loose:
        called = words.total_before.search(text, max(0, total.start - SHORT), total.start)
        return pen and (is_near(off, total) or called is not None)
    if _is_formula(text, parts):
        return True
    if isinstance(total, Money):
        bare = _BARE.fullmatch(match[1]) or _BARE.fullmatch(words.last.sub("", match[1]))
        return partial is None and (slip or pen or bare is not None)
    if parts.exclusive and not partial:
        return _is_closed(text, match, parts, words) and is_digit_apart(total.value, parts.values)
    if named and _BEGINS.match(match[1]):
        return True
    if off < 0 and slip and words.incomplete.search(match[1]):
        return True  # what is a part may not be more than the whole
    if partial is None:
        return _is_surely_whole(text, match, total, parts, words)
    rest = words.partial.search(words.divided.sub("", match[1]))
    return rest is None and pen and is_near(off, total) and _is_closed(text, match, parts, words)


def _is_closed(text: str, match: re.Match[str], parts: _Parts, words: TallyWords) -> bool:
    """Whether a list ends with its last part: it is in parentheses, or there is an ``and`` before that."""
    *_, before, last = parts.counts
    return match[0].rstrip()[-1:] in ")）" or words.last.search(text, before.end, last.start) is not None


def of_included(prose: Prose, text: str, figures: list[Figure], index: int, words: TallyWords) -> Iterator[Tally]:
    """``3,870, of which web 2,540, of which mobile 1,420``: more than there are, by a slip of the pen.

    What is less may be some of it, and what is much more may be in two parts.
    """
    total, parts = figures[index], list[Count]()
    for before, figure in pairwise(figures[index:]):
        if not isinstance(figure, Count) or is_vague(figure):
            return
        between = text[before.end : figure.start]
        joined = parts and len(between) < LONG and words.joins.search(between) is not None
        led = any(lead.fullmatch(between) for lead in (words.included, words.broken_down))
        behind = (_COUNTED_THINGS.fullmatch(between) and words.divided.match(text, figure.end + 1)) is not None
        if not joined and not led and not behind:
            break
        if parts and _is_measured(figure) and words.divided.match(text, parts[0].end + 1):
            return
        parts.append(figure)
    off = sum((part.value for part in parts), Decimal(0)) - total.value
    swapped = len(parts) > 1 and is_swap(total.value, [part.value for part in parts], _HUNDRED)
    if swapped or (len(parts) > 1 and off and _is_divided(text, total, parts, words)):
        yield from wrong_sum(prose, list[Figure](parts), total)
        return
    if len(parts) < 2 or off <= 0 or max(part.value for part in parts) >= total.value:
        return
    values = [part.value for part in parts]
    round_off = off % _ALL == 0 and is_pen_slip(total.value, values)
    if is_slip_of(total.value, values) or round_off or is_digit_off(total.value, values):
        yield from wrong_sum(prose, list[Figure](parts), total)


def _is_measured(count: Count) -> bool:
    """Whether a number has a unit behind it: ``2,806 ms``."""
    unit = count.words[0] if count.words else ""
    return 0 < len(unit) <= len("ms") and unit.isascii()


_HUNDRED = 100
_COUNTED_THINGS = re.compile(r"\s[\w\s'’-]{2,40},\s")
"""What is between a number of things and a first part of them: ``640 tickets, 590 of them``."""


def _is_divided(text: str, total: Figure, parts: list[Count], words: TallyWords) -> bool:
    """Whether some parts are all of a total, but for a slip: ``148, of which 93 timed out and 45 had no memory``."""
    *_, before, last = parts
    end = _SENTENCE.search(text, last.end)
    behind = text[last.end : end.start() if end is not None else None]
    said = words.divided.sub("", text[total.end : last.start])
    values = [part.value for part in parts]
    if words.broken_down.fullmatch(text, total.end, parts[0].start):
        rest = words.partial.search(text, parts[0].end, last.end + len(behind))
        return rest is None and _RUNS.search(behind) is None and is_digit_apart(total.value, values)
    return (
        words.divided.search(text, total.end, parts[0].start) is not None
        and words.last.search(text, before.end, last.start) is not None
        and words.partial.search(said) is None
        and _RUNS.search(behind) is None
        and is_near(total.value - sum(values, Decimal(0)), total)
        and is_pen_slip(total.value, values)
    )


_SENTENCE = re.compile(r"[.!?;](?=\s|\Z)|[。；]")


def _bare_group(text: str, total: Figure) -> re.Match[str] | None:
    """The parentheses behind a number that is all of a value, or that only a counter stands behind: ``57名(``."""
    unit = unit_of(text, total) or spaced_counter(text, total)
    if not unit and not _FIELD.search(text, max(0, total.start - 8), total.start):
        return None
    return _GROUP.match(text, total.end + len(unit))


def _behind_colon(text: str, figures: list[Figure], index: int, words: TallyWords) -> re.Match[str] | None:
    """What follows the colon behind a count, if that is the first of its sentence, or of its part of that."""
    total = figures[index]
    if index and not _PARTED.search(text, figures[index - 1].end, total.start):
        return None
    counted = _COUNTED.match(text, total.end)
    if counted is None or not counted[0].strip():
        return None
    stop = counted.end() + _WINDOW
    near = _NOTE.sub(
        lambda note: note[0] if words.partial.search(note[0]) else " " * len(note[0]), text[counted.end() : stop]
    )
    plain = f"{text[: counted.end()]}{near}{text[stop:]}"
    return _CLAUSE.match(plain, counted.end()) or _APPOSED.match(plain, counted.end())


def _parts(
    text: str, match: re.Match[str], figures: list[Figure], total: Count | Money, words: TallyWords, *, begin: bool
) -> _Parts | None:
    """The counts of a list of nothing else; each may `begin` its part, or stand behind what the part is called."""
    inner = [f for f in figures if match.start(1) <= f.start and f.end <= match.end(1)]
    counts = [f for f in inner if isinstance(f, (Count, Money)) and not is_vague(f) and _is_alike(f, total)]
    if len(counts) < 2 or len(counts) != len(inner):
        return None
    listed = match[1]
    for figure in reversed(counts):  # the comma of `1,204` joins nothing
        at, end = figure.start - match.start(1), figure.end - match.start(1)
        listed = f"{listed[:at]}{'0' * (end - at)}{listed[end:]}"
    segments = _between(listed, words.joins)
    if len(segments) == 1 and not begin:
        segments = _between(listed, _SLASH)
    said = [listed[slice(*segment)] for segment in segments]
    rest = [bool(words.rest & set(_WORD.findall(each.casefold()))) for each in said]
    if any(rest[:-1]):
        return None
    if rest[-1:] == [True] or len(counts) != len(said):
        exclusive = len(counts) == 2 * len(said) and _are_numbered(said) and not _are_people(total, words)
        chosen = counts[::2] if exclusive else [count for count in counts if _is_of_kind(text, total, count)]
        starts = [count.start - match.start(1) for count in chosen]
        told = [sum(first <= at < end for at in starts) for first, end in segments]
        return _Parts(chosen, exclusive, not exclusive) if len(told) > 1 and set(told) == {1} else None
    leading = all(re.match(r"\s*\d", segment) for segment in said)
    labelled = all(_is_labelled(segment) and (not begin or _COLON.search(segment)) for segment in said)
    dated = total.words and len(find_dates(match[1])) == len(counts) if isinstance(total, Count) else False
    return _Parts(counts, bool(dated) and not _are_people(total, words)) if leading or labelled else None


_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _is_alike(figure: Figure, total: Figure) -> bool:
    """Whether one figure may be a part of another: both count, or both are of one currency, and none is a rate."""
    rates = any(isinstance(each, Money) and each.rate for each in (figure, total))
    return currency_of(figure) == currency_of(total) and not rates


def _between(text: str, joins: re.Pattern[str]) -> list[tuple[int, int]]:
    """The places of what is between signs in a text; `, and` is one of them."""
    edges = [0, *(edge for join in joins.finditer(text) for edge in join.span()), len(text)]
    places = zip(edges[::2], edges[1::2], strict=True)
    return [(start, end) for start, end in places if text[start:end].strip()]


def _are_numbered(segments: list[str]) -> bool:
    """Whether parts say the same but for two numbers each: ``8 from day 3``, ``7 from day 4``."""
    return len(segments) > 1 and len({_RUNS.sub("#", segment).strip() for segment in segments}) == 1


def _is_of_kind(text: str, total: Figure, part: Figure) -> bool:
    """Whether a part counts what a total does, by the counter or the word behind both."""
    kind = kind_of(text, total)
    return kind != "" and kind == kind_of(text, part)


def _are_people(total: Figure, words: TallyWords) -> bool:
    """Whether what is counted are those of whom one may be in two parts."""
    return isinstance(total, Count) and bool(words.people & set(total.words))


def _is_labelled(segment: str) -> bool:
    """Whether a part is what it is called, and its number with a counter at most: ``Web 5,930名``."""
    label = _LABELLED.match(segment)
    return label is not None and _NUMBER.fullmatch(segment, label.end()) is not None


_NUMBER = re.compile(rf"\d+(?:[^\W\d_]|\s[{EASTERN}])?\s*")
"""A number with its counter, which scripts without blanks may have behind one: ``9 件``."""


def _is_surely_whole(text: str, match: re.Match[str], total: Count, parts: _Parts, words: TallyWords) -> bool:
    """Whether some counts are meant to be all of a total: of the same, called so, or one slip of the pen from it."""
    counts, values = parts.counts, parts.values
    if is_slip_of(total.value, values):
        return True
    if match[0].startswith(","):
        return False
    if _is_exceeded(text, total, parts, words):
        return True
    bracketed = match[0].rstrip()[-1:] in ")）"
    if _is_closed(text, match, parts, words) and is_digit_off(total.value, values):
        return True
    called = words.total_before.search(text, max(0, total.start - SHORT), total.start) is not None
    if (called or words.all_told.match(text, total.end) is not None) and is_pen_slip(total.value, values):
        return True
    units = {unit_of(text, count) or spaced_counter(text, count).strip() for count in (total, *counts)}
    if not _BEGINS.match(match[1]):
        surely = _COLON.search(match[1]) or _is_whole_value(text, match, total, values)
        if bracketed and surely and is_pen_slip(total.value, values):
            return True
        return bracketed and len(units) == 1 and units != {""}
    nouns = {count.noun for count in counts if isinstance(count, Count)}
    return bracketed and len(units) == 1 and nouns <= {None, total.noun}


def _is_whole_value(text: str, match: re.Match[str], total: Count, values: list[Decimal]) -> bool:
    """Whether a number is all of a field's value, and three or more named parts are nearly all of it.

    ``Guests: 153 (North 21, South 104, West 18)``; what is rounded may leave something out.
    """
    off = abs(total.value - sum(values, Decimal(0)))
    field = (
        _FIELD.search(text, max(0, total.start - 8), total.start) and not text[total.end : match.start(1) - 1].strip()
    )
    rounded = all(value % _TENTH == 0 for value in (total.value, *values))
    return bool(field) and len(values) > 2 and _TENTH * off <= total.value and not rounded


_TENTH = 10


def _is_formula(text: str, parts: _Parts) -> bool:
    """Whether a plus is between all parts: ``126 (70 web + 65 app)``."""
    return all("+" in text[one.end : other.start] for one, other in pairwise(parts.counts))


def _is_exceeded(text: str, total: Count, parts: _Parts, words: TallyWords) -> bool:
    """Whether the parts are a little more than their total, by one digit, though what is counted is in one of them."""
    *_, before, last = parts.counts
    off = total.value - sum(parts.values, Decimal(0))
    joined = words.last.search(text, before.end, last.start) is not None
    apart = joined and is_near(off, total) and is_digit_apart(total.value, parts.values)
    return off < 0 and apart and not _are_people(total, words)


__all__ = ["of_group", "of_included"]
