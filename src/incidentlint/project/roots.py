"""Where projects begin, and where files are in them."""

from __future__ import annotations

import os
from pathlib import Path

from incidentlint.project.config_schema import CONFIGURATION_FILES
from incidentlint.project.globs import Glob
from incidentlint.project.not_reports import kind_of_name, says_template
from incidentlint.project.paths import Nearest, printable, slashed
from incidentlint.project.resolver import Choice
from incidentlint.regular import is_there
from incidentlint.report import is_bundle, templates_of

ROOT_MARKS = (".git", *CONFIGURATION_FILES)
"""What is in the folder that is a project's root."""


def _names(glob: Glob | None, folder: str) -> bool:
    """Whether a glob spells out the name of a folder."""
    return glob is not None and folder in glob.parts


def _marked(folder: str) -> str:
    """A folder that is a project's root, or empty."""
    return folder if any(is_there(os.path.join(folder, mark)) for mark in ROOT_MARKS) else ""


class Places:
    """Where files are in their projects, and which of them are no reports by their place."""

    def __init__(self) -> None:
        self._root = Nearest(_marked)
        self._real: dict[Path, str] = {}

    def location(self, path: str) -> str:
        """Return the path below the project's root, with slashes; empty for a file that is below none."""
        full = os.path.abspath(path)
        root = self._root(os.path.dirname(full))
        return printable(slashed(os.path.relpath(full, root))) if root else ""

    def root(self, path: str) -> str:
        """Return the folder that is the root of a file's project, empty for a file that is below none."""
        return self._root(os.path.dirname(os.path.abspath(path)))

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
        own = real in choice.templates or any(self._real_of(path) == real for path in templates_of(choice.plan.packs))
        if own and not exactly:
            return "skipped: the pack's own template"
        kind = kind_of_name(parts[-1])
        if len(parts) > 1 and is_bundle(parts[-2]):
            kind = ""  # the page of a page bundle: 2026-05-01-disk-full/index.md
        if kind and not (glob and kind_of_name(glob.last.replace("*", ""))):
            return f"skipped: {kind}"
        for folder in parts[:-1]:
            if says_template(folder) and not _names(glob, folder):
                return f"skipped: it is in a folder of templates, {printable(folder)}"
        return ""

    def _real_of(self, template: Path) -> str:
        """The real path of a template, which is asked for with each file."""
        found = self._real.get(template)
        if found is None:
            found = self._real[template] = os.path.realpath(template)
        return found

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


def project_root(path: str) -> str:
    """Return the folder that is the root of the project that a file is in or would are in; empty without one."""
    return Places().root(path)
