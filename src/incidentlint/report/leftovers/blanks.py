"""Labels without a value and entries without an event, each beside others of its kind that have theirs.

In a table of labels and values, and among headings, what a label is called does not matter: its neighbours show that it
was to be filled in. Anywhere else it has to be a label that reports are known to have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from incidentlint.grammars import may_end_with_moment, read_stamp
from incidentlint.markdown import Prose
from incidentlint.outline import FieldNode, ListNode, Node, SectionNode, TableNode, TableRow, TextNode, trimmed
from incidentlint.report.leftovers.empty import Empty
from incidentlint.report.leftovers.units import Group, Unit
from incidentlint.text import SourceText
from incidentlint.vocabulary import ROLES, Lexicon, time_words, words_of

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
        yield from _between(group, lexicon, source)
    yield from _headings(groups, source)


# --- Entries ---


def _in_lists(nodes: Sequence[Node]) -> Iterator[Empty]:
    """Items that are a time and nothing else, among items that tell what happened then."""
    for node in nodes:
        if not isinstance(node, ListNode):
            continue
        yield from _without_text(node)
        alone = (item.whole.text for item in node.children if item.whole is not None and not item.children)
        if not any(map(may_end_with_moment, alone)):
            continue
        read = [(item, item.whole, _behind_moment(item.whole)) for item in node.children]
        if sum(bool(rest) for _, _, rest in read) >= _ENOUGH:
            for item, whole, rest in read:
                if rest == "" and whole is not None and not item.children:
                    text = whole.text.strip(_AROUND)
                    yield trimmed(whole), text, f'the entry "{text}"', "empty-value"


def _without_text(node: ListNode) -> Iterator[Empty]:
    """Items that hold nothing at all, among items that do."""
    blank = [item for item in node.children if not item.children and item.tick is None and _is_nothing(item)]
    last = len(node.children) == _PAIR and blank == [*node.children[1:]]
    if not node.code and (last or len(node.children) - len(blank) >= max(_PAIR, len(blank))):
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
    """Rows with a time and nothing that is told of it, but perhaps who did it; one of the columns is for events."""
    told = [number for number, key in enumerate(columns) if number and key not in lexicon.columns["owner"]]
    events = {*lexicon.columns["event"], *lexicon.columns["action"]}
    if events.isdisjoint(columns[number] for number in told):
        return
    blank = [row for row in rows if all(_is_blank(row.cells[number]) for number in told)]
    if told and len(rows) - len(blank) >= max(_ENOUGH, 2 * len(blank)):
        for row in blank:
            text = row.cells[0].text.strip()
            yield trimmed(row.cells[0]), text, f'the entry "{text}"', "empty-value"


def _without_value(rows: Sequence[TableRow]) -> Iterator[Empty]:
    """Labels of a table of labels and values that have none, where most have one; a tick or a mark is no value.

    A label is a heading where it alone is bold, or where the rows below it are its items.
    """
    labelled = [row for row in rows if words_of(row.cells[0].text) and not row.cells[0].text.strip()[0].isdigit()]
    blank = [row for row in labelled if _is_blank(row.cells[1])]
    given = {row.cells[1].text.strip().casefold() for row in labelled} - {""}
    if len(labelled) - len(blank) >= max(_ENOUGH, len(blank) + 1) and len(given) >= _ENOUGH:
        heads = {row.cells[0].span for row, below in pairwise(rows) if below.cells[0].text.lstrip().startswith(_DASHES)}
        for row in blank:
            if row.cells[0].span in heads or any(mark.kind in ("strong", "emphasis") for mark in row.cells[0].marks):
                continue
            text = row.cells[0].text.strip(_AROUND)
            yield trimmed(row.cells[0]), text, f'"{text}"', "empty-value"


_DASHES = ("- ", "– ", "— ", "• ")


def _one_row(row: TableRow, table: TableNode, lexicon: Lexicon) -> Iterator[Empty]:
    """The one cell of an only row that says nothing, where its column and most others are known fields of a report."""
    blank = [number for number, cell in enumerate(row.cells) if _is_blank(cell)]
    given = {cell.text.strip().casefold() for cell in row.cells} - {""}
    if len(blank) == 1 and len(given) >= _PAIR:
        label = table.columns[blank[0]]
        fields = _fields(lexicon)
        known = sum(column.key in fields for column in table.columns)
        if label.key in fields and 2 * known > len(table.columns):
            beside = row.cells[blank[0] - 1 if blank[0] else 1]
            yield trimmed(beside), label.text, f'"{label.text}"', "empty-value"


def _spared(lexicon: Lexicon) -> frozenset[str]:
    """The keys of columns that may say nothing: of notes and tickets."""
    return frozenset((*lexicon.columns["note"], *lexicon.columns["reference"], *lexicon.leftovers.waiting))


def _fields(lexicon: Lexicon) -> frozenset[str]:
    """The keys of labels that reports have, with a value of a few words."""
    named = (key for role, keys in lexicon.roles.items() if ROLES[role].kind == "field" for key in keys)
    return lexicon.leftovers.persons.union(named)


# --- Labels ---


def _between(group: Group, lexicon: Lexicon, source: SourceText) -> Iterator[Empty]:
    """Known labels with nothing behind them between two with their value: ``Author:`` between ``Id: 7``, ``Status: x``.

    Nothing else stands between the lines, nor is the next one what the label is over.
    """
    fields: frozenset[str] = frozenset()
    units = [unit for unit in group.units if unit.place not in ("title", "heading")]
    for before, unit, after in zip(units, units[1:], units[2:], strict=False):
        if _is_filled(before) and _is_filled(after) and (label := _bare_label(unit, before)):
            fields = fields or _fields(lexicon)
            known = words_of(label) in fields and (after.label in fields or not isinstance(after.node, FieldNode))
            if not known or not _are_next(unit, after, source):
                continue
            place = unit.node.label.span if isinstance(unit.node, FieldNode) else trimmed(unit.prose)
            yield place, label, f'"{label}"', "empty-value"


def _are_next(unit: Unit, after: Unit, source: SourceText) -> bool:
    """Whether there are only blank lines between the lines of two texts, which a block of HTML would not be."""
    first, last = (source.line_of(each.node.span.start) for each in (unit, after))
    return not any(source[source.line_span(number)].strip() for number in range(first + 1, last))


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
