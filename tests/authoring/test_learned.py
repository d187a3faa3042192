"""`incidentlint init` reads names and answers that the reports have and their template has not."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from support import run

TEMPLATE = """\
# Outage: [Title]

**Severity:** P1 / P2 / P3
**State:** Open / Closed
**Pull request:** [link]
**Seen by:** <Name>

## Summary

[What happened]

## Root cause

[Why]

## Cost for the house

[What it cost]

## Follow-up

| Task | Owner | Due | Ticket |
| --- | --- | --- | --- |
| [what] | [who] | YYYY-MM-DD | [link] |

## Lessons

[What we learned]
"""
COST = "## Cost for the house\n\nAbout 300 dollars were paid back.\n\n"
REPORT = """\
# Outage: the lift stood still

**Severity:** P2
**State:** Closed
**Pull request:** lift-41
**Seen by:** Jo Lee

## Summary

Guests took the stairs for an hour.

## Root cause

The motor ran hot after a swap.

## Cost for the house

About 300 dollars were paid back.

## Follow-up

| Task | Owner | Due | Ticket |
| --- | --- | --- | --- |
| Swap the fan | Ana Ruiz | 2026-04-01 | lift-42 |

## Lessons

Look at the fan each week.
"""
ACTIONS = """\
## Follow-up

| Task | Owner | Due | Ticket |
| --- | --- | --- | --- |
| Swap the fan | Ana Ruiz | 2026-04-01 | lift-42 |
"""
PACK = Path(".incidentlint/outages/pack.toml")

pytestmark = pytest.mark.usefixtures("checkout")


def write(name: str, text: str) -> None:
    path = Path(f"outages/{name}.md")
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


def set_up(*reports: str, template: str = TEMPLATE) -> str:
    write("template", template)
    for number, text in enumerate(reports, 1):
        write(f"2026-03-{number:02}-lift", text)
    return run("init", "--from", "outages/template.md")


def told(table: str) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(PACK.read_text("utf-8")).get(table, {})
    return found


def changed(old: str, new: str, *, other: str = REPORT) -> str:
    assert old in other
    return other.replace(old, new)


def found(text: str) -> list[str]:
    """What a check says of the next report, without its place."""
    write("2026-03-30-next", text)
    output = run("check", "outages/2026-03-30-next.md", "--output-format", "concise", "--exit-zero")
    return [line.split(": ", 1)[1] for line in output.splitlines() if "2026-03-30-next" in line]


def uncommented(*starts: str) -> None:
    """Take the comments off the lines that begin so."""
    lines = PACK.read_text("utf-8").split("\n")
    made = [line[2:] if any(line.startswith(f"# {start}") for start in starts) else line for line in lines]
    PACK.write_text("\n".join(made), "utf-8")


# --- Levels and states ---


def severity(level: str) -> str:
    return changed("**Severity:** P2", f"**Severity:** {level}")


def test_levels_of_another_scale_are_learned_with_those_between() -> None:
    output = set_up(severity("High"), severity("Low"), severity("High"), REPORT)
    assert told("nodes") == {"Severity": {"options": ["P1", "P2", "P3", "High", "Medium", "Low"]}}
    assert "# 3 of 4 reports say High, Medium or Low\n" in PACK.read_text("utf-8")
    assert "4 reports, 4 without a finding" in output
    assert found(severity("Medium")) == []
    assert len(found(severity("Hihg"))) == 1
    assert len(found(severity("P1 / P2 / P3"))) == 1


def test_a_further_level_is_learned() -> None:
    set_up(severity("P4"), severity("P4"), REPORT)
    assert told("nodes") == {"Severity": {"options": ["P1", "P2", "P3", "P4"]}}


def test_a_level_of_one_report_is_a_slip() -> None:
    output = set_up(severity("P7"), *(REPORT,) * 9)
    assert told("nodes") == {}
    assert "comment" not in output


def test_a_level_of_few_reports_is_offered() -> None:
    output = set_up(severity("P4"), severity("P4"), *(REPORT,) * 6)
    assert told("nodes") == {}
    assert len(found(severity("P4"))) == 1
    assert "note: 1 line in its pack.toml is a comment for you to decide on" in output
    uncommented('"Severity" = ')
    assert found(severity("P4")) == []


def test_a_state_that_most_reports_have_is_learned() -> None:
    state = changed("Closed", "Mitigated - a new fan is ordered")
    set_up(state, state, state, REPORT)
    assert told("nodes") == {"State": {"options": ["Open", "Closed", "Mitigated"], "open": True}}
    assert found(state) == []


GERMAN = """\
# Störung: {}

