"""The days that the head of a report states: its title, its file name and folder, front matter and fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from incidentlint.facts.fields import Stated
from incidentlint.facts.model import Dating, DatingKind
from incidentlint.facts.names import day_in_name, is_index
from incidentlint.facts.words import FactWords, tokens
from incidentlint.grammars import find_dates
from incidentlint.markdown import Prose
from incidentlint.outline import Outline
from incidentlint.vocabulary import key_of

_SHORT_NAME = re.compile(r"(?<!\d)(\d{1,2})[-_.](\d{1,2})[-_.](\d{2}|\d{4})(?!\d)")


def read_datings(outline: Outline, stated: Iterable[Stated], path: str, words: FactWords) -> Iterator[Dating]:
    """The days that title, file name, folder, front matter and fields say.

    `stated` are the labelled values of the report.
    """
    stated = tuple(stated)
    yield from _of_titles(outline, stated)
    yield from _of_path(path)
    yield from _of_fields(stated, words)


def _of_titles(outline: Outline, stated: Iterable[Stated]) -> Iterator[Dating]:
    found = [d for title in outline.titles[:1] for d in _dating(title.title, "title", "the title")]
    yield from found
    for each in stated:
        if each.origin == "front-matter" and key_of(each.label) == "title":
            own = _dating(each.value, "matter" if found else "title", each.label)
            yield from (dating for dating in own if dating.days not in {d.days for d in found})


def _dating(prose: Prose, kind: DatingKind, label: str) -> Iterator[Dating]:
    dates = [date for date in find_dates(prose.text) if date.year is not None and date.valid and date.days()]
    if len(dates) == 1:
        span = prose.source(dates[0].start, dates[0].end)
        yield Dating(kind, label, dates[0].days(), dates[0].raw, span, own=kind == "title")


def _of_path(path: str) -> Iterator[Dating]:
    parts = [part for part in path.replace("\\", "/").split("/") if part]
    if not parts:
        return
    name = parts[-2] if is_index(parts[-1]) and len(parts) > 1 else parts[-1]
    if (found := day_in_name(name)) is not None:
        yield Dating("file", "the file name", *found)


def _of_fields(stated: Iterable[Stated], words: FactWords) -> Iterator[Dating]:
    for each in stated:
        key = " ".join(each.label.casefold().split())
        if key not in words.dates or each.origin == "cell":
            continue
        date = next(iter(find_dates(each.value.text)), None)
        if date is not None and date.year is not None and date.valid and date.days():
            kind: DatingKind = "matter" if each.origin == "front-matter" else "field"
            span = each.value.source(date.start, date.end)
            own = not words.incident.isdisjoint(tokens(key))
            yield Dating(kind, each.label, date.days(), date.raw, span, own=own)


@lru_cache(maxsize=1)  # a file of many reports is asked for each
def month_first(path: str, text: str) -> bool | None:
    """Whether the month comes first in days in figures; None where neither a file's name nor its text settles it.

    A text settles it with days that can be read in one order only, if all of them have the same.
    """
    match = _SHORT_NAME.search(path.rsplit("/", 1)[-1])
    if match is not None:
        return _settled([(match[1], match[2])])
    days = _IN_FIGURES.finditer(text) if "/20" in text else ()
    return _settled(((day[1], day[2]) for day in days), _SEVERAL)


def _settled(days: Iterable[tuple[str, str]], fewest: int = 1) -> bool | None:
    sure = {day for day in days if (int(day[0]) > _MONTHS) != (int(day[1]) > _MONTHS)}
    orders = {int(second) > _MONTHS for _, second in sure}
    return orders.pop() if len(orders) == 1 and len(sure) >= fewest else None


_MONTHS, _SEVERAL = 12, 2

_IN_FIGURES = re.compile(r"(\d(?<![\d/.-]\d)\d?)/(\d{1,2})/20\d\d(?![\d/-])")
