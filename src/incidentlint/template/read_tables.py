"""The tables of a template: a sample with columns to be filled in, or rows with names of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from incidentlint.markdown import Prose
from incidentlint.outline import NO_LABEL, FieldNode, Label, TableNode, TableRow, fields_of_row
from incidentlint.template.around_slots import main_type, notes
from incidentlint.template.column_cells import ColumnCells, column_cells
from incidentlint.template.find_slots import template_slots
from incidentlint.template.guide_columns import guide_columns, type_told, without_columns
from incidentlint.template.legends import is_legend
from incidentlint.template.reading import (
    Path,
    Reading,
    begins_with_moment,
    calls_itself_template,
    choice_of_boxes,
    example_type,
    is_sample_label,
    is_state,
    offered_levels,
    without_form,
)
from incidentlint.template.sample_entries import is_any_of, is_sample_action, is_sample_event
from incidentlint.template.shape import Column, ShapeNode, row_texts
from incidentlint.template.slot_patterns import any_number
from incidentlint.template.slot_types import Slot, SlotType
from incidentlint.text import normalise
from incidentlint.vocabulary import (
    ROLES,
    Lexicon,
    is_marked_prompt,
    is_prompt,
    is_todo,
    is_total,
    key_of,
    marks_example,
    phrases,
    split_name,
)

_ANY_CODE = re.compile(r"(?!(?:P|S|L|T|SEV)-?\d)[A-Z]{1,4}-?\d{1,3}")


def read_table(node: TableNode, path: Path, at: Reading) -> tuple[ShapeNode, ...]:
    """What a template's table demands: one of labels and values by turns is its fields, a legend its own."""
    if node.pairs:
        return at.beside(node.children, path)
    if is_legend(node, at.lexicon):
        return ()
    facts = _facts(node, at)
    if facts:
        return at.beside(facts, path)
    named = tuple(_named_rows(node, at.lexicon))
    cells = column_cells(node, at.lexicon)
    timed = _is_timed(node, at.lexicon)
    table = ShapeNode(
        "table",
        NO_LABEL,
        path,
        at.line(node.span),
        columns=tuple(_column(node, column, at.lexicon, named, timed=timed) for column in cells),
        required=True,
        why="a table of the template",
    )
    if not _is_sample(node, at):
        guided = guide_columns(node, at.lexicon)
        if guided:
            return (_with_guides(table, node, guided, at),)
        guidance = frozenset(row_texts(row) for row in node.rows if _is_italic(row))
        filled = _filled_columns(node, at.lexicon)
        rows = tuple(_row(row, cells, path, at, filled) for row in node.rows if row_texts(row) not in guidance)
        # One that says all itself, as a legend does, may go.
        told = all(_is_told(row) for row in rows)
        return (replace(table, children=rows, required=not told, examples=guidance),)
    samples = tuple(
        ShapeNode(
            "field",
            column.label,
            (*path, "*"),
            table.line,
            origin="cell",
            slots=column.slots,
            type=column.type,
            sample=True,
            required=column.demanded,
        )
        for column in table.columns
    )
    if _is_of_lists(table, at.lexicon):
        table = replace(table, columns=tuple(replace(column, optional=True) for column in table.columns))
    table = replace(table, rows=frozenset(_half_empty_rows(node, at.lexicon)))
    examples = frozenset(_examples(node, at.lexicon))
    return (replace(table, sample=True, min=1, examples=examples, children=samples),)


def _is_timed(node: TableNode, lexicon: Lexicon) -> bool:
    """Whether a table says when something happened: a time behind who does it is when that is due."""
    roles = [lexicon.column_role(column.key) for column in node.columns]
    return "time" in roles and "owner" not in roles[: roles.index("time")]


