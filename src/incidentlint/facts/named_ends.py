"""The ends that a length names itself, in a note or in its label: ``(detected → resolved)``, ``from start to end``.

What they name is a field of the report, by its label or its milestone, or a row of its timeline that is marked so.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Generic, TypeVar

import msgspec

from incidentlint.facts.fields import Stated, read_moment
from incidentlint.facts.incident import Facts
from incidentlint.facts.model import Milestone, Row
from incidentlint.facts.placing import Placed
from incidentlint.facts.words import FactWords, tokens
from incidentlint.grammars import Point, Stamp
from incidentlint.text import GAPLESS, Span
from incidentlint.vocabulary import key_of

_PARTS = re.compile(r"\s[-–—]\s|[][,;:.!|()（）「」【】、。·•→]")
"""What stands between the parts of a row, of which one may be the name of a milestone alone."""
_IN_LABEL = re.compile(r"[(（]([^()（）]{3,40})[)）]")
_LONGEST = 300
_SHORTEST = 4
"""Letters of a name that a longer word may begin or end with."""


class End(msgspec.Struct, frozen=True):
    """An end of a length: a milestone's, or a row's moment."""

    label: str
    raw: str
    span: Span
    instant: Point
    role: str = ""
    clock: str = ""
    """Its time of day as it is written, for where the day is plain."""
    guessed: bool = False
    """Whether its day was only inferred."""
    minute: int = -1
    """The minute of its day as it is written, in whatever zone; -1 where that is not told."""


def of_milestones(milestones: Collection[Milestone], roles: Collection[str]) -> list[End]:
    """The ends that milestones of some roles are."""
    return [
        End(m.label, m.stamp.raw, m.span, m.instant, m.role, _clock(m.stamp), minute=_minute(m.stamp))
        for m in milestones
        if m.role in roles and m.instant is not None
    ]


def as_called(milestone: Milestone, words: FactWords) -> Milestone:
    """A milestone as its label calls it: what was acknowledged was declared then, but lengths tell the two apart."""
    called = words.role_of(milestone.label) if milestone.role == "declared" else ""
    return msgspec.structs.replace(milestone, role=called) if called == "acknowledged" else milestone


def of_row(row: Row, *, last: bool = False) -> End:
    """The end that a row is, or the end of its range."""
    stamp = row.entry.until if last and row.entry.until is not None else row.entry.stamp
    point = row.last if last else row.instant
    return End("the timeline", stamp.raw, row.entry.span, point, "", _clock(stamp), not row.written, _minute(stamp))


def _minute(stamp: Stamp) -> int:
    return stamp.clock // 60 if stamp.clock is not None else -1


def _clock(stamp: Stamp) -> str:
    return stamp.time.raw.split()[0] if stamp.time is not None else ""


_Labelled = TypeVar("_Labelled", Milestone, Stated)


def _plain(name: str) -> str:
    """The key of a name without its accents, which keys of data may lack: ``debut``, called ``début``."""
    key = key_of(name)
    if key.isascii() or key > GAPLESS:
        return key
    return "".join(sign for sign in unicodedata.normalize("NFKD", key) if not unicodedata.combining(sign))


def _may_be_joined(word: str) -> bool:
    return len(word) >= (_SHORTEST if word < GAPLESS else 2)


def _beginning(keys: list[str], word: str) -> list[str]:
    """The first two of some sorted keys that begin with a word."""
    first = bisect_left(keys, word)
    return [key for key in keys[first : first + 2] if key.startswith(word)]


class _Labels(Generic[_Labelled]):
    """What labels name, by them."""

    def __init__(self, labelled: Iterable[_Labelled]) -> None:
        self.by_key: dict[str, list[_Labelled]] = {}
        self.by_first: dict[str, list[_Labelled]] = {}
        self.by_note: dict[str, list[_Labelled]] = {}
        for each in labelled:
            self.by_key.setdefault(_plain(each.label), []).append(each)
            for word in tokens(each.label)[:1]:
                self.by_first.setdefault(word, []).append(each)
            for note in _IN_LABEL.findall(each.label):
                self.by_note.setdefault(_plain(note), []).append(each)

    def begun(self, name: str) -> list[_Labelled]:
        """The only one whose label begins with a name, if there is one: ``Début de l'incident``, called ``début``.

        Languages that join words may have it at either end of one: ``Störungsbeginn``, ``発生日時``.
        """
        said = tokens(name)
        found = (
            [each for each in self.by_first.get(said[0], ()) if tokens(each.label)[: len(said)] == said] if said else []
        )
        if not found and len(said) == 1 and _may_be_joined(said[0]):
            found = self._joined(said[0])
        return found if len(found) == 1 else []

    def _joined(self, word: str) -> list[_Labelled]:
        keys = {*_beginning(self._keys, word), *(key[::-1] for key in _beginning(self._turned, word[::-1]))}
        return self.by_key[keys.pop()] if len(keys) == 1 else []

    @cached_property
    def _keys(self) -> list[str]:
        return sorted(self.by_key)

    @cached_property
    def _turned(self) -> list[str]:
        return sorted(key[::-1] for key in self.by_key)


_LONGEST_ARTICLE = 4


class Names:
    """What the ends of lengths are called in a report, each name looked up once."""

    def __init__(self, facts: Facts, wrong: Collection[Span]) -> None:
        """Take the facts of the report, and the places of moments that are in doubt."""
        self.facts, self.wrong = facts, wrong
        self._known: dict[str, list[End]] = {}

    def called(self, name: str) -> list[End]:
        """The moments that a name may mean; none where one of them is in doubt."""
        if name not in self._known:
            word, _, rest = name.partition(" ")
            also = rest and len(word) <= _LONGEST_ARTICLE  # `du début`, `la détection`
            self._known[name] = self._called(name) or (self._called(rest) if also else [])
        return self._known[name]

    def _called(self, name: str) -> list[End]:
        if not any(map(str.isalnum, name)):
            return self._signed(name)
        key, words = key_of(name), self.facts.words
        role = words.role_of(name) or words.called.get(key, "")
        found: list[End] = []
        for milestone in self._milestones_of(name, role):
            if milestone.instant is None or milestone.instant.whole_day or milestone.span in self.wrong:
                return []
            found += of_milestones([milestone], [milestone.role])
        found = found or list(self._of_fields(name))
        for number in sorted({*self._marked.get(key, ()), *(self._marked_as.get(role, ()) if role else ())}):
            placed, row = self._rows[number]
            if placed.halves or row.entry.span in self._doubtful:
                return []
            found.append(of_row(row))
        return found

    def _signed(self, sign: str) -> list[End]:
        """The only row that begins with a sign, if there is one: ``14:03 🔥 the pumps stop``."""
        sign = sign.strip(_SELECTORS)
        found = [each for each in self._rows if _begins_with(each[1], sign)] if sign else []
        sure = len(found) == 1 and not found[0][0].halves and found[0][1].entry.span not in self._doubtful
        return [of_row(found[0][1])] if sure else []

    def _milestones_of(self, name: str, role: str) -> list[Milestone]:
        """The milestones of a name's label or role, else the one whose label begins with it.

        A field of that very label is meant before another of the role: ``fin`` is no ``rétablissement`` there.
        """
        key = _plain(name)
        if exact := self._milestones.by_key.get(key):
            return exact
        if key in self._stated.by_key:
            return []
        found = [m for m in self.facts.milestones if role and m.role == role] or self._milestones.begun(name)
        return found or self._milestones.by_note.get(key, []) or self._begun_by(name)

    def _begun_by(self, name: str) -> list[Milestone]:
        """The only start whose label ends with a name: what a formula calls ``impact`` is the ``Start of impact``."""
        last = tokens(name)
        starts = [m for m in self.facts.milestones if m.role == "started" and tokens(m.label)[-1:] == last]
        return starts if len(starts) == 1 else []

    def _of_fields(self, name: str) -> Iterator[End]:
        """The fields of a label that state a moment, though it is that of no milestone that is known."""
        labels, key = self._stated, _plain(name)
        for stated in labels.by_key.get(key) or labels.begun(name) or labels.by_note.get(key) or ():
            if (end := end_of(self.facts, stated)) is not None and end.span not in self.wrong:
                yield end

    @cached_property
    def _milestones(self) -> _Labels[Milestone]:
        return _Labels(self.facts.milestones)

    @cached_property
    def _stated(self) -> _Labels[Stated]:
        return _Labels(self.facts.stated)

    @cached_property
    def _doubtful(self) -> set[Span]:
        return {row.entry.span for misplaced in self.facts.disorder for row in (misplaced.row, misplaced.other)}

    @cached_property
    def _rows(self) -> list[tuple[Placed, Row]]:
        return [(placed, row) for placed in self.facts.story for row in placed.rows if not row.instant.whole_day]

    @cached_property
    def _marked(self) -> dict[str, set[int]]:
        """The rows of which a part, between marks of punctuation or in bold, is a name and nothing else, by its key."""
        found: dict[str, set[int]] = {}
        for number, (_, row) in enumerate(self._rows):
            for part in row_parts(row):
                found.setdefault(key_of(part), set()).add(number)
        return found

    @cached_property
    def _marked_as(self) -> dict[str, set[int]]:
        """The rows that tell a milestone, or of which a part is a name of it, by its role."""
        found: dict[str, set[int]] = {}
        for number, (_, row) in enumerate(self._rows):
            for role in (*row.tells, *row.hints, *map(self.facts.words.marked_role, row_parts(row))):
                found.setdefault(role, set()).add(number)
        return found


def _begins_with(row: Row, sign: str) -> bool:
    return row.entry.event is not None and row.entry.event.text.lstrip(" *_`:：[").startswith(sign)


_SELECTORS = "\ufe0e\ufe0f "
"""What tells how an emoji is shown."""


def end_of(facts: Facts, stated: Stated) -> End | None:
    """The moment that a label of any name states, with its time of day; None where it states none."""
    read = read_moment(stated, facts.zones, month_first=facts.month_first)
    if read is None or read[0].until is not None or read[0].stamp.time is None:
        return None
    stamp = read[0].stamp
    point = facts.instant_of(stamp)
    if point is None:
        return None
    place = stated.value.source(stamp.start, stamp.end)
    return End(stated.label, stamp.raw, place, point, "", _clock(stamp), guessed=stamp.date is None)


def row_parts(row: Row) -> list[str]:
    """The parts of a row between its marks of punctuation, and those in bold."""
    event = row.entry.event
    if event is None:
        return []
    text = event.text[:_LONGEST]
    parts = [*_PARTS.split(text), *(text[mark.start : mark.end] for mark in event.marks if mark.kind in _BOLD)]
    return [part for part in parts if part.strip()]


_BOLD = ("strong", "emphasis", "code")


__all__ = ["End", "Names", "end_of", "of_milestones", "of_row", "row_parts"]
