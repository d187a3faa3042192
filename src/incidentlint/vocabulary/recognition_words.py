"""The words by which a report is recognised: the lexicon's table ``[recognition]``."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from incidentlint.vocabulary.phrases import Phrases, words_of
from incidentlint.vocabulary.roles import PARTS
from incidentlint.vocabulary.words import Recognition, Texts


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


def read_recognition_words(words: Recognition, roles: Mapping[str, Texts]) -> RecognitionWords:
    """The words of the lexicon's table; `roles` are the labels of the parts that rules know."""

    def plain(texts: Texts) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(words_of, texts)))

    parts: list[tuple[str, tuple[str, ...]]] = [(role, plain(roles[role])) for role in PARTS]
    parts += [(name, plain(headings)) for name, headings in words.parts.items()]
    return RecognitionWords(
        folders=frozenset(plain(words.folders)),
        names=plain(words.names),
        begins=Phrases(words.begins),
        titles=plain(words.titles),
        glued=words.glued,
        about=plain(words.about),
        never=frozenset(plain(words.never)),
        tools=frozenset(name.casefold() for name in words.tools),
        parts=tuple(parts),
    )
