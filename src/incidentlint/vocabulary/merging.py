"""Tables of words put together, and the spellings in which they are written without their accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from itertools import zip_longest
from typing import Any

import msgspec

from incidentlint.vocabulary.tables import Texts, list_kinds
from incidentlint.vocabulary.words import Language, Words


def merge(tables: Iterable[Words]) -> Words:
    """One table of all words, those of the first before those of the next, each word once."""
    first, *others = tables
    merged = _words_of(first)
    for other in others:
        merged = _join(merged, _words_of(other))
    return merged


def _words_of(table: Words) -> Words:
    return Words(**{name: getattr(table, name) for name in Words.__struct_fields__})


def _join(one: Any, other: Any, kind: str = "") -> Any:
    if isinstance(one, msgspec.Struct):
        kinds = list_kinds(type(one))
        return type(one)(
            **{
                field: _join(getattr(one, field), getattr(other, field), kinds.get(field, ""))
                for field in one.__struct_fields__
            }
        )
    if isinstance(one, dict):
        both = {key: _join(one[key], other[key]) for key in one.keys() & other.keys()}
        return {key: both.get(key, one.get(key, other.get(key))) for key in (*one, *other)}
    if kind == "places" and one and other:
        return tuple(_once((*mine, *theirs)) for mine, theirs in zip_longest(one, other, fillvalue=()))
    return _once((*one, *other))


def _once(words: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(words))


def spelt_out(language: Language) -> Words:
    """The words of a language, each also as it is written without its accents and special letters."""
    words = _words_of(language)
    letters = language.letters
    if not letters and not language.accents:
        return words
    ways = max((len(way) for way in letters.values()), default=1)

    def spellings(words: Texts) -> Texts:
        return tuple(dict.fromkeys(
            word for each in words for word in (each, *(_plain(each, letters, way) for way in range(ways)))
        ))  # fmt: skip

    spelt: Words = _each(words, spellings)
    return spelt


def _each(table: Any, spellings: Callable[[Texts], Texts], kind: str = "") -> Any:
    """A table with all of its lists of words put through `spellings`."""
    if isinstance(table, msgspec.Struct):
        kinds = list_kinds(type(table))
        return type(table)(
            **{
                field: _each(getattr(table, field), spellings, kinds.get(field, ""))
                for field in table.__struct_fields__
            }
        )
    if isinstance(table, dict):
        return {key: _each(value, spellings) for key, value in table.items()}
    if kind == "as written":
        return table
    if kind == "places":
        return tuple(map(spellings, table))
    if kind == "wholes":
        # a scale is spelt one way or the other, as a whole
        return tuple(dict.fromkeys(scale for each in table for scale in (each, *zip(*map(_both(spellings), each)))))
    return spellings(table)


def _both(spellings: Callable[[Texts], Texts]) -> Callable[[str], tuple[str, str]]:
    def both(word: str) -> tuple[str, str]:
        found = spellings((word,))
        return found[0], found[-1]

    return both


def _plain(word: str, letters: Mapping[str, Texts], way: int) -> str:
    """A word without accents, its special letters written in the given of their ways, or in their last one."""
    if word.isascii():
        return word
    made = ""
    for sign in word:
        low = sign.lower()
        if low in letters:
            spelt = letters[low][min(way, len(letters[low]) - 1)]
            made += spelt if sign == low else spelt.capitalize()
        elif unicodedata.name(sign, "").startswith("LATIN"):
            made += unicodedata.normalize("NFD", sign)[0]
        else:
            made += sign
    return made


__all__ = ["merge", "spelt_out"]
