"""What templates of public projects keep in every report: levels, boxes, legends, contacts, parts for some levels."""

from __future__ import annotations

import pytest

from support import lines_of, lint_text, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a lift stood still\n\n"


def found(template: str, report: str) -> list[tuple[str, int]]:
    pack = pack_of(HEAD + template)
    return lines_of(lint_text(REPORT + report, [pack]))


LEVELS = """## Severity

- [{}] **critical**: people can't get out, or somebody is hurt
- [{}] **high**: a whole house can't use what it pays for
- [{}] **low**: annoying, there is a way round
"""


@pytest.mark.parametrize("sign", [": ", " - ", " — "])
def test_levels_beside_boxes_may_be_explained_in_small_letters(sign: str) -> None:
    levels = LEVELS.replace(": ", sign)
    template = levels.format(" ", " ", " ")
    assert found(template, levels.format(" ", "x", " ")) == []
    assert [code for code, _ in found(template, levels.format("x", "x", " "))] == ["IR202"]


BOXES = "## Before you close\n\n- [{0}] status page says so, or was never touched\n- [{0}] {1}\n"


@pytest.mark.parametrize("item", ["support knows which tickets to answer", "`triage` label replaced by the real one"])
def test_boxes_may_state_in_small_letters_what_is_to_be_true(item: str) -> None:
    assert found(BOXES.format(" ", item), BOXES.format("x", item)) == []
    assert found(BOXES.format(" ", item), BOXES.format("x", "gates are oiled now and then")) == [("IR112", 3)]


@pytest.mark.parametrize("item", ["- [ ] what is to be done, by whom", "- [ ] describe the step (@name)"])
def test_a_box_alone_in_small_letters_asks(item: str) -> None:
    assert found(f"## Steps\n\n{item}\n", f"## Steps\n\n{item}\n") != []


LEGENDS = [
    "**Red**: somebody is hurt. **Amber**: a lift stands still. **Green**: slow, or ugly.\n",
    "**P1:** all lifts of a house\n**P2:** one of several lifts\n",
    "- **Critical**: somebody is hurt\n- **High**: a lift stands still\n- **Low**: slow, or ugly\n",
]


@pytest.mark.parametrize("legend", LEGENDS)
def test_a_legend_may_stay_and_may_go(legend: str) -> None:
    template = "## Harm\n\n[Who was hit?]\n\n" + legend
    assert found(template, "## Harm\n\nNine people waited.\n\n" + legend) == []
    assert found(template, "## Harm\n\nNine people waited.\n") == []


def test_levels_with_something_to_fill_in_are_no_legend() -> None:
    counts = "## Harm\n\n**High:** [number of people]\n**Low:** [number of people]\n"
    assert found(counts, counts) != []


@pytest.mark.parametrize(
    "line",
    [
        "Questions about this report? Write to [us](mailto:lifts@example.org) and mention the date.",
        "Comments on this report: ask in the channel of the lifts.",
        "Tell lifts@example.org what you think.",
    ],
)
def test_whom_to_ask_stays(line: str) -> None:
    assert found(f"## Questions\n\n{line}\n", f"## Questions\n\n{line}\n") == []


@pytest.mark.parametrize(
    "todo",
    [
        "1. Replace the capitals, remove this box.\n2. show it to support, and link the page from the index\n\n",
        "- Fill in all parts.\n- Delete these lines.\n\n",
        "> 1. Fill in all parts.\n> 2. Delete this block.\n\n",
    ],
)
def test_a_list_that_is_to_be_deleted_is_no_form(todo: str) -> None:
    rest = "## Cause\n\n[why]\n"
    told = "## Cause\n\nA worn rope.\n"
    assert found(todo + rest, told) == []
    assert found(todo + rest, todo + told) == [("IR204", 3)]


def test_what_says_that_it_stays_is_kept() -> None:
    quote = "> [!tip]- How I use this\n> Name the note first. Fold me, don't delete me.\n\n"
    rest = "## Cause\n\n[why]\n"
    assert found(quote + rest, quote + "## Cause\n\nA worn rope.\n") == []


SOME = "**Severity:** Critical / High / Low\n\n## Letter\n\n{}\n\n## Cause\n\n[why]\n"


@pytest.mark.parametrize(
    "says",
    [
        "_Critical only: what did you write, and when? Otherwise strike this part._",
        "TODO, critical. For high and low delete the heading.",
    ],
)
def test_a_part_for_some_levels_may_be_left_out_for_others(says: str) -> None:
    report = "**Severity:** {}\n\n## Cause\n\nA worn rope.\n"
    assert found(SOME.format(says), report.format("Low")) == []
    assert [code for code, _ in found(SOME.format(says), report.format("Critical"))] == ["IR301"]


