"""Linting many files in several processes: the findings are the same, in the same order, as from one.

Each process lints as one alone does. What it learns on the way, it hands over with each file: what goes into the cache,
and what was asked of the file system.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

import msgspec

from incidentlint.findings import FileResult
from incidentlint.project.id_words import Words
from incidentlint.project.results import Failure
from incidentlint.regular import asked

if TYPE_CHECKING:
    from incidentlint.project.crew import Start

Task = tuple[str, str]
"""A file to lint: its path, and how users are shown it."""

_PAYS = {"fork": 5, "spawn": 30}
"""So many files take one process as long as it takes to begin another and to hand over what it finds in as many:
measured with reports of 10 KB on two cores.
"""


class Answer(msgspec.Struct):
    """What is found in a file, None where it could not be linted, and what goes with it.

    `added` goes into the cache, as the words of folders do; `paths` and `folders` are those that were asked about.
    """

    result: FileResult | None
    failures: list[Failure] = []
    added: dict[bytes, bytes] = {}
    words: dict[str, Words] = {}
    paths: set[str] = set()
    folders: set[str] = set()


class Worker(Protocol):
    """What lints one file after the other."""

    def answer(self, path: str, shown: str) -> Answer:
        """What is found in a file."""

    def hand_over(self, answer: Answer) -> None:
        """Put into an answer what was learnt since the last one."""

    def remake(self) -> Callable[[], Worker] | None:
        """What makes another such worker in a new process; None where that cannot be."""


def shared(worker: Worker, tasks: Sequence[Task], jobs: int | None) -> Generator[Answer, None, None]:
    """Yield what is found in each file, in order, by so many processes at most; None for as many as pay."""
    taken = 0
    with contextlib.suppress(OSError):  # the system grants no process: what is left is linted here
        for answer in _by_crew(worker, tasks, jobs) if len(tasks) > 1 and jobs != 1 else ():
            taken += 1
            yield answer
    for path, shown in tasks[taken:]:
        yield worker.answer(path, shown)


def _by_crew(worker: Worker, tasks: Sequence[Task], jobs: int | None) -> Iterator[Answer]:
    """The answers of several processes, none where one alone is as fast. Raises `OSError` as `Crew.work` does."""
    start: Start = "fork" if _can_fork() else "spawn"
    number = _number(len(tasks), jobs, start)
    make = (lambda: worker) if start == "fork" else worker.remake()
    if number < 2 or make is None:
        return
    from incidentlint.project.crew import Crew, Lost

    first = 1 if start == "fork" else 0  # what all need is read before they part
    for path, shown in tasks[:first]:
        yield worker.answer(path, shown)
    rest = tasks[first:]
    crew: Crew[Answer] = Crew(len(rest), partial(_prepare, make, rest, start == "spawn" and asked.on), start)
    for (_, shown), made in zip(rest, crew.work(number)):
        if isinstance(made, Lost):
            message = f"internal error while linting {shown}: {made.why} (please report it)"
            yield Answer(None, [Failure(message)])
        else:
            yield made


def _number(files: int, jobs: int | None, start: str) -> int:
    """How many processes share the work on so many files."""
    if jobs is not None:
        return min(jobs, files)
    return min(_cores(), files // _PAYS[start])


def _cores() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except (AttributeError, OSError):
        return os.cpu_count() or 1


def _can_fork() -> bool:
    """Whether a copy of this process works as this one does: where the system says so, and no other thread runs."""
    import threading

    return sys.platform == "linux" and threading.active_count() == 1


def _prepare(make: Callable[[], Worker], tasks: Sequence[Task], program: bool) -> Callable[[int], Answer]:
    """What lints the file of a number, in a process of its own; in a new one of our `program`, as that begins."""
    if program:
        from incidentlint.snapshot import take_patterns

        asked.on = True
        take_patterns()
    worker = make()
    asked.paths, asked.folders = set(), set()

    def answer(number: int) -> Answer:
        found = worker.answer(*tasks[number])
        worker.hand_over(found)
        found.paths, found.folders = asked.paths, asked.folders
        asked.paths, asked.folders = set(), set()
        return found

    return answer
