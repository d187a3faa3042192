"""The baseline: how many findings of each rule a file may have, since it had them when the rules came.

Counts, not lines: what moves stays known. Where a file has more findings of a rule than it may, all of them are told,
since nobody knows which is new. Notes are in no baseline: they fail nothing.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from incidentlint.findings import FileResult
from incidentlint.project.files import UserError, write_file
from incidentlint.project.paths import slashed
from incidentlint.regular import read_regular


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file holds: by path relative to its folder, and by code, a number of findings."""

    version: Literal[1]
    files: dict[str, dict[str, int]] = {}


class Baseline:
    """The findings that are known, by file and rule, and those that a run found."""

    def __init__(self, path: str, known: dict[str, dict[str, int]] | None = None, *, write: bool = False) -> None:
        """Take its path, and what it says; one that is to be `write`-n hides nothing."""
        self.path = os.path.abspath(path)
        self.known = known or {}
        self.write = write
        self.found: dict[str, dict[str, int]] = {}
        self.stale = 0

    @classmethod
    def read(cls, path: str, *, write: bool = False) -> Baseline:
        """The baseline in a file; an empty one where it is to be written and is not there yet. Raises `UserError`."""
        if write and not os.path.exists(path):
            return cls(path, write=True)
        try:
            said = msgspec.json.decode(read_regular(Path(path)), type=_File)
        except OSError as error:
            raise UserError(f"baseline {path}: cannot be read: {error.strerror or error}") from None
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise UserError(f"baseline {path}: is no baseline, which --write-baseline makes: {error}") from None
        return cls(path, said.files, write=write)

    def left(self, path: str, result: FileResult, ran: Iterable[str]) -> FileResult:
        """What is left of a file's findings without those that are known; `ran` are the codes of the rules that ran."""
        key, counts = self._key(path), _counts(result)
        known, asked = self.known.get(key, {}), set(ran)
        self.stale += sum(code in asked and counts[code] < number for code, number in known.items())
        kept = {code: number for code, number in known.items() if code not in asked}
        self.found[key] = {**kept, **{code: number for code, number in counts.items() if number}}
        if self.write:
            return result
        hidden = self.codes_known(path, result)
        new = [one for one in result.diagnostics if one.level == "info" or one.code not in hidden]
        return msgspec.structs.replace(result, diagnostics=tuple(new))

    def codes_known(self, path: str, result: FileResult) -> frozenset[str]:
        """The codes of the rules of which a file has no more findings than are known."""
        known = self.known.get(self._key(path), {})
        return frozenset(code for code, number in _counts(result).items() if number <= known.get(code, 0))

    def _key(self, path: str) -> str:
        return slashed(os.path.relpath(os.path.abspath(path), os.path.dirname(self.path)))

    def save(self) -> int:
        """Write what was found, with what is said of files that were not looked at and are still there; how much it is.

        Raises `UserError`.
        """
        folder = os.path.dirname(self.path)
        others = {key: codes for key, codes in self.known.items() if os.path.exists(os.path.join(folder, key))}
        files = {key: dict(sorted(codes.items())) for key, codes in sorted({**others, **self.found}.items()) if codes}
        import json

        write_file(self.path, json.dumps({"version": 1, "files": files}, indent=2, ensure_ascii=False) + "\n")
        return sum(sum(codes.values()) for codes in files.values())


def _counts(result: FileResult) -> Counter[str]:
    """How many findings of each rule a file has; notes do not count."""
    return Counter(one.code for one in result.diagnostics if one.level != "info")
