"""Parts of a prose: cut by indices, with the marks that are in them."""

from __future__ import annotations

from collections.abc import Sequence

from incidentlint.markdown.document import Mark, Prose


def prose_slice(prose: Prose, start: int, end: int) -> Prose:
    """The part of `prose` between two indices of its text, with the marks that are in it (cut to it)."""
    return _cut(prose, prose.marks, start, end)


def unstruck(prose: Prose) -> str:
    """The text with what is crossed out blanked, so that the rest keeps its place; as it is if nothing is left then."""
    text = prose.text
    for mark in prose.marks:
        if mark.kind == "strike":
            text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    return text if text.strip() else prose.text


def prose_parts(prose: Prose, cuts: Sequence[int]) -> list[Prose]:
    """The parts of `prose` from each of the ascending indices to the next, the last one to the end: in one walk."""
    parts, waiting = [], sorted(prose.marks, key=lambda mark: mark.start)
    open_marks: list[Mark] = []
    index = 0
    for start, end in zip(cuts, (*cuts[1:], len(prose.text)), strict=True):
        open_marks = [mark for mark in open_marks if mark.end > start]
        while index < len(waiting) and (waiting[index].start < end or waiting[index].start == end == len(prose.text)):
            if waiting[index].end >= start:
                open_marks.append(waiting[index])
            index += 1
        parts.append(_cut(prose, open_marks, start, end))
    return parts


def _cut(prose: Prose, marks: Sequence[Mark], start: int, end: int) -> Prose:
    cut = prose.slice(start, end)
    if not marks:
        return Prose(cut.text, cut.pieces, (), cut.span)
    marks = tuple(
        type(mark)(mark.kind, max(mark.start, start) - start, min(mark.end, end) - start, mark.span, mark.target)
        for mark in marks
        if (mark.start < end and mark.end > start) or (mark.start == mark.end and start <= mark.start <= end)
    )
    return Prose(cut.text, cut.pieces, marks, cut.span)
