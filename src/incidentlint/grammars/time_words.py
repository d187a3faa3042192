"""The words of dates, times and lengths of time, from the lexicon, as the readers of this room look them up.

The words of English are always known. Those of the other languages are read only when a value has the form of a date
or of a length with words that English has not: a date with its day, its month in words and its year is a date in any
language.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from incidentlint.text import GAPLESS
from incidentlint.vocabulary import literal, other_time_words, remembered, time_words, zone_words

if TYPE_CHECKING:
    from collections.abc import Iterable

UNITS = {"week": 604_800, "day": 86_400, "hour": 3_600, "quarter": 900, "minute": 60, "second": 1}
"""The units of time that the lexicon has words of, in seconds."""


def either(words: Iterable[str], gap: str = r"[ \n]{1,4}") -> str:
    """A pattern for any of some words of time; their blanks are `gap`. It captures nothing."""
    return literal(words, gap)


def either_by_letter(words: Iterable[str], gap: str = r"[ \n]{1,4}") -> str:
    """The same for a pattern that ignores case, of ASCII: words that begin with another letter are not tried."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        by_letter.setdefault(word[:1].lower(), []).append(gap.join(map(re.escape, word.split())))
    plain = (letter.isascii() and letter.isalpha() for letter in by_letter)
    parts = (
        f"(?-i:[{letter}{letter.upper()}])(?:{'|'.join(word[1:] for word in spelt)})" if quick else "|".join(spelt)
        for quick, (letter, spelt) in zip(plain, by_letter.items(), strict=True)
    )
    return f"(?:{'|'.join(parts)})"


def month_name(number: int) -> str:
    """The English name of a month, counted from 1."""
    return time_words().months[number - 1][0]


def weekday_name(index: int) -> str:
    """The English name of a day of the week, counted from Monday = 0."""
    return time_words().weekdays[index][0]


@remembered
def month_numbers() -> dict[str, int]:
    """The number of each English name of a month, in lower case."""
    return {name.casefold(): number for number, names in enumerate(time_words().months, 1) for name in names}


@remembered
def weekday_numbers() -> dict[str, int]:
    """The index from Monday = 0 of each English name of a weekday, in lower case."""
    return {name.casefold(): index for index, names in enumerate(time_words().weekdays) for name in names}


def is_weekday(text: str) -> bool:
    """Whether a text is the name of a weekday in any language, and nothing else."""
    name = text.casefold().rstrip(".")
    return name in weekday_numbers() or name in other_weekdays()


@remembered
def other_months() -> dict[str, int]:
    """The number of each name of a month in other languages, in lower case, without those of English."""
    english = month_numbers()
    return {
        key: number
        for words in other_time_words()
        for number, names in enumerate(words.months, 1)
        for name in names
        if (key := name.casefold().rstrip(".")) not in english
    }


def month_of(word: str) -> int | None:
    """The number of a month by its name in any language, with or without a full stop; None for another word."""
    key = word.casefold().rstrip(".")
    return month_numbers().get(key, other_months().get(key))


@remembered
def other_weekdays() -> dict[str, int]:
    """The index from Monday = 0 of each name of a weekday in other languages, in lower case."""
    return {
        name.casefold().rstrip("."): index
        for words in other_time_words()
        for index, names in enumerate(words.weekdays)
        for name in names
    }


@remembered
def other_words(*lists: str) -> frozenset[str]:
    """All words of some lists of `[time]` of other languages, in lower case."""
    return frozenset(word.casefold() for words in other_time_words() for name in lists for word in getattr(words, name))


def all_words(*lists: str) -> tuple[str, ...]:
    """All words of some lists of `[time]`: those of English as they are written, and those of other languages."""
    english = time_words()
    return (*(word for name in lists for word in getattr(english, name)), *other_words(*lists))


@remembered
def units() -> dict[str, str]:
    """The unit (`hour`) of each of its English words, in lower case."""
    table = time_words().units
    return {word.casefold(): unit for unit in UNITS for word in getattr(table, unit)}


@remembered
def unit_words(unit: str) -> tuple[str, ...]:
    """The English words of a unit."""
    words: tuple[str, ...] = getattr(time_words().units, unit)
    return words


@remembered
def other_units() -> dict[str, str]:
    """The unit of each of its words in other languages, in lower case and without a dot at the end."""
    return {
        word.casefold().rstrip("."): unit
        for words in other_time_words()
        for unit in UNITS
        for word in getattr(words.units, unit)
    }


def is_unit(word: str) -> bool:
    """Whether a word, in lower case, is a unit of time in any language."""
    return word in units() or word.rstrip(".") in other_units()


@remembered
def written_units(shortest: int = 1) -> str:
    """A pattern for the units of all languages as they are written, each of some letters or more.

    Single letters are units in English alone. It is for writing with gaps between words.
    """
    english = [word for unit in UNITS for word in unit_words(unit)]
    others = [
        word for words in other_time_words() for unit in UNITS for word in getattr(words.units, unit) if len(word) > 1
    ]
    return either(word for word in (*english, *others) if len(word) >= shortest and word < GAPLESS)


def glued_units() -> str:
    """A pattern for the units of the languages in which they are glued to their numbers: ``5分``."""
    return either(
        word for words in other_time_words() for unit in UNITS for word in getattr(words.units, unit) if word > GAPLESS
    )


@remembered
def numbers() -> dict[str, int]:
    """The numbers that are one English word, in lower case."""
    words = time_words()
    return words.numbers_by_word() | {word: 10 * number for number, forms in enumerate(words.tens, 2) for word in forms}


@remembered
def other_numbers() -> dict[str, int]:
    """The numbers that are one word of another language, in lower case."""
    return {word: number for words in other_time_words() for word, number in words.numbers_by_word().items()}


@remembered
def other_tens() -> dict[str, int]:
    """The tens from twenty that are one word of another language, in lower case."""
    return {
        word.casefold(): 10 * number
        for words in other_time_words()
        for number, forms in enumerate(words.tens, 2)
        for word in forms
    }


@remembered
def zone_names() -> dict[str, str]:
    """The abbreviation or IANA name of each name of a zone in words, in lower case with single blanks."""
    return {" ".join(name.casefold().split()): zone for name, zone in zone_words().names.items()}
