"""Totals: the parts that a pack names add up to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from incidentlint.checks.common import named
from incidentlint.checks.figures.amounts import Amount, amounts, is_vague
from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding, Related
from incidentlint.grammars import (
    Count,
    Duration,
    Money,
    Percent,
    find_quantities,
    slack_of_part,
    slack_of_sum,
    spell_duration,
)
from incidentlint.outline import FieldNode, Node
from incidentlint.report import Bound, Report, Value, incident
from incidentlint.vocabulary import is_none, phrases

_MOST_PARTS = 12
"""Of more amounts the sums are too many to try, and some of them always fits."""


def add_up(report: Report, params: NoParams) -> Iterator[Finding]:
    """Totals that are not the sum of their parts."""
    yield from _tallies(report)
    yield from _products(report)
    if not report.policy.demands:
        return
    for total in report.pack.totals:
        bound = report.of(report.shape.find(total.total))
        if bound is None or bound.value is None or not bound.value.ok or _has_rest(report, bound.value.text):
            continue
        parts = [report.of(report.shape.find(path)) for path in total.parts]
        stated = amounts(bound.value.prose, report.lexicon.words.figures)
        if bound.value.duration is not None:
            yield from _lengths(report, bound, bound.value.duration, parts)
        elif not stated or is_vague(stated[0].figure):
            continue
        elif len(parts) == 1:
            yield from _one_field(report, bound, stated[0], parts[0])
        elif isinstance(stated[0].figure, Count):
            yield from _counts(report, bound, stated[0], parts)
        else:
            yield from _several_fields(report, bound, stated[0], parts)


_JOINS = r"[,;+/|·•\n&]|"
"""Signs between the parts of a list, before the words for it."""

_TIMES = re.compile(r"(?:[ ][^\W\d_]{1,20}){0,3}[ ]?[x×*][ ]?")

_GIVES = re.compile(r"(?:[ ]?/[ ]?[^\W\d_]{1,20})?[ ]?=[ ]?")


def _products(report: Report) -> Iterator[Finding]:
    """A number times an amount of money that does not give the amount behind it: ``46 x $86 = $3,128``."""
    for bound in report.walk():
        value = bound.value
        text = value.prose.text if value is not None and value.ok else ""
        if value is None or "=" not in text:
            continue
        found = find_quantities(text)
        for number, each, result in zip(found, found[1:], found[2:], strict=False):
            if not (isinstance(number, Count) and isinstance(each, Money) and isinstance(result, Money)):
                continue
            joined = _TIMES.fullmatch(text, number.end, each.start) and _GIVES.fullmatch(text, each.end, result.start)
            if not joined or any(figure.approx or figure.ambiguous for figure in (number, each, result)):
                continue
            right = number.value * each.value
            # The amount for one may have been rounded.
            if abs(right - result.value) > (number.value * each.precision + result.precision) / 2:
                values = {
                    "label": named(bound.label), "value": result.raw,
                    "parts": text[number.start : each.end].strip(), "sum": f"{right:,}",
                }  # fmt: skip
                yield Finding(value.prose.source(result.start, result.end), values)


def _has_rest(report: Report, text: str) -> bool:
    """Whether a text says that it does not name everything."""
    return phrases(report.lexicon.words.figures.rest).search(text) is not None


def _one_field(report: Report, bound: Bound, stated: Amount, part: Bound | None) -> Iterator[Finding]:
    """The parts of one field are all added."""
    value = part.value if part is not None else None
    if part is None or value is None or not value.ok or _has_rest(report, value.text):
        return
    text = value.prose.text
    found = find_quantities(text)
    numbers = [figure for figure in found if isinstance(figure, Count)]
    if (
        len(numbers) < 2
        or any(isinstance(f, Percent) or is_vague(f) for f in found)
        or not isinstance(stated.figure, Count)
    ):
        return
    outer = [figure for figure in numbers if text.count("(", 0, figure.start) == text.count(")", 0, figure.start)]
    readings = [_segments(report, text, outer), _segments(report, text, numbers)]
    if any(stated.figure.value in _readings(segments) for segments in readings if segments):
        return
    leads = [segment[0] for segment in readings[0]]
    numbers = leads if len(leads) > 1 else numbers
    result = sum((figure.value for figure in numbers), Decimal(0))
    if result != stated.figure.value:
        spelt = " + ".join(figure.raw for figure in numbers)
        span = value.prose.source(numbers[0].start, numbers[-1].end)
        values = {
            "label": named(bound.label), "value": stated.text,
            "parts": f"{named(part.label)} {spelt}", "sum": f"{result:,}",
        }  # fmt: skip
        yield Finding(stated.span, values, (Related(span, named(part.label)),))


def _segments(report: Report, text: str, numbers: list[Count]) -> list[list[Count]]:
    """The numbers of a list by what they stand in: `11 from 4 states, 5 from Canada` are two."""
    joins = phrases(report.lexicon.words.figures.and_, _JOINS)
    segments: list[list[Count]] = []
    for number in numbers:
        if not segments or joins.search(text[segments[-1][-1].end : number.start]):
            segments.append([])
        segments[-1].append(number)
    return segments


def _readings(segments: list[list[Count]]) -> set[Decimal]:
    """The sums of a list, where of each segment its first number is the part, or all of its numbers are."""
    sums = {Decimal(0)}
    for segment in segments[:_MOST_PARTS]:
        values = {segment[0].value, sum((number.value for number in segment), Decimal(0))}
        sums = {known + value for known in sums for value in values}
    rest = sum((number.value for segment in segments[_MOST_PARTS:] for number in segment), Decimal(0))
    return {known + rest for known in sums}


def _is_nothing(report: Report, value: Value) -> bool:
    return is_none(value.text, report.lexicon) or value.answer.casefold() in report.lexicon.none


def _lengths(report: Report, bound: Bound, total: Duration, parts: list[Bound | None]) -> Iterator[Finding]:
    """Lengths of time of several fields are all added."""
    found: list[tuple[Bound, Value, Duration]] = []
    for part in parts:
        value = part.value if part is not None else None
        if part is None or value is None or not value.ok:
            return
        if value.duration is not None:
            found.append((part, value, value.duration))
        elif not _is_nothing(report, value):
            return
    if len(found) < 2 or any(d.approx or d.bound or d.qualifier for d in (total, *(d for *_, d in found))):
        return
    whole = sum(duration.seconds for *_, duration in found)
    slack = slack_of_sum(total, *(duration for *_, duration in found))
    if abs(whole - total.seconds) <= slack or bound.value is None:
        return
    prose = bound.value.prose
    values = {
        "label": named(bound.label), "value": total.raw,
        "parts": " + ".join(duration.raw for *_, duration in found), "sum": spell_duration(whole),
    }  # fmt: skip
    related = tuple(
        Related(value.prose.source(duration.start, duration.end), named(part.label)) for part, value, duration in found
    )
    yield Finding(prose.source(total.start, total.end), values, related)


def _counts(report: Report, bound: Bound, stated: Amount, parts: list[Bound | None]) -> Iterator[Finding]:
    """The counts that several fields begin with are all added, and those of rows that the writer added may be."""
    found: list[tuple[Bound, Amount]] = []
    for part in parts:
        value = part.value if part is not None else None
        if part is None or value is None or not value.ok or _has_rest(report, value.text):
            return
        if _is_nothing(report, value):
            continue
        mine = amounts(value.prose, report.lexicon.words.figures)
        if not mine or not isinstance(mine[0].figure, Count) or is_vague(mine[0].figure):
            return
        found.append((part, mine[0]))
    if len(found) < 2 or len(_nouns([stated, *(amount for _, amount in found)])) > 1:
        return
    whole = sum((amount.figure.value for _, amount in found), Decimal(0))
    added = [amount.figure.value for amount in _added(report, bound, parts) if isinstance(amount.figure, Count)]
    if stated.figure.value in _sums(whole, added):
        return
    related = tuple(Related(amount.span, named(part.label)) for part, amount in found)
    values = {
        "label": named(bound.label), "value": stated.text,
        "parts": " + ".join(amount.text for _, amount in found), "sum": f"{whole:,}",
    }  # fmt: skip
    yield Finding(stated.span, values, related)


def _nouns(found: list[Amount]) -> set[str]:
    """What is counted, in the singular."""
    nouns = {amount.figure.noun for amount in found if isinstance(amount.figure, Count)}
    return {noun.casefold().removesuffix("s") for noun in nouns if noun}


def _sums(start: Decimal, values: list[Decimal]) -> set[Decimal]:
    """What one gets by adding any of some values."""
    sums = {start}
    for value in values[:_MOST_PARTS]:
        sums |= {known + value for known in sums}
    return sums


def _several_fields(report: Report, bound: Bound, stated: Amount, parts: list[Bound | None]) -> Iterator[Finding]:
    """Of several fields, any subset in the total's currency that gives the total is right."""
    if not isinstance(stated.figure, Money):
        return
    found: list[tuple[Bound, Amount]] = []
    for part in parts:
        value = part.value if part is not None else None
        if part is None or value is None or not value.ok:
            return
        if _is_nothing(report, value):
            continue
        mine = [amount for amount in amounts(value.prose, report.lexicon.words.figures) if amount.kind == stated.kind]
        if not mine:
            if re.search(r"\d", value.text) is None:
                return
            continue
        found.append((part, mine[-1] if "=" in value.text else mine[0]))
        if len(mine) > 1 and "=" not in value.text:
            found += [(part, amount) for amount in mine[1:]]
    added = [amount for amount in _added(report, bound, parts) if amount.kind == stated.kind]
    if not found or len(found) + len(added) > _MOST_PARTS:
        return
    slack = Decimal(0)
    for amount in (*(amount for _, amount in found), *added):
        if is_vague(amount.figure):
            slack += slack_of_part(amount.figure)
    sums = _sums(Decimal(0), [amount.figure.value for amount in (*(amount for _, amount in found), *added)])
    if any(abs(known - stated.figure.value) <= slack for known in sums):
        return
    whole = sum((amount.figure.value for _, amount in found), Decimal(0))
    spelt = " + ".join(amount.text for _, amount in found)
    related = tuple(Related(amount.span, named(part.label)) for part, amount in found)
    symbol = re.match(r"[~\s]*([^\d\s~.,-]*)", stated.text)
    values = {
        "label": named(bound.label), "value": stated.text, "parts": spelt,
        "sum": f"{symbol[1] if symbol else ''}{whole:,}",
    }  # fmt: skip
    yield Finding(stated.span, values, related)


def _added(report: Report, bound: Bound, parts: list[Bound | None]) -> Iterator[Amount]:
    """The amounts of rows that the writer put beside the parts, for the template has none of that name."""
    known = {other.node.span for other in report.walk() if other.node is not None}
    mine = {other.node.span for other in (bound, *parts) if other is not None and other.node is not None}
    for family in _families(report):
        if any(node.span in mine for node in family):
            for node in family:
                if isinstance(node, FieldNode) and node.span not in known:
                    yield from amounts(node.value, report.lexicon.words.figures)[:1]


def _families(report: Report) -> Iterator[tuple[Node, ...]]:
    """The nodes of a report by what they are in."""
    yield report.outline.preamble
    yield report.outline.sections
    for node in report.outline.walk():
        yield node.children


def _tallies(report: Report) -> Iterator[Finding]:
    """Stated totals and shares that their parts do not give."""
    for tally in incident(report).tallies:
        values = {"label": tally.label, "value": tally.raw, "parts": tally.parts, "sum": tally.result}
        yield Finding(tally.span, values, (Related(tally.parts_span, tally.parts),))
