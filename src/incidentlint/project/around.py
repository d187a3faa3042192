"""The folder of a file, read where the file alone does not tell: what the reports beside it look like and repeat."""

from __future__ import annotations

import os
from collections.abc import Sequence

from incidentlint.cache import content_of
from incidentlint.project.not_reports import SUFFIXES, kind_of_name, says_template
from incidentlint.regular import entries_of, is_file, read_regular
from incidentlint.report import Head, head_of, is_bundle
from incidentlint.text import SourceText, UndecodableError
from incidentlint.vocabulary import words_of

_HEADS = 20
"""So many files tell what a folder is of."""
_TEXTS = 60
_LARGEST = 200_000
_FEWEST = 4
"""What is in one of three reports is one writer's habit, or a folder's."""


class Folders:
    """The folders of a run's files, each read once."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._folders: dict[str, Folder] = {}

    def around(self, path: str, root: str) -> Around:
        """What is around a file; `root` is its project's root folder or empty."""
        full = os.path.abspath(path)
        folder, name = os.path.split(full)
        stem = name.partition(".")[0].casefold()
        bundle = name if stem in ("index", "readme") and is_bundle(os.path.basename(folder)) else ""
        if bundle:
            folder = os.path.dirname(folder)
        found = self._folders.setdefault(f"{folder}\0{bundle}", Folder(folder, bundle))
        return Around(found, full, os.path.basename(root))


class Folder:
    """The reports of one folder; with `bundle`, the files of that name in its folders."""

    def __init__(self, path: str, bundle: str) -> None:
        """Take the folder's path; nothing is read yet."""
        self.path = path
        self.bundle = bundle
        self._names: list[str] | None = None
        self._texts: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._heads: dict[str, Head] = {}
        self._digest = ""

    def names(self) -> list[str]:
        """The names of the files that may be reports or templates, sorted."""
        if self._names is None:
            try:
                entries = [entry.name for entry in entries_of(self.path)]
            except OSError:
                entries = []
            if self.bundle:
                bundles = (os.path.join(entry, self.bundle) for entry in entries if is_bundle(entry))
                entries = [entry for entry in bundles if is_file(os.path.join(self.path, entry))]
            self._names = [entry for entry in entries if self.bundle or entry.casefold().endswith(SUFFIXES)]
        return self._names

    def text(self, name: str) -> str:
        """The text of a file, empty for one that is large or cannot be read."""
        if name not in self._texts:
            self._texts[name] = _read(os.path.join(self.path, name))
        return self._texts[name]

    def words(self, name: str) -> str:
        """The text of a file as plain words, between spaces."""
        if name not in self._words:
            self._words[name] = f" {words_of(self.text(name))} "
        return self._words[name]

    def digest(self) -> str:
        """What tells all that is asked of the folder from anything else: the texts that are looked at."""
        if not self._digest:
            names = self.names()
            others = [name for name in names if self.bundle or not kind_of_name(name)][: _TEXTS + 1]
            told = [name for name in names if says_template(os.path.splitext(name)[0])]
            texts = (f"{name}\0{self.text(name)}" for name in (*others, "", *told))
            self._digest = content_of("\0".join(texts).encode("utf-8", "surrogatepass"))
        return self._digest

    def head(self, name: str) -> Head:
        """The head of a file."""
        if name not in self._heads:
            self._heads[name] = head_of(name.replace(os.sep, "/"), self.text(name))
        return self._heads[name]


class Around:
    """What is around one file; see `report.Surroundings`. It notes whether anything of it was asked."""

    def __init__(self, folder: Folder, path: str, root: str) -> None:
        """Take the file's folder and path, and the name of the root."""
        self.folder = folder
        self.path = path
        self.root = root
        self.asked = False

    def _others(self) -> list[str]:
        return [
            name
            for name in self.folder.names()
            if os.path.join(self.folder.path, name) != self.path and (self.folder.bundle or not kind_of_name(name))
        ]

    def heads(self) -> Sequence[Head]:
        """The heads of the first other files of the folder."""
        self.asked = True
        return [self.folder.head(name) for name in self._others()[:_HEADS]]

    def repeated(self, texts: Sequence[str]) -> frozenset[str]:
        """Those of some texts that a template beside the file has, or several reports, but not most."""
        self.asked = True
        templates = [
            self.folder.words(name) for name in self.folder.names() if says_template(os.path.splitext(name)[0])
        ]
        others = [self.folder.words(name) for name in self._others()[:_TEXTS]]
        found = []
        for text in texts:
            count = sum(1 for other in others if f" {text} " in other)
            most = (count + 1) * 2 > len(others) + 1 and len(others) + 1 >= _FEWEST
            told = any(f" {text} " in template for template in templates)
            if not most and (told or (count and len(others) + 1 >= _FEWEST)):
                found.append(text)
        return frozenset(found)


def _read(path: str) -> str:
    try:
        if os.path.getsize(path) > _LARGEST:
            return ""
        return SourceText.decode(read_regular(path), path).text
    except (OSError, UndecodableError):
        return ""
