"""Writing files: at once, so that nobody sees half of one, and one process at a time."""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from incidentlint.project.not_reports import SUFFIXES


class UserError(Exception):
    """What was asked cannot be done, and why: an error of the user's, or of the machine. Commands end with status 2.

    `below` are lines of ours that are below the sentence: what is to be pasted, or chosen from.
    """

    def __init__(self, message: str, below: Sequence[str] = ()) -> None:
        """Take the sentence, and what is below it."""
        super().__init__(message)
        self.below = tuple(below)


def write_file(path: str, text: str) -> None:
    """Write a file at once: whoever reads it sees the old one or the new one. Raises `UserError`."""
    _replace(path, text.encode("utf-8", "backslashreplace"))


@contextlib.contextmanager
def write_stream(path: str) -> Iterator[IO[bytes]]:
    """What takes the bytes of a file piece by piece; the file has them at once, when all are there. Raises `UserError`.

    After an error the file is as it was. A pipe or a device is written to as it is.
    """
    path = os.path.realpath(path)
    folder = os.path.dirname(path)
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            with open(path, "wb") as file:
                yield file
            return
        os.makedirs(folder, exist_ok=True)
        with _draft(folder) as (file, new):
            yield file
            file.close()
            _dress(new, path)
            os.replace(new, path)
    except OSError as error:
        raise UserError(f"cannot write {path}: {error.strerror or error}") from None


_PREFIX, _SUFFIX = ".incidentlint-", ".draft"
_DRAFT = re.compile(re.escape(_PREFIX) + r"[a-z0-9_]{8}" + re.escape(_SUFFIX))
"""The name of a draft: hidden, that of no report, and one that nobody gives a file of theirs."""

_ALIVE = 3_600
"""A draft that nobody has written to for so many seconds is of a run that was killed."""

_tidied: set[str] = set()


@contextlib.contextmanager
def _draft(folder: str) -> Iterator[tuple[IO[bytes], str]]:
    """A new file in a folder, to be written, and its path; it is removed unless it was moved. Raises `OSError`."""
    import tempfile

    _tidy(folder)
    handle, new = tempfile.mkstemp(dir=folder, prefix=_PREFIX, suffix=_SUFFIX)
    try:
        with open(handle, "wb") as file:
            yield file, new
    finally:
        with contextlib.suppress(OSError):
            os.unlink(new)


def _tidy(folder: str) -> None:
    """Remove the drafts that runs which were killed left in a folder, once: it may have many files."""
    if folder in _tidied:
        return
    _tidied.add(folder)
    before = time.time() - _ALIVE
    with contextlib.suppress(OSError), os.scandir(folder or ".") as entries:
        for entry in entries:
            if _DRAFT.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with contextlib.suppress(OSError):  # another run may have been faster
                    if entry.stat(follow_symlinks=False).st_mtime < before:
                        os.unlink(entry.path)


def write_output(path: str, text: str, linted: Iterable[str]) -> None:
    """Write what was found to a file, as `write_file` does. Raises `UserError` too for a file that was `linted`."""
    check_output(path)
    real = os.path.realpath(path)
    if any(os.path.realpath(other) == real for other in linted):
        raise UserError(f"cannot write {path}: it is one of the files that were linted")
    write_file(path, text)


def check_output(path: str) -> None:
    """Refuse a file that findings are not written over: Markdown, which may be a report. Raises `UserError`."""
    if path.lower().endswith(SUFFIXES):
        raise UserError(f"cannot write {path}: it is named like a report; give the output another suffix")


def update_file(path: str, old: bytes, new: bytes) -> None:
    """Replace the bytes of a file at once, keeping its mode and owner; a symbolic link stays one.

    Raises `UserError` when it cannot be written, and when it is read-only or no longer holds `old`.
    """
    try:
        with open(path, "rb") as file:
            now = file.read()
        # A read-only file in a folder that is not could be replaced: that is not what its owner meant.
        writable = os.access(path, os.W_OK) and bool(os.stat(path).st_mode & 0o222)
    except OSError as error:
        raise UserError(f"cannot write {path}: {why(error)}") from None
    if now == new:
        return  # another run was faster
    if now != old:
        raise UserError(f"cannot write {path}: it was changed in the meantime")
    if not writable:
        raise UserError(f"cannot write {path}: it is read-only")
    _replace(path, new)


def _replace(path: str, data: bytes) -> None:
    """Put data in the place of a file, or in the file itself where it is a pipe or a device. Raises `UserError`."""
    with write_stream(path) as file:
        file.write(data)


def _dress(new: str, path: str) -> None:
    """Give a new file the owner and mode of the one that it replaces, or what any new file has."""
    try:
        there = os.stat(path)
    except FileNotFoundError:
        os.chmod(new, 0o666 & ~_umask())
        return
    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(new, there.st_uid, there.st_gid)
    os.chmod(new, there.st_mode & 0o7777)  # after the owner: a change of that clears bits


def create_file(path: str, text: str) -> None:
    """Write a file that is not there yet, whole from the first moment that anybody sees it.

    Raises `FileExistsError` for one that is there, even if somebody makes it at the same time, and `UserError`.
    """
    folder = os.path.dirname(path)
    try:
        os.makedirs(folder, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise UserError(f"cannot write {path}: {folder} is not a folder, or not in one") from None
    except OSError as error:
        raise UserError(f"cannot write {path}: {error.strerror or error}") from None
    if os.path.lexists(path):
        raise FileExistsError(path)
    data = text.encode("utf-8", "backslashreplace")
    try:
        with _draft(folder) as (file, new):
            file.write(data)
            file.close()
            os.chmod(new, 0o666 & ~_umask())
            _link(new, path, data)
    except FileExistsError:
        raise FileExistsError(path) from None
    except OSError as error:
        raise UserError(f"cannot write {path}: {error.strerror or error}") from None


_PATIENCE = 10.0
"""Seconds that a process waits for others where it may go on without them."""

_LONG_PATIENCE = 120.0
"""Seconds that it waits where it may not: one that was stopped must not hold up all others for ever."""


@contextlib.contextmanager
def one_at_a_time(folder: str, *, always: bool = True) -> Iterator[None]:
    """Wait until no other process that asked the same for this folder is at it; nothing is left after.

    The system lets go what an ended process held. What need not be so `always` waits for some seconds only, anything
    else raises `UserError` after two minutes. Where the system or the file system has no locks, nobody waits.
    """
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    end = time.monotonic() + (_LONG_PATIENCE if always else _PATIENCE)
    try:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() < end:
                    time.sleep(0.02)
                elif always:
                    message = f"{folder}: another incidentlint is still writing here; wait for it, or end it"
                    raise UserError(message) from None
                else:
                    break
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


def why(error: OSError) -> str:
    """What the system says of an error, in words."""
    return error.strerror or str(error)
