"""Records as tables of Apache Parquet, with typed columns. Needs pyarrow, which is imported here alone."""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Any

from incidentlint.records.record import ActionItem, Event, Record
from incidentlint.records.tables import TABLES, rows_of

_ROWS = 2_000
"""So many rows are in memory at once, and in a group of the file."""

_PARTS = {"incidents": Record, "events": Event, "actions": ActionItem}
_OF_REPORT = {"path": str, "report_line": int, "id": str}


def write_parquet(name: str, records: Iterable[Record], out: IO[bytes]) -> None:
    """Write a table, one of `TABLES`, while the records are read. Moments stay texts in ISO 8601: not all have a zone.

    Raises `ImportError` without pyarrow.
    """
    import pyarrow
    import pyarrow.parquet

    kinds = {
        str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_(),
        dt.date: pyarrow.date32(),
    }  # fmt: skip
    hints = _OF_REPORT | typing.get_type_hints(_PARTS[name])
    schema = pyarrow.schema([(column, kinds[_plain(hints[column])]) for column in TABLES[name]])
    rows = rows_of(name, records)
    with pyarrow.parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            columns = [pyarrow.array(list(values), field.type) for values, field in zip(zip(*batch), schema)]
            writer.write_batch(pyarrow.record_batch(columns, schema=schema))


def _batches(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while batch := list(islice(rows, _ROWS)):
        yield batch


def _plain(hint: Any) -> Any:
    """The type of a column, whether or not it may be null."""
    if isinstance(hint, types.UnionType):
        return next(one for one in typing.get_args(hint) if one is not types.NoneType)
    return hint
