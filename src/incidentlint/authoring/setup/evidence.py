"""What a repository's reports tell of their template.

What nearly all keep may stay, what all change is a slot, what all delete is an instruction, what most do without is
not required, a form that most values do not have is none, and a rule about habits (`Rule.habit`) that most break
does not hold there. What several call otherwise has that name too, and what several answer is an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import msgspec

from incidentlint.authoring.setup.renamed import Renamed, find_renamed
from incidentlint.authoring.setup.seen import TWO, Seen
from incidentlint.authoring.setup.template_review import path_of
from incidentlint.authoring.setup.told_values import Further, Without, find_further, find_without
from incidentlint.checks import find_check
from incidentlint.markdown import Code, parse
from incidentlint.outline import FieldNode, Outline, TextNode, outline, whole_texts
from incidentlint.packs import NodeOptions, Pack, PackFile
from incidentlint.report import Report
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


class Dependent(msgspec.Struct, frozen=True):
    """A node that only reports of some severities have, and all of them: `levels` are these, `path` names it.

    So many reports have it, so many have not.
    """

    path: str
    levels: tuple[str, ...]
    having: int
    lacking: int


class Evidence(msgspec.Struct, frozen=True):
    """What the reports tell: of `texts`, by how they begin, what they are, and of `nodes`, by their paths.

    Of these, which are not required, which fields take any text, which further answers they take, and in `aliases` what
    else they are called. `whys` says why, by path. `broken` are the names of rules about habits that most of the
    reports break. `count` is the number of reports that told it. What is only likely is `offered`, as entries of
    ``[aliases]`` and ``[nodes]`` with a reason, or as a `dependent` node.
    """

    count: int = 0
    texts: dict[str, Told] = {}
    nodes: dict[str, NodeOptions] = {}
    aliases: dict[str, str] = {}
    whys: dict[str, tuple[str, ...]] = {}
    broken: tuple[str, ...] = ()
    offered_aliases: dict[str, tuple[str, str]] = {}
    offered_nodes: dict[str, tuple[NodeOptions, str]] = {}
    dependent: tuple[Dependent, ...] = ()

    @property
    def tells(self) -> bool:
        """Whether anything is read otherwise because of the reports."""
        return bool(self.texts or self.nodes or self.aliases or self.broken)


def read_evidence(pack: Pack, reports: Sequence[SourceText], again: Callable[[PackFile], Pack]) -> Evidence:
    """What reports that follow a pack's template tell of it; nothing where there are too few of them.

    `again` compiles the pack with another file: what depends on names and answers is read when these are known.
    """
    if len(reports) < FEWEST:
        return Evidence()
    seen = Seen(pack, reports)
    known = _Known(pack)
    for renamed in find_renamed(seen):
        known.rename(renamed, pack)
    for further in find_further(seen):
        known.add_options(further, pack)
    if known.nodes or known.aliases:
        file = msgspec.structs.replace(pack.file, nodes=dict(known.nodes), aliases=known.named())
        seen = Seen(again(file), reports)
        pack = seen.pack
    template = outline(parse(SourceText(pack.text)), template=pack.lexicon.words.prompts)
    absent = [node for node in seen.demanded() if _is_seldom(node, seen)]
    said = [frozenset(normalise(text) for text in whole_texts(report.outline.walk())) for report in seen.reports]
    texts = dict(_Texts(pack, template, seen.reports, said).tell())
    for node in absent:
        if _is_alone(node, absent, pack):
            known.let_go(node, seen)
    for without in find_without(seen):
        known.add_none(without, pack)
    for node in pack.shape.walk():
        known.free(node, seen)
    broken = [rule.name for rule in load_rules() if rule.habit and _is_broken(rule, seen.reports)]
    return Evidence(
        count=len(reports),
        texts=_named(texts, template),
        nodes=known.nodes,
        aliases=known.aliases,
        whys={path: tuple(whys) for path, whys in known.whys.items()},
        broken=tuple(broken),
        offered_aliases=known.offered_aliases,
        offered_nodes=known.offered_nodes,
        dependent=tuple(_dependent(seen, absent)),
    )


class _Known:
    """What is known of nodes so far, by their paths, each with its reasons."""

    def __init__(self, pack: Pack) -> None:
        self.before = pack.file.aliases
        self.nodes: dict[str, NodeOptions] = {}
        self.aliases: dict[str, str] = {}
        self.whys: dict[str, list[str]] = {}
        self.offered_aliases: dict[str, tuple[str, str]] = {}
        self.offered_nodes: dict[str, tuple[NodeOptions, str]] = {}

    def named(self) -> dict[str, tuple[str, ...]]:
        """All aliases as a pack file has them."""
        return {**self.before, **{path: (name,) for path, name in self.aliases.items()}}

    def say(self, path: str, why: str, **options: object) -> None:
        """Add options of the node of a path; nothing where no path means it alone."""
        if path:
            self.nodes[path] = msgspec.structs.replace(self.nodes.get(path, NodeOptions()), **options)
            self.whys.setdefault(path, []).append(why)

    def rename(self, renamed: Renamed, pack: Pack) -> None:
        """A node that has another name; one that resembles the template's in nothing is offered only."""
        path = path_of(pack, renamed.node)
        why = f"{renamed.count} of {renamed.having} reports call it so"
        if path and renamed.sure:
            self.aliases[path] = renamed.name
            self.whys[f"aliases {path}"] = [why]
        elif path:
            self.offered_aliases[path] = (renamed.name, f"{renamed.count} of {renamed.having} have this at its place")

    def add_options(self, further: Further, pack: Pack) -> None:
        """Answers that a field has besides; what two of many write is offered only."""
        path = path_of(pack, further.node)
        why = f"{further.count} of {further.having} reports say {_either(further.new)}"
        kind = further.node.type
        open_ = None if kind is None or kind.closed else True
        if further.sure:
            self.say(path, why, options=further.options, open=open_)
        elif path:
            self.offered_nodes[path] = (NodeOptions(options=further.options, open=open_), why)

    def add_none(self, without: Without, pack: Pack) -> None:
        """A field or column in which N/A is an answer."""
        node = without.node
        why = f"{without.count} of {without.having} reports say no more than that there is none"
        if not without.column:
            self.say(path_of(pack, node), why, none=True)
            return
        above = pack.shape.parent(node)
        path = path_of(pack, node) or (path_of(pack, above) if above is not None else "")
        if path:
            had = self.nodes.get(path, NodeOptions()).none
            columns = (*(had if isinstance(had, tuple) else ()), without.column)
            self.say(path, f"{without.column}: {why}", none=columns)

    def let_go(self, node: ShapeNode, seen: Seen) -> None:
        """A node that most reports do without."""
        placed = seen.placed(node)
        without = sum(not bound.present for bound, _ in placed)
        self.say(path_of(seen.pack, node), f"{without} of {len(placed)} reports do without", required=False)

    def free(self, node: ShapeNode, seen: Seen) -> None:
        """A field whose values mostly are not of the type that its slot says."""
        others, told = _others(node, seen)
        if others > 1 and 2 * others >= told:
            self.say(path_of(seen.pack, node), f"{others} of {told} values have another form", type="text")


