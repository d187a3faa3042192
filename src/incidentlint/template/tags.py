"""Tags: words in brackets that mark entries of a timeline, and stay: ``09:14 [DETECTED] An alert fires``.

So do those that sample actions begin with, and the subject of a message: ``Subject: [OUTAGE] Payments are slow``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from incidentlint.outline import Label
from incidentlint.template.shape import Edits, Shape, ShapeNode
from incidentlint.template.slot_types import Slot
from incidentlint.vocabulary import MILESTONES, Lexicon, all_slot_names, key_of, names_any, words_of

_TAG = re.compile(r"\[[^\W\d_]{2,16}\]")

_FEWEST, _FEWEST_SAID = 2, 3
"""So many different milestones are tags in entries, and in a text that tells how to mark these."""


def without_tags(shape: Shape, lexicon: Lexicon) -> Shape:
    """The shape in which tags are no slots: of entries with a time before them, which name several milestones."""
    if not any(_TAG.fullmatch(slot.text) for slot in shape.slots()):
        return shape
    known = {label for role in MILESTONES for label in lexicon.roles.get(role, ())}
    known |= {word for words in lexicon.facts.milestones.values() for word in words}
    tags = {tag for node in shape.walk() for tag in (*_tags_of(node, known), *_first_tags(node))}
    if not tags:
        return shape
    edits = Edits(shape)
    for node in shape.walk():
        slots = _others(node.slots, tags)
        columns = tuple(replace(column, slots=_others(column.slots, tags)) for column in node.columns)
        if slots != node.slots or columns != node.columns:
            said = node.kind == "text" and not slots
            edits.change(node, slots=slots, columns=columns, required=False if said else node.required)
    return edits.shape()


def is_tag_of_subject(slot: Slot, label: Label, text: str, lexicon: Lexicon) -> bool:
    """Whether a bracket begins the subject of a message in capitals that name nothing to be filled in, before words."""
    if slot.start or not slot.text.isupper() or {label.key, label.bare}.isdisjoint(lexicon.words.slots.subjects):
        return False
    name = words_of(slot.text)
    asked = name in all_slot_names().names or names_any(key_of(name), lexicon.words.prompts, slotted=True)
    return not asked and _SUBJECT.fullmatch(text[slot.end :]) is not None


_SUBJECT = re.compile(r"\s*[^\W\d_]+(?:\s[^\s\[\]<>{}]+){2,20}")


def _tags_of(node: ShapeNode, known: set[str]) -> Iterator[str]:
    """The tags in the sample entries of a node, or in a text."""
    kinds = {slot.type.kind for slot in node.slots}
    kinds |= {column.type.kind for column in node.columns if column.type is not None}
    timed = node.sample and not kinds.isdisjoint(("time", "date-time"))
    for slots in (node.slots, *(column.slots for column in node.columns)):
        marks = dict.fromkeys(slot.text for slot in slots if _TAG.fullmatch(slot.text))
        named = {mark for mark in marks if key_of(mark.strip("[]")) in known}
        if len(named) >= (_FEWEST if timed else _FEWEST_SAID) and (timed or node.kind == "text"):
            # Others in capitals beside them are tags as well, whatever they name.
            yield from (mark for mark in marks if mark in named or mark.isupper())


def _first_tags(node: ShapeNode) -> Iterator[str]:
    """The tags that the entries of a sample list begin with, each another one, before what is to be done.

    ``- [ ] [SRE] Add an alert``, ``- [ ] [Docs] Write the runbook``: no name of what is to be filled in is among them.
    """
    if node.kind != "list" or not node.sample or len(node.slots) < _FEWEST:
        return
    tags = [slot.text for slot in node.slots if not slot.start and _TAG.fullmatch(slot.text)]
    asked = all_slot_names().names
    if len({*tags}) == len(node.slots) and not any(words_of(tag) in asked for tag in tags):
        yield from tags


def _others(slots: Iterable[Slot], tags: set[str]) -> tuple[Slot, ...]:
    return tuple(slot for slot in slots if slot.text not in tags)
