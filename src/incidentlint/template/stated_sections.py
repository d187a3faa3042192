"""Which sections are for which severities, where a template's orders say it: ``SEV1 needs the Board review``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from incidentlint.outline import Outline, SectionNode, own_texts, walk
from incidentlint.template.gate_words import GateLevels
from incidentlint.template.stated_marks import sentences
from incidentlint.vocabulary import phrases

_MOST = 40
"""So many orders are compared with each section."""

_LEAST = 6
"""A section's name of fewer letters may be any word of a sentence."""


def orders_told(template: Outline, comments: Iterable[str]) -> Iterator[str]:
    """The sentences above a template's sections, and in its comments, that name a section."""
    sections = (section.label.text for section in template.walk_sections())
    names = {" ".join(_WORD.findall(name.casefold())) for name in sections if len(name) >= _LEAST}
    texts = [*comments]
    for node in walk(node for node in template.preamble if not isinstance(node, SectionNode)):
        texts += [line.text for line in own_texts(node, code=False)]
    yield from islice((sentence for sentence in dict.fromkeys(sentences(texts)) if _names_any(sentence, names)), _MOST)


_WORD = re.compile(r"\w+")

_LONGEST = 6
"""Words of a section's name."""


def _names_any(sentence: str, names: set[str]) -> bool:
    """Whether a sentence has any of some names (in small letters, without signs) in it."""
    words = _WORD.findall(sentence.casefold())
    ends = ((start, end) for start in range(len(words)) for end in range(start + 1, start + _LONGEST + 1))
    return any(" ".join(words[start:end]) in names for start, end in ends)


def _place(name: str, sentence: str) -> re.Match[str] | None:
    """Where a sentence names a section."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence, re.IGNORECASE)


def levels_told(name: str, orders: Iterable[str], levels: GateLevels) -> tuple[str, tuple[str, ...]]:
    """The levels that need a section of some name by the orders of a template, and the first order; else nothing."""
    gates = levels.said.words
    needed: set[str] = set()
    words = ""
    for order in orders if len(name) >= _LEAST else ():
        place = _place(name, order)
        if place is None:
            continue
        beside = levels.anywhere.search(f"{order[: place.start()]}\0{order[place.end() :]}")
        if beside is None:
            continue
        named = levels.of(beside)
        if phrases((*gates.spares, *gates.spares_after)).search(order):
            needed.update(levels.others(named))
        elif phrases((*gates.needs, *gates.demands, *gates.only)).search(order):
            needed.update(named)
        else:
            continue
        words = words or order
    found = tuple(level for level in levels.levels if level in needed)
    return (words, found) if words and len(found) < len(levels.levels) else ("", ())
