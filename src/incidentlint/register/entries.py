"""What is kept of each report, and of each action that is not done, for the pages about all of them. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from incidentlint.records import Record
from incidentlint.register.markup import said


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A line about a report. `detect` and `resolve` are seconds; `findings` counts errors and warnings."""

    page: str
    title: str
    id: str
    day: dt.date | None
    severity: str | None
    rank: int | None
    detect: float | None
    resolve: float | None
    open: int
    overdue: int
    done: int
    findings: int


def lengths(entries: Sequence[Entry], name: str) -> list[float]:
    """What is known of `detect` or `resolve`, in seconds."""
    return [one for entry in entries if (one := getattr(entry, name)) is not None]


def rank_of(record: Record) -> int | None:
    """The rank by which a severity is coloured and sorted; None for a word whose rank nobody knows.

    Of a level that no template ranks it is the number in its name: ``SEV2`` is as grave as the second of any scale.
    """
    number = re.search("[0-9]", record.severity or "")
    return record.severity_rank or (max(int(number[0]), 1) if number else None)


class Task(msgspec.Struct, frozen=True):
    """An action that is not done: `state` is ``open`` or ``overdue``, `page` and `title` are those of its report."""

    owner: str
    action: str
    due: dt.date | None
    due_text: str
    state: str
    page: str
    title: str


def link(page: str, title: str) -> str:
    """A link from a page about all reports to that of one."""
    return f'<a href="{said(page)}" dir="auto">{said(title)}</a>'


def time(day: dt.date | None) -> str:
    """A day, as programs read it too."""
    return f'<time datetime="{day}">{day}</time>' if day else '<span class="none">no date</span>'
