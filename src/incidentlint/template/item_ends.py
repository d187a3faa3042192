"""What an item of a checklist names at its end, and is to be written there."""

from __future__ import annotations

import re

from incidentlint.template.around_slots import label_end
from incidentlint.template.slot_types import Slot, SlotType
from incidentlint.vocabulary import Lexicon, is_name_of_value


def named_behind(text: str, lexicon: Lexicon) -> tuple[Slot, ...]:
    """The slot of an item that names behind its colon what is to be written there: ``Published: link``."""
    end = label_end(text, len(text))
    name = text[end:].strip(" *_`")
    names = re.split(r"\s*[,/、]\s*", name)
    if text[end - 1 : end] not in (":", "：") or not all(is_name_of_value(n, lexicon.words.prompts) for n in names):
        return ()
    start = text.index(name, end)
    return (Slot(name, start, start + len(name), SlotType("text"), whole=True),)


def in_path(text: str) -> tuple[Slot, ...]:
    """The slot of an item that ends in a path with a sign for any name in it: ``Rule added: rules/XXX.md``."""
    found = _ANY_PATH.search(text)
    return (Slot(found[1], *found.span(1), SlotType("text"), whole=True),) if found else ()


_ANY_PATH = re.compile(
    r"[:：]\s*((?:[\w.-]{1,60}/){1,8}[\w.-]{0,30}(?<![A-Za-z])(?:X{2,6}|N{2,6}|x{3,6})(?![A-Za-z])[\w.-]{0,30})\s*$"
)
