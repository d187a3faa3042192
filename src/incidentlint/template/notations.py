"""Notations around a template that say nothing of a report.

Boxes of MkDocs in which a template speaks to its writers: ``??? tip "Titles"`` with what is below it;
front matter that is all in comments, to be taken out of them: ``# severity: SEV1 | SEV2``.
"""

from __future__ import annotations

import re

_OPENS = re.compile(r"(?:\?\?\?\+?|!!!)[ ]+[a-z][a-z-]{1,20}\b")
_INDENT = "    "


def without_admonitions(template: str) -> str:
    """A template's text with the lines of such boxes left empty; all others keep their places.

    A box is its first line and all that is indented below it
    (https://squidfunk.github.io/mkdocs-material/reference/admonitions/).
    """
    if "??? " not in template and "!!! " not in template and "???+ " not in template:
        return template
    lines, inside = [], False
    for line in template.splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        inside = _OPENS.match(bare) is not None or (inside and (not bare.strip() or bare.startswith(_INDENT)))
        lines.append(line[len(bare) :] if inside else line)
    return "".join(lines)


def with_front_matter(template: str) -> str:
    """A template's text whose front matter is all comments without their signs, so that its keys are asked for."""
    opened, _, rest = template.partition("\n")
    if opened.strip() != "---":
        return template
    matter, closed, body = rest.partition("\n---\n")
    lines = matter.split("\n")
    if not closed or not all(not line.strip() or line.startswith("#") for line in lines):
        return template
    if sum(_KEY.match(line) is not None for line in lines) < _FEWEST_KEYS:
        return template
    plain = "\n".join(line[2:] if _KEY.match(line) else line for line in lines)
    return f"{opened}\n{plain}{closed}{body}"


_KEY = re.compile(r"# [a-z][\w-]{1,30}:(?:\s|$)")
_FEWEST_KEYS = 2
