"""Lengths of time whose unit is in the label of their field: ``Duration (min): 95``, ``duration_minutes: 95``,
``minutes_to_detect: 12``.
"""

from __future__ import annotations

import re

import msgspec

from incidentlint.grammars.durations import Duration, read_duration

_NUMBER = re.compile(r"[\s*_`~≈]*(\d{1,7}(?:[.,]\d{1,3})?)[\s*_`]*")

_LAST = re.compile(r"(?:[(（\[]\s*(?P<alone>[^\W\d_]+)\.?\s*[)）\]]|(?P<word>[^\W\d_]{2,}))\W*$")
"""The last word of a label; one letter says a unit in parentheses only."""

_FIRST = re.compile(r"\W*(?P<word>[^\W\d_]{3,})[\s_-]+[^\W\d_]{2}")
"""The first word of a label of several: ``minutes_to_detect``."""


def read_labelled_length(label: str, text: str) -> Duration | None:
    """The length that a bare number is where the last or first word of its label is a unit of time, of any language."""
    number = _NUMBER.fullmatch(text)
    last, first = (_LAST.search(label), _FIRST.match(label)) if number is not None else (None, None)
    for unit in ((last["alone"] or last["word"]) if last else "", first["word"] if first else ""):
        found = read_duration(f"{number[1]} {unit}") if number is not None and unit else None
        if number is not None and found is not None and found.end == len(number[1]) + 1 + len(unit):
            start, end = number.span(1)
            approx = "~" in text or "≈" in text
            return msgspec.structs.replace(found, start=start, end=end, raw=number[1], approx=approx)
    return None
