"""Texts for a message: short enough, names in quotes."""

from __future__ import annotations


def shorten(text: str, width: int, mark: str = "...") -> str:
    """The text on one line with single spaces, of at most `width` characters: the mark stands for what was cut off."""
    text = " ".join(text.split())
    return text if len(text) <= width else f"{text[: width - len(mark)].rstrip()}{mark}"


def quoted(text: str) -> str:
    """A name in quotes for a message."""
    return f'"{text}"' if text else ""
