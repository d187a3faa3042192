"""Sections that a report has one of, labels in code, lines of boxes, checks that were forgotten, marks in sentences."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a gate jammed\n\n"


def found(template: str, report: str) -> list[tuple[str, int, str]]:
    return [(one.code, one.place.line, one.level) for one in lint_text(report, [pack_of(template, "")])]


LONE = "## Report — [Title]\n\n### Cause\n\n[Cause]\n\n### Impact\n\n- Guests:\n- Shops:\n"


def test_a_lone_section_over_all_others_is_the_one_of_the_report() -> None:
    report = "## Report — gate jammed\n\n### Cause\n\nA stone.\n\n### Impact\n\n- Guests: 12\n- Shops: 3\n"
    assert found(LONE, report) == []
    assert found(LONE, report.replace("### Cause\n\nA stone.\n\n", "")) == [("IR101", 3, "error")]
    assert found(LONE, report.replace("- Shops: 3", "- Shops:")) == [("IR205", 10, "error")]


FORM = "| Field | Entry |\n|---|---|\n| Seen by | {} |\n| Told to | {} |\n\n"
FAULT = f"## Log\n\n### Fault #____\n\n{FORM.format('', '')}### Faults before\n\n[Text]\n"


def test_a_sample_that_a_report_has_one_of_is_checked() -> None:
    one = f"## Log\n\n### Fault #12\n\n{FORM.format('Ana', '{}')}"
    rest = "### Faults before\n\nNone in a year.\n"
    assert found(HEAD + FAULT, REPORT + one.format("Ben") + rest) == []
    assert found(HEAD + FAULT, REPORT + one.format("") + rest) == [("IR205", 10, "error")]
    two = one.format("") + one.removeprefix("## Log\n\n").replace("12", "13").format("")
    assert found(HEAD + FAULT, REPORT + two + rest) == []


CODED = """- `id`: REG-YYYY-NNN
- `name`: what it is called
- `state`: open | closed | disputed
- `time_to_mend`:
"""


def test_labels_in_code_are_labels() -> None:
    report = "- `id`: REG-2026-012\n- `name`: gate\n- `state`: closed\n- `time_to_mend`: 12 minutes\n"
    assert found(HEAD + CODED, REPORT + report) == []
    assert found(HEAD + CODED, REPORT + report.replace("- `time_to_mend`: 12 minutes\n", "")) == [("IR107", 1, "error")]
    assert found(HEAD + CODED, REPORT + report.replace(": 12 minutes", ":")) == [("IR205", 6, "error")]


def test_words_in_code_with_their_meaning_are_a_legend() -> None:
    legend = "## Kinds\n\n- `prevent`: it cannot come again\n- `detect`: it is seen at once\n\n## Cause\n\n[Cause]\n"
    assert found(HEAD + legend, f"{REPORT}## Kinds\n\nAll of them.\n\n## Cause\n\nA stone.\n") == []


BOXES = "## Secrets\n\n**Were any seen?**\n\n[ ] No, none was.\n[ ] Yes, see below.\n"


@pytest.mark.parametrize(("first", "codes"), [("x", []), (" ", ["IR302"])])
def test_lines_of_boxes_are_a_list(first: str, codes: list[str]) -> None:
    report = REPORT + BOXES.replace("[ ] No", f"[{first}] No")
    assert [code for code, *_ in found(HEAD + BOXES, report)] == codes


CHECKS = """## Before it goes out

