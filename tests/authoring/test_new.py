"""`incidentlint new`: what it writes, where, and what it says when it cannot."""

from __future__ import annotations

import datetime as dt
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from incidentlint.authoring.naming import LONGEST_SLUG, file_name, folder_name, next_id, next_number, slug
from incidentlint.authoring.new_report import Facts, Written, write_report
from incidentlint.authoring.template_ids import id_pattern
from incidentlint.cli.main import cli
from incidentlint.cli.new import run_new
from incidentlint.markdown.parser import parse
from incidentlint.outline.read import outline
from incidentlint.packs.find import load_built_in
from incidentlint.packs.pack import Pack
from incidentlint.project import files
from incidentlint.project import run as run_module
from incidentlint.project.files import UserError, create_file
from incidentlint.report.report import Report
from incidentlint.template.find_slots import read_type
from incidentlint.template.slot_moments import Moment, Target, at_instant, read_moment, spell, target
from incidentlint.template.slot_types import Slot
from incidentlint.text.mojibake import find_mojibake
from incidentlint.text.source import SourceText
from incidentlint.vocabulary.lexicon import load_lexicon
from support import lint_text, pack_of

SOURCE = str(Path(run_module.__file__).parents[2])
BARE = """\
# Incident: [SHORT TITLE]

**Number:** the next
**Incident ID:** INC-YYYY-NNN
**Severity:** SEV1 / SEV2 / SEV3
**Detected:** YYYY-MM-DD HH:MM UTC
**Owner:** [Name]

## Summary

[What happened]
"""


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the machine's environment says is none of the tests' business."""
    for name in list(os.environ):
        if name.startswith("INCIDENTLINT_") or name in ("VISUAL", "EDITOR"):
            monkeypatch.delenv(name)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a template of its own, named by its configuration."""
    (tmp_path / "docs" / "templates").mkdir(parents=True)
    (tmp_path / "docs" / "templates" / "incident.md").write_text(BARE, encoding="utf-8")
    configure(tmp_path, ("docs/incidents/*.md", "docs/templates/incident.md"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configure(folder: Path, *reports: tuple[str, str]) -> None:
    text = "".join(f'[[reports]]\nfiles = "{files}"\npack = "{pack}"\n' for files, pack in reports)
    (folder / "incidentlint.toml").write_text(text, encoding="utf-8")


def invoke(*arguments: str, stdin: str | None = None, **env: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=stdin, env=env)


def new(*arguments: str, **env: str) -> Result:
    return invoke("new", *arguments, **env)


def written(result: Result) -> tuple[str, str]:
    """The path that was printed, and the text that lies there."""
    assert result.exit_code == 0, result.output
    assert result.stdout.count("\n") == 1
    path = result.stdout.rstrip("\n")
    return path, Path(path).read_text(encoding="utf-8")


def refused(result: Result) -> str:
    """What was said of an error, on one line and without a traceback."""
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert "Traceback" not in result.stderr
    return result.stderr


def process(*arguments: str, cwd: Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the command as users do."""
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-m", "incidentlint", "new", *arguments],
        cwd=cwd, check=False, capture_output=True, encoding="utf-8", timeout=60, stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": SOURCE}, **options,
    )  # fmt: skip


def draft(template: str, overrides: str = "", *, minimal: bool = False, **facts: object) -> Written:
    """The report of a template's text."""
    moment = facts.pop("detected", None)
    pack = pack_of(template, overrides)
    given = Facts(detected=moment if isinstance(moment, Moment) else None, **facts)  # type: ignore[arg-type]
    return write_report(SourceText(template), pack, given, minimal=minimal)


# --- What is written ---


def test_a_report_is_begun_from_the_configured_template(project: Path) -> None:
    options = ("--title", "Queue stopped", "--severity", "sev2", "--detected", "2026-03-10 07:40")
    path, text = written(new(*options))
    assert path == "docs/incidents/2026-03-10-queue-stopped.md"
    assert text == (
        BARE.replace("[SHORT TITLE]", "Queue stopped")
        .replace("INC-YYYY-NNN", "INC-2026-001")
        .replace("SEV1 / SEV2 / SEV3", "SEV2")
        .replace("YYYY-MM-DD HH:MM", "2026-03-10 07:40")
    )


def test_what_is_not_known_stays_a_slot_and_the_exit_status_is_zero(project: Path) -> None:
    path, text = written(new())
    today = dt.datetime.now(dt.UTC).date()
    assert re.fullmatch(r"docs/incidents/\d{4}-\d\d-\d\d-untitled\.md", path)
    assert "# Incident: [SHORT TITLE]\n" in text
    assert "**Severity:** SEV1 / SEV2 / SEV3\n" in text
    assert "**Detected:** YYYY-MM-DD HH:MM UTC\n" in text
    assert re.search(rf"INC-(?:{today.year}|{today.year + 1})-001", text)


def test_reports_without_a_title_each_get_a_name(project: Path) -> None:
    paths = [written(new("--detected", "2026-03-10"))[0] for _ in range(3)]
    assert [Path(path).name for path in paths] == [
        "2026-03-10-untitled.md",
        "2026-03-10-untitled-2.md",
        "2026-03-10-untitled-3.md",
    ]


@pytest.mark.parametrize("pack", ["bilko", "letsgobelize"])
def test_check_names_every_slot_that_was_left(pack: str, project: Path) -> None:
    path, text = written(new("--pack", pack, "--title", "Queue stopped"))
    checked = invoke("check", "--isolated", "--output-format", "concise", "--pack", pack, path)
    assert checked.exit_code == 1
    assert {"IR201", "IR202"} <= set(re.findall(r" (IR\d{3}) ", checked.stdout))
    assert not re.search(r" IR(?:1\d\d|204) ", checked.stdout), "nothing is missing, and no instruction is left"
    for number, line in enumerate(text.split("\n"), 1):
        if re.match(r"\*\*[^*]+\*\* .*(?:\[|YYYY|X hours)", line):
            assert f"{path}:{number}:" in checked.stdout, line


BILKO = (
    ("[Name]", "Lejla Kovač"),
    ("YYYY-MM-DD HH:MM CET", "2026-03-10 09:45 CET"),
    ("X hours Y minutes", "2 hours 5 minutes"),
    (re.compile(r"\[Example: On .*\]"), "The queue stopped and no invoice was sent."),
    ("X min ", "125 min "),
    ("[All / Specific org / None]", "All"),
    ("[None / Describe if any]", "None"),
    ("[None / Describe if any]", "None"),
    ("[None / Describe if applicable]", "None"),
    ("[Yes / No] — if Yes, notify Datatilsynet within 72h", "No"),
    ("HH:MM", "07:40"),
    ("HH:MM", "07:45"),
    ("[Name]", "Lejla Kovač"),
    ("HH:MM", "07:50"),
    ("[First diagnosis step]", "Read the worker's log"),
    ("HH:MM", "08:10"),
    ("[Root cause identified]", "The disk was full"),
    ("HH:MM", "09:30"),
    ("[Fix applied]", "Old files deleted"),
    ("HH:MM", "09:40"),
    ("HH:MM", "09:45"),
    ("HH:MM", "10:45"),
    ("[One sentence — the actual technical cause]", "The disk of the worker was full."),
    ("[Factor 1: e.g., No memory usage alerting configured]", "No alert on disk space"),
    ("[Factor 2: e.g., No automated secret rotation reminder]", "Old files were never deleted"),
    ("- [ ] Sentry error rate spike", "- [x] Sentry error rate spike"),
    ("[X minutes from first symptom to alert]", "5 minutes"),
    ("[Yes / No — if No, document what would have caught it faster]", "Yes"),
    ("HH:MM", "07:50"),
    ("[Action taken]", "Read the log"),
    ("[Result]", "The cause was found"),
    ("[e.g., BetterStack alert fired within 2 min]", "The alert named the worker"),
    ("[e.g., Rollback procedure was documented and worked on first try]", "Two people answered at once"),
    ("[e.g., Railway logs were hard to search for the specific error]", "The log was hard to find"),
    ("[e.g., No backup Railway contact — only one person on-call]", "Nobody had the password"),
    (re.compile(r"## 7\. .*?(?=## 8\.)", re.DOTALL), ""),
    ("HH:MM", "08:00"),
    ("HH:MM", "08:30"),
    ("HH:MM", "09:50"),
    ("HH:MM (if needed)", "10:00"),
    ("[Summary of impact and resolution]", "What happened and that it is over"),
    ("[Preventive action]", "Alert on disk space"),
    ("[Owner]", "Dino Begić"),
    ("YYYY-MM-DD", "2026-03-20"),
    ("P0/P1/P2", "P1"),
    ("[Detection improvement]", "Watch the queue's length"),
    ("[Owner]", "Amra Delić"),
    ("YYYY-MM-DD", "2026-03-21"),
    ("[Documentation update]", "Describe where the log lies"),
    ("[Owner]", "Lejla Kovač"),
    ("YYYY-MM-DD", "2026-03-22"),
    (re.compile(r"\| Author \(on-call\).*"), "| Author (on-call) | Lejla Kovač | 2026-03-11 | LK |"),
    (re.compile(r"\| Reviewer .*"), "| Reviewer | Alem Bašić | 2026-03-11 | AB |"),
)
BELIZE = (
    ("[YYYY-MM-DD HH:MM TZ]", "2026-03-10 07:30 BZT"),
    ("[YYYY-MM-DD HH:MM TZ]", "2026-03-10 09:45 BZT"),
    ("[X hours Y minutes]", "2 hours 15 minutes"),
    ("[Name, Role]", "Nadia Teck, DevOps"),
    ("[Name, Role]", "Nadia Teck, DevOps"),
    ("[YYYY-MM-DD]", "2026-03-11"),
    (
        "[Write 3-5 sentences for non-technical stakeholders]",
        "Nobody could book a tour. The queue of bookings had stopped. It was started again, and all bookings went in.",
    ),
    ("HH:MM - [Event description] - [Person/Team]", "07:30 - Bookings began to fail - Monitoring"),
    ("HH:MM - [Event description] - [Person/Team]", "07:40 - The alert came - Nadia Teck"),
    ("HH:MM - Incident status: Resolved - [Person/Team]", "09:45 - Incident status: Resolved - Nadia Teck"),
    ("[Detailed technical explanation of the incident]", "The worker ran out of disk space."),
    ("[Root cause - not just proximate cause]", "Old files were never deleted."),
    ("[Gaps in monitoring, testing, or processes]", "Nothing watched the disk."),
    ("[N customers]", "12 customers"),
    ("[Who was affected]", "Travellers"),
    ("[N country, N country]", "8 Belize, 4 Mexico"),
    ("[System (how it was affected)]", "Bookings (stopped)"),
    ("[Systems (how they were affected)]", "E-mails (late)"),
    ("[Systems that kept working]", "The site"),
    (re.compile(r"\[None / Describe if any\]"), "None"),
    ("[Amount and how it was estimated]", "$0"),
    ("[Amount]", "$0"),
    ("[Amount and how it was estimated]", "$0"),
    ("[Amount]", "$0"),
    ("[Change or how it is watched]", "No change"),
    (re.compile(r"\[What went (?:well|poorly)\]"), "The alert"),
    (re.compile(r"\[Details\]"), "It named the worker"),
    (re.compile(r"\[Action\]"), "Watch the disk"),
    (re.compile(r"\[Owner\]"), "Nadia Teck"),
    (re.compile(r"\[Month D\]"), "March 20"),
    (re.compile(r"\[Open / In Progress / Done\]"), "Open"),
    (re.compile(r"P0 / P1 / P2 / P3"), "P2"),
    (re.compile(r"\[Lesson\]"), "Disks"),
    (re.compile(r"\[What will change\]"), "They are watched"),
    ("☐ No", "☑ No"),
    ("[Why it was or was not a security incident]", "Nobody got in; a disk was full."),
    ("[Yes / No] (GDPR, CCPA, etc.)", "No"),
    (re.compile(r"\[What it is\]"), "Log"),
    (re.compile(r"\[File name or link\]"), "worker.log"),
    (re.compile(r"\| \[Name\] +\| \[YYYY-MM-DD\] +\| \S+ +\|"), "| Nadia Teck | 2026-03-11 | NT |"),
    ("[YYYY-MM-DD HH:MM]", "2026-03-12 10:00"),
    ("[Names]", "Nadia Teck"),
    ("[Link to notes or attach separately]", "None yet"),
    ("[YYYY]", "2026"),
)
SHORT = (("[Name]", "Ada Lovelace"), ("[What happened]", "The disk was full, and nothing was saved for an hour."))


@pytest.mark.parametrize(
    ("pack", "severity", "answers"),
    [("bilko", "P2", BILKO), ("letsgobelize", "P2", BELIZE), ("docs/templates/incident.md", "SEV2", SHORT)],
)
def test_with_every_slot_filled_in_it_passes(
    pack: str, severity: str, answers: tuple[tuple[str | re.Pattern[str], str], ...], project: Path
) -> None:
    options = ("--title", "Queue stopped", "--severity", severity, "--detected", "2026-03-10 07:40")
    path, text = written(new("--pack", pack, *options))
    text = text.replace("**Date:** YYYY-MM-DD\n", "**Date:** 2026-03-11\n")
    for old, answer in answers:
        assert re.search(old, text) if isinstance(old, re.Pattern) else old in text, old
        text = old.sub(answer, text) if isinstance(old, re.Pattern) else text.replace(old, answer, 1)
    Path(path).write_text(text, encoding="utf-8")
    checked = invoke("check", "--isolated", "--pack", pack, path)
    assert (checked.exit_code, checked.stdout) == (0, "")


def test_the_report_of_a_template_with_a_header_of_its_own_begins_at_its_title() -> None:
    pack = load_built_in("bilko")
    made = write_report(_template(pack), pack, Facts()).text
    begin = "# Incident Report: [SHORT TITLE]\n\n**Date:** YYYY-MM-DD\n\n**Incident ID:** INC-YYYY-MM-DD-NNN\n"
    assert made.startswith(begin), "the deadline looks at Date"
    assert "INSTRUCTIONS" not in made
    assert "Document History" not in made
    assert "Example root causes" not in made
    assert "[Example: On YYYY-MM-DD" in made, "an example in a slot says what to write there"


def test_the_word_template_goes_from_the_title_and_examples_from_their_sections() -> None:
    pack = load_built_in("letsgobelize")
    made = write_report(_template(pack), pack, Facts(title="Tours double")).text
    assert made.startswith("# Post-Incident Report: Tours double\n")
    assert "Example:" not in made
    assert "**Format:**" not in made
    assert "**[Write 3-5 sentences for non-technical stakeholders]**" in made


def _template(pack: Pack) -> SourceText:
    assert pack.template is not None
    return SourceText.decode(pack.template.read_bytes())


HEADER = "# Reports\n\n**Owner:** {owner}\n\n# Incident: [Title]\n\n## Summary\n\n[What]\n"


@pytest.mark.parametrize("title", ["# Incident: [Title]", "Incident: [Title]\n================="])
def test_what_the_deadline_looks_at_is_kept_of_a_header_that_goes(title: str) -> None:
    template = f"# Reports\n\n**Owner:** us\n**Written on:** 2026-01-02\n\n{title}\n\n**Resolved:** YYYY-MM-DD HH:MM\n"
    overrides = 'roles.report-date = "Written on"\n'
    assert "Written on" not in draft(template, overrides, title="Down").text
    overrides += 'deadlines.complete = { within = "48h", after = "resolved", by = "report-date" }\n'
    made = draft(template, overrides, title="Down").text
    heading = title.replace("[Title]", "Down")
    assert made == f"{heading}\n\n**Written on:** YYYY-MM-DD\n\n**Resolved:** YYYY-MM-DD HH:MM\n"
    filled = made.replace("YYYY-MM-DD HH:MM", "2026-03-10 10:00").replace("YYYY-MM-DD", "2026-03-20")
    assert [found.code for found in lint_text(filled, [pack_of(template, overrides)])] == ["IR408"]


def test_a_header_with_something_to_fill_in_stays() -> None:
    assert draft(HEADER.format(owner="the team"), title="Down").text.startswith("# Incident: Down\n")
    assert draft(HEADER.format(owner="[Name]"), title="Down").text.startswith("# Reports\n\n**Owner:** [Name]\n")


def test_front_matter_stays_before_a_title_whose_header_goes() -> None:
    template = "---\nkind: incident\n---\n\n" + HEADER.format(owner="the team")
    assert draft(template).text.startswith("---\nkind: incident\n---\n\n# Incident: [Title]\n")


def test_an_example_that_is_all_that_a_section_holds_stays() -> None:
    template = "# [Title]\n\n## Cause\n\n{prompt}Example:\n\n- The disk was full\n\n## Owner\n\n[Name]\n"
    assert "- The disk was full" in draft(template.format(prompt="")).text
    assert "- The disk was full" not in draft(template.format(prompt="[Why]\n\n")).text


def test_instructions_go_up_to_what_the_template_asks_for() -> None:
    template = (
        "# [Title]\n\n## Instructions\n\nCopy this file.\n\n1. Fill it in\n\n**Owner:** [Name]\n\n## Cause\n\n[Why]\n"
        "\n## How to use\n\nWith care.\n\n## Actions\n\n[What next]\n\n## Usage\n\nNot at all.\n"
    )
    made = draft(template).text
    assert made == "# [Title]\n\n**Owner:** [Name]\n\n## Cause\n\n[Why]\n\n## Actions\n\n[What next]\n"


def test_an_example_in_a_quote_goes_with_its_quote() -> None:
    made = draft('# [Title]\n\n## Cause\n\n[Why]\n\n> Example: "The disk was full."\n\n## Owner\n\n[Name]\n').text
    assert made == "# [Title]\n\n## Cause\n\n[Why]\n\n## Owner\n\n[Name]\n"


def test_a_note_that_this_is_a_template_goes_from_a_value() -> None:
    made = draft("# [Title]\n\n**Status:** Draft (template, fill in)\n**Owner:** [Name]\n").text
    assert made == "# [Title]\n\n**Status:** Draft\n**Owner:** [Name]\n"


@pytest.mark.parametrize(
    ("given", "made"),
    [("''", "Down"), ('"[Outage] What happened"', '"[Outage] Down"'), ("A title", "Down"), ("", "Down")],
)
def test_the_title_of_a_form_for_issues(given: str, made: str) -> None:
    template = f"---\nname: Incident\nabout: What went wrong\ntitle: {given}\n---\n\n## Summary\n\n[What]\n"
    found = draft(template, title="Down")
    assert f"\ntitle: {made}\n" in found.text
    assert found.placed == {"title"}


@pytest.mark.parametrize(
    ("slot", "made"),
    [
        ("<ISO-8601 UTC, e.g. 2026-07-20T14:32:00Z>", "2026-03-10T09:05:00Z"),
        ("[2024-01-31T09:00:00Z]", "2026-03-10T09:05:00Z"),
        ("{ISO 8601}", "2026-03-10T09:05:00"),
        ("[YYYY-MM-DDTHH:MM:SSZ]", "2026-03-10T09:05:00Z"),
    ],
)
def test_a_start_in_the_form_of_programs(slot: str, made: str) -> None:
    moment = Moment(dt.date(2026, 3, 10), dt.time(9, 5))
    text = draft(f"# [Title]\n\n**Started:** {slot}\n\n## Summary\n\n[What]\n", started=moment).text
    assert f"**Started:** {made}\n" in text


def test_an_entry_of_front_matter_that_speaks_of_the_template_goes() -> None:
    body = "# [Title]\n\n## Cause\n\n[Why]\n"
    made = draft(f"---\nlayout: report\ndescription: Our template for reports\nkind: x\n---\n\n{body}").text
    assert made == f"---\nlayout: report\nkind: x\n---\n\n{body}"
    assert "Our template" in draft(f"---\ndescription: Our template for reports\n---\n\n{body}").text


@pytest.mark.parametrize(
    ("title", "left", "with_title"),
    [
        ("Template", "Incident report", "Incident report: Down"),
        ("Postmortem Template", "Postmortem", "Postmortem: Down"),
        ("Template for an incident review", "Incident review", "Incident review: Down"),
        ("Postmortem (template)", "Postmortem", "Postmortem: Down"),
        ("Postmortem", "Postmortem", "Postmortem: Down"),
        ("Title of the incident", "Title of the incident", "Down"),
        ("Incident: [Name of the incident]", "Incident: [Name of the incident]", "Incident: Down"),
        ("<short title>", "<short title>", "Down"),
        ("{{title}}", "{{title}}", "Down"),
        ("Mails were lost by the thousand", "Mails were lost by the thousand", "Down"),
        ("Ein Brand im Keller", "Ein Brand im Keller", "Down"),
        ("Störungsbericht", "Störungsbericht", "Störungsbericht: Down"),
        ("Rapport d'incident", "Rapport d'incident", "Rapport d'incident: Down"),
    ],
)
def test_titles_of_all_kinds(title: str, left: str, with_title: str) -> None:
    template = f"# {title}\n\n## Summary\n\n[What]\n"
    assert draft(template).text.startswith(f"# {left}\n")
    made = draft(template, title="Down")
    assert made.text.startswith(f"# {with_title}\n")
    assert made.placed == {"title"}


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("{{ incident day }}, {{ incident headline }}", "2026-03-10, Down"),
        ("{{ headline }} ({{ date }})", "Down (2026-03-10)"),
        ("[Date]: [Title]", "2026-03-10: Down"),
        ("<name of the incident> | <date of the incident>", "Down | 2026-03-10"),
        ("Title of the incident: Date", "Down: 2026-03-10"),
        ("DD/MM/YYYY - [Title]", "10/03/2026 - Down"),
        ('What the paper is called, e.g. "Mail outage"', "Down"),
        ("What it is called (for example: Disk full on db-2)", "Down"),
        ('Review: for example "Mail outage"', "Review: Down"),
        # Constant words stay, and a date that is part of a name is none.
        ("Update of the day: [Title]", "Update of the day: Down"),
        ("Post-mortem examples", "Post-mortem examples: Down"),
    ],
)
def test_the_title_and_the_day_stand_where_the_title_asks_for_them(title: str, made: str) -> None:
    found = draft(f"# {title}\n\n## Story\n\n[What]\n", title="Down", detected=Moment(dt.date(2026, 3, 10)))
    assert found.text.startswith(f"# {made}\n")
    assert "title" in found.placed


def test_the_id_and_the_day_of_a_title_are_filled_in() -> None:
    template = "# INC-YYYY-NNN: [Title] (YYYY-MM-DD)\n\n**Incident ID:** INC-YYYY-NNN\n**Detected:** YYYY-MM-DD\n"
    made = draft(template, incident="INC-2026-007", title="Down", detected=Moment(dt.date(2026, 3, 10))).text
    assert made == ("# INC-2026-007: Down (2026-03-10)\n\n**Incident ID:** INC-2026-007\n**Detected:** 2026-03-10\n")


FIELDS = {
    "a metadata table": "# [Title]\n\n| Field | Value |\n|---|---|\n| Severity | {} |\n| Owner | [Name] |\n",
    "bold labels": "# [Title]\n\n**Severity:** {}\n**Owner:** [Name]\n",
    "a list": "# [Title]\n\n- **Severity:** {}\n- **Owner:** [Name]\n",
    "plain labels": "# [Title]\n\nSeverity: {}\nOwner: [Name]\n",
    "front matter": "---\nseverity: {}\nowner: [Name]\n---\n\n# [Title]\n\n## Summary\n\n[What]\n",
    "a heading": "# [Title]\n\n## Severity\n\n{}\n\n## Owner\n\n[Name]\n",
}


@pytest.mark.parametrize("form", FIELDS)
@pytest.mark.parametrize("slot", ["P1 / P2 / P3", "[P1 / P2 / P3]"])
def test_the_severity_is_chosen_wherever_it_stands(form: str, slot: str) -> None:
    if form == "a heading" and "[" not in slot:
        pytest.skip("below a heading options without brackets are text")
    template = FIELDS[form].format(slot)
    made = draft(template, severity="P2")
    assert made.placed == {"severity"}
    report = Report(outline(parse(SourceText(made.text))), pack_of(template))
    assert report.severity == "P2"
    assert "P3" not in made.text


def test_a_ballot_box_is_ticked() -> None:
    made = draft("# [Title]\n\n## Severity\n\n☐ P1  ☐ P2\n\n## Owner\n\n[Name]\n", severity="P2")
    assert "☐ P1  ☑ P2\n" in made.text
    assert made.placed == {"severity"}


@pytest.mark.parametrize(
    "template",
    [
        "# [Title]\n\n**Incident ID:**\n**Owner:** [Name]\n",
        "# [Title]\n\nIncident ID:\nOwner: [Name]\n",
        "# [Title]\n\n| Field | Value |\n|---|---|\n| Incident ID | |\n| Owner | |\n",
        "---\nincident id:\nowner: [Name]\n---\n\n# [Title]\n",
        "# [Title]\n\n**Incident ID:** ____\n**Owner:** [Name]\n",
        "# [Title]\n\n**Incident ID:** [ID]\n**Owner:** [Name]\n",
        "# [Title]\n\n**Incident ID:** `INC-NNN`\n**Owner:** [Name]\n",
    ],
)
def test_an_empty_place_takes_the_value(template: str) -> None:
    made = draft(template, incident="X_1")
    value = Report(outline(parse(SourceText(made.text))), pack_of(template)).role_value("id")
    assert value is not None
    assert value.text == "X_1"
    assert made.placed == {"incident"}


def test_a_field_called_incident_that_asks_for_a_title_gets_the_title() -> None:
    template = "---\nincident: <short descriptive title>\nowner: <who>\n---\n\n# Postmortem: <incident title>\n"
    made = draft(template, title='Queue "A": stopped', incident="X-1")
    assert made.text.startswith('---\nincident: "Queue \\"A\\": stopped"\n')
    assert made.placed == {"title"}


def test_what_has_no_place_is_said(project: Path) -> None:
    (project / "docs/templates/incident.md").write_text("# Incident\n\n## Summary\n\n[What]\n", encoding="utf-8")
    result = new("--severity", "P9", "--detected", "2026-03-10", "--id", "X-1", "--title", "Down")
    _, text = written(result)
    assert text == "# Incident: Down\n\n## Summary\n\n[What]\n"
    said = result.stderr
    assert "the template has no slot for the severity: --severity is not written into the report" in said
    assert "--detected is not written" in said
    assert "--id is not written" in said
    assert "--title" not in said


STYLES = """
# INCIDENT-YYYY-MM-DD — <short title>

| Field | Value |
| --- | --- |
| Severity | SEV-1 / SEV-2 / near-miss |
| Author(s) | name |

* [Factor_1: x_y]
* {{factor}}

1. **[What went well]:** [Details]
2. [Ticket]: [URL]

- [ ] Done by: ____

| Who | What |
| --- | --- |
| [Name] |
| [Role] | [Task] | [Late slot] |
| [Team] | [Duty] | |
~~~
# {{What broke, for readers}}

`Postmortem: inc-{{nnnn}}`

## Cause
*(2-3 sentences: what broke.)*

## Owner
* [Name] <br> <who>

☐ Yes  ☐ No
~~~
---
id: inc-{{nnnn}}
title: {{title}}
who: [Name]
when: YYYY-MM-DD HH:MM
severity: P0 / P1
quoted: '{{x}}'
tags: [ a, b ]
---

# Postmortem

Started at `HH:MM`. [TODO]: describe

## Sign

Name: _______________________
Date: ___/___/______
~~~
+++
title = "[Title]"
+++

# [Title]

## Summary
[What] | pipe
"""


@pytest.mark.parametrize("template", STYLES.lstrip("\n").split("~~~\n"))
def test_what_is_not_filled_in_is_the_templates_own_text(template: str) -> None:
    assert draft(template).text == f"{template.strip()}\n"


TITLED = "---\ntitle: <title>\n---\n\n# Incident: [Title]\n\n| Field | Value |\n|---|---|\n| Headline | [Headline] |\n"


@settings(deadline=None)
@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=24))
def test_any_title_reads_as_itself(title: str) -> None:
    title = " ".join(title.split())
    assume(title and title.isprintable() and not list(find_mojibake(title)))
    made = draft(TITLED, title=title)
    report = Report(outline(parse(SourceText(made.text))), pack_of(TITLED))
    value = report.role_value("title")
    assert value is not None
    assert (value.text, report.outline.titles[0].title.text) == (title, f"Incident: {title}")


