"""Notations of moments that the reader does not know, each spelt as one that it knows.

`20260512T0805Z`, `2026-W20-2`, `Tue May 12 08:05:00 UTC 2026`, `12/May/2026:08:05:00 +0000`, `12:00 midnight`,
`08:05UTC`, `29 mai 2026`, `2026年5月29日`. Words are the lexicon's; what is a rule here is how a notation puts them.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from incidentlint.grammars.clock_notations import ALONE, AROUND, IN_ITS_PLACE
from incidentlint.grammars.gapless_moments import GAPLESS
from incidentlint.grammars.joined_dates import JOINED
from incidentlint.grammars.spelling import Respelt, Rule, Spelling, compiled, respelt
from incidentlint.grammars.time_words import (
    all_words,
    either,
    month_name,
    month_numbers,
    month_of,
    other_units,
    other_words,
)
from incidentlint.grammars.weekday_notations import BESIDE_DATES, weekday_before
from incidentlint.text import GLUE
from incidentlint.vocabulary import remembered, time_words, zone_words

_AFTER_DATE: Final = r"(?:(?<=[-/.][0-9]{2})|(?<=[ ,/.-](?:19|20)[0-9]{2}))"
"""Right after a date in figures or with its year last."""

_GAP: Final = r"(?:,[ ]{0,2}|[ ]{1,3}|T)"

_CLOCK: Final = (":",)

_YEAR_LAST: Final = ("/20", "-20", "/19", "-19")
"""What a text has that has a date with its year last."""

_HOUR_BEHIND_DATE: Final = ("T0", "T1", "T2")


def _clock_words() -> list[str]:
    """The words of other languages that come after a time of day and after no length of time: `Uhr`."""
    return [word for word in other_words("clock") - other_units().keys() if len(word) > 1]


def _ends() -> str:
    """What may follow digits without a colon so that they are a time: the end, a zone, a word for a clock."""
    zones = "|".join(sorted(zone_words().known))
    return (
        rf"(?=[ ]{{0,3}}$|[ ]{{0,2}}(?:UTC|GMT|Z|{zones})(?![{GLUE}])|[ ]{{0,2}}[-+][0-9]{{2}}:?[0-9]{{2}}"
        rf"(?![{GLUE}])|[ ]{{0,2}}(?:{either(time_words().clock)})(?![{GLUE}])|[ ]{{0,2}}[(\[])"
    )


# --- Programs ---


def _basic(match: re.Match[str]) -> Respelt:
    seconds = f":{match['s']}" if match["s"] else ""
    return respelt(match, f"{match['y']}-{match['m']}-{match['d']}T{match['h']}:{match['min']}{seconds}")


def _basic_pattern() -> str:
    return (
        rf"(?<![{GLUE}])(?P<y>(?:19|20)[0-9]{{2}})-?(?P<m>0[1-9]|1[0-2])-?(?P<d>[0-2][0-9]|3[01])T"
        r"(?P<h>[01][0-9]|2[0-4]):?(?P<min>[0-5][0-9])(?::?(?P<s>[0-5][0-9]))?(?![0-9:])"
    )


def _week(match: re.Match[str]) -> Respelt | None:
    try:
        day = dt.date.fromisocalendar(int(match["y"]), int(match["w"]), int(match["d"]))
    except ValueError:
        return None
    return respelt(match, day.isoformat())


def _week_pattern() -> str:
    return (
        rf"(?<![{GLUE}])(?P<y>(?:19|20)[0-9]{{2}})(?P<mark>-?)W"
        rf"(?P<w>[0-5][0-9])(?P=mark)(?P<d>[1-7])(?=T[0-9]|[^{GLUE}-]|$)"
    )


def _ordinal(match: re.Match[str]) -> Respelt | None:
    day = dt.date(int(match["y"]), 1, 1) + dt.timedelta(days=int(match["d"]) - 1)
    return respelt(match, day.isoformat()) if day.year == int(match["y"]) and int(match["d"]) else None


def _ordinal_pattern() -> str:
    return rf"(?<![{GLUE}-])(?P<y>(?:19|20)[0-9]{{2}})-(?P<d>[0-3][0-9]{{2}})(?=T[0-9]{{2}}:)"


def _access_log(match: re.Match[str]) -> Respelt | None:
    month = month_numbers().get(match["month"].casefold())
    if month is None:
        return None
    return respelt(match, f"{match['d']} {month_name(month)} {match['y']} {match['clock']}")


def _access_log_pattern() -> str:
    return (
        rf"(?<![{GLUE}/])(?P<d>[0-9]{{1,2}})[/-](?P<month>[a-z]{{3,9}})[/-](?P<y>(?:19|20)[0-9]{{2}}):"
        r"(?P<clock>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
    )


def _military(match: re.Match[str]) -> Respelt:
    year = match["y"] if len(match["y"]) == len("2026") else f"20{match['y']}"
    return respelt(match, f"{match['d']} {match['month'].title()} {year} {match['h']}:{match['min']} Z")


def _military_pattern() -> str:
    return (
        rf"(?<![{GLUE}])(?P<d>0[1-9]|[12][0-9]|3[01])(?P<h>[01][0-9]|2[0-3])(?P<min>[0-5][0-9])Z[ ]?"
        rf"(?P<month>{either(month_numbers())})[ ]?(?P<y>(?:20)?[0-9]{{2}})(?![{GLUE}])"
    )


# --- People ---


def _colon(match: re.Match[str]) -> Respelt:
    return respelt(match, f" {int(match['h']):02}:{match['min']}{'' if match['s'] is None else ':' + match['s']}")


def _compact_clock_pattern() -> str:
    return rf"{_AFTER_DATE}{_GAP}(?P<h>[01][0-9]|2[0-4])(?P<min>[0-5][0-9])(?P<s>[0-5][0-9])?{_ends()}"


def _dotted_clock_pattern() -> str:
    at = either(all_words("at", "clock_before"))
    return (
        rf"{_AFTER_DATE}{_GAP}(?:(?:{at})[ ]{{1,2}})?(?P<h>[01]?[0-9]"
        rf"|2[0-4])[.h](?P<min>[0-5][0-9])(?:[.](?P<s>[0-5][0-9]))?"
        rf"(?:[ ]?(?:{either(_clock_words())})(?![{GLUE}])|{_ends()}|(?=[,;][ ]))"
    )


def _spoken(match: re.Match[str]) -> Respelt:
    return respelt(match, f"{match['h']}:{match['min']}")


def _half_dotted_pattern() -> str:
    """`9.15 am`, whatever comes before it."""
    halves = either((*time_words().am, *time_words().pm))
    return rf"(?<![{GLUE}.,:/-])(?P<h>0?[1-9]|1[0-2])[.](?P<min>[0-5][0-9])(?=[ ]{{0,2}}(?:{halves})(?![{GLUE}]))"


def _spoken_pattern() -> str:
    """`kl. 14.30`, `um 9:15`, `14.30 Uhr` at the start of a value, where a word says what it is; `14.30` alone."""
    before = either(other_words("at", "clock_before"))
    behind = either(_clock_words())
    return (
        rf"\A[ ]{{0,3}}(?P<before>(?:{before})[ ]{{1,2}})?(?P<h>[01]?[0-9]|2[0-3])"
        rf"[.:](?P<min>[0-5][0-9])(?(before)(?![0-9.])(?:[ ]?(?:{behind})\b)?|(?:[ ]?(?:{behind})\b"
        r"|(?<=[0-9]{2}[.][0-9]{2})[ ]{0,3}\Z))"
    )


def _zulu(match: re.Match[str]) -> Respelt:
    return respelt(match, f"{match['h']}:{match['min']} {match['zone']}")


def _zulu_pattern() -> str:
    return rf"(?:\A[ ]{{0,3}}|(?<![{GLUE}.:/-]))(?P<h>[01][0-9]|2[0-3])(?P<min>[0-5][0-9])(?P<zone>Z)(?![{GLUE}])"


def _glued(match: re.Match[str]) -> Respelt | None:
    if match["zone"].upper() not in zone_words().known | {"UTC", "GMT"}:
        return None
    return respelt(match, f"{match['clock']} {match['zone']}")


def _glued_pattern() -> str:
    return rf"(?P<clock>(?<![{GLUE}])[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)(?P<zone>[A-Z]{{2,5}})(?![{GLUE}])"


def _half(match: re.Match[str]) -> Respelt:
    return respelt(match, f"{match['clock']} {match['half']}m")


def _half_pattern() -> str:
    return rf"(?<![{GLUE}:])(?P<clock>[01]?[0-9]:[0-5][0-9])(?P<half>[ap])(?![{GLUE}.])"


def _twelve(match: re.Match[str]) -> Respelt:
    noon = match["noon"] is not None
    gap = match["gap"] or ""
    return respelt(match, f"{gap}{'12' if noon else '00'}:00")


@remembered
def _twelves() -> tuple[str, ...]:
    """What a text has that has a word for noon or midnight: the word's end, in any usual case."""
    ends = {word.split()[-1][-3:] for word in (*time_words().noon, *time_words().midnight)}
    return tuple(sorted({end for plain in ends for end in (plain.lower(), plain.upper(), plain.capitalize())}))


