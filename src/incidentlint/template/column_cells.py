"""The cells below a head of a template's table: whether they ask, or say what holds for any report."""

from __future__ import annotations

import re
from functools import cached_property

from incidentlint.outline import Label, TableNode
from incidentlint.template.find_slots import template_slots
from incidentlint.template.slot_types import Slot
from incidentlint.vocabulary import Lexicon, is_marked_prompt, is_name_of_value


class ColumnCells:
    """The cells of a column, and what they have in common: read once for all of them, and only if it is asked."""

    def __init__(self, node: TableNode, index: int, lexicon: Lexicon) -> None:
        self.index = index
        self.label: Label = node.columns[index]
        self._lexicon = lexicon
        self._cells = [row.cells[index] for row in node.rows if index < len(row.cells)]

    @cached_property
    def _slots(self) -> list[tuple[Slot, ...]]:
        return [tuple(template_slots(cell, self._lexicon, whole=True)) for cell in self._cells]

    @cached_property
    def has_marks(self) -> bool:
        """Whether some have slots in brackets, or such: small letters alone are no prompt then."""
        return any(slot.text and not slot.whole for slots in self._slots for slot in slots)

    @cached_property
    def _said(self) -> list[str]:
        return [
            cell.text for cell, slots in zip(self._cells, self._slots, strict=True) if cell.text.strip() and not slots
        ]

    @cached_property
    def _one_says_a_name(self) -> bool:
        return any(len(text.split()) == 1 and text[:1].isupper() for text in self._said)

    @cached_property
    def _all_but_one_say(self) -> bool:
        written = sum(bool(cell.text.strip()) for cell in self._cells)
        return len(self._said) >= _SEVERAL and len(self._said) + 1 == written

    def are_names_beside(self, text: str) -> bool:
        """Whether the others say what holds for any report: the text of a cell without brackets is no prompt then.

        Nearly all of several do, or one of a word does beside another: ``Email``, ``Slack``.
        """
        if is_name_of_value(text, self._lexicon.words.prompts) and text[:1].isupper():
            return self._one_says_a_name
        return not is_marked_prompt(text, self._lexicon) and self._all_but_one_say

    @cached_property
    def are_marks(self) -> bool:
        """Whether they mark what their rows are, each with a word in wide brackets: ``【事実】``."""
        if self._lexicon.column_role(self.label.key):
            return False
        marks = [_MARK.fullmatch(cell.text.strip()) for cell in self._cells]
        return all(mark is not None and not is_name_of_value(mark[1], self._lexicon.words.prompts) for mark in marks)


def column_cells(node: TableNode, lexicon: Lexicon) -> tuple[ColumnCells, ...]:
    """The cells of each column of a table."""
    return tuple(ColumnCells(node, index, lexicon) for index in range(len(node.columns)))


_SEVERAL = 3
_MARK = re.compile(r"【([^【】\s]{1,6})】")
