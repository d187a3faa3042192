"""Lengths of time whose unit is in the label of their field: ``Duration (min): 95``, ``duration_minutes: 95``."""

from __future__ import annotations

import re

import msgspec

from incidentlint.grammars.durations import Duration, read_duration

_NUMBER = re.compile(r"[\s*_`~≈]*(\d{1,7}(?:[.,]\d{1,3})?)[\s*_`]*")

_LAST = re.compile(r"(?:[(（\[]\s*(?P<alone>[^\W\d_]+)\.?\s*[)）\]]|(?P<word>[^\W\d_]{2,}))\W*$")
"""The last word of a label; one letter says a unit in parentheses only."""


def read_labelled_length(label: str, text: str) -> Duration | None:
    """The length that a bare number is where the last word of its label is a unit of time, of any language."""
    number, unit = _NUMBER.fullmatch(text), _LAST.search(label)
    if number is None or unit is None:
        return None
    found = read_duration(f"{number[1]} {unit['alone'] or unit['word']}")
    if found is None or found.end != len(number[1]) + 1 + len(unit["alone"] or unit["word"]):
        return None
    start, end = number.span(1)
    return msgspec.structs.replace(found, start=start, end=end, raw=number[1], approx="~" in text or "≈" in text)
