"""Templates of any organisation: what of them is a slot, a prompt or constant, and which gates their words state."""

from __future__ import annotations

import pytest

from incidentlint.findings import Diagnostic
from incidentlint.markdown import parse
from incidentlint.packs import load_built_in
from incidentlint.report import recognise
from incidentlint.template.conditions import Answer, Severity
from incidentlint.template.shape import ShapeNode
from incidentlint.text import SourceText
from incidentlint.vocabulary.keys import split_name
from support import corners, lint_text, marked, pack_of

RESIDUE = {"IR201", "IR202", "IR203", "IR204", "IR205", "IR105", "IR113"}


def unfilled(template: str, report: str) -> list[Diagnostic]:
    """What is found of a template in a report at warning or above."""
    return [found for found in lint_text(report, [pack_of(template)]) if found.level != "info"]


@pytest.mark.parametrize(
    ("value", "filled"),
    [
        ("«[Name]»", "Ada Lovelace"),
        ("«<name of the author>»", "Ada Lovelace"),
        ("«{name}»", "Ada Lovelace"),
        ("«{Alert: {name}}»", "Search latency"),
        ("«{{ name }}»", "Ada Lovelace"),
        ("«YYYY-MM-DD»", "2026-03-09"),
        ("«DD/MM/YYYY»", "09/03/2026"),
        ("«YYYY-MM-DD HH:MM UTC»", "2026-03-09 09:14 UTC"),
        ("«HH:MM»", "09:14"),
        ("«xx:xx»", "09:14"),
        ("«xx/xx xx:xx»", "03/09 09:14"),
        ("«HH:MMz»", "09:14z"),
        ("«Xh Ym»", "1h 5m"),
        ("«X hours Y minutes»", "1 hour 5 minutes"),
        ("«INC-YYYY-NNN»", "INC-2026-014"),
        ("«TBD»", "Ada Lovelace"),
        ("«TODO»", "Ada Lovelace"),
        ("«??%» of users", "12% of users"),
        ("«XX%»", "12%"),
        ("«N» requests · «N» records", "12 requests · 3 records"),
        ("«@handle»", "@ada"),
        ("«@handle, @handle»", "@ada, @grace"),
        ("«P0 / P1 / P2»", "P1"),
        ("«Draft / In review / Final»", "Final"),
        ("«draft | final»", "final"),
        ("«yes / no» — describe what users saw", "no"),
        ("«yes / no» — describe what users saw", "nobody saw anything"),
        ("«Pending/In Progress/Done»", "Done"),
        ("«status page · email · none»", "status page"),
        ("*«Who wrote this»*", "Ada Lovelace"),
        ("«(who was on call)»", "Ada Lovelace"),
        ("«e.g. search, bookings»", "search"),
        ("«from the first symptom to the last»", "two hours"),
        ("«Describe the scope»", "All of Europe"),
        ("«name (operator), agent (if any)»", "Ada Lovelace"),
        ("«$ / none»", "none"),
    ],
)
def test_a_slot_left_as_a_value_is_found_where_it_stands_and_a_filled_one_is_not(value: str, filled: str) -> None:
    template = f"# Incident: [Title]\n\n**Field:** {value.replace('«', '').replace('»', '')}\n\n## Summary\n\n[Text]\n"
    report = f"# Incident: slow search\n\n**Field:** {value}\n\n## Summary\n\nSearch was slow.\n"
    text, places = marked(report)
    found = unfilled(template, text)
    assert [corners(diagnostic.place) for diagnostic in found] == places
    assert {diagnostic.code for diagnostic in found} <= RESIDUE
    assert unfilled(template, report.replace(value, filled)) == []


@pytest.mark.parametrize("empty", ["**Field:**", "- **Field:**", "| Field | |", "Field:"])
def test_an_empty_value_is_to_be_filled_in_however_it_is_written(empty: str) -> None:
    head = "| | |\n| --- | --- |\n" if empty.startswith("|") else ""
    template = f"# Incident: [Title]\n\n{head}{empty}\n\n## Summary\n\n[Text]\n"
    report = template.replace("[Title]", "slow search").replace("[Text]", "Search was slow.")
    assert [found.code for found in unfilled(template, report)] == ["IR205"]
    filled = empty.replace("| |", "| Ada |") if head else f"{empty} Ada"
    assert unfilled(template, report.replace(empty, filled)) == []


