"""Configuration: which rules run on which files, at which level, against which packs.

The nearest of ``.incidentlint.toml``, ``incidentlint.toml`` and ``[tool.incidentlint]`` in ``pyproject.toml`` upward
from a file holds for it, alone: files farther up count only where `extend` names them. What the command line and the
environment say goes over it. Whatever is wrong in a file is an error with its line and column.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from incidentlint.engine import Plan
from incidentlint.findings import Level
from incidentlint.packs import Pack, built_in_packs, find_pack, load_pack, pack_hint, rules_of
from incidentlint.project.config_schema import EXCLUDE, NAMES, Config, Setting
from incidentlint.project.globs import Glob, Globs, read_glob
from incidentlint.report import Candidates, Packs
from incidentlint.rulebook import (
    Rule,
    UnknownRuleError,
    choose,
    find_rules,
    is_exact,
    known_rules,
    levels_of,
    load_rules,
)
from incidentlint.toml_file import FileError, Steps, convert, parse_toml, place_of
from incidentlint.vocabulary import Wording, Words, find_language, language_hint


class Overrides(msgspec.Struct, frozen=True):
    """What the command line and the environment say; it goes over every configuration file."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    fail_on: Level | None = None
    now: dt.datetime | None = None


class Entry(msgspec.Struct, frozen=True):
    """One ``[[reports]]``: its globs, its packs as they are loaded, and where it stands."""

    globs: Globs
    packs: tuple[str, ...]
    given: tuple[str, ...]
    place: str


class Settings:
    """What holds for the files of one configuration: its own words, those that it builds on, and the overrides."""

    def __init__(self) -> None:
        """Hold the defaults."""
        self.file = ""
        self.chain: tuple[str, ...] = ()
        self.rules: tuple[Rule, ...] = ()
        self.levels: dict[str, Level] = {}
        self.selected: frozenset[str] = frozenset()
        self.exclude: tuple[Globs, ...] = ()
        self.gitignore = True
        self.per_file_ignores: tuple[tuple[Globs, frozenset[str]], ...] = ()
        self.fail_on: Level = "warning"
        self.reports: tuple[Entry, ...] = ()
        self.known: tuple[Rule, ...] = load_rules()
        self.wording = Wording()

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


class Choice(msgspec.Struct, frozen=True):
    """What one file is linted with. `glob` is that of the ``[[reports]]`` that names it, and `why` says which.

    `templates` are the real paths of the templates of all packs that the configuration names: none of them is a report,
    whatever its name, though it is held against another pack or none.
    """

    plan: Plan
    settings: Settings
    glob: Glob | None = None
    why: str = ""
    templates: frozenset[str] = frozenset()