# --- Sections that a severity does not need ---

GATED = "# [Title]\n\n**Severity:** P1 / P2\n\n## Data check\n\n[Which]\n\n### More\n\n[More]\n\n## Summary\n\n[What]\n"


def test_minimal_leaves_out_what_the_severity_does_not_need() -> None:
    overrides = '[conditions]\ngrave = { severity = ["P1"] }\n[nodes]\n"Data check" = { required = "grave" }\n'
    assert "Data check" in draft(GATED, overrides, severity="P1", minimal=True).text
    assert "Data check" in draft(GATED, overrides, severity="P2").text
    assert "Data check" in draft(GATED, overrides, minimal=True).text
    made = draft(GATED, overrides, severity="P2", minimal=True).text
    assert made == "# [Title]\n\n**Severity:** P2\n\n## Summary\n\n[What]\n"
    assert not [
        found.code for found in lint_text(made, [pack_of(GATED, overrides)]) if found.code in ("IR101", "IR301")
    ]


def test_minimal_keeps_a_gate_that_rests_on_an_answer_that_is_not_known(project: Path) -> None:
    _, text = written(new("--pack", "bilko", "--severity", "P3", "--minimal"))
    assert "## 7. Financial Data Integrity Check" in text


def test_minimal_needs_a_severity(project: Path) -> None:
    assert "--minimal needs --severity" in refused(new("--minimal"))


