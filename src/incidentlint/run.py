"""Which files are linted, and how they are read: all that touches the file system.

A run never stops at a bad file: what cannot be read, and what the linter itself stumbles over, is noted as a failure
and the next file is linted. What was found so far stays in the `Run` when the user interrupts it.
"""

from __future__ import annotations

import os
import re
import stat
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from .candidates import templates_of
from .config import EXCLUDE, NAMES, Choice, Resolver, Settings, printable, shown_path, slashed
from .diagnostics import LEVELS, Claim, FileResult, Level
from .engine import STDIN, check, finish, undecodable
from .gitignore import GitIgnore
from .globs import Glob, Globs, names_files
from .locate import FileError
from .siblings import SUFFIXES, Siblings
from .text import SourceText, UndecodableError

ROOT_MARKS = (".git", *NAMES)
"""What stands in the folder that is a project's root."""

Progress = Callable[[int, int], None]
"""Told how many of how many files are linted."""


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
    a file was not found. `failing` says that something was found that is grave enough for its file's configuration.
    """

    results: list[FileResult] = []
    failures: list[Failure] = []
    notes: list[str] = []
    failing: bool = False

    def fail(self, message: str) -> None:
        """Note a failure, once."""
        if all(failure.message != message for failure in self.failures):
            self.failures.append(Failure(message))

    def add(self, result: FileResult, fail_on: Level) -> None:
        """Note a file's result."""
        self.results.append(result)
        grave = LEVELS[: LEVELS.index(fail_on) + 1]
        self.failing = self.failing or any(diagnostic.level in grave for diagnostic in result.diagnostics)


def lint_paths(
    paths: Sequence[str], resolver: Resolver, run: Run, *, force_exclude: bool = False, progress: Progress | None = None
) -> None:
    """Lint files and folders into `run`.

    Raises `UnknownRuleError` and `FileError` as `Resolver.check_names` does.
    """
    targets = _Search(run, resolver, force_exclude=force_exclude).search(paths)
    folders = dict.fromkeys(os.path.dirname(os.path.abspath(target.path)) for target in targets)
    resolver.check_names(folders or (os.getcwd(),))
    linter = _Linter(resolver, run)
    for number, target in enumerate(targets):
        if progress:
            progress(number, len(targets))
        linter.lint(target.path, target.shown, target.real, named=target.named)


def lint_stdin(data: bytes, filename: str, resolver: Resolver, run: Run, *, force_exclude: bool = False) -> None:
    """Lint the bytes of standard input into `run`; `filename` is the file's that they are said to be, or empty.

    Raises `UnknownRuleError` and `FileError` as `Resolver.check_names` does.
    """
    resolver.check_names((os.path.dirname(os.path.abspath(filename or STDIN)),))
    linter = _Linter(resolver, run)
    if filename and force_exclude and _Search(run, resolver, force_exclude=True).is_excluded(filename):
        run.notes.append(f"{shown_path(filename)}: not linted: the configuration excludes it")
    elif filename:
        shown = printable(slashed(filename))
        linter.lint(filename, shown, os.path.realpath(filename), named=True, data=data)
    else:
        linter.lint("", STDIN, "", named=True, data=data)


def find_files(paths: Sequence[str], resolver: Resolver, run: Run) -> list[Target]:
    """The files that would be looked at, each once: all Markdown files that are neither excluded nor ignored by git.

    What cannot be searched is noted in `run`.
    """
    return _Search(run, resolver).search(paths)


def reason_of_name(parts: Sequence[str]) -> str:
    """Why a file is no report by its name or the folders that it lies in, or empty; `parts` are those of its path."""
    kind = _kind(parts[-1])
    if kind:
        return kind
    folder = next((folder for folder in parts[:-1] if says_template(folder)), "")
    return f"it lies in a folder of templates, {printable(folder)}" if folder else ""


