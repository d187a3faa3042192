"""What the words behind an item of a check list say became of its check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from incidentlint.markdown import Prose, unstruck
from incidentlint.vocabulary import Lexicon, all_check_words, is_none, is_todo, phrases

_DECORATION = re.compile(r"^[\s(\[:;,.*_~—–✅☑✔❌>→=|-]+")

_PARTS = re.compile(r"(\n|[;()\[\]—–|：。（）、]|:\s|\.\s|\s-{1,3}\s|->|→)")
"""What a text after an item falls into parts by."""

_ADDED = re.compile(r"(?:[@#^]\S{1,80}|\d[\d.:/TZ-]{2,30}|[^\w\s?])[\s,]*")
"""What editors and people put before such a part: a person, a tag, a mark, a date."""

_ENDS = re.compile(r"[ )\].!*_~✅☑✔❌✗✘]*$|[.,;:!)—–(、。]| [-—–(]")

_COUNTS_NOTHING = re.compile(r"(?<![\d.,])0(?![\d.,])")

_NO_COUNT = re.compile(r"\W*\d|.*\b0\b")


def said_of(text: str, lexicon: Lexicon) -> Literal["ticked", "refused"] | None:
    """Whether the words after an item that has no box, or an open one, say that it was made, or that it was not."""
    plain = _plain(text)
    if not plain:
        return None
    if _is_still_to_do(text, plain, lexicon):
        return "refused"
    words = lexicon.checks
    if _begins(plain, (*words.not_made, *words.no, *words.open), words.runs_on):
        return "refused"
    if _begins(plain, words.made, words.runs_on):
        return "refused" if _is_answered_no(plain) else "ticked"
    return None


def takes_back(label: str, rest: Prose, lexicon: Lexicon) -> bool:
    """Whether the words after an item that is ticked say, in any language, that it was not made.

    A bare No says so only of a deed (``Stock compared: No``; see `_is_deed`).
    """
    text = unstruck(rest)
    plain = _plain(text)
    if not plain:
        return False
    if plain in lexicon.unknown or not plain.strip("?⏳⌛🚧") or _is_still_to_do(text, plain, lexicon):
        return True
    words = all_check_words()
    parts = list(_parts(text))
    for number, (part, after) in enumerate(parts):
        if _waits_for_nothing(part):
            continue
        found = _begins(part, words.not_made, words.runs_on)
        if found and found not in label.casefold() and not _counts_none(part[len(found) :], after, lexicon):
            return not any(_is_made(later, lexicon) for later, _ in parts[number:])
        counted = _counts_none("", after, lexicon) or (number > 0 and parts[number - 1][1].startswith(":"))
        if _is_left(part, after) or (not counted and _is_open(label, part)) or _is_waiting(part, text):
            return not any(_is_made(later, lexicon) for later, _ in parts[number + 1 :])
    return _is_deed(label, lexicon) and (_is_bare_no(plain, lexicon) or _is_answered_no(plain))


def points_elsewhere(rest: Prose, lexicon: Lexicon) -> bool:
    """Whether the words after an item only say where it may be told, and give no number or link: ``see the ticket``."""
    if any(mark.kind in ("link", "autolink") for mark in rest.marks):
        return False
    return phrases(lexicon.checks.elsewhere).fullmatch(_plain(rest.text).rstrip(" .!)_*]")) is not None


def _is_deed(label: str, lexicon: Lexicon) -> bool:
    """Whether an item names what somebody had to do, and is not `is_doubtful`."""
    return not is_doubtful(label, lexicon) and phrases(lexicon.checks.deeds).search(label) is not None


def is_doubtful(label: str, lexicon: Lexicon) -> bool:
    """Whether an item is a question, depends on a case, or names an outcome of which No is the good answer."""
    words = lexicon.checks
    bare = re.sub(r"\([^()]*\)", " ", label).strip()
    doubts = (*words.doubts, *words.conditions)
    ends = phrases(words.outcomes, after=r"[\W_]*\Z")
    return "?" in bare or phrases(doubts).search(bare) is not None or ends.search(bare) is not None


def _plain(text: str) -> str:
    return " ".join(_DECORATION.sub("", text).casefold().split())


def _is_still_to_do(text: str, plain: str, lexicon: Lexicon) -> bool:
    return is_todo(plain.rstrip(" )].!"), lexicon) or is_todo(text.strip(" -—–:("), lexicon)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a text in lower case, without what is put before them, each with what comes right after it."""
    pieces = _PARTS.split(text)
    for at in range(0, len(pieces), 2):
        part = " ".join(pieces[at].casefold().split())
        while part and (added := _ADDED.match(part)):
            part = part[added.end() :]
        if part:
            yield part, "".join(pieces[at + 1 : at + 3]).casefold()


