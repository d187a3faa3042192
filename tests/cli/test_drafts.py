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
