"""Slots between signs of any kind, lines that begin with a mark, rows of sums, and what is told of each action."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

SIGNS = [
    ("%%", "%%"),
    ("@@", "@@"),
    ("$$", "$$"),
    ("##", "##"),
    ("%", "%"),
    ("@", "@"),
    ("((", "))"),
    ("‹", "›"),
    ("⟨", "⟩"),
    ("{{", "}}"),
    ("[", "]"),
]


def found(template: str, report: str, overrides: str = "") -> list[tuple[str, int]]:
    return [(one.code, one.place.line) for one in lint_text(report, [pack_of(template, overrides)])]


FORM = """# Outage report

Number: OUT-«YEAR»-«NUMBER»
Class: «A / B / C»

## Summary of OUT-«YEAR»-«NUMBER»

Between «HH:MM» and «HH:MM» the users of «PRODUCT» saw «SYMPTOM».

## Where

| Site | Minutes |
|:--|--:|
| «SITE» | «N» |
| **All sites** | **«SUM»** |

## Cause

«ROOT CAUSE»

## Credits

Uptime in «MONTH»: «SHARE» of 100
Given by: «NAME»
"""

FILLED = """# Outage report

Number: OUT-2026-014
Class: B

## Summary of OUT-2026-014

Between 14:03 and 14:51 the users of Pay saw slow pages.

## Where

| Site | Minutes |
|:--|--:|
| Ulm | 48 |
| Bonn | 35 |
| **All sites** | **83** |

## Cause

A cipher was set wrongly.

## Credits

Uptime in July 2026: 99 of 100
Given by: Ada Ray
"""


@pytest.mark.parametrize(("opens", "closes"), SIGNS)
def test_slots_between_signs_are_slots_wherever_they_are(opens: str, closes: str) -> None:
    template = FORM.replace("«", opens).replace("»", closes)
    assert found(template, FILLED) == []
    assert ("IR201", 8) in found(template, FILLED.replace("slow pages", f"{opens}SYMPTOM{closes}"))
    assert ("IR201", 25) in found(template, FILLED.replace("Ada Ray", f"{opens}NAME{closes}"))
    assert found(template, FILLED.replace("A cipher was set wrongly.", f"{opens}ROOT CAUSE{closes}")) != []


def test_signs_in_what_a_template_says_are_no_slots() -> None:
    template = "# Outage: [Title]\n\n## Cost\n\nBetween 5% and 10%, $5 or $6, a@b.org or c@d.org.\n\nLost: [sum]\n"
    report = template.replace("[Title]", "gate").replace("[sum]", "5 %")
    assert found(template, report) == []


LINES = """# Outage report

<!-- {says} -->
{mark} Write in the past tense.

Number: [number]
Severity: [SEV1 / SEV2 / SEV3]

## Cause

[cause]

## Credits

{mark} SEV1 only.

