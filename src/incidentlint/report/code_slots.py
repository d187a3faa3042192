"""The lines of the template's blocks of code that ask to be filled in, and that a report kept in one of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from incidentlint.markdown import Code
from incidentlint.outline import TextNode
from incidentlint.report.report import Report
from incidentlint.text import EASTERN, Span
from incidentlint.vocabulary import Prompts, is_request

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


def prompts_in_code(report: Report) -> Iterator[tuple[Span, str]]:
    """The one line of a block of code that is all of the template's, and says what the block is for; with its place."""
    alone = _alone(report.pack.text) if report.policy.binds else ()
    for node in report.outline.walk() if alone else ():
        if isinstance(node, TextNode) and isinstance(node.block, Code) and len(node.lines) == 1:
            prose = node.lines[0]
            text = prose.text.strip()
            if text in alone and _tells_what(text, report.pack.lexicon.words.prompts):
                at = prose.text.index(text)
                yield prose.source(at, at + len(text)), text


def _tells_what(text: str, words: Prompts) -> bool:
    """Whether a line of code is none: a remark alone, a request, or words in a script that no command is in."""
    remark = _REMARK.match(text)
    if remark is not None:
        return len(text[remark.end() :].split()) > 1 and _WORDS.fullmatch(text[remark.end() :]) is not None
    if _WORDS.fullmatch(text) is None:
        return False
    return _EASTERN.search(text) is not None or is_request(text, words)


_REMARK = re.compile(r"(?:#|//|--) ")
_WORDS = re.compile(r"[\w\s/,、，。.:：()（）・·…'’-]{3,120}")
_EASTERN = re.compile(f"[{EASTERN}]")


@lru_cache(maxsize=64)
def _alone(template: str) -> frozenset[str]:
    """The lines of a template that are all that a block of code holds."""
    found: set[str] = set()
    block: list[str] | None = None
    for line in map(str.strip, template.splitlines()):
        if line.startswith(("```", "~~~")):
            if block is not None and len(block) == 1:
                found.add(block[0])
            block = [] if block is None else None
        elif block is not None and line:
            block.append(line)
    return frozenset(found)
