"""What a template asks for: its slots, shape, gates and conditions."""

from __future__ import annotations

from incidentlint.template.conditions import (
    AllOf,
    Answer,
    AnyOf,
    Condition,
    Named,
    Not,
    Present,
    Severity,
    Unknown,
    decided_by,
    evaluate,
)
from incidentlint.template.find_slots import distinct, has_slot, stamps_in, template_slots
from incidentlint.template.generic import GENERIC_ROLES, generic_shape
from incidentlint.template.left_slots import left_of
from incidentlint.template.paths import Steps, find_node, find_rows, near_column, near_or_all
from incidentlint.template.read_shape import read_shape
from incidentlint.template.shape import (
    AmbiguousPathError,
    Column,
    Demand,
    Edits,
    Shape,
    ShapeNode,
    UnknownPathError,
    deletions,
    row_texts,
)
from incidentlint.template.slot_moments import Moment, at_instant, read_moment, spell, target
from incidentlint.template.slot_pattern import SlotPattern, slot_pattern
from incidentlint.template.slot_types import Slot, SlotKind, SlotType, is_no_slot
from incidentlint.template.stated_gates import read_gates

__all__ = [
    "GENERIC_ROLES",
    "AllOf",
    "AmbiguousPathError",
    "Answer",
    "AnyOf",
    "Column",
    "Condition",
    "Demand",
    "Edits",
    "Moment",
    "Named",
    "Not",
    "Present",
    "Severity",
    "Shape",
    "ShapeNode",
    "Slot",
    "SlotKind",
    "SlotPattern",
    "SlotType",
    "Steps",
    "Unknown",
    "UnknownPathError",
    "at_instant",
    "decided_by",
    "deletions",
    "distinct",
    "evaluate",
    "find_node",
    "find_rows",
    "generic_shape",
    "has_slot",
    "is_no_slot",
    "left_of",
    "near_column",
    "near_or_all",
    "read_gates",
    "read_moment",
    "read_shape",
    "row_texts",
    "slot_pattern",
    "spell",
    "stamps_in",
    "target",
    "template_slots",
]
