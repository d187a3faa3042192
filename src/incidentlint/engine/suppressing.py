"""Suppression comments for findings: which could be written, and where. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from incidentlint.engine.lint import Found
from incidentlint.findings import Edit, Fix
from incidentlint.markdown import Document
from incidentlint.text import SourceText, Span

_CONTAINER = re.compile(r"[ \t>]*")


def comments(found: Iterable[Found], document: Document, reason: str) -> Iterator[tuple[tuple[Found, ...], list[Fix]]]:
    """Yield for each line the findings that begin there, and the fixes that suppress them, the best first.

    A comment above the line, comments around its block, a comment at the head of the file. Whether one of them does
    what it should, whoever reads the text again knows.
    """
    source = document.source

    def line_of(one: Found) -> int:
        return source.line_of(one.finding.span.start)

    for line, group in groupby(sorted(filter(_can, found), key=line_of), key=line_of):
        several = tuple(group)
        names = ", ".join(sorted({one.rule.code for one in several}))
        fixes = [
            _fix(source, {line: _comment("disable-next-line", names, reason)}),
            _around(document, line, names, reason),
            _fix(source, {_head(document): _comment("disable-file", names, reason)}),
        ]
        if all(one.finding.span == Span(0, 0) for one in several):  # the whole file is meant
            fixes.reverse()
        yield several, [fix for fix in fixes if fix is not None]


def _can(one: Found) -> bool:
    return one.rule.suppressible


def _comment(command: str, names: str, reason: str = "") -> str:
    return f"<!-- incidentlint-{command} {names}{f' -- {reason}' if reason else ''} -->"


def _fix(source: SourceText, above: dict[int, str]) -> Fix:
    """The fix that puts comments above some lines, in the containers that those are in."""
    edits = []
    for line, comment in sorted(above.items()):
        start = source.line_start(line) if line < source.line_count else len(source.text)
        prefix = _CONTAINER.match(source.text, start)
        gap = "\n" if start and source.text[start - 1] != "\n" else ""  # the last line has no end
        edits.append(Edit(Span(start, start), f"{gap}{prefix[0] if prefix else ''}{comment}\n"))
    return Fix(f"Add {above[min(above)]}", "safe", tuple(edits))


def _around(document: Document, line: int, names: str, reason: str) -> Fix | None:
    """The fix that puts comments before and after the block that a line is in."""
    source = document.source
    for section in document.root.walk():
        for block in section.blocks:
            first, last = source.line_of(block.span.start), source.line_of(max(block.span.start, block.span.end - 1))
            if first <= line <= last:
                texts = {first: _comment("disable", names, reason), last + 1: _comment("enable", names)}
                return _fix(source, texts)
    return None


def _head(document: Document) -> int:
    """The first line after the front matter."""
    matter = document.front_matter
    return document.source.line_of(max(0, matter.span.end - 1)) + 1 if matter is not None else 0
