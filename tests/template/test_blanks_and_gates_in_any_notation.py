"""Blanks in headings and titles, levels that are left to be filled in, and gates in further words and notations."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a gate jammed\n\n"


def found(template: str, report: str, pack: str = "") -> list[tuple[str, int, str]]:
    return [(one.code, one.place.line, one.level) for one in lint_text(report, [pack_of(template, pack)])]


BLANKS = "# Report {}: {}\n\n## Story\n\n### {} (day)\n\n- HH:MM [what]\n\n## Cause\n\n[Cause]\n"


def test_a_blank_in_a_title_is_left_and_in_a_heading_makes_a_sample() -> None:
    template = BLANKS.format("no. ____", "__________", "____")
    days = "### Monday\n\n- 10:10 The gate jams\n\n### Tuesday\n\n- 10:12 The gate opens\n"
    report = f"# Report no. 12: gate\n\n## Story\n\n{days}\n## Cause\n\nA stone.\n"
    assert found(template, report) == []
    assert found(template, report.replace("12", "____")) == [("IR201", 1, "error")]
    assert found(template, report.replace(": gate", ": __________")) == [("IR201", 1, "error")]


def test_the_number_of_an_id_may_be_a_blank() -> None:
    template = "# INC-___: title\n\n## Cause\n\n_Why?_\n"
    assert found(template, "# INC-88: gate\n\n## Cause\n\nA stone.\n") == []
    assert found(template, "# INC-___: gate\n\n## Cause\n\nA stone.\n") == [("IR201", 1, "error")]


NUMBERED = """## Duties

{said}

- [ ] Board told: <…>
- [ ] Insurer told: <…>
"""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "For severity 1 all of the two items must be ticked."),
        ("de", "Bei Priorität 1 müssen alle zwei Punkte angekreuzt sein."),
        ("es", "En prioridad 1 todas las dos casillas deben marcarse."),
    ],
)
def test_all_items_may_be_counted(language: str, said: str) -> None:
    field = "**Severity:**" if language == "en" else "**Priorität:**" if language == "de" else "**Prioridad:**"
    roles = f'languages = ["{language}"]\n[roles]\nseverity = "{field.strip("*:")}"\n'
    template = f"{HEAD}{field} 1 / 2 / 3\n\n{NUMBERED.format(said=said)}"
    report = f"{REPORT}{field} {{}}\n\n## Duties\n\n- [x] Board told: 10:10\n- [{{}}] Insurer told: 10:20\n"
    assert found(template, report.format("1", "x"), roles) == []
    assert [code for code, *_ in found(template, report.format("1", " "), roles)] == ["IR302"]


RANKED = f"""{HEAD}**Severity:** A / B / C

## Cause

[Cause]

## Elsewhere (A, B only)

[Where else]
"""


@pytest.mark.parametrize(
    ("level", "reason", "expected"),
    [
        ("B", "rank C", "error"),
        ("A", "severity is C", "error"),
        ("B", "no other gate has this hinge", "info"),
        ("B", "B has no others", "info"),
    ],
)
def test_a_reason_that_is_another_level_is_none(level: str, reason: str, expected: str) -> None:
    report = f"{REPORT}**Severity:** {level}\n\n## Cause\n\nA stone.\n\n## Elsewhere (A, B only)\n\nN/A - {reason}\n"
    assert found(RANKED, report) == [("IR301", 9, expected)]


def test_fields_between_colons() -> None:
    template = (
        f"{HEAD}:Severity: Major / Minor\n:Written by: [name]\n\n## Cause\n\n[Cause]\n\n## Exams (Major only)\n\n[N]\n"
    )
    report = f"{REPORT}:Severity: {{}}\n:Written by: {{}}\n\n## Cause\n\nA stone.\n"
    assert found(template, report.format("Minor", "Uma Ray")) == []
    assert [code for code, *_ in found(template, report.format("Major", "Uma Ray"))] == ["IR301"]
    assert [code for code, *_ in found(template, report.format("Minor", ""))] == ["IR205"]


def test_short_codes_of_emoji_are_no_labels() -> None:
    lines = ":fire: it burns\n:white_check_mark: it is over\n"
    assert found(f"{HEAD}{lines}\n## Cause\n\n[Cause]\n", f"{REPORT}{lines}\n## Cause\n\nA stone.\n") == []


DATA = """---
personal_data: # true | false
closed: # YYYY-MM-DD
---

# Incident: [Title]

## Cause

[Cause]

## Data protection

<!-- Fill in only if personal_data is true; otherwise write "Not applicable". -->

- People concerned: TODO
"""


@pytest.mark.parametrize(("data", "codes"), [("true", ["IR301"]), ("false", [])])
def test_a_section_for_one_answer_of_the_front_matter(data: str, codes: list[str]) -> None:
    matter = f"---\npersonal_data: {data}\nclosed: # the vendor has not answered\n---\n\n"
    report = f"{matter}{REPORT}## Cause\n\nA stone.\n\n## Data protection\n\nNot applicable\n"
    assert [code for code, *_ in found(DATA, report)] == codes


def test_levels_are_told_in_a_legend_behind_a_word() -> None:
    legend = "> **Help.** P1: all shops stand; P2: some do; P3: none does\n\n"
    template = f"{HEAD}**Severity:** ____\n\n{legend}## Cause\n\n[Cause]\n\n## Board (P1 only)\n\n[Who]\n"
    report = f"{REPORT}**Severity:** {{}}\n\n## Cause\n\nA stone.\n"
    assert found(template, report.format("P2")) == []
    assert [code for code, *_ in found(template, report.format("P1"))] == ["IR301"]


@pytest.mark.parametrize("options", ["[P1: outage | P2 | P3]", "P1 (outage) / P2 / P3", "P1 - all | P2 - some | P3"])
def test_a_code_is_an_option_with_and_without_its_explanation(options: str) -> None:
    template = f"{HEAD}**Level:** {options}\n\n## Cause\n\n[Cause]\n"
    report = f"{REPORT}**Level:** {{}}\n\n## Cause\n\nA stone.\n"
    assert [found(template, report.format(level)) for level in ("P1", "P2", "P3")] == [[], [], []]
    assert found(template, report.format("P7")) == [("IR207", 3, "error")]


def test_words_before_all_options_are_none_of_them() -> None:
    template = f"{HEAD}**Strain:** <FILL IN: low | high>\n\n## Cause\n\n[Cause]\n"
    report = f"{REPORT}**Strain:** {{}}\n\n## Cause\n\nA stone.\n"
    assert [found(template, report.format(strain)) for strain in ("low", "high")] == [[], []]
    assert found(template, report.format("<FILL IN: low | high>")) == [("IR202", 3, "error")]
    coded = template.replace("low | high", "SEV-1 | SEV-2 | SEV-3")
    assert [found(coded, report.format(level)) for level in ("SEV-1", "SEV-3")] == [[], []]
