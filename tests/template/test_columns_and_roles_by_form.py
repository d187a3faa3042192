"""What a table is for is seen by its form: timelines, actions, legends; and which of its cells may be empty."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

HEAD = "# Incident: [Title]\n\n**Started:** YYYY-MM-DD HH:MM\n"

DONE = "# Incident: till stuck\n\n**Started:** 2026-03-02 10:00\n"


def codes(template: str, report: str) -> list[str]:
    return [one.code for one in lint_text(DONE + report, [pack_of(HEAD + template)]) if one.level != "info"]


@pytest.mark.parametrize("column", ["Remarks", "Notes", "Comment"])
def test_a_column_of_remarks_may_be_empty(column: str) -> None:
    form = f"\n## Impact\n\n| Area | Effect | {column} |\n| - | - | - |\n| Tills | | |\n| Stock | | |\n"
    told = f"\n## Impact\n\n| Area | Effect | {column} |\n| - | - | - |\n| Tills | none | |\n| Stock | {{}} | |\n"
    assert codes(form, told.format("none")) == []
    assert codes(form, told.format("")) == ["IR205"]


def test_who_did_something_need_not_be_known_in_a_timeline() -> None:
    form = "\n## Timeline\n\n| Time | Event | Who |\n| - | - | - |\n| HH:MM | [event] | [name] |\n"
    assert codes(form, "\n## Timeline\n\n| Time | Event | Who |\n| - | - | - |\n| 10:00 | Till stuck | |\n") == []


def test_the_number_of_a_ticket_has_any_length() -> None:
    form = "\n## Work\n\n| Action | Owner | Ticket |\n| - | - | - |\n| [what] | [who] | TILL-#### |\n"
    row = "\n## Work\n\n| Action | Owner | Ticket |\n| - | - | - |\n| Oil it | Ana | {} |\n"
    assert codes(form, row.format("TILL-7")) == []
    assert codes(form, row.format("soon")) == ["IR207"]


def test_a_legend_may_go_or_stay() -> None:
    legend = "\n| Level | Meaning |\n| - | - |\n| P1 | all tills |\n| P2 | one till |\n"
    form = f"**Level:** [which]\n{legend}\n## Cause\n\n[Cause]\n"
    told = "**Level:** P2\n{}\n## Cause\n\nDust.\n"
    assert codes(form, told.format("")) == codes(form, told.format(legend)) == []


@pytest.mark.parametrize("title", ["Things we promise", "Repairs", "Work for next month"])
def test_a_table_of_who_does_what_by_when_is_of_actions_under_any_heading(title: str) -> None:
    form = f"\n## {title}\n\n| Promise | Owner | Done on |\n| - | - | - |\n| [what] | [who] | YYYY-MM-DD |\n"
    row = f"\n## {title}\n\n| Promise | Owner | Done on |\n| - | - | - |\n| Oil it | {{}} | {{}} |\n"
    assert codes(form, row.format("Ana", "2026-03-09")) == []
    assert codes(form, row.format("", "2026-03-09")) == ["IR601"]
    assert codes(form, row.format("Ana", "2025-03-09")) == ["IR409"]


def test_all_tables_of_actions_are_read() -> None:
    table = "| Action | Owner | Due |\n| - | - | - |\n| {} | {} | {} |\n"
    both = "\n## Actions\n\n{}\n## Long-term work\n\n{}"
    form = both.format(*[table.format("[what]", "[who]", "YYYY-MM-DD")] * 2)
    first = table.format("Oil it", "Ana", "2026-03-09")
    assert codes(form, both.format(first, table.format("Buy a till", "", "2026-04-09"))) == ["IR601"]


@pytest.mark.parametrize("title", ["How it went", "Minute by minute", "Story"])
def test_rows_that_begin_with_times_are_a_timeline_under_any_heading(title: str) -> None:
    form = f"\n## {title}\n\n| Clock | Note |\n| - | - |\n| HH:MM | [what] |\n"
    rows = f"\n## {title}\n\n| Clock | Note |\n| - | - |\n| 10:00 | stuck |\n| {{}} | oiled |\n| 10:30 | fine |\n"
    assert codes(form, rows.format("10:20")) == []
    assert codes(form, rows.format("09:20")) == ["IR404"]


@pytest.mark.parametrize(
    ("example", "later"), [("2025-01-31 09:00", "2025-01-31 10:00"), ("31.01.2025 09:00", "31.01.2025 10:00")]
)
def test_a_field_that_is_filled_in_with_an_example_takes_what_the_example_is(example: str, later: str) -> None:
    rows = "| What | Value |\n| - | - |\n| Started | {} |\n| Resolved | {} |\n| Duration | {} |\n"
    form = "# Incident: [Title]\n\n" + rows.format(example, later, "1h")
    for end, length, found in (("11:30", "1h 30m", []), ("11:30", "3h", ["IR403"]), ("09:30", "about", ["IR402"])):
        report = "# Incident: till\n\n" + rows.format("2026-03-02 10:00", f"2026-03-02 {end}", length)
        told = lint_text(report, [pack_of(form)])
        assert [one.code for one in told if one.level != "info"] == found


def test_dots_are_slots_in_a_title_and_before_a_unit() -> None:
    form = "# Incident: …\n\n**Duration:** … minutes\n"
    for title, length, found in (
        ("till", "40 minutes", []), ("…", "40 minutes", ["IR201"]), ("till", "… minutes", ["IR201"]),
    ):  # fmt: skip
        told = lint_text(f"# Incident: {title}\n\n**Duration:** {length}\n", [pack_of(form)])
        assert [one.code for one in told] == found


@pytest.mark.parametrize("due", ["due {}", "Due: {}", "deadline {}"])
def test_a_due_date_in_a_list_needs_no_colon(due: str) -> None:
    form = "\n## Actions\n\n1. [what] -- [who], due [YYYY-MM-DD]\n"
    item = f"\n## Actions\n\n1. Oil it -- Ana, {due}\n2. Dust it -- Bo, {due}\n"
    assert codes(form, item.format("2026-03-09", "2026-03-10")) == []
    assert codes(form, item.format("2026-03-09", "2025-03-10")) == ["IR409"]


def test_a_prompt_in_a_quote_alone_below_a_heading_has_to_go() -> None:
    form = "\n## In short\n\n> Tell it as to a baker.\n"
    assert codes(form, "\n## In short\n\nThe till was stuck.\n") == []
    assert codes(form, form) == ["IR201"]
