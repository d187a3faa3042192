"""Labels of hints: ``Note: in order, with the day in bold.`` in one section and ``Note: ...`` in the next."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from incidentlint.outline import FieldNode, Outline
from incidentlint.template.find_slots import template_slots
from incidentlint.template.quoted_slots import is_in_quotes
from incidentlint.text import normalise
from incidentlint.vocabulary import Lexicon

_LONGEST = 2
"""Words of such a label."""

_SENTENCE = 4
"""Words of what is said behind it."""

_MOST = 12
"""So many labels of hints, and entries of a legend, are told apart: each text is asked for each of them."""


def hint_starts(template: Outline, lexicon: Lexicon) -> Iterator[str]:
    """What lines of hints begin with: a short label of no known field, behind which several lines say a sentence.

    Each of them says another, without anything to be filled in. Such lines may stay in a report.
    """
    said: dict[str, set[str]] = defaultdict(set)
    open_: set[str] = set()
    columns = (labels for role, labels in lexicon.columns.items() if role != "note")
    known = {label for labels in (*lexicon.roles.values(), *columns) for label in labels}
    for node in template.walk():
        if not isinstance(node, FieldNode) or node.origin != "plain" or node.label.key in known:
            continue
        text = node.value.text.strip()
        short = 0 < len(node.label.text.split()) <= _LONGEST
        if short and len(text.split()) >= _SENTENCE and not _is_open(node, lexicon):
            said[node.label.text].add(text)
        else:
            open_.add(node.label.text)
    found = (label for label, texts in said.items() if len(texts) > 1 and label not in open_)
    yield from (normalise(f"{label}:") for label in islice(found, _MOST))


def legend_starts(template: Outline, lexicon: Lexicon) -> Iterator[str]:
    """What the lines of a legend begin with: labels that are alike but for their last letter or number, ``Class A``.

    What each of them means is told behind it, and nothing is to be filled in there.
    """
    alike: dict[str, dict[str, str]] = defaultdict(dict)
    for node in template.walk():
        if isinstance(node, FieldNode) and node.origin == "plain" and (match := _NUMBERED.fullmatch(node.label.text)):
            told = len(node.value.text.split()) >= _SENTENCE and not template_slots(node.value, lexicon)
            alike[match[1].casefold()][match[2]] = node.label.text if told else ""
    found = (labels for labels in alike.values() if len(labels) > 1 and all(labels.values()))
    yield from islice((normalise(label) for labels in found for label in labels.values()), _MOST)


_NUMBERED = re.compile(r"([^\W\d_][^:]{0,30}?)[ -]?((?<=[ -])[A-Z]|\d)")
"""A level by its letter or number."""


def _is_open(node: FieldNode, lexicon: Lexicon) -> bool:
    """Whether something behind a label is to be filled in; what a sentence has in quotes is mentioned in it."""
    slots = template_slots(node.value, lexicon)
    return any(not is_in_quotes(slot.text) or slot.text == node.value.text.strip() for slot in slots)
