"""Durations as reports write them: `2 hours 5 minutes`, `2h15m`, `~65 min`, `less than 1 minute`, `PT2H15M`."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, Literal

import msgspec

from incidentlint.grammars.approximation import about, about_note, about_start, bound, bound_start, note_behind
from incidentlint.grammars.clock_ranges import clock_range
from incidentlint.grammars.duration_notations import spell_lengths
from incidentlint.grammars.read_once import read_once
from incidentlint.grammars.spelling import SpeltText
from incidentlint.grammars.time_words import UNITS, either, numbers, units
from incidentlint.text import GAP, GLUE, fold
from incidentlint.tuples import NamedTuple
from incidentlint.vocabulary import remembered, time_words

WEEK: Final = 604_800

DAY: Final = 86_400

HOUR: Final = 3_600

MINUTE: Final = 60


_LONGEST: Final = 10**12

_MANY_MINUTES: Final = 1000

_STATUS_CODES: Final = range(400, 600)

_YEARS: Final = range(1900, 2100, 10)

_SINGULAR: Final = ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"), (1, "second"))

_FRACTIONS: Final = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}

_HALF: Final = Fraction(1, 2)


class _Forms(msgspec.Struct, frozen=True):
    """The patterns that are made of the lexicon's words."""

    number: re.Pattern[str]
    to: re.Pattern[str]
    behind: re.Pattern[str]
    glued_unit: re.Pattern[str]
    article: re.Pattern[str]
    and_a_half: re.Pattern[str]
    join: re.Pattern[str]
    runs_on: re.Pattern[str]
    """A number in words or a fraction right after a length, which is a part of it: `one hour forty-five`."""
    start: re.Pattern[str]
    clock_start: re.Pattern[str]


_DIGITS = (
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3}){1,3}(?![0-9])|[0-9]{1,10})"
    r"(?:[.,](?P<tenths>[0-9]{1,3}))?(?:[ ]?(?P<part>[½¼¾]))?"
)


