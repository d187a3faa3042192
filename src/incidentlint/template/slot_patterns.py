"""The one language of patterns: ids, file names and folders with slots, such as ``INC-YYYY-MM-DD-NNN``.

``YYYY`` (``JJJJ``, ``AAAA``, ``RRRR``), ``MM``, ``DD`` (beside ``MM`` also ``JJ`` and ``TT``) and ``HH`` are parts of
a moment; ``NNN``, ``##``, ``XX``, and at the end ``-000`` or ``-001``, are a counter of that many digits or more; any
other text in brackets, ``XX`` beside a counter, and behind a dash ``xxx``, ``nnn``, ``○○``, dots or a lone ``x``, is
letters, digits, ``-``, ``_`` and ``.``; the rest stands for itself. What is in brackets of any kind may be such a
form too: ``INC-[YYYY-MM-DD]-[###]``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import msgspec

from incidentlint.template.slot_types import CIRCLE, SIGNED, SIGNS
from incidentlint.vocabulary import load_lexicon

_HOLE = re.compile(
    r"\{\{(?P<braces>[^{}]+)\}\}|\{(?P<brace>[^{}]+)\}|\[(?P<bracket>[^\[\]]+)\]|<(?P<angle>[^<>]+)>"
    rf"|(?P<signed>{SIGNED})"
    r"|(?<=[-_])\((?P<parenthesis>[^()]+)\)|(?P<short>(?<=[-_])(?:YY|JJ|AA)(?=[-_]|MM))"
    r"|(?P<field>YYYY|JJJJ|AAAA|RRRR|MM|DD|HH|(?<=MM)(?:JJ|TT)|(?<=MM[-_.])(?:JJ|TT)|(?:JJ|TT)(?=[-_.]?MM))|(?P<counter>NN+|##+|XX+|(?<=-)0+[01](?![\w-]))"
    rf"|(?<=[-_.#/])(?P<any>x{{2,}}|n{{2,}}|{CIRCLE}+|\.{{3}}|…|[xnXN#](?!-))(?!\w)"
)

_FORM = re.compile(r"YYYY|JJJJ|AAAA|MM|DD|HH|NN|##|XX|#$")

_COUNTED = re.compile(r"NN|##")

_COUNTER = re.compile(r"[Nn]+|#+|X+")

_DIGITS = {"YYYY": 4, "MM": 2, "DD": 2, "HH": 2, "YY": 2}

_ANY = r"[\w.-]+"


class Piece(msgspec.Struct, frozen=True):
    """A part of a pattern.

    Constant `text`; a `field` of a moment (``YYYY``, ``YY``, ``MM``, ``DD``, ``HH``); a `counter` of so many digits; or
    a `hole` of a name. A `loose` counter may be letters as well.
    """

    text: str = ""
    field: str = ""
    counter: int = 0
    hole: str = ""
    loose: bool = False


class SlotPattern(msgspec.Struct, frozen=True):
    """A slot pattern as its parts from left to right, made by `slot_pattern`."""

    pieces: tuple[Piece, ...]

    @property
    def regex(self) -> re.Pattern[str]:
        """What the whole of a filled-in text looks like."""
        return _regex(self)

    @property
    def numbered(self) -> re.Pattern[str]:
        """What filled-in texts look like of a pattern with its day put in, with a group for each counter."""
        return re.compile("".join(map(_numbered, self.pieces)))

    @property
    def has_day(self) -> bool:
        """Whether it spells out a day."""
        return {"YYYY", "MM", "DD"} <= {piece.field for piece in self.pieces}

    @property
    def counters(self) -> int:
        """How many counters it has."""
        return sum(1 for piece in self.pieces if piece.counter)

    @property
    def holes(self) -> tuple[str, ...]:
        """The names of what neither a day nor a counter fills; the hour is one."""
        return tuple(piece.hole or piece.field for piece in self.pieces if piece.hole or piece.field == "HH")

    @property
    def fixed_part(self) -> str:
        """The leading folders of a path that hold no slot: ``docs/incident-reports`` of one that ends in ``YYYY``."""
        text = ""
        for piece in self.pieces:
            if not piece.text:
                return text.rpartition("/")[0]
            text += piece.text
        return text.strip("/")

    def on(self, day: dt.date) -> SlotPattern:
        """The pattern with a day put in."""
        return SlotPattern(tuple(_on(piece, day) for piece in self.pieces))

    def fill(self, day: dt.date, *, number: int = 0, hole: Callable[[str], str] = lambda _: "") -> str:
        """The text with a day, a number and what `hole` gives for a name put in; empty where that gives nothing."""
        made = ""
        for piece in self.on(day).pieces:
            name = piece.hole or piece.field
            part = f"{number:0{piece.counter}}" if piece.counter else hole(name) if name else piece.text
            if not part:
                return ""
            made += part
        return made


@lru_cache(maxsize=1024)
def slot_pattern(text: str) -> SlotPattern:
    """The pattern that a text is; a sign of numbers alone is that of a ticket."""
    return SlotPattern(tuple(_pieces("[#]" if text.strip() == "#" else text)))


def any_number(text: str) -> str:
    """A pattern of which a counter takes a number of any length, as that of a ticket; one with a day stays as it is."""
    found = slot_pattern(text)
    return text if any(piece.field for piece in found.pieces) else re.sub(r"NN+|##+|XX+", "[#]", text)


_LONGEST_COUNTER = 5
"""More signs than these are those of a hash, or of some other id that is not counted."""


def _pieces(text: str) -> Iterator[Piece]:
    last = 0
    for match in _HOLE.finditer(text):
        if match.start() > last:
            yield Piece(text[last : match.start()])
        last = match.end()
        kind, inner = match.lastgroup, match[match.lastgroup or 0].strip()
        inner = inner.strip(SIGNS) if kind == "signed" else inner
        if kind == "field":
            yield Piece(field="YYYY" if inner in ("JJJJ", "AAAA", "RRRR") else "DD" if inner in ("JJ", "TT") else inner)
        elif kind == "short":
            yield Piece(field="DD" if inner == "JJ" and "AAAA" in text else "YY")
        elif kind == "counter" and inner[0] == "X" and (len(inner) > _LONGEST_COUNTER or _COUNTED.search(text)):
            yield Piece(hole=inner)  # ``ST-XXX-NNN``, where other signs count; a hash
        elif kind == "counter" or _COUNTER.fullmatch(inner):
            strict = kind == "counter" or (kind == "bracket" and (inner == "#" or inner[:2] in ("NN", "##")))
            yield Piece(counter=len(inner), loose=not strict)
        elif _FORM.search(inner):
            yield from _pieces(inner)
        else:
            yield Piece(hole=inner)
    name = _LAST_NAME.search(text, last)
    if name is not None and last and _stands_for_any(name[1]):
        yield Piece(text[last : name.start(1)])
        yield Piece(hole=name[1])
    elif last < len(text):
        yield Piece(text[last:])


_LAST_NAME = re.compile(r"(?<=[-_])([a-z]{3,12}|[A-Z]{4,12})\Z")
"""A word at the end of a pattern, which may be what stands for a title: ``INC-YYYY-MM-DD-slug``."""


def _stands_for_any(word: str) -> bool:
    """Whether a word of a pattern stands for a title, or in capitals for a name: ``INC-YYYYMMDD-COMPANY``."""
    slots = load_lexicon().words.slots
    return word in slots.titles or (word.isupper() and word.casefold() in slots.parts)


@lru_cache(maxsize=1024)
def _regex(pattern: SlotPattern) -> re.Pattern[str]:
    return re.compile("".join(map(_filled, pattern.pieces)))


def _filled(piece: Piece) -> str:
    if piece.field:
        return rf"\d{{{_DIGITS[piece.field]}}}"
    if piece.counter and not piece.loose:
        return rf"\d{{{piece.counter},}}"
    return re.escape(piece.text) if piece.text else _ANY


def _numbered(piece: Piece) -> str:
    if piece.counter:
        return rf"(\d{{{piece.counter},}})"
    return re.escape(piece.text) if piece.text else rf"{_ANY}?"


def _on(piece: Piece, day: dt.date) -> Piece:
    spelt = {
        "YYYY": f"{day.year:04}",
        "MM": f"{day.month:02}",
        "DD": f"{day.day:02}",
        "YY": f"{day.year % 100:02}",
    }.get(piece.field)
    return piece if spelt is None else Piece(spelt)
