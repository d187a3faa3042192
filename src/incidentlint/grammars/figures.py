"""Counts, amounts of money and percentages as reports write them: `1,904 users`, `~$3,200`, `$70/booking`, `12 %`.

The grammar is strict: digits that are glued to letters, hyphens, slashes, dots or colons belong to something else
(a version, an id, a date, an address). All offsets are code points into the given text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from incidentlint.grammars.approximation import about, about_start
from incidentlint.text import GLUE, fold

if TYPE_CHECKING:
    from collections.abc import Iterable


_MOST_WORDS: Final = 3

_LIMIT: Final = Decimal(10**15)

_SCALES: Final = {
    "k": Decimal(1_000),
    "thousand": Decimal(1_000),
    "m": Decimal(1_000_000),
    "mn": Decimal(1_000_000),
    "million": Decimal(1_000_000),
    "b": Decimal(1_000_000_000),
    "bn": Decimal(1_000_000_000),
    "billion": Decimal(1_000_000_000),
}

_CURRENCIES: Final = {
    "$": "USD",
    "us$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "bz$": "BZD",
    "a$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "nz$": "NZD",
    "hk$": "HKD",
    "r$": "BRL",
    "kr": "kr",
    "dollar": "USD",
    "euro": "EUR",
}

_CODES: Final = (
    "AED ARS AUD BAM BGN BRL BZD CAD CHF CLP CNY COP CZK DKK EUR GBP HKD HUF IDR ILS INR ISK JPY KRW MXN MYR NOK NZD"
    " PHP PLN RON RSD SAR SEK SGD THB TRY TWD UAH USD VND ZAR"
)

_CODE = "|".join(_CODES.split())

_SPACE = "[ \u00a0\u202f\u2007\u2009]"

_THIN = "[\u00a0\u202f\u2007\u2009]"


_SCALE = (
    rf"(?:{_SPACE}?(?P<scale>k|mn|m|bn|b)(?![{GLUE}])|{_SPACE}{{1,2}}(?P<word>thousand|million|billion)(?![{GLUE}]))?"
)

_COUNT_SCALE = rf"(?:(?P<scale>k|mn|m|bn|b)(?![{GLUE}])|{_SPACE}{{1,2}}(?P<word>thousand|million|billion)(?![{GLUE}]))?"

_COMMAS = r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,6})?"

_DOTS = r"[0-9]{1,3}(?:\.[0-9]{3}){1,4},[0-9]{1,2}"

_THINS = rf"[0-9]{{1,3}}(?:{_THIN}[0-9]{{3}}){{1,4}}(?:[.,][0-9]{{1,2}})?"

_SPACED = rf"[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}}){{1,4}}(?:[.,][0-9]{{1,2}})?"

_PLAIN = r"[0-9]{1,15}(?:\.[0-9]{1,6}|,[0-9]{1,2})?"

_END = r"(?![0-9])(?![.,][0-9])"


_NUMBER = rf"(?P<number>(?:{_COMMAS}|{_DOTS}|{_THINS}|{_PLAIN}){_END})"

_WIDE = rf"(?P<number>(?:{_COMMAS}|{_DOTS}|{_SPACED}|{_PLAIN}){_END})"

_AFTER_COUNT = rf"(?![{GLUE}])(?![-–/:][{GLUE}])(?!:?//)(?![%‰$€£])"

_AFTER_MONEY = rf"(?![{GLUE}])(?![-–][{GLUE}$€£])"


_COUNT = re.compile(rf"{_NUMBER}{_COUNT_SCALE}(?P<plus>\+)?{_AFTER_COUNT}", re.IGNORECASE | re.ASCII)

_PERCENT = re.compile(
    rf"{_NUMBER}{_SPACE}{{0,2}}(?:%|per[ ]?cent(?![{GLUE}])|pct(?![{GLUE}]))", re.IGNORECASE | re.ASCII
)

_SIGN = r"(?P<sign>[-\u2212])?"

_MONEY_BEFORE = re.compile(
    rf"{_SIGN}(?:(?P<code>{_CODE}){_SPACE}{{0,2}}|(?P<symbol>(?:US|BZ|CA|NZ|HK|A|C|R)?\$|[€£¥₹]){_SPACE}?|(?P<krone>[Kk]r)\.?{_SPACE})"
    rf"{_WIDE}(?i:{_SCALE}){_AFTER_MONEY}",
    re.ASCII,
)

_MONEY_BEHIND = re.compile(
    rf"{_SIGN}{_WIDE}(?i:{_SCALE}){_SPACE}{{0,2}}(?:(?P<symbol>[€£$])|(?P<code>{_CODE})|(?P<krone>kr)|(?P<name>dollar|euro)s?){_AFTER_MONEY}",
    re.ASCII,
)

_RATE = re.compile(
    rf"{_SPACE}?/{_SPACE}?[A-Za-z]|[ \n]{{1,3}}(?:per|each|apiece)(?![{GLUE}])", re.ASCII | re.IGNORECASE
)

_AVERAGE = re.compile(r"(?:avg\.?|average(?:[ ]of)?|mean)[ \n]{1,2}\Z", re.ASCII | re.IGNORECASE)

_WORD = re.compile(rf"[ \n]{{1,4}}([a-z]{{1,30}}(?:[-'’][a-z]{{1,30}}){{0,2}})(?![{GLUE}])")

_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}\Z")

_BEFORE = re.compile(rf"(?<![{GLUE}])(?<![{GLUE}][-–./:,'+])(?<![#@/\\$€£])(?<![0-9][%+*])(?<!-)", re.ASCII)

_BEFORE_MONEY = re.compile(rf"(?<![{GLUE}])(?<![{GLUE}%][-–/.,:])(?<![#@/\\])", re.ASCII)


@cache
def _start() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![{GLUE}])(?:[-\u2212]?(?:[0-9]|(?:[A-Z]{{1,2}})?\$|[€£¥₹]|(?:{_CODE}|[Kk]r\.?){_SPACE}{{0,2}}[0-9])"
        rf"|~|(?i:{about_start()}))",
        re.ASCII,
    )


_NO_NOUNS = frozenset(
    "a an the of in on at for from to by with without and or nor but per out over under up down into than then"
    " as is are was were be been being has have had do does did will would could can may might must should who"
    " that which when while where during after before until since between within through via about around"
    " because so if not no more less least most also only here there later ago still each every times its their"
    " our his her it they we you i".split()
)

_PLURALS = frozenset("people staff data children men women personnel".split())


class Count(msgspec.Struct, frozen=True):
    """A number of things as written at `start`..`end`; the words that say of what follow it."""

    value: Decimal
    precision: Decimal
    """The worth of its last digit: 1 of `1,904`, 100 of `2.5k`."""
    start: int
    end: int
    raw: str
    approx: bool = False
    words: tuple[str, ...] = ()
    """Up to three lower-case words behind it: `affected customers`."""
    ambiguous: bool = False
    """`1.200`: read as a decimal, but may be meant as thousands."""

    @property
    def noun(self) -> str | None:
        """The noun among `words`: the first plural, or the last word that is no participle; None without words."""
        plurals = (word for word in self.words if word in _PLURALS or (word.endswith("s") and not word.endswith("ss")))
        others = [word for word in self.words if not word.endswith("ed")]
        return next(plurals, None) or next(reversed(others or self.words), None)

    def __str__(self) -> str:
        """Return the canonical spelling of the number: `~1,904`."""
        return f"{'~' if self.approx else ''}{self.value:,f}"


class Money(msgspec.Struct, frozen=True):
    """An amount of money as written at `start`..`end`, its currency included, what it is a rate of not."""

    value: Decimal
    currency: str
    """The ISO 4217 code, or `kr` where no country is said."""
    precision: Decimal
    """The worth of its last digit: 1 of `$3,520`, 0.01 of `$3.50`, 100000 of `$1.2M`."""
    start: int
    end: int
    raw: str
    approx: bool = False
    rate: bool = False
    """`$70/booking`, `avg $68`: not an amount that adds up."""
    ambiguous: bool = False
    """`1.200 €`: read as a decimal, but may be meant as thousands."""

    def __str__(self) -> str:
        """Return the canonical spelling: `USD 3,520`."""
        return f"{'~' if self.approx else ''}{'-' if self.value < 0 else ''}{self.currency} {abs(self.value):,f}"


class Percent(msgspec.Struct, frozen=True):
    """A percentage as written at `start`..`end`."""

    value: Decimal
    precision: Decimal
    """The worth of its last digit: 1 of `12%`, 0.01 of `99.95%`."""
    start: int
    end: int
    raw: str
    approx: bool = False

    def __str__(self) -> str:
        """Return the canonical spelling: `12%`."""
        return f"{'~' if self.approx else ''}{self.value:f}%"


Figure = Count | Money | Percent


def find_figures(text: str, skip: Iterable[tuple[int, int]] = ()) -> list[Figure]:
    """Return the figures in `text` from left to right, but none that touches a span (start, end) of `skip`."""
    reader = _Reader(text)
    spans = _merged(skip)
    starts = [start for start, _ in spans]
    found: list[Figure] = []
    pos = 0
    while (match := _start().search(reader.text, pos)) is not None:
        at = match.start()
        figure = reader.figure_at(at)
        pos = at + 1 if figure is None else figure.end
        if figure is None:
            continue
        before = bisect_right(starts, figure.end - 1) - 1
        if before < 0 or spans[before][1] <= figure.start:
            found.append(figure)
        else:
            pos = max(at + 1, min(pos, spans[before][1]))
    return found


def read_figure(text: str) -> Figure | None:
    """Return the figure that `text` starts with (after white space), or None."""
    return _Reader(text).figure_at(len(text) - len(text.lstrip()))


class _Number(NamedTuple):
    """What digits with separators and a scale say."""

    value: Decimal
    precision: Decimal
    ambiguous: bool


class _Reader:
    """Reads figures at offsets of one text."""

    __slots__ = ("source", "text")

    def __init__(self, text: str) -> None:
        self.source = text
        self.text = fold(text)

    def figure_at(self, start: int) -> Figure | None:
        """Return the figure at `start`, with what makes it approximate, or None."""
        approx = about().match(self.text, start)
        at = start if approx is None else approx.end()
        # The number is read in the source: there a no-break space is a separator of thousands, a plain one is none.
        if _BEFORE_MONEY.match(self.text, start) is not None:
            money = _MONEY_BEFORE.match(self.source, at) or _MONEY_BEHIND.match(self.source, at)
            if money is not None:
                return self._money(money, start, approx=approx is not None)
        if _BEFORE.match(self.text, start) is None:
            return None
        if (match := _PERCENT.match(self.source, at)) is not None:
            number = _number(match)
            raw = self.source[start : match.end()]
            return number and Percent(number.value, number.precision, start, match.end(), raw, approx is not None)
        if (match := _COUNT.match(self.source, at)) is not None:
            return self._count(match, start, approx=approx is not None)
        return None

    def _count(self, match: re.Match[str], start: int, *, approx: bool) -> Count | None:
        words = self._words(match.end())
        if (match["scale"] or "") == "m" and not words:
            return None
        number, end = _number(match), match.end()
        if number is None:
            return None
        approx = approx or match["plus"] is not None
        raw = self.source[start:end]
        return Count(number.value, number.precision, start, end, raw, approx, words, number.ambiguous)

    def _money(self, match: re.Match[str], start: int, *, approx: bool) -> Money | None:
        parts = match.groupdict()
        unit = parts.get("code") or parts.get("symbol") or parts.get("krone") or parts["name"]
        number, end = _number(match), match.end()
        if number is None:
            return None
        rate = _RATE.match(self.text, end) is not None
        rate = rate or _AVERAGE.search(self.text[max(0, start - 14) : start]) is not None
        return Money(
            value=-number.value if match["sign"] else number.value,
            currency=_CURRENCIES.get(unit.lower(), unit),
            precision=number.precision,
            start=start,
            end=end,
            raw=self.source[start:end],
            approx=approx,
            rate=rate,
            ambiguous=number.ambiguous,
        )

    def _words(self, pos: int) -> tuple[str, ...]:
        """Return up to three words behind `pos` that may say what is counted."""
        words: list[str] = []
        while (
            len(words) < _MOST_WORDS
            and (match := _WORD.match(self.text, pos)) is not None
            and match[1] not in _NO_NOUNS
        ):
            words.append(match[1])
            pos = match.end()
        return tuple(words)


def _number(match: re.Match[str]) -> _Number | None:
    """Return the value of the groups `number`, `scale` and `word`, None of one beyond all measure."""
    written = re.sub(_SPACE, "", match["number"])
    ambiguous = _AMBIGUOUS.match(written) is not None
    if re.fullmatch(_COMMAS, written):
        written = written.replace(",", "")
    elif "," in written:
        written = written.replace(".", "").replace(",", ".")
    parts = match.groupdict()
    scale = _SCALES.get((parts.get("scale") or parts.get("word") or "").lower(), Decimal(1))
    decimals = len(written.partition(".")[2])
    value = Decimal(written) * scale
    precision = scale.scaleb(-decimals)
    if value >= _LIMIT:
        return None
    return _Number(_plain(value), _plain(precision), ambiguous and scale == 1)


def _plain(number: Decimal) -> Decimal:
    """Return `number` without zeros after the point: equal amounts print alike."""
    return Decimal(int(number)) if number == int(number) else number.normalize()


def _merged(skip: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in skip if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
