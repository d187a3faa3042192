"""Secrets masked in all that is shown of a file: its lines, and messages that quote it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from incidentlint.findings import Diagnostic
from incidentlint.text import SourceText, Span

_LEAST = 10
"""So many characters of a secret are a part of it: a message may quote its beginning alone."""

_MASK = "*"


def masked(
    diagnostics: Sequence[Diagnostic], lines: dict[int, str], source: SourceText, secrets: Sequence[Span]
) -> tuple[list[Diagnostic], dict[int, str]]:
    """Diagnostics and lines, by number, without the secrets at some places of the text: as long, and unreadable."""
    shown = dict(lines)
    for span in secrets:
        start, end = source.position(span.start), source.position(span.end)
        for number in range(start.line, end.line + 1):
            line = shown.get(number)
            if line is not None:
                first = start.column - 1 if number == start.line else 0
                last = min(end.column - 1 if number == end.line else len(line), len(line))
                shown[number] = line[:first] + _MASK * max(0, last - first) + line[last:]
    words = {line for span in secrets for line in source[span].splitlines() if line.strip()}

    def hide(text: str) -> str:
        for word in sorted(words, key=len, reverse=True):
            if word in text:
                text = text.replace(word, _MASK * len(word))
            elif len(word) > _LEAST and word[:_LEAST] in text:
                text = re.sub(rf"{re.escape(word[:_LEAST])}\S*", _MASK * _LEAST, text)
        return text

    return [_hidden(one, hide) for one in diagnostics], shown


def _hidden(one: Diagnostic, hide: Callable[[str], str]) -> Diagnostic:
    fix = one.fix
    if fix is not None:
        edits = tuple(replace(edit, text=hide(edit.text)) for edit in fix.edits)
        # A fix whose text is masked would write the mask.
        fix = replace(fix, title=hide(fix.title)) if edits == fix.edits else None
    related = tuple(replace(other, message=hide(other.message)) for other in one.related)
    return replace(one, message=hide(one.message), help=hide(one.help), related=related, fix=fix)
