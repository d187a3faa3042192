"""Sections, items and fields of a report that hold nothing, where others do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from typing import Literal

from incidentlint.grammars import read_stamp
from incidentlint.markdown import Code
from incidentlint.outline import FieldNode, SectionNode, TableNode, TableRow, TextNode, walk
from incidentlint.report.leftovers.units import Group, Unit
from incidentlint.text import SourceText, Span
from incidentlint.vocabulary import LeftoverWords, Lexicon, lead_key, words_of

Empty = tuple[Span, str, str, Literal["empty-section", "empty-entry", "empty-value"]]
"""A place, what is there, whose it is, and what is empty: a section, the one item of it, a label's value."""


def find_empty(groups: Sequence[Group], lexicon: Lexicon, source: SourceText) -> Iterator[Empty]:
    """The sections with nothing below their heading, those that hold an empty item only, and labels with no value."""
    sections = [group for group in groups if group.section is not None]
    filled = [group for group in sections if _says_something(group)]
    told = sum(unit.place == "value" for group in groups if group.section is None for unit in group.units)
    enough = len(filled) + (told >= _SEVERAL) >= _FEW
    counts = _Counts(sections, told)
    columns = frozenset(key for keys in lexicon.columns.values() for key in keys)
    for number, group in enumerate(sections):
        section = group.section
        assert section is not None
        if not section.title.text.strip() and not section.title.marks:
            if filled:
                yield source.line_span(source.line_of(section.heading.start)), "", "", "empty-section"
        elif section.empty and enough:
            following = sections[number + 1].section if number + 1 < len(sections) else None
            if _has_to_be_filled(section, following, counts, lexicon):
                line = source.line_span(source.line_of(section.heading.start))
                yield line, section.label.text, f'"{section.label.text}"', "empty-section"
        elif not group.parts and enough:
            rows = [row for node in section.children if isinstance(node, TableNode) for row in node.rows]
            if rows or not _holds_nothing(section, columns):
                yield from _empty_entry(group, source, rows if _holds_nothing(section, columns) else ())
            else:
                place = next((node.span for node in section.children if isinstance(node, TableNode)), section.heading)
                line = source.line_span(source.line_of(place.start))
                yield line, section.label.text, f'"{section.label.text}"', "empty-section"
    named = {key for keys in lexicon.roles.values() for key in keys}
    known = named | lexicon.leftovers.persons | {*lexicon.columns["reference"]}
    for group in groups:
        yield from _empty_fields(group, known, source)


def _says_something(group: Group) -> bool:
    return any(unit.place not in ("heading", "blank") for unit in group.units) or group.parts


class _Counts:
    """How many sections there are of each level, and how many of them say something; and the same of moments.

    `told` counts the fields before the sections that have their value.
    """

    def __init__(self, sections: Sequence[Group], told: int) -> None:
        self.told = told
        levels = [(group.section.level, _says_something(group)) for group in sections if group.section is not None]
        self.of_level = Counter(level for level, _ in levels)
        self.saying = Counter(level for level, says in levels if says)
        self._sections = sections

    @cached_property
    def moments(self) -> Counter[bool]:
        """Of the headings that are moments, how many say something and how many do not."""
        times = (group for group in self._sections if group.section is not None and _is_moment(group.section))
        return Counter(map(_says_something, times))


_DATED = re.compile(r"\d")
_VALUED = re.compile(r"(?<![0-9])[:：]\s*[^\s(\[]")
"""A heading that has its value behind it."""
_SEVERAL = 3
_FEW = 2
"""So many sections beside it that say something show that an empty one was to be filled in, whatever the others do."""


def _has_to_be_filled(section: SectionNode, following: SectionNode | None, counts: _Counts, lexicon: Lexicon) -> bool:
    """Whether an empty section is one that was forgotten, not a heading that says it all or is over others."""
    words = lexicon.leftovers
    if _VALUED.search(section.title.text):
        return False  # `Incident lead: Ann`
    key = words_of(section.label.text)
    names = (key, words_of(section.label.bare), words_of(lead_key(section.label.text)))
    known = not words.filled.isdisjoint(names) or _is_part(names, lexicon)
    if _is_moment(section) and (following is None or following.level <= section.level):
        return counts.moments.total() > 2 and counts.moments[False] == 1
    doubtful = _DATED.search(section.title.text) or section.title.text.rstrip().endswith(("?", ".", "!"))
    if not key or (doubtful and not known):
        return False
    if following is not None and following.level >= section.level and _stands_over(key, following, words):
        return False
    siblings, said = counts.of_level[section.level], counts.saying[section.level]
    if known and (said >= _FEW or counts.saying.total() >= _SEVERAL or counts.told >= _SEVERAL):
        return True
    if said * 2 < siblings:
        return False  # a list of headings
    if known:
        return True
    inside = following is not None and following.level == section.level
    return inside and len(key.split()) <= 4 and siblings >= 4 and said >= siblings - 1