# --- Ids ---


def test_the_next_id_is_behind_the_highest_of_the_packs_reports(project: Path) -> None:
    folder = project / "docs/incidents"
    ids = []
    for detected in ("2026-03-10", "2026-12-31", "2027-01-01", "2026-05-05"):
        _, text = written(new("--title", "x", "--detected", detected))
        ids += re.findall(r"INC-\d+-\d+", text)
    assert ids == ["INC-2026-001", "INC-2026-002", "INC-2027-001", "INC-2026-003"]
    (folder / "notes.md").write_text("# Notes\n\nAs INC-2026-900 says.\n", encoding="utf-8")
    (folder / "old.md").write_text(
        BARE.replace("INC-YYYY-NNN", "INC-2026-041").replace("[SHORT TITLE]", "Old"), encoding="utf-8"
    )
    assert "INC-2026-042" in written(new("--title", "y", "--detected", "2026-06-06"))[1]


@pytest.mark.parametrize(
    ("pattern", "taken", "wanted"),
    [
        ("INC-YYYY-MM-DD-NNN", [], "INC-2026-03-10-001"),
        ("INC-YYYY-MM-DD-NNN", ["INC-2026-03-10-009", "INC-2026-03-11-050"], "INC-2026-03-10-010"),
        ("INC-[YYYY-MM-DD]-[###]", ["INC-2026-03-10-001"], "INC-2026-03-10-002"),
        ("INC-YYYY-NNN", ["INC-2026-999"], "INC-2026-1000"),
        ("PM-NNNN", ["PM-0007", "PM-0003", "XX-0100"], "PM-0008"),
        ("inc-{{nnnn}}", ["inc-0041"], "inc-0042"),
        ("INC-YYYYMMDD", [], "INC-20260310"),
        ("INC-YYYYMMDD", ["INC-20260310"], ""),
        ("INC-<team>-NNN", [], ""),
        ("INC-NNN-NNN", [], ""),
    ],
)
def test_next_ids(pattern: str, taken: list[str], wanted: str) -> None:
    assert next_id(pattern, dt.date(2026, 3, 10), taken) == wanted


