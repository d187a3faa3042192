"""What to lint with, and which rules then run."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from incidentlint.findings import Level
from incidentlint.packs import Pack
from incidentlint.report import Packs
from incidentlint.rulebook import Rule, known_rules, levels_of

STDIN = "<stdin>"
"""The name of standard input where the user gave it none."""


class Plan(msgspec.Struct, frozen=True):
    """What to lint with: the rules to run, the packs that may claim a file, and whether a pack is demanded.

    `forced` packs were named by the user: one of them takes every file, and a file that none fits is a finding.
    `certain` says that the first pack takes a file whatever it holds: an example may be a few lines.
    `levels` are the configuration's, by code, over those of the pack, over the rules' own. `selected` are the codes
    that the user selected himself: a pack does not turn them off. `now` is the time that it is, if anybody said so: an
    aware datetime. `docs_url` is where the pages of the rules are, if anybody said so. Reports of incidents before
    `since` are left out.
    """

    rules: tuple[Rule, ...]
    packs: Packs
    forced: bool = False
    certain: bool = False
    levels: dict[str, Level | Literal["off"]] = {}
    selected: frozenset[str] = frozenset()
    now: dt.datetime | None = None
    docs_url: str = ""
    since: dt.date | None = None


def effective(plan: Plan, pack: Pack | None) -> tuple[Rule, ...]:
    """The rules that run on the reports of a pack, each with the level that it has there.

    Those of a pack's own run on the reports of that pack only. Of a pack that is lenient, the rules that say what it
    demands are notes, unless the user selected them.
    """
    own = pack.own_rules if pack else ()
    rules = tuple(rule for rule in plan.rules if not rule.is_own or rule in own)
    given = levels_of(pack.file.rules, known_rules(pack.own_rules)) if pack and pack.file.rules else {}
    levels = {code: level for code, level in given.items() if level != "off" or code not in plan.selected}
    if pack and pack.policy.lenient:
        levels |= {rule.code: "info" for rule in rules if rule.demands and levels.get(rule.code) != "off"}
    levels.update(plan.levels)
    if not levels:
        return rules
    found: list[Rule] = []
    for rule in rules:
        level = levels.get(rule.code, rule.level)
        if level != "off":
            found.append(rule if level == rule.level else msgspec.structs.replace(rule, level=level))
    return tuple(found)
