"""Rows of boxes of which none is ticked, and labels with an equals sign, in reports without a template."""

from __future__ import annotations

import pytest

from support import lines_of, lint_text, load_built_in

REPORT = """\
# Incident: tills stood still

**Date:** 2026-05-06
**Severity:** SEV2

## Summary

The tills stood still at all shops from 10:05 to 10:45, since a belt was worn.

{}
"""


def found(text: str) -> list[tuple[str, int]]:
    return lines_of(lint_text(REPORT.format(text), [load_built_in("generic")]))


@pytest.mark.parametrize(
    "line",
    [
        "**Reviewed**: [ ] Yes / [ ] No",
        "- **Data loss:** ☐ Yes ☐ No",
        "- Told: ( ) No ( ) Yes ( ) N/A",
    ],
)
def test_boxes_of_which_none_is_ticked(line: str) -> None:
    assert found(line) == [("IR202", 10)]


@pytest.mark.parametrize(
    "line",
    [
        "**Reviewed**: [x] Yes / [ ] No",
        "- **Data loss:** ☐ Yes ☑ No",
        "- Told: no [ ] yet",
        "- Tills hit: [ ] North [ ] South",
        "- Told: [Yes](told.md) [No](not.md)",
    ],
)
def test_boxes_that_are_answered_or_others(line: str) -> None:
    assert found(line) == []


ACTIONS = "## Action items\n\n- [ ] Oil the belt (owner=ana, priority=P1, due={})\n- [ ] {}\n"


@pytest.mark.parametrize(
    ("due", "second", "codes"),
    [
        ("2026-05-20", "Sell it (owner=bob, priority=P2, due=2026-05-21)", []),
        ("2026-05-20", "Sell it (owner=bob, priority=P2, due=)", [("IR602", 13)]),
        ("2026-05-20", "Answer with status=503 where owner == nobody", []),
    ],
)
def test_labels_with_an_equals_sign(due: str, second: str, codes: list[tuple[str, int]]) -> None:
    assert found(ACTIONS.format(due, second)) == codes
