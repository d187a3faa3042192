"""What a value says when it says no more than None, not applicable, still to be done, or nothing at all."""

from __future__ import annotations

import re
from functools import lru_cache

from incidentlint.vocabulary.all_slots import all_slot_names
from incidentlint.vocabulary.lexicon import Lexicon
from incidentlint.vocabulary.phrase_patterns import NEVER, either, literal, phrases
from incidentlint.vocabulary.words import Answers, Units

SEPARATOR = re.compile(r"\s*[(\[:.,;（：、。]|\s+[—–-]|\s*[—–]|\s*$|\s*\n")
"""What is between an answer and what is said of it."""

OUTER = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0"
    "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
    "*_`~\"'“”"
)
"""The white space and marks around a value, to be stripped."""

_NOTHING = re.compile(r"-*|[—–]*|\?*|…*|\.{3,}|_*|[\[({<] ?(?:…|\.{3}) ?[\])}>]")
_ZERO = re.compile(r"(?:[a-z]{0,3}[$€£]|[a-z]{2,3})?\s*0+(?:[.,]0+)?\s*(?:[$€£%]|[a-z]{2,3}\.?)?")
_ZERO_MONEY = re.compile(r"(?:[a-z]{0,3}[$€£]\s*|[a-z]{3} )0+(?:\.0+)?(?![\d.,])")


def is_nothing(text: str) -> bool:
    """Whether a text says nothing: empty, or a lone dash, question mark or dots, in brackets too."""
    return not text[:1].isalnum() and _NOTHING.fullmatch(text.strip(OUTER)) is not None


def is_abbreviation(text: str) -> bool:
    """Whether a text explains an abbreviation, as extensions of Markdown write it: ``*[TBD]: to be decided``."""
    return _ABBREVIATION.match(text) is not None


_DOTTED = re.compile(r"(?:\w\.){1,4}\w")
"""An acronym with dots, the last one left out: ``t.b.d``."""
_FEW_WORDS = 6
"""What names a person's place has no more words."""
_ABBREVIATION = re.compile(r"\s{0,3}\*\[[^\]\n]{1,40}\]:")


def is_todo(text: str, lexicon: Lexicon) -> bool:
    """Whether a whole value is a marker such as ``TBD`` or ``TODO: ask Ana``; acronyms only when something follows.

    Another language says so too, whatever the report's own: ``à compléter``.
    """
    return is_own_todo(text, lexicon) or _is_todo_elsewhere(text)


@lru_cache(maxsize=4096)
def _is_todo_elsewhere(text: str) -> bool:
    """The same in any language."""
    key = text.strip(OUTER).casefold().rstrip(".!:…。").strip("()（）[]")
    return 0 < len(key) < _LONGEST_TODO and key in all_slot_names().todo


def is_nobody(text: str, lexicon: Lexicon, *, surely: bool = False) -> bool:
    """Whether what is written for an owner names nobody: ``@here``, ``unassigned``, ``the team``.

    In any language where it says that nobody is named; a group is nobody in the report's languages alone, and not
    where it has to be so `surely`.
    """
    key = text.strip(OUTER).casefold().strip("()[]{}.!") or "-"
    known = all_slot_names().nobody
    if key in known or key.rstrip("?") in known or (_DOTTED.fullmatch(key) and key.replace(".", "") in known):
        return True
    if not key.strip("@?") or names_anyone(key):
        return True
    return not surely and key.removeprefix("@") in lexicon.nobody


def names_anyone(text: str) -> bool:
    """Whether a short text is one in no particular person's place, in any language: ``somebody from storage``."""
    anyone = phrases(all_slot_names().anyone, r"[\W_]{0,4}")
    return len(text.split()) <= _FEW_WORDS and anyone.match(text) is not None


def is_team(text: str, lexicon: Lexicon) -> bool:
    """Whether what is written for an owner is a group of people and nothing else: ``IT team``, ``the maintainers``."""
    word = r"[^\W_][\w&/-]{0,30}"
    return (
        phrases(lexicon.words.answers.teams, rf"(?:{word} ){{0,2}}", rf"(?: {word}){{0,2}}").fullmatch(
            text.strip(OUTER)
        )
        is not None
    )


def is_own_todo(text: str, lexicon: Lexicon) -> bool:
    """The same in the languages of the report."""
    return _is_todo(text, lexicon.words.answers, lexicon.words.time.units)


@lru_cache(maxsize=4096)
def _is_todo(text: str, answers: Answers, units: Units) -> bool:
    bare = "" if is_abbreviation(text) else text.strip(OUTER)
    if (
        bare.casefold().rstrip(".!:…") in _todo(answers)
        or _mark(answers.marks, answers.asked, units).match(bare) is not None
    ):
        return True
    return 0 < len(bare) < _LONGEST_NOTE and _said_later(answers).match(bare) is not None


@lru_cache(maxsize=64)
def _todo(answers: Answers) -> frozenset[str]:
    """The words that mark what is still to be written, in lower case."""
    return frozenset(word.casefold() for word in answers.todo)


_LONGEST_TODO, _LONGEST_NOTE = 40, 90


@lru_cache(maxsize=64)
def _said_later(answers: Answers) -> re.Pattern[str]:
    """A short text that says that it is still to be written, and by whom or when: ``To be written, Ana does it``."""
    marks = {*answers.marks, *answers.undecided}
    todo = literal((word for word in answers.todo if word not in marks), _GAP)
    later = f"{either(answers.later)}|" if answers.later else ""
    return re.compile(rf"(?:{later}{todo}\s?[,;:(–—])[^.!?。]*+(?:[.!?。…]\s*)?\Z", re.IGNORECASE)


