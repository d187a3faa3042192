"""Compiling a pack: a template's shape and what the pack file says of it give the finished pack.

Whatever is wrong is reported with the file and line where it is: in the pack's own file, or in that of the pack that it
extends.
"""

from __future__ import annotations

import msgspec

from incidentlint.packs.check_file import check_file, known_totals
from incidentlint.packs.conditions import check_sizes, read_conditions
from incidentlint.packs.custom_rules import OwnRule, check_uses
from incidentlint.packs.lookup import Lookup
from incidentlint.packs.overrides import with_overrides
from incidentlint.packs.pack import Pack
from incidentlint.packs.policy import FREE, TEMPLATED
from incidentlint.packs.roles import find_roles, find_severity, with_column_roles, with_roles
from incidentlint.packs.severities import scale_of, with_levels, with_severity_of
from incidentlint.template import Shape, read_gates
from incidentlint.vocabulary import NO_WORDING, Lexicon, Wording


class Parts(msgspec.Struct, frozen=True):
    """What a pack is compiled from, besides its files: its name, the words, its own rules.

    `text` is the template's, `wording` what a configuration says of words.
    """

    name: str
    lexicon: Lexicon
    rules: tuple[OwnRule, ...] = ()
    text: str = ""
    wording: Wording = NO_WORDING


def compile_shape(parts: Parts, lookup: Lookup, main: Pack | None = None) -> Pack:
    """The pack of one template. Raises `FileError`.

    Of a further template `main` is the pack with the main one, whose severities it shares.
    """
    lexicon, file = parts.lexicon, lookup.file
    shape = lookup.shape
    stated = find_severity(shape, lookup, lexicon)
    if main is None:
        scale = scale_of(shape, stated, lookup, lexicon)
        shape = with_levels(shape, stated, file.severity.levels)
    else:
        scale = main.scale
    shape, conditions = read_gates(shape, scale.levels, lexicon, tuple(shape[index].label.key for index in stated))
    shape = with_overrides(shape, lookup)
    roles = find_roles(shape, lookup, lexicon)
    shape = with_roles(shape, roles)
    severity = roles.get("severity", ())
    if main is None:  # once more: [nodes] may have said what its options are
        scale = scale_of(shape, severity, lookup, lexicon)
        shape = with_levels(shape, severity, file.severity.levels)
    else:
        theirs = main.roles.get("severity")
        shape = with_severity_of(shape, severity, theirs[0].type if theirs else None)
    shape = with_column_roles(shape, lookup, lexicon)
    conditions.update(read_conditions(lookup, scale, lambda index: _without_answer(shape, index)))
    check_sizes(conditions, lookup)
    check_file(lookup, conditions)
    for rule in parts.rules:
        check_uses(rule, lookup)
    return Pack(
        name=parts.name,
        file=file,
        shape=shape,
        lexicon=lexicon,
        wording=parts.wording,
        policy=FREE if file.generic else TEMPLATED,
        sources=lookup.sources,
        text=parts.text,
        conditions=conditions,
        roles={role: tuple(shape[index] for index in indices) for role, indices in roles.items()},
        scale=scale,
        totals=known_totals(lookup),
        own_rules=tuple(own.rule for own in parts.rules),
        inherited=frozenset(own.rule.code for own in parts.rules if own.holder),
    )


def _without_answer(shape: Shape, index: int) -> str:
    """The kind of a node that has no answer, empty for one that has."""
    node = shape[index]
    return node.kind if node.kind in ("table", "list") or (node.kind == "section" and not node.type) else ""
