"""What a form shows for an example and a writer kept, and marks of what is to come: samples, filler, ``TBD: who``.

A list of ``Item A``, ``Item B`` and nothing else, and words that fill a page, say by themselves that they are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from incidentlint.outline import FieldNode, trimmed
from incidentlint.report.leftovers.units import Group, Unit
from incidentlint.text import Span, shorten
from incidentlint.vocabulary import LeftoverWords, Lexicon, literal, words_of

_FEW = 2
_DOTS = re.compile(r"[.…]{1,6}")
_WORD = re.compile(r"[^\W\d_]+")
_RUN, _LONG = 4, 2
"""So many words of filler follow on each other, so many of them long ones, which no other language has."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def sample_lists(group: Group, lexicon: Lexicon) -> Iterator[tuple[Span, str]]:
    """Lists of nothing but samples that are counted: ``Item A``, ``Item B``; each told once, at its first item."""
    units = [unit for unit in group.units if unit.place != "heading"]
    for listed, run in groupby(units, key=lambda unit: unit.place == "item" and not unit.quoted):
        for items in _lists([unit for unit in run if listed and not _DOTS.fullmatch(unit.text)]):
            if len(items) >= _FEW and _are_counted([words_of(unit.text) for unit in items], lexicon):
                first, last = trimmed(items[0].prose), trimmed(items[-1].prose)
                yield Span(first.start, last.end), items[0].text


def _lists(items: list[Unit]) -> Iterator[list[Unit]]:
    """The lists of some items below leads, each from where the words of its first one come again."""
    found: list[Unit] = []
    for item in items:
        if found and item.text == found[0].text:
            yield found
            found = []
        found.append(item)
    yield found


def _are_counted(keys: list[str], lexicon: Lexicon) -> bool:
    """Whether texts are one name for a part of a list each, and count from the first number or letter on."""
    names = {key.rpartition(" ")[0] for key in keys}
    if len(names) > 1 or names.isdisjoint(lexicon.leftovers.sample_items):
        return False
    counted = [key.rpartition(" ")[2] for key in keys]
    rows = ("123456789", "abcdefghi", lexicon.words.time.numbers[1:])
    return any(all(sign in called for sign, called in zip(counted, row, strict=False)) for row in rows)


def filler(unit: Unit, words: LeftoverWords) -> Iterator[tuple[Span, str]]:
    """A text with several words of filler, one behind the other: ``Ipsum reprehenderit impedit facere``."""
    if unit.place in ("code", "blank") or words.long_filler.isdisjoint(unit.text.casefold().split()):
        return
    run: list[str] = []
    for match in _WORD.finditer(unit.prose.text):
        known = match[0].casefold() in words.filler and unit.prose.marked(*match.span(), "code", "link") is None
        run = [*run, match[0].casefold()] if known else []
        if len(run) >= _RUN and sum(word in words.long_filler for word in run) >= _LONG:
            yield trimmed(unit.prose), shorten(unit.text, 60)
            return


def marked_sentences(unit: Unit, lexicon: Lexicon) -> Iterator[tuple[Span, str]]:
    """A further sentence that begins with a mark of what is not known yet, and a colon: ``TBD: the time``.

    So does a paragraph among actions, where ``TODO`` is one; and a state that is nothing but such a mark.
    """
    marks = lexicon.words.answers.undecided
    text = unit.prose.text
    if unit.quoted or (unit.label.upper() not in marks and not any(mark in text for mark in marks)):
        return
    if unit.place == "cell" and unit.acting:
        if unit.column in lexicon.columns["status"] and unit.text.strip("`.()[] ") in marks:
            yield trimmed(unit.prose), unit.text
        return
    node = unit.node
    if unit.place == "value" and isinstance(node, FieldNode) and node.origin in ("plain", "bold", "lead"):
        if node.label.text.strip("*_ ") in marks and node.whole is not None:
            yield trimmed(node.whole), shorten(" ".join(node.whole.text.split()), 60)
            return
    if unit.place not in ("paragraph", "item", "value") or (unit.acting and unit.place != "paragraph"):
        return
    starts = [match.end() for match in _SENTENCE.finditer(text)]
    for start in (0, *starts) if unit.acting else starts:
        match = _mark(marks).match(text, start)
        if match is not None and unit.prose.marked(match.start(1), match.end(1), "code", "link") is None:
            end = next((end for end in starts if end > match.end()), len(text))
            said = text[match.start(1) : end].rstrip(" *_\n")
            yield unit.prose.source(match.start(1), match.start(1) + len(said)), shorten(said, 60)


@lru_cache(maxsize=8)
def _mark(marks: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"[*_]{{0,3}}({literal(marks)})[*_]{{0,3}}\s?:\s?[*_]{{0,3}}\s?[\w`]")


__all__ = ["filler", "marked_sentences", "sample_lists"]
