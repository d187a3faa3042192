"""Dates and times: whether they exist, and whether they agree with each other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from incidentlint.checks import incident
from incidentlint.checks.actions import cells_of
from incidentlint.checks.common import named, proses
from incidentlint.checks.registry import NoParams
from incidentlint.findings import Edit, Finding, Fix, Related
from incidentlint.grammars import Date, Point, Stamp, Zone, find_dates, out_of_season, zone_info
from incidentlint.markdown import Prose
from incidentlint.outline import TableNode
from incidentlint.report import Chronology, Report, chronology, incident_days, is_future
from incidentlint.text import Span, SpanSet
from incidentlint.vocabulary import ORDER

_DAY = 86_400


def _written_dates(report: Report) -> list[tuple[Prose, Date]]:
    """Every date that is written anywhere, with the text that it stands in."""

    def read() -> list[tuple[Prose, Date]]:
        found = []
        for prose in proses(report):
            if any(char.isdigit() for char in prose.text):
                found += [(prose, date) for date in find_dates(prose.text)]
        return found

    return report.once("dates", read)


def invalid(report: Report, params: NoParams) -> Iterator[Finding]:
    """Days and times of day that do not exist."""
    seen: set[Span] = set()
    stated = incident.invalid(report) if report.free else ()
    for span, raw, problem in (*stated, *_problems(report)):
        if span not in seen:
            seen.add(span)
            yield Finding(span, {"text": " ".join(raw.split()), "problem": problem})


def _problems(report: Report) -> Iterator[tuple[Span, str, str]]:
    facts = chronology(report)
    taken = SpanSet()
    for statement in (*facts.milestones, *facts.approvals):
        if statement.problem and taken.claim(statement.span):
            yield statement.span, statement.stamp.raw, statement.problem
    for timeline in facts.timelines:
        for entry in timeline.entries:
            if entry.stamp.problem and taken.claim(entry.span):
                yield entry.span, entry.stamp.raw, entry.stamp.problem
    for bound in report.walk():
        value = bound.value
        if value is not None and value.stamp is not None and value.stamp.problem and value.state in ("ok", "invalid"):
            yield from _once(value.prose, value.stamp, taken)
        if bound.shape.kind == "table" and bound.shape.sample:
            for row in report.rows(bound):
                for cell in row.values.values():
                    if cell.stamp is not None and cell.stamp.problem:
                        yield from _once(cell.prose, cell.stamp, taken)
    unread: dict[int, SpanSet] = {}
    for prose, date in _written_dates(report):
        span = prose.source(date.start, date.end)
        if date.problem and date.year is not None:
            if id(prose) not in unread:
                unread[id(prose)] = SpanSet(_unread(prose))
            if not unread[id(prose)].overlaps(Span(date.start, date.end)) and taken.claim(span):
                yield span, date.raw, date.problem
    for bound in report.role("id"):
        if bound.value is not None and bound.value.ok:
            for date in find_dates(bound.value.prose.text, glued=True):
                if date.problem:
                    yield bound.value.prose.source(date.start, date.end), date.raw, date.problem


def _unread(prose: Prose) -> list[Span]:
    """Where a text is code or a link's: digits there are no statement of a day."""
    return [Span(mark.start, mark.end) for mark in prose.marks if mark.kind in ("code", "link")]


def _once(prose: Prose, stamp: Stamp, taken: SpanSet) -> Iterator[tuple[Span, str, str]]:
    span = prose.source(stamp.start, stamp.end)
    if taken.claim(span):
        yield span, stamp.raw, stamp.problem or ""


def order(report: Report, params: NoParams) -> Iterator[Finding]:
    """Milestones in the wrong order: started, detected, declared, resolved, reported, approved."""
    if report.free:
        yield from incident.order(report)
        return
    for late, early in chronology(report).disorder:
        values = {
            "label": named(late.label),
            "value": late.stamp.raw,
            "other": named(early.label),
            "other_value": early.stamp.raw,
        }
        rank = [*ORDER, "approved"]
        variant = "before" if rank.index(late.role) > rank.index(early.role) else "after"
        yield Finding(
            late.span, values, (Related(early.span, f"{named(early.label)} is {early.stamp.raw}"),), variant=variant
        )


