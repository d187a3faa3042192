"""Counts, amounts of money and percentages as reports write them: `1,904 users`, `~$3,200`, `$70/booking`, `12 %`.

The grammar is strict: digits that are glued to letters, hyphens, slashes, dots or colons belong to something else
(a version, an id, a date, an address). All offsets are code points into the given text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final

import msgspec

from incidentlint.grammars.approximation import about, about_start
from incidentlint.grammars.read_once import read_once
from incidentlint.text import GLUE, fold
from incidentlint.tuples import NamedTuple
from incidentlint.vocabulary import FigureWords, literal, load_lexicon, remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


_MOST_WORDS: Final = 3

_SHORTEST_NOUN: Final = 3
"""What is shorter after a number is a unit."""

_LIMIT: Final = Decimal(10**15)

_SCALES: Final = {
    "k": Decimal(1_000),
    "mn": Decimal(1_000_000),
    "m": Decimal(1_000_000),
    "bn": Decimal(1_000_000_000),
    "b": Decimal(1_000_000_000),
}
"""What the letters after a number stand for, as in the finance pages; words are the lexicon's."""

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
}

_CODES: Final = (
    "AED ARS AUD BAM BGN BRL BZD CAD CHF CLP CNY COP CZK DKK EUR GBP HKD HUF IDR ILS INR ISK JPY KRW MXN MYR NOK NZD"
    " PHP PLN RON RSD SAR SEK SGD THB TRY TWD UAH USD VND ZAR"
)

_CODE = "|".join(_CODES.split())

_SPACE = "[ \u00a0\u202f\u2007\u2009]"

_THIN = "[\u00a0\u202f\u2007\u2009]"


_COMMAS = r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,6})?"

_DOTS = r"[0-9]{1,3}(?:\.[0-9]{3}){1,4},[0-9]{1,2}"

_THINS = rf"[0-9]{{1,3}}(?:{_THIN}[0-9]{{3}}){{1,4}}(?:[.,][0-9]{{1,2}})?"

_QUOTED = r"[0-9]{1,3}(?:['’][0-9]{3}){1,4}(?:\.[0-9]{1,2})?"
"""Thousands as in Switzerland."""

_SPACED = rf"[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}}){{1,4}}(?:[.,][0-9]{{1,2}})?"

_BLANKS = r"[1-9][0-9]{0,2}(?: [0-9]{3}){1,4}(?:[.,][0-9]{1,2})?(?! ?[0-9%])"
"""Thousands after plain spaces: no number of them stands alone before the next one, or is a percentage."""

_PLAIN = r"[0-9]{1,15}(?:\.[0-9]{1,6}|,[0-9]{1,2})?"

_END = r"(?![0-9])(?![.,][0-9])"


_NUMBER = rf"(?P<number>(?:{_COMMAS}|{_QUOTED}|{_DOTS}|{_THINS}|{_PLAIN}){_END})"

_LOOSE = rf"(?P<number>(?:{_COMMAS}|{_QUOTED}|{_DOTS}|{_THINS}|{_BLANKS}|{_PLAIN}){_END})"

_WIDE = rf"(?P<number>(?:{_COMMAS}|{_QUOTED}|{_DOTS}|{_SPACED}|{_PLAIN}){_END})"

_AFTER_COUNT = rf"(?![{GLUE}])(?![-–/:][{GLUE}])(?!:?//)(?![%‰$€£])"

_AFTER_MONEY = rf"(?![{GLUE}])(?![-–][{GLUE}$€£])"


_SIGN = r"(?P<sign>[-\u2212])?"

_WORD = re.compile(rf"[ \n]{{1,4}}([a-z]{{1,30}}(?:[-'’][a-z]{{1,30}}){{0,2}})(?![{GLUE}])")

_ANOTHER = re.compile(r"[0-9][,;]? {1,2}\Z", re.ASCII)
"""Before a number: the end of another one, as in a list."""

_ANSWER = re.compile(r"4(?:[0-3]\d|44|51|9[4-9])|5(?:[0-2]\d|30)", re.ASCII)
"""The codes of answers that servers give, three digits each."""

_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}\Z")

_BEFORE = re.compile(rf"(?<![{GLUE}])(?<![{GLUE}][-–./:,'+])(?<![#@/\\$€£])(?<![0-9][%+*])(?<!-)", re.ASCII)

