"""Whole runs: what a command wrote, for the next call of it that finds all as it was.

What a run rests on is what it asked the file system: the paths that it looked at, and the folders that it searched.
When each of them is as it was, and the command, its folder and its environment are the same, so is what it writes.
"""

from __future__ import annotations

import os
import sys
import time

from incidentlint.cache.file import CacheFile
from incidentlint.cache.states import content_of, folder_state, is_settled, state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

SECTION = "runs"

_MOST = 24
_LARGEST = 1_000_000
"""So many runs are kept for a folder, and no longer ones."""

_ENVIRONMENT = (
    *("COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "HOME", "LINES", "NO_COLOR", "TEAMCITY_VERSION", "TERM"),
    *("TF_BUILD", "USERPROFILE"),
)
"""What of the environment is asked, beside our own variables."""


class Said:
    """What a run said."""

    def __init__(
        self, status: int, pieces: Sequence[tuple[bool, bool, bytes]], since: float = 0, until: float = 0
    ) -> None:
        """Take its exit status and what it wrote, in order: to standard output or not, as it is or in the stream's
        encoding, the text; from when to when it would say the same by the clock, in seconds since 1970, if it asked.
        """
        self.status, self.pieces, self.since, self.until = status, pieces, since, until


def _key(arguments: Sequence[str]) -> bytes:
    """What tells a call of the program from others in the same folder."""
    parts = [*arguments, ""]
    parts += [f"{name}={os.environ.get(name)}" for name in _ENVIRONMENT]
    parts += sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith("INCIDENTLINT_"))
    parts += [_kind(sys.stdout), _kind(sys.stderr)]
    return content_of("\0".join(parts).encode("utf-8", "surrogateescape")).encode()


def _kind(stream: TextIO | None) -> str:
    """What a stream is as far as it makes a difference to what is written to it."""
    try:
        if stream is None or not stream.isatty():
            return str(stream and stream.encoding)
        return f"{stream.encoding} {os.get_terminal_size(stream.fileno())}"
    except (OSError, ValueError):
        return "closed"


def recalled(cache: CacheFile, arguments: Sequence[str]) -> Said | None:
    """What the same call wrote before, if all is as it was; otherwise None."""
    try:
        kept = [*_fields(cache.section(SECTION))]
        number = kept.index(_key(arguments))
        return _same([*_fields(kept[number + 1])])
    except (ValueError, IndexError):
        return None


def _same(fields: list[bytes]) -> Said | None:
    """A run that was kept, if all is as it was. Raises `ValueError` and `IndexError` for something else."""
    take = fields[::-1].pop

    def several(size: int) -> Iterator[list[bytes]]:
        for _ in range(int(take())):
            yield [take() for _ in range(size)]

    status, since, until = int(take()), float(take()), float(take())
    if until and not since <= time.time() < until:
        return None
    for ask in (folder_state, state):
        for path, was in several(2):
            if ask(os.fsdecode(path)) != was.decode("ascii"):
                return None
    pieces = [(out == b"1", raw == b"1", text) for out, raw, text in several(3)]
    return Said(status, pieces, since, until)


def keep_run(
    cache: CacheFile, arguments: Sequence[str], said: Said, paths: Iterable[str], folders: Iterable[str], begin: int
) -> bytes | None:
    """The section with a run more: what it wrote, and the states of what it asked since it began, in nanoseconds.

    None where it cannot be told whether something changed after it was looked at, and for a run that wrote a lot.
    """
    searched = {os.path.abspath(folder) for folder in folders}
    apart = {full for path in paths if os.path.dirname(full := os.path.abspath(path)) not in searched}
    within = {folder: folder_state(folder, begin) for folder in sorted(searched)}
    states = {path: state(path) for path in sorted(apart)}
    if not all(within.values()) or not all(is_settled(found, begin) for found in states.values()):
        return None
    fields = [str(said.status), repr(said.since), repr(said.until), str(len(within))]
    for folder, found in within.items():
        fields += [folder, found]
    fields.append(str(len(states)))
    for path, found in states.items():
        fields += [path, found]
    fields.append(str(len(said.pieces)))
    made = [os.fsencode(field) for field in fields]
    for out, raw, text in said.pieces:
        made += [b"1" if out else b"0", b"1" if raw else b"0", text]
    body = _joined(made)
    if len(body) > _LARGEST:
        return None
    kept = [*_fields(cache.section(SECTION))]
    key = _key(arguments)
    pairs = [(key, body), *((other, data) for other, data in zip(kept[::2], kept[1::2]) if other != key)]
    return _joined(part for pair in pairs[:_MOST] for part in pair)


def _joined(fields: Iterable[bytes]) -> bytes:
    """Fields of any bytes, each after its length."""
    return b"".join(b"%d:%b" % (len(field), field) for field in fields)


def _fields(data: bytes) -> Iterator[bytes]:
    """The same fields again. Raises `ValueError` for what is none."""
    start = 0
    while start < len(data):
        colon = data.index(b":", start, start + 12)
        end = colon + 1 + int(data[start:colon])
        if end <= colon or end > len(data):
            raise ValueError("it is cut off")
        yield data[colon + 1 : end]
        start = end
