"""Times on two clocks at once, days with two signs, unknown hours, and what is no time or zone at all."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from support import lint_text

PACK = load_built_in("generic")
REPORT = """# Incident: no lifts

**Started:** 2026-05-12 08:05 UTC
**Resolved:** 2026-05-12 20:40 UTC

## Summary

The lifts stood still.

"""


def found(text: str, *codes: str) -> list[tuple[str, int]]:
    told = lint_text(REPORT + text, [PACK])
    return [(one.code, one.place.line - 9) for one in told if one.code in codes and one.level != "info"]


@pytest.mark.parametrize(
    "text",
    [
        "The doors opened again at 20:40pm.",
        "## Impact\n\n| Lift | What happened |\n| --- | --- |\n| North | It stood until 19:15 PM, then it went. |",
        "- North lift: stood still until around 14:30 p.m. that day",
        "> Not ours\n\nLa cabina se paró a las 17:44 p. m. del martes y a las 18:10 estaba lista at 18:12pm.",
    ],
)
def test_an_afternoon_of_the_other_clock(text: str) -> None:
    assert [code for code, _ in found(text, "IR401")] == ["IR401"]


@pytest.mark.parametrize(
    "text",
    [
        "The doors opened again at 8:40pm.",
        "They opened at 12:40 PM.",
        "The log says `20:40pm`.",
        "> It was 20:40pm for us",
        "Rule 20:40 PM2.5 of the air filter.",
        "At 15:30 PM-room 2 was full.",
    ],
)
def test_an_afternoon_of_its_own_clock(text: str) -> None:
    assert not found(text, "IR401")


@pytest.mark.parametrize(
    "text",
    [
        "## Timeline\n\n- 12-05-2026 08:05 - the lifts stop\n- 12-05:2026 09:10 - the motor is found\n",
        "## Timeline\n\n| When | What |\n| --- | --- |\n| 2026-05:12 09:10 | the motor is found |\n",
        "12.05-2026, 09:10 the motor was found.",
    ],
)
def test_a_day_with_two_signs(text: str) -> None:
    assert [code for code, _ in found(text, "IR401")] == ["IR401"]


@pytest.mark.parametrize(
    "text",
    [
        "## Timeline\n\n- 12-05-2026 08:05 - the lifts stop\n- 12-05-2026 09:10 - the motor is found\n",
        "Build 12.05-2026 has the fix.",
        "The release 2026.3-12 09:00 build was bad.",
        "Build 2026.03-12 09:30 was bad.",
        "Sprint 2026-3/4 10:30 began.",
        "Freeze 03-04.2026 10:00 was over.",
        "The file `12-05:2026 09:10` was read.",
        "Parts 4-05.2026.11 09:10 were bought.",
    ],
)
def test_a_day_with_one_sign(text: str) -> None:
    assert not found(text, "IR401")


def test_an_hour_that_is_not_known_is_in_no_half_of_the_day() -> None:
    text = "## Timeline\n\n8:05 AM May 12, 2026: the lifts stop\n\nxx:xx PM May 12, 2026: the lifts go\n"
    assert found(text, "IR401", "IR201") == [("IR201", 5)]


def test_initials_behind_a_time_are_no_zone() -> None:
    text = "## Timeline (UTC)\n\n08.05 CK sees the lifts stop\n\n08.20 CK\n\n08.40 CK calls the workshop\n"
    assert not found(text, "IR411", "IR410", "IR419")


def test_lines_of_a_log_below_an_entry_are_no_entries() -> None:
    log = '[12/May/2026:07:40:00 +0000] "GET /lift" 500\nbut\n[12/May/2026:07:35:10 +0000] "GET /door" 200\n'
    text = f"## Timeline\n\n08:05 the lifts stop\n\n08:40 the log says\n{log}\n08:50 the motor is found\n"
    assert not found(text, "IR404")


@pytest.mark.parametrize(("zone", "offset"), [("IST", "+05:30"), ("IST", "+01:00"), ("BST", "+01:00")])
def test_an_abbreviation_of_several_places_beside_its_offset(zone: str, offset: str) -> None:
    head = "# Incident: no lifts\n\n**Started:** 2026-05-12T08:05:00{}\n\n**Resolved:** 2026-05-12T09:40:00{}\n\n"
    text = head.format(offset, offset) + f"## Timeline\n\n- 08:05 {zone} the lifts stop\n- 09:40 {zone} the lifts go\n"
    assert not [one for one in lint_text(text, [PACK]) if one.code == "IR411"]
    other = text.replace(zone, "CET")
    assert [one for one in lint_text(other, [PACK]) if one.code == "IR411"] or offset == "+01:00"
