"""Text that was UTF-8 and was read as something else.

Two misreadings are known: Mac Roman, and Windows-1252 (or Latin-1, whose controls fill the holes of Windows-1252).
Sound text must never be changed, so three things have to hold before a place is mended:

- its characters are, byte for byte, the UTF-8 of one character;
- that character is one that people write in reports: a Latin-1 letter or sign, punctuation, an arrow, a symbol,
  an emoji. Anything else (``“é`` would be a Cyrillic letter) is sound text that happens to look like bytes;
- the place is not one that good text can contain: ``“AMANHÔ`` is a quoted Portuguese word, ``√π`` is a formula.
  Such a doubtful place is mended only where an undoubted one of the same misreading is in the same line.

What Mac Roman makes of the first byte of an emoji, U+F8FF, is a private character that many tools drop; the three
that are left of the emoji are known too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from incidentlint.tuples import NamedTuple

Reading = Literal["mac", "windows"]


class Repair(NamedTuple):
    """A damaged range of a text and what stood there before the damage."""

    start: int
    end: int
    text: str


class _Find(NamedTuple):
    """A damaged range of a line, the character(s) it stands for, and how the bytes were misread."""

    start: int
    end: int
    text: str
    reading: Reading


def _read_as_windows(data: bytes) -> str:
    """Return the bytes as Windows-1252, those it leaves undefined as Latin-1."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


_TRAIL = bytes(range(0x80, 0xC0))

_MAC = _TRAIL.decode("mac_roman")

_WINDOWS = _read_as_windows(_TRAIL)

_CONTROLS = "".join(map(chr, range(0x80, 0xA0)))

# To Latin-1, where a character is its byte.
_WINDOWS_BYTES = {ord(char): byte for byte, char in zip(_TRAIL, _WINDOWS, strict=True)} | {ord("Ÿ"): 0x9F}


_M = f"[{re.escape(_MAC)}]"

_W = f"[{re.escape(_WINDOWS + _CONTROLS)}]"

# U+0085 after a capital letter may be a sound, if odd, end of line.
_W2 = f"[{re.escape((_WINDOWS + _CONTROLS).replace(chr(0x85), ''))}]"

_MAC_LEADS_CJK = bytes(range(0xE3, 0xEE)).decode("mac_roman") + "Ô"

_WINDOWS_LEADS_CJK = bytes(range(0xE3, 0xEE)).decode("latin-1") + "ï"


_CANDIDATE = re.compile(
    f"(?P<mac>\uf8ffü{_M}{_M}|[‚Ô]{_M}{_M}|[¬√]{_M})"
    f"|(?P<stripped>ü{_M}{_M})"
    f"|(?P<windows>ð[Ÿ\x9f]{_W}{_W}|[âï]{_W}{_W}|[ÂÃ]{_W2})"
)

_CJK_RUN = re.compile(
    f"(?P<mac>(?:[{_MAC_LEADS_CJK}]{_M}{_M}){{2,}})|(?P<windows>(?:[{_WINDOWS_LEADS_CJK}]{_W}{_W}){{2,}})"
)

# Every candidate begins like this; nearly no sound line has such a pair, and the search for it is cheap.
SIGN = re.compile(f"[\uf8ffü‚Ô¬√ðâïÂÃ{_MAC_LEADS_CJK}{_WINDOWS_LEADS_CJK}][{re.escape(_MAC + _WINDOWS + _CONTROLS)}]")


_Ranges = tuple[tuple[int, int], ...]

