"""Values: what is in a field, a cell or an item, read once into a state.

States, the first that fits: absent, empty, slot (the template's own text was left), unresolved (a choice not made),
todo, waived (with a reason), invalid, unread (a notation of a time or length that nobody here knows), ok. Only `ok`
values are compared with anything.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from incidentlint.grammars import Duration, Stamp
from incidentlint.markdown import Prose, prose_slice
from incidentlint.template import Slot
from incidentlint.text import Span

State = Literal["absent", "empty", "slot", "unresolved", "todo", "waived", "invalid", "unread", "ok"]


class Left(msgspec.Struct, frozen=True):
    """A slot of the template that was left: where, and which."""

    span: Span
    slot: Slot | None


class Value(msgspec.Struct, frozen=True):
    """A value of the report.

    `prose` is its text, `span` its place. `answer` is the chosen option as the template spells it, ``""`` when no
    option leads the text unmistakably; `explanation` what comes after it. `stamp` and `duration` are what typed
    values say. `left` are the slots that are in it. `problem` says what is wrong with an invalid, unread or
    unresolved one, `wanted` what would be right. `box` is where a ballot's mark is.
    """

    state: State
    prose: Prose
    span: Span
    answer: str = ""
    explanation: Prose | None = None
    stamp: Stamp | None = None
    duration: Duration | None = None
    left: tuple[Left, ...] = ()
    problem: str = ""
    wanted: str = ""
    box: Span | None = None

    @property
    def text(self) -> str:
        """The text without white space around it."""
        return self.prose.text.strip()

    @property
    def ok(self) -> bool:
        """Whether it can be compared with other values."""
        return self.state == "ok"


def behind(prose: Prose, end: int) -> Prose | None:
    """What comes after an answer: its explanation, without the separator before it."""
    rest = prose.text[end:]
    match = re.match(r"[\s*_`]*+(?:[(\[:.,;—–-]++\s*+)?", rest)
    start = end + (match.end() if match else 0)
    return prose_slice(prose, start, len(prose.text)) if prose.text[start:].strip(" )].") else None
