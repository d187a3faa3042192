"""Long texts made short enough for a message."""

from __future__ import annotations


def shorten(text: str, width: int, mark: str = "...") -> str:
    """The text on one line with single spaces, of at most `width` characters: the mark stands for what was cut off."""
    text = " ".join(text.split())
    return text if len(text) <= width else f"{text[: width - len(mark)].rstrip()}{mark}"
