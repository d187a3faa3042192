"""What a report must be held against outside of itself: ids of other reports, companions, link targets.

The checks that need other files: pre-commit hands a hook only a part of them, so the siblings of a linted file are read
from disk. The only place besides `run.py` that reads files.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

import msgspec

from incidentlint.checks import because, proses, value_of_cause
from incidentlint.engine import Linted, Plan
from incidentlint.findings import Finding, Place, Related
from incidentlint.markdown import parse
from incidentlint.packs import Pack
from incidentlint.project.not_reports import SUFFIXES
from incidentlint.report import Packs, Report, detect, read_report
from incidentlint.template import pattern_regex
from incidentlint.text import SourceText, Span, UndecodableError

_ID_WORD = re.compile(rb"[^\s|*`'\"()\[\]{}<>,;:!?]*\d[^\s|*`'\"()\[\]{}<>,;:!?]*")

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


class _Id(msgspec.Struct, frozen=True):
    """Where another report states its id."""

    text: str
    place: Place


class Siblings:
    """The other files of a run's projects, each read once."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._words: dict[str, dict[bytes, list[str]]] = {}
        self._ids: dict[tuple[str, str, Packs], _Id | None] = {}

    def add(self, linted: Linted, plan: Plan, path: str, root: str) -> None:
        """Add the findings that need other files; `path` is the file's, `root` its project's root or empty.

        The packs of the plan say which files are reports. `linted.path` is the name under which the file is shown. A
        file from standard input need not exist.
        """
        report = linted.report
        if report is None:
            return
        full = os.path.abspath(path)
        found = {
            "IR703": self._duplicate_id(report, plan, linted.path, full, root),
            "IR704": self._companion(report, full),
            "IR705": self._links(report, full, root),
        }
        for code, findings in found.items():
            rule = linted.rule(code)
            if rule:
                linted.add(rule, findings)

    # Ids.

    def ids(self, pack: Pack, folders: Iterable[str], form: re.Pattern[str]) -> dict[str, str]:
        """The ids of a form that the pack's reports below some folders state, each with a file that does."""
        plan = Plan((), (pack,), forced=True)
        found: dict[str, str] = {}
        for folder in dict.fromkeys(map(os.path.realpath, folders)):
            index = self._index(folder)
            files = {path for word in index if form.search(word.decode(errors="replace")) for path in index[word]}
            for path in sorted(files):
                stated = self._id_of(path, pack, plan)
                if stated is not None and form.fullmatch(stated.text):
                    found.setdefault(stated.text, path)
        return found

    def _duplicate_id(self, report: Report, plan: Plan, shown: str, full: str, root: str) -> Iterator[Finding]:
        if not root:
            return
        for bound in report.role("id")[:1]:
            value = bound.value
            if value is None or not value.ok:
                continue
            for other in self._mentioning(value.text, report.pack, full, root):
                theirs = self._id_of(other, report.pack, plan)
                if theirs is not None and theirs.text == value.text:
                    name = _beside(shown, full, other)
                    related = (Related(value.span, f"{value.text} here", name, theirs.place),)
                    yield Finding(value.span, {"id": value.text, "other": name}, related)

    def _mentioning(self, name: str, pack: Pack, full: str, root: str) -> Iterator[str]:
        """The other Markdown files with an id's text in the pack's folder and in that of the file, below the root."""
        words = _ID_WORD.findall(name.encode())
        if not words:
            return
        folders = [os.path.dirname(full)]
        fixed = fixed_part(pack.files.folder)
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
                    if file.lower().endswith(SUFFIXES):
                        path = os.path.join(current, file)
                        for word in set(_ID_WORD.findall(self._read(path))):
                            found.setdefault(word, []).append(path)
            self._words[folder] = found
        return self._words[folder]

    def _read(self, path: str) -> bytes:
        """The bytes of a file; none of one that cannot be read, which is reported where the file itself is linted."""
        try:
            with open(path, "rb") as file:
                return file.read()
        except OSError:
            return b""

    def _id_of(self, path: str, pack: Pack, plan: Plan) -> _Id | None:
        """The id that another file states, if it is a report of the same pack."""
        key = (path, pack.fingerprint, plan.packs)
        if key not in self._ids:
            self._ids[key] = self._parse_id(path, pack, plan)
        return self._ids[key]

    def _parse_id(self, path: str, pack: Pack, plan: Plan) -> _Id | None:
        try:
            source = SourceText.decode(self._read(path), path)
        except UndecodableError:
            return None
        match = detect(parse(source), plan.packs, forced=plan.forced, path=path)
        if (
            match.pack is None
            or match.pack.family != pack.family
            or match.outline is None
            or match.lost
            or match.misfit
        ):
            return None
        report = read_report(match.outline, match.pack)
        value = report.role_value("id")
        if value is None or not value.ok:
            return None
        start, end = source.position(value.span.start), source.position(value.span.end)
        return _Id(value.text, Place(start.line, start.column, end.line, end.column))

    # Companions.

    def _companion(self, report: Report, full: str) -> Iterator[Finding]:
        companion = report.pack.files.companion
        if companion is None or (companion.when and report.demanded(companion.when) is not True):
            return
        folder = os.path.dirname(full)
        parent, _, name = companion.name.rpartition("/")
        pattern = pattern_regex(name)
        try:
            names = os.listdir(os.path.join(folder, parent))
        except OSError:
            names = []
        own = "" if parent else os.path.basename(full)
        if not any(pattern.fullmatch(other) for other in names if other != own):
            why = because(report, companion.when) if companion.when else ""
            place = value_of_cause(report, companion.when) if companion.when else None
            yield Finding(place or Span(0, 0), {"because": why, "name": companion.name})

    # Links.

    def _links(self, report: Report, full: str, root: str) -> Iterator[Finding]:
        anchors: set[str] | None = None
        for prose in proses(report):
            for mark in prose.marks:
                if mark.kind not in ("link", "image") or not mark.target or _SCHEME.match(mark.target):
                    continue
                target, _, anchor = mark.target.partition("#")
                target = unquote(target.split("?")[0])
                if not target:
                    if anchors is None:
                        anchors = _anchors(report)
                    if mark.kind == "link" and anchor and unquote(anchor).casefold() not in anchors:
                        yield Finding(mark.span, {"target": f"#{anchor}"}, variant="anchor")
                    continue
                yield from _file_link(mark.span, target, full, root)