_BEFORE_MONEY = re.compile(rf"(?<![{GLUE}])(?<![{GLUE}%][-–/.,:])(?<![#@/\\])", re.ASCII)


def _words() -> FigureWords:
    """The English words around numbers."""
    return load_lexicon().words.figures


@cache
def _scales() -> dict[str, Decimal]:
    """What the letters and words after a number stand for."""
    words = _words()
    named = {1_000: words.thousand, 1_000_000: words.million, 1_000_000_000: words.billion}
    return _SCALES | {word: Decimal(worth) for worth, names in named.items() for word in names}


def _scale(gap: str) -> str:
    """A pattern for the scale after a number; a letter may follow after `gap`, a word needs a blank."""
    named = literal(_scales().keys() - _SCALES.keys())
    return rf"(?:{gap}(?P<scale>{'|'.join(_SCALES)})(?![{GLUE}])|{_SPACE}{{1,2}}(?P<word>{named})(?![{GLUE}]))?"


@cache
def _count() -> re.Pattern[str]:
    return re.compile(rf"{_LOOSE}{_scale('')}(?P<plus>\+)?{_AFTER_COUNT}", re.IGNORECASE | re.ASCII)


@cache
def _percent() -> re.Pattern[str]:
    named = literal(_words().percent, "[ ]?")
    return re.compile(rf"{_NUMBER}{_SPACE}{{0,2}}(?:%|{named}(?![{GLUE}]))", re.IGNORECASE | re.ASCII)


@cache
def _money_before() -> re.Pattern[str]:
    return re.compile(
        rf"{_SIGN}(?:(?P<code>{_CODE}){_SPACE}{{0,2}}|(?P<symbol>(?:US|BZ|CA|NZ|HK|A|C|R)?\$|[€£¥₹]){_SPACE}?"
        rf"|(?P<krone>[Kk]r)\.?{_SPACE}){_WIDE}(?i:{_scale(f'{_SPACE}?')}){_AFTER_MONEY}",
        re.ASCII,
    )


@cache
def _currencies() -> dict[str, str]:
    """The codes of currencies by their signs and names."""
    return _CURRENCIES | {name: code for code, names in _words().currencies.items() for name in names}


@cache
def _money_behind() -> re.Pattern[str]:
    names = literal(name for names in _words().currencies.values() for name in names)
    return re.compile(
        rf"{_SIGN}{_WIDE}(?i:{_scale(f'{_SPACE}?')}){_SPACE}{{0,2}}(?:(?P<symbol>[€£$])|(?P<code>{_CODE})|(?P<krone>kr)"
        rf"|(?P<name>{names})){_AFTER_MONEY}",
        re.ASCII,
    )


@cache
def _rate() -> re.Pattern[str]:
    """What after a sum makes it a rate."""
    each = literal(_words().each)
    return re.compile(rf"{_SPACE}?/{_SPACE}?[A-Za-z]|[ \n]{{1,3}}{each}(?![{GLUE}])", re.ASCII | re.IGNORECASE)


@cache
def _average() -> re.Pattern[str]:
    """What before a sum makes it an average."""
    return re.compile(rf"{literal(_words().average, '[ ]')}[ \n]{{1,2}}\Z", re.ASCII | re.IGNORECASE)


@remembered
def _start() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![{GLUE}])(?:[-\u2212]?(?:[0-9]|(?:[A-Z]{{1,2}})?\$|[€£¥₹]|(?:{_CODE}|[Kk]r\.?){_SPACE}{{0,2}}[0-9])"
        rf"|~|(?i:{about_start()}))",
        re.ASCII,
    )


@cache
def _no_nouns() -> frozenset[str]:
    return frozenset(_words().no_nouns)


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
    """Up to three lower-case words after it: `affected customers`."""
    ambiguous: bool = False
    """`1.200`: read as a decimal, but may be meant as thousands."""

    @property
    def noun(self) -> str | None:
        """The noun among `words`: the first plural, or the last word that is no participle; None without words."""
        known = _words().plurals
        plurals = (word for word in self.words if word in known or (word.endswith("s") and not word.endswith("ss")))
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


def currency_of(figure: Figure) -> str:
    """What a figure may be added to: its currency, or ``""`` for a count."""
    return figure.currency if isinstance(figure, Money) else ""


