"""Entries of a timeline that set the severity: declare it, raise it, lower it, or say which one it is now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from incidentlint.markdown import Prose
from incidentlint.outline import FieldNode, SectionNode, TableNode, walk
from incidentlint.report.incident import incident
from incidentlint.report.report import Report
from incidentlint.text import Span
from incidentlint.vocabulary import ChangeWords, Reading, Scale, is_numbered, may_have, phrases


class SetLevel(msgspec.Struct, frozen=True):
    """A level that an entry sets the severity to, and where; `declared` says that nothing else is changed by it."""

    level: str
    span: Span
    declared: bool = False


def set_levels(report: Report) -> list[SetLevel]:
    """The levels that entries of the timeline set the severity to, in their order."""
    if not report.pack.scale:
        return []
    scale = report.pack.scale
    return [told for entry in level_entries(report) if (told := _set_level(report, entry, scale)) is not None]


def stated_levels(report: Report, entries: Iterable[Prose], scale: Scale) -> list[SetLevel]:
    """The levels of a scale that no template says which entries set the severity to, in their order.

    An entry has fewer spellings of those: the only one that it names counts, where it calls it a severity or declares.
    """
    return [told for entry in entries if (told := _set_level(report, entry, scale) or _stated(report, entry, scale))]


def level_entries(report: Report) -> Iterator[Prose]:
    """The texts of the timeline's entries, in their order: those of a template's timeline, else the incident's."""
    if not report.policy.binds:
        yield from (row.entry.event for row in incident(report).all_rows if row.entry.event is not None)
        return
    for bound in report.role("timeline"):
        nodes = bound.node.children if bound.node is not None else ()
        for node in walk(node for node in nodes if not isinstance(node, SectionNode)):
            if isinstance(node, TableNode):
                yield from (cell for row in node.rows for cell in row.cells)
            elif isinstance(node, FieldNode) and node.origin == "item" and node.whole is not None:
                yield node.whole
        if bound.node is not None:
            break


def _set_level(report: Report, entry: Prose, scale: Scale) -> SetLevel | None:
    """The level that an entry declares, raises, lowers or sets the severity to."""
    words, text = report.lexicon.changes, entry.text[:_LONGEST]
    changed = _changed(text, words, scale)
    read = changed or _declared(text, words, scale)
    if read is None:
        return None
    return SetLevel(read.level, entry.source(read.start, read.end), declared=changed is None)


def _stated(report: Report, entry: Prose, scale: Scale) -> SetLevel | None:
    """The only level that an entry names, where it names it a severity, or a numbered one where it declares."""
    words, text = report.lexicon.changes, entry.text[:_LONGEST]
    named = scale.named(text)
    if len({reading.level for reading in named}) != 1 or phrases(words.doubt).search(text):
        return None
    first = named[0]
    nouns = report.lexicon.roles["severity"]
    called = phrases(nouns, after=r"[\s:]{0,2}\Z").search(text[: first.start])
    called = called or phrases(nouns, r"[\s-]{1,2}").match(text, first.end)
    if not called and not (is_numbered(first.level) and phrases(words.declared).search(text)):
        return None
    return (
        None if _is_of_people(text, first, words) else SetLevel(first.level, entry.source(first.start, first.end), True)
    )


def _changed(text: str, words: ChangeWords, scale: Scale) -> Reading | None:
    """The level that a text says the severity was changed to."""
    verbs = (*words.raised, *words.lowered, *words.set)
    verb = phrases(verbs).search(text) if may_have(verbs, text) else None
    if verb is None or _is_doubted(text, verb.start(), words):
        return None
    named = [reading for reading in scale.named(text) if verb.end() <= reading.start <= verb.end() + _BEHIND]
    if not named:
        doubted = _is_doubted(text, verb.end() + _GAP, words)
        return None if doubted else _led_to(text, verb.start(), words, scale)
    last = named[0]
    for reading in named[1:]:
        if phrases(words.to).search(text[last.end : reading.start]) and reading.start - last.end <= _GAP:
            last = reading
    led = phrases(words.to).search(text[verb.start() : last.start]) or phrases(words.to).match(text, last.end)
    return None if _is_of_people(text, last, words) or not led else last


def _led_to(text: str, verb: int, words: ChangeWords, scale: Scale) -> Reading | None:
    """The level right before a verb, in languages whose verb comes last: ``auf P0 hochgestuft``."""
    for reading in reversed(scale.named(text[:verb])):
        led = phrases(words.to, "", r"\s*$").search(text[: reading.start])
        behind = phrases(words.to, r"\s?").match(text, reading.end)
        if (led or behind) and verb - reading.end <= _GAP:
            return reading
    return None


def _declared(text: str, words: ChangeWords, scale: Scale) -> Reading | None:
    """The level that a text declares, beside the verb or as a part of its own: ``Declared a P0``, ``declared (P0)``."""
    verbs = (*words.declared, *words.became)
    verb = phrases(verbs).search(text) if may_have(verbs, text) else None
    if verb is None or _is_doubted(text, verb.start(), words):
        return None
    before = phrases(words.declared).fullmatch(verb.group()) is not None
    found = []
    for reading in scale.named(text):
        lead = max((cut.end() for cut in _CUT.finditer(text, 0, reading.start)), default=0)
        tail = _CUT.search(text, reading.end)
        leads = _is_filler(text[lead : reading.start], words)
        alone = leads and lead > verb.end() and _is_filler(text[reading.end : tail.start() if tail else None], words)
        behind = reading.start >= verb.end() and _is_filler(text[verb.end() : reading.start], words)
        led = leads and before and reading.end <= verb.start() and _is_filler(text[reading.end : verb.start()], words)
        if (alone or behind or led) and not _is_of_people(text, reading, words):
            found.append(reading)
    return found[0] if len({reading.level for reading in found}) == 1 else None


def _is_filler(text: str, words: ChangeWords) -> bool:
    """Whether a text is nothing but signs and words that may be beside a level."""
    return not re.search(r"\w", phrases(words.beside).sub(" ", text))


def _is_doubted(text: str, at: int, words: ChangeWords) -> bool:
    """Whether what an entry says at an index was only thought of."""
    return phrases(words.doubt).search(text[max(0, at - _BEFORE) : at]) is not None


def _is_of_people(text: str, reading: Reading, words: ChangeWords) -> bool:
    """Whether a level is part of somebody's name: ``P1 on-call``."""
    return phrases(words.people).match(text[reading.end :].lstrip()) is not None


_CUT = re.compile(r"[()\[\]:;,|/\n]|\s[-–—]\s|[.!?](?=\s)")
"""What a text falls into parts by."""

_LONGEST = 300
"""How much of an entry is read, in signs."""

_BEFORE = 30
"""How far before its verb an entry is looked at for words of doubt, in signs."""

_BEHIND = 40
"""How far after its verb a level may be."""

_GAP = 12
"""How far from each other the levels before and after may be."""
