"""Labels without a value and entries without an event, each beside others of its kind that have theirs.

What a label is called does not matter here: its neighbours show that it was to be filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from incidentlint.grammars import read_stamp
from incidentlint.markdown import Prose
from incidentlint.outline import FieldNode, ListNode, Node, SectionNode, TableNode, TableRow, TextNode, trimmed
from incidentlint.report.leftovers.empty import Empty
from incidentlint.report.leftovers.units import Group, Unit
from incidentlint.text import SourceText
from incidentlint.vocabulary import Lexicon, time_words, words_of

_ENOUGH = 3
"""So many others have theirs: fewer are no form."""
_WORDS = 4
"""A label has at most so many."""


def find_blanks(groups: Sequence[Group], lexicon: Lexicon, source: SourceText) -> Iterator[Empty]:
    """The labels and entries of some groups that say nothing."""
    for group in groups:
        if group.acting:
            continue
        nodes = tuple(dict.fromkeys(unit.node for unit in group.units))
        for table in nodes:
            if isinstance(table, TableNode):
                yield from _in_table(table, group, lexicon)
        if group.section is not None:
            yield from _in_lists(group.section.children)
        yield from _between(group)
    yield from _headings(groups, source)


# --- Entries ---


def _in_lists(nodes: Sequence[Node]) -> Iterator[Empty]:
    """Items that are a time and nothing else, among items that tell what happened then."""
    for node in nodes:
        if not isinstance(node, ListNode):
            continue
        yield from _without_text(node)
        read = [(item, item.whole, _behind_moment(item.whole)) for item in node.children]
        if sum(bool(rest) for _, _, rest in read) >= _ENOUGH:
            for item, whole, rest in read:
                if rest == "" and whole is not None and not item.children:
                    text = whole.text.strip(_AROUND)
                    yield trimmed(whole), text, f'the entry "{text}"', "empty-value"


def _without_text(node: ListNode) -> Iterator[Empty]:
    """Items that hold nothing at all, among items that do."""
    blank = [item for item in node.children if not item.children and item.tick is None and _is_nothing(item)]
    if not node.code and len(node.children) - len(blank) >= max(_PAIR, len(blank)):
        for item in blank:
            yield item.span, "", "an item of the list", "empty-value"


def _is_nothing(item: FieldNode) -> bool:
    prose = item.whole if item.whole is not None else item.value
    return not prose.text.strip() and not prose.marks and not item.label.text


_PAIR = 2
_AROUND = " \t\n*_`~≈()[]|:.,;–—-"


def _behind_moment(prose: Prose | None) -> str | None:
    """What a text says behind the time of day that it begins with; None where it begins with none."""
    if prose is None or not prose.text[:40].strip(_AROUND)[:1].isdigit():
        return None
    if any(mark.kind in ("image", "link", "autolink", "html") for mark in prose.marks):
        return prose.text
    text = prose.text.strip(_AROUND)
    stamp = read_stamp(text)
    if stamp is None or stamp.time is None or stamp.start:
        return None
    rest = text[stamp.end :].strip(_AROUND)
    return "" if rest.casefold() in time_words().about_notes else rest


# --- Tables ---


def _in_table(table: TableNode, group: Group, lexicon: Lexicon) -> Iterator[Empty]:
    columns = [column.key for column in table.columns]
    if not lexicon.leftovers.acting.isdisjoint(columns):
        return
    rows = [row for row in table.rows if len(row.cells) == len(columns)]
    timed = [row for row in rows if _behind_moment(row.cells[0]) == ""]
    if len(timed) * 2 > len(rows):
        yield from _without_event(timed, columns, lexicon)
    elif len(columns) == 2 and (table.pairs or not columns[0] or columns[0] in lexicon.leftovers.heads):
        if columns[1] not in _spared(lexicon):
            yield from _without_value([table.header, *rows] if table.pairs or not columns[0] else rows)
    elif len(rows) == 1 and len(columns) > _ENOUGH:
        yield from _one_row(rows[0], table, lexicon)


def _is_blank(cell: Prose) -> bool:
    return not cell.text.strip() and not cell.marks


def _without_event(rows: Sequence[TableRow], columns: Sequence[str], lexicon: Lexicon) -> Iterator[Empty]:
    """Rows with a time and nothing that is told of it, but perhaps who did it."""
    told = [number for number, key in enumerate(columns) if number and key not in lexicon.columns["owner"]]
    blank = [row for row in rows if all(_is_blank(row.cells[number]) for number in told)]
    if told and len(rows) - len(blank) >= max(_ENOUGH, 2 * len(blank)):
        for row in blank:
            text = row.cells[0].text.strip()
            yield trimmed(row.cells[0]), text, f'the entry "{text}"', "empty-value"


def _without_value(rows: Sequence[TableRow]) -> Iterator[Empty]:
    """Labels of a table of labels and values that have none, where most have one; a tick or a mark is no value."""
    labelled = [row for row in rows if words_of(row.cells[0].text) and not row.cells[0].text.strip()[0].isdigit()]
    blank = [row for row in labelled if _is_blank(row.cells[1])]
    given = {row.cells[1].text.strip().casefold() for row in labelled} - {""}
    if len(labelled) - len(blank) >= max(_ENOUGH, len(blank) + 1) and len(given) >= _ENOUGH:
        for row in blank:
            text = row.cells[0].text.strip(_AROUND)
            yield trimmed(row.cells[0]), text, f'"{text}"', "empty-value"


def _one_row(row: TableRow, table: TableNode, lexicon: Lexicon) -> Iterator[Empty]:
    """The one cell of an only row that says nothing: each of its columns is a field; but for notes and tickets."""
    blank = [number for number, cell in enumerate(row.cells) if _is_blank(cell)]
    given = {cell.text.strip().casefold() for cell in row.cells} - {""}
    if len(blank) == 1 and len(given) >= _PAIR:
        label = table.columns[blank[0]]
        if label.key and label.key not in _spared(lexicon) and not table.columns[0].key.isdigit():
            beside = row.cells[blank[0] - 1 if blank[0] else 1]
            yield trimmed(beside), label.text, f'"{label.text}"', "empty-value"


def _spared(lexicon: Lexicon) -> frozenset[str]:
    """The keys of columns that may say nothing: of notes and tickets."""
    return frozenset((*lexicon.columns["note"], *lexicon.columns["reference"], *lexicon.leftovers.waiting))


# --- Labels ---


def _between(group: Group) -> Iterator[Empty]:
    """Labels with nothing behind them between two that have their value: ``Involved:`` below ``Owner: Ann``."""
    units = [unit for unit in group.units if unit.place not in ("title", "heading")]
    for before, unit, after in zip(units, units[1:], units[2:], strict=False):
        if _is_filled(before) and _is_filled(after) and (label := _bare_label(unit, before)):
            place = unit.node.label.span if isinstance(unit.node, FieldNode) else trimmed(unit.prose)
            yield place, label, f'"{label}"', "empty-value"


def _is_filled(unit: Unit) -> bool:
    """Whether a text is a label with its value, or with what was left for it."""
    if isinstance(unit.node, FieldNode):
        return unit.place == "value" and unit.node.origin in ("plain", "bold", "item")
    return (
        unit.place == "paragraph" and unit.text.endswith(":") and any(mark.kind == "html" for mark in unit.prose.marks)
    )


def _bare_label(unit: Unit, beside: Unit) -> str:
    """The label that is all of a text, empty where a text is none."""
    if unit.prose.marks and any(mark.kind not in ("strong", "emphasis") for mark in unit.prose.marks):
        return ""
    node = unit.node
    if isinstance(node, FieldNode):
        alike = isinstance(beside.node, FieldNode) and node.origin in (beside.node.origin, "lead")
        return node.label.text if unit.place == "blank" and node.label.key and alike and not node.children else ""
    if unit.place != "paragraph" or not isinstance(node, TextNode) or len(node.lines) != 1:
        return ""
    label = unit.text.rstrip(":：").strip()
    ends = unit.text.endswith((":", "：")) and "\n" not in unit.text
    return label if ends and 0 < len(label.split()) <= _WORDS else ""


def _headings(groups: Sequence[Group], source: SourceText) -> Iterator[Empty]:
    """Headings that are labels, with nothing behind or below one of them: ``## Owner: Ann``, ``## Recording:``."""
    sections = [group.section for group in groups if group.section is not None]
    for number, section in enumerate(sections):
        text = section.title.text.strip()
        if not section.empty or not text.endswith((":", "：")) or len(text.split()) > _WORDS:
            continue
        level = section.level
        following = sections[number + 1] if number + 1 < len(sections) else None
        if following is not None and following.level > level:
            continue
        near = sections[max(0, number - _NEAR) : number + 1 + _NEAR]
        if sum(_has_value(other) for other in near if other.level == level) >= _ENOUGH - 1:
            label = section.label.text
            yield source.line_span(source.line_of(section.heading.start)), label, f'"{label}"', "empty-value"


_NEAR = 6
"""So many headings before and behind one are its neighbours."""
_VALUE = re.compile(r"[:：]\s*\S")


def _has_value(section: SectionNode) -> bool:
    return section.empty and _VALUE.search(section.title.text) is not None


__all__ = ["find_blanks"]
