"""Which languages a document is written in, as far as its headings and labels tell: two must be a language's own.

The labels of all languages are looked up in one list, ``rules/lexicon/labels.tsv``, which is made from their files
(`make generate`): to read nine files of words for every English report would take longer than to lint it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from incidentlint.about import data_folder
from incidentlint.snapshot import kept
from incidentlint.vocabulary.keys import key_of
from incidentlint.vocabulary.lexicon import ENGLISH, known_languages, read_language
from incidentlint.vocabulary.words import Words

ENOUGH = 2
"""How many different labels of a language a document must have to be in it."""


def own_languages(keys: Iterable[str], enough: int = ENOUGH) -> tuple[str, ...]:
    """The languages, English aside, that `enough` of a document's headings and labels (their keys) are words of.

    A word that English reports have too tells nothing. The language of most of them comes first.
    """
    found = Counter(code for key in dict.fromkeys(keys) for code in _codes(key).split())
    return tuple(code for code, count in found.most_common() if count >= enough)


def _codes(key: str) -> str:
    """The codes of the languages that have a label, by its key, with spaces between them."""
    index = _index()
    start = index.find(f"\n{key}\t") if key and "\t" not in key else -1
    return index[start + len(key) + 2 : index.index("\n", start + 1)] if start >= 0 else ""


@cache
def _index() -> str:
    """The list, each label after a line's end: to be searched as it is, since a report asks for few of thousands."""
    path = data_folder() / "lexicon" / "labels.tsv"
    return kept("labels", lambda: f"\n{path.read_text(encoding='utf-8')}")


def make_index() -> str:
    """The text of the list: each label that is some language's own, with the codes of the languages that have it."""
    from incidentlint.vocabulary.merging import spelt_out

    english = labels_of(spelt_out(read_language(ENGLISH)))
    found: dict[str, list[str]] = {}
    for code in known_languages():
        if code != ENGLISH:
            for key in labels_of(spelt_out(read_language(code))) - english:
                found.setdefault(key, []).append(code)
    return "".join(f"{key}\t{' '.join(found[key])}\n" for key in sorted(found))


def labels_of(words: Words) -> frozenset[str]:
    """The keys of all headings and labels among some words."""
    sections, guide = words.sections, words.guide
    lists = (
        *words.roles.values(), *words.columns.values(), sections.facts, sections.other, guide.sections, guide.examples,
        guide.formats, guide.hints,
    )  # fmt: skip
    return frozenset(key for labels in lists for label in labels if len(key := key_of(label)) > 1)


__all__ = ["ENOUGH", "labels_of", "make_index", "own_languages"]
