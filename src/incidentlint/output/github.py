"""GitHub's workflow commands: each finding is an annotation of the pull request.

Source: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from incidentlint.findings import Diagnostic, FileResult, Level
from incidentlint.output.formats import Look, diagnostics
from incidentlint.text import escaped, one_line

COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "info": "notice"}


def as_github(results: Sequence[FileResult], _look: Look) -> str:
    """Return an annotation for each finding, one on a line."""
    return "".join(f"::{COMMANDS[one.level]} {_properties(one)}::{_message(one)}\n" for one in diagnostics(results))


def _properties(found: Diagnostic) -> str:
    return ",".join(f"{name}={_escaped(text, ':,')}" for name, text in _pairs(found))


def _pairs(found: Diagnostic) -> Iterator[tuple[str, str]]:
    place = found.place
    yield "title", f"{found.code} {found.name}"
    yield "file", found.path
    yield "line", str(place.line)
    yield "endLine", str(place.end_line)
    if place.line == place.end_line:  # columns are shown for places within a line only
        yield "col", str(place.column)
        yield "endColumn", str(place.end_column)


def _message(found: Diagnostic) -> str:
    said = f"{found.path}:{found.place.line}:{found.place.column}: {found.code} {found.message}"
    return _escaped(f"{one_line(said)}\n{one_line(found.help)}" if found.help else one_line(said))


def _escaped(text: str, signs: str = "") -> str:
    """A text in which no sign ends the command, or a property where `signs` do, and none is a control character."""
    text = "".join(char if char in "\r\n" else escaped(char) for char in text)
    for sign in "%\r\n" + signs:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
