"""The index of what was read: a recogniser that is asked again for a text answers from it.

The moments, lengths and figures of a report are asked for by many: by its values, by the facts of any report, by the
rules. What a text says depends on nothing but the text and the zones that are known, so that it is read once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from incidentlint.vocabulary import remembered

if TYPE_CHECKING:
    from collections.abc import Callable

_Given = ParamSpec("_Given")
_Read = TypeVar("_Read")

LONGEST = 8_000
"""The length of a text, in signs, above which it is read anew each time: the index must not hold whole files."""


class _Key:
    """What a recogniser was asked: its arguments, known by those that can be compared."""

    __slots__ = ("given", "known", "options")

    def __init__(self, given: tuple[Any, ...], options: dict[str, Any]) -> None:
        self.given, self.options = given, options
        values = (*(value for value in given if value or value is given[0]), *options.items())
        self.known = tuple(_comparable(value) for value in values)

    def __hash__(self) -> int:
        return hash(self.known)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.known == other.known


def _comparable(value: Any) -> Any:
    if isinstance(value, Mapping):
        return tuple(value.items())
    return tuple(value) if isinstance(value, list) else value


def read_once(recogniser: Callable[_Given, _Read]) -> Callable[_Given, _Read]:
    """The recogniser, which reads a text once. Its first argument is the text; others are zones and options.

    It must be pure, and give a frozen value, None, or a list of such, of which each caller gets a copy.
    """
    usual = recogniser.__kwdefaults__ or {}

    @remembered
    def read(key: _Key) -> _Read:
        return recogniser(*key.given, **key.options)

    @wraps(recogniser)
    def ask(*given: _Given.args, **options: _Given.kwargs) -> _Read:
        if len(given[0]) > LONGEST:  # type: ignore[arg-type]
            return recogniser(*given, **options)
        found = read(_Key(given, {name: value for name, value in options.items() if value is not usual.get(name)}))
        return found.copy() if isinstance(found, list) else found  # type: ignore[return-value]

    return ask


__all__ = ["LONGEST", "read_once"]
