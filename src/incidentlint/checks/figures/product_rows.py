"""Rows of tables that state two numbers and their product, or a percentage of them, whatever the template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from incidentlint.checks.figures.total_rows import is_of_rates, only_figure
from incidentlint.findings import Finding, Related
from incidentlint.grammars import Count, Money, currency_of, digits_apart, find_quantities, is_slip, is_vague
from incidentlint.markdown import Prose
from incidentlint.outline import TableNode, TableRow
from incidentlint.report import Report
from incidentlint.text import Span, has_digit, quoted
from incidentlint.tuples import NamedTuple
from incidentlint.vocabulary import phrases, words_of

_NUMBER = r"(?<![\d.,'’])(\d{1,6})(?:[ ][^\W\d_]{1,20}){0,3}[ ]?"
"""A whole number and what it is of, before the word for its price."""


class WrongProduct(NamedTuple):
    """A cell that is not the product its row states: what to say of it, and what it should be."""

    finding: Finding
    cell: Span
    right: Decimal


class _Row(NamedTuple):
    """A number and the amount for one, as written and as their product, beside the cell that states it."""

    name: str
    factors: str
    right: Decimal
    place: Span
    cell: Prose
    result: Count | Money

    def is_right(self) -> bool:
        return abs(self.right - self.result.value) <= self.result.precision / 2


def wrong_product_rows(report: Report) -> Iterator[WrongProduct]:
    """Rows whose amount is not their number times the amount for one."""
    for table in report.outline.tables:
        yield from _of_columns(report, table)
        for row in table.rows:
            if row.cells:  # one that is a bar alone has none
                yield from _of_label(report, row)


def _of_columns(report: Report, table: TableNode) -> Iterator[WrongProduct]:
    """``Orders | Refund per order | Refunds``, where one row is not what all the others are."""
    for each in range(2, len(table.columns) - 1):
        head, following = (table.columns[at].text for at in (each, each + 1))
        if not _is_for_one(report, head) or is_of_rates(report, following):
            continue
        for number in range(1, each):
            read = [row for row in (_multiplied(row, number, each) for row in table.rows) if row is not None]
            wrong = [row for row in read if not row.is_right()]
            shown = any(row.is_right() and row.right > 1 for row in read)
            if len(wrong) == 1 and shown and wrong[0].right / 2 < wrong[0].result.value < 2 * wrong[0].right:
                yield _wrong(wrong[0])


def _is_for_one(report: Report, head: str) -> bool:
    """Whether a column's head speaks of the amount for one: ``per order``."""
    each = {words_of(word) for word in report.lexicon.words.figures.each}
    return not each.isdisjoint(words_of(head).split())


def _multiplied(row: TableRow, number: int, each: int) -> _Row | None:
    """What a row states in three of its columns, if each is one exact figure."""
    if each + 1 >= len(row.cells):
        return None
    many, one, result = (only_figure(row.cells[at]) for at in (number, each, each + 1))
    if not isinstance(many, Count) or one is None or result is None or currency_of(one) != currency_of(result):
        return None
    if any(map(is_vague, (many, one, result))):
        return None
    place = Span(row.cells[number].span.start, row.cells[each].span.end)
    cell = row.cells[each + 1]
    return _Row(row.cells[0].text, f"{many.raw} × {one.raw}", many.value * one.value, place, cell, result)


def _of_label(report: Report, row: TableRow) -> Iterator[WrongProduct]:
    """``Overtime, 22 hours at 55 EUR | 1,120``, where the amount is a slip of the pen away."""
    label, text = row.cells[0], row.cells[0].text
    if not has_digit(text):
        return
    amounts = [figure for figure in find_quantities(text) if isinstance(figure, Money)]
    others = [cell for cell in row.cells[1:] if has_digit(cell.text)]
    if len(amounts) != 1 or len(others) != 1:
        return
    one, result = amounts[0], only_figure(others[0])
    words = report.lexicon.words.figures
    found = phrases(words.prices, _NUMBER, r"[ ]?\Z").search(text[: one.start])
    if found is None or result is None or is_vague(one) or is_vague(result):
        return
    behind = text[one.end :].strip(" )")
    if has_digit(text[: found.start(1)]) or (behind and not phrases(words.each).fullmatch(behind)):
        return
    right = Decimal(found[1]) * one.value
    name = text[: found.start(1)] or text
    stated = _Row(name, text[found.start(1) : one.end], right, label.span, others[0], result)
    if currency_of(result) in ("", one.currency) and not stated.is_right() and is_slip(result.value, right):
        yield _wrong(stated)


