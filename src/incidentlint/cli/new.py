"""``incidentlint new``: a report begun from a pack's template."""

from __future__ import annotations

import datetime as dt
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence

import click

from incidentlint.authoring import Begin, Begun, Wanted
from incidentlint.cli.console import is_terminal, tell, write_bytes, write_plain
from incidentlint.project import UserError, shown_path

_PLACES = {
    "incident": ("--id", "an incident id"),
    "title": ("--title", "the title"),
    "severity": ("--severity", "the severity"),
    "detected": ("--detected", "the time of detection"),
    "started": ("--started", "the start"),
    "author": ("--author", "the author"),
}


class NewOptions(Wanted, frozen=True):
    """The options of the command."""

    edit: bool = False


def run_new(options: NewOptions) -> int:
    """Begin a report, write its path or its text, and return the exit status. Raises `UserError`."""
    begin = Begin(options, os.getcwd(), dt.datetime.now().astimezone())
    editor = _editor() if options.edit else []
    begun = begin.write(_title(options.title))
    for note in _notes(begun):
        tell(note)
    if not begun.path:
        write_bytes(begun.text.encode("utf-8", "backslashreplace"))
        return 0
    write_plain(f"{shown_path(begun.path)}\n")
    return _edit([*editor, begun.path]) if editor else 0


def _title(given: str | None) -> str:
    """The title: the user's, asked for where he can answer."""
    if given is None and is_terminal(sys.stdin) and is_terminal(sys.stderr):
        given = click.prompt("Title (empty: later)", default="", show_default=False, err=True)
    return given or ""


def _notes(begun: Begun) -> list[str]:
    """What the user should know: what has no place in the template, and where the file does not belong."""
    found = []
    for name in begun.unplaced:
        option, what = _PLACES[name]
        found.append(f"the template has no slot for {what}: {option} is not written into the report")
    if begun.outside:
        found.append(f"{shown_path(begun.path)} is not among the files that {begun.outside} names")
    return found


def _editor() -> list[str]:
    """The user's editor and its arguments. Raises `UserError`."""
    given = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        command = shlex.split(given, posix=os.name != "nt")
    except ValueError as error:
        raise UserError(f"VISUAL or EDITOR cannot be read: {given!r}: {error}") from None
    if not command:
        raise UserError("--edit: no editor; set VISUAL or EDITOR, for example EDITOR='code --wait'")
    if shutil.which(command[0]) is None:
        raise UserError(f"--edit: there is no program {command[0]!r}, which is set in VISUAL or EDITOR")
    return command


def _edit(command: Sequence[str]) -> int:
    """Run the editor until it ends. Raises `UserError` when it failed."""
    try:
        status = subprocess.run(command, check=False).returncode  # noqa: S603 (the user's own editor)
    except OSError as error:
        raise UserError(f"cannot run {command[0]}: {error.strerror or error}") from None
    if status:
        raise UserError(f"{command[0]} ended with status {status}; the report was written")
    return 0
