"""What an editor shows between the words: the times that the moments of a report give. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol import types

from incidentlint.lsp.positions import Units, overlap
from incidentlint.lsp.times import steps
from incidentlint.report import Report


def hints(reports: Sequence[Report], units: Units, asked: types.Range) -> Iterator[types.InlayHint]:
    """After each moment how long after the one before it that is, in the lines that are asked for."""
    for report in reports:
        for step in steps(report):
            place = units.span(report, step.last.span)
            if overlap(place, asked):
                said = f'{step.length} after "{step.first.label}"'
                yield types.InlayHint(place.end, said, padding_left=True)
