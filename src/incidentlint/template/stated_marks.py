"""Marks of labels that a template explains: ``Items marked with (R) are required before the status is accepted``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from incidentlint.text import narrow
from incidentlint.vocabulary import Lexicon, phrases

PARENTHESES = re.compile(r"[(（]([^()（）]+)[)）]")
"""A note in a label, and what it says."""

_MARK = re.compile(r"[(（]([\w*†‡!+]{1,3})[)）]")

_SENTENCE = re.compile(r"(?<=[.!?;]) |(?<=[。！？；])")


def sentences(texts: Iterable[str]) -> Iterator[str]:
    """The sentences of some texts, on one line each and without wide signs; a paragraph ends one."""
    for text in texts:
        for paragraph in text.split("\n\n"):
            yield from filter(None, _SENTENCE.split(narrow(" ".join(paragraph.split()))))


def marks_told(texts: Iterable[str], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """The marks that some texts explain, each with the sentence that does: ``Optional sections (V) may go``."""
    words = lexicon.words.gates
    said, named = (
        phrases(words.marked),
        phrases((*words.optional, *words.demands), after=r"(?: [^\W_]++){0,2}+[\s*_]*+\Z"),
    )
    for sentence in sentences(texts):
        found = [*_MARK.finditer(sentence)] if "(" in sentence else []
        if len({match[1] for match in found}) == 1:
            if said.search(sentence) or any(named.search(sentence[: match.start()]) for match in found):
                yield found[0][1], sentence


def mark_of(label: str, marks: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The sentences that explain a mark with which a label begins or ends."""
    label = narrow(label)
    for mark, sentence in marks:
        if label.startswith(f"({mark})") or label.endswith(f"({mark})") or is_starred(label, mark):
            yield sentence


def is_starred(label: str, mark: str) -> bool:
    """Whether a label ends with a mark that is a sign, a note behind it aside: ``Site*``, ``Class* (tick one)``."""
    if mark.isalnum():
        return False
    return any(part.rstrip(" :").endswith((mark, f"({mark})")) for part in (label, _NOTE_BEHIND.sub("", label)))


_NOTE_BEHIND = re.compile(r"\s?[(（][^()（）]*[)）]\s*\Z")
