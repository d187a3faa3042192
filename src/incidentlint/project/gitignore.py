"""What git ignores: ``.gitignore`` files of a repository and its ``.git/info/exclude``, for a walk through a folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from incidentlint.project.files import why
from incidentlint.project.globs import IS_TEXT, Globs
from incidentlint.project.paths import shown_path
from incidentlint.regular import is_dir, is_there, read_regular
from incidentlint.toml_file import FileError

_Rules = tuple[Globs, ...]
"""The rules of folders, from the repository's root down."""


class GitIgnore:
    """The rules that hold in the folders below one where a walk starts.

    Who names a folder wants it searched: rules above it that ignore the folder itself do not hold.
    """

    def __init__(self, start: str, fail: Callable[[str], None]) -> None:
        """Take the folder, an absolute path, and what is told which file is wrong, and where: the rest of it holds."""
        self._fail = fail
        self._rules: dict[str, _Rules] = {start: ()}
        root = _repository(start)
        if not root:
            return
        rules = self._exclude(root)
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
                rules = self._exclude(folder)
            else:
                rules = self._of(os.path.dirname(folder))
            rules += self._read(folder, os.path.join(folder, ".gitignore"))
            self._rules[folder] = rules
        return rules

    def _read(self, base: str, path: str) -> _Rules:
        wrong = partial(_say, self._fail, path)
        globs = Globs.of_git(_text(path, self._fail), base.replace(os.sep, "/"), wrong)
        return (globs,) if globs.globs else ()

    def _exclude(self, root: str) -> _Rules:
        return self._read(root, os.path.join(_git_folder(root, self._fail), "info", "exclude"))


def _say(fail: Callable[[str], None], path: str, line: int, said: str) -> None:
    """Say what is wrong with a file of git's, at the begin of a line, or with all of it (0)."""
    fail(str(FileError(shown_path(path), line, said, 1)))


def _text(path: str, fail: Callable[[str], None]) -> str:
    """The text of a file of git's; nothing for one that is not there, and for one that cannot be read, which is said.

    Bytes that are no UTF-8 stay what they are: names of files may hold them.
    """
    try:
        return read_regular(path).decode("utf-8", "surrogateescape")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        _say(fail, path, 0, f"cannot be read: {why(error)}")
        return ""


def _repository(folder: str) -> str:
    """The root of the repository that a folder is in, or empty."""
    while not is_there(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return ""
        folder = parent
    return folder


def _git_folder(root: str, fail: Callable[[str], None]) -> str:
    """Where a repository keeps what all its work trees share: ``.git`` is a file in a work tree and a submodule.

    What such a file names need not be there: in a container it often is not.
    """
    path = os.path.join(root, ".git")
    if is_dir(path):
        return path
    text = _text(path, fail).strip()
    word, _, folder = text.partition(": ")
    if word != "gitdir" or not IS_TEXT.fullmatch(folder):
        if text:
            _say(fail, path, 1, "it is neither a repository nor 'gitdir: ' and the path of one")
        return path
    path = os.path.join(root, folder)
    return os.path.join(path, _text(os.path.join(path, "commondir"), fail).strip())