@pytest.mark.parametrize(
    "constant", ["Payments", "0.1", "https://status.example", "Ops Architect", "on-call", "2026-02-23"]
)
def test_a_constant_value_stays(constant: str) -> None:
    template = f"# Incident: [Title]\n\n**Team:** {constant}\n\n## Summary\n\n[Text]\n"
    assert unfilled(template, template.replace("[Title]", "slow").replace("[Text]", "Slow.")) == []


@pytest.mark.parametrize(
    ("body", "filled"),
    [
        ("«Describe what happened, in a few words.»", "Search was slow."),
        ("*«What customers saw.»*", "Search was slow."),
        ("_«(2-3 sentences: what broke,\nand for how long.)»_", "Search was slow. It was an hour."),
        ("> «What did customers see?»", "Search was slow."),
        ("- _«Who was on call?»_\n- _«Who else helped?»_", "- Ada"),
        ("«<what customers saw>»", "Search was slow."),
    ],
)
def test_a_prompt_alone_below_its_heading_is_unfilled_and_an_answer_beside_it_is_enough(body: str, filled: str) -> None:
    template = f"# Incident: [Title]\n\n## What happened\n\n{body.replace('«', '').replace('»', '')}\n"
    text, places = marked(f"# Incident: slow search\n\n## What happened\n\n{body}\n")
    found = unfilled(template, text)
    assert [(diagnostic.code, corners(diagnostic.place)) for diagnostic in found] == [("IR201", at) for at in places]
    report = f"# Incident: slow search\n\n## What happened\n\n{filled}\n"
    assert unfilled(template, report) == []


def test_a_comment_is_no_content() -> None:
    template = "# Incident: [Title]\n\n## Summary\n\n<!-- Describe what customers saw. -->\n"
    assert [found.code for found in unfilled(template, template.replace("[Title]", "slow"))] == ["IR105"]


def test_a_choice_may_be_listed_in_a_comment() -> None:
    template = "# Incident: [Title]\n\n**Severity:** <!-- SEV1 / SEV2 / SEV3 -->\n\n## Summary\n\n[Text]\n"
    assert pack_of(template).severities == ("SEV1", "SEV2", "SEV3")


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Title", "«Title»"),
        ("YYYY-MM-DD — Title", "2026-03-09 — «Title»"),
        ("Postmortem: Incident title", "Postmortem: «Incident title»"),
    ],
)
def test_a_word_for_the_title_is_a_slot_and_the_same_word_in_a_title_is_not(title: str, left: str) -> None:
    template = f"# {title}\n\n## Summary\n\n[Text]\n"
    text, places = marked(f"# {left}\n\n## Summary\n\nSlow.\n")
    assert [corners(found.place) for found in unfilled(template, text)] == places
    assert unfilled(template, "# 2026-03-09 — Job title search was slow\n\n## Summary\n\nSlow.\n") == []


def test_a_table_of_labels_and_values_by_turns_is_fields() -> None:
    template = (
        "# Incident: [Title]\n\n| Started | | Severity | |\n| --- | --- | --- | --- |\n| Resolved | | Lead | |\n"
        "\n## Summary\n\n[Text]\n"
    )
    names = [node.name for node in pack_of(template).shape.walk() if node.kind == "field"]
    assert names == ["Started", "Severity", "Resolved", "Lead"]
    report = (
        "# Incident: slow\n\n| Started | 2026-03-09 09:00 UTC | Severity | SEV2 |\n| --- | --- | --- | --- |\n"
        "| Resolved | 2026-03-09 10:00 UTC | Lead | |\n\n## Summary\n\nSlow.\n"
    )
    assert [(found.code, found.place.line) for found in unfilled(template, report)] == [("IR205", 5)]


def test_a_row_that_the_template_half_fills_is_unfilled_until_its_empty_cells_are() -> None:
    template = "# Incident: [Title]\n\n## Timeline\n\n| Time | Event |\n| --- | --- |\n| | Detected |\n| | Resolved |\n"
    report = (
        "# Incident: slow\n\n## Timeline\n\n| Time | Event |\n| --- | --- |\n| 09:10 | Detected |\n|« »| Resolved |\n"
    )
    text, places = marked(report)
    assert [(found.code, corners(found.place)) for found in unfilled(template, text)] == [("IR205", places[0])]


