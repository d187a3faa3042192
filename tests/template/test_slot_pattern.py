"""Slot patterns: one language for ids, file names and folders."""

from __future__ import annotations

import datetime as dt

import pytest

from incidentlint.template import slot_pattern

DAY = dt.date(2026, 3, 9)


@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        ("INC-YYYY-MM-DD-NNN", "INC-2026-03-09-001", "INC-2026-3-9-001"),
        ("INC-[YYYY-MM-DD]-[###]", "INC-2026-03-09-1042", "INC-2026-03-09-42"),
        ("INCIDENT-YYYY-MM-DD-<short-title>.md", "INCIDENT-2026-03-09-api_v1.2.md", "INCIDENT-2026-03-09-a b.md"),
        ("{{team}}-NN", "billing-07", "{{team}}-07"),
        ("JJJJ/MM", "2026/03", "26/03"),
        ("PM-[N]", "PM-a7", "PM-"),
        ("OUT-XXX", "OUT-123", "OUT-ABC"),
        ("a+b (1).md", "a+b (1).md", "aab (1).md"),
    ],
)
def test_the_whole_of_a_text_follows_a_pattern(pattern: str, right: str, wrong: str) -> None:
    regex = slot_pattern(pattern).regex
    assert regex.fullmatch(right)
    assert not regex.fullmatch(wrong)


@pytest.mark.parametrize(
    ("pattern", "made"),
    [
        ("INC-YYYY-MM-DD-NNN", "INC-2026-03-09-007"),
        ("INC-[YYYY.DD.MM]-[##]", "INC-2026.09.03-07"),
        ("AAAA-<title>.md", "2026-x-title.md"),
        ("DD-HH", "09-x-HH"),
    ],
)
def test_what_is_known_is_put_in(pattern: str, made: str) -> None:
    assert slot_pattern(pattern).fill(DAY, number=7, hole=lambda name: f"x-{name}") == made


def test_a_slot_that_nothing_is_known_of_leaves_nothing() -> None:
    assert slot_pattern("INC-YYYY-<service>").fill(DAY) == ""


@pytest.mark.parametrize(
    ("folder", "fixed"),
    [
        ("docs/incidents/YYYY", "docs/incidents"),
        ("docs/incidents", "docs/incidents"),
        ("docs/inc-<team>/x", "docs"),
        ("{team}/docs", ""),
        ("docs/", "docs"),
        ("", ""),
    ],
)
def test_the_folders_that_hold_no_slot(folder: str, fixed: str) -> None:
    assert slot_pattern(folder).fixed_part == fixed


def test_the_numbers_of_a_day() -> None:
    shape = slot_pattern("INC-YYYY-MM-DD-NNN").on(DAY)
    found = shape.numbered.fullmatch("INC-2026-03-09-012")
    assert found is not None
    assert found[1] == "012"
    assert not shape.numbered.fullmatch("INC-2026-03-10-012")
    assert slot_pattern("INC-YYYY-MM-DD-NNN").has_day
    assert not slot_pattern("INC-YYYY-NNN").has_day
