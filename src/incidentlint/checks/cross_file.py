"""Across files: ids that two reports state, companions that are not there, links that lead nowhere.

Pure, like all checks: what the other files answer is a value that is handed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal
from urllib.parse import unquote

import msgspec

from incidentlint.checks.common import because, proses, value_of_cause
from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding, Place, Related
from incidentlint.report import Report
from incidentlint.template import slot_pattern
from incidentlint.text import Span

Target = Literal["there", "missing", "elsewhere"]
"""What a link's file is: there, not there, or in a folder that is not there either.

The last may lead to another repository's tree, as sites are put together: that is only worth a note.
"""


class Stated(msgspec.Struct, frozen=True):
    """Where another report states an id: its file, as users are shown it, and the place in it."""

    path: str
    place: Place


class Neighbours(msgspec.Struct, frozen=True):
    """What the other files of a project answer to a report's questions.

    `same_id` is where other reports state its id. `beside` are the names of the files in the folder of its companion,
    its own left out. `targets` are those of its `link_targets` whose files were looked for.
    """

    report: Report
    same_id: tuple[Stated, ...] = ()
    beside: tuple[str, ...] = ()
    targets: Mapping[str, Target] = {}


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


class _Link(msgspec.Struct, frozen=True):
    """A link inside the project: to a file, or where that is empty to an anchor of the report itself."""

    span: Span
    file: str
    anchor: str
    image: bool


def _links(report: Report) -> Iterator[_Link]:
    for prose in proses(report):
        for mark in prose.marks:
            if mark.kind in ("link", "image") and mark.target and not _SCHEME.match(mark.target):
                target, _, anchor = mark.target.partition("#")
                yield _Link(mark.span, unquote(target.split("?")[0]), anchor, mark.kind == "image")


def link_targets(report: Report) -> tuple[str, ...]:
    """The files that a report's relative links lead to, each once, as they are written; those with slots left out."""
    return tuple(dict.fromkeys(link.file for link in _links(report) if not re.search(r"[<{\[]", link.file)))


def duplicate_id(neighbours: Neighbours, params: NoParams) -> Iterator[Finding]:
    """An id that other reports state: the first of them is named, the others are counted.

    A second document of the same incident states the same: ``2026-02-26-inc-gate.md`` and ``2026-02-26-rca-gate.md``.
    """
    report = neighbours.report
    value = report.role_value("id")
    if value is None or not neighbours.same_id:
        return
    kinds = frozenset(report.lexicon.words.recognition.begins)
    same = [stated for stated in neighbours.same_id if not _are_of_one(report.path, stated.path, kinds)]
    if not same:
        return
    first, *others = same
    related = (Related(value.span, f"{value.text} here", first.path, first.place),)
    more = f" and {len(others)} more {'report' if len(others) == 1 else 'reports'}" if others else ""
    yield Finding(value.span, {"id": value.text, "other": f"{first.path}{more}"}, related)


def _are_of_one(path: str, other: str, kinds: frozenset[str]) -> bool:
    """Whether two files are called alike but for the word that says what kind of document each is."""
    names = [_BETWEEN_WORDS.split(name.rpartition("/")[2].casefold()) for name in (path, other)]
    if len(names[0]) != len(names[1]):
        return False
    apart = [(one, two) for one, two in zip(*names, strict=True) if one != two]
    return len(apart) == 1 and kinds.issuperset(apart[0])


_BETWEEN_WORDS = re.compile(r"[-_. ]")


def companion(neighbours: Neighbours, params: NoParams) -> Iterator[Finding]:
    """A second document that the pack demands beside a report, and that is not there."""
    report = neighbours.report
    wanted = report.pack.files.companion
    if wanted is None or (wanted.when and report.demanded(wanted.when) is not True):
        return
    pattern = slot_pattern(wanted.name.rpartition("/")[2]).regex
    if not any(pattern.fullmatch(name) for name in neighbours.beside):
        why = because(report, wanted.when) if wanted.when else ""
        place = value_of_cause(report, wanted.when) if wanted.when else None
        yield Finding(place or Span(0, 0), {"because": why, "name": wanted.name})


def links(neighbours: Neighbours, params: NoParams) -> Iterator[Finding]:
    """Links to files that are not there, and to anchors that no heading has."""
    report = neighbours.report
    anchors: set[str] | None = None
    for link in _links(report):
        target = neighbours.targets.get(link.file, "there")
        if target != "there":
            yield Finding(
                link.span, {"target": link.file}, variant="file", at_most="info" if target == "elsewhere" else "error"
            )
        elif not link.file and link.anchor and not link.image:
            anchors = _anchors(report) if anchors is None else anchors
            if unquote(link.anchor).casefold() not in anchors:
                yield Finding(link.span, {"target": f"#{link.anchor}"}, variant="anchor")


_NOT_IN_SLUG = re.compile(r"[^\w\- ]")

_HTML_ID = re.compile(r"<[^<>]*?\b(?:id|name)\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)


_ATTRIBUTE_ID = re.compile(r"\{:?[ ]{0,3}#([\w-]{1,100})")
"""An id in the attributes of a heading, as exports of text processors have it: ``## Summary {#summary}``."""


def _anchors(report: Report) -> set[str]:
    """The anchors of a file: GitHub's slugs of its headings, numbered when repeated, and ids in HTML or attributes."""
    found: set[str] = set()
    counts: dict[str, int] = {}
    headings = sorted((*report.outline.titles, *report.outline.walk_sections()), key=lambda node: node.span)
    for node in headings:
        slug = _NOT_IN_SLUG.sub("", node.title.text.strip().casefold()).replace(" ", "-")
        number = counts.get(slug, 0)
        counts[slug] = number + 1
        # GitHub keeps the dash that a leading emoji leaves, other renderers drop it.
        found |= {f"{slug}-{number}" if number else slug, slug.strip("-")}
    for ids in (_HTML_ID, _ATTRIBUTE_ID):
        found |= {match[1].casefold() for match in ids.finditer(report.source.text)}
    return found | {"top"}
