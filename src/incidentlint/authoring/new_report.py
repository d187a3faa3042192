"""Writing a new report: a template's text, with what is known put into its slots.

The template is read as a report of its own pack, so that every node is where it would be checked. What a report must
not keep is cut where that leaves the rest whole; all else is the template's own text, sign by sign.
Pure: no files, no clock.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

from incidentlint.authoring.draft_text import demands, escape, place_of, prose_of, word_start, yaml_text
from incidentlint.authoring.minimal import without_needless
from incidentlint.authoring.template_ids import id_pattern, node_of, pattern_of
from incidentlint.authoring.title_slots import (
    asked_part,
    asks_for_day,
    day_words,
    form_title,
    names_report,
    title_number,
    title_slot,
)
from incidentlint.markdown import Prose, Quote, parse
from incidentlint.outline import FieldNode, SectionNode, TextNode, outline
from incidentlint.packs import Pack
from incidentlint.report import Bound, Report
from incidentlint.template import Moment, Slot, SlotType, slot_pattern, spell, template_slots
from incidentlint.text import SourceText, Span, SpanSet
from incidentlint.vocabulary import key_of, phrases

_DAY = re.compile(r"YYYY[-/.]MM[-/.]DD")


class Facts(msgspec.Struct, frozen=True):
    """What is known of an incident when its report is begun; what is empty stays a slot.

    `number` is that of the report, for a template that numbers its titles and has no id.
    """

    incident: str = ""
    title: str = ""
    severity: str = ""
    detected: Moment | None = None
    started: Moment | None = None
    author: str = ""
    number: int = 0

    @property
    def day(self) -> dt.date | None:
        """The day of the incident."""
        moment = self.started or self.detected
        return moment.day if moment is not None else None


class Written(msgspec.Struct, frozen=True):
    """A new report.

    `placed` names the facts that found their place (``incident``, ``title``, ``severity``, ``detected``, ``started``,
    ``author``).
    """

    text: str
    placed: frozenset[str]


class _Edit(msgspec.Struct, frozen=True):
    span: Span
    text: str


def write_report(template: SourceText, pack: Pack, facts: Facts, *, minimal: bool = False) -> Written:
    """The report that is begun from a pack's template.

    With `minimal` the sections are left out that the pack demands under a condition which is false for the facts. A
    condition that rests on what is not known yet keeps its section.
    """
    draft = _Draft(template, pack, facts)
    text = SourceText(draft.text()).text  # offsets are those of the mended text
    if minimal:
        text = without_needless(text, pack)
    kept = text.strip("\n")
    return Written(f"{kept}\n", frozenset(draft.placed))


# --- The template, filled in ---


class _Draft:
    """A template that is becoming a report: what is cut from it, and what is put into it."""

    def __init__(self, template: SourceText, pack: Pack, facts: Facts) -> None:
        self.pack = pack
        self.facts = facts
        self.report = Report(outline(parse(template), pack.shape.labels()), pack)
        self.source = self.report.source
        self.placed: set[str] = set()
        self.edits: list[_Edit] = []
        self.taken = SpanSet()

    def text(self) -> str:
        """The template's text with all edits made."""
        for span in self.cuts():
            self.edit(span, "")
        self.keep_dates()
        self.fill_title()
        self.fill_form()
        self.fill_role("id", self.facts.incident, "incident")
        self.fill_role("title", self.facts.title, "title")
        self.fill_role("severity", self.facts.severity, "severity")
        self.fill_role("author", self.facts.author, "author")
        for role, moment in (("detected", self.facts.detected), ("started", self.facts.started)):
            if moment is not None:
                self.fill_moment(role, moment)
        self.fill_days()
        self.end_title()
        text = self.source.text
        for edit in sorted(self.edits, key=lambda edit: edit.span, reverse=True):
            text = text[: edit.span.start] + edit.text + text[edit.span.end :]
        return text

    def edit(self, span: Span, text: str) -> bool:
        """Note an edit, unless another has the place."""
        if not self.taken.claim(span):
            return False
        self.edits.append(_Edit(span, text))
        return True

    # What a report must not keep.

    def cuts(self) -> Iterator[Span]:
        """The places of guide text that goes without harm to what is around it."""
        head = self.header()
        if head is not None:
            yield head
        for guide in self.report.guides:
            yield self.lines(self.guide(guide))
        for _, node in self.report.guide_blocks:
            span = self.block(node)
            if span is not None:
                yield span
        for bound in self.report.walk():
            if bound.shape.guide == "value" and bound.value is not None:
                prose = bound.value.prose
                note = self.calls_itself(r"\s*[(\[][^()\[\]]*", r"[^()\[\]]*[)\]]").search(prose.text)
                if note and (prose.text[: note.start()] + prose.text[note.end() :]).strip():
                    yield prose.source(*note.span())
                elif isinstance(bound.node, FieldNode) and bound.node.origin == "front-matter":
                    yield from self.entry(bound.node)

    def entry(self, node: FieldNode) -> Iterator[Span]:
        """The line of a front matter's entry that speaks of the template, if it is one of several and one line."""
        line = self.source.line_of(node.span.start)
        matter = self.report.document.front_matter
        if matter and len(matter.entries) > 1 and not self.source.line_text(line + 1).startswith((" ", "\t", "- ")):
            yield Span(self.source.line_start(line), self.source.line_start(line + 1))

    def guide(self, span: Span) -> Span:
        """A guide section up to the first field in it that is to be filled in: that is no instruction."""
        sections = (node for node in self.report.outline.walk_sections() if node.heading.start == span.start)
        section = next(sections, None)
        for node in section.children if section is not None else ():
            if isinstance(node, FieldNode) and node.origin in ("bold", "plain") and node.span.start < span.end:
                if template_slots(node.value, self.pack.lexicon, whole=True):
                    return Span(span.start, self.source.line_start(self.source.line_of(node.span.start)))
        return span

    def header(self) -> Span | None:
        """What comes before the title of a report in a template that has a title of its own, and is not demanded."""
        title = self.title()
        if title is None or not self.pack.shape.constant_titles or self.report.outline.titles[0] is title:
            return None
        line = self.source.line_of(title.heading.start) + 1
        if any(demands(node) for node in self.pack.shape.nodes if node.line < line):
            return None
        matter = self.report.document.front_matter
        start = self.source.line_start(self.source.line_of(matter.span.end) + 1) if matter else 0
        text = self.source.text  # the blank lines below front matter are its own
        return Span(start + len(text[start:]) - len(text[start:].lstrip()) if matter else 0, title.heading.start)

    def keep_dates(self) -> None:
        """Put what the pack's deadline looks at after the title, to be filled in, when the header that has it goes.

        The date in a template is the template's own; without the field the deadline would be passed in silence.
        """
        title, head, deadline = self.title(), self.header(), self.pack.complete
        if title is None or head is None or deadline is None:
            return
        bound = next(iter(self.report.role(deadline.by)), None)
        if bound is None or not isinstance(bound.node, FieldNode) or not head.covers(bound.node.span):
            return
        end = title.heading.end
        self.edit(Span(end, end), f"\n\n**{escape(bound.shape.label.text)}:** YYYY-MM-DD")

    def block(self, node: FieldNode) -> Span | None:
        """The lines of an example or a format, unless they hold anything else, or are all that says what to write."""
        span = self.lines(node.span)
        before = self.source.text[span.start : node.span.start]
        behind = self.source.text[node.span.end : span.end]
        whole = self.quote_of(node)
        if whole is not None:
            span = self.lines(whole)
        elif re.search(r"[^\s*_]", before) or re.search(r"[^\s*_]", behind):
            return None
        for section in self.report.outline.walk_sections():
            if section.span.covers(node.span) and not any(child.span.covers(node.span) for child in section.sections):
                if all(self.lines(child.span).overlaps(span) for child in section.children):
                    return None
        return span

    def quote_of(self, node: FieldNode) -> Span | None:
        """The quote that holds a node and nothing else."""
        for other in self.report.outline.walk():
            if isinstance(other, TextNode) and isinstance(other.block, Quote) and other.children == (node,):
                return other.span
        return None

    def lines(self, span: Span) -> Span:
        """The whole lines of a place, with the empty ones after it."""
        start = self.source.line_start(self.source.line_of(span.start))
        last = self.source.line_of(max(span.start, span.end - 1)) + 1
        while last < self.source.line_count and not self.source.line_text(last).strip():
            last += 1
        return Span(start, self.source.line_start(last))

    # The title.

    def title(self) -> SectionNode | None:
        """The title of the template's report."""
        shape = self.pack.shape.title
        bound = self.report.of(shape) if shape is not None else None
        return bound.node if bound is not None and isinstance(bound.node, SectionNode) else None

    def fill_title(self) -> None:
        """Put title, id and day into the slots of the title, and take the word *template* out of it."""
        node = self.title()
        if node is None:
            return
        prose, facts = node.title, self.facts
        pattern = id_pattern(self.pack)
        at = prose.text.find(pattern) if pattern and facts.incident else -1
        if at >= 0 and self.edit(prose.source(at, at + len(pattern)), escape(facts.incident)):
            self.placed.add("incident")
        if facts.day is not None:
            for match in _DAY.finditer(prose.text):
                self.edit(prose.source(*match.span()), slot_pattern(match.group()).fill(facts.day))
        slots = template_slots(prose, self.pack.lexicon, place="heading")
        self.fill_day_of_title(prose, slots)
        self.fill_number(prose, slots)
        lexicon = self.pack.lexicon
        slot = title_slot(slots, lexicon) if facts.title else None
        if slot is not None and self.edit(place_of(prose, slot), escape(facts.title)):
            self.placed.add("title")
        asked = asked_part(prose.text, lexicon) if facts.title and not slots else None
        if asked is not None and self.edit(prose.source(asked, len(prose.text)), escape(facts.title)):
            self.placed.add("title")
        shape = self.pack.shape.title
        words = phrases(lexicon.words.slots.title_words).search(prose.text) if facts.title and slot is None else None
        if words and shape is not None and not shape.guide:
            if self.edit(prose.source(*words.span()), escape(facts.title)):
                self.placed.add("title")

    def fill_form(self) -> None:
        """Put the title where the front matter of a form for issues has it."""
        matter, title = self.report.document.front_matter, self.facts.title
        entries = {entry.key.text: entry for entry in matter.entries} if matter else {}
        if title and "title" in entries and {"name", "about"} <= entries.keys():
            key, value = entries["title"].key.span, entries["title"].value.text
            line = self.source.line_span(self.source.line_of(key.start))
            if self.edit(Span(key.end, line.end), f": {yaml_text(form_title(value, title))}"):
                self.placed.add("title")

    def fill_number(self, prose: Prose, slots: list[Slot]) -> None:
        """Put the report's number where a title numbers its reports, and the title after the colon that follows."""
        place, facts = title_number(prose.text), self.facts
        if place is None or not (facts.number or facts.incident):
            return
        start, end = place
        text = facts.incident or f"{facts.number:0{end - start}}"
        if prose.text[start:end] == "#":  # it stays before the number
            start = end
        if not self.edit(prose.source(start, end), escape(text)):
            return
        self.placed.update(["incident"] if facts.incident else [])
        rest = re.match(r"\s?[:—–-]\s", prose.text[end:])
        if rest and facts.title and not slots:
            if self.edit(prose.source(end + rest.end(), len(prose.text)), escape(facts.title)):
                self.placed.add("title")

    def fill_day_of_title(self, prose: Prose, slots: list[Slot]) -> None:
        """Put the day of detection where the title asks for a day."""
        day, lexicon = self.facts.day, self.pack.lexicon
        if day is None:
            return
        moment = Moment(day)
        for slot in slots:
            if asks_for_day(slot, lexicon):
                text = moment.day.isoformat() if slot.type.kind == "text" else spell(slot, moment)
                self.edit(place_of(prose, slot), escape(text))
        if not any(asks_for_day(slot, lexicon) for slot in slots):
            for start, end in day_words(prose.text, lexicon):
                self.edit(prose.source(start, end), moment.day.isoformat())

    def calls_itself(self, before: str, after: str) -> re.Pattern[str]:
        """What a template calls itself, between two expressions."""
        return phrases(self.pack.lexicon.words.guide.templates, before, after)

    def end_title(self) -> None:
        """Put the title after a constant one, and take the word *template* out of that."""
        node, shape = self.title(), self.pack.shape.title
        if node is None or shape is None:
            return
        span = node.title.source(0, len(node.title.text))
        kept = self.source[span]
        if shape.guide == "title":
            kept = self.calls_itself(r"\s*[(\[]?", r"[)\]]?").sub("", kept)
            kept = phrases(self.pack.lexicon.words.guide.title_of, r"^\s*", r"\s+").sub("", kept)
            kept = kept.strip(" \t-–—:|") or "Incident report"
            kept = kept[:1].upper() + kept[1:]
        if self.facts.title and not shape.slots and not self.taken.overlaps(span):
            title = escape(self.facts.title)
            kept = f"{kept}: {title}" if shape.guide or names_report(kept, self.pack.lexicon) else title
            self.placed.add("title")
        if kept != self.source[span]:
            self.edit(span, kept)

    # Values.

    def fill_role(self, role: str, text: str, name: str) -> None:
        """Put a value into the slot of a role's first node, or into its empty place."""
        bound = node_of(self.report, role)
        prose = prose_of(bound) if bound is not None else None
        if bound is None or prose is None:
            self.fill_blank(bound, text, name)
            return
        slots = template_slots(prose, self.pack.lexicon, whole=True)
        wanted = {"id": "pattern", "severity": "choice"}.get(role, "text")
        slot = next((slot for slot in slots if slot.type.kind == wanted), next(iter(slots), None))
        if role == "id" and slot is not None and slot.type.kind != "pattern":
            if phrases(self.pack.lexicon.words.slots.title_words).search(slot.text):  # `incident: <short title>`
                text, name = self.facts.title, "title"
            elif len(slots) == 1 or id_pattern(self.pack) == prose.text.strip():
                slot = msgspec.structs.replace(slot, start=word_start(prose.text, slot.start))
        if not text:
            return
        if role == "id" and slot is None and pattern_of(prose.text.strip()):
            slot = Slot(prose.text, 0, len(prose.text), SlotType("pattern"))
        if role == "author" and prose.text.strip():  # who is named in a template is not the author of a report
            slot = Slot(prose.text, 0, len(prose.text), SlotType("text"))
        if role == "severity" and self.tick(prose, text):
            self.placed.add(name)
        elif slot is None:
            self.fill_blank(bound, text, name)
        elif self.edit(place_of(prose, slot), self.spelled(bound, prose, slot, text)):
            self.placed.add(name)

    def fill_days(self) -> None:
        """Put the incident's day where the template has a label for it, and no more than a day."""
        day, lexicon = self.facts.day, self.pack.lexicon
        labels = {*map(key_of, lexicon.facts.words.dates), *lexicon.columns["date"]}
        if day is None:
            return
        reports = {bound.shape.index for bound in self.report.role("report-date")}
        for bound in self.report.walk():
            shape = bound.shape
            named = not {shape.label.key, shape.label.bare}.isdisjoint(labels)
            if named and shape.origin != "cell" and shape.index not in reports and not (shape.sample or shape.guide):
                self.fill_node(bound, Moment(day), "day")

    def fill_moment(self, role: str, moment: Moment) -> None:
        """Put a moment into the slots of the first node of its role."""
        bound = node_of(self.report, role)
        if bound is not None:
            self.fill_node(bound, moment, role)

    def fill_node(self, bound: Bound, moment: Moment, name: str) -> None:
        """Put a moment into the slots of a node, or into its empty place."""
        prose = prose_of(bound)
        if prose is None:
            self.fill_blank(bound, moment.text, name)
            return
        slots = template_slots(prose, self.pack.lexicon, whole=True)
        timed = [slot for slot in slots if slot.type.kind in ("date", "date-time", "time")]
        for slot in timed or slots[:1]:
            if self.edit(place_of(prose, slot), self.spelled(bound, prose, slot, spell(slot, moment))):
                self.placed.add(name)
        if not slots:
            self.fill_blank(bound, moment.text, name)

    def fill_blank(self, bound: Bound | None, text: str, name: str) -> None:
        """Put a value where the template has a label and nothing after it."""
        if bound is None or not text:
            return
        node = bound.node
        if isinstance(node, SectionNode) and not node.children:
            at = node.heading.end
            if self.edit(Span(at, at), f"\n\n{escape(text)}"):
                self.placed.add(name)
        if not isinstance(node, FieldNode):
            return
        if node.value.text.strip() or any(True for _ in node.children):
            return
        at = node.value.span.start
        source = self.source.text
        if node.origin in ("bold", "plain", "lead"):  # after the label, on its line
            at = node.label.span.end
            while at < len(source) and source[at] in "*_:":
                at += 1
        before = "" if at == 0 or source[at - 1] in " \t" else " "
        behind = " " if source[at : at + 1] not in ("", "\n", " ", "\t") else ""
        value = yaml_text(text) if node.origin == "front-matter" else escape(text)
        if self.edit(Span(at, at), f"{before}{value}{behind}"):
            self.placed.add(name)

    def tick(self, prose: Prose, option: str) -> bool:
        """Tick the ballot box before an option; whether there is one."""
        match = re.search(rf"([☐⬜])\s*{re.escape(option)}(?!\w)", prose.text)
        return match is not None and self.edit(prose.source(*match.span(1)), "☑")

    def spelled(self, bound: Bound, prose: Prose, slot: Slot, text: str) -> str:
        """A value as it is written in its place: nothing in it is Markdown, or YAML in front matter."""
        node = bound.node
        if isinstance(node, FieldNode) and node.origin == "front-matter":
            span = prose.source(0, len(prose.text))
            quoted = self.source.text[span.start - 1 : span.start] in ("'", '"')
            whole = slot.start == 0 and slot.end == len(prose.text)
            return text if quoted and not re.search(r"[\"'\\]", text) else yaml_text(text) if whole else text
        return text if prose.marked(slot.start, max(slot.end, slot.start + 1), "code") else escape(text)
