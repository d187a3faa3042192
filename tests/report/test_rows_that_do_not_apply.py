"""Rows of a form that say that they do not apply: nothing is missing in their other cells."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

HEAD = "# {}\n\n## Story\n\n{}\n\n## Told\n\n"


def codes(template: str, report: str, language: str) -> list[str]:
    """The codes of what is found in a report of a template, notes aside."""
    pack = pack_of(template, f'languages = ["{language}"]\n')
    return [found.code for found in lint_text(report, [pack], path="docs/pump.md") if found.level != "info"]


@pytest.mark.parametrize(
    ("language", "row", "found"),
    [
        ("it", "| Garante | non applicabile, nessun dato | – |", []),
        ("de", "| Behörde | entfällt, keine Daten | – |", []),
        ("de", "| Behörde | keine | – |", []),
        ("fr", "| CNIL | sans objet : aucune donnée | S.O. |", []),
        ("es", "| Agencia | ninguna | – |", []),
        ("en", "| Regulator | N/A - no data | |", []),
        ("en", "| Regulator | mail | |", ["IR205"]),
        ("en", "| Regulator | – | – |", ["IR205", "IR205"]),
    ],
)
def test_a_row_says_in_its_first_cell_that_it_does_not_apply(language: str, row: str, found: list[str]) -> None:
    name = row.split("|")[1].strip()
    table = "| To | By | Time |\n|---|---|---|\n| Shops | {} | {} |\n"
    template = HEAD.format("[T]", "[Text]") + table.format("", "") + f"| {name} | | |\n"
    report = HEAD.format("Pump", "It stopped.") + table.format("mail", "10:40") + row + "\n"
    assert codes(template, report, language) == found


@pytest.mark.parametrize("label", ["(solo se dati personali)", "Privacy"])
def test_one_of_several_cells_needs_no_reason(label: str) -> None:
    table = "| A chi | Mezzo | Ora |\n|---|---|---|\n| Negozi | {} | {} |\n| Garante " + label + " | {} | {} |\n"
    template = HEAD.format("[T]", "[Text]") + table.format("", "", "", "")
    report = HEAD.format("Pump", "It stopped.") + table.format("mail", "10.40", "n.a.", "–")
    assert codes(template, report, "it") == []


@pytest.mark.parametrize(
    ("head", "row", "found"),
    [
        ("| Stelle | Wann | Wer |", "| Amt | entfällt | entfällt |", []),
        ("| Stelle | Wann | Wer |", "| Amt | 2026-05-04 10:00 | entfällt |", []),
        ("| Item | Sent | Ticket |", "| Mail | 10:40 | n/a |", []),
        ("| Item | Sent | Note |", "| Mail | n/a | n/a |", []),
        ("| Action | Owner | Due |", "| Oil the pump | n/a | n/a |", ["IR601", "IR602"]),
        ("| Action | Owner | Due |", "| Oil the pump | Ada | n/a |", ["IR602"]),
    ],
)
def test_cells_of_entries_that_are_no_duty_need_no_reason(head: str, row: str, found: list[str]) -> None:
    table = f"{head}\n|---|---|---|\n"
    template = HEAD.format("[T]", "[Text]") + table + "| [a] | [b] | [c] |\n"
    assert (
        codes(template, HEAD.format("Pump", "It stopped.") + table + row + "\n", "de" if "Amt" in row else "en")
        == found
    )


@pytest.mark.parametrize(
    ("note", "name", "date", "found"),
    [
        ('> SEV1 needs both; put "n/a" in the others.\n\n', "n/a", "n/a", []),
        ("", "n/a", "n/a", ["IR305"]),
        ("", "n/a (SEV3)", "–", []),
        ("", "Ada Berg", "n/a", ["IR305"]),
        ('> SEV1 needs both; put "n/a" in the others.\n\n', "", "", ["IR305"]),
    ],
)
def test_a_signature_does_not_apply_where_the_form_says_so(note: str, name: str, date: str, found: list[str]) -> None:
    table = "| Role | Name | Date |\n|---|---|---|\n| Manager | {} | {} |\n| Officer | {} | {} |\n"
    slots = table.format("<name>", "<YYYY-MM-DD>", "<name>", "<YYYY-MM-DD>")
    template = f"# [T]\n\n## Story\n\n[Text]\n\n## Sign-off\n\n{note}{slots}"
    report = "# Pump\n\n## Story\n\nIt stopped.\n\n## Sign-off\n\n"
    assert codes(template, report + table.format("Bo Li", "2026-01-02", name, date), "en") == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("| Garante | non applicabile, nessun dato | – | – |", []),
        ("| Garante (solo se dati personali) | n.a. | – | – |", []),
        ("| Garante | mail | – | Ada |", ["IR205"]),
        ("| Garante | n.a. | – | – |", []),
        ("| Garante | – | – | – |", ["IR205"]),
    ],
)
def test_a_row_of_any_number_does_not_apply(row: str, found: list[str]) -> None:
    table = "| A chi | Mezzo | Ora | Chi |\n|---|---|---|---|\n"
    template = HEAD.format("[T]", "[Text]") + table + "| Negozi | | | |\n| Garante | | | |\n"
    report = HEAD.format("Pump", "It stopped.") + table + "| Negozi | mail | 10.40 | Ada |\n" + row + "\n"
    assert codes(template, report, "it") == found