@remembered
def _twelve_ends() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _twelves())) or r"(?!)")


def may_say_noon(text: str) -> bool:
    """Whether a text has what ends a word for noon or midnight."""
    return _twelve_ends().search(text) is not None


def _twelve_words() -> str:
    words = time_words()
    return rf"(?:(?P<noon>{either(words.noon)})|(?P<midnight>{either(words.midnight)}))(?![{GLUE}-])"


def _twelve_pattern() -> str:
    """`12:00 midnight`, and the word after a date."""
    at = either(time_words().at)
    return (
        rf"(?:(?P<gap>)(?<![{GLUE}:])12(?:[:.]00){{1,2}}[ ]{{1,2}}(?:\()?"
        rf"|{_AFTER_DATE}(?P<gap2>,?[ ]{{1,2}})(?:(?:{at})[ ]{{1,2}})?)"
        rf"{_twelve_words()}\)?"
    )


def _dated_twelve(match: re.Match[str]) -> Respelt:
    return respelt(match, f"{match['gap2'] or ''}{'00' if match['noon'] is None else '12'}:00")


def _bare_twelve_pattern() -> str:
    """The word alone at the start of a value: `noon`, `~midnight UTC`."""
    return (
        rf"\A(?P<gap>[ ]?~?[ ]?){_twelve_words()}"
        rf"(?=[ ]{{0,3}}(?:$|[,:;|()\n–—-])|[ ]{{1,2}}(?:UTC|GMT|[A-Z]{{3,4}})\b)"
    )


