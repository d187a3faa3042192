"""An unfilled field, box or section is told whatever stands for unfilled in its template."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from incidentlint.cli.main import cli
from support import lint_text, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a gate jammed\n\n"


def found(template: str, report: str, as_of: str = "", language: str = "") -> list[tuple[str, int, str]]:
    pack = pack_of(template, f'languages = ["{language}"]' if language else "")
    return [(one.code, one.place.line, one.level) for one in lint_text(report, [pack], as_of=as_of)]


@pytest.mark.parametrize("todo", ["TBD", "待填写", "À compléter", "Wird ergänzt", "Por completar", "未記入"])
def test_a_word_for_what_is_to_come_is_a_slot(todo: str) -> None:
    template = f"{HEAD}## Cause\n\n**Direct cause:** {todo}\n\n**Root cause:** {todo}\n"
    filled = f"{REPORT}## Cause\n\n**Direct cause:** A stone.\n\n**Root cause:** No sieve.\n"
    assert found(template, filled) == []
    assert found(template, filled.replace(" No sieve.", "")) == [("IR205", 7, "error")]
    assert found(template, filled.replace("No sieve.", todo)) == [("IR201", 7, "error")]


@pytest.mark.parametrize("state", ["In Arbeit", "Pendiente", "En attente"])
def test_a_state_is_no_slot(state: str) -> None:
    template = f"{HEAD}**Status:** {state}\n\n**Owner:** [Name]\n"
    for told in (state, "Closed"):
        assert found(template, f"{REPORT}**Status:** {told}\n\n**Owner:** Uma Ray\n") == []


@pytest.mark.parametrize("unit", ["min", "minutes", "h"])
def test_a_marker_with_a_unit_is_a_slot(unit: str) -> None:
    template = f"{HEAD}- **Time to detect:** TODO {unit} (begin to alarm)\n- **Shops:** [N]\n"
    assert found(template, f"{REPORT}- **Time to detect:** 13 {unit}\n- **Shops:** 40\n") == []
    left = f"{REPORT}- **Time to detect:** TODO {unit} (begin to alarm)\n- **Shops:** 40\n"
    assert found(template, left) == [("IR201", 3, "error")]


@pytest.mark.parametrize("slot", ["*To be filled in*", "*What set it off?*", "[What set it off]", "....."])
def test_a_sentence_in_bold_before_a_slot_is_a_label(slot: str) -> None:
    template = f"{HEAD}## Cause\n\n**Direct cause.** {slot}\n\n**Root cause.** {slot}\n"
    filled = f"{REPORT}## Cause\n\n**Direct cause.** A stone.\n\n**Root cause.** No sieve.\n"
    assert found(template, filled) == []
    assert {code for code, *_ in found(template, filled.replace("No sieve.", slot))} <= {"IR201", "IR205"}
    assert found(template, filled.replace("No sieve.", slot)) != []


def test_a_sentence_in_bold_before_a_text_is_none() -> None:
    template = f"{HEAD}## Cause\n\n**No blame.** We look at systems.\n\n[Cause]\n"
    assert found(template, f"{REPORT}## Cause\n\nA stone.\n") == []


BOX = "## Story\n\n> [!abstract] In one breath\n> {}\n\n> [!bug] What broke\n> {}\n"


@pytest.mark.parametrize("slot", ["…", "[text]", "....."])
def test_a_box_with_a_title_is_a_field(slot: str) -> None:
    template = HEAD + BOX.format(slot, slot)
    assert found(template, REPORT + BOX.format("The gate jammed.", "The hinge.")) == []
    assert found(template, REPORT + BOX.format("The gate jammed.", "").replace("> \n", ">\n")) == [
        ("IR205", 8, "error")
    ]


def test_a_box_that_explains_is_none() -> None:
    box = "> [!tip] How to use it\n> Readers of tomorrow have this page alone.\n\n"
    template = f"{HEAD}{box}## Cause\n\n[Cause]\n"
    for kept in ("", box):
        assert found(template, f"{REPORT}{kept}## Cause\n\nA stone.\n") == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Quoted paragraphs are hints: they may stay or be removed."),
        ("de", "Zitate sind Hilfen, sie können stehen bleiben oder gelöscht werden."),
        ("es", "Los párrafos en cita son ayuda: puedes dejarlos o quitarlos."),
        ("ja", "引用は削除しても残してもよい。"),
    ],
)
def test_hints_that_may_stay_are_no_instructions(language: str, said: str) -> None:
    hints = f"> {said}\n> Dates are `YYYY-MM-DD`.\n\n"
    template = f"{HEAD}{hints}## Cause\n\n> For P3 delete this section. HH:MM in UTC.\n\n[Cause]\n"
    report = f"{REPORT}{hints}## Cause\n\n> For P3 delete this section. HH:MM in UTC.\n\nA stone.\n"
    assert found(template, report, language=language) == []
    assert found(template, report.replace("A stone.", "[Cause]"), language=language) == [("IR201", 10, "error")]


FORM = "| Item | Entry |\n|---|---|\n| Begin | {0} |\n| Total (hh:mm) | {0} |\n"


def test_the_form_of_a_value_makes_no_row_a_sample() -> None:
    template = f"{HEAD}## Times\n\n{FORM.format('hh:mm')}"
    assert found(template, f"{REPORT}## Times\n\n{FORM.format('07:20')}") == []
    assert found(
        template, f"{REPORT}## Times\n\n{FORM.format('07:20').replace('| Begin | 07:20 |', '| Begin | |')}"
    ) == [("IR205", 7, "error")]


MARKED = f"""{HEAD}**Status:** draft / accepted

