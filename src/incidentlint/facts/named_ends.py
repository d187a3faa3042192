"""The ends that a length names itself, in a note or in its label: ``(detected → resolved)``, ``from start to end``.

What they name is a field of the report, by its label or its milestone, or a row of its timeline that is marked so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

import msgspec

from incidentlint.facts.fields import Stated, read_moment
from incidentlint.facts.incident import Facts
from incidentlint.facts.model import Milestone, Row
from incidentlint.facts.words import tokens
from incidentlint.grammars import Point, Stamp
from incidentlint.text import Span
from incidentlint.vocabulary import key_of

_PARTS = re.compile(r"\s[-–—]\s|[][,;:.!|()（）「」【】、。·•→]")
"""What stands between the parts of a row, of which one may be the name of a milestone alone."""
_LONGEST = 300


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


def of_milestones(milestones: Collection[Milestone], roles: Collection[str]) -> list[End]:
    """The ends that milestones of some roles are."""
    return [
        End(m.label, m.stamp.raw, m.span, m.instant, m.role, _clock(m.stamp))
        for m in milestones
        if m.role in roles and m.instant is not None
    ]


def of_row(row: Row, *, last: bool = False) -> End:
    """The end that a row is, or the end of its range."""
    stamp = row.entry.until if last and row.entry.until is not None else row.entry.stamp
    point = row.last if last else row.instant
    return End("the timeline", stamp.raw, row.entry.span, point, "", _clock(stamp), guessed=not row.written)


def _clock(stamp: Stamp) -> str:
    return stamp.time.raw.split()[0] if stamp.time is not None else ""


def called(facts: Facts, name: str, wrong: Collection[Span]) -> list[End]:
    """The moments that a name may mean; none where one of them is in doubt: `wrong` are places of such."""
    key, role = key_of(name), facts.words.role_of(name)
    found: list[End] = []
    for milestone in _meant(facts.milestones, name, key, role):
        if milestone.instant is None or milestone.instant.whole_day or milestone.span in wrong:
            return []
        found += of_milestones([milestone], [milestone.role])
    found = found or list(_of_fields(facts, name, key, wrong))
    doubtful = {row.entry.span for misplaced in facts.disorder for row in (misplaced.row, misplaced.other)}
    for placed in facts.story:
        for row in placed.rows:
            if not row.instant.whole_day and (role in row.tells | row.hints or _is_marked(facts, row, key, role)):
                if placed.halves or row.entry.span in doubtful:
                    return []
                found.append(of_row(row))
    return found


_Labelled = TypeVar("_Labelled", Milestone, Stated)


def _begun(labelled: Sequence[_Labelled], name: str) -> list[_Labelled]:
    """The only one whose label begins with a name, if there is one: ``Début de l'incident``, called ``début``."""
    said = tokens(name)
    found = [each for each in labelled if said and tokens(each.label)[: len(said)] == said]
    return found if len(found) == 1 else []


def _meant(milestones: Sequence[Milestone], name: str, key: str, role: str) -> list[Milestone]:
    """The milestones of a name's role or label, else the one whose label begins with it."""
    return [m for m in milestones if m.role == role or key_of(m.label) == key] or _begun(milestones, name)


def _of_fields(facts: Facts, name: str, key: str, wrong: Collection[Span]) -> Iterator[End]:
    """The fields of a label that state a moment, though it is that of no milestone that is known."""
    exact = [stated for stated in facts.stated if key_of(stated.label) == key]
    for stated in exact or _begun(facts.stated, name):
        if (end := _end_of(facts, stated)) is not None and end.span not in wrong:
            yield end


def _end_of(facts: Facts, stated: Stated) -> End | None:
    read = read_moment(stated, facts.zones, month_first=facts.month_first)
    if read is None or read[0].until is not None or read[0].stamp.time is None:
        return None
    stamp = read[0].stamp
    point = facts.instant_of(stamp)
    if point is None:
        return None
    return End(stated.label, stamp.raw, stated.value.source(stamp.start, stamp.end), point, "", _clock(stamp))


def _is_marked(facts: Facts, row: Row, key: str, role: str) -> bool:
    """Whether a part of a row, between its marks of punctuation or in bold, is a name and nothing else."""
    event = row.entry.event
    if event is None:
        return False
    text = event.text[:_LONGEST]
    parts = [*_PARTS.split(text), *(text[mark.start : mark.end] for mark in event.marks if mark.kind in _BOLD)]
    return any(key_of(part) == key or (role and facts.words.role_of(part) == role) for part in parts if part.strip())


_BOLD = ("strong", "emphasis", "code")


__all__ = ["End", "called", "of_milestones", "of_row"]
