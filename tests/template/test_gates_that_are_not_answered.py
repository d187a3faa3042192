"""What a severity demands, and a report answers with no more than what its template offers to the others."""

from __future__ import annotations

import pytest

from tests.support import lines_of, lint_text, pack_of

_TEMPLATE = """# Incident: [Title]

**Severity:** Red / Amber / Yellow

## Summary

[What happened]

## Authority

{}

## Actions

[What will be done]
"""


def _found(template: str, report: str, severity: str = "Red", pack: str = "") -> list[tuple[str, int]]:
    filled = _TEMPLATE.replace("[Title]", "Doors stuck").replace("Red / Amber / Yellow", severity)
    filled = filled.replace("[What happened]", "Doors were stuck.").replace("[What will be done]", "We oil them.")
    form = f'name = "own"\ntemplate = "template.md"\n{pack}'
    return lines_of(lint_text(filled.format(report), [pack_of(_TEMPLATE.format(template), form)]))


@pytest.mark.parametrize(
    ("template", "report", "code"),
    [
        ('Number: [number; Red only, otherwise "not required"]', "Number: not required", "IR301"),
        ("Number: [number, Red and Amber only, otherwise “n/a”]", "Number: n/a", "IR301"),
        ("Number: [number] (Red only)", "Number: Not needed.", "IR301"),
        ('> Required for Red. Otherwise state "Not required".\n\n[Number]', "Not required.", "IR301"),
        ('> Required for Red. If not, write "none needed".\n\n[Number]', "None needed", "IR301"),
        ("(Only for Red.) Reported on ____ at ____, file ____", "(Only for Red.)", "IR105"),
        ("(Only for Red.) Reported on ____\n\nSigned: [Name]", "(Only for Red.)\n\nSigned: Ana Brandt", "IR105"),
        ("_Only for Red._\n\n[Report number]", "_Only for Red._", "IR105"),
        ("7.1 Seen by: <<name>>\n7.2 Seen by head of operations (Red only): <<name>>",
         "7.1 Seen by: Ana\n7.2 Seen by head of operations (Red only):", "IR205"),
    ],
)  # fmt: skip
def test_no_answer_is_told(template: str, report: str, code: str) -> None:
    assert [found for found, _ in _found(template, report)] == [code]


@pytest.mark.parametrize(
    ("template", "report", "words", "language"),
    [
        ("Nummer: [Nummer, nur bei Red, sonst „entfällt“]", "Nummer: entfällt", "Red", "de"),
        ("Pilote : [nom (Red uniquement, sinon « sans objet »)]", "Pilote : sans objet", "Red", "fr"),
        ("番号: [番号、Redのみ、それ以外は「対象外」]", "番号: 対象外", "Red", "ja"),
        ("Número: [número, solo Red, en caso contrario «no procede»]", "Número: no procede", "Red", "es"),
    ],
)
def test_so_it_is_in_other_languages(template: str, report: str, words: str, language: str) -> None:
    pack = f'languages = ["{language}"]\n'
    assert [code for code, _ in _found(template, report, words, pack)] == ["IR301"]
    assert _found(template, report, "Yellow", pack) == []


@pytest.mark.parametrize(
    ("template", "report", "severity"),
    [
        ('Number: [number; Red only, otherwise "not required"]', "Number: not required", "Amber"),
        ('Number: [number; Red only, otherwise "not required"]', "Number: 4711", "Red"),
        ('Number: [number or "n/a"] (Red only)', "Number: n/a", "Red"),
        ('> Required for Red. Otherwise state "Not required".\n\n[Number]', "Not required.", "Yellow"),
        ("(Only for Red.) Reported on ____ at ____", "(Only for Red.)", "Amber"),
        ("(Only for Red.) Reported on ____ at ____", "(Only for Red.) Reported on 6 May at 07:45", "Red"),
        ("(Only for Red.) Reported on ____\n\n[Who was told]", "(Only for Red.)\n\nThe board.", "Red"),
    ],
)
def test_an_answer_is_one(template: str, report: str, severity: str) -> None:
    assert _found(template, report, severity) == []
