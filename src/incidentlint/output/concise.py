"""One line a finding: ``path:line:column: level CODE name message``, for editors and `grep`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from incidentlint.findings import FileResult
from incidentlint.output.formats import LEVEL_STYLES, Look, column_in
from incidentlint.text import one_line


def as_concise(results: Sequence[FileResult], look: Look) -> str:
    """Return the findings of all files, one on a line."""
    return "".join(f"{line}\n" for line in _lines(results, look))


def _lines(results: Sequence[FileResult], look: Look) -> Iterator[str]:
    for found, lines in ((found, result.lines) for result in results for found in result.shown):
        at = found.place
        column = column_in(look.column_unit, lines.get(at.line, ""), at.column)
        where = f"{one_line(found.path)}:{at.line}:{column}:"
        place = look.paint(where, bold=True)
        level = look.paint(found.level, **LEVEL_STYLES[found.level])
        said = f"{found.code} {found.name} {one_line(found.message)}"
        yield f"{place} {level} {look.wrap(said, len(where) + len(found.level) + 2, 4)}"
