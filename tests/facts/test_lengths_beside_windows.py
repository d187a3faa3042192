"""Lengths beside a field that says when the incident was, or the day and the length in one, and one digit off."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

REPORT = """# Postmortem: no lifts

{}
- {}
{}

## Cause

A relay.
"""

PHASES = """
## Timeline

- Detection: 10:24, porter calls
- Mitigation: 10:39, stairs opened
- Recovery: 10:53, all run
"""

ROWS = """
## Timeline

- 13:35 Relay put in
- 13:39 Porter calls
- 14:22 Old relay back
- 14:55 Incident closed
"""

TABLE = """
## Timeline

| Time | Event |
|---|---|
| 11:05 | First lift stops |
| 11:12 | Porter calls |
| 11:22 | Old relay back |
| 11:31 | All run |
"""

REST = {
    "de": "- **Schweregrad:** SEV2\n\n## Zusammenfassung\n\nEin Relais.\n\n## Ursache\n\nEin Relais.\n",
    "es": "- **Severidad:** SEV2\n\n## Resumen\n\nUn relé.\n\n## Causa raíz\n\nUn relé.\n",
    "fr": "- **Gravité :** SEV2\n\n## Résumé\n\nUn relais.\n\n## Cause racine\n\nUn relais.\n",
    "ja": "- **重大度**: SEV2\n\n## 概要\n\nリレー。\n\n## 根本原因\n\nリレー。\n",
    "": "",
}


def found(head: str, length: str, tail: str = "") -> list[str]:
    findings = lint_text(REPORT.format(head, length, tail), [load_built_in("generic")])
    return [one.code for one in findings if one.level != "info"]


@pytest.mark.parametrize(
    ("head", "length", "right", "wrong", "tail"),
    [
        ("- Date/Time: 2026-03-10, 10:20–10:53 UTC", "Duration: {}", "33 minutes", "43 minutes", PHASES),
        ("- When: 2026-03-10 10:20 to 10:53", "Outage duration: {}", "33 min", "23 min", ""),
        ("- Fecha: 2026-03-10, 10:20–10:53", "Duración: {}", "33 minutos", "43 minutos", REST["es"]),
        ("- Datum: 10.03.2026, 22:20–00:53", "Dauer: {}", "2 Std. 33 Min.", "1 Std. 33 Min.", REST["de"]),
        ("| Field | Value |\n|---|---|\n| Date | 2026-03-10 10:20-11:53 CET |\n", "Downtime: {}", "93 min",
         "39 min", ""),
        ("- Incident window: 2026-03-10 10:20 – 2026-03-11 10:20 UTC", "Duration: {}", "24 h", "42 h", ""),
        ("- Date: 2026-03-10 (10:20–10:53 UTC)", "Duration: {}", "33 min", "13 min", ""),
    ],
)  # fmt: skip
def test_a_field_says_when_it_was(head: str, length: str, right: str, wrong: str, tail: str) -> None:
    assert found(head, length.format(right), tail) == []
    assert found(head, length.format(wrong), tail) == ["IR403"]


@pytest.mark.parametrize(
    ("head", "length", "tail"),
    [
        ("- Date/Time: 2026-03-10, 10:20–10:53 UTC", "Duration: 29 minutes", PHASES),
        ("- Date/Time: 2026-03-10, 10:20–11:00 UTC", "Duration: 17 minutes",
         "\n## Timeline\n\n- 10:20 Relay\n- 10:22 First lift stops\n- 10:39 Resolved\n- 11:00 Review over\n"),
        ("- Date/Time: ~10:20–10:53, 2026-03-10", "Duration: 2 h", ""),
        ("- Date/Time: 2026-03-10, 10:20–10:53 UTC", "Duration: 2 h (with the review)", ""),
        ("- Date/Time: 2026-03-10, 10:20–10:53 UTC\n- Started: 2026-03-10 09:20 UTC\n- Resolved: 2026-03-10 10:53 UTC",
         "Duration: 93 min", ""),
        ("- Date: 2026-03-10", "Duration: 2 h", "\n## Meeting\n\n- Date/Time: 2026-03-11, 10:20–10:51\n"),
    ],
)  # fmt: skip
def test_other_times_beside_it_are_left_alone(head: str, length: str, tail: str) -> None:
    assert found(head, length, tail) == []


@pytest.mark.parametrize(
    ("length", "right", "wrong"),
    [
        ("**Duration:** {}", "1h20m", "2h20m"),
        ("**Total duration:** {}", "1 h 20 min", "7 h 20 min"),
        ("**Downtime:** {}", "80 minutes", "140 minutes"),
    ],
)
def test_a_length_is_that_of_all_rows_but_for_one_digit(length: str, right: str, wrong: str) -> None:
    assert found("- **Date:** 2026-03-10", length.format(right), ROWS) == []
    assert found("- **Date:** 2026-03-10", length.format(wrong), ROWS) == ["IR403"]


@pytest.mark.parametrize("told", ["2h 45m", "6 h", "about 2h20m", "3 days", "2 h (since the night)"])
def test_much_longer_lengths_may_have_begun_before(told: str) -> None:
    assert found("- **Date:** 2026-03-10", f"**Duration:** {told}", ROWS) == []


@pytest.mark.parametrize(
    ("head", "right", "wrong", "language"),
    [
        ("- Date and duration: 2026-03-10, {}", "26 minutes", "36 minutes", ""),
        ("| Field | Value |\n|---|---|\n| Duration & date | {}, 2026-03-10 |\n| Severity | SEV2 |\n", "26 min",
         "36 min", ""),
        ("- **Datum und Dauer:** 10.03.2026, {}", "26 Minuten", "36 Minuten", "de"),
        ("- **Fecha y duración:** 2026-03-10; {}", "26 minutos", "36 minutos", "es"),
        ("- **Date et durée :** 10 mars 2026 – {}", "26 min", "36 min", "fr"),
        ("- **日付・影響時間**: 2026-03-10、{}", "26分", "36分", "ja"),
    ],
)  # fmt: skip
def test_one_field_has_the_day_and_the_length(head: str, right: str, wrong: str, language: str) -> None:
    assert found(head.format(right), REST[language] or "Severity: SEV2", TABLE) == []
    assert found(head.format(wrong), REST[language] or "Severity: SEV2", TABLE) == ["IR403"]


@pytest.mark.parametrize(
    "head",
    [
        "- **Date and time:** 2026-03-10, 11:05",
        "- **Start and end:** 2026-03-10 11:05, 11:31",
        "- **Cause and duration of the repair:** relay, 3 h",
        "- **Date and downtime:** 2026-03-10, none",
        "- **Users and minutes:** 40, 200",
    ],
)
def test_other_pairs_of_labels_are_left_alone(head: str) -> None:
    assert found(head, "Severity: SEV2", TABLE) == []
