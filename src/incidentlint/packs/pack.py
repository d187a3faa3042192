"""A pack as rules ask it: a template's shape, and what the pack file adds to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from incidentlint.packs.pack_file import COMPLETE, Deadline, Files, PackFile, Total
from incidentlint.packs.policy import GUESSED, TEMPLATED, Policy
from incidentlint.packs.sources import Sources
from incidentlint.rulebook import Rule
from incidentlint.template import AllOf, AnyOf, Condition, Not, Severity, Shape, ShapeNode
from incidentlint.vocabulary import NO_WORDING, Lexicon, Scale, Wording


class Variant(msgspec.Struct, frozen=True, eq=False):
    """Another template of a pack: the severities of the reports that are checked against it, and the pack with it."""

    severities: tuple[str, ...]
    pack: Pack


class Pack(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A pack, compiled: its shape and all that rules ask of it.

    `own_rules` are the rules that it brings and those that it inherits, whose codes are `inherited`. `variants` are its
    other templates, each as a pack of its own, of which `is_variant` holds. `template` is the file with the template
    and `text` what is in it. `policy` answers what may be asked of its reports. `fingerprint` tells packs apart by
    the contents of their files, wherever they are.
    """

    name: str
    file: PackFile
    shape: Shape
    lexicon: Lexicon
    sources: Sources
    template: Path | None = None
    text: str = ""
    wording: Wording = NO_WORDING
    conditions: dict[str, Condition] = {}
    roles: dict[str, tuple[ShapeNode, ...]] = {}
    scale: Scale = Scale()
    totals: tuple[Total, ...] = ()
    own_rules: tuple[Rule, ...] = ()
    inherited: frozenset[str] = frozenset()
    variants: tuple[Variant, ...] = ()
    is_variant: bool = False
    policy: Policy = TEMPLATED
    fingerprint: str = ""

    @property
    def family(self) -> str:
        """The fingerprint that the packs of all its templates share: that of the main one."""
        return self.fingerprint.partition("-")[0]

    @property
    def files(self) -> Files:
        """How reports are named, and where they are."""
        return self.file.files

    @property
    def zones(self) -> dict[str, str]:
        """The IANA names of the abbreviations of time zones."""
        return self.file.zones

    @property
    def complete(self) -> Deadline | None:
        """When the report must be complete."""
        return self.file.deadlines.get(COMPLETE)

    @property
    def notices(self) -> dict[str, Deadline]:
        """When somebody must be notified, by the names of the deadlines."""
        return {name: deadline for name, deadline in self.file.deadlines.items() if name != COMPLETE}

    def recorders(self, deadline: Deadline) -> tuple[ShapeNode, ...]:
        """The nodes that record when what a deadline asks for was done."""
        return tuple(self.shape.find_all(deadline.field)) if deadline.field else self.roles.get(deadline.by, ())

    @property
    def severities(self) -> tuple[str, ...]:
        """The levels of severity as the template spells them, most severe first; empty where there are none."""
        return self.scale.levels

    @property
    def grades(self) -> bool:
        """Whether something of the pack depends on the severity: one of its conditions or its choice of templates."""
        return self.is_variant or bool(self.variants) or any(map(_asks_severity, self.conditions.values()))

    def templates(self) -> Iterator[Path]:
        """The template files, the main one first."""
        for pack in (self, *(variant.pack for variant in self.variants)):
            if pack.template is not None:
                yield pack.template

    def for_severity(self, severity: str) -> Pack:
        """The pack with the template that reports of a severity are filled in from: itself where no other is named."""
        return next((variant.pack for variant in self.variants if severity in variant.severities), self)

    def as_guess(self) -> Pack:
        """The pack where nobody named it, and only a report's likeness to its template speaks for it."""
        variants = tuple(Variant(variant.severities, variant.pack.as_guess()) for variant in self.variants)
        return msgspec.structs.replace(self, variants=variants, policy=GUESSED)

    def alone_with(self, rule: Rule) -> Pack:
        """The pack of its main template alone, with one rule as its own: what an example of the rule is of."""
        made = fingerprint_of(self.fingerprint, msgspec.json.encode(rule).decode())
        return msgspec.structs.replace(self, variants=(), is_variant=False, own_rules=(rule,), fingerprint=made)

    def duration_of(self, role: str) -> tuple[str, str]:
        """From which milestone to which a duration counts: by default from the start, else the detection."""
        given = self.file.durations.get(role)
        if given:
            return given
        return ("started" if "started" in self.roles else "detected", "resolved")

    def durations_of(self, role: str) -> tuple[tuple[str, str], ...]:
        """The pairs of milestones that a duration may count between: one, unless nobody said which."""
        if self.policy.templated:
            return (self.duration_of(role),)
        return tuple((start, "resolved") for start in ("started", "detected", "declared"))

    def required(self) -> Iterator[ShapeNode]:
        """The sections and fields that every report of this pack has: what detection counts.

        Where all are below a heading that each report has of its own (``## Incident: [Title]``) they are those.
        """
        named = [
            node
            for node in self.shape.walk()
            if node.kind in ("section", "field") and node.required is True and node.label.key
            if node.origin != "cell" and not node.box
        ]
        found = [node for node in named if not self._is_conditional(node)]
        yield from found or [node for node in named if not self._is_conditional(node, own=True)]

    def _is_conditional(self, node: ShapeNode, *, own: bool = False) -> bool:
        parent = self.shape.parent(node)
        while parent is not None:
            if parent.required is not True and parent.kind == "section" and not (own and parent.sample):
                return True
            parent = self.shape.parent(parent)
        return False


def fingerprint_of(*texts: str) -> str:
    """What tells texts apart from others, as 32 hexadecimal digits."""
    from hashlib import blake2b

    found = blake2b(digest_size=16)
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()


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


def rules_of(packs: Iterable[Pack]) -> Iterator[Rule]:
    """The rules that some packs bring, in their order."""
    for pack in packs:
        yield from pack.own_rules
