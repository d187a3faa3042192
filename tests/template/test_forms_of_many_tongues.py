"""Forms of ids, dates and levels as templates of many languages write them, and what of them is left in a report."""

from __future__ import annotations

import pytest

from support import codes_of as codes


@pytest.mark.parametrize(
    ("form", "filled", "wrong"),
    [
        ("#inc-YYYYMMDD-xxx", "#inc-20260325-db", "#incident-db"),
        ("INC-YYYYMMDD-○○", "INC-20260917-01", "INC-2026-01"),
        ("inc-YYYY-nnn", "inc-2026-004", "inc-26-4"),
        ("INC-YYYY-...", "INC-2026-kasse", "INC-kasse"),
        ("RAP-RRRR-NN", "RAP-2026-07", "RAP-7"),
    ],
)
def test_an_id_ends_in_any_sign_that_stands_for_what_is_to_come(form: str, filled: str, wrong: str) -> None:
    template = f"# [T]\n\n- Mark: {form}\n\n## Story\n\n[Text]\n"
    report = "# Pump\n\n- Mark: {}\n\n## Story\n\nIt stopped.\n"
    assert codes(template, report.format(filled)) == []
    assert codes(template, report.format(form)) == ["IR201"]
    assert codes(template, report.format(wrong)) == ["IR207"]


@pytest.mark.parametrize(
    ("form", "filled"),
    [
        ("DD.MM.RRRR", "06.10.2026"),
        ("DD.MM.RRRR, godz. GG:MM", "06.10.2026, godz. 20:12"),
        ("DD.MM.GGGG", "06.10.2026"),
        ("DD.MM.ÅÅÅÅ", "06.10.2026"),
    ],
)
def test_a_date_in_letters_of_another_language_is_to_be_filled_in(form: str, filled: str) -> None:
    template = f"# [T]\n\n- Mark: {form}\n\n## Story\n\n[Text]\n"
    report = "# Pump\n\n- Mark: {}\n\n## Story\n\nIt stopped.\n"
    assert codes(template, report.format(filled)) == []
    assert codes(template, report.format(form)) == ["IR201"]


@pytest.mark.parametrize(
    ("language", "heading", "form", "filled", "left"),
    [
        ("fr", "Actions", "{quoi} — @{qui} — pour le {JJ/MM/AAAA}", "Essai — @lea — pour le 03/02/2026", "JJ/MM/AAAA"),
        ("fr", "Actions", "{quoi} — @{qui} — pour le {JJ/MM/AAAA}", "Essai — @lea — pour le 03/02/2026", "03/MM/AAAA"),
        ("de", "Aufgaben", "<Aufgabe> – bis: <TT.MM.JJJJ>", "Alarm – bis: 03.02.2026", "TT.MM.JJJJ"),
        ("de", "Aufgaben", "<Aufgabe> – wer: <Name>", "Alarm – wer: Ada Berg", "<Name>"),
        ("ja", "アクションアイテム", "[内容] — 期限: YYYY/MM/DD", "監視を追加 — 期限: 2026/02/03", "2026/MM/DD"),
        ("es", "Acciones", "[Acción] (fecha: [dd/mm/aaaa])", "Alerta (fecha: 03/02/2026)", "[dd/mm/aaaa]"),
    ],
)
def test_one_slot_left_in_an_action_is_one_finding(
    language: str, heading: str, form: str, filled: str, left: str
) -> None:
    template = f"# [T]\n\n## Story\n\n[Text]\n\n## {heading}\n\n- [ ] {form}\n"
    report = f"# Pump\n\n## Story\n\nIt stopped.\n\n## {heading}\n\n- [ ] {filled}\n"
    value = "Ada Berg" if "Name" in left else "2026/02/03" if language == "ja" else filled[-10:].strip(")")
    value = "03/02/2026" if language == "es" else value
    assert codes(template, report, language) == []
    assert codes(template, report.replace(value, left), language) == ["IR201"]


def test_a_note_on_the_format_may_stay_as_a_quote_or_in_plain_letters() -> None:
    template = "# [T]\n\n## Story\n\n[Text]\n\n## Todo\n\n{}Format: `what` — @who — by when\n\n- [ ] [what] — @[who]\n"
    report = "# Pump\n\n## Story\n\nIt stopped.\n\n## Todo\n\n{}Format: `what` — @who — by when\n\n- [ ] Oil — @ada\n"
    assert codes(template.format("> "), report.format("> ")) == []
    assert codes(template.format(""), report.format("")) == []
    template, report = (text.replace("Format:", "**Format:**") for text in (template, report))
    assert codes(template.format(""), report.format("")) == ["IR204"]


@pytest.mark.parametrize(
    ("language", "item", "name"),
    [
        ("en", "Public write-up", "link"),
        ("de", "Mitteilung verschickt", "Link"),
        ("fr", "Communiqué publié", "lien"),
        ("es", "Aviso enviado", "enlace"),
    ],
)
def test_an_item_names_behind_its_colon_what_is_to_be_written(language: str, item: str, name: str) -> None:
    head = "## Story\n\n{}\n\n## Checks\n\n- [{}] Numbers compared\n- [{}] "
    template = "# [T]\n\n" + head.format("[Text]", " ", " ") + f"{item}: {name}\n"
    report = "# Pump\n\n" + head.format("It stopped.", "x", "x") + f"{item}: "
    assert codes(template, report + "https://status.example.org/7\n", language) == []
    assert codes(template, report + name + "\n", language) == ["IR201"]


@pytest.mark.parametrize("form", ["SEV<1-4>", "SEV[1-4]", "SEV{{1/2/3/4}}", "SEV(1–4)"])
def test_levels_may_be_a_code_whose_number_is_a_slot(form: str) -> None:
    head = "# {}\n\n| Field | Value |\n|---|---|\n| Severity | {} |\n\n## Story (only for SEV1/SEV2)\n\n{}\n"
    template = head.format("[T]", form, "[Text]")
    assert codes(template, head.format("Pump", "SEV2", "It stopped.")) == []
    assert codes(template, "# Pump\n\n| Field | Value |\n|---|---|\n| Severity | SEV3 |\n") == []
    assert codes(template, head.format("Pump", "SEV7", "It stopped.")) == ["IR207"]
    assert codes(template, head.format("Pump", form, "It stopped.")) == ["IR202"]


def test_the_fullest_legend_is_the_scale() -> None:
    head = "# {}\n\n- Severity: {}\n\n## Story\n\n{}\n"
    note = "\n> SEV1: draft in 2 days. SEV2: draft in 5.\n\n| Level | Meaning |\n|---|---|\n"
    note += "".join(f"| SEV{number} | what is broken |\n" for number in (1, 2, 3))
    template = head.format("[T]", "[level]", "[Text]") + note
    assert codes(template, head.format("Pump", "SEV3", "It stopped.")) == []
    assert codes(template, head.format("Pump", "SEV4", "It stopped.")) == ["IR207"]
