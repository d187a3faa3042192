"""What a template asks for: its slots, shape, gates and conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentlint.lazy import lazy_names

if TYPE_CHECKING:
    from incidentlint.template.begun_items import lists_by_heading
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
    from incidentlint.template.fenced_forms import form_of
    from incidentlint.template.find_slots import has_slot, stamps_in, template_slots
    from incidentlint.template.generic import generic_shape
    from incidentlint.template.left_slots import PossibleSlots, left_of, sought_words, words_of_slots
    from incidentlint.template.notations import with_front_matter, without_admonitions
    from incidentlint.template.paths import Steps, find_node, find_rows, near_column, near_or_all
    from incidentlint.template.quoted_slots import is_in_quotes, quotes_of, with_quotes
    from incidentlint.template.read_template import read_shape
    from incidentlint.template.reading import Told, states_zone
    from incidentlint.template.sample_links import is_linked
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
    from incidentlint.template.slot_patterns import SlotPattern, slot_pattern
    from incidentlint.template.slot_types import Slot, SlotKind, SlotType, distinct, is_no_slot, is_signed
    from incidentlint.template.stated_gates import read_gates

__all__ = [
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
    "PossibleSlots",
    "Present",
    "Severity",
    "Shape",
    "ShapeNode",
    "Slot",
    "SlotKind",
    "SlotPattern",
    "SlotType",
    "Steps",
    "Told",
    "Unknown",
    "UnknownPathError",
    "at_instant",
    "decided_by",
    "deletions",
    "distinct",
    "evaluate",
    "find_node",
    "find_rows",
    "form_of",
    "generic_shape",
    "has_slot",
    "is_in_quotes",
    "is_linked",
    "is_no_slot",
    "is_signed",
    "left_of",
    "lists_by_heading",
    "near_column",
    "near_or_all",
    "quotes_of",
    "read_gates",
    "read_moment",
    "read_shape",
    "row_texts",
    "slot_pattern",
    "sought_words",
    "spell",
    "stamps_in",
    "states_zone",
    "target",
    "template_slots",
    "with_front_matter",
    "with_quotes",
    "without_admonitions",
    "words_of_slots",
]

if not TYPE_CHECKING:
    __getattr__ = lazy_names(
        __name__,
        {
            "AllOf": "template.conditions",
            "AmbiguousPathError": "template.shape",
            "Answer": "template.conditions",
            "AnyOf": "template.conditions",
            "Column": "template.shape",
            "Condition": "template.conditions",
            "Demand": "template.shape",
            "Edits": "template.shape",
            "Moment": "template.slot_moments",
            "Named": "template.conditions",
            "Not": "template.conditions",
            "Present": "template.conditions",
            "Severity": "template.conditions",
            "Shape": "template.shape",
            "ShapeNode": "template.shape",
            "Slot": "template.slot_types",
            "SlotKind": "template.slot_types",
            "SlotPattern": "template.slot_patterns",
            "SlotType": "template.slot_types",
            "Steps": "template.paths",
            "Unknown": "template.conditions",
            "UnknownPathError": "template.shape",
            "at_instant": "template.slot_moments",
            "decided_by": "template.conditions",
            "deletions": "template.shape",
            "distinct": "template.slot_types",
            "evaluate": "template.conditions",
            "find_node": "template.paths",
            "find_rows": "template.paths",
            "form_of": "template.fenced_forms",
            "generic_shape": "template.generic",
            "has_slot": "template.find_slots",
            "is_linked": "template.sample_links",
            "lists_by_heading": "template.begun_items",
            "is_no_slot": "template.slot_types",
            "is_signed": "template.slot_types",
            "PossibleSlots": "template.left_slots",
            "left_of": "template.left_slots",
            "sought_words": "template.left_slots",
            "words_of_slots": "template.left_slots",
            "near_column": "template.paths",
            "near_or_all": "template.paths",
            "read_gates": "template.stated_gates",
            "read_moment": "template.slot_moments",
            "read_shape": "template.read_template",
            "row_texts": "template.shape",
            "slot_pattern": "template.slot_patterns",
            "Told": "template.reading",
            "states_zone": "template.reading",
            "spell": "template.slot_moments",
            "stamps_in": "template.find_slots",
            "target": "template.slot_moments",
            "template_slots": "template.find_slots",
            "is_in_quotes": "template.quoted_slots",
            "quotes_of": "template.quoted_slots",
            "with_quotes": "template.quoted_slots",
            "with_front_matter": "template.notations",
            "without_admonitions": "template.notations",
        },
    )
