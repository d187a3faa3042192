"""The patterns of dates and times of day, made of the lexicon's words when a moment is first looked for.

Every repetition is bounded, so that an attempt at a place costs a constant.
"""

from __future__ import annotations

import re

import msgspec

from incidentlint.grammars.approximation import about_start
from incidentlint.grammars.time_words import either, either_by_letter, other_words
from incidentlint.text import GAP, GLUE
from incidentlint.vocabulary import remembered, time_words

AFTER_DATE = (
    r"(?:(?=T[0-9]{2}:)"
    rf"|(?![{GLUE}])(?![-/\\][0-9A-Za-z])(?!\.[0-9A-Za-z])(?![ ]?%)(?!:[0-9])(?!,[0-9]{{3}}(?![0-9])))"
)

AFTER_TIME = rf"(?![{GLUE}])(?![.:][0-9])"


class Patterns(msgspec.Struct, frozen=True):
    """The patterns; what each finds is told where it is made."""

    before_date: re.Pattern[str]
    iso: re.Pattern[str]
    numeric: re.Pattern[str]
    month_day: re.Pattern[str]
    day_month: re.Pattern[str]
    compact: re.Pattern[str]
    glued: re.Pattern[str]
    day_before: re.Pattern[str]
    day_behind: re.Pattern[str]
    before_time: re.Pattern[str]
    clock: re.Pattern[str]
    hour_mark: re.Pattern[str]
    hour_only: re.Pattern[str]
    bare_hour: re.Pattern[str]
    date_then_time: re.Pattern[str]
    time_then_date: re.Pattern[str]
    to: re.Pattern[str]
    between: re.Pattern[str]
    zone_gap: re.Pattern[str]
    start: re.Pattern[str]
    start_compact: re.Pattern[str]
    range_lead: re.Pattern[str]


