"""Writing a new report: a template's text, with what is known put into its slots.

The template is read as a report of its own pack, so that every node is where it would be checked. What a report must
not keep is cut where that leaves the rest whole; all else is the template's own text, sign by sign.
Pure: no files, no clock.
"""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from incidentlint.authoring.draft_text import asked_author, escape, place_of, prose_of, word_start, yaml_text
from incidentlint.authoring.minimal import without_needless
from incidentlint.authoring.template_ids import id_pattern, id_slot, node_of, pattern_of, repeated_ids
from incidentlint.authoring.template_parts import TemplateParts
from incidentlint.authoring.title_slots import (
    asked_part,
    asks_for_day,
    day_words,
    form_title,
    names_report,
    title_number,
    title_slot,
    title_words,
)
from incidentlint.markdown import Prose, parse
from incidentlint.outline import FieldNode, SectionNode, outline
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
        self.parts = TemplateParts(self.report)
        self.placed: set[str] = set()
        self.edits: list[_Edit] = []
        self.taken = SpanSet()

    def text(self) -> str:
        """The template's text with all edits made."""
        for span in self.parts.cuts():
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
        self.fill_further()
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

    def keep_dates(self) -> None:
        """Put what the pack's deadline looks at after the title, to be filled in, when the header that has it goes.

        The date in a template is the template's own; without the field the deadline would be passed in silence.
        """
        title, head, deadline = self.parts.title(), self.parts.header(), self.pack.complete
        if title is None or head is None or deadline is None:
            return
        bound = next(iter(self.report.role(deadline.by)), None)
        if bound is None or not isinstance(bound.node, FieldNode) or not head.covers(bound.node.span):
            return
        end = title.heading.end
        self.edit(Span(end, end), f"\n\n**{escape(bound.shape.label.text)}:** YYYY-MM-DD")

    # The title.

    def fill_title(self) -> None:
        """Put title, id and day into the slots of the title, and take the word *template* out of it."""
        node = self.parts.title()
        if node is None:
            return
        prose, facts = node.title, self.facts
        pattern = id_pattern(self.pack)
        at = prose.text.find(pattern) if pattern and facts.incident else -1
        if at >= 0 and self.edit(prose.source(at, at + len(pattern)), escape(facts.incident)):
            self.placed.add("incident")
        slots = template_slots(prose, self.pack.lexicon, place="heading")
        self.fill_id_of_title(prose, slots)
        if facts.day is not None:
            for match in _DAY.finditer(prose.text):
                self.edit(prose.source(*match.span()), slot_pattern(match.group()).fill(facts.day))
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
        words = title_words(prose.text, lexicon) if facts.title and slot is None else None
        if words and shape is not None and not shape.guide:
            if self.edit(prose.source(*words), escape(facts.title)):
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

    def fill_id_of_title(self, prose: Prose, slots: list[Slot]) -> None:
        """Put the id where a title has a slot for it, or for its number: ``<id>: ...``, ``INC-<number>: ...``."""
        slot = id_slot(slots, self.pack.lexicon) if self.facts.incident else None
        if slot is not None:
            place = place_of(prose, slot)
            start = place.start if slot.type.kind == "pattern" else word_start(self.source.text, place.start)
            if self.edit(Span(start, place.end), escape(self.facts.incident)):
                self.placed.add("incident")

    def fill_number(self, prose: Prose, slots: list[Slot]) -> None:
        """Put the report's number where a title numbers its reports, and the title after the colon that follows."""
        place, facts = title_number(prose.text), self.facts
        if place is None or not (facts.number or facts.incident):
            return
        start, end = place
        text = facts.incident or f"{facts.number:0{end - start}}"
        if prose.text[start:end] == "#":  # it stays before the number
            start = end
        word = word_start(prose.text, start)
        if facts.incident.startswith(prose.text[word:start]):  # `PF-000`: the id says its first part itself
            start = word
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

    def end_title(self) -> None:
        """Put the title after a constant one, and take the word *template* out of that."""
        node, shape = self.parts.title(), self.pack.shape.title
        if node is None or shape is None:
            return
        span = node.title.source(0, len(node.title.text))
        kept = self.source[span]
        if shape.guide == "title":
            kept = self.parts.calls_itself(r"\s*[(\[]?", r"[)\]]?").sub("", kept)
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
            if not (role == "severity" and bound is not None and self.tick(bound, text)):
                self.fill_blank(bound, text, name)
            elif text:
                self.placed.add(name)
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
        if role == "severity" and self.tick(bound, text):
            self.placed.add(name)
        elif slot is None:
            self.fill_blank(bound, text, name)
        elif self.edit(place_of(prose, slot), self.spelled(bound, prose, slot, text)):
            self.placed.add(name)

    def fill_further(self) -> None:
        """Put the id where the template repeats it on a line of its own, the author where a bracket asks for one."""
        facts, text = self.facts, self.source.text
        for span in repeated_ids(text, id_pattern(self.pack)) if facts.incident else ():
            if self.edit(span, escape(facts.incident)):
                self.placed.add("incident")
        if facts.author and "author" not in self.placed:
            asked = asked_author(text, self.pack.lexicon)
            if asked is not None and self.edit(asked, escape(facts.author)):
                self.placed.add("author")

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
        end = node.label.span.end
        commented = node.origin == "front-matter" and re.match(r":[ \t]*#", source[end : end + 200])
        if node.origin in ("bold", "plain", "lead") or commented:  # after the label, on its line
            at = end
            while at < len(source) and source[at] in "*_:":
                at += 1
        before = "" if at == 0 or source[at - 1] in " \t" else " "
        behind = " " if source[at : at + 1] not in ("", "\n", " ", "\t") else ""
        value = yaml_text(text) if node.origin == "front-matter" else escape(text)
        if self.edit(Span(at, at), f"{before}{value}{behind}"):
            self.placed.add(name)

    def tick(self, bound: Bound, option: str) -> bool:
        """Tick the box before an option; whether there is one."""
        if bound.node is None or not option:
            return False
        start = bound.node.span.start
        box = re.compile(rf"([☐⬜]|\[ \])[ \t*_`]{{0,8}}{re.escape(option)}(?!\w)")
        match = box.search(self.source.text, start, bound.node.span.end)
        if match is None:
            return False
        return self.edit(Span(*match.span(1)), "[x]" if match[1] == "[ ]" else "☑")

    def spelled(self, bound: Bound, prose: Prose, slot: Slot, text: str) -> str:
        """A value as it is written in its place: nothing in it is Markdown, or YAML in front matter."""
        node = bound.node
        if isinstance(node, FieldNode) and node.origin == "front-matter":
            span = prose.source(0, len(prose.text))
            quoted = self.source.text[span.start - 1 : span.start] in ("'", '"')
            whole = slot.start == 0 and slot.end == len(prose.text)
            return text if quoted and not re.search(r"[\"'\\]", text) else yaml_text(text) if whole else text
        return text if prose.marked(slot.start, max(slot.end, slot.start + 1), "code") else escape(text)
