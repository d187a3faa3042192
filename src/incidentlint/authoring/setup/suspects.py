"""Readings of a template that are most likely wrong: a clock time, a date or a sentence that is taken for a field."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from incidentlint.grammars import read_date
from incidentlint.packs import Pack
from incidentlint.text import shorten


class Unclear(msgspec.Struct, frozen=True, order=True):
    """Something that the template leaves open: at which line, what there is, and what that means for its reports.

    Of several that mean the same, each has its own `text`, and `meaning` is that of all.
    """

    line: int
    text: str
    meaning: str = ""


_FORMS = (
    (
        "a clock time",
        re.compile(r"[~≈]?\d{1,2}[:h.]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?(?:\s[A-Z]{1,5})?", re.IGNORECASE),
    ),
    ("a part of a time or a number", re.compile(r"[~≈]?\d{1,6}")),
    ("an address", re.compile(r"https?|mailto|ftp|\w+://\S*")),
    ("an id", re.compile(r"[A-Z]{2,8}-\d{1,8}(?:-\d{1,8})*")),
)

_LONG = 9
"""A label has fewer words than this; what has more is a sentence."""

_MOST_LEVELS = 8


def find_suspects(pack: Pack) -> Iterator[Unclear]:
    """Yield what a pack's template was read as and most likely is not, with what it looks like."""
    for node in pack.shape.walk():
        if node.guide or node.sample or node.required is False or not node.label.text or node.origin == "cell":
            continue
        looks = looks_like(node.label.text.strip(), plain=node.origin == "plain" and not node.box)
        if looks:
            kind = "section" if node.kind == "section" else "field"
            yield Unclear(node.line, f'"{shorten(node.label.text, 48, "…")}" is a {kind}? it looks like {looks}')
    for node in pack.roles.get("severity", ()):
        count = len(pack.severities)
        if count == 1 or count > _MOST_LEVELS:
            yield Unclear(
                node.line, f'"{node.label.text}" has {count} level{"" if count == 1 else "s"}? it looks like text'
            )


def looks_like(text: str, *, plain: bool = False) -> str:
    """What a label looks like that is none, empty for one that is; a `plain` one has no mark but its colon."""
    for looks, form in _FORMS:
        if form.fullmatch(text):
            return looks
    if read_date(text) is not None:
        return "a date"
    return "a sentence" if plain and len(text.split()) >= _LONG else ""
