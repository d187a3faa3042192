"""A pack as rules ask it: a template's shape, and what the pack file adds to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from incidentlint.packs.pack_file import PackFile
from incidentlint.packs.sources import Sources
from incidentlint.rulebook import Rule
from incidentlint.template import AllOf, AnyOf, Condition, Not, Severity, Shape, ShapeNode
from incidentlint.vocabulary import Lexicon, Scale, Wording


class Variant(msgspec.Struct, frozen=True):
    """Another template of a pack: the severities of the reports that are held against it, and the pack with it."""

    severities: tuple[str, ...]
    pack: Pack


class Pack:
    """A pack, loaded: its shape and all that rules ask of it.

    `own_rules` are the rules that it brings and those that it inherits, whose codes are `inherited`. `variants`
    are its other templates, each as a pack of its own whose `main` is this one.
    """

    def __init__(
        self,
        file: PackFile,
        shape: Shape,
        name: str,
        template: Path | None,
        lexicon: Lexicon,
        sources: Sources,
        wording: Wording,
    ) -> None:
        """Hold the parts; `conditions` and `roles` are filled while loading."""
        self.name = name
        self.file = file
        self.shape = shape
        self.template = template
        self.lexicon = lexicon
        self.wording = wording
        self.files = file.files
        self.zones = file.zones
        self.deadlines = file.deadlines
        self.totals = file.totals
        self.conditions: dict[str, Condition] = {}
        self.roles: dict[str, tuple[ShapeNode, ...]] = {}
        self.scale = Scale()
        self.generic = file.generic
        self.sources = sources
        self.own_rules: tuple[Rule, ...] = ()
        self.inherited: frozenset[str] = frozenset()
        self.variants: tuple[Variant, ...] = ()
        self.main: Pack = self

    @property
    def severities(self) -> tuple[str, ...]:
        """The levels of severity as the template spells them, the gravest first; empty where there are none."""
        return self.scale.levels

    @property
    def grades(self) -> bool:
        """Whether something of the pack depends on the severity: one of its conditions or its choice of templates."""
        return bool(self.main.variants) or any(map(_asks_severity, self.conditions.values()))

    def templates(self) -> Iterator[Path]:
        """The template files, the main one first."""
        for pack in (self.main, *(variant.pack for variant in self.main.variants)):
            if pack.template is not None:
                yield pack.template

    def for_severity(self, severity: str) -> Pack:
        """The pack with the template that reports of a severity are filled in from: itself where no other is named."""
        for variant in self.main.variants:
            if severity in variant.severities:
                return variant.pack
        return self.main

    def duration_of(self, role: str) -> tuple[str, str]:
        """From which milestone to which a duration counts: by default from the start, else the detection."""
        given = self.file.durations.get(role)
        if given:
            return given
        return ("started" if "started" in self.roles else "detected", "resolved")

    def durations_of(self, role: str) -> tuple[tuple[str, str], ...]:
        """The pairs of milestones that a duration may count between: one, unless nobody said which."""
        if not self.generic:
            return (self.duration_of(role),)
        return tuple((start, "resolved") for start in ("started", "detected", "declared"))

    def required(self) -> Iterator[ShapeNode]:
        """The sections and fields that every report of this pack has: what detection counts."""
        for node in self.shape.walk():
            if node.kind in ("section", "field") and node.required is True and node.label.key and node.origin != "cell":
                if not node.box and not _is_conditional(node):
                    yield node


def _asks_severity(condition: Condition) -> bool:
    match condition:
        case Severity():
            return True
        case AnyOf(parts) | AllOf(parts):
            return any(map(_asks_severity, parts))
        case Not(part):
            return _asks_severity(part)
        case _:
            return False


def _is_conditional(node: ShapeNode) -> bool:
    parent = node.parent
    while parent is not None:
        if parent.required is not True and parent.kind == "section":
            return True
        parent = parent.parent
    return False


def rules_of(packs: Iterable[Pack]) -> Iterator[Rule]:
    """The rules that some packs bring, in their order."""
    for pack in packs:
        yield from pack.own_rules
