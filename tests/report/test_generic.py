"""Reports of no known template: what is recognised, what is found in them, and what is left in peace."""

import pytest

from incidentlint.engine.lint import lint
from incidentlint.engine.plan import Plan
from incidentlint.rulebook.selection import choose
from support import built_in

PLACE = "docs/post-mortems/2026-05-04-search.md"


def result(text, path=PLACE):
    return lint(text.encode(), path, Plan(choose((), (), ()), built_in()))


def found(text, path=PLACE):
    return [(d.code, d.place.line) for d in result(text, path).diagnostics if d.level != "info"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/post-mortems/search.md", "# Search was slow\n\nText.\n"),
        ("notes/2026-05-04.md", "# Post-mortem: slow search\n\n## Timeline\n\n- 10:00 x\n- 10:05 y\n"),
        ("2026/search.md", "# Search\n\n## Root cause\n\nx\n\n## Impact\n\nx\n\n## Timeline (UTC)\n\n- 10:00 x\n"),
        ("content/issues/search.md", "---\ntitle: Search down\nseverity: down\nresolved: true\n---\n\nText.\n"),
        ("2026-05/2026-05-04-search.md", "# Search\n\n## Issue Summary\n\nx\n\n## Timeline\n\nx\n\n## Recovery\n\nx\n"),
    ],
)
def test_is_recognised(path, text):
    assert result(text, path).pack == "generic"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/guide.md", "# How we work\n\n## Summary\n\nx\n"),
        ("docs/incident-response/process.md", "# Incident process\n\n## Roles\n\nx\n"),
        ("docs/rules/IR703-duplicate-incident-id.md", "# IR703\n\n## Why\n\nx\n"),
        ("roadmap.md", "# Roadmap\n\n## Timeline\n\n- 2026-01: x\n- 2026-02: y\n"),
    ],
)
def test_is_none(path, text):
    assert result(text, path).pack == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\n- **Started:** 2026-05-04 10:00 UTC\n- **Resolved:** 2026-05-04 09:00 UTC\n", ("IR402", 4)),
        (
            "# A\n\n**Started:** 2026-05-04 10:00 UTC\n**Resolved:** 2026-05-04 11:30 UTC\n**Duration:** 3 hours\n",
            ("IR403", 5),
        ),
        ("# A\n\n## Timeline\n\n- 10:00 x\n- 10:20 y\n- 10:10 z\n- 10:30 w\n", ("IR404", 7)),
        ("# A\n\nIt began on Monday 2026-05-05.\n", ("IR416", 3)),
        ("# A\n\n## Impact\n\nOn February 30, 2026 all was slow.\n", ("IR401", 5)),
        ("# A\n\n**Approved by:** ________\n", ("IR201", 3)),
        ("# A\n\n**Lead:** [Team Lead]\n", ("IR201", 3)),
        ("# A\n\n| What | Before | After |\n| - | - | - |\n| p99 | 9 s | TBD |\n", ("IR206", 5)),
        ("# A\n\n## タイムライン\n\n- 10:20 x\n- 10:00 y\n\n## 影響\n\nx\n", ("IR404", 6)),
        (
            "---\ntitle: A\ndate: 2026-05-04T10:00:00Z\nresolved: true\nresolvedWhen: 2026-05-01T10:00:00Z\n---\n\nx\n",
            ("IR402", 5),
        ),
        (
            "# A\n\n## Summary\n\nx\n\n## Incident Details\n\n| Started | 2026-05-04 10:00 |\n| - | - |\n"
            "| Resolved | 2026-05-04 09:00 |\n",
            ("IR402", 11),
        ),
    ],
)
def test_is_found(text, expected):
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# A\n\nThe [owner] field was null, and [Name] was renamed.\n", id="brackets in prose"),
        pytest.param("# A\n\nWe write dates in YYYY-MM-DD format.\n", id="a form that is spoken of"),
        pytest.param("# A\n\n| Action | Status |\n| - | - |\n| Add it | TODO |\n", id="a status"),
        pytest.param("# A\n\n| Action | Ticket |\n| - | - |\n| Add it | TBD |\n", id="a ticket to come"),
        pytest.param(
            "# A\n\n## Timeline\n\n| Day | Date | Time | Event |\n| - | - | - | - |\n| Fri | Jan 30 | 05:46 | x |\n"
            "| Sat | Jan 31 | 04:52 | y |\n",
            id="weekday and date in columns of their own",
        ),
        pytest.param("# A\n\n## Timeline\n\n18:41: a\n\n_7/6/23_\n\n07:05: b\n", id="a date that is not read"),
        pytest.param("# A\n\n## Timeline\n\n- 23:27:10 a\n- 23:28:20 b\n- 23:28 c\n- 23:30 d\n", id="mixed precision"),
        pytest.param(
            "# A\n\n**Started:** 2026-05-04 10:00 UTC\n**Detected:** 2026-05-04 10:30 UTC\n"
            "**Resolved:** 2026-05-04 11:30 UTC\n**Duration:** 1 hour\n",
            id="a duration from the detection",
        ),
        pytest.param("# A\n\n## Next steps\n\nx\n\n## Fix\n\nx\n\n## Next steps\n\ny\n", id="next steps twice"),
        pytest.param("# A\n\n### 1. Fix\n\nx\n\n### 1. Fix\n\ny\n", id="numbered entries"),
    ],
)
def test_is_left_in_peace(text):
    assert found(text) == []
