"""What the other files of a project answer about a report: ids of other reports, companions, link targets.

pre-commit hands a hook only a part of the files, so the neighbours of a linted file are read from disk.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from typing import Protocol

import msgspec

from incidentlint.checks import Neighbours, Stated, Target, link_targets
from incidentlint.engine import Plan, read_file
from incidentlint.findings import Place
from incidentlint.packs import Pack
from incidentlint.project.id_words import Folder, Words, first_word, read_bytes
from incidentlint.regular import entries_of, is_dir, is_there
from incidentlint.report import Packs, Report
from incidentlint.template import slot_pattern


class Id(msgspec.Struct, frozen=True, array_like=True):
    """An id that a report states, its pack's family, and where."""

    family: str
    text: str
    place: Place


class Store(Protocol):
    """What was read of other files before."""

    def words(self, folder: str) -> Words | None:
        """The words of the files below a folder, as they were kept."""

    def ids(self, path: str, data: bytes, plan: Plan) -> tuple[Id, ...] | None:
        """The ids that a file states, if they were kept for these bytes."""

    def keep_ids(self, path: str, data: bytes, plan: Plan, ids: tuple[Id, ...]) -> None:
        """Keep the ids that a file with these bytes states."""


class Question(msgspec.Struct, frozen=True, array_like=True):
    """What a report asks of the other files: its id, what tells its pack's reports from others and the folder that they
    are in, the folder of its companion below its own (None where it has none), and where its links lead.
    """

    id: str
    family: str
    folder: str
    companion: str | None
    targets: tuple[str, ...]


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """What they answer; see `Neighbours`."""

    same_id: tuple[Stated, ...]
    beside: tuple[str, ...]
    targets: dict[str, Target]

    def about(self, report: Report) -> Neighbours:
        """The answer as checks take it."""
        return Neighbours(report, self.same_id, self.beside, self.targets)


def question_of(report: Report) -> Question:
    """What a report asks."""
    pack = report.pack
    companion = pack.files.companion
    folder = slot_pattern(pack.files.folder).fixed_part
    parent = companion.name.rpartition("/")[0] if companion is not None else None
    return Question(report.id or "", pack.family, folder, parent, tuple(filter(None, link_targets(report))))


class Siblings:
    """The other files of a run's projects, each read once; with a store, only where it knows them otherwise."""

    def __init__(self, store: Store | None = None) -> None:
        """Begin with nothing read."""
        self._store = store
        self._folders: dict[str, Folder] = {}
        self._ids: dict[tuple[str, Packs], tuple[Id, ...]] = {}

    def of(self, report: Report, plan: Plan, path: str, shown: str, root: str) -> Neighbours:
        """What the other files answer about a report; see `answer`."""
        return self.answer(question_of(report), plan, path, shown, root).about(report)

    def answer(self, question: Question, plan: Plan, path: str, shown: str, root: str) -> Answer:
        """What the other files answer to the question of a report.

        The packs of the plan say which of them are reports. `path` is the report's file, which need not exist, `shown`
        how users are shown it, `root` its project's root, or empty.
        """
        full = os.path.abspath(path)
        return Answer(
            tuple(self._same_id(question, plan, shown, full, root)),
            tuple(_beside_companion(question, full)),
            {target: _target(target, full, root) for target in question.targets if root},
        )

    def ids(self, pack: Pack, folders: Iterable[str], form: re.Pattern[str]) -> dict[str, str]:
        """The ids of a form that the pack's reports below some folders state, each with a file that does."""
        plan = Plan((), (pack,), forced=True)
        found: dict[str, str] = {}
        for folder in dict.fromkeys(map(os.path.realpath, folders)):
            files = [path for path, words in self._folder(folder).words() if any(map(form.search, words))]
            for path in sorted(files):
                for stated in self._ids_of(path, pack.family, plan):
                    if form.fullmatch(stated.text):
                        found.setdefault(stated.text, path)
        return found

    def _same_id(self, question: Question, plan: Plan, shown: str, full: str, root: str) -> Iterator[Stated]:
        if not root or not question.id:
            return
        for other in self._mentioning(question, full, root):
            for stated in self._ids_of(other, question.family, plan):
                if stated.text == question.id:
                    yield Stated(_beside(shown, full, other), stated.place)

    def _mentioning(self, question: Question, full: str, root: str) -> Iterator[str]:
        """The other Markdown files with an id's text in the pack's folder and in that of the file, below the root."""
        word = first_word(question.id)
        if not word:
            return
        folders = [os.path.dirname(full)]
        if question.folder:
            folders.insert(0, os.path.join(root, question.folder))
        seen = {os.path.realpath(full)}
        for folder in folders:
            for path in self._folder(folder).mentioning(word):
                if path not in seen:
                    seen.add(path)
                    yield path

    def _folder(self, path: str) -> Folder:
        """The files below a folder."""
        path = os.path.realpath(path)
        if path not in self._folders:
            kept = self._store.words(path) or Words() if self._store is not None else None
            self._folders[path] = Folder(path, kept)
        return self._folders[path]

    def searched(self) -> Iterator[Folder]:
        """The folders whose words were read anew."""
        return (folder for folder in self._folders.values() if folder.changed)

    def _ids_of(self, path: str, family: str, plan: Plan) -> Iterator[Id]:
        """The ids that another file's reports of the same pack state."""
        key = (path, plan.packs)
        if key not in self._ids:
            self._ids[key] = self._stated_ids(path, plan)
        return (stated for stated in self._ids[key] if stated.family == family)

    def _stated_ids(self, path: str, plan: Plan) -> tuple[Id, ...]:
        data = read_bytes(path)
        known = self._store.ids(path, data, plan) if self._store is not None else None
        if known is None:
            known = tuple(_stated_ids(path, data, plan))
            if self._store is not None:
                self._store.keep_ids(path, data, plan, known)
        return known


def _stated_ids(path: str, data: bytes, plan: Plan) -> Iterator[Id]:
    reading = read_file(data, path, plan)
    for report in reading.reports:
        value = report.role_value("id")
        if value is not None and value.ok:
            start, end = report.source.position(value.span.start), report.source.position(value.span.end)
            yield Id(report.pack.family, value.text, Place(start.line, start.column, end.line, end.column))


def _beside_companion(question: Question, full: str) -> list[str]:
    """The names of the other files in the folder of a report's companion."""
    parent = question.companion
    if parent is None:
        return []
    try:
        names = [entry.name for entry in entries_of(os.path.join(os.path.dirname(full), parent))]
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
    if is_there(path) or is_there(f"{path}.md"):
        return "there"
    outside = target.startswith(("/", "../")) and not is_dir(os.path.dirname(path))
    return "elsewhere" if outside else "missing"


def _beside(shown: str, full: str, other: str) -> str:
    """How the other file is shown: in the way of this one."""
    if os.path.isabs(shown):
        return other
    return os.path.relpath(other, full[: -len(shown)] if full.endswith(shown) else os.getcwd()).replace(os.sep, "/")
