"""Lengths that name their ends, numbered steps, owners still to come, what was affected, an instruction left alone."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of, tallies_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a gate jammed\n\n"
STORY = "## Story\n\n[Text]\n"
TOLD = "## Story\n\nThe gate jammed on 2026-10-06.\n"


def found(template: str, report: str) -> list[str]:
    return [one.code for one in lint_text(report, [pack_of(template)]) if one.level != "info"]


FORM = HEAD + "**Duration:** Xh Ym ({})\n\n## Timeline\n\n| Time | Event |\n| -- | -- |\n| HH:MM | [Event] |\n"


def timed(length: str, *events: str) -> str:
    times = ("09:30", "09:42", "09:50", "10:10", "10:25")
    rows = "".join(f"| {time} | {event} |\n" for time, event in zip(times, events, strict=True))
    return f"{REPORT}**Duration:** {length}\n\n## Timeline\n\n| Time | Event |\n| -- | -- |\n{rows}"


EVENTS = ("The motor stops", "An alert fires", "Uma Ray is called", "The motor turns", "Incident closed")


@pytest.mark.parametrize("ends", ["detection to resolution", "detected → resolved", "from detection to resolution"])
@pytest.mark.parametrize("length", ["1h 43m", "2h 0m", "0h 34m"])
def test_a_length_that_names_its_ends_is_that_of_some_rows(ends: str, length: str) -> None:
    assert found(FORM.format(ends), timed(f"{length} ({ends})", *EVENTS)) == ["IR403"]


@pytest.mark.parametrize("length", ["0h 43m", "0h 55m", "0h 28m"])
def test_any_early_and_late_rows_may_be_its_ends(length: str) -> None:
    note = "detection to resolution"
    assert found(FORM.format(note), timed(f"{length} ({note})", *EVENTS)) == []


@pytest.mark.parametrize(
    ("note", "length"),
    [
        ("support hours only", "1h 43m"),  # names no ends
        ("first call to last call", "1h 43m"),  # names none that is known
        ("start to resolution", "1h 43m"),  # it may have begun long before the first row
    ],
)
def test_a_length_of_something_else_is_not_compared(note: str, length: str) -> None:
    assert found(FORM.format(note), timed(f"{length} ({note})", *EVENTS)) == []


def test_where_no_row_tells_of_a_detection_it_may_have_been_before() -> None:
    note = "detection to resolution"
    report = timed(f"1h 43m ({note})", "The motor stops", "Oil is fetched", "It is poured", "It turns", "Closed")
    assert found(FORM.format(note), report) == []


@pytest.mark.parametrize("step", ["T{0} ({1}) {2}", "T{0}: {2}", "T{0} - {2}", "T{0} = **{2}**"])
@pytest.mark.parametrize(("last", "codes"), [("10:25", []), ("09:25", ["IR404"])])
def test_a_step_with_its_number_has_the_time_behind_it(step: str, last: str, codes: list[str]) -> None:
    steps = [("0", "start", "09:10"), ("1", "seen", "09:42"), ("2", "over", last)]
    rows = "".join(f"| {step.format(*each)} | The gate |\n" for each in steps)
    template = HEAD + "## Timeline\n\n| Time | Event |\n| -- | -- |\n| HH:MM | [Event] |\n"
    assert found(template, f"{REPORT}## Timeline\n\n| Time | Event |\n| -- | -- |\n{rows}") == codes


@pytest.mark.parametrize("line", ["T1: {}", "**T1** {}", "T1 (fix) {}"])
def test_so_has_one_of_a_list(line: str) -> None:
    template = HEAD + "## Timeline\n\n- HH:MM [Event]\n"
    for time, codes in (("09:42", []), ("08:42", ["IR404"])):
        rows = f"- T0: 09:10 - it stops\n- {line.format(time)} - seen\n- T2: 10:25 - over\n"
        assert found(template, f"{REPORT}## Timeline\n\n{rows}") == codes


def test_times_since_the_start_stay_what_they_are() -> None:
    template = HEAD + "## Timeline\n\n- HH:MM [Event]\n"
    rows = "- T0 - it stops\n- T+5m - seen\n- T+3m - over\n"
    assert found(template, f"{REPORT}## Timeline\n\n{rows}") == ["IR404"]


OWNED = "## After it\n\n- [ ] Tasks filed with owners and dates\n- [ ] Report read\n\n"


def filed(task: str) -> str:
    return (
        f"{REPORT}## After it\n\n- [x] Tasks filed with owners and dates\n"
        f"  - Oil the gate - owner Uma Ray\n  - {task}\n"
        f"- [x] Report read\n\n{TOLD}"
    )


@pytest.mark.parametrize(
    "task",
    [
        "Paint the gate - owner TBD",
        "Paint the gate (owner TBC)",
        "Paint the gate, assignee TBD, 2026-12-01",
        "Paint; DRI = TBA",
    ],
)
def test_an_owner_who_is_still_to_come_is_none(task: str) -> None:
    assert found(HEAD + OWNED + STORY, filed(task)) == ["IR206"]


@pytest.mark.parametrize(
    "task",
    [
        "Paint the gate - owner Tibor Dahl",
        "Paint the sign TBD-12",
        "Tell the owner TBD-board",
        "Move the `owner TBD` mark",
    ],
)
def test_other_words_beside_a_mark_are_not(task: str) -> None:
    assert found(HEAD + OWNED + STORY, filed(task)) == []


QUOTE = (
    "> **Copy this page for each outage.**\n>\n> We look for causes.\n>\n> Remove these hints before you send it.\n\n"
)


@pytest.mark.parametrize(
    "left",
    [
        QUOTE,
        "> Remove these hints before you send it.\n\n",
        "> We look for causes.\n>\n> Remove these hints before you send it.\n\n",
        "Remove these hints before you send it.\n\n",
    ],
)
def test_an_instruction_that_asks_to_be_deleted_is_left_alone(left: str) -> None:
    got = [one.code for one in lint_text(REPORT + left + TOLD, [pack_of(HEAD + QUOTE + STORY)], as_of="2026-12-01")]
    assert got == ["IR204"]


@pytest.mark.parametrize("left", ["> We look for causes.\n\n", "> We remove these hints of rust.\n\n", ""])
def test_the_rest_of_it_may_stay(left: str) -> None:
    got = lint_text(REPORT + left + TOLD, [pack_of(HEAD + QUOTE + STORY)], as_of="2026-12-01")
    assert got == ()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("90대 (node-01 20대, node-02 20대, node-04 22대, node-05 18대)", [("90", "80")]),
        ("90대 (db_1: 20대, db_2: 20대, web-3: 22대, web-4: 18대), 그중 9대", [("90", "80")]),
        ("80대 (node-01 20대, node-02 20대, node-04 22대, node-05 18대)", []),
    ],
)
def test_parts_may_have_a_number_in_their_name(text: str, wrong: list[tuple[str, str]]) -> None:
    assert tallies_of(text, "ko") == wrong


def test_so_may_those_of_a_label() -> None:
    assert tallies_of("hosts: 90 (web-1: 20, web-2: 20, web-3: 22, web-4: 18)") == [("90", "80")]
    assert tallies_of("hosts: 80 (web-1: 20, web-2: 20, web-3: 22, web-4: 18)") == []
    assert tallies_of("seen on 90 hosts (web-20, web-21, web-22 and web-18)") == []


COUNTED = HEAD + "## Summary\n\n[Text]\n\n## Impact\n\n- **Orders affected:** count\n"


def counted(summary: str, orders: str) -> str:
    return f"{REPORT}## Summary\n\n{summary}\n\n## Impact\n\n- **Orders affected:** {orders}\n"


@pytest.mark.parametrize(
    "summary",
    ["51 orders of two shops were affected: 30 late, 21 lost.", "It affected 51 orders.", "Affected: 51 orders"],
)
def test_a_summary_says_as_many_as_the_label_of_what_was_affected(summary: str) -> None:
    assert found(COUNTED, counted(summary, "15 in total. 30 late, 21 lost.")) == ["IR502"]
    assert found(COUNTED, counted(summary, "51 in total. 30 late, 21 lost.")) == []


@pytest.mark.parametrize(
    "summary",
    [
        "30 orders were affected in one shop and 23 orders in the other.",
        "30 orders could not be printed.",
        "Of these 30 orders were affected twice.",
        "30 orders were affected earlier.",
        "Shops were affected. 30 orders came late.",
        "30 shops were affected.",
    ],
)
def test_a_part_of_them_is_another_number(summary: str) -> None:
    assert found(COUNTED, counted(summary, "53 in total")) == []


def test_a_table_and_another_order_of_words_say_so_too() -> None:
    template = (
        HEAD + "## Summary\n\n[Text]\n\n## Impact\n\n| What | How many |\n| -- | -- |\n| Affected orders | [n] |\n"
    )
    for number, codes in (("51", []), ("15", ["IR502"]), ("53", []), ("about 50", [])):
        table = f"| What | How many |\n| -- | -- |\n| Affected orders | {number} |\n"
        report = f"{REPORT}## Summary\n\n51 orders were affected.\n\n## Impact\n\n{table}"
        assert found(template, report) == codes


@pytest.mark.parametrize("orders", ["4, 7 and 9", "4 and 7", "4 shops", "2.14 and later", "4/7", "from 4 on", "4-7"])
def test_a_value_that_is_no_number_of_them_is_not_compared(orders: str) -> None:
    assert found(COUNTED, counted("51 orders were affected.", orders)) == []
