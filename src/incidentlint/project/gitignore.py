"""What git ignores: ``.gitignore`` files of a repository and its ``.git/info/exclude``, for a walk through a folder."""

from __future__ import annotations

import os

from incidentlint.project.globs import Globs
from incidentlint.regular import is_there, read_regular

_Rules = tuple[Globs, ...]
"""The rules of folders, from the repository's root down."""


class GitIgnore:
    """The rules that hold in the folders below one where a walk starts.

    Who names a folder wants it searched: rules above it that ignore the folder itself do not hold.
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
        self._rules[start] = tuple(globs.without(start.replace(os.sep, "/")) for globs in rules)

    def ignores(self, path: str, *, folder: bool) -> bool:
        """Whether git ignores an entry of a folder that it does not ignore; `path` is absolute."""
        shown = path.replace(os.sep, "/")
        for globs in reversed(self._of(os.path.dirname(path))):
            decided = globs.decide(shown, folder=folder)
            if decided is not None:
                return decided
        return False

    def _of(self, folder: str) -> _Rules:
        """The rules that hold in a folder: those of its parent and its own; in a repository within only its own."""
        rules = self._rules.get(folder)
        if rules is None:
            if is_there(os.path.join(folder, ".git")):
                rules = self._read(folder, os.path.join(_git_folder(folder), "info", "exclude"))
            else:
                rules = self._of(os.path.dirname(folder))
            rules += self._read(folder, os.path.join(folder, ".gitignore"))
            self._rules[folder] = rules
        return rules

    @staticmethod
    def _read(base: str, path: str) -> _Rules:
        try:
            text = read_regular(path).decode("utf-8", "surrogateescape")
        except OSError:
            return ()
        globs = Globs.of_git(text, base.replace(os.sep, "/"))
        return (globs,) if globs.globs else ()


def _repository(folder: str) -> str:
    """The root of the repository that a folder is in, or empty."""
    while not is_there(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return ""
        folder = parent
    return folder


def _git_folder(root: str) -> str:
    """Where a repository keeps what all its work trees share: ``.git`` is a file in a work tree and a submodule."""
    path = os.path.join(root, ".git")
    try:
        word, _, folder = read_regular(path).decode("utf-8", "surrogateescape").strip().partition(": ")
        if word != "gitdir":
            return path
        path = os.path.join(root, folder)
        common = read_regular(os.path.join(path, "commondir")).decode("utf-8", "surrogateescape")
        return os.path.join(path, common.strip())
    except OSError:
        return path
