"""What a repository of old reports is adopted with: suppressions that are written, and a day to begin with."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from incidentlint.cli.main import cli

REPORT = """# Incident report: disk full

**Severity:** P1
**Detected:** {year}-05-01 10:00 UTC
**Resolved:** {year}-05-01 11:00 UTC
**Duration:** 2 hours

## Summary

The disk of the queue was full.

## Timeline

| Time (UTC) | Event |
|---|---|
| 10:00 | Alert |
| 10:40 | Disk cleared |
| 10:20 | Queue stopped |
| 11:00 | Incident resolved |

## Action Items

| Action | Owner | Due |
|---|---|---|
| Alert at 80 % | [name] | TBD |
"""


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["check", *arguments], input=given)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    for year in (2024, 2026):
        (tmp_path / f"docs/{year}-05-01-incident.md").write_text(REPORT.format(year=year))
    return tmp_path


def texts(project: Path) -> list[str]:
    return [path.read_text() for path in sorted((project / "docs").iterdir())]


def test_suppressions_answer_for_all_findings(project: Path) -> None:
    """A comment above a line, one before and after a table; nothing else changes, and none is without its reason."""
    before = texts(project)
    done = run("docs", "--add-suppressions", "old report")
    assert done.exit_code == 0, done.output
    assert "suppressed" in done.output
    plain = [[line for line in text.splitlines() if "<!-- incidentlint-" not in line] for text in texts(project)]
    assert plain == [text.splitlines() for text in before]
    again = run("docs", "--extend-select", "IR008")
    assert again.exit_code == 0, again.output
    text = texts(project)[0]
    assert "<!-- incidentlint-disable-next-line IR403 -- old report -->\n**Duration:**" in text
    assert "<!-- incidentlint-disable IR404 -- old report -->\n| Time (UTC)" in text
    assert "| 11:00 | Incident resolved |\n<!-- incidentlint-enable IR404 -->" in text
    after = texts(project)
    assert run("docs", "--add-suppressions", "old report").exit_code == 0
    assert texts(project) == after


def test_what_is_new_is_found_all_the_same(project: Path) -> None:
    """A suppression is for its place."""
    run("docs", "--add-suppressions", "old report")
    path = project / "docs/2026-05-01-incident.md"
    path.write_text(path.read_text().replace("**Severity:** P1", "**Severity:** P1\n**Time to resolve:** 5 hours"))
    assert "IR403" in run("docs").output


def test_suppressions_are_shown_as_a_diff(project: Path) -> None:
    """Nothing is written then."""
    before = texts(project)
    shown = run("docs", "--add-suppressions", "old report", "--diff")
    assert shown.exit_code == 1
    assert "+<!-- incidentlint-disable-next-line IR403 -- old report -->" in shown.output
    assert texts(project) == before


@pytest.mark.parametrize(
    "head",
    ["---\ntags: [disk]\n---\n", "\ufeff", "> quoted\n\n", "<!-- a note -->\n"],
    ids=["matter", "bom", "quote", "html"],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_suppressions_keep_the_form_of_the_file(project: Path, head: str, newline: str) -> None:
    """Front matter, byte order mark, newlines."""
    path = project / "docs/2026-05-01-incident.md"
    data = (head + REPORT.format(year=2026)).replace("\n", newline).encode()
    path.write_bytes(data)
    assert run(str(path), "--add-suppressions", "old").exit_code == 0
    lines = path.read_bytes().split(newline.encode())
    assert [line for line in lines if b"<!-- incidentlint-" not in line] == data.split(newline.encode())


def test_a_baseline_needs_no_suppression(project: Path) -> None:
    """What it knows is left as it is."""
    run("docs", "--write-baseline", "base.json")
    before = texts(project)
    done = run("docs", "--baseline", "base.json", "--add-suppressions", "old report")
    assert (done.exit_code, texts(project)) == (0, before)


@pytest.mark.parametrize("reason", ["", "a\nb", "a --> b", "a -- b"])
def test_reasons_that_no_comment_can_hold(project: Path, reason: str) -> None:
    """They are refused."""
    before = texts(project)
    assert run("docs", "--add-suppressions", reason).exit_code == 2
    assert texts(project) == before


def test_since_leaves_older_reports_out(project: Path) -> None:
    """On the command line and in the configuration; they are counted, and named with --verbose."""
    done = run("docs", "--since", "2026-01-01")
    assert "2024-05-01-incident.md" not in done.output
    assert "1 older report skipped (--verbose names it)" in done.output
    assert "2026-05-01-incident.md" in done.output
    (project / "incidentlint.toml").write_text('since = "2026-05-02"\n')
    done = run("docs", "--verbose")
    assert done.exit_code == 0
    assert "2024-05-01-incident.md: skipped: the incident of 2024-05-01 is before 2026-05-02" in done.output
    (project / "incidentlint.toml").write_text("since = 2024-05-01\n")
    assert "2024-05-01-incident.md" in run("docs").output


def test_since_hides_no_report_without_a_day_and_none_that_tells_two(project: Path) -> None:
    """A mistyped year is what the rules are to find."""
    path = project / "docs/2026-05-01-incident.md"
    path.write_text(REPORT.format(year=2025))
    assert "2026-05-01-incident.md" in run(str(path), "--since", "2026-01-01").output
    path.write_text("# Incident report: disk full\n\n## Summary\n\nTBD\n\n## Timeline\n\n## Root cause\n\nTBD\n")
    path.rename(project / "docs/incident.md")
    assert "docs/incident.md" in run("docs/incident.md", "--since", "2026-01-01").output


def test_since_is_a_date(project: Path) -> None:
    """Another text is refused, in the configuration with its line."""
    assert "--since takes a date such as 2026-01-01" in run("docs", "--since", "yesterday").output
    (project / "incidentlint.toml").write_text('fail-on = "error"\nsince = "last year"\n')
    done = run("docs")
    assert done.exit_code == 2
    assert "incidentlint.toml:2" in done.output
    assert "expected a date such as 2026-01-01" in done.output


def test_since_leaves_the_baseline_of_older_reports(project: Path) -> None:
    """What is not looked at is neither stale nor forgotten."""
    run("docs", "--write-baseline", "base.json")
    before = (project / "base.json").read_text()
    assert "brings it up to date" not in run("docs", "--since", "2026-01-01", "--baseline", "base.json").output
    run("docs", "--since", "2026-01-01", "--write-baseline", "base.json")
    assert (project / "base.json").read_text() == before


def test_an_action_that_several_reports_have_is_no_instruction(project: Path) -> None:
    """Whatever else of a form is in several reports, a request is what an action is."""
    for day in range(10, 19):
        text = REPORT.format(year=2026).replace("05-01", f"05-{day}").replace("[name] | TBD", "Ana Bell | 2026-06-01")
        action = "Write a runbook for the queue" if day < 13 else f"Order disk {day}"
        text = text.replace("Alert at 80 %", action)
        (project / f"docs/2026-05-{day}-incident.md").write_text(text)
    assert "IR204" not in run("docs", "--select", "IR204").output


def set_up(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["init", "--pack", "generic", "--reports", "docs/*.md", *arguments])


@pytest.mark.parametrize("config", ["", "incidentlint.toml", "pyproject.toml"])
def test_init_sets_old_findings_aside(project: Path, config: str) -> None:
    """With --baseline, in whatever configuration there is; without it the command is told."""
    if config:
        (project / config).write_text("[tool.incidentlint]\n" if config[0] == "p" else "# ours\n[rules]\n")
    assert "incidentlint init --baseline sets these findings aside" in set_up().output
    assert run("docs").exit_code == 1
    done = set_up("--baseline")
    assert done.exit_code == 0, done.output
    assert "wrote .incidentlint/baseline.json" in done.output
    again = run("docs")
    assert again.exit_code == 0, again.output
    assert "init --baseline" not in set_up().output
    path = project / "docs/2026-05-01-incident.md"
    path.write_text(path.read_text().replace("**Severity:** P1", "**Severity:** P1\n**Started:** 2026-05-32"))
    assert run("docs").exit_code == 1


def test_init_asks_for_no_baseline_where_nothing_is_found(project: Path) -> None:
    """There is nothing to set aside."""
    for path in (project / "docs").iterdir():
        path.write_text(
            "# Incident report: x\n\n**Severity:** P1\n\n## Summary\n\nThe disk was full.\n\n## Root cause\n\nLogs.\n"
        )
    done = set_up("--baseline")
    assert done.exit_code == 0, done.output
    assert "baseline" not in done.output
