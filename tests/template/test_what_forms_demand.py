"""What a template demands by its form: rows of pairs, questions, levels in labels, owners that are persons."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a gate jammed\n\n"


def found(template: str, report: str, pack: str = "") -> list[tuple[str, int, str]]:
    return [(one.code, one.place.line, one.level) for one in lint_text(report, [pack_of(template, pack)])]


PAIRS = """## Facts

| {head} | {name} | | |
|---|---|---|---|
| Number | {number} | Severity | {level} |
| Lead | {lead} | Scribe | {scribe} |
"""


@pytest.mark.parametrize("name", ["Gates jammed at noon", "Severe", "see below"])
def test_the_head_of_a_table_of_pairs_may_be_filled_in(name: str) -> None:
    template = HEAD + PAIRS.format(head="Record", name="", number="", level="", lead="", scribe="")
    filled = {"number": "41", "level": "2", "lead": "Uma Ray", "scribe": "Jo Beck"}
    assert found(template, REPORT + PAIRS.format(head="Record", name=name, **filled)) == []
    left = REPORT + PAIRS.format(head="Record", name=name, **{**filled, "scribe": ""})
    assert found(template, left) == [("IR205", 8, "error")]


QUESTIONS = "## Harm\n\n**Who was hit?**\n\n**What did it cost?**\n"


def test_questions_may_be_answered_in_prose() -> None:
    assert found(HEAD + QUESTIONS, f"{REPORT}## Harm\n\nNine people waited, which cost 40 EUR.\n") == []


@pytest.mark.parametrize("missing", ["Who was hit?", "What did it cost?"])
def test_of_questions_that_are_kept_none_is_missing(missing: str) -> None:
    kept = ({"Who was hit?", "What did it cost?"} - {missing}).pop()
    assert found(HEAD + QUESTIONS, f"{REPORT}## Harm\n\n**{kept}**\n\nNine people.\n") == [("IR107", 3, "error")]


SIGNED = "**Severity:** SEV1 / SEV2 / SEV3\n\n## Release\n\n**{label}:** {name}\n**Head:** {name}\n"


@pytest.mark.parametrize("label", ["Board (SEV1/SEV2)", "Board (SEV1 / SEV2)", "Safety officer (SEV1)"])
def test_a_field_may_name_the_levels_that_need_it(label: str) -> None:
    template = HEAD + SIGNED.format(label=label, name="[name]")
    full = REPORT + SIGNED.format(label=label, name="Uma Ray").replace("SEV1 / SEV2 / SEV3", "SEV1", 1)
    empty = full.replace(f"**{label}:** Uma Ray", f"**{label}:**")
    assert found(template, full) == []
    assert [code for code, _, level in found(template, empty) if level != "info"] == ["IR205"]
    assert found(template, full.replace("SEV1", "SEV3", 1).replace(f"**{label}:** Uma Ray\n", "")) == []


ACTIONS = "## Actions\n\n{says}| Action | Owner | Due |\n|---|---|---|\n"


@pytest.mark.parametrize(
    ("says", "slot", "level"),
    [
        ("", "[one person]", "error"),
        ("<!-- Each with a person, no teams. -->\n\n", "@handle", "error"),
        ("", "{name}", "info"),
    ],
)
@pytest.mark.parametrize("team", ["IT team", "maintainers", "the platform squad"])
def test_a_group_is_no_person(says: str, slot: str, level: str, team: str) -> None:
    template = f"{HEAD}{ACTIONS.format(says=says)}| [what] | {slot} | YYYY-MM-DD |\n"
    report = f"{REPORT}{ACTIONS.format(says='')}| Oil the gate | {{}} | 2026-05-01 |\n"
    assert found(template, report.format("Uma Ray (IT team)")) == []
    assert found(template, report.format(team)) == [("IR601", 7, level)]


@pytest.mark.parametrize("slot", ["[owner]", "[team or name]", ""])
def test_a_group_may_own_an_action_where_nobody_asks_for_a_person(slot: str) -> None:
    template = f"{HEAD}{ACTIONS.format(says='')}| [what] | {slot} | YYYY-MM-DD |\n"
    assert found(template, f"{REPORT}{ACTIONS.format(says='')}| Oil the gate | IT team | 2026-05-01 |\n") == []


LENGTHS = "**Started:** YYYY-MM-DD HH:MM\n**Resolved:** YYYY-MM-DD HH:MM\n**{label}:** [length]\n"
TOLD = "**Started:** 2026-04-02 08:00\n**Resolved:** 2026-04-02 09:30\n**{label}:** {length}\n"


@pytest.mark.parametrize("label", ["Time to resolve (TTR)", "Duration (minutes)", "Time to recover (MTTR)"])
def test_a_short_name_or_unit_in_a_label_changes_no_length(label: str) -> None:
    template = HEAD + LENGTHS.format(label=label)
    assert found(template, REPORT + TOLD.format(label=label, length="90 minutes")) == []
    assert found(template, REPORT + TOLD.format(label=label, length="70 minutes")) == [("IR403", 5, "error")]


def test_any_other_note_in_a_label_makes_it_another_length() -> None:
    label = "Time to resolve (northern gate)"
    told = TOLD.format(label=label, length="70 minutes")
    assert found(HEAD + LENGTHS.format(label=label), REPORT + told) == []


BOXES = """**State:** Open / Closed

