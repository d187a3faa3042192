"""Which rules run on which files, at which level, against which packs: what configuration says of each file."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial

import msgspec

from incidentlint.engine import Plan
from incidentlint.packs import Pack, built_in_packs, load_pack, rules_of
from incidentlint.project.config_files import Layer, config_of, read_chain
from incidentlint.project.globs import Glob
from incidentlint.project.paths import Nearest
from incidentlint.project.settings import (
    Entry,
    Overrides,
    Settings,
    check_names,
    combine,
    entries_of,
    is_known,
    wording_of,
)
from incidentlint.regular import from_here
from incidentlint.report import Candidates, Packs
from incidentlint.rulebook import Rule, UnknownRuleError, find_rules, known_rules, levels_of
from incidentlint.toml_file import FileError
from incidentlint.vocabulary import NO_WORDING, Wording


class Choice(msgspec.Struct, frozen=True):
    """What one file is linted with. `glob` is that of the ``[[reports]]`` that names it, and `why` says which.

    `templates` are the real paths of the templates of all packs that the configuration names: none of them is a report,
    whatever its name, though it is checked against another pack or none.
    """

    plan: Plan
    settings: Settings
    glob: Glob | None = None
    why: str = ""
    templates: frozenset[str] = frozenset()


class Resolver:
    """Finds what holds for a file: searches and reads each folder's configuration once.

    A configuration that is wrong is an error for the files that it would hold for, and for no others.
    """

    def __init__(
        self,
        overrides: Overrides = Overrides(),  # noqa: B008
        *,
        config: str = "",
        isolated: bool = False,
        packs: tuple[Pack, ...] = (),
    ) -> None:
        """Take the overrides and, of `--config`, the file that holds for all. `packs` are like those that the overrides
        name, loaded already.

        Raises `UnknownRuleError` for a rule and `FileError` for a pack or a file that is not there or not in order.
        Where each file has its own configuration, rules are looked up by `check_names`.
        """
        self.overrides = overrides
        self.isolated = isolated
        self._config = config
        self._loaded = bool(packs)
        self._named_packs = (*packs, *(_checked_pack(name) for name in overrides.packs))
        self._known: tuple[Rule, ...] = known_rules(rules_of(self._named_packs))
        self._sought = self._unknown_names()
        self._nearest = Nearest(config_of)
        self._settings: dict[str, Settings | FileError] = {}
        self._plans: dict[tuple[str, int, frozenset[str]], Plan | FileError] = {}
        self._packs: dict[tuple[str, bytes], Pack] = {}
        self._candidates: dict[bytes, Candidates] = {}
        self._templates: dict[str, frozenset[str]] = {}
        self._fixed: Settings | None = None
        self._clock: dt.datetime | None = None
        if config:
            self._fixed = self._combined(read_chain(os.path.abspath(config), os.getcwd()))
        elif isolated:
            self._fixed = self._combined([])
        if self._fixed is not None:
            self.check_names(())

    def _unknown_names(self) -> tuple[str, ...]:
        """The rules that the command line names and that nobody has met yet: packs of configurations may bring them."""
        given = self.overrides
        return tuple(
            name for name in (*given.select, *given.ignore, *given.extend_select) if not is_known(name, self._known)
        )

    def check_names(self, folders: Iterable[str]) -> None:
        """See that each rule that the command line names is one that a configuration of some folders knows.

        Raises `UnknownRuleError` for one that is none, and `FileError` where a configuration that may know it is not in
        order. A rule of a pack is known where the configuration names the pack.
        """
        if not self._sought:
            return
        broken = [error for error in map(self.settings, folders) if isinstance(error, FileError)]
        for name in self._unknown_names():
            if broken:
                raise broken[0]
            find_rules(name, self._known)
        self._sought = ()

    def remake(self) -> Callable[[], Resolver] | None:
        """What makes the same in another process; None where it has packs that only a program knows."""
        if self._loaded:
            return None
        return partial(_remade, self.overrides, self._config, self.isolated, self._clock)

    @property
    def clock(self) -> dt.datetime | None:
        """The time by the machine's clock, where a configuration asked for that."""
        return self._clock

    def file(self, folder: str) -> str:
        """The path of the configuration file that holds in a folder, an absolute path; empty where none does."""
        return self._nearest(folder)

    def settings(self, folder: str) -> Settings | FileError:
        """What holds for the files in a folder, an absolute path, or why nothing can be said."""
        if self._fixed is not None:
            return self._fixed
        path = self._nearest(folder)
        if path not in self._settings:
            try:
                self._settings[path] = self._combined(read_chain(path) if path else [])
            except FileError as error:
                self._settings[path] = error
        return self._settings[path]

    def choice(self, path: str) -> Choice | FileError:
        """What a file is linted with, by its absolute path, or why nothing can be said."""
        settings = self.settings(os.path.dirname(path))
        if isinstance(settings, FileError):
            return settings
        found = settings.entry(path)
        number = settings.reports.index(found[0]) if found else -1
        key = (settings.file, number, settings.ignored(path))
        if key not in self._plans:
            try:
                self._plans[key] = self._plan(settings, found[0] if found else None, key[2])
            except FileError as error:
                self._plans[key] = error
        plan = self._plans[key]
        if isinstance(plan, FileError):
            return plan
        templates = self._templates_of(settings)
        if not found:
            return Choice(plan, settings, templates=templates)
        return Choice(plan, settings, found[1], f"named by {found[0].place}", templates)

    def _templates_of(self, settings: Settings) -> frozenset[str]:
        """The real paths of the templates of the packs that a configuration names, as far as those are in order."""
        key = settings.file
        if key not in self._templates:
            names = {name for entry in settings.reports for name in entry.packs if name not in built_in_packs()}
            said = _said(settings.wording)
            packs = [self._packs[name, said] for name in names if (name, said) in self._packs]
            self._templates[key] = frozenset(os.path.realpath(path) for pack in packs for path in pack.templates())
        return self._templates[key]

    def _plan(self, settings: Settings, entry: Entry | None, ignored: frozenset[str]) -> Plan:
        if entry:
            packs: Packs = tuple(self._pack(name, settings.wording) for name in entry.packs)
        else:
            packs = self._named(settings.wording) or self._built_in(settings.wording)
        rules = tuple(rule for rule in settings.rules if rule.code not in ignored)
        forced = entry is not None or bool(self._named_packs)
        return Plan(
            rules,
            packs,
            forced=forced,
            levels=dict(settings.levels),
            selected=settings.selected,
            now=self._now(settings),
            docs_url=settings.docs_url,
            since=settings.since,
        )

    def _now(self, settings: Settings) -> dt.datetime | None:
        """The time that it is, if anybody said so: one moment for the whole run."""
        if self.overrides.now is None and settings.clock:
            self._clock = self._clock or dt.datetime.now(dt.UTC)
            return self._clock
        return self.overrides.now

    def _pack(self, name: str, wording: Wording) -> Pack:
        key = name, _said(wording)
        if key not in self._packs:
            self._packs[key] = _checked_pack(name if name in built_in_packs() else from_here(name), wording)
        return self._packs[key]

    def _named(self, wording: Wording) -> tuple[Pack, ...]:
        """The packs that the command line names, with the words of a configuration."""
        if wording == NO_WORDING:
            return self._named_packs
        given = self._named_packs[: len(self._named_packs) - len(self.overrides.packs)]
        return (*given, *(_checked_pack(name, wording) for name in self.overrides.packs))

    def _built_in(self, wording: Wording) -> Candidates:
        key = _said(wording)
        if key not in self._candidates:
            self._candidates[key] = Candidates(built_in_packs(), lambda name: self._pack(name, wording), key.decode())
        return self._candidates[key]

    def _combined(self, layers: Sequence[Layer]) -> Settings:
        return combine(layers, self.overrides, self._rules_of(layers))

    def _rules_of(self, layers: Sequence[Layer]) -> tuple[Rule, ...]:
        """The package's rules and those of the packs that configuration files name; the names in the files are checked.

        A broken pack is an error for the files that are checked against it, and here only where a name may
        be that of one of its rules.
        """
        packs = list(self._named_packs)
        broken: FileError | None = None
        for layer in layers:
            for name in (name for entry in entries_of(layer) for name in entry.packs if name not in built_in_packs()):
                try:
                    packs.append(self._pack(name, wording_of(layers)))
                except FileError as error:
                    broken = broken or error
        known = known_rules(rules_of(packs))
        for layer in layers:
            try:
                check_names(layer, known)
            except FileError as error:
                raise broken or error from None
        self._known = (*self._known, *(rule for rule in known if rule.is_own and rule not in self._known))
        return known


def _remade(overrides: Overrides, config: str, isolated: bool, clock: dt.datetime | None) -> Resolver:
    """A resolver that has the time of another one."""
    made = Resolver(overrides, config=config, isolated=isolated)
    made._clock = clock
    return made


def _said(wording: Wording) -> bytes:
    """What tells the words of a configuration from others; nothing for none, which is told without an encoder."""
    return b"" if wording == NO_WORDING else msgspec.json.encode(wording)


def _checked_pack(name: str, wording: Wording = NO_WORDING) -> Pack:
    """A pack with its levels checked. Raises `FileError`."""
    pack = load_pack(name, wording)
    known = known_rules(pack.own_rules)
    for rule, level in pack.file.rules.items():
        try:
            levels_of({rule: level}, known)
        except (UnknownRuleError, ValueError) as error:
            value = not isinstance(error, UnknownRuleError)
            raise pack.sources.error(("rules", rule), f"rules: {error}", value=value) from None
    return pack
