"""Values: what stands in a field, a cell or an item, read once into a state.

States, the first that fits: absent, empty, slot (the template's own text was left), unresolved (a choice not made),
todo, waived (with a reason), invalid, ok. Only `ok` values are compared with anything.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from incidentlint.grammars import Duration, Stamp
from incidentlint.markdown import Prose, prose_slice
from incidentlint.template import Slot
from incidentlint.text import Span
from incidentlint.vocabulary import Lexicon

State = Literal["absent", "empty", "slot", "unresolved", "todo", "waived", "invalid", "ok"]


_NOTHING = re.compile(r"-*|[—–]*|\?*|…*|\.{3}|_*")

_WAIVER = re.compile(
    r"[(\[]?\s*(?:not applicable|n/a)\s*(?:[:.,;(—–-]+|because|since|as)\s*(?P<reason>\S.*)",
    re.IGNORECASE | re.DOTALL,
)

NOT_APPLICABLE = re.compile(r"\s*(?:not applicable|n/a|n\.a\.)\s*[.:]?\s*$", re.IGNORECASE)

SEPARATOR = re.compile(r"\s*[(\[:.,;]|\s+[—–-]|\s*[—–]|\s*$|\s*\n")

OUTER = re.compile(r"^[\s*_`~\"'“”]+|[\s*_`~\"'“”]+$")


class Left(msgspec.Struct, frozen=True):
    """A slot of the template that was left: where, and which."""

    span: Span
    slot: Slot | None


class Value(msgspec.Struct, frozen=True):
    """A value of the report.

    `prose` is its text, `span` its place. `answer` is the chosen option as the template spells it, ``""`` when no
    option leads the text unmistakably; `explanation` what stands behind it. `stamp` and `duration` are what typed
    values say. `left` are the slots that stand in it. `problem` says what is wrong with an invalid or unresolved one,
    `wanted` what would be right. `box` is where a ballot's mark stands.
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


def is_todo(text: str, lexicon: Lexicon) -> bool:
    """Whether a whole value is a marker such as ``TBD`` or ``TODO: ask Ana``; acronyms only when something follows."""
    plain = OUTER.sub("", text).casefold().rstrip(".!:…")
    if plain in lexicon.todo:
        return True
    match = re.match(r"[(\[]?(TBD|TBC|TBA|TODO|FIXME)\b\s*(?:[:;,.)\]—–-]|\(|$)", OUTER.sub("", text))
    return bool(match)


def is_nothing(text: str) -> bool:
    """Whether a text says nothing: empty, or a lone dash or question mark."""
    return _NOTHING.fullmatch(OUTER.sub("", text)) is not None


def waiver(text: str) -> str | None:
    """The reason of a waiver (``Not applicable: <reason>``, ``N/A - <reason>``); None when the text is none."""
    match = _WAIVER.match(text.lstrip())
    if match and re.search(r"\w", match["reason"]):
        return " ".join(match["reason"].split())
    return None


def is_bare_waiver(text: str) -> bool:
    """Whether a text is ``N/A`` with no reason."""
    return NOT_APPLICABLE.match(OUTER.sub("", text)) is not None


def is_none(text: str, lexicon: Lexicon) -> bool:
    """Whether a text says None in any of its words, or a zero amount: ``None``, ``No``, ``Nil``, ``0``, ``$0.00``."""
    plain = OUTER.sub("", text).casefold().rstrip(".")
    if plain in lexicon.none:
        return True
    return bool(re.fullmatch(r"(?:[a-z]{0,3}[$€£]|[a-z]{2,3})?\s*0+(?:[.,]0+)?\s*(?:[$€£%]|[a-z]{2,3}\.?)?", plain))


def leading_none(text: str, lexicon: Lexicon) -> bool | None:
    """Whether a text begins with None in any of its words: True, False, or None where it runs on (``None of the``)."""
    if is_none(text, lexicon):
        return True
    plain = OUTER.sub("", text).casefold()
    for word in sorted(lexicon.none, key=len, reverse=True):
        if plain.startswith(word) and not plain[len(word) : len(word) + 1].isalnum():
            rest = plain[len(word) :]
            if SEPARATOR.match(rest):
                return not (word == "0" and rest[:1] in ".,:" and rest[1:2].isdigit())
            return None
    money = re.match(r"(?:[a-z]{0,3}[$€£]\s*|[a-z]{3} )0+(?:\.0+)?(?![\d.,])", plain)
    if money:
        return True if SEPARATOR.match(plain[money.end() :]) else None
    return False


def unstruck(prose: Prose) -> str:
    """The text with what is crossed out blanked, so that the rest keeps its place; as it is if nothing is left then."""
    text = prose.text
    for mark in prose.marks:
        if mark.kind == "strike":
            text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    return text if text.strip() else prose.text


def behind(prose: Prose, end: int) -> Prose | None:
    """What stands behind an answer: its explanation, without the separator before it."""
    rest = prose.text[end:]
    match = re.match(r"[\s*_`]*[(\[:.,;—–-]*\s*", rest)
    start = end + (match.end() if match else 0)
    return prose_slice(prose, start, len(prose.text)) if prose.text[start:].strip(" )].") else None
