"""Files: how a report is named, and where it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from incidentlint.checks.common import named
from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding, Related
from incidentlint.report import Report, incident_days
from incidentlint.template import slot_pattern
from incidentlint.text import Span

WHOLE_FILE = Span(0, 0)
"""Where a finding about the file as such is: 1:1."""


def name(report: Report, params: NoParams) -> Iterator[Finding]:
    """File names that do not follow the pack's pattern."""
    pattern = report.pack.files.name
    if pattern and report.file_name and not slot_pattern(pattern).regex.fullmatch(report.file_name):
        yield Finding(WHOLE_FILE, {"name": report.file_name, "pattern": pattern})


def folder(report: Report, params: NoParams) -> Iterator[Finding]:
    """Reports outside the pack's folder, sub-folders of it being fine, or in the folder of another year.

    A ``YYYY`` in the pack's folder is the year in which the incident started or was detected.
    """
    pattern = report.pack.files.folder
    if not pattern or not report.path:
        return
    parts = PurePosixPath(report.path).parent.parts
    wanted = PurePosixPath(pattern).parts
    regexes = [slot_pattern(part).regex for part in wanted]
    for start in range(len(parts) - len(wanted) + 1):
        if all(regex.fullmatch(part) for regex, part in zip(regexes, parts[start:], strict=False)):
            yield from _other_year(report, dict(zip(wanted, parts[start:], strict=False)).get("YYYY"))
            return
    yield Finding(WHOLE_FILE, {"folder": "/".join(parts) or ".", "pattern": pattern}, variant="place")


def _other_year(report: Report, year: str | None) -> Iterator[Finding]:
    days = incident_days(report)
    if year is not None and days and year not in {str(day.year) for day in days}:
        stated = days[min(days)]
        related = (Related(stated.span, named(stated.label)),)
        values = {"year": year, "label": named(stated.label), "value": stated.stamp.raw}
        yield Finding(WHOLE_FILE, values, related, variant="year")
