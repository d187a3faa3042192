"""Reading the time that it is, as a user gives it."""

from __future__ import annotations

import datetime as dt

from incidentlint.grammars.read_moments import read_stamp


def read_clock(text: str) -> dt.datetime | None:
    """The moment that a text such as ``2026-03-11``, ``2026-03-11 09:00 CET`` or RFC 3339 says, in UTC.

    A date is the end of its day, a time without a zone is UTC. None for anything else.
    """
    stamp = read_stamp(text.strip())
    if stamp is None or stamp.end != len(text.strip()) or not stamp.valid or stamp.date is None:
        return None
    days = stamp.days()
    if len(days) != 1:
        return None
    if stamp.time is None:
        return dt.datetime.combine(days[0], dt.time(23, 59, 59), dt.UTC)
    found = stamp.instants(default_zone="UTC")
    return found[0] if found else None