def is_vague(figure: Figure) -> bool:
    """Whether a figure is no exact number: about so many, a percentage, ``1.200``."""
    return figure.approx or figure.ambiguous if not isinstance(figure, Percent) else True


@read_once
def find_figures(text: str, skip: Iterable[tuple[int, int]] = ()) -> list[Figure]:
    """Return the figures in `text` from left to right, but none that touches a span (start, end) of `skip`."""
    return figures_beside(text, lambda: skip)


def figures_beside(text: str, taken: Callable[[], Iterable[tuple[int, int]]]) -> list[Figure]:
    """The same, where the spans are only asked for if there is a figure at all, as in most texts there is none."""
    reader = _Reader(text)
    spans: list[tuple[int, int]] | None = None
    starts: list[int] = []
    found: list[Figure] = []
    pos = 0
    while (match := _start().search(reader.text, pos)) is not None:
        at = match.start()
        figure = reader.figure_at(at)
        pos = at + 1 if figure is None else figure.end
        if figure is None:
            continue
        if spans is None:
            spans = _merged(taken())
            starts = [start for start, _ in spans]
        before = bisect_right(starts, figure.end - 1) - 1
        if before < 0 or spans[before][1] <= figure.start:
            found.append(figure)
        else:
            pos = max(at + 1, min(pos, spans[before][1]))
    return found


@read_once
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
        # The number is read in the source: a no-break space always separates thousands, a plain one only of counts.
        if _BEFORE_MONEY.match(self.text, start) is not None:
            money = _money_before().match(self.source, at) or _money_behind().match(self.source, at)
            if money is not None:
                return self._money(money, start, approx=approx is not None)
        if _BEFORE.match(self.text, start) is None:
            return None
        if (match := _percent().match(self.source, at)) is not None:
            number = _number(match)
            raw = self.source[start : match.end()]
            return number and Percent(number.value, number.precision, start, match.end(), raw, approx is not None)
        if (match := _count().match(self.source, at)) is not None:
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
        doubt = number.ambiguous or (" " in match["number"] and self._may_be_two(match, words))
        return Count(number.value, number.precision, start, end, raw, approx, words, doubt)

    def _may_be_two(self, match: re.Match[str], words: tuple[str, ...]) -> bool:
        """Whether digits with plain spaces may be several numbers: `502 503`, `12 500 errors`, `7, 1 200`."""
        first, *groups = match["number"].split(" ")
        things = bool(words) and words[0] not in load_lexicon().words.summary.people
        codes = all(map(_ANSWER.match, groups)) and (things or len(first) == len(groups[0]))
        unit = bool(words) and len(words[0]) < _SHORTEST_NOUN
        return codes or unit or _ANOTHER.search(self.text[max(0, match.start() - 3) : match.start()]) is not None

    def _money(self, match: re.Match[str], start: int, *, approx: bool) -> Money | None:
        parts = match.groupdict()
        unit = parts.get("code") or parts.get("symbol") or parts.get("krone") or parts["name"]
        number, end = _number(match), match.end()
        if number is None:
            return None
        rate = _rate().match(self.text, end) is not None
        rate = rate or _average().search(self.text[max(0, start - 14) : start]) is not None
        return Money(
            value=-number.value if match["sign"] else number.value,
            currency=_currencies().get(unit.lower(), unit),
            precision=number.precision,
            start=start,
            end=end,
            raw=self.source[start:end],
            approx=approx,
            rate=rate,
            ambiguous=number.ambiguous,
        )

    def _words(self, pos: int) -> tuple[str, ...]:
        """Return up to three words after `pos` that may say what is counted."""
        words: list[str] = []
        while (
            len(words) < _MOST_WORDS
            and (match := _WORD.match(self.text, pos)) is not None
            and match[1] not in _no_nouns()
        ):
            words.append(match[1])
            pos = match.end()
        return tuple(words)


def _number(match: re.Match[str]) -> _Number | None:
    """Return the value of the groups `number`, `scale` and `word`, None of one beyond all measure."""
    written = re.sub(rf"{_SPACE}|['’]", "", match["number"])
    ambiguous = _AMBIGUOUS.match(written) is not None
    if re.fullmatch(_COMMAS, written):
        written = written.replace(",", "")
    elif "," in written:
        written = written.replace(".", "").replace(",", ".")
    parts = match.groupdict()
    scale = _scales().get((parts.get("scale") or parts.get("word") or "").lower(), Decimal(1))
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
