"""Notations of lengths of time that the reader does not know, each spelt as one that it knows.

`1hour45minutes`, `1:45h`, `1 hr. 45 min.`, `105′`, `one hundred and five minutes`, `an hour and three quarters`,
Words are the lexicon's; what is a rule here is how a notation puts them.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from incidentlint.grammars.spelling import Respelt, Rule, Spelling, compiled, respelt
from incidentlint.grammars.time_words import (
    UNITS,
    either,
    numbers,
    other_units,
    other_words,
    unit_words,
    units,
)
from incidentlint.grammars.worded_lengths import in_english, starts
from incidentlint.text import GAP, GLUE, plain_signs
from incidentlint.vocabulary import remembered, time_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONG: Final = 3
"""Units with fewer letters (`h`, `m`) are the reader's to tell from other words."""

# --- English, and signs ---


def _glued_pattern() -> str:
    """`1hour45minutes`: a unit between two numbers that it touches."""
    return rf"(?P<number>[0-9])(?P<unit>{either(word for word in units() if len(word) >= _LONG)})(?=[0-9])"


def _glued(match: re.Match[str]) -> Respelt:
    return respelt(match, f"{match['number']} {match['unit']} ")


def _dotted_pattern() -> str:
    """`1 hr. 45 min.`: an abbreviated unit with its dot."""
    return rf"(?<=[0-9])(?P<gap>[ ]?)(?P<unit>{either(units())})\.(?=[ ][0-9])"


def _last_dot_pattern() -> str:
    """The same at the end of a value; after a word that is no abbreviation it ends the sentence."""
    short = either(word for word in units() if 1 < len(word) <= len("mins"))
    return rf"(?<=[0-9])(?P<gap>[ ]?)(?P<unit>{short})\.(?=[ ]{{0,3}}$)"


def _dotted(match: re.Match[str]) -> Respelt:
    return respelt(match, f"{match['gap']}{match['unit']}")


def _words_pattern() -> str:
    """Numbers of several words before a unit."""
    words = time_words()
    one = either((*numbers(), *words.hundred))
    joined = rf"(?:[ -]|{GAP}(?:{either(words.and_)}){GAP})"
    return (
        rf"(?<![{GLUE}-])(?P<first>{one})(?P<rest>(?:{joined}(?:{one})){{1,5}})"
        rf"(?=(?:[ \n]{{1,3}}|-)(?:{either(units())})(?![{GLUE}]))"
    )


def _words(match: re.Match[str]) -> Respelt | None:
    value = _value(match[0])
    return None if value is None else respelt(match, str(value))


def _value(text: str) -> int | None:
    """The number that some words are, None where they are none: `two to three`, `twenty thirty`."""
    hundred = {word.split()[-1].casefold() for word in time_words().hundred}
    fillers = {word.casefold() for word in (*time_words().and_, *time_words().articles)}
    total, last = 0, 1000
    for word in re.split(r"[ \n-]+", text.casefold()):
        if word in hundred:
            total, last = max(total, 1) * 100, 100
        elif word not in fillers:
            value = numbers().get(word, last)
            if value >= last or (last < 100 and (last % 10 or value >= 10)):
                return None
            total, last = total + value, value
    return total or None


def _parts_pattern() -> str:
    """`an hour and three quarters`, `one and a quarter hours`."""
    words = time_words()
    parts = rf"(?:(?P<three>{either(words.and_three_quarters)})|(?P<one>{either(words.and_a_quarter)}))(?![{GLUE}])"
    number = rf"(?P<number>[0-9]{{1,3}}|{either((*numbers(), *words.articles))})"
    hours = either(words.units.hour)
    return (
        rf"(?<![{GLUE}-]){number}{GAP}(?:(?P<hours>{hours}){GAP}{parts}"
        rf"|{parts.replace('<three>', '<three2>').replace('<one>', '<one2>')}{GAP}(?P<behind>{hours}))"
        rf"(?![{GLUE}])"
    )


def _parts(match: re.Match[str]) -> Respelt:
    number = match["number"].casefold()
    value = int(number) if number.isdecimal() else numbers().get(number, 1)
    minutes = 45 if match["three"] or match["three2"] else 15
    return respelt(match, f"{value} {match['hours'] or match['behind']} {minutes} {unit_words('minute')[0]}")


def _fraction_pattern() -> str:
    """`1 3/4 hours`, `1/2 hour`."""
    return (
        rf"(?<![{GLUE}/.,])(?:(?P<number>[0-9]{{1,3}})[ -])?(?P<over>[1-3])/"
        rf"(?P<under>[24])(?=[ -][^\s\d])"
    )