def _with_guides(table: ShapeNode, node: TableNode, guided: frozenset[int], at: Reading) -> ShapeNode:
    """The shape of a table whose rows have names of their own, and hints in some columns beside what they take."""
    plain = without_columns(node, guided)
    filled = _filled_columns(plain, at.lexicon)
    beside = frozenset(node.columns[number].key for number in guided)
    cells = column_cells(plain, at.lexicon)
    rows = []
    for whole, row in zip(node.rows, plain.rows, strict=True):
        shape = replace(_row(row, cells, table.path, at, filled), beside=beside)
        told = type_told(whole, guided, at.lexicon) if shape.type is None or shape.type.kind == "text" else None
        rows.append(shape if told is None or shape.children else replace(shape, type=told))
    columns = tuple(column for number, column in enumerate(table.columns) if number not in guided)
    return replace(table, columns=columns, children=tuple(rows))


def _is_of_lists(table: ShapeNode, lexicon: Lexicon) -> bool:
    """Whether a table has lists beside each other, which need not be of one length: ``| 👍 | 👎 |``.

    All its columns ask for the same, and none is called as those of records are.
    """
    forms = {tuple(slot.text for slot in column.slots) for column in table.columns}
    known = any(lexicon.column_role(column.label.key) for column in table.columns)
    return len(table.columns) > 1 and len(forms) == 1 and forms != {()} and not known


def _facts(node: TableNode, at: Reading) -> list[FieldNode]:
    """The fields of a table whose heads are labels of an incident's facts, and its only row their values.

    So is one above all sections, whose row is of slots: below a title a report has no records yet.
    """
    lexicon = at.lexicon
    cells = node.rows[0].cells if len(node.rows) == 1 else ()
    if len(cells) < _FEWEST_FACTS or len(cells) != len(node.columns):
        return []
    known = {label for role, labels in lexicon.roles.items() if ROLES[role].kind == "field" for label in labels}
    owned = any(column.key in lexicon.columns[role] for column in node.columns for role in ("owner", "due", "event"))
    heads = at.top and not owned and all(template_slots(cell, lexicon, whole=True) for cell in cells)
    named = {label for role in ("title", "severity", "status") for label in lexicon.roles[role]}
    of_others = node.columns[0].key not in known and all(c.key in named or c.key not in known for c in node.columns)
    if not heads and of_others:
        return []  # findings and tickets have titles and severities of their own
    if not heads and 2 * sum(column.key in known for column in node.columns) < len(cells):
        return []
    if {"action", "owner"} <= {lexicon.column_role(column.key) for column in node.columns}:
        return []  # `| What | Who | When | State |` are actions
    return list(fields_of_row(node.header, node.rows[0]))


_FEWEST_FACTS = 3


_FORM = re.compile(r"(?<=\w) \([a-zA-Z][a-zA-Z:./ -]*\)$")
"""A note behind a row's name in letters alone: the form of its value, ``Total (hh:mm)``."""


def _name(row: TableRow) -> str:
    """The name of a row; without the form of its value, where that is blank."""
    name = row.cells[0].text.strip() if row.cells else ""
    blank = not any(cell.text.strip(" .…_") for cell in row.cells[1:])
    return without_form(name) if blank else _FORM.sub("", name)


def _is_sample(node: TableNode, at: Reading) -> bool:
    """Whether a table's rows stand for one or more like them."""
    keys = [row.cells[0].text.strip() if row.cells else "" for row in node.rows]
    repeated = len({key_of(key) for key in keys}) < len(keys)
    owners = (*at.lexicon.columns["owner"], *at.lexicon.columns["due"])
    owned = any(column.key in owners for column in node.columns)
    numbered = all(map(_ANY_CODE.fullmatch, keys))
    quotes = at.lexicon.words.slots.quotes
    if not keys or repeated or owned or numbered or any(is_sample_label(_name(row), quotes) for row in node.rows):
        return True
    named = [key for key in keys if not is_total(key, at.lexicon)]
    if any(is_todo(key, at.lexicon) or _BRACED.fullmatch(key) or begins_with_moment(key) for key in named):
        return True
    if all(any(marks_example(cell.text, at.lexicon.words.prompts) for cell in row.cells[1:]) for row in node.rows):
        return len(node.columns) != _PAIR or len(keys) < _SEVERAL  # else each label has its own example
    if len(named) != 1:
        return False
    # One row in small letters and its sum is one of several, as is one called as its column is: `_site_` below `Site`.
    alike = named[0][:1].islower() and len(keys) > 1
    roles = {at.lexicon.column_role(column.key) for column in node.columns}
    if "action" in roles and len(roles & {"status", "reference"}) > 0:
        return True  # what is to be done, and its ticket or how far it is
    return alike or key_of(named[0]) == node.columns[0].key or is_any_of(node, named[0], at.lexicon)


