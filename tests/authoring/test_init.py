"""`incidentlint init`: a repository set up from its own template, again and again, and all that can be wrong there."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from incidentlint.authoring.setup.changes import Changes
from incidentlint.authoring.setup.suspects import looks_like
from incidentlint.cli.main import cli
from incidentlint.packs import load_pack
from incidentlint.project import run as run_module
from incidentlint.project.files import UserError, one_at_a_time
from incidentlint.project.resolver import Resolver

SOURCE = str(Path(run_module.__file__).parents[2])
TEMPLATE = """\
# Incident: [Title]

**Severity:** P0 / P1 / P2
**Started:** YYYY-MM-DD HH:MM CET
**Resolved:** YYYY-MM-DD HH:MM CET
**Duration:** X hours Y minutes
**Report date:** YYYY-MM-DD

## Summary

[What happened]

## Timeline (CET)

| Time | Event |
| --- | --- |
| HH:MM | [Event] |

## Root cause

The board reads this section first.

## Customer notice

[What customers were told]

## Action items

| Action | Owner | Due |
| --- | --- | --- |
| [Action] | [Name] | YYYY-MM-DD |
"""
PACK = Path(".incidentlint/postmortem/pack.toml")
PRE_COMMIT = """\
# Our hooks.
repos:
-   repo: https://git.example.org/hooks
    rev: v4.5.0
    hooks:
    -   id: trailing-whitespace
        args: [--markdown-linebreak-ext=md]  # two spaces
    #-   id: check-yaml

default_stages: [pre-commit]
"""


def report(day: str, severity: str = "P2") -> str:
    return f"""\
# Incident: the disk was full

**Severity:** {severity}
**Started:** {day} 10:00 CET
**Resolved:** {day} 11:30 CET
**Duration:** 1 hour 30 minutes
**Report date:** {day}

## Summary

The disk of the database was full. Writes failed until it was enlarged.

## Timeline (CET)

| Time | Event |
| --- | --- |
| 10:00 | Writes fail |
| 11:30 | Incident resolved |

## Root cause

Logs were not rotated.

## Customer notice

A note on the status page.

## Action items

