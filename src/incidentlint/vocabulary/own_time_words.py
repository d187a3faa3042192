"""Words of time of a user's own, which the readers of times and lengths know beside those of all languages."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar

from incidentlint.vocabulary.words import TimeWords

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")

_OWN: list[TimeWords] = []

_FORGET: list[Callable[[], None]] = []


def remembered(function: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """The function, which makes each of its results once, until other words of time are learnt."""
    made = lru_cache(maxsize=4096)(function)
    on_forget(made.cache_clear)
    return made  # type: ignore[return-value]


def on_forget(forget: Callable[[], None]) -> None:
    """Have something else forgotten whenever other words of time are learnt."""
    _FORGET.append(forget)


def learn(words: TimeWords) -> None:
    """Know a user's words of time from now on, in all reports, as those of every language are known."""
    if words != TimeWords() and words not in _OWN:
        _OWN.append(words)
        forget_all()


def forget_all() -> None:
    """Make anew whatever is `remembered`."""
    for forget in _FORGET:
        forget()


def own_time_words() -> tuple[TimeWords, ...]:
    """The words that were learnt."""
    return tuple(_OWN)
