"""Lines that begin with the name of what is missing: it was written in a way that is not read, and is hardly gone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from incidentlint.report.bound import Bound
from incidentlint.report.report import Report
from incidentlint.text import Span
from incidentlint.vocabulary import key_of

_MARKS = re.compile(r"[\s>*+•・■◆●□☐☑✅✔❌_~`#|-]*+(?:\[[ xX✓]?\][\s*_`]*+)?")
"""What a line begins with before its first word: of lists, boxes, quotes and emphasis."""

_CUT = re.compile(r"[:：=(（\[<{…]|[.·_]{3}|\s[–—-]\s|\s\s|\t")
"""What ends the name that a line begins with."""

_LEAST = 4
"""A name of fewer letters says too little; of other scripts than Latin half as many do."""


_FEWEST, _MOST = 4, 40
"""So many of its first words are enough of what a box says; of more nobody cuts it there."""


def is_named(report: Report, missing: Bound) -> bool:
    """Whether a line or cell that nothing is bound to begins with the name of what is missing.

    In the section that should have it where that is there, a name of one word only right in it; else anywhere. What a
    long box says may have been cut short.
    """
    names = set(_names(missing.shape.label.text))
    lines = report.once("names of lines", lambda: _names_of_lines(report))
    found = [line for name in names for line in lines.get(name, ())]
    owner = missing.parent.node if missing.parent is not None else None
    if not found and missing.shape.box and owner is not None:
        words, place = missing.shape.label.key.split(), _lines(report, owner.span)
        begun = (" ".join(words[:count]) for count in range(_FEWEST, min(len(words), _MOST)))
        return any(line in place for name in begun for line in lines.get(name, ()))
    if not found:
        return False
    if owner is None or " " in missing.shape.label.key:
        return True
    place = _lines(report, owner.span)
    return any(line in place for line in found)


def _names_of_lines(report: Report) -> dict[str, list[int]]:
    """The lines by the names that they, or cells of them, begin with, but for those that are known to be something."""
    known = {report.source.line_of(bound.span.start) for bound in report.walk() if bound.node is not None}
    known |= {report.source.line_of(comment.span.start) for comment in report.document.comments}
    names: dict[str, list[int]] = defaultdict(list)
    first = report.source.line_of(report.document.reach.start)
    for number, line in enumerate(report.document.raw.split("\n"), first):
        if number not in known and "](#" not in line:  # a link to a heading is no name of what it leads to
            for cell in line.split("|"):
                for name in _names(cell):
                    names[name].append(number)
    return names


def _names(text: str) -> Iterator[str]:
    """The keys of a text: whole, up to what ends a name in it, and up to its first digit."""
    begin = _MARKS.match(text)
    text = text[begin.end() :] if begin is not None else text
    ends = {len(text), *(match.start() for match in (_CUT.search(text), re.search(r"\d", text)) if match)}
    for end in ends:
        key = key_of(text[:end])
        if len(key) >= (_LEAST if key.isascii() else _LEAST // 2):
            yield key


def _lines(report: Report, place: Span) -> range:
    return range(report.source.line_of(place.start), report.source.line_of(max(place.end - 1, place.start)) + 1)
