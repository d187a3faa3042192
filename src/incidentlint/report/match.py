"""Matching: which node of a report stands for which node of the shape.

A node is looked for where the template has it, then before the first section, then in the whole report if one fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from incidentlint.grammars import find_stamps
from incidentlint.markdown import Paragraph
from incidentlint.outline import (
    FieldNode,
    ListNode,
    Node,
    Outline,
    SectionNode,
    TableNode,
    TextNode,
    trimmed,
    walk,
)
from incidentlint.packs import Pack
from incidentlint.report.bound import Bound, label_span
from incidentlint.report.bound_values import BoundReader, first_word, first_word_of, value_of
from incidentlint.report.check_items import item_names, item_text
from incidentlint.report.guides import find_guides
from incidentlint.report.match_columns import match_columns
from incidentlint.report.near_names import is_alike, is_one_value
from incidentlint.report.pools import NOTHING, Items, Pool, Pools
from incidentlint.report.read_value import Reader
from incidentlint.report.values import Value
from incidentlint.template import ShapeNode
from incidentlint.text import Span, SpanSet
from incidentlint.vocabulary import bare_key, inflected, key_of, loose_key

MANY = 50
"""So many tables of a section are compared with one of the template; of more, those with its very columns too."""


class Matcher:
    """Binds a report's nodes to a shape's."""

    def __init__(self, outline: Outline, pack: Pack, reader: Reader) -> None:
        """Take a report's outline, the pack to match it to, and the reader of its values."""
        self.outline = outline
        self.pack = pack
        self.reader = reader
        self.lexicon = pack.lexicon
        self.sections = list(outline.walk_sections())
        self.fields = [node for node in outline.fields if node.label.key]
        self.named: list[Node] = [*self.sections, *self.fields]
        self.head = Pool(self._find_head())
        self.pools = Pools(outline, self.sections, self.fields)
        self.claimed: set[Node] = set()
        self.parents: dict[Node, Node] = {child: section for section in self.sections for child in section.sections}
        self.guides: list[Span] = list(find_guides(outline, pack.shape, pack.lexicon))
        self.guided = SpanSet(self.guides)
        self.guide_blocks: list[tuple[str, FieldNode]] = []
        self.bound: list[Bound] = []
        self.everything: list[Bound] = []
        self.by_shape: dict[int, Bound] = {}

    def _find_head(self) -> list[Node]:
        """What comes before the first section that every report has; metadata below a document history is in that."""
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
        self.bind_by_meaning()
        self.everything = [below for bound in self.bound for below in bound.walk()]
        self.by_shape = {bound.shape.index: bound for bound in self.everything}
        self.guide_blocks = [block for block in self.find_guide_blocks() if not self.is_guide(block[1].span)]
        for _, node in self.guide_blocks:
            self.guided.add(node.span)
        values = BoundReader(self.reader, self.lexicon, jira="(/)" in self.outline.document.raw)
        for bound in self.everything:
            values.read(bound)

    def is_guide(self, span: Span) -> bool:
        """Whether a place is in a guide section or block that was left."""
        return self.guided.has(span.start)

    def find_guide_blocks(self) -> Iterator[tuple[str, FieldNode]]:
        """The example and format leads in places where the template has one, with their kind; no format in the head."""
        words = {"example": self.lexicon.guide_examples, "format": self.lexicon.guide_formats}
        seen: set[tuple[str, int]] = set()
        for shape in self.pack.shape.walk():
            owner = self.labelled_above(shape)
            index = owner.index if owner else -1
            if shape.guide not in (words if owner is not None else ("example",)) or (shape.guide, index) in seen:
                continue
            seen.add((shape.guide, index))
            bound = self.by_shape.get(index)
            nodes = self.outline.preamble if owner is None else bound.node.children if bound and bound.node else ()
            for node in walk(node for node in nodes if not isinstance(node, SectionNode)):
                if isinstance(node, FieldNode) and node.origin in ("lead", "bold", "plain") and node.label.key:
                    first, own, _ = node.label.key.partition(" ")  # of its own: `Examples of wrong totals`
                    if first in words[shape.guide] and (not own or node.label.key in self.pack.shape.labels()):
                        yield shape.guide, node

    def labelled_above(self, shape: ShapeNode) -> ShapeNode | None:
        """The section or lead that a node of the shape is in."""
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
            bound.node = self.the_only(bound)
            if bound.node is None:
                return
        else:
            self.find(bound)
        self.bind_below(bound)

    def bind_below(self, bound: Bound) -> None:
        """Note what a node of the shape is bound to, and bind all below it."""
        if bound.node is not None:
            self.claimed.add(bound.node)
            bound.span = label_span(bound.node)
        for child in bound.shape.children:
            if not child.guide or child.guide == "value":
                self.bind(child, bound)

    def bind_by_meaning(self) -> None:
        """Bind what is called otherwise in the report, where a part that all reports must have would be missing."""
        missing = [bound for top in self.bound for bound in top.walk() if bound.lacking]
        if not missing:
            return
        from incidentlint.report.meanings import Meanings

        meanings = Meanings(self.pack, self.named, self.is_free)
        for bound in missing:
            bound.node = meanings.of(bound)
            if bound.node is not None:
                bound.children.clear()
                self.bind_below(bound)

    def the_only(self, bound: Bound) -> SectionNode | None:
        """The section that stands for a sample, where the report has one of them: ``Fault #12`` for ``Fault #___``.

        Of several none has to say all, nor one that has only the first words, as ``Team`` for ``Team [name]``.
        """
        shape = bound.shape
        before = shape.label.text.partition(shape.slots[0].text)[0] if shape.kind == "section" and shape.slots else ""
        name = key_of(before.strip(" #:：—–-"))
        owner = self.owner(bound)
        nodes = owner.children if isinstance(owner, SectionNode) else self.outline.sections if not bound.parent else ()
        like = [node for node in nodes if isinstance(node, SectionNode) and _begins(node.label.key, name)]
        return like[0] if name and len(like) == 1 and like[0].label.key != name and self.is_free(like[0]) else None

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

    def scope(self, bound: Bound) -> tuple[Node, ...]:
        """The nodes of the place where the template has a node: its parent's, or those before the first section."""
        if (node := self.owner(bound)) is not None:
            return node.children
        return self.outline.preamble if bound.at_top or bound.shape.kind == "field" else ()

    def below(self, bound: Bound) -> Pool:
        """All nodes below the place where the template has a node."""
        if (node := self.owner(bound)) is not None:
            return self.pools.below(node)
        return self.pools.preamble if self.scope(bound) else NOTHING

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
            pools = [self.pools.top, self.pools.sections, self.pools.fields]
        else:
            pools = [self.below(bound)] if inside or bound.parent is None else []
            pools.append(self.pools.preamble)
            if bound.parent is None:
                pools.append(self.head)
        for pool in pools:
            found = self.ladder(shape, pool)
            if found:
                self.take(bound, found)
                return
        everywhere = self.ladder(shape, self.pools.anything if shape.children else self.pools.any_but_rows)
        if len(everywhere) == 1 and not self.is_of_another(bound, everywhere[0]):
            if shape.kind == "section" or not self.pools.is_at_home(everywhere[0], shape, self.pack.shape):
                bound.node = everywhere[0]

    def is_of_another(self, bound: Bound, node: Node) -> bool:
        """Whether a node is in another list than its like, and its value is none that is asked for."""
        shape = bound.shape
        if not isinstance(self.owner(bound), FieldNode) or not isinstance(node, FieldNode) or shape.type is None:
            return False
        if self.reader.read(value_of(node), shape.slots, shape.type).state not in ("invalid", "unread"):
            return False
        return any(field is not node and field.span.covers(node.span) for field in self.pools.nested)

    def find_in_head(self, bound: Bound) -> None:
        """A field before the first section, in that if it is no timeline, or a heading over one value."""
        found = self.ladder(bound.shape, self.around_head)
        if found:
            # `resolved: true` beside `resolvedWhen: 2026-...`: the one that tells a time
            dated = bound.shape.type is not None and bound.shape.type.kind in ("date", "date-time")
            told = [node for node in found if dated and isinstance(node, FieldNode) and find_stamps(node.value.text)]
            bound.node = (told or found)[0]

    @cached_property
    def around_head(self) -> Pool:
        """The nodes in which a field before the first section is looked for."""
        pool = list(self.pools.preamble.nodes)
        first = next(iter(self.outline.sections), None)
        if first is not None and first.label.key not in self.lexicon.roles["timeline"]:
            pool += [node for node in walk(first.children) if not isinstance(node, SectionNode)]
        for section in self.outline.sections[1:]:
            if section.label.key in self.lexicon.fact_sections:
                pool += [node for node in walk(section.children) if not isinstance(node, SectionNode)]
        pool += [node for node in self.outline.sections if is_one_value(node)]
        return Pool(pool)

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
            bound.duplicates = [node for node in named if self.parents.get(first) is self.parents.get(node)]
        else:
            bound.node = first
            bound.duplicates = [node for node in found[1:] if self.is_copy(first, node)]

    def is_copy(self, one: Node, other: Node) -> bool:
        """Whether a field says again what its like says: both labelled alike, in the same section, not in a table."""
        if not (isinstance(one, FieldNode) and isinstance(other, FieldNode)):
            return False
        if one.origin != other.origin or one.origin not in ("bold", "plain", "row", "item") or other.tick is not None:
            return False
        if one.origin == "row" and not self.pools.in_one_table(one, other):
            return False  # the head of a legend below the form
        return self.pools.in_one_section(one, other)

    def ladder(self, shape: ShapeNode, pool: Pool) -> list[Node]:
        """The free nodes of a pool that have the shape's name, by the first step of the ladder that has any."""
        found: list[Node] = next((step for step in self.steps(shape, pool) if step), [])
        return [node for node in found if is_alike(node, shape)] or found

    def steps(self, shape: ShapeNode, pool: Pool) -> Iterator[list[Node]]:
        """The steps of the ladder, each read when those before it are empty."""
        key, bare = shape.label.key, shape.label.bare
        yield [node for node in pool.with_key(key) if self.is_free(node)]

        def alike(nodes: Sequence[SectionNode | FieldNode]) -> list[Node]:
            return [node for node in nodes if is_alike(node, shape) and self.is_free(node)]

        yield alike(pool.with_bare(bare))
        yield alike(pool.with_loose(loose_key(bare)))
        if shape.kind == "section" or shape.origin == "row":
            yield alike(pool.before_colon(key))
        yield alike(pool.with_keys({*map(key_of, shape.aliases), *inflected(key)}))
        if not self.pack.policy.exact_names and shape.kind == "section":
            yield alike(pool.with_phrase((key, *shape.aliases)))
        if not self.pack.policy.exact_names and "started" in shape.roles:
            # cState: `date` beside `resolvedWhen` is when it began; elsewhere it is when a post was published
            matter = {
                f.label.key: f for f in self.outline.preamble if isinstance(f, FieldNode) and f.origin == "front-matter"
            }
            yield [matter["date"]] if {"date", "resolvedwhen"} <= matter.keys() else []

    def is_free(self, node: SectionNode | FieldNode) -> bool:
        """Whether a node with a name may still be bound by it."""
        cell = isinstance(node, FieldNode) and node.origin == "cell"
        return not cell and node not in self.claimed and not self.is_guide(node.span)

    # Check items and ballots.

    def find_item(self, bound: Bound) -> None:
        """Find a check item by how its text begins."""
        shape = bound.shape
        names = item_names(shape)
        for number in range(3):
            pool = self.item_pool(bound, number)
            free = (n for n in pool.with_words(names) if n not in self.claimed and not self.is_guide(n.span))
            texts = [(node, text) for node in free if (text := item_text(node, shape, self.lexicon)) is not None]
            texts.sort(key=lambda found: (found[0].tick is None, not found[1].exact))
            if texts and (number != 1 or len(texts) == 1):
                bound.node = texts[0][0]
                return

    def item_pool(self, bound: Bound, number: int) -> Items:
        """Where check items are looked for: in their place, anywhere, and as what is no entry of a list there."""
        return (self.below(bound).items, self.pools.ticked, self.below(bound).lines)[number]

    def find_ballot(self, bound: Bound) -> None:
        """Find the ballot line of a section, or the task boxes or word that stand for it."""
        shape = bound.shape
        for node in self.below(bound).nodes:
            if isinstance(node, FieldNode) and node.origin == "ballot" and node not in self.claimed:
                bound.node = node
                return
        options = {key_of(option) for option in (shape.type.options if shape.type else ())}
        for node in self.scope(bound):
            if isinstance(node, ListNode) and any(first_word(entry) in options for entry in node.children):
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
            if isinstance(node, TextNode) and node.lines and first_word_of(node.lines[0].text) in options:
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

    # Tables, lists and texts: what is in the section and is not taken.

    def find_table(self, bound: Bound) -> None:
        """Find the table of a section that has most of the columns and rows."""
        shape = bound.shape
        tables = [node for node in self.below(bound).tables if node not in self.claimed]
        best, score = None, 0
        children = {child.label.key for child in shape.children}
        full = len(shape.columns) * 2 + len(children)
        keys = tuple(column.label.key for column in shape.columns)
        for number, table in enumerate(tables):
            if number >= MANY and tuple(label.key for label in table.columns) != keys:
                continue
            columns = match_columns(shape.columns, table, self.lexicon)
            points = len(columns) * 2 + len(children & self.pools.row_labels(table))
            if points > score:
                best, score = table, points
            if points >= full:
                break
        if best is None and tables and (shape.sample or len(tables) == 1):
            best = tables[0]
        if best is None:
            return
        bound.node = best
        bound.columns = match_columns(shape.columns, best, self.lexicon)

    def find_list(self, bound: Bound) -> None:
        """Find the list of a section; a table may stand for a sample list."""
        shape = bound.shape
        kinds = (ListNode, TableNode) if shape.sample and shape.required is True else (ListNode,)
        pool = [node for node in self.pools.listed(self.below(bound), self.scope(bound)) if isinstance(node, kinds)]
        free = [node for node in pool if node not in self.claimed and not self.is_guide(node.span)]
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
                and node not in self.claimed
                and not _is_example(node, self.lexicon.guide_examples)
            ):
                bound.node = node
                return


def _begins(key: str, name: str) -> bool:
    """Whether a name begins with the words of another."""
    return key.startswith(name) and not key[len(name) : len(name) + 1].isalpha()


def _is_example(node: TextNode, words: frozenset[str]) -> bool:
    text = node.lines[0].text if node.lines else ""
    return bare_key(text.split(":")[0]) in words
