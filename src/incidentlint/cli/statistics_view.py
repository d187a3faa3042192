"""``incidentlint stats``: what many reports say together."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from incidentlint.cli.collected import Collection
from incidentlint.cli.configured import time_of
from incidentlint.cli.console import write
from incidentlint.output import counted, markdown_table, pretty
from incidentlint.project import UserError
from incidentlint.records import KEYS, METRICS, RECORD_VERSION, Group, Spread, UnknownKeyError, short_length, statistics
from incidentlint.text import cells, one_line

_BAR = 16
_FIELDS = 12
"""So many names of fields are told to who named one that is none."""


def write_statistics(options: dict[str, Any]) -> int:
    """Write the statistics and return the exit status. Raises `UserError`."""
    collection = Collection(options)
    now = time_of("--as-of", options["as_of"])
    today = now.date() if now else None
    try:
        groups = statistics(collection.records, options["by"], today)
    except UnknownKeyError as error:
        fields = ", ".join(one_line(label) for label in error.labels[:_FIELDS])
        more = f", and {len(error.labels) - _FIELDS} more" if len(error.labels) > _FIELDS else ""
        raise UserError(
            f"--by {options['by']}: no report has a field of this name; there are {', '.join(KEYS)}, and the fields "
            f"{fields or '(none)'}{more}"
        ) from None
    form = options["output_format"]
    if form == "json":
        text = pretty({"version": RECORD_VERSION, "by": options["by"] or None, "groups": groups})
    elif form == "csv":
        text = _csv(_rows(groups, today is not None, exact=True))
    elif form == "markdown":
        text = markdown_table(_rows(groups, today is not None))
    else:
        text = _text(groups, today is not None)
    write(text, raw=form != "text")
    if not groups[0].reports:
        collection.tell_nothing()
    return collection.status()


def _rows(groups: Sequence[Group], overdue: bool, *, exact: bool = False) -> list[list[str]]:
    """The statistics as a table: a line for each group, lengths in seconds where they are to be `exact`."""
    head = ["group", "reports", "with errors", "late", "incomplete"]
    for said in METRICS.values():
        head += [f"{said}: reports", f"{said}: of them stated", f"{said}: median", f"{said}: p90", f"{said}: longest"]
    rows = [[*head, "actions open", *(["actions overdue"] if overdue else []), "actions done"]]
    for group in groups:
        row = [group.name, *map(str, (group.reports, group.with_errors, group.late, group.incomplete))]
        for spread in group.times.values():
            lengths = (spread.median, spread.p90, spread.longest)
            row += [
                str(spread.reports),
                str(spread.stated),
                *(_seconds(one) if exact else short_length(one) for one in lengths),
            ]
        states = ("open", *(["overdue"] if overdue else []), "done")
        rows.append([*row, *(str(group.actions[state]) for state in states)])
    return rows


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _text(groups: Sequence[Group], overdue: bool) -> str:
    """A paragraph for all reports, then a line with a bar for each group."""
    whole = groups[0]
    counts = [(whole.late, "late"), (whole.incomplete, "incomplete")]
    more = "".join(f", {number} {told}" for number, told in counts if number)
    lines = [f"{counted(whole.reports, 'report')}, {whole.with_errors} with errors{more}", ""]
    table = [["", "known in", "median", "90th percentile", "longest"]]
    table += [[f"time to {said}", *_spread(spread, whole.reports)] for said, spread in whole.times.items()]
    lines += [*_aligned(table), ""]
    states = ["open", *(["overdue"] if overdue else []), "done"]
    lines.append("actions: " + ", ".join(f"{whole.actions[state]} {state}" for state in states))
    if len(groups) > 1:
        most = max(group.reports for group in groups[1:])
        table = [["", "reports", "", *(f"{said}, median" for said in METRICS.values())]]
        for group in groups[1:]:
            bar = "#" * max(1, round(_BAR * group.reports / most))
            medians = (short_length(spread.median) for spread in group.times.values())
            table.append([group.name, str(group.reports), bar, *medians])
        lines += ["", *_aligned(table)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _spread(spread: Spread, reports: int) -> list[str]:
    return [
        f"{spread.reports} of {reports}",
        short_length(spread.median),
        short_length(spread.p90),
        short_length(spread.longest),
    ]


def _aligned(table: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table whose columns begin below one another."""

    def width(text: str) -> int:
        return sum(cell.width for cell in cells(text))

    widths = [max(width(row[column]) for row in table) for column in range(len(table[0]))]
    return [
        "  ".join(text + " " * (wide - width(text)) for text, wide in zip(row, widths, strict=True)) for row in table
    ]
