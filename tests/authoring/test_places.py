"""Where `incidentlint new` puts what is known: ids, authors, severities and moments in templates of many houses."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from incidentlint.authoring.begin import Begin, Wanted
from incidentlint.authoring.new_report import Facts, write_report
from incidentlint.authoring.template_ids import id_pattern
from incidentlint.template.slot_moments import Moment, spell
from incidentlint.template.slot_types import Slot, SlotType
from incidentlint.text.source import SourceText
from support import pack_of

MOMENT = Moment(dt.date(2026, 3, 11), dt.time(7, 40))


def begun(template: str, overrides: str = "", **facts: str) -> str:
    """The report begun from a template, for what is known."""
    return write_report(SourceText(template), pack_of(template, overrides), Facts(**facts)).text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("{{yyyy-mm-dd hh:mm UTC}}", "2026-03-11 07:40 UTC"),
        ("GG/MM/AAAA HH:MM", "11/03/2026 07:40"),
        ("[JJ/MM/AAAA, HHhMM]", "11/03/2026, 07h40"),
        ("YYYY年MM月DD日 HH時MM分", "2026年03月11日 07時40分"),
        ("YYYY년 MM월 DD일 HH시 MM분", "2026년 03월 11일 07시 40분"),
        ("dd-mm-jjjj hh.mm", "11-03-2026 07.40"),
        ("[day, DD.MM.YYYY]", "11.03.2026"),
        ("<weekday YYYY/MM/DD>", "2026/03/11"),
    ],
)
def test_a_moment_is_written_whole_in_the_form_of_any_language(form: str, wanted: str) -> None:
    assert spell(Slot(form, 0, len(form), SlotType("date-time")), MOMENT) == wanted


@pytest.mark.parametrize(
    ("template", "pattern"),
    [
        ("# Outage OUT-YYYY-NNN: [title]\n\n**Kenmerk:** OUT-YYYY-NNN\n", "OUT-YYYY-NNN"),
        ("# Record\n\n| | |\n|---|---|\n| Reference | HB-YYYY-NNNN |\n", "HB-YYYY-NNNN"),
        ("# Review OPS-<number>: <title>\n\n**Incident number:** OPS-<number>\n", "OPS-[#]"),
        ("# Report\n\n**Deployment:** DEP-YYYY-NNN\n", ""),
    ],
)
def test_a_pattern_is_the_id_s_where_the_title_has_it_too_or_its_label_says_so(template: str, pattern: str) -> None:
    assert id_pattern(pack_of(template)) == pattern


@pytest.mark.parametrize(
    ("template", "wanted"),
    [
        ("# PF-000: Short title\n\n- **Number:** PF-000\n", "# PF-007: A\n\n- **Number:** PF-007\n"),
        (
            "# Review PF-<number>: <title>\n\n**Incident number:** PF-<number>\n",
            "# Review PF-007: A\n\n**Incident number:** PF-007\n",
        ),
        (
            "# PIR {{incident_id}} - {{short summary}}\n\n**Notes:** {{notes}}\n",
            "# PIR PF-007 - A\n\n**Notes:** {{notes}}\n",
        ),
        (
            "---\nid: PF-{{nnn}}\n---\n\n# {{title}}\n\n`PF-{{nnn}}` `DRAFT`\n\nAll our chats say PF-{{nnn}}.\n",
            "---\nid: PF-007\n---\n\n# A\n\n`PF-007` `DRAFT`\n\nAll our chats say PF-{{nnn}}.\n",
        ),
    ],
)
def test_the_id_is_put_in_once_and_wherever_the_template_has_it(template: str, wanted: str) -> None:
    assert begun(template, incident="PF-007", title="A") == wanted


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("ABC-NNN: title of the outage", "ABC-NNN: A"),
        ("Post-mortem: Headline goes here", "Post-mortem: A"),
        ("Title of the incident", "A"),
        ("{{incident_key}}: {{summary}}", "{{incident_key}}: A"),
    ],
)
def test_the_words_that_say_title_go_to_the_end_of_their_part(title: str, wanted: str) -> None:
    assert begun(f"# {title}\n\n## Notes\n\n[notes]\n", title="A").splitlines()[0] == f"# {wanted}"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("**Severity:** [ ] Sev1  [ ] Sev2  [ ] Sev3", "**Severity:** [ ] Sev1  [x] Sev2  [ ] Sev3"),
        ("**Severity:** ☐ Sev1 ☐ Sev2 ☐ Sev3", "**Severity:** ☐ Sev1 ☑ Sev2 ☐ Sev3"),
        ("**Severity**\n\n- [ ] **Sev1**\n- [ ] **Sev2**\n", "**Severity**\n\n- [ ] **Sev1**\n- [x] **Sev2**\n"),
    ],
)
def test_the_box_before_the_severity_is_ticked(line: str, wanted: str) -> None:
    template = "# Report\n\n{}\n\n## Notes\n\n[notes]\n"
    assert begun(template.format(line), 'roles.severity = "Severity"', severity="Sev2") == template.format(wanted)


def test_a_value_of_front_matter_stands_before_its_comment() -> None:
    template = "---\nseverity:   # high | low\nstarted_at:  # 2025-01-31\nlead:\n---\n\n# [title]\n\n## Notes\n"
    text = write_report(SourceText(template), pack_of(template), Facts(severity="high", started=MOMENT)).text
    assert text.startswith('---\nseverity: high   # high | low\nstarted_at: "2026-03-11 07:40"  # 2025-01-31\nlead:\n')


@pytest.mark.parametrize(
    ("template", "overrides", "wanted"),
    [
        ("# [title]\n\nCreated by {{author}} on {{date}}\n", "", "Created by A. Person on {{date}}"),
        ("# [titre]\n\n**Rédaction:** [Prénom Nom]\n", 'languages = ["fr"]', "**Rédaction:** A. Person"),
        ("# [titolo]\n\n**Autore:** <nome>\n", 'languages = ["it"]', "**Autore:** A. Person"),
        (
            "# [Titel]\n\n- **Berichtsverfasser:** Vorname Nachname\n",
            'languages = ["de"]',
            "- **Berichtsverfasser:** A. Person",
        ),
    ],
)
def test_the_author_is_put_where_a_label_or_a_bracket_asks_for_one(template: str, overrides: str, wanted: str) -> None:
    assert wanted in begun(template, overrides, author="A. Person").splitlines()


@pytest.mark.parametrize(
    ("template", "said", "folder"),
    [
        ("ops/event-template.md", "", "ops"),
        ("forms/event.md", "", "."),
        ("template/postmortems/event.md", "", "."),
        ("vorlagen/stoerungsbericht.md", "", "."),
        ("forms/event.md", "Copy it to `incident-reviews/<year>/`.", "incident-reviews"),
    ],
)
def test_where_no_glob_names_a_folder_the_template_s_text_or_its_place_does(
    template: str, said: str, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    path = tmp_path / template
    path.parent.mkdir(parents=True)
    path.write_text(f"# Incident: [title]\n\n{said}\n\n## Summary\n\n[text]\n", encoding="utf-8")
    (tmp_path / "incidentlint.toml").write_text(
        f'[[reports]]\nfiles = "**/*.md"\npack = ["{template}", "generic"]\n', encoding="utf-8"
    )
    now = dt.datetime(2026, 3, 11, 8, tzinfo=dt.UTC)
    made = Begin(Wanted(), str(tmp_path), now).write("Mail down")
    assert Path(made.path) == (tmp_path / folder / "2026-03-11-mail-down.md")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("> Template from: [A house](https://example.org/)\n\n", ""),
        ("**This is a template for incident reports.** Copy it to `incidents/`.\n\n", ""),
        ("", "This document is our template for all outages.\n\n"),
    ],
)
def test_what_introduces_the_template_is_not_the_report_s(before: str, after: str) -> None:
    template = "{}# [title]\n\n{}All times are UTC.\n\n## Notes\n\n[notes]\n"
    assert begun(template.format(before, after), title="A") == template.format("", "").replace("[title]", "A")


def test_a_field_that_a_report_must_have_is_no_introduction() -> None:
    template = "# [title]\n\n**Template version:** [version]\n\n## Notes\n\n[notes]\n"
    assert "**Template version:** [version]" in begun(template, title="A")