def _of(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


@remembered
def _forms() -> _Forms:
    words = time_words()
    unit = rf"(?P<unit>{either(units())})(?![{GLUE}])(?!\.[0-9])(?!/[A-Za-z])"
    half_before, half_behind = either(words.half), either(words.and_a_half)
    word, article, join = either(numbers()), either(words.articles), either(words.and_)
    starts = (
        r"[0-9]{1,10}(?=[.,][0-9]|[ ]?[½¼¾]|\+|[-–][0-9]|[ ]?[-–]?[ ]?[wdhms]|[ \n]{1,4}[wdhmsta])"
        rf"|[½¼¾]|[<>≤≥~]|P[0-9T]|(?:{article})[ \n]|(?:{half_before})[ \n-]|{about_start()}|{bound_start()}"
        rf"|(?:{word})(?=[- \n])"
    )
    letters = "".join(word for word in units() if len(word) == 1)
    return _Forms(
        number=_of(rf"(?:{_DIGITS}|(?P<word>{word})|(?P<only>[½¼¾]))(?P<half>{GAP}(?:{half_behind}))?"),
        to=_of(rf"[ ]{{0,2}}[-–—][ ]{{0,2}}|[ \n]{{1,2}}(?:{either(words.to)})[ \n]{{1,2}}"),
        behind=_of(rf"(?P<gap>-|[ \n]{{0,4}}){unit}"),
        glued_unit=_of(rf"(?P<gap>[ ]{{0,2}})(?P<unit>[{letters}])(?=[0-9]{{1,4}}[ ]?[{letters}])"),
        article=_of(
            rf"(?P<half>{half_before})(?P<gap>{GAP}|-){unit}|(?:{article}){GAP}{unit.replace('unit', 'one', 1)}"
        ),
        and_a_half=_of(rf"{GAP}(?:{half_behind})(?![{GLUE}])"),
        join=_of(rf"[ ]{{0,2}},?{GAP}(?:{join}|[&+]){GAP}|,?[ ]{{1,3}}|"),
        runs_on=_of(rf"{GAP}(?:{word})(?![{GLUE}])|{GAP}(?:{join}){GAP}(?:[1-3]/[24]|0\.[257]5?)(?![{GLUE}/])"),
        start=_of(rf"{_PLACE}(?:{starts})"),
        clock_start=_of(rf"{_PLACE}(?:[0-9]{{1,3}}(?=:)|{starts})"),
    )


_PLUS = re.compile(r"\+", re.ASCII)

_ISO = re.compile(
    rf"P(?=[0-9T])(?:([0-9]{{1,9}})W)?(?:([0-9]{{1,9}})D)?"
    rf"(?:T(?=[0-9])(?:([0-9]{{1,9}}(?:[.,][0-9]{{1,3}})?)H)?(?:([0-9]{{1,9}}(?:[.,][0-9]{{1,3}})?)M)?(?:([0-9]{{1,9}})(?:[.,][0-9]{{1,9}})?S)?)?(?![{GLUE}])",
    re.ASCII,
)

_CLOCK = re.compile(rf"([0-9]{{1,3}}):([0-5][0-9])(?::([0-5][0-9]))?(?![{GLUE}])(?![.:][0-9])", re.ASCII)

_HOURS_GLUED = re.compile(rf"([0-9]{{1,2}})h([0-5][0-9])(?![{GLUE}])", re.IGNORECASE | re.ASCII)

_QUALIFIER = re.compile(r"[ ]{0,2}\(([^()\n]{1,200})\)", re.ASCII)

_NEXT_WORD = re.compile(rf"[ \n]{{1,4}}([A-Za-z]{{1,20}})(?![{GLUE}])", re.ASCII)


_PLACE = rf"(?<![{GLUE}$€£¥+])(?<![{GLUE}][-/\\])(?<![0-9][.,:–])"

_NUMERAL = re.compile(r"[0-9\uff10-\uff19]")

_FEW_WORDS = re.compile(r"\s{0,9}(?:[^\W\d_][^\W\d_'’-]{0,24}+[ \n'’-]{0,2}){1,8}+\W{0,3}\Z")
"""What may be a number and a unit in words."""

_RUNS_ON = re.compile(r"[ \n]{0,3}[^\W_]")
"""A word or number after a length: another language may know it for a part of the length."""

_RUNS_INTO = re.compile(r"[/:][0-9]|[ ]{1,2}[0-9]{1,3}[ ]?[^\W\d_]{0,12}\.?\s{0,9}(?:$|[(;])")
"""A number that is a part of the same length in a notation not known here: `1h:45m`, `1h/45m`, `1 dag 3 uur`."""


class Duration(msgspec.Struct, frozen=True):
    """A length of time as written at `start`..`end` of a text (offsets in code points), its qualifier not included."""

    seconds: int
    precision: int
    """The smallest unit written, in seconds: 3600 of `2 hours`, 60 of `0 hours 47 minutes`, 360 of `1.5 hours`."""
    start: int
    end: int
    raw: str
    approx: bool = False
    bound: Literal["less", "more"] | None = None
    """`less` where the duration is an upper bound (`under 5 min`), `more` where it is a lower one (`13+ hours`)."""
    qualifier: str | None = None
    """The note in parentheses right after: `support hours only`."""
    adjective: bool = False
    """Whether it is written as one: `45-minute`."""

    def __str__(self) -> str:
        """Return the canonical spelling."""
        sign = "~" if self.approx else ""
        bound = {"less": "less than ", "more": "more than ", None: ""}[self.bound]
        return f"{bound}{sign}{spell_duration(self.seconds)}"


class _Amount(NamedTuple):
    """A number before a unit: its value, the size of its last digit, and what follows it."""

    value: Fraction
    digit: Fraction
    end: int


class _Sum(NamedTuple):
    """Numbers with units read so far, in seconds."""

    seconds: Fraction
    precision: Fraction
    end: int
    adjective: bool = False
    approx: bool = False
    more: bool = False


def spell_duration(seconds: int) -> str:
    """Return `seconds` in words: `2 hours 5 minutes`, `1 day 3 hours`, `40 seconds`, `0 minutes`.

    Raises ValueError for a negative number.
    """
    if seconds < 0:
        message = f"a duration is not negative: {seconds}"
        raise ValueError(message)
    words = []
    rest = seconds
    for size, name in _SINGULAR:
        count, rest = divmod(rest, size)
        if count:
            words.append(f"{count} {name}{'' if count == 1 else 's'}")
    return " ".join(words) or "0 minutes"


@read_once
def find_durations(text: str, *, clock: bool = False) -> list[Duration]:
    """Return the durations in `text` from left to right; with `clock`, `1:05` is one hour and five minutes."""
    reader = _Reader(text, clock=clock)
    found: list[Duration] = []
    pos = 0
    starts = _forms().clock_start if clock else _forms().start
    while (start := starts.search(reader.text, pos)) is not None:
        duration = reader.duration_at(start.start())
        if duration is None:
            pos = start.start() + 1
        else:
            pos = duration.end
            placed = reader.placed(duration)
            if placed is not None:
                found.append(placed)
    return found


@read_once
def read_duration(text: str, *, clock: bool = False) -> Duration | None:
    """Return the duration that `text` starts with (after white space), or None.

    With `clock`, `1:05` is one hour and five minutes, and `08:05 - 09:50` the time between the two. `a minute`, `2h15`
    and words of other languages are read here, but not found in prose.
    """
    times = clock_range(text) if clock else None
    if times is not None:
        return Duration(times.clock_seconds, 60, times.start, times.end, times.raw, approx=times.approx)
    reader = _Reader(text, clock=clock, whole=True)
    found = reader.duration_at(reader.first, lenient=True)
    placed = reader.placed(found)
    if found is None:
        retry = _NUMERAL.search(text) is not None or _FEW_WORDS.match(text) is not None
    else:
        retry = _RUNS_ON.match(reader.text, found.end) is not None
    if retry:
        reader = _Reader(text, clock=clock, whole=True, others=True)
        other = reader.placed(reader.duration_at(reader.first, lenient=True))
        if other is not None and (placed is None or other.end > placed.end):
            placed = other
    return None if placed is None or _RUNS_INTO.match(text, placed.end) else placed


class _Reader(SpeltText):
    """Reads durations at offsets of one text."""

    __slots__ = ("clock",)

    def __init__(self, text: str, *, clock: bool, whole: bool = False, others: bool = False) -> None:
        """Take a text; `whole` and `others` are those of `spell_lengths`."""
        folded = fold(text)
        super().__init__(text, folded, spell_lengths(folded, whole=whole, others=others))
        self.clock = clock

    def duration_at(self, start: int, *, lenient: bool = False) -> Duration | None:
        """Return the duration at `start`; `lenient` also takes what prose uses for other things."""
        pos = start
        limit: Literal["less", "more"] | None = None
        approx = False
        if (match := bound().match(self.text, pos)) is not None:
            limit = "less" if match["less"] else "more"
            pos = match.end()
        if (match := about().match(self.text, pos)) is not None:
            approx = True
            pos = match.end()
        total = self.sum_at(pos, start, article=lenient or pos > start, lenient=lenient)
        if total is None or total.seconds > _LONGEST:
            return None
        end = total.end
        if _forms().runs_on.match(self.text, end) is not None:
            return None
        approx = approx or total.approx
        if (match := about_note().match(self.text, end)) is not None:
            approx = True
            end = match.end()
        elif lenient and (match := note_behind().match(self.text, end)) is not None:
            approx = approx or match["about"] is not None
            end = match.end()
        return Duration(
            seconds=int(total.seconds + _HALF),
            precision=max(1, int(total.precision)),
            start=start,
            end=end,
            raw=self.source[start:end],
            approx=approx,
            bound="more" if total.more else limit,
            qualifier=self._qualifier(end),
            adjective=total.adjective,
        )

    def _qualifier(self, end: int) -> str | None:
        """Return the note in parentheses at `end`, unless it only says the same in other units."""
        match = _QUALIFIER.match(self.text, end)
        if match is None:
            return None
        note = self.source[match.start(1) : match.end(1)].strip()
        same = _Reader(note, clock=False).sum_at(0, 0, article=True, lenient=True)
        return None if not note or (same is not None and same.end == len(note)) else note

    def sum_at(self, pos: int, start: int, *, article: bool, lenient: bool) -> _Sum | None:
        """Return the numbers with units at `pos`; `start` is where the whole begins."""
        if (iso := _ISO.match(self.text, pos)) is not None and any(iso.groups()):
            return _iso(iso)
        if self.clock and (clock := _CLOCK.match(self.text, pos)) is not None:
            return _clock(clock)
        if lenient and (clock := _HOURS_GLUED.match(self.text, pos)) is not None:
            return _clock(clock)
        return self._articles_at(pos, article=article) or self._parts_at(pos, start)

    def _articles_at(self, pos: int, *, article: bool) -> _Sum | None:
        """Return `half an hour`, `an hour and a half`, `an hour and 5 minutes` at `pos`."""
        match = _forms().article.match(self.text, pos)
        if match is None or len(match["unit"] or match["one"]) == 1:
            return None
        size = _size(match["unit"] or match["one"])
        if match["half"]:
            return _Sum(size * _HALF, size * _HALF, match.end(), match["gap"] == "-")
        if (half := _forms().and_a_half.match(self.text, match.end())) is not None:
            return _Sum(size * Fraction(3, 2), size * _HALF, half.end())
        one = _Sum(Fraction(size), Fraction(size), match.end())
        more = self._more(one, size)
        return more if article or more.end > one.end else None

    def _parts_at(self, pos: int, start: int) -> _Sum | None:
        """Return `1 day 3 h`, `2h15m`, `1-2 hours`, `45-minute` at `pos`."""
        amount = self._amount_at(pos)
        if amount is None:
            return None
        spread: Fraction | None = None
        upper = self._upper(amount)
        if upper is not None:
            spread = upper.value - amount.value
            amount = upper._replace(value=(amount.value + upper.value) / 2)
        plus = _PLUS.match(self.text, amount.end)
        end = amount.end + (plus is not None)
        compound = _forms().glued_unit.match(self.text, end)
        match = compound or _forms().behind.match(self.text, end)
        if match is None:
            return None
        unit, gap = match["unit"], match["gap"]
        size = _size(unit)
        adjective = gap == "-"
        if adjective and (len(unit) == 1 or plus is not None):
            return None
        total = _Sum(
            amount.value * size,
            amount.digit * size,
            match.end(),
            adjective,
            approx=spread is not None,
            more=plus is not None,
        )
        half = None if adjective or amount.digit != 1 else _forms().and_a_half.match(self.text, match.end())
        if half is not None:
            return total._replace(seconds=total.seconds + size * _HALF, precision=size * _HALF, end=half.end())
        if spread is not None:
            return total._replace(precision=max(total.precision, spread * size))
        more = total if adjective else self._more(total, size)
        if (
            len(unit) == 1
            and compound is None
            and more.end == total.end
            and not self._stands(unit, gap, amount.value, start, total.end)
        ):
            return None
        return None if compound is not None and more.end == total.end else more

    def _upper(self, lower: _Amount) -> _Amount | None:
        """Return the upper end of a span of numbers after `lower`, if there is one."""
        to = _forms().to.match(self.text, lower.end)
        upper = None if to is None else self._amount_at(to.end())
        return upper if upper is not None and upper.value > lower.value else None

    def _stands(self, unit: str, gap: str, value: Fraction, start: int, end: int) -> bool:
        """Return whether one letter after a number, alone, is a unit of time and not the start of another word."""
        if start == self.first and end == self.last:
            return True
        if _other(unit, gap, value) or unit.isupper() or "\n" in gap or (gap and unit in "mdw"):
            return False
        if self.text.startswith("-", end) and self.text[end + 1 : end + 2].isalnum():
            return False
        word = _NEXT_WORD.match(self.text, end)
        return unit not in "md" or word is None or word[1].casefold() in _particles()

    def _more(self, total: _Sum, size: int) -> _Sum:
        """Return `total` with the parts after it, each of a smaller unit than the one before."""
        while size > 1:
            join = _forms().join.match(self.text, total.end)
            amount = None if join is None else self._amount_at(join.end())
            if amount is None:
                break
            match = _forms().glued_unit.match(self.text, amount.end) or _forms().behind.match(self.text, amount.end)
            if match is None or match["gap"] == "-" or _size(match["unit"]) >= size:
                break
            size = _size(match["unit"])
            total = total._replace(
                seconds=total.seconds + amount.value * size, precision=amount.digit * size, end=match.end()
            )
        return total

    def _amount_at(self, pos: int) -> _Amount | None:
        """Return the number at `pos`."""
        match = _forms().number.match(self.text, pos)
        if match is None:
            return None
        digit = Fraction(1)
        if match["only"]:
            value = digit = _FRACTIONS[match["only"]]
        elif match["word"]:
            value = Fraction(numbers()[match["word"].casefold()])
        else:
            tenths = match["tenths"] or ""
            digit = Fraction(1, 10 ** len(tenths))
            value = int(match["whole"].replace(",", "")) + int(tenths or "0") * digit
            if match["part"]:
                digit = _FRACTIONS[match["part"]]
                value += digit
        if match["half"]:
            value, digit = value + _HALF, _HALF
        return _Amount(value, digit, match.end())


def _other(unit: str, gap: str, value: Fraction) -> bool:
    """Return whether a number with one letter after it says something else: `502s`, `the 1990s`, `2048m` of memory."""
    if unit == "m":
        return value >= _MANY_MINUTES
    return unit == "s" and not gap and (value in _STATUS_CODES or value in _YEARS)


@remembered
def _particles() -> frozenset[str]:
    """Words that may follow a number with one letter for its unit."""
    return frozenset(time_words().after_short_units)


def _size(unit: str) -> int:
    return UNITS[units()[" ".join(unit.casefold().split())]]


def _iso(match: re.Match[str]) -> _Sum:
    """The sum of an ISO 8601 duration, whose parts are a week, a day and so on."""
    sizes = (WEEK, DAY, HOUR, MINUTE, 1)
    parts = [(Fraction(n.replace(",", ".")), size) for n, size in zip(match.groups(), sizes, strict=True) if n]
    exact = parts[-1][1] / Fraction(parts[-1][0].denominator)
    return _Sum(sum((n * size for n, size in parts), Fraction(0)), Fraction(exact), match.end())


def _clock(match: re.Match[str]) -> _Sum:
    hours, minutes, *rest = match.groups()
    seconds = rest[0] if rest else None
    total = int(hours) * HOUR + int(minutes) * MINUTE + int(seconds or 0)
    return _Sum(Fraction(total), Fraction(MINUTE if seconds is None else 1), match.end())
