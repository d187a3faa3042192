"""What is left of a template word for word where its words ask, are an example or address the writer."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a gate jammed\n\n"


def found(template: str, report: str, pack: str = "") -> list[tuple[str, int, str]]:
    return [(one.code, one.place.line, one.level) for one in lint_text(report, [pack_of(template, pack)])]


@pytest.mark.parametrize(
    ("line", "filled"),
    [
        ("First post at `{{ HH:MM }}`, last post at `{{ HH:MM }}`.", "First post at `08:10`, last post at `09:30`."),
        ("- Policy: `docs/policies/<file>.md`, part X.", "- Policy: `docs/policies/two-gates.md`, part 4."),
        ("Kept as `logs/YYYY-MM-DD.tar` by the operator.", "Kept as `logs/2026-04-02.tar` by the operator."),
    ],
)
def test_inline_code_that_holds_a_slot_is_left_as_a_whole(line: str, filled: str) -> None:
    template = f"{HEAD}## Afterwards\n\n{line}\n"
    code = line[line.rindex("`", 0, line.rindex("`")) : line.rindex("`") + 1]
    assert found(template, f"{REPORT}## Afterwards\n\n{filled} Nothing was written to others.\n") == []
    left = f"{REPORT}## Afterwards\n\nAt noon {code} was named. Nothing was written to others.\n"
    assert found(template, left) == [("IR201", 5, "error")]


def test_inline_code_in_a_sentence_on_forms_may_stay() -> None:
    template = f"{HEAD}## Log\n\nAll times are `HH:MM` in UTC.\n\n[Text]\n"
    assert found(template, f"{REPORT}## Log\n\nAll times are `HH:MM` in UTC.\n\nThe gate jammed.\n") == []


LOG = "## Log\n\n| Time | Event |\n|---|---|\n"


@pytest.mark.parametrize("begun", ["Acknowledged by", "Called out to:", "Confirmed with"])
def test_a_cell_that_only_begins_is_unfilled(begun: str) -> None:
    template = f"{HEAD}{LOG}| | {begun} |\n| | Closed |\n"
    done = f"| 08:10 | {begun} Uma Ray |\n| 09:30 | Closed |\n"
    assert found(template, f"{REPORT}{LOG}{done}") == []
    assert found(template, f"{REPORT}{LOG}| 08:10 | {begun} |\n| 09:30 | Closed |\n") == [("IR201", 7, "error")]


@pytest.mark.parametrize("example", ["(e.g.) the pager rings", "Example: the pager rings", "for example, a call"])
def test_the_cell_of_an_example_is_left_though_others_of_its_row_are_filled(example: str) -> None:
    template = f"{HEAD}{LOG}| HH:MM | {example} |\n"
    assert found(template, f"{REPORT}{LOG}| 08:10 | The gate jams |\n") == []
    left = found(template, f"{REPORT}{LOG}| 08:10 | The gate jams |\n| 08:20 | {example} |\n")
    assert left == [("IR203", 8, "error")]


ASKS = """## Weak points

Where was the plan itself wrong? Take your time.

- The rule did not say who may call X
- Nobody had asked for a test of the SDK
"""


@pytest.mark.parametrize("kept", ["The rule did not say who may call X", "Nobody had asked for a test of the SDK"])
def test_an_item_of_a_section_that_asks_is_an_example(kept: str) -> None:
    own = f"{REPORT}## Weak points\n\n- The gate had no key.\n"
    assert found(HEAD + ASKS, own) == []
    assert found(HEAD + ASKS, f"{own}- {kept}\n") == [("IR203", 6, "info")]


@pytest.mark.parametrize("name", ["SDK", "ADR", "TTR"])
def test_an_acronym_is_no_time_zone(name: str) -> None:
    prompt = f"What did the {name} do? The {name} is what failed."
    assert found(f"{HEAD}## Story\n\n{prompt}\n", f"{REPORT}## Story\n\n{prompt}\n") == [("IR201", 5, "error")]


@pytest.mark.parametrize(
    "box",
    [
        "<aside>💡 Fill this in within a week. Delete this box when you are done.</aside>",
        "<div class='note'><em>Remove this note before you publish.</em></div>",
        "<p><b>For writers:</b> delete this paragraph.</p>",
    ],
)
def test_a_box_of_html_that_is_to_be_deleted(box: str) -> None:
    template = f"{HEAD}{box}\n\n## Story\n\n[Text]\n"
    assert found(template, f"{REPORT}## Story\n\nThe gate jammed.\n") == []
    assert found(template, f"{REPORT}{box}\n\n## Story\n\nThe gate jammed.\n") == [("IR204", 3, "error")]


def test_empty_rows_among_others_are_left_alone() -> None:
    people = "## People\n\n| Name | Role |\n|---|---|\n"
    report = f"{REPORT}{people}| Uma Ray | lead |\n"
    assert found(f"{HEAD}{people}| | |\n| | |\n", report) == []
    assert found(f"{HEAD}{people}| | |\n| | |\n", f"{report}| | |\n") == []


def test_the_comment_of_an_empty_section_is_told_beside_it() -> None:
    template = f"{HEAD}## Harm\n\n<!-- How many gates? -->\n\n## Story\n\n<!-- What happened? -->\n"
    report = f"{REPORT}## Harm\n\n<!-- How many gates? -->\n\n## Story\n\nThe gate jammed.\n"
    assert found(template, report) == [("IR105", 3, "error"), ("IR204", 5, "info")]
    assert found(template, report.replace("-->\n", "-->\n\nOne.\n")) == []


@pytest.mark.parametrize(
    ("options", "chosen"),
    [
        ("( ) High ( ) Medium ( ) Low", "( ) High (x) Medium ( ) Low"),
        ("( ) Alta ( ) Baixa", "(X) Alta ( ) Baixa"),
        ("( ) yes ( ) no", "( ) yes (x) no"),
    ],
)
def test_boxes_of_parentheses_are_a_choice(options: str, chosen: str) -> None:
    template = f"{HEAD}**How bad:** {options}\n"
    assert found(template, f"{REPORT}**How bad:** {chosen}\n") == []
    assert found(template, f"{REPORT}**How bad:** {options}\n") == [("IR202", 3, "error")]
