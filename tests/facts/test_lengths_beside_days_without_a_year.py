"""Lengths beside the two days and times that they are between, which tell no year."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

REPORT = """# Postmortem: no lifts

**Date:** 2026-05-06

## Impact

| Metric | Value |
| --- | --- |
| **Duration of outage** | {} |

## Root cause

A relay.
"""


@pytest.mark.parametrize(
    ("length", "codes"),
    [
        ("~3 days (May 3 20:05 → May 6 18:02 UTC)", []),
        ("~4 days (May 3 20:05 → May 6 18:02 UTC)", ["IR403"]),
        ("2 d 22 h (3 May 20:05 – 6 May 18:02)", []),
        ("1 d 22 h (3 May 20:05 – 6 May 18:02)", ["IR403"]),
        ("3 h 10 min (May 3, 20:05 to May 3, 23:15)", []),
        ("2 h 10 min (May 3, 20:05 to May 3, 23:15)", ["IR403"]),
        ("2 d (27 February 20:05 – 1 March 20:05)", []),  # or three, where the year has a day more
        ("2 d 22 h (30 December 20:05 – 2 January 18:02)", []),
        ("4 d (30 December 20:05 – 2 January 18:02)", []),  # who knows which of them is mistyped
    ],
)
def test_days_without_a_year(length: str, codes: list[str]) -> None:
    results = lint_text(REPORT.format(length), [load_built_in("generic")])
    assert [one.code for one in results if one.level != "info"] == codes
