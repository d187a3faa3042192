"""Dates and times: whether they exist, and whether they agree with each other."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from ..chronology import ORDER, Chronology, Length, Statement, chronology
from ..diagnostics import Edit, Finding, Fix, Related
from ..document import Code, Prose
from ..durations import Duration, spell_duration
from ..moments import Date, Stamp, Zone, find_dates, out_of_season, zone_info
from ..outline import FieldNode, SectionNode, TableNode, TextNode
from ..points import Point, seconds_between
from ..report import Report
from ..text import Span, SpanSet
from ..timeline import Placed
from . import NoParams
from .actions import cells_of

_DAY = 86_400


def _proses(report: Report) -> Iterator[Prose]:
    """All texts of the report, each once, code left out."""
    for node in report.outline.walk():
        if report.is_guide(node.span):
            continue
        if isinstance(node, TextNode) and not node.children and not isinstance(node.block, Code):
            yield from node.lines
        elif isinstance(node, SectionNode):
            yield node.title
        elif isinstance(node, FieldNode) and node.origin not in ("row", "cell"):
            yield node.whole if node.whole is not None else node.value
        elif isinstance(node, TableNode):
            for row in node.rows:
                yield from row.cells
    yield from (title.title for title in report.outline.titles)


def _written_dates(report: Report) -> list[tuple[Prose, Date]]:
    """Every date that is written anywhere, with the text that it stands in."""

    def read() -> list[tuple[Prose, Date]]:
        found = []
        for prose in _proses(report):
            if any(char.isdigit() for char in prose.text):
                found += [(prose, date) for date in find_dates(prose.text)]
        return found

    return report.once("dates", read)


def invalid(report: Report, params: NoParams) -> Iterator[Finding]:
    """Days and times of day that do not exist."""
    seen: set[Span] = set()
    for span, raw, problem in _problems(report):
        if span not in seen:
            seen.add(span)
            yield Finding(span, {"text": " ".join(raw.split()), "problem": problem})


class _Taken:
    """Places of which something was said: each is said once."""

    def __init__(self) -> None:
        self.spans: list[Span] = []

    def add(self, span: Span) -> bool:
        """Note a place, unless it shares a character with one that was noted."""
        from bisect import bisect_left, insort

        at = bisect_left(self.spans, span)
        for other in self.spans[max(0, at - 1) : at + 1]:
            if span.overlaps(other):
                return False
        insort(self.spans, span)
        return True


def _problems(report: Report) -> Iterator[tuple[Span, str, str]]:
    facts = chronology(report)
    taken = _Taken()
    for statement in (*facts.milestones, *facts.approvals):
        if statement.problem and taken.add(statement.span):
            yield statement.span, statement.stamp.raw, statement.problem
    for timeline in facts.timelines:
        for entry in timeline.entries:
            if entry.stamp.problem and taken.add(entry.span):
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
            if not unread[id(prose)].overlaps(Span(date.start, date.end)) and taken.add(span):
                yield span, date.raw, date.problem
    for bound in report.role("id"):
        if bound.value is not None and bound.value.ok:
            for date in find_dates(bound.value.prose.text, glued=True):
                if date.problem:
                    yield bound.value.prose.source(date.start, date.end), date.raw, date.problem


def _unread(prose: Prose) -> list[Span]:
    """Where a text is code or a link's: digits there are no statement of a day."""
    return [Span(mark.start, mark.end) for mark in prose.marks if mark.kind in ("code", "link")]


def _once(prose: Prose, stamp: Stamp, taken: _Taken) -> Iterator[tuple[Span, str, str]]:
    span = prose.source(stamp.start, stamp.end)
    if taken.add(span):
        yield span, stamp.raw, stamp.problem or ""


def order(report: Report, params: NoParams) -> Iterator[Finding]:
    """Milestones in the wrong order: started, detected, declared, resolved, reported, approved."""
    for late, early in chronology(report).disorder:
        values = {"label": late.label, "value": late.stamp.raw, "other": early.label, "other_value": early.stamp.raw}
        rank = ["started", "detected", "declared", "resolved", "report-date", "approved"]
        variant = "before" if rank.index(late.role) > rank.index(early.role) else "after"
        yield Finding(late.span, values, (Related(early.span, f"{early.label}: {early.stamp.raw}"),), variant=variant)


