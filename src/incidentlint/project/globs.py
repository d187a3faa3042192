"""Globs: the patterns of ``.gitignore`` files, in configurations too.

Of git's own meaning, entry by entry as in a walk. pathspec, which is made for whole paths, takes the folders of
``*``, ``!*/``, ``!*.md`` for ignored, and takes longer to import than a file to lint.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from functools import cached_property

import msgspec


class Glob(msgspec.Struct, frozen=True):
    """One pattern: what it matches, whether folders only, and whether it takes back what one before it matched."""

    text: str
    regex: re.Pattern[str]
    folders: bool
    negated: bool

    def entry(self, path: str, *, folder: bool) -> bool:
        """Whether it matches this very path; what is in a folder that it matches is not asked."""
        return (folder or not self.folders) and self.regex.match(path) is not None

    @property
    def last(self) -> str:
        """Its last part: what it says of a file's name."""
        return self.text.lstrip("!").rstrip("/").rpartition("/")[2]

    @property
    def parts(self) -> list[str]:
        """What it says of the folders and the name, one by one."""
        return [part for part in self.text.lstrip("!").split("/") if part]


def read_glob(text: str, *, git: bool = False) -> Glob:
    """The glob of a text. Raises `ValueError` that says what is wrong with it.

    What is no mistake to `git`, but one for those who write a configuration, is refused there.
    """
    negated = text.startswith("!")
    pattern = text[1:] if negated else text
    pattern = pattern if git else pattern.removeprefix("./")
    folders = pattern.endswith("/")
    body = pattern.strip("/")
    if not body.strip():
        raise ValueError("matches nothing")
    if ".." in body.split("/") and not git:
        raise ValueError("a glob cannot leave the folder of its file: '..' is not allowed")
    if re.search(r"\\(?:[^\W_]|$)" if not git else r"(?<!\\)(?:\\\\)*\\$", body):
        raise ValueError("folders are separated by '/', not by '\\'" if not git else "nothing is behind '\\'")
    anchored = "/" in pattern.removesuffix("/") or (not git and text.startswith(("./", "!./")))
    try:
        regex = re.compile(_path([*([] if anchored else ["**"]), *body.split("/")]))
    except re.error as error:
        raise ValueError(f"cannot be read: {error.msg}") from None
    return Glob(text, regex, folders, negated)


IS_TEXT = re.compile("[^\0\ud800-\udfff]*")
"""What is text: bytes that are no UTF-8 are read as surrogates, and UTF-16 as UTF-8 has null bytes."""

_ANY_FOLDERS = "(?:[^/]*+/)*?"


def _path(parts: list[str]) -> str:
    """The expression of a whole path. It takes time linear in the path for each part, whatever the parts are.

    What is between two ``**`` may as well be found as early as can be, so nothing of it is tried again.
    """
    groups: list[list[str]] = [[]]
    for part in parts:
        if part == "**":
            groups.append([])
        else:
            groups[-1].append(_segment(part))
    first, *others = groups
    last = others.pop() if others else None
    made = "".join(f"{part}/" for part in first) if last is not None else "/".join(first)
    for group in others:
        if group:
            made += f"(?>{_ANY_FOLDERS}{''.join(f'{part}/' for part in group)})"
    if last is not None:
        made += _ANY_FOLDERS + "/".join(last) if last else "(?s:.+)"
    return rf"{made}\Z"


def _segment(part: str) -> str:
    """The expression of one name: text between stars, each found as early as can be, and the last at the end."""
    first, *others = _between_stars(part)
    if not others:
        return first
    last = others.pop()
    middle = "".join(f"(?>[^/]*?{piece})" for piece in others if piece)
    # The lookahead keeps what `*` takes inside one name; there is one place where that ends.
    return f"(?>{first}{middle}[^/]*{last}(?=/|\\Z))"


def _between_stars(part: str) -> list[str]:
    found = [""]
    index = 0
    while index < len(part):
        char = part[index]
        index += 1
        if char == "*":
            while index < len(part) and part[index] == "*":
                index += 1
            found.append("")
        elif char == "?":
            found[-1] += "[^/]"
        elif char == "\\":
            found[-1] += re.escape(part[index : index + 1])
            index += 1
        elif char == "[":
            close = part.find("]", index + (2 if part[index : index + 1] in ("!", "^") else 1))
            if close < 0:
                raise ValueError("'[' is never closed")
            inner = part[index:close]
            negated = inner[:1] in ("!", "^")
            found[-1] += f"(?!/)[{'^/' if negated else ''}{_class(inner[1:] if negated else inner)}]"
            index = close + 1
        else:
            found[-1] += re.escape(char)
    return found


