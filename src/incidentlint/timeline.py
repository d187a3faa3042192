"""Timelines: what happened when, in whatever form it is written.

Table rows, list items, lines of a code block, paragraphs and sub-headings that begin with a time. Times without a date
take the one given before them, or the incident's; midnight rolls over as often as the incident's dates allow.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

import msgspec

from .document import Prose
from .labels import prose_slice
from .lexicon import Lexicon
from .moments import Date, Stamp, Zone, read_date, read_range, read_stamp, read_zone
from .outline import FieldNode, ListNode, Node, SectionNode, TableNode, TextNode, walk
from .points import Point, make_point
from .text import Span

_LEAD = re.compile(r"[\s\[({*_`~>•–—-]*(?<!\d)")
_AFTER = re.compile(r"[\s\])}*_`]*(?:[-–—:|,.]+\s+|[-–—:|]+)?[\s*_`]*")
_TIMES = re.compile(r"\btime(?:s|stamps?)?\b[^.\n]{0,60}", re.IGNORECASE)
_ZONE_WORD = re.compile(r"(?<![\w/])(?:[A-Z]{1,5}(?:[+-]\d{1,2}(?::\d{2})?)?|[A-Z][a-z]+/[A-Za-z_/]+)(?![\w/])")


_UNREAD_DAY = re.compile(r"[\W_]*\d{1,2}[/.-]\d{1,2}[/.-]\d{2}[\W_]*")
"""A line that is a date with a year of two digits, which is not read."""

_ONLY_SOME = re.compile(r"\s+(?:for|in|on|partially|partly|resolved|over|closed|false|wrongly)\b|\s*\?")
"""What behind a milestone's phrase says that the row tells of something else: ``Incident resolved for the EU``."""


class Entry(msgspec.Struct, frozen=True):
    """An entry of a timeline: its time as written, where that stands, and what happened; `until` ends a range."""

    stamp: Stamp
    span: Span
    event: Prose | None
    until: Stamp | None = None


class Timeline(msgspec.Struct, frozen=True):
    """Entries that stand in one table, list or run of paragraphs, in the order of the text, and the zone they share.

    `day` is a date written once above them. `open` says that it begins or ends with what has no time.
    """

    entries: tuple[Entry, ...]
    zone: Zone | None
    span: Span
    day: Date | None = None
    open: bool = False


class Placed(msgspec.Struct, frozen=True):
    """An entry with its point in time; `dated` says that its day is written or follows from one that is.

    `last` is the latest moment that it names: the end of a range, else its point.
    """

    entry: Entry
    point: Point
    dated: bool
    milestone: str = ""
    last: Point | None = None


class Skipped(msgspec.Struct, frozen=True):
    """An entry whose time the clocks of its zone never showed: they were set forward over it."""

    entry: Entry
    zone: Zone


def read_timelines(nodes: Iterable[Node], lexicon: Lexicon, zones: Mapping[str, str]) -> list[Timeline]:
    """The timelines among the nodes of a section: one for each table and list, one of its paragraphs or headings."""
    found: list[Timeline] = []
    loose: list[Entry] = []
    day: Date | None = None
    for node in walk(nodes):
        made: list[Timeline] = []
        own: list[Entry] = []
        if isinstance(node, TableNode):
            made = list(_of_table(node, lexicon, zones))
        elif isinstance(node, ListNode):
            made = list(_of_list(node, zones))
        elif isinstance(node, TextNode) and not node.children:
            if any(_UNREAD_DAY.fullmatch(line.text) for line in node.lines):
                break  # what follows is of another day, and of which is not known
            own = list(_of_texts(node.lines, zones))
        elif isinstance(node, SectionNode):
            own = [_with_event(entry, node) for entry in _of_texts([node.title], zones)]
        elif isinstance(node, FieldNode) and node.whole is not None:
            own = [_with_event(entry, node) for entry in _of_texts([node.whole], zones)]
        dates = [entry.stamp.date for entry in own if entry.stamp.time is None]
        day = dates[-1] if dates else day
        if not isinstance(node, FieldNode) or node.origin in ("bold", "plain", "lead"):
            loose += own
        found += [msgspec.structs.replace(timeline, day=day) for timeline in made]
    if len(loose) > 1:
        found.append(Timeline(tuple(loose), None, Span(loose[0].span.start, loose[-1].span.end)))
    timed = [timeline for timeline in found if any(entry.stamp.time is not None for entry in timeline.entries)]
    if sum(1 for timeline in timed for entry in timeline.entries if entry.stamp.time is not None) > 1:
        return timed
    return [timeline for timeline in found if len(timeline.entries) > 1]


