"""The day in an id is the incident's, also in code, in eight figures, and where only a field for the day states it."""

from __future__ import annotations

import pytest

from support import codes_of

TEMPLATE = """# Incident report

| Field | Value |
|---|---|
| **Incident ID** | {} |
| **{}** | {} |
| **Severity** | SEV1 / SEV2 |

## Summary

[What happened]
"""
STARTED, DAY = ("Started", "YYYY-MM-DD HH:MM UTC"), ("Date of incident", "YYYY-MM-DD")
STATED = {"Started": "2026-03-10 07:30 UTC", "Date of incident": "2026-03-10", "Date": "2026-03-10"}


def found(slot: str, field: tuple[str, str], own: str) -> list[str]:
    report = TEMPLATE.format(own, field[0], STATED[field[0]]).replace("SEV1 / SEV2", "SEV2")
    return codes_of(TEMPLATE.format(slot, *field), report.replace("[What happened]", "A relay broke."))


@pytest.mark.parametrize("field", [STARTED, DAY])
@pytest.mark.parametrize("mark", ["", "`"])
@pytest.mark.parametrize(
    ("slot", "right", "wrong"),
    [
        ("INC-YYYY-MM-DD-NNN", "INC-2026-03-10-001", "INC-2026-03-20-001"),
        ("INC-YYYYMMDD-NN", "INC-20260310-01", "INC-20260320-01"),
        ("INC-YYYYMMDD-HHMM", "INC-20260310-0730", "INC-20260130-0730"),
        ("[id]", "INC-2026-03-10-001", "INC-2026-03-20-001"),
    ],
)
def test_an_id_has_the_day(field: tuple[str, str], mark: str, slot: str, right: str, wrong: str) -> None:
    slot, right, wrong = (f"{mark}{text}{mark}" for text in (slot, right, wrong))
    assert found(slot, field, right) == []
    assert found(slot, field, wrong) == ["IR406"]


@pytest.mark.parametrize(
    ("slot", "field", "own"),
    [
        ("[id]", DAY, "INC-2026-03-11-001"),  # it may be detected on the day after
        ("[id]", STARTED, "INC-20260320-0001"),
        ("INC-YYYY-NNNN", DAY, "INC-2026-0320"),
        ("[id]", ("Date", "YYYY-MM-DD"), "INC-2026-03-02-001"),  # the report's own day
    ],
)
def test_other_ids_are_left_alone(slot: str, field: tuple[str, str], own: str) -> None:
    assert found(slot, field, own) == []


OWN = """# Review

| Field | Value |
|---|---|
| {} | {} |
| Date of event | 2026-03-10 |
| {} | 2026-03-20 |

## Summary

{}
"""


@pytest.mark.parametrize(
    ("label", "day", "expected"),
    [
        ("AAR ID", "Date of review", []),
        ("Report ID", "Report date", []),
        ("ID", "Retrospective", []),
        ("Incident ID", "Date of review", ["IR406"]),
        ("AAR ID", "Date of delivery", ["IR406"]),
    ],
)
def test_the_id_of_a_review_may_have_its_own_day(label: str, day: str, expected: list[str]) -> None:
    template = OWN.format(label, "AAR-YYYYMMDD-###", day, "[Text]")
    template = template.replace("2026-03-10", "YYYY-MM-DD").replace("2026-03-20", "YYYY-MM-DD")
    assert codes_of(template, OWN.format(label, "AAR-20260320-001", day, "A relay broke.")) == expected
