"""What stands where a value is still to be put: links to nowhere, numbers, ids and names that are none yet.

Each says so by itself, in any language and any place: ``[the ticket]()``, ``XX%``, ``INC-XXXX``, ``(LINK TO THE DOC)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentlint.near import nearest
from incidentlint.outline import FieldNode, TableNode, trimmed
from incidentlint.report.leftovers.empty import Empty
from incidentlint.report.leftovers.units import Unit
from incidentlint.text import Span
from incidentlint.vocabulary import LeftoverWords, Lexicon, all_slot_names, words_of

_NOWHERE = frozenset(("", "#"))
_ASKED = re.compile(r"[(\[{<]([A-Z]{3,12}(?: [A-Z]{1,20}){1,5})[)\]}>]")
"""A bracket of words in capitals: ``(LINK TO DOC)``, ``(ADD SCREENSHOT)``."""
_OPENING = re.compile(r"[(\[{<]")
_JOINED = re.compile(r"(?<![\w./-])(?:[A-Z]{2,10}[-_]){1,4}[A-Z]{2,12}(?![\w/-]|\.\w)")
"""Words in capitals that signs join: ``XXX-ADD-DATE``, ``INSERT_LINK_HERE``."""
_JOINT = re.compile(r"[A-Z][-_][A-Z]")
"""What is in such words, and is found sooner."""
_SHARE = re.compile(r"(?<![\w.,/%$])(?:[$€£]X{1,3}(?:[.,]X{2,3}){1,3}|[$€£]X{2,6}|X{2,3}(?:\.X{1,2})?\s?%)(?![\w%-])")
"""A share or an amount of which no figure is known: ``XX%``, ``$XX,XXX``."""
_ID = re.compile(r"[([]?(?:[A-Z]{2,10}[-_ ]?)?#?(?:X{3,8}|N{3,8})[)\]]?|[([]?(?:[A-Z]{2,10} )?#X{2,8}[)\]]?")
"""An id without its number, where it is all that a value says: ``INC-XXXX``, ``#XXX``."""
_UNKNOWN = re.compile(r"\?{3,8}|\.{3,8}|…{1,2}")
_BRACKETED = re.compile(r"[(\[{<]([^()\[\]{}<>\n]{2,30})[)\]}>]")
_PERSON = re.compile(r"@[^\W\d_]{3,12}(?:[-_. ]?[^\W\d_]{2,12})?")


def unset_places(unit: Unit, lexicon: Lexicon) -> Iterator[tuple[Span, str]]:
    """The places of a text that still wait for a value, with what is there."""
    if unit.quoted or unit.place in ("code", "blank"):
        return
    prose, text = unit.prose, unit.prose.text
    for mark in prose.marks:
        nowhere = not mark.target.strip() or (unit.label and unit.text == text[mark.start : mark.end].strip())
        if mark.kind == "link" and mark.target.strip() in _NOWHERE and nowhere and text[mark.start : mark.end].strip():
            yield mark.span, f"[{' '.join(text[mark.start : mark.end].split())}]({mark.target})"
    yield from _in_labels(unit, lexicon.leftovers)
    for start, end in _written(unit, lexicon.leftovers):
        if prose.marked(start, end, "link", "image", "autolink") is None:
            yield prose.source(start, end), text[start:end]


def _written(unit: Unit, words: LeftoverWords) -> Iterator[tuple[int, int]]:
    """The indices of what its form tells to be no value yet."""
    text = unit.prose.text
    code = [(mark.start, mark.end) for mark in unit.prose.marks if mark.kind == "code"]
    for match in _ASKED.finditer(text) if _OPENING.search(text) is not None else ():
        key = words_of(match[1])
        first = words.begin.starts(key)
        if first and key != first and not _is_within(match.span(), code):
            yield match.span()
    for match in _joined(text):
        if _asks(re.split(r"[-_]", match.group().casefold()), words, coded=_is_within(match.span(), code)):
            yield match.span()
    if "X" in text and not unit.acting and unit.place in ("value", "cell", "item", "paragraph"):
        for match in _SHARE.finditer(text):
            if not _is_within(match.span(), code):
                yield match.span()
    if not code and unit.place not in ("title", "heading") and _is_unset(unit, words):
        start = text.find(unit.text)
        yield start, start + len(unit.text)


def _is_unset(unit: Unit, words: LeftoverWords) -> bool:
    """Whether all that a text says stands for what is still to come."""
    if _is_named_here(words_of(unit.text), words):
        return True
    return unit.place in ("value", "cell") and unit.label != "" and (_is_nobody(unit) or _is_no_id(unit.text))


def _joined(text: str) -> Iterator[re.Match[str]]:
    """Words in capitals that signs join, which most texts have none of."""
    joined = ("-" in text or "_" in text) and _JOINT.search(text) is not None
    return _JOINED.finditer(text) if joined else iter(())


