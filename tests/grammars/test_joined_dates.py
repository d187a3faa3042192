"""Dates whose day, month's name and year are joined by a sign, with the names of any language."""

from __future__ import annotations

import pytest

from incidentlint.grammars import read_date


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("13-dic-2024", 12),
        ("26-sep-2024", 9),
        ("31/ene/2025", 1),
        ("12-out-2025", 10),
        ("4.déc.2025", 12),
        ("05-Okt-2025", 10),
        ("3-gen-2026", 1),
        ("12-Sept-2025", 9),
        ("7-fév.-2025", 2),
    ],
)
def test_a_joined_date_is_read(text: str, month: int) -> None:
    date = read_date(text)
    assert date is not None
    assert (date.month, date.raw) == (month, text)


@pytest.mark.parametrize("text", ["13-abc-2024", "v1.mar.2024x", "13-dic.2024", "a-13-dic-2024"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None
