"""Placeholders: what of the template was left in, and values that say nothing yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from incidentlint.checks.common import is_explanation, quoted
from incidentlint.checks.registry import NoParams
from incidentlint.checks.structure import bare_waiver
from incidentlint.findings import Finding
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
from incidentlint.report import Bound, Report, Value, is_bare_waiver, is_nothing, is_todo
from incidentlint.template import Slot, SlotType, distinct, has_slot, is_no_slot, left_of, row_texts, stamps_in
from incidentlint.text import Span, SpanSet, normalise, shorten
from incidentlint.vocabulary import asks, speaks_of_forms, title_words, words_of

Kind = Literal["slot", "choice", "example", "instruction"]

_EXAMPLE = re.compile(r"[\s*_]*\[\s*(?:example|e\.?\s?g\b|for example|for instance)", re.IGNORECASE)

_ONE_BRACKET = re.compile(r"\[[^\[\]]{1,600}\]")


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
    """All that was left of the template's slots, in document order, each place once."""
    taken = SpanSet()
    found = [
        piece for piece in _Collector(report).collect() if not report.is_guide(piece.span) and taken.claim(piece.span)
    ]
    return sorted(found, key=lambda piece: piece.span)


def _residue(report: Report) -> list[Residue]:
    """`residue`, collected once a report."""
    return report.once("residue", lambda: residue(report))


def unfilled(report: Report, params: NoParams) -> Iterator[Finding]:
    """Slots of the template, and whole values in brackets."""
    for piece in _residue(report):
        if piece.kind == "slot":
            yield Finding(piece.span, {"slot": _shown(piece.text), "owner": _of(piece.owner) or " in the text"})


def _shown(slot: str) -> str:
    """A slot for a message: in quotes where nothing else sets its words apart."""
    return quoted(slot) if " " in slot and slot[0] not in "[<{(" and not slot.isupper() else slot


def unresolved(report: Report, params: NoParams) -> Iterator[Finding]:
    """Choices that were not made, or made twice."""
    for piece in _residue(report):
        if piece.kind == "choice":
            values = {
                "owner": piece.owner or "the choice",
                "problem": piece.problem,
                "wanted": piece.wanted,
                "text": piece.text,
            }
            yield Finding(piece.span, values)


def example(report: Report, params: NoParams) -> Iterator[Finding]:
    """Examples of the template."""
    for piece in _residue(report):
        if piece.kind == "example":
            yield Finding(piece.span, {"text": piece.text})
    for kind, node in report.guide_blocks:
        if kind == "example":
            yield Finding(node.label.span, {"text": node.label.text})


def instruction(report: Report, params: NoParams) -> Iterator[Finding]:
    """Instructions of the template: guide sections, formats, prompts beside real content, titles and values."""
    for piece in _residue(report):
        if piece.kind == "instruction":
            yield Finding(piece.span, {"text": piece.text}, weak=piece.weak)
    for guide in report.guides:
        line = report.source.line_span(report.source.line_of(guide.start))
        yield Finding(line, {"text": report.source[line].strip("# ")})
    for kind, node in report.guide_blocks:
        if kind == "format":
            yield Finding(node.label.span, {"text": node.label.text})
    yield from _constant_guides(report)


def _constant_guides(report: Report) -> Iterator[Finding]:
    for bound in report.walk():
        shape, value = bound.shape, bound.value
        if shape.guide in ("title", "value") and value is not None and normalise(value.text) == shape.constant:
            yield Finding(value.span, {"text": value.text})
    left = {
        shape.constant: shape.guide for shape in report.shape.walk() if shape.guide in ("italic", "prompt", "delete")
    }
    if not left:
        return
    # A section that says nothing else is unfilled, which is reported elsewhere.
    unfilled = SpanSet(piece.span for piece in _residue(report) if piece.kind == "slot")
    for node in report.outline.walk():
        if isinstance(node, TextNode) and node.lines and not isinstance(node.block, Code):
            guide = left.get(normalise(" ".join(line.text for line in node.lines)))
            # A quote is claimed whole, before the paragraphs in it.
            if guide and not report.is_guide(node.span) and unfilled.claim(node.span):
                yield Finding(node.span, {"text": _short(node.lines[0].text)}, weak=guide != "delete")


