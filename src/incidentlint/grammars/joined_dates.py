"""Dates whose day, month's name and year are joined by a sign: `Mar-12-2026`, `13-dic-2024`, `12/out/2025`."""

from __future__ import annotations

import re
from typing import Final

from incidentlint.grammars.spelling import Respelt, Rule, compiled, respelt
from incidentlint.grammars.time_words import either, month_name, month_numbers, month_of
from incidentlint.text import GLUE


def _month_first_pattern() -> str:
    return (
        rf"(?<![{GLUE}-])(?P<month>{either(month_numbers())})[-/](?P<d>[0-9]{{1,2}})[-/,]"
        rf"(?P<y>(?:19|20)[0-9]{{2}})(?![{GLUE}-])"
    )


def _month_first(match: re.Match[str]) -> Respelt:
    return respelt(match, f"{match['month']} {match['d']} {match['y']}")


def _day_first_pattern() -> str:
    return (
        rf"(?<![{GLUE}.,:/-])(?P<d>[0-9]{{1,2}})(?P<mark>[-/.])(?P<month>[^\W\d_]{{3,11}})\.?(?P=mark)"
        rf"(?P<y>(?:19|20)[0-9]{{2}})(?![{GLUE}-])"
    )


def _day_first(match: re.Match[str]) -> Respelt | None:
    """A date with its month in the words of any language."""
    month = month_of(match["month"])
    return None if month is None else respelt(match, f"{match['d']} {month_name(month)} {match['y']}")


JOINED: Final = (
    Rule(("/20", "-20", "/19", "-19", ",20"), compiled(_month_first_pattern), _month_first),
    Rule(("/20", "-20", ".20", "/19", "-19", ".19"), compiled(_day_first_pattern, re.IGNORECASE), _day_first),
)
