"""Lengths that title and text tell of an incident whose beginning and end are stated, and that are longer than it."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

PACK = load_built_in("generic")
HEAD = "{}\n\n**Started:** 2026-05-12 08:05\n**Resolved:** 2026-05-12 09:10\n\n## Summary\n\n{}\n\n## Timeline\n\n"
ROWS = "- 08:05 the belts stop\n- 08:20 Ana sees it\n- 08:40 a fuse is found\n- 09:10 the belts run\n"


def found(title: str = "# The belts", summary: str = "They stood.", rows: str = ROWS, head: str = HEAD) -> list[str]:
    told = lint_text(head.format(title, summary) + rows, [PACK])
    return [one.code for one in told if one.level != "info"]


@pytest.mark.parametrize("title", ["# Belts down for 3 hours", "# 3 hour outage of the belts", "# A 4-hour outage"])
def test_titles(title: str) -> None:
    assert found(title) == ["IR403"]
    assert found(title.replace("3 hour", "1 hour").replace("4-hour", "one-hour")) == []


@pytest.mark.parametrize(
    "summary",
    [
        "The belts were unavailable for about 3 hours.",
        "The 3-hour outage hit all halls.",
        "It was resolved after 3 hours.",
        "An outage of 3 hours hit all.",
    ],
)  # fmt: skip
def test_texts(summary: str) -> None:
    assert found(summary=summary) == ["IR403"]


@pytest.mark.parametrize(
    "summary",
    [
        "The token had failed for 30 days.",
        "The belts were unavailable for about an hour.",
        "A restart takes 3 hours.",
        "The last outage lasted 3 hours.",
        "The belts were unavailable for up to 3 hours.",
        "The outage of 65 minutes hit all.",
        "They were slow for 3 hours each day.",
    ],
)  # fmt: skip
def test_texts_of_something_else(summary: str) -> None:
    assert found(summary=summary) == []


def test_a_beginning_that_a_row_tells() -> None:
    head = "{}\n\n**Date:** 2026-05-12\n**Duration:** 3 hours\n\n## Summary\n\n{}\n\n## Timeline\n\n"
    rows = ROWS.replace("the belts run", "incident resolved")
    assert found(rows=rows, head=head) == []  # it may have begun before
    assert found(rows=rows.replace("the belts stop", "incident started"), head=head) == ["IR403"]
