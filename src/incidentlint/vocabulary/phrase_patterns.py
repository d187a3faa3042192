"""Phrases of the lexicon: words that are looked for in a text, in forms that a list of them alone would not hold.

``*`` is the rest of a word, or any word; ``#`` a number; ``(a|b)`` one of some, ``(a)?`` one that may be missing. A
gap takes any white space; case does not matter. A phrase begins and ends where a word does, in writing that has gaps
between its words. What is no such form, as a parenthesis that is never closed, stands for itself: no phrase is wrong.

Every repetition is bounded, so that an attempt at a place costs a constant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from incidentlint.snapshot import kept_text
from incidentlint.text import CASES

_NO_GAPS = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
"""Signs of writing in which a word begins and ends anywhere, or in which endings are glued to it."""

NOT_WITHIN = rf"(?-i:(?<![^\W{_NO_GAPS}]))"
NOT_ON = rf"(?-i:(?![^\W{_NO_GAPS}]))"
"""Expressions for where a word begins and ends. Case is of no matter to them, and where it is asked for, each of the
thousands of signs is compiled by itself."""

_GAP = r"\s{1,8}"
_REST = r"\w{0,40}"
_ALIKE = {"'": "['’]", "’": "['’]", "-": "[-‐‑]"}
"""Signs that editors put in the place of each other."""

NEVER = re.compile(r"(?!)")
"""What no text has: an empty list of phrases."""


@lru_cache(maxsize=512)
def phrases(words: tuple[str, ...], before: str = "", after: str = "") -> re.Pattern[str]:
    """The pattern of any of some phrases, the longest that fits first; `before` and `after` are expressions around it.

    An empty list is found nowhere.
    """
    return re.compile(f"{before}{either(words)}{after}", re.IGNORECASE) if words else NEVER


def may_have(words: tuple[str, ...], text: str) -> bool:
    """Whether a text may have one of some phrases, which most have not: a look much shorter than for the phrases."""
    return likely(words)(text)


@lru_cache(maxsize=512)
def likely(words: tuple[str, ...]) -> Callable[[str], bool]:
    """What says the same of any text."""
    sign = _signs(words)

    def may_have_them(text: str) -> bool:
        return sign is None or not text.isascii() or sign.search(text.lower()) is not None

    return may_have_them


def _signs(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Letters of which a text of ASCII in lower case has some where it has one of some phrases; None where not all
    phrases have such.
    """
    made = kept_text("\0".join(("signs", *words)), lambda: _sign_pattern(words))
    return re.compile(made) if made else None


def _sign_pattern(words: Iterable[str]) -> str:
    """The regular expression of those letters, which is empty where a phrase has none."""
    found: set[str] = set()
    for phrase in words:
        runs = _runs(phrase)
        if runs is None:
            return ""
        found |= runs
    return "|".join(sorted(found)) or NEVER.pattern


def _runs(phrase: str) -> set[str] | None:
    """Letters of which a text of ASCII has some where it has a phrase: none where it cannot have it, None if unknown.

    They are the longest letters of one of its parts, or of each of the options of a group that may not be missing.
    """
    best: set[str] | None = None
    for part in _needed(phrase):
        found = _longest_run(part) if isinstance(part, str) else _runs_of_any(part)
        if found is not None and not found:
            return found
        if found and (best is None or min(map(len, found)) > min(map(len, best))):
            best = found
    return best


def _runs_of_any(options: Iterable[str]) -> set[str] | None:
    found: set[str] = set()
    for option in options:
        runs = _runs(option)
        if runs is None:
            return None
        found |= runs
    return found


def _longest_run(plain: str) -> set[str] | None:
    if any(sign.isalpha() and not sign.isascii() and sign not in CASES for sign in plain):
        return set()  # no text of ASCII has it
    runs = _RUN.findall(plain.lower())
    return {max(runs, key=len)} if runs else None


def _needed(phrase: str) -> Iterator[str | list[str]]:
    """The parts of a phrase that may not be missing: a text outside of parentheses, or the options of a group."""
    begin = at = 0
    while at < len(phrase):
        options, end = _options(phrase, at) if phrase[at] == "(" else ([], at + 1)
        if options:
            yield phrase[begin:at]
            begin = end
            if not phrase.startswith("?", end):
                yield options
        at = end
    yield phrase[begin:]


