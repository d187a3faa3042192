"""Quotes that a template has its slots in, as others have brackets: ``**Author:** « first name, name »``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from incidentlint.outline import FieldNode, Outline, TableNode
from incidentlint.vocabulary import Lexicon, Texts, phrases

PAIRS = ("«»", "„“", "“”", "「」", "『』", "‹›", "»«", '""')

_PLAIN = '""'

_LEAST = 3
"""So many values that are in quotes as a whole are no quotations."""

_LONGEST = 160


def with_quotes(lexicon: Lexicon, quotes: Texts) -> Lexicon:
    """The words of a template, with the `quotes` that it has slots in."""
    if not quotes:
        return lexicon
    slots = replace(lexicon.words.slots, quotes=tuple(dict.fromkeys((*lexicon.words.slots.quotes, *quotes))))
    return replace(lexicon, words=replace(lexicon.words, slots=slots))


def quotes_of(template: Outline) -> Texts:
    """The quotes that are around several values of a template, and nothing beside them there."""
    counted = Counter(text[0] + text[-1] for text in _values(template) if len(text) > 2 and is_in_quotes(text))
    return tuple(pair for pair in PAIRS if counted[pair] >= _LEAST and (pair != _PLAIN or _has_only_plain(template)))


def _has_only_plain(template: Outline) -> bool:
    """Whether whatever labels state is in plain quotes, which are around messages and names as well."""
    fields = (node for node in template.walk() if isinstance(node, FieldNode) and node.origin in ("bold", "plain"))
    values = [value for field in fields if (value := field.value.text.strip())]
    return len(values) >= _LEAST and all(value[:1] + value[-1:] == _PLAIN for value in values)


def is_in_quotes(text: str) -> bool:
    """Whether a text is one in quotes, and nothing else."""
    return len(text) > 1 and text[:1] + text[-1:] in PAIRS and not {text[0], text[-1]} & {*text[1:-1]}


def _values(template: Outline) -> Iterator[str]:
    for node in template.walk():
        if isinstance(node, FieldNode):
            yield node.value.text.strip()
        elif isinstance(node, TableNode):
            yield from (cell.text.strip() for row in node.rows for cell in row.cells[1:])


def names_slots(text: str, lexicon: Lexicon) -> bool:
    """Whether what a slot has between its signs is what slots are called: ``replace each [placeholder]``."""
    said = " ".join(text.strip(_SIGNS).replace("_", " ").split())
    return phrases(lexicon.words.slots.called).fullmatch(said) is not None


_SIGNS = "".join(PAIRS) + "[]{}<>()$%@# "


def quoted(quotes: Texts) -> str:
    """A pattern for what is in some quotes."""
    return "|".join(
        rf"{re.escape(pair[0])}[^{re.escape(pair)}\n]{{1,{_LONGEST}}}{re.escape(pair[1])}" for pair in quotes
    )
