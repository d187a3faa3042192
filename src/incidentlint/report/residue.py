"""What was left of the template's slots: one pass over a report, each place once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, get_args

import msgspec

from incidentlint.markdown import Code, Prose
from incidentlint.outline import (
    FieldNode,
    ListNode,
    Node,
    SectionNode,
    TableNode,
    TextNode,
    own_texts,
    said,
    trimmed,
    walk,
)
from incidentlint.report.bound import Bound
from incidentlint.report.brackets import inner_bracket, is_half_bracket, is_in_code, is_one_bracket, is_whole_value
from incidentlint.report.code_slots import examples_in_code, left_in_code, prompts_in_code, slots_in_lines
from incidentlint.report.kept_texts import is_harmless, kept_hints, kept_words
from incidentlint.report.owners import owner_of, places_of_gates
from incidentlint.report.prompt_texts import PromptTexts
from incidentlint.report.repeated import left_comments, left_entries, left_links, left_rows, repeated
from incidentlint.report.report import Report
from incidentlint.report.sought import slots_of, sought_in_texts
from incidentlint.report.values import Value
from incidentlint.template import (
    PossibleSlots,
    Slot,
    distinct,
    left_of,
)
from incidentlint.text import Span, SpanSet, narrow, normalise, quoted, sentence_around, shorten
from incidentlint.vocabulary import (
    asks,
    is_bare_waiver,
    is_todo,
    phrases,
    speaks_of_forms,
    title_requests,
    title_words,
    words_of,
)

Kind = Literal["slot", "choice", "example", "instruction"]


class Residue(msgspec.Struct, frozen=True):
    """A piece of the template that was left: where, what, and where it was found (for the message)."""

    span: Span
    text: str
    kind: Kind
    owner: str
    problem: str = ""
    wanted: str = ""
    weak: bool = False


def residue(report: Report) -> list[Residue]:
    """All that was left of the template's slots, in document order, each place once; read once a report."""
    return report.once("residue", lambda: _residue(report))


def _residue(report: Report) -> list[Residue]:
    reader, owned, kept = _Collector(report), SpanSet(), kept_hints(report)
    found = [
        piece
        for read in _OWNERS
        for piece in read(reader)
        if not report.is_guide(piece.span) and not kept.overlaps(piece.span) and owned.claim(piece.span)
    ]
    return sorted(found, key=lambda piece: piece.span)


def _own_nodes(bound: Bound | None, report: Report) -> Iterator[Node]:
    """The nodes of a section or lead, its sub-sections left out."""
    node = bound.node if bound else None
    nodes = report.outline.preamble if bound is None else (node.children if node else ())
    return (below for below in walk(child for child in nodes if not isinstance(child, SectionNode)))


def _says_nothing(report: Report, bound: Bound) -> bool:
    """Whether a section has only a heading, or says TBD: that is reported there."""
    node = bound.node
    if not isinstance(node, SectionNode):
        return False
    texts = [line.text for child in walk(node.children) if isinstance(child, TextNode) for line in child.lines]
    if len(texts) == 1 and is_bare_waiver(texts[0], report.lexicon):
        return True
    return node.empty or any(is_todo(text, report.lexicon) for text in texts)


_LONGEST_WORD = 60
"""No word of the lexicon is longer: what is before it in a text need not be read to know the word that ends there."""