## Before the end

{says}

- [{one}] Page updated
- [x] Read by another
"""


@pytest.mark.parametrize("state", ["Open / Closed", "open / closed"])
@pytest.mark.parametrize(
    "says",
    [
        "All boxes must be ticked before this is closed.",
        "Every item has to be checked.",
        "Before anything else: tick all of the boxes.",
    ],
)
def test_a_section_may_say_that_all_its_boxes_are_ticked(says: str, state: str) -> None:
    template = HEAD + BOXES.format(says=says, one=" ").replace("[x]", "[ ]").replace("Open / Closed", state)
    report = REPORT + BOXES.format(says=says, one="{one}").replace("Open / Closed", "{state}")
    closed = [line for code, line, _ in found(template, report.format(one=" ", state="Closed")) if code == "IR302"]
    opened = [code for code, _, _ in found(template, report.format(one=" ", state="Open"))]
    assert closed == [9]
    assert ("IR302" in opened) is ("closed" not in says)
    assert "IR302" not in [code for code, _, _ in found(template, report.format(one="x", state="Closed"))]


TOTALS = "## Harm\n\n| What | Count |\n|---|---|\n| Calls refused | {a} |\n"
TOTALS += "| Mails late | {b} |\n| **Total harm** | {sum} |\n"


@pytest.mark.parametrize(
    ("a", "b", "total"), [("1,912", "406", "2,381"), ("700", "43", "734"), ("3,100", "811", "3,921")]
)
def test_a_total_of_other_things_is_a_slip_where_its_digits_say_so(a: str, b: str, total: str) -> None:
    template = HEAD + TOTALS.format(a="N", b="N", sum="N")
    assert ("IR501", 9, "error") in found(template, REPORT + TOTALS.format(a=a, b=b, sum=total))


@pytest.mark.parametrize(("a", "b", "total"), [("100", "30", "120"), ("1,912", "406", "1,999"), ("40", "9", "39")])
def test_a_total_of_other_things_may_be_another_figure(a: str, b: str, total: str) -> None:
    template = HEAD + TOTALS.format(a="N", b="N", sum="N")
    assert found(template, REPORT + TOTALS.format(a=a, b=b, sum=total)) == []


@pytest.mark.parametrize("lead", ["Of which", "of these", "Including"])
def test_shares_are_not_more_than_what_they_are_of(lead: str) -> None:
    harm = f"## Harm\n\n- Orders late: {{}}\n- {lead} lost: {{}}\n- {lead} found again: {{}}\n"
    template = HEAD + harm.format("[N]", "[N]", "[N]")
    assert found(template, REPORT + harm.format(412, 361, 51)) == []
    assert found(template, REPORT + harm.format(412, 397, 51)) == [("IR501", 7, "info")]


@pytest.mark.parametrize("left", ["Who: TBD. By: May.", "Ask Jo (cost: TBC)", "**Link:** TBA; more to come"])
def test_a_part_of_a_line_may_wait_for_its_value(left: str) -> None:
    template = f"{HEAD}## Next\n\n_One line each: what, who, by when._\n"
    assert found(template, f"{REPORT}## Next\n\n1. Oil the gate. Who: Uma Ray. By: May.\n") == []
    assert ("IR206", 5, "error") in found(template, f"{REPORT}## Next\n\n1. Oil the gate. {left}\n")
