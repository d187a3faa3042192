"""Formatting files: which of them, with which options, and what became of each."""

from __future__ import annotations

import os
from collections.abc import Sequence

import msgspec

from incidentlint.authoring.format import format_file
from incidentlint.authoring.mdformat_options import Styles
from incidentlint.project import (
    Linter,
    Resolver,
    Run,
    UserError,
    find_files,
    printable,
    says_template,
    slashed,
    update_file,
)
from incidentlint.regular import read_regular
from incidentlint.toml_file import FileError


class FileFormat(msgspec.Struct, frozen=True):
    """What became of a file: its bytes before and after; `left` says why it was left as it is, empty otherwise."""

    path: str
    before: bytes
    after: bytes
    left: str = ""


class Formatting:
    """One run: files are put in order one after the other; what fails is noted in `run`, and the next one follows.

    `files` are those that were looked at, `skipped` those that are no reports, each with the reason.
    """

    def __init__(self, resolver: Resolver, *, write: bool) -> None:
        """Take what says which files are reports; files are written only where `write` is said."""
        self.resolver = resolver
        self.write = write
        self.run = Run()
        self.reader = Linter(resolver, self.run)
        self.styles = Styles()
        self.files: list[FileFormat] = []
        self.skipped: list[tuple[str, str]] = []

    def paths(self, paths: Sequence[str], *, force_exclude: bool = False) -> None:
        """Format the reports among files and in folders, and templates that are named."""
        for target in find_files(paths, self.resolver, self.run, force_exclude=force_exclude):
            try:
                reason = self._no_report(target.path, target.real, named=target.named)
                if reason:
                    self.skipped.append((target.shown, reason))
                    continue
                done = self._format(read_regular(target.path), target.path, target.shown)
                if self.write and done.after != done.before:
                    update_file(target.path, done.before, done.after)
                self.files.append(done)
            except (UserError, FileError) as error:
                self.run.fail(str(error))
            except OSError as error:
                self.run.fail(f"{target.shown}: cannot be read: {error.strerror or error}")

    def stdin(self, data: bytes, filename: str) -> bytes:
        """The bytes of standard input in order; `filename` is the file's that they are said to be, or empty."""
        shown = printable(slashed(filename)) if filename else "<stdin>"
        try:
            done = self._format(data, filename or "stdin.md", shown)
        except FileError as error:
            raise UserError(str(error)) from None
        self.files.append(done)
        return done.after

    def _no_report(self, path: str, real: str, *, named: bool) -> str:
        """Why a file is not formatted, or empty: only reports are, and templates that the user named."""
        full = os.path.abspath(path)
        if self.styles.excludes(full):
            return "the options of mdformat exclude it"
        choice = self.resolver.choice(full)
        if isinstance(choice, FileError):
            raise choice
        if named and (real in choice.templates or says_template(os.path.splitext(os.path.basename(full))[0])):
            return ""
        found = self.reader.examine(path)
        return "" if found.pack else found.reason.removeprefix("skipped: ")

    def _format(self, data: bytes, path: str, shown: str) -> FileFormat:
        style = self.styles.of(os.path.abspath(path))
        done = format_file(data, msgspec.to_builtins(style), style.extensions)
        return FileFormat(shown, data, done.data, done.left)
