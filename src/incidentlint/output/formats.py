"""What all formats share: how text looks, and how findings are counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec

from incidentlint.findings import LEVELS, Diagnostic, FileResult, Level
from incidentlint.text import Encoding, units_in

ColumnUnit = Literal["characters", "bytes", "utf-16"]
"""What a column counts: code points, bytes of UTF-8, or code units of UTF-16."""

_ENCODINGS: dict[ColumnUnit, Encoding] = {"characters": "utf-32", "bytes": "utf-8", "utf-16": "utf-16"}


def column_in(unit: ColumnUnit, line: str, column: int) -> int:
    """A column of a line, from 1, that counts code points, in another unit.

    Of a file that is no text the line is not known (it is empty then), and the column counts as it stands.
    """
    before = line[: column - 1]
    return column + units_in(before, _ENCODINGS[unit]) - len(before)


class Look(msgspec.Struct, frozen=True):
    """How text is shown: with colours or without, how many columns wide, in which encoding, columns of which unit.

    What `wraps` has words no wider than that: a terminal's, which would cut them anywhere.
    """

    color: bool = False
    width: int = 160
    wraps: bool = False
    encoding: str = "utf-8"
    column_unit: ColumnUnit = "characters"

    def wrap(self, text: str, begin: int, indent: int) -> str:
        """A text that begins in a column, from 0, in lines of the width; all but the first are indented."""
        if not self.wraps or begin + len(text) <= self.width:
            return text
        import textwrap

        wide = textwrap.TextWrapper(
            max(self.width, indent + 20), initial_indent=" " * begin, subsequent_indent=" " * indent,
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
        return "\n".join(wide.wrap(text)).removeprefix(" " * begin)

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


def shown(results: Iterable[FileResult]) -> list[Diagnostic]:
    """The diagnostics that the formats for people show."""
    return [diagnostic for result in results for diagnostic in result.shown]


def count_levels(found: Iterable[Diagnostic]) -> dict[Level, int]:
    """How many diagnostics there are of each level."""
    counts: dict[Level, int] = dict.fromkeys(LEVELS, 0)
    for diagnostic in found:
        counts[diagnostic.level] += 1
    return counts


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 error``, ``2 errors``; info has no plural."""
    return f"{number} {noun}{'' if number == 1 or noun == 'info' else 's'}"


def summary_line(results: Sequence[FileResult]) -> str:
    """Return what is shown in a line: ``2 errors, 1 warning in 1 of 3 reports``; empty when nothing is."""
    counts = counts_line(shown(results))
    if not counts:
        return ""
    found = [result for result in results if result.shown]
    reports = sum(1 for result in results if result.pack)
    if not all(result.pack for result in found):
        where = counted(len(found), "file")
    elif len(found) == reports:
        where = counted(reports, "report")
    else:
        where = f"{len(found)} of {counted(reports, 'report')}"
    return f"{counts} in {where}"


def hidden_line(results: Sequence[FileResult]) -> str:
    """Return how many findings the formats for people leave out: ``3 info not shown (--min-level info)``; or empty."""
    left = [diagnostic for result in results for diagnostic in result.hidden]
    if not left:
        return ""
    lightest = max((one.level for one in left), key=LEVELS.index)
    return f"{counts_line(left)} not shown (--min-level {lightest})"


def counts_line(found: Iterable[Diagnostic]) -> str:
    """Return how many there are of each level: ``2 errors, 1 warning``; empty without any."""
    return ", ".join(counted(number, level) for level, number in count_levels(found).items() if number)
