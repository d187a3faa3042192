"""Heads that cannot be right beside their timeline: ends and papers before it, moments of other days."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

PACK = load_built_in("generic")
ROWS = "## Timeline\n\n| Time | Event |\n| --- | --- |\n| 2026-05-12 08:05 | the belts stop |\n"
ROWS += "| 2026-05-12 08:20 | Ana sees it |\n| 2026-05-12 09:10 | the belts run |\n"


def found(head: str, rows: str = ROWS, title: str = "# The belts stood still", path: str = "") -> list[tuple[str, int]]:
    text = f"{title}\n\n{head}\n\n## Summary\n\nThe belts stood.\n\n{rows}"
    return [(one.code, one.place.line) for one in lint_text(text, [PACK], path=path) if one.level != "info"]


@pytest.mark.parametrize(
    "head",
    [
        "**Resolved:** 2026-05-10", "**Mitigation:** May-05-2026", "**Service restored:** 2026-05-10 09:12",
        "**Date:** 2026-05-12\n**Resolved:** 2026-05-11", "**Published:** 2026-05-10", "**Report date:** 2026-05-09",
        "**Post-mortem held:** 2026-05-10", "**Date:** 2026-05-12\n**Retro held:** 2026-05-10",
    ],
)  # fmt: skip
def test_what_comes_after_an_incident_is_not_before_it(head: str) -> None:
    assert [code for code, _ in found(head)] == ["IR402"]


@pytest.mark.parametrize(
    "head",
    [
        "**Resolved:** 2026-05-12", "**Resolved:** 2026-05-11", "**Resolved:** 2026-05-14", "**Published:** 2026-05-11",
        "**Report date:** 2026-05-20", "**Post-mortem held:** 2026-05-13", "**Due:** 2026-05-10",
    ],
)  # fmt: skip
def test_what_may_be(head: str) -> None:
    assert found(head) == []


@pytest.mark.parametrize("label", ["Started", "Date/time", "Detected"])
def test_a_moment_that_a_row_has_on_another_day(label: str) -> None:
    assert found(f"**{label}:** 2026-05-13 08:05") == [("IR418", 3)]
    assert found(f"**{label}:** 2026-05-12 08:05") == []
    assert found(f"**{label}:** 2026-05-13 08:00") == []
    assert found(f"**{label}:** 2026-05-11 08:07") == []


@pytest.mark.parametrize(
    ("days", "length", "wrong"),
    [
        ("2026-05-12 to 2026-05-14", "5 days", True),
        ("2026-05-12 – 2026-05-14", "~1 week", True),
        ("12 May 2026 - 14 May 2026", "80 hours", True),
        ("2026-05-12 to 2026-05-14", "3 days", False),
        ("2026-05-12 to 2026-05-14", "~3 days", False),
        ("2026-05-12 to 2026-05-14", "2 hours", False),
        ("2026-05-12 to 2026-05-14", "less than a week", False),
        ("2026-05-12 to 2026-05-18", "~1 week", False),
        ("2026-05-12 to 2026-05-18", "one week", False),
    ],
)
def test_a_length_beyond_its_days(days: str, length: str, wrong: bool) -> None:
    head = f"**Date:** {days}\n**Duration:** {length}"
    assert [code for code, _ in found(head, rows="")] == ["IR403"] * wrong


def test_a_title_with_a_day_of_its_own() -> None:
    text = "{}\n\nOn May 12th, 2026 the belts stood still.\n\n## Cause\n\nA fuse{}.\n"
    path = "incidents/2026-05-12-belts.md"

    def codes(title: str, more: str = "") -> list[str]:
        return [one.code for one in lint_text(text.format(title, more), [PACK], path=path)]

    assert codes("# 2026-5-11 Belts") == ["IR418"]
    assert codes("# 2026-05-12 Belts") == []
    assert codes("# 2026-05-11 Belts", " that was put in on 2026-05-11") == []


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("**Detected:** 2026-05-12 08:20 UTC (Monday morning, as ever)", ["IR416"]),
        ("**Detected:** 2026-05-12 08:20 UTC (Tuesday morning, as ever)", []),
        ("**Detected:** 2026-05-12 08:20 UTC (Montag Vormittag)", ["IR416"]),
        ("**Date:** 2026-05-12\n\nOn Monday, May 12th the belts stood.", ["IR416"]),
        ("**Date:** 2026-05-12\n\nOn Tuesday, May 12th the belts stood.", []),
        ("**Date:** 2026-05-12\n\nOn Monday, May 4th a belt was new.", []),
        ("**Severity:** Resolved", ["IR307"]), ("**Severity:** in progress", ["IR307"]), ("**Severity:** High", []),
        ("**Severity:** SEV2 (resolved)", []), ("**Status:** SEV2", ["IR307"]), ("**Status:** Resolved", []),
        ("**Priority:** open", []),
    ],
)  # fmt: skip
def test_words_in_the_wrong_place(head: str, code: list[str]) -> None:
    assert [found_code for found_code, _ in found(head)] == code


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("It took a day (May 12-13, 2025).", 7),
        ("It took a day (May 12 – 13, 2027).", 7),
        ("It is like [2015-03-02 lamps](2025-03-02-lamps.md).", 7),
        ("It took a day (May 12-13, 2026).", 0),
        ("It was as in spring (May 2-3, 2025).", 0),
        ("It is like [2025-03-02 lamps](2025-03-02-lamps.md).", 0),
        ("It is like [2025-03-02 lamps](2025-03-04-lamps.md).", 0),
    ],
)
def test_a_year_that_is_a_slip(text: str, line: int) -> None:
    head = f"**Date:** 2026-05-12\n\n## Impact\n\n{text}"
    assert found(head, path="incidents/2026-05-12-belts.md") == [("IR418", line)] * (line > 0)


def test_days_with_points_before_a_time() -> None:
    rows = "## Timeline\n\n| Time | Event |\n| --- | --- |\n| 11.02.26 - 14:00 | the belts stop |\n"
    rows += "| 12.02.26 - 10:00 | Ana sees it |\n| 11.02.26 - 18:00 | the belts run |\n"
    assert [code for code, _ in found("**Date:** 2026-02-11", rows)] == ["IR404"]
    assert found("**Date:** 2026-02-11", rows.replace("11.02.26 - 18", "12.02.26 - 18")) == []


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("Timeline (Japan time)", ["IR419"]), ("Timeline (all times in Japan time)", ["IR419"]),
        ("Timeline (JST)", ["IR419"]),
        ("Timeline (Pacific Time)", []), ("Timeline (as we saw it)", []),
    ],
)  # fmt: skip
def test_a_zone_that_a_heading_names_in_words(head: str, code: list[str]) -> None:
    rows = "- 21:48 (6:48 PDT): the belts stop\n- 22:11: Ana sees it\n- 22:43: the belts run\n"
    if "Pacific" in head:
        rows = rows.replace("6:48 PDT", "21:48 PDT")
    if "saw" in head:
        rows = rows.replace(" (6:48 PDT)", "")
    assert [each for each, _ in found("**Date:** 2026-05-12", f"## {head}\n\n{rows}")] == code


def test_rows_of_another_month() -> None:
    head = "**Incident from:** 2026-05-12\n\n**Incident till:** 2026-05-12"
    rows = "## Timeline\n\n{}\n\n11.55 the belts stop\n"
    path = "incidents/2026-05-12_belts.md"
    assert found(head, rows.format("2 March 2026"), path=path) == [("IR418", 13)]
    assert found(head, rows.format("12 May 2026"), path=path) == []
    assert found(head, rows.format("5 May 2026"), path=path) == []
