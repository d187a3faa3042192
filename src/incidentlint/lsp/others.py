"""The other reports of a project, as far as an editor asks for them: who owns actions, and where an id is stated."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from itertools import groupby

from incidentlint.api import facts_of
from incidentlint.findings import Place
from incidentlint.lsp.checker import Checker
from incidentlint.regular import read_regular
from incidentlint.tuples import NamedTuple

ID_CHARACTERS = "-./#"
"""What an incident's id has beside letters and digits."""

ENDS = "./#"
"""What is after an id, or before it, and no part of it."""

_MOST = 100
"""So many reports beside a text tell who owns actions: the last by their names, which begin with a date as a rule."""


class Named(NamedTuple):
    """A place of a file in which an id is, and the file's text."""

    path: str
    text: str
    place: Place


class Others:
    """What was read of the other reports; a file is read again when it has changed."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._owners: dict[str, tuple[object, tuple[str, ...]]] = {}

    def owners(self, path: str, checker: Checker) -> list[str]:
        """Who owns actions in the reports in a file's folder and below, the most frequent first."""
        counts: dict[str, int] = {}
        beside = [one for one in checker.files(os.path.dirname(path)) if one != path]
        for other in sorted(beside, key=os.path.basename)[-_MOST:]:
            for owner in self._of(other, checker):
                counts[owner] = counts.get(owner, 0) + 1
        return sorted(counts, key=lambda owner: (-counts[owner], owner))

    def _of(self, path: str, checker: Checker) -> tuple[str, ...]:
        try:
            state = os.stat(path)
            stamp = state.st_mtime_ns, state.st_size, state.st_ino
            known = self._owners.get(path)
            if known is None or known[0] != stamp:
                text = _read(path)
                found = tuple(name for report in checker.reports(path, text) for name in facts_of(report).owners)
                known = self._owners[path] = stamp, found
        except OSError:
            return ()
        return known[1]

    def stating(self, name: str, path: str, checker: Checker, shown: Callable[[str], str | None]) -> Iterator[Named]:
        """Where reports of a file's project state an id as theirs.

        `shown` gives the text of a file that an editor has open, None for all others.
        """
        for other, places in groupby(self.naming(name, path, checker, shown), key=lambda one: one.path):
            named = list(places)
            own = [found for report in checker.reports(other, named[0].text) for found in facts_of(report).ids]
            lines = {found.place.line for found in own if found.text == name}
            yield from (one for one in named if one.place.line in lines)

    def naming(self, name: str, path: str, checker: Checker, shown: Callable[[str], str | None]) -> Iterator[Named]:
        """Where the Markdown files of a file's project have an id; `shown` is as for `stating`."""
        word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
        for other in checker.files(checker.root(path)):
            text = shown(other)
            if text is None:
                try:
                    text = _read(other)
                except OSError:
                    continue
            if name not in text:
                continue
            for number, line in enumerate(text.splitlines(), 1):
                for match in word.finditer(line):
                    yield Named(other, text, Place(number, match.start() + 1, number, match.end() + 1))


def _read(path: str) -> str:
    """The text of a file, where it is UTF-8 as a language server's texts are. Raises `OSError`."""
    return read_regular(path).decode("utf-8", "replace")
