"""The file of a cache, where it is, and the states of files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from incidentlint.cache import file as file_module
from incidentlint.cache.file import CacheFile, cache_folder, cache_of
from incidentlint.cache.runs import Said, keep_run, recalled
from incidentlint.cache.states import folder_state, is_settled, state
from incidentlint.cli.streams import Piece
from incidentlint.project import Kept

SECOND = 1_000_000_000


def test_sections_are_read_as_they_were_written(tmp_path: Path) -> None:
    file = CacheFile(str(tmp_path / "new" / "one.cache"), "ab")
    assert file.section("runs") == b""
    file.write({"runs": b"\n\n1\x00", "results": b"", "words": b"x" * 3_000})
    assert [file.section(name) for name in ("runs", "results", "words", "other")] == [
        b"\n\n1\x00", b"", b"x" * 3_000, b""
    ]  # fmt: skip
    assert CacheFile(file.path, "abc").section("runs") == b""
    assert os.listdir(tmp_path / "new") == ["one.cache"]


def test_what_a_killed_run_left_beside_a_cache_is_removed_by_a_later_one(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys\nos.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from incidentlint.cache.file import CacheFile\nCacheFile(sys.argv[1], 'ab').write({'runs': b'x'})"
    )
    file = CacheFile(str(tmp_path / "one.cache"), "ab")
    file.write({"runs": b"y"})
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    killed = subprocess.run([sys.executable, "-c", code, file.path], check=False, env=environment)
    assert killed.returncode != 0
    (left,) = set(tmp_path.iterdir()) - {Path(file.path)}
    others = {tmp_path / "one.cache.txt", tmp_path / "two.cache.123"}
    for path in others:
        path.write_bytes(b"")
        os.utime(path, (0, 0))
    file.write({"runs": b"y"})
    assert left.exists()  # so young a file may be another run's
    os.utime(left, (0, 0))
    file.write({"runs": b"y"})
    assert file.section("runs") == b"y"
    assert set(tmp_path.iterdir()) == {Path(file.path), *others}


@pytest.mark.parametrize("change", [slice(0, 1), slice(40, 41), slice(-1, None), slice(66, None)])
def test_a_section_that_is_not_whole_is_none(tmp_path: Path, change: slice) -> None:
    file = CacheFile(str(tmp_path / "one.cache"), "ab")
    file.write({"runs": b"a run of the program"})
    data = bytearray(Path(file.path).read_bytes())
    del data[change]
    Path(file.path).write_bytes(data)
    assert file.section("runs") == b""


@pytest.mark.parametrize(
    ("system", "name", "environment", "wanted"),
    [
        ("linux", "posix", {"HOME": "/home/ada"}, "/home/ada/.cache/incidentlint"),
        ("linux", "posix", {"HOME": "/home/ada", "XDG_CACHE_HOME": "/var/x"}, "/var/x/incidentlint"),
        ("linux", "posix", {"HOME": "/home/ada", "XDG_CACHE_HOME": "x"}, "/home/ada/.cache/incidentlint"),
        ("darwin", "posix", {"HOME": "/Users/ada"}, "/Users/ada/Library/Caches/incidentlint"),
    ],
)
def test_it_is_where_users_expect_it(
    monkeypatch: pytest.MonkeyPatch, system: str, name: str, environment: dict[str, str], wanted: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(os, "name", name)
    monkeypatch.delenv("XDG_CACHE_HOME")
    for key, value in environment.items():
        monkeypatch.setenv(key, value)
    assert cache_folder() == wanted


def test_each_folder_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        for folder in (str(tmp_path / "cache"), "cache"):
            cache = cache_of(folder)
            assert cache is not None
            made.add(cache.path)
    assert len(made) == 4


def test_another_program_has_another_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stamp() -> str:
        cache = cache_of(str(tmp_path))
        assert cache is not None
        return cache.stamp

    first = stamp()
    assert stamp() == first
    monkeypatch.setattr(file_module, "sources", lambda: [("a.py", 1, 2)])
    assert stamp() != first
    # Installed from a wheel, it is what the installer wrote down, whenever that was.
    package = tmp_path / "site" / "incidentlint"
    record = tmp_path / "site" / f"incidentlint-{file_module.__version__}.dist-info" / "RECORD"
    record.parent.mkdir(parents=True)
    monkeypatch.setattr(file_module, "PACKAGE", str(package))
    found = []
    for text in ("incidentlint/a.py,sha256=1,3\n", "incidentlint/a.py,sha256=2,3\n"):
        record.write_text(f"../../bin/incidentlint,sha256={len(found)},200\n{text}", encoding="utf-8")
        found.append(stamp())
    record.write_text(f"../../bin/incidentlint,sha256=9,200\n{text}", encoding="utf-8")
    assert stamp() == found[1] != found[0]
    monkeypatch.setattr(sys, "path", [str(tmp_path / "other")])
    (tmp_path / "other" / "markdown_it_py-9.9.dist-info").mkdir(parents=True)
    assert stamp() != found[1]


def test_any_change_of_a_file_is_another_state(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    found = [state(str(path))]
    for text in ("one", "four", ""):
        path.write_text(text, encoding="utf-8")
        found.append(state(str(path)))
    os.utime(path, ns=(1, 1))
    found += [state(str(path)), state(str(tmp_path)), state("a\0b")]
    assert len({*found}) == 6
    assert found[0] == found[-1] == "-"


def test_what_is_in_a_folder_is_its_state(tmp_path: Path) -> None:
    found = [folder_state(str(tmp_path))]
    (tmp_path / "a.md").write_text("one", encoding="utf-8")
    found.append(folder_state(str(tmp_path)))
    (tmp_path / "a.md").rename(tmp_path / "b.md")
    found.append(folder_state(str(tmp_path)))
    (tmp_path / "folder").mkdir()
    found.append(folder_state(str(tmp_path)))
    (tmp_path / "link.md").symlink_to("b.md")
    found.append(folder_state(str(tmp_path)))
    (tmp_path / "b.md").write_text("three", encoding="utf-8")
    found.append(folder_state(str(tmp_path)))
    assert len({*found}) == len(found)
    (tmp_path / "folder" / "deep.md").touch()
    assert folder_state(str(tmp_path)) == found[-1]


@pytest.mark.parametrize(
    ("written", "seconds", "settled"),
    [
        (5 * SECOND + 7, 5.2, True),
        (5 * SECOND + 7, 5.05, False),
        (5 * SECOND + 7, 4, False),
        (5 * SECOND, 6.5, False),  # times without fractions may be of a file system that has none
        (5 * SECOND, 7.5, True),
    ],
)
def test_what_is_written_at_the_same_time_is_not_settled(written: int, seconds: float, settled: bool) -> None:
    assert is_settled(f"{written}:{written}:9", int(seconds * SECOND)) is settled
    assert is_settled(f"7:{written}:9", int(seconds * SECOND)) is settled
    assert is_settled("-", 0)
    assert is_settled("/", 0)


def test_runs_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = CacheFile(str(tmp_path / "one.cache"), "ab")
    report = tmp_path / "a.md"
    report.write_text("one", encoding="utf-8")
    later = state(str(report)).split(":")
    begin = int(max(later[:2])) + 5 * SECOND
    for number in range(30):
        pieces: list[Piece] = [(True, False, b"%d" % number), (False, True, b"\0:\n")]
        section = keep_run(file, ["check", str(number)], Said(1, pieces), [str(report)], [], begin)
        assert section is not None
        file.write({"runs": section})
    assert recalled(file, ["check", "0"]) is None  # the oldest went
    found = recalled(file, ["check", "29"])
    assert found is not None
    assert (found.status, found.pieces) == (1, pieces)
    assert recalled(file, ["check", "28"]) is not None
    monkeypatch.setenv("INCIDENTLINT_SELECT", "IR4")
    assert recalled(file, ["check", "28"]) is None
    monkeypatch.delenv("INCIDENTLINT_SELECT")
    assert keep_run(file, ["check"], Said(0, []), [str(report)], [], int(min(later[:2]))) is None
    assert keep_run(file, ["check"], Said(0, []), [], [str(tmp_path)], int(min(later[:2]))) is None
    report.write_text("two!", encoding="utf-8")
    assert recalled(file, ["check", "28"]) is None


def test_a_run_holds_as_long_as_the_clock_lets_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = CacheFile(str(tmp_path / "one.cache"), "ab")
    section = keep_run(file, ["check"], Said(0, [], 100, 200), [], [], 0)
    assert section is not None
    file.write({"runs": section})
    held = []
    for now in (99, 100, 199, 200):
        monkeypatch.setattr("time.time", lambda now=now: now)
        held.append(recalled(file, ["check"]) is not None)
    assert held == [False, True, True, False]


def test_two_runs_at_once_keep_what_both_found(tmp_path: Path) -> None:
    file = CacheFile(str(tmp_path / "one.cache"), "ab")
    one, two = Kept(file), Kept(file)
    assert one.entry("x") is None
    for kept, name in ((one, "1"), (two, "2")):
        kept._put(name * 32, {"n": name})
        assert kept.save() == ""
    assert file.section("results").count(b"\n") == 1
    assert Kept(file)._get("1" * 32, dict) == {"n": "1"}
    assert Kept(file)._get("2" * 32, dict) == {"n": "2"}


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = Kept(CacheFile(str(tmp_path / "file" / "one.cache"), "ab"))
    kept._put("1" * 32, {})
    assert "was not written: " in kept.save()


def test_many_processes_at_once(tmp_path: Path) -> None:
    """pre-commit calls a hook several times at once, each with a part of the files."""
    for number in range(4):
        (tmp_path / f"report-{number}.md").write_text(f"# Incident report {number}\n\nText.\n", encoding="utf-8")
    source = str(Path(file_module.__file__).parents[2])
    command = [sys.executable, "-m", "incidentlint", "check", "--cache-dir", "cache", "-q"]
    environment = {**os.environ, "PYTHONPATH": source}
    running = [
        subprocess.Popen([*command, f"report-{number}.md"], cwd=tmp_path, env=environment) for number in range(4)
    ]
    assert {process.wait(60) for process in running} <= {0, 1}
    (path,) = (tmp_path / "cache").iterdir()
    stamp = path.read_bytes().split(b"\n")[0].split()[-1].decode()
    assert CacheFile(str(path), stamp).section("results").count(b"\n") == 3