- [ ] Read by a second person
- [ ] No guest is named in it
- [ ] Linked from the gate's page
- [ ] Times compared with the log
"""


@pytest.mark.parametrize(
    ("left", "said", "level"),
    [
        (1, "- [ ] No guest is named in it", ["warning"]),
        (1, "- [ ] No guest is named in it (two are, with their consent)", []),
        (2, "- [ ] No guest is named in it", []),
    ],
)
def test_one_check_of_a_list_was_forgotten(left: int, said: str, level: list[str]) -> None:
    done = CHECKS.replace("[ ]", "[x]").replace("- [x] No guest is named in it", said)
    done = done.replace("- [x] Read", "- [ ] Read") if left > 1 else done
    assert [one[2] for one in found(HEAD + CHECKS, REPORT + done)] == level


def test_names_and_steps_may_stay_open() -> None:
    names = "## Shops hit\n\n- [ ] North\n- [ ] South\n- [ ] West wing\n- [ ] Old town\n"
    steps = (
        "## Action items\n\n- [ ] Read the log of the gate\n- [ ] Call the maker of it\n- [ ] Oil all of the gates\n"
    )
    for form in (names, steps):
        assert found(HEAD + form, REPORT + form.replace("[ ]", "[x]").replace("[x]", "[ ]", 1)) == []


QUESTIONS = (
    "## Triage\n\n- Was it seen before? `yes/no`\n- Whom did it hit? `one / some / all`\n- Weight: `low / high`\n"
)


def test_options_in_code_are_a_choice() -> None:
    report = "## Triage\n\n- Was it seen before? no\n- Whom did it hit? some\n- Weight: `low`\n"
    assert found(HEAD + QUESTIONS, REPORT + report) == []
    for line, (told, offered) in enumerate(
        [("no", "`yes/no`"), ("some", "`one / some / all`"), ("`low`", "`low / high`")]
    ):
        left = report.replace(f"? {told}", f"? {offered}").replace(f": {told}", f": {offered}")
        assert found(HEAD + QUESTIONS, REPORT + left) == [("IR202", 5 + line, "error")]


def test_a_mark_that_a_sentence_speaks_of_is_no_slot() -> None:
    form = "## Log\n\nSearch the log of the gate for `[gate-control]` in that hour.\n\n- Longest wait:\n"
    report = f"{REPORT}## Log\n\nThere was one line of `[gate-control]`, at 10:15.\n\n- Longest wait: 12 minutes\n"
    assert found(HEAD + form, report) == []


ACTIONS = (
    "## Follow-up\n\n| Action | Issue / PR | Status |\n|---|---|---|\n| Description of action | #N | Open / Done |\n"
)


@pytest.mark.parametrize(("cells", "codes"), [("#12 | Open", []), ("TBD | Open", ["IR206"]), ("#12 | TBD", ["IR206"])])
def test_the_only_row_of_actions_is_a_sample(cells: str, codes: list[str]) -> None:
    row = f"| Oil the gate | #11 | Done |\n| Widen the gate | {cells} |\n"
    report = f"{REPORT}## Follow-up\n\n| Action | Issue / PR | Status |\n|---|---|---|\n{row}"
    assert [code for code, *_ in found(HEAD + ACTIONS, report)] == codes


def test_a_table_that_only_the_report_has_waits_for_nothing() -> None:
    form = "## Corrective actions\n\nSay what is done, who does it, and until when.\n"
    table = "| What | Keeper | Until |\n|---|---|---|\n| Oil the gate | Ana | {} |\n"
    report = f"{REPORT}## Corrective actions\n\nThese two.\n\n{table}"
    assert found(HEAD + form, report.format("2026-04-01")) == []
    assert [code for code, *_ in found(HEAD + form, report.format("TBD"))] == ["IR206"]


def test_the_first_words_of_a_sample_are_told_as_a_whole() -> None:
    form = "## Team [name]\n\n**Lead:** [name]\n\n**Phone:** [number]\n\n## Cause\n\n[Cause]\n"
    report = f"{REPORT}## Team\n\nAna and Ben.\n\n## Cause\n\nA stone.\n"
    assert found(HEAD + form, report) == []
    assert [code for code, *_ in found(HEAD + form, report.replace("## Team", "## Team north"))] == ["IR107", "IR107"]


@pytest.mark.parametrize("heading", ["## Who was told", "## Steps taken", "## Kinds of harm"])
def test_what_a_list_offers_is_no_list_of_checks(heading: str) -> None:
    offered = CHECKS.replace("## Before it goes out", heading)
    done = offered.replace("[ ]", "[x]").replace("[x] No guest", "[ ] No guest")
    assert found(HEAD + offered, REPORT + done) == []


def test_a_mark_in_a_heading_may_go() -> None:
    form = "## Lessons [REQUIRED]\n\n[Text]\n\n## Checks\n\n- [ ] All [REQUIRED] fields are filled in\n"
    report = "## Lessons{}\n\nLook first.\n\n## Checks\n\n- [x] All [REQUIRED] fields are filled in\n"
    assert found(HEAD + form, REPORT + report.format("")) == []
    assert found(HEAD + form, REPORT + report.format(" [REQUIRED]")) == []


def test_a_day_in_the_first_row_of_a_template_holds_for_all() -> None:
    form = "## Timeline\n\n| Time | Event |\n|---|---|\n| YYYY-MM-DD HH:MM | [First] |\n| HH:MM | [Next] |\n"
    rows = (
        "| Time | Event |\n|---|---|\n| 2026-03-06 10:10 | Gate jams |\n| 10:19 | Guard called |\n| 10:40 | Opens |\n"
    )
    assert found(HEAD + form, f"{REPORT}## Timeline\n\n{rows}") == []


def test_levels_that_are_numbers_are_read_in_linear_time() -> None:
    numbers = "/2" * 40
    form = f"**Severity:** [1 | 2 | 3 | 4]\n\n## Guests\n\n1{numbers} xyz.\n\n[Text]\n"
    assert found(HEAD + form, f"{REPORT}**Severity:** 2\n\n## Guests\n\nNone was hurt.\n") == []