@lru_cache(maxsize=64)
def _mark(marks: tuple[str, ...], asked: tuple[str, ...], units: Units) -> re.Pattern[str]:
    """A marker that something follows that it asks for: ``TODO: ask Ana``, ``TBD (Ana)``, ``TODO min``."""
    if not marks:
        return NEVER
    unit = literal((*units.hour, *units.minute, *units.second))
    behind = rf"\s*(?:[:;,.)\]—–-]|\(|$)|\s{{1,3}}{literal(asked)}\b|\s{{0,2}}{unit}(?:\s*[(（]|\s*$)"
    return re.compile(rf"[(\[]?{literal(marks)}\b(?:{behind})")


def waiver(text: str, lexicon: Lexicon) -> str | None:
    """The reason of a waiver (``Not applicable: <reason>``, ``N/A - <reason>``); None when the text is none."""
    match = _waiver(lexicon.words.answers).match(text.lstrip())
    if match is None:
        return None
    reason = " ".join(match["reason"].split())
    if not re.search(r"\w", reason) or _NO_REASON.fullmatch(reason.rstrip(" .")):
        return None
    return None if is_todo(reason, lexicon) or is_bare_waiver(reason, lexicon) else reason


_NO_REASON = re.compile(r"\[[^\[\]]{1,200}\]|<[^<>]{1,200}>|\{[^{}]{1,200}\}")
"""A slot that was left where the reason belongs."""

_GAP = r"\s{1,8}"
"""A formatter wraps a text anywhere."""


@lru_cache(maxsize=64)
def _waiver(answers: Answers) -> re.Pattern[str]:
    words = (*answers.not_applicable, *answers.needless)
    before = rf"[(\[]?\s*{literal(words, _GAP)}\s*(?:[:.,;(—–：、。（-]+|{either(answers.because)})"
    return re.compile(rf"{before}\s*(?P<reason>\S.*)", re.IGNORECASE | re.DOTALL)


def is_bare_waiver(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is ``N/A`` with no reason."""
    return _bare_waiver(lexicon.words.answers.not_applicable).match(text.strip(OUTER)) is not None


@lru_cache(maxsize=64)
def _bare_waiver(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\s*{literal(words, _GAP)}\s*(?:[.:。]\s*)?$", re.IGNORECASE)


def is_needless(text: str, lexicon: Lexicon) -> bool:
    """Whether a text says of something that it was not needed, for a reason or none: ``not required``."""
    needless = _bare_waiver(lexicon.words.answers.needless).match(text.strip(OUTER)) is not None
    return needless or waiver(text, lexicon) is not None


def offers_waiver(text: str, lexicon: Lexicon) -> bool:
    """Whether a template's slot offers that something does not apply: ``[Name or N/A]``."""
    folded = text.casefold()
    return any(word.casefold() in folded for word in lexicon.words.answers.not_applicable)


def is_for_others(name: str, lexicon: Lexicon) -> bool:
    """Whether an option or a row is for all that the others are not, and may go: ``Other``, ``Other (which):``."""
    return name.partition("(")[0].strip(" :：").casefold() in {*map(str.casefold, lexicon.words.answers.others)}


def is_none(text: str, lexicon: Lexicon) -> bool:
    """Whether a text says None in any of its words, or a zero amount: ``None``, ``No``, ``Nil``, ``0``, ``$0.00``."""
    plain = text.strip(OUTER).casefold().rstrip(".。")
    return plain in lexicon.none or _ZERO.fullmatch(plain) is not None


def says_nothing(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is all that a form says where nobody answered: ``No response``, ``None``, ``N/A``."""
    plain = text.strip(OUTER).casefold()
    unanswered = {word.casefold() for word in lexicon.words.answers.unanswered}
    return plain in unanswered or is_none(text, lexicon) or is_bare_waiver(text, lexicon)


def is_total(text: str, lexicon: Lexicon) -> bool:
    """Whether a label is a word for a sum and nothing else: ``Total``, ``**Sum:**``."""
    return phrases(lexicon.words.figures.totals).fullmatch(text.strip(OUTER).rstrip(":：")) is not None


def leading_none(text: str, lexicon: Lexicon) -> bool | None:
    """Whether a text begins with None in any of its words: True, False, or None where it runs on (``None of the``)."""
    if is_none(text, lexicon):
        return True
    plain = text.strip(OUTER).casefold()
    for word in sorted(lexicon.none, key=len, reverse=True):
        if plain.startswith(word) and not plain[len(word) : len(word) + 1].isalnum():
            rest = plain[len(word) :]
            if SEPARATOR.match(rest):
                return not (word == "0" and rest[:1] in ".,:" and rest[1:2].isdigit())
            return None
    money = _ZERO_MONEY.match(plain)
    if money:
        return True if SEPARATOR.match(plain[money.end() :]) else None
    return False


def is_unsigned(text: str, lexicon: Lexicon) -> bool:
    """Whether what is in the place of a signature, a name or a date says that there is none."""
    words = lexicon.words.answers
    return text.casefold() in {word.casefold() for word in (*words.unsigned, *words.no)} | lexicon.none


__all__ = [
    "OUTER", "SEPARATOR", "is_abbreviation", "is_bare_waiver", "is_for_others", "is_nobody", "is_none", "is_nothing",
    "is_own_todo", "is_team", "is_todo", "is_unsigned", "leading_none", "names_anyone", "offers_waiver", "waiver",
]  # fmt: skip
