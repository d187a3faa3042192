"""Weekdays before a date in the words of other languages."""

from __future__ import annotations

import pytest

from incidentlint.grammars import find_dates


@pytest.mark.parametrize(
    "text",
    [
        "Am Freitag, dem 16. April 2026, stand alles still",
        "Freitag, 16. April 2026",
        "Na sexta-feira, 16 de abril de 2026, o portal parou",
        "El viernes 16 de abril de 2026",
        "Le vendredi 16 avril 2026",
        "venerdì 16 aprile 2026",
        "On Friday, 16 April 2026",
    ],
)
def test_a_weekday_belongs_to_its_date(text: str) -> None:
    (date,) = find_dates(text)
    assert date.right_weekday == "Thursday"


@pytest.mark.parametrize(
    "text",
    [
        "Team Mai, 16 April 2026",
        "So 16 April 2026 came",
        "co-op 16 April 2026",
        "Rotate keys (@sam, 2026-04-16)",
        "Rotate keys, Sam, 2026-04-16",
        "Owner: Mar, 16.04.2026",
        "Canary: Dom 16 April 2026",
    ],
)
def test_other_words_before_a_date_are_no_weekday(text: str) -> None:
    assert [date.right_weekday for date in find_dates(text)] == [None]
