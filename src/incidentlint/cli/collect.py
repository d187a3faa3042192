"""``incidentlint export`` and ``incidentlint stats``: many reports as records, and what they say together."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from incidentlint.cli.configured import day_of, resolver_for
from incidentlint.cli.console import tell, write
from incidentlint.cli.progress import progress_for
from incidentlint.findings import Diagnostic
from incidentlint.output import counted, markdown_table, pretty
from incidentlint.project import Overrides, Run, examine_paths, write_file
from incidentlint.records import METRICS, RECORD_VERSION, Group, Record, Spread, as_csv, record_of, statistics
from incidentlint.text import cells

_BAR = 16


class _Collected:
    """The records that a command's options mean, one after the other."""

    def __init__(self, options: dict[str, Any]) -> None:
        """Take the options of the command. Raises `UserError` for a day, a pack or a configuration that is none."""
        self._paths: Sequence[str] = options["paths"] or (".",)
        self._since, self._until = day_of("--since", options["since"]), day_of("--until", options["until"])
        self._severities = {level.casefold() for level in options["severities"]}
        self.run = Run()
        overrides = Overrides(packs=tuple(options["packs"]))
        self._resolver = resolver_for(overrides, config=options["config_file"], isolated=options["isolated"])
        self.skipped = 0

    def __iter__(self) -> Iterator[Record]:
        progress = progress_for(quiet=False, for_programs=False)
        try:
            for one in examine_paths(self._paths, self._resolver, self.run, progress=progress):
                self.skipped += not one.reports
                if one.found and not one.reports:  # bytes that are no text
                    self.run.fail(f"{one.shown}: {one.found[0].message}")
                for report in one.reports:
                    found: tuple[Diagnostic, ...] = one.found
                    record = record_of(report, one.shown, found)
                    if self._wants(record):
                        yield record
        finally:
            if progress:
                progress.clear()

    def _wants(self, record: Record) -> bool:
        if self._severities and (record.severity or "").casefold() not in self._severities:
            return False
        if self._since is None and self._until is None:
            return True
        day = record.day
        if day is None:
            return False
        return (self._since is None or day >= self._since) and (self._until is None or day <= self._until)

    def status(self) -> int:
        """Tell what could not be read, and return the exit status."""
        for failure in self.run.failures:
            tell(f"error: {failure.message}")
        return 2 if self.run.failures else 0


def export_records(options: dict[str, Any]) -> int:
    """Write all records, each as soon as it is made, and return the exit status. Raises `UserError`."""
    collected = _Collected(options)
    form = options["output_format"]
    if form == "csv":
        pieces = as_csv(options["table"], collected)
    elif form == "jsonl":
        pieces = (f"{msgspec.json.encode(record).decode()}\n" for record in collected)
    else:
        pieces = _document(collected)
    if options["output_file"]:
        write_file(options["output_file"], "".join(pieces))
    else:
        for piece in pieces:
            write(piece, raw=True)
    return collected.status()


def _document(collected: _Collected) -> Iterator[str]:
    """One document, written while the reports are read."""
    yield f'{{"version": {RECORD_VERSION}, "reports": ['
    before = "\n"
    for record in collected:
        yield f"{before}{msgspec.json.encode(record).decode()}"
        before = ",\n"
    failed = [failure.message for failure in collected.run.failures]
    yield f'\n], "skipped": {collected.skipped}, "failures": {msgspec.json.encode(failed).decode()}}}\n'


def write_statistics(options: dict[str, Any]) -> int:
    """Write the statistics and return the exit status. Raises `UserError`."""
    collected = _Collected(options)
    given = options["as_of"].strip().casefold()
    today = dt.datetime.now(dt.UTC).date() if given == "now" else day_of("--as-of", options["as_of"])
    groups = statistics(collected, options["by"], today)
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
        tell(f"no incident report found in {counted(collected.skipped, 'Markdown file')}")
    return collected.status()


def _rows(groups: Sequence[Group], overdue: bool, *, exact: bool = False) -> list[list[str]]:
    """The statistics as a table: a line for each group, lengths in seconds where they are to be `exact`."""
    head = ["group", "reports", "with errors"]
    for said in METRICS.values():
        head += [f"{said}: reports", f"{said}: median", f"{said}: p90", f"{said}: longest"]
    rows = [[*head, "actions open", *(["actions overdue"] if overdue else []), "actions done"]]
    for group in groups:
        row = [group.name, str(group.reports), str(group.with_errors)]
        for spread in group.times.values():
            lengths = (spread.median, spread.p90, spread.longest)
            row += [str(spread.reports), *(_seconds(one) if exact else short(one) for one in lengths)]
        states = ("open", *(["overdue"] if overdue else []), "done")
        rows.append([*row, *(str(group.actions[state]) for state in states)])
    return rows


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def short(seconds: float | None) -> str:
    """A length in its two largest units: ``1 h 35 min``; a dash where none is known."""
    if seconds is None:
        return "-"
    minutes = round(seconds / 60)
    if seconds < 60:
        return f"{round(seconds)} s"
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    days, hours = divmod(round(minutes / 60), 24)
    return f"{days} d {hours} h" if hours else f"{days} d"


def _csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _text(groups: Sequence[Group], overdue: bool) -> str:
    """A paragraph for all reports, then a line with a bar for each group."""
    whole = groups[0]
    lines = [f"{counted(whole.reports, 'report')}, {whole.with_errors} with errors", ""]
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
            medians = (short(spread.median) for spread in group.times.values())
            table.append([group.name, str(group.reports), bar, *medians])
        lines += ["", *_aligned(table)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _spread(spread: Spread, reports: int) -> list[str]:
    return [f"{spread.reports} of {reports}", short(spread.median), short(spread.p90), short(spread.longest)]


def _aligned(table: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table whose columns begin below one another."""

    def width(text: str) -> int:
        return sum(cell.width for cell in cells(text))

    widths = [max(width(row[column]) for row in table) for column in range(len(table[0]))]
    return [
        "  ".join(text + " " * (wide - width(text)) for text, wide in zip(row, widths, strict=True)) for row in table
    ]
