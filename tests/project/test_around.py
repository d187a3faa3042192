"""Folders of reports: what the files beside one tell about it."""

from pathlib import Path

import pytest

from incidentlint.project.around import Folders
from incidentlint.project.resolver import Resolver
from incidentlint.project.results import Run
from incidentlint.project.run import lint_paths, lint_stdin
from incidentlint.project.settings import Overrides

REPORT = "# {}\n\n## What we saw\n\nMuch.\n\n## Timeline\n\n- 10:00 x\n- 10:05 y\n\n## Root cause\n\nA cable.\n\n{}"
ASKED = "Describe what the users saw in their own words.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def claimed(*paths: str) -> dict[str, str]:
    run = Run()
    lint_paths(paths, Resolver(Overrides(), isolated=True), run)
    assert run.failures == []
    return {result.path: result.pack for result in run.results}


def codes(path: str) -> list[str]:
    run = Run()
    lint_paths([path], Resolver(Overrides(), isolated=True), run)
    return [found.code for result in run.results for found in result.diagnostics if found.level != "info"]


def test_a_file_among_reports_is_one_by_their_names_or_headings(folder: Path) -> None:
    for number in range(4):
        (folder / f"PM{number:03} - disk full.md").write_text(REPORT.format("Disk full", ""))
    (folder / "PM014 - short.md").write_text("# Pump stops\n\n## Summary\n\nIt stopped.\n")
    (folder / "hot.md").write_text("# Hot\n\n## What we saw\n\nx\n\n## Timeline\n\nNone.\n\n## Fixes\n\nx\n")
    (folder / "notes.md").write_text("# Notes\n\n## Shopping\n\nx\n")
    found = claimed(".")
    assert found["PM014 - short.md"] == "generic"
    assert found["hot.md"] == "generic"
    assert found["notes.md"] == ""
    # The same for a file by itself and for standard input.
    assert claimed("hot.md") == {"hot.md": "generic"}
    run = Run()
    lint_stdin((folder / "hot.md").read_bytes(), "hot.md", Resolver(Overrides(), isolated=True), run)
    assert [result.pack for result in run.results] == ["generic"]


def test_a_page_bundle_is_a_report_and_its_name_that_of_its_folder(folder: Path) -> None:
    for name in ("2026-05-04-disk-full", "2026-06-02-pump-stops"):
        (folder / "incidents" / name).mkdir(parents=True)
        (folder / "incidents" / name / "index.md").write_text(REPORT.format("Disk full", ""))
    (folder / "incidents" / "index.md").write_text("# Incidents\n\n- [one](2026-05-04-disk-full)\n")
    found = claimed(".")
    assert found.pop("incidents/index.md") == ""
    assert set(found.values()) == {"generic"}
    around = Folders().around("incidents/2026-05-04-disk-full/index.md", str(folder))
    assert [head.name for head in around.heads()] == ["2026-06-02-pump-stops/index.md"]


@pytest.mark.parametrize(("copies", "expected"), [(1, []), (2, ["IR204"]), (5, [])])
def test_what_some_reports_repeat_was_left_of_their_form_and_what_most_repeat_is_theirs(
    folder: Path, copies: int, expected: list[str]
) -> None:
    (folder / "incidents").mkdir()
    for number in range(6):
        text = REPORT.format("Disk full", f"## Users\n\n{ASKED if number < copies else ''}\nThey saw nothing.\n")
        (folder / "incidents" / f"2026-05-0{number + 1}.md").write_text(text)
    assert codes("incidents/2026-05-01.md") == expected


def test_what_a_template_beside_a_report_asks_was_left_of_it(folder: Path) -> None:
    (folder / "incidents").mkdir()
    (folder / "incidents" / "template.md").write_text(f"# Title\n\n## Users\n\n{ASKED}")
    for number in range(3):
        text = REPORT.format("Disk full", f"## Users\n\n{'' if number else ASKED}\nThey saw nothing.\n")
        (folder / "incidents" / f"2026-05-0{number + 1}.md").write_text(text)
    assert codes("incidents/2026-05-01.md") == ["IR204"]
    assert codes("incidents/2026-05-02.md") == []


@pytest.mark.parametrize(
    "path",
    ["incidents/AGENTS.md", ".claude/skills/postmortem/SKILL.md", "incidents/how-to-write.md", "incidents/summary.md"],
)
def test_what_tells_how_reports_are_written_is_none(folder: Path, path: str) -> None:
    (folder / path).parent.mkdir(parents=True)
    (folder / path).write_text("# Post-mortems\n\n## Timeline\n\nWrite each row with its time.\n")
    assert claimed(path) == {path: ""}
