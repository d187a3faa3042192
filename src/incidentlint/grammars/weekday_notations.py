"""Notations of moments that begin with a weekday or have one beside their date, in any language.

`Tue May 12 08:05:00 UTC 2026` and `Di 12. Mai 08:05:00 UTC 2026` of programs, `Dienstag, den 12.5.2026`,
`2026-05-12 (火)`, `2026-05-12 Tue 08:05` of people. Each is spelt with its weekday in English where the reader knows
one: before the date, or in parentheses behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from incidentlint.grammars.moments import Weekday
from incidentlint.grammars.spelling import Respelt, Rule, compiled, respelt
from incidentlint.grammars.time_words import (
    all_words,
    either,
    month_name,
    month_of,
    other_weekdays,
    other_words,
    weekday_name,
    weekday_numbers,
)
from incidentlint.text import GAPLESS, GLUE
from incidentlint.vocabulary import remembered, time_words

_LETTER: Final = r"[^\W\d_]"

_FIGURES: Final = (
    r"(?:(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
    r"|[0-9]{1,2}(?P<sep>[-/.])[0-9]{1,2}(?P=sep)(?:19|20)[0-9]{2})(?![0-9])"
)
"""A date in figures; it has the group `sep`."""

_BEHIND_FIGURES: Final = r"(?:(?<=[-/.][0-9]{2})|(?<=[-/.][0-9])|(?<=[-/.](?:19|20)[0-9]{2})|(?<=[日일号]))"

_YEAR_BEHIND: Final = tuple(f"{before}{century}" for before in " -/." for century in ("20", "19"))
"""What a date in figures has behind a word, at its beginning or at its end."""

_SURE: Final = 3
"""Names of weekdays with fewer letters may be other words."""


def _is_another_word(text: str, start: int, end: int) -> bool:
    """Whether what could be a weekday's name is too short to be sure: `so 2026-05-12`, `Rotate keys, Sam, 2026-07-31`.

    One of up to three letters is a weekday at the start of a value, or with its dot; `火曜日` is one anywhere.
    """
    word = text[start:end]
    if len(word) > _SURE or word.upper() == word.lower():
        return False
    if len(word) < _SURE and word.islower():
        return True
    return bool(text[:start].strip()) and not text.startswith(".", end)


_BEFORE: Final = re.compile(
    r"(?<![^\W_])([^\W\d_]{2,13}(?:-[^\W\d_]{5})?)\.?,?[ \n]{1,2}(?:[^\W\d_]{2,3}[ \n]{1,2})?\Z"
)


def weekday_before(text: str, start: int) -> tuple[int, str]:
    """Where the weekday before a date starts, and its English name with a blank; the start of the date without one."""
    before = _BEFORE.search(text, max(0, start - 24), start)
    if before is None or _is_another_word(text, *before.span(1)):
        return start, ""
    index = other_weekdays().get(before[1].casefold())
    return (start, "") if index is None else (before.start(), f"{weekday_name(index)} ")


def _weekday(word: str) -> str:
    """The English name of a weekday in any language, "" where a word is none, as capitals are: CET is no četvrtak."""
    if word.isupper() and len(word) >= _SURE and word.isascii():
        return ""
    key = word.casefold().rstrip(".")
    index = weekday_numbers().get(key, other_weekdays().get(key))
    return "" if index is None else weekday_name(index)


_IN_PARENTHESES: Final = re.compile(
    rf"[ ]{{0,2}}[(（](?:{_LETTER}[^()（）:：0-9]{{1,20}}[:：][ ]?)?({_LETTER}{{2,15}}(?:-{_LETTER}{{5}})?)\.?[)）]"
    rf"|(?:,?[ ]|[，、,])[ ]?({_LETTER}{{2,15}})(?=[\s*_`]{{0,4}}(?:[.;)|\n。；）]|\Z))"
)


def weekday_behind(text: str, end: int) -> Weekday | None:
    """The weekday in parentheses behind a moment that ends at `end`, in any language: `2026-05-12 08:05 UTC (Tue)`.

    Also one that has a label there, and one with which a text ends: `(weekday: Tue)`, `, Tuesday`, `，星期二。`.
    """
    match = _IN_PARENTHESES.match(text, end)
    if match is None:
        match = _in_parentheses_with_part().match(text, end)
        name = _weekday(match[1]) if match is not None else ""
        return Weekday(weekday_numbers()[name.casefold()], *match.span(1), match[1]) if match and name else None
    group = 1 if match[1] else 2
    word = match[group]
    short = len(word) <= (_SURE if group > 1 else _SURE - 1) and word < GAPLESS
    name = "" if short and (group > 1 or word.islower()) else _weekday(word)
    return Weekday(weekday_numbers()[name.casefold()], *match.span(group), word) if name else None


def weekday_alone(text: str) -> Weekday | None:
    """The weekday that is all of a text, but for marks: `Thu`, `**martes**`."""
    word = text.strip(" *_.\n")
    name = _weekday(word) if len(word) <= _LONGEST and not any(map(str.isspace, word)) else ""
    start = text.find(word)
    return Weekday(weekday_numbers()[name.casefold()], start, start + len(word), word) if name else None


_LONGEST = 16


@remembered
def _in_parentheses_with_part() -> re.Pattern[str]:
    """``(Saturday evening, when nobody looked)``."""
    parts = either(all_words("day_parts"))
    return re.compile(rf"[ ]{{0,2}}[(（]({_LETTER}{{4,13}}?)[ ]?{parts}(?=[,;:)）])", re.IGNORECASE)


@remembered
def _part_before() -> re.Pattern[str]:
    parts = either(all_words("day_parts"))
    return re.compile(rf"(?<![^\W_])({_LETTER}{{4,13}}?)[ ]?{parts},?[ ](?:{_LETTER}{{2,3}}[ ])?\Z", re.IGNORECASE)


def weekday_before_part(text: str, start: int) -> Weekday | None:
    """The weekday with a part of its day before a date that starts at `start`: `On Friday evening, 2026-05-22`."""
    match = _part_before().search(text, max(0, start - 40), start)
    name = _weekday(match[1]) if match is not None else ""
    return Weekday(weekday_numbers()[name.casefold()], *match.span(1), match[1]) if match is not None and name else None


_DAY_BEHIND_MONTH: Final = re.compile(
    rf"(?<![^\W_])({_LETTER}{{3,13}})\.?,?[ ]({_LETTER}{{3,12}})\.?[ ]([0-9]{{1,2}})(?:{_LETTER}{{2}})?(?![^\W_:])"
    r"(?!,?[ ](?:19|20)[0-9]{2})(?!:[0-9])"
)
"""``Monday, May 12th``."""

_NAMED_DAY: Final = re.compile(
    rf"(?<![^\W_])({_LETTER}{{3,13}}(?:-{_LETTER}{{5}})?)\.?,?[ ](?:{_LETTER}{{2,3}}[ ])?([0-9]{{1,2}})\.?[ ]"
    rf"(?:{_LETTER}{{2}}[ ])?({_LETTER}{{3,12}})(?!{_LETTER})(?!\.?,?[ ](?:{_LETTER}{{2,3}}[ ])?(?:19|20)[0-9]{{2}})"
)


_DAY_AND_MONTH: Final = re.compile(rf"[ ][0-9]{{1,2}}\.?[ ]{_LETTER}")

_MONTH_AND_DAY: Final = re.compile(rf"{_LETTER}\.?[ ][0-9]{{1,2}}")


def weekdays_of_days(text: str) -> Iterator[tuple[Weekday, int, int]]:
    """The weekdays before a day without a year, in any language, with its month and day: `miércoles, 9 de mayo`."""
    for match in _DAY_BEHIND_MONTH.finditer(text) if _MONTH_AND_DAY.search(text) is not None else ():
        month = month_of(match[2])
        name = _weekday(match[1]) if month is not None else ""
        if month is not None and name:
            yield Weekday(weekday_numbers()[name.casefold()], *match.span(1), match[1]), month, int(match[3])
    for match in _NAMED_DAY.finditer(text) if _DAY_AND_MONTH.search(text) is not None else ():
        month = month_of(match[3])
        name = _weekday(match[1]) if month is not None else ""
        if month is not None and name:
            yield Weekday(weekday_numbers()[name.casefold()], *match.span(1), match[1]), month, int(match[2])


def _month(word: str) -> str:
    number = month_of(word)
    return "" if number is None else month_name(number)


def _before_pattern() -> str:
    """`Di., den 12.05.2026`."""
    on = either(other_words("on"))
    return (
        rf"(?<![{GLUE}@.-])(?P<name>{_LETTER}{{2,15}}(?:-{_LETTER}{{5}})?)\.?,?[ ]{{1,2}}(?P<on>{on}[ ])?(?={_FIGURES})"
    )


def _before(match: re.Match[str]) -> Respelt | None:
    name = _weekday(match["name"])
    if _is_another_word(match.string, *match.span("name")):
        return None
    if not name or match["name"].casefold() in weekday_numbers():
        return None
    return Respelt(
        match.start(), match.end() if match["on"] else match.end("name"), f"{name} " if match["on"] else name
    )


def _behind_pattern() -> str:
    """`2026-05-12 (火)` and `2026-05-12, Tue, 08:05`; a word without parentheses stands before a time."""
    name = rf"{_LETTER}{{1,15}}(?:-{_LETTER}{{5}})?"
    return (
        rf"{_BEHIND_FIGURES}(?:[ ]?[(（](?P<in>{name})\.?[)）]"
        rf"|(?:,?[ ]{{1,2}}|(?<=日))(?P<bare>{name})\.?(?=,?[ ]{{1,2}}(?:[0-9]{{1,2}}[:.hH時时點点]|오|上|下|午)))"
        r"(?P<gap>[ ]?(?=[0-9上下午오]))?"
    )


def _behind(match: re.Match[str]) -> Respelt | None:
    name = _weekday(match["in"] or match["bare"])
    if match["bare"] and len(match["bare"]) < _SURE and match["bare"].islower():
        return None
    if not name or (match["in"] and match["in"].casefold() in weekday_numbers()):
        return None
    return respelt(match, f" ({name}){'' if match['gap'] is None else ' '}")


def _terminal_pattern() -> str:
    """The output of `date`, `git log` and the like: a day, a time and only then the year."""
    words = time_words()
    halves = either((*words.am, *words.pm))
    month = rf"{_LETTER}{{3,12}}\.?"
    return (
        rf"(?<![{GLUE}])(?:(?P<name>{_LETTER}{{2,13}})\.?,?[ ]{{1,2}})?"
        rf"(?:(?P<month>{month})[ ]{{1,2}}(?P<d>[0-9]{{1,2}})|(?P<d2>[0-9]{{1,2}})\.?[ ]{{1,2}}(?P<month2>{month})),?"
        rf"[ ]{{1,2}}(?P<clock>[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)(?:[ ]{{0,2}}(?P<half>{halves}))?"
        r"(?:[ ]{1,2}(?P<zone>[A-Z]{1,5}|[-+][0-9]{2}:?[0-9]{2}))?,?[ ]{1,2}(?P<y>(?:19|20)[0-9]{2})(?![0-9:])"
        r"(?:[ ]{1,2}(?P<offset>[-+][0-9]{2}:?[0-9]{2})(?![0-9:]))?"
    )


def _terminal(match: re.Match[str]) -> Respelt | None:
    month = _month(match["month"] or match["month2"])
    if not month:
        return None
    name = _weekday(match["name"] or "")
    start = match.start() if name or not match["name"] else match.start("month" if match["month"] else "d2")
    day = (name, month, match["d"] or match["d2"], match["y"])
    parts = (*day, match["clock"], match["half"], match["zone"], match["offset"])
    return Respelt(start, match.end(), " ".join(part for part in parts if part))


def _two_zones_pattern() -> str:
    """`08:05:00 +0000 UTC`: a zone by its offset and its name, as Go prints it."""
    return rf"(?<=:[0-9]{{2}})(?P<offset>[ ][-+][0-9]{{4}})[ ][A-Z]{{3,5}}(?:[ ]m=[-+][0-9.]{{1,20}})?(?![{GLUE}])"


def _two_zones(match: re.Match[str]) -> Respelt:
    return respelt(match, match["offset"])


_CLOCK_AND_YEAR: Final = re.compile(r":[0-9]{2}[^:]{0,60}[ ](?:19|20)[0-9]{2}")

_WORD_AND_DATE: Final = re.compile(r"[ ][0-9]{1,4}[-/.][0-9]")

_DATE_AND_WORD: Final = re.compile(
    rf"[-/.日日号](?:(?<=[日日号])|(?:[0-9]{{1,2}}|(?:19|20)[0-9]{{2}})(?:[ ]?[(（]|,?[ ]{{1,2}}){_LETTER})"
)

_OFFSETS: Final = (" +", *(f" -{digit}" for digit in range(10)))

BESIDE_DATES: Final = (
    Rule((" 20", " 19"), compiled(_terminal_pattern, re.IGNORECASE), _terminal, _CLOCK_AND_YEAR),
    Rule(_YEAR_BEHIND, compiled(_before_pattern, re.IGNORECASE), _before, _WORD_AND_DATE),
    Rule(("20", "19"), compiled(_behind_pattern, re.IGNORECASE), _behind, _DATE_AND_WORD),
    Rule(_OFFSETS, compiled(_two_zones_pattern, re.ASCII), _two_zones),
)
"""What is spelt anew wherever it stands."""
