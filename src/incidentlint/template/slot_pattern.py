"""The one language of patterns: ids, file names and folders with holes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import msgspec

_HOLE = re.compile(
    r"\{\{(?P<braces>[^{}]+)\}\}|\{(?P<brace>[^{}]+)\}|\[(?P<bracket>[^\[\]]+)\]|<(?P<angle>[^<>]+)>"
    r"|(?P<date>YYYY|MM|DD)|(?P<hour>HH)|(?P<counter>NN+|##+|XXX+)"
)

_FORM = re.compile(r"YYYY|MM|DD|HH|NN|##|XXX|#$")

_COUNTER = re.compile(r"[Nn]+|#+|X+")


class Piece(msgspec.Struct, frozen=True):
    """A part of a pattern: constant `text`; a `counter` of so many digits; or a hole of a name, `hole`."""

    text: str = ""
    counter: int = 0
    hole: str = ""


def pieces(pattern: str, day: dt.date) -> list[Piece]:
    """The parts of a slot pattern from left to right, its date put in: ``INC-YYYY-NNN`` is ``INC-2026-`` and a counter
    of three digits.
    """
    return list(_pieces(pattern, day))


def _pieces(pattern: str, day: dt.date) -> Iterator[Piece]:
    last = 0
    for match in _HOLE.finditer(pattern):
        if match.start() > last:
            yield Piece(pattern[last : match.start()])
        last = match.end()
        kind, text = match.lastgroup, match[match.lastgroup or 0].strip()
        if kind == "date":
            yield Piece(f"{day.year:04}" if text == "YYYY" else f"{day.month if text == 'MM' else day.day:02}")
        elif kind == "counter" or _COUNTER.fullmatch(text):
            yield Piece(counter=len(text))
        elif kind != "hour" and _FORM.search(text):
            yield from _pieces(text, day)
        else:
            yield Piece(hole=text)
    if last < len(pattern):
        yield Piece(pattern[last:])


def form(pattern: str, day: dt.date) -> re.Pattern[str]:
    """What the names of a pattern on a day look like, with a group for each counter."""
    parts = []
    for piece in pieces(pattern, day):
        parts.append(rf"(\d{{{piece.counter},}})" if piece.counter else r"[\w.-]+?" if piece.hole else "")
        parts.append(re.escape(piece.text))
    return re.compile("".join(parts))


_HOLES = re.compile(
    r"\[([^\[\]]+)\]|<([^<>]+)>|(YYYY|JJJJ|AAAA|MM|DD|HH|NN+|##+|XXX+)|([^\[\]<>]+?(?=\[|<|YYYY|JJJJ|AAAA|MM|DD|HH|NN|##|XXX|$))"
)

_FIELDS = {"YYYY": r"\d{4}", "JJJJ": r"\d{4}", "AAAA": r"\d{4}", "MM": r"\d{2}", "DD": r"\d{2}", "HH": r"\d{2}"}


def pattern_regex(pattern: str) -> re.Pattern[str]:
    """A slot pattern (id, file name, folder) as a regular expression for the whole of a filled-in text.

    ``YYYY``, ``MM``, ``DD``, ``HH`` take their digits, ``NNN`` and ``###`` that many digits or more, any other
    bracketed name letters, digits, ``-``, ``_`` and ``.``; the rest stands for itself.
    """
    return re.compile("".join(_pattern_parts(pattern)))


def _pattern_parts(pattern: str) -> Iterator[str]:
    for match in _HOLES.finditer(pattern):
        bracket, angle, field, constant = match.groups()
        if bracket is not None and re.search(r"YYYY|MM|DD|HH|NN|##|^#$", bracket):
            yield from _pattern_parts(bracket) if bracket != "#" else (r"\d+",)
        elif bracket is not None or angle is not None:
            yield r"[\w.-]+"
        elif field is not None:
            yield _FIELDS.get(field, rf"\d{{{len(field)},}}")
        else:
            yield re.escape(constant)