class _Linter:
    """Lints one file after the other."""

    def __init__(self, resolver: Resolver, run: Run) -> None:
        self.resolver = resolver
        self.run = run
        self.places = _Places()
        self.siblings = Siblings()

    def lint(self, path: str, shown: str, real: str, *, named: bool, data: bytes | None = None) -> None:
        """Lint a file, or the bytes that are said to be it; without a path they are nowhere."""
        choice = self.resolver.choice(os.path.abspath(path or STDIN))
        if isinstance(choice, FileError):
            self.run.fail(str(choice))
            return
        reason = self.places.skip_reason(path, real, choice, named=named) if path else ""
        if reason:
            self.run.results.append(FileResult(Claim(shown, reason=reason)))
            return
        try:
            data = _read(path) if data is None else data
        except OSError as error:
            self.run.fail(f"{shown}: cannot be read: {_why(error)}")
            return
        try:
            self.run.add(self._result(data, shown, path, choice), choice.settings.fail_on)
        except Exception as error:
            said = "".join(traceback.format_exception_only(error)).strip()
            message = f"internal error while linting {shown}: {said} (please report it)"
            self.run.failures.append(Failure(message, traceback.format_exc()))

    def _result(self, data: bytes, shown: str, path: str, choice: Choice) -> FileResult:
        try:
            source = SourceText.decode(data, shown)
        except UndecodableError as error:
            return undecodable(shown, error, choice.plan)
        linted = check(source, shown, choice.plan, location=self.places.location(path) if path else "")
        if choice.why:
            linted.claim = msgspec.structs.replace(linted.claim, reason=f"{choice.why}; {linted.claim.reason}")
        if path:
            self.siblings.add(linted, choice.plan, path, self.places.root(path))
        return finish(linted)


def _read(path: str) -> bytes:
    """Return the bytes of a file; a device, which may have no end, is an error."""
    with open(path, "rb") as handle:
        mode = os.fstat(handle.fileno()).st_mode
        if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
            raise OSError("it is a device, not a file")
        return handle.read()


def _why(error: OSError) -> str:
    return error.strerror or str(error)


class _Search:
    """The files that paths name, each once, in order."""

    def __init__(self, run: Run, resolver: Resolver, *, force_exclude: bool = False) -> None:
        self.run = run
        self.resolver = resolver
        self.force_exclude = force_exclude

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

    def is_excluded(self, path: str) -> bool:
        """Whether a configuration excludes a path, or a folder that it lies in."""
        full = os.path.abspath(path)
        folder = os.path.isdir(full)
        while True:
            parent = os.path.dirname(full)
            if parent == full:
                return False
            settings = self.resolver.settings(parent)
            if not isinstance(settings, FileError) and settings.excludes(full, folder=folder):
                return True
            full, folder = parent, True

    def _targets(self, path: str) -> Iterator[Target]:
        if self.force_exclude and os.path.lexists(path) and self.is_excluded(path):
            self.run.notes.append(f"{shown_path(path)}: not linted: the configuration excludes it")
        elif os.path.isdir(path):
            yield from self._walk(path)
        elif os.path.lexists(path):
            yield Target(path, shown_path(path), os.path.realpath(path), True, os.path.islink(path))
        else:
            self.run.fail(f"{printable(path)}: no such file or folder")

    def _walk(self, folder: str) -> Iterator[Target]:
        """Yield the Markdown files in a folder, depth first in the order of their names.

        Links to folders are not followed. What is excluded or ignored by git is left out; the folder itself is not.
        """
        start = os.path.abspath(folder)
        walk = _Walk(self.run, self.resolver, start)
        stack: list[tuple[str, str, str, os.DirEntry[str] | None]] = [(folder, start, os.path.realpath(folder), None)]
        while stack:
            path, full, real, entry = stack.pop()
            link = entry is not None and entry.is_symlink()
            is_folder = entry is None or entry.is_dir(follow_symlinks=False)
            if entry is not None and walk.leaves_out(full, entry, folder=is_folder):
                continue
            if is_folder:
                walk.enter(full)
                stack += [
                    (os.path.join(path, e.name), os.path.join(full, e.name), os.path.join(real, e.name), e)
                    for e in self._entries(path)
                ]
            elif link and os.path.isdir(path):
                self.run.notes.append(f"{shown_path(path)}: not searched: a link to a folder")
            elif (link or (entry and entry.is_file())) and walk.wants(full):
                yield Target(path, shown_path(path), os.path.realpath(path) if link else real, False, link)

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        """Return a folder's entries, the last name first: they are taken from the end."""
        try:
            with os.scandir(folder) as entries:
                return sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            self.run.fail(f"{shown_path(folder)}: cannot be searched: {_why(error)}")
            return []


