"""What an editor shows between the words: the times that the moments of a report give. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lsprotocol import types

from incidentlint.grammars import seconds_between, spell_duration
from incidentlint.lsp.positions import Units, overlap
from incidentlint.lsp.times import milestones
from incidentlint.report import Report


def hints(reports: Sequence[Report], units: Units, asked: types.Range) -> Iterator[types.InlayHint]:
    """After each moment how long after the one before it that is, in the lines that are asked for."""
    for report in reports:
        for first, last in pairwise(milestones(report)):
            assert first.instant is not None
            assert last.instant is not None
            place = units.span(report, last.span)
            seconds = seconds_between(first.instant, last.instant)
            if seconds is not None and seconds[0] >= 0 and overlap(place, asked):
                said = f'{spell_duration(round(seconds[0]))} after "{first.label}"'
                yield types.InlayHint(place.end, said, padding_left=True)
