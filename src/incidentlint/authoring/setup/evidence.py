"""What a repository's reports tell of their template.

What nearly all keep may stay, what all change is a slot, what all delete is an instruction, what most do without is
not required, a form that most values do not have is none, and a rule about habits (`Rule.habit`) that most break
does not hold there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from incidentlint.authoring.setup.template_review import path_of
from incidentlint.checks import find_check
from incidentlint.markdown import Code, parse
from incidentlint.outline import FieldNode, Outline, TextNode, outline, whole_texts
from incidentlint.packs import NodeOptions, Pack
from incidentlint.report import Bound, Report
from incidentlint.rulebook import Rule, load_rules
from incidentlint.template import ShapeNode, Told, states_zone
from incidentlint.text import SourceText, SpanSet, normalise
from incidentlint.vocabulary import is_notice

FEWEST: Final = 3
"""Fewer reports than this tell nothing: what two have in common may be chance."""

_NEARLY = 0.8
"""The part of the reports that keep a text which may stay."""

_LONGEST = 60
"""A text is named by so many characters of its beginning, where no other begins the same."""


class Evidence(msgspec.Struct, frozen=True):
    """What the reports tell: of `texts`, by how they begin, what they are, and of `nodes`, by their paths.

    Of these, which are not required, and which fields take any text. `broken` are the names of rules about habits that
    most of the reports break. `count` is the number of reports that told it.
    """

    count: int = 0
    texts: dict[str, Told] = {}
    nodes: dict[str, NodeOptions] = {}
    broken: tuple[str, ...] = ()

    @property
    def tells(self) -> bool:
        """Whether anything is read otherwise because of the reports."""
        return bool(self.texts or self.nodes or self.broken)


def read_evidence(pack: Pack, reports: Sequence[SourceText]) -> Evidence:
    """What reports that follow a pack's template tell of it; nothing where there are too few of them."""
    if len(reports) < FEWEST:
        return Evidence()
    labels = pack.shape.labels()
    read = [Report(outline(parse(source), labels), pack) for source in reports]
    template = outline(parse(SourceText(pack.text)), template=pack.lexicon.words.prompts)
    bounds = [{bound.shape.index: bound for bound in report.walk()} for report in read]
    absent = [node for node in _demanded(pack) if _is_seldom(node, read, bounds)]
    said = [frozenset(normalise(text) for text in whole_texts(report.outline.walk())) for report in read]
    texts = dict(_Texts(pack, template, read, said).tell())
    nodes = {path_of(pack, node): NodeOptions(required=False) for node in absent if _is_alone(node, absent, pack)}
    for node in pack.shape.walk():
        if _is_free(node, bounds):
            options = nodes.get(path := path_of(pack, node), NodeOptions())
            nodes[path] = msgspec.structs.replace(options, type="text")
    nodes.pop("", None)  # what no name means alone
    broken = [rule.name for rule in load_rules() if rule.habit and _is_broken(rule, read)]
    return Evidence(len(reports), _named(texts, template), nodes, tuple(broken))


Bounds = Sequence[Mapping[int, Bound]]
"""What stands for the nodes of a shape in each report, by their numbers."""


def _demanded(pack: Pack) -> Iterator[ShapeNode]:
    """The nodes that each report is to have: sections, fields, and the items of checklists that need no tick."""
    yield from pack.required()
    yield from (node for node in pack.shape.walk() if node.box and node.required is True and node.ticked is False)


def _is_seldom(node: ShapeNode, read: Sequence[Report], bounds: Bounds) -> bool:
    """Whether more than half of the reports that have what a node is in do without it, and more than one.

    What means something that rules rest on has to be in none of them. What most of them have by a similar name was
    renamed, and what is missing in reports of other severities alone may depend on these.
    """
    pairs = [(each.get(node.index), report) for each, report in zip(bounds, read, strict=True)]
    having = [(bound, report) for bound, report in pairs if bound is not None and _has_place(bound)]
    without = [(bound, report) for bound, report in having if not bound.present]
    kept = len(having) - len(without)
    if len(without) < _TWO or 2 * len(without) <= len(having) or (node.roles and kept):
        return False
    renamed = sum(bool(report.near(bound)[0]) for bound, report in without)
    lacking = {report.severity for _, report in without}
    others = {report.severity for bound, report in having if bound.present}
    return 2 * renamed < len(without) and not (kept and lacking.isdisjoint(others))


_TWO = 2


def _has_place(bound: Bound) -> bool:
    """Whether a report has the section that a node is in, if it is in one."""
    above = bound.parent
    while above is not None and above.shape.kind != "section":
        above = above.parent
    return above is None or above.present


