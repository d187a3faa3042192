"""What is an incident report or a post-mortem, whatever its template: by its path, title, headings and folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from incidentlint.facts import is_index
from incidentlint.grammars import find_dates
from incidentlint.markdown import Document
from incidentlint.outline import FieldNode, Outline, walk
from incidentlint.packs import Pack
from incidentlint.report.surroundings import NOWHERE, Head, Surroundings
from incidentlint.vocabulary import TELLING, RecognitionWords, words_of

_PARTS_ALONE = 4
"""So many different parts of a report, a timeline among them, make one without any name or date."""
_FEW = 3
_SOME = 2
_TOLD = frozenset({"impact", "investigation", "detection", "cause", "resolution", "timeline"})
"""Parts that tell what happened, and no plan has."""


class Named(msgspec.Struct, frozen=True):
    """What a path says: the folders, the name as plain words, and whether it has a date or a number."""

    folders: tuple[str, ...]
    key: str
    dated: bool
    numbered: bool


def read_name(path: str) -> Named:
    """What a file's path says. The name of a page bundle (``2026-05-01-disk-full/index.md``) is its folder's."""
    *folders, name = path.split("/")
    stem = name.partition(".")[0] if not name.startswith(".") else name
    if is_index(stem) and folders and _is_dated(folders[-1]):
        stem = folders.pop()
    number = re.search(r"\d{3,}|^\d{2,}|[a-zA-Z][-_]?\d", stem) is not None
    return Named(tuple(folders), words_of(stem), _is_dated(stem), number)


def _is_dated(name: str) -> bool:
    return bool(find_dates(name.replace("_", "-"), glued=True)) or _MONTH.match(name) is not None


_MONTH = re.compile(r"(?:19|20)\d\d(?:-?(?:0[1-9]|1[0-2])(?!\d)|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d))")


def is_bundle(folder: str) -> bool:
    """Whether a folder's name has a date, as that of a page bundle has: its index is the page."""
    return _is_dated(folder)


def is_post_mortem(document: Document, read: Outline, generic: Pack, path: str, around: Surroundings = NOWHERE) -> str:
    """Why a document is a post-mortem or incident report, by its path, title and headings; empty if it is none."""
    words = generic.lexicon.recognition
    named = read_name(path)
    titles = _titles(document, read)
    telling = TELLING & _roles(read, generic)
    parts = read_parts((section.label.text for section in read.walk_sections()), words) | _labelled(read, words)
    certain = named.dated or named.numbered or len(telling) >= 2 or len(parts) >= _FEW
    about = _has(named.key, words.about) and not certain
    if _is_placed(named, words, around, parts) and not about:
        return f"its path calls it one: {path}"
    if any(_calls(title, words) for title in titles) and (len(telling) >= 2 or ((telling or parts) and not about)):
        return f"its title calls it one: {titles[0]}"
    if named.dated and any(_begins(title, words) for title in titles):
        return f"its title calls it one: {titles[0]}"
    matter = document.front_matter
    if matter and {"severity", "resolved"} <= {entry.key.text for entry in matter.entries}:
        return "its front matter is an incident's"
    told = {*telling, *parts.intersection({"timeline"})}  # `Timeline, UTC`
    if len(told) >= _FEW:
        return f"it has the parts of one: {', '.join(sorted(told))}"
    dated = named.dated or any(find_dates(title) for title in titles)
    if "timeline" in parts and not about and (len(parts) >= _PARTS_ALONE or (dated and len(parts) >= _FEW)):
        return f"it has the parts of one: {', '.join(sorted(parts))}"
    if named.dated and len(parts & _TOLD) >= _SOME and _has_failed(named.key, words) and not about:
        return f"its name says that something failed: {path}"
    if parts and not about and (shared := _like_others(named, read, around, words)):
        return shared
    return ""


def _has_failed(name: str, words: RecognitionWords) -> bool:
    """Whether a name begins or ends with a word by which something failed, its day aside: ``2026-05-19 mail down``."""
    plain = f" {re.sub(r'^[0-9 ]+', '', name)} "
    return any(plain.startswith(f" {word} ") or plain.endswith(f" {word} ") for word in words.failing)


