"""Folders of reports, for people's own scripts."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike, fspath

from incidentlint.api import Error, facts_of
from incidentlint.project import Overrides, Resolver, Run, examine_paths
from incidentlint.records.record import Record, record_of


def read_folder(path: str | PathLike[str] = ".") -> Iterator[Record]:
    """Yield the records of the reports in a folder, one after the other, each when it is asked for.

    They are read as `incidentlint check` reads them: with the configuration and the packs of their folders. What is no
    report is left out. Raises `Error` at the end for files that could not be read.
    """
    run = Run()
    for one in examine_paths([fspath(path)], Resolver(Overrides()), run):
        for report in one.reports:
            yield record_of(report, facts_of(report), one.shown, one.found)
    if run.failures:
        raise Error("; ".join(failure.message for failure in run.failures))