def id_date(report: Report, params: NoParams) -> Iterator[Finding]:
    """Ids whose date is no day of the incident's start or detection."""
    days = incident_days(report)
    for bound in report.role("id"):
        value = bound.value
        if value is None or not value.ok or not days:
            continue
        for date in find_dates(value.prose.text, glued=True)[:1]:
            if date.valid and date.year is not None and not set(date.days()) & set(days):
                stated = days[min(days)]
                values = {"date": date.raw, "label": named(stated.label), "value": stated.stamp.raw}
                yield Finding(
                    value.prose.source(date.start, date.end), values, (Related(stated.span, named(stated.label)),)
                )


def file_date(report: Report, params: NoParams) -> Iterator[Finding]:
    """File names whose date is no day of the incident's start or detection, where the pack's names have one."""
    days = incident_days(report)
    if not days or "YYYY-MM-DD" not in report.pack.files.name or not report.file_name:
        return
    for date in find_dates(report.file_name, glued=True)[:1]:
        if not date.valid or not set(date.days()) & set(days):
            stated = days[min(days)]
            values = {"date": date.raw, "label": named(stated.label), "value": stated.stamp.raw}
            yield Finding(Span(0, 0), values, (Related(stated.span, named(stated.label)),))


def late_report(report: Report, params: NoParams) -> Iterator[Finding]:
    """Reports that are dated after their deadline."""
    deadline = report.pack.deadlines.complete
    if deadline is None or (deadline.when and report.demanded(deadline.when) is not True):
        return
    facts = chronology(report)
    written, anchor = facts.milestone(deadline.by), facts.milestone(deadline.after)
    if written is not None and anchor is not None and facts.is_late([written, anchor]):
        values = {
            "label": named(written.label),
            "value": written.stamp.raw,
            "within": deadline.within,
            "anchor": anchor.role,
            "anchor_value": anchor.stamp.raw,
        }
        yield Finding(written.span, values, (Related(anchor.span, named(anchor.label)),))


def due(report: Report, params: NoParams) -> Iterator[Finding]:
    """Actions that are due before the incident began."""
    days = incident_days(report)
    if not days:
        return
    start = min(days)
    for value, _, action, _, _ in cells_of(report, "due"):
        for date in find_dates(value.prose.text)[:1] if value.text else ():
            if date.valid and date.days() and max(date.days()) < start:
                values = {
                    "action": action,
                    "date": date.raw,
                    "label": named(days[start].label),
                    "value": days[start].stamp.raw,
                }
                related = (Related(days[start].span, named(days[start].label)),)
                yield Finding(value.prose.source(date.start, date.end), values, related)


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


def revisions(report: Report, params: NoParams) -> Iterator[Finding]:
    """Versions and dates of the document history that do not ascend."""
    for root in report.role("revisions"):
        table = report.table(root)
        if table is None or not isinstance(table.node, TableNode):
            continue
        version, date = report.column(table, "version"), report.column(table, "date")
        last_version: tuple[tuple[int, ...], str, Span] | None = None
        last_date: tuple[dt.date, str, Span] | None = None
        for row in report.rows(table):
            flagged = False
            if version is not None:
                value = row.values[version]
                number = _version(value.text)
                if number is not None:
                    if last_version is not None and number <= last_version[0]:
                        values = {"what": "version", "value": value.text, "other": last_version[1]}
                        variant = "again" if number == last_version[0] else "after"
                        yield Finding(value.span, values, (Related(last_version[2], last_version[1]),), variant=variant)
                        flagged = True
                    else:
                        last_version = (number, value.text, value.span)
            if date is None:
                continue
            value = row.values[date]
            found = find_dates(value.prose.text)[:1]
            days = found[0].days() if found and found[0].valid else ()
            if len(days) == 1:
                span = value.prose.source(found[0].start, found[0].end)
                if last_date is not None and days[0] < last_date[0]:
                    if not flagged:
                        values = {"what": "date", "value": found[0].raw, "other": last_date[1]}
                        yield Finding(span, values, (Related(last_date[2], last_date[1]),), variant="after")
                else:
                    last_date = (days[0], found[0].raw, span)


