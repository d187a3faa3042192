"""Counting sentences, carefully: dots in names, times, amounts, versions and addresses end none."""

from __future__ import annotations

import re
from collections.abc import Collection

_END = re.compile(r"([.!?…]+)([\"'”’)\]»*_]*)(?=\s|$)|([。｡！？।॥؟۔։።]+)([\"'”’)）\]」』》»*_]*)")
"""Full stops of scripts that set a space after them, and of those that need none."""

_WORD = re.compile(r"\w")

_WORD_BEFORE = re.compile(r"[\w.@/:+-]*$")

_UNSPACED = re.compile(r"[\u0e00-\u0eff]\s+(?=\S)")
"""Scripts without any full stop (Thai, Lao): a gap may end a sentence."""

_ORDINAL = 2
"""Digits of a number that may be an ordinal one by its dot."""

_REACH = 60
"""How far around a dot is looked: a longer word or gap decides nothing, and a text of any length stays linear."""


def count_sentences(text: str, abbreviations: Collection[str] = ()) -> tuple[int, int]:
    """The fewest and the most sentences that `text` can be read as; they differ where a dot may or may not end one.

    `abbreviations` are words in lower case, without their last dot, whose dot ends none.
    """
    text = text.strip()
    low = high = last = 0
    for match in _END.finditer(text):
        if not _WORD.search(text, last, match.start()):
            continue
        following = text[match.end() : match.end() + _REACH].lstrip()
        certain = _certainty(text, match, following, abbreviations) if following else 2
        if certain:
            high += 1
            low += certain == 2
            last = match.end()
    if _WORD.search(text, last):
        low, high = low + 1, high + 1
    return low, max(low, high) + sum(1 for _ in _UNSPACED.finditer(text))


def _certainty(text: str, match: re.Match[str], following: str, abbreviations: Collection[str]) -> int:
    """2: a sentence ends here; 1: perhaps; 0: no."""
    if match[3]:
        return 1 if match[4] else 2  # after a quotation, its sentence may go on
    first = following.lstrip("\"'“‘(«*_[`")[:1]
    if match[1].startswith(("!", "?")):
        return 1 if first.islower() else 2
    window = text[max(0, match.start() - _REACH) : match.start()]
    word = _WORD_BEFORE.search(window)
    before = word.group().strip(".").casefold() if word else ""
    if first.islower():
        return 0 if before in abbreviations or match[1] != "." else 1
    if match[1] != "." or before in abbreviations or (len(before) == 1 and before.isalpha()):
        return 1
    if before.isdigit() and window.rsplit("\n", 1)[-1].strip() == before:
        return 0  # the number of a list item
    if before.isdigit() and len(before) <= _ORDINAL:
        return 1  # the day before a month, or any ordinal number: `28. November`
    return 1 if first.isdigit() or window.rfind("(") > window.rfind(")") else 2


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """Where the sentence begins and ends that a place is in; every full stop with a gap behind it ends one."""
    begun = [match.end() for match in _END.finditer(text, 0, at)]
    end = _END.search(text, at)
    return begun[-1] if begun else 0, end.end() if end else len(text)
