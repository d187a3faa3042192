"""What ``--fix``, ``--diff`` and ``--add-suppressions`` say, and what they cannot be combined with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from incidentlint.output import Look, as_diff, counted
from incidentlint.project import FixedFile


def diffs(fixed: Sequence[FixedFile], look: Look, *, escape: bool) -> str:
    """Return what would be changed in all files as one unified diff; `escape` control characters for a terminal."""
    return "".join(as_diff(file.path, file.before, file.after, look, escape=escape) for file in fixed)


def describe_fixes(fixed: Sequence[FixedFile], verb: str, *, each: bool) -> Iterator[str]:
    """Yield how much was fixed, as a `verb` says, and on demand `each` fix with its place."""
    if each:
        for file in fixed:
            for fix in file.fixed:
                unsafe = ", unsafe" if fix.safety == "unsafe" else ""
                yield f"{file.path}:{fix.line}: {fix.code} {fix.name}{unsafe}: {fix.title}"
    number = sum(len(file.fixed) for file in fixed)
    if number:
        yield f"{verb} {counted(number, 'finding')} in {counted(len(fixed), 'file')}"
