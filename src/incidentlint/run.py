"""Which files are linted, and how they are read: all that touches the file system.

A run never stops at a bad file: what cannot be read, and what the linter itself stumbles over, is noted as a failure
and the next file is linted. What was found so far stays in the `Run` when the user interrupts it.
"""

from __future__ import annotations

import os
import re
import stat
import traceback
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from .diagnostics import Claim, FileResult
from .engine import Plan, check, finish, undecodable
from .siblings import Siblings
from .text import SourceText, UndecodableError

STDIN = "<stdin>"
"""What a text from standard input is called when no name was given for it."""

SUFFIXES = (".md", ".markdown")
SKIPPED_FOLDERS = frozenset(
    {".git", ".hg", ".svn", ".tox", ".venv", "venv", "node_modules", "__pycache__", "site-packages"}
    | {".mypy_cache", ".pytest_cache", ".ruff_cache"}
)
ROOT_MARKS = (".git", "pyproject.toml", "incidentlint.toml", ".incidentlint.toml")
"""What stands in the folder that is a project's root."""


class Target(msgspec.Struct):
    """A file to lint: the path it is opened by and shown as, its real path, whether the user named it himself."""

    path: str
    shown: str
    real: str
    named: bool
    link: bool = False


class Failure(msgspec.Struct, frozen=True):
    """A file that could not be linted: what a user is told, and the traceback of an error of our own."""

    message: str
    trace: str = ""


class Run(msgspec.Struct):
    """What linting gave, file by file; filled while it goes on.

    `results` are those of all files looked at, skipped ones with a claim of no pack. `notes` are for those who ask why
    a file was not found.
    """

    results: list[FileResult] = []
    failures: list[Failure] = []
    notes: list[str] = []


def lint_paths(paths: Sequence[str], plan: Plan, run: Run) -> None:
    """Lint files and folders into `run`."""
    targets = _Search(run).search(paths)
    places = _Places(plan)
    siblings = Siblings(plan)
    for target in targets:
        reason = places.skip_reason(target.path, target.real, forced=plan.forced and target.named)
        if reason:
            run.results.append(FileResult(Claim(target.shown, reason=reason)))
            continue
        try:
            data = _read(target.path)
        except OSError as error:
            run.failures.append(Failure(f"{target.shown}: cannot be read: {_why(error)}"))
            continue
        _lint_bytes(data, target.shown, target.path, places, siblings, run)


def lint_stdin(data: bytes, filename: str, plan: Plan, run: Run) -> None:
    """Lint the bytes of standard input into `run`; `filename` is the file's that they are said to be, or empty."""
    if not filename:
        _lint_bytes(data, STDIN, "", _Places(plan), Siblings(plan), run)
        return
    places = _Places(plan)
    shown = _printable(filename.replace(os.sep, "/"))
    reason = places.skip_reason(filename, os.path.realpath(filename), forced=plan.forced)
    if reason:
        run.results.append(FileResult(Claim(shown, reason=reason)))
    else:
        _lint_bytes(data, shown, filename, places, Siblings(plan), run)


def _lint_bytes(data: bytes, shown: str, path: str, places: _Places, siblings: Siblings, run: Run) -> None:
    """Lint a file's bytes; `path` is where they lie, or are said to lie, empty for nowhere."""
    plan = siblings.plan
    try:
        source = SourceText.decode(data, shown)
    except UndecodableError as error:
        run.results.append(undecodable(shown, error, plan))
        return
    try:
        linted = check(source, shown, plan, location=places.location(path) if path else "")
        if path:
            siblings.add(linted, path, places.root(path))
        run.results.append(finish(linted, plan))
    except Exception as error:
        said = "".join(traceback.format_exception_only(error)).strip()
        message = f"internal error while linting {shown}: {said} (please report it)"
        run.failures.append(Failure(message, traceback.format_exc()))


def _read(path: str) -> bytes:
    """Return the bytes of a file; a device, which may have no end, is an error."""
    with open(path, "rb") as handle:
        mode = os.fstat(handle.fileno()).st_mode
        if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
            raise OSError("it is a device, not a file")
        return handle.read()


def _why(error: OSError) -> str:
    return error.strerror or str(error)


