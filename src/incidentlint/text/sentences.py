"""Counting sentences, carefully: dots in names, times, amounts, versions and addresses end none."""

from __future__ import annotations

import re

_ABBREVIATIONS = frozenset(
    (
        "e.g i.e etc vs approx ca cf no nr st mr mrs ms dr prof inc ltd co corp jr sr dept fig est max min jan feb mar "
        "apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun a.m p.m u.s u.k resp incl excl ref sec vol "
        "ver v al"
    ).split()
)

_END = re.compile(r"([.!?…]+)([\"'”’)\]»*_]*)(?=\s|$)")

_WORD = re.compile(r"\w")

_WORD_BEFORE = re.compile(r"[\w.@/:+-]*$")

_REACH = 60
"""How far around a dot is looked: a longer word or gap decides nothing, and a text of any length stays linear."""


def count_sentences(text: str) -> tuple[int, int]:
    """The fewest and the most sentences that `text` can be read as; they differ where a dot may or may not end one."""
    text = text.strip()
    low = high = last = 0
    for match in _END.finditer(text):
        if not _WORD.search(text, last, match.start()):
            continue
        following = text[match.end() : match.end() + _REACH].lstrip()
        certain = _certainty(text, match, following) if following else 2
        if certain:
            high += 1
            low += certain == 2
            last = match.end()
    if _WORD.search(text, last):
        low, high = low + 1, high + 1
    return low, max(low, high)


def _certainty(text: str, match: re.Match[str], following: str) -> int:
    """2: a sentence ends here; 1: perhaps; 0: no."""
    first = following.lstrip("\"'“‘(«*_[`")[:1]
    if match[1].startswith(("!", "?")):
        return 1 if first.islower() else 2
    window = text[max(0, match.start() - _REACH) : match.start()]
    word = _WORD_BEFORE.search(window)
    before = word.group().strip(".").casefold() if word else ""
    if first.islower():
        return 0 if before in _ABBREVIATIONS or match[1] != "." else 1
    if match[1] != "." or before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha()):
        return 1
    if before.isdigit() and window.rsplit("\n", 1)[-1].strip() == before:
        return 0  # the number of a list item
    return 2
