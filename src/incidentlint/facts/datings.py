"""The days that the head of a report states: its title, its file name and folder, front matter and fields."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from incidentlint.facts.fields import Stated
from incidentlint.facts.model import Dating, DatingKind, Milestone, Timeline
from incidentlint.facts.names import day_in_name, is_index
from incidentlint.facts.placing import first_written
from incidentlint.facts.slips import shifted
from incidentlint.facts.words import FactWords, tokens
from incidentlint.grammars import Date, all_words, find_dates
from incidentlint.markdown import Prose
from incidentlint.outline import Outline
from incidentlint.vocabulary import key_of, literal, remembered

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
    if len(dates) == 1 and not _is_end_of_several(prose.text, dates[0]):
        span = prose.source(dates[0].start, dates[0].end)
        yield Dating(kind, label, dates[0].days(), dates[0].raw, span, own=kind == "title")


def _is_end_of_several(text: str, date: Date) -> bool:
    """Whether a date is the first or last of several days: ``3-5 March 2026``, ``3 March to 5 March 2026``."""
    others = [other for other in find_dates(text) if other.year is None]
    gaps = [text[other.end : date.start] for other in others] + [text[date.end : other.start] for other in others]
    if any(gap and _joined().fullmatch(gap) for gap in gaps):
        return True
    before, behind = text[max(0, date.start - _REACH) : date.start], text[date.end : date.end + _REACH]
    day, first, last = date.days()[0].day, _day_before().search(before), _day_behind().match(behind)
    return (first is not None and int(first["day"]) < day) or (last is not None and int(last["day"]) > day)


_REACH = 30
_SIGNS = "[-–—/&+~〜～]|->|→"


def _day() -> str:
    """The pattern of the number of a day."""
    return rf"(?P<day>0?[1-9]|[12]\d|3[01])(?:{literal(all_words('day_suffixes'))}|[.日일])?"


def _words() -> str:
    """The pattern of the words that join two days."""
    return literal(all_words("to", "and_"))


@remembered
def _joined() -> re.Pattern[str]:
    """What joins two dates of which one has no year."""
    return re.compile(rf"\s?(?:{_SIGNS}|{_words()})\s?", re.IGNORECASE)


@remembered
def _day_before() -> re.Pattern[str]:
    """A day without its month that leads to a date."""
    return re.compile(rf"(?<![\w.,:/#-]){_day()}\s?(?:{_SIGNS}|{_words()})\s?$", re.IGNORECASE)


@remembered
def _day_behind() -> re.Pattern[str]:
    """A day without its month that a date leads to, with nothing that it could count behind it."""
    return re.compile(rf"(?:{_SIGNS}|\s?(?:{_words()})\s?){_day()}\s?(?:$|[),;:|])", re.IGNORECASE)


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


_BEGINS = ("started", "detected", "reported", "declared")
_ONE = dt.timedelta(days=1)


def anchor_of(datings: Collection[Dating], milestones: Collection[Milestone]) -> dt.date | None:
    """What most of title, file name, fields for the day of the incident and milestones say; of as many the earliest.

    A file alone may be named by the day on which it was published: an earlier milestone goes before it.
    """
    votes: Counter[dt.date] = Counter(
        {day: 1 for dating in datings if dating.kind in ("title", "file") for day in dating.days}
    )
    votes.update(day for day in {d.days[0] for d in datings if d.kind in ("field", "matter") and d.own})
    stated = [m for m in milestones if m.instant is not None]
    votes.update(m.instant.days[0] for m in stated if m.instant is not None and m.role in _BEGINS)
    if not votes:
        return None
    most = max(votes.values())
    day = min(day for day, count in votes.items() if count == most)
    if is_published(datings, milestones):
        told = [m.instant.days[0] for m in stated if m.instant is not None and m.stamp.date is not None]
        return min(told) if told and day - min(told) > _ONE else day
    return day


def is_published(datings: Collection[Dating], milestones: Collection[Milestone]) -> bool:
    """Whether nothing but the file's name says when an incident began: it may be the day of the report."""
    begun = any(m.role in _BEGINS and m.instant is not None for m in milestones)
    return not begun and not any(d.kind == "title" or d.own for d in datings)


def first_day(timeline: Timeline, published: dt.date) -> dt.date:
    """The day of the first rows of a timeline, where the one of the file's name is later than one that it writes."""
    entries = timeline.entries
    written, day = first_written(entries, published)
    if day is None or published - day <= _ONE:
        return published
    clock, before = (entries[n].stamp.clock for n in (written, written - 1))
    return shifted(day, -1) if clock is not None and before is not None and before > clock else day
