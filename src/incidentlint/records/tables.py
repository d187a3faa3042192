"""Records as flat tables of comma-separated values, for spreadsheets and databases."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any, Final

import msgspec

from incidentlint.records.record import ActionItem, Event, Record

_NESTED: Final = ("milestones", "lengths", "events", "actions", "figures", "fields")

_OF_REPORT: Final = ("path", "report_line", "id")
"""What ties a row of another table to its report."""

TABLES: Final[dict[str, tuple[str, ...]]] = {
    "incidents": tuple(name for name in Record.__struct_fields__ if name not in _NESTED),
    "events": (*_OF_REPORT, *Event.__struct_fields__),
    "actions": (*_OF_REPORT, *ActionItem.__struct_fields__),
}
"""The tables by name, and their columns."""


def as_csv(name: str, records: Iterable[Record]) -> Iterator[str]:
    """Yield the lines of a table, the names of its columns first, as RFC 4180 has them; null is an empty cell.

    What a spreadsheet would take for a formula has an apostrophe before it.
    """
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")

    def line(cells: Iterable[Any]) -> str:
        out.seek(0)
        out.truncate()
        writer.writerow([_cell(cell) for cell in cells])
        return out.getvalue()

    yield line(TABLES[name])
    for row in rows_of(name, records):
        yield line(row)


def rows_of(name: str, records: Iterable[Record]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table, with the values of its columns as the records have them."""
    columns = TABLES[name]
    for record in records:
        if name == "incidents":
            yield tuple(getattr(record, column) for column in columns)
            continue
        parts: tuple[Event, ...] | tuple[ActionItem, ...] = record.events if name == "events" else record.actions
        for part in parts:
            yield (record.path, record.line, record.id, *msgspec.structs.astuple(part))


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        value = " ".join(value.split())
        return f"'{value}" if value.startswith(("=", "+", "-", "@")) else value
    return value
