"""What a form has for itself: capitals in headings, values still to come, boxes on the report.

Nobody takes it for text: a heading ends with DATE RANGE, a value is to follow, a task is to write this report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from incidentlint.grammars import find_dates
from incidentlint.outline import FieldNode
from incidentlint.report.leftovers.units import Group, Unit
from incidentlint.text import Span
from incidentlint.vocabulary import LeftoverWords, Lexicon, all_slot_names, words_of

_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{2,20}(?: [A-Z]{2,20}){1,3}(?![\w-]|\s?[:：])")
"""Several words in capitals, with no value behind them."""

_INNER = re.compile(r"\([^()\n]{1,40}\)")
"""A remark of a heading: the zone."""


def names_in_capitals(unit: Unit, words: LeftoverWords) -> Iterator[tuple[Span, str]]:
    """The name of what is to be written, in capitals behind a known heading that is not: ``Timeline (UTC) DATE RANGE``.

    Nothing but a further sentence is behind it.
    """
    text = unit.prose.text
    if text.isupper() or unit.quoted:
        return
    for match in _CAPITALS.finditer(text):
        key = words_of(match.group())
        before, after = words_of(_INNER.sub("", text[: match.start()])), text[match.end() :].strip(" *_")
        if before not in words.filled or (after and not after.startswith(". ")):
            continue
        if (key in words.capitals or key in words.titles) and unit.prose.marked(*match.span(), "code", "link") is None:
            yield unit.prose.source(*match.span()), match.group()


_OPEN = re.compile(r"[\s*_]{0,4}<([^<>\n]{2,80})>[\s*_.]{0,4}\Z")
_PARTS = re.compile(r"\s[–—-]+\s|[:,;(（/]")


def open_values(unit: Unit, lexicon: Lexicon) -> Iterator[tuple[Span, str]]:
    """What is left open in the place of a label's value: ``Fix: <pending: this week>``.

    Code may have such values, but says no more of them: ``<pending>``. A commit or a ticket is never one.
    """
    if unit.acting or unit.quoted or unit.place not in ("value", "cell"):
        return
    code = next((mark for mark in unit.prose.marks if mark.kind == "code" and not mark.start), None)
    text = unit.prose.text[: code.end] if code is not None else unit.prose.text
    match = _OPEN.match(text) if unit.label else None
    if match is None or not _is_open(match[1], lexicon):
        return
    start, end = match.start(1) - 1, match.end(1) + 1
    if code is None or _PARTS.search(match[1]) or _is_reference(unit.label, lexicon):
        yield unit.prose.source(start, end), unit.prose.text[start:end]


def _is_reference(label: str, lexicon: Lexicon) -> bool:
    """Whether a label is one of a commit or ticket: ``Fix commit``."""
    known = (*lexicon.leftovers.waiting, *lexicon.columns["reference"])
    return label in known or label.rpartition(" ")[2] in known


def _is_open(inner: str, lexicon: Lexicon) -> bool:
    """Whether what is in a bracket says that it is still to come, and perhaps when, why or from whom."""
    key = words_of(_PARTS.split(inner)[0])
    marks = {mark.casefold() for mark in lexicon.words.answers.marks}
    return key in all_slot_names().todo or key in marks or key in lexicon.leftovers.pending


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


def _is_on_report(text: str, words: LeftoverWords) -> bool:
    key = f" {words_of(text)} "
    return any(f" {name} " in key for name in words.report_names)


def must_be_done(group: Group, words: LeftoverWords) -> Iterator[Unit]:
    """The open boxes on the report itself below a lead by which all has to be done: ``[ ] Send the post-mortem round``.

    Any other is, where one beside it is ticked. Those of a quote or among actions, and with a day, are planned work.
    """
    if group.acting:
        return
    lead = False
    begun = any(isinstance(unit.node, FieldNode) and unit.node.tick for unit in group.units)
    for unit in group.units:
        tick = unit.node.tick if isinstance(unit.node, FieldNode) else None
        if tick is None:
            key = f" {words_of(unit.text)} "
            lead = unit.text.endswith((":", "：")) and any(f" {phrase} " in key for phrase in words.must)
        elif lead and not tick and not unit.quoted and (begun or _is_on_report(unit.text, words)):
            if not find_dates(unit.text):
                yield unit


__all__ = ["is_to_write", "must_be_done", "names_in_capitals", "names_itself", "open_values"]
