"""Reviewdog's diagnostic format, in which reviewdog comments on a change wherever it is hosted.

Source: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from incidentlint.findings import Diagnostic, FileResult, Level, Place
from incidentlint.output.formats import Look, column_in
from incidentlint.output.json import pretty

SEVERITIES: dict[Level, str] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def as_rdjson(results: Sequence[FileResult], _look: Look) -> str:
    """Return the findings of all files as one document."""
    found = [_diagnostic(one, result.lines) for result in results for one in result.diagnostics]
    return pretty({"source": {"name": "incidentlint"}, "diagnostics": found})


def _diagnostic(found: Diagnostic, lines: dict[int, str]) -> dict[str, Any]:
    code = {"value": found.code, "url": found.url} if found.url else {"value": found.code}
    return {
        "message": found.in_full,
        "location": {"path": found.path, "range": _range(found.place, lines)},
        "severity": SEVERITIES[found.level],
        "code": code,
        "suggestions": list(_suggestions(found, lines)),
    }


def _suggestions(found: Diagnostic, lines: dict[int, str]) -> Iterator[dict[str, Any]]:
    """The fix: suggestions are offered one by one, so one of several edits is none."""
    edits = found.fix.edits if found.fix else ()
    if len(edits) == 1:
        yield {"range": _range(edits[0].place, lines), "text": edits[0].text}


def _range(place: Place, lines: dict[int, str]) -> dict[str, Any]:
    """A place with columns in bytes of UTF-8."""

    def position(line: int, column: int) -> dict[str, int]:
        return {"line": line, "column": column_in("bytes", lines.get(line, ""), column)}

    return {"start": position(place.line, place.column), "end": position(place.end_line, place.end_column)}
