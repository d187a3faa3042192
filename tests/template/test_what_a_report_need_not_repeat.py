"""Examples, instructions and parts of a template for its writer: a complete report has its own words there."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of


def found(template: str, report: str) -> list[str]:
    pack = pack_of(template)
    return [one.code for one in lint_text(report, [pack]) if one.level != "info"]


HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a gate jammed\n\n"


@pytest.mark.parametrize(
    "prompt",
    [
        "As short as you can: what failed, and who saw it first.",
        "Three things matter here: the cause, the trigger, and the chance that it happens again.",
        "Only what is certain: guesses belong further down.",
    ],
)
def test_a_sentence_with_a_colon_is_no_field(prompt: str) -> None:
    template = f"{HEAD}## Story\n\n{prompt}\n"
    assert found(template, f"{REPORT}## Story\n\nThe gate jammed at noon.\n") == []


@pytest.mark.parametrize("label", ["Impact", "Reported by", "Time to fix it"])
def test_a_field_is_a_field_although_its_value_is_a_prompt(label: str) -> None:
    template = f"{HEAD}## Facts\n\n**{label}:** describe it in a few words.\n"
    assert found(template, f"{REPORT}## Facts\n\nThe gate jammed at noon.\n") == ["IR107"]


@pytest.mark.parametrize("first", ["08:15", "2020-05-01", "2020-05-01 08:15 UTC", "ACT-XX", "08:15 - 08:30"])
def test_a_row_of_an_example_need_not_be_repeated(first: str) -> None:
    template = f"{HEAD}## Log\n\n| Key | Note |\n| --- | --- |\n| {first} | Something |\n"
    report = f"{REPORT}## Log\n\n| Key | Note |\n| --- | --- |\n| 17:02 | The gate opens |\n"
    assert found(template, report) == []


def test_a_list_of_example_entries_need_not_be_repeated() -> None:
    template = f"{HEAD}## Timeline\n\n- 08:15 Alarm: the pager rings\n- 08:30 Fix: it was restarted\n"
    assert found(template, f"{REPORT}## Timeline\n\n- 17:02 The gate jams\n- 17:40 The gate opens\n") == []


@pytest.mark.parametrize("heading", ["YYYY-MM-D1", "20XX-MM-DD", "YYYY-MM-DA"])
def test_a_heading_that_is_a_day_is_a_sample(heading: str) -> None:
    template = f"{HEAD}## Log\n\n### {heading}\n\n- `HH:MM` - Event\n"
    assert found(template, f"{REPORT}## Log\n\n### 2026-04-02\n\n- `17:02` - The gate jams\n") == []


@pytest.mark.parametrize("heading", ["Date: 3 May 2020", "Severity: SEV2", "Assignee: Jo Doe", "Day: 2020-05-03"])
def test_a_heading_may_have_an_example_behind_its_label(heading: str) -> None:
    label = heading.partition(":")[0]
    value = {"Date": "2 April 2026", "Severity": "SEV3", "Assignee": "Uma Ray", "Day": "2026-04-02"}[label]
    template = f"{HEAD}## {heading}\n\n## Story\n\n[Text]\n"
    assert found(template, f"{REPORT}## {label}: {value}\n\n## Story\n\nThe gate jammed.\n") == []


def test_other_headings_with_a_colon_are_demanded() -> None:
    template = f"{HEAD}## Phase two: recovery\n\n[Text]\n\n## Story\n\n[Text]\n"
    assert found(template, f"{REPORT}## Story\n\nThe gate jammed.\n") == ["IR101"]


@pytest.mark.parametrize(
    "words", ["*Delete this section when you copy the form.*", "Remove this part before you publish it."]
)
def test_a_section_that_is_to_be_deleted_goes_with_its_heading(words: str) -> None:
    template = f"## The form\n\nTwo pages at most.\n\n{words}\n\n**Owner:** [Name]\n\n## Story\n\n[Text]\n"
    assert found(template, "**Owner:** Uma Ray\n\n## Story\n\nThe gate jammed.\n") == []
    assert found(template, "## Story\n\nThe gate jammed.\n") == ["IR107"]


@pytest.mark.parametrize(
    "heading", ["When to file a report", "Review tips", "Related documents", "Severity levels", "Glossary"]
)
def test_a_section_for_the_writer_need_not_be_repeated(heading: str) -> None:
    template = f"{HEAD}## {heading}\n\n- One thing\n- Another one\n\n## Story\n\n[Text]\n"
    assert found(template, f"{REPORT}## Story\n\nThe gate jammed.\n") == []
    filled = template.replace("- Another one", "- [Another one]")
    assert found(filled, f"{REPORT}## Story\n\nThe gate jammed.\n") == ["IR101"]


def test_one_example_box_may_be_replaced() -> None:
    template = f"{HEAD}## Luck\n\n- [ ] Nobody was in the hall.\n"
    assert found(template, f"{REPORT}## Luck\n\n- [x] The wind was low.\n") == []
    assert found(template, f"{REPORT}## Luck\n\nThe wind was low.\n") == ["IR112"]


@pytest.mark.parametrize("note", ["*All clocks are Asia/Tokyo.*", "*(Times in UTC)*", "_Hours are CET._"])
def test_a_zone_in_italics_is_a_statement(note: str) -> None:
    text = f"# Incident: a gate jammed\n\n## Log\n\n{note}\n\n- 17:02 The gate jams\n"
    pack = pack_of(f"{HEAD}## Log\n\n{note}\n\n- HH:MM [Event]\n")
    assert [one.code for one in lint_text(text, [pack])] == []


def test_a_template_that_stands_twice_is_one() -> None:
    once = "## Basics\n\n**Owner:** [Name]\n\n## Scope\n\n[Text]\n\n"
    template = f"{HEAD}{once}---\n\n{once}"
    assert found(template, f"{REPORT}## Basics\n\n**Owner:** Uma Ray\n") == ["IR101"]
    assert found(template, f"{REPORT}## Basics\n\n**Owner:** Uma Ray\n\n## Scope\n\nOne hall.\n") == []


SAMPLES = [
    ("", "These are only sample subheadings: have those that you need."),
    ("", "The sub-sections below are examples."),
    ("de", "Die Unterüberschriften sind nur Beispiele."),
    ("fr", "Exemples de sous-titres."),
    ("ja", "小見出しは例です。"),
]


@pytest.mark.parametrize(("language", "words"), SAMPLES)
def test_a_section_may_say_that_its_headings_are_examples(language: str, words: str) -> None:
    template = f"{HEAD}## Actions\n\n{words}\n\n### Process\n\n1. [Action]\n\n### Tools\n\n1. [Action]\n"
    pack = pack_of(template, f'languages = ["{language}"]\n' if language else "")
    report = f"{REPORT}## Actions\n\n### Gates\n\n1. Oil them, Uma Ray\n"
    assert [one.code for one in lint_text(report, [pack])] == []


@pytest.mark.parametrize("words", ["Headings are bold.", "See the sections above.", "The sections help readers."])
def test_what_speaks_of_headings_in_another_way_makes_none_an_example(words: str) -> None:
    template = f"{HEAD}## Actions\n\n{words}\n\n### Process\n\n1. [Action]\n"
    assert "IR101" in found(template, f"{REPORT}## Actions\n\n### Gates\n\n1. Oil them, Uma Ray\n")
