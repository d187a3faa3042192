"""The lines of the template's blocks of code that ask to be filled in, and that a report kept in one of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from incidentlint.markdown import Code
from incidentlint.outline import TextNode
from incidentlint.report.report import Report
from incidentlint.text import Span

_SLOT = re.compile(r"(?:[^\W\d_][\w ]{0,20}:\s*)?(<[^<>\n]{3,100}>|\{\{[^{}\n]{2,100}\}\}|\[[^\[\]\n]{3,100}\])")
"""A bracket that is all of a line, or all that is behind its label: ``<paste the trace>``, ``got: <response>``."""


def left_in_code(report: Report) -> Iterator[tuple[Span, str]]:
    """The brackets of such lines, each with its place."""
    if not report.policy.binds:
        return
    asked = _asked(report.pack.text)
    for node in report.outline.walk() if asked else ():
        if isinstance(node, TextNode) and isinstance(node.block, Code):
            for prose in node.lines:
                start = 0
                for line in prose.text.splitlines(keepends=True):
                    text = line.strip()
                    if text in asked and (match := _SLOT.fullmatch(text)) is not None:
                        at = start + line.index(match[1])
                        yield prose.source(at, at + len(match[1])), match[1]
                    start += len(line)


@lru_cache(maxsize=64)
def _asked(template: str) -> frozenset[str]:
    """The lines of a template's blocks of code that are such brackets."""
    found: set[str] = set()
    fenced = False
    for line in map(str.strip, template.splitlines()):
        if line.startswith(("```", "~~~")):
            fenced = not fenced
        elif fenced and _SLOT.fullmatch(line) is not None:
            found.add(line)
    return frozenset(found)