Items marked with (R) are required before the document is accepted. Sections marked (O) are optional.

## Checks

- [ ] (R) Log read
- [ ] Mail sent

## Cost (O)

[Cost]
"""


@pytest.mark.parametrize(("status", "codes"), [("accepted", ["IR302"]), ("draft", [])])
def test_marks_that_a_template_explains_are_gates(status: str, codes: list[str]) -> None:
    report = f"{REPORT}**Status:** {status}\n\n## Checks\n\n- [{{}}] (R) Log read\n- [ ] Mail sent\n"
    assert found(MARKED, report.format("x")) == []
    assert found(MARKED, report.format("x") + "\n## Cost (O)\n\nN/A\n") == []
    assert [code for code, *_ in found(MARKED, report.format(" "))] == codes


LEVELS = f"""{HEAD}**Severity:** [1 – Critical / 2 – High / 3 – Low]

## Cause

[Cause]

## Escalation (S1)

[Who was told]

## Sign-off

| Role | Name | Date |
|---|---|---|
| Manager | [Name] | [DD Mon YYYY] |
| Head (S1) | [Name] | [DD Mon YYYY] |
"""


def test_level_of_a_number_has_the_letter_of_its_scale() -> None:
    signed = "## Sign-off\n\n| Role | Name | Date |\n|---|---|---|\n| Manager | Uma Ray | 04 May 2026 |\n"
    low = f"{REPORT}**Severity:** 3 – Low\n\n## Cause\n\nA stone.\n\n{signed}| Head (S1) | N/A | N/A |\n"
    assert found(LEVELS, low) == []
    high = low.replace("3 – Low", "1 – Critical")
    assert sorted(code for code, *_ in found(LEVELS, high)) == ["IR301", "IR305"]


def test_a_field_whose_label_was_cut_is_there() -> None:
    template = f"{HEAD}## Cause\n\n[Cause]\n\nReport approved: ____\n"
    assert [level for *_, level in found(template, f"{REPORT}## Cause\n\nA stone.\n\nApproved: Uma Ray\n")] == ["info"]


DRAFT = f"{HEAD}**Status:** [Draft / Final]\n**Resolved:** [HH:MM]\n\n## Cause\n\n*Why did it break?*\n"


@pytest.mark.parametrize(
    ("head", "level"),
    [
        ("**Status:** Draft\n**Resolved:** open", "info"),
        ("**Status:** Final\n**Resolved:** unknown", "error"),
        ("**Status:** Draft\n**Resolved:** 10:30", "error"),
    ],
)
def test_a_report_that_says_that_it_is_ready_waits_for_nothing(head: str, level: str) -> None:
    left = found(DRAFT, f"{REPORT}{head}\n\n## Cause\n\n*Why did it break?*\n", as_of="2026-05-05T10:00:00Z")
    assert ("IR201", 8, level) in left


@pytest.mark.parametrize(("day", "level"), [("4 Nov 2025", "error"), ("4 May 2026", "info")])
def test_the_days_that_sentences_tell_make_a_report_old(day: str, level: str) -> None:
    template = f"{HEAD}## When\n\n_Start and end._\n\n## Fix\n\n_What stopped it._\n"
    report = f"{REPORT}## When\n\nIt jammed at 02:11 UTC on {day}.\n\n## Fix\n\n_What stopped it._\n"
    assert found(template, report, as_of="2026-05-05T10:00:00Z") == [("IR201", 9, level)]


def test_hints_that_may_stay_are_no_line_of_what_is_required(tmp_path: Path) -> None:
    template = tmp_path / "template.md"
    template.write_text(f"{HEAD}> Quotes may stay or be removed.\n\n## Cause\n\n[Cause]\n")
    shown = CliRunner().invoke(cli, ["packs", str(template)])
    assert shown.exit_code == 0, shown.output