def _begins(plain: str, words: tuple[str, ...], runs_on: tuple[str, ...]) -> str:
    """The one of some phrases that a text begins with, where it ends there or goes on as an explanation; else empty."""
    match = phrases(words).match(plain)
    if match is None:
        return ""
    tail = plain[match.end() :]
    return match.group() if _ENDS.match(tail) or phrases(runs_on).match(tail.lstrip()) else ""


def _counts_none(tail: str, after: str, lexicon: Lexicon) -> bool:
    """Whether what looks like a refusal is the name of a count: ``failed: 0``, ``pending: none``."""
    if _NO_COUNT.match(tail) is not None:
        return True
    value = after[1:].strip() if after[:1] == ":" else ""
    return bool(value) and (value[0].isdigit() or is_none(value, lexicon))


def _is_left(part: str, after: str) -> bool:
    """Whether a part says that something of a check is left to do, or that only some of it was made."""
    words = all_check_words()
    only = phrases(words.only, after=f"(?={_ENDS.pattern})").match(part)
    if only is not None and not _COUNTS_NOTHING.search(only.group()):
        return True
    said = part.rpartition(", ")[2]
    left = phrases(words.left, after=r"[\W_]*\Z").search(said)
    if left is None or _COUNTS_NOTHING.search(left.group()) or _COUNTS_NOTHING.match(after.strip(": ")):
        return False
    return phrases((*words.doubts, *words.deeds, *words.made)).search(said[: left.start()]) is None


def _is_open(label: str, part: str) -> bool:
    """Whether a part says only that a check is open, of an item that names nothing that may be."""
    words = all_check_words()
    found = phrases(words.still).match(part)
    if found is None or _ENDS.match(part[found.end() :]) is None:
        return False
    return "?" not in label and phrases((*words.still, *words.can_be_open)).search(label) is None


def _is_waiting(part: str, text: str) -> bool:
    """Whether a part says whom or what a check waits for; `text` is the whole as it is written."""
    words = all_check_words()
    found = phrases(words.waits).match(part)
    if found is not None:
        return len(part[found.end() :].split()) <= _FEW
    found = phrases(words.pends).match(part)
    if found is None:
        return False
    at = text.casefold().find(part)
    whom = text[at + found.end() :].lstrip() if at >= 0 else ""
    return whom[:1] == "@" or whom[:1].isupper()


def _waits_for_nothing(part: str) -> bool:
    words = all_check_words()
    found = phrases(words.waits).match(part)
    return found is not None and phrases(words.nothing).match(part[found.end() :].lstrip()) is not None


_FEW = 5
"""So many words may name whom or what a check waits for."""


def _is_made(part: str, lexicon: Lexicon) -> bool:
    """Whether a part tells that it was made after all: ``failed at first, then passed``."""
    words = lexicon.checks
    left = phrases(words.not_made).sub(" ", part)
    return phrases(words.made).search(left) is not None


def _is_bare_no(plain: str, lexicon: Lexicon) -> bool:
    """Whether a text is No, alone or with what says that it was not made: ``no, not yet``, ``no, because ...``."""
    words = all_check_words()
    match = phrases(words.no).match(plain)
    if match is None:
        return False
    tail = plain[match.end() :].strip(" .,;!)]*_~—–-")
    because = (*lexicon.words.answers.because, *words.not_made)
    return not tail or phrases(because).match(tail) is not None


def _is_answered_no(plain: str) -> bool:
    """Whether a text asks whether it was made, and says No: ``done: no``."""
    words = all_check_words()
    asked = phrases(words.made, after=r"\s?[:?=]\s?").match(plain)
    return asked is not None and phrases(words.no).fullmatch(plain[asked.end() :].rstrip(" .!)")) is not None


__all__ = ["is_doubtful", "points_elsewhere", "said_of", "takes_back"]
