"""Rules: one TOML file each, with its facts, message, reason and examples.

A rule file names the check that finds it; tests and documentation are made from the same file. Adding a rule is adding
a file to ``rules/core`` (and, where no check fits, a function to ``checks``). Packs bring rules of their own
(`own_rules.py`); where names of rules are looked up, they are given as `known` beside the package's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

from incidentlint.about import data_folder
from incidentlint.findings import LEVELS, Level
from incidentlint.near import hint, nearest
from incidentlint.rulebook.rule import Rule, read_rule
from incidentlint.snapshot import kept


@cache
def load_rules() -> tuple[Rule, ...]:
    """All rules of the package, by code. Raises `FileError` for a rule file that is not in order."""
    return kept("rules", _read_rules)


def _read_rules() -> tuple[Rule, ...]:
    rules = [read_rule(path) for path in sorted((data_folder() / "core").glob("IR*.toml"))]
    return tuple(sorted(rules, key=lambda rule: rule.code))


def known_rules(brought: Iterable[Rule] = ()) -> tuple[Rule, ...]:
    """The rules of the package, then those that packs brought, each once. Two packs may have one of the same code."""
    own: list[Rule] = []
    for rule in brought:
        if rule not in own:
            own.append(rule)
    return (*load_rules(), *sorted(own, key=lambda rule: rule.code))


class UnknownRuleError(ValueError):
    """A name that is no rule's; `str(error)` suggests the nearest."""


SETTINGS: tuple[Level | Literal["off"], ...] = (*LEVELS, "off")
"""What a ``[rules]`` table takes."""


_CODE = re.compile(r"([A-Z]{2,8})(\d{0,3})", re.IGNORECASE)


def find_rules(name: str, known: tuple[Rule, ...] | None = None, *, guess: bool = True) -> tuple[Rule, ...]:
    """The rules that a code (``IR403``), a prefix of codes (``IR4``, ``ACME``), a name or ``ALL`` means.

    `known` are the rules that there are, by default those of the package. Raises `UnknownRuleError`, which says which
    name was perhaps meant (`guess`).
    """
    rules = load_rules() if known is None else known
    wanted = name.strip()
    if wanted.upper() == "ALL":
        return rules
    found = _by_code(wanted, rules) or tuple(rule for rule in rules if rule.name == wanted.lower())
    if found:
        return found
    names = [part for rule in rules for part in (rule.code, rule.name)]
    near = (nearest(wanted, names) or nearest(wanted.upper(), names)) if guess else ""
    meant = f"; did you mean {near}?" if near else "; `incidentlint rule --all` lists them"
    raise UnknownRuleError(f"no rule {wanted!r}{meant}")


def _by_code(wanted: str, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules whose codes begin with a text that has all of their letters."""
    match = _CODE.fullmatch(wanted)
    if match is None:
        return ()
    return tuple(rule for rule in rules if rule.code[:-3] == match[1].upper() and rule.code[-3:].startswith(match[2]))


def choose(
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend: tuple[str, ...],
    base: frozenset[str] | None = None,
    known: tuple[Rule, ...] | None = None,
) -> tuple[Rule, ...]:
    """The rules to run: `select` (by default `base`, or all that are not optional) and `extend`, less `ignore`.

    Of a selection and an ignoring that both name a rule, the longer name wins (``--select IR403 --ignore IR4`` runs
    IR403), the ignoring if they are alike. `known` are the rules that there are, by default those of the package.
    Raises `UnknownRuleError`.
    """
    rules = load_rules() if known is None else known
    weight: dict[str, int] = {}
    for rule in rules:
        if not select and (not rule.optional if base is None else rule.code in base):
            weight[rule.code] = 0
    for name in (*select, *extend):
        for rule in find_rules(name, rules):
            weight[rule.code] = max(weight.get(rule.code, 0), _weight(name))
    for name in ignore:
        for rule in find_rules(name, rules):
            if _weight(name) >= weight.get(rule.code, 0):
                weight.pop(rule.code, None)
    return tuple(rule for rule in rules if rule.code in weight)


def _weight(name: str) -> int:
    """How exactly a name names a rule: ALL least, then the letters of codes, a full code or a name most."""
    plain = name.strip()
    if plain.upper() == "ALL":
        return 1
    match = _CODE.fullmatch(plain)
    if match is None or (not match[2] and plain.islower() and plain != "ir"):
        return 5  # small letters without digits are a rule's name: length
    return 2 + len(match[2])


def is_exact(name: str) -> bool:
    """Whether a name means one rule: a whole code, or a rule's name."""
    return _weight(name) == 5


def levels_of(given: Mapping[str, str], known: tuple[Rule, ...] | None = None) -> dict[str, Level | Literal["off"]]:
    """The levels that a ``[rules]`` table gives, by code; of names that mean the same rule the most exact wins.

    `known` are the rules that there are, by default those of the package. Raises `UnknownRuleError`, and `ValueError`
    for a level that there is not.
    """
    levels: dict[str, Level | Literal["off"]] = {}
    for name in sorted(given, key=_weight):
        found = next((level for level in SETTINGS if level == given[name]), None)
        if found is None:
            meant = hint(given[name], SETTINGS)
            raise ValueError(f"{given[name]!r} is not one of {', '.join(SETTINGS)}{meant}")
        levels.update(dict.fromkeys((rule.code for rule in find_rules(name, known)), found))
    return levels