def test_an_id_of_the_users_own(project: Path) -> None:
    path, text = written(new("--title", "x", "--id", "INC-2024-123", "--detected", "2026-03-10"))
    assert "**Incident ID:** INC-2024-123\n" in text
    assert "--id: 'ABC' does not match INC-YYYY-NNN" in refused(new("--title", "y", "--id", "ABC"))
    assert f"--id: INC-2024-123 is the id of {path}" in refused(new("--title", "y", "--id", "INC-2024-123"))
    again = new("--output", path, "--id", "INC-2024-123", "--force")
    assert written(again)[0] == path


def test_the_form_of_an_id_is_that_of_the_templates_slot() -> None:
    assert id_pattern(load_built_in("letsgobelize")) == "INC-[YYYY-MM-DD]-[###]"
    assert id_pattern(pack_of("# [Title]\n\n**Incident ID:** [ID]\n")) == ""


# --- Times ---

OSLO = {"CET": "Europe/Oslo", "CEST": "Europe/Oslo"}


def slot(text: str) -> Slot:
    inner = text.strip("[]")
    return Slot(text, 0, len(text), read_type(inner, load_lexicon()))


@pytest.mark.parametrize(
    ("form", "given", "zones", "wanted"),
    [
        ("YYYY-MM-DD HH:MM CET", "2026-03-10 07:40", OSLO, "2026-03-10 07:40 CET"),
        ("YYYY-MM-DD HH:MM CET", "2026-07-10 07:40", OSLO, "2026-07-10 07:40 CEST"),
        ("YYYY-MM-DD HH:MM CET", "2026-03-10T06:40Z", OSLO, "2026-03-10 07:40 CET"),
        ("YYYY-MM-DD HH:MM CET", "2026-03-09T23:40:00+00:00", OSLO, "2026-03-10 00:40 CET"),
        ("YYYY-MM-DD HH:MM CET", "2026-03-10 07:40", {}, "2026-03-10 07:40 CET"),
        ("YYYY-MM-DD HH:MM CET", "2026-03-10 07:40 UTC", {}, "2026-03-10 07:40 UTC"),
        ("YYYY-MM-DD HH:MM CET", "2026-03-10", OSLO, "2026-03-10 HH:MM CET"),
        ("[YYYY-MM-DD HH:MM TZ]", "2026-03-10 07:40", {"BZT": "America/Belize"}, "2026-03-10 07:40 BZT"),
        ("[YYYY-MM-DD HH:MM TZ]", "2026-03-10 13:40Z", {"BZT": "America/Belize"}, "2026-03-10 07:40 BZT"),
        ("[YYYY-MM-DD HH:MM TZ]", "2026-03-10 07:40", {}, "2026-03-10 07:40 UTC"),
        ("[YYYY-MM-DD HH:MM TZ]", "2026-03-10", {}, "[2026-03-10 HH:MM TZ]"),
        ("YYYY-MM-DD HH:MM", "2026-03-10 07:40", {}, "2026-03-10 07:40"),
        ("YYYY-MM-DD HH:MM", "2026-03-10 07:40+01:00", {}, "2026-03-10 07:40 UTC+01:00"),
        ("YYYY-MM-DD HH:MM:SS UTC", "2026-03-10 07:40:30", {}, "2026-03-10 07:40:30 UTC"),
        ("YYYY-MM-DD", "2026-03-10 07:40", {}, "2026-03-10"),
        ("YYYY/MM/DD", "2026-03-10 07:40", {}, "2026/03/10"),
        ("DD/MM/YYYY", "2026-03-10", {}, "10/03/2026"),
        ("MM/DD/YYYY", "2026-03-10", {}, "03/10/2026"),
        ("DD.MM.YYYY", "2026-03-10", {}, "10.03.2026"),
        ("Month D, YYYY", "2026-03-05", {}, "March 5, 2026"),
        ("DD Month YYYY", "2026-03-05", {}, "5 March 2026"),
        ("HH:MM UTC", "2026-03-05 07:40", {}, "07:40 UTC"),
        ("[Date]", "2026-03-05 07:40", {}, "2026-03-05"),
        ("[Date/Time]", "2026-03-05 07:40", {}, "2026-03-05 07:40"),
        ("[when]", "5 March 2026, 07:40 UTC", {}, "2026-03-05 07:40 UTC"),
    ],
)
def test_times_are_written_as_the_slot_has_them(form: str, given: str, zones: dict[str, str], wanted: str) -> None:
    place = slot(form)
    assert spell(place, read_moment(given, target([place], zones), zones)) == wanted


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("soon", "no date or date-time"),
        ("07:40", "no date or date-time"),
        ("2026-03-10 07:40 or so", "no date or date-time"),
        ("2026-02-30 07:40", "February 2026 has 28 days"),
        ("2026-03-10 25:40", "25"),
        ("03/04/2026", "ambiguous"),
        ("10 March", "without a year"),
        ("2026-03-29 02:30", "set forward"),
        ("2026-03-29 02:30 CET", "set forward"),
        ("2026-03-10 07:40 XYZ", "XYZ"),
    ],
)
def test_a_time_that_is_none_is_refused(given: str, problem: str, project: Path) -> None:
    result = new("--pack", "bilko", "--detected", given)
    said = refused(result)
    assert "--detected takes 'now', a date or a date-time" in said
    assert problem in said
    assert not (project / "docs/operations").exists()


