"""The words of a folder's files that may be ids: what says which of a thousand files have to be read for one.

To look at each file's times is a tenth of the work of reading it, so the words of what did not change are kept.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator

import msgspec

from incidentlint.cache import is_settled, state_of
from incidentlint.project.not_reports import SUFFIXES
from incidentlint.regular import asked, entries_of, read_regular

_NO_WORD = rb"\s|*`'\"()\[\]{}<>,;:!?"

_ID_WORD = re.compile(rb"(?<![^%b])[^%b\d]*+\d[^%b]*+" % (_NO_WORD, _NO_WORD, _NO_WORD))
"""A word with a digit. It is sought from the begin of words only: a long one without a digit is looked through once."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d[.]?")

_SHORT = 3
"""Words of so many letters at most are counts and hours mostly."""


class Words(msgspec.Struct):
    """The files below a folder, by their paths below it, with the state of each and its words, between spaces."""

    names: list[str] = []
    states: list[str] = []
    words: list[str] = []


def first_word(name: str) -> str:
    """The first word of an id that tells it from others: one with a digit; empty where there is none."""
    found = _ID_WORD.search(name.encode("utf-8", "surrogatepass"))
    return found[0].decode("utf-8", "surrogatepass") if found else ""


def read_bytes(path: str) -> bytes:
    """The bytes of a file; none of one that cannot be read, which is reported where the file itself is linted."""
    try:
        return read_regular(path)
    except OSError:
        return b""


class Folder:
    """The Markdown files below a folder, a real path, and which of them have which words."""

    def __init__(self, path: str, kept: Words | None = None) -> None:
        """Search the folder; `kept` are the words of its files once, None where nobody will keep them."""
        self.path = path
        self._begin = time.time_ns()
        self._files = [*_files(path)]
        self._kept = kept
        self._words: list[str] | None = None
        self._by_word: dict[str, list[str]] = {}
        self._asked = 0
        self.changed = False

    def paths(self) -> list[str]:
        """The paths of the files, in order."""
        return [path for path, _ in self._files]

    def mentioning(self, word: str) -> list[str]:
        """The files that have a word, in order."""
        self._asked += 1
        if not _is_kept(word) or (self._kept is None and self._asked == 1):
            # Nobody may ever ask for another word: to look for one is a tenth of the work of looking for all.
            return [path for path in self.paths() if _has(path, word)]
        words = self._words_of_all()
        if self._asked == 1:  # to look through all once is less work than to take them apart
            found = [(path, text) for (path, _), text in zip(self._files, words) if word in text]
            return [path for path, text in found if word in text.split(" ")]
        if not self._by_word:
            for (path, _), text in zip(self._files, words):
                for one in text.split(" "):
                    self._by_word.setdefault(one, []).append(path)
        return self._by_word.get(word, [])

    def words(self) -> Iterator[tuple[str, list[str]]]:
        """The files with their words that may be ids, whatever they are."""
        for path in self.paths():
            yield path, sorted(_words_in(read_bytes(path)))

    def _words_of_all(self) -> list[str]:
        """The words of each file, those of the files that are as they were without reading them."""
        if self._words is None:
            kept, states = self._kept or Words(), [state for _, state in self._files]
            if kept.states == states and kept.names == [self._name(path) for path, _ in self._files]:
                self._words = kept.words
            else:
                self.changed = True
                known = {(name, state): words for name, state, words in zip(kept.names, kept.states, kept.words)}
                self._words = [
                    self._words_of(path, known.get((self._name(path), state))) for path, state in self._files
                ]
        return self._words

    def _name(self, path: str) -> str:
        return path[len(self.path) + 1 :]

    def _words_of(self, path: str, known: str | None) -> str:
        if known is not None:
            return known
        return " ".join(sorted(filter(_is_kept, _words_in(read_bytes(path)))))

    def to_keep(self) -> Words:
        """The words as they can be kept: those of a file that is being written just now are not."""
        states = [state if is_settled(state, self._begin) else "" for _, state in self._files]
        return Words([self._name(path) for path, _ in self._files], states, self._words_of_all())


def _files(folder: str) -> Iterator[tuple[str, str]]:
    """The Markdown files below a folder with their states, the files of each folder before the folders in it."""
    folders = [folder]
    while folders:
        current = folders.pop()
        try:
            entries = entries_of(current)
        except OSError:
            continue
        within = []
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith(".") and entry.name != "node_modules":
                    within.append(entry.path)
            elif entry.name.lower().endswith(SUFFIXES) and _is_within(entry, folder):
                try:
                    found = state_of(entry.stat())
                except OSError:
                    continue
                yield entry.path, found
        folders += reversed(within)


def _is_within(entry: os.DirEntry[str], folder: str) -> bool:
    """Whether a file is no link that leads out of a folder, a real path."""
    if not entry.is_symlink():
        return True
    asked.of(entry.path)
    return os.path.realpath(entry.path).startswith(os.path.join(folder, ""))


def _is_kept(word: str) -> bool:
    """Whether a word is one of those that are kept: not so short, and no day, which every report tells."""
    return len(word) > _SHORT and not _DAY.fullmatch(word)


def _has(path: str, word: str) -> bool:
    data = read_bytes(path)
    return word.encode("utf-8", "surrogatepass") in data and word in _words_in(data)


def _words_in(data: bytes) -> set[str]:
    """The words of a file that have a digit."""
    some: Iterable[bytes] = (part for part in {*data.split()} if not part.isalpha())
    return {word.decode("utf-8", "replace") for word in _ID_WORD.findall(b" ".join(some))}