| Action | Owner | Due |
| --- | --- | --- |
| Rotate the logs | Jana Kolář | 2026-12-20 |
"""


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("INCIDENTLINT_"):
            monkeypatch.delenv(name)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a template and three reports, which is the current folder."""
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    write("docs/postmortem-template.md", TEMPLATE)
    for number in (1, 2, 3):
        text = report(f"2026-0{number}-11")
        if number == 3:  # what one of them keeps, all may keep
            text = text.replace("\nLogs", "\nThe board reads this section first.\n\nLogs")
        write(f"docs/postmortems/2026-0{number}-11-disk-{number}.md", text)
    write("docs/postmortems/README.md", "# Post-mortems\n\nWe write them.\n")
    write("docs/setup.md", "# Set-up\n\n## Summary\n\nInstall it.\n")
    return tmp_path


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def run(*arguments: str, status: int = 0) -> str:
    result: Result = CliRunner().invoke(cli, ["init", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == status, result.output
    return result.output


def init(*arguments: str, status: int = 0) -> str:
    return run("--from", "docs/postmortem-template.md", *arguments, status=status)


def check(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["check", "--output-format", "concise", *arguments])


def files() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


def reports_of(path: str = "incidentlint.toml") -> list[dict[str, object]]:
    data = tomllib.loads(Path(path).read_text("utf-8").removeprefix("\ufeff"))
    data = data["tool"]["incidentlint"] if path == "pyproject.toml" else data
    found = data["reports"]
    assert isinstance(found, list)
    return found


@pytest.mark.once
@pytest.mark.skipif(os.name == "nt", reason="there are no such locks there")
def test_two_at_once_write_one_entry(here: Path) -> None:
    """Both wait until the way is free, and the second finds what the first wrote."""
    code = (
        "import time\nwait, said = time.sleep, []\n"
        "time.sleep = lambda seconds: (said or print('waiting', flush=True), said.append(1), wait(seconds))\n"
        "from incidentlint.cli.main import main\n"
        "main(['init', '--from', 'docs/postmortem-template.md', '--pre-commit'])"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    with one_at_a_time(str(here)):
        running = [
            subprocess.Popen(
                [sys.executable, "-c", code],
                cwd=here,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                env=environment,
            )
            for _ in range(2)
        ]
        assert [one.stdout and one.stdout.readline() for one in running] == [b"waiting\n"] * 2
        assert not Path("incidentlint.toml").exists()
    for one in running:
        one.communicate(timeout=60)
    assert [one.returncode for one in running] == [0, 0]
    assert len(reports_of()) == 1
    assert Path(".pre-commit-config.yaml").read_text("utf-8").count("id: incidentlint\n") == 1


# --- The usual way ---


def test_a_template_and_its_reports_are_set_up_in_one_command(here: Path) -> None:
    output = init()
    assert reports_of() == [{"files": "docs/postmortems/*.md", "pack": ".incidentlint/postmortem"}]
    assert tomllib.loads(PACK.read_text("utf-8")) == {
        "name": "postmortem",
        "template": "../../docs/postmortem-template.md",
        "files": {"name": "YYYY-MM-DD-<short-title>.md"},
        "zones": {"CEST": "Europe/Paris", "CET": "Europe/Paris"},
        "roles": {},
    }
    assert "incidentlint check: 3 reports, 3 without a finding\n" in output
    assert "docs/postmortems/2026-01-11-disk-1.md: 10 of 10 required sections and fields" in output
    assert check().exit_code == 0
    write("docs/postmortems/2026-04-11-search.md", report("2026-04-11").replace("A note on the status page.", ""))
    found = check()
    assert found.exit_code == 1
    assert "IR105" in found.output


OVERVIEW = """\
docs/postmortem-template.md: what is checked in its reports
  structure     checked      5 sections, 5 fields, 2 tables required
  placeholders  in part      18 placeholders; 1 section without any
  severity      in part      "Severity": P0 / P1 / P2; nothing depends on it
  times         checked      started is "Started", resolved is "Resolved", duration, timeline
  owners        checked      "Action items": Owner, Due
  ids           not checked  no field for an id was found
  file names    checked      YYYY-MM-DD-<short-title>.md
incidentlint packs .incidentlint/postmortem shows how each part is read, and 2 things that the template leaves open

reports docs/postmortems/*.md
"""


def test_what_is_checked_is_said_first_in_a_few_lines(here: Path) -> None:
    output = init()
    assert output.startswith(OVERVIEW)
    assert output.index("reports docs") < output.index("\nwrote")


def test_why_something_is_not_checked_is_said(here: Path) -> None:
    write("t.md", "# Report\n\n**Lead:** [Name]\n\n**At the desk:** HH:MM\n\n## Notes\n\n## Sign\n\n[Name]\n")
    lines = run("--from", "t.md", "--dry-run").splitlines()
    assert [line[:28].strip() for line in lines[1:8]] == [
        "structure     checked",
        "placeholders  in part",
        *(f"{name:<14}not checked" for name in ("severity", "times", "owners", "ids", "file names")),
    ]
    assert lines[3].endswith("no field for the severity was found")
    assert lines[4].endswith("no field for the start and the end, no timeline")
    assert lines[5].endswith("no action items were found")


def test_what_reads_unlike_a_label_is_a_warning(here: Path) -> None:
    write("t.md", "# Report: [Title]\n\nINC-142: [What]\n\n## OPS-16\n\n[What]\n\n## OPS-17\n\n[What]\n\n## Log\n")
    output = run("--from", "t.md", "--dry-run")
    assert 'warning: t.md:3: "INC-142" is a field? it looks like an id\n' in output
    assert "warning: 1 more reading like these\n" in output
    assert '"Log" is' not in output
    assert '"OPS-17" is a section? it looks like an id\n' in run("--from", "t.md", "--dry-run", "--verbose")


@pytest.mark.parametrize(
    ("label", "looks"),
    [
        ("51", "a part of a time or a number"),
        ("14:02", "a clock time"),
        ("~9h30", "a clock time"),
        ("https", "an address"),
        ("Be specific and say which change, line and value it was", "a sentence"),
        ("Lead", ""),
        ("INC-ID", ""),
        ("5 Whys", ""),
    ],
)
def test_what_a_label_looks_like(label: str, looks: str) -> None:
    assert looks_like(label, plain=True) == looks


def test_what_was_understood_is_shown_and_what_was_not(here: Path) -> None:
    output = init("--verbose")
    assert output.startswith("docs/postmortem-template.md: what is checked in its reports\n")
    assert "\nrepository . (it has .git)\n" in output
    assert re.search(r"^Severity +P0, P1 or P2$", output, re.MULTILINE)
    assert "severity: Severity" in output
    assert "severity   P0, P1, P2 (most severe first)" in output
    assert 'docs/postmortem-template.md:19: "Root cause"' in output
    assert 'docs/postmortem-template.md:21: "The board reads this section first."' in output
    assert "no severity" not in output
    assert "no time zone" not in output


def test_what_a_template_does_not_say_is_told_with_its_place(here: Path) -> None:
    write("t.md", "# Report\n\n**When:** HH:MM\n\n## Notes\n\nText of some length here: ${NAME}\n\n## Sign\n\n[Name]\n")
    output = run("--from", "t.md", "--dry-run", "--verbose")
    assert "t.md:1: no severity was found" in output
    assert "t.md:1: no timeline was found" in output
    assert "t.md:3: no time zone is stated" in output
    assert "t.md:7: ${NAME}" in output
    write("t.md", "# Report\n\n**Started:** HH:MM CST\n\n## Timeline\n\n- HH:MM CST - [Event]\n")
    output = run("--from", "t.md", "--dry-run", "-v")
    assert "t.md:3: CST may be America/Chicago or Asia/Shanghai" in output
    assert "[zones]\n" not in output


@pytest.mark.once
def test_a_gate_in_the_template_s_own_words_is_understood(here: Path) -> None:
    write(
        "docs/postmortem-template.md",
        TEMPLATE.replace("## Customer notice\n", "## Customer notice\n\nRequired for P0.\n"),
    )
    output = init()
    assert '"Severity": P0 / P1 / P2; "Customer notice" for P0\n' in output
    output = init("--verbose")
    assert '## Customer notice: required when severity is P0 (the template says "Required for P0")' in output
    assert '"Required for P0."' not in output


def test_a_second_run_writes_nothing_and_says_so(here: Path) -> None:
    init("--pre-commit", "--ci", "github", "--ci", "gitlab")
    before = files()
    output = init("--pre-commit", "--ci", "github", "--ci", "gitlab")
    assert files() == before
    assert "nothing to write\n" in output
    assert "wrote" not in output


@pytest.mark.once
def test_what_a_person_wrote_stays(here: Path) -> None:
    init()
    text = PACK.read_text("utf-8").replace('CET = "Europe/Paris"', 'CET = "Europe/Prague"  # ours')
    text = text.replace('name = "YYYY-MM-DD-<short-title>.md"', '# name = "YYYY-MM-DD-<short-title>.md"')
    text += '\n[rules]\nIR114 = "off"\n'
    PACK.write_text(text, "utf-8")
    write("docs/postmortem-template.md", TEMPLATE.replace("HH:MM | [Event]", "HH:MM JST | [Event]"))
    output = init()
    assert PACK.read_text("utf-8") == text.replace("[zones]\n", '[zones]\nJST = "Asia/Tokyo"\n')
    assert "zones.JST added" in output


@pytest.mark.once
def test_a_renamed_section_of_the_template_breaks_nothing(here: Path) -> None:
    init()
    for old, new in (
        ("Root cause", "Why"),
        ("Customer notice", "Told"),
        ("Timeline (CET)", "Course"),
        ("Summary", "A"),
    ):
        write("docs/postmortem-template.md", TEMPLATE.replace(f"## {old}", f"## {new}"))
        found = check()
        assert found.exit_code in (0, 1), found.output
        assert "pack.toml" not in found.output
        assert f'section "{new}" is missing' in found.output


def test_every_example_in_the_pack_holds_once_it_is_no_comment(here: Path) -> None:
    init()
    head, _, examples = PACK.read_text("utf-8").partition("# --- ")
    PACK.write_text(head + "".join(f"{line[2:]}\n" for line in examples.splitlines()[1:]), "utf-8")
    pack = load_pack(str(PACK.parent))
    assert "grave" in pack.conditions
    assert pack.complete is not None
    assert [node.name for node in pack.shape.walk() if node.required == "grave"] == ["Customer notice"]
    assert "severity is P0" in CliRunner().invoke(cli, ["packs", str(PACK.parent)]).output


def test_roles_are_written_only_where_no_default_label_tells_them(here: Path) -> None:
    write("docs/postmortem-template.md", TEMPLATE.replace("**Severity:**", "**Severity of the day:**"))
    init()
    assert tomllib.loads(PACK.read_text("utf-8"))["roles"] == {"severity": "Severity of the day"}
    assert load_pack(str(PACK.parent)).severities == ("P0", "P1", "P2")


@pytest.mark.parametrize(
    ("label", "options", "found"),
    [
        ("Level", "D1 / D2 / D3", True),
        ("Incident class", "C1 / C2", True),
        ("Impact level", "L1 / L2 / L3", True),
        ("Shift", "S1 / S2 / S3", False),
        ("Customer tier", "T1 / T2 / T3", False),
        ("Level", "G1 / G3", False),
    ],
)
def test_numbered_levels_of_a_label_that_says_level(here: Path, label: str, options: str, found: bool) -> None:
    form = f"# [Title]\n\n**{label}:** {options}\n**Owner:** [name]\n\n## Cause\n\n[Cause]\n"
    write("docs/postmortem-template.md", form)
    init()
    roles = tomllib.loads(PACK.read_text("utf-8")).get("roles", {})
    assert roles.get("severity") == (label if found else None)


@pytest.mark.parametrize(
    ("field", "legend", "levels"),
    [
        ("**Level:** ____", "Red = nobody gets in. Amber = slow. Yellow = ugly. Pick one.", ("Red", "Amber", "Yellow")),
        ("**Level:** SEV<n>", "| Level | Means |\n|---|---|\n| SEV1 | all |\n| SEV2 | some |", ("SEV1", "SEV2")),
        ("**Category:** A (no flights) / B (late) / C (neither)", "", ("A", "B", "C")),
    ],
)
def test_a_level_is_the_severity_where_the_template_explains_it(
    here: Path, field: str, legend: str, levels: tuple[str, ...]
) -> None:
    severity = next(line for line in TEMPLATE.splitlines() if line.startswith("**Severity:**"))
    write("docs/postmortem-template.md", TEMPLATE.replace(severity, f"{field}\n\n{legend}\n"))
    init()
    assert load_pack(str(PACK.parent)).severities == levels


@pytest.mark.parametrize(
    ("field", "legend"),
    [("**Impact:** ____", "P1 = everyone, P2 = many"), ("**Level:** ____", ""), ("**Category:** web / app", "")],
)
def test_a_field_that_nothing_explains_is_no_severity(here: Path, field: str, legend: str) -> None:
    severity = next(line for line in TEMPLATE.splitlines() if line.startswith("**Severity:**"))
    write("docs/postmortem-template.md", TEMPLATE.replace(severity, f"{field}\n\n{legend}\n"))
    init()
    assert load_pack(str(PACK.parent)).severities == ()


@pytest.mark.once
def test_roles_that_were_not_found_have_candidates(here: Path) -> None:
    form = TEMPLATE.replace("**Severity:**", "**Weather:**").replace("**Started:**", "**Lights out:**")
    form = form.replace("## Timeline (CET)", "## What we saw")
    write("docs/postmortem-template.md", form)
    init()
    text = PACK.read_text("utf-8")
    assert tomllib.loads(text).get("roles") == {}
    assert '# severity = "Weather"\n' in text
    assert '# started = "Lights out"\n' in text
    assert [node.name for node in load_pack(str(PACK.parent)).roles["timeline"]] == ["What we saw"]  # by its times
    for role in ("severity", "started"):
        text = text.replace(f"# {role} = ", f"{role} = ")
    PACK.write_text(text, "utf-8")
    assert load_pack(str(PACK.parent)).severities == ("P0", "P1", "P2")
    assert {"started", "timeline"} <= set(load_pack(str(PACK.parent)).roles)


def test_a_dry_run_writes_nothing(here: Path) -> None:
    before = files()
    output = init("--pre-commit", "--ci", "gitlab", "--dry-run")
    assert files() == before
    assert "would write .incidentlint/postmortem/pack.toml\n" in output
    assert '  pack = ".incidentlint/postmortem"\n' in output
    assert "would write .pre-commit-config.yaml\n" in output


def test_the_environment_gives_options(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INCIDENTLINT_FROM", "docs/postmortem-template.md")
    monkeypatch.setenv("INCIDENTLINT_PACK_FOLDER", "docs/pack")
    monkeypatch.setenv("INCIDENTLINT_CI", "gitlab")
    run()
    assert tomllib.loads(Path("docs/pack/pack.toml").read_text("utf-8"))["template"] == "../postmortem-template.md"
    assert Path(".gitlab-ci.yml").is_file()
    assert reports_of()[0]["pack"] == "docs/pack"
    # What is typed goes over the environment.
    run("--pack", "bilko", "--reports", "incidents/*.md")
    assert reports_of()[1] == {"files": "incidents/*.md", "pack": "bilko"}


# --- Which files are reports ---


def test_files_beside_the_reports_are_left_out(here: Path) -> None:
    write("docs/postmortems/process.md", "# How we write them\n\nSoon.\n")
    output = init()
    assert reports_of()[0]["files"] == "docs/postmortems/20*.md"
    assert "1 file beside them does not follow the template (docs/postmortems/process.md)" in output


def test_names_without_a_rule_give_exceptions_and_no_pattern(here: Path) -> None:
    write("docs/postmortems/search-was-slow.md", report("2026-05-01"))
    write("docs/postmortems/process.md", "# How we write them\n\nSoon.\n")
    init()
    assert reports_of()[0]["files"] == ["docs/postmortems/*.md", "!docs/postmortems/process.md"]
    assert "files" not in tomllib.loads(PACK.read_text("utf-8"))
    found = CliRunner().invoke(cli, ["check", "--show-files"])
    assert "process.md" not in found.output
    assert "search-was-slow.md" in found.output


def test_no_pattern_of_names_where_their_date_is_another(here: Path) -> None:
    write("docs/postmortems/2026-09-09-late.md", report("2026-06-01"))
    init()
    assert "files" not in tomllib.loads(PACK.read_text("utf-8"))
    assert check().exit_code == 0


def test_what_git_ignores_or_is_excluded_is_no_report(here: Path) -> None:
    write("build/2026-08-01-copy.md", report("2026-08-01"))
    write("archive/2026-08-02-old.md", report("2026-08-02"))
    write(".gitignore", "build/\n")
    write("incidentlint.toml", 'extend-exclude = ["archive"]\n')
    init()
    assert reports_of()[0]["files"] == "docs/postmortems/*.md"


def test_without_reports_the_folder_is_a_guess_that_is_called_one(here: Path) -> None:
    for path in Path("docs/postmortems").glob("2026*"):
        path.unlink()
    assert "docs/postmortems/*.md (a guess" in init()
    assert "There are no reports yet" in init()
    write("docs/postmortems/2026-07-11-x.md", report("2026-07-11"))
    assert "incidentlint check: 1 report" in init()


@pytest.mark.parametrize(
    ("given", "files"),
    [("docs/postmortems", "docs/postmortems/**/*.md"), ("docs/postmortems/2*.md", "docs/postmortems/2*.md")],
)
def test_the_user_says_where_reports_lie(here: Path, given: str, files: str) -> None:
    init("--reports", given)
    assert reports_of()[0]["files"] == files


def test_files_that_the_user_names_are_reports_whatever_they_hold(here: Path) -> None:
    output = init("--reports", "docs/*.md")
    assert "  docs/setup.md: 1 of 10 required sections and fields\n" in output
    assert "incidentlint check: 1 report, 0 without a finding" in output


def test_files_where_reports_are_guessed_to_lie_are_told(here: Path) -> None:
    for path in Path("docs/postmortems").glob("2026*"):
        path.write_text("# Notes\n\nOf an incident.\n", "utf-8")
    output = init()
    assert "3 files do not follow the template (docs/postmortems/2026-01-11-disk-1.md, " in output
    assert "There are no reports yet" not in output
    assert reports_of() == [{"files": "docs/postmortems/*.md", "pack": [".incidentlint/postmortem", "generic"]}]
    assert check().exit_code == 0
    # The next one is checked against the template.
    write("docs/postmortems/2026-07-11-x.md", report("2026-07-11").replace("A note on the status page.", ""))
    assert "IR105" in check().output


OTHER_FORM = "# Postmortem: mail\n\n## Overview\n\nMail waited for an hour.\n\n## Learnings\n\nQueues need limits.\n"


def test_reports_of_another_form_beside_those_that_follow_are_covered_too(here: Path) -> None:
    for number in range(4, 9):
        write(f"docs/postmortems/2025-0{number}-02-mail.md", OTHER_FORM)
    output = init()
    assert reports_of() == [{"files": "docs/postmortems/*.md", "pack": [".incidentlint/postmortem", "generic"]}]
    assert "5 files do not follow the template (docs/postmortems/2025-04-02-mail.md, " in output
    assert "IR004" not in check().output


def test_a_report_among_other_pages_gives_a_pattern_and_no_list(here: Path) -> None:
    for path in Path("docs/postmortems").glob("2026*"):
        path.unlink()
    for name in ("alpha", "beta", "gamma"):
        write(f"docs/pages/{name}.md", f"# {name}\n\nHow to do it.\n")
    write("docs/pages/mail-outage.md", report("2026-02-02"))
    init()
    assert reports_of() == [{"files": "docs/pages/*.md", "pack": [".incidentlint/postmortem", "generic"]}]
    assert check().exit_code == 0
    write("docs/pages/queue-stopped.md", report("2026-03-02").replace("A note on the status page.", ""))
    assert "docs/pages/queue-stopped.md" in check().output


@pytest.mark.parametrize(
    ("template", "said", "glob"),
    [
        ("docs/vorfaelle/VORLAGE.md", "", "docs/vorfaelle/*.md"),
        ("vorlagen/stoerung.md", "", "**/*.md"),
        ("forms/outage.md", "Copy it to `incident-reviews/<year>/`.", "incident-reviews/**/*.md"),
        ("forms/outage.md", "Copy it to `outages/`.", "**/*.md"),
    ],
)
def test_where_reports_will_be_is_told_by_the_template_s_place_or_text(
    template: str, said: str, glob: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    Path("incident-reviews").mkdir()
    write(template, TEMPLATE.replace("## Summary", f"{said}\n\n## Summary"))
    assert f"reports {glob} (a guess" in run("--from", template)


def test_a_second_template_whose_reports_may_be_anywhere_too_joins_the_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    write("forms/outage.md", TEMPLATE)
    write(
        "forms/near-miss.md", "# Near miss: [Title]\n\n## What could have happened\n\n[text]\n\n## Why not\n\n[text]\n"
    )
    run("--from", "forms/outage.md")
    run("--from", "forms/near-miss.md")
    packs = [".incidentlint/outage", "generic", ".incidentlint/near-miss"]
    assert reports_of() == [{"files": "**/*.md", "pack": packs}]


def test_no_folder_is_named_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    write("tools/forms/outage-template.md", TEMPLATE)
    write("README.md", "# Tools\n\nThey help.\n")
    write("docs/guide.md", "# Guide\n\n## Summary\n\nInstall it.\n")
    assert "**/*.md (a guess" in run("--from", "tools/forms/outage-template.md")
    assert reports_of() == [{"files": "**/*.md", "pack": [".incidentlint/outage", "generic"]}]
    assert check().exit_code == 0
    write("anywhere/2026-07-11-x.md", report("2026-07-11").replace("A note on the status page.", ""))
    assert "IR105" in check().output


@pytest.mark.parametrize(
    ("folder", "files"),
    [("ops/rca", "ops/rca/*.md"), ("ops/rca/YYYY/", "ops/rca/**/*.md"), ("ops/YYYY/rca", "ops/**/*.md")],
)
def test_the_folder_that_a_pack_asks_for_is_covered(here: Path, folder: str, files: str) -> None:
    for path in Path("docs/postmortems").glob("2026*"):
        path.unlink()
    write("house/pack.toml", f'name = "house"\ntemplate = "form.md"\n[files]\nfolder = "{folder}"\n')
    write("house/form.md", TEMPLATE)
    run("--pack", "house")
    assert reports_of() == [{"files": files, "pack": "house"}]
    result = CliRunner().invoke(cli, ["new", "--title", "Disk", "--detected", "2026-05-01 09:00", "--pack", "house"])
    assert result.exit_code == 0, result.output
    assert "is not among the files" not in result.output


@pytest.mark.once
def test_more_globs_are_added_to_the_entry_that_is_there(here: Path) -> None:
    init()
    init("--reports", "old/*.md")
    assert reports_of() == [{"files": ["docs/postmortems/*.md", "old/*.md"], "pack": ".incidentlint/postmortem"}]
    before = files()
    assert "nothing to write" in init("--reports", "old/*.md")
    assert files() == before


def test_globs_are_added_from_within_a_folder_too(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    init()
    monkeypatch.chdir("docs")
    run("--from", "postmortem-template.md", "--reports", "old/*.md")
    assert reports_of("../incidentlint.toml")[0]["files"] == ["docs/postmortems/*.md", "docs/old/*.md"]


@pytest.mark.once
def test_a_pack_that_no_entry_would_read_is_told(here: Path) -> None:
    init()
    output = init("--pack-folder", "packs/other")
    assert 'incidentlint.toml:6 names .incidentlint/postmortem: write pack = "packs/other" there instead' in output


@pytest.mark.once
def test_a_report_that_no_entry_names_is_told_and_left(here: Path) -> None:
    init()
    write("teams/x/2026-07-11-x.md", report("2026-07-11"))
    assert "teams/x/2026-07-11-x.md follows the template, and incidentlint.toml:6 does not name it" in init()
    assert reports_of()[0]["files"] == "docs/postmortems/*.md"


# --- Where it writes ---


@pytest.mark.parametrize("name", [".incidentlint.toml", "incidentlint.toml"])
def test_the_configuration_that_is_there_is_extended(here: Path, name: str) -> None:
    text = '# ours\r\nfail-on = "error"   # since May\r\n\r\n[[reports]]\r\nfiles = "x/*.md"\r\npack = "bilko"\r\n'
    write(name, text)
    init()
    written = Path(name).read_bytes().decode()
    assert written.startswith(text)
    assert "\n" not in written.replace("\r\n", "")
    assert [entry["pack"] for entry in reports_of(name)] == ["bilko", ".incidentlint/postmortem"]
    assert (not Path("incidentlint.toml").exists()) == (name == ".incidentlint.toml")


@pytest.mark.parametrize(
    "text",
    [
        '[project]\nname = "x"\n\n[tool.incidentlint]\nfail-on = "error"\n\n[tool.x]\ny = 1\n',
        '\ufeff[tool.incidentlint]\nreports = [\n  { files = "x/*.md", pack = "bilko" }, # theirs\n]\n',
        '[tool.incidentlint]\nreports = [{ files = "x/*.md", pack = "bilko" } # theirs\n]\n',
        "[tool]\nincidentlint.reports = []\n",
    ],
)
def test_pyproject_is_extended_where_it_has_the_table(here: Path, text: str) -> None:
    write("pyproject.toml", text)
    init()
    assert not Path("incidentlint.toml").exists()
    assert reports_of("pyproject.toml")[-1]["pack"] == ".incidentlint/postmortem"
    written = Path("pyproject.toml").read_bytes().decode()
    assert written.startswith("\ufeff") == text.startswith("\ufeff")
    assert all(line in written for line in text.replace("[]", "").splitlines())
    assert "nothing to write" in init()


def test_a_list_of_lines_gets_a_line(here: Path) -> None:
    lines = '[tool.incidentlint]\nreports = [\n    { files = "x/*.md", pack = "bilko" }, # ours\n]\nignore = []\n'
    entry = '    { files = "docs/postmortems/*.md", pack = ".incidentlint/postmortem" },\n'
    for comma in (",", ""):
        write("pyproject.toml", lines.replace("}, # ours", f"}}{comma}"))
        init()
        text = Path("pyproject.toml").read_text("utf-8")
        assert text == lines.replace("}, # ours", "},").replace("]\nignore", f"{entry}]\nignore"), comma


def test_an_inline_table_takes_the_entry(here: Path) -> None:
    write("pyproject.toml", '[tool]\nincidentlint = { ignore = ["IR705"] }  # ours\n')
    init()
    entry = '{ files = "docs/postmortems/*.md", pack = ".incidentlint/postmortem" }'
    assert Path("pyproject.toml").read_text("utf-8") == (
        f'[tool]\nincidentlint = {{ ignore = ["IR705"], reports = [{entry}] }}  # ours\n'
    )


def test_a_pyproject_without_the_table_is_none_of_ours(here: Path) -> None:
    write("pyproject.toml", '[project]\nname = "x"\n')
    init()
    assert Path("pyproject.toml").read_text("utf-8") == '[project]\nname = "x"\n'
    assert Path("incidentlint.toml").is_file()


def test_a_form_that_cannot_be_edited_is_an_error_that_says_what_to_write(here: Path) -> None:
    write("pyproject.toml", 'tool = { incidentlint.fail-on = "error" }\n')
    before = files()
    output = init(status=2)
    assert "pyproject.toml: cannot be edited automatically" in output
    assert 'reports = [{ files = "docs/postmortems/*.md", pack = ' in output
    assert files() == before


def test_it_runs_in_a_folder_of_the_repository(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("docs")
    output = run("--from", "postmortem-template.md", "--reports", "postmortems/*.md")
    assert "repository .. (it has .git)" in output
    assert reports_of("../incidentlint.toml")[0]["files"] == "docs/postmortems/*.md"
    assert not Path(".incidentlint").exists()


def test_without_git_the_current_folder_is_the_root(here: Path) -> None:
    Path(".git").rmdir()
    assert "repository . (neither it nor a folder above has .git or a configuration)" in init()
    assert "repository . (it has incidentlint.toml)" in init()


def test_a_pack_folder_that_git_ignores_is_told(here: Path) -> None:
    write(".gitignore", ".*\n")
    assert "note: git ignores .incidentlint: " in init()


# --- The hook and the jobs ---


def pre_commit_config(text: str) -> str:
    Path(".pre-commit-config.yaml").write_bytes(text.encode())
    init("--pre-commit")
    path = Path(".pre-commit-config.yaml")
    command = [sys.executable, "-m", "pre_commit", "validate-config", str(path)]
    result = subprocess.run(
        command, check=False, capture_output=True, text=True, env={**os.environ, "HOME": os.getcwd()}
    )
    assert result.returncode == 0, result.stdout + result.stderr
    data = yaml.safe_load(path.read_text("utf-8"))
    assert [hook["id"] for hook in data["repos"][-1]["hooks"]] == ["incidentlint", "incidentlint-setup"]
    return path.read_bytes().decode()


def test_the_hook_is_added_and_all_else_stays(here: Path) -> None:
    written = pre_commit_config(PRE_COMMIT)
    kept = written.split("-   repo: local\n")
    assert len(kept) == 2
    head, tail = PRE_COMMIT.split("\ndefault_stages")
    assert kept[0] == head
    assert kept[1].startswith("    hooks:\n    -   id: incidentlint\n        name: incidentlint\n")
    assert kept[1].endswith("\ndefault_stages" + tail)


@pytest.mark.parametrize(
    "text",
    [
        "repos:\n  - repo: local\n    hooks:\n      - id: a\n        name: a\n        entry: a\n"
        "        language: system\n",
        "repos:\n- repo: local\n  hooks:\n  - id: a\n    name: a\n    entry: a\n    language: system",
        "repos:\r\n- repo: local\r\n  hooks:\r\n  - {id: a, name: a, entry: a, language: system}\r\n# end\r\n",
        "repos:\n- repo: local\n  hooks:\n  - id: a\n    name: a\n    language: system\n    entry: |\n"
        "      a\n      b\n\n",
        "repos: []\nfail_fast: true\n",
        "repos: []  # none yet",
        "# nothing\n",
        "",
    ],
)
def test_the_hook_fits_any_layout(here: Path, text: str) -> None:
    written = pre_commit_config(text)
    assert all(line in written for line in text.replace(" []", "").splitlines())
    assert ("\r\n" in written) == ("\r\n" in text)


def test_hooks_and_jobs_go_to_the_root_of_git(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("part/incidentlint.toml", "")
    write("part/template.md", TEMPLATE)
    monkeypatch.chdir("part")
    output = run("--from", "template.md", "--pre-commit", "--ci", "github")
    assert "repository . (it has incidentlint.toml)" in output
    assert {path.name for path in here.glob(".*")} == {".git", ".github", ".pre-commit-config.yaml"}
    assert {path.name for path in Path().iterdir()} == {".incidentlint", "incidentlint.toml", "template.md"}


def test_a_hook_that_is_there_stays(here: Path) -> None:
    text = "repos:\n- repo: https://git.example.org/incidentlint\n  rev: v1\n  hooks:\n  - id: incidentlint\n"
    write(".pre-commit-config.yaml", text)
    assert ".pre-commit-config.yaml unchanged: it already has the hook" in init("--pre-commit")
    assert Path(".pre-commit-config.yaml").read_text("utf-8") == text


HOOK = "- repo: local\n  hooks:\n    - id: incidentlint\n"


@pytest.mark.parametrize(
    "text",
    ["repos: [{repo: meta, hooks: [{id: identity}]}]\n", "x: &x\n  - id: a\nrepos:\n  - repo: m\n    hooks: *x\n"],
)
def test_what_is_to_be_written_by_hand_can_be_pasted_into_the_list(here: Path, text: str) -> None:
    write(".pre-commit-config.yaml", text)
    output = init("--pre-commit", status=2)
    assert f"add the hook by hand and run this again:\n{HOOK}" in output
    pasted = yaml.safe_load("repos:\n" + output.partition("again:\n")[2])
    assert pasted["repos"][0]["hooks"][0]["entry"] == "incidentlint check --force-exclude"


def test_a_hook_file_of_comments_gets_the_hook(here: Path) -> None:
    write(".pre-commit-config.yaml", "---\n# still empty\n")
    init("--pre-commit")
    text = Path(".pre-commit-config.yaml").read_text("utf-8")
    assert text.startswith("---\n# still empty\n")
    assert [repo["repo"] for repo in yaml.safe_load(text)["repos"]] == ["local"]


def test_a_pipeline_of_two_documents_is_left_to_its_owner(here: Path) -> None:
    text = "spec:\n  inputs: {}\n---\ntest:\n  script: [a]\n"
    write(".gitlab-ci.yml", text)
    output = init("--ci", "gitlab", status=2)
    assert "add the job by hand and run this again:\nincidentlint:\n  image: " in output
    assert Path(".gitlab-ci.yml").read_text("utf-8") == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("repos:\n- a: [\n", ":3:1: not valid YAML"),
        ("repos:\n\t- a\n", ":2:1: not valid YAML"),
        ("- a\n", ":1: is not a pre-commit configuration"),
        ("repos: x\n", ":1: 'repos' is not a list"),
        ("{repos: [{repo: local, hooks: []}]}\n", ": cannot be edited automatically; add the hook by hand"),
        ("repos: [{repo: local, hooks: []}]\n", ": cannot be edited automatically; add the hook by hand"),
        ("a: 1\n---\nb: 2\n", ": cannot be edited automatically"),
        ("repos: \x01\n", ":1: not valid YAML"),
    ],
)
def test_a_broken_hook_file_is_an_error_and_nothing_is_written(here: Path, text: str, said: str) -> None:
    write(".pre-commit-config.yaml", text)
    before = files()
    output = init("--pre-commit", status=2)
    assert f".pre-commit-config.yaml{said}" in output or said in output
    assert "Traceback" not in output
    assert files() == before


def test_the_jobs_of_ci(here: Path) -> None:
    init("--ci", "github", "--ci", "gitlab")
    workflow = yaml.safe_load(Path(".github/workflows/incidentlint.yml").read_text("utf-8"))
    last = workflow["jobs"]["incidentlint"]["steps"][-1]["run"]
    assert last.startswith("incidentlint check --require-reports --output-format github")
    job = yaml.safe_load(Path(".gitlab-ci.yml").read_text("utf-8"))["incidentlint"]
    assert job["script"][-1].startswith("incidentlint check --require-reports --output-format text")
    assert "stage" not in job


def test_a_job_is_added_to_the_pipeline_that_is_there(here: Path) -> None:
    text = "stages: [build, lint, deploy]\n\nbuild:\n  stage: build\n  script: !reference [.x, script]\n"
    write(".gitlab-ci.yml", text)
    init("--ci", "gitlab")
    written = Path(".gitlab-ci.yml").read_text("utf-8")
    assert written.startswith(text)
    assert written.endswith(
        "\nincidentlint:\n  stage: lint\n  image: python:3.13-slim\n" + written.rpartition("slim\n")[2]
    )


@pytest.mark.once
def test_a_workflow_that_is_there_stays(here: Path) -> None:
    write(".github/workflows/docs.yaml", "on: push\njobs:\n  a:\n    steps:\n      - run: incidentlint check docs\n")
    assert ".github/workflows/docs.yaml unchanged: it already runs incidentlint" in init("--ci", "github")
    write(".github/workflows/docs.yaml", "on: push\n")
    write(".github/workflows/incidentlint.yml", "on: push\n")
    assert "unchanged: it already exists and does something else" in init("--ci", "github")
    assert Path(".github/workflows/incidentlint.yml").read_text("utf-8") == "on: push\n"


# --- The template itself ---


def test_the_template_is_no_report_whatever_it_is_called(here: Path) -> None:
    os.rename("docs/postmortem-template.md", "docs/how-we-write-postmortems.md")
    run("--from", "docs/how-we-write-postmortems.md")
    found = check("--verbose")
    assert found.exit_code == 0, found.output
    assert "docs/how-we-write-postmortems.md: skipped: the pack's own template" in found.output
    assert check("docs/how-we-write-postmortems.md").exit_code == 0
    # Without the configuration it is known by its contents: nothing in it was filled in.
    found = check("--isolated", "--verbose", "docs/how-we-write-postmortems.md")
    assert found.exit_code == 0
    assert "a form in which nothing was filled in" in found.output


# --- Without a template ---


@pytest.mark.parametrize("pack_folder", [(), ("--pack-folder", "packs/ours")])
def test_without_options_a_repository_that_is_set_up_stays_as_it_is(here: Path, pack_folder: tuple[str, ...]) -> None:
    os.rename("docs/postmortem-template.md", "docs/how-we-write.md")
    write("docs/incident-template.md", TEMPLATE.replace("## Summary", "## Abstract"))
    run("--from", "docs/how-we-write.md", *pack_folder)
    before = files()
    output = run()
    assert "note: incidentlint.toml:6 names the pack " in output
    assert "nothing to write" in output
    assert "3 reports, 3 without a finding" in output
    assert files() == before


def test_without_options_a_built_in_pack_that_is_configured_is_kept(here: Path) -> None:
    run("--pack", "generic")
    assert "note: incidentlint.toml:6 names the pack generic; --from and --pack name another" in run()
    assert reports_of() == [{"files": "docs/postmortems/*.md", "pack": "generic"}]


def test_an_error_in_the_pack_names_it_by_its_path_below_the_folder(here: Path) -> None:
    init()
    PACK.write_text(PACK.read_text("utf-8") + '\n[nodes]\n"Rot cause" = { required = false }\n', "utf-8")
    output = init(status=2)
    assert re.fullmatch(
        r"incidentlint: error: \.incidentlint/postmortem/pack\.toml:\d+:\d+: the template has no 'Rot cause'; "
        r"did you mean 'Root cause'\? Name what it has instead, or delete this line\n",
        output,
    )


def test_without_options_the_one_template_is_taken(here: Path) -> None:
    assert "note: docs/postmortem-template.md was found" in run()
    assert reports_of()[0]["pack"] == ".incidentlint/postmortem"


def test_of_several_templates_the_one_with_reports_is_taken(here: Path) -> None:
    write("docs/incident-template.md", "# [Title]\n\n## Alpha\n\n[A]\n\n## Beta\n\n[B]\n\n## Gamma\n\n[C]\n")
    assert "docs/postmortem-template.md was chosen among 2 templates" in run()
    for path in Path("docs/postmortems").glob("2026*"):
        path.unlink()
    Path("incidentlint.toml").unlink()
    output = run(status=2)
    assert "name it with --from\n  docs/incident-template.md\n  docs/postmortem-template.md" in output


def test_reports_of_no_template_get_the_built_in_pack_that_fits(here: Path) -> None:
    Path("docs/postmortem-template.md").unlink()
    assert "no template was found; 3 reports here fit the pack 'generic'" in run()
    assert reports_of() == [{"files": "docs/postmortems/*.md", "pack": "generic"}]
    assert check().exit_code == 0
    assert "nothing to write" in run()


def test_an_empty_repository_gets_a_configuration_that_says_what_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    output = run()
    assert "neither a template nor a report was found" in output
    assert tomllib.loads(Path("incidentlint.toml").read_text("utf-8")) == {"as-of": "now"}
    assert check().exit_code == 0
    assert "nothing to write" in run()


def test_a_built_in_pack_is_used_instead(here: Path) -> None:
    run("--pack", "bilko")
    assert reports_of() == [{"files": "docs/operations/incidents/*.md", "pack": "bilko"}]
    assert not Path(".incidentlint").exists()
    assert "no such pack, folder or template; there are atlassian, azure-pir, bilko" in run(
        "--pack", "nosuch", status=2
    )
    assert "--from docs/postmortem-template.md makes a pack of it" in run(
        "--pack", "docs/postmortem-template.md", status=2
    )


@pytest.mark.once
def test_templates_of_a_monorepo_get_names_of_their_own(here: Path) -> None:
    for name in ("mail", "search"):
        write(f"services/{name}/docs/postmortem-template.md", TEMPLATE.replace("Root cause", f"Why {name}"))
        text = report("2026-07-11").replace("Root cause", f"Why {name}")
        write(f"services/{name}/docs/postmortems/2026-07-11-a.md", text)
        run("--from", f"services/{name}/docs/postmortem-template.md", "--reports", f"services/{name}/docs/postmortems")
    assert [entry["pack"] for entry in reports_of()] == [".incidentlint/postmortem", ".incidentlint/search-postmortem"]
    assert check().exit_code == 0
    before = files()
    run("--from", "services/search/docs/postmortem-template.md")
    assert files() == before


@pytest.mark.once
def test_several_templates_in_one_run(here: Path) -> None:
    write("web/docs/postmortem-template.md", TEMPLATE.replace("Customer notice", "Status page"))
    write("web/postmortems/2026-05-01-slow.md", report("2026-05-01").replace("Customer notice", "Status page"))
    output = init("--from", "web/docs/postmortem-template.md")
    assert reports_of() == [
        {"files": "docs/postmortems/*.md", "pack": ".incidentlint/postmortem"},
        {"files": "web/postmortems/*.md", "pack": ".incidentlint/web-postmortem"},
    ]
    assert "incidentlint check: 4 reports, 4 without a finding\n" in output
    before = files()
    assert "nothing to write" in init("--from", "web/docs/postmortem-template.md")
    assert files() == before


@pytest.mark.once
def test_templates_whose_reports_lie_in_one_folder_share_an_entry(here: Path) -> None:
    write(
        "docs/light-template.md",
        "# Incident: [Title]\n\n**Lead:** [Name]\n\n## Story\n\n[What]\n\n## Lesson\n\n[What]\n",
    )
    light = "# Incident: a note\n\n**Lead:** Jana\n\n## Story\n\nIt was slow.\n\n## Lesson\n\nTest it.\n"
    write("docs/postmortems/2026-06-01-note.md", light)
    output = init("--from", "docs/light-template.md")
    assert reports_of() == [
        {"files": "docs/postmortems/*.md", "pack": [".incidentlint/postmortem", ".incidentlint/light"]}
    ]
    assert "incidentlint check: 4 reports, 4 without a finding\n" in output
    assert "do not follow" not in output
    assert "--pack-folder is for one template" in init(
        "--from", "docs/light-template.md", "--pack-folder", "p", status=2
    )


@pytest.mark.once
def test_templates_of_the_same_words_get_names_of_their_own(here: Path) -> None:
    write("template.md", TEMPLATE)
    write(".github/template.md", TEMPLATE)
    run("--from", "template.md", "--from", ".github/template.md")
    assert sorted(path.name for path in Path(".incidentlint").iterdir()) == ["reports", "reports-2"]


@pytest.mark.once
def test_the_template_says_how_reports_are_called_and_where_they_lie(here: Path) -> None:
    said = f"{TEMPLATE}\n<!-- Save as docs/postmortems/YYYY-MM-DD-short-title.md -->\n"
    write("docs/postmortem-template.md", said)
    assert "file names    checked      YYYY-MM-DD-<short-title>.md\n" in init()
    write("new/pm-template.md", said.replace("docs/postmortems/", "new/reports/"))
    run("--from", "new/pm-template.md", "--reports", "new/reports/*.md")
    assert tomllib.loads(Path(".incidentlint/pm/pack.toml").read_text("utf-8"))["files"] == {
        "name": "YYYY-MM-DD-<short-title>.md",
        "folder": "new/reports",
    }


def test_a_name_that_reports_contradict_is_not_taken_from_the_template(here: Path) -> None:
    write("docs/postmortem-template.md", f"{TEMPLATE}\n<!-- Save as docs/incidents/INC-NNNN.md -->\n")
    for number in (1, 2, 3):
        Path(f"docs/postmortems/2026-0{number}-11-disk-{number}.md").rename(f"docs/postmortems/{'abc'[:number]}.md")
    assert "file names    not checked" in init()
    assert "[files]\nname" not in PACK.read_text("utf-8")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("https://git.example.org/t.git", "is an address, and nothing is fetched from one"),
        ("git@git.example.org:a/t.git", "is an address"),
        ("bilko", "is a pack, not a template; --pack bilko takes it as it is"),
    ],
)
def test_what_from_does_not_take_is_said(here: Path, given: str, said: str) -> None:
    assert said in run("--from", given, status=2)
    assert not Path("incidentlint.toml").exists()


def test_a_pack_of_ones_own_is_used_as_it_is(here: Path) -> None:
    write("packs/mine/pack.toml", 'name = "mine"\ntemplate = "../../docs/postmortem-template.md"\n')
    run("--pack", "packs/mine")
    assert reports_of() == [{"files": "docs/postmortems/*.md", "pack": "packs/mine"}]
    # Its template is known by the entry now.
    before = files()
    init()
    assert {name for name in files() if name not in before} == {"packs/mine/reading.toml"}
    assert tomllib.loads(Path("packs/mine/pack.toml").read_text("utf-8"))["zones"]["CET"] == "Europe/Paris"


def test_an_entry_that_names_the_bare_template_is_enough(here: Path) -> None:
    text = '[[reports]]\nfiles = "docs/postmortems/*.md"\npack = "docs/postmortem-template.md"\n'
    write("incidentlint.toml", text)
    output = init()
    assert "incidentlint.toml:1 names the template itself; --pack-folder makes a pack of it" in output
    assert "nothing to write" in output
    assert not Path(".incidentlint").exists()


# --- What can be wrong ---


def test_a_template_that_cannot_be_one_is_refused(here: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    before = files()
    assert "nosuch.md: no such template; there is docs/postmortem-template.md" in run("--from", "nosuch.md", status=2)
    assert "docs: is a folder" in run("--from", "docs", status=2)
    outside = tmp_path_factory.mktemp("outside") / "t.md"
    outside.write_text(TEMPLATE, "utf-8")
    assert "is outside the repository" in run("--from", str(outside), status=2)
    assert files() == before
    write("empty.md", "")
    write("text.md", "Only a text.\n")
    write("logo.png", "\x89PNG\r\n\x1a\n\0\0")
    for name in ("empty.md", "text.md"):
        output = run("--from", name, status=2)
        assert (
            f"{name}:1:1: the template has no headings, fields or slots: nothing to check reports against; give it"
            in output
        )
    assert "logo.png: is not a text file" in run("--from", "logo.png", status=2)
    assert "is a pack, not a template" in run("--from", str(write("p/pack.toml", "")), status=2)
    assert not Path("incidentlint.toml").exists()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("incidentlint.toml", "a = [\n", "incidentlint.toml:2:1: not valid TOML"),
        ("incidentlint.toml", "fail-onn = 1\n", "incidentlint.toml:1:1: unknown key 'fail-onn'"),
        ("pyproject.toml", "[tool.incidentlint]\na = \n", "pyproject.toml:2:5: not valid TOML"),
        (str(PACK), "name = \n", "pack.toml:1:8: not valid TOML"),
        (str(PACK), 'template = "../../docs/other.md"\n', "pack.toml:1:1: template '../../docs/other.md' is not there"),
        (".gitlab-ci.yml", "a: [\n", ".gitlab-ci.yml:2:1: not valid YAML"),
    ],
)  # fmt: skip
def test_a_broken_file_is_an_error_with_its_place_and_nothing_is_written(
    here: Path, name: str, text: str, said: str
) -> None:
    write(name, text)
    before = files()
    output = init("--ci", "gitlab", status=2)
    assert said in output
    assert "Traceback" not in output
    assert files() == before


def test_files_that_another_entry_holds_are_not_taken_from_it(here: Path) -> None:
    write("incidentlint.toml", 'fail-on = "error"\n\n[[reports]]\nfiles = "docs/**/*.md"\npack = "generic"\n')
    before = files()
    output = init(status=2)
    assert (
        "incidentlint.toml:3: this [[reports]] entry already assigns docs/postmortems/2026-01-11-disk-1.md to generic"
        in output
    )
    assert files() == before


def test_what_is_read_only_is_told_before_anything_is_written(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write("incidentlint.toml", 'fail-on = "error"\n')
    Path("locked").mkdir()
    before = files()
    known = os.access
    locked = [here / "incidentlint.toml", here / "locked"]
    monkeypatch.setattr(os, "access", lambda path, mode, **how: Path(path) not in locked and known(path, mode, **how))
    assert "incidentlint.toml: is read-only; nothing was written" in init(status=2)
    assert files() == before
    locked.pop(0)
    assert "the folder locked is read-only; nothing was written" in init("--pack-folder", "locked/pack", status=2)
    assert files() == before
    assert "is outside the repository" in init("--pack-folder", "..", status=2)
    assert "is a file" in init("--pack-folder", "docs/setup.md", status=2)


def test_what_was_written_before_a_file_failed_is_told(here: Path) -> None:
    changes = Changes(str(here))
    changes.new(str(here / "first.toml"), "a = 1\n")
    changes.new(str(here / ("x" * 300)), "b = 1\n")
    with pytest.raises(UserError, match=r"written before it: first\.toml"):
        changes.apply(print, dry_run=False)
    assert Path("first.toml").read_text("utf-8") == "a = 1\n"
    assert "is not a folder; nothing was written" in init("--pack-folder", "docs/setup.md/pack", status=2)
    assert not Path("incidentlint.toml").exists()


def test_a_configuration_above_the_repository_is_told(here: Path) -> None:
    write("sub/.git/HEAD", "")
    write("sub/template.md", TEMPLATE)
    write("incidentlint.toml", 'fail-on = "error"\n')
    os.chdir("sub")
    assert "note: ../incidentlint.toml applied here until now" in run("--from", "template.md")
    assert Path("incidentlint.toml").is_file()


@pytest.mark.parametrize("option", ["--from", "--pack", "--pack-folder"])
def test_an_option_without_a_value_is_no_option_that_was_left_out(here: Path, option: str) -> None:
    assert f"'{option}': the value is empty" in run(option, "", status=2)


@pytest.mark.parametrize("name", ["pyproject.toml", ".pre-commit-config.yaml"])
def test_files_of_settings_are_no_templates(here: Path, name: str) -> None:
    write(name, "# One\n\n## Two\n\n[Three]\n")
    assert f"{name}: is not a template" in run("--from", name, status=2)
    assert f"{name}: is " in run("--pack", name, status=2)


def test_options_that_exclude_each_other(here: Path) -> None:
    assert "--from and --pack cannot be combined" in init("--pack", "bilko", status=2)
    assert "reports: " in init("--reports", "../x/*.md", status=2)


# --- At a terminal ---


def typed(answers: list[str], *arguments: str) -> tuple[int, str]:
    """Run the command at a terminal of its own, and type an answer each time that it waits."""
    import pty

    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["PYTHONPATH"] = SOURCE
        os.execv(sys.executable, [sys.executable, "-m", "incidentlint", "init", *arguments])
    output, waiting, end = b"", list(answers), time.monotonic() + 60
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 0.05)
        if ready:
            try:
                data = os.read(terminal, 65536)
            except OSError:  # it has ended
                break
            if not data:
                break
            output += data
        elif waiting and output.rstrip(b" ").endswith((b":", b"]:")):
            os.write(terminal, waiting.pop(0).encode())
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), output.decode().replace("\r\n", "\n")


@pytest.fixture
def terminal() -> None:
    if sys.platform == "win32":
        pytest.skip("there are no pseudo-terminals")


@pytest.mark.usefixtures("terminal")
def test_at_a_terminal_it_asks(here: Path) -> None:
    status, output = typed(["99\n", "1\n", "\n", "y\n", "github\n"])
    assert status == 0, output
    assert "  1  docs/postmortem-template.md\n  2  the built-in pack atlassian\n" in output
    assert "'99' is neither a number from 1 to" in output
    assert reports_of()[0]["pack"] == ".incidentlint/postmortem"
    assert Path(".pre-commit-config.yaml").is_file()
    assert Path(".github/workflows/incidentlint.yml").is_file()


@pytest.mark.usefixtures("terminal")
def test_who_leaves_the_questions_has_written_nothing(here: Path) -> None:
    before = files()
    status, output = typed(["1\n", "\x03"])
    assert status == 130, output
    assert files() == before


@pytest.mark.once
@pytest.mark.usefixtures("terminal")
def test_with_a_template_it_asks_nothing_at_a_terminal_either(here: Path) -> None:
    status, output = typed([], "--from", "docs/postmortem-template.md")
    assert status == 0, output
    assert "What are reports written from?" not in output


@pytest.mark.once
@pytest.mark.usefixtures("terminal")
def test_what_is_set_up_already_is_not_asked_again(here: Path) -> None:
    init()
    status, output = typed(["n\n", "none\n"])
    assert status == 0, output
    assert "What are reports written from?" not in output
    assert "nothing to write" in output


def test_the_configuration_that_is_written_holds_for_every_report(here: Path) -> None:
    init()
    resolver = Resolver()
    for path in Path("docs/postmortems").glob("2026*"):
        choice = resolver.choice(str(path.absolute()))
        assert getattr(choice, "why", "") == "named by incidentlint.toml:6"
