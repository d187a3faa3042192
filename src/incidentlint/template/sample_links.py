"""Links of a template that lead nowhere yet, and those of a report that do."""

from __future__ import annotations

import re

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


def names_file(prose: Prose) -> bool:
    """Whether a text only says which file something is in, for any report: ``Runbook: `ops/runbooks/restart.md```.

    A path with a number in it is the sample of another.
    """
    file = next((mark for mark in prose.marks if mark.kind == "code"), None)
    if file is None or prose.text[file.end :].strip(" .;"):
        return False
    label = prose.text[: file.start].strip()
    return label.endswith((":", "：")) and _FILE.fullmatch(prose.text[file.start : file.end]) is not None


_FILE = re.compile(r"(?:[a-z_.-]{1,60}/){1,12}[a-z_-]{1,60}(?:\.[a-z]{1,8}){0,3}", re.IGNORECASE)