_BRACED = re.compile(r"[(（][^()（）]+[)）]")


def _column(
    node: TableNode, cells: ColumnCells, lexicon: Lexicon, named: tuple[tuple[str, TableRow], ...], *, timed: bool
) -> Column:
    """The column of some cells; `named` are the rows with names of their own that hold slots."""
    index, label = cells.index, cells.label
    slots: list[Slot] = []
    types: list[SlotType | None] = []
    empty = False
    for row in node.rows:
        if index < len(row.cells):
            cell = row.cells[index]
            made = _slots_of(cell, label, lexicon)
            if _names_two(label, made, lexicon):
                continue
            slots += made
            if made:
                kind = _of_any_number(main_type(made, cell.text))
                types.append(_without_day(kind, cell.text) if timed else kind)
            empty = empty or not cell.text.strip()
    if slots and cells.are_marks:
        slots, types = [], []
    if empty and not slots and any(row.cells[0].text.strip() for row in node.rows if row.cells):
        slots = [Slot("", 0, 0, SlotType("text"))]
        types = [SlotType("text")]
    # What a sample row says by way of example is no slot; a name of what is to be written, in one word, is.
    slots = [
        slot
        for slot in slots
        if not slot.whole
        or (len(slot.text.split()) == 1 and is_prompt(slot.text, lexicon) and not cells.are_names_beside(slot.text))
    ]
    slots = list({(slot.text, slot.optional): slot for slot in reversed(slots)}.values())[::-1]
    optional = any(slot.optional for slot in slots) or not _has_to_be_told(node, index, slots, lexicon, timed=timed)
    optional = optional or phrases(lexicon.words.gates.optional, r"\(", r"\)").search(label.text) is not None
    # Where one of several sample rows has a dash, nobody has to be named in all of them.
    said = {row.cells[index].text.strip() for row in node.rows if index < len(row.cells)} - {""}
    optional = optional or (not said.isdisjoint(_DASHES) and bool(said - {*_DASHES, *_DOTS}))
    rows = (name for name, row in named if 0 < index < len(row.cells) and not row.cells[index].text.strip())
    # A day in the first row alone holds for those below it.
    first = types[0] if types else None
    times = [each for each in types if each is not None and each.kind == "time"]
    times = times if first is not None and first.kind == "date-time" else []
    return Column(label, tuple(slots), times[0] if times else first, optional, empty=frozenset(rows))


_DASHES = ("-", "–", "—")
_DOTS = ("...", "…")


def _without_day(kind: SlotType | None, text: str) -> SlotType | None:
    """The type of a moment in words, in a table of times: `[timestamp]`; the day may be told above the rows."""
    if kind is None or kind.kind != "date-time" or _FIGURES.search(text):
        return kind
    return replace(kind, kind="time")


def _names_two(column: Label, slots: Sequence[Slot], lexicon: Lexicon) -> bool:
    """Whether a cell of a column of people has two of them, as sample rows do: ``System / Bot``."""
    chosen = len(slots) == 1 and slots[0].type.kind == "choice" and slots[0].text[:1].isalpha()
    return chosen and lexicon.column_role(column.key) in ("owner", "name")


_FIGURES = re.compile(r"\d|YY|JJ|AA|DD|MM|TT")
"""What a form of a date is written with."""

_PAIR = 2


def _named_rows(node: TableNode, lexicon: Lexicon) -> Iterator[tuple[str, TableRow]]:
    """The rows with names (keys) of their own, a cell with nothing in it, and a slot in another."""
    for row in node.rows:
        if all(cell.text.strip() for cell in row.cells[1:]):
            continue
        if is_sample_label(row.cells[0].text.strip(), lexicon.words.slots.quotes):
            continue
        if any(slot.text for cell in row.cells[1:] for slot in template_slots(cell, lexicon, whole=True)):
            yield key_of(row.cells[0].text), row