def _says_nothing(report: Report, bound: Bound) -> bool:
    """Whether a section has only a heading, or says TBD: that is reported there."""
    node = bound.node
    if not isinstance(node, SectionNode):
        return False
    texts = [line.text for child in walk(node.children) if isinstance(child, TextNode) for line in child.lines]
    if len(texts) == 1 and is_bare_waiver(texts[0]):
        return True
    return node.empty or any(is_todo(text, report.lexicon) for text in texts)


def _own_nodes(bound: Bound | None, report: Report) -> Iterator[Node]:
    """The nodes of a section or lead, its sub-sections left out."""
    node = bound.node if bound else None
    nodes = report.outline.preamble if bound is None else (node.children if node else ())
    return (below for below in walk(child for child in nodes if not isinstance(child, SectionNode)))


class _Collector:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.source = report.source
        self.slots = report.shape.slots()
        texts = {normalise(slot.text): slot for slot in self.slots if _is_unmistakable(slot)}
        self.unmistakable = list(texts.values())
        self.forms = list(_sample_forms(report).values())
        self._unticked: list[Span] | None = None

    def collect(self) -> Iterator[Residue]:
        """The residue of sections and bound values, of rows and entries, then of any other text."""
        for bound in self.report.walk():
            yield from self.of_section(bound)
        for bound in self.report.walk():
            yield from self.of_bound(bound)
        for bound in self.report.walk():
            if isinstance(bound.node, TableNode) and bound.shape.sample:
                yield from self.of_table(bound, bound.node)
            elif isinstance(bound.node, ListNode) and bound.shape.sample:
                yield from self.of_list(bound, bound.node)
            elif isinstance(bound.node, TableNode) and bound.shape.kind == "list":
                yield from self.of_any_table(bound, bound.node)
        yield from self.of_prompts()
        yield from self.of_prose()
        yield from self.of_any_form()

    def of_section(self, bound: Bound) -> Iterator[Residue]:
        """A section that says only what its template says: from the first of those texts to the last."""
        node = bound.node
        if not isinstance(node, SectionNode) or not bound.shape.prompts or any(True for _ in node.sections):
            return
        texts = [prose for prose in said(node) if prose.text.strip() and not self.report.is_guide(prose.span)]
        if texts and all(normalise(prose.text) in bound.shape.prompts for prose in texts):
            asked = next((prose for prose in texts if asks(prose.text) or has_slot(prose.text)), texts[0])
            first, last = trimmed(asked), trimmed(texts[-1])
            if any(isinstance(below, TableNode) for below in walk(node.children)):
                return
            yield Residue(Span(first.start, max(first.end, last.end)), _short(asked.text), "slot", _owner(bound))

    def of_bound(self, bound: Bound) -> Iterator[Residue]:
        shape, value = bound.shape, bound.value
        if shape.kind == "title" and value is not None:
            for slot in distinct(shape.slots):
                yield from self.of_title(value.prose, slot)
            return
        if shape.kind == "text" and isinstance(bound.node, TextNode):
            if isinstance(bound.node.block, Code) or shape.type is None:
                for line in bound.node.lines:
                    for slot in distinct(shape.slots):
                        yield from self.places(line, slot, _owner(bound))
            return
        if shape.origin == "ballot" and shape.required is True and not bound.present:
            yield from self.no_ballot(bound)
        if value is None or not self.counts(bound):
            return
        yield from self.of_value(value, _owner(bound))

    def of_title(self, title: Prose, slot: Slot) -> Iterator[Residue]:
        """A slot left in the title; a word that stands for the title is one where it is a whole part of it."""
        if not slot.whole:
            yield from self.places(title, slot, "the title")
            return
        for start, end in title_words(title.text):
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
        yield Residue(line, "", "choice", quoted(parent.shape.label.text), "nothing was chosen", f"one of {options}")

    def counts(self, bound: Bound) -> bool:
        """Whether a slot in this value is reported: not in an unticked item, nor where another rule takes the item."""
        shape = bound.shape
        demanded = self.report.demanded(shape.value) is True or self.report.demanded(shape.ticked) is True
        if "post-mortem" in shape.roles and shape.box and demanded:
            return False
        if _is_signature(bound):
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
                kind: Kind = "example" if _EXAMPLE.match(text) else "slot"
                yield Residue(left.span, _short(self.source[left.span]), kind, owner)

    def places(self, prose: Prose, slot: Slot, owner: str) -> Iterator[Residue]:
        if not slot.text or slot.type.kind == "blank":
            return
        if slot.type.kind in ("date", "date-time", "time") and speaks_of_forms(prose.text):
            return
        for start, end in left_of(slot, prose.text):
            kind: Kind = "example" if slot.example else "slot"
            yield Residue(prose.source(start, end), _short(prose.text[start:end]), kind, owner)
        for mark in prose.marks:
            if mark.kind == "html" and slot.text == f"<{mark.target}>":
                yield Residue(mark.span, slot.text, "slot", owner)

    def of_table(self, bound: Bound, table: TableNode) -> Iterator[Residue]:
        """A slot of any sample row, left in any row."""
        for row in self.report.rows(bound):
            for index, value in row.values.items():
                column = bound.shape.columns[index]
                yield from self.of_value(value, quoted(column.label.text))
                if value.state not in ("slot", "unresolved") and not value.prose.text.isspace():
                    for slot in column.slots:
                        if slot.text and slot.type.kind != "choice":
                            for piece in self.places(value.prose, slot, quoted(column.label.text)):
                                if not _is_code(value.prose, piece.span):
                                    yield piece

    def of_any_table(self, bound: Bound, table: TableNode) -> Iterator[Residue]:
        for row in table.rows:
            for cell in row.cells:
                for slot in distinct(bound.shape.slots):
                    yield from self.places(cell, slot, _owner(bound))

    def of_list(self, bound: Bound, node: ListNode) -> Iterator[Residue]:
        for entry in node.children:
            whole = entry.whole
            if whole is None:
                continue
            found = [piece for slot in distinct(bound.shape.slots) for piece in self.places(whole, slot, _owner(bound))]
            text = whole.text.strip()
            if not found and _is_one_bracket(whole):
                kind: Kind = "example" if _EXAMPLE.match(text) else "slot"
                found = [Residue(trimmed(whole), _short(text), kind, _owner(bound))]
            yield from found

    def of_prompts(self) -> Iterator[Residue]:
        """A bracketed paragraph that is its section's slot: alone unfilled, beside real content an instruction."""
        for bound in self.report.walk():
            shape = bound.shape
            if shape.kind != "text" or shape.type is None or not shape.slots:
                continue
            owner = bound.parent
            nodes = [node for node in _own_nodes(owner, self.report) if not self.report.is_guide(node.span)]
            texts = [node for node in nodes if isinstance(node, TextNode) and node.lines and not node.children]
            slot = shape.slots[0]
            for node in texts:
                prose = node.lines[0]
                if isinstance(node.block, Code):
                    continue
                mine = list(self.places(prose, slot, _owner(bound)))
                whole = _is_one_bracket(prose)
                if not mine and not (whole and (len(texts) == 1 or _EXAMPLE.match(prose.text))):
                    continue
                if not whole and mine:
                    yield from mine
                    continue
                text = prose.text.strip().strip("*_")
                alone = not any(other is not node and _is_content(other) for other in nodes if not _inside(other, node))
                kind: Kind = "example" if _EXAMPLE.match(text) else "slot" if alone else "instruction"
                yield Residue(_inner(prose), _short(text), kind, _owner(bound))

    def taken(self) -> list[Span]:
        """The places that the rules of signatures and of the post-mortem take."""
        signed = [
            b.node.span for root in self.report.role("sign-off") for b in root.walk() if isinstance(b.node, TableNode)
        ]
        return signed + [
            b.node.span for b in self.report.role("post-mortem") if b.node is not None and not self.counts(b)
        ]

    def of_prose(self) -> Iterator[Residue]:
        """The template's own bracket slots anywhere else in the text."""
        taken = self.taken()
        for node in self.report.outline.walk():
            if isinstance(node, FieldNode) and node.tick is False:
                continue
            if any(span.covers(node.span) for span in taken):
                continue
            for prose in own_texts(node, code=False, titles=True, cells=True, values=True):
                for slot in self.forms:
                    yield from self.places(prose, slot, "")
                if "[" not in prose.text and "{" not in prose.text and not any(m.kind == "html" for m in prose.marks):
                    continue
                for slot in self.unmistakable:
                    for piece in self.places(prose, slot, ""):
                        index = prose.text.find(slot.text)
                        if index < 0 or prose.marked(index, index + len(slot.text), "code", "link", "image") is None:
                            yield piece

    def is_unticked(self, span: Span) -> bool:
        """Whether a place lies in a check item that is not ticked: what it asks for is not to be filled in yet."""
        if self._unticked is None:
            nodes = self.report.outline.walk()
            self._unticked = [n.span for n in nodes if isinstance(n, FieldNode) and n.tick is False]
        return any(place.covers(span) for place in self._unticked)

    def of_any_form(self) -> Iterator[Residue]:
        """What nobody writes but in a form, but for what this very template keeps or another rule takes."""
        taken = self.taken()
        kept = "" if self.report.free else _kept_words(self.report)
        kinds: dict[str, Kind] = {
            "slot": "slot",
            "choice": "choice",
            "example": "example",
            "instruction": "instruction",
        }
        for left in self.report.leftovers():
            kind = kinds.get(left.kind)
            blank = not left.text.strip("_") and not self.report.free  # an empty value of the template's own slot
            if kind is None or blank or self.is_unticked(left.span):
                continue
            if not self.report.free and (f" {words_of(left.text)} " in kept or any(t.covers(left.span) for t in taken)):
                continue
            problem, wanted = ("no choice was made", "one of them") if kind == "choice" else ("", "")
            yield Residue(left.span, left.text, kind, left.owner, problem, wanted)


