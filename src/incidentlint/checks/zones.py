"""Time zones: named where they are needed, one for all, and right at that time of the year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping

import msgspec

from incidentlint.checks.common import named
from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding, Related
from incidentlint.grammars import Point, Stamp, Zone, out_of_season, zone_info
from incidentlint.report import Report, chronology, incident, judged
from incidentlint.text import Span
from incidentlint.vocabulary import told_zones, zone_words


def missing_zone(report: Report, params: NoParams) -> Iterator[Finding]:
    """Times without a zone where the template's slot has one and nothing else states it."""
    facts = chronology(report)
    for statement in facts.milestones:
        kind = statement.bound.shape.type
        if kind is None or not kind.zone or statement.stamp.zone is not None or statement.stamp.time is None:
            continue
        if facts.statement is None and not statement.stamp.unknown:
            wanted = kind.zone_name or (facts.zone.name if facts.zone is not None else "UTC")
            yield Finding(
                statement.span, {"label": named(statement.label), "value": statement.stamp.raw, "wanted": wanted}
            )


def mixed_zones(report: Report, params: NoParams) -> Iterator[Finding]:
    """Two time zones among the milestones and the timeline."""
    in_season, zones = _in_season(report), _meant(report)
    wrong = {late.span for late, _ in judged(report).order}
    named = [each for each in _named(report) if not _is_slip(each, report, in_season) and each.span not in wrong]
    others = [other for other in named[1:] if not _one_zone(named[0], other, zones)]
    if others:
        # The odd one out is named: the first, where all others are in another zone than it.
        is_first = len(others) > 1 and len(others) == len(named) - 1
        odd, usual = (named[0], others[0]) if is_first else (others[0], named[0])
        values = {"zone": odd.zone.name, "other": usual.zone.name}
        yield Finding(odd.span, values, (Related(usual.span, f"{usual.zone.name} here"),))


def _named(report: Report) -> list[_Named]:
    """The zones that milestones, rows and heads of timelines name."""
    return report.once("named zones", lambda: list(_read_zones(report)))


def _read_zones(report: Report) -> Iterator[_Named]:
    facts, own = chronology(report), incident(report)
    zones = _meant(report)
    for statement in facts.milestones:
        zone = statement.stamp.zone
        if zone is not None and statement.role != "report-date":
            kind = statement.bound.shape.type
            asked = kind is not None and kind.zone_name == zone.name
            right = out_of_season(statement.stamp, zones) or ""
            raw = statement.stamp.raw
            yield _Named(zone, statement.span, statement.point, raw, right, statement.other, asked=asked)
    for placed in own.story if report.role("timeline") else ():
        for row in placed.rows:
            stamp = row.entry.stamp
            if stamp.zone is not None:
                right = out_of_season(stamp, zones, row.day) or ""
                yield _Named(stamp.zone, row.entry.span, row.instant, stamp.raw, right, row.entry.other, is_row=True)
        zone = placed.timeline.zone
        if zone is not None and placed.rows:
            first = placed.rows[0]
            beside = placed.timeline.beside
            yield _Named(zone, first.entry.span, first.instant, zone.name, is_row=True, beside=beside)


def _meant(report: Report) -> dict[str, str]:
    """What abbreviations mean (IANA names): those of the pack, and those that the report names with one meaning."""
    stamps = [statement.stamp for statement in chronology(report).milestones]
    stamps += [row.entry.stamp for placed in incident(report).story for row in placed.rows]
    names = {stamp.zone.name for stamp in stamps if stamp.zone is not None}
    return {**told_zones(names), **chronology(report).zones}


def _in_season(report: Report) -> set[str | None]:
    """The places whose time a report names by a name that is right at that time of the year."""
    return {report.pack.zones.get(each.zone.name) for each in _named(report) if not each.right_name} - {None}


def _is_slip(slip: _Named, report: Report, in_season: Collection[str | None]) -> bool:
    """Whether a name is out of season and the same place's time is in season elsewhere in a report."""
    return bool(slip.right_name) and not slip.asked and report.pack.zones.get(slip.zone.name) in in_season


class _Named(msgspec.Struct, frozen=True):
    """A zone named in a report: where, of which moment, as it is written.

    `right_name` is what it ought to be called at that time of the year, empty where it is right. `other` states the
    moment in another zone as well.
    """

    zone: Zone
    span: Span
    point: Point | None
    raw: str
    right_name: str = ""
    other: Stamp | None = None
    is_row: bool = False
    asked: bool = False
    """Whether the template has the same name there."""
    beside: tuple[Zone, ...] = ()
    """The zones of further columns that state it, too."""

    def names(self) -> tuple[Zone, ...]:
        """The zones that the moment is stated in."""
        other = () if self.other is None or self.other.zone is None else (self.other.zone,)
        return (self.zone, *other, *self.beside)


