"""Slots that are left: what of a template is in a report still."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from incidentlint.grammars import written_units
from incidentlint.template.slot_types import BLANK, NUMBER, Slot
from incidentlint.text import normalise, plain_signs
from incidentlint.vocabulary import remembered


@remembered
def _duration_part() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])({NUMBER}) ?{written_units()}\b")


_LEFT = re.compile(
    r"YYYY(?:-MM)?(?:-DD)?|(?<![A-Za-z])MM-DD|(?<=\d-)DD\b|(?<=\d:)MM\b|(?<![A-Za-z])HH:MM(?::SS)?|\?\?:\?\?|(?<![A-Za-z0-9])(?:NNN+|##+)(?![A-Za-z0-9])"
)


def left_of(slot: Slot, text: str) -> list[tuple[int, int]]:
    """The places of `text` (a report's value) where the slot, or a part of its form, was left unfilled."""
    places = []
    if slot.exact:
        word = rf"(?<![\w.,:/-]){re.escape(slot.text)}(?![\w/-])"
        return [match.span() for match in re.finditer(word, text)]
    needle = normalise(slot.text)
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
    if not places and slot.type.kind in ("date", "date-time", "time", "pattern"):
        pieces = {match.group() for match in _LEFT.finditer(slot.text)}
        places += [
            _with_brackets(text, *match.span())
            for match in _LEFT.finditer(text)
            if any(match.group() in piece or piece in match.group() for piece in pieces)
        ]
    return _merged(places, text)


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """A place with the brackets right around it."""
    if start and text[start - 1] == "[" and text.startswith("]", end):
        return start - 1, end + 1
    return start, end


def _merged(places: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if merged and (start <= merged[-1][1] or text[merged[-1][1] : start].isspace()):
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
