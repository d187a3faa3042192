"""What is behind a moment in a place of times: marks of later days, ``00:10 +1``, and notes, ``Dec 29, morning``."""

from __future__ import annotations

import re

import msgspec

from incidentlint.facts.model import Entry
from incidentlint.grammars import all_words
from incidentlint.vocabulary import literal, remembered

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


_BEHIND = re.compile(r"\W*+$|\s*+(?:[\])*_]{1,4}\s*+)?[:)\]–—|-]")


def leads_row(text: str, end: int, *, clock: bool) -> bool:
    """Whether a day, which ends at an index, is that of a row: by what is behind it; `clock` in a place of times."""
    return _BEHIND.match(text, end) is not None or (clock and is_note(text, end))


def is_note(text: str, end: int) -> bool:
    """Whether what is behind a day, which ends at an index, is a note on it, and no other day or time.

    Words in parentheses or behind a comma may be any; another can only be a part of the day.
    """
    return _note().match(text, end) is not None


@remembered
def _note() -> re.Pattern[str]:
    part = literal(all_words("day_parts"))
    return re.compile(rf"(?:\s?[(（][^()（）\d\n]{{1,40}}[)）]|,\s?[^\s,\d][^,\d\n]{{1,40}}|\s{part})\s*$")
