"""Headings with a number and a line below them, ``1. Summary`` over ``----------``.

CommonMark reads a list and a break there; whoever underlines a title by its length means a heading.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

FIRST = "0123456789"
"""The signs that such a heading may begin with."""

_TITLE = re.compile(r"\d{1,2}[.)][ \t]{1,4}\S[^\n]{0,200}")

_RULE = re.compile(r"(-{5,}|={5,})[ \t]*")


def numbered_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The rule of the parser: whether a title with a number is at line `start`, alone and underlined at half its length
    or more; it is pushed unless `silent`.
    """
    if state.level or state.tShift[start] or start + 1 >= end or not state.isEmpty(start - 1):
        return False
    title = state.src[state.bMarks[start] : state.eMarks[start]]
    below = _RULE.fullmatch(state.src[state.bMarks[start + 1] : state.eMarks[start + 1]])
    if below is None or _TITLE.fullmatch(title) is None or 2 * len(below[1]) < len(title):
        return False
    if not silent:
        sign = below[1][0]
        token = state.push("heading_open", "h1" if sign == "=" else "h2", 1)
        token.markup = sign
        token.map = [start, start + 2]
        state.push("heading_close", token.tag, -1)
        state.line = start + 2
    return True
