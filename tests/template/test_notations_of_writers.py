"""Templates and reports as their writers note them: actions in one line, rows that do not apply, cells that stay."""

from __future__ import annotations

import pytest

from support import lines_of, lint_text, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a lift stood still\n\n"


def found(template: str, report: str) -> list[tuple[str, int]]:
    pack = pack_of(HEAD + template)
    return lines_of(lint_text(REPORT + report, [pack]))


ACTIONS = "## Action items\n\n"


@pytest.mark.parametrize(
    ("form", "whole", "unowned", "undated"),
    [
        (
            "1. [task] => [owner], [D Month YYYY]",
            "1. Oil the gates => Una Ray, 3 March 2026",
            "1. Oil the ropes => 3 March 2026",
            "1. Oil the ropes => Una Ray",
        ),
        (
            "* {measure} / {owner} / {due YYYY-MM-DD}",
            "* Oil the gates / Una Ray / 2026-03-03",
            "* Oil the ropes / / 2026-03-03",
            "* Oil the ropes / Una Ray",
        ),
        (
            "- <step> → <who> → <YYYY-MM-DD>",
            "- oil the gates → house team → 2026-03-03",
            "- oil the ropes → → 2026-03-03",
            "- oil the ropes → house team",
        ),
        (
            "- [ ] {Verb first} — @{owner} — due {YYYY-MM-DD}",
            "- [ ] Oil the gates — @una — due 2026-03-03",
            "- [ ] Oil the ropes — @ — due 2026-03-03",
            "- [ ] Oil the ropes — @una — due",
        ),
    ],
)
def test_actions_in_one_line_have_an_owner_and_a_date(form: str, whole: str, unowned: str, undated: str) -> None:
    assert found(f"{ACTIONS}{form}\n", f"{ACTIONS}{whole}\n") == []
    assert found(f"{ACTIONS}{form}\n", f"{ACTIONS}{whole}\n{unowned}\n") == [("IR601", 6)]
    assert found(f"{ACTIONS}{form}\n", f"{ACTIONS}{whole}\n{undated}\n") == [("IR602", 6)]


@pytest.mark.parametrize("form", ["- [ ] … (@who, YYYY-MM-DD)", "- [ ] FIXME what -- @who -- YYYY-MM-DD"])
def test_a_box_that_begins_open_stands_for_any(form: str) -> None:
    told = "- [ ] Wait for the rope ... then oil it -- @una -- 2026-03-03"
    pack = pack_of(f"{HEAD}{ACTIONS}{form}\n")
    assert lint_text(f"{REPORT}{ACTIONS}{told}\n", [pack]) == ()
    assert found(f"{ACTIONS}{form}\n", f"{ACTIONS}{form}\n") != []


@pytest.mark.parametrize("item", ["To do list updated", "Work in progress stopped", "To be decided by two people"])
def test_a_box_that_only_begins_as_if_it_were_open_is_itself(item: str) -> None:
    boxes = f"## Close\n\n- [ ] {item}\n- [ ] Gates oiled\n"
    told = boxes.replace("[ ]", "[x]")
    assert found(boxes, told) == []
    assert found(boxes, told.replace(f"- [x] {item}\n", "")) == [("IR112", 3)]


TOLD = "## Told\n\n| Body | Told? | When | By |\n|---|---|---|---|\n| Owner | {} |\n| City | {} |\n"
ASKS = "<Yes / No – reason> | <DD Mon YYYY HH:MM> | <name>"
SAID = "Yes | 03 Mar 2026 10:00 | Una Ray"


@pytest.mark.parametrize("row", ["No – nobody hurt | n/a | n/a", "n/a (SEV2) | n/a | –", "not required: small | | "])
def test_a_row_that_does_not_apply_has_no_more_to_say(row: str) -> None:
    assert found(TOLD.format(ASKS, ASKS), TOLD.format(SAID, row)) == []


@pytest.mark.parametrize("row", ["Yes | n/a | n/a", "Yes | – | "])
def test_a_row_that_applies_says_all(row: str) -> None:
    assert {code for code, _ in found(TOLD.format(ASKS, ASKS), TOLD.format(SAID, row))} == {"IR205"}


SIGNED = (
    "## Sign-off\n\n| Role | For | Signed by | Date |\n|---|---|---|---|\n| Owner | all | {} |\n| Head | P1 | {} |\n"
)


