"""Conditions and lists of names, in words."""

from __future__ import annotations

from incidentlint.template import (
    AllOf,
    Answer,
    AnyOf,
    Condition,
    Named,
    Not,
    Present,
    Severity,
    Unknown,
)
from incidentlint.text import one_line


def words(condition: Condition, named: dict[str, Condition], *, inner: bool = False) -> str:
    """Return a condition in words: ``severity is P0 or P1, or Financial records at risk is not None``."""
    match condition:
        case Severity(levels, least):
            return f"severity is {one_line(least)} or more severe" if least else f"severity is {any_of(levels)}"
        case Answer(field, answers, negated):
            return f"{one_line(field)} is {'not ' if negated else ''}{any_of(answers)}"
        case Present(field, negated):
            return f"there is {'no ' if negated else ''}{one_line(field)}"
        case Named(name):
            return words(named[name], named, inner=inner)
        case AnyOf(parts) | AllOf(parts):
            link = ", or " if isinstance(condition, AnyOf) else ", and "
            said = link.join(words(part, named, inner=len(parts) > 1) for part in parts)
            return f"({said})" if inner and len(parts) > 1 else said
        case Not(part):
            return f"not ({words(part, named)})"
        case Unknown(field):
            return f"(never: the template has no {one_line(field)})"


def all_of(names: tuple[str, ...]) -> str:
    """Return names as a list that ends with *and*."""
    return _listed(names, "and")


def any_of(names: tuple[str, ...]) -> str:
    """Return names as a list that ends with *or*."""
    return _listed(names, "or")


def _listed(names: tuple[str, ...], link: str) -> str:
    shown = [one_line(name) for name in names]
    return f" {link} ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)
