"""The picture for a terminal: a row for each moment, placed from left to right by its time. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from incidentlint.grammars import spell_duration
from incidentlint.pictures.story import Point, Story
from incidentlint.text import one_line, shorten

_AXIS = 32
"""So many columns are from the first moment to the last."""


def as_lines(story: Story, width: int = 100) -> Iterator[str]:
    """Yield the lines of the picture, no wider than `width`; none where there are fewer than two moments.

    Each row has a bar from the moment before it. A row whose time is before that of a row above it in the report is
    marked with ``<``: it, or its order, is wrong.
    """
    points = story.points
    if len(points) < 2 or story.start == story.end:
        return
    dated = len({point.day for point in points}) > 1
    before: Point | None = None
    for point in points:
        here = round(story.share(point.at) * (_AXIS - 1))
        last = here if before is None else round(story.share(before.at) * (_AXIS - 1))
        mark = "●" if point.name else "○"
        bar = f"{' ' * last}{'─' * (here - last)}{mark}".ljust(_AXIS)
        day = f"{point.day[5:]} " if dated else ""
        gap = round((point.at - before.at).total_seconds()) if before is not None else 0
        after = f" (+{spell_duration(gap)})" if gap else ""
        name = f"{point.name}{after}" if point.name else f"{one_line(point.text)}{after if gap >= _LONG * 60 else ''}"
        late = "< " if point.late else ""
        head = f"{day}{point.clock}  {bar}  {late}"
        yield head + shorten(name, max(10, width - len(head)))
        before = point
    for phase in story.phases:
        yield f"{phase.name}: {phase.length}"
    if story.lost:
        yield story.lost


_LONG = 30
"""Of so many minutes the gap before an entry is told."""
