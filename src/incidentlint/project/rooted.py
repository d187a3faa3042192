"""Results with the paths that a CI system knows: from the root of the repository."""

from __future__ import annotations

import os
from collections.abc import Sequence

import msgspec

from incidentlint.engine import STDIN
from incidentlint.findings import FileResult
from incidentlint.project.paths import git_root, slashed


def from_root(results: Sequence[FileResult]) -> list[FileResult]:
    """The results with all paths from the root of the repository that the current folder is in.

    What is outside it keeps its whole path, and standard input its name.
    """
    here = os.getcwd()
    root = os.path.join(git_root(here), "")
    if root == os.path.join(here, "") and not any(os.path.isabs(one.path) or "../" in one.path for one in results):
        return list(results)
    names: dict[str, str] = {}

    def name(path: str) -> str:
        if path not in names:
            full = os.path.abspath(path)
            names[path] = path if path == STDIN else slashed(full.removeprefix(root))
        return names[path]

    return [
        msgspec.structs.replace(
            result,
            path=name(result.path),
            diagnostics=tuple(
                msgspec.structs.replace(
                    one,
                    path=name(one.path),
                    related=tuple(msgspec.structs.replace(other, path=name(other.path)) for other in one.related),
                )
                for one in result.diagnostics
            ),
        )
        for result in results
    ]