# All of U+2000-U+2BFF that is in use outside of the specialists' blocks. Not among them, because sound text can look
# like them: U+200A (``‚Ää``, an Estonian word in low quotes), most of Miscellaneous Technical (Dutch ``‚één’``), and
# numbers with a full stop or in parentheses (``â’’``, a word in front of two closing quotes).
_SYMBOLS: _Ranges = (
    *((0x2002, 0x2003), (0x2009, 0x2009), (0x200B, 0x200F), (0x2010, 0x2015), (0x2018, 0x201A), (0x201C, 0x201E)),
    *((0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A), (0x203C, 0x203C)),
    *((0x2044, 0x2044), (0x2049, 0x2049), (0x2060, 0x2060), (0x2070, 0x2070), (0x2074, 0x208E), (0x20A0, 0x20BF)),
    *((0x20E3, 0x20E3), (0x2100, 0x214F), (0x2150, 0x2189), (0x2190, 0x22FF), (0x2300, 0x2300), (0x2318, 0x2318)),
    *((0x231A, 0x231B), (0x2325, 0x2325), (0x2328, 0x2328), (0x23CE, 0x23CF), (0x23E9, 0x23FA), (0x2460, 0x2473)),
    *((0x24B6, 0x27BF), (0x27F0, 0x27FF), (0x2900, 0x297F), (0x2B00, 0x2BFF), (0xFE0E, 0xFE0F)),
    (0xFFFD, 0xFFFD),
)

_CJK: _Ranges = ((0x3000, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7A3), (0xFF00, 0xFFEF))

_PICTURES: _Ranges = ((0x1F000, 0x1FAFF),)

# The blocks of pictures that are emoji throughout: without its first byte the rest must be nothing less.
_EMOJI: _Ranges = (
    *(
        (0x1F004, 0x1F004),
        (0x1F0CF, 0x1F0CF),
        (0x1F170, 0x1F171),
        (0x1F17E, 0x1F17F),
        (0x1F18E, 0x1F18E),
        (0x1F191, 0x1F19A),
        (0x1F1E6, 0x1F1FF),
        (0x1F300, 0x1F64F),
    ),
    *((0x1F680, 0x1F6FF), (0x1F7E0, 0x1F7EB), (0x1F900, 0x1F9FF), (0x1FA70, 0x1FAFF)),
)

# Without the signs that nobody writes: currency, broken bar, and the accents that are alone.
_LATIN: _Ranges = ((0xA0, 0xA3), (0xA5, 0xA5), (0xA7, 0xA7), (0xA9, 0xAE), (0xB0, 0xB7), (0xB9, 0xFF))


_DASHES = "…–—"

_QUOTES = "\"'‘’‚‹›“”„«»([{"

# What can be right after the last letter of a sound word: AMANHÃ…, “AMANHÔ, AMANHî, a footnote.
_BEHIND_WORDS = frozenset("…–—‘’‚“”„‹›«»™®¹²³†‡•\xa0\xad")

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+[*_]{0,3}")

# Who lists the special letters of a language writes such things: üöä, üÜö, üöç. But not üöÄ, which is a rocket.
_LISTED = frozenset("äöüÖÜßõçáéíóú")

_LINE_PREFIX = 16

_ROUNDS = 4


def _bytes(damaged: str, reading: Reading) -> bytes:
    """Return the bytes that were misread as `damaged`."""
    if reading == "mac":
        return damaged.encode("mac_roman", "replace")
    return damaged.translate(_WINDOWS_BYTES).encode("latin-1", "replace")


def _within(ranges: _Ranges, char: str) -> bool:
    """Whether the character is in one of the ranges."""
    return any(low <= ord(char) <= high for low, high in ranges)


@lru_cache(maxsize=4096)
def _decode(damaged: str, reading: Reading, stripped: bool = False) -> str:
    """Return what `damaged` stands for if it was misread as `reading`, or "" if that is nothing people write.

    `stripped` says that the first byte of the four of an emoji is missing.
    """
    data = _bytes(damaged, reading)
    text = (b"\xf0" * stripped + data).decode("utf-8", "replace")
    if len(text) != 1:
        return ""
    ranges = _EMOJI if stripped else (_LATIN, _SYMBOLS, _PICTURES)[len(data) - 2]
    return text if _within(ranges, text) else ""


def _letters(before: str, after: str) -> int:
    """Return how many plain small letters end `before` and begin `after`."""
    left = len(before) - len(before.rstrip("abcdefghijklmnopqrstuvwxyz"))
    right = len(after) - len(after.lstrip("abcdefghijklmnopqrstuvwxyz"))
    return left + right


