"""Timelines of weeks before the day that all heads of a report agree on: those of another incident."""

from __future__ import annotations

import datetime as dt

from incidentlint.facts.incident import Facts
from incidentlint.facts.model import Row

_WEEKS = dt.timedelta(days=15)
_FEW = 3


def older_rows(facts: Facts) -> Row | None:
    """The first row of a timeline of which all that write their day are weeks before it, where three heads agree."""
    heads = [dating.days[0] for dating in facts.datings if len(dating.days) == 1]
    heads += [m.instant.days[0] for m in facts.milestones if m.instant is not None and m.stamp.date is not None]
    rows = [row for row in facts.all_rows if row.written]
    if len(heads) < _FEW or len(set(heads)) > 1 or not rows:
        return None
    return rows[0] if all(heads[0] - row.day > _WEEKS for row in rows) else None


__all__ = ["older_rows"]
