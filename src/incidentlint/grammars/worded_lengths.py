"""Lengths of time in the words of other languages, spelt in those of English: `eineinhalb Stunden`, `1時間半`.

One grammar for all of them: parts of a number, a unit and a fraction (`zwei Stunden`, `zweieinhalb Stunden`,
`dos horas y media`, `demi-heure`), one after the other, with minutes that may lack their unit (`1 heure 45`). The
lexicon has the words: digits, tens, fractions, units.
"""

from __future__ import annotations

import re

import msgspec

from incidentlint.grammars.spelling import Respelt
from incidentlint.grammars.time_words import (
    UNITS,
    all_words,
    either,
    other_numbers,
    other_tens,
    other_units,
    other_words,
    unit_words,
    units,
)
from incidentlint.text import EASTERN, GLUE, fold
from incidentlint.tuples import NamedTuple
from incidentlint.vocabulary import remembered, time_words

_BLANKS = r"[ \n]{0,3}"

_GAPLESS = re.compile(f"[{EASTERN}]")

_ENDS = rf"(?![{GLUE}])"

_TEN = 10


class _Forms(msgspec.Struct, frozen=True):
    """The patterns that are made of the words of all languages."""

    digits: re.Pattern[str]
    ones: re.Pattern[str]
    tens: re.Pattern[str]
    join: re.Pattern[str]
    unit: re.Pattern[str]
    half: re.Pattern[str]
    one_and_a_half: re.Pattern[str]
    more: re.Pattern[str]
    last: re.Pattern[str]
    limit: re.Pattern[str]
    """A bound, or what makes the length approximate, behind it: `1時間以内`, `2 heures maximum`."""


class _Number(NamedTuple):
    """A number as it is spelt in digits, where it ends, and whether a half comes to it: `anderthalb`."""

    text: str
    end: int
    half: bool = False


class _Part(NamedTuple):
    """A length of one unit in English words, and where it ends."""

    text: str
    unit: str
    end: int


