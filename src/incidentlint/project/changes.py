"""Which files differ from a revision, as git tells."""

from __future__ import annotations

import os

import msgspec

from incidentlint.findings import FileResult
from incidentlint.project.files import UserError
from incidentlint.project.paths import git_root


def changed_since(revision: str) -> frozenset[str]:
    """The real paths of the files of the current folder's repository that differ from a revision, new ones too.

    It is compared with where the current branch left it, as a merge request is. Raises `UserError` where there is no
    git, no repository or no such revision.
    """
    import subprocess

    root = git_root(os.getcwd())

    def git(*arguments: str) -> str:
        command = ["git", "-C", root, *arguments]
        try:
            done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", errors="surrogateescape")  # noqa: S603
        except OSError as error:
            raise UserError(f"--changed-since needs git: {error.strerror or error}") from None
        if done.returncode:
            said = (done.stderr.strip().splitlines() or ["it knows no such revision"])[0]
            raise UserError(f"--changed-since {revision}: git fails: {said}")
        return done.stdout

    commit = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    base = git("merge-base", commit, "HEAD").strip()
    names = git("diff", "--name-only", "-z", "--no-renames", base, "--") + git(
        "ls-files", "--others", "--exclude-standard", "-z"
    )
    return frozenset(os.path.realpath(os.path.join(root, name)) for name in names.split("\0") if name)


def touched(result: FileResult, changed: frozenset[str]) -> FileResult:
    """A result with the findings that changed files have a part in: they are in one, or rest on one."""
    kept = tuple(
        one
        for one in result.diagnostics
        if any(os.path.realpath(path) in changed for path in (one.path, *(other.path for other in one.related)))
    )
    return result if len(kept) == len(result.diagnostics) else msgspec.structs.replace(result, diagnostics=kept)
