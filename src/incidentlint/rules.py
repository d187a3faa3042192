"""Rules: one TOML file each, with its facts, message, reason and examples.

A rule file names the check that finds it; tests and documentation are made from the same file. Adding a rule is adding
a file to ``rules/core`` (and, where no check fits, a function to ``checks``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from .diagnostics import LEVELS, Level
from .lexicon import rules_folder
from .locate import FileError, convert, read_toml


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A report with what the rule says of it: ``«...»`` marks each exact span, `says` are the messages in order.

    `template` and `pack` (TOML, or the name of a built-in pack) override the file's shared ones; `path` is the
    report's, `level` the level expected of all findings, `fixed` the report after its safe fixes, `files` other
    files of the project by path, `as_of` the clock.
    """

    report: str
    says: tuple[str, ...] = ()
    template: str | None = None
    pack: str | None = None
    path: str = ""
    level: str = ""
    fixed: str | None = None
    files: dict[str, str] = {}
    as_of: str = msgspec.field(default="", name="as-of")
    title: str = ""


class Shared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the examples of a file share."""

    template: str = ""
    pack: str = ""
    path: str = ""


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule. `check` is ``module.function`` in ``checks``, or the engine's part that finds it (``engine``).

    `message` is one text with ``{values}``, or one for each variant of the finding. `waits` says that an incomplete
    report may have it until its deadline; `optional` that it is off until selected.
    """

    code: str
    name: str
    check: str
    message: str | dict[str, str]
    why: str
    level: Level = "error"
    help: str = ""
    waits: bool = False
    optional: bool = False
    params: dict[str, Any] = {}
    example: Shared = Shared()
    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()
    source: str = ""

    def says(self, variant: str, values: dict[str, str]) -> str:
        """The message of a finding."""
        text = self.message if isinstance(self.message, str) else self.message[variant]
        return text.format(**values)

    @property
    def fixable(self) -> bool:
        """Whether some bad example states a fixed text."""
        return any(example.fixed is not None for example in self.bad)

    @property
    def page(self) -> str:
        """The address of the rule's page, relative to the root of the documentation."""
        return f"rules/{self.code}-{self.name}.md"

    def advice(self, text: str = "") -> str:
        """The help of a finding: `text`, or what the rule says there is to do, and where to read more."""
        text = (text or self.help).strip()
        return f"{text} (docs: {self.page})" if text else f"docs: {self.page}"


@cache
def load_rules() -> tuple[Rule, ...]:
    """All rules of the package, by code. Raises `FileError` for a rule file that is not in order."""
    rules = [read_rule(path) for path in sorted((rules_folder() / "core").glob("IR*.toml"))]
    return tuple(sorted(rules, key=lambda rule: rule.code))


def read_rule(path: Path) -> Rule:
    """The rule in a file. Raises `FileError`."""
    data, text = read_toml(path)
    return convert(data, Rule, text, str(path))


class UnknownRuleError(ValueError):
    """A name that is no rule's; `str(error)` suggests the nearest."""


SETTINGS: tuple[Level | Literal["off"], ...] = (*LEVELS, "off")
"""What a ``[rules]`` table takes."""

_CODE = re.compile(r"IR\d{0,3}$", re.IGNORECASE)


def find_rules(name: str) -> tuple[Rule, ...]:
    """The rules that a code (``IR403``), a prefix of codes (``IR4``), a name or ``ALL`` means.

    Raises `UnknownRuleError`.
    """
    rules = load_rules()
    wanted = name.strip()
    if wanted.upper() == "ALL":
        return rules
    if _CODE.match(wanted):
        found = tuple(rule for rule in rules if rule.code.startswith(wanted.upper()))
    else:
        found = tuple(rule for rule in rules if rule.name == wanted.lower())
    if found:
        return found
    names = [part for rule in rules for part in (rule.code, rule.name)]
    near = get_close_matches(wanted, names, 1) or get_close_matches(wanted.upper(), names, 1)
    hint = f"; did you mean {near[0]}?" if near else "; `incidentlint rule --all` lists them"
    raise UnknownRuleError(f"no rule {wanted!r}{hint}")


def choose(
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend: tuple[str, ...],
    base: frozenset[str] | None = None,
) -> tuple[Rule, ...]:
    """The rules to run: `select` (by default `base`, or all that are not optional) and `extend`, less `ignore`.

    Of a selection and an ignoring that both name a rule, the longer name wins (``--select IR403 --ignore IR4`` runs
    IR403), the ignoring if they are alike. Raises `UnknownRuleError`.
    """
    weight: dict[str, int] = {}
    for rule in load_rules():
        if not select and (not rule.optional if base is None else rule.code in base):
            weight[rule.code] = 0
    for name in (*select, *extend):
        for rule in find_rules(name):
            weight[rule.code] = max(weight.get(rule.code, 0), _weight(name))
    for name in ignore:
        for rule in find_rules(name):
            if _weight(name) >= weight.get(rule.code, 0):
                weight.pop(rule.code, None)
    return tuple(rule for rule in load_rules() if rule.code in weight)


def _weight(name: str) -> int:
    """How exactly a name names a rule: a full code or a name most."""
    if name.strip().upper() == "ALL":
        return 1
    return len(name.strip()) if _CODE.match(name.strip()) else 5


def is_exact(name: str) -> bool:
    """Whether a name means one rule: a whole code, or a rule's name."""
    return _weight(name) == 5


def levels_of(given: Mapping[str, str]) -> dict[str, Level | Literal["off"]]:
    """The levels that a ``[rules]`` table gives, by code; of names that mean the same rule the most exact wins.

    Raises `UnknownRuleError`, and `ValueError` for a level that there is not.
    """
    levels: dict[str, Level | Literal["off"]] = {}
    for name in sorted(given, key=_weight):
        found = next((level for level in SETTINGS if level == given[name]), None)
        if found is None:
            near = get_close_matches(given[name], SETTINGS, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise ValueError(f"{given[name]!r} is not one of {', '.join(SETTINGS)}{hint}")
        levels.update(dict.fromkeys((rule.code for rule in find_rules(name)), found))
    return levels


__all__ = [
    "SETTINGS", "Example", "FileError", "Rule", "UnknownRuleError", "choose", "find_rules", "is_exact", "levels_of",
    "load_rules", "read_rule",
]  # fmt: skip
