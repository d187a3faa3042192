"""What any report states, whatever its template: moments, lengths, counts, entries."""

from __future__ import annotations

from incidentlint.facts.place_entries import Placed, Skipped, Window, place
from incidentlint.facts.timeline import Entry, Timeline, read_timelines, stated_zone

__all__ = [
    "Entry",
    "Placed",
    "Skipped",
    "Timeline",
    "Window",
    "place",
    "read_timelines",
    "stated_zone",
]
