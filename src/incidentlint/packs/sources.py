"""Where a pack's keys come from: its own ``pack.toml``, and those of the packs that it extends.

A key that a pack gives wins over the same key of the pack that it extends. What is wrong is reported with the file that
says it, whichever of them that is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from incidentlint.about import data_folder
from incidentlint.near import hint
from incidentlint.packs.installed import NO_FOLDER, installed_folder, installed_packs
from incidentlint.packs.pack_file import PackFile
from incidentlint.regular import expanded, is_dir, is_file
from incidentlint.snapshot import kept
from incidentlint.toml_file import FileError, Steps, convert, place_of, read_toml

_OWN = ("name", "description", "extends", "template", "templates", "generic")
"""The keys that are not merged: a pack has its own name and purpose, and what it takes its template from
is decided as a whole.
"""


class Source(msgspec.Struct, frozen=True):
    """One ``pack.toml``: where it is, its text, its data and their typed form."""

    folder: Path
    shown: str
    text: str
    data: dict[str, Any]
    file: PackFile


class Sources(msgspec.Struct, frozen=True):
    """The pack files that a pack is made of: its own first, then the one that it extends, and so on; one at least."""

    chain: tuple[Source, ...]

    @property
    def own(self) -> Source:
        """The pack's own file."""
        return self.chain[0]

    def holder(self, at: Steps) -> int:
        """The number of the file that says the key `at`, or the nearest key above it: 0 is the pack's own."""
        for depth in range(len(at), 0, -1):
            for number, source in enumerate(self.chain):
                if _has(source.data, at[:depth]):
                    return number
        return 0

    def error(self, at: Steps, message: str, *, value: bool = False) -> FileError:
        """The error at a key of the file that says it, or at its `value`."""
        number = self.holder(at)
        source = self.chain[number]
        line, column = place_of(source.text, at, value=value)
        heir = f" (inherited by {self.own.shown})" if number else ""
        return FileError(source.shown, line, f"{message}{heir}", column)


def _has(data: Any, at: Steps) -> bool:
    for step in at:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def read_sources(folder: Path) -> Sources:
    """The pack file in a folder and those that it builds on. Raises `FileError`."""
    chain: list[Source] = []
    seen: list[Path] = []
    while True:
        path = folder / "pack.toml"
        shown = str(path)
        data, text = read_toml(path, shown)
        file = convert(data, PackFile, text, shown)
        source = Source(folder, shown, text, data, file)
        chain.append(source)
        seen.append(path.resolve())
        if not file.extends:
            return Sources(tuple(chain))
        found = find_pack(file.extends, folder)
        at = place_of(text, ("extends",), value=True)
        if found is None:
            raise FileError(
                shown, at[0], f"extends: no such pack or folder {file.extends!r}; {pack_hint(file.extends)}", at[1]
            )
        if not is_file(found / "pack.toml"):
            raise FileError(shown, at[0], f"extends: there is no pack.toml in {file.extends!r}", at[1])
        folder = found
        target = (folder / "pack.toml").resolve()
        if target in seen:
            names = [other.shown for other in chain[seen.index(target) :]]
            circle = " extends ".join([*names, names[0]])
            raise FileError(shown, at[0], f"extends: is circular: {circle}", at[1])


@cache
def built_in_packs() -> tuple[str, ...]:
    """The names of the packs that the package brings."""
    return kept("packs", lambda: tuple(sorted(path.parent.name for path in data_folder().glob("*/pack.toml"))))


def find_pack(given: str, base: Path) -> Path | None:
    """The folder of a pack that is named: a built-in one, a folder relative to `base`, or one of a Python package."""
    if given in built_in_packs():
        return data_folder() / given
    path = joined(base, given)
    if is_dir(path):
        return path
    if path.name == "pack.toml" and is_file(path):
        return path.parent
    return installed_folder(given)


def pack_hint(given: str) -> str:
    """What to say to somebody who named a pack that is not there."""
    if given in installed_packs():
        return NO_FOLDER
    names = (*built_in_packs(), *installed_packs())
    return hint(given, names, list_all=True).removeprefix("; ")


def joined(folder: Path, given: str) -> Path:
    """A path relative to a folder, without ``..`` where it can be done."""
    path = folder / expanded(given)
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts and parts[-1] not in ("..", path.anchor):
            parts.pop()
        else:
            parts.append(part)
    return Path(*parts)


def merged(sources: Sources, reach: int, *, generic: bool) -> PackFile:
    """What the pack files say together: tables key by key, the options of a node one by one, all else as a whole.

    `reach` is the number of the file that the template comes from: further templates of those after it go with
    theirs.
    """
    data: dict[str, Any] = {}
    for source in reversed(sources.chain):
        data = _over(data, {key: value for key, value in source.data.items() if key not in _OWN})
    own = ("name", "description", "extends", "template")
    data.update({key: sources.own.data[key] for key in own if key in sources.own.data})
    data["templates"] = {name: levels for name, (_, levels) in further_templates(sources, reach).items()}
    data["generic"] = generic
    return convert(data, PackFile, sources.own.text, sources.own.shown)


def further_templates(sources: Sources, reach: int) -> dict[str, tuple[Source, tuple[str, ...]]]:
    """The templates of ``[templates]``, each with the file that names it and the severities that it is for.

    A severity has the template that the nearest file gives it: of those after, templates of others are left.
    """
    found: dict[str, tuple[Source, tuple[str, ...]]] = {}
    for source in sources.chain[: reach + 1]:
        taken = {level for _, levels in found.values() for level in levels}
        for name, levels in source.file.templates.items():
            left = tuple(level for level in levels if level not in taken)
            if name not in found and (left or not levels):
                found[name] = (source, left)
    return found


def _over(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """One file's data over that of the one that it extends."""
    found = dict(under)
    for key, value in over.items():
        before = under.get(key)
        if not isinstance(value, dict) or not isinstance(before, dict):
            found[key] = value
        elif key == "nodes":
            found[key] = {**_less(before, value), **{path: {**before.get(path, {}), **value[path]} for path in value}}
        else:
            found[key] = {**_less(before, value), **value}
    return found


def _less(before: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    # What the pack itself says comes last, so that of two ways to name a node its own holds.
    return {key: item for key, item in before.items() if key not in value}


def rule_folders(sources: Sources) -> Iterator[Path]:
    """The folders with rules of the packs' own, the farthest first."""
    for source in reversed(sources.chain):
        folder = source.folder / "rules"
        if is_dir(folder):
            yield folder
