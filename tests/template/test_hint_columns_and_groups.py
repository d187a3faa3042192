"""Forms whose tables explain themselves, groups that an incident does not need, notes of several parts, cells that say
that there is nothing."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

LANGUAGES = 'languages = ["de", "fr", "es", "ja"]'


def codes(template: str, report: str) -> list[str]:
    return [one.code for one in lint_text(report, [pack_of(template, LANGUAGES)]) if one.level != "info"]


FORM = """# Incident: [Title]

## Facts

| Field | {0} | Entry |
| --- | --- | --- |
| Severity | S1 (shop down), S2 (slow) or S3 (cosmetic) | {1} |
| Channel | phone, web or till | {1} |
| Start | when the first till stopped | {1} |
"""


@pytest.mark.parametrize("head", ["Instructions", "What to write", "Example", "Hinweis", "Consigne", "記入方法"])
@pytest.mark.parametrize("slot", ["", "[...]", "*fill in*"])
def test_a_column_of_hints_may_go_or_stay(head: str, slot: str) -> None:
    form = FORM.format(head, slot)
    short = (
        "# Incident: tills\n\n## Facts\n\n"
        "| Field | Entry |\n| --- | --- |\n| Severity | S2 |\n| Channel | till |\n| Start | {} |\n"
    )
    assert codes(form, short.format("2026-03-04 08:10")) == []
    kept = FORM.replace("[Title]", "tills").format(head, "S2").replace("stopped | S2", "stopped | 2026-03-04 08:10")
    assert codes(form, kept.replace("till | S2", "till | till")) == []
    assert codes(form, kept.replace("till | S2", "till |  ")) == ["IR205"]
    assert codes(form, short.format("2026-03-04 08:10").replace("S2", "S9")) == ["IR207"]


def test_a_column_with_brackets_is_to_be_filled_in_whatever_it_is_called() -> None:
    form = (
        "# Incident: [Title]\n\n## Parts\n\n"
        "| Part | Description | State |\n|--|--|--|\n"
        "| Till | [what broke] | [state] |\n| Web | [what broke] | [state] |\n"
    )
    report = "# Incident: tills\n\n## Parts\n\n| Part | State |\n|--|--|\n| Till | down |\n| Web | up |\n"
    assert "IR110" in codes(form, report)


GROUPS = """# Incident: [Title]

## Action items

{}

- [What] - [Who]

{}

- [What] - [Who]
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("**Priority High**", "**Priority Low**"),
        ("### P1", "### P2"),
        ("**Short term:**", "**Long term:**"),
        ("### High priority", "### Medium priority"),
    ],
)
def test_groups_of_actions_are_left_out_where_there_are_none(first: str, second: str) -> None:
    form = GROUPS.format(first, second)
    report = f"# Incident: tills\n\n## Action items\n\n{first}\n\n- Test the tills each night - Ana\n"
    assert codes(form, report) == []
    assert codes(form, report + f"\n{second}\n\n- [What]\n") == ["IR201"]


def test_leads_that_are_no_groups_are_required() -> None:
    form = GROUPS.format("**What went well**", "**What went badly**").replace("Action items", "Lessons")
    report = "# Incident: tills\n\n## Lessons\n\n**What went well**\n\n- The alert - Ana\n"
    assert codes(form, report) == ["IR107"]


@pytest.mark.parametrize(
    "rule",
    [
        "Priority High: within 30 days. Priority Low: within 90 days. Each needs an owner.",
        "P1: within a week. P2: within a month.",
    ],
)
def test_a_sentence_of_what_levels_mean_is_no_field(rule: str) -> None:
    form = f"# Incident: [Title]\n\n## Action items\n\n{rule}\n\n- [What] - [Who]\n"
    assert codes(form, "# Incident: tills\n\n## Action items\n\n- Test the tills each night - Ana\n") == []


@pytest.mark.parametrize(
    "note",
    [
        "Notice (S1 only; delete otherwise)",
        "Notice (S1 only. Delete otherwise.)",
        "Notice — S1 only, remove otherwise",
        "Notice (delete unless S1)",
        "Notice (delete if not S1)",
        "Notice (not for S2 / S3)",
        "Notice (S1 only; if not, delete)",
        "Notice (S1 uniquement ; supprimer sinon)",
        "Notice (nur S1; sonst löschen)",
        "Notice (S1のみ。それ以外は削除)",
    ],
)
def test_a_note_of_several_parts_is_a_gate_or_makes_its_section_optional(note: str) -> None:
    form = f"# Incident: [Title]\n\n**Severity:** {{}}\n\n## Cause\n\n[Cause]\n\n## {note}\n\n[The notice]\n"
    report = "# Incident: tills\n\n**Severity:** {}\n\n## Cause\n\nA cable.\n"
    assert codes(form.format("S1 / S2 / S3"), report.format("S3")) == []
    assert codes(form.format("S1 / S2 / S3"), report.format("S1")) == ["IR301"]
    assert codes(form.format("[level]"), report.format("S3")) == []


TABLE = (
    "# Incident: [Title]\n\n## Timeline\n\n"
    "| Time | Event | What we knew |\n|--|--|--|\n| [HH:MM] | [event] | [text] |\n"
)


@pytest.mark.parametrize("dash", ["–", "—"])
def test_a_dash_says_that_there_was_nothing(dash: str) -> None:
    report = (
        "# Incident: tills\n\n## Timeline\n\n| Time | Event | What we knew |\n|--|--|--|\n| 08:10 | Tills stop | {} |\n"
    )
    assert codes(TABLE, report.format(dash)) == []
    assert codes(TABLE, report.format("")) == ["IR205"]
    assert codes(TABLE, report.format("-")) == ["IR205"]
    assert codes(TABLE, report.replace("Tills stop", dash).format("nothing")) == ["IR205"]


def test_a_ticket_may_be_not_applicable_and_a_neighbour_may_say_why() -> None:
    form = (
        "# Incident: [Title]\n\n## Actions\n\n"
        "| What | Who | Bug | Note to |\n|--|--|--|--|\n| [what] | [who] | [bug] | [team] |\n"
    )
    report = (
        "# Incident: tills\n\n## Actions\n\n"
        "| What | Who | Bug | Note to |\n|--|--|--|--|\n| Test tills | Ana | {} | {} |\n"
    )
    assert codes(form, report.format("n/a", "shops")) == []
    assert codes(form, report.format("T-1", "N/A")) == []
    assert codes(form, report.format("N/A, no code was changed", "N/A")) == []