def _kept_words(report: Report) -> str:
    """The labels and constant texts of a template, as plain words: what it keeps in every report."""
    found: list[str] = []
    for shape in report.shape.walk():
        found += [shape.label.text, shape.constant, *shape.notes, *(column.label.text for column in shape.columns)]
    return f" {' | '.join(words_of(text) for text in found if text)} "


def _above(bound: Bound) -> Iterator[Bound]:
    current: Bound | None = bound
    while current is not None:
        yield current
        current = current.parent


def _sample_forms(report: Report) -> dict[str, Slot]:
    """The forms of dates and times in what the template has once for any number of days: of labels, and below them."""
    forms: dict[str, Slot] = {}
    for shape in report.shape.walk():
        if shape.kind in ("field", "section") and shape.sample and shape.origin != "cell":
            for text in stamps_in(shape.label.text):
                forms[text] = Slot(text, 0, len(text), SlotType("text"), exact=True)
            for below in shape.walk():
                for slot in below.slots:
                    if slot.type.kind in ("date", "date-time", "time"):
                        forms[slot.text] = msgspec.structs.replace(slot, exact=True)
    return forms


def _is_signature(bound: Bound) -> bool:
    """Whether a value stands in a row of the sign-off, which its own rule takes."""
    shape = bound.shape
    in_row = shape.origin == "cell" or (shape.origin == "row" and bool(shape.children))
    return in_row and any("sign-off" in above.shape.roles for above in _above(bound))