def _of(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


def _meridiem() -> str:
    words = time_words()
    return rf"(?P<meridiem>{either((*words.am, *words.pm))})"


@remembered
def patterns() -> Patterns:
    """The patterns of all parts of a moment."""
    words = time_words()
    day_name = f"(?:{either(name for names in words.weekdays for name in names)})"
    month = f"(?P<month>{either(name for names in words.months for name in names)})"
    suffix = f"(?:{either(words.day_suffixes)})"
    year = rf"(?:,?{GAP}(?P<year>(?:19|20|21)[0-9]{{2}})(?![0-9]|:[0-9]))?"
    meridiem, to, the = _meridiem(), either(words.to), rf"(?:{either(words.the)}{GAP})?"
    at = f"(?:{either((*words.at, *other_words('at', 'clock_before')))})"
    start = _start(either_by_letter(name for names in (*words.weekdays, *words.months) for name in names), suffix)
    return Patterns(
        before_date=re.compile(rf"(?<![{GLUE}])(?<![{GLUE}][-./\\])(?<![0-9]:)(?<![/\\])"),
        iso=_of(
            r"(?P<year>[0-9]{4}|\?{4})(?:[-–](?P<month>[0-9?]{1,2})[-–](?P<day>[0-9?]{1,2})"
            rf"|/(?P<month2>[0-9?]{{1,2}})/(?P<day2>[0-9?]{{1,2}})){AFTER_DATE}"
        ),
        numeric=_of(
            rf"(?P<first>[0-9]{{1,2}})(?P<mark>[-/.])(?P<second>[0-9]{{1,2}})(?P=mark)(?P<year>[0-9]{{4}}){AFTER_DATE}"
        ),
        month_day=_of(rf"{month}\.?{GAP}(?P<day>[0-9]{{1,2}}){suffix}?(?![0-9]){year}{AFTER_DATE}"),
        day_month=_of(
            rf"(?P<day>[0-9]{{1,2}})(?:(?:{suffix}|\.)?{GAP}(?:(?:{either(words.of)}){GAP})?{month}(?:\.?{year})(?<!\.)"
            rf"|(?P<mark>[-/])(?P<month2>[a-z]{{3}})(?P=mark)(?P<year2>[0-9]{{4}})){AFTER_DATE}"
        ),
        compact=_of(r"(?P<year>(?:19|20|21)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?![0-9])"),
        glued=_of(
            r"(?<![0-9])(?P<year>[0-9]{4})"
            r"(?:[-–](?P<month>[0-9]{2})[-–](?P<day>[0-9]{2})|/(?P<month2>[0-9]{2})/(?P<day2>[0-9]{2}))(?![0-9])"
        ),
        day_before=_of(rf"({day_name})\.?,?{GAP}{the}"),
        day_behind=_of(rf"[ ]{{0,2}}\(({day_name})\.?\)"),
        before_time=re.compile(rf"(?<![{GLUE}])(?<![{GLUE}\]][:.])(?<![A-Za-z\])][-+])(?<![+/\\$€£])(?<!::)"),
        clock=_of(_clock(meridiem)),
        hour_mark=re.compile(rf"(?P<hour>[0-9]{{2}})h(?P<minute>[0-9]{{2}}){AFTER_TIME}", re.ASCII),
        hour_only=_of(rf"(?P<hour>[0-9]{{1,2}})[ ]{{0,2}}{meridiem}{AFTER_TIME}"),
        bare_hour=_of(r"(?P<hour>1[0-2]|[1-9])(?![0-9])"),
        date_then_time=_of(
            rf"(?P<t>T)(?=[0-9]{{2}}:)"
            rf"|(?:,?[ ]{{1,3}}(?:-[ ]{{1,2}}|[–—][ ]{{1,2}}|@[ ]{{0,2}})?|:[ ]{{1,3}})(?=[0-9?x~acer])"
            rf"(?!{at}[ \n])|,?{GAP}{at}{GAP}|,?[ ]{{0,2}}@[ ]{{0,2}}"
        ),
        time_then_date=_of(rf"(?P<on>,?{GAP}(?:{either(words.on)}){GAP})|,?[ ]{{1,2}}"),
        to=_of(rf"[ ]{{0,2}}(?:->|[-–—→⇒])[ ]{{0,2}}|{GAP}(?:{to}|(?P<and>{either(words.and_)})){GAP}"),
        between=_of(rf"(?:{either(words.between)}){GAP}"),
        zone_gap=_zone_gap(),
        start=_of(start),
        start_compact=_of(rf"(?<![{GLUE}])[0-9]{{8}}(?![{GLUE}])|{start}"),
        range_lead=_of(rf"\s{{0,20}}(?:{either((*words.between, *words.from_))}){GAP}"),
    )


def _start(names: str, suffix: str) -> str:
    """Where a moment may begin, with `names` of days and months."""
    to = either(time_words().to)
    return (
        rf"(?<![{GLUE}?])(?:[0-9]{{1,4}}"
        rf"(?=[:/.–h?-]|{suffix}|[ap]\.?m|[ \n]{{1,4}}(?:[jfmasond]|[ap]\.?m|{to})|[ ]{{0,2}}[-–—→])"
        rf"|\?{{1,4}}[:/–-]|(?-i:xx):|~|{about_start()}"
        rf"|{names}(?=[., \n]))"
    )


def _clock(meridiem: str) -> str:
    """A time of day with a colon, to a part of a second, on either clock."""
    return (
        r"(?P<hour>[0-9]{1,2}|\?{1,2}|(?-i:xx)):(?P<minute>[0-9]{2}|\?\?|(?-i:xx))"
        r"(?::(?P<second>[0-9]{2}|\?\?)(?:\.(?P<fraction>[0-9]{1,9})|,(?P<fraction2>[0-9]{3}))?)?"
        rf"(?:[ ]{{0,2}}{meridiem}{AFTER_TIME}|(?=[Zz](?![{GLUE}]))|{AFTER_TIME})"
    )


def _zone_gap() -> re.Pattern[str]:
    """What is between a time of day and its zone: a gap, words (`hrs`, `local time`), a sign, a bracket."""
    words = time_words()
    word = (
        rf"[ \n]{{0,3}}(?:{either(words.clock)})(?![{GLUE}])\.?,?"
        rf"|[ \n]{{1,3}}(?:{either(words.zone_before)})(?![{GLUE}])"
    )
    return _of(
        rf"(?P<words>(?:{word}){{1,2}})?(?P<sign>[ ]{{0,2}},[ ]{{1,2}}"
        rf"|[ ]{{0,2}}/[ ]{{0,2}}|[ ]{{1,2}}[-–—][ ]{{1,2}})?"
        r"[ \n]{0,3}(?:(?P<open>[(\[])"
        rf"(?:(?:{either(words.zone_before)})[ ]{{1,2}})?)?"
    )
