"""Which part of a template's title asks for the incident's title, and which for its day.

Pure: the words come from the lexicon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from incidentlint.template import Slot
from incidentlint.vocabulary import Lexicon, key_of, phrases, words_of

_WORD = re.compile(r"[^\W_]+")

_COUNTER = re.compile(r"N{2,}", re.IGNORECASE)

_SEGMENT = re.compile(r"[^:|,;–—()-]+")

_NUMBER = re.compile(r"(?:(?<![\w.#-])|(?<=[A-Z]-)|(?<=[A-Za-z] #))(?P<number>0{2,6}|N{2,6}|#{1,6}|X{3,6})(?![\w#.-])")

_DAY_FORM = re.compile(
    r"(?:yyyy|jjjj|aaaa)[-/.]mm[-/.](?:dd|tt|jj)|(?:dd|tt|jj)[-/.]mm[-/.](?:yyyy|jjjj|aaaa)", re.IGNORECASE
)


def title_slot(slots: Sequence[Slot], lexicon: Lexicon) -> Slot | None:
    """The slot of a title that takes the incident's title: the one that says so, else the only one for a text."""
    words = lexicon.words.slots
    texts = [
        slot
        for slot in slots
        if slot.type.kind in ("text", "sentences")
        and not (asks_for_id(slot, lexicon) or _COUNTER.search(slot.text))
        and not asks_for_day(slot, lexicon)
    ]
    if len(texts) == 1:
        return texts[0]
    names = {word for name in (*lexicon.roles["title"], *lexicon.leftovers.titles) for word in name.split()[-1:]}
    named = next((slot for slot in texts if names & _words(slot.text)), None)
    return named or next((slot for slot in texts if phrases(words.titles).search(slot.text)), None)


def asks_for_id(slot: Slot, lexicon: Lexicon) -> bool:
    """Whether a slot of a title takes the id, or the number in it: ``{{incident_id}}``, ``<number>``."""
    words = lexicon.words.slots
    return phrases((*words.ids, *words.counters)).search(slot.text.replace("_", " ")) is not None


def title_words(text: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """Where a constant title says *title* in words, to the end of its part: ``ABC-001: title of the outage``."""
    match = phrases(lexicon.words.slots.title_words).search(text)
    if match is None:
        return None
    part = next((part for part in _SEGMENT.finditer(text) if part.end() > match.start()), None)
    if part is not None and match.start() and not text[part.start() : match.start()].strip():
        return match.start(), max(match.end(), part.start() + len(part.group().rstrip()))
    return match.span()


def asks_for_day(slot: Slot, lexicon: Lexicon) -> bool:
    """Whether a slot of a title takes the day: by its form, or by its last word: ``{{ incident day }}``."""
    if slot.type.kind in ("date", "date-time") or _DAY_FORM.search(slot.text):
        return True
    words = [word.casefold() for word in _WORD.findall(slot.text)]
    days = lexicon.columns["date"]
    return slot.type.kind == "text" and bool(words) and (words[-1] in days or (words[0] in days and len(words) <= 4))


def title_number(text: str) -> tuple[int, int] | None:
    """Where a constant title has the place of its report's number: ``Incident 000: ...``, ``Title (incident #)``."""
    match = _NUMBER.search(text)
    return (match.start("number"), match.end("number")) if match else None


def day_words(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the places of a constant title that say no more than *date*: ``Title of the incident: Date``."""
    for match in _SEGMENT.finditer(text):
        part = match.group()
        if key_of(part.strip()) in lexicon.columns["date"] and match.start():
            start = match.start() + len(part) - len(part.lstrip())
            yield start, start + len(part.strip())


def asked_part(text: str, lexicon: Lexicon) -> int | None:
    """Where the part of a constant title begins that asks for a title by an example; None where it does not.

    ``What it is called, e.g. "Mail outage"`` asks as a whole, ``Review: for example "Mail outage"`` after its colon.
    """
    example = phrases(lexicon.words.prompts.examples, r"(?<!\w)", r"(?!\w)").search(text)
    if example is None or not text[example.end() :].strip(" .:,"):
        return None
    colon = text.rfind(":", 0, example.start())
    return len(text) - len(text[colon + 1 :].lstrip()) if colon >= 0 else 0


_EXAMPLE = 3
"""An example of a title has so many words at least."""


def names_report(text: str, lexicon: Lexicon) -> bool:
    """Whether a constant title says what it is the title of: ``Post-mortem``. A long one that does not: an example."""
    known = lexicon.recognition
    plain = words_of(text)
    kinds = (*known.folders, *known.titles, *known.names)
    if len(plain.split()) < _EXAMPLE or known.begins.starts(plain):
        return True
    return any(f" {kind} " in f" {plain} " for kind in kinds)


def form_title(text: str, title: str) -> str:
    """The title of a form for issues with the title of one: what is in brackets before it stays."""
    tag = re.match(r"\[[^\[\]]{1,30}\]\s?", text)
    return f"{tag.group().strip()} {title}" if tag else title


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