def _wrong(row: _Row) -> WrongProduct:
    name, result = row.name.strip(" *_,:("), row.result
    said = {"label": f'"{name}"', "value": result.raw, "parts": row.factors, "sum": f"{row.right:,f}"}
    place = row.cell.source(result.start, result.end)
    return WrongProduct(Finding(place, said, (Related(row.place, row.factors),)), row.cell.span, row.right)


_PERCENT_NUMBER = re.compile(r"[\s*_`]{0,4}(?P<n>[0-9]{1,9}(?:[.][0-9]{1,4})?)\s?(?P<unit>[^\W\d_]{0,6}|%)[\s*_`]{0,4}")
_CHANGE = re.compile(r"[\s*_`]{0,4}(?P<sign>[+−–-]?)\s?(?P<n>[0-9]{1,5}(?:[.,][0-9]{1,2})?)\s?%[\s*_`]{0,4}")
_ALL = Decimal(100)
_FEW = 2
_MOST = 100
"""A table of more rows lists what was measured."""


class _Percents(NamedTuple):
    """Two numbers of a row, and the percentage behind them with its place."""

    name: str
    first: Decimal
    last: Decimal
    stated: Decimal
    place: Span
    ends: Span
    said: str


def _change(row: _Percents) -> Decimal:
    return abs(row.last - row.first) * _ALL / row.first


def _share(row: _Percents) -> Decimal:
    return row.first * _ALL / row.last if row.first < row.last else Decimal(0)


def _share_behind(row: _Percents) -> Decimal:
    return row.last * _ALL / row.first if row.last < row.first else Decimal(0)


def wrong_changes(report: Report) -> Iterator[Finding]:
    """``2,100 ms | 4,830 ms | +230%``, where every other row of the table has its percentage right, two at least."""
    for table in report.outline.tables:
        if len(table.rows) < _MOST:
            for at in range(3, len(table.columns)):
                yield from _of_percentages(table, at)


def _of_percentages(table: TableNode, at: int) -> Iterator[Finding]:
    rows = [read for row in table.rows if at < len(row.cells) and (read := _read(row, at)) is not None]
    for reckon in (_change, _share, _share_behind):
        wrong = [row for row in rows if not _is_right(row, reckon(row))]
        shown = sum(reckon(row) != 0 and _is_right(row, reckon(row)) for row in rows)
        if len(wrong) != 1 or shown < _FEW:
            continue
        row = wrong[0]
        places = len(f"{row.stated:f}".partition(".")[2])
        right = f"{reckon(row):.{places}f}"
        if digits_apart(f"{row.stated:f}", right):
            values = {"label": quoted(row.name), "value": f"{row.stated:f}%", "parts": row.said, "sum": f"{right}%"}
            yield Finding(row.place, values, (Related(row.ends, row.said),))
        return


def _is_right(row: _Percents, right: Decimal) -> bool:
    """Whether a percentage is what it should be, as rounded as it is written, or a little more."""
    return abs(right - row.stated) <= max(Decimal(1), right / 20)


def _read(row: TableRow, at: int) -> _Percents | None:
    """What the cells before a column state, and the percentage in it: of two percentages it may be the points."""
    before, after, change = row.cells[at - 2 : at + 1]
    numbers, stated = (_number(before), _number(after)), _CHANGE.fullmatch(change.text)
    if numbers[0] is None or numbers[1] is None or stated is None or numbers[0][1] != numbers[1][1]:
        return None
    if numbers[0][1] == "%":
        return None
    first, last = numbers[0][0], numbers[1][0]
    if not first or not last:
        return None
    place = change.source(*stated.span("n"))
    said = f"{before.text.strip()}, {after.text.strip()}"
    ends = Span(before.span.start, after.span.end)
    value = Decimal(stated["n"].replace(",", "."))
    return _Percents(row.cells[0].text.strip(" *_`"), first, last, value, place, ends, said)


def _number(cell: Prose) -> tuple[Decimal, str] | None:
    """The number that is all of a cell, with its unit."""
    match = _PERCENT_NUMBER.fullmatch(_THOUSANDS.sub("", cell.text))
    return (Decimal(match["n"]), match["unit"].casefold()) if match is not None else None


_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")


__all__ = ["WrongProduct", "wrong_changes", "wrong_product_rows"]