def _file_link(span: Span, target: str, full: str, root: str) -> Iterator[Finding]:
    """A link to a file that is not there.

    One out of the folder, to a folder that is not there either, may lead to another repository's tree, as sites are
    put together: that is only worth a note.
    """
    if not root or re.search(r"[<{\[]", target):
        return
    base = root if target.startswith("/") else os.path.dirname(full)
    path = os.path.normpath(os.path.join(base, target.lstrip("/")))
    if os.path.exists(path) or os.path.exists(f"{path}.md"):
        return
    outside = target.startswith(("/", "../")) and not os.path.isdir(os.path.dirname(path))
    yield Finding(span, {"target": target}, variant="file", weak=outside)


_NOT_IN_SLUG = re.compile(r"[^\w\- ]")

_HTML_ID = re.compile(r"<[^<>]*?\b(?:id|name)\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)


def _anchors(report: Report) -> set[str]:
    """The anchors of a file: GitHub's slugs of its headings, numbered when repeated, and ids in HTML."""
    found: set[str] = set()
    counts: dict[str, int] = {}
    headings = sorted((*report.outline.titles, *report.outline.walk_sections()), key=lambda node: node.span)
    for node in headings:
        slug = _NOT_IN_SLUG.sub("", node.title.text.strip().casefold()).replace(" ", "-")
        number = counts.get(slug, 0)
        counts[slug] = number + 1
        # GitHub keeps the dash that a leading emoji leaves, other renderers drop it.
        found |= {f"{slug}-{number}" if number else slug, slug.strip("-")}
    found |= {match[1].casefold() for match in _HTML_ID.finditer(report.source.text)}
    return found | {"top"}


def fixed_part(pattern: str) -> str:
    """The leading parts of a folder pattern that hold no slot: ``docs/incident-reports`` of one with ``YYYY``."""
    parts = []
    for part in PurePosixPath(pattern).parts:
        if re.search(r"YYYY|MM|DD|[\[<]", part):
            break
        parts.append(part)
    return "/".join(parts)


def _beside(shown: str, full: str, other: str) -> str:
    """How the other file is shown: in the way of this one."""
    if os.path.isabs(shown):
        return other
    return os.path.relpath(other, full[: -len(shown)] if full.endswith(shown) else os.getcwd()).replace(os.sep, "/")
