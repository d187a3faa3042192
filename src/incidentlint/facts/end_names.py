"""The names of the ends of a length in a note or a label: ``(detected → resolved)``, ``from start to end``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from incidentlint.facts.words import FactWords, tokens
from incidentlint.grammars import all_words, other_words
from incidentlint.text import GAPLESS
from incidentlint.vocabulary import literal, remembered

_ARROW = re.compile(r"\s*(?:[→⟶⇒➔➜]|[-=–]{1,2}>)\s*")
_MINUS = re.compile(r"\s+[-–—−]\s+")
_AROUND = " *_`.:()（）[]"
_LONGEST = 100


@lru_cache(maxsize=4096)
def has_arrow(text: str) -> bool:
    """Whether a text has an arrow, which stands between two names in any language."""
    return _ARROW.search(text) is not None


def end_names(note: str, words: FactWords) -> tuple[str, str] | None:
    """The names of both ends in a note; None where it names no two."""
    text = note.strip(_AROUND)
    if not text or len(text) > _LONGEST:
        return None
    parts = _ARROW.split(text)
    if len(parts) == 1:
        parts = _between().split(text)
    if len(parts) != 2:
        return None
    first, last = _behind_from(parts[0], words) or parts[0], _before_until(parts[1], words) or parts[1]
    return (first.strip(_AROUND), last.strip(_AROUND)) if first.strip(_AROUND) and last.strip(_AROUND) else None


def possible_ends(note: str, words: FactWords) -> Iterator[tuple[str, str]]:
    """The pairs of names that a note may mean, where one may have a word for *to* itself: ``start to back to work``."""
    if (names := end_names(note, words)) is not None:
        yield names
        return
    text = note.strip(_AROUND)[:_LONGEST]
    for between in (*_MINUS.finditer(text), *_between().finditer(text)):
        first, last = text[: between.start()], text[between.end() :]
        yield _behind_from(first, words) or first, _before_until(last, words) or last


def end_name(label: str, words: FactWords) -> str:
    """The name of the end that a label says that a length counts to, by what is behind it; else ``""``."""
    return _before_until(label.strip(_AROUND), words) if words.until and len(label) <= _LONGEST else ""


def span_names(label: str, words: FactWords) -> tuple[str, str] | None:
    """The names of both ends in a label that is a word for a length with these: ``Time from start to detection``.

    Of languages without gaps between words, and of Korean, those before what says that it counts to them.
    """
    text = label.strip(_AROUND + "?？")
    if len(text) > _LONGEST:
        return None
    said = text.split()
    for index, word in enumerate(map(str.casefold, said[1:]), 1):
        joins = _joins().get(word) or (_joins()["from"] if word in words.after else None)
        if joins is not None and words.leads.issuperset(tokens(" ".join(said[:index]))):
            lasts = [at for at in range(index + 2, len(said) - 1) if said[at].casefold() in joins]
            return (" ".join(said[index + 1 : lasts[0]]), " ".join(said[lasts[0] + 1 :])) if lasts else None
    parts = [part for part in _glued().split(end_name(text, words)) if part.strip()]
    return (parts[0].strip(_AROUND), parts[1].strip(_AROUND)) if len(parts) == 2 else None


@remembered
def _joins() -> dict[str, frozenset[str]]:
    """What leads the second end of a length, by the word that leads the first: ``from ... to``, ``between ... and``."""
    pairs = (
        (("between",), all_words("between"), all_words("and_")),
        (("from",), all_words("from_"), all_words("to")),
    )
    return {word: frozenset(joins) for names, leads, joins in pairs for word in (*names, *leads) if word < GAPLESS}


@remembered
def _glued() -> re.Pattern[str]:
    words = (word for word in other_words("from_", "to") if word > GAPLESS)
    return re.compile(rf"\s?(?:{literal(words)})\s?")


def start_name(note: str, words: FactWords) -> str:
    """The name in a note that says from when a length counts, and nothing else: ``from start``; else ``""``."""
    text = note.strip(_AROUND)
    name = _behind_from(text, words) if len(text) <= _LONGEST else ""
    return name if name and end_names(text, words) is None else ""


def _behind_from(text: str, words: FactWords) -> str:
    first, _, rest = text.partition(" ")
    return rest.strip(_AROUND) if first.casefold() in words.after else ""


def _before_until(text: str, words: FactWords) -> str:
    tail = next((tail for tail in words.until if text.endswith(tail)), "")
    return text.removesuffix(tail).strip(_AROUND) if tail else ""


@remembered
def _between() -> re.Pattern[str]:
    words = all_words("to")
    blanks = literal(word for word in words if word < GAPLESS and word[:1].isalpha())
    glued = literal(word for word in words if word > GAPLESS)
    return re.compile(rf"\s+(?:{blanks}|[-–—−])\s+|\s?(?:[~〜～]|{glued})\s?", re.IGNORECASE)