def _version(text: str) -> tuple[int, ...] | None:
    match = re.fullmatch(r"v?(\d{1,6}(?:\.\d{1,6}){0,4})", text.strip(), re.IGNORECASE)
    if not match:
        return None
    parts = [int(part) for part in match[1].split(".")]
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


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


def future(report: Report, params: NoParams) -> Iterator[Finding]:
    """Milestones, sign-offs and reports that lie after the time that it is; without a clock nothing does."""
    facts = chronology(report)
    for statement in (*facts.milestones, *facts.approvals):
        if report.now is not None and statement.point is not None and is_future(statement.point, report.now):
            values = {
                "label": named(statement.label),
                "value": statement.stamp.raw,
                "now": f"{report.now:%Y-%m-%d %H:%M} UTC",
            }
            yield Finding(statement.span, values)


def weekday(report: Report, params: NoParams) -> Iterator[Finding]:
    """Weekdays that are not their date's."""
    for prose, date in _written_dates(report):
        right = date.right_weekday
        if right is not None and date.weekday is not None:
            span = prose.source(date.weekday.start, date.weekday.end)
            values = {"weekday": date.weekday.raw, "date": _without_weekday(prose.text, date), "right": right}
            yield Finding(span, values)


def _without_weekday(text: str, date: Date) -> str:
    """A date as it is written in a text, its weekday left out."""
    start, end = date.start, date.end
    if date.weekday is not None and date.weekday.start <= start:
        start = max(start, date.weekday.end)
    elif date.weekday is not None:
        end = min(end, date.weekday.start)
    return " ".join(text[start:end].split()).strip(" ,;.()*_")


def incomplete(report: Report, params: NoParams) -> Iterator[Finding]:
    """Dates without a year, where the template's slot has one or none can be inferred."""
    facts = chronology(report)
    written = facts.milestone("report-date")
    anchor = written.point.days[0] if written is not None and written.point is not None else None
    incident = incident_days(report)
    if anchor is None and incident:
        anchor = min(incident)
    # Where what it is inferred from is missing or wrong, that is another finding.
    roles = [bound for role in ("report-date", "started", "detected") for bound in report.role(role)]
    stated = any(bound.value is None or not bound.value.ok for bound in roles)
    for prose, date, kind, past in _typed_dates(report):
        if date.year is not None or date.unknown or not date.valid or (not kind and (anchor is not None or stated)):
            continue
        day = None if anchor is None else date.nearest(anchor) if past else date.on_or_after(anchor)
        span = prose.source(date.start, date.end)
        fix = Fix(f"Write {day.isoformat()}", "unsafe", (Edit(span, day.isoformat()),)) if day else None
        hint = f"; did you mean {day.isoformat()}?" if day else ""
        yield Finding(span, {"date": date.raw, "hint": hint}, fix=fix)


def _typed_dates(report: Report) -> Iterator[tuple[Prose, Date, bool, bool]]:
    """The dates in fields and cells whose slot is a date: whether the slot has a year, whether it is a milestone."""
    milestones = {id(bound) for role in ORDER for bound in report.role(role)}
    for bound in report.walk():
        value, kind = bound.value, bound.shape.type
        if value is not None and value.ok and kind is not None and kind.kind in ("date", "date-time"):
            date = value.stamp.date if value.stamp is not None else next(iter(find_dates(value.prose.text)), None)
            if date is not None:
                yield value.prose, date, kind.year, id(bound) in milestones
        if bound.shape.kind == "table" and bound.shape.sample:
            for row in report.rows(bound):
                for index, cell in row.values.items():
                    cell_kind = bound.shape.columns[index].type
                    if cell_kind is not None and cell_kind.kind in ("date", "date-time") and cell.text:
                        for date in find_dates(cell.prose.text)[:1]:
                            yield cell.prose, date, cell_kind.year, False
