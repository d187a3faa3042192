"""The facts of the incident as a report states them, whatever its template: read once, asked by all."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cached_property

import msgspec

from incidentlint.facts.both_zones import ZonesApart, point_of, zones_apart
from incidentlint.facts.datings import anchor_of, first_day, is_published, month_first, read_datings
from incidentlint.facts.fields import labelled, read_length, read_moment
from incidentlint.facts.joined_moments import joined, meant
from incidentlint.facts.model import Dating, Length, Milestone, Row, Said, Timeline
from incidentlint.facts.order import Misplaced, misplaced
from incidentlint.facts.placing import ENDS, SOME_DAY, Placed, day_of, is_backward, is_past_midnight, place, plainly
from incidentlint.facts.sentences import Claim, told_lengths, told_moments
from incidentlint.facts.slips import shifted
from incidentlint.facts.tallies import Tally, told_cells, wrong_tallies
from incidentlint.facts.timed_lengths import lengths_with_times
from incidentlint.facts.timelines import Reader, stated_zone
from incidentlint.facts.words import FactWords
from incidentlint.grammars import Point, Stamp, Zone, default_zone, find_dates, find_stamps, make_point
from incidentlint.markdown import Code, Prose, Quote
from incidentlint.outline import FieldNode, Outline, SectionNode, TableNode, TextNode, walk
from incidentlint.text import Span, SpanSet, has_digit
from incidentlint.vocabulary import key_of


class Template(msgspec.Struct, frozen=True):
    """What a template says of the facts: milestones by where their values begin, and the zone of bare times.

    `moments` and `lengths` are what its own fields state, `known` the milestones that it has fields for, `asked` the
    names of the ends that slots ask for, by where the values of their fields begin, `later` the days of the report and
    its signatures. `meetings` are the labels and texts of its meetings and notices. `timelines` are the places of its
    timelines, where it `asks_timeline`. `named` says that the report was written for it: nothing has to be guessed.
    """

    roles: Mapping[int, str] = {}
    zone: Zone | None = None
    moments: tuple[Milestone, ...] = ()
    lengths: tuple[Length, ...] = ()
    asked: Mapping[int, tuple[str, str]] = {}
    later: tuple[Milestone, ...] = ()
    meetings: tuple[tuple[str, Prose], ...] = ()
    known: frozenset[str] = frozenset()
    timelines: tuple[Span, ...] = ()
    asks_timeline: bool = False
    named: bool = False


_NO_TEMPLATE = Template()
_HALF = re.compile(r"\d\s?[ap]\.?m\b", re.IGNORECASE)
_LEADING = 4
"""Among so many signs at its beginning a value that is meant to be a moment or a length has a digit."""
_LONGEST_VALUE = 80
"""A longer value tells a story: nobody expects it to be a moment or a length alone."""


class Facts:
    """What a report states: days, milestones, lengths, timelines, sentences with moments."""

    def __init__(
        self, outline: Outline, words: FactWords, zones: Mapping[str, str], path: str, template: Template
    ) -> None:
        """Read the facts of `outline`; `path` is the file's, ``""`` where it has none, `zones` are IANA names.

        `template` is what its template says of them.
        """
        self.template = template
        self.outline = outline
        self.words = words
        self.zones = zones
        self.path = path
        self.month_first = month_first(path, outline.document.source.text)
        self.stated = list(labelled(outline))
        """Every label with its value, in the order of the text."""

    @cached_property
    def datings(self) -> list[Dating]:
        """The days that title, file name, folder, front matter and fields say."""
        return list(read_datings(self.outline, self.stated, self.path, self.words))

    @cached_property
    def two_zones(self) -> list[ZonesApart]:
        """The moments that are stated in two zones which do not agree."""
        found: list[ZonesApart | None] = []
        for milestone in self.milestones:
            point = milestone.instant
            if milestone.other is not None and point is not None:
                found.append(self._apart(milestone.stamp, milestone.other, milestone.span, self.zone, point.days[0]))
        for placed in self.placed:
            for row in placed.rows:
                if row.entry.other is not None and row.day != SOME_DAY:
                    zone = placed.timeline.zone or self.zone
                    found.append(self._apart(row.entry.stamp, row.entry.other, row.entry.span, zone, row.day))
        return [apart for apart in found if apart is not None]

    def _apart(self, stamp: Stamp, other: Stamp, span: Span, zone: Zone | None, day: dt.date) -> ZonesApart | None:
        return zones_apart(stamp, other, span, self.zones, zone=zone, day=day)

    @cached_property
    def meetings(self) -> list[Milestone]:
        """The days of meetings that look back at the incident."""
        asked = self.template.meetings
        taken = {value.span for _, value in asked}
        named = [
            (stated.label, stated.value)
            for stated in self.stated
            if self.words.is_meeting(stated.label) and stated.origin not in ("cell", "heading")
        ]
        read = [self._meeting(*each) for each in (*asked, *(each for each in named if each[1].span not in taken))]
        return [meeting for meeting in read if meeting is not None]

    def _meeting(self, label: str, value: Prose) -> Milestone | None:
        """When a meeting is: of several days that are named, it was moved or invited to, the last one."""
        stamps = find_stamps(value.text, self.zones) or _dated(value.text)
        full = [stamp for stamp in stamps if stamp.date is not None and stamp.date.year is not None and stamp.valid]
        read = [(stamp, make_point(stamp, self.zones, zone=self.zone)) for stamp in full]
        known = [(stamp, point) for stamp, point in read if point is not None]
        if not known:
            return None
        stamp, point = max(known, key=lambda each: each[1].low)
        return Milestone("post-mortem", label, stamp, value.source(stamp.start, stamp.end), point)

    @cached_property
    def head_days(self) -> tuple[dt.date, ...]:
        """The days of the title and of the file name."""
        return tuple(dict.fromkeys(day for d in self.datings if d.kind in ("title", "file") for day in d.days))

    @cached_property
    def _moments(self) -> list[Milestone]:
        """The labelled moments that are not the template's own, without their instants."""
        found = []
        for stated in self.stated:
            role = self.template.roles.get(stated.value.span.start) or self.words.role_of(stated.label)
            if not role or role in self.template.known:
                continue
            read = read_moment(stated, self.zones, month_first=self.month_first)
            if read is None or read[0].until is not None:
                continue
            loose, note = read
            stamp = loose.stamp
            if note and stamp.date is not None and stamp.time is None and ":" in note:
                continue
            span = stated.value.source(stamp.start, stamp.end)
            found.append(Milestone(role, stated.label, stamp, span, None, loose.form, other=loose.other))
        return found

    @cached_property
    def unread(self) -> list[tuple[str, Prose]]:
        """The labels of moments and lengths whose values say something that is read as neither, with those values."""
        found = []
        read_lengths = SpanSet(length.span for length in self.lengths)
        for stated in self.stated:
            value = stated.value.text.strip()
            if read_lengths.overlaps(stated.value.span):
                continue
            if len(value) > _LONGEST_VALUE or not any(map(str.isdigit, value[:_LEADING])):
                continue
            asks_moment = bool(self.words.role_of(stated.label)) and stated.origin != "cell"
            read = read_moment(stated, self.zones, month_first=self.month_first) if asks_moment else None
            if (asks_moment and read is None) or (
                self.words.kind_of(stated.label)[0] and next(read_length(stated, self.words), None) is None
            ):
                found.append((stated.label, stated.value))
        return found

    @cached_property
    def zone(self) -> Zone | None:
        """The zone of the times that write none: the only one that is written, or one that a sentence states."""
        if self.template.zone is not None:
            return self.template.zone
        stamps = [milestone.stamp for milestone in (*self.template.moments, *self._moments)]
        stamps += [entry.stamp for timeline in self._timelines.found for entry in timeline.entries]
        return default_zone(stamps, stated_zone(self.texts, self.zones, self.words.clocks), self.zones)

    @cached_property
    def texts(self) -> list[Prose]:
        """The texts of paragraphs, items and headings, without code."""
        found: list[Prose] = []
        for node in self.outline.walk():
            if isinstance(node, TextNode) and not node.children and not isinstance(node.block, Code):
                found += node.lines
            elif isinstance(node, SectionNode):
                found.append(node.title)
            elif isinstance(node, FieldNode) and node.whole is not None:
                found.append(node.whole)
        return found

    @cached_property
    def milestones(self) -> list[Milestone]:
        """The moments that labels state, in the order of the text; of a role that is stated twice both."""
        found = []
        near = self._near()
        given = [msgspec.structs.replace(milestone, given=True) for milestone in self.template.moments]
        stated, days = joined((*given, *self._moments))
        for milestone in stated:
            stamp, day = milestone.stamp, None
            if stamp.date is None or stamp.date.year is None:
                day = days.get(milestone.span, near)
                if day is not None and is_past_midnight(milestone, stated, day):
                    day = shifted(day, 1)
            said = meant(stamp) if milestone.form == "year" else stamp
            if said.date is not None and said.date.ambiguous and not milestone.given and near is not None:
                said = msgspec.structs.replace(said, date=plainly(said.date, near))
            point = point_of(said, milestone.other, self.zones, zone=self.zone, day=day) if said.valid else None
            if stamp.date is None and stamp.time is not None and day is None:
                point = None
            found.append(msgspec.structs.replace(milestone, instant=point))
        return sorted(found, key=lambda milestone: milestone.span.start)

    def _near(self) -> dt.date | None:
        """A day near the incident's: of a written milestone, else of title, file name or a field.

        Where the first one with a day is an end, these may say that the incident began on the evening before.
        """
        ranked = sorted(self.datings, key=lambda d: ("title", "file", "field", "matter").index(d.kind))
        head = ranked[0].days[0] if ranked else None
        for milestone in (*self.template.moments, *self._moments):
            stamp = milestone.stamp
            if stamp.date is not None and stamp.date.year is not None and stamp.valid:
                day = day_of(stamp.date, None)
                if day is not None:
                    return head if milestone.role in ENDS and head == shifted(day, -1) else day
        return head

    @cached_property
    def anchor(self) -> dt.date | None:
        """The day that rows without one begin on."""
        return anchor_of(self.datings, self.milestones) or self._near()

    @cached_property
    def _timelines(self) -> Reader:
        return Reader(self.outline, self.words, self.zones, self.month_first, self.template.timelines)

    @cached_property
    def placed(self) -> list[Placed]:
        """All timelines with the instants of their rows."""
        known = [milestone.instant for milestone in self.milestones if milestone.instant is not None]
        halved = [m for m in self.milestones if m.stamp.time is not None and m.stamp.time.meridiem == "pm"]
        afternoon = [m.instant for m in halved if m.instant is not None]
        day, zone, found = self.anchor, self.zone, self._timelines.found
        later = day is not None and is_published(self.datings, self.milestones)
        days = [first_day(timeline, day) if later and day is not None else day for timeline in found]
        timelines = zip(found, days, strict=True)
        return [place(timeline, first, zone, self.zones, self.words, known, afternoon) for timeline, first in timelines]

    @cached_property
    def story(self) -> list[Placed]:
        """The timelines of the incident itself: the template's, those of sections called so, else the longest one."""
        places = self.template.timelines
        own = [p for p in self.placed if any(s.start <= p.timeline.span.start < s.end for s in places)]
        if own or self.template.asks_timeline:
            return own
        talks = [placed for placed in self.placed if placed.timeline.kind != "chat"]
        named = [placed for placed in talks if placed.timeline.named]
        if named:
            return named
        longest = max(talks, key=lambda placed: len(placed.rows), default=None)
        if longest is None or len(longest.rows) < 3:
            return []
        return [placed for placed in talks if placed.timeline.part == longest.timeline.part]

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the story, those out of order left out."""
        wrong = {found.row.entry.span for found in self.disorder}
        return [row for placed in self.story for row in placed.rows if row.entry.span not in wrong]

    @property
    def all_rows(self) -> list[Row]:
        """The rows of the story, also those out of order."""
        return [row for placed in self.story for row in placed.rows]

    @cached_property
    def disorder(self) -> list[Misplaced]:
        """The rows of all timelines that are out of order."""
        known = {m.instant.low for m in self.milestones if m.instant is not None and not m.instant.whole_day}
        read = (placed for placed in self.placed if not self._is_aside(placed.timeline))
        found = [wrong for placed in read for wrong in misplaced(placed, self.head_days, known)]
        return [] if found and self._is_unordered() else found

    def _is_unordered(self) -> bool:
        """Whether the text says that the rows are in no order."""
        said = " ".join(" ".join(line.text for line in self.texts).casefold().split())
        return any(phrase in said for phrase in self.words.unordered)

    def _is_aside(self, timeline: Timeline) -> bool:
        """Whether a table tells by the way when something was done, beside a timeline: its rows begin otherwise."""
        if timeline.kind != "table" or timeline.named or not any(placed.timeline.named for placed in self.story):
            return False
        source, start = self.outline.document.source, timeline.entries[0].span.start
        return any(map(str.isalpha, source.text[source.line_span(source.line_of(start)).start : start]))

    @cached_property
    def backward(self) -> list[Row]:
        """The rows of all timelines whose range ends before it begins."""
        return [
            row
            for placed in self.placed
            for row in placed.rows
            if row.entry.until is not None
            and not placed.halves
            and row.last == row.instant
            and is_backward(row.entry.stamp, row.entry.until)
        ]

    @cached_property
    def lengths(self) -> list[Length]:
        """The lengths of time that labels state."""
        given, asked = self.template.lengths, self.template.asked
        taken = SpanSet(length.span for length in given)
        read = [length for stated in self.stated for length in read_length(stated, self.words, asked)]
        labelled = [*given, *(length for length in read if not taken.overlaps(length.span))]
        labelled.sort(key=lambda length: length.span.start)
        taken = SpanSet(length.span for length in labelled if length in given or length.duration.qualifier)
        timed = [*lengths_with_times(self.numbered, self.zones, self.words, taken)]
        taken = SpanSet(length.span for length in (*labelled, *timed))
        # Where a template has fields for them, what is told is compared with those, by another rule.
        asks = self.template.named and (self.template.known or given)
        told = () if asks else self.told
        return [*labelled, *timed, *(length for length in told if not taken.overlaps(length.span))]

    @cached_property
    def told(self) -> list[Length]:
        """The lengths of the incident that sentences of its story tell."""
        return list(told_lengths(self.story_texts(), self.words))

    @cached_property
    def tallies(self) -> list[Tally]:
        """Stated totals and shares that their parts do not give."""
        source = self.outline.document.source.text
        return wrong_tallies((*self.texts, *told_cells(self.outline)), self.lengths, source, self.words.tallies)

    def all_texts(self) -> Iterator[Prose]:
        """The texts, the values of fields and the cells of tables; some of them twice."""
        yield from self.texts
        for node in self.outline.walk():
            if isinstance(node, FieldNode) and node.whole is None:
                yield node.value
            elif isinstance(node, TableNode) and len(node.rows) < _MANY:
                yield from (cell for row in node.rows for cell in row.cells)

    @cached_property
    def numbered(self) -> list[Prose]:
        """Those of all texts that have a digit, as all have that say when something was, or how long."""
        return [prose for prose in self.all_texts() if has_digit(prose.text)]

    @cached_property
    def claims(self) -> list[Claim]:
        """The milestones that sentences of the story state."""
        return list(told_moments(self.story_texts(), self.words, self.zones))

    def story_texts(self) -> Iterator[tuple[str, Prose]]:
        """The texts that tell of the whole incident: its title, what comes before the sections, summary and impact."""
        for title in self.outline.titles[:1]:
            yield "the title", title.title
        for node in self.outline.preamble:
            if isinstance(node, TextNode) and not node.children and not isinstance(node.block, (Code, Quote)):
                yield from (("the text", line) for line in node.lines)
        for section in self.outline.walk_sections():
            if section.label.key in self.words.story or section.label.bare in self.words.story:
                for node in walk(child for child in section.children if not isinstance(child, SectionNode)):
                    if isinstance(node, TextNode) and not node.children and not isinstance(node.block, (Code, Quote)):
                        yield from (("the text", line) for line in node.lines)
                    elif isinstance(node, FieldNode) and node.whole is not None and node.origin == "item":
                        yield "the text", node.whole
        for stated in self.stated:
            if key_of(stated.label) in self.words.story and stated.origin != "heading":
                yield "the text", stated.value

    def zone_of(self, row: Row) -> Zone | None:
        """The zone of a row: its own, its timeline's, else the report's."""
        if row.entry.stamp.zone is not None:
            return row.entry.stamp.zone
        own = (
            p.timeline.zone for p in self.placed if p.timeline.span.start <= row.entry.span.start < p.timeline.span.end
        )
        return next((zone for zone in own if zone is not None), self.zone)

    def instant_of(self, stamp: Stamp) -> Point | None:
        """The instant of a moment in a sentence; without a date it is of the incident's day."""
        if not stamp.valid or (self.anchor is None and stamp.date is None):
            return None
        day = self.anchor if stamp.date is None else day_of(stamp.date, self.anchor)
        return make_point(stamp, self.zones, zone=self.zone, day=day) if day is not None else None

    @cached_property
    def halves(self) -> list[tuple[Stamp, Span]]:
        """The times with AM or PM that are in no timeline, each with its place."""
        rows = SpanSet(placed.timeline.span for placed in self.placed)
        found = []
        for prose in self.texts:
            if not has_digit(prose.text) or _HALF.search(prose.text) is None or rows.overlaps(prose.span):
                continue
            for stamp in find_stamps(prose.text, self.zones):
                halved = stamp.time is not None and stamp.time.meridiem and stamp.valid and not stamp.approx
                if halved and prose.marked(stamp.start, stamp.end, "code", "link") is None:
                    found.append((stamp, prose.source(stamp.start, stamp.end)))
        return found

    @cached_property
    def said(self) -> list[Said]:
        """The moments in sentences outside of the timelines and their fields."""
        taken = SpanSet(entry.span for timeline in self._timelines.found for entry in timeline.entries)
        for milestone in self.milestones:
            taken.claim(milestone.span)
        found: list[Said] = []
        number = 0
        for node in self.outline.walk():
            if not isinstance(node, TextNode) or node.children or isinstance(node.block, (Code, Quote)):
                continue
            for line in node.lines:
                number += 1
                for stamp in find_stamps(line.text, self.zones):
                    span = line.source(stamp.start, stamp.end)
                    if (
                        stamp.date is None
                        or taken.overlaps(span)
                        or line.marked(stamp.start, stamp.end, "code", "link")
                    ):
                        continue
                    day = day_of(stamp.date, self.anchor)
                    point = None
                    if day is not None and (stamp.date.year is not None or self.anchor is not None):
                        point = make_point(stamp, self.zones, zone=self.zone, day=day) if stamp.valid else None
                    found.append(Said(stamp, span, line, point, first=number <= 2))
        return found


def _dated(text: str) -> list[Stamp]:
    """The dates of a text, as moments."""
    return [Stamp(date, None, date.start, date.end, date.raw, False) for date in find_dates(text)]


def read_facts(
    outline: Outline, words: FactWords, zones: Mapping[str, str], path: str = "", template: Template = _NO_TEMPLATE
) -> Facts:
    """The facts that a document states of its incident.

    `zones` are what the abbreviations of zones mean (IANA names), `path` is the file's below the project root.
    `template` is what its template says of them.
    """
    return Facts(outline, words, zones, path, template)


_MANY = 200  # a table of more rows lists something
