"""A status that says that an incident is over, beside an end that is told to be open."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

EN = "# Incident: no lifts\n\n- Status: {}\n- Started: 2026-03-25 10:50\n{}\n"
DE = "# Störung\n\n- Status: {}\n- Störungsbeginn: 25.03.2026 10:50\n{}\n\n## Auswirkungen\n\nX.\n\n## Ursache\n\nX.\n"


def found(report: str) -> list[str]:
    return [one.code for one in lint_text(report, [load_built_in("generic")]) if one.code == "IR308"]


@pytest.mark.parametrize(
    ("report", "status", "end"),
    [
        (EN, "Closed", "- Closed: open"),
        (EN, "Resolved", "- Resolved: ongoing"),
        (EN, "Resolved", "- End: n/a"),
        (EN, "Resolved", "- Resolved: false"),
        (DE, "behoben", "- Störungsende: entfällt"),
        (DE, "Abgeschlossen", "- Störungsende: offen"),
    ],
)
def test_the_end_is_open(report: str, status: str, end: str) -> None:
    assert found(report.format(status, end)) == ["IR308"]


@pytest.mark.parametrize(
    ("report", "status", "end"),
    [
        (EN, "Resolved", "- Resolved: 2026-03-25 11:00\n- Closed: open"),
        (EN, "Resolved", "- Closed: open"),
        (EN, "Resolved", "- Resolved: true"),
        (EN, "Closed", "- Resolved: no"),
        (EN, "Open", "- Resolved: ongoing"),
        (EN, "Closed (false alarm)", "- Resolved: n/a"),
        (DE, "offen", "- Störungsende: entfällt"),
    ],
)
def test_the_end_may_be_open(report: str, status: str, end: str) -> None:
    assert found(report.format(status, end)) == []