def _of_any_number(kind: SlotType | None) -> SlotType | None:
    """The type of a column's cells, in which a pattern is that of tickets."""
    return replace(kind, pattern=any_number(kind.pattern)) if kind is not None and kind.pattern else kind


def _is_told(row: ShapeNode) -> bool:
    """Whether a row leaves nothing to be filled in."""
    return bool(row.constant) if not row.children else all(cell.constant for cell in row.children)


def _has_to_be_told(node: TableNode, index: int, slots: list[Slot], lexicon: Lexicon, *, timed: bool) -> bool:
    """Whether each row of a table has something in a column.

    Notes need not, nor a reference that no slot asks for; in a `timed` table, nor who did it and how it is known, nor
    signs that few of its entries have: ``[▶/★/✔]``.
    """
    columns, blank = lexicon.columns, not any(slot.text for slot in slots)
    key = node.columns[index].key
    if key in columns["note"] or (blank and key in columns["reference"]):
        return False
    open_ = any(not row.cells[index].text.strip(" []") for row in node.rows if index < len(row.cells))
    signs = bool(slots) and not any(char.isalnum() for slot in slots for char in slot.text)
    needless = (blank or open_ or signs or key in columns["owner"]) and key not in (*columns["time"], *columns["event"])
    return not (timed and needless and (index > 1 or (index and key in columns["owner"])))


def _is_empty(row: TableRow, index: int, cell: ShapeNode) -> bool:
    """Whether a cell has nothing in it; a tag that is a slot has no text of its own: ``<Name>``."""
    said = index < len(row.cells) and row.cells[index].text.strip()
    return not (said or any(slot.text for slot in cell.slots))


def _row(row: TableRow, columns: Sequence[ColumnCells], path: Path, at: Reading, filled: frozenset[int]) -> ShapeNode:
    """A row of its own name: its one value, or the cells of its further columns."""
    label = Label(*split_name(row.cells[0].text), row.cells[0].full)
    shape = ShapeNode("field", label, path, at.line(row.span), origin="row")
    cells = tuple(_cell(row, column, len(columns), shape, at.lexicon) for column in columns[1:])
    if any(slot.text for cell in cells for slot in cell.slots):
        cells = tuple(
            replace(cell, required=False) if index in filled and _is_empty(row, index, cell) else cell
            for index, cell in enumerate(cells, start=1)
        )
    if len(cells) != 1:
        return replace(
            shape,
            children=cells,
            required=any(cell.required is True for cell in cells),
            why="a row with something to fill in",
        )
    only = cells[0]
    return replace(
        shape,
        slots=only.slots,
        type=only.type,
        constant=only.constant,
        notes=only.notes,
        required=only.required,
        why=only.why,
        guide="value" if only.constant and calls_itself_template(only.constant, at.lexicon) else "",
    )


def _filled_columns(node: TableNode, lexicon: Lexicon) -> frozenset[int]:
    """The columns that have a slot in most of their cells: to the rows that are empty there they do not apply."""
    found = set()
    for index in range(1, len(node.columns)):
        column = [row.cells[index] for row in node.rows if index < len(row.cells)]
        written = [cell for cell in column if cell.text.strip()]
        if len(written) < len(column):
            with_slots = sum(any(template_slots(cell, lexicon, whole=True)) for cell in written)
            if 2 * with_slots > len(column):
                found.add(index)
    return frozenset(found)


