"""Times of day on two clocks at once, and days whose signs are no date's: found wherever a writer states them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentlint.checks.common import written_texts
from incidentlint.grammars import Stamp, find_stamps
from incidentlint.report import Report, incident
from incidentlint.text import Span, SpanSet

Problem = tuple[Span, str, str]
"""A place, what is there, and why there is no such moment."""

_NOON = 12
_HOUR = re.compile(r"(\d{1,2}):\d")
_AFTERNOON = re.compile(r"(?<![0-9])(?:1[3-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?[ ]{0,2}[pP]\.?[mM](?![\w-])")
"""What a text has that says of an hour after 12 that it is one of the afternoon."""

_STYLE = 4
"""So many times of one form are the way in which a report writes them, and one finding."""


def needless_halves(report: Report) -> Iterator[Problem]:
    """Times on the clock of 24 hours that have a PM as well, of fields, rows and any text: one of each text."""
    found = sorted(_with_needless_half(report), key=lambda each: each[0])
    for span, raw in found if len(found) < _STYLE else found[:1]:
        yield span, raw, "hours go to 12 with PM"


def _with_needless_half(report: Report) -> Iterator[tuple[Span, str]]:
    facts, taken = incident(report), SpanSet()
    stated = [(m.span, m.stamp) for m in facts.milestones]
    stated += [(entry.span, entry.stamp) for placed in facts.placed for entry in placed.timeline.entries]
    for span, stamp in stated:
        if _has_needless_half(stamp) and taken.claim(span):
            yield span, stamp.raw
    for prose in written_texts(report):
        if _AFTERNOON.search(prose.text) is None or taken.overlaps(prose.span):
            continue
        first = next(filter(_has_needless_half, find_stamps(prose.text, facts.zones)), None)
        if first is None or first.time is None:
            continue
        hour, end = _HOUR.search(first.time.raw), first.time.end
        start = first.time.start + (hour.start() if hour is not None else 0)
        if prose.marked(start, end, "code", "link") is None:
            yield prose.source(start, end), prose.text[start:end]


def _has_needless_half(stamp: Stamp) -> bool:
    """Whether a time on the clock of 24 hours has a PM as well: ``17:14 PM``."""
    if stamp.time is None or stamp.time.meridiem is None or stamp.problem:
        return False
    match = _HOUR.search(stamp.time.raw)
    return match is not None and int(match[1]) > _NOON


_SIGNS = re.compile(
    r"(?<![\w:./-])(?:(?:0?[1-9]|[12][0-9]|3[01])(?P<one>[-/.])(?:0?[1-9]|[12][0-9]|3[01])(?P<two>[-/.:;])(?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2}(?P<three>[-/.])(?:0?[1-9]|1[0-2])(?P<four>[-/.:;])(?:0?[1-9]|[12][0-9]|3[01]))"
    r"(?=,?[ T]{1,2}[0-9]{1,2}[:.][0-9]{2}(?![0-9]))",
    re.ASCII,
)
"""A day in figures between whose parts two different signs are, before a time of day."""


_SHORT = re.compile(r"(?<=[0-9][ T])[0-2]?[0-9]:[0-9]:[0-5][0-9](?![0-9:])", re.ASCII)
"""Hours and minutes with a digit too few or a part too many, behind a day."""


def mixed_signs(report: Report) -> Iterator[Problem]:
    """Moments that no reader takes for one: days for a slip in their signs, times for one in their digits.

    ``01-11:2026 15:00``, ``2026-11-01 07:7:47``. Behind a word such signs may be those of a version or a span.
    """
    for prose in written_texts(report):
        for match in _SHORT.finditer(prose.text):
            if prose.marked(*match.span(), "code", "link") is None and _ends_day(prose.text, match.start()):
                yield prose.source(*match.span()), match.group(), "its minutes have one digit"
        for match in _SIGNS.finditer(prose.text):
            one, two = (match["one"], match["two"]) if match["one"] else (match["three"], match["four"])
            begins = not prose.text[: match.start()].rpartition("\n")[2].strip(" *_[(|-")
            if one != two and begins and prose.marked(*match.span(), "code", "link") is None:
                yield prose.source(*match.span()), match.group(), f"its parts are divided by {one} and by {two}"


def _ends_day(text: str, end: int) -> bool:
    """Whether a day in figures is right before a place."""
    return _DAY.search(text, max(0, end - _REACH), end) is not None


_REACH = 12
_DAY = re.compile(r"(?:(?:19|20)[0-9]{2}[-/.][0-9]{2}[-/.][0-9]{2}|[0-9]{2}[-/.][0-9]{2}[-/.](?:19|20)[0-9]{2})[ T]\Z")


__all__ = ["mixed_signs", "needless_halves"]