Given by: [name]
"""


@pytest.mark.parametrize(
    ("says", "mark"),
    [
        ('remove all lines that begin with "internal:" before you send it', "internal:"),
        ("Delete the lines starting with `NB:` when you are done.", "NB:"),
        ("Lines beginning with “Hint:” must be deleted.", "Hint:"),
    ],
)
def test_lines_that_begin_with_a_mark_are_told_to_the_writer(says: str, mark: str) -> None:
    template = LINES.format(says=says, mark=mark)
    low = "# Outage report\n\nNumber: 14\nSeverity: SEV2\n\n## Cause\n\nA stone.\n"
    assert found(template, low) == []
    assert [code for code, _ in found(template, low.replace("SEV2", "SEV1"))] == ["IR301"]
    left = low.replace("Number", f"{mark} Write in the past tense.\n\nNumber")
    assert found(template, left) == [("IR204", 3)]


@pytest.mark.parametrize(
    "comment",
    ["remove all lines that begin with #", "Template version 3, 2024", "Delete the comments when you are done."],
)
def test_a_line_in_bold_above_what_is_said_of_the_template_is_no_field(comment: str) -> None:
    template = f"# Outage: [Title]\n\n**Acme – Site Reliability**\n\n<!-- {comment} -->\n\n**Owner:** [name]\n"
    assert found(template, "# Outage: gate\n\n**Acme – Site Reliability**\n\n**Owner:** Ada Ray\n") == []


def test_a_line_in_bold_above_what_is_asked_is_one() -> None:
    template = "# Outage: [Title]\n\n**Regulator**\n\n<!-- which, and when told -->\n\n**Owner:** [name]\n"
    assert found(template, "# Outage: gate\n\n**Regulator**\n\n**Owner:** Ada Ray\n") == [("IR205", 3)]


@pytest.mark.parametrize("name", ["All sites", "**All zones (minutes)**", "Worldwide", "Whole fleet"])
def test_a_row_that_is_partly_empty_in_the_template_may_be_so(name: str) -> None:
    head = "# Outage: {}\n\n## Where\n\n| Site | From | To | Minutes |\n|---|---|---|---|\n"
    template = head.format("[Title]") + f"| [site] | [HH:MM] | [HH:MM] | [n] |\n| {name} | | | [sum] |\n"
    rows = f"| Ulm | 10:00 | 10:30 | 30 |\n| Bonn | 10:10 | 10:20 | 10 |\n| {name} | | | 40 |\n"
    assert found(template, head.format("gate") + rows) == []
    assert found(template, head.format("gate") + rows.replace("10:10 | 10:20", "10:10 | ")) == [("IR205", 8)]


@pytest.mark.parametrize(("owner", "due"), [("Owner", "Target date"), ("Responsible", "Deadline"), ("Who", "Due")])
def test_what_is_told_of_an_action_is_told_of_each(owner: str, due: str) -> None:
    template = (
        f"# Outage: [Title]\n\n## Corrective actions\n\n**CA-1** ([kind]): [action]\n"
        f"{owner}: [name]\n{due}: [YYYY-MM-DD]\n"
    )
    report = (
        f"# Outage: gate\n\n## Corrective actions\n\n**CA-1** (fix): Oil the hinge.\n{owner}: Ada Ray\n"
        f"{due}: 2026-08-01\n\n**CA-2** (check): Look at the hinge.\n{owner}: Bo Lin\n{due}: 2026-08-02\n"
    )
    assert found(template, report) == []


def test_other_fields_are_told_once() -> None:
    template = "# Outage: [Title]\n\n## Cause\n\nCause: [cause]\nProof: [proof]\n"
    report = "# Outage: gate\n\n## Cause\n\nCause: a stone\nProof: seen\nProof: heard\n"
    assert found(template, report) == [("IR108", 7)]


@pytest.mark.parametrize("name", ["Sum", "Total", "**Total**"])
@pytest.mark.parametrize("row", ["`schema.table`", "[table]"])
def test_a_sum_of_nothing_may_be_as_the_template_has_it(name: str, row: str) -> None:
    head = "# Outage: {}\n\n## Data\n\n| Set | Used by | Rows |\n|---|---|---|\n"
    template = head.format("[Title]") + f"| {row} | team | 0 |\n| {name} | | 0 |\n"
    report = head.format("gate") + f"| `a.b` | ops | 0 (late) |\n| {name} | | 0 |\n"
    assert found(template, report) == []


@pytest.mark.parametrize("comment", ["%%SEV1 only, else delete this section.%%", "%% SEV1 only %%"])
def test_comments_of_a_vault_are_no_slots(comment: str) -> None:
    template = (
        f"# Outage: [Title]\n\n**Severity:** [SEV1 / SEV2]\n\n## Cause\n\n[cause]\n\n## Board\n\n{comment}\n\n[told]\n"
    )
    report = "# Outage: gate\n\n**Severity:** SEV2\n\n## Cause\n\nA stone.\n"
    assert found(template, report) == []
    assert [code for code, _ in found(template, report.replace("SEV2", "SEV1"))] == ["IR301"]


@pytest.mark.parametrize(
    "comment", ["%% SEV1 only %%", "{{!-- SEV1 only --}}", "{# SEV1 only #}", "<!-- SEV1 only -->"]
)
def test_a_comment_of_any_engine_above_a_heading_is_of_its_section(comment: str) -> None:
    template = (
        f"# Outage: [Title]\n\n**Severity:** [SEV1 / SEV2]\n\n## Cause\n\n[cause]\n\n{comment}\n## Board\n\n[told]\n"
    )
    report = "# Outage: gate\n\n**Severity:** SEV2\n\n## Cause\n\nA stone.\n"
    assert found(template, report) == []
    assert [code for code, _ in found(template, report.replace("SEV2", "SEV1"))] == ["IR301"]