def test_rows_with_an_owner_are_samples() -> None:
    template = (
        "# Incident: [Title]\n\n## What changes\n\n| Change | Owner |\n| --- | --- |\n| Add a load test | - |\n"
        "| Add an alert | - |\n"
    )
    report = "# Incident: slow\n\n## What changes\n\n| Change | Owner |\n| --- | --- |\n| Use a cache | Ada |\n"
    assert unfilled(template, report) == []


def test_the_front_matter_of_an_issue_template_is_none_of_the_reports() -> None:
    template = "---\nname: Incident\nabout: An outage\nlabels: ''\n---\n\n### Description\n\nDescribe the problem\n"
    assert [node.name for node in pack_of(template).shape.walk()] == ["Description", "Description > (text)"]


def test_a_list_in_front_matter_is_a_value() -> None:
    template = "---\nowner:\nservices:\n---\n\n# Incident: [Title]\n\n## Summary\n\n[Text]\n"
    report = "---\nowner: Ada\nservices: {}\n---\n\n# Incident: slow\n\n## Summary\n\nSlow.\n"
    for services in ("[search]", "[ search, web ]", "\n  - search\n  - web", "|\n  search"):
        assert unfilled(template, report.replace("{}", services)) == []


TEMPLATE = """
# Incident: [Title]

**Severity:** SEV1 / SEV2 / SEV3 / SEV4
**Revenue impact:** [Amount]
**Customer data involved:** [Yes / No]
**Call recording (SEV1 only):** [Link]
**Ticket (optional):** [Link]

## Summary

[Text]

{section}

## Follow-up

- [ ] Review held (required for SEV1): [Date]
- [ ] Runbook updated
"""
GRAVE = Severity(("SEV1", "SEV2"))


def node_of(section: str, path: str) -> tuple[ShapeNode, object]:
    """A node of the template with a section, and the condition under which it is required (or its box ticked)."""
    pack = pack_of(TEMPLATE.replace("{section}", section))
    node = pack.shape.find(path)
    demand = node.ticked if node.box else node.required
    return node, pack.conditions[demand] if isinstance(demand, str) else demand


@pytest.mark.parametrize(
    ("section", "condition"),
    [
        ("## Notice (required for SEV1 and SEV2)\n\n[Text]", GRAVE),
        ("## Notice (SEV1/SEV2)\n\n[Text]", GRAVE),
        ("## Notice (sev-1 & sev-2 only)\n\n[Text]", GRAVE),
        ("## Notice (SEV2 and above)\n\n[Text]", GRAVE),
        ("## Notice (SEV2+)\n\n[Text]", GRAVE),
        ("## Notice\n\nRequired for all SEV1/SEV2 incidents.\n\n[Text]", GRAVE),
        ("## Notice\n\n*Only for SEV1 and SEV2.*\n\n[Text]", GRAVE),
        ("## Notice\n\n<!-- Skip this section for SEV3 and SEV4 -->\n\n[Text]", GRAVE),
        (
            "## Notice\n\nRequired for SEV1 to SEV3. May be skipped for SEV4.\n\n[Text]",
            Severity(("SEV1", "SEV2", "SEV3")),
        ),
        ("## Notice (if revenue impact)\n\n[Text]", Answer("Revenue impact", ("None",), negated=True)),
        (
            "## Notice (if customer data was involved)\n\n[Text]",
            Answer("Customer data involved", ("None",), negated=True),
        ),
        ("## Notice (optional)\n\n[Text]", False),
        ("## Notice (if applicable)\n\n[Text]", False),
        ("## Notice (if the board asked)\n\n[Text]", False),
        ("## Notice\n\n_Delete this section if it does not apply._\n\n[Text]", False),
        ("## Notice\n\n[Text]", True),
        ("## Notice (all times UTC)\n\n[Text]", True),
        ("## Notice\n\nSEV1 incidents are announced by the support team.\n\n[Text]", True),
        ("## Notice (MUST attach)\n\n[Text]", True),
    ],
)
def test_a_section_is_required_under_the_gate_that_the_template_states(section: str, condition: object) -> None:
    assert node_of(section, "Notice")[1] == condition


def test_labels_and_check_items_state_gates_too() -> None:
    assert node_of("", "Call recording")[1] == Severity(("SEV1",))
    assert node_of("", "Ticket")[1] is False
    box, condition = node_of("", "Review held")
    assert condition == Severity(("SEV1",))
    assert box.value == box.ticked
    assert node_of("", "Runbook updated")[1] is False