def test_now_is_the_time_in_the_slots_zone() -> None:
    instant = dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC)
    assert at_instant(instant, Target(True, "CET", "Europe/Oslo"), OSLO).text == "2026-07-02 00:30 CEST"
    assert at_instant(instant, Target(True, "PST"), {}).text == "2026-07-01 22:30 UTC"
    here = instant.astimezone(dt.timezone(dt.timedelta(hours=-6)))
    assert at_instant(here, Target(), {}).text == "2026-07-01 16:30"


def test_detected_now(project: Path) -> None:
    before = dt.datetime.now(dt.UTC).replace(second=0, microsecond=0)
    _, text = written(new("--detected", "NOW", "--title", "x"))
    found = re.search(r"Detected:\*\* (\d{4}-\d\d-\d\d \d\d:\d\d) UTC\n", text)
    assert found
    stated = dt.datetime.strptime(found[1], "%Y-%m-%d %H:%M").replace(tzinfo=dt.UTC)
    assert before <= stated <= dt.datetime.now(dt.UTC)


# --- Names and folders ---


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Queue stopped", "queue-stopped"),
        ("../../etc/passwd", "etc-passwd"),
        ("Users can't sign in!", "users-cant-sign-in"),
        ("Überlastung in Tromsø", "überlastung-in-tromsø"),
        ("数据库 故障", "数据库-故障"),
        ("snake_case / C:\\x", "snake-case-c-x"),
        ("*Down* _again_", "down-again"),
        ("???", "untitled"),
        ("", "untitled"),
        ("🔥🔥", "untitled"),
    ],
)
def test_slugs(title: str, wanted: str) -> None:
    assert slug(title) == wanted


def test_a_long_title_is_cut_between_words() -> None:
    made = slug("the database of the billing service was full and nobody could save anything for hours")
    assert made == "the-database-of-the-billing-service-was-full-and-nobody"
    assert len(slug("x" * 500)) == LONGEST_SLUG


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("", "2026-03-10-down.md"),
        ("INCIDENT-YYYY-MM-DD-<short-title>.md", "INCIDENT-2026-03-10-down.md"),
        ("YYYYMMDD_[slug].md", "20260310_down.md"),
        ("PM-NNNN-<title>.md", "PM-0007-down.md"),
        ("<id>-<title>.md", "INC-7-down.md"),
        ("<severity>-<title>.md", "p1-down.md"),
        ("<service>-<title>.md", ""),
        ("Report YYYY.md", "Report 2026.md"),
    ],
)
def test_file_names(pattern: str, wanted: str) -> None:
    day = dt.date(2026, 3, 10)
    assert file_name(pattern, day, load_lexicon(), title="down", number=7, incident="INC-7", severity="P1") == wanted


