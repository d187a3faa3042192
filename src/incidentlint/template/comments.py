"""Comments of a template: those of HTML, of engines (``{{!-- ... --}}``, ``{# ... #}``), and ``[//]: # (...)``.

Markdown shows those of engines as text, which must go from a report, and drops the last, which name no link.
"""

from __future__ import annotations

import re

from incidentlint.markdown import Comment, Document
from incidentlint.template.slot_types import is_signed
from incidentlint.text import Span

_OF_ENGINE = re.compile(
    r"\{\{!--(?P<dashed>.*)--\}\}|\{\{!(?P<plain>[^{}]*)\}\}|\{#(?P<hash>.*)#\}|<%(?:#|--)(?P<erb>.*?)(?:--)?%>"
    r"|%%(?P<vault>[^%]*)%%",
    re.DOTALL,
)

_OF_LINK = re.compile(r"^\[[^\[\]\n]{1,20}\]: ?(?:#|<#?>) ?[(\"'](.+)[)\"'][ \t]*$", re.MULTILINE)


_ENGINE_LINE = re.compile(r"^(?:%%|\{\{!|\{#|<%)[^\n]{1,400}$", re.MULTILINE)

_SLOT = 2
"""Words of a slot in small letters between such signs; a comment has more."""


def commented(text: str) -> str | None:
    """What a text says that is the comment of an engine as a whole; None where it is none.

    What is all in capitals, or a word or two close to its signs, is a slot: ``%%ROOT CAUSE%%``, ``%%your name%%``.
    """
    match = _OF_ENGINE.fullmatch(text.strip())
    said = match[match.lastgroup or 0].strip() if match else None
    short = said is not None and (said.isupper() or len(said.split()) <= _SLOT)
    slot = match is not None and match.lastgroup == "vault" and short and is_signed(match.group())
    return None if slot else said


def template_comments(document: Document) -> tuple[Comment, ...]:
    """The comments of HTML, those of engines on lines of their own, and those that are links, in their order."""
    text = document.source.text
    found = [*document.comments]
    if "\n[" in text:
        found += [Comment(Span(match.start(), match.end()), match[1]) for match in _OF_LINK.finditer(text)]
    lines = ((match, commented(match.group())) for match in _ENGINE_LINE.finditer(text))
    found += [Comment(Span(match.start(), match.end()), said) for match, said in lines if said]
    return tuple(sorted(found, key=lambda comment: comment.span.start))
