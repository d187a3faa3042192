"""A field whose time is one digit from that of the row which tells the same is reported, and no other one."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lines_of, lint_text

REPORT = """# Postmortem: no lifts

**Started:** 2026-03-10 07:40
**Resolved:** 2026-03-10 09:10
{}

## Timeline

- 07:40 Third lift stops
- 07:52 The porter calls the engineer
- 08:21 Status page shows the fault
- 08:40 Stairs opened
- 09:10 Incident resolved, old relay back

## Root cause

A relay.
"""


def found(field: str) -> list[tuple[str, int]]:
    findings = lint_text(REPORT.format(field), [load_built_in("generic")])
    return lines_of(findings)


@pytest.mark.parametrize(
    "field", ["**Status page updated:** {}", "- Porter informed: {}", "| Stairs | {} |\n|---|---|"]
)
def test_a_digit_off_the_row_of_it(field: str) -> None:
    right, wrong = {"S": ("08:21", "08:12"), "P": ("07:52", "07:53"), "|": ("08:40", "09:40")}[
        next(sign for sign in field if sign in "SP|")
    ]
    assert found(field.format(right)) == []
    assert found(field.format(wrong)) == [("IR405", 5)]


@pytest.mark.parametrize(
    "field",
    [
        "**Mail to all tenants:** 08:31",
        "**Status page updated:** 10:05",
        "**Status page updated:** about 08:20",
        "**Status page closed:** 09:31 (with the porter)",
        "**Relay shop called:** 08:41",
    ],
)
def test_another_moment_is_left_alone(field: str) -> None:
    assert found(field) == []


def test_so_is_one_with_another_sign_between_hours_and_minutes() -> None:
    assert found("**Status page updated:** 08h12") == [("IR405", 5)]
    assert found("**Status page updated:** 08h21") == []
