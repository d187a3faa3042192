"""The default words of the field: labels of roles and columns, guide words, milestone phrases.

They are data, in ``rules/lexicon.toml``, so that a bare template works without a pack.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

import msgspec

from incidentlint.about import data_folder
from incidentlint.vocabulary.keys import key_of
from incidentlint.vocabulary.leftover_words import LeftoverWords, read_leftover_words
from incidentlint.vocabulary.recognition_words import RecognitionWords, read_recognition_words


class CheckWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """How an item of a check list says what became of it. All are phrases."""

    made: tuple[str, ...] = ()
    not_made: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    runs_on: tuple[str, ...] = ()
    draft: tuple[str, ...] = ()


class ChangeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a text says that a severity was changed. All are phrases."""

    raised: tuple[str, ...] = ()
    lowered: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    set: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    doubt: tuple[str, ...] = ()


class Lexicon(msgspec.Struct, frozen=True):
    """The words, as keys (see `labels.Label`)."""

    roles: dict[str, tuple[str, ...]]
    columns: dict[str, tuple[str, ...]]
    guide_sections: frozenset[str]
    guide_examples: frozenset[str]
    guide_formats: frozenset[str]
    guide_hints: frozenset[str]
    milestones: dict[str, tuple[str, ...]]
    todo: tuple[str, ...]
    none: frozenset[str]
    unknown: frozenset[str]
    nobody: frozenset[str]
    numbered: dict[str, tuple[str, ...]]
    """The prefixes of numbered levels of severity, each with its spellings."""
    scales: tuple[tuple[str, ...], ...]
    """Levels of severity that are words, most severe first."""
    lightest: tuple[str, ...]
    """Words for what is lighter than any level."""
    leftovers: LeftoverWords
    """What a writer leaves of a form."""
    recognition: RecognitionWords
    """By what a report is recognised."""
    facts: dict[str, Any]
    """The words by which the facts of an incident are told, as `facts.read_words` reads them."""
    checks: CheckWords
    changes: ChangeWords


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of the installed package."""
    data = tomllib.loads((data_folder() / "lexicon.toml").read_text(encoding="utf-8"))

    def keys(words: list[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(key_of(word) or word for word in words))

    guide, words, severity = data["guide"], data["words"], data["severity"]
    columns = {role: keys(labels) for role, labels in data["columns"].items()}
    acting = frozenset((*columns["owner"], *columns["due"]))
    roles = {role: keys(labels) for role, labels in data["roles"].items()}
    return Lexicon(
        roles=roles,
        columns=columns,
        guide_sections=frozenset(keys(guide["sections"])),
        guide_examples=frozenset(keys(guide["examples"])),
        guide_formats=frozenset(keys(guide["formats"])),
        guide_hints=frozenset(keys(guide["hints"])),
        milestones={
            role: tuple(phrase.casefold() for phrase in phrases) for role, phrases in data["milestones"].items()
        },
        todo=tuple(word.casefold() for word in words["todo"]),
        none=frozenset(word.casefold() for word in words["none"]),
        unknown=frozenset(word.casefold() for word in words["unknown"]),
        nobody=frozenset(word.casefold() for word in words["nobody"]),
        numbered={name: tuple(spellings) for name, spellings in severity["numbered"].items()},
        scales=tuple(map(tuple, severity["scales"])),
        lightest=tuple(severity["lightest"]),
        leftovers=read_leftover_words(data["leftovers"], acting),
        recognition=read_recognition_words(data["recognition"], roles),
        facts=data["facts"],
        checks=msgspec.convert(data["checks"], CheckWords),
        changes=msgspec.convert(data["severity"]["changes"], ChangeWords),
    )
