"""What configuration files say together, and what the command line and the environment say over it."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Sequence

import msgspec

from incidentlint.findings import Level, lighter
from incidentlint.project.config_files import Layer, pack_path
from incidentlint.project.config_schema import EXCLUDE, Setting
from incidentlint.project.globs import Glob, Globs
from incidentlint.project.paths import slashed
from incidentlint.rulebook import Rule, UnknownRuleError, choose, find_rules, is_exact, levels_of
from incidentlint.toml_file import Steps, place_of
from incidentlint.vocabulary import NO_WORDING, Wording, Words


class Overrides(msgspec.Struct, frozen=True):
    """What the command line and the environment say; it goes over every configuration file."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    fail_on: Level | None = None
    min_level: Level | None = None
    now: dt.datetime | None = None
    since: dt.date | None = None


class Entry(msgspec.Struct, frozen=True):
    """One ``[[reports]]``: its globs, its packs as they are loaded, and where it is."""

    globs: Globs
    packs: tuple[str, ...]
    given: tuple[str, ...]
    place: str


class Settings(msgspec.Struct, frozen=True):
    """What holds for the files of one configuration: its own words, those that it builds on, and the overrides.

    `file` is the configuration file as users are shown it, empty for the defaults; `chain` are it and the files that it
    extends. `known` are all rules that there are here, `rules` those that run. `wording` is what the files say of
    languages and words. `clock` says that the time is that of the machine; `baseline` is the path of one. Reports of
    incidents before `since` are left out.
    `min_level` is never above `fail_on`: what fails a run is shown.
    """

    file: str = ""
    chain: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    levels: dict[str, Level] = {}
    selected: frozenset[str] = frozenset()
    exclude: tuple[Globs, ...] = ()
    gitignore: bool = True
    per_file_ignores: tuple[tuple[Globs, frozenset[str]], ...] = ()
    fail_on: Level = "warning"
    min_level: Level = "warning"
    docs_url: str = ""
    clock: bool = False
    baseline: str = ""
    since: dt.date | None = None
    reports: tuple[Entry, ...] = ()
    known: tuple[Rule, ...] = ()
    wording: Wording = NO_WORDING

    def excludes(self, path: str, *, folder: bool) -> bool:
        """Whether an entry of a folder that is searched is not; `path` is absolute."""
        shown = slashed(path)
        return any(globs.entry(shown, folder=folder) for globs in self.exclude)

    def ignored(self, path: str) -> frozenset[str]:
        """The codes of the rules that do not run on a file."""
        shown = slashed(path)
        return frozenset().union(*(codes for globs, codes in self.per_file_ignores if globs.covering(shown)))

    def entry(self, path: str) -> tuple[Entry, Glob] | None:
        """The first ``[[reports]]`` that names a file, and the glob that does."""
        shown = slashed(path)
        for entry in self.reports:
            glob = entry.globs.covering(shown)
            if glob:
                return entry, glob
        return None


def combine(layers: Sequence[Layer], given: Overrides, known: tuple[Rule, ...]) -> Settings:
    """What files say together, the one that others build on first; then the overrides.

    `known` are the rules that may be named: the package's, and those of the packs that files and overrides name.
    """
    said = _Said(exclude=(default_exclude(os.path.dirname(layers[-1].path) if layers else os.getcwd()),))
    for layer in layers:
        said = _laid_over(said, layer, known)
    select, ignore, extend = (
        tuple(name for name in names if is_known(name, known))
        for names in (given.select, given.ignore, given.extend_select)
    )
    codes = said.codes
    if given.select:
        codes = None if select else frozenset()
    chain = tuple(layer.shown for layer in reversed(layers))
    fail_on = given.fail_on or said.fail_on
    return Settings(
        file=chain[0] if chain else "",
        chain=chain,
        rules=choose(select, ignore, extend, codes, known),
        levels=said.levels,
        selected=_codes((*select, *extend), known),
        exclude=said.exclude,
        gitignore=said.gitignore,
        per_file_ignores=said.per_file_ignores,
        fail_on=fail_on,
        min_level=lighter(given.min_level or said.min_level, fail_on),
        docs_url=said.docs_url,
        clock=said.clock,
        baseline=said.baseline,
        since=given.since or said.since,
        reports=said.reports,
        known=known,
        wording=wording_of(layers),
    )


def wording_of(layers: Sequence[Layer]) -> Wording:
    """The languages and words that configuration files say together."""
    made = NO_WORDING
    for layer in layers:
        own = (layer.config.lexicon,) if layer.config.lexicon != Words() else ()
        made = Wording(layer.config.languages, own).over(made)
    return made


