"""What the fields of a template state of time: moments, lengths, and what comes after the incident."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

import msgspec

from incidentlint.facts import other_zone, point_of, stated_zone
from incidentlint.grammars import (
    Date,
    Duration,
    Point,
    Stamp,
    Zone,
    default_zone,
    find_dates,
    find_stamps,
    read_date,
    read_duration,
    read_range,
    read_zone,
    zone_info,
)
from incidentlint.markdown import Prose
from incidentlint.outline import FieldNode, Node, SectionNode, TextNode
from incidentlint.report.bound import Bound
from incidentlint.report.report import Report
from incidentlint.report.values import Value
from incidentlint.text import Span
from incidentlint.vocabulary import ORDER


class Statement(msgspec.Struct, frozen=True):
    """A moment that a field states. `problem` says why there is no such moment, else `point` may be compared.

    `other` states the same moment in another zone.
    """

    role: str
    label: str
    stamp: Stamp
    span: Span
    bound: Bound
    problem: str = ""
    point: Point | None = None
    other: Stamp | None = None


class Length(msgspec.Struct, frozen=True):
    """A duration that a field states."""

    label: str
    duration: Duration
    span: Span
    bound: Bound


class Statements:
    """The fields of a report that state its times."""

    def __init__(self, report: Report) -> None:
        """Read them."""
        self.report = report
        self.zones = report.pack.zones
        stamps = [(role, bound, bound.value) for role in ORDER for bound in report.role(role)]
        read = [
            (role, bound, value, stamp) for role, bound, value in stamps if value for stamp in [_stamp(value)] if stamp
        ]
        self.statement = stated_zone(_texts(report), self.zones, report.lexicon.facts.words.clocks)
        written = [stamp for *_, stamp in read]
        # A row without a zone is of the place whose offset the fields state: on the night of a change it has two.
        self.zone: Zone | None = _place_of(written, self.zones) or default_zone(written, self.statement, self.zones)
        self._near = _day_near(report, written)
        self.milestones: list[Statement] = [
            self._state(role, bound, value, stamp) for role, bound, value, stamp in read
        ]
        if not report.role("resolved"):
            spans = ((bound, value) for role, bound, value, _ in read if role == "started")
            self.milestones += [end for bound, value in spans for end in self._ends(bound, value)]
        self.approvals: list[Statement] = list(self._approvals())
        self.lengths: list[Length] = list(self._lengths("duration"))
        self.detections: list[Length] = list(self._lengths("detection-time"))

    def _ends(self, bound: Bound, value: Value) -> Iterator[Statement]:
        """The end of a field that states both, where the form has no other for it: ``When: 14:20 to 15:05``."""
        both = read_range(value.prose.text, self.zones)
        if both is None or both.first.problem or both.last.problem:
            return
        made = self._state("resolved", bound, value, both.last)
        start = point_of(both.first, None, self.zones, zone=self.zone, day=None)
        if both.last.date is not None or start is None or start.whole_day:
            yield made
        elif (both.first.clock or 0) <= (both.last.clock or 0):  # else it is of the next day, or am is meant for pm
            point = point_of(both.last, None, self.zones, zone=self.zone, day=start.days[0])
            yield msgspec.structs.replace(made, point=point)

    def _state(self, role: str, bound: Bound, value: Value, stamp: Stamp) -> Statement:
        span = value.prose.source(stamp.start, stamp.end)
        label = bound.label
        if stamp.problem:
            return Statement(role, label, stamp, span, bound, problem=stamp.problem)
        other, _ = other_zone(value.prose.text, stamp, self.zones)
        near = self._near if stamp.date is not None and stamp.date.year is None else None
        point = point_of(stamp, other, self.zones, zone=self.zone, day=near)
        return Statement(role, label, stamp, span, bound, point=point, other=other)

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
                yield length_of(bound.label, bound, value.prose, value.duration)


def _day_near(report: Report, stamps: list[Stamp]) -> dt.date | None:
    """A day with its year near to which those without one are, where any is without: another moment's, or the first."""
    if not any(stamp.date is not None and stamp.date.year is None for stamp in stamps):
        return None
    days = [day for stamp in stamps for day in stamp.days()]
    return min(days) if days else next((day for date in find_dates(report.document.raw) for day in date.days()), None)


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


def length_of(label: str, bound: Bound, prose: Prose, duration: Duration) -> Length:
    """A duration that is in a field's text, with its place."""
    start = max(0, prose.text.find(duration.raw))
    return Length(label, duration, prose.source(start, start + len(duration.raw)), bound)


def statements(report: Report) -> Statements:
    """What the fields of a report state of time, read on the first call."""
    return report.once("statements", lambda: Statements(report))


def is_after(point: Point, anchor: Statement, within: int, zone: Zone | None, zones: Mapping[str, str]) -> bool:
    """Whether a moment is more than `within` seconds after another; a date is late when its whole day is.

    `zone` is that of times without one, `zones` what abbreviations mean.
    """
    end = anchor.point
    assert end is not None
    limit = _limit(end, within)
    if limit is None:
        return False  # nothing is after the end of the calendar
    if not point.whole_day:
        return point.group == end.group and point.low > limit
    if end.whole_day:
        return min(point.days) > limit.date()
    rules = _rules(anchor, zone, zones)
    return min(point.days) > (limit.astimezone(rules) if rules is not None else limit).date()


def end_of_period(anchor: Statement, within: int, zone: Zone | None, zones: Mapping[str, str]) -> str:
    """When a period of `within` seconds after a moment ends, by that moment's own clock: ``2026-05-07 09:10 CET``.

    A period after a date ends with a day. Empty where it never ends.
    """
    end = anchor.point
    if end is None or (limit := _limit(end, within)) is None:
        return ""
    if end.whole_day:
        return f"{limit:%Y-%m-%d}"
    rules = _rules(anchor, zone, zones)
    shown = anchor.stamp.zone or zone
    local = limit.astimezone(rules) if rules is not None else limit
    name = shown.name if shown is not None else ""
    if rules is not None and shown is not None and shown.kind == "abbreviation":
        here = local.tzname() or ""
        name = here if zones.get(here) == zones.get(shown.name) else shown.name
    return f"{local:%Y-%m-%d %H:%M} {name}".strip()


def _limit(end: Point, within: int) -> dt.datetime | None:
    try:
        if end.whole_day:
            return dt.datetime.combine(max(end.days), dt.time(), dt.UTC) + dt.timedelta(seconds=within)
        return end.high + dt.timedelta(seconds=within)
    except OverflowError:
        return None


def _rules(anchor: Statement, zone: Zone | None, zones: Mapping[str, str]) -> dt.tzinfo | None:
    own = anchor.stamp.zone or zone
    return own.info(zones) if own is not None and anchor.point is not None and anchor.point.group == "utc" else None


def is_late(report: Report, kept: list[Statement]) -> bool:
    """Whether a report is dated after its pack's deadline, by the statements that count."""
    deadline = report.pack.complete
    if deadline is None:
        return False
    written = next((s for s in kept if s.role == deadline.by and s.point is not None), None)
    anchor = next((s for s in kept if s.role == deadline.after and s.point is not None), None)
    within = read_duration(deadline.within)
    if written is None or anchor is None or within is None or written.point is None:
        return False
    read = statements(report)
    return is_after(written.point, anchor, within.seconds, read.zone, read.zones)


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
