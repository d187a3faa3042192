"""What a report states of its incident: plain values, each with its place."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from incidentlint.facts.loose import Form
from incidentlint.grammars import Duration, Point, Stamp, Zone
from incidentlint.markdown import Prose
from incidentlint.text import Span

DatingKind = Literal["title", "file", "folder", "matter", "field", "prose"]


class Dating(msgspec.Struct, frozen=True):
    """A day that is stated of the incident or of its report: by the title, the file's name, front matter, a field.

    `span` is None for what does not stand in the text; `own` says that it can only be of the incident, and not of
    the report's own day.
    """

    kind: DatingKind
    label: str
    days: tuple[dt.date, ...]
    raw: str
    span: Span | None = None
    own: bool = False


class Milestone(msgspec.Struct, frozen=True):
    """A moment of the incident that a label states. `instant` is None where it cannot be compared.

    `given` says that the template has a field for it, and that nothing else is this milestone; `other` states the same
    moment in another zone.
    """

    role: str
    label: str
    stamp: Stamp
    span: Span
    instant: Point | None
    form: Form = ""
    given: bool = False
    other: Stamp | None = None


class Entry(msgspec.Struct, frozen=True):
    """A row of a timeline: its time as written, where that is, and what happened; `until` ends a range.

    `day` is the day of a column or cell beside it; `seconds` since the start, of one that counts from there (T+4m).
    `later` are the days after the first row's that a mark behind the time says: ``00:21 (+1)``.
    """

    stamp: Stamp
    span: Span
    event: Prose | None
    until: Stamp | None = None
    form: Form = ""
    seconds: int | None = None
    other: Stamp | None = None
    later: int = 0


Kind = Literal["list", "table", "text", "heading", "chat", "code"]


class Timeline(msgspec.Struct, frozen=True):
    """Entries of one table, list or run of paragraphs, in the order of the text.

    `zone` is the one that its head states, `day` a date above it. `named` says that its section is called a timeline.
    `part` numbers the section that it is in. `untimed` are rows and items among the entries that have no time.
    `beside` are the zones of further columns that state the times once more.
    """

    entries: tuple[Entry, ...]
    kind: Kind
    span: Span
    zone: Zone | None = None
    day: Stamp | None = None
    named: bool = False
    part: int = 0
    broken: bool = False
    untimed: tuple[Prose, ...] = ()
    beside: tuple[Zone, ...] = ()


class Row(msgspec.Struct, frozen=True):
    """An entry with its moment. `written` says that its day is written in it, `dated` that it follows from one that is.

    `last` is the latest moment that it names; `tells` are the milestones of the incident that its words tell, `hints`
    those of what may be a part of it.
    """

    entry: Entry
    instant: Point
    last: Point
    written: bool
    dated: bool
    tells: frozenset[str] = frozenset()
    hints: frozenset[str] = frozenset()

    @property
    def day(self) -> dt.date:
        """The day as the report's own clocks have it."""
        return self.instant.days[0]


class Length(msgspec.Struct, frozen=True):
    """A length of time that a label or a sentence states. `kind` names what it is of: detect, repair, whole, ...

    `since` is the milestone that its label counts from, `excused` says that a note makes it one of something else.
    `between` are the milestones that its template says that it counts between, or where that is `loose` the usual ones:
    then it may count between others of its kind too. `named` are the names of its ends that a
    note or its label has; the first is empty where that names the second alone.
    """

    kind: str
    label: str
    duration: Duration
    span: Span
    prose: bool = False
    excused: bool = False
    since: str = ""
    between: tuple[str, str] | None = None
    loose: bool = False
    named: tuple[str, str] | None = None


class Said(msgspec.Struct, frozen=True):
    """A moment with its day in a sentence, and the text around it. `first` says that it opens the report's story."""

    stamp: Stamp
    span: Span
    prose: Prose
    instant: Point | None
    first: bool = False
    ended: bool = False
