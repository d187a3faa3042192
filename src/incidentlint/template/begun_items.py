"""Items of a template's lists that only begin what is to be said: ``Because ...``, ``Why?``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentlint.outline import ListNode, Outline, SectionNode, walk
from incidentlint.template.find_slots import template_slots
from incidentlint.text import normalise
from incidentlint.vocabulary import Lexicon, goes_on

QUESTIONS = ("?", "？", "؟")

_MARKS = " *_`"

_BEGUN = re.compile(r"(?:[^\W\d_]|[^\w.…])(?:\.{3,5}|…)$")
"""Dots right behind a word, or behind a blank."""

_LONGEST = 3
"""Words of what is begun; more say something by themselves."""

_LONGEST_QUESTION = 160


def is_question(text: str) -> bool:
    """Whether an item is a question and no more."""
    return text.rstrip(_MARKS).endswith(QUESTIONS)


def begun_items(template: Outline, lexicon: Lexicon) -> frozenset[tuple[str, str]]:
    """The texts of such items, normalised, each with the key of its heading.

    Of a question with a slot behind it, it is the question: ``Why? [cause]``.
    """
    return frozenset((key, text) for key, node in lists_by_heading(template) for text in _begun(node, lexicon))


def lists_by_heading(read: Outline) -> Iterator[tuple[str, ListNode]]:
    """The lists of a document, those within others as well, each with the key of the heading that it is below."""
    yield from (("", node) for node in walk(read.preamble) if isinstance(node, ListNode))
    for section in read.walk_sections():
        own = walk(child for child in section.children if not isinstance(child, SectionNode))
        yield from ((section.label.key, node) for node in own if isinstance(node, ListNode))


def _begun(node: ListNode, lexicon: Lexicon) -> Iterator[str]:
    for item in node.children if not node.code else ():
        if item.whole is None or item.tick is not None or item.children:
            continue
        slots = template_slots(item.whole, lexicon)
        last = slots[-1] if slots else None
        whole = item.whole.text
        text = (whole if last is None or whole[last.end :].strip(_MARKS) else whole[: last.start]).strip(_MARKS)
        if is_question(text) and len(text) <= _LONGEST_QUESTION:
            yield normalise(text)
        elif (
            _BEGUN.search(text)
            and 0 < len(_WORD.findall(text)) <= _LONGEST
            and not goes_on(text, lexicon.words.prompts)
        ):
            yield normalise(whole)


_WORD = re.compile(r"[^\W\d_]+")
