"""A look for the letters of phrases, before the phrases themselves are looked for."""

from __future__ import annotations

import pytest

from incidentlint.vocabulary import may_have, phrases

WORDS = (
    "raised",
    "(set|changed) (from|to|as)",
    "(it is|this is|is)? now (a|an)?",
    "moved (the)? severity",
    "(re|de)graded",
    "declar*",
    "(höher|up) gestuft",
    "im (Verlauf",
)


@pytest.mark.parametrize(
    "text",
    [
        "Raised to P1",
        "was CHANGED   as agreed",
        "It is now a P1",
        "now so",
        "moved severity",
        "moved the severity",
        "regraded at ten",
        "declaration",
        "up gestuft",
        "höher gestuft",
        "seen im (Verlauf of it",
    ],
)
def test_a_look_for_phrases_finds_all_that_have_one(text: str) -> None:
    assert phrases(WORDS).search(text)
    assert may_have(WORDS, text)


@pytest.mark.parametrize("text", ["The pump stood still", "it moved to the yard", "a chart of rain"])
def test_a_look_for_phrases_passes_over_texts_without_any_of_their_words(text: str) -> None:
    assert not may_have(("raised", "(set|changed) (from|to|as) P1", "moved (the)? severity"), text)


def test_nothing_is_sure_of_phrases_with_an_empty_option() -> None:
    assert may_have(("(a|)",), "The pump stood still")