def test_folders_have_the_year_of_the_detection(project: Path) -> None:
    path, _ = written(new("--pack", "letsgobelize", "--title", "x", "--detected", "2025-12-31 23:00"))
    assert path == "docs/incident-reports/2025/2025-12-31-x.md"
    assert folder_name("docs/YYYY/MM/<team>/x", dt.date(2025, 3, 1)) == "docs/2025/03"


def test_a_folder_of_the_pack_lies_below_the_projects_root(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project / "docs")
    new("--pack", "bilko", "--title", "x", "--detected", "2026-03-10")
    assert (project / "docs/operations/incidents/INCIDENT-2026-03-10-x.md").is_file()


@pytest.mark.parametrize(
    ("files", "folder"),
    [
        ("docs/incidents/*.md", "docs/incidents"),
        ("docs/incidents/**/*.md", "docs/incidents"),
        ("docs/incidents/20*/*.md", "docs/incidents/2026"),
        ("docs/incidents", "docs/incidents"),
        ("*.md", "."),
    ],
)
def test_the_folder_is_that_of_the_configurations_globs(files: str, folder: str, project: Path) -> None:
    configure(project, (files, "docs/templates/incident.md"))
    path, _ = written(new("--title", "x", "--detected", "2026-03-10"))
    assert path == os.path.normpath(f"{folder}/2026-03-10-x.md")


def test_where_reports_lie_in_folders_of_years_the_year_s_is_taken(project: Path) -> None:
    configure(project, ("docs/incidents/**/*.md", "docs/templates/incident.md"))
    for name in ("2024/a.md", "2025/b.md", "README.md"):
        path = project / "docs" / "incidents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# Incident: a\n", encoding="utf-8")
    options = ("--title", "Down", "--detected", "2026-03-10")
    assert written(new(*options))[0] == "docs/incidents/2026/2026-03-10-down.md"
    (project / "docs" / "incidents" / "2023-01-01-old.md").write_text("# Incident: a\n", encoding="utf-8")
    assert written(new(*options))[0] == "docs/incidents/2026-03-10-down.md"


def test_a_file_that_the_configuration_does_not_name_is_said(project: Path) -> None:
    configure(project, ("teams/*/incidents/*.md", "docs/templates/incident.md"))
    result = new("--title", "x", "--detected", "2026-03-10")
    assert written(result)[0] == "teams/2026-03-10-x.md"
    assert "is not among the files that incidentlint.toml:1 names" in result.stderr


def test_ids_are_counted_over_the_years(project: Path) -> None:
    text = BARE.replace("INC-YYYY-NNN", "PM-NNNN")
    (project / "docs/templates/incident.md").write_text(text, encoding="utf-8")
    configure(project, ("docs/20*/*.md", "docs/templates/incident.md"))
    ids = [
        re.findall(r"PM-\d+", written(new("--title", "x", "--detected", day))[1])
        for day in ("2025-03-10", "2026-03-10", "2026-03-11")
    ]
    assert ids == [["PM-0001"], ["PM-0002"], ["PM-0003"]]


def test_without_any_rule_a_report_goes_beside_its_template_unless_that_is_a_folder_of_templates(
    project: Path,
) -> None:
    (project / "incidentlint.toml").write_text("", encoding="utf-8")
    (project / "docs/incident.md").write_text(BARE, encoding="utf-8")
    options = ("--title", "x", "--detected", "2026-03-10")
    assert written(new("--pack", "docs/incident.md", *options))[0] == "docs/2026-03-10-x.md"
    assert written(new("--pack", "docs/templates/incident.md", *options))[0] == "2026-03-10-x.md"


def test_a_counter_in_a_files_name_without_an_id_counts_the_files(project: Path) -> None:
    folder = project / "pack"
    folder.mkdir()
    (folder / "template.md").write_text("# [Title]\n\n## Summary\n\n[What]\n", encoding="utf-8")
    (folder / "pack.toml").write_text('[files]\nname = "NNNN-<title>.md"\nfolder = "reports"\n', encoding="utf-8")
    paths = [written(new("--pack", "pack", "--title", title))[0] for title in ("a", "b")]
    assert paths == ["reports/0001-a.md", "reports/0002-b.md"]
    assert next_number("NNNN-<title>.md", dt.date(2026, 1, 1), ["0041-x.md", "readme.md"]) == 42


def test_a_name_that_cannot_be_made_is_asked_for(project: Path) -> None:
    folder = project / "pack"
    folder.mkdir()
    (folder / "template.md").write_text("# [Title]\n\n## Summary\n\n[What]\n", encoding="utf-8")
    (folder / "pack.toml").write_text('[files]\nname = "<service>-<title>.md"\n', encoding="utf-8")
    assert "name the file with --output" in refused(new("--pack", "pack", "--title", "x"))
    assert written(new("--pack", "pack", "--title", "x", "--output", "a/b.md"))[0] == "a/b.md"


# --- Which pack ---


def test_without_a_configured_pack_there_is_an_error_that_says_what_to_do(project: Path) -> None:
    (project / "incidentlint.toml").write_text("", encoding="utf-8")
    said = refused(new())
    assert "no [[reports]] entry names one with a template" in said
    assert (
        "Give one with --pack: a template, a pack's folder, or a built-in pack (atlassian, azure-pir, bilko, " in said
    )


def test_of_several_packs_one_must_be_named(project: Path) -> None:
    configure(project, ("a/*.md", "bilko"), ("b/*.md", "docs/templates/incident.md"), ("c/*.md", "generic"))
    said = refused(new())
    assert "incidentlint.toml names 2 packs; choose one with --pack: bilko, docs/templates/incident.md" in said
    path, _ = written(new("--pack", "docs/templates/incident.md", "--title", "x", "--detected", "2026-03-10"))
    assert path == "b/2026-03-10-x.md"


def test_packs_that_are_not_there(project: Path) -> None:
    assert "did you mean 'bilko'?" in refused(new("--pack", "bilk"))
    assert "pack 'generic' has no template" in refused(new("--pack", "generic"))
    (project / "docs/templates/incident.md").unlink()
    assert "incidentlint.toml:3" in refused(new())


def test_the_environment_names_the_pack_and_the_configuration(project: Path) -> None:
    assert "docs/operations" in written(new("--title", "x", INCIDENTLINT_PACK="bilko"))[0]
    (project / "other.toml").write_text('[[reports]]\nfiles = "o/*.md"\npack = "bilko"\n', encoding="utf-8")
    assert "# Incident Report: y" in written(new("--title", "y", INCIDENTLINT_CONFIG="other.toml"))[1]
    assert "no pack to start a report from" in refused(new("--isolated"))
    assert "--config and --isolated cannot be combined" in refused(new("--isolated", "--config", "other.toml"))


def test_unknown_severities_are_refused(project: Path) -> None:
    said = refused(new("--severity", "SEV4"))
    assert "no severity 'SEV4'; pack 'incident' has SEV1 / SEV2 / SEV3; did you mean 'SEV" in said


def test_the_severities_of_a_pack_are_completed() -> None:
    completion = ShellComplete(cli, {}, "incidentlint", "_INCIDENTLINT_COMPLETE")
    found = completion.get_completions(["new", "--pack", "bilko", "--severity"], "p")
    assert [item.value for item in found] == ["P0", "P1", "P2", "P3"]
    assert completion.get_completions(["new", "--pack", "no-such", "--severity"], "") == []


# --- Files ---


