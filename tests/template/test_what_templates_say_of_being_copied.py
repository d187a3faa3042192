"""Texts above all sections by which a template says that it is to be copied, or used: no report has to be."""

from __future__ import annotations

import pytest

from support import lines_of, lint_text, pack_of


def found(template: str, report: str, pack: str = "") -> list[tuple[str, int]]:
    return lines_of(lint_text(report, [pack_of(template, pack) if pack else pack_of(template)]))


TEMPLATE = "# Report: [Title]\n\n{}\n\n## Cause\n\n[Text]\n"
REPORT = "# Report: a gate\n\n{}\n\n## Cause\n\nA fuse.\n"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Copy this file to `reports/YYYY-MM-DD-<slug>.md` when a gate fails."),
        ("en", "> Use this template for any gate that was shut for an hour."),
        ("en", "Copy it to `reports/<day>.md`."),
        ("de", "Kopiere diese Datei nach `berichte/JJJJ-MM-TT.md` und fülle sie aus."),
        ("es", "> Copia este archivo en `informes/AAAA-MM-DD.md` y rellénalo."),
        ("fr", "Utilisez ce modèle pour chaque panne d'une porte."),
        ("pt", "Copie este arquivo para cada portão."),
        ("it", "Copia questo file per ogni guasto di un cancello."),
        ("nb", "Kopier denne filen for hver port som svikter."),
        ("sr", "Kopirajte ovaj fajl za svaki kvar kapije."),
        ("zh", "> 复制本文件后填写每一项。"),
        ("ja", "このファイルをコピーして、各項目を書く。"),
        ("ko", "이 파일을 복사해서 쓰세요."),
    ],
)
def test_what_a_template_says_of_itself_is_left(language: str, text: str) -> None:
    languages = f'languages = ["{language}"]\n' if language != "en" else ""
    template = TEMPLATE.format(text)
    assert found(template, REPORT.format(text), languages) == [("IR204", 3)]
    assert found(template, REPORT.format("A gate was shut."), languages) == []


@pytest.mark.parametrize(
    "text",
    [
        "This report is blameless: it speaks of gates, not of people.",
        "> Reports are kept in `reports/YYYY-MM-DD-<slug>.md`.",
        "Based on the template of the yard next door.",
        "The form of our reports is in the handbook.",
        "Copies of this report go to the guard.",
        "Please send a copy to the safety board when done.",
        "Questions? Use the contact form.",
        "this template is licensed CC-BY",
        "This document is our internal report template, version 3.",
    ],
)
def test_what_holds_for_any_report_may_stay(text: str) -> None:
    assert found(TEMPLATE.format(text), REPORT.format(text)) == []


def test_a_report_may_speak_of_templates() -> None:
    text = "Copy this file to each gate, we were told, and the template broke."
    assert found(TEMPLATE.format("Blameless."), REPORT.format(f"A gate was shut.\n\n{text}")) == []
