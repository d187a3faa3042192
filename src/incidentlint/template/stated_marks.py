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
    """The marks that some texts explain, each with the sentence that does."""
    said = phrases(lexicon.words.gates.marked)
    for sentence in sentences(texts):
        marks = {*_MARK.findall(sentence)} if "(" in sentence and said.search(sentence) else ()
        if len(marks) == 1:
            yield marks.pop(), sentence


def mark_of(label: str, marks: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The sentences that explain a mark with which a label begins or ends."""
    label = narrow(label)
    for mark, sentence in marks:
        if label.startswith(f"({mark})") or label.endswith(f"({mark})"):
            yield sentence