def _is_unmistakable(slot: Slot) -> bool:
    """Whether a slot's text is found by itself anywhere: in brackets, with a word in it, and no option list."""
    if slot.type.kind in ("choice", "blank", "pattern") and not slot.text.startswith("{{"):
        return False
    if not slot.text.startswith(("[", "{", "<")):
        return False
    return bool(re.search(r"[A-Za-z]{3}", slot.text))


def _is_one_bracket(prose: Prose) -> bool:
    text = prose.text.strip().strip("*_").strip()
    if not _ONE_BRACKET.fullmatch(text) or is_no_slot(text):
        return False
    start = prose.text.index("[")
    return prose.marked(start, start + len(text), "link", "image", "code") is None


def _is_code(prose: Prose, span: Span) -> bool:
    """Whether a place lies in a text's inline code."""
    return any(m.kind == "code" and prose.source(m.start, m.end).overlaps(span) for m in prose.marks)


def _is_content(node: Node) -> bool:
    """Whether a node says something by itself."""
    if isinstance(node, TextNode):
        return bool(node.lines) and not node.children and not all(_is_one_bracket(line) for line in node.lines)
    if isinstance(node, FieldNode):
        return node.whole is not None and bool(node.whole.text.strip())
    return isinstance(node, TableNode) and bool(node.rows)


