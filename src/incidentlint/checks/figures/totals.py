"""Totals: the parts that a pack names add up to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

import msgspec

from incidentlint.checks.common import named
from incidentlint.checks.figures.amounts import MOST_PARTS, Amount, amounts, sums
from incidentlint.checks.figures.near_totals import counted_lists, near_totals, wrong_lists
from incidentlint.checks.figures.product_rows import wrong_changes, wrong_product_rows
from incidentlint.checks.figures.told_figures import summary_texts
from incidentlint.checks.figures.total_rows import has_rest, wrong_totals
from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding, Related
from incidentlint.grammars import (
    Count,
    Duration,
    Figure,
    Money,
    Percent,
    find_quantities,
    is_vague,
    slack_of_part,
    slack_of_sum,
    spell_duration,
)
from incidentlint.outline import FieldNode, Node
from incidentlint.report import Bound, Report, Value, incident
from incidentlint.text import Span
from incidentlint.vocabulary import is_none, leading_none, phrases


def add_up(report: Report, params: NoParams) -> Iterator[Finding]:
    """Totals that are not the sum of their parts."""
    wrong = list(_wrong_products(report))
    known_products = {product.result.span for product in wrong}
    yield from (tally for tally in _tallies(report) if tally.span not in known_products)
    for product in wrong:
        values = {"label": named(product.bound.label), "value": product.result.text, "parts": product.product}
        yield Finding(product.result.span, {**values, "sum": f"{product.right:,}"})
    demanded = report.pack.totals if report.policy.demands else ()
    known = (report.of(report.shape.find(total.total)) for total in demanded)
    rows = list(wrong_product_rows(report))
    yield from (row.finding for row in rows)
    spared = frozenset(bound.value.prose.span for bound in known if bound and bound.value)
    told = list(wrong_totals(report, spared, {row.cell: row.right for row in rows}))
    yield from told
    yield from (near for near in near_totals(report) if near.span not in {one.span for one in told})
    yield from wrong_changes(report)
    yield from wrong_lists(report)
    yield from counted_lists(report)
    for total in demanded:
        bound = report.of(report.shape.find(total.total))
        if bound is None or bound.value is None or not bound.value.ok or has_rest(report, bound.value.text):
            continue
        parts = [report.of(report.shape.find(path)) for path in total.parts]
        stated = amounts(bound.value.prose, report.lexicon.words.figures)
        if bound.value.duration is not None:
            yield from _lengths(report, bound, bound.value.duration, parts)
        elif is_none(bound.value.text, report.lexicon):
            yield from _nothing(report, bound, bound.value, parts)
        elif not stated or _is_limit(report, bound.value, stated[0]):
            continue
        elif len(parts) == 1:
            yield from _one_field(report, bound, stated[0], parts[0])
        elif isinstance(stated[0].figure, Count):
            yield from _counts(report, bound, stated[0], parts)
        else:
            yield from _several_fields(report, bound, stated[0], parts, {w.result.span: w.right for w in wrong})


_BEFORE = 20
"""Signs before a figure in which what makes it a bound begins."""

_JOINS = r"[,;+/|·•\n&]|"
"""Signs between the parts of a list, before the words for it."""

_TIMES = re.compile(r"(?:[ ][^\W\d_]{1,20}){0,3}[ ]?[x×*][ ]?")

_GIVES = re.compile(r"(?:[ ]?/[ ]?[^\W\d_]{1,20})?[ ]?=[ ]?")

_OPENS = re.compile(r"\s?\(")

_AFTER_AMOUNT = re.compile(r"(?:[ ][^\W\d_]{1,20}){0,4}\s?\(")
"""What the amount is of, and the parenthesis that says what it is made of."""

_COUNTED = re.compile(r"(?:[ ][^\W\d_]{1,20}){0,3}[ ]?")


class _Wrong(msgspec.Struct, frozen=True):
    """An amount that is not the product beside it."""

    bound: Bound
    result: Amount
    product: str
    right: Decimal


def _wrong_products(report: Report) -> Iterator[_Wrong]:
    """A number times an amount of money that does not give the amount beside it: ``46 x $86 = $3,128``."""
    words = report.lexicon.words.figures
    times = phrases(words.average, _TIMES.pattern, r"[ ]?")
    for bound in report.walk():
        value = bound.value
        if value is None or not value.ok or not ("=" in value.prose.text or "(" in value.prose.text):
            continue
        text = value.prose.text
        found = find_quantities(text)
        has_two = sum(isinstance(figure, Money) for figure in found) == len(_BREAKDOWN)
        for three in zip(found, found[1:], found[2:], strict=False):
            product = _equation(text, times, *three)
            if product is None and has_two:
                product = _breakdown(report, text, *three)
            if product is None or any(figure.approx or figure.ambiguous for figure in product):
                continue
            number, each, result = product
            right = number.value * each.value
            # The amount for one may have been rounded.
            if abs(right - result.value) > (number.value * each.precision + result.precision) / 2:
                stated = Amount(result, value.prose.source(result.start, result.end), result.raw)
                yield _Wrong(bound, stated, text[number.start : each.end].strip(), right)


_BREAKDOWN = ("the amount", "the amount for one")
"""The only sums of a value that says what its amount is made of."""

_Product = tuple[Count, Money, Money]
"""A number, the amount for one, and what they are said to give."""


def _equation(text: str, times: re.Pattern[str], number: Figure, each: Figure, result: Figure) -> _Product | None:
    """``46 x $86 = $3,128``, ``46 bookings x avg $68/booking = $3,128``."""
    if not (isinstance(number, Count) and isinstance(each, Money) and isinstance(result, Money)):
        return None
    joined = _is_times(text, times, number, each) and _GIVES.fullmatch(text, each.end, result.start)
    return (number, each, result) if joined else None


def _is_times(text: str, times: re.Pattern[str], number: Count, each: Money) -> bool:
    """Whether a number is multiplied by an amount, or by what an amount is on average."""
    between = (number.end, each.start)
    return (_TIMES.fullmatch(text, *between) or times.fullmatch(text, *between)) is not None


def _breakdown(report: Report, text: str, result: Figure, number: Figure, each: Figure) -> _Product | None:
    """``$3,128 (46 bookings at $68)``, with nothing else in the parentheses."""
    if not (isinstance(result, Money) and isinstance(number, Count) and isinstance(each, Money)):
        return None
    words = report.lexicon.words.figures
    priced = phrases(words.prices, _COUNTED.pattern, r"[ ]?").fullmatch(text, number.end, each.start)
    ends = (
        phrases((*words.each, *words.average), r"[ ]?", r"\)").match(text, each.end)
        or text[each.end : each.end + 1] == ")"
    )
    times = _TIMES.fullmatch(text, number.end, each.start)
    opens = (_AFTER_AMOUNT if times else _OPENS).fullmatch(text, result.end, number.start)
    return (number, each, result) if (priced or times) and ends and opens else None


def _is_limit(report: Report, value: Value, stated: Amount) -> bool:
    """Whether a total is one that the parts may be beside: ``1.200``, ``20+``, ``over 20``, 40 %."""
    figure, time = stated.figure, report.lexicon.words.time
    if isinstance(figure, Percent) or figure.ambiguous or figure.raw.endswith("+"):
        return True
    before = value.prose.text[max(0, figure.start - _BEFORE) : figure.start]
    return phrases((*time.at_most, *time.at_least), "", r"\s*$").search(before) is not None


def _slack(stated: Figure) -> Decimal:
    """How far a total may be from the sum of its parts: not at all where it is exact."""
    return slack_of_part(stated) if is_vague(stated) else Decimal(0)


def _nothing(report: Report, bound: Bound, total: Value, parts: list[Bound | None]) -> Iterator[Finding]:
    """A total of nothing, though a part of it is something that was not made good."""
    words = report.lexicon.words.figures
    found: list[tuple[Bound, Amount]] = []
    for part in parts:
        value = part.value if part is not None else None
        if part is None or value is None or not value.ok or has_rest(report, value.text):
            return
        mine = [] if _is_nothing(report, value) else amounts(value.prose, words)
        if mine and mine[0].figure.value > 0 and not _is_limit(report, value, mine[0]):
            found.append((part, mine[0]))
        if phrases(words.made_good).search(value.text):
            return
    if not found or len({amount.kind for _, amount in found}) > 1:
        return
    yield _other_sum(bound, total.span, total.text, found, _symbol(found[0][1]))


def _other_sum(bound: Bound, span: Span, stated: str, parts: list[tuple[Bound, Amount]], symbol: str = "") -> Finding:
    """A total at a place of a field, though its parts come to another sum, in the currency of a symbol."""
    whole = sum((amount.figure.value for _, amount in parts), Decimal(0))
    values = {
        "label": named(bound.label), "value": stated,
        "parts": " + ".join(amount.text for _, amount in parts), "sum": f"{symbol}{whole:,}",
    }  # fmt: skip
    return Finding(span, values, tuple(Related(amount.span, named(part.label)) for part, amount in parts))


def _symbol(amount: Amount) -> str:
    """The sign of an amount's currency as it is written before the number."""
    match = re.match(r"[~\s]*([^\d\s~.,-]*)", amount.text)
    return match[1] if match else ""


