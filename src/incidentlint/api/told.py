"""What any report states, whatever its template: moments, lengths, days, figures, and what could not be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import pairwise

from incidentlint.api.values import (
    Day,
    Figure,
    Identifier,
    Interval,
    KeyMoment,
    Length,
    Moment,
    NotUnderstood,
    Place,
    SeverityChange,
)
from incidentlint.facts import Facts, Milestone
from incidentlint.grammars import (
    Count,
    Money,
    Percent,
    Point,
    find_quantities,
    seconds_between,
)
from incidentlint.markdown import Code, Prose
from incidentlint.outline import FieldNode, TableNode, TextNode
from incidentlint.report import Report, chronology, incident, set_levels
from incidentlint.text import Span, SpanSet


class Teller:
    """Turns the facts of the incident into plain values."""

    def __init__(self, report: Report, place: Callable[[Span], Place], moment: Callable[..., Moment]) -> None:
        """Ask the facts of `report`; `place` and `moment` make plain values of a span and of a stamp."""
        self.report = report
        self.read: Facts = incident(report)
        self.place = place
        self.moment = moment

    def _milestones(self) -> list[Milestone]:
        both = [*self.read.milestones, *self.read.template.later, *self.read.meetings]
        unlike = {milestone.span: milestone for milestone in reversed(both)}
        return sorted(unlike.values(), key=lambda milestone: milestone.span.start)

    def key_moments(self) -> Iterator[KeyMoment]:
        """All moments that labels state."""
        for found in self._milestones():
            day = found.instant.days[0] if found.instant is not None else None
            yield KeyMoment(
                found.role, self.moment(found.stamp, found.span, self.read.zone, label=found.label, day=day)
            )

    def lengths(self) -> Iterator[Length]:
        """All lengths of time."""
        for found in sorted(self.read.lengths, key=lambda length: length.span.start):
            stated = found.duration
            yield Length(
                kind=found.kind,
                label=found.label,
                text=_plain(stated.raw),
                length=dt.timedelta(seconds=stated.seconds),
                approximate=stated.approx,
                bound=stated.bound,
                precision=dt.timedelta(seconds=stated.precision),
                qualifier=_plain(stated.qualifier or ""),
                in_sentence=found.prose,
                place=self.place(found.span),
            )

    def intervals(self) -> Iterator[Interval]:
        """The times between milestones that follow each other, from the first to the last, and of the timeline."""
        order = self.read.words.order
        known = [
            (m.role, m.instant)
            for m in sorted(self.read.milestones, key=lambda m: order.index(m.role) if m.role in order else len(order))
            if m.instant is not None and not m.instant.whole_day
        ]
        pairs = list(pairwise(known))
        if len(known) > 2:
            pairs.append((known[0], known[-1]))
        rows = sorted(
            (row for row in self.read.rows if not row.instant.whole_day), key=lambda row: row.instant.low.timestamp()
        )
        if len(rows) > 1:
            pairs.append((("first entry", rows[0].instant), ("last entry", rows[-1].last)))
        for (start, first), (end, last) in pairs:
            yield from _interval(start, first, end, last)

    def days(self) -> Iterator[Day]:
        """The days that title, file name, front matter and fields say."""
        for found in self.read.datings:
            place = self.place(found.span) if found.span is not None else None
            yield Day(found.kind, found.label, _plain(found.raw), found.days, place)

    def told(self) -> Iterator[Moment]:
        """The moments in sentences."""
        for said in self.read.said:
            day = said.instant.days[0] if said.instant is not None else None
            yield self.moment(said.stamp, said.span, self.read.zone, day=day)

    def figures(self) -> Iterator[Figure]:
        """The counts of something, amounts and percentages of the text."""
        taken = SpanSet(placed.timeline.span for placed in self.read.placed)
        for prose in self._proses():
            text = prose.text
            if not any(char.isdigit() for char in text):
                continue
            for figure in find_quantities(text):
                span = prose.source(figure.start, figure.end)
                told = not isinstance(figure, Count) or figure.noun
                if told and prose.marked(figure.start, figure.end, "code", "link") is None and taken.claim(span):
                    yield self._figure(figure, span)

    def _figure(self, figure: Count | Money | Percent, span: Span) -> Figure:
        place = self.place(span)
        if isinstance(figure, Money):
            return Figure("money", figure.raw, figure.value, figure.currency, figure.approx, place)
        if isinstance(figure, Count):
            return Figure("count", figure.raw, figure.value, figure.noun or "", figure.approx, place)
        return Figure("percent", figure.raw, figure.value, "%", figure.approx, place)

    def _proses(self) -> Iterator[Prose]:
        for node in self.report.outline.walk():
            if isinstance(node, TextNode) and not node.children and not isinstance(node.block, Code):
                yield from node.lines
            elif isinstance(node, TableNode):
                yield from (cell for row in node.rows for cell in row.cells)
            elif isinstance(node, FieldNode) and node.origin != "front-matter":
                yield node.value if node.label.key or node.whole is None else node.whole

    def severity_changes(self) -> Iterator[SeverityChange]:
        """The changes that the field tells, and the levels that entries set."""
        value, change = self.report.role_value("severity"), self.report.severity_change
        if value is not None and change is not None:
            yield SeverityChange(change.kind, change.holds, change.other, self.place(value.span))
        for entry in set_levels(self.report):
            if not entry.declared:
                yield SeverityChange("set", entry.level, "", self.place(entry.span))

    def ids(self) -> Iterator[Identifier]:
        """The identifiers that fields state."""
        for bound in self.report.role("id"):
            if bound.value is not None and bound.value.ok:
                yield Identifier(bound.label, _plain(bound.value.text), self.place(bound.value.span))

    def not_understood(self) -> Iterator[NotUnderstood]:
        """Values of which nobody knows the notation, and entries without a time that can be read."""
        found = [*self._values(), *self._entries()]
        yield from sorted(found, key=lambda unread: (unread.place.line, unread.place.column))

    def _values(self) -> Iterator[NotUnderstood]:
        seen = SpanSet(())
        for statement in chronology(self.report).milestones:
            if statement.point is None and seen.claim(statement.span):
                why = statement.problem or "its day or its zone is not known"
                yield self._value(statement.label, statement.stamp.raw, why, statement.span)
        for bound in self.report.walk():
            value = bound.value
            if value is not None and value.state in ("invalid", "unread") and seen.claim(value.span):
                yield self._value(bound.label, value.text, value.problem, value.span)
        for milestone in self.read.milestones:
            if milestone.instant is None and seen.claim(milestone.span):
                why = milestone.stamp.problem or "its day is not known, or its notation can be read in two ways"
                yield self._value(milestone.label, milestone.stamp.raw, why, milestone.span)
        for label, prose in self.read.unread:
            if seen.claim(prose.span):
                yield self._value(label, prose.text, "it is no date, time or length that is known here", prose.span)

    def _value(self, label: str, text: str, why: str, span: Span) -> NotUnderstood:
        return NotUnderstood("value", label, _plain(text), why, self.place(span))

    def _entries(self) -> Iterator[NotUnderstood]:
        for placed in self.read.story:
            for entry in placed.lost:
                why = entry.stamp.problem or (
                    "its time is not known" if entry.stamp.unknown else "its day is not known"
                )
                yield NotUnderstood("entry", "", _plain(entry.stamp.raw), why, self.place(entry.span))
            for prose in placed.timeline.untimed:
                if prose.text.strip():
                    yield NotUnderstood("entry", "", _plain(prose.text), "it has no time", self.place(prose.span))


def _interval(start: str, first: Point, end: str, last: Point) -> Iterator[Interval]:
    between = seconds_between(first, last)
    if between is not None:
        yield Interval(start, end, dt.timedelta(seconds=between[0]))


def _plain(text: str) -> str:
    """The text in one line."""
    return " ".join(text.split())
