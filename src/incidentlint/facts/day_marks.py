"""Marks of later days behind times of day: ``00:10 +1``."""

from __future__ import annotations

import msgspec

from incidentlint.facts.model import Entry

_DAY_MARKS = {"+1": 1, "+2": 2}


def with_day_marks(entries: list[Entry]) -> list[Entry]:
    """The entries with a mark such as ``+1`` read as days later, and no offset: unless the first one has it, too."""
    later = [_DAY_MARKS.get(zone.raw.strip(" ()"), 0) if (zone := entry.stamp.zone) else 0 for entry in entries]
    if later[0] or not any(later):
        return entries
    return [_days_later(entry, days) if days else entry for entry, days in zip(entries, later, strict=True)]


def _days_later(entry: Entry, days: int) -> Entry:
    """An entry whose offset is a mark of days."""
    assert entry.stamp.time is not None
    time = msgspec.structs.replace(entry.stamp.time, zone=None)
    return msgspec.structs.replace(entry, stamp=msgspec.structs.replace(entry.stamp, time=time), later=days)