def _one_field(report: Report, bound: Bound, stated: Amount, part: Bound | None) -> Iterator[Finding]:
    """The parts of one field are all added."""
    value = part.value if part is not None else None
    if part is None or value is None or not value.ok or has_rest(report, value.text):
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
    slack = _slack(stated.figure)
    sums = {known for segments in readings if segments for known in _readings(segments)}
    if any(abs(known - stated.figure.value) <= slack for known in sums):
        return
    leads = [segment[0] for segment in readings[0]]
    numbers = leads if len(leads) > 1 else numbers
    result = sum((figure.value for figure in numbers), Decimal(0))
    if abs(result - stated.figure.value) > slack:
        spelt = " + ".join(figure.raw for figure in numbers)
        span = value.prose.source(numbers[0].start, numbers[-1].end)
        values = {
            "label": named(bound.label), "value": stated.text,
            "parts": f"{named(part.label)} {spelt}", "sum": f"{result:,}",
        }  # fmt: skip
        if _is_told_again(report, bound, stated.figure):  # then it is the list that is wrong
            yield Finding(span, values, (Related(stated.span, named(bound.label)),))
        else:
            yield Finding(stated.span, values, (Related(span, named(part.label)),))


def _is_told_again(report: Report, bound: Bound, total: Count) -> bool:
    """Whether another field or the summary counts as many, of the same."""
    people = {word.removesuffix("s") for word in report.lexicon.words.summary.people}
    noun = (total.noun or "").casefold().removesuffix("s")
    alike = people if noun in people or not noun else {noun}
    values = [other.value.prose for other in report.walk() if other is not bound and other.value is not None]
    return any(
        isinstance(figure, Count) and figure.value == total.value and (figure.noun or "").removesuffix("s") in alike
        for prose in (*values, *summary_texts(report))
        for figure in find_quantities(prose.text)
    )


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
    for segment in segments[:MOST_PARTS]:
        values = {segment[0].value, sum((number.value for number in segment), Decimal(0))}
        sums = {known + value for known in sums for value in values}
    rest = sum((number.value for segment in segments[MOST_PARTS:] for number in segment), Decimal(0))
    return {known + rest for known in sums}