def _is_free(node: ShapeNode, bounds: Bounds) -> bool:
    """Whether at least half of the values of a field, and more than one, are not of the type that its slot says."""
    if node.kind != "field" or node.type is None or node.type.kind == "choice" or node.sample or node.roles:
        return False
    values = [bound.value for each in bounds if (bound := each.get(node.index)) is not None and bound.value]
    told = [value.state for value in values if value.state in ("ok", "invalid", "unread")]
    others = sum(state != "ok" for state in told)
    return others > 1 and 2 * others >= len(told)


def _is_broken(rule: Rule, read: Sequence[Report]) -> bool:
    """Whether more than half of the reports break a rule."""
    check = find_check(rule.check, rule.params)
    breaking = sum(any(True for _ in check.function(report, check.params)) for report in read)
    return 2 * breaking > len(read)


def _is_alone(node: ShapeNode, absent: Sequence[ShapeNode], pack: Pack) -> bool:
    """Whether a node is in none that is absent as a whole."""
    parent = pack.shape.parent(node)
    while parent is not None:
        if any(parent is other for other in absent):
            return False
        parent = pack.shape.parent(parent)
    return True


class _Texts:
    """Tells what the texts of a template are, by what became of them in the reports."""

    def __init__(self, pack: Pack, template: Outline, read: Sequence[Report], said: Sequence[frozenset[str]]) -> None:
        self.pack, self.template, self.read, self.said = pack, template, read, said
        shapes = [node for node in pack.shape.walk() if not node.sample]
        self.going = {node.constant for node in shapes if node.guide in ("italic", "prompt", "delete")}
        self.slotted = {normalise(slot.text) for node in shapes if node.kind == "text" for slot in node.slots}
        self.values = {node.label.key: node for node in shapes if _has_value(node)}
        guides = {node.label.key for node in shapes if node.guide == "section"}
        self.guided = SpanSet(node.span for node in template.walk_sections() if node.label.key in guides)

    def tell(self) -> Iterator[tuple[str, Told]]:
        """Yield the texts that are something else than they were read as, with what they are."""
        for node in self.template.walk():
            if self.guided.has(node.span.start):
                continue
            if isinstance(node, TextNode) and not node.children and not isinstance(node.block, Code):
                yield from self.of_paragraph(" ".join(line.text for line in node.lines))
            elif isinstance(node, FieldNode):
                yield from self.of_value(node)

    def of_paragraph(self, text: str) -> Iterator[tuple[str, Told]]:
        """Whether a paragraph stays or goes, where that is not what it was read as."""
        whole, words = normalise(text), self.pack.lexicon.words.prompts
        if len(whole.split()) < _WORDS or is_notice(text, words) or states_zone(text, words):
            return
        kept = sum(whole in said for said in self.said)
        read_as_going = whole in self.going or any(slot in whole for slot in self.slotted)
        if read_as_going and kept >= _NEARLY * len(self.said):
            yield text, "kept"
        elif not read_as_going and not kept:
            yield text, "instruction"

    def of_value(self, node: FieldNode) -> Iterator[tuple[str, Told]]:
        """Whether a value that was read as a constant is one that each report replaces."""
        shape = self.values.get(node.label.key)
        if shape is None or normalise(node.value.text) != shape.constant:
            return
        found = [bound.value.text for report in self.read if (bound := report.of(shape)) and bound.value]
        changed = [text for text in found if text.strip() and normalise(text) != shape.constant]
        if len(changed) == len(self.read):
            yield node.value.text, "slot"


_WORDS = 3
"""A text of fewer words than this is a label or an entry: it may be in any report, or in none."""


def _has_value(node: ShapeNode) -> bool:
    """Whether a field has a constant value that a report could replace; a status or severity is one of several."""
    listed = {"status", "severity"} & {*node.roles}
    return node.kind == "field" and bool(node.constant) and not (node.guide or listed)


def _named(texts: dict[str, Told], template: Outline) -> dict[str, Told]:
    """The texts by their beginnings, as long as is needed to tell them from all others."""
    others = [normalise(text) for text in whole_texts(template.walk())]
    found: dict[str, Told] = {}
    for text, told in texts.items():
        plain = " ".join(text.split())
        start = plain[:_LONGEST].rpartition(" ")[0] if len(plain) > _LONGEST else plain
        whole = normalise(text)
        if any(other != whole and other.startswith(normalise(start)) for other in others):
            start = plain
        found[start] = told
    return found
