"""Slots that are left: what of a template is in a report still."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from incidentlint.grammars import written_units
from incidentlint.template.slot_types import BLANK, NUMBER, Slot
from incidentlint.text import narrow, normalise, plain_signs
from incidentlint.vocabulary import remembered


@remembered
def _duration_part() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])({NUMBER}) ?{written_units()}\b")


_LEFT = re.compile(
    r"YYYY(?:-MM)?(?:-DD)?|(?<![A-Za-z])MM[-/.]DD|(?<=\d-)DD\b|(?<=\d:)MM\b|(?<![A-Za-z])HH:MM(?::SS)?|\?\?:\?\?|(?<![A-Za-z0-9])(?:NNN+|##+)(?![A-Za-z0-9])"
    r"|(?<![A-Za-z])(?:(?:JJJJ|AAAA|RRRR|GGGG)(?![A-Za-z])|(?:TT|JJ|DD)(?=[./])|MM(?=[./](?:\d|[JAYRG]{4}))|HH(?=[h時])|M{1,2}(?=\]?月)|D{1,2}(?=\]?日))"
    r"|(?<=\d[h時])MM(?![A-Za-z])"
)


_MAY_BE_LEFT = re.compile(r"[YMDHNJARGT?#][YMDHNJARGT?#\]月日]")
"""What each of those has, as nearly no value does."""


def left_of(slot: Slot, text: str) -> list[tuple[int, int]]:
    """The places of `text` (a report's value) where the slot, or a part of its form, was left unfilled."""
    places = []
    if slot.exact:
        text = narrow(text.replace("：", " "))  # nothing is glued to a wide colon
        if slot.text not in text:
            return []
        word = rf"(?<![\w.,:/-]){re.escape(slot.text)}(?![\w/-])"
        return [match.span() for match in re.finditer(word, text)]
    text, needle = narrow(text), normalise(slot.text)
    if slot.whole:
        start = len(text) - len(text.lstrip())
        return [(start, len(text.rstrip()))] if normalise(text) == needle else []
    if slot.type.kind == "blank":
        return [match.span() for match in re.finditer(BLANK, text)]
    # Of ASCII, the two ways to even out a text differ in blanks at its ends alone, and this one is remembered.
    flat, back = ("", []) if text.isascii() and needle not in normalise(text) else _flatten(text)
    start = flat.find(needle)
    while start >= 0 and needle:
        places.append((back[start], back[start + len(needle) - 1] + 1))
        start = flat.find(needle, start + len(needle))
    if not places and slot.type.kind == "duration":
        numbers = {match[1] for match in _duration_part().finditer(slot.text)}
        places += [match.span() for match in _duration_part().finditer(text) if match[1] in numbers]
    formed = slot.type.kind in ("date", "date-time", "time", "pattern")
    if not places and formed and _MAY_BE_LEFT.search(text) is not None:
        pieces = _pieces(slot.text)
        places += [
            _with_brackets(text, *match.span())
            for match in _LEFT.finditer(text)
            if any(match.group() in piece or piece in match.group() for piece in pieces)
        ]
    return _merged(places, text) if places else places


@lru_cache(maxsize=1024)
def _pieces(form: str) -> frozenset[str]:
    """The parts of a slot's form of which each is a sign that it was left."""
    return frozenset(_LEFT.findall(form))


class PossibleSlots:
    """Slots of which a text is asked which may be left in it: of thousands all but a few are not even looked for."""

    def __init__(self, slots: Iterable[Slot]) -> None:
        """Take the slots in the order in which they are looked for."""
        self.slots = list(slots)
        self._always: list[int] = []
        self._words: dict[str, list[int]] = {}
        self._texts: dict[str, list[int]] = {}
        sought = [sought_words(slot) for slot in self.slots]
        often = Counter(word for words in sought for word in words)
        for number, words in enumerate(sought):
            self._texts.setdefault(self.slots[number].text, []).append(number)
            if words:
                self._words.setdefault(min(words, key=lambda word: often[word]), []).append(number)
            else:
                self._always.append(number)

    def of(self, text: str, tags: Iterable[str] = ()) -> Iterator[Slot]:
        """The slots that may be left in a text with these tags in it."""
        found = {*self._always} if self._always else set()
        if self._words:
            for word in self._words.keys() & words_of_slots(text) if self._may_be_in(text) else ():
                found.update(self._words[word])
            for tag in tags:
                for slot in (f"<{tag}>", f"<<{tag}>>"):
                    found.update(self._texts.get(slot, ()))
            if not found:
                return iter(())
        return (self.slots[number] for number in sorted(found))

    def _may_be_in(self, text: str) -> bool:
        """Whether a text may have one of the words: of few words a look that is shorter than for all of its own."""
        if len(self._words) > _FEW or not text.isascii():
            return True
        low = text.lower()
        return any(map(low.__contains__, self._words))


_FEW = 8

_WORD = re.compile(r"[^\W_]+")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")


def sought_words(slot: Slot) -> list[str]:
    """The words of a slot that are whole words of every text in which it is left; none where that is not sure."""
    needle = normalise(slot.text)
    loose = slot.type.kind in ("blank", "duration", "date", "date-time", "time", "pattern")
    if not needle or (not slot.exact and not slot.whole and (loose or needle[0].isalnum() or needle[-1].isalnum())):
        return []
    return [word for word in _WORD.findall(needle) if word.isascii()]


@lru_cache(maxsize=2048)
def words_of_slots(text: str) -> frozenset[str]:
    """The words of a text as `sought_words` gives them."""
    if text.isascii():
        return frozenset(_PLAIN_WORD.findall(normalise(text)))
    return frozenset(_WORD.findall(normalise(text))).union(_WORD.findall(_flatten(text)[0]))


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """A place with the brackets right around it."""
    if start and text[start - 1] == "[" and text.startswith("]", end):
        return start - 1, end + 1
    return start, end


_JOINS = re.compile(r"\s+|[-/.:h年月時] ?")
"""What is between the parts of one date or time: all of ``JJ/MM/AAAA`` is left once."""


def _merged(places: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if merged and (start <= merged[-1][1] or _JOINS.fullmatch(text, merged[-1][1], start)):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


@lru_cache(maxsize=64)
def _flatten(text: str) -> tuple[str, list[int]]:
    """`normalise`, with the index in `text` of each character."""
    out: list[str] = []
    back: list[int] = []
    for index, char in enumerate(text):
        if char.isspace():
            if out and out[-1] != " ":
                out.append(" ")
                back.append(index)
            continue
        for piece in unicodedata.normalize("NFKC", plain_signs(char)).casefold():
            out.append(piece)
            back.append(index)
    return "".join(out), back
