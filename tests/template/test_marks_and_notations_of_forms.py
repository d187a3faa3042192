"""Forms with marks and notations of their own: stars, dots, definitions, code, quotes, hints behind one label."""

from __future__ import annotations

import pytest

from support import lines_of, lint_text, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: the conveyor stood still\n\n"


def found(template: str, report: str, roles: str = "") -> list[tuple[str, int]]:
    pack = pack_of(HEAD + template, f"[roles]\n{roles}\n" if roles else "")
    return lines_of(lint_text(REPORT + report, [pack]))


STARS = "Sheet no. (*): {}\nPlant (*): {}\nShift (*): {} (early / late / night)\n"


def test_stars_in_parentheses_are_no_emphasis() -> None:
    form = STARS.format("S-........", "........", "........")
    assert found(form, STARS.format("S-0412", "Dunmore", "late")) == []
    assert found(form, STARS.format("S-0412", "........", "late")) == [("IR205", 4)]
    assert found(form, STARS.format("S-0412", "Dunmore", "noon")) == []  # words that no list is sure of


TABLE = "## Events\n\nTime | Event\n-----|------\n{} | {}\n"


def test_dots_between_signs_are_the_form_of_a_moment() -> None:
    form = TABLE.format("..:..", "........")
    assert found(form, TABLE.format("07:40", "The belt stops")) == []
    assert found(form, TABLE.format("..:..", "The belt stops")) == [("IR201", 7)]
    assert found("Held on: ..../../..\n", "Held on: 2026/03/09\n") == []
    assert found("Held on: ..../../..\n", "Held on: ..../../..\n") == [("IR201", 3)]


CLASSES = (
    "Class: ........ (A, B, C)\n\nClass A\n: all lines stood still for an hour\n\nClass B\n: one line stood still\n\n"
)


def test_what_explains_levels_in_definitions_is_a_legend() -> None:
    legend = CLASSES.partition("\n\n")[2]
    for kept in (legend, ""):
        assert found(CLASSES, f"Class: A\n\n{kept}", 'severity = "Class"') == []
    assert found(CLASSES, f"Class: D\n\n{legend}", 'severity = "Class"') == [("IR207", 3)]


CODED = "`sev: {}` `state: {}`\n"


def test_fields_may_be_in_code_each_with_its_value() -> None:
    form = CODED.format("{{SEV1|SEV2|SEV3}}", "{{open|fixed|closed}}")
    roles = 'severity = "sev"\nstatus = "state"'
    assert found(form, CODED.format("SEV2", "closed"), roles) == []
    assert found(form, CODED.format("SEV7", "closed"), roles) == [("IR207", 3)]
    assert found(form, CODED.format("SEV2", "{{open|fixed|closed}}"), roles) == [("IR202", 3)]


QUOTED = (
    "Replace what is in «quotes» before you send it.\n\n- Author: «name»\n- Plant: «town»\n- Line: «number»\n\n"
    "## Losses\n\n| Site | Parcels |\n| --- | --- |\n{}| Total | {} |\n\n## Events\n\n**{}**\n\n- {}\n"
)


def test_quotes_are_slots_in_rows_and_labels_too() -> None:
    form = QUOTED.format("| «site» | «n» |\n", "«n»", "«day»", "«what happened»")
    said = QUOTED.format("| Kassel | 20 |\n| Ulm | 12 |\n", "32", "Monday", "The belt stops.")
    filled = said.replace("«name»", "Ada Rehn").replace("«town»", "Ulm").replace("«number»", "3")
    assert found(form, filled) == []
    assert found(form, filled.partition("\n\n")[2]) == []
    assert found(form, filled.replace("Ada Rehn", "«name»")) == [("IR201", 5)]


NOTES = "## Impact\n\n{}[how many]\n\n## Cause\n\n{}[why]\n"