class _Collector:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.source = report.source
        sought = sought_in_texts(report.shape)
        self.unmistakable, self.signs, self.forms, self.stamps, self.prompts, self.blank = sought
        self.example = phrases(report.lexicon.words.prompts.examples, r"[\s*_]*\[\s*")
        self._unticked: SpanSet | None = None

    def of_sections(self) -> Iterator[Residue]:
        """The sections that say only what the template says."""
        for bound in self.report.walk():
            yield from self.of_section(bound)

    def of_values(self) -> Iterator[Residue]:
        """What is left in fields, titles and texts that the template has."""
        for bound in self.report.walk():
            yield from self.of_bound(bound)

    def of_entries(self) -> Iterator[Residue]:
        """What is left in the rows of tables and the entries of lists."""
        for bound in self.report.walk():
            if isinstance(bound.node, TableNode):
                yield from self.of_examples(bound, bound.node)
            if isinstance(bound.node, TableNode) and bound.shape.sample:
                yield from self.of_table(bound, bound.node)
            elif isinstance(bound.node, ListNode) and (bound.shape.sample or bound.shape.slots):
                yield from self.of_list(bound, bound.node)
            elif isinstance(bound.node, TableNode) and bound.shape.kind == "list":
                yield from self.of_any_table(bound, bound.node)

    def of_section(self, bound: Bound) -> Iterator[Residue]:
        """A section that says only what its template says: from the first of those texts to the last."""
        node = bound.node
        if not isinstance(node, SectionNode) or not bound.shape.prompts or any(True for _ in node.sections):
            return
        texts = [prose for prose in said(node) if prose.text.strip() and not self.report.is_guide(prose.span)]
        if texts and all(normalise(prose.text) in bound.shape.prompts for prose in texts):
            from incidentlint.template import has_slot, is_linked

            if any(is_linked(prose, self.report.lexicon) for prose in texts):
                return  # `[Logs](#)` has another target now
            asked = next(
                (prose for prose in texts if asks(prose.text, self.report.lexicon) or has_slot(prose.text)), texts[0]
            )
            first, last = trimmed(asked), trimmed(texts[-1])
            if any(isinstance(below, TableNode) for below in walk(node.children)):
                return
            place = Span(first.start, max(first.end, last.end))
            weak = not bound.shape.asking
            yield Residue(place, _short(asked.text), "slot", name_of_owner(bound), weak=weak)

    def of_bound(self, bound: Bound) -> Iterator[Residue]:
        shape, value = bound.shape, bound.value
        if shape.kind == "title" and value is not None:
            for slot in distinct(shape.slots):
                yield from self.of_title(value.prose, slot)
            return
        if shape.kind == "text" and isinstance(bound.node, TextNode):
            if isinstance(bound.node.block, Code) or shape.type is None:
                slots, owner = slots_of(self.report.shape, shape.index), name_of_owner(bound)
                for line in bound.node.lines:
                    yield from self.left(line, slots, owner)
            return
        if shape.origin == "ballot" and shape.required is True and not bound.present:
            yield from self.no_ballot(bound)
        if value is None or not self.counts(bound):
            return
        yield from self.of_value(value, name_of_owner(bound))

    def of_title(self, title: Prose, slot: Slot) -> Iterator[Residue]:
        """A slot left in the title; a word that stands for the title is one where it is a whole part of it."""
        if slot.type.kind == "blank":
            for start, end in left_of(slot, title.text):
                yield Residue(title.source(start, end), title.text[start:end], "slot", "the title")
            return
        if not slot.whole:
            yield from self.places(title, slot, "the title")
            return
        words = self.report.lexicon.words.prompts
        for start, end in (*title_words(title.text, words), *title_requests(title.text, words)):
            if normalise(title.text[start:end]) == normalise(slot.text):
                yield Residue(title.source(start, end), title.text[start:end], "slot", "the title")

    def no_ballot(self, bound: Bound) -> Iterator[Residue]:
        parent = bound.parent
        if parent is None or not self.report.active(parent) or bound.shape.type is None:
            return
        if _says_nothing(self.report, parent):
            return
        options = ", ".join(bound.shape.type.options)
        line = self.source.line_span(self.source.line_of(parent.span.start))
        yield Residue(line, "", "choice", quoted(parent.label), "nothing was chosen", f"one of {options}")

    def counts(self, bound: Bound) -> bool:
        """Whether a slot in this value is reported: not in an unticked item, nor where another rule takes the item."""
        shape = bound.shape
        if owner_of(self.report, bound) in ("post-mortem", "sign-off"):
            return False
        if shape.box and isinstance(bound.node, FieldNode) and not bound.node.tick:
            return self.report.demanded(shape.value) is True
        return True

    def of_value(self, value: Value, owner: str) -> Iterator[Residue]:
        if value.state == "unresolved":
            yield Residue(value.span, _short(value.text), "choice", owner, value.problem, value.wanted)
        elif value.state == "slot":
            for left in value.left:
                text = left.slot.text if left.slot else value.text
                kind: Kind = "example" if self.example.match(text) else "slot"
                yield Residue(left.span, _short(self.source[left.span]), kind, owner)

    def places(self, prose: Prose, slot: Slot, owner: str) -> Iterator[Residue]:
        if not slot.text or slot.type.kind == "blank":
            return
        left = left_of(slot, prose.text)
        if not left and not prose.marks:
            return
        if slot.type.kind in ("date", "date-time", "time") and speaks_of_forms(
            prose.text, self.report.lexicon.words.prompts
        ):
            return
        for start, end in left:
            kind: Kind = "example" if slot.example else "slot"
            yield Residue(prose.source(start, end), _short(prose.text[start:end]), kind, owner)
        for mark in prose.marks:
            if mark.kind == "html" and slot.text in (f"<{mark.target}>", f"<<{mark.target}>>"):
                wider = slot.text.startswith("<<")  # a tag within two signs
                yield Residue(Span(mark.span.start - wider, mark.span.end + wider), slot.text, "slot", owner)

    def left(self, prose: Prose, slots: PossibleSlots, owner: str) -> Iterator[Residue]:
        """The places of a text where any of some slots was left."""
        tags = [mark.target for mark in prose.marks if mark.kind == "html"] if prose.marks else ()
        for slot in slots.of(prose.text, tags):
            yield from self.places(prose, slot, owner)

    def of_examples(self, bound: Bound, table: TableNode) -> Iterator[Residue]:
        """The rows that are the template's examples, or say what belongs into the others."""
        for cell, weak in left_rows(self.report, bound, table):
            yield Residue(trimmed(cell), _short(cell.text), "example", name_of_owner(bound), weak=weak)

    def of_table(self, bound: Bound, table: TableNode) -> Iterator[Residue]:
        """A slot of any sample row, left in any row."""
        for row in self.report.rows(bound):
            for index, value in row.values.items():
                column = bound.shape.columns[index]
                yield from self.of_value(value, quoted(column.label.text))
                if value.state not in ("slot", "unresolved") and not value.prose.text.isspace():
                    tags = (mark.target for mark in value.prose.marks if mark.kind == "html")
                    for slot in self.report.reader.possible(column.slots, value.prose, tags):
                        if slot.text and slot.type.kind != "choice":
                            for piece in self.places(value.prose, slot, quoted(column.label.text)):
                                if not is_in_code(value.prose, piece.span):
                                    yield piece

    def of_any_table(self, bound: Bound, table: TableNode) -> Iterator[Residue]:
        slots, owner = slots_of(self.report.shape, bound.shape.index), name_of_owner(bound)
        for row in table.rows:
            for cell in row.cells:
                yield from self.left(cell, slots, owner)

    def of_list(self, bound: Bound, node: ListNode) -> Iterator[Residue]:
        owner, slots = name_of_owner(bound), slots_of(self.report.shape, bound.shape.index)
        examples = left_entries(self.report, bound, node) if bound.shape.examples else {}
        for entry in node.children:
            whole = entry.whole
            if whole is None or (entry.children and whole.text.strip(" *_")[:1] not in ("[", "{", "<", "(", "_")):
                continue  # a question or a name stays above its answer
            found = list(self.left(whole, slots, owner))
            text = whole.text.strip()
            if not found and entry.span in examples:
                found = [Residue(trimmed(whole), _short(text), "example", owner, weak=examples[entry.span])]
            if not found and (is_one_bracket(whole) or is_half_bracket(text, bound.shape.slots)):
                kind: Kind = "example" if self.example.match(text) else "slot"
                found = [Residue(trimmed(whole), _short(text), kind, owner)]
            yield from found

    def of_prompts(self) -> Iterator[Residue]:
        """A bracketed paragraph that is its section's slot: alone unfilled, beside real content an instruction."""
        scopes: dict[int, PromptTexts] = {}
        hints = kept_hints(self.report)
        for bound in self.report.walk():
            shape = bound.shape
            if shape.kind != "text" or shape.type is None or not shape.slots:
                continue
            owner = bound.parent
            place = owner.shape.index if owner else -1
            if place not in scopes:
                below = (node for node in _own_nodes(owner, self.report) if not self.report.is_guide(node.span))
                nodes = (node for node in below if not hints.overlaps(node.span))
                scopes[place] = PromptTexts(nodes, is_one_bracket, self.example.match)
            texts, slot, name = scopes[place], shape.slots[0], name_of_owner(bound)
            for node in texts.of(slot):
                prose = node.lines[0]
                mine = list(self.places(prose, slot, name))
                whole = is_one_bracket(prose)
                if not mine and not (whole and (texts.alone or self.example.match(prose.text))):
                    continue
                if not whole and mine:
                    asked = slot.whole and normalise(prose.text) == normalise(slot.text)
                    if not (asked and texts.is_answered(node, self.prompts)):  # else it is a heading of its answer
                        yield from mine
                    continue
                text = prose.text.strip().strip("*_")
                kind: Kind = (
                    "example" if self.example.match(text) else "slot" if texts.is_lonely(node) else "instruction"
                )
                weak = kind == "instruction" and text[:1] in "(（"  # such a question may stay above its answer
                yield Residue(inner_bracket(prose), _short(text), kind, name, weak=weak)

    def of_prose(self) -> Iterator[Residue]:
        """The template's own bracket slots anywhere else in the text."""
        taken = SpanSet(places_of_gates(self.report))
        coded = self.report.shape.coded
        for node in self.report.outline.walk():
            if isinstance(node, FieldNode) and node.tick is False:
                continue
            if taken.covers(node.span):
                continue
            for prose in own_texts(node, code=False, titles=True, cells=True, values=True):
                if self.forms.slots:
                    yield from self.left(prose, self.forms, "")
                if isinstance(node, TextNode):
                    yield from self.of_sentence(prose)
                    yield from self.of_blanks(prose)
                if coded and prose.marks:
                    yield from self.of_code(prose)
                text = narrow(prose.text)
                tagged = prose.marks and any(m.kind == "html" for m in prose.marks)
                if not tagged and self.signs.search(text) is None:
                    continue
                tags = (mark.target for mark in prose.marks if mark.kind == "html")
                for slot in self.unmistakable.of(prose.text, tags):
                    for piece in self.places(prose, slot, ""):
                        index = text.find(slot.text)
                        if index < 0 or prose.marked(index, index + len(slot.text), "code", "link", "image") is None:
                            yield piece

    def of_blanks(self, prose: Prose) -> Iterator[Residue]:
        """The template's blanks in a sentence: ``Closed by ____ on ____``; one for a case is none: ``If so, ____``."""
        if self.blank is None or "___" not in prose.text:
            return
        if phrases(self.report.lexicon.words.gates.if_, r"[\W_]{0,4}").match(prose.text) is None:
            for start, end in left_of(self.blank, prose.text)[:1]:
                yield Residue(prose.source(start, end), prose.text[start:end], "slot", "")

    def of_code(self, prose: Prose) -> Iterator[Residue]:
        """Inline code that is the template's, slots and all; a command in a text is weak: it may be told as such."""
        for mark in prose.marks:
            text = prose.text[mark.start : mark.end]
            if mark.kind != "code" or text not in self.report.shape.coded:
                continue
            if f" {words_of(prose.text)} " in kept_words(self.report):
                return
            start, end = sentence_around(prose.text, mark.start)
            if not speaks_of_forms(prose.text[start:end], self.report.lexicon.words.prompts):
                weak = " " in text.strip("{} ") and not is_whole_value(prose, mark)
                yield Residue(prose.source(mark.start, mark.end), _short(text), "slot", "", weak=weak)

    def of_blocks(self) -> Iterator[Residue]:
        """What of the template's lines in code was left, and its links that lead nowhere."""
        for read in (left_in_code, slots_in_lines, left_links, left_comments):
            yield from (Residue(place, _short(text), "slot", "") for place, text in read(self.report))

    def of_repeated(self) -> Iterator[Residue]:
        """Cells and items that are the template's word for word."""
        for bound, prose, kind in repeated(self.report):
            weak, owner = (isinstance(bound.node, SectionNode), name_of_owner(bound)) if bound else (False, "")
            yield Residue(trimmed(prose), _short(prose.text.strip()), kind, owner, weak=weak)

    def of_sentence(self, prose: Prose) -> Iterator[Residue]:
        """A date or time of the template in a sentence that says more than it, and does not speak of such forms."""
        text = prose.text
        if (
            not self.report.policy.binds
            or not any(form in text for form in self.stamps)
            or speaks_of_forms(text, self.report.lexicon.words.prompts)
        ):
            return
        if f" {words_of(text)} " in kept_words(self.report):
            return
        for form in self.stamps:
            for match in re.finditer(rf"(?<![\w/.-]){re.escape(form)}(?![\w/-]|\.\w)", text):
                before = text[max(0, match.start() - _LONGEST_WORD) : match.start()].casefold().split()[-1:]
                when = not before or before[0] in self.report.lexicon.words.summary.when
                if when and prose.marked(match.start(), match.end(), "code", "link", "image") is None:
                    yield Residue(prose.source(match.start(), match.end()), form, "slot", "")

    def is_unticked(self, span: Span) -> bool:
        """Whether a place is in a check item that is not ticked: what it asks for is not to be filled in yet."""
        if self._unticked is None:
            self._unticked = SpanSet(node.span for node in self.report.outline.fields if node.tick is False)
        return self._unticked.covers(span)

    def of_any_form(self) -> Iterator[Residue]:
        """What nobody writes but in a form, but for what this very template keeps or another rule takes."""
        taken = SpanSet(places_of_gates(self.report))
        binds = self.report.policy.binds
        kept = kept_words(self.report) if binds else ""
        kinds: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
        for left in self.report.leftovers():
            kind = kinds.get(left.kind)
            blank = not left.text.strip("_") and binds  # an empty value of the template's own slot
            if kind is None or blank or self.is_unticked(left.span):
                continue
            if binds and (f" {words_of(self.source[left.span])} " in kept or taken.covers(left.span)):
                continue
            problem, wanted = ("no choice was made", "one of them") if kind == "choice" else ("", "")
            weak = binds and kind == "instruction" and is_harmless(self.report, left.span)
            yield Residue(left.span, left.text, kind, left.owner, problem, wanted, weak)


def name_of_owner(bound: Bound) -> str:
    """The label of a node, or of the nearest one around it that has one, in quotes; empty without any."""
    current: Bound | None = bound
    while current is not None:
        if current.label and current.shape.kind != "title":
            return quoted(current.label)
        current = current.parent
    return ""


def _short(text: str) -> str:
    return shorten(text, 60)


_OWNERS: tuple[Callable[[_Collector], Iterator[Residue]], ...] = (
    lambda reader: (Residue(place, _short(text), "slot", "") for place, text in prompts_in_code(reader.report)),
    lambda reader: (Residue(place, _short(text), "example", "") for place, text in examples_in_code(reader.report)),
    _Collector.of_sections,
    _Collector.of_values,
    _Collector.of_entries,
    _Collector.of_prompts,
    _Collector.of_prose,
    _Collector.of_blocks,
    _Collector.of_repeated,
    _Collector.of_any_form,
)
"""Who speaks of a place that more than one of them reads: the first, which knows most of what belongs there."""
