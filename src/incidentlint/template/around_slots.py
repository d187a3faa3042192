"""What is around the slots of a value: the type of the whole, the notes behind them, the end of the label before."""

from __future__ import annotations

import re

from incidentlint.template.slot_types import Slot, SlotType
from incidentlint.text import normalise


def main_type(slots: tuple[Slot, ...], text: str) -> SlotType | None:
    """The type of a value with these slots: that of the first, free text when the text does not begin with it."""
    if not slots:
        return None
    first = slots[0]
    if sum(slot.type.kind not in ("text", "blank", "link") for slot in slots) > 1 and first.type.kind != "choice":
        return SlotType("text")  # 09:10-10:20 (~1 h), v1.2 / 2026-03-01: more than one form of saying it
    if first.type.kind in ("blank", "text", "link"):
        return first.type
    if len(slots) > 1 and first.type.kind == "date" and not _FORM_OF_DATE.search(first.text):
        return SlotType("text")  # `<tag> (level <error>)`: what a slot is called, several others being beside it
    if text and not text.lstrip(" ~(*").startswith(first.text[:1]) and text.find(first.text) > 3:
        return SlotType("text")
    return first.type


_FORM_OF_DATE = re.compile(r"\d|[YJAR]{2}|[DTMJ]{2}|[年月日]")

_NOTE_START = re.compile(r"\s[—–-]+\s")


def notes(text: str, slots: tuple[Slot, ...]) -> tuple[str, ...]:
    """The constant texts that go with slots: after the last one, and after the dash inside of one; normalised."""
    if not slots:
        return ()
    found = [text[slots[-1].end :]]
    for slot in slots:
        match = _NOTE_START.search(slot.text)
        if match:
            found.append(slot.text[match.end() :].rstrip("]"))
    return tuple(note for note in (normalise(part).strip(" -:;,.()[]") for part in found) if note)


def label_end(text: str, stop: int) -> int:
    """Where the label before the slot at `stop` ends: after the last ``:`` or ``?`` outside parentheses.

    Without one, before the parenthesis or the dash that leads to the slot: ``Action 1 (owner: [Name])``.
    """
    depth, end, opened = 0, 0, stop
    for index, char in enumerate(text[:stop]):
        if char in "(（":
            opened = index if not depth else opened
            depth += 1
        elif char in ")）":
            depth = max(0, depth - 1)
        elif char in ":?：？" and not depth:
            end = index + 1
    dash = _NOTE_START.search(text, 0, stop)
    return end or min(opened if depth else stop, dash.start() if dash else stop) or stop
