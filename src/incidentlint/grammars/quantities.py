"""The quantities of a text: its figures, but for the digits of dates, times and lengths of time."""

from __future__ import annotations

from incidentlint.grammars.durations import find_durations
from incidentlint.grammars.figures import Figure, figures_beside
from incidentlint.grammars.read_moments import find_dates, find_times
from incidentlint.grammars.read_once import read_once


@read_once
def find_quantities(text: str) -> list[Figure]:
    """The counts, amounts and percentages of a text from left to right, none of which is part of a moment or length."""

    def moments() -> list[tuple[int, int]]:
        dates, times, lengths = find_dates(text), find_times(text), find_durations(text)
        spans = [(date.start, date.end) for date in dates]
        spans += [(time.start, time.end) for time in times]
        return spans + [(length.start, length.end) for length in lengths]

    return figures_beside(text, moments)
