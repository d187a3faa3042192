"""Labels, items and sections that a report words anew in the place of those of its template."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a pump stood still\n\n"


def found(template: str, report: str) -> list[str]:
    """What is found in a report of a template, notes aside, with the line."""
    results = lint_text(report, [pack_of(template)], path="docs/pump.md")
    return [f"{one.place.line} {one.code}" for one in results if one.level != "info"]


def lists(section: str, *items: str) -> str:
    return f"## {section}\n\n" + "".join(f"- {item}\n" for item in items) + "\n"


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("Confirmed root cause or failure mode", "Confirmed structural failure mode"),
        ("Evidence of the repair (links)", "Evidence of repair"),
        ("出力・結果はどうなっていたか(件数、画面)", "出力・結果"),
        ("復旧の前に、元の状態を退避しましたか", "復旧前の退避"),
    ],
)
def test_a_label_that_shares_most_words_is_the_same_beside_others(asked: str, kept: str) -> None:
    template = HEAD + lists("Story", "Begin:", f"{asked}:", "End:")
    report = REPORT + lists(
        "Story", "Begin: it hummed", f"{kept}: a worn seal", "Repeated class: pumps", "End: new seal"
    )
    assert found(template, report) == []


@pytest.mark.parametrize(
    ("asked", "kept"), [("Confirmed root cause", "Repeated class of pumps"), ("復旧の前の状態", "影響した店舗")]
)
def test_a_label_of_other_words_is_another(asked: str, kept: str) -> None:
    template = HEAD + lists("Story", "Begin:", f"{asked}:", "End:")
    report = REPORT + lists("Story", "Begin: it hummed", f"{kept}: a worn seal", "End: new seal")
    assert found(template, report) == ["3 IR107"]


def test_of_two_missing_labels_one_is_told_anew() -> None:
    template = HEAD + lists("Story", "Begin:", "Impact on the guests:", "Impact on the staff and shifts:", "End:")
    report = REPORT + lists("Story", "Begin: it hummed", "Impact on guests: none", "End: new seal")
    assert found(template, report) == ["3 IR107"]


def test_a_list_of_labels_that_is_written_anew_without_them() -> None:
    template = HEAD + lists("Controls", "Control:", "Condition:", "Follow-up spec:") + lists("Links", "Log:")
    anew = lists("Controls", "Seals are changed each year", "The hall is watched", "Spares are in stock")
    assert found(template, REPORT + anew + lists("Links", "Log: pump.log")) == []
    few = lists("Controls", "Control: seals are changed each year", "The hall is watched", "Spares are in stock")
    assert found(template, REPORT + few + lists("Links", "Log: pump.log")) == ["3 IR107", "3 IR107"]


def test_a_label_below_its_own_heading_is_not_taken_for_its_like_elsewhere() -> None:
    template = HEAD + lists("Detection", "How:", "Evidence:") + lists("Links", "Spec:", "Evidence:")
    links = lists("Links", "Spec: pump.md", "Evidence: pump.log")
    assert found(template, REPORT + lists("Detection", "How: by ear") + links) == ["3 IR107"]
    assert found(template, REPORT + lists("Detection", "How: by ear", "Evidence: a photo") + links) == []


CHECKS = ("[ ] Did water reach the unsealed floor (hall/yard)?", "[ ] Did a pump run dry?", "[ ] Was a fuse changed?")


def test_a_box_in_other_words_is_the_same() -> None:
    template = HEAD + lists("Questions", *CHECKS)
    told = [f"{check} No." for check in CHECKS[1:]]
    assert found(template, REPORT + lists("Questions", "[ ] Did water reach the unsealed floor? No.", *told)) == []
    assert found(template, REPORT + lists("Questions", "[ ] Is the floor dry by now? Yes.", *told)) == ["3 IR112"]


def test_boxes_beside_one_for_others_are_offered() -> None:
    boxes = ("[ ] The alarm rang", "[ ] The spare was there", "[ ] The guide was right")
    kept = REPORT + lists("Went well", "[x] The spare was there")
    assert found(HEAD + lists("Went well", *boxes, "[ ] Other: ____"), kept) == []
    assert found(HEAD + lists("Went well", *boxes, "[ ] Other (which): ____"), kept) == []
    assert found(HEAD + lists("Checks", *boxes), kept.replace("Went well", "Checks")) == ["3 IR112", "3 IR112"]


ROWS = "| Check | Result | Owner |\n| --- | --- | --- |\n"


def test_a_dash_in_a_sample_row_says_that_a_cell_may_have_one() -> None:
    sample = f"{HEAD}## Checks\n\n{ROWS}| [Check] | [Result] | - |\n| [Check] | [Result] | IC |\n"
    report = f"{REPORT}## Checks\n\n{ROWS}| Oil | Full | - |\n| Belt | New | Ana |\n"
    assert found(sample, report) == []
    assert found(sample.replace("| - |", "| [Name] |").replace("| IC |", "| [Name] |"), report) == ["7 IR205"]


@pytest.mark.parametrize(
    "lead",
    ["Each action item must be:", "Organize by how soon:", "Jede Maßnahme muss haben:", "Cada acción debe tener:"],
)
def test_a_lead_that_tells_the_writer_what_to_do_may_go(lead: str) -> None:
    table = "| Action | Owner |\n| --- | --- |\n| [Action] | [Name] |\n"
    template = f"{HEAD}## Actions\n\n{table}\n{lead}\n\n- one owner\n- a day\n\n## Links\n\n[Links]\n"
    report = f"{REPORT}## Actions\n\n{table}\n## Links\n\npump.log\n".replace("[Action] | [Name]", "Oil it | Ana")
    assert found(template, report) == []


def test_a_lead_that_names_what_is_below_it_stays() -> None:
    template = f"{HEAD}## Lessons\n\n**What went well**\n\n- [Lesson]\n\n**What must change**\n\n- [Lesson]\n"
    assert found(template, f"{REPORT}## Lessons\n\n**What went well**\n\n- The alarm\n") == ["3 IR107"]


def test_questions_behind_a_label_are_hints() -> None:
    hint = "Useful lenses: what made it easy · what hid it · what should have stopped it?\n"
    template = f"{HEAD}## Causes\n\n[Causes]\n\n{hint}\n## Links\n\n[Links]\n"
    assert found(template, f"{REPORT}## Causes\n\nA worn seal.\n\n## Links\n\npump.log\n") == []


@pytest.mark.parametrize(("codes", "findings"), [("IR-4, IR-5, CA-7", []), ("P1, P2, P3", ["3 IR202"])])
def test_codes_of_several_kinds_are_what_all_reports_name(codes: str, findings: list[str]) -> None:
    template = f"{HEAD}**Controls:** {codes}\n\n## Causes\n\n[Causes]\n"
    assert found(template, f"{REPORT}**Controls:** {codes}\n\n## Causes\n\nA worn seal.\n") == findings