def _cell(row: TableRow, column: ColumnCells, width: int, owner: ShapeNode, lexicon: Lexicon) -> ShapeNode:
    index, label = column.index, column.label
    prose: Prose | None = row.cells[index] if index < len(row.cells) else None
    text = prose.text if prose is not None else ""
    path = (*owner.path, owner.label.text)
    shape = ShapeNode("field", label, path, owner.line, origin="cell")
    boxes = choice_of_boxes(text, owner.label, f"{owner.label.text} {label.text}", lexicon)
    if boxes is not None:
        return replace(shape, type=boxes, required=True, why="a row of boxes")
    told = prose is None or (width == _PAIR and is_state(text, owner.label, lexicon))
    slots = () if prose is None or told else _slots_of(prose, label, lexicon)
    slots = slots or (offered_levels(text, owner.label, lexicon) if width == _PAIR and not told else ())
    if any(slot.whole for slot in slots) and (column.are_names_beside(text) or _is_beside_blank(row, index)):
        slots = ()
    if any(slot.whole for slot in slots) and not is_marked_prompt(text, lexicon) and column.has_marks:
        slots = ()
    if not (slots or text.strip()) and is_total(row.cells[0].text, lexicon):
        # A sum has nothing to say in the columns of what it sums up.
        if any(template_slots(cell, lexicon, whole=True) for cell in row.cells[1:]):
            return shape
    if not slots and text.strip():
        return replace(shape, constant=normalise(text), type=example_type(text))
    return replace(
        shape,
        slots=slots,
        type=main_type(slots, text) or SlotType("text"),
        notes=notes(text, slots),
        required=not (any(slot.optional for slot in slots) or label.key in lexicon.columns["note"]),
        why=f"it holds the slot {slots[0].text}" if slots else "an empty cell",
    )


def _slots_of(cell: Prose, column: Label, lexicon: Lexicon) -> tuple[Slot, ...]:
    """The slots of a cell; that of a state says how far something is, as ``TODO`` does of an action."""
    answers, text = lexicon.words.answers, cell.text.strip(" *_`")
    mark = text.upper()
    to_do = column.key in lexicon.columns["status"] and mark in answers.marks and mark not in answers.undecided
    return () if to_do or is_state(text, column, lexicon) else tuple(template_slots(cell, lexicon, whole=True))


def _is_beside_blank(row: TableRow, index: int) -> bool:
    """Whether a row has an empty cell, which is to be filled in instead: ``| Board | | mail (list) |``."""
    others = (cell.text.strip() for number, cell in enumerate(row.cells) if number and number != index)
    return not all(others)


_SEVERAL = 3


def _half_empty_rows(node: TableNode, lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """The rows that are partly empty and have no slots; a sum of nothing may be as its template has it."""
    for row in node.rows:
        texts = row_texts(row)
        if (
            any(texts)
            and not all(texts)
            and not is_total(row.cells[0].text, lexicon)
            and not any(not slot.whole for cell in row.cells for slot in template_slots(cell, lexicon, whole=True))
        ):
            yield texts


def _examples(node: TableNode, lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """The rows that are examples by what they say, or are in italics: ``| 09:14 | *Example: an alert fires* |``.

    So are those of an event at a time of day, and of an action that is due on a day: each incident has others.
    """
    timed = _is_timed(node, lexicon)
    for row in node.rows:
        said = any(marks_example(cell.text.strip(" *_`"), lexicon.words.prompts) for cell in row.cells)
        if said or _is_italic(row) or _is_told_sample(node, row, lexicon, timed=timed):
            yield row_texts(row)


def _is_told_sample(node: TableNode, row: TableRow, lexicon: Lexicon, *, timed: bool) -> bool:
    """Whether a row without slots tells of one event or action, as it would in a report."""
    if any(slot.text for cell in row.cells for slot in template_slots(cell, lexicon)):
        return False
    texts = [cell.text for cell in row.cells]
    if timed and any(is_sample_event(texts[0], text) for text in texts[1:]):
        return True
    return is_sample_action(node, texts, lexicon)


def _is_italic(row: TableRow) -> bool:
    """Whether all words of a row are in italics: it says what belongs into the rows below it."""
    worded = [cell for cell in row.cells if _WORDED.search(cell.text)]
    return len(worded) > 1 and all(cell.italic for cell in worded)


_WORDED = re.compile(r"[^\W\d_]{3}")
"""More than a date or a number."""
