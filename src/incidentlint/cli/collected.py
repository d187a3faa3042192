"""The reports that a command's options mean, one after the other, and what of them could not be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from incidentlint.api import Report as Facts
from incidentlint.api import facts_of
from incidentlint.cli.configured import day_of, resolver_for
from incidentlint.cli.console import read_stdin, tell
from incidentlint.cli.progress import progress_for
from incidentlint.findings import Diagnostic
from incidentlint.output import counted
from incidentlint.project import Examined, Overrides, Run, examine_paths, examine_stdin
from incidentlint.records import Record, record_of
from incidentlint.report import Report
from incidentlint.tuples import NamedTuple


class Collected(NamedTuple):
    """A report: its record, its facts, and what is found in its part of the file."""

    record: Record
    facts: Facts
    found: tuple[Diagnostic, ...]


class Collection:
    """The reports; they are read while it is iterated over, once."""

    def __init__(self, options: dict[str, Any], *, now: dt.datetime | None = None, for_programs: bool = False) -> None:
        """Take the options of the command; output `for_programs` must not be mixed with a bar on one terminal.

        Raises `UserError` for a day, a pack or a configuration that is none.
        """
        self._paths: Sequence[str] = options["paths"] or (".",)
        self._stdin_filename: str = options.get("stdin_filename", "")
        self._since, self._until = day_of("--since", options["since"]), day_of("--until", options["until"])
        self._severities = {level.casefold(): level for level in options["severities"]}
        self._levels: dict[str, str] = {}
        self._for_programs = for_programs
        self.run = Run()
        overrides = Overrides(packs=tuple(options["packs"]), now=now)
        self._resolver = resolver_for(overrides, config=options["config_file"], isolated=options["isolated"])
        self.skipped = 0

    def __iter__(self) -> Iterator[Collected]:
        """Yield the reports that the options mean."""
        for one in self._examined():
            self.skipped += not one.reports
            if one.error:
                self.run.fail(one.error)
            ends = [report.line for report in one.reports[1:]]
            for report, end in zip(one.reports, [*ends, None]):
                facts = facts_of(report)
                record = record_of(report, facts, one.shown, one.found)
                self._note_levels(report, record)
                if self._wants(record):
                    yield Collected(record, facts, _part_of(one.found, one.reports[0] is report, report.line, end))

    def _examined(self) -> Iterator[Examined]:
        if "-" in self._paths:
            yield from examine_stdin(read_stdin(), self._stdin_filename, self._resolver, self.run)
            return
        progress = progress_for(quiet=False, for_programs=self._for_programs)
        try:
            yield from examine_paths(self._paths, self._resolver, self.run, progress=progress)
        finally:
            if progress:
                progress.clear()

    @property
    def records(self) -> Iterator[Record]:
        """The records alone."""
        return (one.record for one in self)

    def _note_levels(self, report: Report, record: Record) -> None:
        """Learn which levels there are, if one is asked for."""
        if self._severities:
            for level in (*report.pack.severities, *((record.severity,) if record.severity else ())):
                self._levels.setdefault(level.casefold(), level)

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
        none = [level for key, level in self._severities.items() if key not in self._levels] if self._levels else []
        for level in none:
            tell(f"error: --severity {level}: no report has this level; there are {', '.join(self._levels.values())}")
        return 2 if self.run.failures or none else 0

    def tell_nothing(self) -> None:
        """Say that there was no report, and how many files were looked at."""
        tell(f"no incident report found in {counted(self.skipped, 'Markdown file')}")


def _part_of(found: tuple[Diagnostic, ...], is_first: bool, begin: int, end: int | None) -> tuple[Diagnostic, ...]:
    """Of what is found in a file, what is in one of its reports; what is before the first is its own."""
    return tuple(
        one for one in found if (is_first or one.place.line >= begin) and (end is None or one.place.line < end)
    )
