"""What is found in a text, as the diagnostics of the protocol. Pure."""

from __future__ import annotations

import os
from pathlib import Path

from lsprotocol import types

from incidentlint.findings import Diagnostic, Level
from incidentlint.lsp.checker import Checked
from incidentlint.lsp.positions import Units

SOURCE = "incidentlint"

SEVERITIES: dict[Level, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


def diagnostics(checked: Checked, units: Units, uri: str) -> list[types.Diagnostic]:
    """What is found, and at the top of the text why it could not be linted."""
    return [*map(failed, checked.failures), *(diagnostic_of(one, units, uri) for one in checked.result.diagnostics)]


def failed(message: str, line: int = 1, column: int = 1) -> types.Diagnostic:
    """An error of a file that could not be used, at a line and a column from 1."""
    place = types.Position(max(line, 1) - 1, max(column, 1) - 1)
    error = types.DiagnosticSeverity.Error
    return types.Diagnostic(types.Range(place, place), message, severity=error, source=SOURCE)


def diagnostic_of(found: Diagnostic, units: Units, uri: str) -> types.Diagnostic:
    """A finding as the editor is told of it."""
    related = [
        types.DiagnosticRelatedInformation(types.Location(uri, units.range(one.place)), one.message)
        if one.path == found.path
        else types.DiagnosticRelatedInformation(_elsewhere(one.path, one.place.line), one.message)
        for one in found.related
    ]
    return types.Diagnostic(
        units.range(found.place),
        f"{found.message}\n{found.help}" if found.help else found.message,
        severity=SEVERITIES[found.level],
        code=found.code,
        code_description=types.CodeDescription(found.url) if found.url else None,
        source=SOURCE,
        related_information=related or None,
    )


def _elsewhere(path: str, line: int) -> types.Location:
    """A line of another file: its text is not at hand, so columns are not counted."""
    begin = types.Position(line - 1, 0)
    return types.Location(Path(os.path.abspath(path)).as_uri(), types.Range(begin, begin))
