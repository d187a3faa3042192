"""Days that cannot both be right: a title before its incident, an action that was due before the timeline begins."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lines_of, lint_text

TITLED = """# {} — No lifts

- **Date of incident**: {}

## Timeline

- {} — third lift stops
- 08:36 — the porter calls
- 09:45 — all run

## Root cause

A relay.
"""

ROWS = """# Postmortem: no lifts

## Timeline

| Time (UTC) | Event |
| --- | --- |
| 2026-03-10 23:33 | Third lift stops |
| 2026-03-10 23:39 | The porter calls |
| 2026-03-11 00:26 | All run |

## Action items

| Action | Owner | Due |
| --- | --- | --- |
| Another relay | Ida Brandt | 2026-04-15 |
| Alarm in the porter's room | Olaf Lie | {} |

## Root cause

A relay.
"""


def found(text: str) -> list[tuple[str, int]]:
    findings = lint_text(text, [load_built_in("generic")])
    return lines_of(findings)


def test_a_title_is_not_of_the_day_before() -> None:
    assert found(TITLED.format("2026-03-10", "2026-03-10", "08:31")) == []
    assert found(TITLED.format("2026-03-09", "2026-03-10", "08:31")) == [("IR418", 1)]


@pytest.mark.parametrize(
    ("title", "day", "first"),
    [
        ("2026-03-11", "2026-03-10", "08:31"),
        ("2026-03-09", "2026-03-10", "05:31"),
        ("2026-03-09", "2026-03-10", "2026-03-09 23:31"),
    ],
)
def test_it_may_be_of_the_day_after_or_of_a_night(title: str, day: str, first: str) -> None:
    assert found(TITLED.format(title, day, first)) == []


def test_nothing_is_due_before_the_timeline() -> None:
    assert found(ROWS.format("2026-03-10")) == []
    assert found(ROWS.format("2026-02-10")) == [("IR409", 16)]


def test_what_is_softened_is_not_over_yet() -> None:
    text = "# Vorfall\n\n**Beginn:** 2026-03-10 07:40\n**Entschärft:** 2026-03-10 {}\n**Gelöst:** 2026-03-10 09:10\n"
    tail = "**Schweregrad:** SEV2\n\n## Ursache\n\nEin Relais.\n"
    assert found(text.format("08:40") + tail) == []
    assert [code for code, _ in found(text.format("09:40") + tail)] == ["IR402"]
