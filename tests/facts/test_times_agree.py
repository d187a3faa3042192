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
    ],
)
def test_what_cannot_be_right_is_found_once_at_its_line(
    edits: tuple[tuple[str, str], ...], expected: list[tuple[str, int, str]]
) -> None:
    assert found(*edits) == expected