def _blanks(match: re.Match[str]) -> Respelt:
    return respelt(match, f"{int(match['d']):02}.{int(match['m']):02}.{match['y']}")


def _blanks_pattern() -> str:
    return (
        rf"(?<![{GLUE}.,:/-])(?P<d>0?[1-9]|[12][0-9]|3[01])\.[ ]{{1,2}}"
        rf"(?P<m>0?[1-9]|1[0-2])\.[ ]{{1,2}}(?P<y>(?:19|20)[0-9]{{2}})(?![{GLUE}])"
    )


def _year_first(match: re.Match[str]) -> Respelt:
    return respelt(match, f"{match['y']}-{int(match['m']):02}-{int(match['d']):02}")


def _dots_pattern() -> str:
    """`2026.05.12` at the start of a value, or with a time after it; elsewhere it may be a version."""
    date = r"(?P<y>(?:19|20)[0-9]{2})\.(?P<m>0?[1-9]|1[0-2])\.(?P<d>0?[1-9]|[12][0-9]|3[01])\.?"
    return rf"(?<![{GLUE}.-]){date}(?=,?[ ]{{1,2}}[0-9]{{1,2}}:[0-9]{{2}})"


def _whole_dots_pattern() -> str:
    date = r"(?P<y>(?:19|20)[0-9]{2})\.[ ]?(?P<m>0?[1-9]|1[0-2])\.[ ]?(?P<d>0?[1-9]|[12][0-9]|3[01])\.?"
    return rf"\A(?:){date}(?![{GLUE}.-])"


def _short_year(match: re.Match[str]) -> Respelt:
    day = f"{match['d']} {match['month']} " if match["month"] else f"{int(match['d']):02}.{int(match['m']):02}."
    return respelt(match, f"{day}20{match['y']}")


def _short_year_pattern() -> str:
    return (
        r"\A(?P<d>0?[1-9]|[12][0-9]|3[01])(?:\.(?P<m>0?[1-9]|1[0-2])\."
        rf"|(?P<mark>[ -])(?P<month>{either(month_numbers())})(?P=mark))(?P<y>[0-9]{{2}})"
        r"(?=[ ]{0,3}$|,?[ ]{1,2}[0-9]{1,2}:[0-9]{2})"
    )


def _last_dot_pattern() -> str:
    """`12.5.2026. u 08:05`: a dot behind the year, words between a date and its time."""
    joins = either(other_words("at", "clock_before"))
    year = either(other_words("year"))
    return (
        r"(?<=[0-9]\.(?:19|20)[0-9]{2})\.(?:[ ](?:"
        rf"{year}))?,?[ ](?:{joins}[ ])?(?=[0-9]{{1,2}}[:.h])"
    )


