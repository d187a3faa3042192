"""Which column of a table is which of the shape."""

from __future__ import annotations

import re
from collections.abc import Callable

from incidentlint.outline import Label, TableNode
from incidentlint.template import Column
from incidentlint.vocabulary import Lexicon, either, key_of


def match_columns(columns: tuple[Column, ...], table: TableNode, lexicon: Lexicon) -> dict[int, int]:
    """Which column of the report's table is which of the shape's: by name, without parentheses, by alias or role."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    steps: tuple[Callable[[Column, Label], bool], ...] = (
        lambda column, label: label.key == column.label.key,
        lambda column, label: label.bare == column.label.bare,
        lambda column, label: label.key in map(key_of, column.aliases),
        lambda column, label: (
            bool(column.role) and not {label.key, label.bare}.isdisjoint(lexicon.columns[column.role])
        ),
        lambda column, label: (
            column.type is not None
            and column.type.kind == "time"
            and _names_zone(column.label.bare, label.key, lexicon)
        ),
    )
    for step in steps:
        for index, column in enumerate(columns):
            if index in found:
                continue
            for place, label in enumerate(table.columns):
                if place not in taken and (label.key or place == index) and step(column, label):
                    found[index] = place
                    taken.add(place)
                    break
    return found


def _names_zone(bare: str, key: str, lexicon: Lexicon) -> bool:
    """Whether a column head is the template's with a zone after it: ``Time CET``, ``Time in UTC``, ``Time, CET``."""
    rest = key.removeprefix(bare)
    lead = either(lexicon.words.time.zone_before)
    zone = rf"[\s,:/-]+(?:{lead} )?[(\[]?[a-z]{{1,5}}(?:[+-]\d{{1,2}}(?::\d\d)?)?[)\]]?"
    return rest != key and re.fullmatch(zone, rest) is not None