def _inside(node: Node, other: Node) -> bool:
    return node is not other and other.span.covers(node.span)


def _inner(prose: Prose) -> Span:
    """The bracket itself, without emphasis around it."""
    start, end = prose.text.find("["), prose.text.rfind("]") + 1
    return prose.source(start, end) if 0 <= start < end else trimmed(prose)


def _owner(bound: Bound) -> str:
    for above in _above(bound):
        if above.shape.label.text and above.shape.kind != "title":
            return quoted(above.shape.label.text)
    return ""


def _of(owner: str) -> str:
    return f" in {owner}" if owner else ""


def _short(text: str) -> str:
    return shorten(text, 60)


def empty_value(report: Report, params: NoParams) -> Iterator[Finding]:
    """Fields and cells that hold nothing, where the template has a slot; an empty item that is all there is."""
    if not report.free:
        yield from _empty_slots(report)
        return
    for left in report.leftovers():
        if left.kind in ("empty-entry", "empty-value"):
            variant = "nothing" if left.kind == "empty-entry" else "empty"
            yield Finding(left.span, {"label": left.owner, "text": left.text}, variant=variant)


def _empty_slots(report: Report) -> Iterator[Finding]:
    for bound in report.walk():
        value, shape = bound.value, bound.shape
        if shape.kind != "field" or value is None or value.state != "empty" or not _demands_value(report, bound):
            continue
        if value.problem:
            yield Finding(value.span, {"label": quoted(shape.label.text), "wanted": value.wanted}, variant="bare")
        else:
            yield Finding(bound.span, {"label": quoted(shape.label.text)}, variant="empty")
    for bound in report.walk():
        bare = bare_waiver(bound)
        if bare is not None and report.active(bound):
            values = {"label": quoted(bound.shape.label.text), "wanted": "N/A - <reason>"}
            yield Finding(trimmed(bare), values, variant="bare")
    for bound in report.walk():
        if bound.shape.kind == "table" and bound.shape.sample:
            yield from _empty_cells(report, bound)
        elif bound.shape.kind == "list" and bound.shape.sample and isinstance(bound.node, ListNode):
            yield from _empty_entries(bound, bound.node)


def _empty_cells(report: Report, bound: Bound) -> Iterator[Finding]:
    for untouched in report.untouched(bound):
        place = next(index for index, text in enumerate(row_texts(untouched)) if not text)
        label = next((bound.shape.columns[index].label.text for index, at in bound.columns.items() if at == place), "")
        yield Finding(untouched.cell_spans[place], {"label": quoted(label) or "this cell"}, variant="empty")
    taken = _role_columns(report, bound)
    for row in report.rows(bound):
        for index, value in row.values.items():
            column = bound.shape.columns[index]
            if value.state != "empty" or not column.demanded or column.role in taken:
                continue
            if value.problem:
                yield Finding(value.span, {"label": quoted(column.label.text), "wanted": value.wanted}, variant="bare")
            else:
                yield Finding(
                    row.row.cell_spans[bound.columns[index]], {"label": quoted(column.label.text)}, variant="empty"
                )


def _empty_entries(bound: Bound, node: ListNode) -> Iterator[Finding]:
    filled = [
        entry for entry in node.children if entry.children or not is_nothing(entry.whole.text if entry.whole else "")
    ]
    for entry in node.children:
        if entry not in filled and filled:
            yield Finding(entry.span, {"label": "this item"}, variant="empty")


