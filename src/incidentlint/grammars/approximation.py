"""What makes a value approximate, or a bound: the words and signs before it and the notes after it."""

from __future__ import annotations

import re

from incidentlint.grammars.time_words import either, either_by_letter
from incidentlint.text import GAP
from incidentlint.vocabulary import remembered, time_words


@remembered
def about() -> re.Pattern[str]:
    """The words and signs before a value that make it approximate: `~`, `about`, `nearly`."""
    words = time_words()
    return re.compile(rf"~[ ]?|(?:{either((*words.about, *words.nearly))}){GAP}~?", re.IGNORECASE | re.ASCII)


def without_about(text: str) -> str:
    """A text without the words and signs that make its numbers approximate: ``~15:05`` is ``15:05``."""
    return re.sub(rf"(?<![^\W\d_])(?:{about().pattern})(?=[0-9])", "", text, flags=re.IGNORECASE)


@remembered
def about_note() -> re.Pattern[str]:
    """The notes after a value that make it approximate: `(est.)`."""
    return re.compile(rf"[ ]{{0,2}}\((?:{either(time_words().about_notes)})\)", re.IGNORECASE | re.ASCII)


@remembered
def note_behind() -> re.Pattern[str]:
    """What may end a value after its length without parentheses: `in total`, and `approx.`, which is the group."""
    words = time_words()
    return re.compile(
        rf",?[ ]{{1,2}}(?:(?P<about>{either(words.about_notes)})|{either(words.in_all)})(?=\.?[ ]{{0,3}}(?:$|[(,;]))",
        re.IGNORECASE | re.ASCII,
    )


@remembered
def about_start() -> str:
    """A pattern for where such words may begin, with a gap after them; it has no groups."""
    words = time_words()
    return rf"(?:{either_by_letter((*words.about, *words.nearly))})(?=[ \n])"


@remembered
def bound() -> re.Pattern[str]:
    """The words and signs before a bound: the groups `less` and `more`."""
    words = time_words()
    return re.compile(
        rf"(?:(?P<less>{either(words.at_most)}|<=?|≤)|(?P<more>{either(words.at_least)}"
        rf"|>=?|≥))(?:(?<=[<>=≤≥])|(?=[ \n]))[ \n]{{0,4}}",
        re.IGNORECASE | re.ASCII,
    )


@remembered
def bound_start() -> str:
    """A pattern for where a bound in words may begin, with a gap after it; it has no groups."""
    words = time_words()
    return rf"(?:{either((*words.at_most, *words.at_least))})(?=[ \n])"
