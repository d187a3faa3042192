"""Rows of a template's tables that are no fields: guidance, samples in double angles; and ids that end in zeros."""

from __future__ import annotations

import pytest

from support import lines_of, lint_text, pack_of

FACTS = """# Incident record: [title]

## Facts

| {item} | {entry} |
|---|---|
| *{lead}* | *{says}* |
| Service | [name of the service] |
| Severity | [High / Low] |

## What happened

[Two sentences.]
"""


def found(template: str, report: str) -> list[tuple[str, int]]:
    return lines_of(lint_text(report, [pack_of(template)]))


@pytest.mark.parametrize(
    ("item", "entry", "lead", "says"),
    [
        ("Item", "Entry", "Guidance", "Take the name from the catalogue."),
        ("Angabe", "Wert", "Hinweis", "Namen wie im Katalog eintragen"),
        ("Champ", "Valeur", "Consigne", "Reprendre le nom du catalogue"),
    ],
)
def test_a_row_in_italics_is_guidance(item: str, entry: str, lead: str, says: str) -> None:
    template = FACTS.format(item=item, entry=entry, lead=lead, says=says)
    filled = template.replace("[title]", "search down").replace("[name of the service]", "Search")
    filled = filled.replace("[High / Low]", "High").replace("[Two sentences.]", "The disk was full. It was emptied.")
    guidance = f"| *{lead}* | *{says}* |\n"
    assert found(template, filled.replace(guidance, "")) == []
    assert found(template, filled) == [("IR203", 7)]


LETTER = """# Letter on <<short description>>

Our reference: <<RCA-nnnn>>

## Requests

| Region | Failed |
|---|---|
| <<region>> | <<number>> |
| **Total** | <<sum of the rows>> |
"""
SENT = """# Letter on slow pages

Our reference: RCA-0043

## Requests

| Region | Failed |
|---|---|
| Dublin | 18,640 |
| Oslo | 360 |
| **Total** | 19,000 |
"""


def test_a_row_of_slots_in_double_angles_stands_for_others() -> None:
    assert found(LETTER, SENT) == []


@pytest.mark.parametrize(
    ("written", "left", "places"),
    [
        ("| Oslo | 360 |", "| Oslo | <<number>> |", [("IR201", 10)]),
        ("| Oslo | 360 |", "| <<region>> | 360 |", [("IR201", 10)]),
        ("| Dublin | 18,640 |", "| <<region>> | <<number>> |", [("IR201", 9), ("IR201", 9)]),
    ],
)
def test_one_that_is_left_is_found(written: str, left: str, places: list[tuple[str, int]]) -> None:
    assert found(LETTER, SENT.replace(written, left)) == places


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        ("SWN-JJJJ-000", "SWN-2025-019", "SWN-2025-19"),
        ("INC-YYYY-0001", "INC-2026-0417", "INC-26-0417"),
        ("PM-AAAA-00", "PM-2026-07", "PM-2026"),
    ],
)
def test_zeros_at_the_end_of_an_id_are_its_counter(form: str, right: str, wrong: str) -> None:
    template = f"# Incident: [title]\n\n| Item | Entry |\n|---|---|\n| Number | {form} |\n| Service | [name] |\n"
    report = template.replace("[title]", "search down").replace("[name]", "Search")
    assert found(template, report.replace(form, right)) == []
    assert [code for code, _ in found(template, report.replace(form, wrong))] == ["IR207"]
    assert [code for code, _ in found(template, report)] == ["IR201"]


ASKED = """# Incident: [title]

Supply interrupted? {empty} yes {empty} no

- Customers told? {empty} yes {empty} no

| Question | Answer |
|---|---|
| Data lost? | {empty} yes {empty} no |

## What happened

[What happened]
"""


@pytest.mark.parametrize(("empty", "ticked"), [("[ ]", "[x]"), ("[ ]", "[X]"), ("☐", "☑"), ("⬜", "✅")])
def test_boxes_behind_a_question_are_its_answers(empty: str, ticked: str) -> None:
    template = ASKED.format(empty=empty)
    blank = template.replace("[title]", "search down").replace("[What happened]", "The disk was full.")
    assert found(template, blank) == [("IR202", 3), ("IR202", 5), ("IR202", 9)]
    assert found(template, blank.replace(f"{empty} no", f"{ticked} no")) == []
    assert found(template, blank.replace(f"{empty} yes", f"{ticked} yes")) == []
    assert found(template, blank.replace(empty, ticked)) == [("IR202", 3), ("IR202", 5), ("IR202", 9)]


def test_a_task_in_a_line_of_its_own_is_no_row_of_options() -> None:
    template = "# Incident: [title]\n\n## Follow-up\n\n- [ ] Tell [whom]\n- [ ] Close [ticket]\n"
    report = "# Incident: search down\n\n## Follow-up\n\n- [ ] Tell Ana\n- [x] Close [OPS-4](https://t.example.org/4)\n"
    assert found(template, report) == []
