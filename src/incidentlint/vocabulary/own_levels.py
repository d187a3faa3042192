"""The scale of a severity whose levels no template says: the known or numbered one that its value is of."""

from __future__ import annotations

import re

from incidentlint.vocabulary.levels import Scale, forms_of, known_level, level_key
from incidentlint.vocabulary.lexicon import Lexicon
from incidentlint.vocabulary.phrase_patterns import phrases

_LEVELLED = re.compile(r"[\s*_`~]{0,6}(?:([^\W\d_]{1,20})[\s_.#:-]{0,2})?(?:0?(\d)|([A-E]))(?![^\W_])(?!\.\d)")
_LETTERS = "ABCDE"
NO_SCALE = Scale()


def own_scale(label: str, text: str, lexicon: Lexicon) -> tuple[Scale, str]:
    """The scale that a value is of, and its level: ``SEV-2``, ``Category B``, ``Major``, ``3`` of a label ``Sev``.

    `label` is a key, empty for a text without one. `NO_SCALE` and ``""`` where none is known.
    """
    match = _LEVELLED.match(text)
    if match is not None and (match[1] or label):
        spellings = _spellings((match[1] or label).casefold(), lexicon)
        if not spellings:
            return NO_SCALE, ""
        steps = _LETTERS if match[3] else map(str, range(10))
        scale = Scale([f"{spellings[0]} {step}" for step in steps], prefixes={spellings[0]: spellings})
        return scale, scale.find(f"{spellings[0]} {match[2] or match[3]}") or ""
    level = known_level(text, lexicon) if label else ""
    key = level_key(level, lexicon.numbered)
    words = [word for scale in lexicon.scales if key in {level_key(one, {}) for one in scale} for word in scale]
    scale = Scale(*_without_forms(words, lexicon))
    return (scale, scale.find(level) or "") if words and level else (NO_SCALE, "")


def is_numbered(level: str) -> bool:
    """Whether a level of such a scale is one of numbers or letters (``sev 2``, ``category B``), and no word."""
    return level[-1:].isdigit() or level[-2:-1] == " "


def _spellings(noun: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The spellings of what is before a number that is a level; none for a word that does not name a severity."""
    known = next((spellings for spellings in lexicon.numbered.values() if noun in spellings), ())
    named = noun in lexicon.roles["severity"] or phrases(lexicon.words.likely.get("severity", ())).fullmatch(noun)
    return known or ((noun,) if named else ())


def _without_forms(words: list[str], lexicon: Lexicon) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """Levels that are words, each once in whichever form, and their other forms."""
    levels: list[str] = []
    forms: dict[str, tuple[str, ...]] = {}
    known: set[str] = set()
    for word in words:
        if word.casefold() not in known:
            levels.append(word)
            forms[word] = forms_of(word, lexicon)
            known |= {word.casefold(), *forms[word]}
    return levels, forms


__all__ = ["NO_SCALE", "is_numbered", "own_scale"]