def _fraction(match: re.Match[str]) -> Respelt | None:
    over, under = int(match["over"]), int(match["under"])
    if over >= under:
        return None
    value = int(match["number"] or 0) + Fraction(over, under)
    return respelt(match, f"{float(value):g}")


# --- Whole values only: in prose they may be something else ---


def _clock_pattern() -> str:
    return _clock_with(unit_words("hour"))


def _other_clock_pattern() -> str:
    return _clock_with(word for word, unit in other_units().items() if unit == "hour")


def _clock_with(units: Iterable[str]) -> str:
    """`1:45 h`."""
    return (
        rf"(?<![{GLUE}:.])(?P<h>[0-9]{{1,3}}):(?P<m>[0-5][0-9])(?::(?P<s>[0-5][0-9]))?[ ]{{0,2}}"
        rf"(?:{either(units)})\.?(?![{GLUE}])"
    )


def _clock(match: re.Match[str]) -> Respelt:
    seconds = "" if match["s"] is None else f" {match['s']} {unit_words('second')[0]}"
    return respelt(match, f"{match['h']} {unit_words('hour')[0]} {match['m']} {unit_words('minute')[0]}{seconds}")


def _minutes_clock_pattern() -> str:
    return (
        rf"(?<![{GLUE}:.])(?P<m>[0-9]{{1,3}}):(?P<s>[0-5][0-9])[ ]{{0,2}}"
        rf"(?:{either(unit_words('minute'))})\.?(?![{GLUE}])"
    )


def _minutes_clock(match: re.Match[str]) -> Respelt:
    return respelt(match, f"{match['m']} {unit_words('minute')[0]} {match['s']} {unit_words('second')[0]}")


def _hours_pattern() -> str:
    """`1h 05`, `1 h 5`, `1 hour 45`: minutes without their unit after hours."""
    return (
        rf"(?<![{GLUE}:.])(?P<h>[0-9]{{1,3}})[ ]?(?:{either(unit_words('hour'))})[ ]?"
        r"(?P<m>[0-5]?[0-9])(?=[ ]{0,3}(?:$|[(,;]))"
    )


def _hours(match: re.Match[str]) -> Respelt:
    return respelt(match, f"{match['h']} {unit_words('hour')[0]} {match['m']} {unit_words('minute')[0]}")


def _worded_minutes_pattern() -> str:
    """`an hour forty-five`, `two hours and ten`, `1 hour and 3/4`: the same, in words or as a fraction of the hour."""
    words = time_words()
    one = either(numbers())
    joined = rf"(?:,?[ ]|,?{GAP}(?:{either(words.and_)}){GAP})"
    return (
        rf"(?<=[{GLUE} ])(?P<hours>[ ]?{either(unit_words('hour'))}){joined}"
        rf"(?:(?P<over>[13])/(?P<under>[24])|(?P<words>{one}(?:[ -]{one})?))(?=[ ]{{0,3}}(?:$|[(,;.]))"
    )


def _worded_minutes(match: re.Match[str]) -> Respelt | None:
    words = match["words"]
    minutes = int(match["over"]) * 60 // int(match["under"]) if words is None else _value(words) or 0
    if not 0 < minutes < UNITS["minute"]:
        return None
    return respelt(match, f"{match['hours']} {minutes} {unit_words('minute')[0]}")


def _lead_in_pattern() -> str:
    """`lasted 1h45`, `total: 2 h`: what a value says before its length."""
    words = time_words()
    return rf"\A[ ]{{0,3}}(?:{either((*words.lasting, *words.in_all))})(?![{GLUE}-])[ :–—-]{{1,4}}"


def _lead_in(match: re.Match[str]) -> Respelt:
    return respelt(match, " ")


def _alone_pattern() -> str:
    """`quarter of an hour`: one of what is counted in no other way."""
    return rf"\A(?P<unit>{either(unit_words('quarter'))})(?![{GLUE}-])"


def _alone(match: re.Match[str]) -> Respelt:
    return respelt(match, f"1 {match['unit']}")


def _days_pattern() -> str:
    """`2 days, 3:05:00`: how programs print a length of days."""
    return (
        rf"(?<![{GLUE}:.])(?P<d>[0-9]{{1,4}})[ ]?{either(unit_words('day'))},?[ ]{{1,2}}"
        r"(?P<h>[0-2]?[0-9]):(?P<m>[0-5][0-9])(?::(?P<s>[0-5][0-9]))?(?![:.]?[0-9])"
    )


def _days(match: re.Match[str]) -> Respelt:
    seconds = "" if match["s"] is None else f" {match['s']} {unit_words('second')[0]}"
    return respelt(
        match,
        f"{match['d']} {unit_words('day')[0]} {match['h']} {unit_words('hour')[0]} "
        f"{match['m']} {unit_words('minute')[0]}{seconds}",
    )


