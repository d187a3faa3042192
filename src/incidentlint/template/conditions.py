"""Conditions: when a section, a tick or a value is demanded. Three-valued (Kleene): true, false, unknown.

What rests on a value that is missing or not in order is unknown, and unknown demands nothing and reports nothing.
"""

from __future__ import annotations

from typing import Protocol

import msgspec


class Severity(msgspec.Struct, frozen=True):
    """True when the report's severity is one of `levels`; `least` is the lightest when they are all from there up."""

    levels: tuple[str, ...]
    least: str = ""


class Answer(msgspec.Struct, frozen=True):
    """True when the answer of the field at path `field` is one of `words`, or with `negated` none of them."""

    field: str
    words: tuple[str, ...]
    negated: bool = False


class Present(msgspec.Struct, frozen=True):
    """True when the report has the node at path `field`."""

    field: str
    negated: bool = False


class Named(msgspec.Struct, frozen=True):
    """Another condition of the pack."""

    name: str


class AnyOf(msgspec.Struct, frozen=True):
    """True with a true part, false when all are false."""

    parts: tuple[Condition, ...]


class AllOf(msgspec.Struct, frozen=True):
    """False with a false part, true when all are true."""

    parts: tuple[Condition, ...]


class Not(msgspec.Struct, frozen=True):
    """The opposite of its part."""

    part: Condition


class Unknown(msgspec.Struct, frozen=True):
    """Never known: the field at path `field`, which it asks of, is one that this template has not."""

    field: str


Condition = Severity | Answer | Present | Named | AnyOf | AllOf | Not | Unknown


class Facts(Protocol):
    """What conditions ask of a report."""

    def is_severity(self, levels: tuple[str, ...]) -> bool | None:
        """Whether the report's severity is one of the levels; None when it is unknown."""

    def answers(self, field: str, words: tuple[str, ...]) -> bool | None:
        """Whether the field's answer is one of the words; None when it is unknown."""

    def has(self, field: str) -> bool:
        """Whether the node is there."""


def evaluate(condition: Condition, facts: Facts, named: dict[str, Condition]) -> bool | None:
    """Whether the condition holds: True, False, or None for unknown. `named` are the pack's conditions."""
    match condition:
        case Severity(levels):
            return facts.is_severity(levels)
        case Answer(field, words, negated):
            return _negate(facts.answers(field, words), negated)
        case Present(field, negated):
            return facts.has(field) is not negated
        case Named(name):
            return evaluate(named[name], facts, named)
        case AnyOf(parts):
            values = [evaluate(part, facts, named) for part in parts]
            return True if True in values else None if None in values else False
        case AllOf(parts):
            values = [evaluate(part, facts, named) for part in parts]
            return False if False in values else None if None in values else True
        case Not(part):
            return _negate(evaluate(part, facts, named), True)
        case Unknown():
            return None


def _negate(value: bool | None, negated: bool) -> bool | None:
    return value if value is None or not negated else not value


def decided_by(condition: Condition, facts: Facts, named: dict[str, Condition]) -> Condition | None:
    """The leaf that makes the condition true: what a finding points at; None when the condition is not true."""
    if evaluate(condition, facts, named) is not True:
        return None
    match condition:
        case AnyOf(parts) | AllOf(parts):
            leaves = (decided_by(part, facts, named) for part in parts)
            return next((leaf for leaf in leaves if leaf is not None), None)
        case Named(name):
            return decided_by(named[name], facts, named)
        case _:
            return condition
