"""Tests for linting in several processes: as from one alone."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from incidentlint.about import data_root
from incidentlint.cache import CacheFile, is_settled, state
from incidentlint.packs import load_pack
from incidentlint.project import Kept, Overrides, Resolver, Run, lint_paths, run, shared
from incidentlint.project.crew import Crew
from incidentlint.regular import asked

EXAMPLES = Path(__file__).parents[2] / "examples"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the tests of processes are for systems with fork")


def _linted(folder: Path, jobs: int | None, kept: Kept | None = None) -> Run:
    found = Run()
    lint_paths([str(folder)], Resolver(Overrides()), found, kept=kept, jobs=jobs)
    return found


def _project(folder: Path) -> Path:
    (folder / ".git").mkdir()
    for number, example in enumerate(sorted(EXAMPLES.rglob("*.md"))):
        (folder / f"{number}-{example.name}").write_bytes(example.read_bytes())
    return folder


def _age(folder: Path) -> None:
    """Wait until its files are old enough for what is known of them to be kept, by every process."""
    newest = [state(str(path)) for path in folder.rglob("*.md")]
    while not all(is_settled(one, time.time_ns()) for one in newest):
        time.sleep(0.05)


@pytest.fixture(params=["fork", "spawn"])
def start(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(shared, "_can_fork", lambda: request.param == "fork")
    return str(request.param)


def test_findings_are_the_same_in_the_same_order(tmp_path: Path, start: str) -> None:
    folder = _project(tmp_path)
    alone, together = _linted(folder, 1), _linted(folder, 3)
    assert len(alone.results) > 10
    assert msgspec.json.encode(together) == msgspec.json.encode(alone)


def test_the_cache_is_the_same(tmp_path: Path, start: str) -> None:
    (tmp_path / "reports").mkdir()
    folder = _project(tmp_path / "reports")
    _age(folder)
    kept = [Kept(CacheFile(str(tmp_path / f"{jobs}.cache"), "one"), begin=10**18) for jobs in (1, 3)]
    for one, jobs in zip(kept, (1, 3)):
        _linted(folder, jobs, one)
        assert one.save() == ""
    alone, together = (CacheFile(str(tmp_path / f"{jobs}.cache"), "one") for jobs in (1, 3))
    for name in ("results", "words"):
        assert sorted(together.section(name).split(b"\n")) == sorted(alone.section(name).split(b"\n")), name
    again = Kept(CacheFile(str(tmp_path / "3.cache"), "one"))
    found = _linted(folder, 3, again)
    assert found.results == _linted(folder, 1).results


def test_what_was_asked_of_the_file_system_is_known_to_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _project(tmp_path)
    monkeypatch.setattr(asked, "on", True)
    found = []
    for jobs in (1, 3):
        monkeypatch.setattr(asked, "paths", set())
        monkeypatch.setattr(asked, "folders", set())
        _linted(folder, jobs)
        found.append((asked.paths, asked.folders))
    alone, together = ({path for path in paths if not path.startswith(data_root())} for paths, _ in found)
    assert together == alone
    assert found[1][1] == found[0][1]


def test_a_file_that_ends_its_process_is_named_and_the_others_are_linted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _project(tmp_path)
    lint = run.lint

    def deadly(data: bytes, shown: str, *rest: object, **more: object) -> object:
        if "/7-" in shown:
            os.kill(os.getpid(), signal.SIGKILL)
        kept: Callable[..., object] = lint
        return kept(data, shown, *rest, **more)

    monkeypatch.setattr(run, "lint", deadly)
    found = _linted(folder, 2)
    assert [failure.message.split(": ")[1:] for failure in found.failures] == [
        ["its process was ended by SIGKILL (please report it)"]
    ]
    assert "/7-" in found.failures[0].message
    alone = len(list(folder.glob("*.md")))
    assert len(found.results) == alone - 1


def test_where_no_process_can_begin_all_is_linted_in_this_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Crew[object]) -> None:
        raise BlockingIOError("no more processes")

    folder = _project(tmp_path)
    alone = _linted(folder, 1)
    monkeypatch.setattr(Crew, "_engage", refused)
    assert msgspec.json.encode(_linted(folder, 3)) == msgspec.json.encode(alone)


def test_an_error_of_our_own_in_a_process_is_told_with_its_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _project(tmp_path)

    def broken(data: bytes, shown: str, *rest: object, **more: object) -> object:
        raise RuntimeError("oh")

    monkeypatch.setattr(run, "lint", broken)
    found = _linted(folder, 2)
    assert len(found.failures) == len(list(folder.glob("*.md")))
    assert all("RuntimeError: oh" in one.message and "Traceback" in one.trace for one in found.failures)


@pytest.mark.parametrize(
    ("files", "jobs", "cores", "number"),
    [
        (1, None, 8, 0),
        (9, None, 8, 1),
        (10, None, 8, 2),
        (10_000, None, 8, 8),
        (5, 4, 1, 4),
        (3, 4, 8, 3),
        (0, 4, 8, 0),
    ],
)
def test_so_many_processes_share_the_work(
    files: int, jobs: int | None, cores: int, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "_cores", lambda: cores)
    assert shared._number(files, jobs, "fork") == number


def test_packs_of_a_program_are_known_to_its_copies_only() -> None:
    resolver = Resolver(Overrides(), packs=(load_pack("bilko"),))
    assert resolver.remake() is None
    assert Resolver(Overrides()).remake() is not None
