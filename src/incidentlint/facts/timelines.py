"""Timelines: what happened when, wherever and in whatever form it is written.

Table rows, list items, lines of a code block, paragraphs, sub-headings and pasted messages that begin with a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from incidentlint.facts.both_zones import ZONE_WORD, name_one_time, other_zone, with_beside, with_both, zones_of_head
from incidentlint.facts.day_marks import leads_row, with_day_marks
from incidentlint.facts.loose import Loose, behind_step, event_behind, has_steps, may_begin_so, read_loose, read_since
from incidentlint.facts.model import Entry, Kind, Timeline
from incidentlint.facts.short_days import settled
from incidentlint.facts.words import FactWords
from incidentlint.facts.zones_in_heads import zone_in_head
from incidentlint.grammars import Stamp, Zone, read_stamp, read_zone
from incidentlint.markdown import Code, Prose, Quote, prose_slice, unstruck
from incidentlint.outline import FieldNode, Label, ListNode, Node, Outline, SectionNode, TableNode, TableRow, TextNode
from incidentlint.text import Span
from incidentlint.vocabulary import lead_key, likely, phrases

_CHAT = re.compile(r"[\W_]{0,6}[\w@][\w .@'-]{0,40}?[\s*_]{1,6}[\[(]([^\[\]()\n]{3,30})[\])]\s*$")
_OPENED = re.compile(r"[\s*_`]{0,3}[(\[](?=[\w*_])")
_ALONE = re.compile(r"[\W_]*$")
_LOGGED = re.compile(r"\d{1,2}/\w{3}/\d{4}:\d")
_FEW, _MOST = 2, 600


class Reader:
    """Reads the timelines of an outline."""

    def __init__(
        self,
        outline: Outline,
        words: FactWords,
        zones: Mapping[str, str],
        month_first: bool | None,
        places: Iterable[Span] = (),
    ) -> None:
        """Read `outline`; `month_first` settles the order of days in figures, `places` are a template's timelines."""
        self.words = words
        self.places = frozenset(places)
        self.zones = zones
        self.month_first = month_first
        self.found: list[Timeline] = []
        self.part = 0
        self.steps = has_steps(outline.document.source.text)
        self._section([*outline.preamble, *outline.sections], None, None, named=False)

    def _section(
        self, nodes: Sequence[Node], title: SectionNode | None, day: Stamp | None, *, named: bool
    ) -> Stamp | None:
        """Read what is in a section; the date that holds at its end is returned."""
        self.part += 1
        part = self.part
        loose: list[Entry] = []
        chat: list[Entry] = []
        heads: list[Entry] = []
        first = len(self.found)
        for node in nodes:
            if isinstance(node, SectionNode):
                head = self._entry(node.title)
                if head is not None and (head.stamp.time is not None or head.seconds is not None):
                    heads.append(_with_event(head, node))
                below = self._day_of(node.title) or (head.stamp if head is not None and head.stamp.date else None)
                own = named or self._is_timeline(node)
                after = self._section(node.children, node, below or day, named=own)
                day = after if below is not None or heads else day
            else:
                day = self._node(node, day, loose, chat, named=named, part=part)
        if heads:
            self._add(heads, "heading", None, day=None, named=named, part=part)
        elif loose:
            self._add(loose, "text", None, day=None, named=named, part=part)
        self._add(chat, "chat", None, day=None, named=named, part=part)
        zone = (
            stated_zone((line for node in nodes for line in _lines_of(node)), self.zones, self.words.clocks)
            if named
            else None
        )
        if zone is None and title is not None and self._is_timeline(title):
            zone = self.head_zone(title.title.text)
        if zone is not None:
            self.found[first:] = [
                timeline if timeline.zone else msgspec.structs.replace(timeline, zone=zone)
                for timeline in self.found[first:]
            ]
        if len(self.found) - first > 1:
            self._without_evidence(first, part, is_told=bool(heads))
        return day

    def _without_evidence(self, first: int, part: int, *, is_told: bool) -> None:
        """Code beside other entries of a section, or below a heading that is one, is evidence, with another clock."""
        own = [timeline for timeline in self.found[first:] if timeline.part == part]
        if is_told or any(timeline.kind != "code" for timeline in own):
            self.found[first:] = [
                timeline
                for timeline in self.found[first:]
                if timeline.kind != "code" or (timeline.part != part and not is_told)
            ]

    def _node(
        self, node: Node, day: Stamp | None, loose: list[Entry], chat: list[Entry], *, named: bool, part: int
    ) -> Stamp | None:
        """Read one node that is no section; the date that holds after it is returned."""
        if isinstance(node, TableNode):
            return self._table(node, day, named=named, part=part)
        if isinstance(node, ListNode):
            return self._list(node, day, named=named, part=part)
        if isinstance(node, TextNode):
            if isinstance(node.block, Quote):
                if node.block.alert or (named and any(isinstance(child, TableNode) for child in node.children)):
                    return self._below(node, day, loose, chat, named=named, part=part)  # a box around its contents
                if not any(isinstance(child, TextNode) and isinstance(child.block, Quote) for child in node.children):
                    chat += [entry for line in node.lines for entry in self._chat(line)]
                return day
            if isinstance(node.block, Code) or node.children:
                return day
            for line in node.lines:
                said = list(self._chat(line))
                if said:
                    chat += said
                    continue
                rows = list(self._lines(line, day))
                loose += rows
                dates = [row.stamp for row in rows if row.stamp.date is not None]
                day = dates[-1] if dates else self._day_of(line) or day
            return day
        if isinstance(node, SectionNode):
            return day
        before, alone = len(loose), None
        if node.whole is not None and node.origin in ("bold", "plain", "lead"):
            entry = self._entry(node.whole)
            if entry is not None and entry.stamp.time is not None:
                loose.append(_with_event(entry, node))
                day = entry.stamp if entry.stamp.date is not None else day
            else:
                alone = self._day_of(node.whole)
        after = self._below(node, alone or day, loose, chat, named=named or self._is_timeline(node), part=part)
        if alone is not None and node.whole is not None and len(loose) > before:  # the day of what is below it
            loose.insert(before, Entry(alone, node.whole.source(alone.start, alone.end), None))
        return after

    def _below(
        self, node: Node, day: Stamp | None, loose: list[Entry], chat: list[Entry], *, named: bool, part: int
    ) -> Stamp | None:
        """Read what is in a node; the date that holds after it is returned."""
        for child in node.children:
            day = self._node(child, day, loose, chat, named=named, part=part)
        return day

    def _is_timeline(self, node: FieldNode | SectionNode) -> bool:
        """Whether a label or heading calls what is below it a timeline, whatever it goes on with."""
        label = node.label
        if node.span in self.places:
            return True
        return not self.words.timelines.isdisjoint((label.key, label.bare, lead_key(label.text)))

    def _day_of(self, prose: Prose) -> Stamp | None:
        """The date that a heading, lead or line is, or begins with."""
        found = self._dated(prose.text)
        if found is None:
            return None
        rest = prose.text[found.end :]
        return found.stamp if _ALONE.match(rest) or re.match(r"[\s*_]{0,4}[:(–—-]", rest) else None

    def _entry(self, prose: Prose | None, *, clock: bool = False) -> Entry | None:
        """The row that a text is, if it begins with a time or is led by a date; `clock`: in a place of times."""
        if prose is None or not may_begin_so(prose.text):
            return None
        text = unstruck(prose)
        if self.steps and (step := behind_step(text)):
            entry = self._entry(prose_slice(prose, step, len(prose.text)), clock=clock)
            if entry is not None and entry.stamp.time is not None:
                return entry
        since = read_since(text)
        if since is not None:
            at = text.upper().find("T")
            stamp = Stamp(None, None, at, since[1], text[at : since[1]])
            return Entry(stamp, prose.source(at, since[1]), event_behind(prose, since[1]), seconds=since[0])
        found = read_loose(text, self.zones, month_first=self.month_first, clock=clock)
        if found is None:
            return None
        stamp = found.stamp
        if stamp.time is None and not leads_row(text, found.end, clock=clock):
            return None
        other, end = self._other(text, found)
        if stamp.date is None and (behind := self._date_behind(text, end)) is not None:
            stamp, end = msgspec.structs.replace(stamp, date=behind[0].date), behind[1]
        return Entry(
            stamp, prose.source(stamp.start, stamp.end), event_behind(prose, end), found.until, found.form, other=other
        )

    def _date_behind(self, text: str, start: int) -> tuple[Stamp, int] | None:
        """The date in parentheses after a time, ``22:30 UTC (Oct 29)``, and where it ends."""
        opened = _OPENED.match(text, start)
        found = self._dated(text[opened.end() :]) if opened else None
        if opened is None or found is None:
            return None
        end = opened.end() + found.end
        return (found.stamp, end + 1) if text[end : end + 1] in (")", "]") and found.stamp.start == 0 else None

    def _other(self, text: str, found: Loose) -> tuple[Stamp | None, int]:
        """A second statement of the same moment, in another zone: ``19:00 ART / 22:00 UTC``."""
        if found.until is not None or found.form:
            return None, found.end
        other, end = other_zone(text, found.stamp, self.zones)
        return other, end if other is not None else found.end

    def _chat(self, prose: Prose) -> Iterator[Entry]:
        """The messages of a pasted chat: a name with a time after it, alone in a line."""
        start = 0
        for line in prose.text.split("\n"):
            match = _CHAT.match(line) if len(line) < 90 else None
            stamp = read_stamp(match[1], self.zones) if match else None
            if match and stamp is not None and stamp.time is not None and stamp.end == len(match[1].rstrip()):
                place = prose.source(start + match.start(1), start + match.end(1))
                yield Entry(
                    stamp, place, prose_slice(prose, min(start + len(line) + 1, len(prose.text)), len(prose.text))
                )
            start += len(line) + 1

    def _lines(self, prose: Prose, day: Stamp | None) -> Iterator[Entry]:
        """The rows of a paragraph: its first line, and further ones that begin as a row does."""
        lines = prose.text.split("\n")
        first = self._entry(prose)
        if first is None and self._day_of(prose_slice(prose, 0, len(lines[0]))) is None:
            return
        starts = [0, *(match.end() for match in re.finditer("\n", prose.text))]
        parts = [prose_slice(prose, start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
        read = [self._entry(part) for part in parts]
        # A sentence may go on with a time in its next line; not in each of several.
        plain = len(lines) > _FEW and all(entry is not None and entry.stamp.time is not None for entry in read)
        for number, (part, entry) in enumerate(zip(parts, read, strict=True)):
            if entry is not None and (number == 0 or plain or _is_row(part.text, entry)):
                yield entry
            elif number and entry is None:
                alone = self._day_of(part)
                if alone is not None:
                    yield Entry(alone, part.source(alone.start, alone.end), None)

    def _list(self, node: ListNode, day: Stamp | None, *, named: bool, part: int) -> Stamp | None:
        read: list[Entry | None] = []
        for item in node.children:
            entry = None if item.tick is not None else self._entry(item.whole, clock=named)
            read.append(entry)
        entries = [entry for entry in read if entry is not None]
        enough = len(entries) * 2 > len(read) or (named and bool(entries))
        timed = [entry for entry in entries if entry.stamp.time is not None or entry.seconds is not None]
        dates = [entry.stamp for entry in entries if entry.stamp.date is not None]
        if enough:
            kind: Kind = "code" if node.code else "list"
            broken = read[0] is None or read[-1] is None
            pairs = zip(node.children, read, strict=True)
            untimed = tuple(item.whole for item, entry in pairs if entry is None and item.whole is not None)
            self._add(entries, kind, node.span, day=day, named=named, part=part, broken=broken, untimed=untimed)
        for item, entry in ((item, entry) for item, entry in zip(node.children, read, strict=True) if item.children):
            above = day
            if entry is not None and entry.stamp.date is not None:
                above = entry.stamp
            elif item.whole is not None:
                above = self._day_of(item.whole) or day
            inner: list[Entry] = []
            talk: list[Entry] = []
            own = named or self._is_timeline(item)
            for child in item.children:
                if not (enough and timed and isinstance(child, TextNode)):
                    above = self._node(child, above, inner, talk, named=own, part=part)
            self._add(inner, "text", None, day=above if not inner else None, named=own, part=part)
            self._add(talk, "chat", None, day=None, named=own, part=part)
        return dates[-1] if enough and dates else day

    def _table(self, table: TableNode, day: Stamp | None, *, named: bool, part: int) -> Stamp | None:
        width = len(table.columns)
        rows = [row for row in table.rows if len(row.cells) == width and not self.words.is_total(row.cells[0].text)]
        if not rows or table.pairs:
            return day
        column, read = self._time_column(table, rows)
        if column is None or (column and width == _FEW and not named and not self._is_timed(table.columns[column])):
            return day  # labels with their values
        days = self._day_column(table, rows, column)
        beside = self._zones_beside(table, rows, column)
        told = [i for i in range(column + 1, width) if i != days and i not in beside]
        event = next((i for i in told if table.columns[i].key not in self.words.who), next(iter(told), None))
        entries: list[Entry] = []
        untimed: list[Prose] = []
        head = table.columns[column].text
        zone, pair = self.head_zone(head), zones_of_head(head, self.zones)
        if pair is not None:
            read = [with_both(entry, unstruck(row.cells[column]), pair) for row, entry in zip(rows, read, strict=True)]
        alike = name_one_time(head, *(table.columns[i].text for i in beside))
        for other, name in islice(beside.items(), 1 if alike else 0):
            further = (self._entry(row.cells[other], clock=True) for row in rows)
            read = [with_beside(*both, zone, name) for both in zip(read, further, strict=True)]
        for row, entry in zip(rows, read, strict=True):
            stamp = None if days is None else self._date(row.cells[days])
            if entry is None:
                if stamp is not None:
                    entries.append(Entry(stamp, row.cells[days or 0].source(stamp.start, stamp.end), None))
                else:
                    untimed.append(row.cells[event if event is not None else column])
                continue
            if stamp is not None and entry.stamp.date is None:
                joined = msgspec.structs.replace(entry.stamp, date=stamp.date)
            else:
                joined = entry.stamp
            text = row.cells[event] if event is not None else entry.event
            entries.append(msgspec.structs.replace(entry, stamp=joined, event=text))
        broken = len(rows) < len(table.rows) or read[0] is None or read[-1] is None
        self._add(
            entries,
            "table",
            table.span,
            day=day,
            named=named,
            part=part,
            zone=zone,
            broken=broken,
            untimed=tuple(untimed),
            beside=tuple(beside.values()),
        )
        return day

    def _zones_beside(self, table: TableNode, rows: list[TableRow], column: int) -> dict[int, Zone]:
        """The further columns of nothing but times whose heads name a zone: ``| UTC | CEST | Event |``."""
        heads = {i: self.head_zone(label.text) for i, label in enumerate(table.columns) if i > column}
        return {i: zone for i, zone in heads.items() if zone and all(self._has_time(row.cells[i]) for row in rows)}

    def _has_time(self, cell: Prose) -> bool:
        entry = self._entry(cell, clock=True)
        return entry is not None and entry.stamp.time is not None

    def _is_timed(self, head: Label) -> bool:
        return head.key in self.words.time | self.words.date or self.head_zone(head.text) is not None

    def _time_column(self, table: TableNode, rows: list[TableRow]) -> tuple[int | None, list[Entry | None]]:
        width = min(len(table.columns), 4)
        heads = [
            i for i in range(width) if table.columns[i].key in self.words.time or self.head_zone(table.columns[i].text)
        ]
        for column in (*heads, *(i for i in range(min(width, 3)) if i not in heads)):
            read = [self._entry(row.cells[column], clock=column in heads) for row in rows]
            timed = sum(
                1 for entry in read if entry is not None and (entry.stamp.time is not None or entry.seconds is not None)
            )
            dated = sum(1 for entry in read if entry is not None and entry.stamp.date is not None)
            owned = column and not timed and any(label.key in self.words.who for label in table.columns[:column])
            if column in heads and max(timed, dated) * 2 > len(rows) and not owned:  # `| What | Who | When |` is due
                return column, read
            if timed * 2 > len(rows) and (timed > 1 or len(rows) == 1):
                return column, read
        dates = [i for i in range(width) if table.columns[i].key in self.words.date]
        for column in dates[:1]:
            read = [self._entry(row.cells[column]) for row in rows]
            plain = {label.key for label in table.columns}
            if all(entry is not None for entry in read) and not plain & self.words.due:
                return column, read
        return None, []

    def _day_column(self, table: TableNode, rows: list[TableRow], column: int) -> int | None:
        for i, label in enumerate(table.columns):
            named = label.key in self.words.date or label.bare in self.words.date
            if i != column and (named or i < column):
                legible = sum(1 for row in rows if self._date(row.cells[i]) is not None)
                if legible and (named or legible * 2 > len(rows)):
                    return i
        return None

    def _date(self, cell: Prose) -> Stamp | None:
        return found.stamp if (found := self._dated(cell.text)) is not None else None

    def _dated(self, text: str) -> Loose | None:
        found = read_loose(text, self.zones, month_first=self.month_first) if may_begin_so(text) else None
        return None if found is None or found.stamp.date is None or found.stamp.time is not None else found

    def head_zone(self, name: str) -> Zone | None:
        """The zone in a column's head: ``Time (CET)``, ``UTC``."""
        return zone_in_head(name, self.zones)

    def _add(
        self,
        entries: list[Entry],
        kind: Kind,
        span: Span | None,
        *,
        day: Stamp | None,
        named: bool,
        part: int,
        zone: Zone | None = None,
        broken: bool = False,
        untimed: tuple[Prose, ...] = (),
        beside: tuple[Zone, ...] = (),
    ) -> None:
        """Note a timeline, if its entries are enough to be one; forms that may be something else need company."""
        timed = [entry for entry in entries if entry.stamp.time is not None or entry.seconds is not None]
        odd = [entry for entry in timed if entry.form in ("digits", "dot") and entry.stamp.date is None]
        if odd and (len(timed) - len(odd) < _FEW and len(odd) < max(_FEW + 1, len(entries) // 2)):
            entries = [entry for entry in entries if entry not in odd]
        if len(entries) < (1 if named and kind != "chat" else _FEW) or len(entries) > _MOST:
            return
        place = span or Span(entries[0].span.start, entries[-1].span.end)
        entries = settled(with_day_marks(entries))
        self.found.append(Timeline(tuple(entries), kind, place, zone, day, named, part, broken, untimed, beside))


def _lines_of(node: Node) -> tuple[Prose, ...]:
    """The lines of a paragraph, or of a field of one."""
    if isinstance(node, TextNode) and not node.children and not isinstance(node.block, (Code, Quote)):
        return node.lines
    return (node.whole,) if isinstance(node, FieldNode) and node.whole is not None else ()


def _is_row(line: str, entry: Entry) -> bool:
    """Whether a further line of a paragraph that begins with a time is a row: no sentence that goes on, no log."""
    if _LOGGED.match(entry.stamp.raw):
        return False
    if re.match(r"\s*[\[(*_`~•–—@-]", line):
        return True
    rest = line[entry.stamp.end :]
    return entry.stamp.date is not None or bool(re.match(r"[\s*_`\])]{0,6}(?:[-–—:|]|$)|\s+[A-Z@]", rest))


def _with_event(entry: Entry, node: SectionNode | FieldNode) -> Entry:
    """An entry whose time is alone in a heading or lead: what happened is told below it."""
    if entry.event is not None and entry.event.text.strip():
        return entry
    first = node.children[0] if node.children else None
    if isinstance(first, TextNode) and first.lines:
        return msgspec.structs.replace(entry, event=first.lines[0])
    if isinstance(first, FieldNode) and first.whole is not None:
        return msgspec.structs.replace(entry, event=first.whole)
    return entry


def stated_zone(texts: Iterable[Prose], zones: Mapping[str, str], clocks: tuple[str, ...]) -> Zone | None:
    """The zone that a sentence states for all times, as in ``All times are BZT (UTC-6)``, with `clocks` for times."""
    pattern, may = phrases(clocks, "", r"[^.\n]{0,60}"), likely(clocks)
    for prose in texts:
        for match in pattern.finditer(prose.text) if may(prose.text) else ():
            for word in ZONE_WORD.finditer(match.group()):
                form = len(word.group()) > 1 and len({*word.group()}) == 1  # `HH`, `YYYY`
                zone = None if form else read_zone(word.group(), zones)
                if zone is not None and zone.end == len(word.group()):
                    return zone
    return None
