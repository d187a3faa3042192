"""What a writer leaves to be filled in, as it is called in any language, whatever the report's language is.

A bracket around one name, all that its place holds, is a slot also where a template of another language was used.
"""

from __future__ import annotations

from functools import cache

import msgspec

from incidentlint.snapshot import kept
from incidentlint.vocabulary.lexicon import known_languages, read_language
from incidentlint.vocabulary.phrases import words_of
from incidentlint.vocabulary.words import Words


class SlotNames(msgspec.Struct, frozen=True):
    """Names of what is to be written, as plain words."""

    names: frozenset[str]
    """All of them: of people, titles, texts, dates, times."""
    times: frozenset[str]
    """Those of a date or a time of day, which may begin an entry."""
    todo: frozenset[str]
    """What says in a value's place that it is still to be written, in lower case."""
    explaining: frozenset[str]
    """Headings below which marks and forms are explained."""
    nobody: frozenset[str]
    """What says that nobody is named where an owner belongs, in lower case."""
    anyone: tuple[str, ...]
    """How an owner begins who is no one in particular, as phrases."""


@cache
def all_slot_names() -> SlotNames:
    """The names of all languages. Raises `FileError`, which only a broken installation can bring about."""
    return kept("slot names", _read)


_COLUMNS = ("action", "owner", "due", "time", "date", "name", "signature")

_ROLES = ("id", "title", "summary", "impact", "cause", "author", "users", "loss", "duration", "report-date")


def _read() -> SlotNames:
    from incidentlint.vocabulary.merging import merge, spelt_out

    words: Words = merge(spelt_out(read_language(code)) for code in known_languages())
    slots = words.slots
    times = (*slots.dates, *slots.date_times, *slots.times, *words.columns["time"], *words.columns["date"])
    names = (
        *times,
        *words.prompts.names,
        *slots.lengths,
        *slots.links,
        *slots.ids,
        *slots.titles,
        *(label for name, labels in words.columns.items() if name in _COLUMNS for label in labels),
        *(label for role, labels in words.roles.items() if role in _ROLES for label in labels),
    )
    todo = frozenset(word.casefold() for word in words.answers.todo)
    explaining = frozenset(map(words_of, words.leftovers.explaining))
    nobody = frozenset(word.casefold() for word in words.answers.nobody)
    return SlotNames(
        frozenset(map(words_of, names)), frozenset(map(words_of, times)), todo, explaining, nobody, words.answers.anyone
    )


__all__ = ["SlotNames", "all_slot_names"]
