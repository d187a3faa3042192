"""What ordinary templates have: lines to be filled in by hand, legends, boxes of classes, hints that may stay."""

from __future__ import annotations

import pytest

from support import lines_of, lint_text, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a lift stood still\n\n"


def found(template: str, report: str, as_of: str = "") -> list[tuple[str, int]]:
    named = '[roles]\nseverity = "Classification (tick one)"\n' if template.startswith("Classification") else ""
    pack = pack_of(HEAD + template, named)
    said = lint_text(REPORT + report, [pack], as_of=as_of)
    return lines_of(said)


TIMES = "| Step | At |\n|---|---|\n| Began | {} |\n| Ended | {} |\n"


def test_lines_to_be_filled_in_by_hand_are_slots_for_a_time() -> None:
    form = TIMES.format("__:__", "__:__")
    assert found(form, TIMES.format("07:40", "09:10")) == []
    assert found(form, TIMES.format("07:40", "__:__")) == [("IR201", 6)]
    assert found("**Day:** __/__/____\n", "**Day:** 10/03/2026\n") == []
    assert found("**Day:** __/__/____\n", "**Day:** __/__/____\n") == [("IR201", 3)]


BOXES = "## Review\n\n- [{0}] Inform the head of service\n- [{0}] Actions are in the tracker\n"


def test_what_an_item_of_a_checklist_orders_is_a_task() -> None:
    assert found(BOXES.format(" "), BOXES.format("x")) == []


LAST = "## Cause\n\n{}\n"


@pytest.mark.parametrize(
    "hint",
    [
        "**How to use this page:** fill in all the fields. Delete this paragraph.",
        "**Please note:** link it from {{index}}. Delete this paragraph.",
    ],
)
def test_a_hint_with_a_label_is_no_field(hint: str) -> None:
    assert found(f"{hint}\n\n" + LAST.format("[why]"), LAST.format("A rope broke.")) == []


LEGEND = "Scale:\n\n- **{0}1**: nobody can get out\n- **{0}2**: some doors are shut\n\n"


@pytest.mark.parametrize("letter", ["G", "N", "K"])
def test_a_list_that_explains_codes_is_a_legend(letter: str) -> None:
    legend = LEGEND.format(letter)
    for kept in (legend, ""):
        assert found(legend + LAST.format("[why]"), kept + LAST.format("A rope broke.")) == []


CLASSES = "Classification (tick one):\n\n- [{}] A – doors shut\n- [{}] B – doors slow\n- [ ] C – noise\n\n"
GATED = "## Emergency line\n\n{}\n\n"


def test_boxes_of_lettered_classes_are_the_severity() -> None:
    gate = "(Class A only. Other classes: delete this chapter.)\n\n[who was called]"
    form = CLASSES.format(" ", " ") + GATED.format(gate) + LAST.format("[why]")
    cause = LAST.format("A rope broke.")
    assert found(form, CLASSES.format("x", " ") + GATED.format("The fire brigade.") + cause) == []
    assert found(form, CLASSES.format(" ", "x") + cause) == []
    assert [code for code, _ in found(form, CLASSES.format("x", " ") + cause)] == ["IR301"]


@pytest.mark.parametrize(
    ("offer", "answer"),
    [
        ('*For class B write "not needed".*', "not needed"),
        ("*Small ones: put “none of it”.*", "None of it."),
        ("*Sonst «entfällt hier» schreiben.*", "entfällt hier"),
    ],
)
def test_a_section_may_say_what_its_template_offers_instead(offer: str, answer: str) -> None:
    form = f"## Regulator\n\n{offer}\n\n- Told on: ____\n- Reference: ____\n\n" + LAST.format("[why]")
    cause = LAST.format("A rope broke.")
    assert found(form, f"## Regulator\n\n{answer}\n\n" + cause) == []
    assert found(form, "## Regulator\n\nlater\n\n" + cause) != []


def test_a_remark_in_parentheses_names_a_form_and_is_none() -> None:
    remark = "(All times are local; give the date as DD.MM.YYYY and the hour.)\n\n"
    form = "## Times\n\n" + remark + "**Began:** DD.MM.YYYY HH:MM\n"
    assert found(form, "## Times\n\n" + remark + "**Began:** 10.03.2026 07:40\n") == []


