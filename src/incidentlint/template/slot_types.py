"""Types of slots: what a place in a template takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

SlotKind = Literal["text", "sentences", "choice", "date", "date-time", "time", "duration", "pattern", "link", "blank"]

CIRCLE = "[〇○◯]"
"""What stands for a sign to be filled in where a script is written with wide signs: ``○○``, ``○分``."""

NUMBER = rf"(?:X+|Y|N+|#+|\?+|_+|…|\.{{3}}|{CIRCLE}{{1,2}})"
BLANK = r"_{3,}(?:[/.:-]_{2,}){0,5}|__(?:[/.:-]_{2,}){1,5}|__(?= ?%)|(?<!\.)\.{5,}"

SIGNED = (
    r"%%(?=\S)[^%\n]{1,80}%%|@@(?=\S)[^@\n]{1,80}@@|\$\$(?=\S)[^$\n]{1,80}\$\$|##(?=[^\s#])[^#\n]{1,80}##(?!#)"
    r"|%(?=[A-Z])[A-Z0-9_ -]{1,40}%|@(?=[A-Z])[A-Z0-9_]{1,40}@|\$(?=[A-Z])[A-Z0-9_ ]{1,40}\$"
    r"|(?<![\w$])\$[A-Z][A-Z0-9_]{0,39}(?![\w$])"
    r"|\(\((?=\w)[^()\n]{1,80}\)\)|[‹⟨⟪⟦](?=\S)[^‹›⟨⟩⟪⟫⟦⟧\n]{1,80}[›⟩⟫⟧]"
)
"""A slot between signs that are no brackets: ``%%NAME%%``, ``@@NAME@@``, ``%NAME%``, ``((name))``, ``$NAME``."""

SIGNS = "%@$#()‹›⟨⟩⟪⟫⟦⟧ "
"""Those signs."""


_SIGNED = re.compile(SIGNED)


def is_signed(text: str) -> bool:
    """Whether a slot's text is one between signs that are no brackets."""
    return _SIGNED.fullmatch(text) is not None


class SlotType(msgspec.Struct, frozen=True):
    """What a slot takes.

    `options` are those of a choice; it is `closed` when nothing else is right. `explain` are the options that need an
    explanation. `min` and `max` count sentences. `zone`, `year` and `minutes` say what a date or date-time slot spells
    out, `zone_name` the abbreviation it writes itself, `first` which of day and month it has first. `pattern` is the
    slot's text where its form is the type. A `lenient` type is that of a role: the value is read as one if it is one,
    and any other text is right as well. `also` are options that the template writes with a second name, each with it.
    Of boxes, `several` may be ticked. Where `none` is set N/A, None or a dash alone is an answer.
    """

    kind: SlotKind = "text"
    options: tuple[str, ...] = ()
    closed: bool = False
    explain: tuple[str, ...] = ()
    min: int = 0
    max: int = 0
    zone: bool = False
    zone_name: str = ""
    first: Literal["", "day", "month"] = ""
    year: bool = True
    minutes: bool = True
    pattern: str = ""
    lenient: bool = False
    also: tuple[tuple[str, str], ...] = ()
    several: bool = False
    none: bool = False

    def __str__(self) -> str:
        """As a person would name it: ``choice P0 | P1``, ``date-time with zone``, ``1 sentence``."""
        if self.kind == "choice":
            need = f", {' / '.join(self.explain)} explained" if self.explain else ""
            return f"choice of {' | '.join(self.options)}{'' if self.closed else ' or text'}{need}"
        if self.kind == "sentences":
            count = f"{self.min}" if self.min == self.max else f"{self.min} to {self.max}"
            return f"{count} sentence{'' if self.max == 1 else 's'}"
        if self.kind == "pattern":
            return f"pattern {self.pattern}"
        if self.lenient:
            return f"{self.kind} or text"
        extra = [" with time zone"] if self.zone else []
        if self.kind in ("date", "date-time") and not self.year:
            extra.append(" without year")
        return self.kind + "".join(extra)


class Slot(msgspec.Struct, frozen=True):
    """A slot found in a text: `text[start:end]`, what it takes, whether it may be left out.

    `example` marks a slot whose text is an example (``[Example: ...]``, ``[e.g., ...]``). `whole` ones are prompts
    without any brackets (``one or two sentences``, ``@handle``): unfilled where they are all that a value says.
    `exact` ones are short (``N``, ``XX%``): unfilled where they stand as words of their own, in the same letters.
    """

    text: str
    start: int
    end: int
    type: SlotType
    optional: bool = False
    example: bool = False
    whole: bool = False
    exact: bool = False


_NO_SLOT = re.compile(
    r"\[(?:\s*|[.:@]{1,3}|[xX]|(?:P|S|SEV-?)\d|\d+|\.{3}|…|sic|_{0,2}(?:TOC|toc)_{0,2}|\^.*|!.*)\]", re.DOTALL
)


def is_no_slot(bracket: str) -> bool:
    """Whether a text in brackets is nothing to be filled in, in a template or a report: a task box, a footnote, a
    level, a number, an omission, the sign for a table of contents.
    """
    return _NO_SLOT.fullmatch(bracket) is not None


def distinct(slots: Sequence[Slot]) -> Sequence[Slot]:
    """The slots, each form of them once."""
    if len(slots) < 2:  # as most places have it
        return slots
    return list({(slot.text, slot.type.kind, slot.whole, slot.exact): slot for slot in slots}.values())
