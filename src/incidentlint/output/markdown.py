"""Markdown: a table of the reports with their state, and one of the findings; for the summary of a CI job."""

from __future__ import annotations

import re
from collections.abc import Sequence

from incidentlint.findings import FileResult
from incidentlint.output.formats import Look, counted, counts_line, shown, summary_line
from incidentlint.text import one_line

_SIGNS = re.compile(r"([\\`*_\[\]<>|~&])")
"""What may begin markup in a cell."""


def as_markdown(results: Sequence[FileResult], _look: Look) -> str:
    """Return the reports and what is found in them."""
    parts = [f"## Incident reports\n\n{_headline(results)}\n"]
    reports = [result for result in results if result.pack or result.shown]
    if reports:
        rows = [(one.path, one.severity, one.pack, counts_line(one.shown) or "complete") for one in reports]
        parts.append(markdown_table([("Report", "Severity", "Pack", "State"), *rows]))
    found = shown(results)
    if found:
        rows = [(f"{one.path}:{one.place.line}", one.level, f"{one.code} {one.name}", one.message) for one in found]
        parts.append(markdown_table([("Place", "Level", "Rule", "Finding"), *rows]))
    return "\n".join(parts)


def markdown_table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table, whose head is the first row. No cell begins markup."""
    head, *rest = rows
    lines = [_row(head), f"|{' --- |' * len(head)}", *map(_row, rest)]
    return "".join(f"{line}\n" for line in lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_SIGNS.sub(r"\\\1", one_line(cell)) for cell in cells) + " |"


def _headline(results: Sequence[FileResult]) -> str:
    number = sum(1 for result in results if result.pack)
    return summary_line(results) or (f"Nothing found in {counted(number, 'report')}" if number else "No reports found")
