"""Reading a template: from its outline to the shape that reports must have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from incidentlint.markdown import Code, Prose
from incidentlint.outline import (
    NO_LABEL,
    FieldNode,
    Label,
    ListNode,
    Node,
    Outline,
    SectionNode,
    TableNode,
    TextNode,
    is_ballot_line,
    said,
)
from incidentlint.template.find_slots import (
    ballot_options,
    has_slot,
    is_sample_link,
    label_end,
    main_type,
    notes,
    template_slots,
    title_slots,
)
from incidentlint.template.shape import Column, Shape, ShapeNode, deletions, row_texts
from incidentlint.template.slot_types import Slot, SlotType
from incidentlint.text import Span, SpanSet, normalise
from incidentlint.vocabulary import (
    Lexicon,
    asked,
    asks,
    is_kept,
    is_notice,
    is_prompt,
    is_request,
    is_to_be_deleted,
    key_of,
    names_any,
    speaks_of_forms,
    split_name,
)

_BARE_NUMBER = re.compile(r"[#v]?\d+(?:\.\d+)*\.?")

_TEMPLATE_WORD = re.compile(r"\btemplate\b", re.IGNORECASE)

_ANY_LABEL = re.compile(r"[.…_?–—-]+")


def read_shape(template: Outline, lexicon: Lexicon) -> Shape:
    """The shape of a template, without any overrides."""
    return _Reader(template, lexicon).shape()


class _Reader:
    def __init__(self, template: Outline, lexicon: Lexicon) -> None:
        self.template = template
        self.source = template.document.source
        self.lexicon = lexicon
        self.deleted = SpanSet(deletions(template.document))
        self.kept = False  # within a section that is the template's own

    def shape(self) -> Shape:
        titles = self.template.titles
        slotted = [title for title in titles if title_slots(title.title)]
        chosen = next(iter((*slotted, *titles)), None)
        title = self._title(chosen) if chosen else None
        nodes = self._siblings(self._preamble(), (), None)
        nodes += self._siblings(self.template.sections, (), None)
        constants = frozenset(other.label.key for other in titles if other is not chosen)
        return Shape(title, nodes, constants, deletes=bool(self.deleted))

    def _preamble(self) -> list[Node]:
        """What stands before the first section; the front matter of an issue template is none of the report's."""
        matter = (
            {entry.key.text for entry in self.template.document.front_matter.entries}
            if (self.template.document.front_matter)
            else set()
        )
        nodes = self.template.preamble
        if {"name", "about"} <= matter:
            return [node for node in nodes if not (isinstance(node, FieldNode) and node.origin == "front-matter")]
        return list(nodes)

    def _line(self, span: Span) -> int:
        return self.source.position(span.start).line

    def _title(self, node: SectionNode) -> ShapeNode:
        slots = title_slots(node.title)
        constant = "" if slots else normalise(node.title.text)
        guide: Literal["", "title"] = "title" if constant and _TEMPLATE_WORD.search(constant) else ""
        return ShapeNode(
            "title",
            node.label,
            (),
            self._line(node.heading),
            level=1,
            slots=slots,
            constant=constant,
            required=bool(slots),
            guide=guide,
        )

    def _siblings(self, nodes: Iterable[Node], path: tuple[str, ...], parent: ShapeNode | None) -> list[ShapeNode]:
        found: list[ShapeNode] = []
        for node in nodes:
            if not self.deleted.has(node.span.start):
                found += self._node(node, path, parent)
        _mark_repeated(found)
        return found

    def _node(self, node: Node, path: tuple[str, ...], parent: ShapeNode | None) -> list[ShapeNode]:
        if isinstance(node, SectionNode):
            return [self._section(node, path, parent)]
        if isinstance(node, FieldNode):
            return self._field(node, path, parent)
        if isinstance(node, TableNode):
            return self._table(node, path, parent)
        if isinstance(node, ListNode):
            return self._list(node, path, parent)
        return self._text(node, path, parent)

    def _section(self, node: SectionNode, path: tuple[str, ...], parent: ShapeNode | None) -> ShapeNode:
        shape = ShapeNode("section", node.label, path, self._line(node.heading), level=node.level, parent=parent)
        shape.slots = tuple(template_slots(node.title, place="heading"))
        if node.label.key in self.lexicon.guide_sections:
            shape.guide = "section"
            return shape
        shape.says = tuple(self._says(node))
        outer, self.kept = self.kept, self.kept or is_kept(node.label.key)
        shape.children = self._siblings(node.children, (*path, node.label.text), shape)
        self.kept = outer
        shape.sample = bool(shape.slots) or _BARE_NUMBER.fullmatch(node.label.text) is not None
        shape.required, shape.why = not shape.sample, "a section of the template"
        if not any(child.kind == "section" or _is_fillable(child) for child in shape.children):
            shape.prompts = _prompts(node)
        demanding = [child for child in shape.children if not child.guide]
        if len(demanding) == 1 and len(shape.children) == 1 and not shape.sample:
            self._heading_field(shape, demanding[0])
        elif not shape.children and node.label.key in self.lexicon.roles["severity"]:
            self._severity_heading(shape, node)
        return shape

    def _severity_heading(self, shape: ShapeNode, node: SectionNode) -> None:
        """A heading that says severity over bare options: ``P0 / P1 / P2``. Below others such a line is prose."""
        only = node.children[0] if len(node.children) == 1 else None
        if isinstance(only, TextNode) and not isinstance(only.block, Code) and len(only.lines) == 1:
            slots = template_slots(only.lines[0], whole=True)
            if len(slots) == 1 and slots[0].type.kind == "choice":
                shape.kind, shape.origin, shape.prompts = "field", "heading", frozenset()
                shape.slots, shape.type, shape.why = (slots[0],), slots[0].type, "a heading over its options"

    def _says(self, node: SectionNode) -> Iterator[str]:
        """The paragraphs and comments that stand right below a heading."""
        end = next((child.span.start for child in node.sections), node.span.end)
        for child in node.children:
            if isinstance(child, TextNode) and not isinstance(child.block, Code):
                yield from (line.text for line in child.lines)
            elif isinstance(child, FieldNode) and child.origin == "plain" and child.whole is not None:
                yield child.whole.text
        for comment in self.template.document.comments:
            if node.heading.end <= comment.span.start < end:
                yield comment.text

    def _heading_field(self, shape: ShapeNode, only: ShapeNode) -> None:
        """A heading over one value and nothing else is a field."""
        options = self._levels(shape.label, only)
        if options:
            only.type, only.slots = SlotType("choice", options=options, closed=True), ()
        if (
            options
            or (only.kind == "text" and only.type and only.type.kind not in ("text", "sentences"))
            or only.origin == "ballot"
        ):
            shape.kind, shape.origin = "field", "heading"
            shape.slots, shape.type, shape.one_ticked = only.slots, only.type, only.one_ticked
            shape.why = "a heading over one slot"
            shape.children = []

    def _levels(self, label: Label, only: ShapeNode) -> tuple[str, ...]:
        """The levels of severity that boxes below a heading or lead list: one of them is ticked, the others may go."""
        items = only.children if only.kind == "list" else []
        if label.key not in self.lexicon.roles["severity"] or len(items) < 2:
            return ()
        plain = all(item.box and not item.slots and len(item.label.text.split()) <= 4 for item in items)
        return tuple(item.label.text for item in items) if plain else ()

    def _field(self, node: FieldNode, path: tuple[str, ...], parent: ShapeNode | None) -> list[ShapeNode]:
        line = self._line(node.span)
        shape = ShapeNode("field", node.label, path, line, origin=node.origin, parent=parent)
        if node.origin == "ballot":
            return self._ballot(shape, node)
        guide = self._guide_of(node)
        if guide:
            shape.guide = guide
            shape.constant = normalise(node.whole.text) if node.whole is not None else ""
            return [shape]
        shape.children = self._siblings(node.children, (*path, node.label.text), shape)
        self._read_value(shape, node)
        any_item = shape.box and bool(shape.slots) and names_any(shape.label.key, slotted=True)
        shape.sample = any_item or _is_sample_label(shape.label.text)
        if node.origin == "lead":
            return self._lead(shape, node)
        return [shape]

    def _ballot(self, shape: ShapeNode, node: FieldNode) -> list[ShapeNode]:
        options = ballot_options(node.value.text)
        shape.type = SlotType("choice", options=options, closed=True)
        shape.one_ticked = True
        shape.required, shape.why = True, "a row of boxes"
        return [shape]

    def _lead(self, shape: ShapeNode, node: FieldNode) -> list[ShapeNode]:
        options = self._levels(shape.label, shape.children[0]) if len(shape.children) == 1 else ()
        if options:
            shape.type, shape.children = SlotType("choice", options=options, closed=True), []
            shape.required, shape.why = True, "a row of boxes"
            return [shape]
        boxes = [child for child in shape.children if child.kind == "list" and any(c.box for c in child.children)]
        if boxes and node.label.span.end and self._asks(node):
            shape.one_ticked = True
        demanding = any(
            child.required is not False or child.slots or child.kind in ("list", "table") for child in shape.children
        )
        text_slots = [child for child in shape.children if child.kind == "text" and child.slots]
        if len(text_slots) == 1 and text_slots[0].type and not isinstance(text_slots[0].constant, int):
            only = text_slots[0]
            shape.slots, shape.type = only.slots, shape.type if only.origin == "item" else only.type
        if not node.children and not shape.slots:
            # A bold line over nothing is text, a bold label over nothing a blank.
            whole = node.whole.text.strip() if node.whole else ""
            if not whole.endswith((":", "?")) and not self._is_commented(node):
                return []
            shape.type = self._hint(node) or SlotType("text")
            demanding = True
        if demanding or shape.slots:
            shape.required, shape.why = True, "it holds what is to be filled in"
        return [shape]

    def _is_commented(self, node: FieldNode) -> bool:
        """Whether a comment stands on the line below a label: what is to be written there."""
        line = self.source.line_of(node.span.end)
        return any(self.source.line_of(c.span.start) in (line + 1, line + 2) for c in self.template.document.comments)

    def _asks(self, node: FieldNode) -> bool:
        text = node.whole.text if node.whole else self.source[node.label.span]
        return text.strip().rstrip("*_").rstrip().endswith("?")

    def _guide_of(self, node: FieldNode) -> Literal["", "example", "format", "prompt"]:
        first = node.label.key.split()[:1]
        if node.label.key in self.lexicon.guide_examples or (
            first and first[0] in self.lexicon.guide_examples and node.children
        ):
            return "example"
        if node.label.key in self.lexicon.guide_formats:
            return "format"
        if node.label.key in self.lexicon.guide_hints and node.value.text.strip():
            return "prompt"
        return ""

    def _read_value(self, shape: ShapeNode, node: FieldNode) -> None:
        value = node.value
        text = value.text
        if node.tick is not None and node.whole is not None and node.origin == "item":
            self._read_item(shape, node)
            return
        boxes = _boxes(text)
        if boxes is not None:
            shape.type = boxes
            shape.required, shape.why = True, "a row of boxes"
            return
        entry = node.origin == "item" and not node.label.key
        slots = template_slots(value, whole=True, entry=entry)
        if not slots and self._is_below(node) and asked(text, node.label.key, question=self._asks(node)):
            slots = [Slot(text, 0, len(text), SlotType("text"), whole=True)]
        shape.slots = tuple(slot for slot in slots if not (slot.whole and self.kept))
        shape.type = main_type(shape.slots, text)
        shape.notes = notes(text, shape.slots)
        shape.constant = normalise(text) if not shape.slots else ""
        blank = not text.strip() and not node.children and (node.origin not in ("lead", "item") or _is_blank_item(node))
        if blank:
            shape.type = self._hint(node) or SlotType("text")
        if shape.slots or blank:
            shape.required, shape.why = True, "an empty value" if blank else f"it holds the slot {shape.slots[0].text}"
        if shape.constant and _TEMPLATE_WORD.search(shape.constant):
            shape.guide = "value"

    def _is_below(self, node: FieldNode) -> bool:
        """Whether a value stands on the line below its bold label, as a paragraph below a heading."""
        start = node.value.span.start
        return node.origin == "bold" and self.source.line_of(node.label.span.end) < self.source.line_of(start)

    def _hint(self, node: FieldNode) -> SlotType | None:
        """The choice that a comment behind an empty value lists: ``**Severity:** <!-- P0 / P1 / P2 -->``."""
        end = self.source.line_span(self.source.line_of(node.span.start)).end
        for comment in self.template.document.comments:
            if node.span.start <= comment.span.start < end:
                text = comment.text.strip()
                slots = template_slots(Prose(text, (), (), comment.span), whole=True)
                if slots and slots[0].type.kind == "choice":
                    return slots[0].type
        return None

    def _read_item(self, shape: ShapeNode, node: FieldNode) -> None:
        """A check item: its label goes up to the last ``:`` or ``?`` outside parentheses before its slot."""
        whole = node.whole
        assert whole is not None
        slots = template_slots(whole, whole=True)
        if not slots and (names_any(shape.label.key) or any(map(is_sample_link, whole.marks))):
            slots = [Slot(whole.text, 0, len(whole.text), SlotType("text"), whole=True)]
        shape.box = True
        shape.required, shape.why = True, "an item of a checklist"
        if slots:
            end = label_end(whole.text, slots[0].start)
            shape.ends = end > 0 and whole.text[end - 1] in ":?：？"
            shape.label = Label(*_names(whole.text[:end]), whole.source(0, end))
            shape.slots = tuple(slots)
            shape.type = main_type(shape.slots, whole.text[end:].lstrip(": ?"))
            shape.notes = notes(whole.text, shape.slots)

    def _table(self, node: TableNode, path: tuple[str, ...], parent: ShapeNode | None) -> list[ShapeNode]:
        if node.pairs:
            return self._siblings(node.children, path, parent)
        table = ShapeNode("table", NO_LABEL, path, self._line(node.span), parent=parent)
        keys = [row.cells[0].text.strip() if row.cells else "" for row in node.rows]
        repeated = len({key_of(key) for key in keys}) < len(keys)
        owned = any(
            column.key in (*self.lexicon.columns["owner"], *self.lexicon.columns["due"]) for column in node.columns
        )
        numbered = all(map(_ANY_CODE.fullmatch, keys))
        table.sample = not keys or repeated or owned or numbered or any(map(_is_sample_label, keys))
        table.columns = [self._column(node, index) for index in range(len(node.columns))]
        table.required, table.why = True, "a table of the template"
        if table.sample:
            table.min = 1
            table.rows = frozenset(_half_empty_rows(node))
            inner = (*path, "*")
            table.children = [
                ShapeNode(
                    "field",
                    column.label,
                    inner,
                    table.line,
                    origin="cell",
                    slots=column.slots,
                    type=column.type,
                    sample=True,
                    parent=table,
                    required=column.demanded,
                )
                for column in table.columns
            ]
            return [table]
        table.children = self._rows(node, table, path)
        return [table]

    def _column(self, node: TableNode, index: int) -> Column:
        slots: list[Slot] = []
        types: list[SlotType | None] = []
        empty = False
        for row in node.rows:
            if index < len(row.cells):
                cell = row.cells[index]
                made = tuple(template_slots(cell, whole=True))
                slots += made
                types += [main_type(made, cell.text)] if made else []
                empty = empty or not row.cells[index].text.strip()
        if empty and not slots and any(row.cells[0].text.strip() for row in node.rows if row.cells):
            slots = [Slot("", 0, 0, SlotType("text"))]
            types = [SlotType("text")]
        # What a sample row says by way of example is no slot; a mark that says nothing by itself is.
        slots = [slot for slot in slots if not slot.whole or len(slot.text.split()) == 1]
        slots = list({(slot.text, slot.optional): slot for slot in reversed(slots)}.values())[::-1]
        return Column(
            node.columns[index], tuple(slots), types[0] if types else None, any(slot.optional for slot in slots)
        )

    def _rows(self, node: TableNode, table: ShapeNode, path: tuple[str, ...]) -> list[ShapeNode]:
        rows: list[ShapeNode] = []
        for row in node.rows:
            label = Label(*_names(row.cells[0].text), row.cells[0].full)
            shape = ShapeNode("field", label, path, self._line(row.span), origin="row", parent=table)
            cells = [self._cell(node, row.cells, index, shape) for index in range(1, len(node.columns))]
            if len(cells) == 1:
                only = cells[0]
                shape.slots, shape.type, shape.constant, shape.notes = only.slots, only.type, only.constant, only.notes
                shape.required, shape.why = only.required, only.why
                if shape.constant and _TEMPLATE_WORD.search(shape.constant):
                    shape.guide = "value"
            else:
                shape.children = cells
                shape.required = any(cell.required is True for cell in cells)
                shape.why = "a row with something to fill in"
            rows.append(shape)
        return rows

    def _cell(self, node: TableNode, cells: tuple[object, ...], index: int, row: ShapeNode) -> ShapeNode:
        prose = cells[index] if index < len(cells) else None
        text = getattr(prose, "text", "")
        slots = tuple(template_slots(prose, whole=True)) if prose is not None else ()  # type: ignore[arg-type]
        shape = ShapeNode(
            "field",
            node.columns[index],
            (*row.path, row.label.text),
            row.line,
            origin="cell",
            slots=slots,
            type=main_type(slots, text),
            constant="" if slots else normalise(text),
            parent=row,
            notes=notes(text, slots),
        )
        if not text.strip():
            shape.type = SlotType("text")
        boxes = _boxes(text)
        if boxes is not None:
            shape.type, shape.slots, shape.constant, shape.notes = boxes, (), "", ()
        if slots or boxes or not text.strip():
            shape.required = not any(slot.optional for slot in slots)
            shape.why = (
                f"it holds the slot {slots[0].text}" if slots else "a row of boxes" if boxes else "an empty cell"
            )
        return shape

    def _list(self, node: ListNode, path: tuple[str, ...], parent: ShapeNode | None) -> list[ShapeNode]:
        shape = ShapeNode("list", NO_LABEL, path, self._line(node.span), parent=parent)
        shape.children = self._siblings(node.children, path, shape)
        blank = all(entry.whole is not None and not entry.whole.text.strip() for entry in node.children)
        if any(child.sample and child.slots for child in shape.children) or (
            node.children
            and not blank
            and not any(child.box and child.label.key for child in shape.children)
            and all(has_slot(child.label.text) for child in node.children)
        ):
            shape.sample = True
        shape.sample = shape.sample or (blank and not any(entry.children for entry in node.children))
        slots = tuple(slot for child in shape.children for slot in child.slots)
        if shape.sample:
            shape.slots = slots + tuple(
                slot
                for entry in node.children
                if entry.whole
                for slot in template_slots(entry.whole)
                if slot not in slots
            )
            shape.children = []
            shape.min = 1
            shape.required, shape.why = True, "a list to be filled in"
            return [shape]
        # Items without a label, a box or a slot are constant text.
        shape.children = [child for child in shape.children if child.label.key]
        if not shape.children:
            return []
        return [shape]

    def _text(self, node: TextNode, path: tuple[str, ...], parent: ShapeNode | None) -> list[ShapeNode]:
        whole = " ".join(line.text for line in node.lines)
        if not isinstance(node.block, Code) and is_to_be_deleted(whole):
            shape = ShapeNode("text", NO_LABEL, path, self._line(node.span), parent=parent, guide="delete")
            shape.constant = normalise(whole)
            return [shape]
        if node.children:
            return self._siblings(node.children, path, parent)
        code = isinstance(node.block, Code)
        slots = [slot for line in node.lines for slot in template_slots(line, place="code" if code else "text")]
        if not code and speaks_of_forms(whole):
            slots = [slot for slot in slots if slot.type.kind not in ("date", "date-time", "time")]
        shape = ShapeNode("text", NO_LABEL, path, self._line(node.span), parent=parent, slots=tuple(slots))
        if code:
            shape.origin = "item"
            return [shape] if slots else []
        text = node.lines[0].text if node.lines else ""
        whole = text.strip().strip("*_")
        if node.italic and is_notice(whole) and not slots:
            return []
        if node.italic and not (len(slots) == 1 and slots[0].text == whole):
            shape.guide = "italic"
            shape.constant = normalise(text)
            return [shape]
        if not slots and parent is None and is_prompt(text) and len(text.split()) <= 4:
            slot = Slot(text.strip(), 0, len(text.strip()), SlotType("text"), whole=True)
            shape.slots, shape.type = (slot,), slot.type
            shape.required, shape.why = True, f"it holds the slot {slot.text}"
            return [shape]
        if not slots and is_request(text) and asks(text) and not self.kept:
            shape.guide = "prompt"
            shape.constant = normalise(text)
            return [shape]
        if not slots:
            return []
        if len(slots) == 1 and slots[0].text == whole:
            shape.type = slots[0].type
            shape.required, shape.why = True, f"it holds the slot {slots[0].text}"
        return [shape]


