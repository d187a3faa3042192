"""A check with a cache says what one without says, whatever changed since the cache was written."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentlint.cli import streams
from incidentlint.cli.main import main
from incidentlint.cli.recall import recall
from incidentlint.project import run as run_module
from incidentlint.regular import asked
from support import examples

TEMPLATE = """\
# Incident: [SHORT TITLE]

**Incident ID:** INC-YYYY-MM-DD-NNN
**Severity:** P0 / P1 / P2 / P3
**Start Time:** YYYY-MM-DD HH:MM UTC
**Resolved:** YYYY-MM-DD HH:MM UTC
**Owner:** [Name]

## Summary

[What happened]

## Actions

| Action | Owner | Due | Status |
| --- | --- | --- | --- |
| [Action] | [Name] | YYYY-MM-DD | Open / Done |
"""

CONFIG = """\
extend-select = ["IR605"]
[[reports]]
files = "incidents/*.md"
pack = "form.md"
"""

REPORT = """\
# Incident: Disk full {n}

**Incident ID:** INC-2026-03-0{n}-001
**Severity:** P2
**Start Time:** 2026-03-0{n} 10:00 UTC
**Resolved:** 2026-03-0{n} 11:00 UTC
**Owner:** Ada Lovelace

## Summary

The disk was full, see [the graph](graph-{n}.png) and [the notes](#actions).

## Actions

| Action | Owner | Due | Status |
| --- | --- | --- | --- |
| Watch the disk | Ada Lovelace | 2026-03-2{n} | Open |
"""


class Project:
    """A folder with reports, and a cache elsewhere."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder, self.cache = folder, cache
        self.ticks = 0
        self.write("incidentlint.toml", CONFIG)
        self.write("form.md", TEMPLATE)
        for n in (1, 2, 3):
            self.write(f"incidents/report-{n}.md", REPORT.format(n=n))
            self.write(f"incidents/graph-{n}.png", "")

    def write(self, name: str, text: str) -> None:
        """Write a file; its time is another one each time, as if some seconds were between."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.ticks += 1
        os.utime(path, ns=(1, 1_700_000_000_000_000_007 + self.ticks * 3_000_000_000))

    def change(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        if path.exists():
            self.write(name, path.read_text("utf-8").replace(old, new))

    def check(self, *options: str, cached: bool = True) -> tuple[int, str, str]:
        """What the program writes when it is called in a process of its own, with its exit status."""
        options = (*options, "--cache-dir", str(self.cache)) if cached else (*options, "--no-cache")
        arguments = ["check", *options]
        asked.on = True
        for notes in (asked.paths, asked.folders, streams.written):
            notes.clear()
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            patch.setattr(sys, "argv", ["incidentlint", *arguments])
            status = recall(arguments)
            self.recalled = status is not None
            status = main(arguments) if status is None else status
        asked.on = False
        texts = []
        for stream in (out, err):
            stream.flush()
            assert isinstance(stream.buffer, io.BytesIO)
            texts.append(stream.buffer.getvalue().decode())
        return status, texts[0], texts[1]

    def same(self, *options: str) -> tuple[int, str, str]:
        """The same, after seeing that nothing else is said without a cache."""
        found = self.check(*options)
        assert found == self.check(*options, cached=False)
        return found


@pytest.fixture(autouse=True)
def _later(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Everything was written long before it is linted; links and folders of the machine too."""
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now + 3_600_000_000_000)
    yield
    asked.on = False


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project", tmp_path / "cache")


