"""Where names of a template are looked for in a report: nodes indexed by what they are called and where they lie.

A template may have thousands of names and a report thousands of others, so none is compared with all of the others.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from incidentlint.outline import FieldNode, ListNode, Node, Outline, SectionNode, TableNode, walk
from incidentlint.report.check_items import line_items
from incidentlint.template import Shape, ShapeNode
from incidentlint.text import Span
from incidentlint.vocabulary import key_of, loose_key

Named = SectionNode | FieldNode

_ALIKE = 40
"""So many fields of a template that are called alike are told apart by their sections."""

_WORD = re.compile(r"[^\W_]+")

_COLONS = 8
"""So many colons of a heading may end what a template calls it."""


class Pool:
    """Nodes in the order in which they are looked through."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        """Take the nodes."""
        self.nodes = list(nodes)

    @cached_property
    def named(self) -> list[Named]:
        """Those with a name of their own, which cells of a row have not."""
        return [
            node
            for node in self.nodes
            if isinstance(node, (SectionNode, FieldNode)) and node.label.key and not _is_cell(node)
        ]

    @cached_property
    def tables(self) -> list[TableNode]:
        """The tables."""
        return [node for node in self.nodes if isinstance(node, TableNode)]

    @cached_property
    def lists(self) -> list[ListNode | TableNode]:
        """The lists, and the tables that may stand for one."""
        return [node for node in self.nodes if isinstance(node, (ListNode, TableNode))]

    @cached_property
    def items(self) -> Items:
        """The entries of lists."""
        return Items(node for node in self.nodes if isinstance(node, FieldNode) and node.origin == "item")

    @cached_property
    def lines(self) -> Items:
        """What may stand for check items and is no entry of a list."""
        return Items(line_items(self.nodes))

    def with_key(self, key: str) -> list[Named]:
        """Those whose key is this."""
        return self._keys.get(key, [])

    def with_bare(self, bare: str) -> list[Named]:
        """Those whose key without parentheses is this."""
        return self._bare.get(bare, [])

    def with_loose(self, loose: str) -> list[Named]:
        """Those whose loose key is this."""
        return self._loose.get(loose, [])

    def before_colon(self, key: str) -> list[Named]:
        """The sections, and the rows of several cells, whose key goes on after this and a colon.

        In such a row it is a name, where the template has the label alone: ``| Approved by: Una Ray | CTO |``.
        """
        return self._colons.get(key, [])

    def with_keys(self, keys: set[str]) -> list[Named]:
        """Those whose key is one of these."""
        found = [key for key in keys if key in self._keys]
        return (
            [node for node in self.named if node.label.key in keys] if len(found) > 1 else self.with_key("".join(found))
        )

    def with_phrase(self, phrases: tuple[str, ...]) -> list[SectionNode]:
        """The sections whose key has one of these phrases, from the begin of a word to the end of one."""
        places = {place for phrase in phrases for place in self._words.places(phrase)}
        if not places:
            return []
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")
        sections = self._sections
        return [sections[place] for place in sorted(places) if pattern.search(sections[place].label.key)]

    @cached_property
    def _keys(self) -> dict[str, list[Named]]:
        return _grouped((node.label.key, node) for node in self.named)

    @cached_property
    def _bare(self) -> dict[str, list[Named]]:
        return _grouped((node.label.bare, node) for node in self.named)

    @cached_property
    def _loose(self) -> dict[str, list[Named]]:
        return _grouped((loose_key(node.label.bare), node) for node in self.named)

    @cached_property
    def _sections(self) -> list[SectionNode]:
        return [node for node in self.named if isinstance(node, SectionNode)]

    @cached_property
    def _colons(self) -> dict[str, list[Named]]:
        found: dict[str, list[Named]] = {}
        for node in self.named:
            if isinstance(node, FieldNode) and not (node.origin == "row" and node.children):
                continue
            key = node.label.key
            end = key.find(":")
            for _ in range(_COLONS):
                if end < 0:
                    break
                found.setdefault(key[:end], []).append(node)
                end = key.find(":", end + 1)
        return found

    @cached_property
    def _words(self) -> _Words:
        return _Words([node.label.key] for node in self._sections)


class Items:
    """Texts that may stand for check items."""

    def __init__(self, nodes: Iterable[FieldNode]) -> None:
        """Take the nodes."""
        self.nodes = list(nodes)

    @cached_property
    def _words(self) -> _Words:
        return _Words(
            [text.lower(), key_of(text)] for text in (node.whole.text if node.whole else "" for node in self.nodes)
        )

    def with_words(self, keys: Iterable[str]) -> Iterator[FieldNode]:
        """Those that have all words of one of some keys, and others where that is not known."""
        places = {place for key in keys for place in self._words.places(key)}
        return (self.nodes[place] for place in sorted(places))


class _Words:
    """Which of some texts have a word."""

    def __init__(self, texts: Iterable[list[str]]) -> None:
        self.size = 0
        self.found: dict[str, list[int]] = {}
        for number, forms in enumerate(texts):
            self.size += 1
            for word in {word for form in forms for word in _WORD.findall(form)}:
                self.found.setdefault(word, []).append(number)

    def places(self, phrase: str) -> Iterable[int]:
        """The texts that may have a phrase: those with the one of its words that is in the fewest."""
        known: list[Sequence[int]] = [self.found.get(word, ()) for word in _WORD.findall(phrase) if word.isascii()]
        return min(known, key=len, default=range(self.size))


class Nest:
    """Spans of which one lies in another or apart from it."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Take the spans in any order."""
        self.spans = sorted(spans, key=lambda span: (span.start, -span.end))
        self.starts = [span.start for span in self.spans]
        self.above: list[int] = []
        for span in self.spans:
            self.above.append(self._covering(len(self.above) - 1, span))

    def _covering(self, index: int, span: Span) -> int:
        while index >= 0 and not self.spans[index].covers(span):
            index = self.above[index]
        return index

    def innermost(self, span: Span) -> int:
        """The number of the smallest span that covers another one; -1 where none does."""
        return self._covering(bisect_right(self.starts, span.start) - 1, span)

    def outermost(self, span: Span) -> int:
        """The number of the widest span that covers another one; -1 where none does."""
        index = self.innermost(span)
        while index >= 0 and self.above[index] >= 0:
            index = self.above[index]
        return index


