"""What a form has for itself: capitals in headings, braces in labels, values still to come, boxes on the report.

Nobody takes it for text: a heading says DATE RANGE, a label has a name in braces, a task is to write this report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from incidentlint.outline import FieldNode, TableNode
from incidentlint.report.leftovers.units import Group, Unit
from incidentlint.text import Span
from incidentlint.vocabulary import LeftoverWords, Lexicon, all_slot_names, words_of

_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{2,20}(?: [A-Z]{2,20}){1,3}(?![\w-]|\s?[:：])")
"""Several words in capitals, with no value behind them."""


def names_in_capitals(unit: Unit, words: LeftoverWords) -> Iterator[tuple[Span, str]]:
    """The name of what is to be written, in capitals within a heading that is not: ``Timeline (UTC) DATE RANGE``."""
    text = unit.prose.text
    if text.isupper() or unit.quoted:
        return
    for match in _CAPITALS.finditer(text):
        key = words_of(match.group())
        if (key in words.capitals or key in words.titles) and unit.prose.marked(*match.span(), "code", "link") is None:
            yield unit.prose.source(*match.span()), match.group()


_OPEN = re.compile(r"[\s*_]{0,4}<([^<>\n]{2,80})>")
_PARTS = re.compile(r"\s[–—-]+\s|[:,;(（/]")


def open_values(unit: Unit, lexicon: Lexicon) -> Iterator[tuple[Span, str]]:
    """What is left open in a label's value, and in the label itself: ``Fix: <pending: this week>``, ``Told by {who}``.

    As inline code too, as such values are written where a Markdown reader would hide the brackets.
    """
    if unit.acting or unit.quoted or unit.place not in ("value", "cell"):
        return
    match = _OPEN.match(unit.prose.text) if unit.label else None
    if match is not None and _is_open(match[1], lexicon):
        start, end = match.start(1) - 1, match.end()
        yield unit.prose.source(start, end), unit.prose.text[start:end]
    yield from _braces(unit)


def _is_open(inner: str, lexicon: Lexicon) -> bool:
    """Whether what is in a bracket says that it is still to come, and perhaps when, why or from whom."""
    key = words_of(_PARTS.split(inner)[0])
    marks = {mark.casefold() for mark in lexicon.words.answers.marks}
    return key in all_slot_names().todo or key in marks or key in lexicon.leftovers.pending


_BRACE = re.compile(r"(?<![^\s(])\{([a-z][a-z_ -]{1,29})\}(?![^\s:：)?,.])")


def _braces(unit: Unit) -> Iterator[tuple[Span, str]]:
    """A name in braces within a label: that of a field, or of a row of a table of labels and values."""
    node = unit.node
    if isinstance(node, FieldNode) and node.origin in ("bold", "plain") and unit.place == "value":
        if _BRACE.search(node.label.text):
            yield node.label.span, node.label.text
    elif isinstance(node, TableNode) and unit.first and len(node.columns) == 2:
        match = _BRACE.search(unit.prose.text)
        pairs = node.pairs or not node.columns[0].key
        if match is not None and pairs and unit.prose.marked(*match.span(), "code", "link") is None:
            yield unit.prose.source(*match.span()), match.group()


def names_itself(groups: Sequence[Group], words: LeftoverWords) -> tuple[str, ...]:
    """What a report calls itself in its title, as plain words: ``incident report``; nothing where it does not."""
    titles = " ".join(f" {words_of(unit.text)} " for group in groups[:1] for unit in group.units)
    return tuple(name for name in words.report_names if f" {name} " in titles)


def is_to_write(text: str, called: Sequence[str], words: LeftoverWords) -> bool:
    """Whether a task says no more than that what is so `called` is to be written: ``Write an incident report``."""
    key = f" {words_of(text)} " if called else ""
    for name in called:
        before, found, after = key.partition(f" {name} ")
        rest = " ".join((before, after)).split()
        verbs = [word for word in rest if word in words.report_verbs]
        if found and verbs and all(word in words.report_rest or word in verbs for word in rest):
            return True
    return False


def must_be_done(group: Group, words: LeftoverWords) -> Iterator[Unit]:
    """The open boxes of a list whose lead says that all has to be done: ``Make sure that the following are done:``."""
    lead = False
    for unit in group.units:
        tick = unit.node.tick if isinstance(unit.node, FieldNode) else None
        if tick is None:
            key = f" {words_of(unit.text)} "
            lead = unit.text.endswith((":", "：")) and any(f" {phrase} " in key for phrase in words.must)
        elif lead and not tick:
            yield unit


__all__ = ["is_to_write", "must_be_done", "names_in_capitals", "names_itself", "open_values"]
