"""Comments of a template: those of HTML, of engines (``{{!-- ... --}}``, ``{# ... #}``), and ``[//]: # (...)``.

Markdown shows those of engines as text, which must go from a report, and drops the last, which name no link.
"""

from __future__ import annotations

import re

from incidentlint.markdown import Comment, Document
from incidentlint.text import Span

_OF_ENGINE = re.compile(
    r"\{\{!--(?P<dashed>.*)--\}\}|\{\{!(?P<plain>[^{}]*)\}\}|\{#(?P<hash>.*)#\}|<%(?:#|--)(?P<erb>.*?)(?:--)?%>"
    r"|%%(?P<vault>[^%]*)%%",
    re.DOTALL,
)

_OF_LINK = re.compile(r"^\[[^\[\]\n]{1,20}\]: ?(?:#|<#?>) ?[(\"'](.+)[)\"'][ \t]*$", re.MULTILINE)


def commented(text: str) -> str | None:
    """What a text says that is the comment of an engine as a whole; None where it is none."""
    match = _OF_ENGINE.fullmatch(text.strip())
    return match[match.lastgroup or 0].strip() if match else None


def template_comments(document: Document) -> tuple[Comment, ...]:
    """The comments of HTML, and those that are links which nothing names, in their order."""
    text = document.source.text
    if "\n[" not in text:
        return document.comments
    linked = (Comment(Span(match.start(), match.end()), match[1]) for match in _OF_LINK.finditer(text))
    return tuple(sorted((*document.comments, *linked), key=lambda comment: comment.span.start))
