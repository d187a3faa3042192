"""What labels state: milestones, lengths and days, with and without a colon, in lists, tables and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from incidentlint.facts.both_zones import other_zone
from incidentlint.facts.end_names import end_name, end_names, has_arrow, span_names, start_name
from incidentlint.facts.loose import Loose, read_loose
from incidentlint.facts.model import Length
from incidentlint.facts.words import FactWords
from incidentlint.grammars import (
    all_words,
    find_ranges,
    read_duration,
    read_labelled_length,
    read_stamp,
    written_units,
)
from incidentlint.markdown import Prose, prose_slice, unstruck
from incidentlint.outline import FieldNode, ListNode, Node, Outline, SectionNode, TableNode, TextNode, labelled_parts
from incidentlint.text import has_digit
from incidentlint.vocabulary import literal, remembered

_LABELLED = re.compile(
    r"[\s*_`>~–-]{0,6}([^\W\d_][^\n\d:;.!?]{2,40}?(?: \([^()\n\d]{3,60}\))?)[\s*_`:–—-]{1,6}(?=[\[(~]?\d)"
)
_REST = re.compile(r"[\s*_`\])}.]{0,12}(?:$|\n|[(（,;、。※–—-]|\.\s)")
_NOTE = re.compile(r"[\s*_`]{0,6}[(（]([^()（）\n]{1,200})[)）]")
_IN_LABEL = re.compile(r"\(([^()]{0,60})\)?")
_NOTES = re.compile(r"[(（]([^()（）]{1,60})[)）]?")
_CLOCK = re.compile(r"\d{1,3}:[0-5]\d(?::[0-5]\d)?[\s*_`.]{0,9}(?:$|\()")
"""Hours and minutes as all that a value says; those of a short length may be minutes and seconds."""
_SHORT_CLOCK = re.compile(r"00?:[0-5]\d:[0-5]\d[\s*_`.]{0,9}(?:$|\()")
"""Less than an hour to the second, which is no time of day beside a label for a length."""
_LONG_VALUE = 160
_PAIR = 2
_OPEN = re.compile(r"\s*(?:\.{3}|…)\s*$")
"""A head that the labels below it go on with: ``Time to ...``."""
_LEADING = 12
"""Among so many signs at its beginning a value that is a length has a digit."""


class Stated(msgspec.Struct, frozen=True):
    """A label with the text of its value; it may be that of `several` rows.

    `lead` is what the head of its column puts before the label (``Time to ...``), `unit` the label with the head of
    the value's column, which may be a unit (``detect (Minutes)``). `signs` is a label with an arrow as it is written:
    there may be emoji at both of its ends.
    """

    label: str
    value: Prose
    origin: str
    lead: str = ""
    unit: str = ""
    several: bool = False
    signs: str = ""


def labelled(outline: Outline) -> Iterator[Stated]:
    """Every label of the outline with its value: fields, items without a colon, one-row tables, headings as keys.

    What is crossed out is no part of a value.
    """
    heads: dict[Node, TableNode] = {}
    cells: set[Node] = set()
    for node in outline.walk():
        if isinstance(node, TableNode) and not node.pairs and len(node.columns) == _PAIR:
            heads |= dict.fromkeys(node.children, node)
        elif isinstance(node, TableNode) and len(node.rows) > 1:
            cells |= {cell for row in node.children for cell in getattr(row, "children", ())}
        table, several = heads.get(node), node in cells
        for stated in map(_unstruck, _of_field(node) if isinstance(node, FieldNode) else _of_node(node)):
            if several:
                yield msgspec.structs.replace(stated, several=True)
            else:
                yield stated if table is None else _headed(stated, table)


def _headed(stated: Stated, table: TableNode) -> Stated:
    """A row of a table of two columns with what the heads of these say of it."""
    first, last = (column.text.strip() for column in table.columns)
    lead = _OPEN.sub("", first) if _OPEN.search(first) else ""
    return msgspec.structs.replace(stated, lead=lead, unit=f"{stated.label} ({last})") if last else stated


def _unstruck(stated: Stated) -> Stated:
    if not stated.value.marks:  # as most values
        return stated
    text = unstruck(stated.value)
    if text == stated.value.text:
        return stated
    return msgspec.structs.replace(stated, value=msgspec.structs.replace(stated.value, text=text))


def _of_node(node: Node) -> Iterator[Stated]:
    """What a node says that is no field."""
    if isinstance(node, TableNode) and len(node.rows) == 1 and len(node.columns) > 2:
        for label, cell in zip(node.columns, node.rows[0].cells, strict=False):
            if label.text and cell.text.strip():
                yield Stated(label.text, cell, "cell")
    elif isinstance(node, SectionNode) and node.children:
        first = node.children[0]
        if (
            isinstance(first, TextNode)
            and first.lines
            and not first.children
            and len(first.lines[0].text) < _LONG_VALUE
        ):
            yield Stated(node.label.text, first.lines[0], "heading")
        elif isinstance(first, ListNode) and len(first.children) == 1:
            (only,) = first.children
            if only.whole is not None and not only.label.text and len(only.whole.text) < _LONG_VALUE:
                yield Stated(node.label.text, only.whole, "heading")
    elif isinstance(node, TextNode) and not node.children:
        for line in node.lines:
            yield from _of_lines(line)


def _of_field(node: FieldNode) -> Iterator[Stated]:
    if node.tick is not None:
        return
    if node.origin == "item" and node.whole is not None and (parts := labelled_parts(node.whole)):
        yield from (Stated(label, value, node.origin) for label, value in parts if value.text.strip())
    elif node.label.text and node.value.text.strip():
        yield from _of_several(node)
        signs = node.whole.text.removesuffix(node.value.text) if node.whole and has_arrow(node.label.text) else ""
        yield Stated(node.label.text, node.value, node.origin, signs=signs)
    elif node.origin == "row" and node.label.text and (told := _moment_of_row(node)) is not None:
        yield Stated(node.label.text, told, node.origin)
    elif node.whole is not None and not node.label.text and has_digit(node.whole.text):
        match = _LABELLED.match(node.whole.text)
        if match is not None:
            rest = prose_slice(node.whole, match.end(), len(node.whole.text))
            yield Stated(match[1].strip(" *_`"), rest, "item")


def _of_several(node: FieldNode) -> Iterator[Stated]:
    """The labels of two things, with the value of each: ``Duration / Error budget``, ``1 h 25 min / 18 %``."""
    labels, listed = _labels(node.label.text)
    if len(labels) != _PAIR:
        return
    # `Date and duration`: `2026-03-10, 24 minutes`
    values = list(_LISTED.finditer(node.value.text))[-1:] if listed else list(_SEVERAL.finditer(node.value.text))
    if len(values) == 1:
        ends = (0, values[0].start(), values[0].end(), len(node.value.text))
        for label, start, end in zip(labels, ends[::2], ends[1::2], strict=True):
            yield Stated(label, prose_slice(node.value, start, end), node.origin)


@remembered
def _labels(label: str) -> tuple[tuple[str, ...], bool]:
    """The labels that are in one, and whether there is a word between them, and no sign."""
    labels = _SEVERAL.split(label)
    listed = len(labels) == 1
    return tuple(_and().split(label) if listed else labels), listed


_SEVERAL = re.compile(r"\s[/／|]\s")
_LISTED = re.compile(r"\s?[,;·、，]\s?(?=\D{0,3}\d)|\s[–—|/-]\s(?=\D{0,3}\d)")


@remembered
def _and() -> re.Pattern[str]:
    """What is between two labels of one field."""
    words = literal(all_words("and_"))
    return re.compile(rf"\s(?:{words}|[&+])\s|\s?・\s?", re.IGNORECASE)


def _moment_of_row(row: FieldNode) -> Prose | None:
    """The moment in one cell of a row, where no other cell has a number: ``| Start | 14:03 | seen by the till |``.

    A day behind some text is when that is due: ``| Detection | An alert on the queue | 2026-10-16 |``.
    """
    cells = [cell.value for cell in row.children if isinstance(cell, FieldNode) and cell.origin == "cell"]
    told = [cell for cell in cells if any(map(str.isdigit, cell.text))]
    stamp = read_stamp(told[0].text) if len(told) == 1 else None
    if stamp is None or stamp.end < len(told[0].text.rstrip()):
        return None
    due = stamp.time is None and any(len(cell.text.split()) > _PAIR for cell in cells[: cells.index(told[0])])
    return None if due else told[0]


def _of_lines(prose: Prose) -> Iterator[Stated]:
    """Lines of a paragraph that are a label and a moment, all of them."""
    start = 0
    found: list[Stated] = []
    for line in prose.text.split("\n"):
        match = _LABELLED.match(line) if has_digit(line) else None
        if match is None:
            return
        found.append(Stated(match[1].strip(" *_`"), prose_slice(prose, start + match.end(), start + len(line)), "line"))
        start += len(line) + 1
    yield from found


def read_moment(stated: Stated, zones: Mapping[str, str], *, month_first: bool | None) -> tuple[Loose, str] | None:
    """The moment that a value is, whole, with the note in parentheses after it; None where it says something else.

    The same moment in another zone after it belongs to it.
    """
    text = stated.value.text
    found = read_loose(text, zones, month_first=month_first)
    if found is None or len(text) > 4 * _LONG_VALUE:
        return None
    other, end = other_zone(text, found.stamp, zones) if not found.form and found.until is None else (None, found.end)
    rest = text[end if other is not None else found.end :]
    if not _REST.match(rest):
        return None
    note = _NOTE.match(rest)
    return msgspec.structs.replace(found, other=other), note[1] if note else ""


def read_length(
    stated: Stated, words: FactWords, asked: Mapping[int, tuple[str, str]] | None = None
) -> Iterator[Length]:
    """The length that a value begins with, where its label says that it is one, or names both its ends.

    So may its template's slot: `asked` are the names of the ends that slots ask for, by where values begin.
    """
    kind, since, notes = _kind_told(words, stated.lead, stated.label)
    named = _named(stated, words) or (asked or {}).get(stated.value.span.start)
    if not kind and named is None:
        return
    text = stated.value.text
    lead = len(text) - len(text.lstrip(" *_`~"))
    if "~" in text[:lead]:
        lead = text.index("~")
    alone = (_CLOCK if kind == "whole" else _SHORT_CLOCK).match(text, lead) is not None
    duration = read_duration(text[lead:], clock=alone or any(times.start == 0 for times in find_ranges(text[lead:])))
    duration = duration or next(
        (found for name in (stated.unit, stated.label) if (found := read_labelled_length(name, text[lead:]))), None
    )
    if duration is None:
        return
    note = _NOTE.match(text, lead + duration.end)
    rest = text[note.end() if note else lead + duration.end :]
    if not _REST.match(rest) and not note:
        return
    span = stated.value.source(lead + duration.start, lead + duration.end)
    said = duration.qualifier or (note[1] if note and note[0].endswith("）") else "")
    if said and named is not None and named != end_names(said, words):
        named = None  # the value's own note says of what it is
    told = [part for note in notes for part in _PARTS_OF_NOTE.split(note)]
    start = words.role_of(start_name(said, words)) or next(
        (role for part in told if (role := words.role_of(start_name(part, words)))), ""
    )
    excused = (
        since == "other"
        or not kind
        or stated.several
        or (bool(said) and not words.role_of(start_name(said, words)))
        or not all(_is_known(note, kind, words) or _is_start(note, kind, words) for note in notes)
        or bool(re.match(r"\s*\S", rest.strip(" *_`.")))
    )
    since = start or ("" if since == "other" else since)
    yield Length(kind or "whole", stated.label, duration, span, excused=excused, since=since, named=named)


@remembered
def _kind_told(words: FactWords, lead: str, label: str) -> tuple[str, str, tuple[str, ...]]:
    """The kind of length that a label names, the milestone that it counts from, and its notes in parentheses."""
    told = f"{lead} {label}" if lead else label
    kind, since = words.kind_of(told)
    notes = tuple(_IN_LABEL.findall(label))
    if not kind and notes:  # `TTM (time to mitigate, from START)`
        kind, since = words.kind_of(_IN_LABEL.sub(" ", told))
    if not kind and (ends := span_names(_IN_LABEL.sub(" ", told), words)) is not None:
        kind, since = words.kind_between(*ends)
    if not kind and (noun := words.kind_by_noun(_IN_LABEL.sub(" ", told))):  # `Detection delay`
        kind, since = noun, ""
    if not kind and not since:  # `Tempo até mitigação (MTTM)`
        kind = next((known for note in notes if note.isupper() and (known := words.kind_of(note)[0])), "")
    return kind, since, notes


def _named(stated: Stated, words: FactWords) -> tuple[str, str] | None:
    """The names of the ends of a length, in a note of its label or of its value, or as all that its label says.

    Without a note only an arrow tells, or what is behind the name of an end.
    """
    text = stated.value.text[:_LONG_VALUE]
    if not any(map(str.isdigit, text[:_LEADING])):
        return None
    notes = [*_NOTES.findall(stated.signs or stated.label), *_NOTES.findall(text)]
    found = (names for note in notes if (names := end_names(note, words)))
    return next(found, None) or _ends_told(words, stated.label)


@remembered
def _ends_told(words: FactWords, label: str) -> tuple[str, str] | None:
    """The names of the ends of a length by its label alone."""
    if has_arrow(label) and (names := end_names(label, words)):
        return names
    if (span := span_names(label, words)) is not None:
        return span
    last = end_name(label, words)
    return ("", last) if last else None


def _is_start(note: str, kind: str, words: FactWords) -> bool:
    """Whether a note in a label says from when it counts, and nothing that it does not mean: ``TTM, from start``."""
    parts = _PARTS_OF_NOTE.split(note)
    return all(words.role_of(start_name(part, words)) or _is_known(part, kind, words) for part in parts)


_PARTS_OF_NOTE = re.compile(r"[,;/]\s?")


def _is_known(note: str, kind: str, words: FactWords) -> bool:
    """Whether a note in a label changes nothing: a short name of the same length (``TTR``), or its unit."""
    named = words.kind_of(note)[0]
    return (
        named == kind
        or (bool(named) and note.isupper())
        or re.fullmatch(written_units(), note.strip().casefold()) is not None
    )
