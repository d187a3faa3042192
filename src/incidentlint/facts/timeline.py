"""Timelines: what happened when, in whatever form it is written.

Table rows, list items, lines of a code block, paragraphs and sub-headings that begin with a time. Times without a date
take the one given before them, or the incident's; midnight rolls over as often as the incident's dates allow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from incidentlint.grammars import Date, Stamp, Zone, read_date, read_range, read_stamp, read_zone
from incidentlint.markdown import Prose, prose_slice
from incidentlint.outline import FieldNode, ListNode, Node, SectionNode, TableNode, TextNode, walk
from incidentlint.text import Span
from incidentlint.vocabulary import Lexicon

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
