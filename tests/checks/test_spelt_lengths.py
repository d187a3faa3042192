"""A right length is spelt as the wrong one was, or as the template's slot is."""

from __future__ import annotations

import pytest

from incidentlint.checks.durations import spell_as
from incidentlint.vocabulary import load_lexicon

WORDS = load_lexicon(("de", "nb")).words.time


@pytest.mark.parametrize(
    ("form", "minutes", "expected"),
    [
        ("X hours Y minutes", 95, "1 hour 35 minutes"),
        ("X hours Y minutes", 45, "0 hours 45 minutes"),
        ("X hour Y minutes", 121, "2 hours 1 minute"),
        ("X min", 95, "95 min"),
        ("1h5m", 130, "2h10m"),
        ("1h 5m", 10, "10m"),
        ("1h 5m", 120, "2h"),
        ("65 minutes", 1, "1 minute"),
        ("2 hours and 5 minutes", 65, "1 hour and 5 minutes"),
        ("X Stunden Y Minuten", 61, "1 Stunde 1 Minute"),
        ("3 Stunden und 5 Minuten", 130, "2 Stunden und 10 Minuten"),
        ("1 time 5 minutter", 121, "2 timer 1 minutt"),
        ("about an hour", 65, ""),
        ("2.5 hours", 65, ""),
        ("3 days 2 hours", 65, ""),
        ("5 minutes to 7 minutes", 65, ""),
    ],
)
def test_a_length_is_spelt_alike(form: str, minutes: int, expected: str) -> None:
    assert spell_as(form, minutes, WORDS) == expected
