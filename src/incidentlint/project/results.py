"""What a run gave: results, failures and notes, file by file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import msgspec

from incidentlint.findings import LEVELS, FileResult, Level

if TYPE_CHECKING:
    from incidentlint.engine import Fixed
    from incidentlint.project.baseline import Baseline

Progress = Callable[[int, int], None]
"""Told how many of how many files are linted."""


class Failure(msgspec.Struct, frozen=True):
    """A file that could not be linted: what a user is told, and the traceback of an error of our own."""

    message: str
    trace: str = ""


class FixMode(msgspec.Struct, frozen=True):
    """How a run fixes what it finds: whether unsafe fixes are made too, and whether the files are written.

    With a `reason` nothing is fixed, but comments are written that suppress what is found, and give it; with a `line`,
    from 1, what is found there, also without a reason.
    """

    unsafe: bool = False
    write: bool = True
    reason: str = ""
    line: int | None = None

    @property
    def suppresses(self) -> bool:
        """Whether comments are written, and nothing is fixed."""
        return bool(self.reason) or self.line is not None


class FixedFile(msgspec.Struct, frozen=True):
    """A file that was fixed, or would be: its bytes before and after, and the fixes made."""

    path: str
    before: bytes
    after: bytes
    fixed: tuple[Fixed, ...]


class Run(msgspec.Struct):
    """What linting gave, file by file; filled while it goes on.

    `results` are those of all files looked at, skipped ones with a claim of no pack. `notes` are for those who ask why
    a file was not found. `failing` says that something was found that is grave enough for its file's configuration.
    `changed` are the real paths of the files that a change touches, of a run that tells of these alone, else None.
    `baselines` are those whose findings are known, by path; one at the path "" is for all files, whatever their
    configurations say. `fix` is None for a run that fixes nothing; `fixed` lists the files that were fixed, and
    `unfixed` says which fixes could not be made.
    """

    results: list[FileResult] = []
    failures: list[Failure] = []
    notes: list[str] = []
    failing: bool = False
    changed: frozenset[str] | None = None
    baselines: dict[str, Baseline] = {}
    fix: FixMode | None = None
    fixed: list[FixedFile] = []
    unfixed: list[str] = []

    def fail(self, message: str) -> None:
        """Note a failure, once."""
        self.note(Failure(message))

    def note(self, failure: Failure) -> None:
        """Note a failure, once; of our own errors each is another."""
        if failure.trace or all(known.message != failure.message for known in self.failures):
            self.failures.append(failure)

    def add(self, result: FileResult, fail_on: Level) -> None:
        """Note a file's result; findings of the level `fail_on` and above make the run fail."""
        if self.changed is not None:
            from incidentlint.project.changes import touched

            result = touched(result, self.changed)
        self.results.append(result)
        grave = LEVELS[: LEVELS.index(fail_on) + 1]
        self.failing = self.failing or any(diagnostic.level in grave for diagnostic in result.diagnostics)


def reports(results: Iterable[FileResult]) -> list[FileResult]:
    """Return the results of the files that a pack claimed."""
    return [result for result in results if result.pack]
