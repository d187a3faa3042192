"""Counts of the same things that are stated twice, and are the same but for two digits that changed places."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from incidentlint.checks.common import numbered
from incidentlint.checks.figures.told_figures import sentence_at
from incidentlint.checks.figures.totals import add_up
from incidentlint.checks.registry import NoParams
from incidentlint.facts import tokens
from incidentlint.findings import Finding, Related
from incidentlint.grammars import Count, Figure, Money, currency_of, digits_apart, find_quantities, is_unit
from incidentlint.outline import FieldNode, TableNode
from incidentlint.report import Report
from incidentlint.text import GAPLESS, GLUE, Span
from incidentlint.tuples import NamedTuple

_NUMBER = re.compile(
    rf"\d(?<![A-Za-z0-9_.,:/#+-]\d)(?:\d{{0,2}}(?:[.,'’\u00a0\u202f]\d{{3}})+(?:[.,]\d\d)?|(?<=[1-9])\d{{1,8}})"
    rf"(?![{GLUE}]|[:/-]|[.,]\d)"
)
"""A number of two digits or more."""
_PAIR = 2
"""Numbers of so many digits are swapped by chance, if nothing else is the same."""
_GROUPED = re.compile(r"\d[.,'’\u00a0\u202f]\d{3}")
_ANSWER = re.compile(r"4[0-4]\d|451|50\d|51[01]|52\d|530")
"""What may be the code of an answer."""

_DIGITS = re.compile(r"\D")
_STEM = 5
_MOST = 8
"""More numbers of the same digits, or statements of them, are no counts but names of things."""
_SHORTEST = 4
"""Letters of a word that may be what is counted."""

_NEAR = 2
"""So many words behind a number may be what it counts."""


class _Told(NamedTuple):
    """A count: its digits as written, its place, the words that may be what is counted, and where it is told."""

    raw: str
    span: Span
    of: frozenset[str]
    about: frozenset[str]
    """All words of its sentence, in short."""
    where: str


def swapped(report: Report, known: set[Span]) -> Iterator[Finding]:
    """Counts in sentences that another statement of the same things has with two digits in each other's place.

    ``146 cases`` where a table counts 164 in all: numbers that have nothing to do with each other are rarely so near.
    What is `known` to be wrong, or is a total that its parts do not give, is that slip already.
    """
    pairs = _pairs(report.document.raw)
    if not pairs:
        return
    told = [each for each in _told(report, {digits for pair in pairs for digits in pair}) if each.of]
    if not told:
        return
    known = known | {finding.span for finding in add_up(report, NoParams())}
    by_digits: dict[str, list[_Told]] = {}
    for each in told:
        by_digits.setdefault(_digits(each.raw), []).append(each)
    often = Counter({digits: len(found) for digits, found in by_digits.items()})
    seen: set[tuple[str, str]] = set()
    alike: dict[str, list[_Told]] = {}
    for each in told:
        alike.setdefault("".join(sorted(_digits(each.raw))), []).append(each)
    for one, other in (pair for found in alike.values() for pair in combinations(found[:_MOST], 2)):
        pair = (_digits(one.raw), _digits(other.raw))
        if digits_apart(*pair) != "swapped" or pair in seen or one.of.isdisjoint(other.of):
            continue
        if all(map(_ANSWER.fullmatch, pair)) and not _is_told_often(one.of & other.of, *pair, often):
            continue
        mine, theirs = (by_digits[digits][:_MOST] for digits in pair)
        if not {each.where for each in mine if each.where[:1] != "|"}.isdisjoint(each.where for each in theirs):
            continue  # a sentence has both
        if len(pair[0]) == _PAIR and not _is_retold(one, other, mine, theirs):
            continue
        tables = one.where.startswith("|") and other.where.startswith("|")
        if one.where == other.where or (tables and not (_is_grouped(one.raw) and _is_grouped(other.raw))):
            continue  # what one sentence compares, or the rows of tables
        seen |= {pair, pair[::-1]}
        if not known.isdisjoint((one.span, other.span)):
            continue
        wrong, right = (one, other) if _is_rarer(one, other, often) else (other, one)
        values = {"value": wrong.raw, "other": right.raw}
        yield Finding(wrong.span, values, (Related(right.span, right.raw),), variant="swapped")


def _pairs(text: str) -> list[tuple[str, str]]:
    """The numbers of a text that are the same but for two digits."""
    alike: dict[str, set[str]] = {}
    for digits in map(_digits, dict.fromkeys(match[0] for match in _NUMBER.finditer(text))):
        alike.setdefault("".join(sorted(digits)), set()).add(digits)
    return [
        pair
        for found in alike.values()
        if 1 < len(found) <= _MOST
        for pair in combinations(sorted(found), 2)
        if digits_apart(*pair) == "swapped"
    ]


def _is_grouped(raw: str) -> bool:
    """Whether digits are in groups: such a number is large, and no name of a thing."""
    return _GROUPED.search(raw) is not None


def _digits(raw: str) -> str:
    return _DIGITS.sub("", raw)


def _is_rarer(one: _Told, other: _Told, often: Counter[str]) -> bool:
    """Whether the first of two counts is the wrong one: it is told less often, or in a sentence beside a table."""
    first, last = often[_digits(one.raw)], often[_digits(other.raw)]
    return first < last or (first == last and other.where.startswith("|"))


def _told(report: Report, known: set[str]) -> Iterator[_Told]:
    """The counts of some digits in sentences, fields and cells."""
    labelled = sorted(_labelled(report))
    words = report.lexicon.words
    people = frozenset((*words.summary.people, *words.figures.people))
    for prose in numbered(report):
        if _NUMBER.search(prose.text) is None:
            continue
        for figure in find_quantities(prose.text):
            if not _is_amount(figure) or figure.approx or _digits(figure.raw) not in known:
                continue
            if prose.marked(figure.start, figure.end, "code", "link"):
                continue
            span = prose.source(figure.start, figure.end)
            start, end, table, label = labelled[max(0, bisect(labelled, (span.start, _LAST)) - 1)]
            inside = start <= span.start < end
            before, _ = sentence_at(prose.text, figure.start, figure.end)
            where = f"|{table}" if inside and table else f"{span.start - len(before)}"
            said = tokens(label) if inside else []
            of = frozenset((*_things(prose.text, figure, people), *_stems(said), *_of_people(said, people)))
            around = prose.text[max(0, figure.start - _AROUND) : figure.start], prose.text[figure.end :][:_AROUND]
            about = _ENDS.split(around[0])[-1] + " " + _ENDS.split(around[1], maxsplit=1)[0]
            yield _Told(figure.raw, span, of, frozenset(_stems([*tokens(about), *said])), where)


def _is_amount(figure: Figure) -> bool:
    """Whether a figure counts something, or is a sum of money."""
    return isinstance(figure, Count) or (isinstance(figure, Money) and not figure.rate)


def _is_told_often(of: frozenset[str], one: str, other: str, often: Counter[str]) -> bool:
    """Whether numbers that may be codes of answers count people, or one of them is told again and the other is not."""
    fewer, more = sorted((often[one], often[other]))
    return _PEOPLE in of or fewer == 1 < more


def _of_people(words: Sequence[str], people: frozenset[str]) -> Iterator[str]:
    """One name for all whom an incident affects, whatever they are called; in scripts without gaps in any word."""
    glued = (word for word in words if word > GAPLESS)
    if not people.isdisjoint(words) or any(name in word for word in glued for name in people if len(name) > 1):
        yield _PEOPLE


_PEOPLE = "people"


def _things(text: str, figure: Figure, people: frozenset[str]) -> Iterator[str]:
    """The words beside a count that may be what it counts: those behind it, and of a large one any near it."""
    behind = tokens(_CLAUSE.split(text[figure.end : figure.end + _REACH])[0])
    if not _is_grouped(figure.raw):
        yield from _stems(behind[:_NEAR])
        yield from _of_people(behind[:_NEAR], people)
        return
    before = tokens(_CLAUSE.split(text[max(0, figure.start - _REACH) : figure.start].rstrip(": "))[-1])
    yield from _stems((*behind[:_WIDE], *before[-_WIDE:]))
    yield from _of_people(behind[:_NEAR], people)
    if currency_of(figure):
        yield currency_of(figure)
    counter = _COUNTER.match(text, figure.end)
    if counter is not None and counter[1] > GAPLESS and not is_unit(counter[1]):
        yield counter[1]


def _stems(words: Sequence[str]) -> Iterator[str]:
    """The beginnings of words that may be what is counted; lengths of time are told of many things."""
    return (word[:_STEM] for word in words if len(word) >= _SHORTEST and not is_unit(word))


def _is_retold(one: _Told, other: _Told, *found: list[_Told]) -> bool:
    """Whether sentences say the same of two counts, of which one is told twice at least, and the other once.

    Where one is told again and again that is enough.

    `found` is where the one and the other are told.
    """
    times = sorted(map(len, found))
    alike = len((one.about & other.about) - (one.of & other.of))
    return times[0] == 1 and times[1] >= (1 if alike > _AGAIN else 2 if alike else _AGAIN + 1)


_AGAIN = 2
"""A count that is told more often than this is no other one by its sentence, nor by one that shares more words."""


_CLAUSE = re.compile(r"[.,;:()]")
_ENDS = re.compile(r"[.!?](?=\s)|[。！？]")
_AROUND = 160
_REACH = 40
_WIDE = 4
"""So many words beside a large number may be what it counts."""
_COUNTER = re.compile(r"[ ]?([^\W\d_])")
_LAST = 1 << 60


def _labelled(report: Report) -> Iterator[tuple[int, int, int, str]]:
    """The places of cells and of the values of fields, with that of the table, if it is one, and what it is called."""
    yield 0, 0, 0, ""
    for node in report.outline.walk():
        if isinstance(node, TableNode):
            for row in node.rows:
                for head, cell in zip(node.columns[1:], row.cells[1:], strict=False):
                    called = f"{row.cells[0].text} {head.text}" if len(node.columns) == _PAIR else head.text
                    yield cell.span.start, cell.span.end, node.span.end, called
        elif isinstance(node, FieldNode):
            yield node.value.span.start, node.value.span.end, 0, node.label.text


__all__ = ["swapped"]
