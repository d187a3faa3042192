"""What of a template is looked for in its reports, made once for all of them."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from incidentlint.report.brackets import is_unmistakable
from incidentlint.snapshot import kept_text
from incidentlint.template import PossibleSlots, Shape, Slot, SlotType, distinct
from incidentlint.text import normalise
from incidentlint.tuples import NamedTuple
from incidentlint.vocabulary import NEVER, own_time_words

_LETTERED = re.compile(r"(?:YYYY|MM|DD|HH|hh|mm|SS)(?:[-/.: ]{1,2}(?:YYYY|MM|DD|HH|hh|mm|SS)){1,5}")
"""A date or time that is all letters."""


def _stamps_of(slot: Slot) -> list[str]:
    """The dates and times in the text of a template's slot: ``YYYY-MM-DD`` and ``HH:MM`` of both."""
    if slot.type.kind not in ("date", "date-time", "time"):
        return []
    return [text for text in (*_stamps_in(slot.text), *slot.text.split()) if _LETTERED.fullmatch(text)]


def _stamps_in(text: str) -> list[str]:
    """The forms of dates and times in a template's text, as they were read before: to know them all takes long."""

    def read() -> str:
        from incidentlint.template import stamps_in

        return "\n".join(stamps_in(text))

    found = read() if own_time_words() else kept_text(f"stamps\0{text}", read)
    return found.split("\n") if found else []


class Sought(NamedTuple):
    """What is a slot wherever it is, and the signs that such slots begin with; forms of moments in what is there once
    for each day, moments all in letters, whole texts that are slots, normalised, and a blank of its sentences.
    """

    unmistakable: PossibleSlots
    signs: re.Pattern[str]
    forms: PossibleSlots
    stamps: tuple[str, ...]
    prompts: frozenset[str]
    blank: Slot | None


@lru_cache(maxsize=64)
def sought_in_texts(shape: Shape) -> Sought:
    """What of a template is looked for in all texts of its reports."""
    slots = shape.slots()
    texts = {normalise(slot.text): slot for slot in slots if is_unmistakable(slot)}
    stamps = sorted({text for slot in slots for text in _stamps_of(slot)}, key=len, reverse=True)
    prompts = frozenset(normalise(slot.text) for slot in slots if slot.whole)
    forms = PossibleSlots(_sample_forms(shape).values())
    firsts = sorted({slot.text[0] for slot in texts.values()})
    signs = re.compile(f"[{''.join(map(re.escape, firsts))}]") if firsts else NEVER
    told = (node for node in shape.walk() if node.kind == "text" and not node.guide)
    blank = next((slot for node in told for slot in node.slots if slot.type.kind == "blank"), None)
    return Sought(PossibleSlots(texts.values()), signs, forms, tuple(stamps), prompts, blank)


@lru_cache(maxsize=2048)
def slots_of(shape: Shape, index: int) -> PossibleSlots:
    """The slots of a node, each form of them once."""
    return PossibleSlots(distinct(shape[index].slots))


def _sample_forms(whole: Shape) -> dict[str, Slot]:
    """The forms of dates and times in what the template has once for any number of days: of labels, and below them."""
    forms: dict[str, Slot] = {}
    for shape in whole.walk():
        if shape.kind in ("field", "section") and shape.sample and shape.origin != "cell":
            for text in _stamps_in(shape.label.text):
                forms[text] = Slot(text, 0, len(text), SlotType("text"), exact=True)
            for below in shape.walk():
                for slot in below.slots:
                    if slot.type.kind in ("date", "date-time", "time"):
                        forms[slot.text] = msgspec.structs.replace(slot, exact=True)
    return forms
