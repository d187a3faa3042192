"""The values of what is bound: of fields, headings and boxes, and whether they are waived."""

from __future__ import annotations

import re
from itertools import dropwhile

import msgspec

from incidentlint.grammars import find_durations, read_labelled_length
from incidentlint.markdown import Paragraph, Prose, Quote, prose_slice
from incidentlint.outline import FieldNode, ListNode, Node, SectionNode, TextNode, trimmed
from incidentlint.report.bound import Bound
from incidentlint.report.check_items import item_text, read_check
from incidentlint.report.read_value import Reader
from incidentlint.report.values import Value, behind
from incidentlint.template import ShapeNode, SlotType
from incidentlint.text import normalise
from incidentlint.vocabulary import Lexicon, key_of, waiver


class BoundReader:
    """Reads the values of bindings."""

    def __init__(self, reader: Reader, lexicon: Lexicon, *, jira: bool = False) -> None:
        """Take the reader of single values, the words of the pack, and whether ``(/)`` is the tick and not ``(x)``."""
        self.reader = reader
        self.lexicon = lexicon
        self.jira = jira

    def read(self, bound: Bound) -> None:
        """Read a binding's value, and whether it is waived."""
        node, shape = bound.node, bound.shape
        if node is None or shape.kind == "title":
            return
        if isinstance(node, SectionNode):
            bound.waived = waiver(_opening(node, shape), self.lexicon) or ""
            if not bound.waived and (offered := _offered(node, shape)):
                bound.waived, bound.offered = offered, True
            if shape.kind == "field" or shape.roles:
                self.read_heading(bound, node)
            return
        if isinstance(node, FieldNode):
            self.read_field(bound, node)
        elif isinstance(node, (ListNode, TextNode)) and shape.origin == "ballot":
            assert shape.type is not None
            bound.value = self.read_boxes(node, shape.type)
        elif isinstance(node, TextNode) and node.lines:
            bound.value = self.reader.read(node.lines[0], shape.slots, None)

    def read_heading(self, bound: Bound, node: SectionNode) -> None:
        """A heading over one value, or over the boxes of a choice."""
        kind = bound.shape.type
        boxes = [child for child in node.children if is_boxes(child)]
        if kind is not None and kind.kind == "choice" and len(boxes) == 1:
            bound.value = self.read_choice(boxes[0], kind)
            return
        texts = [child for child in node.children if isinstance(child, TextNode)]
        if len(node.children) == 1 and texts and len(texts[0].lines) == 1:
            value = self.reader.read(texts[0].lines[0], bound.shape.slots, kind)
            told = kind is not None and kind.kind == "duration" and find_durations(value.text)
            if value.state == "invalid" and told:
                value = msgspec.structs.replace(value, state="ok", problem="")  # a sentence, which tells a length too
            bound.value = _with_unit(value, bound)

    def read_field(self, bound: Bound, node: FieldNode) -> None:
        """Read a field's value, and whether it is waived."""
        shape, reader = bound.shape, self.reader
        if shape.box:
            found = item_text(node, shape, self.lexicon)
            prose = _without_notes(found.rest if found is not None else node.value, shape)
            bound.value = reader.read(prose, shape.slots, shape.type)
            if found is not None:
                mark = found.mark
                if self.jira and mark is not None and mark.written.casefold() == "(x)":
                    mark = msgspec.structs.replace(mark, state="refused")
                bound.check = read_check(node, msgspec.structs.replace(found, mark=mark, rest=prose), self.lexicon)
                bound.waived = bound.check.reason
            return
        if shape.origin == "ballot" and node.origin == "ballot":
            bound.value = reader.read(node.value, shape.slots, shape.type)
            return
        boxes = [child for child in node.children if is_boxes(child)]
        if shape.type is not None and shape.type.kind == "choice" and len(boxes) == 1 and not node.value.text.strip():
            bound.value = self.read_choice(boxes[0], shape.type)
            return
        prose = value_of(node, shape.beside)
        value = reader.read(prose, shape.slots, shape.type)
        if value.state == "empty" and node.children and not (value.problem or shape.beside):
            bound.value = None
        else:
            bound.value = _with_unit(self.explained(value, shape), bound)
        bound.waived = (waiver(prose.text, self.lexicon) or "") if value.state == "waived" else ""

    def explained(self, value: Value, shape: ShapeNode) -> Value:
        """The value without the template's own note for an explanation."""
        explanation = value.explanation
        if explanation is not None and _is_note(explanation.text, shape):
            return msgspec.structs.replace(value, explanation=None)
        return value

    def read_choice(self, node: Node, kind: SlotType) -> Value | None:
        """A choice made by a ballot line or by task boxes."""
        if isinstance(node, FieldNode):
            return self.reader.read(node.value, (), kind)
        return self.read_boxes(node, kind) if isinstance(node, ListNode) else None

    def read_boxes(self, node: ListNode | TextNode, kind: SlotType) -> Value:
        """A choice made by task boxes or by a word where the template has ballot boxes."""
        if isinstance(node, TextNode):
            return self.reader.read(node.lines[0], (), kind)
        known = {key_of(option): option for option in kind.options}
        entries = node.children
        ticked = [entry for entry in entries if entry.tick]
        wanted = "one of " + ", ".join(kind.options)
        if not ticked or (len(ticked) > 1 and not kind.several):
            what = "more than one box is ticked" if ticked else "no box is ticked"
            shown = ticked[1] if ticked else entries[0]
            place = shown.box or shown.span
            return Value("unresolved", shown.whole or shown.value, place, problem=what, wanted=wanted, box=place)
        whole = ticked[0].whole or ticked[0].value
        option, end = self.reader.leading(whole.text, kind.options)
        answer = known.get(key_of(whole.text)) or known.get(first_word(ticked[0])) or option or ""
        explanation = behind(whole, end) if end is not None else None
        return Value("ok", whole, trimmed(whole), answer=answer, explanation=explanation, box=ticked[0].box)