def _with_event(entry: Entry, node: SectionNode | FieldNode) -> Entry:
    """An entry whose time stands alone in a heading or lead: what happened is told below it."""
    if entry.event is not None and entry.event.text.strip():
        return entry
    first = node.children[0] if node.children else None
    if isinstance(first, TextNode) and first.lines:
        return msgspec.structs.replace(entry, event=first.lines[0])
    if isinstance(first, FieldNode) and first.whole is not None:
        return msgspec.structs.replace(entry, event=first.whole)
    return entry


def _of_table(table: TableNode, lexicon: Lexicon, zones: Mapping[str, str]) -> Iterator[Timeline]:
    width = len(table.columns)
    rows = [row for row in table.rows if len(row.cells) == width]
    keys = lexicon.columns["time"]
    named = [
        i
        for i, label in enumerate(table.columns)
        if label.key in keys or label.bare in keys or _head_zone(label.text, zones)
    ]
    others = [i for i in range(min(width, 3)) if i not in named]
    for column in (*named, *others):
        read = [_at_start(row.cells[column], zones) for row in rows]
        timed = [entry for entry in read if entry is not None and entry.stamp.time is not None]
        if rows and len(timed) * 2 > len(rows):
            break
    else:
        yield from _of_days(table, lexicon, zones)
        return
    dates = lexicon.columns["date"]
    day_columns = [
        i for i, label in enumerate(table.columns) if i != column and (label.key in dates or label.bare in dates)
    ]
    legible = [
        i for i in day_columns if sum(read_date(row.cells[i].text.strip()) is not None for row in rows) * 2 > len(rows)
    ]
    if day_columns and not legible and len({row.cells[i].text for row in rows for i in day_columns}) > 1:
        return  # its days are written in a way that is not read
    day_column = legible[0] if legible else None
    event = next((i for i in range(column + 1, width) if i != day_column), None)
    entries = []
    for row, entry in zip(rows, read, strict=True):
        if entry is None:
            continue
        stamp = entry.stamp
        if stamp.date is None and day_column is not None:
            day = read_date(row.cells[day_column].text.strip())
            if day is not None:
                stamp = msgspec.structs.replace(stamp, date=day)
        entries.append(Entry(stamp, entry.span, row.cells[event] if event is not None else None, entry.until))
    is_open = read[0] is None or read[-1] is None
    yield Timeline(tuple(entries), _head_zone(table.columns[column].text, zones), table.span, open=is_open)


def _of_days(table: TableNode, lexicon: Lexicon, zones: Mapping[str, str]) -> Iterator[Timeline]:
    """A table whose rows have days and no times."""
    dates = lexicon.columns["date"]
    column = next((i for i, label in enumerate(table.columns) if label.key in dates), None)
    rows = [row for row in table.rows if len(row.cells) == len(table.columns)]
    if column is None or column + 1 >= len(table.columns):
        return
    entries = []
    for row in rows:
        entry = _at_start(row.cells[column], zones)
        if entry is not None and entry.stamp.date is not None:
            entries.append(Entry(entry.stamp, entry.span, row.cells[column + 1]))
    if len(entries) == len(rows):
        yield Timeline(tuple(entries), None, table.span)


def _head_zone(name: str, zones: Mapping[str, str]) -> Zone | None:
    """The zone in a column's head: ``Time (CET)``, ``UTC``."""
    for match in _ZONE_WORD.finditer(name):
        zone = read_zone(match.group(), zones)
        if zone is not None and zone.end == len(match.group()):
            return zone
    return None


def _of_list(node: ListNode, zones: Mapping[str, str]) -> Iterator[Timeline]:
    read = []
    for item in node.children:
        prose = item.whole
        read.append(_at_start(prose, zones) if prose is not None and prose.text.strip() else None)
    entries = [entry for entry in read if entry is not None]
    if entries:
        yield Timeline(tuple(entries), None, node.span, open=read[0] is None or read[-1] is None)


def _of_texts(lines: Iterable[Prose], zones: Mapping[str, str]) -> Iterator[Entry]:
    for line in lines:
        entry = _at_start(line, zones)
        if entry is not None:
            yield entry


def _at_start(prose: Prose, zones: Mapping[str, str]) -> Entry | None:
    """The time that a text begins with."""
    text = prose.text
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    if "~" in text[:start]:
        start = text.index("~")
    head = text[start : start + 80]
    stamp = read_stamp(head, zones)
    if stamp is None or (stamp.time is None and stamp.date is None):
        return None
    if stamp.time is None and not re.match(r"\W*$|\s*[:)\]–—-]", head[stamp.end :]):
        return None
    both = read_range(head, zones)
    until = both.last if both is not None and both.first.start == stamp.start else None
    behind = start + (both.end if both is not None and until is not None else stamp.end)
    after = _AFTER.match(text, behind)
    event = prose_slice(prose, after.end() if after else behind, len(text))
    return Entry(stamp, prose.source(start + stamp.start, start + stamp.end), event, until)


