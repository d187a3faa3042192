"""How wide text is on a terminal, and how it is shown there without harm.

Carets are under the very words only when every character's width is known: tabs, wide characters, combining marks
and joined emoji. Control characters never reach the terminal: a report must not send it escape sequences.

The widths are those on which today's terminals agree: Unicode's East Asian width, none for marks and format characters,
two for an emoji sequence. A table for each version of Unicode, as the package `wcwidth` has, is more than reports need.
"""

from __future__ import annotations

import unicodedata

from incidentlint.tuples import NamedTuple

TAB = "    "
"""What a tab is shown as, wherever it is: so the line and the carets below it agree."""


_JOINER = "\u200d"

_EMOJI_STYLE = "\ufe0f"

# Of the characters that an emoji selector widens, those that are no symbols (category So).
_KEYCAPS = frozenset("#*0123456789\u203c\u2049\u2139\u25fd\u25fe\u2194\u2934\u2935")

# Bidirectional controls turn a line's order round; the others can't be seen at all.
_INVISIBLE = frozenset(
    [0xAD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF, *range(0x2028, 0x202F), *range(0x2060, 0x2070)]
) | frozenset(range(0xFFF9, 0xFFFC))


class Cell(NamedTuple):
    """A character as it is shown, and how many columns that takes (none: it joins the one before it)."""

    text: str
    width: int


def cells(text: str, encoding: str = "utf-8") -> list[Cell]:
    """Return the characters of a line as they are shown, one cell for each."""
    found: list[Cell] = []
    for char in text:
        if " " <= char <= "~":
            found.append(Cell(char, 1))
            continue
        shown = escaped(char)
        if shown == char and not _fits(char, encoding):
            shown = char.encode("ascii", "backslashreplace").decode("ascii")
        if shown != char and not _fits(shown, encoding):
            shown = f"\\x{ord(char):02x}"
        if shown != char:
            found.append(Cell(shown, len(shown)))
        elif char == _EMOJI_STYLE:
            _widen(found)
            found.append(Cell(char, 0))
        else:
            found.append(Cell(char, 0 if _joins(char, found) else _width(char)))
    return found


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def escaped(char: str) -> str:
    """Return a character as it may be shown.

    A tab is spaces, a control character its picture, an invisible one its escape.
    """
    code = ord(char)
    if char == "\t":
        return TAB
    if code < 0x20 or code == 0x7F:
        return chr(0x2421 if code == 0x7F else 0x2400 + code)
    if 0x80 <= code < 0xA0 or code in _INVISIBLE or 0xD800 <= code < 0xE000:
        return char.encode("ascii", "backslashreplace").decode("ascii")
    return char


def one_line(text: str) -> str:
    """Return a text on one line, as it may be shown."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if char in "\n\r\t" else escaped(char) for char in text.replace("\r\n", "\n"))


def _base(found: list[Cell]) -> int:
    """Return the index of the cell that the last ones join; -1 without one."""
    index = len(found) - 1
    while index >= 0 and not found[index].width:
        index -= 1
    return index


def _widen(found: list[Cell]) -> None:
    """Make the character before an emoji selector an emoji, two columns wide."""
    if found and len(found[-1].text) == 1:
        char, width = found[-1]
        if width == 1 and (char in _KEYCAPS or unicodedata.category(char) == "So"):
            found[-1] = Cell(char, 2)


def _joins(char: str, found: list[Cell]) -> bool:
    """Whether a character is drawn as part of the emoji before it."""
    if not found:
        return False
    if found[-1].text == _JOINER:
        base = _base(found)
        return base >= 0 and found[base].width == 2 and _width(char) > 0 and not char.isalnum()
    if 0x1F3FB <= ord(char) <= 0x1F3FF:
        base = _base(found)
        return base >= 0 and found[base].width == 2
    if 0x1F1E6 <= ord(char) <= 0x1F1FF:
        return found[-1].width == 2 and 0x1F1E6 <= ord(found[-1].text) <= 0x1F1FF
    return False


def _width(char: str) -> int:
    code = ord(char)
    if 0x1F1E6 <= code <= 0x1F1FF:
        return 2  # the first of the two letters of a flag; the second joins it
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or 0x1160 <= code <= 0x11FF:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