@pytest.mark.parametrize(
    "says", ["For SEV2 delete the heading.", "_Sev 1 only: what did you write?_", "Only for P1. Whom did you tell?"]
)
def test_of_levels_that_nobody_knows_nothing_is_demanded(says: str) -> None:
    template = f"## Letter\n\n{says}\n\n## Cause\n\n[why]\n"
    assert found(template, "## Cause\n\nA worn rope.\n") == []


PAGE = """# How to write

| Level | Meaning |
|---|---|
| SEV1 | nobody gets in |
| SEV2 | slow |
| SEV3 | ugly |

````markdown
# [Title]

**Severity:** SEV<n>

## Cause

[why]

## Letter

[text], SEV1. For SEV2 and SEV3 delete the heading.

## Steps

[steps]
````
"""


def test_the_page_around_a_form_explains_its_levels() -> None:
    pack = pack_of(PAGE)
    report = "# A lift\n\n**Severity:** {}\n\n## Cause\n\nA worn rope.\n\n## Steps\n\nNone.\n"
    assert [one.code for one in lint_text(report.format("SEV2"), [pack])] == []
    assert [one.code for one in lint_text(report.format("SEV1"), [pack])] == ["IR301"]
    assert [one.code for one in lint_text(report.format("SEV4"), [pack])] == ["IR207"]


GATED = "**Severity:** {}\n\n## Close\n\n- [{}] the house was told of it\n- [{}] {}\n"


@pytest.mark.parametrize(
    ("levels", "item", "grave", "slight"),
    [
        ("Critical / High / Low", "critical only: review held by two people", "Critical", "Low"),
        ("P0 / P1 / P2", "P0/P1 only: read through by a second person", "P1", "P2"),
    ],
)
def test_a_box_for_some_levels_is_ticked_for_these(levels: str, item: str, grave: str, slight: str) -> None:
    template = GATED.format(levels, " ", " ", item)
    assert found(template, GATED.format(grave, "x", "x", item)) == []
    assert found(template, GATED.format(slight, "x", " ", item)) == []
    assert found(template, GATED.format(grave, "x", " ", item)) == [("IR302", 8)]


TIMES = "**Start:** YYYY-MM-DD HH:MM\n**End:** YYYY-MM-DD HH:MM\n**Downtime{}:** N minutes\n"
TOLD = "**Start:** 2026-03-01 10:00\n**End:** 2026-03-01 11:00\n**Downtime{}:** {} minutes\n"


@pytest.mark.parametrize("ends", [" (began until worked around)", " (alarm to first lift)", " (call → help there)"])
def test_a_length_that_names_other_ends_is_between_these(ends: str) -> None:
    assert found(TIMES.format(ends), TOLD.format(ends, 40)) == []


@pytest.mark.parametrize("ends", ["", " (started to resolved)"])
def test_a_length_of_the_whole_is_compared(ends: str) -> None:
    assert found(TIMES.format(ends), TOLD.format(ends, 40)) == [("IR403", 5)]


COUNTS = "## Numbers\n\n| House | People | {} |\n|---|---|---|\n| North | {} | {} |\n| South | {} | {} |\n"


def test_a_column_of_figures_is_called_what_they_are_of() -> None:
    template = COUNTS.format("Calls lost", *"NNNN")
    assert found(template, COUNTS.format("Lifts still", *"4213")) == []
    assert [code for code, _ in found(template, COUNTS.format("Remarks", "4", "some", "1", "none at all"))] == ["IR110"]


BRANCH = "## Injured?\n\n{}\n\nIf yes:\n\n* doctor told: {}\n"


def test_the_lead_of_an_answer_need_not_be_repeated() -> None:
    template = BRANCH.format("[Yes or No]", "[name]")
    filled = BRANCH.format("Yes. One guest.", "Dr Uma Ray")
    assert found(template, filled) == []
    assert found(template, filled.replace("If yes:\n\n", "")) == []


@pytest.mark.parametrize("slot", ['{€ paid or lost, or "none"}', "{+N people}", "{🔴 open or 🟢 closed}"])
def test_braces_may_begin_with_a_sign(slot: str) -> None:
    assert found(f"**Loss:** {slot}\n", f"**Loss:** {slot}\n") == [("IR201", 3)]
    assert found(f"**Loss:** {slot}\n", "**Loss:** none\n") == []


def test_a_letter_before_the_text_of_a_box_leaves_it_that_item() -> None:
    box = "## Close\n\n- [{0}] (R) Timeline compared with the logs\n- [{0}] (R) Presented to the house{1}\n"
    assert found(box.format(" ", ""), box.format("x", " (2026-03-01)")) == []