def _class(inner: str) -> str:
    """The inside of a bracket for `re`: everything but a range's dash stands for itself."""
    inside = re.sub(r"[^\w-]", lambda match: f"\\{match.group()}", inner)
    # Two dashes in a row are a set difference to `re`, perhaps, in a later Python.
    return inside.replace("--", "-\\-")


class Globs:
    """Patterns that are together, relative to a folder: of those that match a path the last decides."""

    def __init__(self, patterns: Iterable[str], base: str) -> None:
        """Take the patterns, which are in order, and the folder: an absolute path with slashes, as all paths here."""
        self.patterns = tuple(patterns)
        self.base = base
        self._start = f"{base.rstrip('/')}/"

    @classmethod
    def of_git(cls, text: str, base: str, wrong: Callable[[int, str], None]) -> Globs:
        """The patterns of a ``.gitignore``; those that match nothing are left out, as git does.

        `wrong` is told the line, from 1, and the fault of each pattern that git does not understand.
        """
        found = []
        for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
            pattern = _without_trailing(line.removesuffix("\r"))
            if pattern.strip("!/ \t") and not pattern.startswith("#"):
                try:
                    found.append(read_glob(pattern, git=True))
                except ValueError as error:
                    wrong(number, f"{pattern!r}: {error}")
                if not IS_TEXT.fullmatch(pattern):
                    wrong(number, "is not UTF-8")
        globs = cls((glob.text for glob in found), base)
        globs.globs = tuple(found)
        return globs

    @cached_property
    def globs(self) -> tuple[Glob, ...]:
        """The patterns, read."""
        return tuple(read_glob(pattern) for pattern in self.patterns)

    @cached_property
    def _names(self) -> frozenset[str] | None:
        """The patterns, when they are names only: a folder is walked with the same dozen names in nearly every run."""
        names = frozenset(self.patterns)
        return None if any(re.search(r"[^\w.-]", name) for name in names) else names

    def below(self, path: str) -> str:
        """A path as it is relative to the folder; empty for one that is outside."""
        return path[len(self._start) :] if path.startswith(self._start) else ""

    def entry(self, path: str, *, folder: bool) -> bool:
        """Whether they match a path itself, as a walk asks that has asked of its parents."""
        if self._names is not None:
            return path.rpartition("/")[2] in self._names and bool(self.below(path))
        return self.decide(path, folder=folder) is True

    def decide(self, path: str, *, folder: bool) -> bool | None:
        """The same, with None where no pattern matches."""
        shown = self.below(path)
        for glob in reversed(self.globs) if shown else ():
            if glob.entry(shown, folder=folder):
                return not glob.negated
        return None

    def covering(self, path: str) -> Glob | None:
        """The glob that decides on a file: it matches its path, or a folder that the file is in."""
        shown = self.below(path)
        if not shown:
            return None
        parts = shown.split("/")
        folders = ["/".join(parts[:end]) for end in range(len(parts) - 1, 0, -1)]
        for glob in reversed(self.globs):
            if glob.entry(shown, folder=False) or any(glob.entry(folder, folder=True) for folder in folders):
                return None if glob.negated else glob
        return None

    def without(self, path: str) -> Globs:
        """The patterns that match neither a path nor a folder above it: those that hold inside it."""
        shown = self.below(path)
        parts = shown.split("/") if shown else []
        above = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
        kept = tuple(
            glob for glob in self.globs if glob.negated or not any(glob.entry(folder, folder=True) for folder in above)
        )
        if len(kept) == len(self.globs):
            return self
        globs = Globs((glob.text for glob in kept), self.base)
        globs.globs = kept
        return globs


def _without_trailing(line: str) -> str:
    """A line without the spaces at its end; one after a backslash stays."""
    left = line.rstrip(" \t")
    return line[: len(left) + 1] if left.endswith("\\") else left


def names_files(glob: Glob, name: str) -> bool:
    """Whether a glob says itself that a file of this name is meant: ``*.txt`` does, ``docs/*`` and ``docs`` do not."""
    return bool(glob.last.strip("*")) and fnmatchcase(name, glob.last)