def test_a_stated_gate_is_enforced_and_no_other_report_is_asked() -> None:
    template = TEMPLATE.replace("{section}", "## Notice (required for SEV1 and SEV2)\n\n[Text]")
    report = (
        template.replace("[Title]", "slow").replace("SEV1 / SEV2 / SEV3 / SEV4", "SEV2").replace("[Amount]", "None")
        .replace("[Yes / No]", "No").replace("**Call recording (SEV1 only):** [Link]\n", "")
        .replace("**Ticket (optional):** [Link]\n", "").replace("[Text]", "Search was slow.")
    )  # fmt: skip
    without = report.replace("## Notice (required for SEV1 and SEV2)\n\nSearch was slow.\n\n", "")
    assert unfilled(template, report) == []
    assert [found.code for found in unfilled(template, without)] == ["IR301"]
    assert unfilled(template, without.replace("SEV2", "SEV3")) == []
    graver = unfilled(template, report.replace("** SEV2", "** SEV1"))
    assert {found.code for found in graver} == {"IR301", "IR302", "IR201"}


def test_what_the_pack_says_goes_over_the_words_of_the_template() -> None:
    pack = pack_of(TEMPLATE.replace("{section}", "## Notice (SEV1 only)\n\n[Text]"), "nodes.Notice.required = true")
    assert pack.shape.find("Notice").required is True


@pytest.mark.parametrize(
    ("heading", "text", "number"),
    [
        ("5 Whys Analysis", "5 Whys Analysis", ""),
        ("5 Why's", "5 Why's", ""),
        ("3. 5 Whys", "5 Whys", "3."),
        ("5 Why it broke", "Why it broke", "5"),
        ("5. Whys", "Whys", "5."),
        ("2 Timeline", "Timeline", "2"),
    ],
)
def test_five_whys_are_no_numbering(heading: str, text: str, number: str) -> None:
    name, _, _, found = split_name(heading)
    assert (name, found) == (text, number)


@pytest.mark.parametrize(
    "section",
    [
        "## Escalation\n\nWho to call: Ada, 555-1234.",
        "## Readers\n\nList of readers: ops, legal, support.",
        "## Doubts\n\nWhen in doubt, call the incident lead.",
        "## Support\n\nUse this channel for updates: #incidents.",
        "## Retention\n\nRecord keeping is done by the legal team.",
        "## Rota\n\nWhere the rota is kept: https://rota.example",
        "## Blamelessness\n\nWe ask how, not who.",
    ],
)
def test_a_section_that_states_something_for_all_reports_is_constant(section: str) -> None:
    template = f"# Incident: [Title]\n\n## Summary\n\n[Text]\n\n{section}\n"
    report = template.replace("[Title]", "slow search").replace("[Text]", "Search was slow.")
    assert [one for one in lint_text(report, [pack_of(template)]) if one.level != "info"] == []


STORY = "## Summary\n\n[Summary]\n\n## Timeline\n\n| Time | Event |\n| --- | --- |\n| HH:MM | [Event] |\n"


@pytest.mark.parametrize("length", ["25 minutes", "53 minutes"])
def test_a_length_in_the_summary_is_compared_where_the_template_has_no_fields_for_times(length: str) -> None:
    report = f"""# 2026-03-10: gate jammed

## Summary

The gate was unavailable for {length}.

## Timeline

| Time | Event |
| --- | --- |
| 09:00 | The gate jams |
| 09:10 | A guest calls |
| 09:40 | The gate opens |
"""
    pack = pack_of(f"# YYYY-MM-DD: [Title]\n\n{STORY}")
    assert [one.code for one in lint_text(report, [pack])] == ["IR403"]
    assert lint_text(report.replace(length, "40 minutes"), [pack]) == ()


def test_a_prompt_of_well_known_forms_is_left_although_it_is_the_templates() -> None:
    prompt = "These are good things that happened to us by chance."
    pack = pack_of(f"# YYYY-MM-DD: [Title]\n\n## What helped\n\n{prompt}\n\n1. A map\n")
    text = f"# 2026-03-10: gate jammed\n\n## What helped\n\n{prompt}\n\n1. Somebody had oil\n"
    assert [(one.code, one.level, one.place.line) for one in lint_text(text, [pack])] == [("IR204", "info", 5)]


