"""``incidentlint export``: many reports as records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from incidentlint.cli.collected import Collection
from incidentlint.cli.console import write
from incidentlint.project import UserError, check_output, write_stream
from incidentlint.records import RECORD_VERSION, as_csv, write_parquet


def export_records(options: dict[str, Any]) -> int:
    """Write all records, each as soon as it is made, and return the exit status. Raises `UserError`."""
    form, file = options["output_format"], options["output_file"]
    if file:
        check_output(file)
    collection = Collection(options, for_programs=not file)
    if form == "parquet":
        _write_parquet(options["table"], collection, file)
    else:
        _write(_pieces(form, options["table"], collection), file)
    return collection.status()


def _pieces(form: str, table: str, collection: Collection) -> Iterator[str]:
    if form == "csv":
        return as_csv(table, collection.records)
    if form == "jsonl":
        return (f"{msgspec.json.encode(record).decode()}\n" for record in collection.records)
    return _document(collection)


def _write(pieces: Iterable[str], file: str) -> None:
    if not file:
        for piece in pieces:
            write(piece, raw=True)
        return
    with write_stream(file) as out:
        for piece in pieces:
            out.write(piece.encode("utf-8", "backslashreplace"))


def _write_parquet(table: str, collection: Collection, file: str) -> None:
    """Write a table as Parquet, which is bytes that no terminal shows. Raises `UserError`."""
    if not file:
        raise UserError("parquet is written to a file: name it with --output-file")
    try:
        import pyarrow  # noqa: F401 - is it there, before anything is read or written
    except ImportError:
        raise UserError('parquet needs pyarrow: pip install "incidentlint[parquet]"') from None
    with write_stream(file) as out:
        write_parquet(table, collection.records, out)


def _document(collection: Collection) -> Iterator[str]:
    """One document, written while the reports are read."""
    yield f'{{"version": {RECORD_VERSION}, "reports": ['
    before = "\n"
    for record in collection.records:
        yield f"{before}{msgspec.json.encode(record).decode()}"
        before = ",\n"
    failed = [failure.message for failure in collection.run.failures]
    yield f'\n], "skipped": {collection.skipped}, "failures": {msgspec.json.encode(failed).decode()}}}\n'
