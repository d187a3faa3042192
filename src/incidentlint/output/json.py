"""JSON: one document with the diagnostics, the reports and the counts, or a line for each diagnostic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from incidentlint.findings import Diagnostic, FileResult, Place, PlacedFix
from incidentlint.output.formats import Look, count_levels, diagnostics

VERSION = 1
"""Raised when a key changes its meaning or goes; new keys may come without."""


def as_json(results: Sequence[FileResult], _look: Look = Look()) -> str:  # noqa: B008
    """Return the findings of all files as JSON."""
    document = {
        "version": VERSION,
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in diagnostics(results)],
        "files": [_file(result) for result in results if result.pack],
        "summary": summary(results),
    }
    return pretty(document)


def as_jsonl(results: Sequence[FileResult], _look: Look = Look()) -> str:  # noqa: B008
    """Return the findings of all files, each on a line as the document has it."""
    return "".join(f"{msgspec.json.encode(_diagnostic(one)).decode()}\n" for one in diagnostics(results))


def pretty(document: object) -> str:
    """Return anything that JSON can say, indented."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def summary(results: Sequence[FileResult]) -> dict[str, int]:
    """How many files, reports and findings there are."""
    counts = count_levels(diagnostics(results))
    return {
        "files": len(results),
        "reports": sum(len(result.reports) for result in results),
        "errors": counts["error"],
        "warnings": counts["warning"],
        "info": counts["info"],
        "fixable": sum(1 for diagnostic in diagnostics(results) if diagnostic.fix),
    }


def _file(result: FileResult) -> dict[str, Any]:
    return {
        "path": result.path,
        "pack": result.pack,
        "severity": result.severity,
        "reason": result.reason,
        "reports": [
            {"line": report.line, "id": report.id, "severity": report.severity, "pack": report.pack}
            for report in result.reports
        ],
    }


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "path": diagnostic.path,
        **_place(diagnostic.place),
        "code": diagnostic.code,
        "name": diagnostic.name,
        "level": diagnostic.level,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "related": [
            {"path": related.path, **_place(related.place), "message": related.message}
            for related in diagnostic.related
        ],
        "fix": _fix(diagnostic.fix) if diagnostic.fix else None,
        "url": diagnostic.url,
    }


def _place(place: Place) -> dict[str, int]:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }


def _fix(fix: PlacedFix) -> dict[str, Any]:
    edits = [{**_place(edit.place), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safety": fix.safety, "edits": edits}
