"""Reading regular files only: what is none, as a pipe or a device, may have no end or never a beginning.

What is asked of the file system here is noted where a run wants to know what its findings rest on.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time

_KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}


class Asked:
    """What was asked since it was `on`: of which paths, and of which folders what is in them."""

    def __init__(self) -> None:
        """Note nothing yet."""
        self.on = False
        self.paths: set[str] = set()
        self.folders: set[str] = set()

    def of(self, path: str | os.PathLike[str]) -> None:
        """Note a question about one path."""
        if self.on:
            self.paths.add(os.fspath(path))


asked = Asked()
"""The notes of this process."""


def read_regular(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file. Raises `OSError` for one that cannot be read or is no regular file, which is not opened."""
    asked.of(path)
    try:
        _refuse(os.stat(path).st_mode)
        # What was a file may be a pipe by now: opening it must not wait for its writer.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        with open(os.open(path, flags), "rb") as file:
            _refuse(os.fstat(file.fileno()).st_mode)
            return file.read()
    except ValueError:
        raise OSError(errno.EINVAL, "its name holds a null byte") from None


def _refuse(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, f"it is {_KINDS.get(stat.S_IFMT(mode), 'something else')}, not a file")


def is_file(path: str | os.PathLike[str]) -> bool:
    """Whether a path is that of a regular file; a name that there cannot be is none."""
    asked.of(path)
    return os.path.isfile(path)


def is_dir(path: str | os.PathLike[str]) -> bool:
    """Whether a path is that of a folder; a name that there cannot be is none."""
    asked.of(path)
    return os.path.isdir(path)


def is_there(path: str) -> bool:
    """Whether there is anything at a path."""
    asked.of(path)
    return os.path.exists(path)


def entries_of(folder: str | os.PathLike[str]) -> list[os.DirEntry[str]]:
    """What is in a folder, in the order of the names. Raises `OSError`."""
    path = os.fspath(folder)
    if asked.on:
        asked.folders.add(path)
    with os.scandir(path) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def replace_file(path: str, data: bytes) -> None:
    """Put a file of ours in the place of another, at once. Raises `OSError`.

    What runs that were killed an hour ago and more left beside it is removed.
    """
    os.makedirs(os.path.dirname(path), exist_ok=True)
    _tidy(path)
    beside = f"{path}.{os.getpid()}"
    try:
        with open(beside, "wb") as file:
            file.write(data)
        os.replace(beside, path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise


_ALIVE = 3_600
"""What is beside a file was left by a run that was killed if nobody has written to it for so many seconds."""


def _tidy(path: str) -> None:
    folder, name = os.path.split(f"{path}.")
    before = time.time() - _ALIVE
    with contextlib.suppress(OSError):
        for other in os.listdir(folder):
            if other.startswith(name) and other.removeprefix(name).isdecimal():
                beside = os.path.join(folder, other)
                with contextlib.suppress(OSError):
                    if os.lstat(beside).st_mtime < before:
                        os.unlink(beside)


def expanded(path: str) -> str:
    """A path with ``~`` as the home folder, where there is one."""
    return os.path.expanduser(path)


def from_here(path: str) -> str:
    """An absolute path as short as can be: relative to the current folder where it is below that."""
    return path.removeprefix(os.path.join(os.getcwd(), ""))
