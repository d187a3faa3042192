"""Figures that nothing calls a total, but that are one but for a slip of the pen, whatever the template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, pairwise

from incidentlint.checks.figures.total_rows import has_rest, is_of_rates, only_figure, thousands
from incidentlint.findings import Finding, Related
from incidentlint.grammars import (
    Count,
    Money,
    currency_of,
    digits_apart,
    find_dates,
    find_quantities,
    is_unit,
    is_vague,
)
from incidentlint.markdown import Code, Prose, Quote
from incidentlint.outline import FieldNode, ListNode, Node, TableNode, TextNode
from incidentlint.report import Report, incident
from incidentlint.text import Span, quoted
from incidentlint.tuples import NamedTuple
from incidentlint.vocabulary import is_total, key_of, phrases


class _Counted(NamedTuple):
    """A field or cell with its one exact figure."""

    label: str
    figure: Count | Money
    place: Span

    @property
    def value(self) -> Decimal:
        """How much it is."""
        return thousands(self.figure)


def near_totals(report: Report) -> Iterator[Finding]:
    """A count and the fields below it that would add up to it, or a field and the column of its name, but for a slip.

    Only two digits that changed places are one: numbers that have nothing to do with each other are rarely so near.
    """
    fields: dict[str, _Counted] = {}
    for nodes in (report.outline.preamble, *(node.children for node in report.outline.walk() if node.children)):
        run: list[_Counted] = []
        for node in nodes:
            counted = _of_field(report, node)
            if counted is None:
                if len(run) > _FEW:
                    yield from _of_run(run)
                if run and isinstance(node, ListNode):
                    yield from _of_run([run[-1], *_parts(report, node)])
                run = []
            else:
                fields.setdefault(key_of(counted.label), counted)
                run.append(counted)
        if len(run) > _FEW:
            yield from _of_run(run)
    for table in report.outline.tables:
        yield from _of_columns(report, table)
        outside = {key: field for key, field in fields.items() if not table.span.covers(field.place)}
        yield from (found for each in _totals(report, table) for found in _beside(outside, *each))


def _of_field(report: Report, node: Node) -> _Counted | None:
    if not isinstance(node, FieldNode) or not node.label.key or node.children or not _has_digit(node.value.text):
        return None
    if has_rest(report, node.label.text):
        return None
    figure = only_figure(node.value)
    if figure is None or figure.approx:
        return None
    return _Counted(node.label.text, figure, node.value.source(figure.start, figure.end))


def _parts(report: Report, items: ListNode) -> list[_Counted]:
    """The items of a list below a count, where each of them is one as well."""
    found = [counted for item in items.children if (counted := _of_field(report, item))]
    return found if len(found) == len(items.children) else []


def _has_digit(text: str) -> bool:
    """Whether a figure may be at the beginning of a text."""
    return any(map(str.isdigit, text[:_HEAD]))


_HEAD = 6


def _of_run(run: list[_Counted]) -> Iterator[Finding]:
    """``Damaged: 18,940``, ``Restored: 18,762``, ``Lost: 214``: what is below a number is nearly all of it."""
    for first, total in enumerate(run):
        if total.value < _LARGE:
            continue
        for end in range(first + 3, min(len(run), first + _MOST) + 1):
            parts = run[first + 1 : end]
            off = total.value - sum((part.value for part in parts), Decimal(0))
            if off and _is_slip(total, parts, off):
                yield _wrong(total, parts)
                return


_FEW = 2
"""A total and one part are no more than two numbers."""

_LARGE = 1_000
"""Numbers of fewer digits may be a slip apart by chance."""

_MOST = 6
"""So many fields at most are a number with its parts."""


def _is_slip(total: _Counted, parts: Sequence[_Counted], off: Decimal) -> bool:
    if len({currency_of(each.figure) for each in (total, *parts)}) > 1:
        return False
    if max(part.value for part in parts) >= total.value:
        return False
    swapped = [part for part in parts if part.value >= _LARGE and _are_swapped(part.value, off)]
    return bool(swapped) or _are_swapped(total.value, -off)


def _are_swapped(value: Decimal, off: Decimal) -> bool:
    return digits_apart(f"{value:f}", f"{value + off:f}") == "swapped"


def _totals(report: Report, table: TableNode) -> Iterator[tuple[str, _Counted]]:
    """What the columns of a table are of, by its key, with their totals."""
    last = table.rows[-1] if table.rows else None
    if last is None or not last.cells or not is_total(last.cells[0].text, report.lexicon):
        return
    for column, cell in zip(table.columns[1:], last.cells[1:], strict=False):
        figure = only_figure(cell)
        if figure is not None and not figure.approx and not is_of_rates(report, column.text):
            yield column.key, _Counted(column.text, figure, cell.source(figure.start, figure.end))


def _beside(fields: dict[str, _Counted], key: str, total: _Counted) -> Iterator[Finding]:
    """``**Failed orders:** 19,805`` beside a column ``Failed orders`` whose total is 18,905."""
    field = fields.get(key)
    if field is not None and currency_of(field.figure) == currency_of(total.figure):
        if _are_swapped(field.value, total.value - field.value):
            yield _wrong(field, [total])


def _of_columns(report: Report, table: TableNode) -> Iterator[Finding]:
    """``Before | During | Change``, where one row is no difference and all others are."""
    for at in range(3, len(table.columns)):
        rows = [row for row in table.rows if at < len(row.cells)]
        if len(rows) <= _SHOWN or not all(_has_digit(cell.text) for cell in rows[0].cells[at - 2 : at + 1]):
            continue
        read = [[only_figure(row.cells[number], " *_+−-±") for number in (at - 2, at - 1, at)] for row in rows]
        known = [
            (row, before, during, change)
            for row, (before, during, change) in zip(rows, read, strict=True)
            if before is not None and during is not None and change is not None
        ]
        wrong = [each for each in known if abs(each[2].value - each[1].value) != abs(each[3].value)]
        if len(wrong) != 1 or len(known) - 1 < _SHOWN:
            continue
        row, before, during, change = wrong[0]
        off = abs(during.value - before.value) - abs(change.value)
        if _are_swapped(abs(change.value), off):
            said = f"{during.raw} - {before.raw}"
            place = row.cells[at].source(change.start, change.end)
            values = {"label": quoted(row.cells[0].text.strip()), "value": change.raw, "parts": said}
            related = (Related(Span(row.cells[at - 2].span.start, row.cells[at - 1].span.end), said),)
            yield Finding(place, {**values, "sum": f"{during.value - before.value:,f}"}, related)


_SHOWN = 2
"""So many rows have to show what a column is."""


def _wrong(total: _Counted, parts: Sequence[_Counted]) -> Finding:
    spelt = " + ".join(part.figure.raw for part in parts)
    values = {"label": quoted(total.label), "value": total.figure.raw, "parts": spelt}
    whole = sum((part.value for part in parts), Decimal(0))
    related = Related(Span(parts[0].place.start, parts[-1].place.end), spelt)
    return Finding(total.place, {**values, "sum": f"{whole:,f}"}, (related,))


_LIST_MOST = 8
_TWO_DIGITS = 10
_NEAR = 8
"""What is no more than this part of a total off is near it."""


_MANY_LISTS = 50
"""A report of more lists that count something is a catalogue."""


class _Part(NamedTuple):
    """A count and its place; as an item of a list with its label, in a text whether it is called all there are."""

    label: str
    figure: Count
    place: Span
    all_told: bool = False


def wrong_lists(report: Report) -> Iterator[Finding]:
    """``- North: 16 relay stations``, ``- South: 12 relay stations``, where the report says ``all 37 relay stations``.

    It says so twice or more, and once at least with a word for all of them. One number of the list is a digit, or two
    that changed places, from what would make it so.
    """
    lists = [parts for node in report.outline.walk() if isinstance(node, ListNode) if (parts := _listed(report, node))]
    if not 0 < len(lists) <= _MANY_LISTS:
        return
    titles = (titled.title for titled in report.outline.titles)
    told: dict[tuple[str, ...], list[_Part]] = {}
    for one in _told(report, chain(titles, incident(report).all_texts())):
        words = one.figure.words
        for end in range(1, len(words) + 1):
            told.setdefault(tuple(words[:end]), []).append(one)
    for parts in lists:
        yield from _of_list(parts, told.get(tuple(parts[0].figure.words), []))


def _listed(report: Report, items: ListNode) -> list[_Part]:
    """The items of a list, where each of them counts the same; none else."""
    found: list[_Part] = []
    if not _FEW <= len(items.children) <= _LIST_MOST:
        return []
    for item in items.children:
        if isinstance(item, FieldNode) and not item.children and not find_quantities((item.whole or item.value).text):
            continue
        value = item.value if isinstance(item, FieldNode) and item.label.key and not item.children else None
        figures = find_quantities(value.text) if value is not None else []
        count = figures[0] if len(figures) == 1 else None
        if not isinstance(count, Count) or value is None or is_vague(count) or value.text[: count.start].strip(" *_"):
            return []
        if has_rest(report, item.label.text) or has_rest(report, value.text):
            return []
        found.append(_Part(item.label.text, count, value.source(count.start, count.end)))
    words = {part.figure.words for part in found}
    return found if len(found) >= _FEW and len(words) == 1 and words != {()} else []


def _told(report: Report, texts: Iterator[Prose]) -> Iterator[_Part]:
    """What the texts of a report count, and where, each once."""
    every = phrases(report.lexicon.words.figures.every, "", r"\s?\Z")
    totals = incident(report).words.tallies
    known: set[Span] = set()
    for prose in texts:
        text = prose.text
        for figure in find_quantities(text):
            place = prose.source(figure.start, figure.end)
            if isinstance(figure, Count) and figure.words and not is_vague(figure) and place not in known:
                known.add(place)
                before = (max(0, figure.start - _CALLED), figure.start)
                called = every.search(text, *before) or totals.total_before.search(text, *before)
                all_told = called is not None or totals.total_behind.match(text, figure.end) is not None
                yield _Part("", figure, place, all_told)


_CALLED = 30
"""Signs before a figure in which what makes it a total begins."""


def _of_list(parts: Sequence[_Part], told: Sequence[_Part]) -> Iterator[Finding]:
    """The number of a list that is wrong by a total of what it counts; `told` is all that is counted so."""
    words = parts[0].figure.words
    own = {part.place for part in parts}
    alike: dict[Decimal, list[_Part]] = {}
    for one in told:
        if one.place not in own:
            alike.setdefault(one.figure.value, []).append(one)
    whole = sum((part.figure.value for part in parts), Decimal(0))
    if whole in alike:
        return
    most = max(part.figure.value for part in parts)
    for total, found in sorted(alike.items()):
        if total <= most or len(found) < _FEW or not any(one.all_told for one in found):
            continue
        off = total - whole
        slips = [part for part in parts if part.figure.value + off > 0 and _apart(part.figure.value, off)]
        swapped = [part for part in slips if _apart(part.figure.value, off) == "swapped"]
        surely = len(words) >= _FEW and abs(off) * _NEAR <= total
        blamed = swapped if total >= _TWO_DIGITS and swapped else slips if surely else []
        if blamed:
            spelt = " + ".join(part.figure.raw for part in parts)
            said = {
                "label": quoted(" ".join(words)),
                "value": found[0].figure.raw,
                "parts": spelt,
                "sum": f"{whole:,f}",
            }
            yield Finding(blamed[0].place, said, (Related(found[0].place, found[0].figure.raw),))
            return


def _apart(value: Decimal, off: Decimal) -> str:
    return digits_apart(f"{value:f}", f"{value + off:f}")


def counted_lists(report: Report) -> Iterator[Finding]:
    """``Three parts of the system failed:`` over a list of four: a short lead that begins with how many there are."""
    words = report.lexicon.words.time.numbers_by_word()
    numbers = {word: number for word, number in words.items() if _LEAST <= number <= _TWELVE}
    for nodes in (report.outline.preamble, *(node.children for node in report.outline.walk_sections())):
        for lead, items in chain(pairwise(nodes), ((node, node.children[0]) for node in nodes if node.children)):
            found = _led(report, lead, numbers) if isinstance(items, ListNode) else None
            if found is None or not isinstance(items, ListNode) or items.is_checklist:
                continue
            count = len(items.children)
            if count >= _LEAST and abs(found.number - count) == 1:  # more is another thing that is counted
                values = {"label": "the text", "value": found.raw, "parts": "the list below it", "sum": str(count)}
                yield Finding(found.place, values, (Related(items.span, "the list"),), at_most="warning")


class _Said(NamedTuple):
    """How many there are, as a lead says it."""

    raw: str
    number: int
    place: Span


def _led(report: Report, node: Node, numbers: dict[str, int]) -> _Said | None:
    """How many there are by the last line of a paragraph, or a label without a value."""
    if isinstance(node, FieldNode):
        if node.origin not in ("lead", "plain", "bold") or node.value.text.strip():
            return None
        span = node.label.span
        found = _number_of(f"{report.source[span]}:", numbers)
        return None if found is None else _Said(*found[:2], Span(span.start + found[2], span.start + found[3]))
    if not isinstance(node, TextNode) or isinstance(node.block, (Code, Quote)) or not node.lines:
        return None
    found = _number_of(node.lines[-1].text.rstrip(" *_"), numbers)
    return None if found is None else _Said(*found[:2], node.lines[-1].source(*found[2:]))


def _number_of(text: str, numbers: dict[str, int]) -> tuple[str, int, int, int] | None:
    """The only number of the last sentence of a text, where that leads to a list and has it among its first words.

    As it is written, how much it is, and where.
    """
    start = max((end.end() for end in _SENTENCE.finditer(text)), default=0)
    words = list(_WORD.finditer(text, start))
    if text[-1:] not in (":", "：") or len(words) > _LONGEST or not _COMMA.isdisjoint(text[start:]):
        return None
    found = [(place, word) for place, word in enumerate(words) if word[0][0].isdigit() or word[0].casefold() in numbers]
    if len(found) != 1 or found[0][0] >= _FIRST or found[0][0] + 1 >= len(words):
        return None
    place, word = found[0]
    number = numbers.get(word[0].casefold(), int(word[0]) if word[0].isdecimal() and len(word[0]) <= _LEAST else 0)
    following = words[place + 1]
    dated = any(date.start <= word.start() < date.end for date in find_dates(text))
    if (
        not _LEAST <= number <= _TWELVE
        or dated
        or is_unit(following[0])
        or text[word.end() : following.start()].strip()
    ):
        return None
    if place and word[0].isdecimal() and words[place - 1][0][:1].isupper() and len(words[place - 1][0]) > _ARTICLE:
        return None  # the number of a thing: `Scenario 2 has these steps:`
    return word[0], number, *word.span()


_LEAST, _TWELVE = 2, 12
_FIRST = 4
"""The number is one of so many words: what is further on is not all that the list names."""
_LONGEST = 14
"""More words tell more than how many there are."""
_ARTICLE = 5
"""Letters of what may be before a count: ``These 3 parts:``."""
_SENTENCE = re.compile(r"[.!?][*_]{0,2}\s")
_COMMA = frozenset(",;，、")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:/-]\d+)*")


__all__ = ["counted_lists", "near_totals", "wrong_lists"]
