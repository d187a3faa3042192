"""How long a text is as others count it: people in characters, files in bytes, many editors in units of UTF-16."""

from __future__ import annotations

from typing import Literal

Encoding = Literal["utf-8", "utf-16", "utf-32"]


def units_in(text: str, encoding: Encoding) -> int:
    """How many code units of an encoding a text has: bytes, pairs of bytes, or one for each code point."""
    match encoding:
        case "utf-8":
            return len(text.encode("utf-8", "surrogatepass"))
        case "utf-16":
            return len(text) + sum(1 for char in text if char > "\uffff")
        case "utf-32":
            return len(text)
