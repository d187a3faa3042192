"""Counts of things that are named behind them, with more names than are counted: ``6 belts (north, south, ...)``.

Fewer names may be those of some of them. Names are single words: what has more may tell of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentlint.facts.tally_model import Tally, TallyWords
from incidentlint.grammars import Count, find_quantities, is_vague
from incidentlint.markdown import Prose

_NAMED = re.compile(r"(?:\s[^\W\d_][\w'’-]{0,30}){1,4}\s?[(（]([^()（）]{9,1500})[)）]")
"""What is counted, and what may be its names."""
_PARTED = re.compile(r"\s*[,;、，]\s*")
_NAME = re.compile(r"[\w@][\w.@:/*#+-]{0,60}")
_BEFORE = re.compile(r"[\w.,/#-]\Z")
_LONGEST = 4_000
_FEWEST = 5


def named_all(prose: Prose, words: TallyWords) -> Iterator[Tally]:
    """The counts of a text behind which there are the names of some more things: half as many more at most.

    Twice as many are two of each, say; the names of so many more are of something else.
    """
    text = prose.text[:_LONGEST]
    if not any(sign in text for sign in "(（") or text.count(",") + text.count("、") + text.count("，") < _FEWEST - 2:
        return
    for count in find_quantities(text):
        if not isinstance(count, Count) or is_vague(count) or _BEFORE.search(text, 0, count.start):
            continue
        match = _NAMED.match(text, count.end)
        names = _names(match[1], words) if match is not None else []
        if match is None or prose.marked(count.start, count.end, "code", "link") is not None:
            continue
        if len(names) >= _FEWEST and count.value < len(names) <= count.value * 3 / 2:
            place, told = prose.source(count.start, count.end), prose.source(*match.span(1))
            yield Tally("the text", count.raw, place, "the list behind it", told, str(len(names)))


def _names(listed: str, words: TallyWords) -> list[str]:
    """The names of a list of nothing else, each once; none of one that says that it is incomplete."""
    *others, last = _PARTED.split(listed.strip())
    joined = words.last.search(last)
    ends = [last[: joined.start()], last[joined.end() :]] if joined is not None else [last]
    names = [name.strip(" `*_\n") for name in (*others, *ends) if name.strip()]
    if not all(_NAME.fullmatch(name) and any(map(str.isalpha, name)) for name in names):
        return []
    whole = words.rest.isdisjoint(name.casefold().rstrip(".") for name in names) and len({*names}) == len(names)
    return names if whole else []


__all__ = ["named_all"]
