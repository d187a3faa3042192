"""Times that a template's fields, its timeline and its meetings state: what agrees, and what cannot be right."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

PACK = pack_of(
    """
# Incident: [Title]

**Incident ID:** INC-YYYY-MM-DD-NNN
**Started:** YYYY-MM-DD HH:MM TZ
**Detected:** YYYY-MM-DD HH:MM TZ
**Resolved:** YYYY-MM-DD HH:MM TZ
**Retrospective held:** YYYY-MM-DD

## Timeline

| Time (UTC) | Event |
| --- | --- |
| HH:MM | [Event] |

## Actions

| Action | Owner | Due |
| --- | --- | --- |
| [Action] | [Name] | YYYY-MM-DD |
""",
    'zones = { CET = "Europe/Oslo", CEST = "Europe/Oslo" }',
)
RIGHT = """# Incident: no lifts

**Incident ID:** INC-2026-05-12-001
**Started:** 2026-05-12 08:05 UTC
**Detected:** 2026-05-12 08:20 UTC
**Resolved:** 2026-05-12 09:50 UTC
**Retrospective held:** 2026-05-15

## Timeline

| Time (UTC) | Event |
| --- | --- |
| 08:05 | First lift stops |
| 08:20 | Alert |
| 09:50 | Incident resolved |

## Actions

| Action | Owner | Due |
| --- | --- | --- |
| Watch the motor | Ida Brandt | 2026-05-29 |
"""


def found(*edits: tuple[str, str]) -> list[tuple[str, int, str]]:
    text = RIGHT
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return [(d.code, d.place.line, d.level) for d in lint_text(text, (PACK,)) if d.level != "info"]


@pytest.mark.parametrize(
    "edits",
    [
        (),
        (("2026-05-12 08:05 UTC", "2026-05-12 10:05 CEST (08:05 UTC)"),),
        (("2026-05-12 09:50 UTC", "2026-05-12 11:50 CEST / 09:50 UTC"),),
        (("| 08:20 |", "| 08:20 UTC / 04:20 EDT |"),),
        (("| 08:20 |", "| 10:20 CEST = 08:20 UTC |"),),
        (("| 09:50 | Incident resolved", "| 09:50 | Incident declared as over"),),
        (("| 09:50 | Incident resolved", "| 09:50 | Incident was declared fixed"),),
        (("| 08:05 |", "| 2026-05-12 | |\n| 08:05 |"),),
        (("| 08:05 |", "| **12 May 2026** | |\n| 08:05 |"),),
        (("2026-05-12 08:05 UTC", "Unknown - nobody saw it"), ("INC-2026-05-12", "INC-2026-05-11")),
        (("2026-05-15", "2026-05-12"),),
    ],
)
def test_what_agrees_is_left_in_peace(edits: tuple[tuple[str, str], ...]) -> None:
    assert found(*edits) == []


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ((("2026-05-12 08:05 UTC", "2026-05-12 09:05 CEST (08:05 UTC)"),), [("IR419", 4, "warning")]),
        ((("| 08:20 |", "| 08:20 UTC / 06:20 EDT |"),), [("IR419", 14, "warning")]),
        ((("2026-05-15", "2026-04-15"),), [("IR402", 7, "error")]),
        ((("2026-05-15", "15 May 2025"),), [("IR402", 7, "error")]),
        (
            (("2026-05-12 08:05 UTC", "Unknown - nobody saw it"), ("INC-2026-05-12", "INC-2026-04-12")),
            [("IR406", 3, "error")],
        ),
        ((("2026-05-12 09:50 UTC", "2026-05-12 10:50 UTC"),), [("IR405", 15, "error")]),
        (
            (
                ("2026-05-12 08:20 UTC", "2026-05-12 08:00 UTC"),
                ("2026-05-12 08:05 UTC", "2026-05-12 07:55 UTC"),
                ("**Retro", "**Down:** 1h 30m (detected → resolved)\n**Retro"),
            ),
            [("IR405", 14, "error")],
        ),
    ],
)
def test_what_cannot_be_right_is_found_once_at_its_line(
    edits: tuple[tuple[str, str], ...], expected: list[tuple[str, int, str]]
) -> None:
    assert found(*edits) == expected


TWELVE = (("2026-05-12 08:05 UTC", "May 12, 2026 1:05 PM UTC"), ("2026-05-12 08:20 UTC", "May 12, 2026 1:20 PM UTC"),
    ("2026-05-12 09:50 UTC", "May 12, 2026 2:50 PM UTC"))  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        (("1:05", "1:20", "2:50"), []), (("01:05", "01:20", "02:50"), []), (("13:05", "13:20", "14:50"), []),
        (("1:05 PM", "1:20 PM", "2:50 PM"), []), (("13:05", "13:20", "14:30"), ["IR405"]),
    ],
)  # fmt: skip
def test_rows_of_twelve_hours_below_fields_with_pm(rows: tuple[str, ...], codes: list[str]) -> None:
    edits = [(f"| {old} |", f"| {new} |") for old, new in zip(("08:05", "08:20", "09:50"), rows, strict=True)]
    assert [code for code, _, _ in found(*TWELVE, *edits)] == codes


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (("2026-05-12 08:05 UTC", "2026-05-12 08:05 EET"), 4), (("2026-05-12 08:05 UTC", "2026-05-12 08:05 +09:00"), 4),
        (("2026-05-12 08:20 UTC", "2026-05-12 08:20 EET"), 5), (("2026-05-12 09:50 UTC", "2026-05-12 09:50 MSK"), 6),
    ],
)  # fmt: skip
def test_one_slip_of_a_zone_is_reported_once_and_there(edit: tuple[str, str], line: int) -> None:
    assert [(code, at) for code, at, _ in found(edit)] == [("IR411", line)]
