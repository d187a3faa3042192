"""Links of a template that lead nowhere yet, and those of a report that do."""

from __future__ import annotations

from incidentlint.markdown import Mark, Prose
from incidentlint.vocabulary import Lexicon


def is_sample_link(mark: Mark, lexicon: Lexicon) -> bool:
    """Whether a link leads nowhere yet: ``[Ticket](link)``."""
    target = mark.target.strip().casefold()
    return mark.kind == "link" and (
        target in ("", "#", "...", "…") or target in lexicon.words.slots.links or target in lexicon.todo
    )


def is_linked(prose: Prose, lexicon: Lexicon) -> bool:
    """Whether a text has a link that leads somewhere."""
    return any(mark.kind == "link" and not is_sample_link(mark, lexicon) for mark in prose.marks)
