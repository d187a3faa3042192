"""Reports as flat records, and what many of them say together: for `export`, `stats` and `read_folder`."""

from __future__ import annotations

from incidentlint.records.folder import read_folder
from incidentlint.records.parquet import write_parquet
from incidentlint.records.record import RECORD_VERSION, ActionItem, Event, Figure, Length, Milestone, Record, record_of
from incidentlint.records.statistics import (
    KEYS,
    METRICS,
    Group,
    Spread,
    UnknownKeyError,
    group_by,
    short_length,
    spread,
    state_of,
    statistics,
    took,
)
from incidentlint.records.tables import TABLES, as_csv

__all__ = [
    "KEYS",
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
    "UnknownKeyError",
    "as_csv",
    "group_by",
    "read_folder",
    "record_of",
    "short_length",
    "spread",
    "state_of",
    "statistics",
    "took",
    "write_parquet",
]
