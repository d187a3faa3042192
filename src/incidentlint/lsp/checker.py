"""Lints texts as the command line lints files: one configuration, one set of packs and neighbours, until told anew."""

from __future__ import annotations

import os

from incidentlint.authoring import Formatting
from incidentlint.findings import FileResult
from incidentlint.packs import load_pack
from incidentlint.project import CONFIGURATION_FILES, FixMode, Linter, Overrides, Resolver, Run, find_files
from incidentlint.report import Report
from incidentlint.toml_file import FileError
from incidentlint.tuples import NamedTuple

PACK_FILE = "pack.toml"


class Checked(NamedTuple):
    """What linting a text gave; `failures` are sentences on why it could not be linted."""

    result: FileResult
    failures: tuple[str, ...]


class Checker:
    """Configuration, packs and neighbours as they were when it was made."""

    def __init__(self) -> None:
        """Read nothing yet: each folder's configuration is read when a text in it is linted."""
        self._linter = Linter(Resolver(Overrides()), Run())

    def check(self, path: str, text: str) -> Checked:
        """What is found in the text that a file would have."""
        run = self._lint(path, text, Run())
        result = run.results[0] if run.results else FileResult(path)
        return Checked(result, tuple(failure.message for failure in run.failures))

    def fixed(self, path: str, text: str) -> str:
        """The text with all safe fixes."""
        return self._made(path, text, FixMode(write=False))

    def suppressed(self, path: str, text: str, line: int) -> str:
        """The text with a comment that suppresses what begins in a line, from 1; as it is where none can be put."""
        return self._made(path, text, FixMode(write=False, line=line))

    def _made(self, path: str, text: str, how: FixMode) -> str:
        run = self._lint(path, text, Run(fix=how))
        return run.fixed[0].after.decode("utf-8", "surrogatepass") if run.fixed else text

    def reports(self, path: str, text: str) -> tuple[Report, ...]:
        """The reports that are read in the text."""
        reading = self._linter.read(path, text.encode("utf-8", "surrogatepass"))
        return reading.reports if reading is not None else ()

    def formatted(self, path: str, text: str) -> tuple[str, str]:
        """The text in the order of mdformat, and why it was left as it is, empty where it was not.

        Raises `UserError` for options of mdformat that are wrong.
        """
        work = Formatting(self._linter.resolver, write=False)
        made = work.stdin(text.encode("utf-8", "surrogatepass"), path)
        return made.decode("utf-8", "surrogatepass"), work.files[0].left

    def root(self, path: str) -> str:
        """The folder of a file's project, else the one that it is in."""
        return self._linter.places.root(path) or os.path.dirname(path)

    def files(self, folder: str) -> list[str]:
        """The Markdown files in a folder and below, without those that the configuration or git leaves out."""
        found = find_files([folder], self._linter.resolver, Run())
        return [os.path.abspath(target.path) for target in found]

    def _lint(self, path: str, text: str, run: Run) -> Run:
        self._linter.run = run
        self._linter.lint(path, path, os.path.realpath(path), named=False, data=text.encode("utf-8", "surrogatepass"))
        return run

    def broken(self, path: str) -> FileError | None:
        """What is wrong with a configuration or a pack, as it is saved; None for one in order and for other files."""
        folder, name = os.path.split(path)
        try:
            if name == PACK_FILE:
                load_pack(folder)
            elif name in CONFIGURATION_FILES:
                settings = Resolver(Overrides()).settings(folder)
                return settings if isinstance(settings, FileError) else None
        except FileError as error:
            return error
        return None
