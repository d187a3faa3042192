"""Lists whose items count the same things, of which the rest of the report says how many there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain

from incidentlint.checks.figures.total_rows import has_rest
from incidentlint.findings import Finding, Related
from incidentlint.grammars import Count, digits_apart, find_quantities, is_vague
from incidentlint.markdown import Prose
from incidentlint.outline import FieldNode, ListNode
from incidentlint.report import Report, incident
from incidentlint.text import Span, quoted
from incidentlint.tuples import NamedTuple

_FEW = 2
_MOST = 8
_TWO_DIGITS = 10
_NEAR = 8
"""What is no more than this part of a total off is near it."""


class _Part(NamedTuple):
    label: str
    figure: Count
    place: Span


def wrong_lists(report: Report) -> Iterator[Finding]:
    """``- North: 16 relay stations``, ``- South: 12 relay stations``, where the report has 31 relay stations twice.

    One number of the list is a digit, or two that changed places, from what would make it so.
    """
    lists = [parts for node in report.outline.walk() if isinstance(node, ListNode) if (parts := _parts(report, node))]
    if not lists:
        return
    titles = (titled.title for titled in report.outline.titles)
    told = list(_told(chain(titles, incident(report).all_texts())))
    for parts in lists:
        yield from _of_list(parts, told)


def _parts(report: Report, items: ListNode) -> list[_Part]:
    """The items of a list, where each of them counts the same; none else."""
    found: list[_Part] = []
    if not _FEW <= len(items.children) <= _MOST:
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


def _told(texts: Iterator[Prose]) -> Iterator[_Part]:
    """What the texts of a report count, and where, each once."""
    known: set[Span] = set()
    for prose in texts:
        for figure in find_quantities(prose.text):
            place = prose.source(figure.start, figure.end)
            if isinstance(figure, Count) and figure.words and not is_vague(figure) and place not in known:
                known.add(place)
                yield _Part("", figure, place)


def _of_list(parts: Sequence[_Part], told: Sequence[_Part]) -> Iterator[Finding]:
    words = parts[0].figure.words
    own = {part.place for part in parts}
    alike = [one for one in told if one.figure.words[: len(words)] == words and one.place not in own]
    whole = sum((part.figure.value for part in parts), Decimal(0))
    if any(one.figure.value == whole for one in alike):
        return
    values = [one.figure.value for one in alike]
    for total in sorted({value for value in values if value > max(part.figure.value for part in parts)}):
        off = total - whole
        slips = [part for part in parts if part.figure.value + off > 0 and _apart(part.figure.value, off)]
        swapped = [part for part in slips if _apart(part.figure.value, off) == "swapped"]
        surely = len(words) >= _FEW and values.count(total) >= _FEW and abs(off) * _NEAR <= total
        blamed = swapped if total >= _TWO_DIGITS and swapped else slips if surely else []
        if blamed:
            first = next(one for one in alike if one.figure.value == total)
            spelt = " + ".join(part.figure.raw for part in parts)
            said = {"label": quoted(" ".join(words)), "value": first.figure.raw, "parts": spelt, "sum": f"{whole:,f}"}
            yield Finding(blamed[0].place, said, (Related(first.place, first.figure.raw),))
            return


def _apart(value: Decimal, off: Decimal) -> str:
    return digits_apart(f"{value:f}", f"{value + off:f}")


__all__ = ["wrong_lists"]
