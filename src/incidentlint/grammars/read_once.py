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
    """The recogniser, which reads a text once. Its first argument is the text; a second one is zones or spans, and all
    others are options by name.

    It must be pure, and give a frozen value, None, or a list of such, of which each caller gets a copy.
    """
    usual = recogniser.__kwdefaults__ or {}
    made: dict[Any, _Read] = {}
    zones: Any = None
    known: tuple[tuple[str, str], ...] = ()
    on_forget(made.clear)

    @wraps(recogniser)
    def ask(*given: _Given.args, **options: _Given.kwargs) -> _Read:
        nonlocal zones, known
        text: Any = given[0]
        key = text  # alone, where nothing else is asked that is not usual
        if len(given) > 1 and given[1]:
            beside: Any = given[1]
            if beside is zones:  # as for all texts of a report
                key = (text, known)
            elif isinstance(beside, (dict, Mapping)):
                zones, known = beside, tuple(beside.items())
                key = (text, known)
            else:
                key = (text, *beside)
        for option, value in options.items() if options else ():
            if value is not usual.get(option):
                key = (key, option, value)
        found = made.get(key, _UNREAD)
        if found is _UNREAD:
            if len(text) > LONGEST:
                return recogniser(*given, **options)
            if len(made) >= MOST:
                made.clear()
            found = made[key] = recogniser(*given, **options)
        return found.copy() if isinstance(found, list) else found  # type: ignore[return-value]

    return ask


__all__ = ["LONGEST", "read_once"]
