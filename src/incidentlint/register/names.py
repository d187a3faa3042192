"""The names of the register's files, from names of reports that may hold anything. Pure."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath

INCIDENTS = "incidents"
"""The folder of the pages of single incidents."""

_PAGE, _STYLE = ".html", ".css"

_STEM = re.compile(r"[a-z0-9][a-z0-9-]*")


def page_name(path: str, number: int) -> str:
    """The page of a report: the one with this `number`, from 1, of the file `path`.

    It is the same whatever other reports there are, and no two are alike on a disk that does not tell cases apart.
    """
    stem = PurePosixPath(path).name.partition(".")[0]
    readable = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:60].strip("-") or "incident"
    mark = hashlib.sha256(f"{path}\n{number}".encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{INCIDENTS}/{readable}-{mark}{_PAGE}"


def is_page(name: str) -> bool:
    """Whether a name is one that the register gives a file: anything else it neither writes nor removes."""
    folder, _, file = name.rpartition("/")
    stem, dot, ending = file.partition(".")
    endings = {"": (_PAGE, _STYLE), INCIDENTS: (_PAGE,)}.get(folder, ())
    return _STEM.fullmatch(stem) is not None and dot + ending in endings and not name.startswith("/")
