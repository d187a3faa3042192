"""Markdown: a table of the reports with their state, and one of the findings; for the summary of a CI job."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from incidentlint.findings import FileResult
from incidentlint.output.formats import Look, counted, counts_line, shown, summary_line
from incidentlint.text import one_line

_SIGNS = re.compile(r"([\\`*_\[\]<>|~&])")
"""What may begin markup in a cell."""


def as_markdown(results: Sequence[FileResult], _look: Look) -> str:
    """Return the reports and what is found in them."""
    lines = ["## Incident reports", "", _headline(results), ""]
    reports = [result for result in results if result.pack or result.shown]
    if reports:
        lines += ["| Report | Severity | Pack | State |", "| --- | --- | --- | --- |"]
        lines += [_row(one.path, one.severity, one.pack, counts_line(one.shown) or "complete") for one in reports]
        lines.append("")
    lines += _findings(results)
    return "\n".join(lines).rstrip("\n") + "\n"


def _headline(results: Sequence[FileResult]) -> str:
    number = sum(1 for result in results if result.pack)
    return summary_line(results) or (f"Nothing found in {counted(number, 'report')}" if number else "No reports found")


def _findings(results: Sequence[FileResult]) -> Iterator[str]:
    found = shown(results)
    if found:
        yield from ("| Place | Level | Rule | Finding |", "| --- | --- | --- | --- |")
    for one in found:
        yield _row(f"{one.path}:{one.place.line}", one.level, f"{one.code} {one.name}", one.message)


def _row(*cells: str) -> str:
    return "| " + " | ".join(_SIGNS.sub(r"\\\1", one_line(cell)) for cell in cells) + " |"
