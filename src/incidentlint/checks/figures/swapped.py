"""Counts of the same things that are stated twice, and are the same but for two digits that changed places."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from incidentlint.checks.common import proses
from incidentlint.checks.figures.told_figures import sentence_at
from incidentlint.checks.figures.totals import add_up
from incidentlint.checks.registry import NoParams
from incidentlint.facts import tokens
from incidentlint.findings import Finding, Related
from incidentlint.grammars import Count, digits_apart, find_quantities
from incidentlint.outline import FieldNode, TableNode
from incidentlint.report import Report
from incidentlint.text import Span
from incidentlint.tuples import NamedTuple

_NUMBER = re.compile(r"(?<![\w.,:/#+-])(?:\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+|\d{3,9})(?![\w:/-]|[.,]\d)")
"""A number of three digits or more: fewer are two apart by chance."""

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
    where: str


def swapped(report: Report, known: set[Span]) -> Iterator[Finding]:
    """Counts in sentences that another statement of the same things has with two digits in each other's place.

    ``146 cases`` where a table counts 164 in all: numbers that have nothing to do with each other are rarely so near.
    What is `known` to be wrong, or is a total that its parts do not give, is that slip already.
    """
    pairs = _pairs(report.source.text)
    if not pairs:
        return
    told = [each for each in _told(report, {digits for pair in pairs for digits in pair}) if each.of]
    if not told:
        return
    known = known | {finding.span for finding in add_up(report, NoParams())}
    often = Counter(_digits(each.raw) for each in told)
    seen: set[tuple[str, str]] = set()
    alike: dict[str, list[_Told]] = {}
    for each in told:
        alike.setdefault("".join(sorted(_digits(each.raw))), []).append(each)
    for one, other in (pair for found in alike.values() for pair in combinations(found[:_MOST], 2)):
        pair = (_digits(one.raw), _digits(other.raw))
        if digits_apart(*pair) != "swapped" or pair in seen or one.of.isdisjoint(other.of):
            continue
        if one.where == other.where or not {one.where[:1], other.where[:1]} - {"|"}:
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
    for match in _NUMBER.finditer(text):
        digits = _digits(match[0])
        alike.setdefault("".join(sorted(digits)), set()).add(digits)
    return [
        pair
        for found in alike.values()
        if 1 < len(found) <= _MOST
        for pair in combinations(sorted(found), 2)
        if digits_apart(*pair) == "swapped"
    ]


def _digits(raw: str) -> str:
    return _DIGITS.sub("", raw)


def _is_rarer(one: _Told, other: _Told, often: Counter[str]) -> bool:
    """Whether the first of two counts is the wrong one: it is told less often, or in a sentence beside a table."""
    first, last = often[_digits(one.raw)], often[_digits(other.raw)]
    return first < last or (first == last and other.where.startswith("|"))


def _told(report: Report, known: set[str]) -> Iterator[_Told]:
    """The counts of some digits in sentences, fields and cells."""
    labelled = sorted(_labelled(report))
    for prose in proses(report):
        if _NUMBER.search(prose.text) is None:
            continue
        for figure in find_quantities(prose.text):
            if not isinstance(figure, Count) or figure.approx or _digits(figure.raw) not in known:
                continue
            if prose.marked(figure.start, figure.end, "code", "link"):
                continue
            span = prose.source(figure.start, figure.end)
            start, end, table, label = labelled[max(0, bisect(labelled, (span.start, _LAST)) - 1)]
            inside = start <= span.start < end
            before, _ = sentence_at(prose.text, figure.start, figure.end)
            where = f"|{table}" if inside and table else f"{span.start - len(before)}"
            behind = tokens(_CLAUSE.split(prose.text[figure.end : figure.end + _REACH])[0])[:_NEAR]
            said = (*behind, *(tokens(label) if inside else ()))
            yield _Told(figure.raw, span, frozenset(word[:_STEM] for word in said if len(word) >= _SHORTEST), where)


_CLAUSE = re.compile(r"[.,;:()]")
_REACH = 40
_LAST = 1 << 60


def _labelled(report: Report) -> Iterator[tuple[int, int, int, str]]:
    """The places of cells and of the values of fields, with that of the table, if it is one, and what it is called."""
    yield 0, 0, 0, ""
    for node in report.outline.walk():
        if isinstance(node, TableNode):
            for row in node.rows:
                for head, cell in zip(node.columns[1:], row.cells[1:], strict=False):
                    yield cell.span.start, cell.span.end, node.span.end, head.text
        elif isinstance(node, FieldNode):
            yield node.value.span.start, node.value.span.end, 0, node.label.text


__all__ = ["swapped"]