def duration(report: Report, params: NoParams) -> Iterator[Finding]:
    """Durations that are not the time between the milestones that they count, or contradict each other."""
    facts = chronology(report)
    bases = []
    for first_role, last_role in report.pack.durations_of("duration"):
        first, last = facts.milestone(first_role), facts.milestone(last_role)
        between = seconds_between(first.point, last.point) if first and last and first.point and last.point else None
        if between is not None and first is not None and last is not None:
            bases.append((between, first, last))
    if bases:
        for length in facts.lengths:
            if length.duration.qualifier is None and not any(fits(length.duration, *base) for base in bases):
                yield _not_between(report, length, *bases[0])
        return
    exact = [length for length in facts.lengths if length.duration.qualifier is None]
    for length in exact[1:]:
        if not same_length(exact[0].duration, length.duration):
            values = {
                "label": length.label,
                "value": length.duration.raw,
                "other": exact[0].label,
                "other_value": exact[0].duration.raw,
            }
            yield Finding(length.span, values, (Related(exact[0].span, exact[0].label),), variant="stated")


def _not_between(
    report: Report, length: Length, between: tuple[int, int], first: Statement, last: Statement
) -> Finding:
    right = max(0, between[0])
    values = {
        "label": length.label,
        "value": length.duration.raw,
        "first": f"{first.role} {_brief(first, last)}",
        "last": f"{last.role} {_brief(last, first)}",
        "right": _spell_between(between),
    }
    related = (
        Related(first.span, f"{first.role} here"),
        Related(last.span, f"{last.role} here"),
    )
    fix = None
    if between[0] == between[1] and not length.duration.approx and length.duration.bound is None:
        text = _in_form(length, right)
        fix = Fix(f"Write {text}", "unsafe", (Edit(length.span, text),))
    return Finding(length.span, values, related, fix, variant="between")


def _spell_between(between: tuple[int, int]) -> str:
    """The time between two moments; two lengths where one of them can be read as two."""
    least, most = max(0, between[0]), max(0, between[1])
    return spell_duration(least) if least == most else f"{spell_duration(least)} to {spell_duration(most)}"


def _brief(statement: Statement, other: Statement) -> str:
    """A moment for a message: the time alone when both are of one day."""
    stamp = statement.stamp
    if stamp.time is None or (statement.point and other.point and statement.point.days != other.point.days):
        return " ".join(stamp.raw.split())
    return " ".join(stamp.time.raw.split()[:1])


def _in_form(length: Length, seconds: int) -> str:
    """A duration in the form of the template's slot: ``X min``, ``X hours Y minutes``."""
    slot = length.bound.shape.slots[0].text if length.bound.shape.slots else ""
    minutes = seconds // 60
    if seconds % 60 == 0 and re.fullmatch(r"\[?X\s*min\]?", slot):
        return f"{minutes} min"
    if seconds % 60 == 0 and re.match(r"\[?X hours? Y minutes?", slot):
        hours, minutes = divmod(minutes, 60)
        return f"{hours} hour{'' if hours == 1 else 's'} {minutes} minute{'' if minutes == 1 else 's'}"
    return spell_duration(seconds)


def fits(stated: Duration, between: tuple[int, int], first: Statement, last: Statement) -> bool:
    """Whether a duration, by its precision, is the time between two moments, by theirs."""
    exacts = [p.exact for p in (first.point, last.point) if p is not None]
    exact = max(exacts)
    slack = exact - 60 if exact > 60 else (exact if stated.precision < exact else 0)
    if len(set(exacts)) > 1:
        # One of them is written to the second, the other may lie anywhere in its minute.
        slack = max(slack, exact - 1)
    low, high = between[0] - slack, between[1] + slack
    return within(stated, low, high)


