"""Links of a template that lead nowhere yet, and those of a report that do."""

from __future__ import annotations

import re

from incidentlint.markdown import Mark, Prose
from incidentlint.outline import Outline, TextNode, own_texts
from incidentlint.text import normalise
from incidentlint.vocabulary import Lexicon


def is_sample_link(mark: Mark, lexicon: Lexicon) -> bool:
    """Whether a link leads nowhere yet: ``[Ticket](link)``."""
    target = mark.target.strip().casefold()
    return mark.kind == "link" and (
        target in ("", "#", "...", "…") or target in lexicon.words.slots.links or target in lexicon.todo
    )


def links_to_nowhere(template: Outline, lexicon: Lexicon) -> frozenset[tuple[str, str]]:
    """The links of a template that lead nowhere yet, with what they are called, normalised: ``[Logs](link)``.

    So do those whose address is one to be filled in, ``[Ticket](https://tickets.example.org/XXX)``. One without any is
    so in a list or a value alone. The top of the page is somewhere: ``[Back to the top](#)``.
    """
    found: set[tuple[str, str]] = set()
    for node in template.walk():
        for prose in own_texts(node, code=False, cells=True, values=True):
            for mark in prose.marks:
                open_ = mark.kind == "link" and _OPEN.search(mark.target) is not None
                target = mark.target.strip()
                bare = not target.strip("#") and isinstance(node, TextNode)
                if target != "#" and (open_ or (is_sample_link(mark, lexicon) and not bare)):
                    found.add((normalise(prose.text[mark.start : mark.end]), target))
    return frozenset(found)


_OPEN = re.compile(
    r"(?<![A-Za-z])(?<!//)(?:XXX{1,9}|NNN{1,9}|YYYY)(?![A-Za-z])|<[^<>]{2,60}>"
    r"|%3[Cc][\w%-]{2,60}%3[Ee]|\{[a-z][a-z_-]{1,29}\}"
)
"""What is to be filled in of an address; braces with more than a name are a query's."""


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