def _last_dot(match: re.Match[str]) -> Respelt:
    return respelt(match, " ")


# --- Other languages ---


def _other_pattern() -> str:
    letter = r"[^\W\d_]"
    return (
        rf"(?P<d>[0-9](?<![{GLUE}][0-9])[0-9]?)(?:\.|º|ª|°|{letter}{{2}})?"
        rf"(?P<of>[ \n]{{1,2}}{letter}{{2,3}})?[ \n]{{1,2}}"
        rf"(?P<month>{letter}{{3,11}})\.?(?P<of2>,?[ \n]{{1,2}}{letter}"
        rf"{{2,3}})?,?[ \n]{{1,2}}(?P<y>(?:19|20)[0-9]{{2}})(?:\.?[ ]{either(other_words('year'))})?(?![{GLUE}:])"
    )


def _other(match: re.Match[str]) -> Respelt | None:
    """A date with its month in another language's words, and the word between it and its time."""
    name = match["month"].casefold()
    start, weekday = weekday_before(match.string, match.start())
    sure = weekday and match.start() - start > len("So ")  # `Freitag, 17. April 2026`
    if name in month_numbers() and not (match["of"] or match["of2"] or sure):
        return None
    month = month_of(name)
    joins = [part.strip(" \n,").casefold() for part in (match["of"], match["of2"]) if part]
    if month is None or any(join not in other_words("of") for join in joins):
        return None
    at = _at_pattern().match(match.string, match.end())
    written = f"{weekday}{match['d']} {month_name(month)} {match['y']}{'' if at is None else ' '}"
    return Respelt(start, match.end() if at is None else at.end(), written)


@remembered
def _at_pattern() -> re.Pattern[str]:
    return re.compile(
        rf",?[ \n]{{1,2}}(?:{either(other_words('at', 'clock_before'))})"
        rf"(?:[ ]{{1,2}}(?:{either(other_words('clock_before'))}))?"
        r"[ \n]{1,2}(?=[0-9]{1,2}[:.h])",
        re.IGNORECASE,
    )


def _hour_word(match: re.Match[str]) -> Respelt:
    return respelt(match, f" {int(match['h']):02}:{match['min'] or '00'}")


def _hour_word_pattern() -> str:
    """`8 h 05` and `à 8h05` after a date, and `8 Uhr`."""
    minutes, at, clock = (
        either(time_words().units.minute),
        either(other_words("at")),
        either((*_clock_words(), "h", "H")),
    )
    return (
        rf"{_AFTER_DATE},?[ ](?:(?:{at})[ ])?(?P<h>[01]?[0-9]|2[0-4])[ ]?(?:{clock})[ ]?"
        rf"(?:(?P<min>[0-5][0-9])(?:[ ]?(?:{minutes}))?)?(?![{GLUE}])"
    )


def _clock_word_pattern() -> str:
    """`Uhr` with the last digit before it, so that the moment ends there; `h` after a date or before a zone."""
    hours, long = (*time_words().clock, *other_words("clock")), (word for word in other_words("clock") if len(word) > 1)
    ends = ("[0-9]", "[0-9],", *map(re.escape, sorted(other_words("at"))))
    dated = "|".join(rf"(?<={end}[ ][0-9]{{2}}:[0-9]{{2}})" for end in ends)
    return (
        r"(?P<last>[0-9](?<=[0-9]:[0-9]{2}))(?:"
        rf"[ ]{{1,2}}(?:{either(_clock_words())})\.?(?=[ ]{{1,2}}[(A-Z]|[ ]{{0,2}}(?:[,;.)\n]|\Z))"
        rf"|(?:{dated})[ ]{{0,2}}(?:{either(hours)})(?![{GLUE}])"
        rf"|[ ]{{1,2}}(?:{either(long)})\.?(?=[ ]{{1,2}}[(A-Z]))"
    )


def _clock_word(match: re.Match[str]) -> Respelt:
    return respelt(match, match["last"])


def _clock_sign_pattern() -> str:
    """The sign of `18:40h`."""
    return rf"(?-i:[hH])(?<=[0-9]:[0-9]{{2}}h)(?![{GLUE}])"


def _clock_sign(match: re.Match[str]) -> Respelt:
    return respelt(match, "")


_DIGITS_BEHIND_DATE: Final = re.compile(r"[-/.0-9][0-9]{2}(?:,[ ]{0,2}|[ ]{1,3}|[Tt])[0-9]{4}")

