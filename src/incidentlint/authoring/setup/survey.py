"""What lies in a repository: its root, its templates, and the files that follow one of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

import msgspec

from incidentlint.markdown import Document, parse
from incidentlint.outline import outline
from incidentlint.packs import Pack
from incidentlint.project import Globs, Resolver, Run, Target, find_files, printable, reason_of_name, slashed, upward
from incidentlint.report import fit, is_post_mortem
from incidentlint.text import SourceText, UndecodableError

_INCIDENTS = re.compile(
    r"post[-_ ]?mortems?|incidents?|incident[-_ ]?(?:reports?|reviews?)|outages?|rcas?", re.IGNORECASE
)

_OF_INCIDENTS = re.compile(r"post[-_ ]?mortem|incident|outage|(?<![a-z])rca(?![a-z])", re.IGNORECASE)

_FEW = 3
"""A template with fewer required nodes than this fits too many files to tell its reports by them alone."""


GUESSES = (
    "docs/postmortems",
    "docs/post-mortems",
    "docs/incidents",
    "docs/incident-reports",
    "postmortems",
    "incidents",
)


class Found(msgspec.Struct, frozen=True):
    """A file that follows a template: its path below the root, with slashes, and how many nodes of how many it has."""

    path: str
    hits: int
    total: int


def find_root(folder: str, resolver: Resolver) -> tuple[str, str]:
    """The root of the repository that an absolute path lies in, and by what it was told: ``.git`` or a file's name.

    That is the nearest folder upward with either; the folder itself, told by nothing, where there is none.
    """
    for here in upward(folder):
        if os.path.exists(os.path.join(here, ".git")):
            return here, ".git"
        file = resolver.file(here)
        if file and os.path.dirname(file) == here:
            return here, os.path.basename(file)
    return folder, ""


class Survey:
    """The Markdown files below a root that are neither excluded nor ignored by git, read when they are asked for."""

    def __init__(self, root: str, resolver: Resolver) -> None:
        """Search the files; an absolute path is taken. What cannot be read is left out: `failures` says what."""
        self.root = root
        run = Run()
        found = [target for target in find_files([root], resolver, run) if not target.link]
        self.paths = {path: target for target in found if (path := self._below(target)) == printable(path)}
        self.failures = [failure.message for failure in run.failures]
        self._sources: dict[str, SourceText | None] = {}

    def _below(self, target: Target) -> str:
        return slashed(os.path.relpath(target.path, self.root))

    def source(self, path: str) -> SourceText | None:
        """The text of a file below the root; None for one that cannot be read."""
        if path not in self._sources:
            try:
                with open(os.path.join(self.root, path), "rb") as file:
                    self._sources[path] = SourceText.decode(file.read(), path)
            except (OSError, UndecodableError):
                self._sources[path] = None
        return self._sources[path]

    def templates(self) -> list[str]:
        """The files that are templates of incident reports by their names, the likeliest first."""
        found = [path for path in self.paths if self._is_template(path)]
        return sorted(found, key=lambda path: (path.startswith(".github/"), path.count("/"), path))

    def _is_template(self, path: str) -> bool:
        if not _OF_INCIDENTS.search(path) or path.rpartition("/")[2].lower().startswith("readme"):
            return False
        reason = reason_of_name(path.split("/"))
        if "template" not in reason:
            return False
        # A folder of templates holds others too: there, the file's own name says what it is of.
        return not reason.startswith(("it is in a folder", "it is among")) or bool(
            _OF_INCIDENTS.search(path.rpartition("/")[2])
        )

    def reports(self, pack: Pack, template: str = "") -> list[Found]:
        """The files that follow a pack, at least by half of its required sections and fields.

        Templates, files that are called a README or an index, and the pack's own template, which lies at `template`
        below the root, are none. Of the generic pack, those that call themselves a post-mortem or incident report.
        """
        required = list(pack.required())
        keys = {node.label.key for node in required} | {node.label.bare for node in required}
        words = [key for key in keys if key]
        own = self.source(template) if template else None
        found = []
        for path in self.paths:
            if path == template or reason_of_name(path.split("/")):
                continue
            source = self.source(path)
            if source is None or (own is not None and source.text == own.text):
                continue
            if not pack.generic and not _mentions(source.text, words, len(required)):
                continue
            score = self._score(parse(source), pack, path)
            if score:
                found.append(score)
        return found

    @staticmethod
    def _score(document: Document, pack: Pack, path: str) -> Found | None:
        hits, total = (0, 0) if pack.generic else fit(document, pack)
        if total >= _FEW:
            return Found(path, hits, total) if hits * 2 >= total and hits >= _FEW else None
        if hits < total:
            return None
        from incidentlint.packs import load_built_in

        generic = load_built_in("generic")
        told = is_post_mortem(document, outline(document, generic.shape.labels()), generic, path)
        return Found(path, hits, total) if told else None

    def named(self, globs: Iterable[str], pack: Pack) -> list[Found]:
        """The files that globs name, whatever they hold. Raises `ValueError` for a glob that is wrong."""
        read = Globs(tuple(globs), slashed(self.root))
        read.globs  # noqa: B018 (an error in a glob is told though there be no file)
        root = slashed(self.root).rstrip("/")
        found = []
        for path in self.paths:
            if not reason_of_name(path.split("/")) and read.covering(f"{root}/{path}"):
                source = self.source(path)
                hits, total = (0, 0) if pack.generic or source is None else fit(parse(source), pack)
                found.append(Found(path, hits, total))
        return found

    def others(self, found: Iterable[Found]) -> list[str]:
        """The files that are none of the reports found, and would be taken for reports by a glob that names them."""
        paths = {report.path for report in found}
        return [path for path in self.paths if path not in paths and not reason_of_name(path.split("/"))]

    def likely_folder(self, template: str) -> str:
        """Where reports may lie that are still to be written, as a path below the root: a guess."""
        folder = template.rpartition("/")[0]
        if folder and _INCIDENTS.fullmatch(folder.rpartition("/")[2]) and not _is_elsewhere(folder):
            return folder
        there = {path.rpartition("/")[0] for path in self.paths}
        named = [path for path in there if _INCIDENTS.fullmatch(path.rpartition("/")[2]) and not _is_elsewhere(path)]
        for guess in (*GUESSES, *sorted(named)):
            if guess in there or os.path.isdir(os.path.join(self.root, guess)):
                return guess
        return GUESSES[0]


def _is_elsewhere(folder: str) -> bool:
    """Whether a folder holds templates or settings, not reports."""
    return folder.startswith(".") or bool(reason_of_name([*folder.split("/"), "report.md"]))


def _mentions(text: str, keys: list[str], total: int) -> bool:
    """Whether enough of the labels occur in a text at all: files that cannot fit are not parsed."""
    folded = text.casefold()
    return sum(1 for key in keys if key in folded) * 3 >= total