NOTHING = Pool(())


class Pools:
    """The nodes of a report by where they are."""

    def __init__(self, outline: Outline, sections: list[SectionNode], fields: list[FieldNode]) -> None:
        """Take an outline, its sections and those of its fields that have names."""
        self.outline = outline
        self.top = Pool(outline.sections)
        self.preamble = Pool(walk(outline.preamble))
        self.sections = Pool(sections)
        self.fields = Pool(fields)
        self.anything = Pool([*sections, *fields])
        self._below: dict[Node, Pool] = {}
        self._listed: dict[Pool, list[ListNode | TableNode]] = {}
        self._rows: dict[TableNode, frozenset[str]] = {}

    @cached_property
    def any_but_rows(self) -> Pool:
        """All sections and fields without rows of more than two cells."""
        return Pool(
            node
            for node in self.anything.nodes
            if not (isinstance(node, FieldNode) and node.origin == "row" and node.children)
        )

    @cached_property
    def nested(self) -> list[Node]:
        """The fields that have others below them."""
        return [node for node in self.fields.nodes if node.children]

    @cached_property
    def ticked(self) -> Items:
        """All check items."""
        return Items(node for node in self.fields.nodes if isinstance(node, FieldNode) and node.tick is not None)

    def below(self, node: Node) -> Pool:
        """All nodes below one, walked once for each."""
        if node not in self._below:
            self._below[node] = Pool(walk(node.children))
        return self._below[node]

    def listed(self, below: Pool, beside: tuple[Node, ...]) -> list[ListNode | TableNode]:
        """The lists and tables of a section, those that are in nothing else, `beside`, first."""
        if below not in self._listed:
            first = {*beside}
            self._listed[below] = sorted(below.lists, key=lambda node: node not in first)
        return self._listed[below]

    def row_labels(self, table: TableNode) -> frozenset[str]:
        """The keys of a table's rows."""
        if table not in self._rows:
            self._rows[table] = frozenset(key_of(row.cells[0].text) if row.cells else "" for row in table.rows)
        return self._rows[table]

    def is_at_home(self, node: Node, asked: ShapeNode, shape: Shape) -> bool:
        """Whether a field is in the section of another one of a template that is called as the one that is `asked` for.

        ``Evidence`` below ``Links`` is not what ``Evidence`` below ``Detection`` asks for, where that is missing.
        """
        alike = shape.fields_called(asked.label.key)[:_ALIKE]
        others = {key_of(field.path[-1]) for field in alike if field.path != asked.path}
        sections = (section for key in others for section in self.sections.with_key(key))
        return any(section.span.covers(node.span) for section in sections)

    def in_one_section(self, one: Node, other: Node) -> bool:
        """Whether two nodes are in the same section, or in none."""
        return self._homes.innermost(one.span) == self._homes.innermost(other.span)

    def in_one_table(self, one: Node, other: Node) -> bool:
        """Whether two nodes are in the same table."""
        return self._tables.outermost(one.span) == self._tables.outermost(other.span) >= 0

    @cached_property
    def _homes(self) -> Nest:
        return Nest(section.span for section in self.sections.nodes)

    @cached_property
    def _tables(self) -> Nest:
        return Nest(table.span for table in self.outline.tables)


def _is_cell(node: Named) -> bool:
    return isinstance(node, FieldNode) and node.origin == "cell"


def _grouped(named: Iterable[tuple[str, Named]]) -> dict[str, list[Named]]:
    found: dict[str, list[Named]] = {}
    for name, node in named:
        found.setdefault(name, []).append(node)
    return found
