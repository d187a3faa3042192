"""What forms in other languages leave to be filled in without brackets, and how they write their ids."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

HEAD = "# [T]\n\n**Zustand:** [Text]\n\n## Story\n\n"


def codes(template: str, report: str, language: str, path: str = "docs/incidents/pump.md") -> list[str]:
    """The codes of what is found in a report of a template, notes aside."""
    pack = pack_of(template, f'languages = ["{language}"]\n')
    return [found.code for found in lint_text(report, [pack], path=path) if found.level != "info"]


@pytest.mark.parametrize(
    ("language", "row", "kept"),
    [
        ("ja", "| 09:15 | （記入例）梅田店より入電 | 山田 |", True),
        ("ja", "| 例 | 梅田店より入電 | 山田 |", True),
        ("fr", "| 09:15 | Alerte sur le disque (exemple) | Luc |", True),
        ("de", "| 09:15 | Scanner bereitlegen (Beispiel) | Erika |", True),
        ("es", "| 09:15 | Ejemplo: salta la alerta | Ana |", True),
        ("fr", "| 09:15 | Alerte sur un exemple de disque | Luc |", False),
    ],
)
def test_a_row_that_says_that_it_is_an_example_is_found_where_it_was_left(language: str, row: str, kept: bool) -> None:
    table = "| HH:MM | Was | Wer |\n|---|---|---|\n"
    template = f"# [T]\n\n## Story\n\n{table}{row}\n| HH:MM | [Text] | [Name] |\n"
    report = f"# Pump\n\n## Story\n\n{table}{row}\n| 09:40 | Pump stopped | Ada |\n"
    assert codes(template, report, language) == (["IR203"] if kept else [])


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("**Wie viele Praxen waren betroffen?**\n\n…", "**Wie viele Praxen waren betroffen?**\n\n46 Praxen."),
        ("**Quelle en est la cause ?**\n\n...", "**Quelle en est la cause ?**\n\nUn disque plein."),
        ("**¿Qué cambiamos?**\n\n…", "**¿Qué cambiamos?**\n\nLa alerta."),
    ],
)
def test_dots_below_a_question_ask_for_its_answer(question: str, answered: str) -> None:
    template = f"# [T]\n\n## Story\n\n[Text]\n\n{question}\n\n## End\n\n[Text]\n"
    report = f"# Pump\n\n## Story\n\nIt stopped.\n\n{answered}\n\n## End\n\nIt ran.\n"
    assert codes(template, report, "de") == []
    assert codes(template, report.replace(answered, answered.partition("\n")[0]), "de") != []
    assert codes(template, report.replace(answered, question), "de") != []


@pytest.mark.parametrize(
    ("language", "name", "date"),
    [
        ("de", "Vorname Nachname", "TT.MM.JJJJ"),
        ("fr", "prénom et nom", "JJ/MM/AAAA"),
        ("es", "nombre y apellido", "DD/MM/AAAA"),
    ],
)
def test_a_name_without_brackets_in_an_item_is_found_where_it_was_left(language: str, name: str, date: str) -> None:
    template = f"# [T]\n\n## Story\n\n[Text]\n\n## Todo\n\n- [ ] … ({name}, {date})\n"
    report = "# Pump\n\n## Story\n\nIt stopped.\n\n## Todo\n\n- [ ] Replace the pump ({}, 2026-12-11)\n"
    assert codes(template, report.format("Selin Vogt"), language) == []
    assert codes(template, report.format(name), language) == ["IR201"]


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        ("INC-AAAA-MM-DD-(indicar sistema)", "INC-2026-10-09-transferencias", "INC-2026-transferencias"),
        ("VF-JJ-NN", "VF-26-17", "VF-2026-Q"),
        ("OPS-YYMM-NNN", "OPS-2611-004", "OPS-26-4"),
    ],
)
def test_an_id_may_have_short_years_and_a_name_in_parentheses(form: str, right: str, wrong: str) -> None:
    template = f"# [T]\n\n**Mark:** {form}\n\n## Story\n\n[Text]\n"
    report = "# Pump\n\n**Mark:** {}\n\n## Story\n\nIt stopped.\n"
    assert codes(template, report.format(right), "es") == []
    assert codes(template, report.format(wrong), "es") == ["IR207"]


@pytest.mark.parametrize(
    ("title", "filled"),
    [
        ("Compte rendu n° INC-AAAA-XX : [titre]", "Compte rendu n° INC-2026-{} : pompe"),
        ("Störung ST-JJJJ-NNN: [Titel]", "Störung ST-2026-0{}: Pumpe"),
        ("PM-YYYY-NNN [Title]", "PM-2026-0{} Pump"),
    ],
)
def test_the_id_of_a_title_is_that_of_the_file(title: str, filled: str) -> None:
    template = f"# {title}\n\n## Story\n\n[Text]\n"
    name = filled.format("07").split("20", 1)[0].split()[-1] + "2026-" + ("07" if "INC" in title else "007")
    report = f"# {filled}\n\n## Story\n\nIt stopped.\n"
    assert codes(template, report.format("07"), "fr", f"docs/incidents/{name}-pump.md") == []
    assert codes(template, report.format("70"), "fr", f"docs/incidents/{name}-pump.md") == ["IR706"]
