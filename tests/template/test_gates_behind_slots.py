"""Gates in parentheses behind a slot, levels that a comment explains, and lengths whose note names their ends."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of


def codes(template: str, report: str, language: str) -> list[str]:
    """The codes of what is found in a report of a template, notes aside."""
    pack = pack_of(template, f'languages = ["{language}"]\n')
    found = lint_text(report, [pack], path="docs/incidents/pump.md")
    return [each.code for each in found if each.level != "info"]


ITEMS = [
    ("de", "Schweregrad", "Abgenommen am [TT.MM.JJJJ] (Pflicht bei S1 und S2)", "Abgenommen am 21.03.2025"),
    ("fr", "Gravité", "Validé le [JJ/MM/AAAA] (obligatoire en S1 et S2)", "Validé le 21/03/2025"),
    ("en", "Severity", "Approved on [YYYY-MM-DD] (mandatory for S1 and S2)", "Approved on 2025-03-21"),
]


@pytest.mark.parametrize(("language", "label", "item", "made"), ITEMS)
def test_a_gate_behind_a_slot_demands_the_tick(language: str, label: str, item: str, made: str) -> None:
    template = f"# [T]\n\n**{label}:** [S1 / S2 / S3 / S4]\n\n## End\n\n- [ ] Tickets\n- [ ] {item}\n"
    head = f"# Pump\n\n**{label}:** S1\n\n## End\n\n- [x] Tickets\n"
    assert codes(template, f"{head}- [x] {made}\n", language) == []
    assert codes(template, f"{head}- [ ] {made}\n", language) == ["IR302"]
    assert codes(template, f"{head}- [ ] {made}\n".replace("S1", "S3"), language) == []
    assert codes(template, head.replace("S1", "S3"), language) == []


@pytest.mark.parametrize(
    ("language", "label", "only"), [("ja", "深刻度", "Sev1 のみ: "), ("en", "Severity", "Sev1 only: ")]
)
def test_levels_behind_what_is_to_be_done(language: str, label: str, only: str) -> None:
    comment = "<!-- Sev1: all down / Sev2: some down / Sev3: slow -->"
    template = f"# [T]\n\n- {label}: TODO {comment}\n\n## End\n\n- [ ] Tickets\n- [ ] {only}CTO\n"
    report = f"# Pump\n\n- {label}: Sev1 {comment}\n\n## End\n\n- [x] Tickets\n- [x] {only}CTO\n"
    assert codes(template, report, language) == []
    assert codes(template, report.replace(f"[x] {only}", f"[ ] {only}"), language) == ["IR302"]
    assert codes(template, report.replace(": Sev1 <", ": Sev4 <"), language) == ["IR207"]
    assert codes(template, report.replace(": Sev1 <", ": TODO <"), language) != []


@pytest.mark.parametrize(("note", "compared"), [("Beginn bis behoben", True), ("nur Kasse", False)])
def test_a_note_of_the_template_that_names_the_ends(note: str, compared: bool) -> None:
    template = (
        "# [T]\n\n| Feld | Angabe |\n|---|---|\n| Beginn | [TT.MM.JJJJ, HH:MM Uhr] |\n"
        f"| Behoben | [TT.MM.JJJJ, HH:MM Uhr] |\n| Gesamtdauer | [x Std. y Min. ({note})] |\n"
    )
    report = (
        "# Pumpe\n\n| Feld | Angabe |\n|---|---|\n| Beginn | 14.03.2025, 18:42 Uhr |\n"
        f"| Behoben | 14.03.2025, 20:17 Uhr |\n| Gesamtdauer | 1 Std. 35 Min. ({note}) |\n"
    )
    assert codes(template, report, "de") == []
    assert codes(template, report.replace("1 Std.", "2 Std."), "de") == (["IR403"] if compared else [])


def test_how_to_fill_in_a_form_is_not_asked_for() -> None:
    template = "> 填写说明：\n>\n> 1. 复制本文件。\n> 2. 全部替换。\n\n# [T]\n\n## Story\n\n[Text]\n"
    assert codes(template, "# Pump\n\n## Story\n\nIt stopped.\n", "zh") == []
