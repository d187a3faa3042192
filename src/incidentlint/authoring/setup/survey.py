"""What is in a repository: its root, its templates, and the files that follow one of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from functools import cache

import msgspec

from incidentlint.markdown import parse
from incidentlint.packs import Pack, load_built_in
from incidentlint.project import (
    Globs,
    Resolver,
    Run,
    Target,
    find_files,
    printable,
    reason_of_name,
    says_template,
    slashed,
    upward,
)
from incidentlint.regular import read_regular
from incidentlint.report import fit, recognise
from incidentlint.text import SourceText, UndecodableError
from incidentlint.vocabulary import RecognitionWords, known_languages, load_lexicon, words_of

_DIGITS = re.compile(r"\d+")

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
    """The root of the repository that an absolute path is in, and by what it was told: ``.git`` or a file's name.

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
                self._sources[path] = SourceText.decode(read_regular(os.path.join(self.root, path)), path)
            except (OSError, UndecodableError):
                self._sources[path] = None
        return self._sources[path]

    def templates(self) -> list[str]:
        """The files that are templates of incident reports by their names, the likeliest first."""
        found = [path for path in self.paths if self._is_template(path)]
        return sorted(found, key=lambda path: (path.startswith(".github/"), path.count("/"), path))

    def _is_template(self, path: str) -> bool:
        if not speaks_of_incidents(path) or path.rpartition("/")[2].lower().startswith("readme"):
            return False
        folder, _, name = path.rpartition("/")
        # A folder of templates holds others too: there, the file's own name says what it is of.
        return _names_template(name) or (is_elsewhere(folder) and speaks_of_incidents(name))

    def reports(self, pack: Pack, template: str = "") -> list[Found]:
        """The files that follow a pack, at least by half of its required sections and fields.

        Templates, files that are called a README or an index, and the pack's own template, which is at `template`
        below the root, are none. Of the generic pack, those that call themselves a post-mortem or incident report.
        """
        required = list(pack.required())
        keys = {node.label.key for node in required} | {node.label.bare for node in required}
        words = [key for key in keys if key]
        template = template or self._below_root(pack)
        own = self.source(template) if template else None
        found = []
        for path in self.paths:
            if path == template or _is_none(path):
                continue
            source = self.source(path)
            if source is None or (own is not None and source.text == own.text):
                continue
            if pack.policy.templated and not _mentions(source.text, words, len(required)):
                continue
            score = self._follows(path, source, pack)
            if score:
                found.append(score)
        return found

    def counted(self, found: Sequence[Found], pack: Pack) -> list[Found]:
        """The reports found, each with how many of the required sections and fields of a pack it has now."""
        counts = []
        for report in found:
            source = self.source(report.path) if report.total else None
            hits, total = fit(parse(source), pack, named=True) if source is not None else (report.hits, report.total)
            counts.append(Found(report.path, hits, total))
        return counts

    def _below_root(self, pack: Pack) -> str:
        """Where a pack's own template is below the root; empty where it is elsewhere."""
        path = slashed(os.path.relpath(pack.template, self.root)) if pack.template else ""
        return path if path in self.paths else ""

    def _follows(self, path: str, source: SourceText, pack: Pack) -> Found | None:
        """A file as one that follows a pack, by the recognition that a check has.

        A template that demands little fits too many files: there the file must call itself an incident's, too.
        """
        generic = load_built_in("generic")
        document = parse(source)
        match = recognise(document, (pack, generic) if pack.policy.templated else (pack,), path=path)
        if match.pack is not pack or not match.readable:
            return None
        if not pack.policy.templated:
            return Found(path, 0, 0)
        hits, total = fit(document, pack)
        if total >= _FEW:
            return Found(path, hits, total) if hits >= _FEW else None
        alone = recognise(document, (generic,), path=path)
        return Found(path, hits, total) if alone.readable and hits == total else None

    def of_any_form(self, found: Sequence[Found], pack: Pack) -> list[str]:
        """The files that read like reports and follow no template, beside the reports found; anywhere without any."""
        if not pack.policy.templated:
            return []
        beside = {_numberless(report.path) for report in found}
        generic = load_built_in("generic")
        made = []
        for path in self.others(found):
            near = _numberless(path) in beside if beside else not is_elsewhere(path.rpartition("/")[0])
            source = self.source(path) if near else None
            if source is not None and recognise(parse(source), (generic,), path=path).readable:
                made.append(path)
        return made

    def strays(self, globs: Iterable[str], found: Iterable[Found], pack: Pack) -> list[str]:
        """The files that globs name and that are none of the reports found."""
        paths = {report.path for report in found}
        return [report.path for report in self.named(globs, pack) if report.path not in paths]

    def named(self, globs: Iterable[str], pack: Pack) -> list[Found]:
        """The files that globs name, whatever they hold. Raises `ValueError` for a glob that is wrong."""
        read = Globs(tuple(globs), slashed(self.root))
        read.globs  # noqa: B018 (an error in a glob is told though there be no file)
        root = slashed(self.root).rstrip("/")
        found = []
        for path in self.paths:
            if not _is_none(path) and read.covering(f"{root}/{path}"):
                source = self.source(path)
                hits, total = (0, 0) if source is None or not pack.policy.templated else fit(parse(source), pack)
                found.append(Found(path, hits, total))
        return found

    def others(self, found: Iterable[Found]) -> list[str]:
        """The files that are none of the reports found, and would be taken for reports by a glob that names them."""
        return self.others_than(report.path for report in found)

    def others_than(self, paths: Iterable[str]) -> list[str]:
        """The files that might be reports by their names, without those of some paths."""
        known = frozenset(paths)
        return [path for path in self.paths if path not in known and not _is_none(path)]

    def has_folder(self, folder: str) -> bool:
        """Whether a folder below the root is there; none is called nothing."""
        return bool(folder) and os.path.isdir(os.path.join(self.root, folder))

    def likely_folder(self, template: str) -> str:
        """Where reports may be that are still to be written, a folder that is there; empty when no name tells.

        That is the template's own, unless it is one of templates or holds other things.
        """
        folder = template.rpartition("/")[0]
        if folder and _holds_reports(folder) and not is_elsewhere(folder):
            return folder
        there = {path.rpartition("/")[0] for path in self.paths}
        named = [path for path in there if _holds_reports(path) and not is_elsewhere(path)]
        for guess in (*GUESSES, *sorted(named)):
            if guess in there or self.has_folder(guess):
                return guess
        return ""


