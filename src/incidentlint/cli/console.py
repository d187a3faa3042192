"""Standard output and standard error: encodings, colours, broken pipes."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Sequence
from typing import Any, Literal, TextIO, TypeVar

import msgspec

from incidentlint.cli.streams import let_go, put
from incidentlint.output import ColumnUnit, Look
from incidentlint.project import UserError
from incidentlint.text import one_line

ColorChoice = Literal["auto", "always", "never"]

Options = TypeVar("Options", bound=msgspec.Struct)

PLAIN_WIDTH = 160
"""How wide text is that goes to no terminal."""

_RUNNERS = ("GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION")
"""What is set in the jobs of CI services that obey lines of a job's output."""

_COMMAND = re.compile(r"^([^\S\n]*+):(?=:)|#(?=#[\w.]{0,40}\[)", re.MULTILINE)
"""How commands begin: ``::`` at the start of a line, ``##[`` or ``##name[`` anywhere."""


def read_options(options: dict[str, Any], kind: type[Options]) -> Options:
    """A command's options by their names as one value; one that the command does not have is an error of ours."""
    return msgspec.convert(options, kind)


def look(color: ColorChoice, column_unit: ColumnUnit = "characters") -> Look:
    """How standard output is written: what the options say, else what the environment and the terminal say."""
    stream = sys.stdout
    terminal = is_terminal(stream)
    return Look(
        color=_wants_color(color, terminal),
        width=_width() if terminal else PLAIN_WIDTH,
        wraps=terminal,
        encoding=_encoding(stream),
        column_unit=column_unit,
    )


def _width() -> int:
    import shutil

    return min(PLAIN_WIDTH, shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns)


def plain(color: ColorChoice, column_unit: ColumnUnit = "characters") -> Look:
    """How a file is written."""
    return Look(color=color == "always", width=PLAIN_WIDTH, column_unit=column_unit)


def _wants_color(color: ColorChoice, terminal: bool) -> bool:
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return terminal and os.environ.get("TERM") != "dumb"


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks at a stream."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def _encoding(stream: TextIO | None) -> str:
    return getattr(stream, "encoding", None) or "utf-8"


def tell(message: str, *, name: str = "incidentlint: ", lines: bool = False, below: Sequence[str] = ()) -> None:
    """Say something on standard error, whatever its encoding, after who says it.

    It is one line, or several `lines` of ours; those `below` are under it without a margin, ready to be pasted.
    Names of files and keys of configurations are a part of it: none of their signs reaches the terminal as it is.
    """
    said = "\n  ".join(map(one_line, message.splitlines())) if lines else one_line(message)
    _write(unobeyed("".join(f"{line}\n" for line in (name + said, *map(one_line, below)))), sys.stderr, err=True)


def is_obeyed() -> bool:
    """Whether a CI service reads what is written, and takes lines that look like its commands for such."""
    return any(os.environ.get(name) for name in _RUNNERS)


def is_watched() -> bool:
    """Whether a terminal or a CI service may obey what is written to standard output."""
    return is_terminal(sys.stdout) or is_obeyed()


def unobeyed(text: str) -> str:
    """A text in which a CI service finds no command: one sign of each is another of the same look and width."""
    if not is_obeyed():
        return text
    return _COMMAND.sub(lambda found: "\u266f" if found[1] is None else f"{found[1]}\u2236", text)


def read_stdin() -> bytes:
    """All bytes of standard input. Raises `UserError` where there is none or it cannot be read."""
    if sys.stdin is None:
        raise UserError("standard input is closed")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise UserError(f"standard input cannot be read: {error.strerror or error}") from None


def write_bytes(data: bytes) -> None:
    """Write a file's bytes to standard output as they are, but for a terminal. Raises `UserError` for a full disk."""
    if is_terminal(sys.stdout):
        write_plain(data.decode("utf-8", "backslashreplace"))
        return
    try:
        put(data, sys.stdout)
    except OSError as error:
        _gave_up(error)


def write(text: str, *, raw: bool = False) -> None:
    """Write to standard output; `raw` is UTF-8 whatever its encoding, as JSON has to be.

    A reader who has gone is no error: who pipes into `head` has seen enough. Raises `UserError` for a full disk.
    """
    if not text:
        return
    try:
        if raw:
            put(text.encode("utf-8", "backslashreplace"), sys.stdout)
        else:
            _write(unobeyed(text), sys.stdout, err=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        _gave_up(error)


def write_plain(text: str) -> None:
    """Write lines to standard output in which names may be anything; see `write`."""
    write("\n".join(map(one_line, text.split("\n"))))


def _gave_up(error: OSError) -> None:
    """Standard output takes no more: no error where its reader has gone, else one of the user's."""
    let_go()
    # Windows calls a broken pipe an invalid argument.
    gone = isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL)
    if not gone:
        raise UserError(f"cannot write the output: {error.strerror or error}") from None


def _write(text: str, stream: TextIO | None, *, err: bool) -> None:
    encoding = _encoding(stream)
    text = text.encode(encoding, "backslashreplace").decode(encoding)
    try:
        put(text, stream)
    except OSError:
        if not err:
            raise
