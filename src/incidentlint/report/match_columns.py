"""Which column of a table is which of the shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from incidentlint.outline import TableNode
from incidentlint.template import Column
from incidentlint.vocabulary import Lexicon, either, inflected, key_of


def match_columns(columns: tuple[Column, ...], table: TableNode, lexicon: Lexicon) -> dict[int, int]:
    """Which column of the report's table is which of the shape's: by name, without parentheses, by alias or role."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    keys, bare = _places(label.key for label in table.columns), _places(label.bare for label in table.columns)

    def with_zone(column: Column) -> Iterator[int]:
        if column.type is None or column.type.kind != "time":
            return
        for place, label in enumerate(table.columns):
            if label.key.startswith(column.label.bare) and _names_zone(column.label.bare, label.key, lexicon):
                yield place

    def with_role(column: Column) -> Iterator[int]:
        for name in lexicon.columns[column.role] if column.role else ():
            yield from keys.get(name, ())
            yield from bare.get(name, ())

    steps: tuple[Callable[[Column], Iterable[int]], ...] = (
        lambda column: keys.get(column.label.key, ()),
        lambda column: bare.get(column.label.bare, ()),
        lambda column: [place for name in _other_names(column) for place in keys.get(name, ())],
        with_role,
        with_zone,
    )
    for step in steps:
        for index, column in enumerate(columns):
            if index in found:
                continue
            free = (p for p in step(column) if p not in taken and (table.columns[p].key or p == index))
            place = min(free, default=None)
            if place is not None:
                found[index] = place
                taken.add(place)
    return found


def _other_names(column: Column) -> tuple[str, ...]:
    """The keys of a column's other names."""
    return *map(key_of, column.aliases), *inflected(column.label.key)


def _places(names: Iterable[str]) -> dict[str, list[int]]:
    """The numbers of the columns with a name."""
    found: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        found.setdefault(name, []).append(place)
    return found


def _names_zone(bare: str, key: str, lexicon: Lexicon) -> bool:
    """Whether a column head is the template's with a zone after it: ``Time CET``, ``Time in UTC``, ``Time, CET``."""
    rest = key.removeprefix(bare)
    lead = either(lexicon.words.time.zone_before)
    zone = rf"[\s,:/-]+(?:{lead} )?[(\[]?[a-z]{{1,5}}(?:[+-]\d{{1,2}}(?::\d\d)?)?[)\]]?"
    return rest != key and re.fullmatch(zone, rest) is not None
