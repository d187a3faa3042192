"""Front matter that is an object of JSON at the head of a file, as some site generators write it."""

from __future__ import annotations

import json
import re

from incidentlint.markdown.document import Entry, FrontMatter
from incidentlint.markdown.markdown_it.lines import place, trim
from incidentlint.text import Mapped, Piece, Span

_DECODER = json.JSONDecoder(strict=False)

_BLANK = re.compile(r"[ \t\r\n]*")

_HEAD = re.compile(r"\{[ \t\r\n]*\"")

_REST_OF_LINE = re.compile(r"[ \t\r]*(?:\n|$)")


def read_json_matter(text: str) -> FrontMatter | None:
    """Read the JSON object that `text` begins with, None when it is no object or more than a line's end follows it."""
    if not _HEAD.match(text):
        return None
    try:
        whole, end = _DECODER.raw_decode(text)
        if not isinstance(whole, dict) or not _REST_OF_LINE.match(text, end):
            return None
        return FrontMatter(Span(0, end), tuple(_entries(text, end)))
    except (ValueError, RecursionError):
        return None


def _entries(text: str, end: int) -> list[Entry]:
    """The keys of the object that ends at `end`, each with its value; the text is known to be well-formed."""
    entries: list[Entry] = []
    at = _after_blank(text, 1)
    while at < end - 1:
        name, stop = _DECODER.raw_decode(text, at)
        key = _value(text, at, stop, name)
        at = _after_blank(text, _after_blank(text, stop) + 1)
        value, stop = _DECODER.raw_decode(text, at)
        entries.append(Entry(key, _value(text, at, stop, value)))
        at = _after_blank(text, _after_blank(text, stop) + 1)
    return entries


def _value(text: str, start: int, end: int, value: object) -> Mapped:
    """A string without its quotes and escapes, what is in a list or an object, another value as it is written."""
    if value is None:
        return place(end)
    if isinstance(value, str) and "\\" in text[start:end]:
        return Mapped(value, (Piece(0, Span(start + 1, end - 1), False),)) if value else place(end)
    if isinstance(value, (str, list, dict)):
        inner = text[start + 1 : end - 1]
        return trim(Mapped.at(inner, start + 1)) if inner.strip() else place(start + 1)
    return Mapped.at(text[start:end], start)


def _after_blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at