@pytest.mark.parametrize("label", ["Note", "Nota", "Guidance", "Merke"])
def test_a_label_that_says_a_sentence_in_several_places_is_a_hint(label: str) -> None:
    first, second = f"{label}: count each parcel only once.\n\n", f"{label}: stop where we can mend something.\n\n"
    form = NOTES.format(first, second)
    answered = NOTES.replace("[how many]", "40 parcels.").replace("[why]", "A belt tore.")
    for kept in ((first, second), ("", second), ("", "")):
        assert found(form, answered.format(*kept)) == []
    assert [line for _, line in found(form, NOTES.format(first, "").replace("[why]", "A belt tore."))] == [7]


def test_a_mark_in_a_hint_does_not_hide_what_is_none() -> None:
    form = (
        "## Money\n\nHint: amounts in EUR, none is fine.\n\n| Flow | Value |\n| --- | --- |\n| [name] | [n] |\n\n"
        "## Cause\n\nHint: one sentence will do.\n\n[why]\n"
    )
    report = "## Money\n\n{}None. Every payment was made in time.\n\n## Cause\n\nA belt tore.\n"
    assert found(form, report.format("Hint: amounts in EUR, none is fine.\n\n")) == []
    assert found(form, report.format("")) == []


LAST = "## Cause\n\n[why]\n\n## Lessons\n\n{}\n"


@pytest.mark.parametrize(
    "slot", ["[answer, optional]", "[optional; what we learnt]", "*Optional, in a few words.*\n\n…"]
)
def test_a_section_may_be_left_out_whose_slot_says_optional(slot: str) -> None:
    assert found(LAST.format(slot), "## Cause\n\nA belt tore.\n") == []


MARKS = "## Timeline\n\n| When | What | Mark |\n| --- | --- | :-: |\n{}"


def test_signs_that_few_entries_have_may_be_missing() -> None:
    form = MARKS.format("| [YYYY-MM-DD HH:MM] | [event] | [▶/★/✔] |\n")
    rows = "| 2026-03-09 07:40 | The belt stops | ▶ |\n| 2026-03-09 07:55 | A mechanic comes | |\n"
    assert found(form, MARKS.format(rows)) == []


ASIDE = "## Description\n\n{}(What did you see? Which line, which shift?)\n"


def test_a_question_in_parentheses_may_stay_above_its_answer() -> None:
    form = ASIDE.format("")
    assert found(form, ASIDE.format("") + "\nThe belt of line 3 stopped in the late shift.\n") == []
    assert found(form, ASIDE.format("")) == [("IR201", 5)]


ITEMS = "## Checks\n\n- [ ] Shops told at 00:00\n- [ ] Carriers told\n"


def test_what_is_there_in_another_notation_is_not_missing() -> None:
    form = "**Start:** [time]\n\n**Seen by:** [who]\n\n## Cause\n\n[why]\n\n" + ITEMS
    report = (
        "**Start:** 07:40\n\n{}## Cause\n\nA belt tore.\n\n## Checks\n\n- [x] Carriers told\n- Shops told at 08:10\n"
    )
    assert found(form, report.format("Seen by (at the line) the fitter\n\n")) == []
    assert found(form, report.format("").replace("- Shops told at 08:10\n", "")) == [("IR107", 1), ("IR112", 9)]


SENTENCES = "## Summary\n\n{}\n"


def test_one_sentence_more_or_less_is_an_information() -> None:
    for asked, told in [("2 to 3", 1), ("2 to 3", 4), ("One to two", 3), ("3 to 5", 4)]:
        assert found(SENTENCES.format(f"[{asked} sentences]"), SENTENCES.format("A belt tore. " * told)) == []
    for asked, told in [("2 to 3", 5), ("3 to 5", 2), ("3 to 5", 6), ("One to two", 4)]:
        assert found(SENTENCES.format(f"[{asked} sentences]"), SENTENCES.format("A belt tore. " * told)) == [
            ("IR114", 5)
        ]


