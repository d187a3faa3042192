"""The days of reports and meetings behind the limit that the note of their own field sets."""

from __future__ import annotations

import pytest

from support import codes_of

TEMPLATE = """# Postmortem: [Title]

- **Date of incident**: YYYY-MM-DD
- **{}**: YYYY-MM-DD {}
- **Author**: [name]

## Impact

[What]
"""
FRENCH = """# Postmortem : [Titre]

| Champ | Valeur |
|---|---|
| Date de l'incident | AAAA-MM-JJ |
| Date du postmortem (sous 5 jours ouvrés) | AAAA-MM-JJ |

## Impact

[Quoi]
"""


def found(note: str, told: str, day: str = "2026-03-10", label: str = "Postmortem completed") -> list[str]:
    report = (
        f"# Postmortem: no lifts\n\n- **Date of incident**: {day}\n- **{label}**: {told}\n"
        "- **Author**: Ana\n\n## Impact\n\nNo lifts.\n"
    )
    return codes_of(TEMPLATE.format(label, note), report)


@pytest.mark.parametrize(
    ("note", "right", "wrong"),
    [
        ("(MUST be within 5 business days, see `process.md`)", "2026-03-17", "2026-03-30"),
        ("(within 72 hours of the incident)", "2026-03-13", "2026-03-19"),
        ("(no more than 10 working days later)", "2026-03-24", "2026-05-20"),
        ("(at most 7 days after the incident)", "2026-03-17", "2026-04-17"),
    ],
)
def test_a_note_sets_a_limit(note: str, right: str, wrong: str) -> None:
    assert found(note, right) == []
    assert found(note, wrong) == ["IR408"]


def test_a_label_in_another_language_does() -> None:
    report = FRENCH.replace("AAAA-MM-JJ", "{}").replace(" (sous 5 jours ouvrés)", "").replace("[Quoi]", "Rien.")
    report = report.replace("[Titre]", "portes")
    assert codes_of(FRENCH, report.format("2026-03-10", "2026-03-16"), "fr") == []
    assert codes_of(FRENCH, report.format("2026-03-10", "2026-04-16"), "fr") == ["IR408"]


@pytest.mark.parametrize(
    ("told", "day", "label"),
    [
        ("2026-03-18", "2026-03-10", "Postmortem completed"),  # a holiday may be between
        ("2026-03-30 (late: the author was ill)", "2026-03-10", "Postmortem completed"),
        ("2027-01-04", "2026-12-22", "Postmortem completed"),
        ("2026-04-20", "2026-03-10", "Next update"),
    ],
)
def test_other_days_are_left_alone(told: str, day: str, label: str) -> None:
    assert found("(MUST be within 5 business days)", told, day, label) == []
