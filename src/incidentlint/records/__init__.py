"""Reports as flat records, and what many of them say together: for `export`, `stats` and `read_folder`."""

from __future__ import annotations

from incidentlint.records.folder import read_folder
from incidentlint.records.record import RECORD_VERSION, ActionItem, Event, Figure, Length, Milestone, Record, record_of
from incidentlint.records.statistics import METRICS, Group, Spread, group_by, statistics
from incidentlint.records.tables import TABLES, as_csv

__all__ = [
    "METRICS",
    "RECORD_VERSION",
    "TABLES",
    "ActionItem",
    "Event",
    "Figure",
    "Group",
    "Length",
    "Milestone",
    "Record",
    "Spread",
    "as_csv",
    "group_by",
    "read_folder",
    "record_of",
    "statistics",
]