def test_a_file_that_is_there_is_never_written_over_unless_forced(project: Path) -> None:
    options = ("--title", "x", "--detected", "2026-03-10")
    path, _ = written(new(*options))
    Path(path).write_text("mine\n", encoding="utf-8")
    assert f"{path} already exists; --force overwrites it" in refused(new(*options))
    assert Path(path).read_text(encoding="utf-8") == "mine\n"
    assert written(new(*options, "--force"))[1].startswith("# Incident: x\n")


def test_output_is_a_file_a_folder_or_standard_output(project: Path) -> None:
    options = ("--title", "x", "--detected", "2026-03-10")
    assert written(new(*options, "--output", "some/where.md"))[0] == "some/where.md"
    assert written(new(*options, "--output", "docs"))[0] == "docs/2026-03-10-x.md"
    assert written(new(*options, "--output", "fresh/"))[0] == "fresh/2026-03-10-x.md"
    before = sorted(project.rglob("*.md"))
    result = new(*options, "--output", "-")
    assert result.exit_code == 0
    assert result.stdout.startswith("# Incident: x\n")
    assert sorted(project.rglob("*.md")) == before
    for option in ("--edit", "--force"):
        assert "cannot be combined with --edit or --force" in refused(new("--output", "-", option))


def test_a_folder_that_is_a_file_is_refused(project: Path) -> None:
    (project / "docs/incidents").write_text("", encoding="utf-8")
    assert "docs/incidents is not a folder, or not in one" in refused(new("--title", "x"))
    assert "is not a folder" in refused(new("--title", "x", "--output", "incidentlint.toml/a/b.md"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may write everywhere is not refused")
def test_a_folder_that_cannot_be_written_is_refused(project: Path) -> None:
    folder = project / "docs/incidents"
    folder.mkdir()
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert "Permission denied" in refused(new("--title", "x"))
    finally:
        folder.chmod(stat.S_IRWXU)


def test_a_name_that_the_file_system_does_not_take_is_refused(project: Path) -> None:
    assert "cannot write" in refused(new("--title", "x", "--output", "y" * 300 + ".md"))


def test_titles_that_go_into_no_file_name(project: Path) -> None:
    path, text = written(new("--title", "../../x/../y", "--detected", "2026-03-10"))
    assert path == "docs/incidents/2026-03-10-x-y.md"
    assert "# Incident: ../../x/../y\n" in text
    assert written(new("--title", "???", "--detected", "2026-03-10"))[0].endswith("-untitled.md")
    for option in ("--title", "--id", "--severity"):
        assert f"{option}: 'a\\x1b[31mb' has a character that cannot be printed" in refused(new(option, "a\x1b[31mb"))


def test_creating_leaves_nothing_behind_and_never_replaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a" / "b.md"
    create_file(str(path), "one\n")
    with pytest.raises(FileExistsError):
        create_file(str(path), "two\n")
    (tmp_path / "a" / "c.md").symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        create_file(str(tmp_path / "a" / "c.md"), "two\n")

    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    create_file(str(tmp_path / "a" / "d.md"), "three\n")
    monkeypatch.setattr(os.path, "lexists", lambda _: False)  # as if it came in between
    with pytest.raises(FileExistsError):
        create_file(str(path), "two\n")
    assert sorted(entry.name for entry in (tmp_path / "a").iterdir()) == ["b.md", "c.md", "d.md"]
    assert path.read_text(encoding="utf-8") == "one\n"
    assert (tmp_path / "a" / "d.md").read_text(encoding="utf-8") == "three\n"


# --- The editor ---


def test_the_editor_gets_the_report_and_its_own_arguments(project: Path) -> None:
    (project / "edit.py").write_text(
        "import sys\nopen('seen', 'w').write(' '.join(sys.argv[1:]))\nsys.exit(int(sys.argv[1]))\n", encoding="utf-8"
    )
    options = ("--title", "x", "--detected", "2026-03-10", "--edit")
    editor = f"'{sys.executable}' edit.py"
    path, _ = written(new(*options, EDITOR="no-such-editor", VISUAL=f"{editor} 0"))
    seen = (project / "seen").read_text(encoding="utf-8").split(" ", 1)
    assert (seen[0], Path(seen[1])) == ("0", project / path)
    failed = new(*options, "--force", EDITOR=f"{editor} 3")
    assert failed.exit_code == 2
    assert failed.stdout == f"{path}\n"
    assert "ended with status 3; the report was written" in failed.stderr


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("", "no editor; set VISUAL or EDITOR, for example EDITOR='code --wait'"),
        ("no-such-editor --wait", "there is no program 'no-such-editor'"),
        ("vi 'unclosed", "VISUAL or EDITOR cannot be read"),
    ],
)
def test_without_an_editor_nothing_is_written(editor: str, said: str, project: Path) -> None:
    assert said in refused(new("--title", "x", "--edit", EDITOR=editor))
    assert not (project / "docs/incidents").exists()


# --- Processes and terminals ---


def test_as_a_process(project: Path) -> None:
    done = process("--title", "Queue stopped", "--detected", "2026-03-10 07:40", cwd=project)
    assert (done.returncode, done.stdout, done.stderr) == (0, "docs/incidents/2026-03-10-queue-stopped.md\n", "")
    again = process("--title", "Queue stopped", "--detected", "2026-03-10 07:40", cwd=project)
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr.startswith("incidentlint: error: docs/incidents/2026-03-10-queue-stopped.md already exists")


def test_with_standard_output_closed_the_file_is_written(project: Path) -> None:
    code = (
        "import os, sys; os.close(1); os.execv(sys.executable, [sys.executable, '-m', 'incidentlint', *sys.argv[1:]])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "new", "--title", "x", "--detected", "2026-03-10"],
        cwd=project, check=False, capture_output=True, encoding="utf-8", timeout=60, stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": SOURCE},
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert (project / "docs/incidents/2026-03-10-x.md").is_file()


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals")
def test_at_a_terminal_the_title_is_asked_for(project: Path) -> None:
    import pty

    main, second = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "incidentlint", "new", "--detected", "2026-03-10"],
        cwd=project, stdin=second, stderr=second, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": SOURCE},
    )  # fmt: skip
    os.write(main, b"Asked for\n")
    stdout, _ = done.communicate(timeout=60)
    os.close(second)
    shown = os.read(main, 1000).decode()
    os.close(main)
    assert (done.returncode, stdout) == (0, b"docs/incidents/2026-03-10-asked-for.md\n")
    assert "Title (empty: later)" in shown


def test_many_at_once_write_over_nothing(project: Path) -> None:
    command = [sys.executable, "-m", "incidentlint", "new", "--pack", "bilko", "--detected", "2026-03-10"]
    running = [
        subprocess.Popen(
            command, cwd=project, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, encoding="utf-8",
            env={**os.environ, "PYTHONPATH": SOURCE},
        )
        for _ in range(4)
    ]  # fmt: skip
    paths = {process_.communicate(timeout=60)[0] for process_ in running}
    assert len(paths) == 4
    texts = [(project / path.strip()).read_text(encoding="utf-8") for path in paths]
    assert all(text.startswith("# Incident Report") for text in texts)
    ids = sorted(re.findall(r"INC-[\d-]+", "".join(texts)))
    assert ids == [f"INC-2026-03-10-00{number}" for number in (1, 2, 3, 4)], "no two of them have one id"


