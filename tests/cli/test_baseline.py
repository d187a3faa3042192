"""The baseline: what a file had when the rules came is not reported, and what is new is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from incidentlint.cli.main import cli

REPORT = """# Incident report: disk full

**Severity:** P1
**Date:** 2026-05-01
**Detected:** 2026-05-01 10:00 UTC
**Resolved:** 2026-05-01 11:00 UTC
**Duration:** 2 hours

## Summary

TBD
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", *arguments])


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    for day in (1, 2):
        (tmp_path / f"docs/2026-05-0{day}-incident.md").write_text(REPORT)
    assert run("docs").exit_code == 1
    done = run("docs", "--write-baseline", "known.json")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "known.json: 4 findings written" in done.stderr
    return tmp_path


def files(project: Path) -> dict[str, dict[str, int]]:
    return json.loads((project / "known.json").read_text())["files"]


def test_what_was_there_is_not_reported_wherever_it_stands_now(project: Path) -> None:
    assert run("docs", "--baseline", "known.json").exit_code == 0
    report = project / "docs/2026-05-01-incident.md"
    report.write_text(REPORT.replace("## Summary", "## Impact\n\nNone.\n\n## Summary"))
    assert run("docs", "--baseline", "known.json").exit_code == 0
    report.write_text(f"{REPORT}\n## Cause\n\nTBD\n")
    done = run("docs", "--baseline", "known.json", "--output-format", "concise")
    assert done.exit_code == 1
    assert [line.split()[2] for line in done.stdout.splitlines()] == ["IR206", "IR206"]


def test_the_configuration_names_one_relative_to_itself(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "incidentlint.toml").write_text('baseline = "known.json"\n')
    monkeypatch.chdir(project / "docs")
    assert run(".").exit_code == 0
    assert run(".", "--isolated").exit_code == 1
    (project / "known.json").write_text("{")
    done = run(".")
    assert done.exit_code == 2
    assert "is no baseline" in done.stderr


def test_what_is_mended_is_told_and_pruned(project: Path) -> None:
    report = project / "docs/2026-05-01-incident.md"
    report.write_text(REPORT.replace("TBD", "The disk was full."))
    done = run("docs", "--baseline", "known.json")
    assert done.exit_code == 0
    assert "known.json: 1 count too high for what is found now" in done.stderr
    run("docs", "--write-baseline", "known.json")
    assert files(project)["docs/2026-05-01-incident.md"] == {"IR403": 1}


def test_a_run_over_a_part_leaves_the_rest_as_it_is(project: Path) -> None:
    before = files(project)
    done = run("docs/2026-05-01-incident.md", "--baseline", "known.json")
    assert (done.exit_code, done.stderr) == (0, "")
    done = run("docs", "--baseline", "known.json", "--select", "IR206")
    assert (done.exit_code, done.stderr) == (0, "")
    run("docs/2026-05-01-incident.md", "--select", "IR206", "--write-baseline", "known.json")
    assert files(project) == before
    (project / "docs/2026-05-02-incident.md").unlink()
    run("docs", "--write-baseline", "known.json")
    assert list(files(project)) == ["docs/2026-05-01-incident.md"]


def test_what_cannot_be_read_or_combined_ends_with_two(project: Path) -> None:
    assert run("docs", "--baseline", "nowhere.json").exit_code == 2
    assert run("docs", "--write-baseline", "a.json", "--fix").exit_code == 2
    assert run("docs", "nowhere.md", "--write-baseline", "a.json").exit_code == 2
    assert not (project / "a.json").exists()
