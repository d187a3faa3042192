"""The words of what a writer leaves of a form: the lexicon's table ``[leftovers]``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from incidentlint.vocabulary.phrases import Phrases, words_of


class LeftoverWords(msgspec.Struct, frozen=True):
    """What a writer leaves of a form, as plain words; the lexicon says what each of them is."""

    notes: Phrases
    marks: Phrases
    asked: Phrases
    inside: Phrases
    slots: frozenset[str]
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
    waiting: frozenset[str]
    heads: frozenset[str]
    people: frozenset[str]
    titles: frozenset[str]
    open: frozenset[str]
    filled: frozenset[str]
    acting: frozenset[str]
    """Columns, as keys, that only a table of actions has."""


def read_leftover_words(data: Mapping[str, Sequence[str]], acting: frozenset[str]) -> LeftoverWords:
    """The words of the lexicon's table; `acting` are the columns that only a table of actions has."""

    def plain(name: str) -> frozenset[str]:
        return frozenset(map(words_of, data[name]))

    return LeftoverWords(
        notes=Phrases(data["notes"]),
        marks=Phrases(data["marks"]),
        asked=Phrases(data["asked"]),
        inside=Phrases(data["inside"]),
        slots=plain("slots"),
        prompts=Phrases(data["prompts"]),
        verbs=Phrases(data["verbs"]),
        objects=plain("objects"),
        begin=Phrases(data["begin"]),
        asking=plain("asking"),
        end=plain("end"),
        whole=plain("whole"),
        alone=plain("alone"),
        kept=plain("kept"),
        states=plain("states"),
        waiting=plain("waiting"),
        heads=plain("heads"),
        people=plain("people"),
        titles=plain("titles"),
        open=plain("open"),
        filled=plain("filled"),
        acting=acting,
    )
