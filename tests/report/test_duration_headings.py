"""A heading ``Duration`` over a length of time, with and without a template that has its slot there."""

from __future__ import annotations

from functools import cache

import pytest

from incidentlint.packs.pack import Pack
from support import built_in, lint_text, pack_of

TEMPLATE = """\
# Incident: [Title]

**Started:** YYYY-MM-DD HH:MM UTC
**Resolved:** YYYY-MM-DD HH:MM UTC

## Duration

X hours Y minutes

## Timeline

| Time | Event |
|---|---|
| HH:MM | [Event] |
"""

REPORT = """\
# Incident: search was down

**Started:** 2026-05-04 09:10 UTC
**Resolved:** 2026-05-04 11:15 UTC

## Duration

{}

## Timeline

| Time | Event |
|---|---|
| 09:10 | Search fails |
| 11:15 | Search works |
"""

LINE = 8


@cache
def search() -> Pack:
    return pack_of(TEMPLATE, 'template = "t.md"\n')


def found(duration: str, packs: tuple[Pack, ...]) -> list[tuple[str, int]]:
    said = lint_text(REPORT.format(duration), packs)
    return [(it.code, it.place.line) for it in said if it.level != "info" and it.code[:4] != "IR70"]


@pytest.mark.parametrize(
    "duration",
    [
        "2 hours 5 minutes", "**2 h 5 min**", "2h05", "PT2H5M", "2 Stunden 5 Minuten", "About two hours.", "125 min",
        "2 hours 5 minutes (09:10–11:15 UTC)", "- 2 hours 5 minutes", "> 2 h 5 min", "09:10 to 11:15 UTC",
        "The outage lasted 2 hours 5 minutes.", "From 09:10 to 11:15 UTC (2 h 5 min)", "Duration: 2 h 5 min",
        "Degraded for 125 minutes; read-only for 40 minutes of it", "**Total:** 2 h 5 min", "unknown",
        "2 h 5 min\n\nFor 40 minutes of it search was slow.", "- Total: 2 h 5 min\n- Slow: 40 min", "less than 3 hours",
    ],
)  # fmt: skip
def test_a_length_under_a_heading(duration: str) -> None:
    assert found(duration, (search(),)) == []
    assert found(duration, built_in()) == []


@pytest.mark.parametrize(
    "duration",
    ["3 hours 5 minutes", "3h05", "185 min", "09:10–12:15 UTC", "- 3 hours 5 minutes", "**Total:** 3 h 5 min"],
)
def test_a_length_under_a_heading_that_is_not_that_of_the_incident(duration: str) -> None:
    assert found(duration, built_in()) == [("IR403", LINE)]


@pytest.mark.parametrize("duration", ["X hours Y minutes", "2 hours Y minutes", "X hours"])
def test_a_slot_of_a_length_under_a_heading(duration: str) -> None:
    assert found(duration, (search(),)) == [("IR201", LINE)]