class _Layer(msgspec.Struct, frozen=True):
    """One configuration file, read: globs are relative to `base`, paths to its own folder."""

    config: Config
    path: str
    shown: str
    text: str
    at: Steps
    base: str

    def fail(self, steps: Steps, message: str, *, value: bool = True) -> FileError:
        """The error at a key or a value of the file."""
        line, column = place_of(self.text, (*self.at, *steps), value=value)
        return FileError(self.shown, line, message, column)


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
        self._named_packs = (*packs, *(_checked_pack(name) for name in overrides.packs))
        self._known: tuple[Rule, ...] = known_rules(rules_of(self._named_packs))
        self._sought = self._unknown_names()
        self._folders: dict[str, str] = {}
        self._settings: dict[str, Settings | FileError] = {}
        self._plans: dict[tuple[int, int, frozenset[str]], Plan | FileError] = {}
        self._packs: dict[tuple[str, bytes], Pack] = {}
        self._candidates: dict[bytes, Candidates] = {}
        self._templates: dict[int, frozenset[str]] = {}
        self._fixed: Settings | None = None
        if config:
            self._fixed = self._combine(_read_chain(os.path.abspath(config), os.getcwd()))
        elif isolated:
            self._fixed = self._combine([])
        if self._fixed is not None:
            self.check_names(())

    def _unknown_names(self) -> tuple[str, ...]:
        """The rules that the command line names and that nobody has met yet: packs of configurations may bring them."""
        given = self.overrides
        return tuple(
            name for name in (*given.select, *given.ignore, *given.extend_select) if not _is_known(name, self._known)
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
                self._settings[path] = self._combine(_read_chain(path) if path else [])
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
        key = (id(settings), number, settings.ignored(path))
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
        key = id(settings)
        if key not in self._templates:
            names = {name for entry in settings.reports for name in entry.packs if name not in built_in_packs()}
            digest = msgspec.json.encode(settings.wording)
            packs = [self._packs[name, digest] for name in names if (name, digest) in self._packs]
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
            now=self.overrides.now,
        )

    def _pack(self, name: str, wording: Wording) -> Pack:
        key = name, msgspec.json.encode(wording)
        if key not in self._packs:
            self._packs[key] = _checked_pack(name if name in built_in_packs() else _from_here(name), wording)
        return self._packs[key]

    def _named(self, wording: Wording) -> tuple[Pack, ...]:
        """The packs that the command line names, with the words of a configuration."""
        if wording == Wording():
            return self._named_packs
        given = self._named_packs[: len(self._named_packs) - len(self.overrides.packs)]
        return (*given, *(_checked_pack(name, wording) for name in self.overrides.packs))

    def _built_in(self, wording: Wording) -> Candidates:
        key = msgspec.json.encode(wording)
        if key not in self._candidates:
            self._candidates[key] = Candidates(built_in_packs(), lambda name: self._pack(name, wording))
        return self._candidates[key]

    def _nearest(self, folder: str) -> str:
        """The configuration file that holds in a folder, or empty."""
        passed: list[str] = []
        found = ""
        while folder not in self._folders:
            passed.append(folder)
            found = next((path for name in NAMES if _counts(path := os.path.join(folder, name))), "")
            parent = os.path.dirname(folder)
            if found or parent == folder:
                break
            folder = parent
        else:
            found = self._folders[folder]
        self._folders.update(dict.fromkeys(passed, found))
        return found

    def _combine(self, layers: list[_Layer]) -> Settings:
        """What the files say together, the one that others build on first; then the overrides."""
        settings = Settings()
        settings.chain = tuple(layer.shown for layer in reversed(layers))
        settings.file = settings.chain[0] if layers else ""
        known = self._rules_of(layers)
        exclude = Globs(EXCLUDE, slashed(os.path.dirname(layers[-1].path) if layers else os.getcwd()))
        settings.exclude = (exclude,)
        codes: frozenset[str] | None = None
        settings.wording = _wording(layers)
        for layer in layers:
            config = layer.config
            codes = _chosen(layer, codes, known)
            settings.levels.update(_levels(config.rules, known))
            if config.exclude is not None:
                settings.exclude = (Globs(config.exclude, layer.base),)
            if config.extend_exclude:
                settings.exclude += (Globs(config.extend_exclude, layer.base),)
            if config.respect_gitignore is not None:
                settings.gitignore = config.respect_gitignore
            settings.per_file_ignores += tuple(
                (Globs((glob,), layer.base), _codes(names, known)) for glob, names in config.per_file_ignores.items()
            )
            settings.fail_on = config.fail_on or settings.fail_on
            settings.reports = (*_entries(layer), *settings.reports)
        given = self.overrides
        select, ignore, extend = (
            tuple(name for name in names if _is_known(name, known))
            for names in (given.select, given.ignore, given.extend_select)
        )
        if given.select:
            codes = None if select else frozenset()
        settings.rules = choose(select, ignore, extend, codes, known)
        settings.selected = _codes((*select, *extend), known)
        settings.known = known
        settings.fail_on = given.fail_on or settings.fail_on
        return settings

    def _rules_of(self, layers: list[_Layer]) -> tuple[Rule, ...]:
        """The package's rules and those of the packs that configuration files name; the names in the files are checked.

        A pack that is not in order is an error for the files that are held against it, and here only where a name may
        be that of one of its rules.
        """
        packs = list(self._named_packs)
        broken: FileError | None = None
        for layer in layers:
            for name in (name for entry in _entries(layer) for name in entry.packs if name not in built_in_packs()):
                try:
                    packs.append(self._pack(name, _wording(layers)))
                except FileError as error:
                    broken = broken or error
        known = known_rules(rules_of(packs))
        for layer in layers:
            try:
                _check_names(layer, known)
            except FileError as error:
                raise broken or error from None
        self._known = (*self._known, *(rule for rule in known if rule.is_own and rule not in self._known))
        return known