def test_an_empty_item_in_a_section_of_ones_own_is_seen() -> None:
    pack = pack_of("# [Title]\n\n## Story\n\n[Text]\n\n## Facts\n\n[Text]\n")
    report = "# Gate jammed\n\n## Story\n\nIt jammed.\n\n## Facts\n\nOne gate.\n\n## Open questions\n\n- \n"
    assert [(one.code, one.place.line) for one in lint_text(report, [pack])] == [("IR205", 13)]


def test_half_of_a_template_is_too_little_beside_the_generic_pack() -> None:
    pack = pack_of("# [Title]\n\n## Summary\n\n[T]\n\n## Timeline\n\n[T]\n\n## Luck\n\n[T]\n\n## Thanks\n\n[T]\n")
    half = parse(SourceText.decode(b"# Post-mortem\n\n## Summary\n\nBad.\n\n## Timeline\n\n- 09:00 Bad\n"))
    generic = load_built_in("generic")
    assert recognise(half, (pack,)).pack is pack
    assert recognise(half, (pack, generic)).pack is not pack


@pytest.mark.parametrize(
    ("prompt", "level"),
    [
        ("How far the paper is, such as complete", "info"),
        ("Wem es auffiel, und wann.", "info"),
        ("Describe how far the paper is.", "error"),
        ("All times are in UTC.", ""),
    ],
)
def test_a_section_that_says_only_what_its_template_says_is_unfilled(prompt: str, level: str) -> None:
    template = f"# Incident: [Title]\n\n## Paper\n\n{prompt}\n\n## Story\n\n[Text]\n"
    found = lint_text(
        f"# Incident: gate jammed\n\n## Paper\n\n{prompt}\n\n## Story\n\nIt jammed.\n", [pack_of(template)]
    )
    assert [(one.code, one.level, one.place.line) for one in found] == ([("IR201", level, 5)] if level else [])


def test_front_matter_and_body_say_one_severity() -> None:
    head = "---\nseverity: {}\n---\n\n# Incident: {}\n\n**Severity:** {}\n\n## Story\n\n{}\n"
    pack = pack_of(head.format("SEV1 / SEV2", "[Title]", "SEV1 / SEV2", "[Text]"))
    right = head.format("SEV1", "gate jammed", "SEV1", "It jammed.")
    assert lint_text(right, [pack]) == ()
    wrong = lint_text(right.replace("**Severity:** SEV1", "**Severity:** SEV2"), [pack])
    assert [one.code for one in wrong] == ["IR307"]
    left = lint_text(right.replace("severity: SEV1", "severity: SEV1 / SEV2"), [pack])
    assert [(one.code, one.place.line) for one in left] == [("IR202", 2)]


def test_a_choice_in_a_code_block_of_labels_is_left() -> None:
    template = "# [Title]\n\n## Facts\n\n```\nPriority: P0/P1/P2\nGate: [Name]\n```\n"
    report = "# Gate jammed\n\n## Facts\n\n```\nPriority: P0/P1/P2\nGate: north\n```\n"
    found = lint_text(report, [pack_of(template)])
    assert [(one.code, one.place.line) for one in found] == [("IR202", 6)]
    assert lint_text(report.replace("P0/P1/P2", "P1"), [pack_of(template)]) == ()


@pytest.mark.parametrize(("form", "minutes"), [("DD/MM/YYYY", "45 minutes"), ("MM/DD/YYYY", "45 minutes")])
def test_a_form_of_dates_settles_which_of_two_numbers_is_the_month(form: str, minutes: str) -> None:
    head = "# {}\n\n**Started:** {} {}\n**Resolved:** {} {}\n**Duration:** {}\n\n## Story\n\n{}\n"
    pack = pack_of(head.format("[Title]", form, "HH:MM", form, "HH:MM", "X minutes", "[Text]"))
    days = ("03/02/2026", "03/02/2026")
    right = head.format("Gate jammed", days[0], "09:00", days[1], "09:45", minutes, "It jammed.")
    assert lint_text(right, [pack]) == ()
    assert [one.code for one in lint_text(right.replace(minutes, "75 minutes"), [pack])] == ["IR403"]


@pytest.mark.parametrize("said", ["None", "none.", "Nil", "0", "No"])
def test_a_length_of_something_else_may_be_none(said: str) -> None:
    template = "# Post-mortem: [Title]\n\n**Data loss window:** [X minutes]\n\n## Summary\n\n[What happened]\n"
    report = template.replace("[Title]", "Queue").replace("[X minutes]", said).replace("[What happened]", "It stood.")
    assert unfilled(template, report) == []
