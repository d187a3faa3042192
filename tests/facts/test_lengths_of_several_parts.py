"""Lengths that parts of one report state each for itself."""

from __future__ import annotations

import pytest

from support import lint_text, pack_of

PART = "## {}\n\n- Start: 2026-06-10 {}:00\n- End: 2026-06-10 {}\n- Duration: {}\n"


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("Outage 1", "Outage 2", []),
        ("First outage (north)", "Second outage (south)", []),
        ("Impact", "Details", ["IR403"]),
    ],
)
def test_parts_that_are_called_alike_have_lengths_of_their_own(first: str, second: str, found: list[str]) -> None:
    parts = PART.format(first, "09", "09:20", "20 minutes"), PART.format(second, "14", "15:10", "70 minutes")
    report = "# Post-mortem: the gate stood twice\n\n" + "\n".join(parts)
    codes = [one.code for one in lint_text(report, [pack_of("", "generic")], path="docs/incidents/gate.md")]
    assert [code for code in codes if code == "IR403"] == found
