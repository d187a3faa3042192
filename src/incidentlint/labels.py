"""Labels: what a heading, a field or a column is called, and when two names are the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from .document import Mark, Prose
from .text import Mapped, Span

_ATTRIBUTES = re.compile(r"\{[#.:][^{}]*\}$")
_SHORTCODE = re.compile(r":[a-z][a-z0-9_+-]*:")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]")
_KEYCAP = re.compile(r"([0-9])\ufe0f?\u20e3")
_EMOJI = re.compile(r"[^\x00-\x7f]\ufe0f|[\u203c\u2049]")
"""Characters that are emoji by what follows them, of which their plain Unicode form would make `i`, `TM` or `!!`."""
_NUMBER = re.compile(
    r"(?:section\s+)?[(#]?(\d{1,3}(?:\.\d{1,3})*)(?:[.):]+|\s(?!(?:why['’]?s|why analysis)\b)|$)\s*", re.IGNORECASE
)
"""A heading's number; that of *5 Whys* is none."""
_PARENTHESES = re.compile(r"\s\([^()]*\)")
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-"})


class Label(msgspec.Struct, frozen=True):
    """A name as written, and its keys.

    `text` is the name without numbering, emoji, footnote marks and trailing colon. `key` compares equal for names that
    differ only in those, emphasis, case and Unicode form; `bare` also without parentheses.
    `number` is the number with the marks around it (``2.1``, ``3.``), ``""`` without one.
    """

    text: str
    key: str
    bare: str
    number: str
    span: Span


@lru_cache(maxsize=4096)
def split_name(name: str) -> tuple[str, str, str, str]:
    """The text, key, bare key and number of a name; see `Label`."""
    if not name.isascii():
        name = _EMOJI.sub(" ", _KEYCAP.sub(r"\1. ", name))
    text = unicodedata.normalize("NFKC", _FOOTNOTE.sub("", name))
    text = _SHORTCODE.sub(" ", _ATTRIBUTES.sub("", text.rstrip()))
    text = "".join(char for char in text if not _is_decoration(char))
    text = " ".join(text.split()).rstrip(":").rstrip()
    match = _NUMBER.match(text)
    number = ""
    if match and match.end() < len(text):
        number, text = match.group().strip(), text[match.end() :]
    key = text.translate(_PLAIN).casefold().strip(" *_-.:?!")
    bare = " ".join(_PARENTHESES.sub("", f" {key}").split())
    return text.strip(), key, bare.strip(" -.:?!") or key, number


def _is_decoration(char: str) -> bool:
    """Emoji, their modifiers and joiners; digits, letters and punctuation stay."""
    if char < "\u00a9":
        return False
    return unicodedata.category(char) in ("So", "Sk", "Cf", "Mn") and not unicodedata.combining(char)


def key_of(name: str) -> str:
    """The key of a name; see `Label`."""
    return split_name(name)[1]


def bare_key(name: str) -> str:
    """The key of a name without its parentheses; see `Label`."""
    return split_name(name)[2]


def make_label(name: Mapped, span: Span | None = None) -> Label:
    """The label that `name` (rendered text) is, at `span` (by default where the text stands)."""
    text, key, bare, number = split_name(name.text)
    return Label(text, key, bare, number, span or trimmed(name))


def trimmed(name: Mapped) -> Span:
    """The source range of a text without the white space around it."""
    start = len(name.text) - len(name.text.lstrip())
    return name.source(start, max(start, len(name.text.rstrip())))


NO_LABEL = Label("", "", "", "", Span(0, 0))


def prose_slice(prose: Prose, start: int, end: int) -> Prose:
    """The part of `prose` between two indices of its text, with the marks that lie in it (cut to it)."""
    return _cut(prose, prose.marks, start, end)


def prose_parts(prose: Prose, cuts: Sequence[int]) -> list[Prose]:
    """The parts of `prose` from each of the ascending indices to the next, the last one to the end: in one walk."""
    parts, waiting = [], sorted(prose.marks, key=lambda mark: mark.start)
    open_marks: list[Mark] = []
    index = 0
    for start, end in zip(cuts, (*cuts[1:], len(prose.text)), strict=True):
        open_marks = [mark for mark in open_marks if mark.end > start]
        while index < len(waiting) and (waiting[index].start < end or waiting[index].start == end == len(prose.text)):
            if waiting[index].end >= start:
                open_marks.append(waiting[index])
            index += 1
        parts.append(_cut(prose, open_marks, start, end))
    return parts


def _cut(prose: Prose, marks: Iterable[Mark], start: int, end: int) -> Prose:
    cut = prose.slice(start, end)
    marks = tuple(
        type(mark)(mark.kind, max(mark.start, start) - start, min(mark.end, end) - start, mark.span, mark.target)
        for mark in marks
        if (mark.start < end and mark.end > start) or (mark.start == mark.end and start <= mark.start <= end)
    )
    return Prose(cut.text, cut.pieces, marks, cut.span)