def slashed(path: str) -> str:
    """A path with slashes, as globs take it."""
    return path.replace(os.sep, "/")


def printable(path: str) -> str:
    """A path as text: bytes of its name that are no UTF-8 as escapes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def shown_path(path: str) -> str:
    """The path as users are shown it: below the current folder relative to it, else as given; with slashes."""
    here = os.path.join(os.getcwd(), "")
    full = os.path.abspath(path)
    return printable(slashed(full[len(here) :] if full.startswith(here) else path))


def _from_here(path: str) -> str:
    """An absolute path as short as can be, which errors are told with."""
    here = os.path.join(os.getcwd(), "")
    return path.removeprefix(here)


# --- Files ---


def _counts(path: str) -> bool:
    """Whether a file is a configuration: a ``pyproject.toml`` is one only with our table."""
    if not path.endswith("pyproject.toml"):
        return os.path.isfile(path)
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return False
    if b"incidentlint" not in data:
        return False
    try:
        return _table(parse_toml(data.decode("utf-8-sig"), path)) is not None
    except (FileError, UnicodeDecodeError):
        # What is broken can't be asked. It is ours to complain about where it seems to have the table.
        return re.search(rb"^[ \t]*\[\[?[ \t]*tool[ \t]*\.[ \t]*incidentlint\b", data, re.MULTILINE) is not None


def _table(data: dict[str, Any]) -> object:
    tool = data.get("tool")
    return tool.get("incidentlint") if isinstance(tool, dict) else None


def _read_chain(path: str, base: str = "") -> list[_Layer]:
    """A configuration file and those that it builds on, the last one first.

    Globs are relative to the folder of the file that they stand in, as long as that is the folder `base`, where the
    first one's hold, or one above it; those of a file that lies elsewhere (in a package) are relative to `base`.
    Raises `FileError`.
    """
    layers: list[_Layer] = []
    folder = os.path.dirname(path)
    base = folder if not base or _is_above(folder, base) else base
    while True:
        folder = os.path.dirname(path)
        layer = _read(path, folder if _is_above(folder, base) else base)
        layers.insert(0, layer)
        if layer.config.extend is None:
            return layers
        path = _extended(layer, layer.config.extend)
        seen = [os.path.realpath(other.path) for other in reversed(layers)]
        if os.path.realpath(path) in seen:
            names = [other.shown for other in reversed(layers)]
            start = seen.index(os.path.realpath(path))
            circle = " extends ".join([*names[start:], names[start]])
            raise layer.fail(("extend",), f"extend: goes round in a circle: {circle}")


def _is_above(folder: str, other: str) -> bool:
    return os.path.join(other, "").startswith(os.path.join(folder, ""))


def _read(path: str, base: str) -> _Layer:
    """One file, with its own words checked."""
    shown = shown_path(path)
    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8-sig")
    except OSError as error:
        raise FileError(shown, 0, f"cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise FileError(shown, 0, f"is not UTF-8 (byte {error.start})") from None
    data: object = parse_toml(text, shown)
    at: Steps = ()
    if os.path.basename(path) == "pyproject.toml":
        assert isinstance(data, dict)
        data, at = _table(data), ("tool", "incidentlint")
        if data is None:
            raise FileError(shown, 1, "there is no [tool.incidentlint] in it", 1)
    layer = _Layer(convert(data, Config, text, shown, at), path, shown, text, at, slashed(base))
    _check(layer)
    return layer


def _extended(layer: _Layer, given: str) -> str:
    """The file that `extend` names: a path, or an installed package."""
    path = os.path.join(os.path.dirname(layer.path), os.path.expanduser(given))
    if os.path.isfile(path):
        return os.path.normpath(path)
    if given.endswith(".toml") or not re.fullmatch(r"[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*", given):
        what = "it is a folder" if os.path.isdir(path) else "there is no such file"
        raise layer.fail(("extend",), f"extend: {given!r}: {what}")
    found = _in_package(given)
    if not found:
        raise layer.fail(("extend",), f"extend: {given!r} is no file, and no installed package with an {NAMES[1]}")
    return found


def _in_package(name: str) -> str:
    """The configuration that a package brings, found without running the package's code; or empty."""
    from importlib.util import find_spec

    first, *rest = name.replace("-", "_").split(".")
    try:
        spec = find_spec(first)
    except (ImportError, ValueError):
        return ""
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = os.path.abspath(os.path.join(folder, *rest, NAMES[1]))
        if os.path.isfile(path):
            return path
    return ""


