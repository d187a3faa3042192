"""A text spelt anew so that the readers of this room know its notations, and the way back to the text as it is.

Programs and people write moments and lengths in many ways (`20260512T0805Z`, `Tue May 12 08:05:00 UTC 2026`,
`29 mai 2026`, `1時間45分`). A notation is one rule here: a pattern, and how what it finds is spelt in the notation that
the readers know. All places that a reader finds are then those of the text as it was written.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from incidentlint.tuples import NamedTuple
from incidentlint.vocabulary import remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_Found = TypeVar("_Found")


class Respelt(NamedTuple):
    """What a rule writes instead of `start`..`end`."""

    start: int
    end: int
    text: str


def respelt(match: re.Match[str], text: str) -> Respelt:
    """What a rule writes instead of all that its pattern found."""
    return Respelt(match.start(), match.end(), text)


def compiled(make: Callable[[], str], flags: int = re.ASCII | re.IGNORECASE) -> Callable[[], re.Pattern[str]]:
    """A pattern that is made when it is first asked for."""

    @remembered
    def pattern() -> re.Pattern[str]:
        return re.compile(make(), flags)

    return pattern


class Rule(NamedTuple):
    """A notation. It is only looked for in texts that hold one of `needs`."""

    needs: tuple[str, ...] | Callable[[], tuple[str, ...]]
    pattern: Callable[[], re.Pattern[str]]
    """The compiled pattern, made when it is first asked for."""
    spell: Callable[[re.Match[str]], Respelt | None]
    """How a match is spelt; None where it is something else."""
    look: re.Pattern[str] | None = None
    """What is in all that the pattern finds, and is found sooner than that."""


class _Edit(NamedTuple):
    """What was written at `new_start`..`new_end` instead of `start`..`end`."""

    new_start: int
    new_end: int
    start: int
    end: int


class Spelling:
    """A text as it is read, with the places of the text that it was made from."""

    __slots__ = ("_steps", "text")

    def __init__(self, text: str) -> None:
        """Start with a text as it is."""
        self.text = text
        self._steps: list[list[_Edit]] = []

    @property
    def changed(self) -> bool:
        """Whether anything is spelt anew."""
        return bool(self._steps)

    def apply(self, rules: Iterable[Rule]) -> None:
        """Spell anew what the rules find, one rule after the other."""
        for needs, pattern, spell, look in rules:
            for need in needs if isinstance(needs, tuple) else needs():
                if need in self.text:
                    if look is None or look.search(self.text) is not None:
                        self._apply(pattern(), spell)
                    break

    def _apply(self, pattern: re.Pattern[str], spell: Callable[[re.Match[str]], Respelt | None]) -> None:
        if pattern.pattern.startswith(r"\A"):  # it is not looked for any further
            first = pattern.match(self.text)
            matches = [] if first is None else [first]
        else:
            matches = list(pattern.finditer(self.text))
        if not matches:
            return
        edits: list[_Edit] = []
        parts: list[str] = []
        length = done = 0
        for match in matches:
            made = spell(match)
            if made is None or made.start < done or made.end <= made.start:
                continue
            parts += (self.text[done : made.start], made.text)
            length += made.start - done
            edits.append(_Edit(length, length + len(made.text), made.start, made.end))
            length += len(made.text)
            done = made.end
        if edits:
            self.text = "".join((*parts, self.text[done:]))
            self._steps.append(edits)

    def start(self, pos: int) -> int:
        """Where what starts at `pos` starts in the text as it was."""
        for edits in reversed(self._steps):
            pos = _back(edits, pos, inner_end=False)
        return pos

    def end(self, pos: int) -> int:
        """Where what ends at `pos` ends in the text as it was."""
        for edits in reversed(self._steps):
            pos = _back(edits, pos, inner_end=True)
        return pos

    def placed(self, value: Any, source: str) -> Any:
        """A value that a reader found in the text (any struct with `start`, `end` and `raw`), as it is in `source`."""
        changes: dict[str, Any] = {}
        for name in value.__struct_fields__:
            part = getattr(value, name)
            if isinstance(part, msgspec.Struct) and hasattr(part, "raw"):
                changes[name] = self.placed(part, source)
        start, end = self.start(value.start), self.end(value.end)
        return msgspec.structs.replace(value, start=start, end=end, raw=source[start:end], **changes)


class SpeltText:
    """A text that a reader looks into: folded, and spelt anew where it has notations that the reader does not know."""

    __slots__ = ("first", "last", "source", "spelling", "text", "written")

    def __init__(self, written: str, folded: str, spelling: Spelling | None) -> None:
        """Take a text as it was `written` and `folded`, and its spelling where that is another."""
        self.written = written
        self.spelling = spelling
        self.source = written if spelling is None else spelling.text
        self.text = folded if spelling is None else spelling.text
        self.first = len(self.text) - len(self.text.lstrip())
        self.last = len(self.text.rstrip())

    def placed(self, value: _Found | None) -> _Found | None:
        """A value that was read, at its places in the text as it was written; None where it is a part of another."""
        if value is None or self.spelling is None:
            return value
        placed: Any = self.spelling.placed(value, self.written)
        return None if is_cut(self.written, placed.end) else placed


def is_cut(text: str, end: int) -> bool:
    """Whether what ends at `end` ends inside of a word or number: a value is read whole, or not at all."""
    before, behind = text[end - 1 : end], text[end : end + 1]
    return before.isascii() and before.isalnum() and behind.isascii() and (behind.isalnum() or behind == "_")


def _back(edits: list[_Edit], pos: int, *, inner_end: bool) -> int:
    """The place before one step of what is at `pos` after it; inside of what was spelt anew it is one of its ends."""
    index = bisect_left(edits, pos, key=lambda edit: edit.new_start) - 1
    if index < 0:
        return pos
    edit = edits[index]
    if pos >= edit.new_end:
        return pos - edit.new_end + edit.end
    return edit.end if inner_end else edit.start
