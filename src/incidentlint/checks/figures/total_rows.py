"""Rows and items that are called a total: of those before them, whatever the template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from incidentlint.checks.figures.amounts import MOST_PARTS, sums
from incidentlint.findings import Finding, Related
from incidentlint.grammars import (
    Count,
    Figure,
    Money,
    currency_of,
    digits_apart,
    find_quantities,
    is_pen_slip,
    is_slip,
    read_duration,
)
from incidentlint.markdown import Prose
from incidentlint.outline import FieldNode, ListNode, Node, TableNode, TableRow
from incidentlint.report import Report
from incidentlint.text import Span, quoted
from incidentlint.tuples import NamedTuple
from incidentlint.vocabulary import likely, phrases, words_of

_CLOSED = " \t*_`:：.()[]~"
_SIGNS = _CLOSED + "–—-•└>"
"""What may be before a label: ``– of which lost``."""


class _Entry(NamedTuple):
    """A row or item: its label, and the text that may count something."""

    label: str
    prose: Prose


class _Part(NamedTuple):
    label: str
    prose: Prose
    figure: Count | Money


def wrong_totals(report: Report, spared: frozenset[Span], products: Mapping[Span, Decimal]) -> Iterator[Finding]:
    """Totals that the rows or items before them do not give; `spared` are values that a pack says the parts of.

    `products` are what cells should be that are not the product of their row: a total that counts those is right.
    """
    for node in report.outline.walk():
        if isinstance(node, TableNode):
            for column in range(1, len(node.columns)):
                head = node.columns[column].text
                if not is_of_rates(report, head):
                    yield from _of_run(report, _of_rows(node.rows, column), spared, products, head)
        if node.children:
            yield from _of_run(report, _of_fields(node.children), spared, products)
        if isinstance(node, FieldNode) and node.children and _counts_below(report, node):
            yield from _of_item(report, node)
    yield from _of_run(report, _of_fields(report.outline.preamble), spared, products)


def _of_rows(rows: Sequence[TableRow], column: int) -> list[_Entry | None]:
    return [_Entry(row.cells[0].text, row.cells[column]) if column < len(row.cells) else None for row in rows]


def _of_fields(nodes: Sequence[Node]) -> list[_Entry | None]:
    return [
        _Entry(node.label.text, node.value) if isinstance(node, FieldNode) and node.label.key else None
        for node in nodes
        if not isinstance(node, FieldNode) or node.origin != "row"
    ]


def only_figure(prose: Prose, signs: str = _CLOSED) -> Count | Money | None:
    """The figure that a text begins with, if it states no other, is exact, and is no length of time or rate.

    `signs` are those that may be before it.
    """
    found: list[Figure] = find_quantities(prose.text) if len(prose.text) < 2 * len(_CLOSED) + 60 else []
    if len(found) != 1 or not isinstance(found[0], (Count, Money)) or prose.text[: found[0].start].strip(signs):
        return None
    if read_duration(prose.text.strip(_CLOSED)) is not None:
        return None  # what takes its time at once does not add up
    figure = found[0]
    rate = isinstance(figure, Money) and figure.rate
    return None if figure.approx or rate else figure


def _part(entry: _Entry) -> _Part | None:
    """What a row or item counts, if that is one exact figure at its beginning."""
    figure = only_figure(entry.prose)
    return None if figure is None else _Part(entry.label.strip(_SIGNS), entry.prose, figure)


def _of_run(
    report: Report,
    entries: list[_Entry | None],
    spared: frozenset[Span],
    products: Mapping[Span, Decimal],
    head: str = "",
) -> Iterator[Finding]:
    """The totals of a run of rows or items, each of those since the one before it; `head` is that of their column."""
    if not entries:
        return
    words = report.lexicon.words.figures
    may = likely((*words.totals, *words.included, *report.lexicon.words.summary.whole))
    labels = [entry.label.strip(_SIGNS) for entry in entries if entry is not None and may(entry.label)]
    if not labels:
        return
    total, included = phrases(words.totals), phrases(words.included)
    every = phrases(report.lexicon.words.summary.whole, "", r"\Z")
    behind, divided = phrases(words.totals, r"\s", r"\Z"), phrases(words.divided)
    if not any(
        total.match(label) or included.match(label) or every.match(label) or behind.search(label) for label in labels
    ):
        return  # nothing to be read
    run: list[_Part] = []
    for entry in entries:
        part = _part(entry) if entry is not None else None
        if part is not None and run and included.match(part.label):
            yield from _exceeded(run, part, included)
            if divided.match(part.label) and not included.match(run[-1].label):
                yield from _more_than_all(run, part)
        if part is None:
            run = []
        elif (named := total.match(part.label) or every.match(part.label) or behind.search(part.label)) is None:
            run.append(part)
        elif sum(products.get(each.prose.span, each.figure.value) for each in run) == part.figure.value:
            run = []
        else:
            rest = part.label[named.end() :] or part.label[: named.start()]  # `Flights affected in total`
            whole = not rest.strip() or _are_alike(rest, (head,))
            # What is in all rows, of `All`, may be in several of them.
            sure = not every.match(part.label) and (whole or _are_alike(rest, [each.label for each in run]))
            if part.prose.span not in spared:
                yield from _compared(report, part, run, alone=whole, sure=sure)
            run = []


def _counts_below(report: Report, item: FieldNode) -> bool:
    """Whether an item says that what it counts is listed below it, or that list has nothing but labels with numbers."""
    if item.value.text.rstrip().endswith((":", "：")):
        return True
    if not item.value.text and item.whole is not None and item.whole.text.rstrip().endswith((":", "：")):
        return True
    entries = [entry for node in item.children if isinstance(node, ListNode) for entry in node.children]
    if len(entries) == 1:
        return phrases(report.lexicon.words.figures.included).fullmatch(entries[0].label.text) is not None
    return len(entries) > 1 and all(
        (entry.label.key and only_figure(entry.value) is not None) or _last_part(entry) is not None for entry in entries
    )


def _part_below(entry: FieldNode) -> _Part | None:
    """What an item below a figure counts: what is behind its label, or ends it."""
    return _part(_Entry(entry.label.text, entry.value)) or _last_part(entry) or _first_part(entry)


def _first_part(entry: FieldNode) -> _Part | None:
    """What the one figure counts that an item begins with: ``- 12 by phone``."""
    figures = find_quantities(entry.whole.text) if entry.whole is not None else []
    first = figures[0] if len(figures) == 1 else None
    if entry.whole is None or not isinstance(first, (Count, Money)) or first.approx:
        return None
    if entry.whole.text[: first.start].strip(_SIGNS):
        return None
    return _Part(entry.whole.text[first.end :].strip(_SIGNS), entry.whole, first)


def _last_part(entry: FieldNode) -> _Part | None:
    """What the figure counts that ends an item: ``- by phone 12``."""
    figures = find_quantities(entry.whole.text) if entry.whole is not None else []
    last = figures[-1] if figures else None
    if entry.whole is None or not isinstance(last, (Count, Money)) or last.approx or not last.start:
        return None
    if _UNIT.fullmatch(entry.whole.text, last.end) is None or not entry.whole.text[: last.start].strip(_SIGNS):
        return None
    return _Part(entry.whole.text[: last.start].strip(_SIGNS), entry.whole, last)


_UNIT = re.compile(r"[^\W\d_]{0,3}[\s.*_]*")
"""The counter behind the number that ends an item."""


def _parts_of_line(entry: FieldNode) -> list[_Part]:
    """The parts of a figure in one item: ``Breakdown: Standard 920, Pro 317, Enterprise 65``; none unless all are."""
    text, figures = entry.value.text, find_quantities(entry.value.text)
    counts = [figure for figure in figures if isinstance(figure, Count) and not figure.approx]
    ends = [0, *(figure.end for figure in figures)]
    between = [text[end : figure.start] for end, figure in zip(ends, figures, strict=False)]
    plain = all(re.search(r"[^\W\d_]", part) and not re.search(r"[()（）+=]", part) for part in between)
    if len(counts) != len(figures) or not plain or _UNIT.fullmatch(text, ends[-1]) is None:
        return []
    return [_Part(part.strip(_CLOSED), entry.value, count) for part, count in zip(between, counts, strict=True)]


def _of_item(report: Report, item: FieldNode) -> Iterator[Finding]:
    """``412,000 searches were stale:`` above a list of nothing but its parts, where one number is a slip away."""
    prose = item.value if item.value.text or item.whole is None else item.whole
    figures = find_quantities(prose.text)
    lists = [node for node in item.children if isinstance(node, ListNode)]
    if not figures or len(lists) != 1 or len(item.children) != 1:
        return
    led = (
        prose is item.whole and len(figures) == 1 and not figures[0].approx and prose.text.rstrip()[-1:] in (":", "：")
    )
    if not led and prose.text[: figures[0].start].strip(_CLOSED):
        yield from _of_any(report, item, prose, figures, lists[0].children)
        return
    total, entries = figures[0], lists[0].children
    alone = len(entries) == 1
    parts = _parts_of_line(entries[0]) if alone else [part for part in map(_part_below, entries) if part is not None]
    if (
        not isinstance(total, (Count, Money))
        or not parts
        or not (alone or len(parts) == len(entries))
        or any(has_rest(report, entry.whole.text if entry.whole else entry.value.text) for entry in entries)
    ):
        return
    off = total.value - sum((part.figure.value for part in parts), Decimal(0))
    slips = [part for part in parts if is_slip(part.figure.value, part.figure.value + off)]
    whole = _Part(item.label.text, prose, total)
    if is_slip(total.value, total.value - off):
        slips = [whole, *slips]
    surely = slips or is_pen_slip(total.value, [part.figure.value for part in parts])
    if not surely:
        yield from _of_any(report, item, prose, figures, entries)
        return
    for one in _compared(report, whole, parts, alone=False, sure=True):
        blamed = slips[0] if len(slips) == 1 else whole
        place = blamed.prose.source(blamed.figure.start, blamed.figure.end)
        yield Finding(place, {**one.values, "label": "the item"}, one.related)


def _of_any(
    report: Report, item: FieldNode, prose: Prose, figures: Sequence[Figure], entries: Sequence[FieldNode]
) -> Iterator[Finding]:
    """``Of 90,000 searches 19,800 were stale:`` above a list: one number is its sum but for two digits that swapped."""
    parts = [part for part in map(_part_below, entries) if part is not None]
    counts = [f for f in figures if isinstance(f, (Count, Money)) and not f.approx and not f.ambiguous]
    whole = sum((part.figure.value for part in parts), Decimal(0))
    if not 1 < len(parts) == len(entries) or any(figure.value == whole for figure in figures):
        return
    if any(has_rest(report, entry.whole.text if entry.whole else entry.value.text) for entry in entries):
        return
    near = [f for f in counts if whole >= _LARGE and digits_apart(f"{f.value:f}", f"{whole:f}") == "swapped"]
    if len(near) == 1:
        for one in _compared(report, _Part(item.label.text, prose, near[0]), parts, alone=False, sure=True):
            place = prose.source(near[0].start, near[0].end)
            yield Finding(place, {**one.values, "label": "the item"}, one.related)


_LARGE = 1_000
"""Numbers of fewer digits may be a slip apart by chance."""


def has_rest(report: Report, text: str) -> bool:
    """Whether a text says that it does not name everything."""
    return phrases(report.lexicon.words.figures.rest).search(text) is not None


def _exceeded(run: list[_Part], last: _Part, included: re.Pattern[str]) -> Iterator[Finding]:
    """A share that makes those of one figure more than it: ``Parcels late: 41``, ``Of which lost: 40, found: 9``."""
    wholes = [number for number, part in enumerate(run) if not included.match(part.label)]
    if not wholes:
        return
    whole, shares = run[wholes[-1]], [*run[wholes[-1] + 1 :], last]
    figures = [part.figure for part in (whole, *shares)]
    added = sum((share.figure.value for share in shares), Decimal(0))
    if len(shares) < 2 or any(f.ambiguous for f in figures) or len(set(map(currency_of, figures))) > 1:
        return
    if added > whole.figure.value >= added - last.figure.value:
        spelt = " + ".join(share.figure.raw for share in shares)
        said = {"label": f'"{whole.label}"', "value": whole.figure.raw, "parts": spelt, "sum": f"{added:,f}"}
        place = last.prose.source(last.figure.start, last.figure.end)
        related = Related(whole.prose.source(whole.figure.start, whole.figure.end), whole.label)
        slip = is_slip(whole.figure.value, added) or is_slip(
            last.figure.value, last.figure.value - (added - whole.figure.value)
        )
        slip = slip or (len(shares) > 2 and is_pen_slip(whole.figure.value, [share.figure.value for share in shares]))
        yield Finding(place, said, (related,), at_most="error" if slip else "info")  # one may be in two shares


def _more_than_all(run: list[_Part], share: _Part) -> Iterator[Finding]:
    """A part that is more than all that it may be a part of: ``Letters late: 1,240``, ``Of which lost: 1,873``."""
    whole = run[-1]
    if share.figure.value <= sum(each.figure.value for each in run):
        return
    figures = (whole.figure, share.figure)
    # `1.240` may be either, and both are what one of them is.
    more = share.figure.value > whole.figure.value and thousands(share.figure) > thousands(whole.figure)
    more = more and (share.figure.ambiguous == whole.figure.ambiguous or share.figure.value > thousands(whole.figure))
    if more and len(set(map(currency_of, figures))) == 1:
        place = share.prose.source(share.figure.start, share.figure.end)
        said = {"label": quoted(share.label), "value": share.figure.raw, "parts": quoted(whole.label)}
        related = Related(whole.prose.source(whole.figure.start, whole.figure.end), whole.label)
        yield Finding(place, {**said, "sum": whole.figure.raw}, (related,))


def _are_alike(rest: str, labels: Sequence[str]) -> bool:
    """Whether all labels speak of what a total is of: ``late letters`` and ``late parcels`` of ``Total late mail``."""
    stems = [word[:_STEM] for word in words_of(rest).split() if len(word) >= _STEM - 1]
    return bool(stems) and all(any(stem in words_of(label) for stem in stems) for label in labels)


_STEM = 5
"""Signs at the beginning of a word by which another form of it is known."""


def _compared(report: Report, total: _Part, parts: list[_Part], *, alone: bool, sure: bool) -> Iterator[Finding]:
    """The total that some parts do not give; one of other things than they may be is told where it was meant to be."""
    figures = [part.figure for part in parts]
    kinds = set(map(currency_of, (total.figure, *figures)))
    if not 1 < len(parts) <= MOST_PARTS or len(kinds) > 1 or _has_shares(report, parts):
        return
    readings = [(total.figure.value, [figure.value for figure in figures])]
    if any(figure.ambiguous for figure in (total.figure, *figures)):  # 8.450 may be meant as thousands
        readings.append((thousands(total.figure), list(map(thousands, figures))))
    slack = max(figure.precision for figure in (total.figure, *figures)) if len(readings) == 1 else Decimal(0)
    slack = slack / 2 if slack != 1 else Decimal(0)
    if any(abs(sum(values) - stated) <= slack for stated, values in readings):
        return
    stated, values = readings[-1]
    whole = sum(values, Decimal(0))
    if not stated / 2 < whole < 2 * stated:
        return
    if not sure and not is_slip(stated, whole):
        return
    if not alone and (max(values) >= stated or stated in sums(Decimal(0), values)):
        return  # what else is beside a total of some
    spelt = " + ".join(figure.raw for figure in figures)
    related = Related(Span(parts[0].prose.span.start, parts[-1].prose.span.end), spelt)
    place = total.prose.source(total.figure.start, total.figure.end)
    said = {"label": f'"{total.label}"', "value": total.figure.raw, "parts": spelt, "sum": f"{whole:,f}"}
    yield Finding(place, said, (related,))


def thousands(figure: Count | Money) -> Decimal:
    """The value of a figure whose dot or comma may be meant as one of thousands: ``8.450``."""
    return (figure.value * 1000).to_integral_value() if figure.ambiguous else figure.value


def _has_shares(report: Report, parts: list[_Part]) -> bool:
    """Whether one of the parts is a part of another: ``of which 12 with losses``."""
    words = report.lexicon.words
    inside = phrases((*words.figures.out_of, *words.figures.included, *words.summary.of))
    return any(inside.match(part.label) or inside.search(part.prose.text) for part in parts)


def is_of_rates(report: Report, head: str) -> bool:
    """Whether a column's head speaks of what does not add up: ``%``, ``per hour``, an average."""
    figures = report.lexicon.words.figures
    rates = {words_of(word) for word in (*figures.percent, *figures.each, *figures.average)}
    return "%" in head or not rates.isdisjoint(words_of(head).split())