@pytest.mark.parametrize(
    ("asked", "language"),
    [("At most three sentences.", "en"), ("Höchstens drei Sätze.", "de"), ("Au plus trois phrases.", "fr")],
)
def test_at_most_so_many_sentences(asked: str, language: str) -> None:
    pack = pack_of(HEAD + f"## Cause\n\n<What broke? {asked}>\n", f'languages = ["{language}"]\n')
    for count, codes in ((1, []), (3, []), (4, ["IR114"])):
        report = REPORT + LAST.format(" ".join(["A rope broke."] * count))
        assert [one.code for one in lint_text(report, [pack])] == codes


@pytest.mark.parametrize("said", ["may be deleted", "can be removed or kept"])
def test_italics_that_may_be_deleted_may_stay(said: str) -> None:
    form = f"*Text in italics is help and {said}.*\n\n## Cause\n\n*Use the five whys.*\n\n[why]\n"
    assert found(form, "## Cause\n\n*Use the five whys.*\n\nA rope broke.\n") == []


def test_the_end_is_told_by_a_time_of_the_report_s_day() -> None:
    form = "**Date:** YYYY-MM-DD\n\n**Started:** HH:MM\n\n**Resolved:** HH:MM\n\n" + LAST.format("[why]")
    report = "**Date:** 2026-03-10\n\n**Started:** 07:40\n\n**Resolved:** 09:10\n\n" + LAST.format("[why]")
    assert found(form, report, "2026-03-12") == [("IR201", 11)]


@pytest.mark.parametrize("slot", ["_[Optional]_", "[optional]", "{optional}"])
def test_a_section_whose_slot_says_optional_may_be_left_out(slot: str) -> None:
    form = LAST.format("[why]") + f"\n## Remarks\n\n{slot}\n"
    assert found(form, LAST.format("A rope broke.")) == []


def test_what_is_to_be_filled_in_for_one_answer_needs_no_repeating() -> None:
    form = "## Data\n\nData lost: Yes / No\n\n*If yes, complete the following:*\n\n- Records: \n"
    assert found(form, "## Data\n\nData lost: Yes\n\n- Records: 12\n") == []


@pytest.mark.parametrize(
    ("options", "written", "lighter"),
    [
        ("<1 – all doors / 2 – some doors / 3 – noise>", "2 – some doors", "3 – noise"),
        ("{{1-3}}", "2", "3"),
        ("N1 (all) · N2 (some) · N3 (none)", "N2 (some)", "N3 (none)"),
    ],
)
def test_levels_in_many_notations(options: str, written: str, lighter: str) -> None:
    levels = ["1", "2", "3"] if "N1" not in options else ["N1", "N2", "N3"]
    form = HEAD + f"**Severity:** {options}\n\n## Board\n\n(Only for {levels[0]} and {levels[1]}.)\n\nTold at: ____\n"
    pack = pack_of(form)
    report = REPORT + f"**Severity:** {written}\n\n" + LAST.format("A rope broke.")
    assert [one.code for one in lint_text(report, [pack]) if one.level != "info"] == ["IR301"]
    report = report.replace(written, lighter)
    assert [one.code for one in lint_text(report, [pack]) if one.level != "info"] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Both boxes have to be ticked once the status is closed.",
        "All two boxes must be ticked for closed.",
        "Closed is said with both boxes ticked.",
    ],
)
def test_a_status_takes_all_ticks(sentence: str) -> None:
    form = (
        "**Status:** open / closed\n\n## Review\n\n- [ ] Read by another\n- [ ] Actions are there\n\n"
        + f"*{sentence}*\n"
    )
    for status, ticks, codes in (("closed", "x ", ["IR302"]), ("closed", "xx", []), ("open", "  ", [])):
        boxes = f"- [{ticks[0]}] Read by another\n- [{ticks[1]}] Actions are there\n"
        assert [code for code, _ in found(form, f"**Status:** {status}\n\n## Review\n\n{boxes}")] == codes


def test_what_a_template_offers_to_others_is_no_answer_where_it_is_demanded() -> None:
    form = '**Severity:** P1 / P2\n\n## Board\n\n*Required for P1; for P2 write "no need".*\n\n- Told at: ____\n'
    assert found(form, "**Severity:** P2\n\n## Board\n\nno need\n") == []
    assert found(form, "**Severity:** P1\n\n## Board\n\nno need\n") == [("IR301", 5)]
