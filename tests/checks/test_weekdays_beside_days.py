"""Weekdays that are no part of a date: in a note behind it, at the end of a line, before a day without a year."""

from __future__ import annotations

import pytest

from incidentlint.packs import load_built_in
from tests.support import lint_text

_REPORT = """# Incident: doors stuck

**Started:** 2025-09-09 05:35
**Resolved:** 2025-09-09 08:50

## What happened

{}
"""


def _wrong(text: str) -> list[str]:
    found = lint_text(_REPORT.format(text), [load_built_in("generic")])
    return [one.message for one in found if one.code == "IR416" and one.level != "info"]


@pytest.mark.parametrize(
    "text",
    [
        "It was found on 19/11/2024 (weekday: {}).",
        "Gefunden am 19.11.2024 (Wochentag: {}).",
        "- Notice sent: 2024-11-19, {}",
    ],
)
def test_a_weekday_behind_a_date(text: str) -> None:
    assert _wrong(text.format("Tuesday")) == []
    assert _wrong(text.format("Wednesday")) == ["2024-11-19 is a Tuesday, not a Wednesday"]


@pytest.mark.parametrize(
    ("text", "right", "other"),
    [
        ("**{}, 9 September**", "Tuesday", "Wednesday"),
        ("**{}, 9 de septiembre**", "martes", "miércoles"),
        ("{} 9 septembre : tout est bloqué", "Mardi", "Mercredi"),
        ("{}, 9. September: nichts geht", "Dienstag", "Mittwoch"),
    ],
)
def test_the_year_is_that_of_the_incident(text: str, right: str, other: str) -> None:
    assert _wrong(text.format(right)) == []
    assert _wrong(text.format(other)) == [f"2025-09-09 is a Tuesday, not a {other}"]


@pytest.mark.parametrize(
    "text",
    [
        "The review is on Thursday, 11 September.",  # of no year that is told
        "It was so on Monday 9 September 2024.",  # which was one
        "Released on 2024-11-19, Wednesday's job failed.",
        "We met on 2024-11-19, Wednesday and Thursday.",
    ],
)
def test_other_days_are_none(text: str) -> None:
    assert _wrong(text) == []


@pytest.mark.parametrize(
    ("text", "right", "other"),
    [
        ("2025-09-09，{}。", "星期二", "星期三"),
        ("2025年9月9日、{}", "火曜日", "木曜日"),
        ("- Found: 2025-09-09 {}", "Tuesday", "Thursday"),
        ("On {} evening, 2025-09-09, doors stuck.", "Tuesday", "Monday"),
        ("Am {}abend, 09.09.2025, klemmten Türen.", "Dienstag", "Montag"),
        ("{} matin, 09/09/2025 : portes bloquées", "Mardi", "Lundi"),
        ("- Found: 2025-09-09 07:14 UTC ({})", "Tuesday", "Monday"),
        ("- Found: 2025-09-09 13:14 UTC ({})", "Tuesday", "Wednesday"),
    ],
)
def test_a_weekday_of_any_notation(text: str, right: str, other: str) -> None:
    assert _wrong(text.format(right)) == []
    assert len(_wrong(text.format(other))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "On Monday night, 2025-09-09, doors stuck.",  # which may be behind midnight
        "- Found: 2025-09-09 03:14 UTC (Monday)",  # by the clocks of the west
        "- Found: 2025-09-09 07:14 UTC (Monday), 2025-09-08 23:14 PST",
        "We shipped 2025-09-09 sat.",
        "The Monday evening release, 2025-09-09, was bad.",
    ],
)
def test_a_weekday_that_may_be_of_another_day(text: str) -> None:
    assert _wrong(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "| Day | Date | What |\n| --- | --- | --- |\n| Tue | 2024-11-19 | a door |\n| {} | 2024-11-20 | a lock |",
            "Wed",
        ),
        (
            "| Datum | Tag | Was |\n| --- | --- | --- |\n| 19.11.2024 | Dienstag | Tor |\n| 20.11.2024 | {} | Tor |",
            "Mittwoch",
        ),
        ("| Jour | Date |\n| --- | --- |\n| mardi | 19/11/2024 |\n| {} | 20/11/2024 |", "mercredi"),
        ("- **Day:** {}\n- **Date:** 2024-11-20", "Wednesday"),
        ("**Date:** 20 November 2024\n**Day:** {}", "Wednesday"),
    ],
)
def test_a_weekday_in_a_cell_or_field_of_its_own(text: str, told: str) -> None:
    other = {"Wed": "Thu", "Mittwoch": "Freitag", "mercredi": "lundi", "Wednesday": "Monday"}[told]
    assert _wrong(text.format(told)) == []
    assert len(_wrong(text.format(other))) == 1


def test_the_year_is_in_the_head_of_the_column() -> None:
    table = "| Day | Date ({}) | What |\n| --- | --- | --- |\n| Tue | Nov 19 | a door |\n| Wed | Nov 20 | a lock |"
    assert _wrong(table.format(2024)) == []
    assert len(_wrong(table.format(2023))) == 1
    assert len(_wrong(table.format(2024).replace("Wed", "Fri"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "| On call | From |\n| --- | --- |\n| Sun | 2024-11-19 |\n| Sat | 2024-11-20 and on |",
        "| Day | Date | What |\n| --- | --- | --- |\n| Tue | 2024-11-19 | a door |\n| night | 2024-11-20 | a lock |",
        "- **Day of the next drill:** Monday\n- **Date:** 2024-11-20",
    ],
)
def test_what_is_no_weekday_of_the_date_beside_it(text: str) -> None:
    assert _wrong(text) == []