def default_exclude(folder: str) -> Globs:
    """What is not searched below a folder, an absolute path, unless a configuration says otherwise."""
    return Globs(EXCLUDE, slashed(folder))


class _Said(msgspec.Struct, frozen=True):
    """What the files say so far; `codes` are those of the rules that run, None while no file has spoken."""

    exclude: tuple[Globs, ...]
    codes: frozenset[str] | None = None
    levels: dict[str, Level] = {}
    gitignore: bool = True
    per_file_ignores: tuple[tuple[Globs, frozenset[str]], ...] = ()
    fail_on: Level = "warning"
    min_level: Level = "warning"
    docs_url: str = ""
    clock: bool = False
    baseline: str = ""
    since: dt.date | None = None
    reports: tuple[Entry, ...] = ()


def _laid_over(said: _Said, layer: Layer, known: tuple[Rule, ...]) -> _Said:
    """What holds once one more file has spoken."""
    config = layer.config
    exclude = said.exclude if config.exclude is None else (Globs(config.exclude, layer.base),)
    if config.extend_exclude:
        exclude += (Globs(config.extend_exclude, layer.base),)
    ignores = tuple(
        (Globs((glob,), layer.base), _codes(names, known)) for glob, names in config.per_file_ignores.items()
    )
    return _Said(
        exclude=exclude,
        codes=_chosen(layer, said.codes, known),
        levels={**said.levels, **_levels(config.rules, known)},
        gitignore=said.gitignore if config.respect_gitignore is None else config.respect_gitignore,
        per_file_ignores=(*said.per_file_ignores, *ignores),
        fail_on=config.fail_on or said.fail_on,
        min_level=config.min_level or said.min_level,
        docs_url=config.docs_url or said.docs_url,
        clock=config.as_of is not None or said.clock,
        baseline=os.path.join(os.path.dirname(layer.path), config.baseline) if config.baseline else said.baseline,
        since=config.since or said.since,
        reports=(*entries_of(layer), *said.reports),
    )


def check_names(layer: Layer, known: tuple[Rule, ...]) -> None:
    """The names of rules in a file. Raises `FileError`."""
    config = layer.config
    for key, names in (("select", config.select), ("ignore", config.ignore), ("extend-select", config.extend_select)):
        _check_rules(layer, names or (), (key,), known)
    for name in config.rules:
        try:
            find_rules(name, known)
        except UnknownRuleError as error:
            raise layer.fail(("rules", name), f"rules: {error}", value=False) from None
    for glob, names in config.per_file_ignores.items():
        _check_rules(layer, names, ("per-file-ignores", glob), known)


def is_known(name: str, known: tuple[Rule, ...]) -> bool:
    """Whether a code, the beginning of one, or a name is that of a known rule."""
    try:
        return bool(find_rules(name, known))
    except UnknownRuleError:
        return False


def _codes(names: Iterable[str], known: tuple[Rule, ...]) -> frozenset[str]:
    return frozenset(rule.code for name in names for rule in find_rules(name, known))


def _check_rules(layer: Layer, names: Sequence[str], steps: Steps, known: tuple[Rule, ...]) -> None:
    for number, name in enumerate(names):
        try:
            find_rules(name, known)
        except UnknownRuleError as error:
            raise layer.fail((*steps, number), f"{steps[0]}: {error}") from None


def _chosen(layer: Layer, codes: frozenset[str] | None, known: tuple[Rule, ...]) -> frozenset[str]:
    """The codes of the rules that run after a file has spoken: "off" is ignoring, another level says it runs."""
    config = layer.config
    off = tuple(name for name, level in config.rules.items() if level == "off")
    named = tuple(name for name, level in config.rules.items() if level != "off" and is_exact(name))
    if config.select is not None:
        codes, named = frozenset(), ()
    chosen = choose(config.select or (), (*config.ignore, *off), (*config.extend_select, *named), codes, known)
    return frozenset(rule.code for rule in chosen)


def _levels(given: dict[str, Setting], known: tuple[Rule, ...]) -> dict[str, Level]:
    return {code: level for code, level in levels_of(given, known).items() if level != "off"}


def entries_of(layer: Layer) -> tuple[Entry, ...]:
    """The ``[[reports]]`` of one file, in order."""
    found = []
    for number, entry in enumerate(layer.config.reports):
        files = (entry.files,) if isinstance(entry.files, str) else entry.files
        given = (entry.pack,) if isinstance(entry.pack, str) else entry.pack
        packs = tuple(pack_path(layer, name) for name in given)
        line, _ = place_of(layer.text, (*layer.at, "reports", number))
        found.append(Entry(Globs(files, layer.base), packs, given, f"{layer.shown}:{line}"))
    return tuple(found)
