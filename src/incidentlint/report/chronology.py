"""Chronology: a report's milestones, durations and timeline as comparable facts, worked out once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

import msgspec

from incidentlint.facts import Placed, Skipped, Timeline, Window, place, read_timelines, stated_zone
from incidentlint.grammars import (
    Date,
    Duration,
    Point,
    Stamp,
    Zone,
    default_zone,
    find_stamps,
    make_point,
    read_date,
    read_duration,
    read_zone,
    zone_info,
)
from incidentlint.markdown import Prose
from incidentlint.outline import FieldNode, Node, SectionNode, TextNode, walk
from incidentlint.report.match import Bound
from incidentlint.report.report import Report
from incidentlint.report.values import Value
from incidentlint.text import Span

ORDER = ("started", "detected", "declared", "resolved", "report-date")
"""The milestones in the order in which they happen."""


class Statement(msgspec.Struct, frozen=True):
    """A moment that a field states. `problem` says why there is no such moment, else `point` may be compared."""

    role: str
    label: str
    stamp: Stamp
    span: Span
    bound: Bound
    problem: str = ""
    point: Point | None = None


class Length(msgspec.Struct, frozen=True):
    """A duration that a field states."""

    label: str
    duration: Duration
    span: Span
    bound: Bound


class Chronology:
    """The facts of time of a report."""

    def __init__(self, report: Report) -> None:
        """Read them."""
        self.report = report
        self.zones = report.pack.zones
        stamps = [(role, bound, bound.value) for role in ORDER for bound in report.role(role)]
        read = [
            (role, bound, value, stamp) for role, bound, value in stamps if value for stamp in [_stamp(value)] if stamp
        ]
        self.statement = stated_zone(_texts(report), self.zones)
        written = [stamp for *_, stamp in read]
        # A row without a zone is of the place whose offset the fields state: on the night of a change it has two.
        self.zone: Zone | None = _place_of(written, self.zones) or default_zone(written, self.statement, self.zones)
        self.milestones: list[Statement] = [
            self._state(role, bound, value, stamp) for role, bound, value, stamp in read
        ]
        self.approvals: list[Statement] = list(self._approvals())
        self.lengths: list[Length] = list(self._lengths("duration"))
        self.disorder: list[tuple[Statement, Statement]] = list(self._disorder())
        self._wrong = {id(statement) for statement, _ in self.disorder}
        self.timelines: list[Timeline] = self._timelines()
        self._skipped: list[Skipped] = []

    def milestone(self, role: str) -> Statement | None:
        """The stated milestone of a role, if its moment can be compared."""
        for statement in self.milestones:
            if statement.role == role and statement.point is not None and id(statement) not in self._wrong:
                return statement
        return None

    def openings(self) -> list[Statement]:
        """The milestones whose days are the incident's: its start and its detection."""
        return [found for found in (self.milestone("started"), self.milestone("detected")) if found is not None]

    def window(self) -> Window:
        """The incident from its first milestone to its resolution."""
        start = next(iter(self.openings()), None)
        end = self.milestone("resolved")
        return Window(start.point if start else None, end.point if end else None)

    def placed(self) -> list[list[Placed]]:
        """The timelines' entries with their points, each timeline by itself."""
        return self.report.once("placed", self._placed)

    def skipped(self) -> list[Skipped]:
        """The timelines' entries whose time never was."""
        self.placed()
        return self._skipped

    def _placed(self) -> list[list[Placed]]:
        window = self.window()
        lexicon = self.report.lexicon
        return [place(timeline, window, self.zone, self.zones, lexicon, self._skipped) for timeline in self.timelines]

    def _disorder(self) -> Iterator[tuple[Statement, Statement]]:
        """Milestones that cannot stand in their order, each with one that it contradicts.

        As few are named as make the others agree, of a pair the one that is later in the order. A date of the
        sign-off is checked against each milestone that is left.
        """
        chain = [statement for statement in self.milestones if statement.point is not None]
        kept: list[Statement] = _agreeing(chain)
        for statement in chain:
            if statement not in kept:
                other = next((k for k in kept if _contradict(statement, k, chain)), None)
                yield statement, other if other is not None else kept[0]
        yield from self._unripe(kept)

    def _unripe(self, kept: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
        """Sign-offs before a milestone; when most stand before the report's date, that date is the wrong one."""
        wrong: list[tuple[Statement, Statement]] = []
        for approval in self.approvals:
            earlier = [k for k in kept if approval.point and k.point and approval.point.before(k.point)]
            if earlier:
                wrong.append((approval, earlier[0] if earlier[0].role != "report-date" else earlier[-1]))
        reports = [(approval, other) for approval, other in wrong if other.role == "report-date"]
        if len(reports) > 1 and len(reports) * 2 > len(self.approvals):
            wrong = [pair for pair in wrong if pair not in reports]
            if not self.is_late(kept):
                wrong.append((reports[0][1], reports[0][0]))
        yield from wrong

    def is_late(self, kept: list[Statement] | None = None) -> bool:
        """Whether the report is dated after its pack's deadline."""
        deadline = self.report.pack.deadlines.complete
        chain = self.milestones if kept is None else kept
        if deadline is None:
            return False
        written = next((s for s in chain if s.role == deadline.by and s.point is not None), None)
        anchor = next((s for s in chain if s.role == deadline.after and s.point is not None), None)
        within = read_duration(deadline.within)
        if written is None or anchor is None or within is None or written.point is None or anchor.point is None:
            return False
        return is_after(written.point, anchor, within.seconds, self)

    def _state(self, role: str, bound: Bound, value: Value, stamp: Stamp) -> Statement:
        span = value.prose.source(stamp.start, stamp.end)
        label = _label(bound, self.report)
        if stamp.problem:
            return Statement(role, label, stamp, span, bound, problem=stamp.problem)
        return Statement(role, label, stamp, span, bound, point=make_point(stamp, self.zones, zone=self.zone))

    def _approvals(self) -> Iterator[Statement]:
        """Every date of the sign-off."""
        for root in self.report.role("sign-off"):
            for bound in root.walk():
                if bound.shape.origin != "cell" or bound.value is None or not bound.present:
                    continue
                if bound.shape.label.key in self.report.lexicon.columns["date"]:
                    stamp = _stamp(bound.value)
                    if stamp is not None and bound.value.state in ("ok", "invalid"):
                        yield self._approval(bound, bound.value, stamp)

    def _approval(self, bound: Bound, value: Value, stamp: Stamp) -> Statement:
        made = self._state("approved", bound, value, stamp)
        owner = bound.parent.shape.label.text if bound.parent else ""
        return msgspec.structs.replace(made, label=owner or made.label)

    def _lengths(self, role: str) -> Iterator[Length]:
        for bound in self.report.role(role):
            value = bound.value
            if value is not None and value.ok and value.duration is not None:
                yield length_of(_label(bound, self.report), bound, value.prose, value.duration)

    def _timelines(self) -> list[Timeline]:
        found: list[Timeline] = []
        for bound in self.report.role("timeline"):
            node = bound.node
            if node is not None and not bound.waived:
                children: tuple[Node, ...] = node.children
                zone = stated_zone((line for child in walk(children) for line in _lines(child)), self.zones)
                found += [
                    timeline if timeline.zone else msgspec.structs.replace(timeline, zone=zone)
                    for timeline in read_timelines(children, self.report.lexicon, self.zones)
                ]
        return found


def _place_of(stamps: list[Stamp], zones: Mapping[str, str]) -> Zone | None:
    """The place of the pack whose clocks show all of the offsets that are written, if only offsets are."""
    known = [(stamp, instants) for stamp in stamps if stamp.zone and (instants := stamp.instants(zones))]
    if not all(stamp.zone and stamp.zone.kind == "offset" for stamp, _ in known):
        return None
    for name in dict.fromkeys(zones.values()):
        rules = zone_info(name)
        if (
            rules
            and known
            and all(
                instants[0].astimezone(rules).utcoffset() == dt.timedelta(minutes=stamp.zone.minutes)
                for stamp, instants in known
                if stamp.zone is not None and stamp.zone.minutes is not None
            )
        ):
            return read_zone(name)
    return None


def _contradict(one: Statement, other: Statement, chain: list[Statement]) -> bool:
    """Whether two milestones stand in the wrong order."""
    first, second = sorted((one, other), key=chain.index)
    if first.role == second.role or first.point is None or second.point is None:
        return False
    return second.point.before(first.point) is True


def _agreeing(chain: list[Statement]) -> list[Statement]:
    """The largest part of a chain of milestones that agrees with itself; of several the one that keeps earlier ones."""
    best: list[Statement] = []
    chain = chain[:8]
    for choice in range(1 << len(chain)):
        # Bits from the left, so that of equally large parts the one with the earlier milestones comes last.
        part = [statement for index, statement in enumerate(chain) if choice >> (len(chain) - 1 - index) & 1]
        if len(part) >= len(best) and not any(
            _contradict(one, other, chain) for i, one in enumerate(part) for other in part[i + 1 :]
        ):
            best = part
    return best


def incident_days(report: Report) -> dict[dt.date, Statement]:
    """The days on which the incident started and was detected, with who says so."""
    days: dict[dt.date, Statement] = {}
    for statement in chronology(report).openings():
        for day in statement.point.days if statement.point else ():
            days.setdefault(day, statement)
    return days


def length_of(label: str, bound: Bound, prose: Prose, duration: Duration) -> Length:
    """A duration that stands in a field's text, with its place."""
    start = max(0, prose.text.find(duration.raw))
    return Length(label, duration, prose.source(start, start + len(duration.raw)), bound)


def chronology(report: Report) -> Chronology:
    """The facts of time of a report, worked out on the first call."""
    return report.once("chronology", lambda: Chronology(report))


def is_after(point: Point, anchor: Statement, within: int, facts: Chronology) -> bool:
    """Whether a moment lies more than `within` seconds after another; a date is late when its whole day is."""
    end = anchor.point
    assert end is not None
    try:
        limit = end.high + dt.timedelta(seconds=within)
        if not point.whole_day:
            return point.group == end.group and point.low > limit
        if end.whole_day:
            return min(point.days) > max(end.days) + dt.timedelta(seconds=within)
        zone = anchor.stamp.zone or facts.zone
        rules = zone.info(facts.zones) if zone is not None and end.group == "utc" else None
        return min(point.days) > (limit.astimezone(rules) if rules is not None else limit).date()
    except OverflowError:
        return False  # nothing lies after the end of the calendar


def _label(bound: Bound, report: Report) -> str:
    """A field's label: the template's, or without one what the report writes."""
    written = bound.node.label.text if report.pack.generic and isinstance(bound.node, FieldNode) else ""
    return written or bound.shape.label.text


def _stamp(value: Value) -> Stamp | None:
    """The stamp that a value states."""
    if value.state not in ("ok", "invalid"):
        return None
    if value.stamp is not None:
        return value.stamp
    found = find_stamps(value.prose.text)
    if found:
        return found[0]
    date: Date | None = read_date(value.prose.text)
    return Stamp(date, None, date.start, date.end, date.raw, False) if date is not None else None


def _texts(report: Report) -> Iterator[Prose]:
    for node in report.outline.walk():
        yield from _lines(node)


def _lines(node: Node) -> tuple[Prose, ...]:
    if isinstance(node, TextNode) and not node.children:
        return node.lines
    if isinstance(node, SectionNode):
        return (node.title,)
    if isinstance(node, FieldNode) and node.whole is not None and node.tick is None:
        return (node.whole,)
    return ()
