"""What "about", rounding and digits allow."""

from __future__ import annotations

from decimal import Decimal

import pytest

from incidentlint.grammars import (
    Duration,
    Figure,
    agrees,
    are_alike,
    find_figures,
    read_duration,
    read_stamp,
    slack_of_ends,
    slack_of_figures,
    slack_of_part,
    slack_of_sum,
    slack_of_told,
)


def length(text: str) -> Duration:
    found = read_duration(text)
    assert found is not None
    return found


def figure(text: str) -> Figure:
    return find_figures(text)[0]


@pytest.mark.parametrize(
    ("text", "seconds", "right"),
    [
        ("2 hours", 2 * 3600 + 59 * 60, True),  # cut
        ("2 hours", 3600 + 30 * 60, True),  # rounded
        ("2 hours", 3 * 3600, False),
        ("125 minutes", 125 * 60 + 59, True),
        ("125 minutes", 126 * 60, False),
        ("~2 hours", 3600, True),
        ("about 40 minutes", 45 * 60, True),
        ("about 40 minutes", 46 * 60, False),
        ("about 7 minutes", 9 * 60, False),
        ("less than 1 minute", 59, True),
        ("less than 1 minute", 61, False),
        ("over 3 hours", 5 * 3600, True),
        ("over 3 hours", 2 * 3600, False),
    ],
)
def test_a_length_agrees_by_its_precision_and_its_words(text: str, seconds: int, right: bool) -> None:
    assert agrees(length(text), seconds, seconds) is right


def test_a_round_length_in_a_sentence_is_about() -> None:
    assert agrees(length("40 minutes"), 42 * 60, 42 * 60, loose=True)
    assert not agrees(length("40 minutes"), 42 * 60, 42 * 60)
    assert not agrees(length("41 minutes"), 43 * 60, 43 * 60, loose=True)


def test_two_lengths_are_alike_where_one_can_be_the_other() -> None:
    assert are_alike(length("2 hours"), length("2 hours 20 minutes"))
    assert are_alike(length("at least 2 hours"), length("9 hours"))
    assert not are_alike(length("2 hours 10 minutes"), length("2 hours 20 minutes"))


def test_ends_that_are_written_unlike_add_what_the_coarser_one_leaves_open() -> None:
    assert slack_of_ends(length("125 minutes"), 60, 60) == 0
    assert slack_of_ends(length("125 minutes 10 seconds"), 60, 60) == 60
    assert slack_of_ends(length("125 minutes"), 60, 1) == 59


def test_a_time_in_a_sentence_is_as_round_as_it_says() -> None:
    about, exact = read_stamp("~14:00"), read_stamp("14:00")
    assert about is not None
    assert exact is not None
    assert (slack_of_told(about), slack_of_told(exact)) == (1800, 59)


def test_a_sum_is_right_by_the_coarsest_unit_in_it() -> None:
    assert slack_of_sum(length("90 minutes"), length("1 hour"), length("30 minutes")) == 3599
    assert slack_of_sum(length("50 seconds")) == 59


@pytest.mark.parametrize(
    ("one", "other", "slack"),
    [("1,200 users", "1,200 users", "0.5"), ("~1,000 users", "1,200 users", "120"), ("$1.2M", "$1,234,000", "50000")],
)
def test_figures_differ_by_their_digits_or_by_a_tenth(one: str, other: str, slack: str) -> None:
    assert slack_of_figures(figure(one), figure(other)) == Decimal(slack)


def test_an_approximate_part_of_a_sum_may_be_a_tenth_off() -> None:
    assert slack_of_part(figure("~$500")) == 50