def never_a_report(path: str, words: RecognitionWords) -> str:
    """Why a file is no report whatever it holds: it tells people or their tools what to do. Empty if it may be one."""
    named = read_name(path)
    if named.key in words.never:
        return "its name says that it is for contributors or their tools"
    folder = next((folder for folder in named.folders if folder.casefold() in words.tools), "")
    return f"it is in a folder for tools, {folder}" if folder else ""


def _titles(document: Document, read: Outline) -> list[str]:
    titles = [title.title.text for title in read.titles[:1]]
    matter = document.front_matter
    return titles + ([entry.value.text for entry in matter.entries if entry.key.text == "title"] if matter else [])


def _roles(read: Outline, generic: Pack) -> set[str]:
    """The roles that headings, and labels before the second of them, name."""
    head = (*read.preamble, *(node for section in read.sections[:1] for node in section.children))
    keys = {key for section in read.walk_sections() for key in (section.label.key, section.label.bare)}
    keys |= {node.label.key for node in walk(head) if isinstance(node, FieldNode)}
    return {
        role
        for role, nodes in generic.roles.items()
        if any(key in keys for node in nodes for key in (node.label.key, *node.aliases))
    }


def read_parts(headings: Iterable[str], words: RecognitionWords) -> set[str]:
    """The parts of a report that headings name, with more words around them: ``Timeline (all times UTC)``."""
    keys = [f" {words_of(heading)} " for heading in headings]
    return {name for name, labels in words.parts if any(f" {label} " in key for key in keys for label in labels)}


def _labelled(read: Outline, words: RecognitionWords) -> set[str]:
    """The parts that bold lines over a block name, as headings do elsewhere."""
    leads = {
        words_of(node.label.text)
        for node in walk((*read.preamble, *read.sections))
        if isinstance(node, FieldNode) and node.origin == "lead"
    }
    return {name for name, labels in words.parts if leads.intersection(labels)}


def _is_placed(named: Named, words: RecognitionWords, around: Surroundings, parts: set[str]) -> bool:
    """Whether a file's folder, or its name, says that it is a report."""
    if any(words_of(folder) in words.folders for folder in named.folders):
        return True
    if parts and (_has(named.key, words.names) or words.begins.starts(re.sub(r"^[\d ]+", "", named.key))):
        return True
    # The name of a repository says less: it holds other things as well.
    return words_of(around.root) in words.folders and len(parts) >= 2


def _has(key: str, phrases: Sequence[str]) -> bool:
    return any(f" {phrase} " in f" {key} " for phrase in phrases)


def _calls(title: str, words: RecognitionWords) -> bool:
    return _has(words_of(title), words.titles) or any(word in title for word in words.glued)


def _begins(title: str, words: RecognitionWords) -> bool:
    """Whether a title begins with what it is, as ``Post-mortem of the slow search`` does, and not ``... writing``."""
    key = f"{words_of(title)} "
    return any(key.startswith(f"{name} ") for name in words.titles) and not _has(key, words.about)


def _like_others(named: Named, read: Outline, around: Surroundings, words: RecognitionWords) -> str:
    """Why a file belongs to a folder of reports: named like them, or with the headings that most of them have."""
    heads = around.heads()
    reports = [head for head in heads if _is_report_head(head, words)]
    if len(reports) < 2 or len(reports) * 2 < len(heads):
        return ""
    if (named.dated or named.numbered) and sum(1 for head in reports if _is_numbered(head)) * 2 >= len(reports):
        return f"it is among reports and is named like them: {len(reports)} of {len(heads)} files beside it"
    own = {words_of(section.label.text) for section in read.walk_sections()}
    shared = {heading for heading in own if sum(1 for head in reports if heading in head.headings) * 2 >= len(reports)}
    if len(shared) >= 2:
        return f"it is among reports and has their headings: {', '.join(sorted(shared)[:4])}"
    return ""


def _is_report_head(head: Head, words: RecognitionWords) -> bool:
    parts = read_parts(head.headings, words)
    return len(parts) >= _FEW or ("timeline" in parts and len(parts) >= 2)


def _is_numbered(head: Head) -> bool:
    named = read_name(head.name)
    return named.dated or named.numbered
