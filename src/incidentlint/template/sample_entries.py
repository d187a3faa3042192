"""Entries of a template that are samples of what happened: no other incident has the same words at the same time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from incidentlint.outline import TableNode
from incidentlint.template.find_slots import template_slots
from incidentlint.template.option_lists import option_list
from incidentlint.text import EASTERN
from incidentlint.vocabulary import Lexicon

_CLOCK = re.compile(r"(?<![\d+:.])(?!0?0[:.h時]00)\d{1,2}[:.h時][0-5]\d(?!\d)")
"""A time of day that is no midnight, which stands for any."""

_YEAR = r"(?:19|20)\d\d"

_DAY = re.compile(rf"(?<!\d){_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)|(?<!\d)\d{{1,2}}[/.]\d{{1,2}}[/.]{_YEAR}(?!\d)")

_WORD = re.compile(rf"[{EASTERN}]|[^\W\d_]{{2,}}")

_FEWEST = 3
"""Words of what happened that are not another's by chance."""

_FEWEST_SIGNS = 6
"""The same, in a script without gaps."""


def is_sample_event(moment: str, event: str) -> bool:
    """Whether what happened is told of one time of day: ``14:02``, ``Alert fires in the hall``."""
    return _CLOCK.search(moment) is not None and _is_told(event)


def is_sample_entry(text: str) -> bool:
    """Whether an entry of a list tells what happened at one time of day: ``14:02 - alert fires in the hall``."""
    clock = _CLOCK.search(text)
    if clock is None or any(char.isalpha() for char in text[: clock.start()]):
        return False
    return _is_told(text[clock.end() :])


def is_sample_action(node: TableNode, cells: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a row of a table of actions says what is done by whom, and until which day."""
    roles = [lexicon.column_role(column.key) for column in node.columns][: len(cells)]
    if not {"owner", "due"} <= {*roles}:
        return False
    due, owner = cells[roles.index("due")], cells[roles.index("owner")]
    return _DAY.search(due) is not None and bool(owner.strip()) and any(map(_is_told, cells))


def is_any_of(node: TableNode, key: str, lexicon: Lexicon) -> bool:
    """Whether a row's name is what to choose from, as its other cells are to be filled in: ``ip / domain / hash``.

    So is one in capitals beside a slot, as the form of an id is: ``FXX-YY``.
    """
    options = option_list(key, lexicon)
    several = options is not None and len(options.type.options) >= _FEWEST
    coded = _CAPITALS.fullmatch(key) is not None
    if not (several or coded) or len(node.columns) < _FEWEST:
        return False
    row = next(row for row in node.rows if row.cells and row.cells[0].text.strip() == key)
    filled = [bool(template_slots(cell, lexicon, whole=True)) for cell in row.cells[1:]]
    return any(filled) if coded else all(filled)


_CAPITALS = re.compile(r"[A-Z]{2,5}-[A-Z]{1,5}")


def _is_told(text: str) -> bool:
    words = _WORD.findall(text)
    return len(words) >= (_FEWEST_SIGNS if any(len(word) == 1 for word in words) else _FEWEST)