@pytest.mark.parametrize("row", ["not needed | –", "n/a (SEV2) | n/a", "not required, P3 | "])
def test_a_signature_that_is_not_needed(row: str) -> None:
    asks = "[initials] | [date]"
    assert found(SIGNED.format(asks, asks), SIGNED.format("UR | 3 March 2026", row)) == []


@pytest.mark.parametrize("row", ["– | –", "n/a | n/a", " | "])
def test_a_signature_that_is_missing(row: str) -> None:
    asks = "[initials] | [date]"
    assert found(SIGNED.format(asks, asks), SIGNED.format("UR | 3 March 2026", row)) == [("IR305", 8)]


@pytest.mark.parametrize("said", ["not required (F3)", "Not needed: nobody was near it."])
def test_a_section_that_was_not_needed(said: str) -> None:
    template = "## Safety\n\n[statement]\n\nSigned: [name, date]\n"
    assert found(template, f"## Safety\n\n{said}\n") == []
    assert [code for code, _ in found(template, "## Safety\n\nThe doors stay open.\n")] == ["IR107"]


@pytest.mark.parametrize("slot", ["____", "[text]"])
def test_two_lists_beside_each_other_may_differ_in_length(slot: str) -> None:
    table = "## Luck\n\n| 👍 | 👎 |\n|:--|:--|\n| {} | {} |\n"
    more = "| a good day | no count |\n| | from memory |\n"
    assert found(table.format(slot, slot), table.format("a good day", "no count") + "| | from memory |\n") == []
    other = table.replace("👍 | 👎", "What | Why")
    assert found(other.format("[what]", "[why]"), other.format("a", "b") + more.splitlines()[1] + "\n") != []


def test_the_only_field_below_a_question_may_be_answered_in_a_sentence() -> None:
    template = "## Which level was it?\n\nLevel: ____\n"
    assert found(template, "## Which level was it?\n\nYellow. Nobody waited.\n") == []
    assert [code for code, _ in found(template, "## Which level was it?\n\n")] != []


def test_small_letters_beside_slots_in_brackets_are_no_prompt() -> None:
    clock = (
        "## Clock\n\n| Mark | When |\n|---|---|\n| Started | {} |\n| Ended | {} |\n| Lasted | started → fully fixed |\n"
    )
    asks = "{YYYY-MM-DD HH:MM}"
    assert found(clock.format(asks, asks), clock.format("2026-03-01 10:00", "2026-03-01 11:00")) == []
    asks = "when it all began"
    assert found(clock.format(asks, asks), clock.format(asks, "in the evening")) != []


MATTER = "---\nstate: open\n{}---\n# [Title]\n\n## Cause\n\n[why]\n"
TOLD_MATTER = "---\nstate: open\n{}---\n# A lift stood still\n\n## Cause\n\nA worn rope.\n"


@pytest.mark.parametrize(
    "said", ["models: []\n", "models: [the old lift]\n", "models: [a, b]\n", "models:\n  - a\n", "models:\n", ""]
)
def test_a_list_with_nothing_in_it_may_stay_and_be_filled(said: str) -> None:
    pack = pack_of(MATTER.format("models: []\n"))
    assert lint_text(TOLD_MATTER.format(said), [pack]) == ()


@pytest.mark.parametrize("asks", ["models: [name]\n", "models:\n"])
def test_a_list_that_asks_is_filled(asks: str) -> None:
    pack = pack_of(MATTER.format(asks))
    assert lint_text(TOLD_MATTER.format(asks), [pack]) != ()


def test_a_note_that_stays_may_speak_of_forms() -> None:
    note = "> [!tip]- How I use this\n> `start` is as `YYYY-MM-DDTHH:mm`.\n> Fold me, don't delete me.\n\n"
    template = "\n## Cause\n\n[why]\n"
    assert found(note + template, note + template.replace("[why]", "A worn rope.")) == []


PARTS = "## 6 What we did\n\n### 6.1 Stop\n\nTODO\n\n### 6.2 Clean\n\nTODO\n\n## 7 Data\n\nTODO\n"


