"""The lists of a template."""

from __future__ import annotations

from msgspec.structs import replace

from incidentlint.outline import NO_LABEL, ListNode
from incidentlint.template.find_slots import has_slot, template_slots
from incidentlint.template.reading import Path, Reading, begins_with_moment
from incidentlint.template.shape import ShapeNode


def read_list(node: ListNode, path: Path, at: Reading) -> tuple[ShapeNode, ...]:
    """What a template's list demands: entries like its sample, or its own; nothing where all its items are constant."""
    shape = ShapeNode("list", NO_LABEL, path, at.line(node.span))
    children = at.below(node.children, path)
    if _is_sample(node, children):
        slots = tuple(slot for child in children for slot in child.slots)
        slots += tuple(
            slot
            for entry in node.children
            if entry.whole
            for slot in template_slots(entry.whole, at.lexicon)
            if slot not in slots
        )
        return (replace(shape, sample=True, slots=slots, min=1, required=True, why="a list to be filled in"),)
    # Items without a label, a box or a slot are constant text.
    labelled = tuple(child for child in children if child.label.key)
    return (replace(shape, children=labelled),) if labelled else ()


def _is_sample(node: ListNode, children: tuple[ShapeNode, ...]) -> bool:
    """Whether a list's items stand for one or more like them: some hold slots for their labels, or all are blank."""
    blank = all(entry.whole is not None and not entry.whole.text.strip() for entry in node.children)
    if any(child.sample and child.slots for child in children):
        return True
    if blank:
        return not any(entry.children for entry in node.children)
    if len(node.children) > 0 and all(entry.whole and begins_with_moment(entry.whole.text) for entry in node.children):
        return True
    boxed = any(child.box and child.label.key for child in children)
    return bool(node.children) and not boxed and all(has_slot(child.label.text) for child in node.children)
