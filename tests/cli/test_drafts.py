"""Drafts: with the clock of the configuration they pass, until their deadline."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from incidentlint.cli.main import cli

DRAFT = ("bilko", "letsgobelize", "atlassian", "srebook", "incidentio")


@pytest.mark.parametrize("pack", DRAFT)
def test_a_draft_passes_where_the_clock_is_used(pack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    config = tmp_path / "incidentlint.toml"
    named = f'[[reports]]\nfiles = "docs/**/*.md"\npack = "{pack}"\n'
    config.write_text(named)
    made = CliRunner().invoke(cli, ["new", "--pack", pack, "--title", "Disk full"])
    path = made.stdout.strip()
    if not path.startswith("docs/"):
        (tmp_path / "docs").mkdir()
        (tmp_path / path).rename(tmp_path / "docs" / path)
        path = f"docs/{path}"
    assert CliRunner().invoke(cli, ["check", path]).exit_code == 1
    config.write_text(f'as-of = "now"\n{named}')
    result = CliRunner().invoke(cli, ["check", path, "--min-level", "info"])
    assert result.exit_code == 0, result.output
    assert "its clock has not started" in result.output
    assert CliRunner().invoke(cli, ["check", path, "--isolated", "--pack", pack]).exit_code == 1


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("2021-03-04-search.md", ""),
        ("search.md", "**Started:** 2021-03-04 10:00 UTC\n"),
        ("search.md", "## Timeline\n\n- 2021-03-04 10:00 UTC Search is slow\n"),
        ("search.md", "## 2021-03-04: search is slow\n\nIt was slow.\n"),
    ],
)
def test_an_old_report_is_no_draft(name: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    template = "# Post-mortem: [Title]\n\n**Resolved:** [time]\n\n## Impact\n\n[Impact]\n\n## Root cause\n\n[Cause]\n"
    (tmp_path / "template.md").write_text(template)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / name).write_text(f"# Post-mortem: search\n\n{told}\n## Impact\n\nNobody found anything.\n")
    config = 'as-of = "now"\n[[reports]]\nfiles = "docs/*.md"\npack = "template.md"\n'
    (tmp_path / "incidentlint.toml").write_text(config)
    result = CliRunner().invoke(cli, ["check", "--output-format", "concise"])
    assert result.exit_code == 1, result.output
    assert "error IR101" in result.stdout
    early = CliRunner().invoke(cli, ["check", "--output-format", "concise", "--as-of", "2021-03-20"])
    assert early.exit_code == 0, early.output


def test_the_clock_of_a_configuration_is_now_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "incidentlint.toml").write_text('as-of = "2026-01-01"\n')
    result = CliRunner().invoke(cli, ["check", "."])
    assert result.exit_code == 2
    assert "as-of" in result.stderr


def test_after_the_deadline_a_draft_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "incidentlint.toml").write_text('as-of = "now"\n[[reports]]\nfiles = "docs/**/*.md"\npack = "bilko"\n')
    path = CliRunner().invoke(cli, ["new", "--pack", "bilko", "--title", "Disk full"]).stdout.strip()
    report = tmp_path / path
    report.write_text(report.read_text().replace("resolved:** YYYY-MM-DD HH:MM", "resolved:** 2026-01-05 10:00"))
    assert CliRunner().invoke(cli, ["check", path, "--as-of", "2026-01-06"]).exit_code == 0
    assert CliRunner().invoke(cli, ["check", path, "--as-of", "2026-01-09"]).exit_code == 1


SECTIONS = {"Impact": "Nobody found anything.", "Root cause": "The index was stale.", "Lessons": "Watch its age."}


@pytest.mark.parametrize(("told", "status"), [(3, 1), (1, 0)])
def test_what_says_most_is_no_draft(told: int, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report with a date and no time: nearly whole, what it lacks is an error; hardly begun, it may wait."""
    monkeypatch.chdir(tmp_path)
    names = [*SECTIONS, "Next steps"]
    form = "".join(f"## {name}\n\n[{name}]\n\n" for name in names)
    (tmp_path / "template.md").write_text(f"# Post-mortem: [Title]\n\n**Date:** YYYY-MM-DD\n\n{form}")
    (tmp_path / "docs").mkdir()
    said = "".join(
        f"## {name}\n\n{(SECTIONS.get(name, '') if n < told else '') or f'[{name}]'}\n\n"
        for n, name in enumerate(names)
    )
    (tmp_path / "docs" / "search.md").write_text(f"# Post-mortem: search\n\n**Date:** 2021-03-04\n\n{said}")
    config = 'as-of = "now"\n[[reports]]\nfiles = "docs/*.md"\npack = "template.md"\n'
    (tmp_path / "incidentlint.toml").write_text(config)
    result = CliRunner().invoke(cli, ["check", "--as-of", "2021-03-08"])
    assert result.exit_code == status, result.output
