"""Options of a choice that stand where one of them should be."""

from __future__ import annotations

import re

from incidentlint.vocabulary import Lexicon

_BETWEEN = re.compile(r" ?[/|] ?")
_CODE = re.compile(r"([a-z]{1,8})[ -]?\d")


def _is_yes_or_no(options: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether some options are yes and no, in words or by their first letters, and perhaps that it does not apply."""
    answers = lexicon.words.answers
    yes, no, other = (
        frozenset(word.casefold() for word in words) for words in (answers.yes, answers.no, answers.not_applicable)
    )
    letters = [frozenset(word[:1] for word in words) for words in (yes, no)]
    if len(options) == 2 and all(len(option) == 1 for option in options):
        return any(not options.isdisjoint(letters[0] - {letter}) for letter in options & letters[1])
    return bool(options & yes and options & no) and options <= yes | no | other


_EMPTY_BOX = re.compile(r"\[ ?\]|\( ?\)|[☐⬜□]")


def _in_empty_boxes(text: str) -> list[str]:
    """The options of a row of boxes of which none is ticked: ``[ ] Yes / [ ] No``; none for anything else."""
    head, *options = _EMPTY_BOX.split(text.casefold())
    return [] if head.strip() else [option.strip(" \t/|,;·") for option in options]


def is_choice(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is nothing but the options of a scale, of states, or yes and no, ticked boxes aside."""
    options = _in_empty_boxes(text)
    if len(options) > 1 and _is_yes_or_no(frozenset(options), lexicon):
        return True
    options = _BETWEEN.split(text.strip("[]()").casefold()) if "/" in text or "|" in text else []
    if len(options) < 2 or len(options) > 8:
        return False
    given = frozenset(options)
    if _is_yes_or_no(given, lexicon) or (given <= lexicon.leftovers.states and " " in text):
        return True
    codes = [_CODE.fullmatch(option) for option in options]
    prefixes = {code[1] for code in codes if code}
    known = {spelling for spellings in lexicon.numbered.values() for spelling in spellings}
    if all(codes) and len(prefixes) == 1 and prefixes <= known:
        return len(options) > 2
    return len(options) > 2 and any(given <= {level.casefold() for level in scale} for scale in lexicon.scales)