def forbid_linting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each file that is linted from now on."""
    linted: list[str] = []
    real = run_module.lint

    def noted(data: bytes, path: str, *rest: object, **named: object) -> object:
        linted.append(path)
        return real(data, path, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(run_module, "lint", noted)
    return linted


def test_nothing_is_linted_twice(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    linted = forbid_linting(monkeypatch)
    first = project.check()
    assert len(linted) == 3
    assert project.check() == first
    assert project.recalled
    assert project.check("--output-format", "json")[1].count('"reports": [') == 3
    assert not project.recalled
    assert len(linted) == 3


def test_only_what_changed_is_linted(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.check()
    linted = forbid_linting(monkeypatch)
    project.change("incidents/report-2.md", "Ada Lovelace", "[Name]")
    status, text, _ = project.check("--output-format", "concise")
    assert (status, linted) == (1, ["incidents/report-2.md"])
    assert "report-2.md:7:12: error" in text


FORMATS = ("text", "concise", "json", "jsonl", "markdown", "github", "gitlab", "junit", "rdjson", "sarif")


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_the_same(project: Project, form: str) -> None:
    project.change("incidents/report-1.md", "2026-03-01 11:00", "2026-03-01 09:00")
    project.change("incidents/report-3.md", "[the notes](#actions)", "[the notes](#elsewhere)")
    first = project.same("--output-format", form)
    assert project.same("--output-format", form) == first
    assert project.recalled is False  # the last one was without a cache
    project.check("--output-format", form)
    assert project.recalled


CHANGES = {
    "the file": ("incidents/report-2.md", "10:00", "12:00"),
    "the template": ("form.md", "**Owner:** [Name]", "**Owner:** [Name]\n**Team:** [Team]"),
    "the configuration": ("incidentlint.toml", 'extend-select = ["IR605"]', 'ignore = ["IR705"]'),
    "the id of another": ("incidents/report-3.md", "INC-2026-03-03-001", "INC-2026-03-02-001"),
    "a level": ("incidentlint.toml", "[[reports]]", '[rules]\nIR705 = "info"\n[[reports]]'),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_seen(project: Project, what: str) -> None:
    project.change("incidents/report-1.md", "graph-1", "no-such-graph")
    before = project.same()
    project.change(*CHANGES[what])
    assert project.same() != before


def test_a_link_s_target_that_is_gone_or_new_is_seen(project: Project) -> None:
    assert project.same()[0] == 0
    (project.folder / "incidents/graph-1.png").unlink()
    assert "graph-1.png" in project.same()[1]
    project.write("incidents/graph-1.png", "")
    assert project.same()[0] == 0


def test_a_new_and_a_removed_sibling_are_seen(project: Project) -> None:
    assert project.same()[0] == 0
    project.write("incidents/again.md", REPORT.format(n=2))
    assert project.same()[1].count("duplicate-incident-id") == 2
    (project.folder / "incidents/again.md").unlink()
    assert project.same()[0] == 0


def test_a_new_configuration_upward_is_seen(project: Project) -> None:
    as_json = ("--output-format", "json", "incidents")
    assert project.same(*as_json)[1].count('"pack": "form"') == 6
    project.write("incidents/.incidentlint.toml", 'select = ["IR7"]\n')
    assert project.same(*as_json)[1].count('"pack": "form"') == 0


def test_a_change_at_the_same_time_is_seen(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file has the size and the times that it had."""
    path = project.folder / "incidents/report-1.md"
    before = path.stat()
    monkeypatch.setattr(time, "time_ns", lambda: before.st_ctime_ns)
    project.check()
    path.write_text(path.read_text("utf-8").replace("11:00", "09:00"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert project.same()[0] == 1


def test_other_times_of_the_same_files_are_no_change(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A CI job that clones a repository anew finds the reports written just then."""
    first = project.check()
    linted = forbid_linting(monkeypatch)
    for path in project.folder.rglob("*.md"):
        os.utime(path, ns=(1, 1_800_000_000_000_000_001))
    assert project.check() == first
    assert linted == []


def test_what_the_clock_says_is_not_kept(project: Project) -> None:
    days = ["2026-03-10", "2026-03-22", "2026-03-23", "2026-03-24", "2026-03-26", "2026-03-12T12:00+05:00"]
    found = [project.same("--as-of", day)[1].count("overdue-action") for day in days]
    assert found == [0, 0, 1, 2, 3, 0]
    assert [project.same("--as-of", day)[1].count("overdue-action") for day in reversed(days)] == found[::-1]


@pytest.mark.parametrize("command", ["--diff", "--fix", "--fix-only"])
def test_fixes_are_made_all_the_same(project: Project, command: str) -> None:
    path = project.folder / "incidents/report-2.md"
    project.change("incidents/report-2.md", "## Actions", "#### Actions")
    text = path.read_text("utf-8")
    assert project.same()[1].count("warning[IR106]") == 1
    found = project.check(command)
    fixed = path.read_text("utf-8")
    assert (fixed == text) == (command == "--diff")
    path.write_text(text, encoding="utf-8")
    assert project.check(command, cached=False) == found
    assert path.read_text("utf-8") == fixed
    assert project.same()[0] == (1 if command == "--diff" else 0)


def test_a_suppression_is_written_all_the_same(project: Project) -> None:
    project.change("incidents/report-2.md", "graph-2", "no-such-graph")
    assert project.same()[0] == 1
    assert project.check("--add-suppressions", "it was lost")[0] == 0
    assert "it was lost" in (project.folder / "incidents/report-2.md").read_text("utf-8")
    assert project.same()[0] == 0


def test_a_baseline_counts_what_was_kept(project: Project) -> None:
    project.change("incidents/report-2.md", "graph-2", "no-such-graph")
    project.check()
    project.check("--write-baseline", "known.json")
    assert project.same("--baseline", "known.json")[0] == 0
    project.change("incidents/report-2.md", "Ada Lovelace\n", "[Name]\n")
    assert project.same("--baseline", "known.json")[0] == 1


EDITS = st.lists(st.tuples(st.integers(0, 5_000), st.sampled_from([0, 1, 9, 4_000]), st.binary(max_size=7)), min_size=1)


@examples(12)
@given(EDITS)
def test_any_bytes_in_the_cache_are_no_harm(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, int, bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    project = Project(folder / "project", folder / "cache")
    project.change("incidents/report-2.md", "graph-2", "no-such-graph")
    first = project.check()
    (path,) = project.cache.iterdir()
    data = bytearray(path.read_bytes())
    for start, length, other in edits:
        data[start : start + length] = other
    path.write_bytes(data)
    assert project.check() == first
    assert project.check("--output-format", "json") == project.check("--output-format", "json", cached=False)
    assert project.check() == first


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["incidents/report-1.md", "incidents/report-2.md", "incidents/report-3.md", "form.md"]),
        st.sampled_from(
            [
                ("-001", "-002"),
                ("-002", "-001"),
                ("2026-03-02", "2026-03-03"),
                ("11:00", "9:00"),
                ("9:00", "11:00"),
                ("graph-1", "graph-9"),
                ("## Summary", "## What happened"),
                ("Open |", "Done |"),
                ("Ada Lovelace", "[Name]"),
            ]
        ),
        st.sampled_from([(), ("--as-of", "2026-03-23"), ("--select", "IR7"), ("incidents/report-2.md",)]),
    ),
    max_size=5,
)


@examples(8)
@given(STEPS)
def test_any_changes_are_seen(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, tuple[str, str], tuple[str, ...]]]
) -> None:
    folder = tmp_path_factory.mktemp("steps")
    project = Project(folder / "project", folder / "cache")
    project.check()
    for name, (old, new), options in steps:
        project.change(name, old, new)
        project.same("--output-format", "json", *options)
