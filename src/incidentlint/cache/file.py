"""The file of a cache: sections of bytes, each with what tells whether it is whole.

It is plain text and numbers, and nothing in it is run. Whatever is not as it was written is as if it were not there: a
file that was cut off, one of another version of the program or of Python, one of something else.
"""

from __future__ import annotations

import os
import sys

from incidentlint.about import PACKAGE, __version__, sources
from incidentlint.cache.states import content_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_MARK = "incidentlint cache 1"
_HEAD = 2_000
"""The head of a file has fewer bytes: a line that says what it is, and one for each section."""

_BESIDE = ("markdown_it_py-", "mdurl-", "msgspec-", "tzdata-")
"""The packages whose versions make a difference to what is found."""


class CacheFile:
    """The cache of one folder that the program is called in."""

    def __init__(self, path: str, stamp: str) -> None:
        """Take the file's path, and what tells the program that may read it from others."""
        self.path, self.stamp = path, stamp

    def section(self, name: str) -> bytes:
        """What was kept under a name; empty where there is nothing, or nothing that can be trusted to be whole."""
        try:
            with open(self.path, "rb") as file:
                start, length, digest = self._table(file.read(_HEAD))[name]
                file.seek(start)
                data = file.read(length)
        except (OSError, ValueError, KeyError):
            return b""
        return data if len(data) == length and content_of(data) == digest else b""

    def _table(self, head: bytes) -> dict[str, tuple[int, int, str]]:
        """Where the sections begin, how long they are, and their digests. Raises `ValueError` for another file."""
        lines, end, _ = head.partition(b"\n\n")
        first, *rows = lines.decode("ascii").split("\n")
        if not end or first != f"{_MARK} {self.stamp}":
            raise ValueError("it is no cache of this program")
        table, start = {}, len(lines) + 2
        for row in rows:
            name, length, digest = row.split(" ")
            if len(length) > 12 or not length.isdecimal():
                raise ValueError("it has a section of no length")
            table[name] = start, int(length), digest
            start += int(length)
        return table

    def write(self, sections: Mapping[str, bytes]) -> None:
        """Put all sections in the place of those that are there, at once. Raises `OSError`."""
        from incidentlint.regular import replace_file

        rows = [f"{name} {len(data)} {content_of(data)}" for name, data in sections.items()]
        head = "\n".join([f"{_MARK} {self.stamp}", *rows])
        replace_file(self.path, b"".join([head.encode("ascii"), b"\n\n", *sections.values()]))


def cache_folder() -> str:
    """The folder for caches that this system's users expect; empty where none is known."""
    home = os.path.expanduser("~")
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        base = base if os.path.isabs(base) else os.path.join(home, ".cache")
    return os.path.join(base, "incidentlint") if os.path.isabs(base) else ""


def cache_of(folder: str) -> CacheFile | None:
    """The cache of the current folder, in a folder of caches; None where there can be none."""
    folder = folder or cache_folder()
    try:
        here = os.getcwd()
        name = content_of(here.encode("utf-8", "surrogateescape"))
        return CacheFile(os.path.join(here, folder, f"{name}.cache"), _stamp()) if folder else None
    except OSError:
        return None


def _stamp() -> str:
    """What tells this program, as it is installed here, from any other. Raises `OSError`."""
    parts = [__version__, str(sys.hexversion), sys.platform, *_versions()]
    try:
        record = os.path.join(os.path.dirname(PACKAGE), f"incidentlint-{__version__}.dist-info", "RECORD")
        with open(record, encoding="utf-8") as file:  # an installer's list, with the digest of each file
            parts += sorted(line for line in file if line.startswith("incidentlint/") and ",sha256=" in line)
    except (OSError, ValueError):
        parts += map(repr, sources())
    return content_of("\n".join(parts).encode("utf-8", "surrogateescape"))


def _versions() -> list[str]:
    found = []
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        found += [name for name in names if name.startswith(_BESIDE) and name.endswith(".dist-info")]
    return sorted(found)
