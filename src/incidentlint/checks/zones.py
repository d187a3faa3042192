"""Time zones: named where they are needed, one for all, and right at that time of the year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from incidentlint.checks.common import named
from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding, Related
from incidentlint.grammars import Point, Zone, out_of_season, zone_info
from incidentlint.report import Chronology, Report, chronology
from incidentlint.text import Span


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
    facts = chronology(report)
    named: list[_Named] = []
    for statement in facts.milestones:
        zone = statement.stamp.zone
        if zone is not None and statement.role != "report-date":
            right = out_of_season(statement.stamp, facts.zones) is None
            named.append(_Named(zone, statement.span, statement.point, right))
    for placed, timeline in zip(facts.placed(), facts.timelines, strict=True):
        for entry in placed:
            zone = entry.entry.stamp.zone
            if zone is not None:
                right = out_of_season(entry.entry.stamp, facts.zones, entry.point.days[0]) is None
                named.append(_Named(zone, entry.entry.span, entry.point, right))
        if timeline.zone is not None and placed:
            named.append(_Named(timeline.zone, placed[0].entry.span, placed[0].point, True))
    for other in named[1:]:
        if not _one_zone(named[0], other, facts):
            first = named[0].zone.name
            values = {"zone": other.zone.name, "other": first}
            yield Finding(other.span, values, (Related(named[0].span, f"{first} here"),))
            return


class _Named(msgspec.Struct, frozen=True):
    """A zone named in a report: where, of which moment, and whether it is right at that time of the year."""

    zone: Zone
    span: Span
    point: Point | None
    right: bool


def _one_zone(one: _Named, other: _Named, facts: Chronology) -> bool:
    """Whether two names are one zone's: the same, two of UTC, or its summer and winter time, each in season."""
    if one.zone.name == other.zone.name or (one.zone.minutes == 0 and other.zone.minutes == 0):
        return True
    if not (one.right and other.right):
        return False
    places = [_places(named, facts) for named in (one, other)]
    return bool(places[0] & places[1])


def _places(named: _Named, facts: Chronology) -> set[str]:
    """The places whose time a zone's name can be: an abbreviation's own, and of an offset those that have it then."""
    zone = named.zone
    if zone.kind != "offset" or zone.minutes is None or named.point is None:
        return {facts.zones.get(zone.name, zone.name)}
    east = dt.timedelta(minutes=zone.minutes)
    mapped = ((name, zone_info(name)) for name in facts.zones.values())
    return {name for name, rules in mapped if rules and named.point.low.astimezone(rules).utcoffset() == east}


def local_time(report: Report, params: NoParams) -> Iterator[Finding]:
    """Times that the clocks of their zone never showed, and abbreviations out of season."""
    facts = chronology(report)
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
        if right is not None and not (kind is not None and kind.zone_name == zone.name):
            yield Finding(
                statement.span, {"value": stamp.raw, "zone": zone.name, "right": right}, weak=True, variant="season"
            )
    yield from _skipped_rows(facts)


def _skipped_rows(facts: Chronology) -> Iterator[Finding]:
    for skipped in facts.skipped():
        raw = " ".join(skipped.entry.stamp.raw.split())
        yield Finding(skipped.entry.span, {"value": raw, "zone": skipped.zone.name}, variant="gap")
