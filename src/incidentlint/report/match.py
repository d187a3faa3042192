"""Matching: which node of a report stands for which node of the shape.

A node of the shape is looked for where the template has it, then before the first section, then in the whole report
if just one fits. What is found is bound, and its value read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

import msgspec

from incidentlint.grammars import find_stamps
from incidentlint.markdown import Paragraph, Prose, Quote, prose_slice
from incidentlint.outline import (
    FieldNode,
    ListNode,
    Node,
    Outline,
    SectionNode,
    TableNode,
    TableRow,
    TextNode,
    trimmed,
    walk,
)
from incidentlint.packs import Pack
from incidentlint.report.check_items import Check, item_text, line_items, read_check
from incidentlint.report.match_columns import match_columns
from incidentlint.report.read_value import Reader
from incidentlint.report.values import Value
from incidentlint.template import ShapeNode, SlotType, deletions
from incidentlint.text import Span, SpanSet, normalise
from incidentlint.vocabulary import bare_key, key_of, loose_key, waiver


class Bound(msgspec.Struct):
    """A node of the shape and what stands for it in the report (`node` None: nothing).

    `span` is its place: of its label, or the place where it would belong. `value` is a field's or text's value.
    `duplicates` are further nodes of the same name in the same place.
    `waived` is the reason for which it does not apply. `check` is what is said of a check item.
    """

    shape: ShapeNode
    node: Node | None
    span: Span
    parent: Bound | None = None
    value: Value | None = None
    children: list[Bound] = []
    duplicates: list[Node] = []
    waived: str = ""
    columns: dict[int, int] = {}
    near: str = ""
    check: Check | None = None
    near_place: Span | None = None

    @property
    def present(self) -> bool:
        """Whether the report has it."""
        return self.node is not None

    @property
    def label(self) -> str:
        """Its name as the report writes it, as the template does where the report has none or more than the name."""
        node, shape = self.node, self.shape
        named = isinstance(node, (SectionNode, FieldNode)) and not shape.box and shape.origin not in ("cell", "ballot")
        if named and isinstance(node, (SectionNode, FieldNode)) and node.label.text:
            return node.label.text
        return shape.label.text

    def walk(self) -> Iterator[Bound]:
        """This binding and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


