r"""The patterns of the rules that users write: words and signs such as ``*``, and no regular expressions.

A pattern is read here into a regular expression that takes time linear in the text, whatever pattern and text are:
there is no nested repetition to write, and what repeats can be matched in one way only (atomic groups).

``*`` takes any text, ``?`` one character, ``#`` a number (one digit or more), ``[abc]``, ``[a-z]`` and ``[!a-z]`` one
character of those, ``\`` the next character as it is; a gap takes any white space. Case does not matter unless asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentlint.text.typography import alike

LONGEST = 200
"""How long a pattern may be, in characters."""


_STARS = 2
"""How many ``*`` one word of a search may have."""


_NO_GAPS = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Characters of writing without gaps, where a word begins and ends anywhere."""


_WORD = r"\w{0,60}"
"""What ``*`` takes in a search: the rest of a word, which is not longer."""


def whole_pattern(pattern: str, *, exact: bool = False) -> re.Pattern[str]:
    """A pattern for a whole value in which every gap is one space; with `exact` case matters.

    Raises `ValueError` that says what is wrong with it.
    """
    segments: list[str] = [""]
    for sign in _signs(pattern.strip()):
        if sign == "*":
            segments.append("")
        else:
            segments[-1] += _one(sign, r"(?s:.)")
    first, *others = segments
    made = first
    for segment in others[:-1]:
        made += f"(?>(?s:.)*?{segment})" if segment else ""
    made += f"(?s:.)*{others[-1]}" if others else ""
    return re.compile(rf"{made}\Z", _flags(exact))


def word_pattern(pattern: str, *, exact: bool = False) -> re.Pattern[str]:
    """A pattern to be searched for in a text, as whole words. Raises `ValueError` that says what is wrong with it."""
    words: list[list[str]] = [[]]
    for sign in _signs(pattern.strip()):
        if sign.isspace():
            words.append([])
        else:
            words[-1].append(sign)
    for word in words:
        if word.count("*") > _STARS:
            raise ValueError(f"a word of it may have {_STARS} '*'")
        if set(word) == {"*"}:
            raise ValueError("a word of it is nothing but '*'")
    made = [_word(word, last=number == len(words)) for number, word in enumerate(words, start=1)]
    return re.compile(_GAP.join(made), _flags(exact))


_GAP = r"\s{1,8}+"


def _word(signs: list[str], *, last: bool) -> str:
    """One word of a search. It is atomic: where it begins says where it ends, so nothing is tried twice."""
    made = ""
    for number, sign in enumerate(signs, start=1):
        if sign == "*":
            made += f"{_WORD}+" if number == len(signs) else _WORD
        else:
            made += ("(?!\\s)" if sign.startswith("[") else "") + _one(sign, r"\S")
    begin = rf"(?-i:(?<![^\W{_NO_GAPS}]))" if _is_wordy(signs[0]) else ""
    end = (rf"(?-i:(?![^\W{_NO_GAPS}]))" if _is_wordy(signs[-1]) else "") if last else r"(?=\s)"
    return f"(?>{begin}{made}{end})"


def _is_wordy(sign: str) -> bool:
    if re.match(f"[{_NO_GAPS}]", sign[-1]):
        return False
    return sign in ("*", "?", "#") or sign.startswith("[") or (sign[-1].isalnum() or sign[-1] == "_")


def _one(sign: str, anything: str) -> str:
    """The expression for one sign that is no ``*``; `anything` is what ``?`` takes."""
    if sign == "?":
        return anything
    if sign == "#":
        return r"(?<!\d)\d++"
    if sign.startswith("["):
        negated = sign.startswith("[!")
        inner = "".join(_range(part) for part in _ranges(sign[2 if negated else 1 : -1]))
        return f"[{'^' if negated else ''}{inner}]"
    return alike(sign[-1])


def _ranges(inner: str) -> Iterator[str]:
    index = 0
    while index < len(inner):
        size = 3 if inner[index + 1 : index + 2] == "-" and index + 2 < len(inner) else 1
        yield inner[index : index + size]
        index += size


def _range(part: str) -> str:
    if len(part) == 3:
        if part[0] > part[2]:
            raise ValueError(f"'{part}' is not a range: it runs backwards")
        return f"{re.escape(part[0])}-{re.escape(part[2])}"
    return re.escape(part)


def _flags(exact: bool) -> re.RegexFlag:
    return re.NOFLAG if exact else re.IGNORECASE


def _signs(pattern: str) -> Iterator[str]:
    """The signs of a pattern: ``*`` (several are one), ``?``, ``#``, ``[...]``, a gap, a character."""
    if not pattern.strip():
        raise ValueError("matches nothing")
    if len(pattern) > LONGEST:
        raise ValueError(f"is longer than {LONGEST} characters")
    index, before = 0, ""
    while index < len(pattern):
        sign = pattern[index]
        if sign == "[":
            close = pattern.find("]", index + (3 if pattern[index + 1 : index + 2] == "!" else 2))
            if close < 0:
                raise ValueError(r"'[' is never closed; '\[' is the character itself")
            sign = pattern[index : close + 1]
        elif sign == "\\":
            sign = pattern[index : index + 2]
            if len(sign) < 2:
                raise ValueError(r"'\' has nothing after it")
        elif sign.isspace():
            sign = " "
        index += len(sign)
        if not (sign in ("*", " ") and sign == before):
            yield sign
        before = sign
