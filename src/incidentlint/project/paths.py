"""Paths as globs take them and as users are shown them, and what is upward from a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from incidentlint.regular import from_here, is_there


def slashed(path: str) -> str:
    """A path with slashes, as globs take it."""
    return path.replace(os.sep, "/")


_COMMANDS = ("::", "##")
"""How lines begin that a CI runner takes for commands: GitHub's, and those of Azure Pipelines and TeamCity."""


def printable(path: str) -> str:
    """A path as text: bytes that are no UTF-8 as escapes; it does not begin like a command of a CI runner."""
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return f"./{text}" if text.startswith(_COMMANDS) else text


def shown_path(path: str) -> str:
    """The path as users are shown it: below the current folder relative to it, else as given; with slashes."""
    full = os.path.abspath(path)
    inside = full.startswith(os.path.join(os.getcwd(), ""))
    return printable(slashed(from_here(full) if inside else path))


def upward(folder: str) -> Iterator[str]:
    """Yield a folder, an absolute path, and all folders that it is in, the nearest first."""
    while True:
        yield folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return
        folder = parent


class Nearest:
    """What the nearest folder upward has; each folder is asked once."""

    def __init__(self, ask: Callable[[str], str]) -> None:
        """Take what says what one folder, an absolute path, has: an empty text where it has nothing."""
        self._ask = ask
        self._known: dict[str, str] = {}

    def __call__(self, folder: str) -> str:
        """What the nearest of a folder, an absolute path, and those that it is in has; empty where none has it."""
        passed: list[str] = []
        found = ""
        for here in upward(folder):
            if here in self._known:
                found = self._known[here]
                break
            passed.append(here)
            found = self._ask(here)
            if found:
                break
        self._known.update(dict.fromkeys(passed, found))
        return found


def git_root(folder: str) -> str:
    """The nearest folder upward with ``.git``, where hooks and CI are set up; the folder itself where there is none."""
    return next((here for here in upward(folder) if is_there(os.path.join(here, ".git"))), folder)
