"""Periods that a calendar names are due dates; what depends on the day of writing, or on an event, is none."""

from __future__ import annotations

import pytest

from incidentlint.grammars import names_period
from incidentlint.vocabulary import known_languages, load_lexicon

WORDS = load_lexicon(known_languages()).words.answers.periods


@pytest.mark.parametrize(
    "text",
    [
        "Q3", "Q3 2026", "2026-Q3", "Q3/2026", "Q3 '26", "end of Q3", "**by the end of Q2 2026**", "March",
        "Sept. 2026", "end of March", "by the end of March 2026", "mid-April", "2026-04", "week 14",
        "calendar week 9", "2026-W14",
        "sprint 24", "Sprint #24", "H2 2026", "Q3 (with the board)", "March, with Ana", "May",
        "KW 14", "KW14/2026", "3. Quartal", "Ende April", "fin mars", "trimestre 2", "fine marzo 2026", "uke 12",
        "第3四半期", "2026年4月", "2026年4月末", "4월", "4월말", "3분기",
    ],
)  # fmt: skip
def test_a_period_of_the_calendar(text: str) -> None:
    assert names_period(text, WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "next sprint", "ASAP", "soon", "before the launch", "2 weeks", "in 2 weeks", "next week", "Friday", "ongoing",
        "T+2 weeks", "next release", "v2.1", "P1", "3 days", "Backlog", "next quarter", "2 sprints", "may", "OPS-12",
        "TBD", "Q", "week", "#24", "after phase 4", "we shall look at it in the days that come in May", "",
        "nächste Woche", "in 3 Wochen", "bientôt", "来週",
    ],
)  # fmt: skip
def test_what_is_no_period(text: str) -> None:
    assert not names_period(text, WORDS)


def test_a_long_text_takes_no_time() -> None:
    assert not names_period("by " * 50_000 + "soon", WORDS)
