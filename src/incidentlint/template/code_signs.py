"""Brackets in a template's code that are signs of its language, and are not to be filled in."""

from __future__ import annotations

import re

_SELECTORS = re.compile(r"\[\d{1,4}(?:ms|[smhdwy])(?::[\w]{0,8})?\]|\{\s?[\w.]{1,60}\s?(?:=~|!~|!=|=)\s?[\"'`][^{}]*\}")
"""What a query of metrics or logs selects by: ``[5m]``, ``{job="web"}``."""


_LOGGED = re.compile(r"\[[A-Z]{4,8}\]\s{1,3}\d")
"""The level that a line of a log begins with: ``[ERROR] 2026-01-16 12:34:56 panic``."""


def is_syntax(line: str, start: int, end: int) -> bool:
    """Whether the bracket at `start` and `end` of a line of code selects in a query: `[5m]` of ``rate(errors[5m])``.

    Or it is the level of a log, or in a pattern in backticks.
    """
    if not line[:start].strip() and _LOGGED.match(line, start) is not None:
        return True
    return _SELECTORS.fullmatch(line, start, end) is not None or line.count("`", 0, start) % 2 == 1
