"""What any report states, whatever its template: moments, lengths, counts, entries."""

from __future__ import annotations

from incidentlint.facts.agreement import Apart, Claimed, Told, apart, claimed_otherwise, out_of_order, told_otherwise
from incidentlint.facts.conflicts import Conflict, conflicts
from incidentlint.facts.incident import Facts, Template, read_facts
from incidentlint.facts.model import Dating, Length, Milestone, Row
from incidentlint.facts.order import Misplaced
from incidentlint.facts.place_entries import Placed, Skipped, Window, place
from incidentlint.facts.timeline import Entry, Timeline, read_timelines, stated_zone
from incidentlint.facts.words import read_words

__all__ = [
    "Apart",
    "Claimed",
    "Conflict",
    "Dating",
    "Entry",
    "Facts",
    "Length",
    "Milestone",
    "Misplaced",
    "Placed",
    "Row",
    "Skipped",
    "Template",
    "Timeline",
    "Told",
    "Window",
    "apart",
    "claimed_otherwise",
    "conflicts",
    "out_of_order",
    "place",
    "read_facts",
    "read_timelines",
    "read_words",
    "stated_zone",
    "told_otherwise",
]
