"""What git ignores: ``.gitignore`` files of a repository and its ``.git/info/exclude``, for a walk through a folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_Rules = tuple[tuple[str, "GitIgnoreSpec"], ...]
"""Folders with the rules in them, from the repository's root down."""


class GitIgnore:
    """The rules that hold in the folders below one where a walk starts.

    Who names a folder wants it searched: rules above it that ignore the folder itself do not hold. pathspec is imported
    only when there is a rule.
    """

    def __init__(self, start: str) -> None:
        """Take the folder, an absolute path."""
        self._rules: dict[str, _Rules] = {start: ()}
        root = _repository(start)
        if not root:
            return
        rules = self._read(root, os.path.join(_git_folder(root), "info", "exclude"))
        folder = root
        for name in ["", *os.path.relpath(start, root).split(os.sep)]:
            folder = os.path.normpath(os.path.join(folder, name))
            if name != ".":
                rules += self._read(folder, os.path.join(folder, ".gitignore"))
        self._rules[start] = _inside(rules, start)

    def ignores(self, path: str, *, folder: bool) -> bool:
        """Whether git ignores an entry of a folder that it does not ignore; `path` is absolute."""
        for base, spec in reversed(self._of(os.path.dirname(path))):
            shown = path[len(os.path.join(base, "")) :].replace(os.sep, "/")
            decided = spec.check_file(f"{shown}/" if folder else shown).include
            if decided is not None:
                return decided
        return False

    def _of(self, folder: str) -> _Rules:
        """The rules that hold in a folder: those of its parent and its own; in a repository within only its own."""
        rules = self._rules.get(folder)
        if rules is None:
            if os.path.exists(os.path.join(folder, ".git")):
                rules = self._read(folder, os.path.join(_git_folder(folder), "info", "exclude"))
            else:
                rules = self._of(os.path.dirname(folder))
            rules += self._read(folder, os.path.join(folder, ".gitignore"))
            self._rules[folder] = rules
        return rules

    @staticmethod
    def _read(base: str, path: str) -> _Rules:
        try:
            with open(path, "rb") as file:
                lines = file.read().decode("utf-8", "surrogateescape").removeprefix("\ufeff").splitlines()
        except OSError:
            return ()
        spec = _spec(lines)
        return ((base, spec),) if spec.patterns else ()


def _spec(lines: list[str]) -> GitIgnoreSpec:
    """The rules of some lines; one that git would not understand is left out, as git does."""
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:
        good = []
        for line in lines:
            try:
                GitIgnoreSpec.from_lines([line])
            except ValueError:
                continue
            good.append(line)
        return GitIgnoreSpec.from_lines(good)


def _inside(rules: _Rules, start: str) -> _Rules:
    """The rules without those that ignore the folder where a walk starts, or one above it."""
    kept: list[tuple[str, GitIgnoreSpec]] = []
    for base, spec in rules:
        shown = os.path.relpath(start, base).replace(os.sep, "/")
        if shown != "." and spec.match_file(f"{shown}/"):
            patterns = [p for p in spec.patterns if not (p.include and type(spec)([p]).match_file(f"{shown}/"))]
            kept.append((base, type(spec)(patterns)))
        else:
            kept.append((base, spec))
    return tuple(kept)


def _repository(folder: str) -> str:
    """The root of the repository that a folder lies in, or empty."""
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return ""
        folder = parent
    return folder


def _git_folder(root: str) -> str:
    """Where a repository keeps what all its work trees share: ``.git`` is a file in a work tree and a submodule."""
    path = os.path.join(root, ".git")
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            word, _, folder = file.read().strip().partition(": ")
        if word != "gitdir":
            return path
        path = os.path.join(root, folder)
        with open(os.path.join(path, "commondir"), encoding="utf-8", errors="surrogateescape") as file:
            return os.path.join(path, file.read().strip())
    except OSError:
        return path


__all__ = ["GitIgnore"]
