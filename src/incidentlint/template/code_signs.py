"""Brackets in a template's code that are signs of its language, and are not to be filled in."""

from __future__ import annotations

import re

_SELECTORS = re.compile(r"\[\d{1,4}(?:ms|[smhdwy])(?::[\w]{0,8})?\]|\{\s?[\w.]{1,60}\s?(?:=~|!~|!=|=)\s?[\"'`][^{}]*\}")
"""What a query of metrics or logs selects by: ``[5m]``, ``{job="web"}``."""


_LOGGED = re.compile(r"\[[A-Z]{4,8}\]\s{1,3}\d")
"""The level that a line of a log begins with: ``[ERROR] 2026-01-16 12:34:56 panic``."""


def is_syntax(line: str, start: int, end: int) -> bool:
    """Whether the bracket at `start` and `end` of a line of code selects in a query: `[5m]` of ``rate(errors[5m])``.

    Or it is the level of a log, or in a pattern in backticks, a tag of a page or a type, a value of a program's own
    template, or the form that a function writes dates in.
    """
    if line[start] == "<" and _is_tag(line, start, end):
        return True
    if line[start] == "{" and (line[:start].endswith("$") or line[start:end].strip("{ ")[:1] in (".", "$")):
        return True
    if line[start].isalpha() and _IN_CALL.search(line, 0, start) is not None:
        return True
    if not line[:start].strip() and _LOGGED.match(line, start) is not None:
        return True
    return _SELECTORS.fullmatch(line, start, end) is not None or line.count("`", 0, start) % 2 == 1


def _is_tag(line: str, start: int, end: int) -> bool:
    """Whether angle brackets are those of a page's markup, of a type (``Vec<Gate>``), or of files (``<in >out``)."""
    if line[start:end].rstrip(">").endswith(" ") or line[:start].endswith(_BEFORE_TYPES):
        return True
    inside = line[start:end].strip("<>")
    named = _NAME.search(line, 0, start)
    typed = named is not None and (named.group()[0].isupper() or inside[:1].isupper() or line[end : end + 1] == "(")
    if typed and not inside.isupper():
        return True  # `Vec<Gate>`, and not `v<version>`
    return f"</{inside.partition(' ')[0]}>" in line


_NAME = re.compile(r"[A-Za-z_]{1,40}\Z")
"""What the name of a type is in front of its brackets."""


_BEFORE_TYPES = ("::", "->", "=>", "&", "$", "<")

_IN_CALL = re.compile(r"[\w)][(,]\s?[\"']\Z|[(,]\s[\"']\Z")
"""What is before the form of a date that a function takes: ``to_char(day, 'YYYY-MM-DD')``."""
