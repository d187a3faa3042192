"""Which findings the formats for people show, and what the help of a finding names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from incidentlint.cli.main import cli

REPORT = """# Incident report: queue stopped

**Severity:** P1
**Status:** open

## Impact

## Cause

A full disk.
"""
CONFIG = """
[[reports]]
files = "docs/*.md"
pack = "ours/template.md"

[rules]
IR105 = "info"
"""
TEMPLATE = """# Incident report: [Title]

**Severity:** P1 / P2
**Status:** [Status]
**Owner:** [Name]

## Impact

[What]

## Cause

[Why]
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {"docs/a.md": REPORT, "ours/template.md": TEMPLATE, "incidentlint.toml": CONFIG}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def check(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", *arguments, "docs"])


def configure(folder: Path, line: str) -> None:
    (folder / "incidentlint.toml").write_text(f"{line}\n{CONFIG}", encoding="utf-8")


def test_text_says_how_many_infos_there_are(here: Path) -> None:
    shown = check()
    assert "IR105" not in shown.stdout
    assert shown.stdout.endswith("\n1 error in 1 report; 1 info not shown (--min-level info)\n")
    assert "info[IR105]" in check("--min-level", "info").stdout
    assert check("--min-level", "info").stdout.endswith("\n1 error, 1 info in 1 report\n")


def test_only_infos(here: Path) -> None:
    shown = check("--select", "IR105")
    assert (shown.stdout, shown.exit_code) == ("1 info not shown (--min-level info)\n", 0)
    assert check("--select", "IR105", "--quiet").output == ""


def test_concise_output_has_findings_only(here: Path) -> None:
    shown = check("--output-format", "concise")
    assert [line.split()[2] for line in shown.stdout.splitlines()] == ["IR107"]
    assert shown.stderr == "incidentlint: 1 info not shown (--min-level info)\n"
    assert len(check("--output-format", "concise", "--min-level", "info").stdout.splitlines()) == 2


def test_statistics_count_what_is_shown(here: Path) -> None:
    assert "IR105" not in check("--statistics").stdout
    assert "IR105" in check("--statistics", "--min-level", "info").stdout


@pytest.mark.parametrize("option", [[], ["--statistics"], ["--min-level", "error"]])
def test_formats_for_programs_have_all(here: Path, option: list[str]) -> None:
    document = json.loads(check("--output-format", "json", *option).stdout)
    assert document["summary"]["info"] == 1
    assert len(document.get("diagnostics", document.get("statistics"))) == 2


def test_the_configuration_says_it_and_the_command_line_over_it(here: Path) -> None:
    configure(here, 'min-level = "info"')
    assert "IR105" in check().stdout
    assert "IR105" not in check("--min-level", "warning").stdout


@pytest.mark.parametrize("line", ['fail-on = "info"', 'fail-on = "info"\nmin-level = "error"'])
def test_what_fails_a_run_is_shown(here: Path, line: str) -> None:
    configure(here, line)
    shown = check("--select", "IR105")
    assert "IR105" in shown.stdout
    assert shown.exit_code == 1


def test_an_error_only_run_hides_warnings(here: Path) -> None:
    (here / "incidentlint.toml").write_text(CONFIG.replace('IR105 = "info"', 'IR105 = "warning"'), encoding="utf-8")
    shown = check("--fail-on", "error", "--min-level", "error")
    assert "IR105" not in shown.stdout
    assert shown.stdout.endswith("1 error in 1 report; 1 warning not shown (--min-level warning)\n")


def test_the_help_names_the_command_and_an_address_only_where_one_is_configured(here: Path) -> None:
    assert "(incidentlint rule IR107)" in check("--select", "IR107").stdout
    for given in ("https://docs.example.com/lint", "https://docs.example.com/lint/"):
        configure(here, f'docs-url = "{given}"')
        shown = check("--select", "IR107").stdout
        assert "(incidentlint rule IR107, https://docs.example.com/lint/rules/IR107-missing-field/)" in shown


def test_a_configuration_that_is_extended_has_them_too(here: Path) -> None:
    (here / "base.toml").write_text('docs-url = "https://docs.example.com"\nmin-level = "info"', encoding="utf-8")
    configure(here, 'extend = "base.toml"')
    shown = check("--select", "IR105").stdout
    assert "info[IR105]" in shown
    assert "https://docs.example.com/rules/IR105-empty-section/" in shown


def test_blank_forms_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2026-05-01-incident.md").write_text(REPORT.replace("P1", "P1\n**Date:** 2026-05-01"))
    (tmp_path / "incident-form.md").write_text(TEMPLATE.replace("**Owner:**", "**Date:** YYYY-MM-DD\n**Owner:**"))
    result = CliRunner().invoke(cli, ["check", ".", "--exit-zero"])
    assert "1 blank form skipped (--verbose names it)" in result.stderr
    result = CliRunner().invoke(cli, ["check", ".", "--exit-zero", "-v"])
    assert "incident-form.md: skipped: it is a form in which nothing was filled in" in result.stderr