class Matcher:
    """Binds a report's nodes to a shape's."""

    def __init__(self, outline: Outline, pack: Pack, reader: Reader) -> None:
        """Take a report's outline, the pack to match it to, and the reader of its values."""
        self.outline = outline
        self.pack = pack
        self.reader = reader
        self.lexicon = pack.lexicon
        self.sections = list(outline.walk_sections())
        self.fields = [node for node in outline.walk() if isinstance(node, FieldNode) and node.label.key]
        self.ticked = [node for node in self.fields if node.tick is not None]
        self.named: list[Node] = [*self.sections, *self.fields]
        self.head: list[Node] = self._find_head()
        self.preamble: list[Node] = list(walk(outline.preamble))
        self._below: dict[int, list[Node]] = {}
        self._lines: dict[int, list[FieldNode]] = {}
        self.claimed: set[int] = set()
        self.parents = {id(child): id(section) for section in self.sections for child in section.sections}
        self.guides: list[Span] = list(self.find_guides())
        self.guided = SpanSet(self.guides)
        self.guide_blocks: list[tuple[str, FieldNode]] = []
        self.bound: list[Bound] = []
        self.by_shape: dict[int, Bound] = {}

    def _find_head(self) -> list[Node]:
        """What stands before the first section that every report has.

        Metadata that follows the document history in a report with one title stands inside that section.
        """
        keys = {
            shape.label.key for shape in self.pack.shape.nodes if shape.kind == "section" and shape.required is True
        }
        body = min((section.span.start for section in self.sections if section.label.key in keys), default=None)
        if body is None:
            return []
        return [node for node in self.fields if node.span.start < body]

    def run(self) -> None:
        """Bind all nodes of the shape, then read the values of what was bound."""
        if self.pack.shape.title is not None:
            self.bound.append(self.title(self.pack.shape.title))
        for shape in self.pack.shape.nodes:
            if not shape.guide or shape.guide == "value":
                self.bind(shape, None)
        everything = [below for bound in self.bound for below in bound.walk()]
        self.by_shape = {bound.shape.index: bound for bound in everything}
        self.guide_blocks = list(self.find_guide_blocks())
        for _, node in self.guide_blocks:
            self.guided.add(node.span)
        for bound in everything:
            self.read(bound)
        for bound in everything:
            if not bound.present:
                bound.near, bound.near_place = self.near(bound.shape)

    def is_guide(self, span: Span) -> bool:
        """Whether a place lies in a guide section or block that was left."""
        return self.guided.has(span.start)

    def find_guides(self) -> Iterator[Span]:
        """The guide sections of the report: each up to the first paragraph of fields that are bound elsewhere."""
        keys = {shape.label.key for shape in self.pack.shape.walk() if shape.guide == "section"}
        labels = self.pack.shape.labels()
        if self.pack.shape.deletes:
            yield from deletions(self.outline.document)
        for section in self.sections:
            if section.label.key not in keys:
                continue
            end = section.span.end
            for node in section.children:
                if isinstance(node, SectionNode) or (isinstance(node, FieldNode) and node.label.key in labels):
                    end = node.span.start
                    break
            yield Span(section.heading.start, end)

    def find_guide_blocks(self) -> Iterator[tuple[str, FieldNode]]:
        """The example and format leads in places where the template has one, with their kind."""
        words = {"example": self.lexicon.guide_examples, "format": self.lexicon.guide_formats}
        seen: set[tuple[str, int]] = set()
        for shape in self.pack.shape.walk():
            owner = self.labelled_above(shape)
            index = owner.index if owner else -1
            if shape.guide not in words or (shape.guide, index) in seen:
                continue
            seen.add((shape.guide, index))
            bound = self.by_shape.get(index)
            nodes = self.outline.preamble if owner is None else bound.node.children if bound and bound.node else ()
            for node in walk(node for node in nodes if not isinstance(node, SectionNode)):
                if isinstance(node, FieldNode) and node.origin in ("lead", "bold", "plain") and node.label.key:
                    if node.label.key.split()[0] in words[shape.guide] and not self.is_guide(node.span):
                        yield shape.guide, node

    def labelled_above(self, shape: ShapeNode) -> ShapeNode | None:
        """The section or lead that a node of the shape stands in."""
        owner = self.pack.shape.parent(shape)
        while owner is not None and not owner.label.key:
            owner = self.pack.shape.parent(owner)
        return owner

    def title(self, shape: ShapeNode) -> Bound:
        """The title, by place: the first H1 that is none of the template's constant ones."""
        titles = [node for node in self.outline.titles if node.label.key not in self.pack.shape.constant_titles]
        found = (titles or list(self.outline.titles[-1:]) or [None])[0]  # type: ignore[list-item]
        if found is None:
            return Bound(shape, None, Span(0, 0))
        value = Value("ok", found.title, trimmed(found.title))
        return Bound(shape, found, found.heading, value=value)

    def bind(self, shape: ShapeNode, parent: Bound | None) -> None:
        """Bind a node of the shape and all below it."""
        bound = Bound(shape, None, self.place(parent), parent=parent)
        (parent.children if parent else self.bound).append(bound)
        if shape.sample and shape.kind in ("field", "section"):
            return
        self.find(bound)
        if bound.node is not None:
            self.claimed.add(id(bound.node))
            bound.span = _label_span(bound.node)
        for child in shape.children:
            if not child.guide or child.guide == "value":
                self.bind(child, bound)

    def place(self, parent: Bound | None) -> Span:
        """Where something missing would belong: at its section's heading, else at the head of the report."""
        if parent is not None:
            return parent.span
        titles = self.outline.titles
        return titles[0].heading if titles else Span(0, 0)

    def find(self, bound: Bound) -> None:
        """Find what stands for a node, by its kind."""
        shape = bound.shape
        if shape.kind in ("section", "field"):
            if shape.origin == "ballot":
                self.find_ballot(bound)
            elif shape.origin == "cell":
                self.find_cell(bound)
            elif shape.box:
                self.find_item(bound)
            else:
                self.find_named(bound)
        elif shape.kind == "table":
            self.find_table(bound)
        elif shape.kind == "list":
            self.find_list(bound)
        else:
            self.find_text(bound)

    # Sections and fields.

    def scope(self, bound: Bound) -> list[Node]:
        """The nodes of the place where the template has a node: its parent's, or those before the first section."""
        node = self.owner(bound)
        if node is None:
            return list(self.outline.preamble) if _is_top(bound) or bound.shape.kind == "field" else []
        return list(node.children)

    def below(self, bound: Bound) -> list[Node]:
        """All nodes below the place where the template has a node, walked once for each place."""
        key = id(self.owner(bound))
        if key not in self._below or self.owner(bound) is None:
            self._below[key] = list(walk(self.scope(bound)))
        return self._below[key]

    def owner(self, bound: Bound) -> Node | None:
        """The nearest bound section or field above a node."""
        parent = bound.parent
        while parent is not None and parent.shape.kind in ("table", "list") and parent.shape.origin != "row":
            parent = parent.parent
        return parent.node if parent else None

    def find_named(self, bound: Bound) -> None:
        """Find a section or field by its name: in its place, then before the first section, then anywhere."""
        shape = bound.shape
        if shape.head:
            self.find_in_head(bound)
            return
        inside = bound.parent is not None and self.owner(bound) is not None
        if shape.kind == "section" and bound.parent is None:
            pools: list[list[Node]] = [list(self.outline.sections), list(self.sections), list(self.fields)]
        else:
            own = self.below(bound) if inside or bound.parent is None else []
            pools = [own, self.preamble]
            if bound.parent is None:
                pools.append(self.head)
        for pool in pools:
            found = self.ladder(shape, pool)
            if found:
                self.take(bound, found)
                return
        everywhere = self.ladder(shape, [node for node in self.named if not _is_keyed_row(node) or shape.children])
        if len(everywhere) == 1 and not self.is_of_another(bound, everywhere[0]):
            bound.node = everywhere[0]

    def is_of_another(self, bound: Bound, node: Node) -> bool:
        """Whether a node stands in another list than its like, and its value is none that is asked for."""
        shape = bound.shape
        if not isinstance(self.owner(bound), FieldNode) or not isinstance(node, FieldNode) or shape.type is None:
            return False
        if self.reader.read(_value_of(node), shape.slots, shape.type).state != "invalid":
            return False
        return any(
            isinstance(field, FieldNode) and field.children and field is not node and field.span.covers(node.span)
            for field in self.named
        )

    def find_in_head(self, bound: Bound) -> None:
        """A field before the first section, in that if it is no timeline, or a heading over one value."""
        pool = list(self.preamble)
        first = next(iter(self.outline.sections), None)
        if first is not None and first.label.key not in self.lexicon.roles["timeline"]:
            pool += [node for node in walk(first.children) if not isinstance(node, SectionNode)]
        for section in self.outline.sections[1:]:
            if section.label.key in _FACTS:
                pool += [node for node in walk(section.children) if not isinstance(node, SectionNode)]
        pool += [node for node in self.outline.sections if _is_one_value(node)]
        found = self.ladder(bound.shape, pool)
        if found:
            # `resolved: true` beside `resolvedWhen: 2026-...`: the one that tells a time
            dated = bound.shape.type is not None and bound.shape.type.kind in ("date", "date-time")
            told = [node for node in found if dated and isinstance(node, FieldNode) and find_stamps(node.value.text)]
            bound.node = (told or found)[0]

    def take(self, bound: Bound, found: list[Node]) -> None:
        """Bind the first, and note those beside it that say the same."""
        first = found[0]
        if bound.shape.kind == "section":
            same = [
                node
                for node in found
                if isinstance(node, SectionNode) and isinstance(first, SectionNode) and node.level == first.level
            ]
            bound.node = first
            named = [node for node in same[1:] if node.label.key == first.label.key]
            bound.duplicates = [node for node in named if self.same_parent(first, node)]
        else:
            bound.node = first
            bound.duplicates = [node for node in found[1:] if self.is_copy(first, node)]

    def same_parent(self, one: Node, other: Node) -> bool:
        """Whether two sections stand in the same one."""
        return self.parents.get(id(one)) == self.parents.get(id(other))

    def is_copy(self, one: Node, other: Node) -> bool:
        """Whether a field says again what its like says: both labelled alike, in the same section, not in a table."""
        if not (isinstance(one, FieldNode) and isinstance(other, FieldNode)):
            return False
        if one.origin != other.origin or one.origin not in ("bold", "plain", "row", "item") or other.tick is not None:
            return False
        homes = [
            section for section in self.sections if section.span.covers(one.span) and section.span.covers(other.span)
        ]
        inner = [
            section for section in self.sections if section.span.covers(one.span) != section.span.covers(other.span)
        ]
        return not inner and (bool(homes) or not any(section.span.covers(one.span) for section in self.sections))

    def ladder(self, shape: ShapeNode, pool: list[Node]) -> list[Node]:
        """The free nodes of a pool that have the shape's name, by the first step of the ladder that has any."""
        free: list[SectionNode | FieldNode] = [
            node
            for node in pool
            if isinstance(node, (SectionNode, FieldNode)) and node.label.key and id(node) not in self.claimed
            and not (isinstance(node, FieldNode) and node.origin == "cell")
            and not self.is_guide(node.span)
        ]  # fmt: skip
        key, bare = shape.label.key, shape.label.bare
        alike = [node for node in free if _alike(node, shape)]
        steps: list[list[Node]] = [
            [node for node in free if node.label.key == key],
            [node for node in alike if node.label.bare == bare],
            [node for node in alike if loose_key(node.label.bare) == loose_key(bare)],
            [node for node in alike if isinstance(node, SectionNode) and node.label.key.startswith(f"{key}:")],
            [node for node in alike if node.label.key in map(key_of, shape.aliases)],
        ]
        if self.pack.generic and shape.kind == "section":
            words = re.compile(rf"\b(?:{'|'.join(map(re.escape, (key, *shape.aliases)))})\b")
            steps.append([node for node in alike if isinstance(node, SectionNode) and words.search(node.label.key)])
        if self.pack.generic and "started" in shape.roles:
            # cState: `date` beside `resolvedWhen` is when it began; elsewhere it is when a post was published
            matter = {
                f.label.key: f for f in self.outline.preamble if isinstance(f, FieldNode) and f.origin == "front-matter"
            }
            steps.append([matter["date"]] if {"date", "resolvedwhen"} <= matter.keys() else [])
        found: list[Node] = next((step for step in steps if step), [])
        return [node for node in found if _alike(node, shape)] or found

    # Check items and ballots.

    def find_item(self, bound: Bound) -> None:
        """Find a check item by how its text begins."""
        shape = bound.shape
        own = [node for node in self.below(bound) if isinstance(node, FieldNode) and node.origin == "item"]
        for number, pool in enumerate((own, self.ticked, self.lines(bound))):
            free = [node for node in pool if id(node) not in self.claimed and not self.is_guide(node.span)]
            texts = [(node, text) for node in free if (text := item_text(node, shape)) is not None]
            texts.sort(key=lambda found: (found[0].tick is None, not found[1].exact))
            if texts and (number != 1 or len(texts) == 1):
                bound.node = texts[0][0]
                return

    def lines(self, bound: Bound) -> list[FieldNode]:
        """What may stand for check items below the place where the template has them, and is no entry of a list."""
        key = id(self.owner(bound)) if self.owner(bound) is not None else -len(self.scope(bound))
        if key not in self._lines:
            self._lines[key] = list(line_items(self.below(bound)))
        return self._lines[key]

    def find_ballot(self, bound: Bound) -> None:
        """Find the ballot line of a section, or the task boxes or word that stand for it."""
        shape = bound.shape
        for node in self.below(bound):
            if isinstance(node, FieldNode) and node.origin == "ballot" and id(node) not in self.claimed:
                bound.node = node
                return
        options = {key_of(option) for option in (shape.type.options if shape.type else ())}
        for node in self.scope(bound):
            if isinstance(node, ListNode) and any(_first_word(entry) in options for entry in node.children):
                bound.node = node
                return
            if (
                isinstance(node, FieldNode)
                and node.whole is not None
                and not node.value.text
                and node.label.key in options
            ):
                bound.node = TextNode(span=node.span, lines=(node.whole,), block=Paragraph(node.span, node.whole))
                return
            if isinstance(node, TextNode) and node.lines and _first_word_of(node.lines[0].text) in options:
                bound.node = node
                return

    def find_cell(self, bound: Bound) -> None:
        """A cell of a keyed row: by its column."""
        row = bound.parent.node if bound.parent else None
        label = bound.shape.label
        for node in row.children if isinstance(row, FieldNode) else ():
            if isinstance(node, FieldNode) and (node.label.key == label.key or node.label.bare == label.bare):
                bound.node = node
                return

    # Tables, lists and texts: what stands in the section and is not taken.

    def find_table(self, bound: Bound) -> None:
        """Find the table of a section that has most of the columns and rows."""
        tables = [node for node in self.below(bound) if isinstance(node, TableNode) and id(node) not in self.claimed]
        shape = bound.shape
        best, score = None, 0
        for table in tables:
            columns = match_columns(shape.columns, table, self.lexicon)
            points = len(columns) * 2 + sum(
                1 for child in shape.children if any(_row_label(row) == child.label.key for row in table.rows)
            )
            if points > score:
                best, score = table, points
        if best is None and tables and (shape.sample or len(tables) == 1):
            best = tables[0]
        if best is None:
            return
        bound.node = best
        bound.columns = match_columns(shape.columns, best, self.lexicon)

    def find_list(self, bound: Bound) -> None:
        """Find the list of a section; a table may stand for a sample list."""
        shape = bound.shape
        nodes = self.scope(bound)
        kinds = (ListNode, TableNode) if shape.sample else (ListNode,)
        pool: list[Node] = [node for node in nodes if isinstance(node, kinds)]
        pool += [node for node in walk(nodes) if isinstance(node, kinds) and node not in pool]
        free = [node for node in pool if id(node) not in self.claimed and not self.is_guide(node.span)]
        if not shape.sample:
            boxes = any(child.box for child in shape.children)
            free = [n for n in free if isinstance(n, ListNode) and n.is_checklist is boxes] or free
        if free:
            bound.node = free[0]

    def find_text(self, bound: Bound) -> None:
        """Find the first text of a section that is no example."""
        for node in self.scope(bound):
            if (
                isinstance(node, TextNode)
                and id(node) not in self.claimed
                and not _is_example(node, self.lexicon.guide_examples)
            ):
                bound.node = node
                return

    # Values.

    def read(self, bound: Bound) -> None:
        """Read a binding's value, and whether it is waived."""
        node, shape = bound.node, bound.shape
        if node is None or shape.kind == "title":
            return
        if isinstance(node, SectionNode):
            bound.waived = waiver(_opening(node), self.lexicon) or ""
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
        boxes = [child for child in node.children if _is_boxes(child)]
        if kind is not None and kind.kind == "choice" and len(boxes) == 1:
            bound.value = self.read_choice(boxes[0], kind)
            return
        texts = [child for child in node.children if isinstance(child, TextNode)]
        if len(node.children) == 1 and texts and len(texts[0].lines) == 1:
            bound.value = self.reader.read(texts[0].lines[0], bound.shape.slots, bound.shape.type)

    def read_field(self, bound: Bound, node: FieldNode) -> None:
        """Read a field's value, and whether it is waived."""
        shape, reader = bound.shape, self.reader
        if shape.box:
            found = item_text(node, shape)
            prose = _without_notes(found.rest if found is not None else node.value, shape)
            bound.value = reader.read(prose, shape.slots, shape.type)
            if found is not None:
                bound.check = read_check(node, msgspec.structs.replace(found, rest=prose), self.lexicon)
                bound.waived = bound.check.reason
            return
        if shape.origin == "ballot" and node.origin == "ballot":
            bound.value = reader.read(node.value, shape.slots, shape.type)
            return
        boxes = [child for child in node.children if _is_boxes(child)]
        if shape.type is not None and shape.type.kind == "choice" and len(boxes) == 1 and not node.value.text.strip():
            bound.value = self.read_choice(boxes[0], shape.type)
            return
        prose = _value_of(node)
        value = reader.read(prose, shape.slots, shape.type)
        if value.state == "empty" and node.children and not value.problem:
            bound.value = None
        else:
            bound.value = self.explained(value, shape)
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
        if len(ticked) != 1:
            what = "more than one box is ticked" if ticked else "no box is ticked"
            shown = ticked[1] if ticked else entries[0]
            place = shown.box or shown.span
            return Value("unresolved", shown.whole or shown.value, place, problem=what, wanted=wanted, box=place)
        whole = ticked[0].whole or ticked[0].value
        answer = known.get(key_of(whole.text)) or known.get(_first_word(ticked[0]), "")
        return Value("ok", whole, trimmed(whole), answer=answer, box=ticked[0].box)

    def near(self, shape: ShapeNode) -> tuple[str, Span | None]:
        """A name of the report that was perhaps meant, and its place: for the message, never bound."""
        if shape.kind not in ("section", "field") or not shape.label.key:
            return "", None
        names: dict[str, SectionNode | FieldNode] = {}
        for node in self.named:
            if isinstance(node, (SectionNode, FieldNode)) and id(node) not in self.claimed and _alike(node, shape):
                names.setdefault(node.label.key, node)
        from difflib import get_close_matches

        found = get_close_matches(shape.label.key, names, 1, 0.7)
        if not found:
            glued = {key.replace(" ", "").replace("-", ""): key for key in reversed(names)}
            name = shape.label.key.replace(" ", "").replace("-", "")
            found = [key for short, key in glued.items() if len(name) > 5 and short.startswith(name)][-1:]
        if not found:
            found = [key for key in names if len(key) > 5 and (key in shape.label.key or shape.label.key in key)][:1]
        if not found:
            return "", None
        node = names[found[0]]
        return node.label.text, node.heading if isinstance(node, SectionNode) else node.label.span


