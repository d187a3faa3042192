"""Labels: what a heading, a field or a column is called, with its place."""

from __future__ import annotations

import msgspec

from incidentlint.markdown import Prose, is_slot_tag, prose_slice
from incidentlint.text import Mapped, Span
from incidentlint.vocabulary import split_name


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


def make_label(name: Mapped, span: Span | None = None) -> Label:
    """The label that `name` (rendered text) is, at `span` (by default where the text is)."""
    text, key, bare, number = split_name(name.text)
    return Label(text, key, bare, number, span or trimmed(name))


def trimmed(name: Mapped) -> Span:
    """The source range of a text without the white space around it."""
    text = name.text
    if text and not text[0].isspace() and not text[-1].isspace():  # as most texts are
        return name.span
    start = len(text) - len(text.lstrip())
    return name.source(start, max(start, len(text.rstrip())))


NO_LABEL = Label("", "", "", "", Span(0, 0))


def stripped(prose: Prose, start: int, end: int) -> Prose:
    """The part of a text without the blanks at its ends, but with the tags there that stand for a slot."""
    text = prose.text[start:end]
    low = start + len(text) - len(text.lstrip())
    high = max(low, start + len(text.rstrip()))
    # A slot that is a tag has no text of its own: <date> at <time>
    tags = [mark.start for mark in prose.marks if mark.kind == "html" and start <= mark.start <= end]
    if tags and any(mark.kind == "html" and is_slot_tag(mark.target, alone=True) for mark in prose.marks):
        low, high = min(low, *tags), max(high, *tags)
    return prose_slice(prose, low, high)