def test_what_says_when_its_section_goes_may_stay() -> None:
    form = "## Cause\n\n[why]\n\n## Refunds\n\n*Remove this section if nobody was charged.*\n\n[how many]\n"
    report = "## Cause\n\nA belt tore.\n\n## Refunds\n\n*Remove this section if nobody was charged.*\n\nTwelve.\n"
    assert found(form, report) == []
    form = form.replace("this section if nobody was charged", "this note before publishing")
    report = report.replace("this section if nobody was charged", "this note before publishing")
    assert found(form, report) == [("IR204", 9)]


ACTIONS = "{}## Actions\n\n1. **{}**\n   - Owner: {}\n   - Due: {}\n"


def test_quotes_are_slots_below_the_items_of_a_list_too() -> None:
    head = "- Author: «name»\n- Plant: «town»\n- Line: «number»\n\n"
    form = ACTIONS.format(head, "«action»", "«person»", "«D Month YYYY»")
    filled = head.replace("«name»", "Ada Rehn").replace("«town»", "Ulm").replace("«number»", "3")
    assert found(form, ACTIONS.format(filled, "New belt", "Ada Rehn", "9 April 2026")) == []
    assert found(form, ACTIONS.format(filled, "New belt", "«person»", "9 April 2026")) == [("IR201", 10)]


VARIABLES = "- Lead: {}\n\n## Regions\n\nRegion | Requests\n--- | ---\n{}All regions | {}\n"


def test_words_behind_a_dollar_are_slots() -> None:
    form = VARIABLES.format("$LEAD", "$REGION | $N\n", "$N")
    rows = "north | 400\nsouth | 30\n"
    assert found(form, VARIABLES.format("Ada Rehn", rows, "430")) == []
    assert found(form, VARIABLES.format("$LEAD", rows, "430")) == [("IR201", 3)]
    assert found(form, VARIABLES.format("Ada Rehn", "north | 400\n$REGION | 30\n", "430")) == [("IR201", 10)]


ORDERS = "1. Substitute every `{}`.\n2. All times are `YYYY-MM-DD HH:MM` in UTC.\n\n- Lead: {}\n"


@pytest.mark.parametrize("slot", ["$VARIABLE", "{{placeholder}}", "[PLACEHOLDER]", "<variable_name>"])
def test_orders_above_the_form_may_stay_or_go(slot: str) -> None:
    form = ORDERS.format(slot, "$LEAD")
    filled = ORDERS.format(slot, "Ada Rehn")
    assert found(form, filled) == []
    assert found(form, filled.partition("\n\n")[2]) == []


SITES = "## Impact\n\n- Site …: … parcels late\n- Total: … parcels late\n"


def test_a_label_that_ends_with_dots_is_one_for_each() -> None:
    report = "## Impact\n\n- Site Fulda: 40 parcels late\n- Site Gera: 2 parcels late\n- Total: 42 parcels late\n"
    assert found(SITES, report) == []


LEVELS = "Grade: [K1 / K2 / K3]\n\n> K1 : nobody is served. K2 : some are not served. K3 : all wait a little.\n\n"


def test_levels_explained_in_one_line_are_a_legend() -> None:
    legend = LEVELS.partition("\n\n")[2]
    for kept in (legend, ""):
        assert found(LEVELS, f"Grade: K2\n\n{kept}") == []


TOLD = "## Notices\n\n- [ ] Head of sales, at {0}\n- [ ] Press office, at {0}\n"


def test_a_time_in_two_signs_is_a_slot_and_no_link() -> None:
    form = TOLD.format("<<HH:MM>>")
    report = TOLD.format("17:05").replace("[ ]", "[x]")
    assert found(form, report) == []
    assert found(form, report.replace("17:05", "<<HH:MM>>", 1)) == [("IR201", 5)]


def test_a_label_may_be_in_code_before_its_value() -> None:
    form = "`Captain:` {{@handle}}\n`Server:` {{name}}\n"
    assert found(form, "`Captain:` @kaoru\n`Server:` eu-2\n") == []
    assert found(form, "`Captain:` {{@handle}}\n`Server:` eu-2\n") == [("IR201", 3)]
