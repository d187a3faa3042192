"""Items of a form's list that say of what kind an action is, labels with options behind them, notes that go."""

from __future__ import annotations

import pytest

from support import lint_text, load_built_in, pack_of

HEAD = "# Incident: [Title]\n\n"
REPORT = "# Incident: a gate jammed\n\n"


def found(template: str, report: str) -> list[tuple[str, int, str]]:
    return [(one.code, one.place.line, one.level) for one in lint_text(report, [pack_of(template, "")])]


ACTIONS = f"{HEAD}## Actions\n\n- At once:\n- For good:\n- Preventive actions with owner and due date:\n"


@pytest.mark.parametrize(
    ("preventive", "codes"),
    [
        (" a guard on the belt — owner: Jo Beck, due date: 2026-04-01", []),
        (" a guard on the belt, Jo Beck, 2026-04-01", []),
        ("\n  - A guard — owner: Jo Beck — due: 2026-04-01\n  - A sign — owner: Ana Cal — due: 2026-04-02", []),
        (" a guard on the belt", ["IR601", "IR602"]),
        (" a guard on the belt — owner and due date TBD", ["IR602"]),
        ("\n  - A guard — owner: Jo Beck — due: 2026-04-01\n  - A sign — owner: Ana Cal", ["IR602"]),
    ],
)
def test_an_item_that_asks_for_who_and_when_asks_no_other(preventive: str, codes: list[str]) -> None:
    report = f"{REPORT}## Actions\n\n- At once: stone taken away\n- For good: belt changed on 2026-03-09\n"
    report += f"- Preventive actions with owner and due date:{preventive}\n"
    assert sorted(code for code, *_ in found(ACTIONS, report)) == codes


def test_an_item_of_another_language_that_asks_for_who_and_when() -> None:
    template = f"{HEAD}## Maßnahmen\n\n- Sofort:\n- Vorbeugende Maßnahmen mit Verantwortlichem und Frist:\n"
    report = f"{REPORT}## Maßnahmen\n\n- Sofort: Stein entfernt\n"
    done = "- Vorbeugende Maßnahmen mit Verantwortlichem und Frist: Gitter, Jo Beck, 01.04.2026\n"
    assert found(template, report + done) == []


ALERT = "## Alerts\n\n- Alert: `<name>` fires on `<condition>`, goes to `<whom>`.\n"


def test_a_list_of_one_entry_has_as_many_as_there_are() -> None:
    alerts = "## Alerts\n\n- Alert: `jam` fires on two stops, goes to `desk`.\n"
    alerts += "- Alert: `heat` fires on 80 degrees, goes to `desk`.\n"
    assert found(f"{HEAD}{ALERT}", f"{REPORT}{alerts}") == []
    assert found(f"{HEAD}{ALERT}- Page: `<page>`\n", f"{REPORT}{alerts}- Page: `jams.md`\n") == [
        ("IR108", 6, "warning")
    ]


BLANKS = """\
- Found by:
- Suspected cause (facts alone; link the proof. No guesses):
- Action taken (`STOP`, `SLOW`, or none):
- Mode (`live` / test `dry`):
"""


def test_labels_with_sentences_and_options_behind_them() -> None:
    template = f"{HEAD}## Response\n\n{BLANKS}"
    told = "- Found by: Jo\n- Suspected cause: a stone\n- Action taken: `STOP`\n- Mode: `dry`\n"
    assert found(template, f"{REPORT}## Response\n\n{told}") == []
    assert found(template, f"{REPORT}## Response\n\n{told.replace('- Mode: `dry`', '- Mode:')}") == [
        ("IR205", 8, "error")
    ]
    assert [
        code for code, *_ in found(template, f"{REPORT}## Response\n\n{told.replace('- Action taken: `STOP`', '')}")
    ] == ["IR107"]
    left = told.replace("- Action taken: `STOP`", "- Action taken (`STOP`, `SLOW`, or none):")
    assert [(code, line) for code, line, _ in found(template, f"{REPORT}## Response\n\n{left}")] == [("IR205", 7)]


@pytest.mark.parametrize(
    ("cause", "note"),
    [
        ("Root cause", "This note must be deleted before publishing."),
        ("Ursache", "Dieser Hinweis wird vor dem Einchecken gelöscht."),
        ("Causa raíz", "Esta nota se borra al llenar el informe."),
        ("Cause racine", "Cette consigne est supprimée avant la publication."),
        ("Causa principale", "Questa nota va cancellata prima di pubblicare."),
    ],
)
def test_a_table_in_a_note_that_goes_is_not_asked_for(cause: str, note: str) -> None:
    rules = f"> {note}\n>\n> | Rule | Meaning |\n> | --- | --- |\n> | R1 | Say less |\n> | R2 | Say it once |\n\n"
    template, report = f"{HEAD}{rules}## {cause}\n\n[...]\n", f"{REPORT}## {cause}\n\nA stone.\n"
    assert found(template, report) == []
    assert [code for code, *_ in found(template, report.replace("## ", f"{rules}## "))] == ["IR204"]


@pytest.mark.parametrize(
    "note", ["The rules were deleted from the wiki.", "This note may be deleted.", "How we write."]
)
def test_a_table_in_a_note_that_stays(note: str) -> None:
    rules = f"> {note}\n>\n> | Rule | Meaning |\n> | --- | --- |\n> | R1 | [what] |\n\n"
    template, report = f"{HEAD}{rules}## Root cause\n\n[...]\n", f"{REPORT}{{}}## Root cause\n\nA stone.\n"
    assert [code for code, *_ in found(template, report.format(rules))] != ["IR204"]


def test_a_due_date_behind_a_label_that_only_speaks_of_it() -> None:
    report = f"{REPORT}## Actions\n\n- A guard with its due: soon — owner: Jo Beck, due: 2026-04-01\n"
    assert [one.code for one in lint_text(report, [load_built_in("generic")]) if one.code == "IR602"] == []
