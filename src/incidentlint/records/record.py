"""One report as a record: what it states and what follows from its times; what is not known is null, never a guess."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from incidentlint.api import Action, Report, TimelineEntry
from incidentlint.api import Figure as StatedFigure
from incidentlint.api import Length as StatedLength
from incidentlint.api import Moment as StatedMoment
from incidentlint.findings import Diagnostic
from incidentlint.outline import FieldNode, SectionNode, said_below
from incidentlint.report import Report as Matched
from incidentlint.report import item_says_done, says_done
from incidentlint.rulebook import load_rules
from incidentlint.vocabulary import words_of

RECORD_VERSION = 1
"""Raised when a key changes its meaning or goes; new keys may come without."""

When = Annotated[
    str | None,
    Meta(
        description="A moment in ISO 8601, with its offset from UTC where the report tells it; a date where no time is "
        "stated; null when it is not known."
    ),
]
Seconds = Annotated[int | None, Meta(description="Seconds; null when the times that it needs are not known.")]
Line = Annotated[int, Meta(description="The line of the file, from 1.")]


class Milestone(msgspec.Struct, frozen=True, kw_only=True):
    """A moment that a label states."""

    role: Annotated[str, Meta(description="What it is: started, detected, declared, mitigated, resolved, ...")]
    label: Annotated[str, Meta(description="The label, as written.")]
    text: Annotated[str, Meta(description="The moment, as written.")]
    time: When
    zone: Annotated[str, Meta(description="The zone as the report spells it; empty when none is stated.")]
    precision: Annotated[int, Meta(description="The smallest unit written, in seconds.")]
    approximate: bool
    line: Line


class Length(msgspec.Struct, frozen=True, kw_only=True):
    """A length of time that is stated, in a field or in a sentence."""

    kind: Annotated[str, Meta(description="whole, detect, acknowledge, repair or resolve.")]
    label: str
    text: Annotated[str, Meta(description="The length, as written.")]
    seconds: Annotated[float, Meta(description="The length in seconds.")]
    approximate: bool
    bound: Annotated[Literal["less", "more"] | None, Meta(description="Whether it is only an upper or a lower bound.")]
    line: Line


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of the timeline."""

    time: When
    until: When
    written: Annotated[str, Meta(description="The time as written.")]
    text: Annotated[str, Meta(description="What happened.")]
    milestone: Annotated[str | None, Meta(description="The milestone that the entry tells, if it tells one.")]
    line: Line


