"""What a regular expression does to a long text: whether its repeats can share the same signs in many ways.

`(a+)+` takes for ever where the text does not fit in the end, `a*\\s*a*` a time that grows with the square of the text.
Each unbounded repeat is known by the signs that it can take; two that follow each other, with nothing between them that
must be there, may have none in common, unless the first keeps what it took (`*+`, `++`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from re import _constants as codes
from re import _parser as parser
from typing import Any

_Item = tuple[Any, Any]

SIGNS = frozenset([*map(chr, range(32, 127)), *"\n\t\r é漢Éßあ１\u00a0\u200b–“０"])
"""Signs of all kinds that patterns tell apart."""

_KINDS = {
    codes.CATEGORY_DIGIT: str.isdigit,
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
    codes.CATEGORY_NOT_DIGIT: lambda sign: not sign.isdigit(),
    codes.CATEGORY_NOT_SPACE: lambda sign: not sign.isspace(),
    codes.CATEGORY_NOT_WORD: lambda sign: not (sign.isalnum() or sign == "_"),
}
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
_MANY = 1_000


def shared_signs(pattern: str, flags: int = 0) -> frozenset[str]:
    """Signs that two unbounded repeats of a pattern can take from each other; none where it is in order."""
    return frozenset().union(*_clashes(list(parser.parse(pattern, flags))))


def _clashes(items: list[_Item]) -> Iterator[frozenset[str]]:
    for number in range(1, len(items)):
        yield from _common(items[:number], items[number:])
    for code, value in items:
        if _is_unbounded(code, value) and not _is_one_sign(value[2]):
            yield from _common(list(value[2]), list(value[2]))
            if _may_be_empty(value[2]):
                yield SIGNS
        for part in _parts(code, value):
            yield from _clashes(list(part))


def _common(first: list[_Item], second: list[_Item]) -> Iterator[frozenset[str]]:
    for one in _at_end(first, back=True):
        for other in _at_end(second, back=False):
            yield one & other


def _at_end(items: list[_Item], *, back: bool) -> Iterator[frozenset[str]]:
    """The signs of each unbounded repeat that can be the last part of what some items take, or the first."""
    for code, value in reversed(items) if back else items:
        if _is_unbounded(code, value) and _is_one_sign(value[2]):
            yield _signs_of(value[2])
        elif code not in (codes.POSSESSIVE_REPEAT, codes.ATOMIC_GROUP) or not back:
            for part in () if code in (codes.ASSERT, codes.ASSERT_NOT) else _parts(code, value):
                yield from _at_end(list(part), back=back)
        if not _may_be_empty([(code, value)]):
            return


def _is_unbounded(code: Any, value: Any) -> bool:
    return code in _REPEATS and (value[1] is codes.MAXREPEAT or value[1] > _MANY)


def _parts(code: Any, value: Any) -> Iterable[Any]:
    if code in (*_REPEATS, codes.POSSESSIVE_REPEAT):
        return (value[2],)
    if code is codes.SUBPATTERN:
        return (value[3],)
    if code is codes.ATOMIC_GROUP:
        return (value,)
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return (value[1],)
    return value[1] if code is codes.BRANCH else ()


def _may_be_empty(items: Iterable[_Item]) -> bool:
    for code, value in items:
        if code in (*_REPEATS, codes.POSSESSIVE_REPEAT) and value[0] == 0:
            continue
        if code is codes.BRANCH and any(_may_be_empty(branch) for branch in value[1]):
            continue
        if code in (codes.AT, codes.ASSERT, codes.ASSERT_NOT, codes.GROUPREF, codes.GROUPREF_EXISTS):
            continue
        inner = list(_parts(code, value))
        if code is codes.BRANCH or not inner or not all(map(_may_be_empty, inner)):
            return False
    return True


def _is_one_sign(items: Any) -> bool:
    if len(items) != 1:
        return False
    code, value = items[0]
    if _own_signs(code, value) is not None:
        return True
    return code in (codes.SUBPATTERN, codes.BRANCH) and all(map(_is_one_sign, _parts(code, value)))


def _signs_of(items: Any) -> frozenset[str]:
    code, value = items[0]
    own = _own_signs(code, value)
    return own if own is not None else frozenset().union(*map(_signs_of, _parts(code, value)))


def _own_signs(code: Any, value: Any) -> frozenset[str] | None:
    """The signs that an item of one sign can be; None for another item."""
    if code is codes.LITERAL:
        return frozenset((chr(value),))
    if code is codes.NOT_LITERAL:
        return SIGNS - {chr(value)}
    if code is codes.ANY:
        return SIGNS - {"\n"}
    if code is codes.CATEGORY:
        return frozenset(filter(_KINDS[value], SIGNS))
    if code is codes.RANGE:
        return frozenset(sign for sign in SIGNS if value[0] <= ord(sign) <= value[1])
    if code is codes.IN:
        found = frozenset().union(*(_own_signs(*item) or () for item in value if item[0] is not codes.NEGATE))
        return SIGNS - found if value[0][0] is codes.NEGATE else found
    return None