def _either(names: Sequence[str]) -> str:
    return " or ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} or {names[-1]}"


def _is_seldom(node: ShapeNode, seen: Seen) -> bool:
    """Whether more than half of the reports that have what a node is in do without it, and more than one.

    What means something that rules rest on has to be in none of them. What most of them have by a similar name was
    renamed, and what is missing in reports of other severities alone may depend on these.
    """
    having = seen.placed(node)
    without = [(bound, report) for bound, report in having if not bound.present]
    kept = len(having) - len(without)
    if len(without) < TWO or 2 * len(without) <= len(having) or (node.roles and kept):
        return False
    renamed = sum(bool(report.near(bound)[0]) for bound, report in without)
    lacking = {report.severity for _, report in without}
    others = {report.severity for bound, report in having if bound.present}
    return 2 * renamed < len(without) and not (kept and lacking.isdisjoint(others))


def _dependent(seen: Seen, absent: Sequence[ShapeNode]) -> Iterator[Dependent]:
    """Yield the nodes that several reports have and several have not, and the severity tells which."""
    levels = seen.pack.severities
    for node in seen.demanded() if levels else ():
        placed = seen.placed(node)
        having = {report.severity for bound, report in placed if bound.present}
        lacking = {report.severity for bound, report in placed if not bound.present}
        count = sum(bound.present for bound, _ in placed)
        if node.box or min(count, len(placed) - count) < TWO or not having.isdisjoint(lacking):
            continue
        if not having | lacking <= {*levels} or not _is_alone(node, absent, seen.pack) or node in absent:
            continue
        least = max(map(levels.index, having))
        graver = tuple(level for level in levels[: least + 1] if level not in lacking)
        path = path_of(seen.pack, node)
        if path:
            yield Dependent(path, graver, count, len(placed) - count)


def _others(node: ShapeNode, seen: Seen) -> tuple[int, int]:
    """How many of the values of a field are not of the type that its slot says, and how many there are."""
    if node.kind != "field" or node.type is None or node.type.kind == "choice" or node.sample or node.roles:
        return 0, 0
    values = [bound.value for bound in seen.valued(node) if bound.value is not None]
    told = [value.state for value in values if value.state in ("ok", "invalid", "unread")]
    return sum(state != "ok" for state in told), len(told)


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