# --- What a file says ---


def _check(layer: _Layer) -> None:
    """The globs and packs of a file. Raises `FileError`."""
    config = layer.config
    for key, globs in (("exclude", config.exclude), ("extend-exclude", config.extend_exclude)):
        for number, glob in enumerate(globs or ()):
            _check_glob(layer, glob, (key, number))
    for glob in config.per_file_ignores:
        _check_glob(layer, glob, ("per-file-ignores", glob), value=False)
    for number, code in enumerate(config.languages):
        try:
            find_language(code)
        except KeyError:
            said = f"languages.{number}: no language {code!r}; {language_hint(code)}"
            raise layer.fail(("languages", number), said) from None
    for number, entry in enumerate(config.reports):
        for value, steps in _each(entry.files, ("reports", number, "files")):
            _check_glob(layer, value, steps)
        for value, steps in _each(entry.pack, ("reports", number, "pack")):
            _check_pack(layer, value, steps)
        for what, values in (("files", entry.files), ("pack", entry.pack)):
            if not values:
                raise layer.fail(("reports", number, what), f"reports.{number}.{what}: is empty")


def _check_names(layer: _Layer, known: tuple[Rule, ...]) -> None:
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


def _is_known(name: str, known: tuple[Rule, ...]) -> bool:
    try:
        return bool(find_rules(name, known))
    except UnknownRuleError:
        return False


def _codes(names: Iterable[str], known: tuple[Rule, ...]) -> frozenset[str]:
    return frozenset(rule.code for name in names for rule in find_rules(name, known))


def _each(value: str | tuple[str, ...], steps: Steps) -> Iterator[tuple[str, Steps]]:
    if isinstance(value, str):
        yield value, steps
    else:
        yield from ((item, (*steps, number)) for number, item in enumerate(value))


def _check_rules(layer: _Layer, names: Sequence[str], steps: Steps, known: tuple[Rule, ...]) -> None:
    for number, name in enumerate(names):
        try:
            find_rules(name, known)
        except UnknownRuleError as error:
            raise layer.fail((*steps, number), f"{steps[0]}: {error}") from None


def _check_glob(layer: _Layer, glob: str, steps: Steps, *, value: bool = True) -> None:
    try:
        read_glob(glob)
    except ValueError as error:
        raise layer.fail(steps, f"{steps[0]}: {glob!r}: {error}", value=value) from None


def _check_pack(layer: _Layer, given: str, steps: Steps) -> None:
    if not given or not _pack_path(layer, given):
        raise layer.fail(steps, f"{steps[0]}: no such pack, folder or template {given!r}; {pack_hint(given)}")


def _pack_path(layer: _Layer, given: str) -> str:
    """What a configuration's pack is loaded by: a built-in name, or the path of its folder or template; else empty."""
    if given in built_in_packs():
        return given
    path = os.path.normpath(os.path.join(os.path.dirname(layer.path), os.path.expanduser(given)))
    if os.path.exists(path):
        return path
    found = find_pack(given, Path(os.path.dirname(layer.path)))
    return os.path.abspath(found) if found else ""


def _chosen(layer: _Layer, codes: frozenset[str] | None, known: tuple[Rule, ...]) -> frozenset[str]:
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


def _entries(layer: _Layer) -> tuple[Entry, ...]:
    found = []
    for number, entry in enumerate(layer.config.reports):
        files = (entry.files,) if isinstance(entry.files, str) else entry.files
        given = (entry.pack,) if isinstance(entry.pack, str) else entry.pack
        packs = tuple(_pack_path(layer, name) for name in given)
        line, _ = place_of(layer.text, (*layer.at, "reports", number))
        found.append(Entry(Globs(files, layer.base), packs, given, f"{layer.shown}:{line}"))
    return tuple(found)


def _wording(layers: list[_Layer]) -> Wording:
    """The languages and words that configuration files say together."""
    made = Wording()
    for layer in layers:
        own = (layer.config.lexicon,) if layer.config.lexicon != Words() else ()
        made = Wording(layer.config.languages, own).over(made)
    return made


def _checked_pack(name: str, wording: Wording = Wording()) -> Pack:  # noqa: B008
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
