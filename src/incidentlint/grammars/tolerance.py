"""How far two statements of one thing may be apart: all that "about", rounding and digits allow, in one place.

What is exact is right by its digits: ``2 hours`` are anything that is rounded or cut to two hours, ``$1.2M`` are
anything from 1.15 to 1.25 million. What is approximate may be a tenth off, or as much as its roundness shows: nobody
says ``~15:30`` of 15:31, and ``~15:31`` is not 15:40. A bound (``less than 1 minute``) holds on its side.

Seconds are whole; amounts are in the unit of the figure. Where two readings are possible the wider one counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal

from incidentlint.grammars.durations import Duration
from incidentlint.grammars.figures import Figure
from incidentlint.grammars.moments import Stamp

_TENTH: Final = 10
"""What is approximate may be this part of it off."""

_SENTENCE: Final = 20
"""A round length in a sentence may be this part of it off, though nothing says that it is approximate."""

_MINUTE: Final = 60
_ROUND: Final = 5 * _MINUTE
_HALF_HOUR: Final = 30 * _MINUTE
_SOME_MINUTES: Final = 10 * _MINUTE
_FEW_MINUTES: Final = 2 * _MINUTE

_POINT: Final = Decimal(1)
_POINTS: Final = Decimal(5)


def agrees(stated: Duration, low: int, high: int, *, loose: bool = False) -> bool:
    """Whether a length, by its precision and its words, can be one of `low` to `high` seconds.

    One of a sentence is `loose`: forty minutes are a round number there.
    """
    seconds, precision = stated.seconds, stated.precision
    if loose and seconds % _ROUND == 0 and stated.bound is None and abs(low - seconds) * _SENTENCE <= seconds:
        return True
    if stated.bound == "less":
        return low <= seconds
    if stated.bound == "more":
        return high >= seconds
    if stated.approx:
        slack = max(precision, seconds // _TENTH, _ROUND if seconds % _ROUND == 0 else _MINUTE)
        return seconds - slack <= high and low <= seconds + slack
    return seconds - precision // 2 <= high and low < seconds + precision


def are_alike(one: Duration, other: Duration) -> bool:
    """Whether two statements can be of the same length, each by its precision."""
    if one.bound or other.bound:
        return True
    return agrees(one, other.seconds, other.seconds) or agrees(other, one.seconds, one.seconds)


def slack_of_ends(stated: Duration, first: int, last: int) -> int:
    """The seconds that two moments may add to a length or take from it; `first` and `last` are how exact each is."""
    exact = max(first, last)
    slack = exact - _MINUTE if exact > _MINUTE else (exact if stated.precision < exact else 0)
    if first != last:
        # One of them is written to the second, the other may be anywhere in its minute.
        slack = max(slack, exact - 1)
    return slack


def slack_of_moment(stamp: Stamp) -> int:
    """The seconds that an approximate time may be off, by how round it is: a half hour, ten minutes, two."""
    minute = stamp.time.minute if stamp.time is not None else None
    return _HALF_HOUR if minute is None else slack_of_clock(minute * _MINUTE)


def slack_of_clock(seconds: int) -> int:
    """The same of a time of day."""
    if seconds % _HALF_HOUR == 0:
        return _HALF_HOUR
    return _SOME_MINUTES if seconds % _ROUND == 0 else _FEW_MINUTES


def slack_of_told(stamp: Stamp) -> int:
    """The seconds that a time in a sentence may be off: half an hour of an approximate one, else within its minute."""
    return _HALF_HOUR if stamp.approx else _MINUTE - 1


def slack_of_sum(total: Duration, *parts: Duration) -> int:
    """The seconds that a total of exact lengths may be off: less than the coarsest unit written, or than a minute."""
    return max(_MINUTE, total.precision, *(part.precision for part in parts)) - 1


def slack_of_figures(figure: Figure, total: Figure) -> Decimal:
    """How far a figure may be from one that is said to be the same: by their digits, or a tenth where one is about."""
    slack = max(figure.precision, total.precision) / 2
    return max(slack, abs(total.value) / _TENTH) if figure.approx or total.approx else slack


def slack_of_part(figure: Figure) -> Decimal:
    """What an approximate part of a sum may add to it or take from it."""
    return max(abs(figure.value) / _TENTH, figure.precision)


def slack_of_share(percent: Figure) -> Decimal:
    """The points that a percentage may be from the share that two counts give.

    One with decimals is meant as exactly as they say, but for a tenth of it: the counts may be rounded.
    """
    if percent.approx:
        return _POINTS
    if percent.precision < _POINT:
        return min(_POINT, percent.precision + abs(percent.value) / _TENTH)
    return max(_POINT, percent.precision)


def is_slip(stated: Decimal, right: Decimal) -> bool:
    """Whether one number is surely meant to be another: two digits are swapped, or one of four or more is wrong."""
    one, other = str(stated), str(right)
    apart = digits_apart(one, other)
    if apart == "one":
        return len(one) > _ROUGH and stated % 10 != 0
    return len(one) >= _ROUGH and apart == "swapped"


def digits_apart(one: str, other: str) -> Literal["", "one", "swapped"]:
    """How two numbers of as many digits differ that are nearly the same: in one, or in two that changed places."""
    if len(one) != len(other):
        return ""
    off = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    if len(off) == 1:
        return "one"
    return "swapped" if len(off) == 2 and off[0] == off[1][::-1] else ""


def is_digit_off(total: Decimal, parts: Sequence[Decimal]) -> bool:
    """Whether a total is near to the sum of its parts, and off in one digit, by more than they all are rounded by."""
    off = abs(total - sum(parts, Decimal(0)))
    rounded = sum(map(_rounding, (total, *parts)), Decimal(0)) / 2
    return off > rounded and _NEAR * off <= total and len(off.normalize().as_tuple().digits) == 1


def is_pen_slip(total: Decimal, parts: Sequence[Decimal]) -> bool:
    """Whether a total that has to be the sum of some parts is that, but for one digit of one of them, or two swapped.

    The last digit alone does not tell: what a list leaves out is often as little.
    """
    off = total - sum(parts, Decimal(0))
    pairs = [(total, total - off), *((part, part + off) for part in parts)]
    apart = {digits_apart(str(one), str(other)) for one, other in pairs if other > 0}
    return "swapped" in apart or ("one" in apart and bool(off) and off % _TENTH == 0)


def _rounding(value: Decimal) -> Decimal:
    """The power of ten that a number may be rounded to: 100 of ``71900``."""
    return Decimal(10) ** max(0, int(value.normalize().as_tuple().exponent))


_NEAR = 20
"""What is near to a total is no more than this part of it off."""

_ROUGH = 3
"""Two numbers of so few digits may be one digit apart by chance."""
