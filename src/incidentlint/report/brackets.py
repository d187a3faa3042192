"""Brackets of a form that a text is, or that half of is left around it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from incidentlint.markdown import Mark, Prose
from incidentlint.outline import trimmed
from incidentlint.template import Slot, is_in_quotes, is_no_slot, is_signed
from incidentlint.text import EASTERN, Span, narrow

_ONE_BRACKET = re.compile(r"\[[^\[\]]{1,600}\]")


def is_one_bracket(prose: Prose) -> bool:
    """Whether a text is a bracket of a form and nothing else."""
    text = narrow(prose.text.strip().strip("*_").strip())
    if not _ONE_BRACKET.fullmatch(text) or is_no_slot(text):
        return False
    start = narrow(prose.text).index("[")
    return prose.marked(start, start + len(text), "link", "image", "code") is None


def is_half_bracket(text: str, slots: Iterable[Slot]) -> bool:
    """Whether half of a slot's bracket is left around its name and what was written: ``[Factor 2: the worker ...``."""
    text = narrow(text)
    if text.startswith("[") == text.endswith("]") or text.count("[") + text.count("]") != 1 or ":" not in text:
        return False
    return _name_of(text) in {_name_of(slot.text) for slot in slots if slot.text.startswith("[") and ":" in slot.text}


def _name_of(text: str) -> str:
    """What comes before the colon, without marks and number."""
    return " ".join(re.findall(r"[^\W\d_]+", text.partition(":")[0])).casefold()


def is_in_code(prose: Prose, span: Span) -> bool:
    """Whether a place is in a text's inline code."""
    return any(m.kind == "code" and prose.source(m.start, m.end).overlaps(span) for m in prose.marks)


def is_whole_value(prose: Prose, mark: Mark) -> bool:
    """Whether what is marked is all that a text says, or all behind its label: ``Title: `[what] at the gate```."""
    before = prose.text[: mark.start].rstrip(" *_")
    return not prose.text[mark.end :].strip(" *_.") and (not before or before.endswith((":", "：")))


def inner_bracket(prose: Prose) -> Span:
    """The bracket itself, without emphasis around it."""
    text = narrow(prose.text)
    start, end = text.find("["), text.rfind("]") + 1
    return prose.source(start, end) if 0 <= start < end else trimmed(prose)


def is_unmistakable(slot: Slot) -> bool:
    """Whether a slot's text is found by itself anywhere: in brackets, with a word in it, and no option list.

    In quotes as well: they are only around slots of a template that has its slots in them.
    """
    signed = is_signed(slot.text)
    if slot.type.kind in ("choice", "blank", "pattern") and not (signed or slot.text.startswith("{{")):
        return False
    if not (signed or slot.text.startswith(("[", "{", "<")) or is_in_quotes(slot.text)):
        return False
    return bool(re.search(rf"[A-Za-z]{{3}}|[{EASTERN}]{{2}}", slot.text))


__all__ = ["inner_bracket", "is_half_bracket", "is_in_code", "is_one_bracket", "is_unmistakable", "is_whole_value"]
