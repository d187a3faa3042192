"""Words of time, of all languages at once, and names of time zones, which are of none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated

import msgspec
from msgspec import Meta

from incidentlint.about import data_folder
from incidentlint.snapshot import kept
from incidentlint.toml_file import convert, read_toml
from incidentlint.vocabulary.lexicon import ENGLISH, known_languages, load_lexicon, read_language
from incidentlint.vocabulary.own_time_words import own_time_words, remembered
from incidentlint.vocabulary.tables import Table, Text, Texts
from incidentlint.vocabulary.words import TimeWords


class ZoneWords(Table, frozen=True):
    """The file ``rules/zones.toml``: abbreviations and names of time zones."""

    known: Annotated[frozenset[str], Meta(description="The abbreviations that are zones after a time.")] = frozenset()
    never: Annotated[frozenset[str], Meta(description="Capitals that are never a zone.")] = frozenset()
    seasons: Annotated[
        tuple[tuple[Text, Text], ...], Meta(description="What one place calls its time in winter and in summer.")
    ] = ()
    one_meaning: Annotated[
        dict[str, str], Meta(description="The zone of an abbreviation that means one place's time and no other's.")
    ] = msgspec.field(default_factory=dict)
    several: Annotated[
        dict[str, Texts], Meta(description="What abbreviations may mean that are never guessed, the likeliest first.")
    ] = msgspec.field(default_factory=dict)
    names: Annotated[dict[str, str], Meta(description="The abbreviation, or IANA name, of a zone's name in words.")] = (
        msgspec.field(default_factory=dict)
    )


@cache
def zone_words() -> ZoneWords:
    """The names of time zones. Raises `FileError`, which only a broken installation can bring about."""
    return kept("zones", _read_zones)


def _read_zones() -> ZoneWords:
    path = data_folder() / "zones.toml"
    data, text = read_toml(path)
    return convert(data, ZoneWords, text, str(path))


@cache
def time_words() -> TimeWords:
    """The English words of time."""
    return load_lexicon().words.time


@remembered
def other_time_words() -> tuple[TimeWords, ...]:
    """The words of time of each other language, in all spellings, and those of a user's own."""
    return (*kept("times", _read_times), *own_time_words())


def _read_times() -> tuple[TimeWords, ...]:
    from incidentlint.vocabulary.merging import spelt_out

    return tuple(spelt_out(read_language(code)).time for code in known_languages() if code != ENGLISH)


@remembered
def words_of_time() -> frozenset[str]:
    """Every word that is a part of a moment or a length in any language, or stands beside one, in lower case."""
    return kept("words of time", _read_words) | frozenset(_said(own_time_words()))


def _read_words() -> frozenset[str]:
    zones = tuple(zone_words().names)
    return frozenset(_said((time_words(), *kept("times", _read_times), zones)))


def _said(words: object) -> Iterator[str]:
    """The words of a table of the lexicon, whatever its lists are about."""
    if isinstance(words, str):
        yield from words.casefold().split()
    elif isinstance(words, tuple):
        for part in words:
            yield from _said(part)
    elif isinstance(words, msgspec.Struct):
        for name in words.__struct_fields__:
            yield from _said(getattr(words, name))


__all__ = ["ZoneWords", "other_time_words", "time_words", "words_of_time", "zone_words"]
