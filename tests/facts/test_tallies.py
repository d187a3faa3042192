"""Totals that are not the sum of their parts, and shares that are none of theirs, in the words of any language."""

from __future__ import annotations

import pytest

from incidentlint.facts.tallies import tally_words, wrong_tallies
from incidentlint.markdown import parse
from incidentlint.outline import outline
from incidentlint.text import SourceText
from incidentlint.vocabulary import load_lexicon


def wrong(text: str, *languages: str) -> list[tuple[str, str]]:
    words = load_lexicon(languages).words
    read = outline(parse(SourceText(text)))
    texts = [line for node in read.walk() for line in getattr(node, "lines", ())]
    found = wrong_tallies(texts, (), text, tally_words(words.figures, frozenset(words.facts.words.rest)))
    return [(tally.raw, tally.result) for tally in found]


@pytest.mark.parametrize(
    ("text", "languages", "expected"),
    [
        ("We lost 12 out of the 40 orders (25%).", (), [("25%", "30.0 %")]),
        ("We lost 12 of 40 orders, or 30%.", (), []),
        ("Es fehlten 12 von den 40 Bestellungen (25%).", ("de",), [("25%", "30.0 %")]),
        ("Es fehlten 12 von 40 Bestellungen, also 30%.", ("de",), []),
        ("On a perdu 12 sur les 40 commandes, soit 25%.", ("fr",), [("25%", "30.0 %")]),
        ("We changed 21 files (14 in the code and 6 in tests).", (), [("21", "20")]),
        ("Vi endret 21 filer (14 servere og 6 tester).", ("nb",), [("21", "20")]),
        ("Vi endret 20 filer (14 servere og 6 tester).", ("nb",), []),
    ],
)
def test_a_total_and_a_share(text: str, languages: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert wrong(text, *languages) == expected
