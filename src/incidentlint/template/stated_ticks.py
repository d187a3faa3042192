"""Ticks that a template demands in a sentence: ``All boxes must be ticked before the issue is closed``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentlint.template.conditions import AllOf, Answer, Condition, Named
from incidentlint.template.shape import Edits, ShapeNode
from incidentlint.template.slot_types import SlotType
from incidentlint.template.stated_marks import PARENTHESES
from incidentlint.text import GAPLESS


def tick_all(section: ShapeNode, rest: tuple[str, str], fields: list[ShapeNode], edits: Edits) -> dict[str, Condition]:
    """Demand all ticks of a section that says so, and the condition that the `rest` of its sentence is.

    ``All boxes must be ticked before the issue is closed`` holds where a field says ``closed``, and so does ``Closed
    takes both boxes ticked``; of a rest that no field answers nothing is demanded, unless it leads to it.
    """
    before, behind = rest
    conditions = answer_named(behind, fields, edits) or answer_named(before, fields, edits)
    always = not re.search(r"\w", behind) and re.search(r"\w[^:]*\Z", before) is None
    for item in checks_of(section):
        edits.change(item, ticked=next(iter(conditions), always))
    return conditions


def answer_named(text: str, fields: list[ShapeNode], edits: Edits) -> dict[str, Condition]:
    """The condition, by its name, that a text (in small letters) is by naming the answer of one field: ``closed``."""
    found = _answers_in(text, fields)
    if len(found) != 1:
        return {}
    field, option = found[0]
    edits.change(field, type=field.type or SlotType("choice", options=options_of(field)))
    return {f"{field.name} is {option}": Answer(field.name, (option,))}


def both(name: str, before: bool | str, conditions: dict[str, Condition]) -> str:
    """The name of a condition, and with one that demands a tick `before`: then both have to hold.

    `conditions` are those by their names, and get the new one.
    """
    if not isinstance(before, str) or before == name:
        return name
    together = f"{name} and {before}"
    conditions[together] = AllOf((Named(name), Named(before)))
    return together


def demanding_notes(box: ShapeNode, demanding: re.Pattern[str], fields: list[ShapeNode]) -> Iterator[str]:
    """The notes of a box that demand it by one answer: ``Approved (required once the status is closed)``."""
    for note in PARENTHESES.findall(box.label.text) if box.box else ():
        if demanding.search(note) and len(_answers_in(note.casefold(), fields)) == 1:
            yield note


def _answers_in(text: str, fields: list[ShapeNode]) -> list[tuple[ShapeNode, str]]:
    """The answers that a text (in small letters) names, each with its field."""
    return [(field, option) for field in fields for option in options_of(field) if _names(text, option.casefold())]


def _names(text: str, option: str) -> bool:
    if option > GAPLESS:  # words are written without gaps there
        return option in text
    return re.search(rf"\b{re.escape(option)}\b", text) is not None


def options_of(field: ShapeNode) -> tuple[str, ...]:
    """What a field may say: the options of its choice, or the few words that its template has there."""
    if field.type is not None:
        return field.type.options if field.type.kind == "choice" else ()
    words = tuple(re.split(r" [/|] ", field.constant))
    return words if len(words) > 1 and all(re.fullmatch(r"\w+", word) for word in words) else ()


def checks_of(section: ShapeNode) -> Iterator[ShapeNode]:
    """The check items of a section, which are made where it is required; those that offer a choice are none."""
    for child in section.children if not section.one_ticked else ():
        if child.kind == "list" and not child.sample and not child.one_ticked:
            yield from (item for item in child.children if item.box and not item.sample)
