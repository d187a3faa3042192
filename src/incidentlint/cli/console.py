"""Standard output and standard error: encodings, colours, broken pipes."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from typing import Literal, TextIO

import click

from ..output import Look

ColorChoice = Literal["auto", "always", "never"]
PLAIN_WIDTH = 160
"""How wide text is that goes to no terminal."""


class Failure(click.ClickException):
    """An error that ends the command with status 2: what is said of it needs no traceback."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        """Say it on standard error."""
        tell(f"error: {self.message}")


def look(color: ColorChoice) -> Look:
    """How standard output is written: what the option says, else what the environment and the terminal say."""
    stream = sys.stdout
    terminal = is_terminal(stream)
    width = min(PLAIN_WIDTH, shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns) if terminal else PLAIN_WIDTH
    return Look(color=_wants_color(color, terminal), width=width, encoding=_encoding(stream))


def plain(color: ColorChoice) -> Look:
    """How a file is written."""
    return Look(color=color == "always", width=PLAIN_WIDTH)


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


def tell(message: str) -> None:
    """Say something on standard error, whatever its encoding."""
    _write(f"incidentlint: {message}\n", sys.stderr, err=True)


def write(text: str, *, raw: bool = False) -> None:
    """Write to standard output; `raw` is UTF-8 whatever its encoding, as JSON has to be.

    A reader who has gone is no error: who pipes into `head` has seen enough. Raises `Failure` for a full disk.
    """
    if not text:
        return
    try:
        if raw:
            click.echo(text.encode("utf-8", "backslashreplace"), nl=False)
        else:
            _write(text, sys.stdout, err=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        _let_go()
        # Windows calls a broken pipe an invalid argument.
        gone = isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL)
        if not gone:
            raise Failure(f"cannot write the output: {error.strerror or error}") from None


def write_file(path: str, text: str) -> None:
    """Write a file at once: whoever reads it sees the old one or the new one. Raises `Failure`."""
    import tempfile

    path = os.path.realpath(path)
    data = text.encode("utf-8", "backslashreplace")
    new = ""
    try:
        if os.path.exists(path) and not os.path.isfile(path):  # a pipe or a device is written to as it is
            with open(path, "wb") as file:
                file.write(data)
            return
        os.makedirs(os.path.dirname(path), exist_ok=True)
        handle, new = tempfile.mkstemp(dir=os.path.dirname(path), prefix=f".{os.path.basename(path)}.")
        with open(handle, "wb") as file:
            file.write(data)
        os.chmod(new, os.stat(path).st_mode & 0o7777 if os.path.exists(path) else 0o666 & ~_umask())
        os.replace(new, path)
    except OSError as error:
        if new:
            with contextlib.suppress(OSError):
                os.unlink(new)
        raise Failure(f"cannot write {path}: {error.strerror or error}") from None


def create_file(path: str, text: str) -> None:
    """Write a file that is not there yet, whole from the first moment that anybody sees it.

    Raises `FileExistsError` for one that is there, even if somebody makes it at the same time, and `Failure`.
    """
    import tempfile

    folder = os.path.dirname(path)
    try:
        os.makedirs(folder, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise Failure(f"cannot write {path}: {folder} is no folder, or lies in none") from None
    except OSError as error:
        raise Failure(f"cannot write {path}: {error.strerror or error}") from None
    if os.path.lexists(path):
        raise FileExistsError(path)
    data = text.encode("utf-8", "backslashreplace")
    new = ""
    try:
        handle, new = tempfile.mkstemp(dir=folder, prefix=".new-")
        with open(handle, "wb") as file:
            file.write(data)
        os.chmod(new, 0o666 & ~_umask())
        _link(new, path, data)
    except FileExistsError:
        raise FileExistsError(path) from None
    except OSError as error:
        raise Failure(f"cannot write {path}: {error.strerror or error}") from None
    finally:
        if new:
            with contextlib.suppress(OSError):
                os.unlink(new)


_PATIENCE = 10.0
"""Seconds that a process waits for others; then it goes on, since a lock that nobody lets go must not stop anybody."""


@contextlib.contextmanager
def one_at_a_time(folder: str) -> Iterator[None]:
    """Wait until no other process that asked the same for this folder is at it; nothing is left behind.

    Where the system or the file system has no locks, nobody waits.
    """
    import time

    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    end = time.monotonic() + _PATIENCE
    try:
        while time.monotonic() < end:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(0.02)
            except OSError:
                break
        yield
    finally:
        os.close(handle)


def _link(new: str, path: str, data: bytes) -> None:
    """Give a file its name, if nobody has it; where the file system has no links, write it anew."""
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:
        with open(path, "xb") as file:
            file.write(data)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _write(text: str, stream: TextIO | None, *, err: bool) -> None:
    encoding = _encoding(stream)
    text = text.encode(encoding, "backslashreplace").decode(encoding)
    try:
        click.echo(text, nl=False, err=err, color=True)
    except OSError:
        if not err:
            raise


def _let_go() -> None:
    """Let what is still to be written go nowhere, or Python would complain about it at its exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


__all__ = [
    "ColorChoice", "Failure", "create_file", "is_terminal", "look", "one_at_a_time", "plain", "tell", "write",
    "write_file",
]  # fmt: skip
