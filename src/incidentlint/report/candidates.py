"""The packs that may claim a file when nobody said which: built-in ones, loaded only for a file that looks like theirs.

Reading a template takes longer than linting a report, and of ten packs nine have nothing to do with it. So a cheap
look at the words of a template, its headings, front-matter keys and labels, goes before: how many has the file?
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from incidentlint.about import data_folder
from incidentlint.markdown import Document, Section
from incidentlint.packs import Pack, built_in_packs
from incidentlint.snapshot import kept
from incidentlint.vocabulary import bare_key, key_of


class Sketch(msgspec.Struct, frozen=True):
    """What a look at a pack shows: the headings, front-matter keys and labels of its template, as bare keys.

    What the pack file makes optional is left out. `aliases` are the other names that it knows. `share` is how much of
    what it requires a claim takes, 0 where the pack file says nothing. `generic` is a pack without a template;
    `templates` are the paths of its templates, `others` the sketches of those after the first.
    """

    headings: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    aliases: frozenset[str] = frozenset()
    share: float = 0.0
    generic: bool = False
    templates: tuple[Path, ...] = ()
    others: tuple[Sketch, ...] = ()

    def resembles(self, headings: frozenset[str], labels: frozenset[str]) -> bool:
        """Whether a file with these headings and labels has enough of the template's for the pack to claim it.

        What a template requires is less than what is in it, which leaves a margin below the share that a claim
        takes: a small one where the pack file names that share, and says what is optional.
        """
        hits = len(self.headings & headings) + len(self.labels & labels) + len(self.aliases & (headings | labels))
        needed = self.share * _MARGIN if self.share else _HALF * _HALF
        if hits >= needed * (len(self.headings) + len(self.labels)):
            return True
        return any(other.resembles(headings, labels) for other in self.others)


_HALF = 0.5
"""How much of what it requires a pack without a share of its own must find."""

_MARGIN = 0.75

_HEADING = re.compile(r"^#{1,6}[ \t]++(.+)$", re.MULTILINE)

_LABEL = re.compile(
    r"^(?:[-*+] (?:\[ \] )?)?\*\*([^*\n]{2,80})\*\*|^\|[ \t]*([^|\n]{2,80}?)[ \t]*\||^([A-Za-z][\w -]{0,40}):",
    re.MULTILINE,
)
"""A template's labels: bold at a line's start, in the first cell of a row, and keys."""

_ANY_LABEL = re.compile(
    r"[\n|*>\])](?:(?<=\n)[ \t]{0,8}[-+][ \t])?[ \t]{0,8}"  # a line's begin, a list item, a cell, bold
    r"([^|*\s:?()\[\]>#][^|*\n:?()\[\]>#]{2,79}+)"
    r"(?=[ \t]{0,200}[:|*?(])"
)
"""Where a report may have a label: in bold, in a cell, or with a colon after it."""

_SLOT = re.compile(r"[\[<{]|YYYY|HH:MM|^[-: ]+$")


@cache
def sketches() -> dict[str, Sketch]:
    """The sketches of the built-in packs, by name."""
    return kept("sketches", lambda: {name: sketch_of(name) for name in built_in_packs()})


def sketch_of(name: str) -> Sketch:
    """The sketch of a built-in pack; one whose template is elsewhere has no words, which every file has enough of."""
    import tomllib

    folder = data_folder() / name
    about = tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))
    if about.get("generic"):
        return Sketch(generic=True)
    templates = sorted(folder.glob("*.md"))
    if folder / "template.md" not in templates:
        return Sketch(templates=tuple(templates))
    main_first = sorted(templates, key=lambda path: path.name != "template.md")
    first, *others = (_sketch(path.read_text(encoding="utf-8"), about) for path in main_first)
    return msgspec.structs.replace(first, templates=tuple(templates), others=tuple(others))


def _sketch(text: str, about: dict[str, Any]) -> Sketch:
    share = about.get("detection", {}).get("share", 0.0)
    optional = {
        bare_key(path.rpartition(" > ")[2])
        for path, node in about.get("nodes", {}).items()
        if share and node.get("required", True) is not True
    }
    labels = ("".join(found) for found in _LABEL.findall(text))
    return Sketch(
        frozenset(bare_key(heading) for heading in _HEADING.findall(text) if not _SLOT.search(heading)) - optional,
        frozenset(bare_key(label) for label in labels if len(label) > 2 and not _SLOT.search(label)) - optional,
        frozenset(bare_key(alias) for names in about.get("aliases", {}).values() for alias in names),
        share,
    )


_LINE_START = re.compile(r"[\s>*_#-]*(?:\d{1,2}[.)]\s+)?")


def line_keys(text: str) -> list[str]:
    """The keys of a text's lines, as if each were a heading: where the Markdown was lost, some of them are."""
    return [key_of(_LINE_START.sub("", line, count=1)) for line in text.split("\n")]


def _title(document: Document, section: Section) -> str:
    """A heading's text; its links and HTML are read only where it has some."""
    raw = section.title.text
    return document.prose(section.title).text if "[" in raw or "<" in raw else raw


class Candidates:
    """The built-in packs, for files that no configuration and no option gives a pack."""

    def __init__(self, names: tuple[str, ...], load: Callable[[str], Pack], words: str = "") -> None:
        """Take the packs' names, and what loads one of them; `words` tells what they are loaded with from others."""
        self.names = names
        self.load = load
        self.words = words

    def __iter__(self) -> Iterator[Pack]:
        """All of them, loaded."""
        return (self.load(name) for name in self.names)

    def of(self, document: Document) -> tuple[Pack, ...]:
        """The packs with a template that a document looks like."""
        text = document.source.text
        labels = frozenset(map(bare_key, _ANY_LABEL.findall(f"\n{text}")))
        headings = frozenset(bare_key(_title(document, section)) for section in document.root.walk() if section.level)
        headings = headings or frozenset(line_keys(text))
        return tuple(
            self.load(name)
            for name in self.names
            if not sketches()[name].generic and sketches()[name].resembles(headings, labels)
        )

    def generic(self) -> Pack | None:
        """The pack for reports of no known template."""
        return next((self.load(name) for name in self.names if sketches()[name].generic), None)

    def templates(self) -> Iterator[Path]:
        """The templates of all packs."""
        return (path for name in self.names for path in sketches()[name].templates)


Packs = tuple[Pack, ...] | Candidates
"""What a file is checked against: packs that were named, or all that there are."""


def templates_of(packs: Packs) -> Iterator[Path]:
    """The templates of packs; none of them is loaded for it."""
    if isinstance(packs, Candidates):
        return packs.templates()
    return (template for pack in packs for template in pack.templates())
