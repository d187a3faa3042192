"""Reading regular files only: what is none, as a pipe or a device, may have no end or never a beginning."""

from __future__ import annotations

import errno
import os
import stat

_KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}


def read_regular(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file. Raises `OSError` for one that cannot be read or is no regular file, which is not opened."""
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
    return os.path.isfile(path)


def is_dir(path: str | os.PathLike[str]) -> bool:
    """Whether a path is that of a folder; a name that there cannot be is none."""
    return os.path.isdir(path)


def expanded(path: str) -> str:
    """A path with ``~`` as the home folder, where there is one."""
    return os.path.expanduser(path)
