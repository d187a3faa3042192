"""Timelines of a template by their form alone, slots in code, N/A below the template's own words, a final report."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of


def codes(template: str, report: str, overrides: str = "") -> list[str]:
    """The codes of what is found in a report of a template, notes aside."""
    found = lint_text(report, [pack_of(template, overrides)], path="docs/incidents/pump.md")
    return [each.code for each in found if each.level != "info"]


FORM = "# [T]\n\n## Cause\n\n[Cause]\n\n## Log\n\n{}\n"

REPORT = "# Pump\n\n## Cause\n\nA stone.\n\n## Log\n\n{}\n"


@pytest.mark.parametrize(
    ("form", "rows"),
    [
        ("```\nYYYY-MM-DD HH:MM  text\n```", "```\n2026-01-02 {}  It stops.\n2026-01-02 {}  Seen.\n```"),
        ("```\nMM-DD HH:MM  text\n```", "```\n01-02 {}  It stops.\n01-02 {}  Seen.\n```"),
        ("```\nDD/MM HH:MM  text\n```", "```\n02/01 {}  It stops.\n02/01 {}  Seen.\n```"),
        ("**YYYY-MM-DD HH:MM UTC** `<event>`", "**2026-01-02 {} UTC** It stops.\n\n**2026-01-02 {} UTC** Seen."),
        ("`HH:MM` [what happened]", "`{}` It stops.\n\n`{}` Seen."),
        ("**HH:MM** [text]\n\n**HH:MM** [text]", "**{}** It stops.\n\n**{}** Seen."),
    ],
)
def test_a_log_by_its_form_is_the_timeline(form: str, rows: str) -> None:
    assert codes(FORM.format(form), REPORT.format(rows.format("10:00", "10:30"))) == []
    assert codes(FORM.format(form), REPORT.format(rows.format("10:30", "10:00"))) == ["IR404"]


def test_a_time_and_who_saw_it_are_no_timeline() -> None:
    form = FORM.replace("Log", "Detection").format("HH:MM by [whom]")
    report = REPORT.replace("Log", "Detection")
    assert codes(form, report.format("10:30 by Ada\n\n10:00 by a pager that nobody saw")) == []


@pytest.mark.parametrize("slot", ["`<What brought it back, for readers outside?>`", "`[How it was mended.]`"])
def test_a_slot_that_is_all_of_a_paragraph_in_code(slot: str) -> None:
    form = FORM.format("`<text>`").replace("[Cause]", slot)
    assert codes(form, REPORT.format("It stops.")) == []
    assert codes(form, REPORT.format("It stops.").replace("A stone.", slot)) == ["IR201"]


@pytest.mark.parametrize("told", ["*Required for P1.*", 'Mandatory for P1. For P2 and P3 write "Not applicable".'])
def test_not_applicable_below_what_the_template_says(told: str) -> None:
    form = f"# [T]\n\n**Severity:** P1 / P2 / P3\n\n## Notice\n\n{told}\n\n- Told: [who]\n"
    report = f"# Pump\n\n**Severity:** {{}}\n\n## Notice\n\n{told}\n\nNot applicable{{}}\n"
    assert codes(form, report.format("P1", "")) == ["IR301" if "write" in told else "IR205"]
    assert codes(form, report.format("P1", ": nobody was hit")) == []
    assert codes(form, report.format("P3", "")) == []


@pytest.mark.parametrize(
    ("language", "label", "final", "heading", "pending"),
    [
        ("en", "State", "Final", "Root cause", "Still under investigation."),
        ("en", "Report status", "Published (v2)", "Root cause", "Not yet known"),
        ("de", "Status", "Freigegeben", "Ursache", "Wird noch untersucht."),
        ("fr", "Statut", "Définitif", "Cause", "Analyse en cours"),
        ("es", "Estado", "Definitivo", "Causa raíz", "En investigación"),
        ("ja", "ステータス", "最終版", "原因", "調査中"),
    ],
)
def test_a_final_report_of_what_is_still_looked_into(
    language: str, label: str, final: str, heading: str, pending: str
) -> None:
    form = f"# [T]\n\n**{label}:** [text]\n\n## {heading}\n\n[text]\n"
    report = f"# Pump\n\n**{label}:** {{}}\n\n## {heading}\n\n{{}}\n"
    said = f'languages = ["{language}"]\n'
    assert codes(form, report.format(final, pending), said) == ["IR308"]
    assert codes(form, report.format("v1", pending), said) == []
    assert (
        codes(
            form,
            report.format(final, f"{pending} Then a stone was found in the pump, and it was the cause of it all."),
            said,
        )
        == []
    )


LEVELS = [
    "| Level | Meaning |\n|---|---|\n| 1 | all down |\n| 2 | some down |\n| 3 | slow |\n",
    "| Level | Description | Answer within |\n|---|---|---|\n| A | all down | 15 min |\n| B | some down | 1 h |\n",
    "| | Meaning |\n|---|---|\n| **Level 1** | all down |\n| **Level 2** | some down |\n",
    "| Meaning | Level |\n|---|---|\n| all down | 1 |\n| some down | 2 |\n",
    "| Class | Users hit |\n|---|---|\n| Gold | > 1000 |\n| Silver | 100-1000 |\n| Bronze | < 100 |\n",
    "| Colour | When |\n|---|---|\n| 🔴 | all down |\n| 🟢 | slow |\n",
]


@pytest.mark.parametrize("legend", LEVELS)
@pytest.mark.parametrize(
    "place", ["## General\n\n{}\n", "## General\n\n- Level: [1 / 2 / 3]\n\n### Levels\n\n{}\n", "{}\n"]
)
def test_a_table_that_explains_levels_may_be_left_out(legend: str, place: str) -> None:
    form = f"# [T]\n\n{place.format(legend)}\n## Cause\n\n[Cause]\n\n## Appendix: levels\n\n{legend}"
    assert codes(form, "# Pump\n\n## General\n\n- Level: 2\n\n## Cause\n\nA stone.\n") == []


@pytest.mark.parametrize(
    "table",
    [
        "| Priority | Action | Owner |\n|---|---|---|\n| P1 | Mend the valve | Ada |\n| P2 | Look at others | Ben |\n",
        "| Time | Event | Severity |\n|---|---|---|\n| 10:00 | It stops | P2 |\n| 10:20 | It is worse | P1 |\n",
        "| Service | Impact |\n|---|---|\n| Web | none |\n| Mail | slow |\n",
    ],
)
def test_a_table_with_examples_is_no_legend(table: str) -> None:
    form = f"# [T]\n\n## Cause\n\n[Cause]\n\n## Rows\n\n{table}"
    assert codes(form, "# Pump\n\n## Cause\n\nA stone.\n") == ["IR101"]


@pytest.mark.parametrize("left", ["- *...*", "- ...", "- [lesson]"])
def test_what_is_left_in_place_of_an_entry_is_one_finding(left: str) -> None:
    form = f"# [T]\n\n## Cause\n\n[Cause]\n\n## Lessons\n\n{left}\n"
    report = "# Pump\n\n## Cause\n\nA stone.\n\n## Lessons\n\n{}\n"
    assert codes(form, report.format("- Look twice.")) == []
    assert len(codes(form, report.format(left))) == 1
    assert codes(form, report.format("Sure.").replace("Sure.", "-")) != []
