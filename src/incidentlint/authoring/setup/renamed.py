"""Names of a template that the reports have changed: the same section or field, at the same place, under another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from incidentlint.authoring.setup.seen import TWO, Seen
from incidentlint.outline import FieldNode, Label, ListNode, Node, SectionNode, TableNode
from incidentlint.packs import Pack
from incidentlint.report import Bound, Report
from incidentlint.template import ShapeNode
from incidentlint.vocabulary import key_of, words_of


class Renamed(msgspec.Struct, frozen=True):
    """A node that `count` of the `having` reports have under another name; `sure` where the names resemble."""

    node: ShapeNode
    name: str
    count: int
    having: int
    sure: bool


_PART = 3
"""A name that no more than one of so many reports have may be a slip."""

_SURE_WITHOUT = 3
"""So many reports have a name that resembles the template's in nothing, before it is worth a word."""


def find_renamed(seen: Seen) -> Iterator[Renamed]:
    """Yield the nodes that several reports have under another name, which none has beside the template's.

    It stands where the node would, between the neighbours that it has in the template, and means nothing else there.
    """
    known = {node.label.key for node in seen.pack.shape.walk()}
    claimed = {
        report: {bound.node for bound in each.values() if bound.node is not None}
        for report, each in zip(seen.reports, seen.bounds, strict=True)
    }
    taken: set[tuple[tuple[str, ...], str]] = set()
    compared = _Names(seen.pack)
    for node in seen.demanded():
        if node.box or node.origin == "row":
            continue
        placed = seen.placed(node)
        lacking = [(bound, report) for bound, report in placed if not bound.present]
        if len(lacking) < TWO:
            continue
        gaps = [_gap(bound, report, claimed[report], known) for bound, report in lacking]
        counts = Counter(key for gap in gaps for key in dict.fromkeys(label.key for label in gap))
        beside = {
            label.key
            for bound, report in placed
            if bound.present
            for label in _labels(_siblings(bound, report), claimed[report], known, node)
        }
        names: dict[str, str] = {}
        for label in (label for gap in gaps for label in gap):
            names[label.key] = min(names.get(label.key, label.text), label.text)
        for key, count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
            if key in beside or count < TWO or count * _PART < len(placed) or (node.path, key) in taken:
                continue
            sure = compared.resemble(node.label, key)
            alone = all(len(gap) == 1 for gap in gaps if any(label.key == key for label in gap))
            if sure or (alone and count >= _SURE_WITHOUT and 2 * count > len(placed)):
                taken.add((node.path, key))
                yield Renamed(node, " ".join(names[key].split()), count, len(placed), sure)
                break


def _siblings(bound: Bound, report: Report) -> Sequence[Node]:
    """The nodes among which a report would have one: those of its section, or of the whole report."""
    above = bound.parent
    while above is not None and above.shape.kind in ("table", "list"):
        above = above.parent
    if above is not None:
        return above.node.children if isinstance(above.node, SectionNode) else ()
    if bound.shape.kind == "section":
        return report.outline.sections
    return report.outline.preamble


def _gap(bound: Bound, report: Report, claimed: set[Node], known: set[str]) -> list[Label]:
    """The names that nothing of the template has, where a report lacks a node: between those that surround it."""
    nodes = _siblings(bound, report)
    around = bound.parent.children if bound.parent is not None else report.bound
    before, after = 0, len(report.source.text)
    passed = False
    for other in around:
        if other is bound:
            passed = True
        elif other.node is not None and other.shape.kind == bound.shape.kind and other.node in nodes:
            if passed:
                after = min(after, other.node.span.start)
            else:
                before = max(before, other.node.span.start)
    inside = [node for node in nodes if before <= node.span.start < after and _fits(node, bound.shape, report)]
    return list(_labels(inside, claimed, known, bound.shape))


def _fits(node: Node, shape: ShapeNode, report: Report) -> bool:
    """Whether a report says in a node what its template asks for in another: a table, or a value of its type."""
    if isinstance(node, SectionNode):
        tables = any(child.kind == "table" and child.required is True for child in shape.children)
        return not tables or any(isinstance(below, (TableNode, ListNode)) for below in node.children)
    if not isinstance(node, FieldNode) or shape.type is None or shape.type.kind == "text":
        return True
    return report.reader.read(node.value, shape.slots, shape.type).state == "ok"


def _labels(nodes: Sequence[Node], claimed: set[Node], known: set[str], shape: ShapeNode) -> Iterator[Label]:
    """Yield the labels of nodes of a kind that mean nothing in the template."""
    for node in nodes:
        if node in claimed or not isinstance(node, SectionNode if shape.kind == "section" else FieldNode):
            continue
        if isinstance(node, (SectionNode, FieldNode)) and node.label.key and node.label.key not in known:
            if not (isinstance(node, FieldNode) and (node.tick is not None or node.origin in ("cell", "row"))):
                yield node.label


class _Names:
    """Compares names: what is in several names of a template, and what any question may have, tells none of them."""

    def __init__(self, pack: Pack) -> None:
        counts = Counter(word for node in pack.shape.walk() for word in {*words_of(node.label.key).split()})
        words = pack.lexicon.words
        self.empty = {word for word, count in counts.items() if count > 1} | pack.lexicon.leftovers.common
        self.empty.update(map(words_of, (*words.leftovers.questions, *words.gates.incidents)))
        self.roles = [frozenset(map(key_of, names)) for names in pack.lexicon.roles.values()]

    def resemble(self, label: Label, key: str) -> bool:
        """Whether two names share a word, or one begins with the other, or they are names of one role."""
        own = label.key
        if any(key in names and (own in names or label.bare in names) for names in self.roles):
            return True
        mine, theirs = (self._told(text) for text in (own, key))
        if mine and theirs and (own.startswith(key) or key.startswith(own)):
            return True
        return any(one.startswith(other) or other.startswith(one) for one in mine for other in theirs)

    def _told(self, key: str) -> list[str]:
        words = (word for word in words_of(key).split() if word not in self.empty)
        return [word for word in words if len(word) >= (_LONG if word[0] < _SIGNS else TWO)]


_LONG = 4
"""Words that begin alike have so many letters in common."""

_SIGNS = "\u2e80"
"""Where the scripts begin whose words are two signs long, or one with its neighbours."""
