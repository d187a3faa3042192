"""Days of timelines by their names or in bold, hints that may stay, what is optional behind a slot, each of several."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of


def found(template: str, report: str) -> list[tuple[str, int]]:
    return [(one.code, one.place.line) for one in lint_text(report, [pack_of(template)])]


@pytest.mark.parametrize(
    ("first", "second"), [("Tue", "Wed"), ("Tuesday", "Wednesday"), ("Di.", "Mi."), ("mardi", "mercredi")]
)
@pytest.mark.parametrize("clock", ["Clock", "Time", "Local time"])
def test_a_day_of_a_timeline_may_be_that_of_the_week(first: str, second: str, clock: str) -> None:
    head = f"# Incident: {{}}\n\n## Hour by hour\n\n| Day | {clock} | What | Who |\n|---|---|---|---|\n"
    template = head.format("[Title]") + "| Mon | 00:00 | EXAMPLE ROW - delete | J. Doe |\n"
    report = head.format("gate") + f"| {first} | 23:40 | Gate stops | – |\n| {second} | 00:25 | Gate runs | A. Ray |\n"
    assert found(template, report) == []
    assert ("IR404", 8) in found(template, report.replace(second, first).replace("00:25", "22:25"))


def test_a_day_is_a_day() -> None:
    head = "# Incident: {}\n\n## Changes\n\n| Date | Action | Owner |\n|---|---|---|\n"
    template = head.format("[Title]") + "| [YYYY-MM-DD] | [action] | [name] |\n"
    assert ("IR207", 7) in found(template, head.format("gate") + "| Soon | Oil the hinge. | A. Ray |\n")


@pytest.mark.parametrize("day", ["**{}**", "**{}:**", "*{}*", "__{}__"])
def test_a_day_in_bold_is_that_of_the_times_below_it(day: str) -> None:
    first, second = day.format("2026-03-03"), day.format("2026-03-07")
    template = "# Incident: [Title]\n\n## Timeline\n\n**<yyyy-mm-dd>**\n\n<hh:mm> – <event>\n"
    rows = f"{first}\n\n11:20 – It stops.\n\n{second}\n\n08:15 – Ada asks.\n\n09:30 – It runs.\n"
    report = f"# Incident: gate\n\n## Timeline\n\n{rows}"
    assert found(template, report) == []
    assert found(template, report.replace("09:30", "07:30")) == [("IR404", 13)]


HINT = "*Why did it break? Remove this section for P3.*"

HINTED = f"# Incident: [Title]\n\n{{says}}\n\n## Cause\n\n{HINT}\n\n[cause]\n\n## Log\n\n[log]\n"


@pytest.mark.parametrize(
    "says",
    [
        "*Text in italics is guidance. It may stay in the report.*",
        "**Replace all slots. Hints in underscores can go or stay.**",
        "Lines in italics are help; they need not be deleted.",
        "<!-- Slanted hints may be kept. -->",
    ],
)
def test_hints_that_may_stay_do(says: str) -> None:
    template = HINTED.format(says=says)
    report = f"# Incident: gate\n\n## Cause\n\n{HINT}\n\nA stone.\n\n## Log\n\nSeen.\n"
    assert found(template, report) == []


@pytest.mark.parametrize(
    "slot",
    [
        "[name] (optional)",
        "@TBD _(optional)_",
        "TBD – optional",
        "<name> *(if any)*",
        "[name] – if applicable",
        "____ (optional)",
        "@handle (if known)",
    ],
)
def test_what_says_that_it_is_optional_behind_its_slot_may_be_left_out(slot: str) -> None:
    template = f"# Incident: [Title]\n\n**Lead:** [name]\n**Scribe:** {slot}\n\n## Cause\n\n[cause]\n"
    report = "# Incident: gate\n\n**Lead:** Ada Ray\n**Scribe:** Bo Lin\n\n## Cause\n\nA stone.\n"
    assert found(template, report) == []
    assert found(template, report.replace("**Scribe:** Bo Lin\n", "")) == []
    assert found(template, report.replace("**Lead:** Ada Ray\n", "")) == [("IR107", 1)]
    assert found(template, report.replace("Bo Lin", slot)) == [("IR201", 4)]


@pytest.mark.parametrize(
    "says",
    [
        "For each: what, who, until when.",
        "Each line: time, event",
        "Per item: owner, due date.",
        "One row per action: what and who",
    ],
)
def test_what_is_to_be_told_of_each_is_no_field(says: str) -> None:
    template = f"# Incident: [Title]\n\n## What we change\n\n{says}\n\n1. What: ____ Who: ____ Until: ____\n"
    report = "# Incident: gate\n\n## What we change\n\n1. What: Oil it. Who: Ada Ray. Until: 2026-08-01\n"
    assert found(template, report) == []


@pytest.mark.parametrize(
    ("blank", "written"),
    [
        ("Closed by ________ on ________", "Closed by Ada Ray on 2026-05-05"),
        ("Approved by ____ (head of IT).", "Approved by Ada Ray (head of IT)."),
        ("This sheet was closed by ______.", "This sheet was closed by Ada Ray."),
    ],
)
def test_a_blank_in_a_sentence_is_told_once(blank: str, written: str) -> None:
    template = f"# Incident: [Title]\n\n## Cause\n\n[cause]\n\n## Closed\n\nState: ____\n\n{blank}\n"
    report = f"# Incident: gate\n\n## Cause\n\nA stone.\n\n## Closed\n\nState: closed\n\n{written}\n"
    assert found(template, report) == []
    assert found(template, report.replace(written, blank)) == [("IR201", 11)]


def test_a_blank_for_a_case_may_stay() -> None:
    template = "# Incident: [Title]\n\n## Cause\n\n[cause]\n\nIf the police was told, by ____.\n"
    assert found(template, template.replace("[Title]", "gate").replace("[cause]", "A stone.")) == []


@pytest.mark.parametrize("note", ["(day, date, time)", "(date and time)"])
def test_a_blank_takes_what_its_note_says(note: str) -> None:
    template = f"# Incident: [Title]\n\n- Started: ____ {note}\n- Resolved: ____ {note}\n"
    report = "# Incident: gate\n\n- Started: Sunday 14/06/2026 22:05\n- Resolved: Monday 15/06/2026 04:50\n"
    assert found(template, report) == []
    assert found(template, report.replace("Monday 15", "Sunday 14")) == [("IR402", 4)]
    assert found(template, report.replace("Monday 15/06/2026 04:50", f"____ {note}")) == [("IR201", 4)]


@pytest.mark.parametrize("ticket", ["LIVE-332", "#5129", "[LIVE-332](https://example.org/332)"])
def test_a_date_before_a_ticket_is_when_an_action_is_due(ticket: str) -> None:
    head = "# Incident: {}\n\n**Started:** {}\n\n## Actions\n\n"
    template = head.format("[Title]", "[YYYY-MM-DD HH:MM]") + "- [ ] [task] - [owner] - [YYYY-MM-DD] - [ticket]\n"
    report = (
        head.format("gate", "2026-05-05 10:00")
        + f"- [ ] Oil the hinge - Ada Ray - 2026-05-15 - {ticket}\n- [ ] Look at it - Bo Lin - 2026-06-01 - {ticket}\n"
    )
    assert found(template, report) == []
    assert found(template, report.replace("2026-06-01", "2026-04-01")) == [("IR409", 8)]


@pytest.mark.parametrize("handle", ["@handle", "@name", "@owner"])
def test_an_owner_that_a_template_says_names_nobody(handle: str) -> None:
    template = f"# Incident: [Title]\n\n## Actions\n\n- [ ] Task ({handle}, by YYYY-MM-DD, #0000)\n"
    items = "- [x] Fix it (@ada, by 2026-05-02, #12)\n- [ ] Test it (@bo, by 2026-05-03, #13)\n"
    report = f"# Incident: gate\n\n## Actions\n\n{items}"
    assert found(template, report) == []
    assert found(template, report.replace("@bo", handle)) == [("IR201", 6)]


@pytest.mark.parametrize("mark", ["`{}`", "*{}*", "**{}**", '"{}"'])
def test_levels_in_a_comment_may_have_marks(mark: str) -> None:
    high, low = mark.format("high"), mark.format("low")
    template = (
        "# Incident: [Title]\n\n**Severity:** [high / medium / low]\n\n## Cause\n\n[cause]\n\n## Security\n\n"
        f"<!-- Only for {high}; for {low} remove this heading. -->\n\n[answer]\n"
    )
    report = "# Incident: gate\n\n**Severity:** low\n\n## Cause\n\nA stone.\n"
    assert found(template, report) == []
    assert found(template, report.replace("low", "high")) == [("IR301", 3)]


@pytest.mark.parametrize(
    "hint",
    [
        "*Describe what happened, how it was found, and which indicators of compromise were seen.*",
        "_What did the data look like, what should it have looked like, how did it come about?_",
        "*Describe what happened.*",
    ],
)
def test_a_hint_in_italics_above_what_is_written_is_a_note(hint: str) -> None:
    head = "# Incident: {}\n\n## Identification\n\n- **Lead:** {}\n- **Status:** {}\n\n## Description\n\n"
    rest = "\n\n## Cause\n\n{}\n\n## Actions\n\n{}\n"
    template = f"{head.format('[Title]', '[name]', '[status]')}{hint}{rest.format('[cause]', '[actions]')}"
    report = f"{head.format('gate', 'Ada Ray', 'done')}{hint}\n\nIt stood.{rest.format('A stone.', 'Ada: oil it.')}"
    levels = [(one.code, one.level) for one in lint_text(report, [pack_of(template)])]
    assert levels == [("IR204", "info")]
    assert ("IR201", 10) in found(template, report.replace("\n\nIt stood.", ""))


DOWN = """# Incident: {}

Began (*): {}

C2. Sequence of events (*)

{}

C3. Cause (*)

{}
"""


@pytest.mark.parametrize(("first", "second"), [("05/05", "06/05"), ("18/11", "19/11"), ("11/05", "12/05")])
def test_days_before_months_are_read_by_the_day_of_the_incident(first: str, second: str) -> None:
    template = DOWN.format("[Title]", "dd/mm/yyyy hh:mm", "dd/mm hh:mm: ____", "____")
    rows = [(first, "22:50"), (first, "23:35"), (second, "01:15"), (second, "03:40"), (second, "04:20")]
    told = "\n\n".join(f"{day} {time}: Step {number}." for number, (day, time) in enumerate(rows))
    report = DOWN.format("gate", f"{first}/2026 22:50", told, "A stone.")
    assert found(template, report) == []
    assert found(template, report.replace(f"{second} 01:15", f"{first} 01:15")) == [("IR404", 11)]
