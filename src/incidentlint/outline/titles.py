"""Which headings of a document are its title: its first of the highest level, and a lone one over all others."""

from __future__ import annotations

from collections.abc import Sequence

from incidentlint.markdown import Section

_PARTS = 2
"""So many headings below the only one of its level make it a title."""

_SECTIONS = 3
"""So many headings of the first level are the sections of a report, all but the first."""


def is_title(headings: Sequence[Section], number: int, key: str, labels: frozenset[str]) -> bool:
    """Whether one of the outermost headings, by its number and key, is a title; `labels` are those of sections.

    Pages whose system shows the title by itself begin with a lower level: there a lone heading over all others is it.
    """
    heading = headings[number]
    if heading.level > 1:
        return len(headings) == 1 and len(heading.children) >= _PARTS and key not in labels
    if labels:
        return key not in labels
    return number == 0 or sum(other.level == 1 for other in headings) < _SECTIONS


__all__ = ["is_title"]
