"""Rows of tables that state a number, the amount for one, and what they give, whatever the template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from incidentlint.checks.figures.total_rows import is_of_rates, only_figure
from incidentlint.findings import Finding, Related
from incidentlint.grammars import Count, Money, currency_of, find_quantities, is_slip, is_vague
from incidentlint.markdown import Prose
from incidentlint.outline import TableNode, TableRow
from incidentlint.report import Report
from incidentlint.text import Span
from incidentlint.tuples import NamedTuple
from incidentlint.vocabulary import phrases, words_of

_DIGIT = re.compile(r"\d")
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
    for node in report.outline.walk():
        if isinstance(node, TableNode):
            yield from _of_columns(report, node)
            for row in node.rows:
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
    if not _DIGIT.search(text):
        return
    amounts = [figure for figure in find_quantities(text) if isinstance(figure, Money)]
    others = [cell for cell in row.cells[1:] if _DIGIT.search(cell.text)]
    if len(amounts) != 1 or len(others) != 1:
        return
    one, result = amounts[0], only_figure(others[0])
    words = report.lexicon.words.figures
    found = phrases(words.prices, _NUMBER, r"[ ]?\Z").search(text[: one.start])
    if found is None or result is None or is_vague(one) or is_vague(result):
        return
    behind = text[one.end :].strip(" )")
    if _DIGIT.search(text[: found.start(1)]) or (behind and not phrases(words.each).fullmatch(behind)):
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


__all__ = ["WrongProduct", "wrong_product_rows"]