def _sure_a_tilde(trail: str, before: str, after: str) -> bool:
    """Whether ``Ã`` and `trail`, between `before` and `after`, cannot be sound: Ã is a Portuguese letter."""
    left, right = before[-1:], after[:1]
    if trail == "·" or (trail == "—" and not left.isalpha()):  # ÷ and ×, between numbers
        return left != "" and all(char.isspace() or char.isdigit() for char in left + right)
    if trail not in _BEHIND_WORDS or left.islower():
        return True
    if trail == "\xa0":
        return not left.isalpha() and right == " "
    if left.isalpha():
        return trail not in _DASHES and right.islower()
    return right.isalpha()


def _sure_a_circumflex(trail: str, before: str, after: str) -> bool:
    """Whether ``Â`` and `trail` cannot be sound: Â is a Romanian, French, Turkish and Vietnamese letter."""
    left, right = before[-1:], after[:1]
    if trail == "\xa0":
        if left in {"", " "}:
            return right in {"", " ", "\t", "Â"} or (left == "" and right.isalnum())
        return left.islower() or left.isdigit() or left in ".,;:!?)"
    if trail in "«»®¹²³·´\xad":
        return not left.isupper() and (left == "" or left not in _QUOTES)
    return True


def _sure_root(trail: str, before: str, after: str) -> bool:
    """Whether ``√`` and `trail` cannot be sound: √ is a root of something, or a tick before it."""
    left = before[-1:]
    if trail == "ó":  # ×; not a tick before a Polish or Hungarian word
        return left.isdigit() or not after[:1].islower()
    if trail in "©®πΩ∞µ∑":
        return trail in "©®"  # é, è
    if trail == "†":
        return left.islower()
    if trail in "∂∏∫":
        return left.isalpha() and _letters(before, after) > 2
    if trail.isalpha() and trail not in "ªºß":
        return left.isalpha()
    return left.isalpha() or _letters("", after[:2]) > 1


def _sure_not(trail: str, before: str, after: str) -> bool:
    """Whether ``¬`` and `trail` cannot be sound: ¬ is the "not" before a formula, so nothing is right before it."""
    if trail not in "∞±≠≤≥∂∑∏π∫Ωµøæ":
        return True
    left = before[-1:]
    if left.isalnum() or left == ")":
        return True
    if trail == "±":
        return after[:1].isdigit()
    return trail in "∞µ" and before[-2:-1].isdigit() and left == " " and after[:1].isalpha()


def _sure_symbol(damaged: str, before: str, after: str) -> bool:
    """Whether the three characters cannot be sound: a low quote before a word, a letter before closing marks."""
    lead, middle, last = damaged[0], damaged[1], damaged[2]
    left, right = before[-1:], after[:1]
    if lead == "‚":
        # Dutch ‚óók’ would be a half black circle and a k.
        return not (middle.islower() and last.islower() and (right.islower() or right in {"'", "‘", "’"}))
    if lead == "â" and middle in "‘’“”–—…›»™•" and last in _BEHIND_WORDS:
        return not (left.isalpha() or (left != "" and left in _QUOTES))
    return True


_SURE_PAIR = {"Ã": _sure_a_tilde, "Â": _sure_a_circumflex, "√": _sure_root, "¬": _sure_not}


def _sure(damaged: str, before: str, after: str) -> bool:
    """Whether `damaged`, which can be decoded, cannot be sound text between `before` and `after`."""
    if len(damaged) == 2:
        return _SURE_PAIR[damaged[0]](damaged[1], before, after)
    return len(damaged) != 3 or _sure_symbol(damaged, before, after)


def _sure_stripped(damaged: str, line: str, start: int, after: str) -> bool:
    """Whether an emoji without its first byte, at `start` of `line`, cannot be sound: it is no list of letters."""
    if not set(damaged) <= _LISTED:
        return True
    return start < _LINE_PREFIX and _HEADING.fullmatch(line, 0, start) is not None and not after[:1].isalpha()


