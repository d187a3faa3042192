"""The quantities of a text: its figures, but for the digits of dates, times and lengths of time."""

from __future__ import annotations

from incidentlint.grammars.durations import find_durations
from incidentlint.grammars.figures import Figure, find_figures
from incidentlint.grammars.read_moments import find_dates, find_times
from incidentlint.grammars.read_once import read_once


@read_once
def find_quantities(text: str) -> list[Figure]:
    """The counts, amounts and percentages of a text from left to right, none of which is part of a moment or length."""
    times = [(date.start, date.end) for date in find_dates(text)]
    times += [(time.start, time.end) for time in find_times(text)]
    times += [(length.start, length.end) for length in find_durations(text)]
    return find_figures(text, times)