def _is_one_value(node: SectionNode) -> bool:
    """Whether a section is a heading over a single short text."""
    only = node.children[0] if len(node.children) == 1 else None
    return isinstance(only, TextNode) and len(only.lines) == 1 and len(only.lines[0].text) <= 80


def _is_boxes(node: Node) -> bool:
    """Whether a node is boxes to choose from: a ballot line, or a list whose entries have boxes."""
    return (isinstance(node, FieldNode) and node.origin == "ballot") or (
        isinstance(node, ListNode) and node.is_checklist
    )


def _is_top(bound: Bound) -> bool:
    """Whether the template has a node before its first section."""
    parent = bound.parent
    while parent is not None and not parent.shape.label.key:
        parent = parent.parent
    return parent is None


_FACTS = frozenset({
    "metadata", "details", "incident details", "incident metadata", "incident information", "key facts", "facts",
    "at a glance", "incident overview", "overview", "メタデータ",
})  # fmt: skip
"""Sections of facts, in which the fields of a report of no known template may stand."""


def _alike(node: Node, shape: ShapeNode) -> bool:
    """Whether a node is of the shape's kind; a bold lead may stand for a section."""
    if shape.kind == "section":
        return isinstance(node, SectionNode) or (isinstance(node, FieldNode) and node.origin == "lead")
    if not isinstance(node, FieldNode) or node.origin == "cell":
        return False
    return not (node.origin == "row" and node.children) or bool(shape.children)


