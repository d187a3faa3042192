"""`incidentlint init --check`: what init records of a template, and what is said when it is read otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from support import run

TEMPLATE = """\
# Incident: [Title]

**Severity:** P0 / P1 / P2
**Started:** YYYY-MM-DD HH:MM UTC
**Resolved:** YYYY-MM-DD HH:MM UTC

## Summary

[What happened]

## Customer notice

Required for P0.

[What customers were told]

## Action items

| Action | Owner | Due |
| --- | --- | --- |
| [Action] | [Name] | YYYY-MM-DD |
"""
RECORD = ".incidentlint/postmortem/reading.toml"


@pytest.fixture(autouse=True)
def here(checkout: Path) -> Path:
    """A repository whose template was recorded, which is the current folder."""
    Path("docs").mkdir()
    Path("docs/postmortem-template.md").write_text(TEMPLATE, "utf-8")
    run("init", "--from", "docs/postmortem-template.md")
    return checkout


def change(old: str, new: str) -> None:
    path = Path("docs/postmortem-template.md")
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_what_was_recorded_is_right() -> None:
    assert run("init", "--check") == "docs/postmortem-template.md: is read as it is recorded\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("**Severity:**", "**Weight:**", 'nothing has the role severity any more; recorded is "Severity"'),
        ("**Resolved:**", "**Closing:**", 'nothing has the role resolved any more; recorded is "Resolved"'),
        ("P0 / P1 / P2", "P1 / P2", 'the levels of severity are "P1", "P2"; recorded are "P0", "P1", "P2"'),
        ("Required for P0.\n\n", "", '"Customer notice" is no longer required when severity is P0'),
        (
            "Required for P0",
            "Required for P0/P1",
            '"Customer notice" is required when severity is P0 or P1; recorded is: required when severity is P0',
        ),
        ("## Summary\n\n[What happened]\n", "", 'the section "Summary" is no longer required'),
        ("## Action", "## Cause\n\n[Why]\n\n## Action", 'the section "Cause" is required now'),
        ("\n## Summary", "**Author:** [Name]\n\n## Summary", 'the field "Author" is required now'),
        (
            "| Owner |",
            "| Cost |",
            'the columns of the table of "Action items" are "Action", "Cost", "Due"',
        ),
    ],
)
def test_what_vanished_or_was_gained_fails(old: str, new: str, said: str) -> None:
    change(old, new)
    output = run("init", "--check", status=1)
    assert "docs/postmortem-template.md: is read otherwise than it is recorded\n" in output
    assert f"  {said}" in output
    assert "If this is meant, incidentlint init records it." in output
    assert RECORD in run("init")
    assert "is read as it is recorded" in run("init", "--check")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[What happened]", "[What happened, in three sentences]"),
        ("## Summary\n", "## Summary\n\nThe board reads this first.\n"),
        ("# Incident:", "# Post-mortem:"),
    ],
)
def test_a_change_of_words_is_none(old: str, new: str) -> None:
    change(old, new)
    run("init", "--check")


def test_a_pack_that_says_something_else_fails_too() -> None:
    path = Path(".incidentlint/postmortem/pack.toml")
    path.write_text(path.read_text("utf-8") + "\n[nodes]\nSummary = { required = false }\n", "utf-8")
    assert 'the section "Summary" is no longer required' in run("init", "--check", status=1)


def test_what_is_not_in_order_is_an_error() -> None:
    config = Path("incidentlint.toml")
    config.write_text("selekt = 1\n" + config.read_text("utf-8"), "utf-8")
    assert "incidentlint.toml:1" in run("init", "--check", status=2)


def test_a_record_that_is_gone_or_broken_is_never_green() -> None:
    Path(RECORD).write_text("sections = 1\n", "utf-8")
    assert f"{RECORD}:1" in run("init", "--check", status=2)
    Path(RECORD).unlink()
    assert f"nothing is recorded of it: there is no {RECORD}" in run("init", "--check", status=1)


def test_a_template_that_cannot_be_read_is_an_error() -> None:
    Path("docs/postmortem-template.md").unlink()
    assert "is not there" in run("init", "--check", status=2)


def test_each_project_of_a_repository_is_checked(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = here / "parts/mail"
    part.mkdir(parents=True)
    (part / "incidentlint.toml").write_text("", "utf-8")
    (part / "form.md").write_text(TEMPLATE, "utf-8")
    monkeypatch.chdir(part)
    run("init", "--from", "form.md")
    (part / "form.md").write_text(TEMPLATE.replace("**Started:**", "**Sent:**"), "utf-8")
    monkeypatch.chdir(here)
    output = run("init", "--check", status=1)
    assert "docs/postmortem-template.md: is read as it is recorded" in output
    assert (
        "parts/mail/form.md: is read otherwise than it is recorded\n  nothing has the role started any more" in output
    )


def test_without_a_template_there_is_nothing_to_compare() -> None:
    Path("incidentlint.toml").write_text('[[reports]]\nfiles = "docs/*.md"\npack = "bilko"\n', "utf-8")
    assert "there is nothing to compare" in run("init", "--check")
    Path("incidentlint.toml").write_text('[[reports]]\nfiles = "a.md"\npack = "docs/postmortem-template.md"\n', "utf-8")
    assert "note: docs/postmortem-template.md: incidentlint.toml:1 names the template itself" in run("init", "--check")


def test_it_takes_no_other_option() -> None:
    assert "takes no other option" in run("init", "--check", "--from", "docs/postmortem-template.md", status=2)


def test_the_hook_and_the_jobs_run_it() -> None:
    run("init", "--pre-commit", "--ci", "github", "--ci", "gitlab")
    hooks = yaml.safe_load(Path(".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    assert [(hook["entry"], hook.get("types_or"), hook.get("pass_filenames")) for hook in hooks] == [
        ("incidentlint check --force-exclude", None, None),
        ("incidentlint init --check", ["markdown", "toml"], False),
    ]
    steps = yaml.safe_load(Path(".github/workflows/incidentlint.yml").read_text("utf-8"))["jobs"]["incidentlint"][
        "steps"
    ]
    assert "incidentlint init --check" in [step.get("run") for step in steps]
    job = yaml.safe_load(Path(".gitlab-ci.yml").read_text("utf-8"))["incidentlint"]
    assert "incidentlint init --check" in job["script"]


@pytest.mark.parametrize("extra", ['[templates]\n"light.md" = ["P2"]\n', '[roles]\nresolved = "Resolved"\n'])
def test_a_pack_that_builds_on_others_is_recorded_too(extra: str) -> None:
    path = Path(".incidentlint/postmortem/pack.toml")
    path.with_name("light.md").write_text("# Incident: [Title]\n\n**Severity:** P0 / P1 / P2\n", "utf-8")
    path.write_text('template = "../../docs/postmortem-template.md"\n' + extra, "utf-8")
    Path(RECORD).unlink()
    assert f"wrote {RECORD}" in run("init")
    assert run("init", "--check") == "docs/postmortem-template.md: is read as it is recorded\n"


def test_a_pack_of_another_s_template_has_nothing_to_compare() -> None:
    Path("ours").mkdir()
    Path("ours/pack.toml").write_text('extends = "bilko"\n', "utf-8")
    Path("incidentlint.toml").write_text('[[reports]]\nfiles = "docs/*.md"\npack = "ours"\n', "utf-8")
    assert "there is nothing to compare" in run("init", "--check")


def test_an_id_that_only_its_pattern_tells_has_the_role(here: Path) -> None:
    Path("forms").mkdir()
    Path("forms/incident.md").write_text("---\nid: out-{{nnn}}\n---\n\n# [Title]\n\n## Summary\n\n[What]\n", "utf-8")
    run("init", "--from", "forms/incident.md", "--pack-folder", "forms/pack")
    assert '[roles]\nid = "id"\n' in Path("forms/pack/pack.toml").read_text("utf-8")
