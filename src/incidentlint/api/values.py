"""The plain values that `incidentlint.read` returns: what a report says, each with its place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from incidentlint.vocabulary import MILESTONES, MilestoneName

Milestone = MilestoneName


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the report's text, as in JSON output.

    Lines and columns count from 1, columns in Unicode code points of the text as it was given. The end is exclusive.
    """

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, or a date and time, that the report states.

    `text` is what is written, at `place`. `label` is the field's, empty in a timeline.

    `day` is the calendar day by the clock that the report uses. None only in a timeline whose day is not known.
    `clock` is the time of day by that clock, None where only a date is written.
    `at` is both together, None where either is: aware, in the report's own zone, where that zone is known; naive where
    none is written or the pack does not say what its abbreviation means. On the night on which clocks are set back a
    time may happen twice, and nothing may say which is meant: then `ambiguous` is true and `at` the earlier one.
    `zone` is the zone's name as the report spells it (``CET``, ``UTC``, ``Europe/Oslo``, ``UTC+01:00``), also where it
    is stated once for all times; empty where there is none, and for a date alone.

    `precision` is the smallest unit written: a day, an hour, a minute or a second. `approximate` is true of ``~14:00``.
    """

    text: str
    label: str
    day: dt.date | None
    clock: dt.time | None
    at: dt.datetime | None
    zone: str
    precision: dt.timedelta
    approximate: bool
    ambiguous: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Duration:
    """A duration that a field states.

    `role` is ``duration`` (of the incident) or ``detection-time`` (from the start to the detection). `length` is
    exact as written; `bound` says that it is only an upper bound (``less``, of ``under 5 min``) or a lower one
    (``more``, of ``13+ hours``). `precision` is the smallest unit written. `qualifier` is a note in parentheses right
    after it: ``support hours only``.
    """

    role: Literal["duration", "detection-time"]
    label: str
    text: str
    length: dt.timedelta
    approximate: bool
    bound: Literal["less", "more"] | None
    precision: dt.timedelta
    qualifier: str
    place: Place


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """An entry of the timeline, in the order of the text.

    `time` is None for one that is written as unknown (``??:??``) or that never was; `written` is its text. `until` is
    the end of a range. `text` tells what happened. `milestone` is the one that the entry names by its first words
    (``Incident declared ...``). `place` is where the time is.
    """

    written: str
    time: Moment | None
    until: Moment | None
    text: str
    milestone: Milestone | None
    place: Place


@dataclass(frozen=True, slots=True)
class Action:
    """An action item: a row of the action table, or an item of a list where there is no table.

    What is missing, or still a slot of the template, is an empty text. `due` is the date in `due_text`; a date without
    a year is the first such day on or after the report's date, else the incident's; None for words and for a date
    that may be read in two ways. `done` is whether an item's check box is ticked, None without one. `place` is that of
    the row or item.
    """

    action: str
    owner: str
    due: dt.date | None
    due_text: str
    priority: str
    status: str
    reference: str
    done: bool | None
    place: Place


@dataclass(frozen=True, slots=True)
class KeyMoment:
    """A moment that a label states, and what it is by that label: ``detected``, ``mitigated``, ``approved``."""

    role: str
    moment: Moment


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time that a label or a sentence states.

    `kind` is ``whole``, ``detect``, ``acknowledge``, ``repair`` or ``resolve``. The other attributes are those of
    `Duration`; in a sentence `label` names the text.
    """

    kind: str
    label: str
    text: str
    length: dt.timedelta
    approximate: bool
    bound: Literal["less", "more"] | None
    precision: dt.timedelta
    qualifier: str
    in_sentence: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Interval:
    """The time between two moments of the report: of milestones by their roles, or of the timeline's ends."""

    start: str
    end: str
    length: dt.timedelta


@dataclass(frozen=True, slots=True)
class Day:
    """A day that the report is of. `source` is ``title``, ``file``, ``matter`` (front matter) or ``field``.

    `days` are several where the notation may be read in more than one way. `place` is None for the file's name.
    """

    source: str
    label: str
    text: str
    days: tuple[dt.date, ...]
    place: Place | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of things, an amount of money or a percentage. `unit` is the noun, the currency or ``%``."""

    kind: Literal["count", "money", "percent"]
    text: str
    value: Decimal
    unit: str
    approximate: bool
    place: Place


@dataclass(frozen=True, slots=True)
class SeverityChange:
    """A level that holds instead of another: ``raised`` or ``lowered`` in the field, or ``set`` by an entry."""

    kind: Literal["raised", "lowered", "unclear", "set"]
    level: str
    other: str
    place: Place


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier that a field states."""

    label: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """What could not be read, and why: `what` is ``value`` (of the field `label`) or ``entry`` (of the timeline)."""

    what: Literal["value", "entry"]
    label: str
    text: str
    why: str
    place: Place


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says.

    `pack` is the name of the pack that it was read with, `path` the path that was given. `severity` is a level as the
    template spells it, whatever the report's own spelling; None when it is not known. `severities` are the pack's
    levels, most severe first; empty where the pack has none. `report_date` is the report's own date.

    What is below is read from any report, whatever its template. `key_moments` are all moments that a label states,
    in the order of the text; `lengths` all lengths of time, those of sentences too; `intervals` what the times give by
    subtraction. `days` are the days that title, file name, front matter and fields say, `told` the moments in
    sentences, `figures` the counts, amounts and percentages outside of code, links and timelines. `severity_changes`
    are those of the field and of the timeline, `ids` the identifiers that fields state. `not_understood` is what could
    not be read.
    """

    path: str
    pack: str
    title: str | None
    id: str | None
    severity: str | None
    severities: tuple[str, ...]
    status: str | None
    started: Moment | None
    detected: Moment | None
    declared: Moment | None
    resolved: Moment | None
    report_date: Moment | None
    durations: tuple[Duration, ...]
    timeline: tuple[TimelineEntry, ...]
    actions: tuple[Action, ...]
    key_moments: tuple[KeyMoment, ...]
    lengths: tuple[Length, ...]
    intervals: tuple[Interval, ...]
    days: tuple[Day, ...]
    told: tuple[Moment, ...]
    figures: tuple[Figure, ...]
    severity_changes: tuple[SeverityChange, ...]
    ids: tuple[Identifier, ...]
    not_understood: tuple[NotUnderstood, ...]

    @property
    def owners(self) -> tuple[str, ...]:
        """Who has to do something, each once, in the order of the actions."""
        return tuple(dict.fromkeys(action.owner for action in self.actions if action.owner))

    @property
    def milestones(self) -> dict[Milestone, Moment]:
        """The milestones that are stated, in the order in which they happen."""
        found = zip(MILESTONES, (self.started, self.detected, self.declared, self.resolved), strict=True)
        return {role: moment for role, moment in found if moment is not None}
