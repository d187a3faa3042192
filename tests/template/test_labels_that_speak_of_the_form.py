"""Labels, headings and items that speak of the form itself: a complete report need not say the same."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a gate jammed\n\n"
STORY = "## Story\n\n[Text]\n"
TOLD = "## Story\n\nThe gate jammed at noon.\n"


def found(template: str, report: str) -> list[str]:
    return [one.code for one in lint_text(report, [pack_of(template)]) if one.level != "info"]


def table(*head: str, row: tuple[str, ...]) -> str:
    lines = (head, ("--",) * len(head), row)
    return "## Actions\n\n" + "".join(f"| {' | '.join(cells)} |\n" for cells in lines) + "\n"


@pytest.mark.parametrize("named", ["Owner Placeholder", "Owner - placeholder", "Owner (placeholder)"])
def test_a_column_is_called_what_it_is_without_the_word_placeholder(named: str) -> None:
    template = HEAD + table("What", named, row=("[Step]", "[Name]")) + STORY
    for head in (named, "Owner"):
        assert found(template, REPORT + table("What", head, row=("Oil it", "Uma Ray")) + TOLD) == []
    assert "IR110" in found(template, REPORT + table("What", "Colour", row=("Oil it", "red")) + TOLD)


def test_a_field_is_called_so_too_and_the_column_is_that_of_the_owner() -> None:
    template = HEAD + "**Lead Placeholder:** [Name]\n\n" + table("Step", "Owner Placeholder", row=("[Step]", "[Name]"))
    report = REPORT + "**Lead:** Uma Ray\n\n" + table("Step", "Owner", row=("Oil it", "Uma Ray"))
    assert found(template, report) == []
    assert found(template, report.replace("**Lead:** Uma Ray\n\n", "")) == ["IR107"]
    assert "IR601" in [one.code for one in lint_text(report.replace("| Uma Ray", "| nobody"), [pack_of(template)])]


BOXES = """## Scope

**Part:**

- [ ] Gate (north)
- [ ] `lamp-1` (hall)
- [ ] Bell
- [ ] Fence

