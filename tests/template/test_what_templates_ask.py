"""What is to be filled in, in notations that teams use: left as it was, it is found."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a gate jammed\n\n"
STORY = "\n## Story\n\n[Text]\n"
TOLD = "\n## Story\n\nThe gate jammed at noon.\n"


def found(template: str, report: str) -> list[str]:
    return [one.code for one in lint_text(report, [pack_of(template)]) if one.level != "info"]


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("< number or estimate >", "about 40"),
        ("Estimate or none", "None"),
        ("Guess or nothing", "12 crates"),
        ("<who was held up, and how they were told: by voice, by bell, by a note on the door of the hall, or by one "
         "that went to them; say as well for how long they had to wait until the gate was open again for all>.",
         "Two porters, by bell"),
    ],
)  # fmt: skip
def test_values_without_the_usual_brackets(slot: str, value: str) -> None:
    template = f"{HEAD}- **Held up:** {slot}\n{STORY}"
    assert found(template, f"{REPORT}- **Held up:** {value}\n{TOLD}") == []
    assert found(template, f"{REPORT}- **Held up:** {slot}\n{TOLD}") == ["IR201"]


def test_options_in_backticks() -> None:
    template = f"{HEAD}| Field | Value |\n| -- | -- |\n| **Severity** | `grave` / `slight` |\n{STORY}"
    head = "| Field | Value |\n| -- | -- |\n"
    assert found(template, f"{REPORT}{head}| **Severity** | `slight` |\n{TOLD}") == []
    assert found(template, f"{REPORT}{head}| **Severity** | `grave` / `slight` |\n{TOLD}") == ["IR202"]


def test_a_range_of_levels_with_a_note() -> None:
    template = f"{HEAD}**Severity:** SEV1–4 (see the book)\n{STORY}"
    assert found(template, f"{REPORT}**Severity:** SEV4\n{TOLD}") == []
    assert found(template, f"{REPORT}**Severity:** SEV5\n{TOLD}") == ["IR207"]


def test_items_that_are_counted_are_samples() -> None:
    template = f"{HEAD}## Factors\n\n- Factor 1\n- Factor 2\n- Factor 3\n{STORY}"
    assert found(template, f"{REPORT}## Factors\n\n- The relay is old\n{TOLD}") == []
    assert found(template, f"{REPORT}## Factors\n\n- The relay is old\n- Factor 2\n{TOLD}") == ["IR201"]


@pytest.mark.parametrize(
    "note",
    [
        "(If nowhere - say so. Not every incident has one.)",
        "Optional. If none, write none.",
        "> Where we got lucky. If it is not applicable, write «N/A».",
        "> Wo wir Glück hatten. Falls nicht zutreffend: „entfällt“ eintragen.",
    ],
)
def test_a_section_is_demanded_that_is_to_say_that_there_was_none(note: str) -> None:
    template = f"{HEAD}## Luck\n\n{note}\n{STORY}"
    assert found(template, f"{REPORT}## Luck\n\nNowhere.\n{TOLD}") == []
    assert found(template, f"{REPORT}{TOLD}") == ["IR101"]


@pytest.mark.parametrize("prompt", ["Whether anybody was held up.", "Evidence that the gate is open again."])
def test_a_section_that_says_what_is_to_be_told(prompt: str) -> None:
    template = f"{HEAD}## Check\n\n{prompt}\n{STORY}"
    assert found(template, f"{REPORT}## Check\n\nIt was pushed twice.\n{TOLD}") == []
    assert found(template, f"{REPORT}## Check\n\n{prompt}\n{TOLD}") == ["IR201"]


def test_labels_with_dots_between_them() -> None:
    line = "Day: · Author: · Status: Draft | done, steps open | closed"
    template = f"{HEAD}{line}\n{STORY}"
    told = "Day: 2026-04-02 · Author: Uma Ray · Status: closed"
    assert found(template, f"{REPORT}{told}\n{TOLD}") == []
    assert found(template, f"{REPORT}{told.replace('Uma Ray ', '')}\n{TOLD}") == ["IR205"]
    assert found(template, f"{REPORT}{told.replace('closed', line.rpartition(': ')[2])}\n{TOLD}") == ["IR202"]


def test_a_sentence_with_a_dot_and_a_colon_is_no_row_of_labels() -> None:
    template = f"{HEAD}Day: [day]\n{STORY}"
    assert found(template, f"{REPORT}Day: 2026-04-02 · at noon, as the log says: it jammed\n{TOLD}") == []


def test_a_value_that_calls_itself_a_template_s() -> None:
    template = f'---\napprover: "TEMPLATE_APPROVER"\n---\n\n{HEAD}{STORY}'
    assert found(template, f'---\napprover: "Uma Ray"\n---\n\n{REPORT}{TOLD}') == []
    assert found(template, f'---\napprover: "TEMPLATE_APPROVER"\n---\n\n{REPORT}{TOLD}') == ["IR204"]