def _is_keyed_row(node: Node) -> bool:
    """Whether a field is a row of more than two cells: no value of its own."""
    return isinstance(node, FieldNode) and node.origin == "row" and bool(node.children)


def _opening(section: SectionNode) -> str:
    """The text of a section's first block below alerts and quotes, if that is a paragraph.

    ``Not applicable: ...`` looks like a field.
    """
    quotes = takewhile(lambda node: isinstance(node, TextNode) and isinstance(node.block, Quote), section.children)
    below = sum(1 for _ in quotes)
    first = section.children[below] if below < len(section.children) else next(iter(section.children), None)
    if isinstance(first, FieldNode) and first.whole is not None and first.tick is None:
        return first.whole.text
    return first.lines[0].text if isinstance(first, TextNode) and first.lines else ""


def _label_span(node: Node) -> Span:
    if isinstance(node, SectionNode):
        return node.heading
    if isinstance(node, FieldNode) and node.origin == "cell":
        return trimmed(node.value) if node.value.text.strip() else node.span
    if isinstance(node, FieldNode) and node.label.key:
        return node.label.span
    return node.span


def _value_of(node: FieldNode) -> Prose:
    """A field's text: beside its label, else the first paragraph below it."""
    if node.value.text.strip() or not node.children:
        return node.value
    first = node.children[0]
    if node.origin == "row" and isinstance(first, FieldNode) and first.origin == "cell":
        return first.value
    while isinstance(first, TextNode) and first.children:
        first = first.children[0]
    if isinstance(first, TextNode) and first.lines and isinstance(first.block, Paragraph):
        return first.lines[0]
    return node.value


def _without_notes(prose: Prose, shape: ShapeNode) -> Prose:
    """The text behind an item's label without its parenthesised note, when that is the template's own."""
    note = re.match(r"\s*\(([^()]*)\)\s*:?\s*", prose.text)
    if note and f"({normalise(note[1])})" in normalise(shape.label.text):
        return prose_slice(prose, note.end(), len(prose.text))
    return prose


def _is_note(text: str, shape: ShapeNode) -> bool:
    plain = normalise(text).strip(" -:;,.()[]")
    return any(plain == note for note in shape.notes)


def _first_word(entry: FieldNode) -> str:
    return _first_word_of(entry.whole.text) if entry.whole else ""


def _first_word_of(text: str) -> str:
    match = re.match(r"\W*(\w+)", text)
    return key_of(match[1]) if match else ""


def _row_label(row: TableRow) -> str:
    return key_of(row.cells[0].text) if row.cells else ""


def _is_example(node: TextNode, words: frozenset[str]) -> bool:
    text = node.lines[0].text if node.lines else ""
    return bare_key(text.split(":")[0]) in words
