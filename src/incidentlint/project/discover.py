"""Which files to lint: searched in folders, or named."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

import msgspec

from incidentlint.project.files import why
from incidentlint.project.gitignore import GitIgnore
from incidentlint.project.globs import Globs, names_files
from incidentlint.project.not_reports import SUFFIXES
from incidentlint.project.paths import git_root, printable, shown_path, slashed, upward
from incidentlint.project.resolver import Resolver
from incidentlint.project.results import Run
from incidentlint.project.settings import Settings, default_exclude
from incidentlint.regular import entries_of, is_dir, is_there
from incidentlint.toml_file import FileError


class Search:
    """The files that paths name, each once, in order."""

    def __init__(self, run: Run, resolver: Resolver, *, force_exclude: bool = False) -> None:
        self.run = run
        self.resolver = resolver
        self.force_exclude = force_exclude

    def search(self, paths: Sequence[str]) -> list[Target]:
        """Return the files, each once; what is not there is noted in the run."""
        found: dict[str, Target] = {}
        targets = [target for path in paths for target in self._targets(path)]
        # A link is back after the file itself: it is the file's own name that rules are about.
        files = {target.real for target in targets if not target.link}
        for target in targets:
            if target.link and target.real in files:
                continue
            first = found.setdefault(target.real, target)
            first.named = first.named or target.named
        return list(found.values())

    def is_excluded(self, path: str) -> bool:
        """Whether a configuration excludes a path, or a folder that it is in."""
        full = os.path.abspath(path)
        folder = os.path.isdir(full)
        for parent in upward(os.path.dirname(full)):
            settings = self.resolver.settings(parent)
            if not isinstance(settings, FileError) and settings.excludes(full, folder=folder):
                return True
            full, folder = parent, True
        return False

    def _targets(self, path: str) -> Iterator[Target]:
        if self.force_exclude and os.path.lexists(path) and self.is_excluded(path):
            self.run.notes.append(f"{shown_path(path)}: not linted: the configuration excludes it")
        elif is_dir(path):
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
            elif link and not walk.holds(os.path.realpath(path)):
                self.run.notes.append(f"{shown_path(path)}: not linted: a link out of the repository")
            elif (link or (entry and entry.is_file())) and walk.wants(full):
                yield Target(path, shown_path(path), os.path.realpath(path) if link else real, False, link)

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        """Return a folder's entries, the last name first: they are taken from the end."""
        try:
            return entries_of(folder)[::-1]
        except OSError as error:
            self.run.fail(f"{shown_path(folder)}: cannot be searched: {why(error)}")
            return []


def _bounds(folder: str) -> str:
    """The folder that links are followed in: the repository, else the current folder or the one that is searched."""
    if is_there(os.path.join(root := git_root(folder), ".git")):
        return root
    here = os.getcwd()
    return here if os.path.join(folder, "").startswith(os.path.join(here, "")) else folder


class _Walk:
    """What is searched below one folder: all but what configurations exclude and git ignores."""

    def __init__(self, run: Run, resolver: Resolver, start: str) -> None:
        self.run = run
        self.resolver = resolver
        self.start = start
        self.root = os.path.realpath(_bounds(start))
        self.default = Settings(exclude=(default_exclude(start),))
        self.ignore: GitIgnore | None = None
        self._inside: dict[str, tuple[Globs, ...]] = {}

    def holds(self, real: str) -> bool:
        """Whether the real path of a file is in the repository of the folder; see `_bounds`.

        A checkout may hold links to any file of the machine: what they lead to is read only where the user names them.
        """
        return real.startswith(os.path.join(self.root, ""))

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
        key = settings.file
        if key not in self._inside:
            # The defaults hold in any folder, those of a file below its own.
            start = slashed(self.start)
            given = settings.exclude if settings.file else self.default.exclude
            self._inside[key] = tuple(globs.without(start) for globs in given)
        shown = slashed(path)
        if any(globs.entry(shown, folder=folder) for globs in self._inside[key]):
            return True
        if not settings.gitignore or entry.name == ".git":
            return False
        if self.ignore is None:
            self.ignore = GitIgnore(self.start, self.run.fail)
        return self.ignore.ignores(path, folder=folder)

    def wants(self, path: str) -> bool:
        """Whether a file is Markdown by its name, or is named by a glob of ``[[reports]]``."""
        if path.lower().endswith(SUFFIXES):
            return True
        found = self._settings(os.path.dirname(path)).entry(path)
        return found is not None and names_files(found[1], os.path.basename(path))


class Target(msgspec.Struct):
    """A file to lint: the path it is opened by and shown as, its real path, whether the user named it himself."""

    path: str
    shown: str
    real: str
    named: bool
    link: bool = False


def find_files(paths: Sequence[str], resolver: Resolver, run: Run, *, force_exclude: bool = False) -> list[Target]:
    """The files that would be looked at, each once: all Markdown files that are neither excluded nor ignored by git.

    What cannot be searched is noted in `run`.
    """
    return Search(run, resolver, force_exclude=force_exclude).search(paths)