def _is_part(names: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether a heading names a part of a report, in any language, as the lexicon has them."""
    others = {words_of(heading) for heading in lexicon.words.sections.other}
    return not others.isdisjoint(names) or any(
        not {*headings}.isdisjoint(names) for _, headings in lexicon.recognition.parts
    )


def _is_moment(section: SectionNode) -> bool:
    """Whether a heading is nothing but a time of day, with or without its date: what happened is told below it."""
    text = section.title.text.strip()
    stamp = read_stamp(text)
    return stamp is not None and stamp.time is not None and stamp.end == len(text)


def _stands_over(key: str, following: SectionNode, words: LeftoverWords) -> bool:
    """Whether the next heading of the same level reads like a part of an empty one: times, or the same noun."""
    other = words_of(following.label.text)
    if _DATED.search(following.title.text):
        return True
    mine, theirs = set(key.split()), set(other.split())
    if mine & words.lessons and (theirs & words.parts_of_lessons):
        return True
    return bool(mine & theirs - words.common) and len(theirs) > len(mine)


def _empty_entry(group: Group, source: SourceText, rows: Sequence[TableRow] = ()) -> Iterator[Empty]:
    """An empty item or row as all that a section holds; `rows` are those of a table in which all are."""
    own = [unit for unit in group.units if unit.place != "heading"]
    section = group.section
    assert section is not None
    if not own:
        return
    if rows or all(_is_blank(unit) for unit in own):
        node = own[0].node
        span = node.rows[0].span if isinstance(node, TableNode) and node.rows else node.span
        line = source.line_span(source.line_of(span.start))
        text = source[line]
        low = line.start + len(text) - len(text.lstrip())
        yield (
            Span(low, max(low, line.start + len(text.rstrip()))),
            text.strip(),
            f'"{section.label.text}"',
            "empty-entry",
        )


def _is_blank(unit: Unit) -> bool:
    if unit.place != "blank":
        return unit.place in ("item", "paragraph") and unit.text.strip("[]()") in ("...", "…", "?", "??")
    if isinstance(unit.node, TableNode):
        return True
    return (
        isinstance(unit.node, FieldNode)
        and unit.node.origin == "item"
        and not unit.node.label.key
        and not unit.prose.marks
    )


def _empty_fields(group: Group, known: Set[str], source: SourceText) -> Iterator[Empty]:
    """A label that has no value, among labels that have one; `known` are the labels of what is filled in."""
    fields = [
        unit
        for unit in group.units
        if isinstance(unit.node, FieldNode) and unit.node.origin in ("bold", "plain", "item", "lead")
    ]
    valued = [unit for unit in fields if unit.place == "value"]
    for unit in fields:
        node = unit.node
        if unit.place != "blank" or len(valued) < 2 or not isinstance(node, FieldNode):
            continue
        if node.label.key in known and not node.value.marks and _is_bare(node, source):
            yield node.label.span, node.label.text, f'"{node.label.text}"', "empty-value"


def _is_bare(node: FieldNode, source: SourceText) -> bool:
    """Whether nothing at all comes after a label: no image, no HTML, no list."""
    rest = source.text[node.label.span.end : node.span.end].strip(" *_:：\n\t")
    if rest or any(True for _ in walk(node.children)):
        return False
    line = source.line_span(source.line_of(node.label.span.end))
    return not source.text[node.label.span.end : line.end].strip(" *_:：\t")


def _holds_nothing(section: SectionNode, known: frozenset[str]) -> bool:
    """Whether all that a section holds is the head of a table, or a block of code, without anything in it.

    Of two columns with words of its own the head may be a label and its value.
    """
    if len(section.children) != 1:
        return False
    node = section.children[0]
    if isinstance(node, TextNode):
        return isinstance(node.block, Code) and not node.lines
    if not isinstance(node, TableNode) or any(cell.text.strip() for row in node.rows for cell in row.cells):
        return False
    return len(node.columns) > _FEW or all(column.key in known for column in node.columns)


__all__ = ["Empty", "find_empty"]
