"""The index of what was read: a recogniser that is asked again for a text answers from it.

The moments, lengths and figures of a report are asked for by many: by its values, by the facts of any report, by the
rules. What a text says depends on nothing but the text and the zones that are known, so that it is read once.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from incidentlint.vocabulary import on_forget

if TYPE_CHECKING:
    from collections.abc import Callable

_Given = ParamSpec("_Given")
_Read = TypeVar("_Read")

LONGEST = 8_000
"""The length of a text, in signs, above which it is read anew each time: the index must not hold whole files."""


MOST = 4_096
"""So many answers of a recogniser are remembered, and then all of them are forgotten."""

_UNREAD: Any = object()


def read_once(recogniser: Callable[_Given, _Read]) -> Callable[_Given, _Read]:
    """The recogniser, which reads a text once. Its first argument is the text; others are zones and options.

    It must be pure, and give a frozen value, None, or a list of such, of which each caller gets a copy.
    """
    usual = recogniser.__kwdefaults__ or {}
    made: dict[Any, _Read] = {}
    on_forget(made.clear)

    @wraps(recogniser)
    def ask(*given: _Given.args, **options: _Given.kwargs) -> _Read:
        text: Any = given[0]
        if len(text) > LONGEST:
            return recogniser(*given, **options)
        plain = not options and (len(given) == 1 or (len(given) == 2 and not given[1]))
        known = None if plain else _known(given[1:], options, usual)
        key = (text, *known) if known else text
        found = made.get(key, _UNREAD)
        if found is _UNREAD:
            if len(made) >= MOST:
                made.clear()
            found = made[key] = recogniser(*given, **options)
        return found.copy() if isinstance(found, list) else found  # type: ignore[return-value]

    return ask


def _known(given: tuple[Any, ...], options: dict[str, Any], usual: dict[str, Any]) -> list[Any]:
    """What a recogniser is asked beside a text, as values that can be compared; what is usual is left out."""
    known: list[Any] = [tuple(value.items() if isinstance(value, Mapping) else value) for value in given if value]
    known += [option for option in options.items() if option[1] is not usual.get(option[0])]
    return known


__all__ = ["LONGEST", "read_once"]