@pytest.mark.skipif(os.name == "nt", reason="there are no such locks there")
def test_who_takes_an_id_is_waited_for_however_long_that_takes(project: Path) -> None:
    """The other process says when it waits; only then the id is taken that it would have had."""
    arguments = ["new", "--pack", "bilko", "--detected", "2026-03-10"]
    code = (
        "import sys, time\nfrom incidentlint.project import files\nfiles._PATIENCE = 0\nwait = time.sleep\n"
        "time.sleep = lambda seconds: (print('waiting', flush=True), wait(seconds))\n"
        f"from incidentlint.cli.main import main\nmain({arguments})"
    )
    with files.one_at_a_time(str(project)):
        running = subprocess.Popen(
            [sys.executable, "-c", code], cwd=project, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            encoding="utf-8", env={**os.environ, "PYTHONPATH": SOURCE},
        )  # fmt: skip
        assert running.stdout is not None
        assert [running.stdout.readline() for _ in range(3)] == ["waiting\n"] * 3
        assert not list(project.rglob("INCIDENT-*"))
        first = project / "docs" / "operations" / "incidents" / "INCIDENT-2026-03-10-first.md"
        first.parent.mkdir(parents=True, exist_ok=True)
        first.write_text("# Incident Report: first\n\n**Incident ID:** INC-2026-03-10-001\n", encoding="utf-8")
    path = running.communicate(timeout=60)[0].splitlines()[-1]
    assert "INC-2026-03-10-002" in (project / path).read_text(encoding="utf-8")


def test_a_lock_that_nobody_lets_go_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_PATIENCE", 0.1)
    monkeypatch.setattr(files, "_LONG_PATIENCE", 0.1)
    with files.one_at_a_time(str(tmp_path)), pytest.raises(UserError, match="still writing here"):
        files.one_at_a_time(str(tmp_path)).__enter__()
    with files.one_at_a_time(str(tmp_path)), files.one_at_a_time(str(tmp_path), always=False):
        assert list(tmp_path.iterdir()) == []
    with files.one_at_a_time(str(tmp_path / "nowhere")):
        pass


@pytest.mark.once
def test_mdformat_is_imported_by_format_only(project: Path) -> None:
    code = "import sys\nfrom incidentlint.cli.main import main\nmain(sys.argv[1:])\nprint('mdformat' in sys.modules)"
    for arguments, imported in (
        (["check", "docs"], False),
        (["new", "--help"], False),
        (["new", "--title", "x"], False),
        (["format", "docs"], True),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], cwd=project, check=False, capture_output=True, encoding="utf-8",
            stdin=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": SOURCE},
        )  # fmt: skip
        assert done.stdout.splitlines()[-1] == str(imported), done.stderr


def test_help_imports_no_rules_and_no_parser() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "incidentlint", "new", "--help"],
        check=False, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": SOURCE},
    )  # fmt: skip
    names = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert not {"markdown_it", "msgspec", "mdformat", "incidentlint.cli.new"} & names
    assert run_new.__module__ == "incidentlint.cli.new"


@pytest.mark.parametrize("left", ["YYYY-MM-DD", "YYYY-MM-DD HH:MM", "YYYY/MM/DD"])
def test_the_form_of_a_date_is_no_date_where_the_template_has_its_own(left: str) -> None:
    pack = pack_of("# Incident: [Title]\n\n**Report date:** 2026-01-02\n\n## Summary\n\n[What]\n")
    found = lint_text(f"# Incident: a\n\n**Report date:** {left}\n\n## Summary\n\nThe disk was full.\n", [pack])
    assert [(one.code, one.message) for one in found] == [("IR201", f'placeholder {left} left in "Report date"')]


# --- Templates of other words ---

OTHER = {
    "german": (
        "# Störungsbericht: [Kurztitel]\n\n| | |\n| --- | --- |\n| Vorfallnummer | STB-JJJJ-NNN |\n"
        "| Datum | TT.MM.JJJJ |\n"
        "| Schweregrad | S1 / S2 / S3 |\n| Beginn | TT.MM.JJJJ HH:MM |\n| Erkannt am | TT.MM.JJJJ HH:MM |\n"
        "| Verfasser | [Name] |\n\n## Zusammenfassung\n\n[Text]\n",
        "S2",
        ["# Störungsbericht: Mail was down", "| STB-2026-001 ", "| Datum | 11.03.2026 ", "| S2 ",
         "| Beginn | 11.03.2026 07:30 |", "| Erkannt am | 11.03.2026 07:40 |", "| Jana K. "],
    ),
    "japanese": (
        "# インシデント報告書: {概要}\n\n- **インシデントID**: INC-0000\n- **発生日時**: YYYY/MM/DD HH:MM\n"
        "- **重大度**: 高 / 中 / 低\n- **作成者**: {氏名}\n\n## 概要\n\n{概要}\n",
        "中",
        ["# インシデント報告書: Mail was down", "INC-0001", "**発生日時**: 2026/03/11 07:30", "**重大度**: 中",
         "**作成者**: Jana K."],
    ),
    "numbered": (
        "# Incident #000 - Name of incident\n\nSeverity: [SEV1-SEV4]\nPrepared by: @handle\nIncident date:\n\n"
        "## Story\n\nTell it.\n",
        "SEV2",
        ["# Incident #001 - Mail was down", "Severity: SEV2", "Prepared by: Jana K.", "Incident date: 2026-03-11"],
    ),
    "headings": (
        "# Title (incident #)\n\n### Date\n\n### Authors\n\n### Start Date/Time\n\n### Summary\n\n### Impact\n",
        "",
        ["# Mail was down (incident #1)", "### Date\n\n2026-03-11", "### Authors\n\nJana K.",
         "Time\n\n2026-03-11 07:30"],
    ),
    "front matter": (
        "---\nid: pmt-{{nnnn}}\noccurred-on:\ndetected-on:\nauthor: <who wrote this>\n---\n\n# {{Title}}\n\n"
        "## What happened\n\n{{Story}}\n",
        "",
        ["id: pmt-0001", 'occurred-on: "2026-03-11 07:30"', 'detected-on: "2026-03-11 07:40"', "author: Jana K.",
         "# Mail was down"],
    ),
    "two slots": (
        "# {{ incident date: yyyy-mm-dd }}, {{ incident name }}\n\n**Date:** yyyy-mm-dd\n\n## Summary\n\nShort.\n",
        "",
        ["# 2026-03-11, Mail was down", "**Date:** 2026-03-11"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHER)
def test_each_fact_finds_its_place(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template, severity, wanted = OTHER[name]
    monkeypatch.chdir(tmp_path)
    Path("the-template.md").write_text(template, encoding="utf-8")
    given = ["--title", "Mail was down", "--started", "2026-03-11 07:30", "--author", "Jana K.", "-o", "out.md"]
    given += ["--detected", "2026-03-11 07:40", *(["--severity", severity] if severity else [])]
    result = CliRunner().invoke(cli, ["new", "--pack", "the-template.md", *given])
    assert result.exit_code == 0, result.output
    text = Path("out.md").read_text(encoding="utf-8")
    assert [part for part in wanted if part not in text] == []


def test_the_next_number_of_a_title_that_numbers_its_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("000-template.md").write_text("# Incident 000: Report template\n\n## Summary\n\n[What]\n", encoding="utf-8")
    Path("007-old.md").write_text("# Incident 007: Old\n\n## Summary\n\nIt failed.\n", encoding="utf-8")
    CliRunner().invoke(cli, ["new", "--pack", "000-template.md", "--title", "Mail was down", "-o", "new.md"])
    assert Path("new.md").read_text(encoding="utf-8").startswith("# Incident 008: Mail was down\n")


def test_ids_of_front_matter_are_not_given_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("the-template.md").write_text(
        "---\nid: pm-{{nnn}}\n---\n\n# {{Title}}\n\n## Summary\n\n{{x}}\n", encoding="utf-8"
    )
    for number in (1, 2):
        result = CliRunner().invoke(
            cli, ["new", "--pack", "the-template.md", "--title", f"T{number}", "-o", f"{number}.md"]
        )
        assert result.exit_code == 0, result.output
        assert f"id: pm-00{number}\n" in Path(f"{number}.md").read_text(encoding="utf-8")


def test_what_has_no_place_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("the-template.md").write_text("# [Title]\n\n## Summary\n\n[What]\n", encoding="utf-8")
    given = ["--title", "T", "--started", "2026-03-11", "--author", "Jana", "-o", "-"]
    result = CliRunner().invoke(cli, ["new", "--pack", "the-template.md", *given])
    assert "no slot for the start: --started is not written" in result.stderr
    assert "no slot for the author: --author is not written" in result.stderr