@pytest.mark.parametrize("mark", ["**", "*"])
def test_a_section_may_run_in(mark: str) -> None:
    report = "## 6 What we did\n\n{0}6.1 Stop.{0} Closed it.\n\n{0}6.2 Clean.{0} Oiled it.\n\n## 7 Data\n\nNone lost.\n"
    told = report.format(mark)
    assert found(PARTS, told) == []
    assert [code for code, _ in found(PARTS, told.replace(f"{mark}6.2 Clean.{mark} ", ""))] == ["IR101"]


@pytest.mark.parametrize(
    "asks", ["+++\nref = 'D-0000'\n+++\n", "---\nref: INC-0000\n---\n", "---\ntime: x\nref: OUT-000\n---\n"]
)
def test_an_id_of_zeros_is_that_of_no_report(asks: str) -> None:
    pack = pack_of(f"{asks}# [Title]\n\n## Cause\n\n[why]\n")
    told = f"{asks}# A lift stood still\n\n## Cause\n\nA worn rope.\n"
    assert [one.code for one in lint_text(told, [pack])] == ["IR201"]
    assert lint_text(told.replace("0000", "0041").replace("-000", "-112"), [pack]) == ()


NUMBERED = "---\npm-number: {0}\nusers: {2}\n---\n# PM-{1}: {3}\n\n## Cause\n\n{4}\n"


def test_a_number_in_the_front_matter_is_that_of_the_title() -> None:
    pack = pack_of(NUMBERED.format("NNNN", "NNNN", "NNNN", "[Title]", "[why]"))
    told = [NUMBERED.format("3117", number, "40", "A lift stood still", "A worn rope.") for number in ("3117", "3171")]
    assert lint_text(told[0], [pack]) == ()
    assert [one.code for one in lint_text(told[1], [pack])] == ["IR706"]


STEPS = (
    "**Severity:** {}\n\n## Steps\n\nTick them. **Critical and High: all boxes. Low: none required.**\n\n"
    "- [{}] Kept\n- [{}] Told\n"
)


def test_all_boxes_for_some_levels() -> None:
    template = STEPS.format("Critical / High / Low", " ", " ")
    assert found(template, STEPS.format("High", "x", " ")) == [("IR302", 10)]
    assert found(template, STEPS.format("High", "x", "x")) == []
    assert found(template, STEPS.format("Low", " ", " ")) == []


LONG = """## Harm

- Answered by (name, role): {}
- Registry number: {}
- People could use the lift again: {}
"""


def test_an_item_before_its_slot_may_have_a_long_label() -> None:
    template = LONG.format("____", "____", "[time and date]")
    told = LONG.format("Una Ray, surgeon", "W-1", "9:30am on 4 June 2025")
    assert found(template, told) == []
    assert found(template, told.replace("W-1", "____")) == [("IR205", 6)]
    assert found(template, told.replace(" (name, role)", "")) == []


@pytest.mark.parametrize("item", ["Say what broke, and why: [text]", "What broke. And why: [text]"])
def test_an_item_that_asks_in_a_sentence_is_no_label(item: str) -> None:
    assert found(f"## Harm\n\n- {item}\n", "## Harm\n\n- A rope broke of old age.\n") == []


ENDS = "---\nfrom: {}  {}\nto: {}  {}\nlength: {}  {}\n---\n# {}\n\n## Cause\n\n{}\n"


def test_a_comment_may_show_the_form_of_a_time() -> None:
    asks = ("''", "# 2006-01-02T15:04:05+01:00", "''", "# empty while it lasts", "''", "# e.g. 2h05m")
    pack = pack_of(ENDS.format(*asks, "[Title]", "[why]"), 'roles.duration = "length"')
    told = [
        ENDS.format("2026-03-01T10:00:00Z", "", "2026-03-01T12:05:00Z", "", length, "", "A lift", "A worn rope.")
        for length in ("2h05m", "3h05m")
    ]
    assert lint_text(told[0], [pack]) == ()
    assert [one.code for one in lint_text(told[1], [pack])] == ["IR403"]


@pytest.mark.parametrize(("hour", "codes"), [("08", ["IR402"]), ("11", [])])
def test_what_is_contained_was_detected_before(hour: str, codes: list[str]) -> None:
    form = "**Detected:** {}\n**Contained:** {}\n**Closed:** {}\n"
    told = form.format("2026-03-01 10:00", f"2026-03-01 {hour}:00", "2026-03-01 12:00")
    assert [code for code, _ in found(form.format(*["YYYY-MM-DD HH:MM"] * 3), told)] == codes
