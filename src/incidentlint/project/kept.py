"""What was found in each file before, in the cache: taken again while all that it rests on is as it was.

That is the bytes of the file, what it is linted with, where it is, the reports beside it where they were asked, and
what other files answered about it. The clock is none of it: a result says until when it holds. Fixes are a part of it,
but what is to be fixed is always linted anew.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

import msgspec

from incidentlint.about import data_root
from incidentlint.cache import CacheFile, Said, content_of, is_settled, keep_run
from incidentlint.checks import Neighbours
from incidentlint.engine import Plan
from incidentlint.findings import FileResult
from incidentlint.project.around import Around
from incidentlint.project.files import one_at_a_time
from incidentlint.project.id_words import Words
from incidentlint.project.neighbours import Answer, Id, Question, question_of
from incidentlint.project.resolver import Choice
from incidentlint.regular import asked
from incidentlint.report import Candidates, Report

_RESULTS, _WORDS, _RUNS = "results", "words", "runs"
"""The sections of a cache."""

_LARGEST = 64_000_000
"""A section that is larger begins anew."""

_DAYS = 60
"""What was not used for so many days is left out when the cache is written."""

_T = TypeVar("_T")


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """What was found in a file: in which state, which content, at which time it was read, and what it rests on.

    `asked` are its questions to other files with what tells their answers from others, `around` tells what is beside it
    from anything else, empty where that was not asked.
    """

    state: str
    content: str
    since: float
    asked: tuple[tuple[Question, str], ...]
    around: str
    result: FileResult

    def in_state(self, state: str, begin: int) -> Entry:
        """The same of a file in a state that it had after a moment; it is noted if any later one differs from it."""
        return msgspec.structs.replace(self, state=state if is_settled(state, begin) else "")


class _Ids(msgspec.Struct, frozen=True, array_like=True):
    """The ids that a file states, with what tells its content from others."""

    content: str
    ids: tuple[Id, ...]


class Kept:
    """What a cache holds of files, and what this run adds to it."""

    def __init__(self, cache: CacheFile, begin: int = 0) -> None:
        """Take the cache, of which nothing is read yet, and when the run began that it is for, if that was before."""
        self._cache = cache
        self.begin = begin or time.time_ns()
        self._today = self.begin // 86_400_000_000_000
        self._results: dict[bytes, bytes] | None = None
        self._added: dict[bytes, bytes] = {}
        self._folders: dict[str, Words] | None = None
        self._words: dict[str, Words] = {}
        self._plans: list[tuple[Plan, str]] = []

    def entry(self, key: str) -> Entry | None:
        """What was found before under a key."""
        return self._get(key, Entry)

    def keep(self, key: str, entry: Entry) -> None:
        """Keep what was found in a file."""
        self._put(key, entry)

    def ids(self, path: str, data: bytes, plan: Plan) -> tuple[Id, ...] | None:
        """The ids that a file states, if they were kept for these bytes."""
        found = self._get(self._key("ids", path, _packs(plan)), _Ids)
        return found.ids if found is not None and found.content == content_of(data) else None

    def keep_ids(self, path: str, data: bytes, plan: Plan, ids: tuple[Id, ...]) -> None:
        """Keep the ids that a file with these bytes states."""
        self._put(self._key("ids", path, _packs(plan)), _Ids(content_of(data), ids))

    def words(self, folder: str) -> Words | None:
        """The words of the files below a folder, as they were kept."""
        if self._folders is None:
            self._folders = self._read(_WORDS, dict[str, Words]) or {}
        return self._folders.get(folder)

    def keep_words(self, words: dict[str, Words]) -> None:
        """Keep the words of folders that were read."""
        self._words.update(words)

    def take(self, added: dict[bytes, bytes], words: dict[str, Words]) -> None:
        """Keep what another process of this run added."""
        self._added.update(added)
        self.keep_words(words)

    def hand_over(self) -> dict[bytes, bytes]:
        """What was added since this was called before."""
        added, self._added = self._added, {}
        if self._results is not None:
            self._results.update(added)
        return added

    def remake(self) -> Callable[[], Kept]:
        """What makes the same in another process."""
        return partial(Kept, self._cache, self.begin)

    def key(self, path: str, shown: str, choice: Choice, root: str, location: str) -> str:
        """What tells a file and what it is linted with from others; without a clock from the same with one."""
        where = (os.path.abspath(path), shown, root, location, choice.why)
        return self._key("file", *where, self._plan(choice))

    def _plan(self, choice: Choice) -> str:
        """What tells all that a plan depends on from any other."""
        for plan, known in self._plans:
            if plan is choice.plan:
                return known
        plan = choice.plan
        parts = (
            [(rule.code, rule.level) for rule in plan.rules],
            sorted(plan.levels.items()),
            sorted(plan.selected),
            (plan.forced, plan.certain, plan.docs_url, str(plan.since), plan.now is None),
            _packs(plan),
        )
        made = content_of(msgspec.json.encode(parts))
        self._plans.append((plan, made))
        return made

    def _key(self, *parts: str) -> str:
        return content_of("\0".join(parts).encode("utf-8", "surrogateescape"))

    def _get(self, key: str, kind: type[_T]) -> _T | None:
        if self._results is None:
            lines = self._cache.section(_RESULTS).split(b"\n")
            self._results = {line[:32]: line for line in lines}
        line = self._added.get(key.encode()) or self._results.get(key.encode(), b"")
        day, _, data = line[33:].partition(b" ")
        try:
            return msgspec.json.decode(data, type=kind) if day else None
        except msgspec.DecodeError:
            return None

    def _put(self, key: str, value: object) -> None:
        with contextlib.suppress(UnicodeEncodeError):  # a name that is no text
            self._added[key.encode()] = b"%b %d %b" % (key.encode(), self._today, msgspec.json.encode(value))

    def _read(self, section: str, kind: type[_T]) -> _T | None:
        try:
            return msgspec.json.decode(self._cache.section(section), type=kind)
        except msgspec.DecodeError:
            return None

    def save(self, said: Said | None = None, arguments: Iterable[str] = ()) -> str:
        """Write what was added, beside what other runs have written, and what a run `said`, if that is to be kept.

        Returns why that cannot be; empty where it was done, or nothing was new.
        """
        own = os.path.join(data_root(), "")
        paths = (path for path in asked.paths if not path.startswith(own))
        run = keep_run(self._cache, [*arguments], said, paths, asked.folders, self.begin) if said else None
        if not self._added and not self._words and run is None:
            return ""
        folder = os.path.dirname(self._cache.path)
        try:
            os.makedirs(folder, exist_ok=True)
            with one_at_a_time(folder, always=False):
                runs = run if run is not None else self._cache.section(_RUNS)
                self._cache.write({_RUNS: runs, _RESULTS: self._lines(), _WORDS: self._all_words()})
        except OSError as error:
            return f"the cache {self._cache.path} was not written: {error.strerror or error}"
        return ""

    def _lines(self) -> bytes:
        """The section of the results: what is there now, and what was added."""
        data = self._cache.section(_RESULTS)
        kept = {line[:32]: line for line in data.split(b"\n") if self._is_used(line)} if len(data) < _LARGEST else {}
        return b"\n".join({**kept, **self._added}.values())

    def _is_used(self, line: bytes) -> bool:
        day = line[33:].partition(b" ")[0]
        return day.isdigit() and len(day) < 8 and int(day) > self._today - _DAYS

    def _all_words(self) -> bytes:
        if not self._words:
            return self._cache.section(_WORDS)
        there = self._read(_WORDS, dict[str, Words]) or {}
        try:
            return msgspec.json.encode({**there, **self._words})
        except UnicodeEncodeError:  # a name that is no text
            return b""


class Basis:
    """What the findings in a file rest on beside its own bytes: filled while it is linted."""

    def __init__(self, around: Around, answer: Callable[[Question], Answer]) -> None:
        """Take what is around the file, and what answers for the other files."""
        self.around = around
        self._answer = answer
        self._asked: list[tuple[Question, str]] = []

    def ask(self, report: Report) -> Neighbours:
        """What the other files answer about a report."""
        question = question_of(report)
        found = self._answer(question)
        self._asked.append((question, _answer_key(found)))
        return found.about(report)

    def entry(self, data: bytes, now: dt.datetime | None, result: FileResult) -> Entry:
        """What was found in a file with some bytes."""
        around = self.around.folder.digest() if self.around.asked else ""
        since = now.timestamp() if now is not None else 0
        return Entry("", content_of(data), since, tuple(self._asked), around, result)

    def holds(self, entry: Entry, now: dt.datetime | None) -> bool:
        """Whether what was found in the same bytes before would be found now."""
        until = entry.result.until
        if now is not None and (now.timestamp() < entry.since or (until and now.timestamp() >= until)):
            return False
        if entry.around and entry.around != self.around.folder.digest():
            return False
        return all(key == _answer_key(self._answer(question)) for question, key in entry.asked)


def _answer_key(answer: Answer) -> str:
    """What tells an answer from others."""
    return content_of(repr(answer).encode("utf-8", "surrogatepass"))


def _packs(plan: Plan) -> str:
    """What tells the packs of a plan from others: the built-in ones are those of the program."""
    if isinstance(plan.packs, Candidates):
        return f"built-in {plan.packs.words}"
    return " ".join(pack.fingerprint for pack in plan.packs)
