"""Whether files and folders are as they were, as their sizes and times tell it."""

from __future__ import annotations

import os
import stat as modes

ABSENT = "-"
"""The state of what is not there, or cannot be asked."""

_FINE = 100_000_000
_COARSE = 2_000_000_000
"""How many nanoseconds apart two times are at least that differ, where they have fractions of seconds and elsewhere."""


def state(path: str) -> str:
    """What tells a file from what it is after any change: its times and its size. A folder is there, or is not."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return ABSENT
    return "/" if modes.S_ISDIR(found.st_mode) else state_of(found)


def state_of(found: os.stat_result) -> str:
    """The state of a file that was asked already."""
    return f"{found.st_mtime_ns}:{found.st_ctime_ns}:{found.st_size}"


def is_settled(state: str, moment: int) -> bool:
    """Whether a file in a state was written surely before a moment, in nanoseconds since 1970.

    One that was written at the same time may be written again without another time to tell of it.
    """
    return all(_is_before(int(time), moment) for time in state.split(":")[:2] if time.isdigit())


def _is_before(time: int, moment: int) -> bool:
    return time + (_FINE if time % 1_000_000_000 else _COARSE) < moment


def folder_state(folder: str, before: int | None = None) -> str:
    """What tells a folder from what it is after any change of what is directly in it.

    With a moment, empty where something in it may have changed since then; see `is_settled`.
    """
    rows = _rows(folder)
    if before is not None and not all(is_settled(row.partition("\0")[2], before) for row in rows):
        return ""
    return content_of("\0".join(sorted(rows)).encode("utf-8", "surrogateescape"))


def _rows(folder: str) -> list[str]:
    """The entries of a folder: the name and the state of each, of a link also where it leads."""
    rows = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_symlink():
                    rows.append(f"{entry.name}\0{state(entry.path)}\0{os.readlink(entry.path)}")
                elif entry.is_dir(follow_symlinks=False):
                    rows.append(f"{entry.name}\0/")
                else:
                    rows.append(f"{entry.name}\0{state_of(entry.stat(follow_symlinks=False))}")
    except (OSError, ValueError):  # a name with a null byte is that of nothing
        return [ABSENT]
    return rows


def content_of(data: bytes) -> str:
    """What tells some bytes from others."""
    from _blake2 import blake2b  # the rest of hashlib takes longer to import than to use

    return blake2b(data, digest_size=16).hexdigest()