def stated_zone(texts: Iterable[Prose], zones: Mapping[str, str]) -> Zone | None:
    """The zone that a sentence states for all times, as in ``All times are BZT (UTC-6)``."""
    for prose in texts:
        for match in _TIMES.finditer(prose.text):
            for word in _ZONE_WORD.finditer(match.group()):
                zone = read_zone(word.group(), zones)
                if zone is not None and zone.end == len(word.group()):
                    return zone
    return None


def milestone_of(event: Prose | None, lexicon: Lexicon) -> str:
    """The milestone that an entry names: by a phrase of the lexicon at the start of its event, outside parentheses."""
    if event is None:
        return ""
    text = " ".join(event.text.lstrip(" *_`").split()).casefold()
    for role, phrases in lexicon.milestones.items():
        for phrase in phrases:
            if text.startswith(phrase) and not text[len(phrase) : len(phrase) + 1].isalnum():
                return "" if _ONLY_SOME.match(text, len(phrase)) else role
    return ""


class Window(msgspec.Struct, frozen=True):
    """The incident, as far as it is known: its first and last moment."""

    first: Point | None
    last: Point | None


def place(
    timeline: Timeline,
    window: Window,
    zone: Zone | None,
    zones: Mapping[str, str],
    lexicon: Lexicon,
    skipped: list[Skipped],
) -> list[Placed]:
    """The entries of a timeline with their points in time, unknown times left out.

    Those that the clocks never showed are added to `skipped`.
    """
    own = timeline.zone or zone
    rules = own.info(zones) if own is not None else None
    first = _local_day(window.first, rules)
    last = _local_day(window.last, rules)
    above = _day_above(timeline.day, first)
    placed: list[Placed] = []
    for segment in _segments(timeline.entries, above or first, written=above is not None):
        placed += _place_segment(segment, last, own, zones, lexicon, skipped)
    return placed


def _day_above(date: Date | None, near: dt.date | None) -> dt.date | None:
    """The day that a date above a list or table means."""
    if date is None:
        return None
    if date.year is None:
        return date.nearest(near) if near is not None else None
    days = date.days()
    return days[0] if len(days) == 1 else None


class _Segment(msgspec.Struct):
    """Entries from one that writes its date up to the next that does."""

    day: dt.date | None
    entries: list[Entry]
    written: bool
    next_day: dt.date | None = None


def _local_day(point: Point | None, rules: dt.tzinfo | None) -> dt.date | None:
    if point is None:
        return None
    if rules is None or point.group != "utc" or point.whole_day:
        return point.days[0]
    return point.low.astimezone(rules).date()


def _segments(entries: tuple[Entry, ...], first: dt.date | None, *, written: bool) -> list[_Segment]:
    found = [_Segment(first, [], written=written)]
    for entry in entries:
        date = entry.stamp.date
        if date is not None:
            near = found[-1].day or first or _SOME_DAY  # without any year the order of the days is known all the same
            day = date.nearest(near) if date.year is None and near is not None else None
            days = (day,) if day else date.days()
            if len(days) != 1:
                return [segment for segment in found if segment.entries]  # what follows has a day that is not known
            found[-1].next_day = days[0]
            found.append(_Segment(days[0], [], written=True))
        found[-1].entries.append(entry)
    return [segment for segment in found if segment.entries]


def _place_segment(
    segment: _Segment,
    last: dt.date | None,
    zone: Zone | None,
    zones: Mapping[str, str],
    lexicon: Lexicon,
    skipped: list[Skipped],
) -> list[Placed]:
    latest_first = _is_latest_first(segment, last)
    if latest_first:
        segment.entries.reverse()
    names = [milestone_of(entry.event, lexicon) for entry in segment.entries]
    offsets, settled = _rollovers(segment, names, last)
    dated = segment.written or (settled and segment.day is not None)
    placed = []
    for entry, name, offset in zip(segment.entries, names, offsets, strict=True):
        day = _later(segment.day if segment.day is not None else _SOME_DAY, offset)
        point = _point_of(entry.stamp, entry, day, zone, zones)
        if point is not None:
            placed.append(Placed(entry, point, dated, name, _end_of(entry, point, day, zone, zones)))
        elif dated and entry.stamp.valid and not entry.stamp.unknown and entry.stamp.time is not None:
            own = entry.stamp.zone or zone
            if own is not None and own.info(zones) is not None:
                skipped.append(Skipped(entry, own))
    return placed[::-1] if latest_first else placed