def _with_unit(value: Value, bound: Bound) -> Value:
    """The value, as a length where it is a bare number and the label says of what."""
    if value.duration is not None or bound.shape.type is None or bound.shape.type.kind != "duration":
        return value
    length = read_labelled_length(bound.label, value.text)
    return value if length is None else msgspec.structs.replace(value, state="ok", problem="", duration=length)


def _offered(node: SectionNode, shape: ShapeNode) -> str:
    """What a section says and no more, where its template offers these words: ``For S3 write "none needed"``."""
    below = _below_hints(node, shape) if shape.says else []
    if len(below) != 1 or not isinstance(only := below[0], TextNode):
        return ""
    told = normalise(only.lines[0].text).rstrip(".") if len(only.lines) == 1 else ""
    if not told or len(told) > _LONGEST_OFFER:
        return ""
    quoted = (match[1] for text in shape.says for match in _QUOTED.finditer(text))
    same = any(normalise(text).rstrip(".,") == told for text in quoted)
    return only.lines[0].text.strip() if same else ""


_QUOTED = re.compile(r"[\"“„«»'‘「『]\s?([^\"“”„«»'’「」『』\n]{2,40}?)\s?[\"”“»«'’」』]")
_LONGEST_OFFER = 40


def is_boxes(node: Node) -> bool:
    """Whether a node is boxes to choose from: a ballot line, or a list whose entries have boxes."""
    return (isinstance(node, FieldNode) and node.origin == "ballot") or (
        isinstance(node, ListNode) and node.is_checklist
    )


def _opening(section: SectionNode, shape: ShapeNode) -> str:
    """The text of a section's first block below alerts, quotes and what its template says, if that is a paragraph.

    ``Not applicable: ...`` looks like a field.
    """
    below = _below_hints(section, shape)
    first = next(iter(below or section.children), None)
    if isinstance(first, FieldNode) and first.whole is not None and first.tick is None:
        return first.whole.text
    return first.lines[0].text if isinstance(first, TextNode) and first.lines else ""


def _below_hints(section: SectionNode, shape: ShapeNode) -> list[Node]:
    """What a section has below the quotes that it begins with and what its template says there."""
    kept = {normalise(text) for text in shape.says} if len(section.children) > 1 else set()

    def is_above(node: Node) -> bool:
        if not isinstance(node, TextNode):
            return False
        return isinstance(node.block, Quote) or (bool(kept and node.lines) and normalise(node.lines[0].text) in kept)

    return [*dropwhile(is_above, section.children)]


def value_of(node: FieldNode, beside: frozenset[str] = frozenset()) -> Prose:
    """A field's text: beside its label, else the first paragraph below it.

    In the columns that are called one of `beside` a row has hints, and no value.
    """
    if node.value.text.strip() or not node.children:
        return node.value
    first = node.children[0]
    if node.origin == "row" and isinstance(first, FieldNode) and first.origin == "cell":
        cells = [child for child in node.children if isinstance(child, FieldNode) and child.origin == "cell"]
        cells = [cell for cell in cells if cell.label.key not in beside] or cells
        return next((cell.value for cell in cells if cell.value.text.strip()), cells[0].value)
    while isinstance(first, TextNode) and first.children:
        first = first.children[0]
    if isinstance(first, TextNode) and first.lines and isinstance(first.block, Paragraph):
        return first.lines[0]
    return node.value


def _without_notes(prose: Prose, shape: ShapeNode) -> Prose:
    """The text after an item's label without its parenthesised note, when that is the template's own."""
    note = re.match(r"\s*\(([^()]*)\)\s*(?::\s*)?", prose.text)
    if note and f"({normalise(note[1])})" in normalise(shape.label.text):
        return prose_slice(prose, note.end(), len(prose.text))
    return prose


def _is_note(text: str, shape: ShapeNode) -> bool:
    plain = normalise(text).strip(" -:;,.()[]")
    return any(plain == note for note in shape.notes)


def first_word(entry: FieldNode) -> str:
    """The key of the first word of an item; empty without one."""
    return first_word_of(entry.whole.text) if entry.whole else ""


def first_word_of(text: str) -> str:
    """The key of the first word of a text, behind a box if it begins with one; empty without one."""
    match = re.match(r"(?:\W*[\[(][xXvV][\])])?\W*(\w+)", text)
    return key_of(match[1]) if match else ""