class ActionItem(msgspec.Struct, frozen=True, kw_only=True):
    """An action item."""

    action: str
    owner: Annotated[str, Meta(description="Empty when nobody is named.")]
    due: Annotated[dt.date | None, Meta(description="The day; null when none can be read.")]
    due_text: str
    priority: str
    status: str
    reference: str
    done: Annotated[bool, Meta(description="Whether it is done: its box is ticked, or its status says so.")]
    line: Line


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A number of things, an amount of money or a percentage."""

    kind: Literal["count", "money", "percent"]
    text: str
    value: float
    unit: Annotated[str, Meta(description="The noun, the currency or %.")]
    approximate: bool
    line: Line


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A report. What it does not state, or states in a way that cannot be read, is null or empty."""

    version: Annotated[int, Meta(description="The version of this form.")] = RECORD_VERSION
    path: Annotated[str, Meta(description="The file, with slashes.")]
    line: Annotated[int, Meta(description="The line that the report begins on: a file may hold several.")]
    pack: Annotated[str, Meta(description="The pack that it was read with.")]
    title: str | None
    id: str | None
    severity: Annotated[str | None, Meta(description="The level as its template spells it.")]
    severity_rank: Annotated[int | None, Meta(description="Its place among the levels: 1 is the most severe.")]
    status: str | None
    started: When
    detected: When
    declared: When
    mitigated: When
    resolved: When
    reported: Annotated[str | None, Meta(description="The date of the report.")]
    time_to_detect: Seconds
    time_to_declare: Seconds
    time_to_mitigate: Seconds
    time_to_resolve: Seconds
    stated_duration: Annotated[
        float | None, Meta(description="The length of the incident that a field states, in seconds.")
    ]
    milestones: tuple[Milestone, ...]
    lengths: tuple[Length, ...]
    events: tuple[Event, ...]
    actions: tuple[ActionItem, ...]
    figures: tuple[Figure, ...]
    cause: Annotated[str | None, Meta(description="The text of the section on causes.")]
    detection: Annotated[str | None, Meta(description="The text of the section on how it was detected.")]
    summary: Annotated[str | None, Meta(description="The text of the summary.")]
    fields: Annotated[dict[str, str], Meta(description="What the labelled fields say, by their labels.")]
    errors: Annotated[int, Meta(description="How many errors are found in the file.")]
    warnings: Annotated[int, Meta(description="How many warnings are found in the file.")]
    complete: Annotated[bool, Meta(description="Whether nothing is found in the file that is still to be filled in.")]
    late: Annotated[bool, Meta(description="Whether the file is found to be written after its deadline.")]

    @property
    def day(self) -> dt.date | None:
        """The day of the incident: its start, else the next thing that is known; None when nothing is."""
        text = self.started or self.detected or self.resolved or self.reported
        return dt.date.fromisoformat(text[:10]) if text else None

    def to_dict(self) -> dict[str, Any]:
        """The record as dictionaries, lists, texts and numbers, as JSON has it."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain


def record_of(matched: Matched, facts: Report, path: str, found: tuple[Diagnostic, ...] = ()) -> Record:
    """The record of a report with its facts in the file `path`, in which the diagnostics were `found`."""
    moments: dict[str, StatedMoment] = dict(facts.milestones.items())
    for key in facts.key_moments:
        moments.setdefault(key.role, key.moment)
    begin = moments.get("started")
    whole = next((one.length.total_seconds() for one in facts.durations if one.role == "duration"), None)
    levels = [one.level for one in found]
    return Record(
        path=path,
        line=matched.line,
        pack=facts.pack,
        title=facts.title,
        id=facts.id,
        severity=facts.severity,
        severity_rank=_rank(facts),
        status=facts.status,
        started=_time(begin),
        detected=_time(moments.get("detected")),
        declared=_time(moments.get("declared")),
        mitigated=_time(moments.get("mitigated")),
        resolved=_time(moments.get("resolved")),
        reported=facts.report_date.day.isoformat() if facts.report_date and facts.report_date.day else None,
        time_to_detect=_between(begin, moments.get("detected")),
        time_to_declare=_between(begin, moments.get("declared")),
        time_to_mitigate=_between(begin or moments.get("detected"), moments.get("mitigated")),
        time_to_resolve=_between(begin or moments.get("detected"), moments.get("resolved")),
        stated_duration=whole,
        milestones=tuple(_milestone(role, one) for role, one in _all_moments(facts)),
        lengths=tuple(map(_length, facts.lengths)),
        events=tuple(map(_event, facts.timeline)),
        actions=tuple(_action(one, matched) for one in facts.actions),
        figures=tuple(map(_figure, facts.figures)),
        cause=_section(matched, "cause") or _headed(matched, "cause"),
        detection=_headed(matched, "detection"),
        summary=_section(matched, "summary"),
        fields=_fields(matched),
        errors=levels.count("error"),
        warnings=levels.count("warning"),
        complete=not any(one.code in _waiting() and one.level != "info" for one in found),
        late=any(one.name == _LATE for one in found),
    )


_LATE = "late-report"
"""The rule about reports that were written after their deadline."""


@lru_cache(maxsize=1)
def _waiting() -> frozenset[str]:
    """The codes of the rules about what is still to be filled in, which a report may have until its deadline."""
    return frozenset(rule.code for rule in load_rules() if rule.waits)


def _rank(facts: Report) -> int | None:
    known = facts.severity in facts.severities
    return facts.severities.index(facts.severity) + 1 if known and facts.severity else None


def _all_moments(facts: Report) -> list[tuple[str, StatedMoment]]:
    """The moments that labels state, each place once."""
    found = list(facts.milestones.items())
    seen = {moment.place for _, moment in found}
    rest = [(key.role, key.moment) for key in facts.key_moments if key.moment.place not in seen]
    return [*found, *rest]


def _milestone(role: str, one: StatedMoment) -> Milestone:
    return Milestone(
        role=role, label=one.label, text=one.text, time=_time(one), zone=one.zone,
        precision=int(one.precision.total_seconds()), approximate=one.approximate, line=one.place.line,
    )  # fmt: skip


def _length(one: StatedLength) -> Length:
    return Length(
        kind=one.kind, label=one.label, text=one.text, seconds=one.length.total_seconds(),
        approximate=one.approximate, bound=one.bound, line=one.place.line,
    )  # fmt: skip


def _event(one: TimelineEntry) -> Event:
    return Event(
        time=_time(one.time), until=_time(one.until), written=one.written, text=one.text, milestone=one.milestone,
        line=one.place.line,
    )  # fmt: skip


def _action(one: Action, matched: Matched) -> ActionItem:
    return ActionItem(
        action=one.action, owner=one.owner, due=one.due, due_text=one.due_text, priority=one.priority,
        status=one.status, reference=one.reference, done=_is_done(one, matched), line=one.place.line,
    )  # fmt: skip


def _is_done(one: Action, matched: Matched) -> bool:
    said = says_done(one.status, matched.lexicon) or item_says_done(one.action, matched.lexicon)
    return bool(one.done) or said


def _figure(one: StatedFigure) -> Figure:
    return Figure(
        kind=one.kind, text=one.text, value=float(one.value), unit=one.unit, approximate=one.approximate,
        line=one.place.line,
    )  # fmt: skip


def _time(moment: StatedMoment | None) -> str | None:
    """A moment in ISO 8601: with an offset, without one, or its day alone."""
    if moment is None:
        return None
    if moment.at is not None:
        return moment.at.isoformat()
    return moment.day.isoformat() if moment.day is not None and moment.clock is None else None


def _between(start: StatedMoment | None, end: StatedMoment | None) -> int | None:
    """The seconds between two moments that can be compared; an end before its start says that one is wrong."""
    if start is None or end is None or start.at is None or end.at is None or start.ambiguous or end.ambiguous:
        return None
    if (start.at.tzinfo is None) != (end.at.tzinfo is None):
        return None
    seconds = _absolute(end.at) - _absolute(start.at)
    return int(seconds.total_seconds()) if seconds >= dt.timedelta() else None


def _absolute(at: dt.datetime) -> dt.datetime:
    """A moment by UTC: two of one zone subtract to the time on the clock."""
    return at.astimezone(dt.UTC) if at.tzinfo is not None else at


def _section(matched: Matched, role: Literal["cause", "summary"]) -> str | None:
    """The words below the heading of a role, in one line; None where it is not filled in."""
    for bound in matched.role(role):
        if bound.node is not None and not bound.waived:
            text = " ".join(" ".join(piece.text.split()) for piece in said_below(bound.node))
            if text.strip():
                return text.strip()
    return None


def _headed(matched: Matched, part: str) -> str | None:
    """The words below the first heading that says what `part` of a report it is; None where it is not filled in."""
    wanted = dict(matched.lexicon.recognition.parts).get(part, ())
    for node in matched.outline.walk():
        if isinstance(node, SectionNode) and words_of(node.title.text) in wanted and not matched.is_guide(node.span):
            text = " ".join(" ".join(piece.text.split()) for piece in said_below(node))
            if text.strip():
                return text.strip()
    return None


def _fields(matched: Matched) -> dict[str, str]:
    """The first field of each label that says something."""
    found: dict[str, str] = {}
    for node in matched.outline.walk():
        if isinstance(node, FieldNode) and node.label.text and not matched.is_guide(node.span):
            value = matched.reader.read(node.value, (), None)
            text = " ".join(node.value.text.split())
            if text and value.state not in ("slot", "unresolved", "empty", "absent"):
                found.setdefault(node.label.text, text)
    return found