def _printable(path: str) -> str:
    """Return a path as text: bytes of its name that are no UTF-8 as escapes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def shown_path(path: str) -> str:
    """Return the path as users are shown it: below the current folder relative to it, else as given; with slashes."""
    here = os.path.join(os.getcwd(), "")
    full = os.path.abspath(path)
    return _printable((full[len(here) :] if full.startswith(here) else path).replace(os.sep, "/"))


class _Search:
    """The files that paths name, each once, in order."""

    def __init__(self, run: Run) -> None:
        self.run = run

    def search(self, paths: Sequence[str]) -> list[Target]:
        """Return the files, each once; what is not there is noted in the run."""
        found: dict[str, Target] = {}
        targets = [target for path in paths for target in self._targets(path)]
        # A link stands back behind the file itself: it is the file's own name that rules are about.
        files = {target.real for target in targets if not target.link}
        for target in targets:
            if target.link and target.real in files:
                continue
            first = found.setdefault(target.real, target)
            first.named = first.named or target.named
        return list(found.values())

    def _targets(self, path: str) -> Iterator[Target]:
        if os.path.isdir(path):
            yield from self._walk(path)
        elif os.path.lexists(path):
            yield Target(path, shown_path(path), os.path.realpath(path), True, os.path.islink(path))
        else:
            self.run.failures.append(Failure(f"{_printable(path)}: no such file or folder"))

    def _walk(self, folder: str) -> Iterator[Target]:
        """Yield the Markdown files in a folder, depth first in the order of their names.

        Links to folders are not followed.
        """
        stack: list[tuple[str, str, os.DirEntry[str] | None]] = [(folder, os.path.realpath(folder), None)]
        while stack:
            path, real, entry = stack.pop()
            link = entry is not None and entry.is_symlink()
            if entry is None or entry.is_dir(follow_symlinks=False):
                if entry is None or entry.name not in SKIPPED_FOLDERS:
                    stack += [(os.path.join(path, e.name), os.path.join(real, e.name), e) for e in self._entries(path)]
            elif link and os.path.isdir(path):
                self.run.notes.append(f"{shown_path(path)}: not searched: a link to a folder")
            elif path.lower().endswith(SUFFIXES) and (link or entry.is_file()):
                yield Target(path, shown_path(path), os.path.realpath(path) if link else real, False, link)

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        """Return a folder's entries, the last name first: they are taken from the end."""
        try:
            with os.scandir(folder) as entries:
                return sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            self.run.failures.append(Failure(f"{shown_path(folder)}: cannot be searched: {_why(error)}"))
            return []


_WORDS = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z\d])(?=[A-Z])")
_DATED = re.compile(r"(?<!\d)\d{4}-?\d\d-?\d\d(?!\d)")


def _says_template(name: str) -> bool:
    """Whether a file's or folder's name has the word.

    One with a date in it is an incident's: that of an e-mail template, say.
    """
    words = [word.lower() for word in _WORDS.findall(_CAMEL.sub(" ", name))]
    return ("template" in words or "templates" in words) and not _DATED.search(name)


class _Places:
    """Where files lie in their projects, and which of them are no reports by their place."""

    def __init__(self, plan: Plan) -> None:
        self.templates = {os.path.realpath(pack.template) for pack in plan.packs if pack.template}
        self._roots: dict[str, str] = {}

    def location(self, path: str) -> str:
        """Return the path below the project's root, with slashes; empty for a file that lies below none."""
        full = os.path.abspath(path)
        root = self._root(os.path.dirname(full))
        return _printable(os.path.relpath(full, root).replace(os.sep, "/")) if root else ""

    def root(self, path: str) -> str:
        """Return the folder that is the root of a file's project, empty for a file that lies below none."""
        return self._root(os.path.dirname(os.path.abspath(path)))

    def _root(self, folder: str) -> str:
        """Return the nearest folder upward that is a project's root, or empty."""
        passed: list[str] = []
        root = ""
        while folder not in self._roots:
            passed.append(folder)
            if any(os.path.exists(os.path.join(folder, mark)) for mark in ROOT_MARKS):
                root = folder
                break
            parent = os.path.dirname(folder)
            if parent == folder:
                break
            folder = parent
        else:
            root = self._roots[folder]
        self._roots.update(dict.fromkeys(passed, root))
        return root

    def skip_reason(self, path: str, real: str, *, forced: bool) -> str:
        """Why a file is no report whatever it holds, or empty. A `forced` one was named, and a pack for it."""
        if forced:
            return ""
        if real in self.templates:
            return "skipped: the pack's own template"
        parts = self._parts(path)
        stem = parts[-1].split(".")[0].strip("_").lower()
        if stem in ("readme", "index"):
            return f"skipped: a {stem} file" if stem == "readme" else "skipped: an index file"
        if _says_template(os.path.splitext(parts[-1])[0]):
            return "skipped: its name says that it is a template"
        for folder in parts[:-1]:
            if _says_template(folder):
                return f"skipped: it lies in a folder of templates, {_printable(folder)}"
        return ""

    def _parts(self, path: str) -> list[str]:
        """Return the names that say what a file is, the file's own last.

        They are those below the project's root, else below the current folder, else the folder's. Above them a name
        says nothing about the file: a whole project may be called a template.
        """
        full = os.path.abspath(path)
        root = self._root(os.path.dirname(full))
        if not root and full.startswith(os.path.join(os.getcwd(), "")):
            root = os.getcwd()
        if root:
            return os.path.relpath(full, root).split(os.sep)
        return full.split(os.sep)[-2:]


def reports(results: Iterable[FileResult]) -> list[FileResult]:
    """Return the results of the files that a pack claimed."""
    return [result for result in results if result.claim.pack]


__all__ = ["STDIN", "Failure", "Run", "lint_paths", "lint_stdin", "reports", "shown_path"]
