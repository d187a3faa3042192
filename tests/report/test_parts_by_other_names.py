"""Parts of a template that a report has by another name, and reports that were written after another form."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of


def found(template: str, report: str) -> list[str]:
    """What is found in a report of a template, notes aside, with the line."""
    results = lint_text(report, [pack_of(template)], path="docs/pump.md")
    return [f"{one.place.line} {one.code} {one.message}" for one in results if one.level != "info"]


def form(*names: str, head: str = "") -> str:
    """A template with these sections, which all ask for a text."""
    return f"# Incident: [Title]\n\n{head}" + "".join(f"## {name}\n\n[What is to be told]\n\n" for name in names)


def told(*names: str, head: str = "") -> str:
    """A report with these sections, which all tell something."""
    return f"# Incident: pump\n\n{head}" + "".join(f"## {name}\n\nThe pump stood still.\n\n" for name in names)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("Cause racine", "Causes racines"),
        ("Lesson learned", "Lessons learned"),
        ("Action item", "Action items"),
        ("Root cause", "Causes"),
        ("Action items", "Next steps"),
        ("Overview", "Summary"),
    ],
)
def test_a_section_in_another_number_or_by_a_name_of_its_role_is_there(asked: str, kept: str) -> None:
    assert found(form("Story", asked, "Links"), told("Story", kept, "Links")) == []


def test_what_is_bound_by_its_role_is_checked() -> None:
    template = form("Story", "Action items", "Links").replace("[What is to be told]\n\n## L", "- [ ] [Task]\n\n## L")
    assert found(template, told("Story", "Next steps", "Links").replace("The pump stood still.\n\n## L", "## L")) == [
        '7 IR105 section "Next steps" is empty'
    ]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (("Story", "Root cause", "Contributing factors"), ("Story", "Root cause", "Trigger")),  # two of one role
        (("Story", "Impact", "Links"), ("Story", "Background", "Links")),
        (("Story", "Bus", "Links"), ("Story", "Bu", "Links")),
        (("Story", "A.2 Gate report", "Links"), ("Story", "A.3 Hall report", "Links")),
        (("Story", "Why", "Links"), ("Story", "Root cause", "Links")),  # a team has renamed it in its template
    ],
)
def test_another_part_is_none_by_another_name(asked: tuple[str, ...], kept: tuple[str, ...]) -> None:
    missing = next(name for name in asked if name not in kept)
    assert [one.split(" ", 1)[1].split(";")[0] for one in found(form(*asked), told(*kept))] == [
        f'IR101 section "{missing}" is missing'
    ]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("Why the repair took as long as it did", "Why the repair is slow"),
        ("Ошибка", "Fault"),
        ("原因", "What broke"),
    ],
)
def test_one_part_in_the_place_of_another_is_a_note(asked: str, kept: str) -> None:
    assert found(form("Story", asked, "Links"), told("Story", kept, "Links")) == []
    assert len(found(form("Story", asked, "Links"), told(kept, "Story", "Links"))) == 1  # it is not in its place
    assert len(found(form("Story", asked, "Links"), told("Story", "Links"))) == 1


def test_rows_and_labels_in_another_script_are_translations() -> None:
    head = "**Дата:** [Дата]\n**Место:** [Место]\n\n"
    assert found(form("Story", head=head), told("Story", head="**Day:** 2026-05-04\n**Place:** Yard 3\n\n")) == []
    assert len(found(form("Story", head=head), told("Story", head="**Day:** 2026-05-04\n\n"))) == 2


ASKED = ("Summary", "Impact", "Root cause", "Detection", "Recovery")


def test_a_report_of_another_form_is_told_so_once() -> None:
    head = "**Severity:** P1 / P2 / P3\n\n"
    only = (
        '1 IR101 the report follows another form: 4 of the 5 sections are missing, "Impact", "Root cause", "Detection"'
    )
    report = told("Summary", "The evening", "What Jana saw")
    assert found(form(*ASKED), report) == [f"{only} and 1 more"]
    assert found(form(*ASKED, head=head), report) == [f"{only} and 1 more"]


def test_a_draft_is_told_each_part_that_it_lacks() -> None:
    assert len(found(form(*ASKED), told("Summary"))) == 4
    assert len(found(form(*ASKED), told("Summary", "Impact", "The evening", "What Jana saw"))) == 3


def test_what_another_form_has_of_the_head_is_demanded() -> None:
    head = "**Severity:** P1 / P2 / P3\n**Owner:** [Name]\n\n"
    report = told("Summary", "The evening", "What Jana saw", head="**Severity:** P2\n\n")
    assert [one.split()[1] for one in found(form(*ASKED, head=head), report)] == ["IR101", "IR107"]


@pytest.mark.parametrize(
    ("hint", "says", "count"),
    [
        ("_Fill in for leaks. Mark N/A if not applicable._", "N/A", 0),
        ("_Otherwise write N/A._", "N/A", 0),
        ("_Fill in for leaks._", "N/A", 1),
        ("_If not applicable, write N/A and a reason._", "N/A", 1),
    ],
)
def test_a_table_need_not_be_there_where_the_template_offers_na(hint: str, says: str, count: int) -> None:
    table = "| Task | Owner |\n|---|---|\n| [Task] | [Name] |\n\n"
    template = form("Story", "Tasks for the guards", "Links").replace(
        "[What is to be told]\n\n## L", f"{hint}\n\n{table}## L"
    )
    report = told("Story", "Tasks for the guards", "Links").replace("The pump stood still.\n\n## L", f"{says}\n\n## L")
    assert len(found(template, report)) == count


@pytest.mark.parametrize(("items", "line"), [("1.\n2.\n3.\n", 9), ("-\n", 7)])
def test_several_empty_items_are_told_at_the_first(items: str, line: int) -> None:
    template = form("Story", "Guesses", "Links").replace("[What is to be told]\n\n## L", "1.\n2.\n3.\n\n## L")
    report = told("Story", "Guesses", "Links").replace("The pump stood still.\n\n## L", f"{items}\n## L")
    assert [one.split()[0] for one in found(template, report)] == [str(line)]