@cache
def _recognition() -> RecognitionWords:
    """The names of files and folders, of all languages: nobody has said yet which one is spoken here."""
    return load_lexicon(known_languages()).recognition


def _holds_reports(folder: str) -> bool:
    """Whether a folder's own name says that reports are in it."""
    return words_of(folder.rpartition("/")[2]) in _recognition().folders


_SHORT = 3
"""A name that is no longer may be in any other word: rca."""


def speaks_of_incidents(path: str) -> bool:
    """Whether a path names incidents or what is written of them."""
    said = words_of(path)
    glued = said.replace(" ", "")
    names = _recognition().folders
    return any(name.replace(" ", "") in glued if len(name) > _SHORT else name in said.split() for name in names)


def _numberless(path: str) -> str:
    """A path's folder without its digits: reports of all years are in one."""
    return _DIGITS.sub("0", path.rpartition("/")[0])


def is_elsewhere(folder: str) -> bool:
    """Whether a folder holds templates or settings, not reports."""
    return folder.startswith(".") or any(map(_names_template, folder.split("/")))


def _names_template(name: str) -> bool:
    """Whether a file's or a folder's name is that of a template, or of several, in any language."""
    said = f" {words_of(name.partition('.')[0] or name)} "
    return says_template(name) or any(f" {word} " in said for word in _recognition().templates)


def _is_none(path: str) -> bool:
    """Whether a file is no report by its name."""
    return bool(reason_of_name(path.split("/"))) or _names_template(path.rpartition("/")[2])


def _mentions(text: str, keys: list[str], total: int) -> bool:
    """Whether enough of the labels occur in a text at all: files that cannot fit are not parsed."""
    folded = text.casefold()
    return sum(1 for key in keys if key in folded) * 3 >= total
