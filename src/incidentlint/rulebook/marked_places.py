"""The marks ``«...»`` of an example: the exact places of what a rule finds in it."""

from __future__ import annotations

OPEN, CLOSE = "«", "»"

Corners = tuple[int, int, int, int]
"""A place as line, column, end line, end column; lines and columns count from 1, the end is exclusive."""


def marked(report: str) -> tuple[str, list[Corners]]:
    """The report without its ``«...»`` marks, and the places that they mark, in order; marks may nest.

    Raises `ValueError` for a mark without its partner.
    """
    text: list[str] = []
    opened: list[tuple[int, int]] = []
    found: list[Corners] = []
    line = column = 1
    for char in report:
        if char == OPEN:
            opened.append((line, column))
        elif char == CLOSE:
            if not opened:
                raise ValueError(f"a {CLOSE} closes nothing")
            found.append((*opened.pop(), line, column))
        else:
            text.append(char)
            line, column = (line + 1, 1) if char == "\n" else (line, column + 1)
    if opened:
        raise ValueError(f"a {OPEN} is not closed")
    return "".join(text), sorted(found)