def _scan(line: str, trusted: set[Reading]) -> tuple[list[_Find], set[Reading]]:
    """Find the damaged characters of a line, from left to right; doubtful ones of the `trusted` misreadings too.

    Returns them and the misreadings that other, doubtful places would have.
    """
    finds: list[_Find] = []
    doubted: set[Reading] = set()
    done = position = 0
    while match := _CANDIDATE.search(line, position):
        start, end = match.span()
        position = start + 1
        stripped = match.lastgroup == "stripped"
        reading: Reading = "windows" if match.lastgroup == "windows" else "mac"
        damaged = match.group()
        text = _decode(damaged, reading, stripped)
        if not text:
            continue
        before = finds[-1].text if finds and done == start else line[max(done, start - 3) : start]
        after = line[end : end + 3]
        if stripped:
            # Part of a word; also where the line is known to be damaged, as the rest of its words may be sound.
            glued = after[:1].islower() and not _CANDIDATE.match(line, end)
            if before[-1:].isalpha() or glued:
                continue
            sure = _sure_stripped(damaged, line, start, after)
        else:
            sure = _sure(damaged, before, after)
        if sure or reading in trusted:
            finds.append(_Find(start, end, text, reading))
            done = position = end
        else:
            doubted.add(reading)
    return finds, doubted


def _scan_cjk(line: str) -> list[_Find]:
    """Return the damaged runs of two or more Chinese, Japanese or Korean characters of a line."""
    finds: list[_Find] = []
    for match in _CJK_RUN.finditer(line):
        reading: Reading = "mac" if match.lastgroup == "mac" else "windows"
        damaged = match.group()
        if damaged.isalpha():
            continue  # A list of letters: ÈèéÊêë.
        if _is_cut(line, match.start(), reading):
            continue  # What begins inside a symbol of the other reading: â„¢â‰¥ is ™≥.
        text = _bytes(damaged, reading).decode("utf-8", "replace")
        if all(_within(_CJK, char) for char in text):
            finds += [
                _Find(match.start() + 3 * index, match.start() + 3 * index + 3, char, reading)
                for index, char in enumerate(text)
            ]
    return finds


def _is_cut(line: str, start: int, reading: Reading) -> bool:
    """Whether a damaged character of another reading begins before `start` and reaches over it."""
    for before in range(max(0, start - 3), start):
        match = _CANDIDATE.match(line, before)
        if match and match.end() > start and match.lastgroup == "windows" and reading == "mac":
            return True
    return False


def _find_all(line: str) -> list[_Find]:
    """Return the damaged characters of a line, from left to right."""
    if finds := _scan_cjk(line):
        return finds
    finds, doubted = _scan(line, set())
    trusted = {find.reading for find in finds}
    return _scan(line, trusted)[0] if doubted & trusted else finds


def _mend_line(line: str, offset: int) -> Iterator[Repair]:
    """Yield the repairs of a line that begins at `offset` of its text; adjacent damaged characters make one."""
    finds = _find_all(line)
    if not finds:
        return
    now = line
    # Where in `line` the characters of `now` begin, and where the last ends: mended text can make a new damaged
    # place with its neighbours, which is then mended in turn.
    starts = list(range(len(line) + 1))
    for _ in range(_ROUNDS):
        chars: list[str] = []
        moved: list[int] = []
        last = 0
        for find in finds:
            chars += (now[last : find.start], find.text)
            moved += starts[last : find.start + 1]
            last = find.end
        chars.append(now[last:])
        now = "".join(chars)
        starts = moved + starts[last:]
        finds = _find_all(now)
        if not finds:
            break
    else:
        return  # No damage is that deep; an untouched line stays untouched when it is looked at again.
    index = 0
    while index < len(now):
        first = index
        while index < len(now) and starts[index + 1] - starts[index] > 1:
            index += 1
        if index > first:
            yield Repair(offset + starts[first], offset + starts[index], now[first:index])
        index += 1


def find_mojibake(text: str) -> Iterator[Repair]:
    """Yield the damaged places of `text`, from left to right, each with its mended text.

    Adjacent damaged characters make one place; no place spans a newline. Mended text has no damaged place any more.
    """
    if text.isascii():
        return
    position = 0
    while match := SIGN.search(text, position):
        start = text.rfind("\n", 0, match.start()) + 1
        position = text.find("\n", match.end())
        if position < 0:
            position = len(text)
        yield from _mend_line(text[start:position], start)