"""


@pytest.mark.parametrize("value", ["Bell", "`lamp-1` (hall)", "Gate, and the Bell", "Fence: two metres of it"])
def test_a_choice_of_boxes_may_be_written_behind_its_label(value: str) -> None:
    assert found(HEAD + BOXES + STORY, f"{REPORT}## Scope\n\n**Part:** {value}\n\n{TOLD}") == []


@pytest.mark.parametrize("value", ["", "Roof", "the one with the Bell"])
def test_a_value_that_is_none_of_the_boxes_leaves_them_missing(value: str) -> None:
    assert "IR112" in found(HEAD + BOXES + STORY, f"{REPORT}## Scope\n\n**Part:** {value}\n\n{TOLD}")


def test_boxes_that_must_be_ticked_are_not_chosen_in_words() -> None:
    template = HEAD + BOXES + STORY
    pack = pack_of(template, 'name = "x"\ntemplate = "t.md"\nnodes."Scope" = { ticked = true }\n')
    report = f"{REPORT}## Scope\n\n**Part:** Bell\n\n{TOLD}"
    assert [one.code for one in lint_text(report, [pack]) if one.level != "info"] != []


FILES = "## References\n\n- Guide: `docs/gates/guide.md`\n- Rota: `ops/rota.json`\n\n"


def test_a_list_of_files_stays_as_it_is() -> None:
    assert found(f"{HEAD}{FILES}{STORY}", f"{REPORT}{FILES}{TOLD}") == []
    assert found(f"{HEAD}{FILES}{STORY}", REPORT + TOLD) == ["IR101"]


@pytest.mark.parametrize(
    "line", ["- Guide: `docs/gates/<name>.md`", "- Report: `docs/reports/0001-gate.md`", "- Which were read"]
)
def test_a_list_that_asks_for_a_file_does_not(line: str) -> None:
    asked = f"## References\n\n{line}\n\n"
    assert found(f"{HEAD}{asked}{STORY}", f"{REPORT}{asked}{TOLD}") != []


MESSAGE = "## Message\n\n**Subject**: {} The hall is closed today\n\nDear all, it is about [Name].\n\n"


@pytest.mark.parametrize("tag", ["[CLOSED]", "[ĐÓNG CỬA]", "[GESPERRT]"])
def test_the_subject_of_a_message_keeps_its_tag(tag: str) -> None:
    template, report = (f"{head}{MESSAGE.format(tag)}{rest}" for head, rest in ((HEAD, STORY), (REPORT, TOLD)))
    assert found(template, report.replace("[Name]", "hall 2")) == []
    assert found(template, report) == ["IR201"]


@pytest.mark.parametrize("tag", ["[TITLE]", "[Hall name]", "[NAME]", "[DATE]"])
def test_a_subject_that_asks_for_something_does_not(tag: str) -> None:
    template, report = (f"{head}{MESSAGE.format(tag)}{rest}" for head, rest in ((HEAD, STORY), (REPORT, TOLD)))
    assert found(template, report.replace("about [Name]", "about hall 2")) == ["IR201"]


@pytest.mark.parametrize(
    "heading",
    ["Status page template", "Announcement Template (for guests)", "Template for the call", "Template of a note"],
)
def test_the_template_of_another_text_may_go(heading: str) -> None:
    template = f"{HEAD}{STORY}\n## {heading}\n\nDear guests, [text]\n"
    assert found(template, REPORT + TOLD) == []
    assert found(template, f"{REPORT}{TOLD}\n## {heading}\n\nDear guests, the hall is shut.\n") == []
    assert found(template, f"{REPORT}{TOLD}\n## {heading}\n\nDear guests, [text]\n") == ["IR201"]


@pytest.mark.parametrize("heading", ["Announcement", "Was the template right?"])
def test_another_section_may_not(heading: str) -> None:
    assert found(f"{HEAD}{STORY}\n## {heading}\n\nDear guests, [text]\n", REPORT + TOLD) == ["IR101"]


ASKED = "## Checks\n\n- [ ] Was a lamp missing? Add it to `lamps.txt`.\n- [ ] Gate oiled\n\n"


@pytest.mark.parametrize(
    "item",
    ["Was a lamp missing? Yes: one in hall 2.", "Was a lamp missing? No", "Was a lamp missing? Add it to `lamps.txt`."],
)
def test_an_item_that_asks_is_answered_behind_its_question(item: str) -> None:
    assert found(HEAD + ASKED + STORY, f"{REPORT}## Checks\n\n- [x] {item}\n- [x] Gate oiled\n\n{TOLD}") == []


@pytest.mark.parametrize("item", ["Was a bell missing? No", "Lamp missing"])
def test_another_question_is_another_item(item: str) -> None:
    assert found(HEAD + ASKED + STORY, f"{REPORT}## Checks\n\n- [x] {item}\n- [x] Gate oiled\n\n{TOLD}") == ["IR112"]


@pytest.mark.parametrize(
    "note", ["Opsional tapi disarankan", "optioneel", "không bắt buộc", "isteğe bağlı", "optional but wise"]
)
def test_a_note_in_another_language_says_that_a_section_may_go(note: str) -> None:
    assert found(f"{HEAD}### Whys ({note})\n\n[Why]\n\n{STORY}", REPORT + TOLD) == []


@pytest.mark.parametrize("note", ["options", "no opsi", "required"])
def test_another_note_does_not(note: str) -> None:
    assert found(f"{HEAD}### Whys ({note})\n\n[Why]\n\n{STORY}", REPORT + TOLD) == ["IR101"]


GRADED = (
    HEAD + "**Severity:** Sev-1 / Sev-2 / Sev-3 / Sev-4\n\n" + STORY + "\n## Review ({})\n\n- [ ] Held\n- [ ] Read\n"
)


def graded(level: str, note: str, box: str) -> str:
    return f"{REPORT}**Severity:** {level}\n\n{TOLD}\n## Review ({note})\n\n- [x] Held\n- [{box}] Read\n"


@pytest.mark.parametrize(
    "note",
    [
        "Sev-1/2",
        "Sev-1/2 only",
        "Sev-1/2 — within 5 days",
        "for Sev-1 & 2",
        "SEV1/2, in a week",
        "required for Sev-1/2",
    ],
)
def test_a_level_may_be_named_by_its_number_behind_another(note: str) -> None:
    template = GRADED.format(note)
    assert found(template, graded("Sev-2", note, "x")) == []
    assert found(template, graded("Sev-2", note, " ")) == ["IR302"]
    assert found(template, graded("Sev-3", note, " ")) == []
    bare = f"{REPORT}**Severity:** Sev-{{}}\n\n{TOLD}"
    assert found(template, bare.format(3)) == []
    assert found(template, bare.format(2)) == ["IR301"]


@pytest.mark.parametrize("note", ["Sev-1/9", "1/2", "part 1/2", "Sev-1/2 of them"])
def test_another_number_is_no_level(note: str) -> None:
    assert found(GRADED.format(note), graded("Sev-2", note, " ")) == []
