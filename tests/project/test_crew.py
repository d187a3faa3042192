"""Tests for the processes that share the work on a list."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from incidentlint.project.crew import Crew, Lost, Start

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are not ended by signals there")


def _doubles() -> Callable[[int], int]:
    return lambda number: number * 2


def _killed_at(numbers: tuple[int, ...]) -> Callable[[int], int]:
    def work(number: int) -> int:
        if number in numbers:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    return work


def _ends(number: int) -> int:
    os._exit(number)


@pytest.mark.parametrize("start", ["fork", "spawn"])
@pytest.mark.parametrize("jobs", [1, 3])
def test_what_is_made_comes_in_order(start: Start, jobs: int) -> None:
    crew: Crew[int] = Crew(50, _doubles, start)
    assert list(crew.work(jobs)) == [number * 2 for number in range(50)]


def test_more_processes_than_work_are_not_begun() -> None:
    assert list(Crew(2, _doubles, "fork").work(200)) == [0, 2]


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_a_killed_process_loses_what_it_was_at_and_nothing_else(jobs: int) -> None:
    made = list(Crew(30, partial(_killed_at, (3, 4, 29)), "fork").work(jobs))
    lost = {number: one.why for number, one in enumerate(made) if isinstance(one, Lost)}
    assert lost == dict.fromkeys((3, 4, 29), "its process was ended by SIGKILL")
    assert [one for one in made if not isinstance(one, Lost)] == [n for n in range(30) if n not in (3, 4, 29)]


def test_a_process_that_ends_by_itself_is_told_with_its_status() -> None:
    made = list(Crew(2, lambda: _ends, "fork").work(1))
    assert [one.why for one in made if isinstance(one, Lost)] == [
        "its process ended with status 0",
        "its process ended with status 1",
    ]


@pytest.mark.parametrize("granted", [1, 2, 5])
def test_where_the_system_grants_few_processes_those_do_the_work(granted: int, monkeypatch: pytest.MonkeyPatch) -> None:
    crew: Crew[int] = Crew(40, partial(_killed_at, (7,)), "fork")
    begin, begun = crew._engage, []

    def engage() -> None:
        if len(begun) >= granted:
            raise BlockingIOError("no more processes")
        begun.append(begin())

    monkeypatch.setattr(crew, "_engage", engage)
    if granted == 1:
        with pytest.raises(OSError, match="no more processes"):  # the only one was killed
            list(crew.work(4))
    else:
        assert [n for n, one in enumerate(crew.work(4)) if isinstance(one, Lost)] == [7]


def test_who_has_enough_ends_all_processes() -> None:
    crew: Crew[int] = Crew(1_000, lambda: _slow, "fork")
    answers = crew.work(2)
    assert next(answers) == 0
    processes = [hand.process for hand in crew._hands]
    answers.close()
    assert not any(process.is_alive() for process in processes)


def _slow(number: int) -> int:
    if number:
        time.sleep(60)
    return number


def test_processes_end_when_who_began_them_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(
        "import os, sys\n"
        "from incidentlint.project.crew import Crew\n"
        "def work(number):\n"
        "    os.write(1, b'%d\\n' % os.getpid())\n"
        "    return number\n"
        "for _ in Crew(2, lambda: work, 'fork').work(2):\n"
        "    pass\n"
        "crew = Crew(2, lambda: work, 'fork').work(2)\n"
        "next(crew)\n"
        "os.kill(os.getpid(), 9)\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], stdout=subprocess.PIPE, timeout=60, check=False)
    # One call writes a line whole; the pipe ends only when the last process that has it ends.
    assert done.returncode == -signal.SIGKILL
    assert len(done.stdout.split()) >= 3
