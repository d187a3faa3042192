"""A folder that a command makes whole: written file by file, and rid of what an earlier run made and this one does not.

A file in it says that it is the command's own and lists what was written, so that nothing else is ever overwritten
or removed.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from types import TracebackType

from incidentlint.project.files import UserError, why, write_file
from incidentlint.regular import read_regular

MARKER = ".incidentlint-site.json"
_WHAT = "incidentlint site"


class MadeFolder:
    """The folder, while it is written; a context: what is old is removed at its end, if nothing went wrong."""

    def __init__(self, path: str, is_own: Callable[[str], bool], *, force: bool = False) -> None:
        """Take the folder and what tells the names of files that may be in it.

        Raises `UserError` for a folder that has files and is not the command's own, unless it is to be taken by force:
        then files of the same names are overwritten, and all others stay.
        """
        self._path = path
        self._is_own = is_own
        self._old = self._listed()
        self._new: set[str] = set()
        if self._old is None and not force and self._is_taken():
            raise UserError(
                f"{path} has files, and none of them says that incidentlint site made it: name another folder, or "
                "take it with --force"
            )

    def _is_taken(self) -> bool:
        try:
            with os.scandir(self._path) as found:
                return any(found)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise UserError(f"cannot write to {self._path}: {why(error)}") from None

    def _listed(self) -> set[str] | None:
        """The files that the last run wrote; None where there was none."""
        try:
            said = json.loads(read_regular(os.path.join(self._path, MARKER)))
            names = said["files"] if said["made-by"] == _WHAT else ()
            return {name for name in names if isinstance(name, str) and self._is_own(name)}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def write(self, name: str, text: str) -> None:
        """Write a file at once; one that is the same already stays as it is. Raises `UserError`."""
        assert self._is_own(name), name
        path = self._place(name)
        self._new.add(name)
        if not _holds(path, text):
            write_file(path, text)

    def _place(self, name: str) -> str:
        """The path of a file. Raises `UserError` where a link would lead out of the folder."""
        path = os.path.join(self._path, *name.split("/"))
        if os.path.islink(path) or (os.path.dirname(name) and os.path.islink(os.path.dirname(path))):
            raise UserError(f"cannot write {path}: it is, or is in, a symbolic link")
        return path

    def __enter__(self) -> MadeFolder:
        """Say whose the folder is before anything is in it."""
        self._mark(self._old or set())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove what is old, and note what there is now; after an error, what there is of both."""
        old = self._old or set()
        if kind is not None:
            with contextlib.suppress(UserError):
                self._mark(old | self._new)
            return
        for name in sorted(old - self._new):
            self._remove(self._place(name))
        self._mark(self._new)

    def _remove(self, path: str) -> None:
        try:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
        except OSError as error:
            raise UserError(f"cannot remove {path}: {why(error)}") from None

    def _mark(self, names: set[str]) -> None:
        lines = json.dumps({"made-by": _WHAT, "files": sorted(names)}, indent=0)
        write_file(self._place(MARKER), f"{lines}\n")


def _holds(path: str, text: str) -> bool:
    """Whether a file has a text already."""
    try:
        return read_regular(path) == text.encode("utf-8", "backslashreplace")
    except OSError:
        return False
