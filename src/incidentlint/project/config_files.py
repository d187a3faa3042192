"""Configuration files: found, read with those that they extend, and what is wrong in one said with its place.

The nearest of ``.incidentlint.toml``, ``incidentlint.toml`` and ``[tool.incidentlint]`` in ``pyproject.toml`` upward
from a file holds for it, alone: files farther up count only where `extend` names them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from incidentlint.about import __version__
from incidentlint.packs import built_in_packs, find_pack, pack_hint
from incidentlint.project.config_schema import CONFIGURATION_FILES, Config
from incidentlint.project.globs import read_glob
from incidentlint.project.paths import shown_path, slashed
from incidentlint.regular import is_dir, is_file, is_there, read_regular
from incidentlint.toml_file import FileError, Steps, convert, parse_toml, place_of, read_toml
from incidentlint.vocabulary import find_language, language_hint

_VERSION = "required-version"


class Layer(msgspec.Struct, frozen=True):
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


def config_of(folder: str) -> str:
    """The configuration file that is in a folder, an absolute path; empty where none does."""
    return next((path for name in CONFIGURATION_FILES if _counts(path := os.path.join(folder, name))), "")


def _counts(path: str) -> bool:
    """Whether a file is a configuration: a ``pyproject.toml`` is one only with our table."""
    if not path.endswith("pyproject.toml"):
        return is_there(path) and not is_dir(path)  # one that is a pipe is said to be one
    try:
        data = read_regular(path)
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


def read_chain(path: str, base: str = "") -> list[Layer]:
    """A configuration file and those that it builds on, the last one first.

    Globs are relative to the folder of the file that they are in, as long as that is the folder `base`, where the
    first one's hold, or one above it; those of a file that is elsewhere (in a package) are relative to `base`.
    Raises `FileError`.
    """
    layers: list[Layer] = []
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
            raise layer.fail(("extend",), f"extend: is circular: {circle}")


def _is_above(folder: str, other: str) -> bool:
    return os.path.join(other, "").startswith(os.path.join(folder, ""))


def _read(path: str, base: str) -> Layer:
    """One file, with its own words checked."""
    shown = shown_path(path)
    found, text = read_toml(Path(path), shown)
    data: object = found
    at: Steps = ()
    if os.path.basename(path) == "pyproject.toml":
        data, at = _table(found), ("tool", "incidentlint")
        if data is None:
            raise FileError(shown, 1, "it has no [tool.incidentlint]", 1)
    _check_version(data, text, shown, at)
    layer = Layer(convert(data, Config, text, shown, at), path, shown, text, at, slashed(base))
    _check(layer)
    return layer


def _check_version(data: object, text: str, shown: str, at: Steps) -> None:
    """Whether this version is one that a file is for: asked before anything else, since another may know other keys.

    Raises `FileError`.
    """
    wanted = data.get(_VERSION) if isinstance(data, dict) else None
    if not isinstance(wanted, str):
        return
    # It takes longer to import than a report takes to lint, and few files need it.
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        if SpecifierSet(wanted).contains(__version__, prereleases=True):
            return
        said = f"needs incidentlint {wanted}, and this is {__version__}"
    except InvalidSpecifier:
        said = f'{wanted!r} names no versions; write ">={__version__}", or "=={__version__}" for exactly this one'
    line, column = place_of(text, (*at, _VERSION), value=True)
    raise FileError(shown, line, f"{_VERSION}: {said}", column)


def _extended(layer: Layer, given: str) -> str:
    """The file that `extend` names: a path, or an installed package."""
    path = os.path.join(os.path.dirname(layer.path), os.path.expanduser(given))
    if is_file(path):
        return os.path.normpath(path)
    if given.endswith(".toml") or not re.fullmatch(r"[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*", given):
        what = "it is a folder" if is_dir(path) else "there is no such file"
        raise layer.fail(("extend",), f"extend: {given!r}: {what}")
    found = _in_package(given)
    if not found:
        raise layer.fail(
            ("extend",),
            f"extend: {given!r} is neither a file nor an installed package with an {CONFIGURATION_FILES[1]}",
        )
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
        path = os.path.abspath(os.path.join(folder, *rest, CONFIGURATION_FILES[1]))
        if is_file(path):
            return path
    return ""


def _check(layer: Layer) -> None:
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


def _each(value: str | tuple[str, ...], steps: Steps) -> Iterator[tuple[str, Steps]]:
    if isinstance(value, str):
        yield value, steps
    else:
        yield from ((item, (*steps, number)) for number, item in enumerate(value))


def _check_glob(layer: Layer, glob: str, steps: Steps, *, value: bool = True) -> None:
    try:
        read_glob(glob)
    except ValueError as error:
        raise layer.fail(steps, f"{steps[0]}: {glob!r}: {error}", value=value) from None


def _check_pack(layer: Layer, given: str, steps: Steps) -> None:
    if not given or not pack_path(layer, given):
        raise layer.fail(steps, f"{steps[0]}: no such pack, folder or template {given!r}; {pack_hint(given)}")


def pack_path(layer: Layer, given: str) -> str:
    """What a configuration's pack is loaded by: a built-in name, or the path of its folder or template; else empty."""
    if given in built_in_packs():
        return given
    path = os.path.normpath(os.path.join(os.path.dirname(layer.path), os.path.expanduser(given)))
    if is_there(path):
        return path
    found = find_pack(given, Path(os.path.dirname(layer.path)))
    return os.path.abspath(found) if found else ""