def within(stated: Duration, low: int, high: int) -> bool:
    """Whether a duration, by its precision, lies between two lengths in seconds."""
    if stated.bound == "less":
        return low < stated.seconds + (stated.precision if stated.precision > 60 else 0) or low <= 0
    if stated.bound == "more":
        return high >= stated.seconds
    if stated.approx:
        slack = max(stated.precision, stated.seconds // 10, 300 if stated.seconds % 300 == 0 else 60)
        return stated.seconds - slack <= high and low <= stated.seconds + slack
    # Rounded to its unit, or cut to it; the smallest unit of a duration is otherwise exact.
    return stated.seconds - stated.precision // 2 <= high and low < stated.seconds + stated.precision


def same_length(one: Duration, other: Duration) -> bool:
    """Whether two statements can be of the same duration."""
    if one.bound or other.bound:
        return True
    return within(one, other.seconds, other.seconds) or within(other, one.seconds, one.seconds)


def timeline_order(report: Report, params: NoParams) -> Iterator[Finding]:
    """Entries of a timeline that stand before an earlier one."""
    for placed in chronology(report).placed():
        for index, other in misplaced(placed):
            entry, before = placed[index], placed[other]
            where = "behind" if other < index else "before"
            values = {"time": _time(entry), "other": _time(before), "where": where}
            yield Finding(entry.entry.span, values, (Related(before.entry.span, f"{_time(before)} here"),))


def _time(placed: Placed) -> str:
    return " ".join(placed.entry.stamp.raw.split())


def misplaced(placed: list[Placed]) -> list[tuple[int, int]]:
    """The entries that must move for a timeline to ascend, each with the one before it that is later.

    As few as can be; of two that are swapped the second. A timeline that is written from the end is in order.
    """
    by_day = all(entry.point.whole_day for entry in placed)
    clear = [i for i, entry in enumerate(placed) if not entry.point.approx and entry.point.whole_day is by_day]
    groups = {placed[i].point.group for i in clear}
    if len(groups) > 1 or len(clear) < 2:
        return []
    lows = _ascending([placed[i].point for i in clear])
    if len(lows) > 2 and all(a >= b for a, b in pairwise(lows)) and lows[0] > lows[-1]:
        return []
    kept = set(_longest(lows))
    before = _nearest_later(lows)
    after = [len(lows) - 1 - p if p >= 0 else -1 for p in _nearest_later([-low for low in reversed(lows)])][::-1]
    found = []
    for position, index in enumerate(clear):
        other = before[position] if before[position] >= 0 else after[position]
        if position not in kept and other >= 0:
            found.append((index, clear[other]))
    return found


def _ascending(points: list[Point]) -> list[int]:
    """A moment for each point, in seconds; in an hour that clocks show twice the reading that keeps them ascending."""
    lows: list[int] = []
    for point in points:
        low, again = int(point.low.timestamp()), int(point.high.timestamp()) - point.exact + 1
        lows.append(again if lows and low < lows[-1] <= again else low)
    return lows


def _nearest_later(values: list[int]) -> list[int]:
    """For each value the position of the nearest larger one to its left, -1 where there is none."""
    found: list[int] = []
    larger: list[int] = []
    for position, value in enumerate(values):
        while larger and values[larger[-1]] <= value:
            larger.pop()
        found.append(larger[-1] if larger else -1)
        larger.append(position)
    return found


def _longest(values: list[int]) -> list[int]:
    """The positions of a longest ascending subsequence, of several the one that keeps earlier positions."""
    from bisect import bisect_right

    tails: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for position, value in enumerate(values):
        place = bisect_right(tails, value)
        back.append(at[place - 1] if place else -1)
        if place == len(tails):
            tails.append(value)
            at.append(position)
        elif place == 0 or value < tails[place]:
            # A swap of two: the first of them stays, so the tail is replaced only when it gains something.
            tails[place], at[place] = value, position
    kept: list[int] = []
    position = at[-1] if at else -1
    while position >= 0:
        kept.append(position)
        position = back[position]
    return _prefer_first(values, sorted(kept))


def _prefer_first(values: list[int], kept: list[int]) -> list[int]:
    """Put an earlier position in place of a kept one wherever the sequence stays ascending."""
    chosen = list(kept)
    for number, position in enumerate(chosen):
        low = chosen[number - 1] + 1 if number else 0
        floor = values[chosen[number - 1]] if number else None
        ceiling = values[chosen[number + 1]] if number + 1 < len(chosen) else None
        for candidate in range(low, position):
            value = values[candidate]
            if (floor is None or floor <= value) and (ceiling is None or value <= ceiling):
                chosen[number] = candidate
                break
    return chosen


def timeline_match(report: Report, params: NoParams) -> Iterator[Finding]:
    """Rows that name a milestone and contradict its field; timelines that do not cover the incident."""
    facts = chronology(report)
    found = False
    right = {
        entry.milestone for placed in facts.placed() for entry in placed if entry.milestone and _agrees(facts, entry)
    }
    for placed in facts.placed():
        wrong = {index for index, _ in misplaced(placed)}
        for index, entry in enumerate(placed):
            stated = facts.milestone(entry.milestone) if entry.milestone else None
            if stated is None or index in wrong or entry.milestone in right:
                continue
            found = True
            values = {"time": _time(entry), "role": entry.milestone, "label": stated.label, "value": stated.stamp.raw}
            yield Finding(entry.entry.span, values, (Related(stated.span, stated.label),), variant="milestone")
    if not found:
        yield from _coverage(facts)


def _agrees(facts: Chronology, entry: Placed) -> bool:
    """Whether a row's time is that of the milestone which it names."""
    stated = facts.milestone(entry.milestone)
    return stated is None or stated.point is None or _agree(entry, stated.point)


def _agree(entry: Placed, point: Point) -> bool:
    """Whether a row's time is the milestone's, each by its precision; by the clock alone where the row has no day."""
    mine = entry.point
    if mine.group != point.group or point.whole_day or mine.whole_day:
        return not (mine.before(point) or point.before(mine)) if entry.dated else True
    last = entry.last if entry.last is not None else mine
    if mine.low <= point.high and point.low <= max(mine.high, last.high):
        return True
    if entry.dated and entry.entry.stamp.date is not None:
        return False
    apart = abs((mine.low - point.low).total_seconds()) % _DAY
    slack = max(mine.exact, point.exact) - 1 + ((mine.high - mine.low).total_seconds() if mine.approx else 0)
    return not entry.dated and min(apart, _DAY - apart) <= slack


def _coverage(facts: Chronology) -> Iterator[Finding]:
    """The first row is not after the detection, the last not before the resolution."""
    entries = [entry for placed in facts.placed() if not misplaced(placed) for entry in placed]
    written = sum(len(timeline.entries) for timeline in facts.timelines)
    if not entries or len(entries) < written or not all(entry.dated for entry in entries):
        return
    if any(timeline.open for timeline in facts.timelines):
        return
    detected, resolved = facts.milestone("detected"), facts.milestone("resolved")
    first = min(entries, key=lambda entry: entry.point.low)
    last = max(entries, key=lambda entry: (entry.last or entry.point).high)
    if detected is not None and detected.point is not None and detected.point.before(first.point):
        values = {"time": _time(first), "label": detected.label, "value": detected.stamp.raw}
        yield Finding(first.entry.span, values, (Related(detected.span, detected.label),), variant="late")
    if resolved is not None and resolved.point is not None and (last.last or last.point).before(resolved.point):
        values = {"time": _time(last), "label": resolved.label, "value": resolved.stamp.raw}
        yield Finding(last.entry.span, values, (Related(resolved.span, resolved.label),), variant="early")


def id_date(report: Report, params: NoParams) -> Iterator[Finding]:
    """Ids whose date is no day of the incident's start or detection."""
    days = _incident_days(report)
    for bound in report.role("id"):
        value = bound.value
        if value is None or not value.ok or not days:
            continue
        for date in find_dates(value.prose.text, glued=True)[:1]:
            if date.valid and date.year is not None and not set(date.days()) & set(days):
                stated = days[min(days)]
                values = {"date": date.raw, "label": stated.label, "value": stated.stamp.raw}
                yield Finding(value.prose.source(date.start, date.end), values, (Related(stated.span, stated.label),))


def _incident_days(report: Report) -> dict[dt.date, Statement]:
    """The days on which the incident started and was detected."""
    days: dict[dt.date, Statement] = {}
    for statement in chronology(report).incident_days():
        for day in statement.point.days if statement.point else ():
            days.setdefault(day, statement)
    return days


def file_date(report: Report, params: NoParams) -> Iterator[Finding]:
    """File names whose date is no day of the incident's start or detection, where the pack's names have one."""
    days = _incident_days(report)
    if not days or "YYYY-MM-DD" not in report.pack.files.name or not report.file_name:
        return
    for date in find_dates(report.file_name, glued=True)[:1]:
        if date.valid and not set(date.days()) & set(days):
            stated = days[min(days)]
            values = {"date": date.raw, "label": stated.label, "value": stated.stamp.raw}
            yield Finding(Span(0, 0), values, (Related(stated.span, stated.label),))


def late_report(report: Report, params: NoParams) -> Iterator[Finding]:
    """Reports that are dated after their deadline."""
    deadline = report.pack.deadlines.complete
    if deadline is None or (deadline.when and report.demanded(deadline.when) is not True):
        return
    facts = chronology(report)
    written, anchor = facts.milestone(deadline.by), facts.milestone(deadline.after)
    if written is not None and anchor is not None and facts.is_late([written, anchor]):
        values = {
            "label": written.label,
            "value": written.stamp.raw,
            "within": deadline.within,
            "anchor": anchor.role,
            "anchor_value": anchor.stamp.raw,
        }
        yield Finding(written.span, values, (Related(anchor.span, anchor.label),))


def due(report: Report, params: NoParams) -> Iterator[Finding]:
    """Actions that are due before the incident began."""
    days = _incident_days(report)
    if not days:
        return
    start = min(days)
    for value, _, action, _, _ in cells_of(report, "due"):
        for date in find_dates(value.prose.text)[:1] if value.text else ():
            if date.valid and date.days() and max(date.days()) < start:
                values = {
                    "action": action,
                    "date": date.raw,
                    "label": days[start].label,
                    "value": days[start].stamp.raw,
                }
                related = (Related(days[start].span, days[start].label),)
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
            yield Finding(statement.span, {"label": statement.label, "value": statement.stamp.raw, "wanted": wanted})


def mixed_zones(report: Report, params: NoParams) -> Iterator[Finding]:
    """Two names of zones among the milestones and the timeline."""
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


def detection_time(report: Report, params: NoParams) -> Iterator[Finding]:
    """A time to detect that is not the time between start and detection, nor can be by the timeline."""
    facts = chronology(report)
    started, detected = facts.milestone("started"), facts.milestone("detected")
    for length in _detection_lengths(report):
        if length.duration.qualifier is not None:
            continue
        if started and detected and started.point and detected.point:
            between = seconds_between(started.point, detected.point)
            if between is not None and not fits(length.duration, between, started, detected):
                yield _not_between(report, length, between, started, detected)
            continue
        yield from _by_the_timeline(facts, length)


def _detection_lengths(report: Report) -> Iterator[Length]:
    for bound in report.role("detection-time"):
        value = bound.value
        if value is not None and value.ok and value.duration is not None:
            start = max(0, value.prose.text.find(value.duration.raw))
            span = value.prose.source(start, start + len(value.duration.raw))
            yield Length(bound.shape.label.text, value.duration, span, bound)


def _by_the_timeline(facts: Chronology, length: Length) -> Iterator[Finding]:
    """Between nothing and the time from the first row to the declaration."""
    if any(misplaced(placed) for placed in facts.placed()):
        return
    placed = [entry for entries in facts.placed() for entry in entries]
    declared = facts.milestone("declared")
    rows = [entry for entry in placed if entry.milestone == "declared"]
    end = declared.point if declared is not None else rows[0].point if rows else None
    if end is None:
        return
    first = min(placed, key=lambda entry: entry.point.low, default=None)
    longest = seconds_between(first.point, end) if first is not None else None
    stated = length.duration
    if first is None or longest is None or longest[1] < 0 or stated.bound == "less":
        return
    slack = max(stated.precision, stated.seconds // 10) if stated.approx else stated.precision // 2
    if stated.seconds - slack > longest[1] + 59:
        values = {
            "label": length.label,
            "value": stated.raw,
            "longest": spell_duration(longest[1]),
            "first": _time(first),
        }
        place = declared.span if declared is not None else rows[0].entry.span
        related = (Related(first.entry.span, "the first row"), Related(place, "declared here"))
        yield Finding(length.span, values, related, variant="timeline")


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


def weekday(report: Report, params: NoParams) -> Iterator[Finding]:
    """Weekdays that are not their date's."""
    for prose, date in _written_dates(report):
        right = date.right_weekday
        if right is not None and date.weekday is not None:
            span = prose.source(date.weekday.start, date.weekday.end)
            yield Finding(span, {"weekday": date.weekday.raw, "date": str(date), "right": right})


def incomplete(report: Report, params: NoParams) -> Iterator[Finding]:
    """Dates without a year, where the template's slot has one or none can be inferred."""
    facts = chronology(report)
    written = facts.milestone("report-date")
    anchor = written.point.days[0] if written is not None and written.point is not None else None
    incident = _incident_days(report)
    if anchor is None and incident:
        anchor = min(incident)
    for prose, date, kind, past in _typed_dates(report):
        if date.year is not None or date.unknown or not date.valid or (not kind and anchor is not None):
            continue
        day = None if anchor is None else date.nearest(anchor) if past else date.on_or_after(anchor)
        span = prose.source(date.start, date.end)
        fix = Fix(f"Write {day.isoformat()}", "unsafe", (Edit(span, day.isoformat()),)) if day else None
        hint = f"; perhaps {day.isoformat()}" if day else ""
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


__all__ = ["fits", "misplaced", "same_length", "within"]
