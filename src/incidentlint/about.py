"""What the package is: its version, where its data is, and what tells it from another state of its sources."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as typing has it, which takes longer to import than to start Python
if TYPE_CHECKING:
    from pathlib import Path

__version__ = "0.2.0"

PACKAGE = os.path.dirname(os.path.abspath(__file__))
"""The folder that the package is in."""


def data_root() -> str:
    """The folder with rules, packs and lexicon: inside the installed package, or beside ``src`` in a checkout."""
    here = os.path.realpath(PACKAGE)
    installed = os.path.join(here, "rules")
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(os.path.dirname(here)), "rules")


def data_folder() -> Path:
    """The same as a path."""
    from pathlib import Path

    return Path(data_root())


_known: list[tuple[str, int, int]] = []


def sources() -> list[tuple[str, int, int]]:
    """The files that the program consists of with their sizes and times, in a fixed order; looked at once a process."""
    if not _known:  # functools, which has a cache, takes longer to import than they take to look at
        _known.extend((*_stats(PACKAGE, ".py"), *_stats(data_root(), "")))
    return _known


def _stats(folder: str, suffix: str) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    folders = [folder]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.endswith(suffix) and entry.is_file():
                    stat = entry.stat()
                    found.append((entry.path, stat.st_size, stat.st_mtime_ns))
                elif entry.is_dir() and entry.name != "__pycache__":
                    folders.append(entry.path)
    return sorted(found)
