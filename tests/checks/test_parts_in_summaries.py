"""Lengths and days in a summary that are of a part, or of another story that the report tells too."""

from __future__ import annotations

import pytest

from support import lint_text, load_built_in

REPORT = """\
# Incident: tills stood still

- **Severity:** SEV2
- **Started:** 2026-10-22 03:10 UTC
- **Mitigated:** 2026-10-22 04:02 UTC
- **Resolved:** 2026-10-22 09:45 UTC

## Summary

{}

## Root cause

{}
"""


def found(summary: str, cause: str = "A worn belt.") -> list[str]:
    results = lint_text(REPORT.format(summary, cause), [load_built_in("generic")])
    return [one.code for one in results if one.code == "IR502"]


@pytest.mark.parametrize(
    ("summary", "codes"),
    [
        ("The tills were down for 52 minutes, and mended 6 hours and 35 minutes after the start.", []),
        ("The tills were down for 57 minutes, and mended 6 hours and 35 minutes after the start.", ["IR502"]),
        ("The tills were unavailable for 5 hours and 35 minutes.", ["IR502"]),
    ],
)
def test_a_part_is_told_beside_the_whole(summary: str, codes: list[str]) -> None:
    assert found(summary) == codes


def test_a_day_that_the_rest_tells_too_is_no_slip() -> None:
    summary = "The tills stopped: a job had failed each night since 22 September."
    assert found(summary, "The job had no key since 22 September.") == []
    assert found("On 22 September the tills stopped.", "A worn belt.") == ["IR502"]