class _Walk:
    """What is searched below one folder: all but what configurations exclude and git ignores."""

    def __init__(self, run: Run, resolver: Resolver, start: str) -> None:
        self.run = run
        self.resolver = resolver
        self.start = start
        self.default = Settings()
        self.default.exclude = (Globs(EXCLUDE, slashed(start)),)
        self.ignore: GitIgnore | None = None
        self._inside: dict[int, tuple[Globs, ...]] = {}

    def _settings(self, folder: str) -> Settings:
        """What holds in a folder; below a configuration that is wrong the defaults, to get to those that are not."""
        settings = self.resolver.settings(folder)
        return self.default if isinstance(settings, FileError) else settings

    def enter(self, folder: str) -> None:
        """Note a configuration that is wrong, even where it holds for no file."""
        settings = self.resolver.settings(folder)
        if isinstance(settings, FileError):
            self.run.fail(str(settings))

    def leaves_out(self, path: str, entry: os.DirEntry[str], *, folder: bool) -> bool:
        """Whether an entry is left out. What excludes the very folder that the walk started in does not hold."""
        settings = self._settings(os.path.dirname(path))
        key = id(settings)
        if key not in self._inside:
            # The defaults hold in any folder, those of a file below its own.
            start = slashed(self.start)
            given = settings.exclude if settings.file else (Globs(EXCLUDE, start),)
            self._inside[key] = tuple(globs.without(start) for globs in given)
        shown = slashed(path)
        if any(globs.entry(shown, folder=folder) for globs in self._inside[key]):
            return True
        if not settings.gitignore or entry.name == ".git":
            return False
        if self.ignore is None:
            self.ignore = GitIgnore(self.start)
        return self.ignore.ignores(path, folder=folder)

    def wants(self, path: str) -> bool:
        """Whether a file is Markdown by its name, or is named by a glob of ``[[reports]]``."""
        if path.lower().endswith(SUFFIXES):
            return True
        found = self._settings(os.path.dirname(path)).entry(path)
        return found is not None and names_files(found[1], os.path.basename(path))


_WORDS = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z\d])(?=[A-Z])")
_DATED = re.compile(r"(?<!\d)\d{4}-?\d\d-?\d\d(?!\d)")


def says_template(name: str) -> bool:
    """Whether a file's or folder's name has the word.

    One with a date in it is an incident's: that of an e-mail template, say.
    """
    words = [word.lower() for word in _WORDS.findall(_CAMEL.sub(" ", name))]
    return ("template" in words or "templates" in words) and not _DATED.search(name)


def _kind(name: str) -> str:
    """What a file is by its name, if that is no report."""
    stem = name.partition(".")[0].strip("_").lower()
    if stem in ("readme", "index"):
        return "a readme file" if stem == "readme" else "an index file"
    return "its name says that it is a template" if says_template(os.path.splitext(name)[0]) else ""


def _names(glob: Glob | None, folder: str) -> bool:
    """Whether a glob spells out the name of a folder."""
    return glob is not None and folder in glob.parts


def project_root(path: str) -> str:
    """Return the folder that is the root of the project that a file lies in or would lie in; empty without one."""
    return _Places().root(path)


class _Places:
    """Where files lie in their projects, and which of them are no reports by their place."""

    def __init__(self) -> None:
        self._roots: dict[str, str] = {}

    def location(self, path: str) -> str:
        """Return the path below the project's root, with slashes; empty for a file that lies below none."""
        full = os.path.abspath(path)
        root = self._root(os.path.dirname(full))
        return printable(slashed(os.path.relpath(full, root))) if root else ""

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

    def skip_reason(self, path: str, real: str, choice: Choice, *, named: bool) -> str:
        """Why a file is no report whatever it holds, or empty.

        A file that was named, with a pack for it, is one. So is one that a glob of ``[[reports]]`` means by the very
        thing that would make us skip it: ``docs/*.md`` does not mean ``docs/README.md``, ``docs/README*.md`` does.
        """
        glob = choice.glob
        if choice.plan.forced and named and glob is None:
            return ""
        parts = self._parts(path)
        exactly = glob is not None and glob.last == parts[-1]
        own = real in choice.templates or any(
            os.path.realpath(path) == real for path in templates_of(choice.plan.packs)
        )
        if own and not exactly:
            return "skipped: the pack's own template"
        kind = _kind(parts[-1])
        if kind and not (glob and _kind(glob.last.replace("*", ""))):
            return f"skipped: {kind}"
        for folder in parts[:-1]:
            if says_template(folder) and not _names(glob, folder):
                return f"skipped: it lies in a folder of templates, {printable(folder)}"
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


__all__ = [
    "STDIN", "Failure", "Run", "Target", "find_files", "lint_paths", "lint_stdin", "project_root", "reason_of_name",
    "reports", "says_template", "shown_path",
]  # fmt: skip