def _is_nobody(unit: Unit) -> bool:
    """Whether a value is the handle of nobody: ``@name``."""
    if unit.acting or not unit.text.startswith("@") or not _PERSON.fullmatch(unit.text):
        return False
    return unit.text.casefold() in all_slot_names().nobody


def _is_no_id(text: str) -> bool:
    """Whether a value is an id whose number is still to come."""
    return ("XX" in text or "NN" in text) and _ID.fullmatch(text) is not None and text.strip("()[]") != "XXX"


def _in_labels(unit: Unit, words: LeftoverWords) -> Iterator[tuple[Span, str]]:
    """What is left in a label: a brace behind its words, ``Reported on {source}``, or words that ask for something."""
    node = unit.node
    if isinstance(node, FieldNode) and node.label.key and unit.place == "value":
        text = node.label.text
        joined = (match.group() for match in _joined(text))
        asked = next((each for each in joined if _asks(re.split(r"[-_]", each.casefold()), words, coded=True)), "")
        brace = _BEHIND.search(text) if "{" in text else None
        since = _SINCE.match(text)
        if asked or brace or since:
            yield node.label.span, asked or (brace[1] if brace else since[0] if since else "")
    elif isinstance(node, TableNode) and unit.first and (since := _SINCE.match(unit.text)):
        start = unit.prose.text.index(since[0])
        yield unit.prose.source(start, start + len(since[0])), since[0]
    elif isinstance(node, TableNode) and len(node.columns) == 2 and unit.first and not unit.acting:
        brace = _BEHIND.search(unit.prose.text) if "{" in unit.prose.text else None
        if brace and unit.prose.marked(brace.start(1), brace.end(1), "strong") is not None:
            yield unit.prose.source(*brace.span(1)), brace[1]


_SINCE = re.compile(r"[Tt] ?\+ ?(?:N{1,3}|X{1,3})(?= ?[a-z]*\W*$)")
"""Times since the start that no number was given, before no more than their unit: ``T+N minutes``."""
_BEHIND = re.compile(r"[^\W\d_]{2} (\{[a-z_]{3,20}\})[\s*_:]{0,4}\Z")


def _is_within(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in spans)


def _asks(parts: list[str], words: LeftoverWords, *, coded: bool) -> bool:
    """Whether joined words ask for something: to add what has a name, or anything here."""
    marked = parts[0] in all_slot_names().todo and len(parts) > 1
    rest = parts[1:] if marked else parts
    if rest[0] not in words.asking or len(rest) < 2:
        return False
    named = " ".join(part for part in rest[1:] if part not in words.end)
    here = rest[-1] in words.end
    known = named in all_slot_names().names or named in words.alone or named in words.whole
    return (marked or here) if coded else (marked or here or known)


def unset_values(unit: Unit) -> Iterator[Empty]:
    """A value of nothing but dots or question marks: it says that somebody meant to look it up."""
    if unit.quoted or unit.acting or unit.place not in ("value", "cell") or not _UNKNOWN.fullmatch(unit.text):
        return
    node = unit.node
    if isinstance(node, FieldNode) and node.origin in ("bold", "plain", "item", "lead") and not node.children:
        yield trimmed(unit.prose), unit.text, f'"{node.label.text}"', "empty-value"
    elif isinstance(node, TableNode) and len(node.columns) == 2 and unit.label and unit.label != unit.column:
        yield trimmed(unit.prose), unit.text, f'"{unit.label}"', "empty-value"


def marked_headings(unit: Unit) -> Iterator[tuple[Span, str]]:
    """A title or heading that says in a bracket that it is still to be written: ``Timeline {WIP}``."""
    if unit.place not in ("title", "heading"):
        return
    for match in _BRACKETED.finditer(unit.prose.text):
        key = words_of(match[1])
        sure = match[1].isupper() or key.count(" ") > 1  # `Next week (to do)` has what is to be done
        if sure and key in all_slot_names().todo and unit.prose.marked(*match.span(), "code", "link") is None:
            yield unit.prose.source(*match.span()), match.group()


def _is_named_here(key: str, words: LeftoverWords) -> bool:
    """Whether a text only says what is to be written in its place, perhaps with a slip: ``descripton here``."""
    name, _, last = key.rpartition(" ")
    if last not in words.end or not name or name.count(" ") > 1:
        return False
    known = name in words.alone or name in words.whole or name in all_slot_names().names
    return known or (len(name) >= _LONG and nearest(name, words.alone | words.whole, least=0.9) != "")


_LONG = 8
"""A shorter name with another letter may be another word."""

__all__ = ["marked_headings", "unset_places", "unset_values"]
