"""Files: how a report is named, and where it lies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from ..diagnostics import Finding
from ..report import Report
from ..slots import pattern_regex
from ..text import Span
from . import NoParams

WHOLE_FILE = Span(0, 0)
"""Where a finding about the file as such stands: 1:1."""


def name(report: Report, params: NoParams) -> Iterator[Finding]:
    """File names that do not follow the pack's pattern."""
    pattern = report.pack.files.name
    if pattern and report.file_name and not pattern_regex(pattern).fullmatch(report.file_name):
        yield Finding(WHOLE_FILE, {"name": report.file_name, "pattern": pattern})


def folder(report: Report, params: NoParams) -> Iterator[Finding]:
    """Reports outside the pack's folder; sub-folders of it are fine."""
    pattern = report.pack.files.folder
    if not pattern or not report.path:
        return
    parts = PurePosixPath(report.path).parent.parts
    wanted = [pattern_regex(part) for part in PurePosixPath(pattern).parts]
    for start in range(len(parts) - len(wanted) + 1):
        if all(regex.fullmatch(part) for regex, part in zip(wanted, parts[start:], strict=False)):
            return
    yield Finding(WHOLE_FILE, {"folder": "/".join(parts) or ".", "pattern": pattern})
