"""Columns of a form that speak to its writer: `Instructions`, `Example`, `Format` beside the column to be filled in.

So do those that say how each value is reckoned: ``| Time to detect | detected - started | __ min |``.
A report may leave them out, or keep them: neither way they are an answer.
"""

from __future__ import annotations

from msgspec.structs import replace

from incidentlint.grammars import read_stamp
from incidentlint.markdown import Prose
from incidentlint.outline import Label, TableNode, TableRow
from incidentlint.template.around_slots import main_type
from incidentlint.template.find_slots import template_slots
from incidentlint.template.legends import levels_said
from incidentlint.template.reading import example_type
from incidentlint.template.slot_types import SlotType
from incidentlint.vocabulary import Lexicon, is_todo, key_of


def guide_columns(node: TableNode, lexicon: Lexicon) -> frozenset[int]:
    """The columns of a table, by their numbers, that tell what belongs into another one of them."""
    if len(node.columns) < _FEWEST or not node.rows:
        return frozenset()
    named = [number for number, label in enumerate(node.columns) if number and _is_guide(label, lexicon)]
    told = {number for number in named if _says_most(node, number, lexicon)}
    told = told or _reckoned(node, lexicon) or _beside_slots(node, lexicon) or _of_notes(node, lexicon)
    others = (number for number in range(1, len(node.columns)) if number not in told)
    return frozenset(told) if told and any(_is_open(node, number, lexicon) for number in others) else frozenset()


_FEWEST = 3


def _reckoned(node: TableNode, lexicon: Lexicon) -> set[int]:
    """The columns that say of all lengths or times in the only other column how they are reckoned, or what they are."""
    further = range(1, len(node.columns))
    told = {number for number in further if _is_constant(node, number, lexicon)}
    values = [cell for number in further if number not in told for cell in _cells(node, number)]
    if len(told) != len(further) - 1 or len(values) != len(node.rows):
        return set()
    kinds = (main_type(tuple(template_slots(cell, lexicon, whole=True)), cell.text) for cell in values)
    return told if all(kind is not None and kind.kind in _MEASURED for kind in kinds) else set()


_MEASURED = ("duration", "time", "date-time")


def _beside_slots(node: TableNode, lexicon: Lexicon) -> set[int]:
    """The columns in words alone, where each row has slots with marks around them in all the others.

    Words in small letters are no prompts there: ``| Payments failed | {{n}} | sum of the table below |``.
    """
    further = range(1, len(node.columns))
    marked = {number for number in further if all(_has_marked(cell, lexicon) for cell in _cells(node, number))}
    plain = [number for number in further if number not in marked and not lexicon.column_role(node.columns[number].key)]
    if not marked or len(plain) + len(marked) != len(further) or not all(len(row.cells) > 2 for row in node.rows):
        return set()
    return {number for number in plain if all(map(_is_worded, _cells(node, number)))}


def _of_notes(node: TableNode, lexicon: Lexicon) -> set[int]:
    """The columns for notes in which nothing is yet: ``| Field | Value | Notes |``."""
    named = {number for number, label in enumerate(node.columns) if number and label.key in lexicon.columns["note"]}
    return {number for number in named if not any(cell.text.strip() for cell in _cells(node, number))}


def _has_marked(cell: Prose, lexicon: Lexicon) -> bool:
    slots = template_slots(cell, lexicon, whole=True)
    return any(not slot.whole for slot in slots) or (bool(slots) and is_todo(cell.text, lexicon))


def _is_worded(cell: Prose) -> bool:
    return len(cell.text.split()) > 1 and not cell.text.strip().startswith(_OPENS)


def _is_constant(node: TableNode, number: int, lexicon: Lexicon) -> bool:
    """Whether each row says something in a column, and nothing there is to be filled in."""
    cells = _cells(node, number)
    return len(cells) == len(node.rows) and not any(
        not cell.text.strip() or template_slots(cell, lexicon, whole=True) for cell in cells
    )


def _is_guide(label: Label, lexicon: Lexicon) -> bool:
    keys = {label.key, label.bare}
    return any(
        not keys.isdisjoint(labels)
        for labels in (lexicon.guide_columns, lexicon.guide_hints, lexicon.guide_examples, lexicon.guide_formats)
    )


def _cells(node: TableNode, number: int) -> list[Prose]:
    return [row.cells[number] for row in node.rows if number < len(row.cells)]


def _says_most(node: TableNode, number: int, lexicon: Lexicon) -> bool:
    """Whether a column says something in most rows, and nothing there is in brackets: these are filled in."""
    texts = [cell for cell in _cells(node, number) if cell.text.strip()]
    open_ = [cell for cell in texts if cell.text.strip().startswith(_OPENS) and template_slots(cell, lexicon)]
    return 2 * len(texts) > len(node.rows) and 2 * len(open_) < len(texts)


_OPENS = ("[", "<", "{", "_")


def _is_open(node: TableNode, number: int, lexicon: Lexicon) -> bool:
    """Whether a column is to be filled in, in most rows."""
    cells = _cells(node, number)
    return 2 * sum(not cell.text.strip() or bool(template_slots(cell, lexicon, whole=True)) for cell in cells) > len(
        node.rows
    )


def without_columns(node: TableNode, numbers: frozenset[int]) -> TableNode:
    """The table without some columns; what its rows are as fields is not read anew."""
    kept = [number for number in range(len(node.columns)) if number not in numbers]

    def row(row: TableRow) -> TableRow:
        cells = [number for number in kept if number < len(row.cells)]
        spans = tuple(row.cell_spans[number] for number in cells)
        return TableRow(row.span, tuple(row.cells[number] for number in cells), spans)

    columns = tuple(node.columns[number] for number in kept)
    return replace(node, columns=columns, header=row(node.header), rows=tuple(map(row, node.rows)))


def type_told(row: TableRow, numbers: frozenset[int], lexicon: Lexicon) -> SlotType | None:
    """What a row takes by what its hints say: the form of a date, options, levels of severity; None for most."""
    for number in sorted(numbers):
        kind = _type_of(row.cells[number], row.cells[0], lexicon) if number < len(row.cells) else None
        if kind is not None:
            return kind
    return None


def _type_of(hint: Prose, label: Prose, lexicon: Lexicon) -> SlotType | None:
    if key_of(label.text) in lexicon.roles["severity"]:
        levels = levels_said(hint.text, lexicon)
        if levels:
            return SlotType("choice", options=levels, closed=True)
    slots = tuple(template_slots(hint, lexicon, whole=True))
    kind = main_type(slots, hint.text)
    if kind is not None and (kind.kind in _MEASURED or kind.kind == "date"):
        return replace(kind, lenient=True)
    if kind is not None and kind.kind == "choice":
        return kind
    return example_type(hint.text) if read_stamp(hint.text) is not None else None