def _role_columns(report: Report, bound: Bound) -> frozenset[str]:
    """The columns that the rules of actions take."""
    acting = any("actions" in above.shape.roles for above in _above(bound))
    return frozenset({"owner", "due"}) if acting else frozenset()


def _demands_value(report: Report, bound: Bound) -> bool:
    shape = bound.shape
    if report.demanded(shape.required) is not True or shape.one_ticked or is_explanation(report, shape) or shape.sample:
        return False
    if shape.box:
        return report.demanded(shape.value) is True and "post-mortem" not in shape.roles
    if "post-mortem" in shape.roles or _is_signature(bound):
        return False
    return bool(shape.slots or shape.type) and (bound.parent is None or report.active(bound.parent))


def todo(report: Report, params: NoParams) -> Iterator[Finding]:
    """TBD, TODO and FIXME as a whole value, a row, a line, or in brackets."""
    seen = SpanSet()
    for value, label in _todo_values(report):
        if not report.is_guide(value) and seen.claim(value):
            yield Finding(value, {"text": _shown(_short(report.source[value])), "owner": label or "this line"})
    for left in report.leftovers():
        if left.kind == "todo" and not report.is_guide(left.span) and seen.claim(left.span):
            yield Finding(left.span, {"text": _shown(left.text), "owner": left.owner or "this line"})


def _undecided_cells(report: Report, table: TableNode) -> Iterator[tuple[Span, str]]:
    """The cells of a table of no known template that wait for a value; a ticket may come when it comes."""
    columns = report.lexicon.columns
    for row in table.rows:
        for head, cell in zip(table.columns, row.cells, strict=False):
            if cell.text.strip(" *_`") in _UNDECIDED and head.key not in (*columns["status"], *columns["reference"]):
                yield trimmed(cell), quoted(head.text)


_UNDECIDED = frozenset({"TBD", "TBC", "TBA"})
"""What a cell of any table says when it waits for a value; TODO is a status."""


def _todo_values(report: Report) -> Iterator[tuple[Span, str]]:
    for bound in report.walk():
        if bound.value is not None and bound.value.state == "todo" and "post-mortem" not in bound.shape.roles:
            if not _is_signature(bound):
                yield bound.value.span, _owner(bound)
        if bound.shape.kind == "table" and bound.shape.sample:
            taken = _role_columns(report, bound) | {"status"}
            for row in report.rows(bound):
                for index, cell in row.values.items():
                    column = bound.shape.columns[index]
                    if cell.state == "todo" and column.role not in taken:
                        yield cell.span, quoted(column.label.text)
    for node in report.outline.walk():
        if report.pack.generic and isinstance(node, TableNode):
            yield from _undecided_cells(report, node)
        if isinstance(node, TextNode) and not node.children and not isinstance(node.block, Code):
            for line in node.lines:
                if is_todo(line.text, report.lexicon):
                    yield trimmed(line), ""
        elif isinstance(node, FieldNode) and node.tick is None and node.origin in ("bold", "item", "plain", "lead"):
            text = node.value.text
            if text.strip() and is_todo(text, report.lexicon) and "status" not in node.label.key:
                yield trimmed(node.value), quoted(node.label.text)
            elif not text.strip() and not node.children and is_todo(node.label.text, report.lexicon):
                yield node.label.span, ""


def invalid(report: Report, params: NoParams) -> Iterator[Finding]:
    """Values that are not what the template's slot takes."""
    for bound in report.walk():
        value = bound.value
        if value is None or value.state != "invalid" or (bound.shape.roles and "post-mortem" in bound.shape.roles):
            continue
        if _is_signature(bound):
            continue
        yield Finding(value.span, _invalid_values(value, quoted(bound.shape.label.text)))
    for bound in report.walk():
        if bound.shape.kind == "table" and bound.shape.sample:
            taken = _role_columns(report, bound)
            for row in report.rows(bound):
                for index, value in row.values.items():
                    column = bound.shape.columns[index]
                    if value.state == "invalid" and column.role not in taken:
                        yield Finding(value.span, _invalid_values(value, quoted(column.label.text)))


def _invalid_values(value: Value, label: str) -> dict[str, str]:
    return {"label": label or "the value", "problem": value.problem, "wanted": value.wanted}