def _boxes(text: str) -> SlotType | None:
    """The choice that a value of ballot boxes is: ``☐ Yes  ☐ No``."""
    options = ballot_options(text) if is_ballot_line(text) else ()
    plain = len(options) > 1 and not any("\n" in option for option in options)
    return SlotType("choice", options=options, closed=True) if plain else None


def _names(text: str) -> tuple[str, str, str, str]:
    return split_name(text)


_ANY_CODE = re.compile(r"(?!(?:P|S|L|T|SEV)-?\d)[A-Z]{1,4}-?\d{1,3}")


def _is_sample_label(text: str) -> bool:
    return (
        not text or has_slot(text) or _BARE_NUMBER.fullmatch(text) is not None or _ANY_LABEL.fullmatch(text) is not None
    )


def _prompts(section: SectionNode) -> frozenset[str]:
    """The texts of a section in which nothing else can be filled in, normalised; none where they are constant."""
    texts = [prose for prose in said(section) if prose.text.strip()]
    key = section.label.key
    question = section.title.text.rstrip(" *_").endswith("?")
    if not is_kept(key) and any(asked(prose.text, key, question=question, italic=prose.italic) for prose in texts):
        return frozenset(normalise(prose.text) for prose in texts)
    return frozenset()


def _half_empty_rows(node: TableNode) -> Iterator[tuple[str, ...]]:
    for row in node.rows:
        texts = row_texts(row)
        if (
            any(texts)
            and not all(texts)
            and not any(not slot.whole for cell in row.cells for slot in template_slots(cell, whole=True))
        ):
            yield texts


def _is_blank_item(node: FieldNode) -> bool:
    """Whether a list's item is a label with nothing behind its colon."""
    whole = node.whole.text.rstrip() if node.whole else ""
    return node.tick is None and bool(node.label.key) and whole.endswith(":")


def _is_fillable(node: ShapeNode) -> bool:
    """Whether a node of the template has a place to be filled in, or boxes."""
    if (node.guide and node.guide != "value") or (node.sample and node.kind == "field"):
        return False
    return bool(
        node.required is not False or node.slots or node.box or node.columns or any(map(_is_fillable, node.children))
    )


def _mark_repeated(nodes: list[ShapeNode]) -> None:
    """A label that is repeated among its siblings names a sample."""
    seen: dict[str, ShapeNode] = {}
    for node in nodes:
        if node.kind not in ("field", "section") or not node.label.key:
            continue
        other = seen.setdefault(node.label.key, node)
        if other is not node and not node.guide:
            other.sample = node.sample = True
            if node.kind == "section":
                other.required = node.required = False
