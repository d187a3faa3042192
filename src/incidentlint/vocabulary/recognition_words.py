"""The words by which a report is recognised: the lexicon's table ``[recognition]``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from incidentlint.vocabulary.phrases import Phrases, words_of


class RecognitionWords(msgspec.Struct, frozen=True):
    """How a report is recognised where no template tells, as plain words; the lexicon says what each of them is."""

    folders: frozenset[str]
    names: tuple[str, ...]
    begins: Phrases
    titles: tuple[str, ...]
    glued: tuple[str, ...]
    about: tuple[str, ...]
    never: frozenset[str]
    tools: frozenset[str]
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    """What a report has, each with the headings that say so: summary, impact, timeline, cause, detection ..."""


def read_recognition_words(data: Mapping[str, Any], roles: Mapping[str, Sequence[str]]) -> RecognitionWords:
    """The words of the lexicon's table; `roles` are the labels of the parts that rules know."""

    def plain(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(words_of, data[name])))

    parts = [
        (role, tuple(map(words_of, roles[role]))) for role in ("summary", "impact", "timeline", "cause", "actions")
    ]
    parts += [(name, tuple(map(words_of, headings))) for name, *headings in data["parts"]]
    return RecognitionWords(
        folders=frozenset(plain("folders")),
        names=plain("names"),
        begins=Phrases(data["begins"]),
        titles=plain("titles"),
        glued=tuple(data["glued"]),
        about=plain("about"),
        never=frozenset(plain("never")),
        tools=frozenset(name.casefold() for name in data["tools"]),
        parts=tuple(parts),
    )