def _of(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@remembered
def _forms() -> _Forms:
    joins = either(all_words("and_"))
    fractions = (
        rf"(?P<half>{either(all_words('and_a_half'))})"
        rf"|(?P<quarter>{either(all_words('and_a_quarter'))})"
        rf"|(?P<three>{either(all_words('and_three_quarters'))})"
    )
    return _Forms(
        digits=_of(r"(?P<number>[0-9]{1,10}(?:[.,][0-9]{1,3})?(?:[ ]?[½¼¾])?|[½¼¾])(?![0-9])"),
        ones=_of(either(other_numbers())),
        tens=_of(either(other_tens())),
        join=_of(rf",?{_BLANKS}(?:{joins})?[ \n-]{{0,3}}"),
        unit=_of(rf"{_BLANKS}{_units()}"),
        half=_of(rf"{either(other_words('half'))}[ \n-]{{0,3}}"),
        one_and_a_half=_of(either(other_words("one_and_a_half"))),
        more=_of(rf"{_BLANKS}(?:{fractions})"),
        last=_of(rf"(?={_BLANKS}(?:$|[(,;.]))"),
        limit=_of(
            rf"{_BLANKS}(?:(?P<less>{either(other_words('at_most'))})|(?P<more>{either(other_words('at_least'))})"
            rf"|(?P<about>{either(other_words('about', 'nearly'))}))(?={_BLANKS}(?:$|[(,;.]))"
        ),
    )


@remembered
def _units() -> str:
    """A pattern for the units of all languages; where words have no gaps, a number may touch the one before it."""
    words = (*other_units(), *units())
    gapless = [word for word in words if not word.isascii() and _GAPLESS.match(word)]
    spaced = either(word for word in words if word not in gapless)
    # `1t45m`: digits may touch a unit of one letter, and end it.
    ends = rf"(?:{_ENDS}|(?<![^\W\d_]{{2}})(?=[0-9]))"
    return rf"(?:(?P<gapless>{either(gapless)})(?![間间钟鐘])|(?P<spaced>{spaced})\.?{ends})"


@remembered
def _naming() -> re.Pattern[str]:
    words = [word for word in (*other_units(), *units()) if len(word) > 1 or _GAPLESS.match(word)]
    gapless = [word for word in words if _GAPLESS.match(word)]
    return _of(rf"{either(gapless)}|(?<![{GLUE}]){either(set(words).difference(gapless))}{_ENDS}")


def names_unit(text: str) -> bool:
    """Whether a text names a unit of time in any language, by a word of some letters: `several hours`, `数時間`."""
    return _naming().search(fold(text)) is not None


def starts() -> str:
    """A pattern for where a length in words of any language may start; it finds nothing but the place."""
    words = (*other_numbers(), *other_tens(), *other_words("half", "one_and_a_half"), *other_units())
    return rf"(?<![{GLUE}.,:時时点點시-])(?=[0-9½¼¾]|{either(words)})"


def in_english(match: re.Match[str]) -> Respelt | None:
    """Spell the length that starts where a pattern of `starts` matched in the words of English, None if none does."""
    text, start = match.string, match.start()
    parts: list[str] = []
    last, pos = _first(text, start), start
    while last is not None:
        parts.append(last.text)
        pos = last.end
        following = _next(text, pos, last.unit)
        last = _minutes(text, pos) if following is None and last.unit == "hour" else following
    if not parts:
        return None
    sign, pos = _limit(text, pos)
    return Respelt(start, pos, sign + " ".join(parts))


def _first(text: str, start: int) -> _Part | None:
    """The first part of a length; a unit alone is one in some words, or where more follows: `hora y media`."""
    part = _part(text, start)
    if part is not None:
        return part
    unit = _forms().unit.match(text, start)
    if unit is None:
        return None
    name = _name(unit)
    more = _with_fraction(text, "1", name, unit.end())
    alone = " " not in unit[0] and more.end == unit.end() and _next(text, unit.end(), name) is None
    return None if alone else more


def _next(text: str, pos: int, unit: str) -> _Part | None:
    """The part of a smaller unit that follows at a place."""
    part = _part(text, _join(text, pos))
    return part if part is not None and UNITS[part.unit] < UNITS[unit] else None


def _part(text: str, pos: int) -> _Part | None:
    """A number with its unit, or half of one."""
    number = _number(text, pos)
    if number is None:
        return _half(text, pos)
    part = _counted(text, number)
    if part is None and number.text == "1":
        # `eine Dreiviertelstunde`, `eine halbe Stunde`: the article is no number of its own.
        blanks = re.compile(_BLANKS).match(text, number.end)
        after = number.end if blanks is None else blanks.end()
        again = _number(text, after)
        part = _half(text, after) if again is None else _counted(text, again)
    return part


def _half(text: str, pos: int) -> _Part | None:
    """Half of a unit: `demi-heure`."""
    half = _forms().half.match(text, pos)
    unit = None if half is None else _forms().unit.match(text, half.end())
    if unit is None:
        return None
    return _Part(f"{time_words().half[-1]} {unit_words(_name(unit))[0]}", _name(unit), unit.end())


def _counted(text: str, number: _Number) -> _Part | None:
    """A number with its unit, and a fraction before or behind that: `zweieinhalb Stunden`, `dos horas y media`."""
    fraction = None if number.half else _forms().more.match(text, number.end)
    unit = _forms().unit.match(text, number.end if fraction is None else fraction.end())
    if unit is None:
        return None
    if number.half or fraction is not None:
        return _fractioned(number.text, _name(unit), fraction, unit.end())
    return _with_fraction(text, number.text, _name(unit), unit.end())


def _minutes(text: str, pos: int) -> _Part | None:
    """The last minutes of a length, without their unit: `1 heure 45`."""
    number = _number(text, _join(text, pos))
    if number is None or number.half or not number.text.isdecimal() or int(number.text) >= UNITS["minute"]:
        return None
    if _forms().last.match(text, number.end) is None:
        return None
    return _Part(f"{number.text} {unit_words('minute')[0]}", "minute", number.end)


def _with_fraction(text: str, number: str, unit: str, end: int) -> _Part:
    fraction = _forms().more.match(text, end)
    if fraction is None or re.match(_ENDS, text[fraction.end() :]) is None:
        return _Part(f"{number} {unit_words(unit)[0]}", unit, end)
    return _fractioned(number, unit, fraction, fraction.end())


def _fractioned(number: str, unit: str, fraction: re.Match[str] | None, end: int) -> _Part:
    """A number of units and a fraction of one more, which is a half unless it says otherwise."""
    if fraction is None or fraction["half"]:
        return _Part(f"{number} {unit_words(unit)[0]} {time_words().and_a_half[0]}", unit, end)
    quarters = 1 if fraction["quarter"] else 3
    return _Part(f"{number} {unit_words(unit)[0]} {quarters * 15} {unit_words('minute')[0]}", "minute", end)


def _number(text: str, pos: int) -> _Number | None:
    """The number at a place, in digits or in words: `fünfundvierzig`, `quarante-cinq`, `四十五`."""
    forms = _forms()
    if (digits := forms.digits.match(text, pos)) is not None:
        return _Number(digits["number"], digits.end())
    if (whole := forms.one_and_a_half.match(text, pos)) is not None:
        return _Number("1", whole.end(), half=True)
    tens, ones = forms.tens.match(text, pos), forms.ones.match(text, pos)
    if ones is not None and (tens is None or ones.end() > tens.end()):
        value, end = other_numbers()[_key(ones)], ones.end()
        behind, words = forms.tens.match(text, _join(text, end)), other_tens()
        # `fünfundvierzig` is one word; of two, each is a number of its own.
        if behind is None or not 0 < value < _TEN or " " in text[pos : behind.end()]:
            return _Number(str(value), end)
    elif tens is not None:
        value, end = other_tens()[_key(tens)], tens.end()
        behind, words = forms.ones.match(text, _join(text, end)), other_numbers()
    else:
        return None
    return _Number(str(value), end) if behind is None else _Number(str(value + words[_key(behind)]), behind.end())


def _join(text: str, pos: int) -> int:
    """Where what stands between two parts of a length or number ends."""
    join = _forms().join.match(text, pos)
    return pos if join is None else join.end()


def _key(match: re.Match[str]) -> str:
    return " ".join(match[0].casefold().split())


def _name(unit: re.Match[str]) -> str:
    """The name of a unit that is written in any language."""
    word = " ".join((unit["gapless"] or unit["spaced"]).casefold().split())
    return other_units().get(word) or units()[word]


def _limit(text: str, pos: int) -> tuple[str, int]:
    """The English words before a length that what stands behind it means, and where that ends."""
    limit = _forms().limit.match(text, pos)
    if limit is None:
        return "", pos
    words = time_words()
    english = words.at_most if limit["less"] else words.at_least if limit["more"] else words.about
    return f"{english[0]} ", limit.end()