def _is_nothing(report: Report, value: Value) -> bool:
    """Whether a part says None, whatever it says behind it: ``none (38 that day, 37 the day before)``."""
    return leading_none(value.text, report.lexicon) is True or value.answer.casefold() in report.lexicon.none


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
        if part is None or value is None or not value.ok or has_rest(report, value.text):
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
    if any(abs(known - stated.figure.value) <= _slack(stated.figure) for known in sums(whole, added)):
        return
    yield _other_sum(bound, stated.span, stated.text, found)


def _nouns(found: list[Amount]) -> set[str]:
    """What is counted, in the singular."""
    nouns = {amount.figure.noun for amount in found if isinstance(amount.figure, Count)}
    return {noun.casefold().removesuffix("s") for noun in nouns if noun}


def _several_fields(
    report: Report, bound: Bound, stated: Amount, parts: list[Bound | None], products: Mapping[Span, Decimal]
) -> Iterator[Finding]:
    """Of several fields, any subset in the total's currency that gives the total is right.

    `products` are what amounts should be of which that is said: a total that counts those is right.
    """
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
    if not found or len(found) + len(added) > MOST_PARTS:
        return
    every = (*(amount for _, amount in found), *added)
    slack = _slack(stated.figure)
    for amount in every:
        if is_vague(amount.figure):
            slack += slack_of_part(amount.figure)
    for known in ([a.figure.value for a in every], [products.get(a.span, a.figure.value) for a in every]):
        if any(abs(total - stated.figure.value) <= slack for total in sums(Decimal(0), known)):
            return
    yield _other_sum(bound, stated.span, stated.text, found, _symbol(stated))


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
        if node.children:
            yield node.children


def _tallies(report: Report) -> Iterator[Finding]:
    """Stated totals and shares that their parts do not give."""
    for tally in incident(report).tallies:
        values = {"label": tally.label, "value": tally.raw, "parts": tally.parts, "sum": tally.result}
        yield Finding(tally.span, values, (Related(tally.parts_span, tally.parts),))
