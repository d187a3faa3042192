"""Gates whose level or condition is written in words: what is known gates, what is not makes its section optional."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of


def codes(template: str, report: str) -> list[str]:
    return [
        one.code
        for one in lint_text(report, [pack_of(template, 'languages = ["de", "fr", "es", "ja"]')])
        if one.level != "info"
    ]


FORM = (
    "# Incident: [Title]\n\n**{}:** {}\n\n## Cause\n\n[Cause]\n\n## Notice ({})\n\n- [ ] Board told\n- [ ] Press told\n"
)

REPORT = "# Incident: gate\n\n**{}:** {}\n\n## Cause\n\nA stone.\n"

BOXES = "\n## Notice ({})\n\n- [x] Board told\n- [{}] Press told\n"


@pytest.mark.parametrize(
    ("label", "levels", "note", "low", "high"),
    [
        ("Severity", "Minor / Major / Critical", "critical incidents only", "Major", "Critical"),
        ("Schweregrad", "gering / mittel / hoch", "nur bei hohem Schweregrad", "mittel", "hoch"),
        ("Gravité", "Critique / Majeure / Mineure", "uniquement pour les incidents critiques", "Mineure", "Critique"),
        ("Severidad", "Alta / Media / Baja", "solo severidad alta", "Baja", "Alta"),
        ("重大度", "高・中・低", "重大度が高のみ", "低", "高"),
    ],
)
def test_a_level_in_any_of_its_forms_gates_a_section_and_its_boxes(
    label: str, levels: str, note: str, low: str, high: str
) -> None:
    form = FORM.format(label, levels, note)
    assert codes(form, REPORT.format(label, low)) == []
    assert codes(form, REPORT.format(label, high)) == ["IR301"]
    assert codes(form, REPORT.format(label, high) + BOXES.format(note, "x")) == []
    assert codes(form, REPORT.format(label, high) + BOXES.format(note, " ")) == ["IR302"]


@pytest.mark.parametrize(
    "note",
    [
        "only for outages of the till",
        "customer-facing incidents only",
        "nur bei Datenabfluss",
        "solo en caso de fraude",
    ],
)
def test_a_restriction_that_nothing_answers_makes_its_section_optional(note: str) -> None:
    form = FORM.format("Severity", "P1 / P2", note)
    assert codes(form, REPORT.format("Severity", "P1")) == []


def test_a_sentence_that_is_a_condition_is_answered_by_the_field_that_it_names() -> None:
    form = (
        "# Incident: [Title]\n\n**Money lost:** Yes / No\n\n## Refunds\n\n*Required if money was lost.*\n\n[Refunds]\n"
    )
    assert codes(form, "# Incident: till\n\n**Money lost:** No\n") == []
    assert codes(form, "# Incident: till\n\n**Money lost:** Yes\n") == ["IR301"]