_SOME_DAY = dt.date(2000, 1, 1)


def _later(day: dt.date, days: int) -> dt.date:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return day


def _point_of(stamp: Stamp, entry: Entry, day: dt.date, zone: Zone | None, zones: Mapping[str, str]) -> Point | None:
    if stamp.date is not None and stamp.time is not None:
        stamp = msgspec.structs.replace(stamp, date=None)
    return make_point(stamp, zones, zone=zone, day=day)


def _end_of(entry: Entry, first: Point, day: dt.date, zone: Zone | None, zones: Mapping[str, str]) -> Point:
    """The end of an entry's range, on the next day when its clock shows less; its own point when it is none."""
    until = entry.until
    if until is None:
        return first
    if until.date is None:
        last = _point_of(until, entry, day, zone, zones)
        if last is not None and last.before(first):
            last = _point_of(until, entry, _later(day, 1), zone, zones)
    else:
        last = make_point(until, zones, zone=zone, day=day)
    return first if last is None else last


def _is_latest_first(segment: _Segment, last: dt.date | None) -> bool:
    """Whether a timeline is written from its end: its clock falls more often than it rises and than midnights do."""
    clocks = [entry.stamp.clock for entry in segment.entries]
    known = [clock for clock in clocks if clock is not None]
    falls = sum(1 for one, other in pairwise(known) if other < one)
    rises = sum(1 for one, other in pairwise(known) if other > one)
    end = segment.next_day or last
    nights = max(0, (end - segment.day).days) if end is not None and segment.day is not None else 0
    return falls > 1 and falls > rises and falls > nights


_EVENING, _MORNING = 18 * 3600, 6 * 3600
_LEAD_UP_DROP = 4 * 3600


def _rollovers(segment: _Segment, names: list[str], last: dt.date | None) -> tuple[list[int], bool]:
    """How many midnights lie before each entry of a segment, and whether that is certain.

    A drop of the clock is a midnight or a mistake. As many of the largest drops are midnights as the incident's dates
    allow, one more behind the row of the resolution, where monitoring goes on.
    """
    clocks = [entry.stamp.clock for entry in segment.entries]
    drops: list[tuple[int, int]] = []
    previous: int | None = None
    for index, clock in enumerate(clocks):
        if clock is None:
            continue
        if previous is not None and clock < previous:
            drops.append((previous - clock, index))
        previous = clock
    end = segment.next_day or last
    resolved = next((index for index, name in enumerate(names) if name == "resolved"), None)
    if end is None or segment.day is None:
        chosen = {index for size, index in drops if size >= _EVENING - _MORNING}
        return _count(chosen, len(clocks)), False
    allowed = max(0, (end - segment.day).days)
    inside = sorted((drop for drop in drops if resolved is None or drop[1] <= resolved), reverse=True)
    chosen = {index for _, index in inside[:allowed]}
    behind = sorted((drop for drop in drops if resolved is not None and drop[1] > resolved), reverse=True)
    spare = allowed - len(chosen) if segment.next_day is None else 0
    chosen |= {index for _, index in behind[: 1 + spare]}
    certain = True
    if resolved is None and len(inside) > allowed and segment.next_day is None:
        # Monitoring without a row that names the resolution: one more, if it looks like a midnight.
        more = {index for size, index in inside[allowed : allowed + 1] if size >= _EVENING - _MORNING}
        certain = not more
        chosen |= more
    counted = _count(chosen, len(clocks))
    if not segment.written and len(chosen) < len(drops):
        counted = _lead_up(counted, drops, chosen, clocks)
    rolled = sum(1 for index in chosen if resolved is None or index <= resolved)
    return counted, certain and rolled >= allowed


def _lead_up(counted: list[int], drops: list[tuple[int, int]], chosen: set[int], clocks: list[int | None]) -> list[int]:
    """Rows of the evening before, when the first drop that is left is as large as a night."""
    left = sorted(index for size, index in drops if index not in chosen and size >= _LEAD_UP_DROP)
    before = [clock for clock in clocks[: left[0]] if clock is not None] if left else []
    if left and before and min(before) >= _EVENING - 6 * 3600 and left[0] <= len(clocks) // 2:
        return [offset - 1 if index < left[0] else offset for index, offset in enumerate(counted)]
    return counted


def _count(chosen: set[int], length: int) -> list[int]:
    offsets, days = [], 0
    for index in range(length):
        days += index in chosen
        offsets.append(days)
    return offsets
