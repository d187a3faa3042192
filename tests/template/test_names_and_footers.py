"""A name that is no id, tags in rows, sections for one value, footers below a rule, what is open behind an owner."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

FORM = """# Post-mortem

**{label}:** {slot}

## Summary

[What happened]
"""


@pytest.mark.parametrize(
    ("label", "slot"),
    [("Incident", "[Name]"), ("Incident", "<Incident title>"), ("Incident", "[short description]")],
)
def test_what_an_incident_is_called_is_its_title(label: str, slot: str) -> None:
    roles = pack_of(FORM.format(label=label, slot=slot)).roles
    assert "id" not in roles
    assert roles["title"][0].label.text == label


@pytest.mark.parametrize(
    ("label", "slot"),
    [
        ("Incident", "INC-NNN"),
        ("Incident", "[incident]"),
        ("Incident", "[number or name]"),
        ("Incident", "[ID and name]"),
        ("Incident", "____"),
        ("Incident ID", "[name]"),
    ],
)
def test_an_id_stays_one(label: str, slot: str) -> None:
    assert "id" in pack_of(FORM.format(label=label, slot=slot)).roles


def test_a_title_of_its_own_comes_first() -> None:
    template = FORM.format(label="Incident", slot="[Name]").replace("## Summary", "**Title:** [Headline]\n\n## Summary")
    assert pack_of(template).roles["title"][0].label.text == "Title"


ROWS = """# Incident: [title]

| Fact | Entry |
| --- | --- |
| Shop | [Name] |
| Day | YYYY-MM-DD |
| {label} | {slot} |

## Cause

[Why]
"""


@pytest.mark.parametrize(("slot", "required"), [("<Name>", True), ("<who>", True), ("[Name]", True), ("", True)])
@pytest.mark.parametrize("label", ["Seen by", "Gemeldet von"])
def test_a_tag_in_a_row_is_a_slot_as_any_other(label: str, slot: str, required: bool) -> None:
    pack = pack_of(ROWS.format(label=label, slot=slot))
    assert next(node for node in pack.shape.walk() if node.label.text == label).required is required


def found(template: str, report: str) -> list[tuple[str, int, str]]:
    diagnostics = lint_text(report, [pack_of(template)])
    return [(one.code, one.place.line, one.message) for one in diagnostics if one.level != "info"]


HEADED = """# Outage: [title]

## Severity

P1 / P2

## {day}

YYYY-MM-DD

## {cause}

[Why]
"""


@pytest.mark.parametrize(("day", "cause"), [("Day", "Cause"), ("Datum", "Ursache"), ("日付", "原因")])
def test_a_section_for_one_value_is_missing_as_a_section(day: str, cause: str) -> None:
    template = HEADED.format(day=day, cause=cause)
    report = f"# Outage: tills\n\n## Severity\n\nP1\n\n## {day}\n\n2026-03-02\n\n## {cause}\n\nA fan broke.\n"
    assert found(template, report) == []
    short = report.replace(f"## {day}\n\n2026-03-02\n\n", "")
    assert found(template, short) == [("IR101", 7, f'section "{day}" is missing')]
    [diagnostic] = [one for one in lint_text(short, [pack_of(template)]) if one.code == "IR101"]
    assert diagnostic.fix is not None
    assert diagnostic.fix.edits[0].text == f"## {day}\n\nYYYY-MM-DD\n\n"


def test_a_field_is_missing_as_a_field() -> None:
    template = HEADED.format(day="Day", cause="Cause").replace("## Severity\n\nP1 / P2", "**Severity:** P1 / P2")
    report = "# Outage: tills\n\n## Day\n\n2026-03-02\n\n## Cause\n\nA fan broke.\n"
    assert found(template, report) == [("IR107", 1, 'field "Severity" is missing')]


TABLE = """# Outage: [title]

## Actions

| Action | Owner | Due |
| --- | --- | --- |
| [what] | [who] | YYYY-MM-DD |
"""


@pytest.mark.parametrize("said", ["None.", "None", "Not applicable: the shop is closed for good."])
@pytest.mark.parametrize("rule", ["---", "***", "___"])
@pytest.mark.parametrize("footer", ["", "_Written by the shop._", "For the board.\n\n- Ana\n- Jo"])
def test_none_above_a_footer_is_none(said: str, rule: str, footer: str) -> None:
    assert found(TABLE, f"# Outage: tills\n\n## Actions\n\n{said}\n\n{rule}\n\n{footer}\n") == []


@pytest.mark.parametrize("said", ["We will see.\n\n---\n\nNone.", "None.\n\nBut for one.", "---\n\nWe will see."])
def test_what_is_no_footer(said: str) -> None:
    assert [code for code, _, _ in found(TABLE, f"# Outage: tills\n\n## Actions\n\n{said}\n")] == ["IR109"]


ITEMS = """# Outage: [title]

## Actions

- [ ] [Action] - [Owner] - [Due date]
"""


@pytest.mark.parametrize("item", ["Oil it - @jo - TBD", "Oil it — @jo — tbd", "Oil it (@jo, tbd)"])
def test_what_is_open_behind_an_owner_is_the_date(item: str) -> None:
    [(code, line, message)] = found(ITEMS, f"# Outage: tills\n\n## Actions\n\n- [ ] {item}\n")
    assert (code, line) == ("IR602", 5)
    assert "tbd" in message.casefold()


@pytest.mark.parametrize(
    ("item", "code"),
    [("Oil it - @here - 2026-04-02", "IR601"), ("Oil it - TBD - 2026-04-02", "IR601"), ("Oil it - @jo", "IR602")],
)
def test_what_an_item_lacks_otherwise(item: str, code: str) -> None:
    assert code in [one for one, _, _ in found(ITEMS, f"# Outage: tills\n\n## Actions\n\n- [ ] {item}\n")]


LABELLED = """# Outage: [title]

## Actions

- [ ] [Action] - Owner: [name], due: YYYY-MM-DD
"""


@pytest.mark.parametrize(
    ("due", "codes"),
    [
        ("N/A - tracked by the landlord", []),
        ("Q3", []),
        ("end of March", []),
        ("N/A", ["IR602"]),
        ("next sprint", ["IR602"]),
        ("as soon as we can", ["IR602"]),
    ],
)
def test_a_due_date_in_words_is_read_alike_in_lists_and_tables(due: str, codes: list[str]) -> None:
    item = f"# Outage: tills\n\n## Actions\n\n- [ ] Oil it - Owner: Jo Beck, due: {due}\n"
    row = f"# Outage: tills\n\n## Actions\n\n| Action | Owner | Due |\n| - | - | - |\n| Oil it | Jo Beck | {due} |\n"
    assert [code for code, _, _ in found(LABELLED, item)] == codes
    assert [code for code, _, _ in found(TABLE, row)] == codes
