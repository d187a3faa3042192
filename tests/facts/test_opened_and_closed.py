"""What is closed was opened before, and is looked back at afterwards, though no milestone of the incident is stated."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

REPORT = """# Postmortem: no lifts

{}
{}
## Cause

A relay.
"""
GERMAN = "- **Schweregrad:** SEV2\n\n## Zusammenfassung\n\nEin Relais.\n\n## Ursache\n\nEin Relais.\n"
SPANISH = "- **Severidad:** SEV2\n\n## Resumen\n\nUn relé.\n\n## Causa raíz\n\nUn relé.\n"
JAPANESE = "- **重大度**: SEV2\n\n## 概要\n\nリレー。\n\n## 根本原因\n\nリレー。\n"


def found(head: str, rest: str = "") -> list[str]:
    findings = lint_text(REPORT.format(head, rest), [load_built_in("generic")])
    return [one.code for one in findings if one.level != "info"]


@pytest.mark.parametrize(
    ("head", "right", "wrong", "rest"),
    [
        ("- **Opened at**: 2026-03-10T07:20:00+09:00\n- **Closed at**: {}", "2026-03-10T08:05:00+09:00",
         "2026-03-10T06:05:00+09:00", ""),
        ("| Field | Value |\n|---|---|\n| Ticket opened | 2026-03-10 07:20 |\n| Ticket closed | {} |\n", "2026-03-11",
         "2026-03-09", ""),
        ("- **Vorgang eröffnet am:** 10.03.2026 07:20\n- **Vorgang geschlossen am:** {}", "10.03.2026 07:55",
         "10.03.2026 06:55", GERMAN),
        ("- **Fecha de apertura:** 2026-03-10 07:20\n- **Fecha de cierre:** {}", "2026-03-10 07:55",
         "2026-03-10 06:55", SPANISH),
        ("- **起票日時**: 2026-03-10 07:20\n- **クローズ日時**: {}", "2026-03-10 07:55", "2026-03-10 06:55", JAPANESE),
        ("- Date of incident: 2026-03-10\n- Review date: {}", "2026-03-16", "2026-02-16", ""),
        ("| Field | Value |\n|---|---|\n| Incident date | 2026-03-10 |\n| Post-mortem meeting | {} |\n", "2026-03-16",
         "2026-03-08", ""),
        ("- Date of the outage: 10 March 2026\n- Date of retrospective: {}", "16 March 2026", "16 February 2026", ""),
        ("- **Datum des Vorfalls:** 10.03.2026\n- **Datum der Nachbesprechung:** {}", "16.03.2026", "16.02.2026",
         GERMAN),
    ],
)  # fmt: skip
def test_one_comes_after_the_other(head: str, right: str, wrong: str, rest: str) -> None:
    assert found(head.format(right), rest) == []
    assert found(head.format(wrong), rest) == ["IR402"]


@pytest.mark.parametrize(
    "head",
    [
        "- Opened: 2026-03-10 07:20\n- Door closed: 2026-03-09 07:10",
        "- Opened at: 07:20\n- Closed at: 06:55",
        "- Opened: 2026-03-10\n- Closed: 2026-03-10",
        "- Opened: 2026-03-10T07:20+09:00\n- Closed: 2026-03-09T23:10Z",
        "- Date: 2026-03-10\n- Review date: 2026-03-05",
        "- Date of incident: 2026-03-10\n- Next review date: 2026-03-05",
        "- Date of incident: 2026-03-10\n- Review date: 2026-03-10",
        "- Date of incident: 2026-03-10\n- Last code review date: 2026-02-09",
    ],
)
def test_other_moments_are_left_alone(head: str) -> None:
    assert found(head) == []
