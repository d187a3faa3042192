"""Sums that words or a colon lead to, parts that are named behind their number, and shares of what is about so many."""

from __future__ import annotations

import pytest

from support import tallies_of as wrong

PAIRS = [
    # What numbers make.
    ("31 and 15 guests make {}.", "", "46", "48"),
    ("31 Gäste und 15 Kellner sind {}.", "de", "46", "48"),
    ("31 clients et 15 serveurs font {}.", "fr", "46", "48"),
    ("31 clientes y 15 camareros suman {} en total.", "es", "46", "48"),
    ("- 20 + 20 + 22 + 18 lamps: {}", "", "80", "90"),
    ("| What | How many |\n|---|---|\n| All | 20 + 20 + 22 + 18 lamps: {} |\n", "", "80", "82"),
    # A total with its name behind it, and notes between the parts.
    ("- {} in total: 1,150 `LATE` (sent after the repair) and 60 `LOST` (printed again).", "", "1,210", "1,310"),
    ("Insgesamt {} Briefe: 1.150 zu spät (nach der Reparatur) und 60 verloren (neu gedruckt).", "de", "1.210", "1.310"),
    # Parts that say so behind their number.
    (
        "| What | Letters |\n|---|---|\n| Late | 640 letters, 590 of them on the first day, {} on the next |\n",
        "",
        "50",
        "70",
    ),
    ("We got 640 letters, 590 of these on the first day, {} on the next.", "", "50", "70"),
    # Two digits that changed places in what is divided.
    ("- **Letters:** {}, of which 2,260 were late, 6,200 lost", "", "8,460", "8,640"),
    ("**信件**: {}（其中 2,260 封晚到，6,200 封丢失）", "zh", "8,460", "8,640"),
    ("Cartas: {}, de las cuales 2.260 llegaron tarde, 6.200 se perdieron", "es", "8.460", "8.640"),
]


@pytest.mark.parametrize(("text", "language", "right", "stated"), PAIRS)
def test_a_sum_that_words_make(text: str, language: str, right: str, stated: str) -> None:
    languages = (language,) if language else ()
    assert wrong(text.format(right), *languages) == []
    assert len(wrong(text.format(stated), *languages)) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("about 5,400 of 45,000 letters were late, which is {}.", ""),
        ("{} of all letters were late (5,400 of 45,000).", ""),
        ("{} of the printed letters were late (about 5,400 of 45,000 letters).", ""),
        ("{} de las cartas llegaron tarde (5.400 de 45.000).", "es"),
        ("Etwa 5.400 von 45.000 Briefen ({}) kamen zu spät.", "de"),
    ],
)
def test_a_share_of_about_so_many_and_behind_what_it_is_of(text: str, language: str) -> None:
    languages = (language,) if language else ()
    assert wrong(text.format("12%"), *languages) == []
    assert [result for _, result in wrong(text.format("22%"), *languages)] == ["12.0 %"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("about 5,400 of 45,000 letters were late, which is 13%.", ""),  # about
        ("80% of all letters were late (2,410 of 2,675 in the south).", ""),  # of a part
        ("The price rose by 80% for some letters (2,410 of 2,675).", ""),  # of something else
        ("80% of all letters were late; we found 2 of 3 causes (2,410 of 2,675).", ""),
        ("31 and 15 guests are 48 years old.", ""),
        ("Rooms 31 and 15 are 460 m apart.", ""),
        ("Lines 1 + 2 + 3: 40 letters", ""),
        ("640 letters, 590 of them on the first day, 20 on the next", ""),  # the rest came later
        ("- 1,310 in total: 1,150 late (of them some lost) and 60 burnt.", ""),
        ("8,640 letters, of which 2,260 were late, 6,100 lost", ""),  # others came in time
    ],
)
def test_numbers_that_need_not_make_it(text: str, language: str) -> None:
    assert wrong(text, *((language,) if language else ())) == []