def _prime_pattern() -> str:
    return rf"(?P<number>[0-9]{{1,4}})[ ]?(?P<sign>[′’'″”\"]|'')(?![{GLUE}'’′])"


def _prime(match: re.Match[str]) -> Respelt:
    unit = "second" if match["sign"] in ("″", "”", '"', "''") else "minute"
    return respelt(match, f"{match['number']} {unit_words(unit)[0]} ")


def _thousands_pattern() -> str:
    """`6.300 seconds`, `6’300 s`, `6 300 s`: nobody writes the thousandth parts of a length of an incident."""
    return (
        rf"(?<![{GLUE}.,])(?P<whole>[1-9][0-9]{{0,2}})[.’' ](?P<rest>[0-9]{{3}})(?=[ ]?"
        rf"(?:{either((*unit_words('minute'), *unit_words('second')))})(?![{GLUE}]))"
    )


def _thousands(match: re.Match[str]) -> Respelt:
    return respelt(match, match["whole"] + match["rest"])


# --- Other languages ---


def _lead_pattern() -> str:
    """The words before a length that make it approximate, or a bound."""
    about = either(other_words("about", "nearly"))
    return (
        rf"\A[ ]{{0,3}}(?:(?P<less>{either(other_words('at_most'))})|"
        rf"(?P<more>{either(other_words('at_least'))})|(?P<about>{about}))"
        r"(?:[ ]{1,3}|(?<![A-Za-z\u00c0-\u024f]))(?=[0-9]|[^\W\d_])"
    )


def _lead(match: re.Match[str]) -> Respelt:
    words = time_words()
    english = words.at_most if match["less"] else words.at_least if match["more"] else words.about
    return respelt(match, f"{english[0]} ")


@remembered
def _long_units() -> tuple[str, ...]:
    """What a text has that has a unit of some letters, in either case: their ends, which plurals have too."""
    ends = dict.fromkeys(word[-2:] for word in units() if len(word) >= _LONG)
    return tuple(end for plain in ends for end in (plain, plain.upper()))


@remembered
def _quarters() -> tuple[str, ...]:
    """What a text has that has quarters of a unit: the last word, one of them perhaps a plural."""
    words = (*time_words().and_a_quarter, *time_words().and_three_quarters)
    return tuple(dict.fromkeys(re.split(r"[ -]", word)[-1] for word in words))


@remembered
def _lead_ins() -> tuple[str, ...]:
    """What a text has that has a word before its length: the word's end, in either case."""
    words = time_words()
    ends = dict.fromkeys(word[-3:] for word in (*words.lasting, *words.in_all))
    return tuple(end for plain in ends for end in (plain, plain.upper()))


_ANYWHERE: Final = (
    Rule(_long_units, compiled(_glued_pattern), _glued),
    Rule((".",), compiled(_dotted_pattern), _dotted),
    Rule((" ", "-"), compiled(_words_pattern), _words),
    Rule(_quarters, compiled(_parts_pattern), _parts),
    Rule(("/",), compiled(_fraction_pattern), _fraction),
)

_WHOLE: Final = (
    Rule(_lead_ins, compiled(_lead_in_pattern), _lead_in),
    Rule(("q", "Q"), compiled(_alone_pattern), _alone),
    Rule((".",), compiled(_last_dot_pattern), _dotted),
    Rule((":",), compiled(_days_pattern), _days),
    Rule((":",), compiled(_clock_pattern), _clock),
    Rule((":",), compiled(_minutes_clock_pattern), _minutes_clock),
    Rule(("h", "H"), compiled(_hours_pattern), _hours),
    Rule(("h", "H"), compiled(_worded_minutes_pattern), _worded_minutes),
    Rule(("′", "’", "'", "″", "”", '"'), compiled(_prime_pattern), _prime),
    Rule((".", "’", "'", " "), compiled(_thousands_pattern), _thousands),
)

_OTHERS: Final = (
    Rule(("",), compiled(_lead_pattern, re.IGNORECASE), _lead),
    Rule((":",), compiled(_other_clock_pattern), _clock),
    Rule(("",), compiled(starts, re.IGNORECASE), in_english),
)


@remembered
def spell_lengths(text: str, *, whole: bool, others: bool = False) -> Spelling | None:
    """The folded `text` with all lengths in notations that the reader knows, None where nothing is to be changed.

    `whole` says that the text is a value and no prose, `others` that words of other languages are looked for.
    """
    spelling = Spelling(plain_signs(text) if others else text)
    spelling.apply(_ANYWHERE)
    if whole:
        spelling.apply(_WHOLE)
    if others:
        spelling.apply(_OTHERS)
    return spelling if spelling.changed else None
