"""Templates as teams of all kinds write them: a report filled in from one is complete, and each thing left is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentlint.text.source import SourceText
from support import corners, examples, lint_text, marked, pack_of

HEAD = "# Incident: [Title]\n\n"
FOOT = "\n\n## Closing words\n\n[Text]\n"


def found(template: str, report: str) -> list[tuple[str, tuple[int, int, int, int]]]:
    """What is found of a template's body in a report's: codes and places."""
    filled = f"{HEAD}{report}{FOOT}".replace("[Title]", "slow search").replace("[Text]", "It was slow.")
    text, places = marked(filled)
    got = [
        (diagnostic.code, corners(diagnostic.place))
        for diagnostic in lint_text(text, [pack_of(HEAD + template + FOOT)])
    ]
    assert [place for _, place in got] == places
    return got


CHECKLIST = "## Actions\n\n- [ ] Action 1 (owner: [Name], due: YYYY-MM-DD)\n"
CLOSING = "## Closing\n\n- [ ] Runbook updated (by [Name])\n- [ ] Review held on YYYY-MM-DD\n- [ ] Told support\n"


@pytest.mark.parametrize(
    ("template", "report", "codes"),
    [
        (CHECKLIST, "## Actions\n\n- [ ] Add disks (owner: Ada, due: 2026-03-20)\n- [x] Alert (Grace)\n", ""),
        (CHECKLIST, "## Actions\n\n- [ ] Add disks (owner: «[Name]», due: 2026-03-20)\n", "IR201"),
        (CHECKLIST, "## Actions\n\n- [x] Add disks (owner: Ada, due: «YYYY-MM-DD»)\n", "IR201"),
        ("- [ ] 対策１（担当：[氏名]）\n", "- [ ] 監視の追加（担当：佐藤）\n", ""),
        (CLOSING, CLOSING.replace("[Name]", "Ada").replace("YYYY-MM-DD", "2026-03-20"), ""),
        (
            CLOSING,
            CLOSING.replace("[ ]", "[x]").replace("[Name]", "Ada").replace("YYYY-MM-DD", "«YYYY-MM-DD»"),
            "IR201",
        ),
        (CLOSING, "«## Closing»\n\n- [x] Review held on 2026-03-20\n- [x] Told support\n", "IR112"),
    ],
)
def test_a_check_item_is_known_by_what_stands_before_its_slot(template: str, report: str, codes: str) -> None:
    assert [code for code, _ in found(template, report)] == codes.split()


@pytest.mark.parametrize(
    ("slot", "filled"),
    [
        ("P1-P4", "P2"),
        ("SEV1–SEV3", "SEV2: search only"),
        ("A1, A2 or A3", "A2"),
        ("SEV1 (critical) / SEV2 (major) / SEV3 (minor)", "SEV2 (major)"),
        ("[High/Medium/Low]", "High - all of Europe"),
        ("[Yes/No]", "No"),
        ("dd/mm/yyyy", "09/03/2026"),
        ("dd/mm/yyyy hh:mm", "09/03/2026 10:20"),
        ("DD-MMM-YYYY", "09-Mar-2026"),
        ("TT.MM.JJJJ", "9.3.2026"),
        ("JJ/MM/AAAA", "9 mars 2026"),
        ("DD/MM/AAAA", "09/03/2026"),
        ("YYYY年MM月DD日", "2026年3月9日"),
        ("INC-JJJJ-NNN", "INC-2026-014"),
    ],
)
def test_options_and_dates_are_slots_however_a_team_writes_them(slot: str, filled: str) -> None:
    assert found(f"**Field:** {slot}\n", f"**Field:** {filled}\n") == []
    assert len(found(f"**Field:** {slot}\n", f"**Field:** «{slot}»\n")) == 1


def test_a_sentence_about_the_form_of_dates_is_no_slot() -> None:
    said = "All dates are YYYY-MM-DD, all times are HH:MM in UTC.\n"
    assert found(f"**Started:** HH:MM\n\n{said}", f"**Started:** 09:10\n\n{said}") == []
    assert len(found("It began at HH:MM.\n", "It began at «HH:MM».\n")) == 1


BOXES = "## Severity\n\n- [ ] Sev 1\n- [ ] Sev 2\n- [ ] Sev 3\n"


@pytest.mark.parametrize(
    ("template", "report", "codes"),
    [
        ("Paid back: ☐ Yes ☐ No\n", "Paid back: ☐ Yes ☑ No\n", ""),
        ("Paid back: ☐ Yes ☐ No\n", "Paid back: No\n", ""),
        ("Paid back: ☐ Yes ☐ No\n", "Paid back: «☐ Yes ☐ No»\n", "IR202"),
        ("- **Paid back:** ☐ Yes ☐ No\n", "- **Paid back:** «☐ Yes ☐ No»\n", "IR202"),
        ("| A | B |\n|---|---|\n| Paid | ☐ Yes ☐ No |\n", "| A | B |\n|---|---|\n| Paid | ☐ Yes ☑ No |\n", ""),
        ("| A | B |\n|---|---|\n| Paid | ☐ Yes ☐ No |\n", "| A | B |\n|---|---|\n| Paid | «☐ Yes ☐ No» |\n", "IR202"),
        ("## Damage\n\n☐ None  ☐ Some\n", "## Damage\n\n☐ None  ☑ Some\n", ""),
        ("## Damage\n\n☐ None  ☐ Some\n", "## Damage\n\n«☐ None  ☐ Some»\n", "IR202"),
        (BOXES, BOXES.replace("[ ] Sev 2", "[x] Sev 2"), ""),
        (BOXES, "## Severity\n\n- [x] Sev 2\n", ""),
        (BOXES, "## Severity\n\nSev 2\n", ""),
        (BOXES, BOXES.replace("[ ] Sev 1", "«[ ]» Sev 1"), "IR202"),
        (BOXES, "## Severity\n\n- [x] Sev 1\n- «[x]» Sev 2\n", "IR202"),
        (BOXES.replace("## Severity", "**Severity:**"), "**Severity:**\n\n- [x] Sev 2\n", ""),
    ],
)
def test_boxes_are_a_choice_wherever_they_stand(template: str, report: str, codes: str) -> None:
    assert [code for code, _ in found(template, report)] == codes.split()


QUESTION = "**What happened?**\nA clear description of what happened.\n"
BELOW = "**What happened?**\n\n<!-- in a few words -->\n\n**Root cause**\n\n<!-- what broke -->\n"
PAIRS = "| Field | Value | Field | Value |\n|---|---|---|---|\n| IC | [Name] | Scribe | [Name] |\n"
DAYS = "## Log\n\n**YYYY-MM-DD**\n\n- **HH:MM** - \n- **HH:MM** - \n"
HINT = "## Cause of it\n\n> **Guidance:** What broke, and why?\n"
SIGNED = "## Approval\n\nName: ________\n\nDate: ___/___/____\n"


@pytest.mark.parametrize(
    ("template", "report", "codes"),
    [
        (QUESTION, "**What happened?**\nSearch was slow.\n", ""),
        (QUESTION, "**What happened?**\n«A clear description of what happened.»\n", "IR201"),
        (BELOW, "**What happened?**\n\nIt was slow.\n\n**Root cause**\n\nAn index.\n", ""),
        (BELOW, "**«What happened?»**\n\n**Root cause**\n\nAn index.\n", "IR205"),
        (PAIRS, PAIRS.replace("[Name]", "Ada"), ""),
        (PAIRS, PAIRS.replace("[Name]", "Ada", 1).replace("[Name]", "«[Name]»"), "IR201"),
        (DAYS, "## Log\n\n**2026-03-09**\n\n- **09:10** - alert\n\n**2026-03-10**\n\n- **08:00** - fixed\n", ""),
        (DAYS, "## Log\n\n**2026-03-09**\n\n- **09:10** - alert\n- **«HH:MM»** - \n", "IR201"),
        (DAYS, "## Log\n\n**«YYYY-MM-DD»**\n\n- **09:10** - alert\n", "IR201"),
        (HINT, "## Cause of it\n\nA bad shard.\n", ""),
        (HINT, "## Cause of it\n\n«> **Guidance:** What broke, and why?»\n\nA bad shard.\n", "IR204"),
        (HINT, "## Cause of it\n\n> «**Guidance:** What broke, and why?»\n".replace("«**", "**«"), "IR201"),
        (SIGNED, "## Approval\n\nName: Ada\n\nDate: 10/03/2026\n", ""),
        (SIGNED, "## Approval\n\n«Name»: ________\n\nDate: 10/03/2026\n", "IR205"),
        (SIGNED, "## Approval\n\nName: Ada\n\n«Date»:\n", "IR205"),
        ("**Author:** <summary>\n", "**Author:** «<summary>»\n", "IR201"),
        ("## Ursache\n\nBitte beschreiben.\n", "## Ursache\n\n«Bitte beschreiben.»\n", "IR201"),
        ("## Lo ocurrido\n\nDescriba lo ocurrido.\n", "## Lo ocurrido\n\n«Describa lo ocurrido.»\n", "IR201"),
        ("**担当者：** 〇〇\n", "**担当者：** «〇〇»\n", "IR201"),
        ("## 経過\n\n（経過を記載してください）\n", "## 経過\n\n«（経過を記載してください）»\n", "IR201"),
        ("Severity: ☐ A1 ☐ A2\nPaid back? ☐ Yes ☐ No\n", "Severity: ☑ A1 ☐ A2\nPaid back? ☐ Yes ☑ No\n", ""),
        ("Severity: ☐ A1 ☐ A2\nPaid back? ☐ Yes ☐ No\n", "Severity: ☑ A1 ☐ A2\nPaid back? «☐ Yes ☐ No»\n", "IR202"),
    ],
)
def test_prompts_are_found_in_any_notation_and_language(template: str, report: str, codes: str) -> None:
    assert [code for code, _ in found(template, report)] == codes.split()


def test_a_word_alone_in_the_first_row_of_a_table_of_pairs_is_its_name() -> None:
    table = "| Key facts | | | |\n|---|---|---|---|\n| Lead | | Scribe | |\n"
    assert found(table, table.replace("| Lead | | Scribe | |", "| Lead | Ada | Scribe | Grace |")) == []
    assert len(found(table, table.replace("| Lead | | Scribe | |", "| Lead | Ada | «Scribe» | |"))) == 1


def test_an_action_without_words_is_named_by_its_row() -> None:
    table = "## Actions\n\n| Action | Owner | Due date |\n|---|---|---|\n| [Action] | [Name] | YYYY-MM-DD |\n"
    report = table.replace("| [Action] | [Name] | YYYY-MM-DD |", "| | | 2026-03-20 |")
    text = f"{HEAD}{report}{FOOT}".replace("[Title]", "slow").replace("[Text]", "Slow.")
    messages = [diagnostic.message for diagnostic in lint_text(text, [pack_of(HEAD + table + FOOT)])]
    assert "action in row 1 has no owner" in messages


EVIDENCE = "## Evidence\n\n| ID | What | Where |\n|---|---|---|\n| E1 | [What] | [Where] |\n"
HEADLESS = "## To do\n\n| | Action | Done |\n|---|---|---|\n| 1 | | ☐ |\n| 2 | | ☐ |\n"
LINKED = "## Prevention of it\n\n1. [ ] [Ticket](link): description\n"
TAGGED = "## Actions\n\n- [ ] **[P1]** Description (@owner, YYYY-MM-DD)\n"
FORMS = "## Log\n\n_All times in UTC. Use the format `HH:MM - what happened`._\n\nHH:MM - ...\n"


@pytest.mark.parametrize(
    ("template", "report", "codes"),
    [
        (EVIDENCE, EVIDENCE.replace("| E1 | [What] | [Where] |", "| L7 | a log | /srv |\n| E1 | mail | /srv |"), ""),
        (HEADLESS, HEADLESS.replace("| 1 | | ☐ |\n| 2 | | ☐ |", "| 1 | Add disks | ☑ |"), ""),
        (LINKED, "## Prevention of it\n\n1. [ ] [OPS-1](https://example.com/1): Ticket sales need a queue\n", ""),
        (LINKED, "## Prevention of it\n\n1. [x] [«Ticket](link): description»\n", "IR201"),
        (TAGGED, "## Actions\n\n- [ ] **[P1]** Add disks (@ada, 2026-03-20)\n", ""),
        ("- **Ticket:** JIRA-XXXX\n", "- **Ticket:** OPS-114\n", ""),
        ("- **Ticket:** JIRA-XXXX\n", "- **Ticket:** «JIRA-XXXX»\n", "IR201"),
        ("**Chat:** #inc-xxxx\n", "**Chat:** «#inc-xxxx»\n", "IR201"),
        ("**When:** <date> at <time>\n", "**When:** 2026-03-09 at 09:10\n", ""),
        ("**When:** <date> at <time>\n", "**When:** «<date>» at 09:10\n", "IR201"),
        ("**State:** 🔥 Ongoing | ✅ Resolved\n", "**State:** ✅ Resolved\n", ""),
        ("**State:** 🔥 Ongoing | ✅ Resolved\n", "**State:** «🔥 Ongoing | ✅ Resolved»\n", "IR202"),
        ("**Level:** 🔴 High / 🟢 Low\n", "**Level:** 🟢 Low\n", ""),
        ("*CONFIDENTIAL - do not forward*\n", "*CONFIDENTIAL - do not forward*\n", ""),
        ("## SEV1/SEV2 only: mail to customers\n\n[Text]\n", "", ""),
    ],
)
def test_what_teams_keep_or_replace_is_no_finding(template: str, report: str, codes: str) -> None:
    assert [code for code, _ in found(template, report)] == codes.split()


def test_a_form_in_an_instruction_that_stayed_is_no_slot() -> None:
    report = FORMS.replace("HH:MM - ...", "09:10 - alert")
    text = f"{HEAD}{report}{FOOT}".replace("[Title]", "slow").replace("[Text]", "Slow.")
    diagnostics = lint_text(text, [pack_of(HEAD + FORMS + FOOT)])
    assert {diagnostic.code for diagnostic in diagnostics if diagnostic.level != "info"} == set()


def test_a_section_is_not_found_in_a_cell_of_its_name() -> None:
    template = "## What\n\n[Text]\n\n" + EVIDENCE
    report = "«" + EVIDENCE.replace("| [What] | [Where] |", "| mail | /srv |").replace("\n\n", "»\n\n", 1)
    assert found(template, report)[0][0] == "IR101"


def test_a_number_in_a_message_is_as_the_heading_has_it() -> None:
    template = f"{HEAD}## 5 Whys\n\n[Text]\n{FOOT}"
    report = f"{HEAD}{FOOT}".replace("[Title]", "slow").replace("[Text]", "Slow.")
    assert '"5 Whys"' in lint_text(report, [pack_of(template)])[0].message


PIECES = [
    "# Incident: [Title]", "# <title>", "## Summary", "## Severity", "## 5 Whys", "### What happened?", "**Field:**",
    "**What happened?**", "**When:** <date> at <time>", "**YYYY-MM-DD**", "Severity: ☐ SEV1 ☑ SEV2", "☐ Yes ☐ No",
    "| Field | Value | Field | Value |", "| a | b |", "|---|---|", "|---|---|---|---|", "| E1 | [What] |", "| | |",
    "- [ ] Action 1 (owner: [Name], due: YYYY-MM-DD)", "- [x] **[P1]** [Ticket](link): text", "- **HH:MM** - ", "- ",
    "> **Guidance:** Why?", "> [!NOTE]", "P1-P4", "SEV1 (a) / SEV2 (b)", "🔴 High / 🟢 Low", "JJ/MM/AAAA", "__/__/____",
    "（概要を記載してください）", "担当者：〇〇", "_All times in HH:MM._", "_Confidential_", "```",
    "<!-- DELETE FROM HERE -->", "{{name", "}}", "[Name", "]", "(", "---", "[^1]: note", "<details>", "</details>",
    "", "\t", "\ufeff", "TBD", "N/A", "",
]  # fmt: skip
TEXTS = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=12)),
    max_size=20,
).map("\n".join)


@given(TEXTS, TEXTS)
@examples(50)
def test_any_text_is_a_template_of_any_report(template: str, report: str) -> None:
    pack = pack_of(f"{HEAD}{template}")
    for text in (template, report):
        lines = SourceText.decode(text.encode()).text.split("\n")
        for diagnostic in lint_text(text, [pack]):
            assert diagnostic.message.strip()
            assert '""' not in diagnostic.message
            assert 1 <= diagnostic.place.line <= diagnostic.place.end_line <= len(lines)


@pytest.mark.parametrize(
    ("template", "report"),
    [
        ("**Length:** X hours Y minutes\n", "**Length:** «X hours Y minutes»\n"),
        ("**Length:** X Stunden Y Minuten\n", "**Length:** «X Stunden Y Minuten»\n"),
        ("**Length:** X heures et Y minutes\n", "**Length:** «X heures et Y minutes»\n"),
        ("**Length:** NN timer\n", "**Length:** «NN timer»\n"),
        ("**Length:** NN timer\n", "**Length:** 3 timer\n"),
        ("**Begin:** YYYY-MM-DD um HH:MM\n", "**Begin:** «YYYY-MM-DD um HH:MM»\n"),
    ],
)
def test_a_length_and_a_moment_are_slots_in_the_words_of_any_language(template: str, report: str) -> None:
    assert {code for code, _ in found(template, report)} <= {"IR201"}
