"""What all formats share: how text looks, and how findings are counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from incidentlint.findings import LEVELS, Diagnostic, FileResult, Level


class Look(msgspec.Struct, frozen=True):
    """How text is shown: with colours or without, how many columns wide, in which encoding."""

    color: bool = False
    width: int = 160
    encoding: str = "utf-8"

    def paint(self, text: str, **style: Any) -> str:
        """Return the text in a style of `click.style`, where there are colours."""
        if not self.color or not text:
            return text
        import click

        return click.style(text, **style)


LEVEL_STYLES: dict[Level, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "blue", "bold": True},
}


def diagnostics(results: Iterable[FileResult]) -> list[Diagnostic]:
    """All diagnostics, in the order of the files."""
    return [diagnostic for result in results for diagnostic in result.diagnostics]


def count_levels(results: Iterable[FileResult]) -> dict[Level, int]:
    """How many diagnostics there are of each level."""
    counts: dict[Level, int] = dict.fromkeys(LEVELS, 0)
    for diagnostic in diagnostics(results):
        counts[diagnostic.level] += 1
    return counts


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 error``, ``2 errors``; info has no plural."""
    return f"{number} {noun}{'' if number == 1 or noun == 'info' else 's'}"


def summary_line(results: Sequence[FileResult]) -> str:
    """Return what was found in a line: ``2 errors, 1 warning in 1 of 3 reports``; empty when nothing was."""
    counts = [counted(number, level) for level, number in count_levels(results).items() if number]
    if not counts:
        return ""
    found = [result for result in results if result.diagnostics]
    reports = sum(1 for result in results if result.pack)
    if not all(result.pack for result in found):
        where = counted(len(found), "file")
    elif len(found) == reports:
        where = counted(reports, "report")
    else:
        where = f"{len(found)} of {counted(reports, 'report')}"
    return f"{', '.join(counts)} in {where}"
