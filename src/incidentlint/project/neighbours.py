"""What the other files of a project answer about a report: ids of other reports, companions, link targets.

pre-commit hands a hook only a part of the files, so the neighbours of a linted file are read from disk.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

import msgspec

from incidentlint.checks import Neighbours, Stated, Target, link_targets
from incidentlint.engine import Plan, read_file
from incidentlint.findings import Place
from incidentlint.packs import Pack
from incidentlint.project.not_reports import SUFFIXES
from incidentlint.regular import read_regular
from incidentlint.report import Packs, Report
from incidentlint.template import slot_pattern

_NO_WORD = rb"\s|*`'\"()\[\]{}<>,;:!?"

_ID_WORD = re.compile(rb"(?<![^%b])[^%b\d]*+\d[^%b]*+" % (_NO_WORD, _NO_WORD, _NO_WORD))
"""A word with a digit. It is sought from the begin of words only: a long one without a digit is looked through once."""


class _Id(msgspec.Struct, frozen=True):
    """An id that a report states, its pack's family, and where."""

    family: str
    text: str
    place: Place


class Siblings:
    """The other files of a run's projects, each read once."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._words: dict[str, dict[bytes, list[str]]] = {}
        self._ids: dict[tuple[str, Packs], tuple[_Id, ...]] = {}

    def of(self, report: Report, plan: Plan, path: str, shown: str, root: str) -> Neighbours:
        """What the other files answer about a report.

        The packs of the plan say which of them are reports. `path` is the report's file, which need not exist, `shown`
        how users are shown it, `root` its project's root, or empty.
        """
        full = os.path.abspath(path)
        return Neighbours(
            report,
            tuple(self._same_id(report, plan, shown, full, root)),
            tuple(_beside_companion(report, full)),
            {target: _target(target, full, root) for target in link_targets(report) if target and root},
        )

    def ids(self, pack: Pack, folders: Iterable[str], form: re.Pattern[str]) -> dict[str, str]:
        """The ids of a form that the pack's reports below some folders state, each with a file that does."""
        plan = Plan((), (pack,), forced=True)
        found: dict[str, str] = {}
        for folder in dict.fromkeys(map(os.path.realpath, folders)):
            index = self._index(folder)
            files = {path for word in index if form.search(word.decode(errors="replace")) for path in index[word]}
            for path in sorted(files):
                for stated in self._ids_of(path, pack, plan):
                    if form.fullmatch(stated.text):
                        found.setdefault(stated.text, path)
        return found

    def _same_id(self, report: Report, plan: Plan, shown: str, full: str, root: str) -> Iterator[Stated]:
        if not root or not report.id:
            return
        for other in self._mentioning(report.id, report.pack, full, root):
            for stated in self._ids_of(other, report.pack, plan):
                if stated.text == report.id:
                    yield Stated(_beside(shown, full, other), stated.place)

    def _mentioning(self, name: str, pack: Pack, full: str, root: str) -> Iterator[str]:
        """The other Markdown files with an id's text in the pack's folder and in that of the file, below the root."""
        words = _ID_WORD.findall(name.encode())
        if not words:
            return
        folders = [os.path.dirname(full)]
        fixed = slot_pattern(pack.files.folder).fixed_part
        if fixed:
            folders.insert(0, os.path.join(root, fixed))
        seen = {os.path.realpath(full)}
        for folder in folders:
            for path in self._index(folder).get(words[0], ()):
                if path not in seen:
                    seen.add(path)
                    yield path

    def _index(self, folder: str) -> dict[bytes, list[str]]:
        """Which files below a folder have which words that can be ids; each file is read once."""
        folder = os.path.realpath(folder)
        if folder not in self._words:
            found: dict[bytes, list[str]] = {}
            for current, names, files in os.walk(folder):
                names[:] = sorted(name for name in names if not name.startswith(".") and name != "node_modules")
                for file in sorted(files):
                    path = os.path.join(current, file)
                    if file.lower().endswith(SUFFIXES) and _is_within(path, folder):
                        for word in set(_ID_WORD.findall(_read(path))):
                            found.setdefault(word, []).append(path)
            self._words[folder] = found
        return self._words[folder]

    def _ids_of(self, path: str, pack: Pack, plan: Plan) -> Iterator[_Id]:
        """The ids that another file's reports of the same pack state."""
        key = (path, plan.packs)
        if key not in self._ids:
            self._ids[key] = tuple(_stated_ids(path, plan))
        return (stated for stated in self._ids[key] if stated.family == pack.family)


def _stated_ids(path: str, plan: Plan) -> Iterator[_Id]:
    reading = read_file(_read(path), path, plan)
    for report in reading.reports:
        value = report.role_value("id")
        if value is not None and value.ok:
            start, end = report.source.position(value.span.start), report.source.position(value.span.end)
            yield _Id(report.pack.family, value.text, Place(start.line, start.column, end.line, end.column))


def _read(path: str) -> bytes:
    """The bytes of a file; none of one that cannot be read, which is reported where the file itself is linted."""
    try:
        return read_regular(path)
    except OSError:
        return b""


def _is_within(path: str, folder: str) -> bool:
    """Whether a file is no link that leads out of a folder, a real path."""
    return not os.path.islink(path) or os.path.realpath(path).startswith(os.path.join(folder, ""))


def _beside_companion(report: Report, full: str) -> list[str]:
    """The names of the other files in the folder of a report's companion."""
    companion = report.pack.files.companion
    if companion is None:
        return []
    parent = companion.name.rpartition("/")[0]
    try:
        names = os.listdir(os.path.join(os.path.dirname(full), parent))
    except (OSError, ValueError):
        return []
    own = "" if parent else os.path.basename(full)
    return [name for name in names if name != own]


def _target(target: str, full: str, root: str) -> Target:
    """What the file of a link is, which is written in the file at `full`."""
    base = root if target.startswith("/") else os.path.dirname(full)
    path = os.path.normpath(os.path.join(base, target.lstrip("/")))
    if "\0" in path or not path.startswith(os.path.join(root, "")):
        return "there"  # outside of the project nothing is asked, not even whether it is there
    if os.path.exists(path) or os.path.exists(f"{path}.md"):
        return "there"
    outside = target.startswith(("/", "../")) and not os.path.isdir(os.path.dirname(path))
    return "elsewhere" if outside else "missing"


def _beside(shown: str, full: str, other: str) -> str:
    """How the other file is shown: in the way of this one."""
    if os.path.isabs(shown):
        return other
    return os.path.relpath(other, full[: -len(shown)] if full.endswith(shown) else os.getcwd()).replace(os.sep, "/")
