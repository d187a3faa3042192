"""Items of a template's lists that only begin what is to be said: ``Because ...``, ``Why?``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentlint.outline import ListNode, Outline
from incidentlint.template.find_slots import template_slots
from incidentlint.text import normalise
from incidentlint.vocabulary import Lexicon

QUESTIONS = ("?", "？", "؟")

_MARKS = " *_`"

_BEGUN = re.compile(r"(?:[^\W\d_]|[^\w.…])(?:\.{3,5}|…)$")
"""Dots right behind a word, or behind a blank."""

_LONGEST = 8
"""Words of what is begun; more say something by themselves."""

_LONGEST_QUESTION = 160


def is_question(text: str) -> bool:
    """Whether an item is a question and no more."""
    return text.rstrip(_MARKS).endswith(QUESTIONS)


def begun_items(template: Outline, lexicon: Lexicon) -> frozenset[str]:
    """The texts of such items, normalised; of a question with a slot behind it, the question: ``Why? [cause]``."""
    return frozenset(_begun(template, lexicon))


def _begun(template: Outline, lexicon: Lexicon) -> Iterator[str]:
    for node in template.walk():
        for item in node.children if isinstance(node, ListNode) and not node.code else ():
            if item.whole is None or item.tick is not None or item.children:
                continue
            slots = template_slots(item.whole, lexicon)
            last = slots[-1] if slots else None
            whole = item.whole.text
            text = (whole if last is None or whole[last.end :].strip(_MARKS) else whole[: last.start]).strip(_MARKS)
            if is_question(text) and len(text) <= _LONGEST_QUESTION:
                yield normalise(text)
            elif _BEGUN.search(text) and 0 < len(_WORD.findall(text)) <= _LONGEST:
                yield normalise(whole)


_WORD = re.compile(r"[^\W\d_]+")
