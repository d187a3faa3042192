"""The words of what a writer leaves of a form: the lexicon's table ``[leftovers]``."""

from __future__ import annotations

import msgspec

from incidentlint.vocabulary.phrases import Phrases, words_of
from incidentlint.vocabulary.words import Leftovers, Texts


class LeftoverWords(msgspec.Struct, frozen=True):
    """What a writer leaves of a form, as plain words; the lexicon says what each of them is."""

    notes: Phrases
    marks: Phrases
    prompts: Phrases
    verbs: Phrases
    objects: frozenset[str]
    begin: Phrases
    asking: frozenset[str]
    end: frozenset[str]
    whole: frozenset[str]
    alone: frozenset[str]
    kept: frozenset[str]
    states: frozenset[str]
    people: frozenset[str]
    titles: frozenset[str]
    open: frozenset[str]
    filled: frozenset[str]
    acting: frozenset[str]
    """Columns, as keys, that only a table of actions has."""


def read_leftover_words(words: Leftovers, acting: frozenset[str]) -> LeftoverWords:
    """The words of the lexicon's table; `acting` are the columns that only a table of actions has."""

    def plain(texts: Texts) -> frozenset[str]:
        return frozenset(map(words_of, texts))

    return LeftoverWords(
        notes=Phrases(words.notes),
        marks=Phrases(words.marks),
        prompts=Phrases(words.prompts),
        verbs=Phrases(words.verbs),
        objects=plain(words.objects),
        begin=Phrases(words.begin),
        asking=plain(words.asking),
        end=plain(words.end),
        whole=plain(words.whole),
        alone=plain(words.alone),
        kept=plain(words.kept),
        states=plain(words.states),
        people=plain(words.people),
        titles=plain(words.titles),
        open=plain(words.open),
        filled=plain(words.filled),
        acting=acting,
    )
