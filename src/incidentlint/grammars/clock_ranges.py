"""Ranges of two times of day that are where a length is asked for: ``08:05 - 09:50 UTC``."""

from __future__ import annotations

import re
from typing import NamedTuple

from incidentlint.grammars.read_moments import find_ranges

_TWO_CLOCKS = re.compile(r"\s{0,8}\d{1,2}:\d{2}\D{1,12}\d{1,2}:\d{2}")


class ClockRange(NamedTuple):
    """A range as it is written at `start`..`end` of a text, and the seconds between its two times."""

    clock_seconds: int
    start: int
    end: int
    raw: str
    approx: bool


def clock_range(text: str) -> ClockRange | None:
    """The range of two times that a text begins with, over midnight where the second is the lesser; None without."""
    times = next(iter(find_ranges(text)), None) if _TWO_CLOCKS.match(text) else None
    if times is None or text[: times.start].strip() or times.clock_length is None:
        return None
    return ClockRange(times.clock_length, times.start, times.end, times.raw, times.first.approx or times.last.approx)