def _options(phrase: str, at: int) -> tuple[list[str], int]:
    """The options of the group that begins at an index, and where it ends; none where it is never closed."""
    options, depth, begin = [], 0, at + 1
    for index in range(at, len(phrase)):
        sign = phrase[index]
        depth += (sign == "(") - (sign == ")")
        if not depth or (depth == 1 and sign == "|"):
            options.append(phrase[begin:index])
            begin = index + 1
        if not depth:
            return options, index + 1
    return [], at + 1


_RUN = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=512)
def either(words: tuple[str, ...]) -> str:
    """The regular expression of any of some phrases, as a group; an empty list is found nowhere."""
    return kept_text("\0".join(("phrases", *words)), lambda: _either(words)) if words else "(?!)"


def _either(words: tuple[str, ...]) -> str:
    groups: dict[tuple[str, str], list[str]] = {}
    for phrase in sorted(map(str.strip, words), key=len, reverse=True):
        begin = NOT_WITHIN if _is_wordy(phrase[:1]) else ""
        end = NOT_ON if _is_wordy(phrase[-1:]) else ""
        plain = phrase.replace(" ", "").isalnum()
        made = _GAP.join(phrase.split()) if plain else _Reader(phrase).sequence()
        groups.setdefault((begin, end), []).append(made)
    parts = (f"{begin}(?:{'|'.join(group)}){end}" for (begin, end), group in groups.items())
    return f"(?:{'|'.join(parts)})"


def literal(words: Iterable[str], gap: str = "") -> str:
    """The regular expression of any of some words as they are written, as a group; the longest that fits first.

    `gap` is an expression for the blanks in them, where these may be others.
    """
    found = sorted(set(words))
    return kept_text("\0".join(("words", gap, *found)), lambda: _literal(found, gap)) if found else "(?!)"


def _literal(words: list[str], gap: str) -> str:
    longest = sorted(words, key=lambda word: (-len(word), word))
    spelt = (gap.join(map(_escape, word.split())) if gap else _escape(word) for word in longest)
    return f"(?:{'|'.join(spelt)})"


def _escape(text: str) -> str:
    """`re.escape`, which looks at each sign; letters and digits need none, and most words have no other."""
    return text if text.isalnum() else re.escape(text)


@lru_cache(maxsize=1024)
def _is_wordy(sign: str) -> bool:
    """Whether a word begins or ends with a sign, so that no other letter may touch it."""
    return sign in "*#()?" or (re.match(r"\w", sign) is not None and re.match(f"[{_NO_GAPS}]", sign) is None)


class _Reader:
    """Reads one phrase into a regular expression, from left to right."""

    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        self.at = 0

    def sequence(self, ends: str = "") -> str:
        """What stands up to one of the signs `ends`, or to the end."""
        made: list[str] = []
        gap = False
        while self.at < len(self.phrase) and self.phrase[self.at] not in ends:
            sign = self.phrase[self.at]
            if sign.isspace():
                self.at += 1
                gap = bool(made)
                continue
            part, perhaps = self._part(sign)
            if perhaps and gap:
                part = f"(?:{_GAP}{part})?"
            elif perhaps and self.phrase[self.at : self.at + 1].isspace():
                part = f"(?:{part}{_GAP})?"
                self.at += 1
            elif perhaps:
                part = f"{part}?"
            elif gap:
                part = f"{_GAP}{part}"
            gap = False
            made.append(part)
        return "".join(made)

    def _part(self, sign: str) -> tuple[str, bool]:
        """The next part, and whether it may be missing."""
        if sign == "(" and self._closed():
            return self._group()
        self.at += 1
        if sign == "*":
            before = self.phrase[self.at - 2 : self.at - 1]
            return (_REST if before and not before.isspace() and before not in "(|" else rf"\w{_REST}"), False
        if sign == "#":
            return r"(?<!\d)\d{1,9}(?!\d)", False
        return _ALIKE.get(sign) or _escape(sign), False

    def _closed(self) -> bool:
        depth = 0
        for sign in self.phrase[self.at :]:
            depth += (sign == "(") - (sign == ")")
            if not depth:
                return True
        return False

    def _group(self) -> tuple[str, bool]:
        options = []
        self.at += 1
        while True:
            options.append(self.sequence("|)"))
            closed = self.phrase[self.at] == ")"
            self.at += 1
            if closed:
                break
        made = f"(?:{'|'.join(options)})"
        if self.phrase[self.at : self.at + 1] == "?":
            self.at += 1
            return made, True
        return made, False


__all__ = ["NEVER", "NOT_ON", "NOT_WITHIN", "either", "likely", "literal", "may_have", "phrases"]
