"""A document recognised, matched to a pack, valued and dated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentlint.lazy import lazy_names
from incidentlint.report.absent_fields import absent_fields, is_text
from incidentlint.report.action_items import action_name, item_parts, item_says_done, says_done
from incidentlint.report.action_records import Told
from incidentlint.report.actions import (
    action_tables,
    action_texts,
    asks_for_person,
    due_elsewhere,
    due_of_actions,
    tables_asked,
    told_of_actions,
)
from incidentlint.report.answers_below import is_answered_below, text_behind
from incidentlint.report.bound import Bound
from incidentlint.report.box_lists import are_alternatives, are_for_this_one, is_of_other_box, left_open
from incidentlint.report.candidates import Candidates, Packs, templates_of
from incidentlint.report.check_items import box_of, names_item
from incidentlint.report.chronology import (
    Chronology,
    chronology,
    incident_days,
)
from incidentlint.report.clock import Clock
from incidentlint.report.deadlines import happened_before, is_future, waits
from incidentlint.report.demands import (
    bare_waiver,
    does_not_apply,
    is_explanation,
    is_left_empty,
    is_ragged,
    is_row_without,
    may_be_waived,
    says_none,
    says_only_none,
    wanted,
)
from incidentlint.report.entries import count_entries
from incidentlint.report.first_day import first_day
from incidentlint.report.generic_reports import is_bundle, is_post_mortem
from incidentlint.report.heading_levels import DEEPEST, level_of, to_level, top_shift
from incidentlint.report.incident import Judged, incident, judged
from incidentlint.report.incidents import split_incidents
from incidentlint.report.leftovers.read import Leftover
from incidentlint.report.named_lines import is_named
from incidentlint.report.near_names import is_end
from incidentlint.report.own_limits import Late, behind_own_limits
from incidentlint.report.owners import Owner, owner_of, owner_of_cell
from incidentlint.report.places import belongs, entries_span, heading_line, near_line, owner_span, trim_row
from incidentlint.report.recognise import BLANK_FORM, Recognised, fit, has_timed_headings, recognise
from incidentlint.report.report import Report, Row, read_report, read_reports
from incidentlint.report.residue import Residue, name_of_owner, residue
from incidentlint.report.rewritten import is_replaced, is_reworded, is_rewritten, sections_of_another_form
from incidentlint.report.severity_rows import SetLevel, level_entries, set_levels, stated_levels
from incidentlint.report.statements import Length, Statement, end_of_period, is_after, is_late, length_of
from incidentlint.report.status import STATUS_PARTS, bare_status, first_part, is_final, is_underway, statuses
from incidentlint.report.suppressions import Suppressions
from incidentlint.report.surroundings import NOWHERE, Head, Surroundings, head_of
from incidentlint.report.told_in_rows import is_told_in_rows
from incidentlint.report.values import Value

if TYPE_CHECKING:
    from incidentlint.report.skeletons import field_skeleton, section_skeleton, skeleton

__all__ = [
    "BLANK_FORM",
    "DEEPEST",
    "NOWHERE",
    "STATUS_PARTS",
    "Bound",
    "Candidates",
    "Chronology",
    "Clock",
    "Head",
    "Judged",
    "Late",
    "Leftover",
    "Length",
    "Owner",
    "Packs",
    "Recognised",
    "Report",
    "Residue",
    "Row",
    "SetLevel",
    "Statement",
    "Suppressions",
    "Surroundings",
    "Told",
    "Value",
    "absent_fields",
    "action_name",
    "action_tables",
    "action_texts",
    "are_alternatives",
    "are_for_this_one",
    "asks_for_person",
    "bare_status",
    "bare_waiver",
    "behind_own_limits",
    "belongs",
    "box_of",
    "chronology",
    "count_entries",
    "does_not_apply",
    "due_elsewhere",
    "due_of_actions",
    "end_of_period",
    "entries_span",
    "field_skeleton",
    "first_day",
    "first_part",
    "fit",
    "happened_before",
    "has_timed_headings",
    "head_of",
    "heading_line",
    "incident",
    "incident_days",
    "is_after",
    "is_answered_below",
    "is_bundle",
    "is_end",
    "is_explanation",
    "is_final",
    "is_future",
    "is_late",
    "is_left_empty",
    "is_named",
    "is_of_other_box",
    "is_post_mortem",
    "is_ragged",
    "is_replaced",
    "is_reworded",
    "is_rewritten",
    "is_row_without",
    "is_text",
    "is_told_in_rows",
    "is_underway",
    "item_parts",
    "item_says_done",
    "judged",
    "left_open",
    "length_of",
    "level_entries",
    "level_of",
    "may_be_waived",
    "name_of_owner",
    "names_item",
    "near_line",
    "owner_of",
    "owner_of_cell",
    "owner_span",
    "read_report",
    "read_reports",
    "recognise",
    "residue",
    "says_done",
    "says_none",
    "says_only_none",
    "section_skeleton",
    "sections_of_another_form",
    "set_levels",
    "skeleton",
    "split_incidents",
    "stated_levels",
    "statuses",
    "tables_asked",
    "templates_of",
    "text_behind",
    "to_level",
    "told_of_actions",
    "top_shift",
    "trim_row",
    "waits",
    "wanted",
]

if not TYPE_CHECKING:
    __getattr__ = lazy_names(
        __name__,
        {
            "field_skeleton": "report.skeletons",
            "section_skeleton": "report.skeletons",
            "skeleton": "report.skeletons",
        },
    )
