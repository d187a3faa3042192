"""Texts as plain words, and phrases that a text may begin with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=8192)
def words_of(text: str) -> str:
    """A text as plain words, for comparisons with phrases: case, marks and punctuation aside."""
    if text.isascii():
        return " ".join(_PLAIN_WORD.findall(text.lower()))
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


class Phrases:
    """Phrases of plain words, asked which of them a text begins with."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take the phrases, in any spelling."""
        self._by_first: dict[str, list[str]] = {}
        for phrase in sorted(map(words_of, phrases), key=len, reverse=True):
            self._by_first.setdefault(phrase.partition(" ")[0], []).append(phrase)

    def starts(self, key: str) -> str:
        """The longest phrase that a text's words (`key`) begin with, empty when there is none."""
        for phrase in self._by_first.get(key.partition(" ")[0], ()):
            if key == phrase or key.startswith(f"{phrase} "):
                return phrase
        return ""
