"""Days above the rows of a timeline, and runs of rows, that are another year or month: slips, found by all others."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lines_of, lint_text

PACK = load_built_in("generic")
MATTER = """---
date: 2025-11-04
---

# The belts stood still

## Timeline

{}

- 08:05 the belts stop
- 08:20 a fuse is found
- 09:10 the belts run
"""


def found(text: str, path: str = "") -> list[tuple[str, int]]:
    return lines_of(lint_text(text, [PACK], path=path))


@pytest.mark.parametrize(
    "day", ["{}-11-04 **(all times in UTC)**", "### {}-11-04", "**4 November {}**", "#### 04.11.{}"]
)
def test_a_day_above_rows(day: str) -> None:
    assert found(MATTER.format(day.format(2025))) == []
    for year in (2024, 2015, 2052):
        assert found(MATTER.format(day.format(year))) == [("IR418", 9)]


def test_a_day_above_rows_beside_the_file_name() -> None:
    text = MATTER.format("2019-11-04").partition("---\n\n")[2]
    assert found(text, "postmortems/2025-11-04-belts.md") == [("IR418", 5)]
    assert found(text, "postmortems/2019-11-04-belts.md") == []


def test_days_above_that_are_of_the_incident() -> None:
    rows = "- 08:05 the belts stop\n- 09:10 the belts run\n"
    two = f"2024-11-04\n\n{rows}\n2025-11-04"
    assert found(MATTER.format(two)) == []


@pytest.mark.parametrize(
    "text",
    [
        "- `16:14` - Ana sees that the list of 2052-11-04 is empty",
        "The list of 4 November 2052 was empty.",
        "| List | State |\n| --- | --- |\n| 2052-11-04 | empty |",
    ],
)
def test_a_year_with_two_digits_swapped(text: str) -> None:
    assert found(MATTER.format("2025-11-04") + "\n## Impact\n\n" + text + "\n") == [("IR418", 17 + 2 * ("|" in text))]
    assert found(MATTER.format("2025-11-04") + "\n## Impact\n\n" + text.replace("2052", "2025") + "\n") == []
    assert (
        found(
            MATTER.format("2025-11-04")
            + "\n## Impact\n\n"
            + text.replace("2052-11-04", "`2052-11-04`").replace("November 2052", "May 2052")
            + "\n"
        )
        == []
    )


ROWS = """# The belts stood still

## Timeline

| When | What |
| --- | --- |
| 27.10.25 - 12:50 | the belts stop |
| 27.10.25 - 13:00 | they are shut off |
| 27.10.25 - 14:00 | parcels are kept |
| 12.11.25 - 14:00 | the list is made |
| {} - 10:00 | a helper is there |
| {} - 10:00 | it has run |
| {} - 18:00 | all is sorted |
"""


def test_a_run_of_rows_of_the_month_before() -> None:
    assert found(ROWS.format("13.11.25", "14.11.25", "14.11.25")) == []
    assert found(ROWS.format("13.10.25", "14.10.25", "14.10.25")) == [("IR404", 11)]


def test_a_run_of_rows_of_the_year_before() -> None:
    text = ROWS.replace("27.10.25", "30.12.25").replace("12.11.25", "02.01.26")
    assert found(text.format("03.01.26", "04.01.26", "04.01.26")) == []
    assert [code for code, _ in found(text.format("03.01.25", "04.01.25", "04.01.25"))] == ["IR404"]


def test_rows_that_no_slip_explains() -> None:
    assert found(ROWS.format("03.05.25", "09.06.24", "11.08.25")) == []


TITLED = """# {} - no belts

## Timeline

- 16.10.2025 11:58 - the motor comes
- 24.10.2025 02:00 - the belts stop
- 24.10.2025 04:00 - a fuse is found
- 24.10.2025 05:10 - the belts run
"""


def test_a_title_of_another_month_than_folder_and_rows() -> None:
    for folder in ("reports/2025/10/", "2025-10/"):
        assert found(TITLED.format("30.09.2025"), f"{folder}belts.md") == [("IR418", 1)]
        assert found(TITLED.format("24.10.2025"), f"{folder}belts.md") == []
    for path in ("reports/2025/09/belts.md", "reports/belts.md"):
        assert found(TITLED.format("30.09.2025"), path) == []
    since = TITLED + "\n## Summary\n\nThe noise began on 30.09.2025.\n"
    assert found(since.format("30.09.2025"), "reports/2025/10/belts.md") == []