def _one_zone(one: _Named, other: _Named, zones: Mapping[str, str]) -> bool:
    """Whether two moments are stated in one zone, each in one of those that it names.

    One are the same names, two of UTC, and the summer and winter time of a place, each in season.
    """
    for mine in one.names():
        for theirs in other.names():
            if mine.name == theirs.name or (_is_utc(mine) and _is_utc(theirs)):
                return True
            if (
                not one.right_name
                and not other.right_name
                and _places(mine, one, zones, theirs) & _places(theirs, other, zones, mine)
            ):
                return True
    return False


def _is_utc(zone: Zone) -> bool:
    return zone.key() == ("utc-offset", 0)


def _places(zone: Zone, named: _Named, zones: Mapping[str, str], beside: Zone) -> set[str]:
    """The places whose time a zone's name can be: an abbreviation's own, and of an offset those that have it then."""
    several = zone_words().several
    if zone.minutes is None or zone.name == "UTC" or named.point is None:
        own = {zones[zone.name]} if zone.name in zones else {zone.name, *several.get(zone.name, ())}
        return own | ({beside.name} if _is_called(zone.name, beside, named.point) else set())
    east = dt.timedelta(minutes=zone.minutes)
    known = {*zones.values(), *((beside.name,) if beside.kind == "iana" else ()), *several.get(beside.name, ())}
    mapped = ((name, zone_info(name)) for name in known)
    return {name for name, rules in mapped if rules and named.point.low.astimezone(rules).utcoffset() == east}


def _is_called(name: str, place: Zone, point: Point | None) -> bool:
    """Whether a place calls its time so at a moment: ``CEST`` in Europe/Oslo in summer."""
    rules = zone_info(place.name) if place.kind == "iana" and point is not None else None
    if rules is None or point is None:
        return False
    if point.group == "utc":
        return point.low.astimezone(rules).tzname() == name
    return name in {point.low.replace(tzinfo=rules, fold=fold).tzname() for fold in (0, 1)}  # by its own clock


def zones_disagree(report: Report, params: NoParams) -> Iterator[Finding]:
    """Moments that are stated in two zones which do not agree."""
    for apart in incident(report).two_zones:
        values = {
            "value": " ".join(apart.stamp.raw.split()),
            "other": " ".join(apart.other.raw.split()),
            "right": apart.right,
        }
        yield Finding(apart.span, values)


def local_time(report: Report, params: NoParams) -> Iterator[Finding]:
    """Times that the clocks of their zone never showed, and abbreviations out of season.

    Where the same place's time is right elsewhere in the report, one that is out of season is a slip and no habit.
    """
    facts = chronology(report)
    slips: dict[Span, _Named] = {}
    in_season = _in_season(report)
    for each in _named(report):
        if _is_slip(each, report, in_season) and not (each.is_row and any(s.is_row for s in slips.values())):
            slips.setdefault(each.span, each)
    for statement in facts.milestones:
        stamp = statement.stamp
        zone = stamp.zone or facts.zone
        rules = zone.info(facts.zones) if zone is not None else None
        if (
            zone is None
            or rules is None
            or not stamp.valid
            or stamp.unknown
            or stamp.time is None
            or stamp.date is None
        ):
            continue
        if (
            stamp.date.year is not None
            and not stamp.date.ambiguous
            and not stamp.instants(facts.zones, default_zone=zone)
        ):
            yield Finding(statement.span, {"value": stamp.raw, "zone": zone.name}, variant="gap")
            continue
        right = out_of_season(stamp, facts.zones)
        kind = statement.bound.shape.type
        if right is not None and statement.span not in slips and not (kind and kind.zone_name == zone.name):
            values = {"value": stamp.raw, "zone": zone.name, "right": right}
            yield Finding(statement.span, values, at_most="info", variant="season")
    for slip in slips.values():
        values = {"value": " ".join(slip.raw.split()), "zone": slip.zone.name, "right": slip.right_name}
        yield Finding(slip.span, values, at_most="warning", variant="season")
    yield from _skipped_rows(report)


def _skipped_rows(report: Report) -> Iterator[Finding]:
    for placed in incident(report).story:
        for entry, zone in placed.skipped:
            raw = " ".join(entry.stamp.raw.split())
            yield Finding(entry.span, {"value": raw, "zone": zone.name}, variant="gap")