_WORD_BEHIND_DATE: Final = re.compile(r"[-/.0-9][0-9]{2},?[ ](?:[0-9]{1,2}[ ]?)?[^\d\s:]")

_WORD_BEFORE_YEAR: Final = re.compile(r"[.,\s](?<=[^\W\d_](?s:.)),?[ \n]{0,2}(?:19|20)[0-9]{2}")

_TWELVE_OR_DATE: Final = re.compile(r"[-/.0-9](?:[0-9]{2},?[ ]|2[:.]00)")
"""What is before a word for noon or midnight, but for one that begins a value."""

_ANYWHERE: Final = (
    *GAPLESS,
    Rule(tuple(f"{letter}{tens}" for letter in "Ww" for tens in range(6)), compiled(_week_pattern), _week),
    Rule(_HOUR_BEHIND_DATE, compiled(_ordinal_pattern, re.ASCII), _ordinal),
    Rule(_HOUR_BEHIND_DATE, compiled(_basic_pattern, re.ASCII), _basic),
    Rule(_YEAR_LAST, compiled(_access_log_pattern), _access_log),
    Rule(("Z",), compiled(_military_pattern, re.ASCII | re.IGNORECASE), _military),
    *JOINED,
    Rule((" 20", " 19", "\n20", "\n19"), compiled(_other_pattern, re.IGNORECASE), _other, _WORD_BEFORE_YEAR),
    Rule((". ",), compiled(_blanks_pattern), _blanks),
    Rule((". ",), compiled(_last_dot_pattern, re.IGNORECASE), _last_dot),
    Rule((".",), compiled(_dots_pattern), _year_first),
    Rule(("19", "20"), compiled(_compact_clock_pattern), _colon, _DIGITS_BEHIND_DATE),
    Rule(("h", "H"), compiled(_hour_word_pattern), _hour_word, _WORD_BEHIND_DATE),
    Rule(("Z",), compiled(_zulu_pattern, re.ASCII), _zulu),
    Rule(_CLOCK, compiled(_glued_pattern, re.ASCII), _glued, re.compile(r":[0-9]{2}[A-Z]")),
    Rule(_CLOCK, compiled(_half_pattern), _half, re.compile(r":[0-9]{2}[APap]")),
    Rule((".",), compiled(_half_dotted_pattern), _spoken),
)

_IN_WORDS: Final = (Rule(_twelves, compiled(_twelve_pattern), _dated_twelve, _TWELVE_OR_DATE),)

_EVERYWHERE: Final = (*BESIDE_DATES, *_ANYWHERE, *AROUND, *_IN_WORDS)

_AT_THE_START: Final = (
    Rule((".",), compiled(_whole_dots_pattern), _year_first),
    Rule((".", " ", "-"), compiled(_short_year_pattern, re.IGNORECASE), _short_year),
    Rule((".", "h"), compiled(_dotted_clock_pattern), _colon, re.compile(r"[0-9][.Hh][0-9]{2}")),
    Rule((".", ":"), compiled(_spoken_pattern), _spoken),
    Rule(("h", "H"), compiled(_clock_sign_pattern), _clock_sign, re.compile(r":[0-9]{2}[Hh]")),
    Rule((":",), compiled(_clock_word_pattern), _clock_word),
)

_WORD_AT_THE_START: Final = (Rule(_twelves, compiled(_bare_twelve_pattern), _twelve),)

_DIGIT: Final = re.compile(r"[0-9]")

_PLAIN: Final = re.compile(
    r"[ \n]*+(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[ T]?)?(?:[0-2][0-9]:[0-5][0-9](?::[0-5][0-9])?)?(?: UTC|Z)?[ \n]*"
)
"""A whole text in the notation that the reader knows, as most values and cells of a timeline are."""


@remembered
def spell_moments(text: str, *, whole: bool, clock: bool = False) -> Spelling | None:
    """The folded `text` with all moments in notations that the reader knows, None where nothing is to be changed.

    `whole` says that a moment begins the text: what may be something else in prose (`2026.05.12`, `noon`) is then one.
    `clock` says that it is a time of day (`IN_ITS_PLACE`).
    """
    if _PLAIN.fullmatch(text):
        return None
    spelling = Spelling(text)
    if _DIGIT.search(text):
        if clock:
            spelling.apply(IN_ITS_PLACE)
        if whole:
            spelling.apply(ALONE)
        spelling.apply(_EVERYWHERE)
        if whole:
            spelling.apply(_AT_THE_START)
    if whole:
        spelling.apply(_WORD_AT_THE_START)
    return spelling if spelling.changed else None