**Schweregrad:** {}
**Status:** {}

## Zusammenfassung

{}

## Ursache

{}
"""


def test_levels_and_a_state_in_another_language() -> None:
    template = GERMAN.format("[Titel]", "S1 / S2 / S3", "Offen / Behoben", "[Was geschah]", "[Warum]")
    texts = ("Ein Lift stand.", "Der Motor war heiß.")
    high, low = (GERMAN.format("Lift", level, "Beobachtet", *texts) for level in ("hoch", "gering"))
    output = set_up(high, low, high, template=template)
    assert told("nodes")["Status"]["options"] == ["Offen", "Behoben", "Beobachtet"]
    assert told("nodes")["Schweregrad"]["options"] == ["S1", "S2", "S3", "hoch", "mittel", "gering"]
    assert "3 reports, 3 without a finding" in output


# --- Other names ---


def cause(heading: str) -> str:
    return changed("## Root cause", heading)


def test_a_section_that_most_reports_call_otherwise() -> None:
    set_up(cause("## What caused it"), cause("## What caused it"), REPORT, cause("## What caused it"))
    assert told("aliases") == {"Root cause": ["What caused it"]}
    assert '"Root cause" = ["What caused it"]  # 3 of 4 reports call it so\n' in PACK.read_text("utf-8")
    assert found(cause("## What caused it")) == []
    assert len(found(changed("## Root cause\n\nThe motor ran hot after a swap.\n\n", ""))) == 1


@pytest.mark.parametrize(
    ("old", "new", "path", "name"),
    [
        ("**Pull request:** lift-41", "**Request:** lift-41", "Pull request", "Request"),
        ("## Cost for the house", "## Costs", "Cost for the house", "Costs"),
    ],
)
def test_a_field_and_a_section_by_a_shorter_name(old: str, new: str, path: str, name: str) -> None:
    set_up(*(changed(old, new),) * 4)
    assert told("aliases") == {path: [name]}


def test_a_name_that_resembles_nothing_is_offered() -> None:
    output = set_up(*(changed("## Cost for the house", "## Guests"),) * 4)
    assert told("aliases") == {}
    assert told("nodes") == {"Cost for the house": {"required": False}}
    assert '# "Cost for the house" = ["Guests"]  # 4 of 4 have this at its place\n' in PACK.read_text("utf-8")
    assert "a comment for you to decide on" in output
    uncommented('"Cost for the house" = ["Guests"]')
    assert found(changed("## Cost for the house", "## Guests")) == []


@pytest.mark.parametrize(
    "reports",
    [
        (cause("## What caused it"), *(REPORT,) * 5),  # one report's own name
        (REPORT.replace("## Lessons", "## What caused the cost\n\nA fan.\n\n## Lessons"),) * 4,  # beside the template's
        (changed("## Root cause\n\nThe motor ran hot after a swap.\n\n", "")
         .replace("## Lessons", "## The cause of the queue\n\nA fan.\n\n## Lessons"),) * 4,  # at another place
        (REPORT.replace(ACTIONS, "## Follow up later\n\nAna swaps the fan.\n"),) * 4,  # without the table
    ],
)  # fmt: skip
def test_what_is_no_other_name(reports: tuple[str, ...]) -> None:
    set_up(*reports)
    assert told("aliases") == {}


def test_a_name_of_the_same_words_with_another_value_is_none() -> None:
    template = TEMPLATE.replace("**Seen by:** <Name>", "**Seen at:** YYYY-MM-DD HH:MM")
    set_up(*(REPORT,) * 4, template=template)
    assert told("aliases") == {}


# --- N/A ---


@pytest.mark.parametrize("said", ["n/a", "N/A", "-", "—"])
def test_none_in_a_field_of_most_reports(said: str) -> None:
    text = changed("lift-41", said)
    output = set_up(text, text, text, REPORT)
    assert told("nodes") == {"Pull request": {"none": True}}
    assert "# 3 of 4 reports say no more than that there is none\n" in PACK.read_text("utf-8")
    assert "4 reports, 4 without a finding" in output
    assert found(text) == []
    assert len(found(changed("lift-41", ""))) == 1
    assert len(found(changed("lift-41", "[link]"))) == 1
    assert len(found(changed("lift-41", "TBD"))) == 1


def test_none_in_a_column_of_most_reports() -> None:
    text = changed("| lift-42 |", "| - |")
    set_up(text, text, text, REPORT)
    assert told("nodes") == {"Follow-up": {"none": ["Ticket"]}}
    assert found(text) == []
    assert len(found(changed("| lift-42 |", "| |"))) == 1


def test_none_where_few_say_it_or_something_is_owed() -> None:
    one, owner = changed("lift-41", "n/a"), changed("Ana Ruiz", "n/a")
    set_up(one, REPORT, REPORT, REPORT)
    assert told("nodes") == {}
    PACK.unlink()
    Path("incidentlint.toml").unlink()
    set_up(owner, owner, owner, owner)
    assert told("nodes") == {}
    assert len(found(owner)) == 1


def test_a_pack_says_it_by_hand() -> None:
    set_up(REPORT)
    with PACK.open("a", encoding="utf-8") as file:
        file.write('[nodes]\n"Pull request" = { none = true }\n"Follow-up" = { none = ["Tickets"] }\n')
    assert "'Follow-up' has no column 'Tickets'; did you mean 'Ticket'?" in run(
        "packs", PACK.parent.as_posix(), status=2
    )


# --- What depends on the severity ---


def test_what_reports_of_a_severity_leave_out_is_offered_as_a_condition() -> None:
    light = severity("P3").replace(COST, "")
    output = set_up(light, light, severity("P1"), REPORT, REPORT)
    assert told("nodes") == told("conditions") == {}
    text = PACK.read_text("utf-8")
    assert '# [conditions]\n# grave = { severity = ["P1", "P2"] }\n' in text
    assert '# "Cost for the house" = { required = "grave" }  # 3 have it, 2 have not\n' in text
    assert "a comment for you to decide on" in output
    assert len(found(light)) == 1
    uncommented("[conditions]", "grave = ", '"Cost for the house" = ')
    assert found(light) == []
    assert len(found(REPORT.replace(COST, ""))) == 1


def test_what_a_report_of_the_same_severity_lacks_depends_on_nothing() -> None:
    light = severity("P3").replace(COST, "")
    set_up(light, light, severity("P3"), REPORT, REPORT)
    assert "# 3 have it" not in PACK.read_text("utf-8")
    assert "grave = " in PACK.read_text("utf-8")  # the example of a condition, for a section that may have one


# --- What is said ---


def test_required_parts_are_counted_as_in_the_reports() -> None:
    template = TEMPLATE + "\n## Thanks (for all who were up at night, in the house and out in the field)\n\n[To whom]\n"
    template = template.replace("## Lessons", "- [ ] The desk knows\n\n## Lessons")
    text = changed("## Lessons", "- [x] The desk knows\n\n## Lessons")
    output = set_up(text, text, text, template=template)
    assert "5 sections, 4 fields, 1 check item, 1 table required; optional: Thanks (for all who were up at" in output
    assert "in the house and out in the field)\n" in output  # nothing is cut off where it goes to no terminal
    assert output.count(": 9 of 9 required sections and fields") == 3


def test_a_field_that_reports_have_as_a_heading_with_a_number_and_letter() -> None:
    template = TEMPLATE.replace("[What we learned]", "- **Good**: [what]\n- **Bad**: [what]")
    lists = changed("Look at the fan each week.", "- **Good**: The stairs.\n- **Bad**: The fan.")
    heads = changed("Look at the fan each week.", "### 4-A. Good\n\nThe stairs.\n\n### 4-B. Bad\n\nThe fan.")
    set_up(lists, lists, heads, heads, heads, template=template)
    assert told("nodes") == {}
    assert found(heads) == []
    assert len(found(heads.replace("### 4-B. Bad\n\nThe fan.", ""))) == 1
