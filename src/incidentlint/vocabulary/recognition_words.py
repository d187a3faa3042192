"""The words by which a report is recognised: the lexicon's table ``[recognition]``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import msgspec
from msgspec import Meta

from incidentlint.vocabulary.phrases import Phrases, words_of
from incidentlint.vocabulary.roles import PARTS
from incidentlint.vocabulary.tables import Table, Texts


class Recognition(Table, frozen=True):
    """How a report is recognised where no template tells. All are compared as plain words, in any case and spelling."""

    folders: Annotated[Texts, Meta(description="Whole names of folders of reports.")] = ()
    names: Annotated[Texts, Meta(description="What is in the name of a report's file.")] = ()
    begins: Annotated[Texts, Meta(description="What the name of a report's file begins with.")] = ()
    titles: Annotated[Texts, Meta(description="What is in a report's title.")] = ()
    glued: Annotated[Texts, Meta(description="The same, in writing without gaps between words.")] = ()
    failing: Annotated[Texts, Meta(description="Words of a dated name or title by which something failed.")] = ()
    about: Annotated[Texts, Meta(description="Words of the name of a file that is about reports, and none.")] = ()
    never: Annotated[Texts, Meta(description="Names of files that are no report, whatever they hold.")] = ()
    tools: Annotated[Texts, Meta(description="Names of folders of files for tools, which are no reports.")] = ()
    templates: Annotated[Texts, Meta(description="Words of the name of a template, or of a folder of such.")] = ()
    parts: Annotated[
        dict[str, Texts],
        Meta(description="Headings that many reports have beside those of the roles, by what it is that they head."),
    ] = msgspec.field(default_factory=dict)


class RecognitionWords(msgspec.Struct, frozen=True):
    """How a report is recognised where no template tells, as plain words; the lexicon says what each of them is."""

    folders: frozenset[str]
    names: tuple[str, ...]
    begins: Phrases
    titles: tuple[str, ...]
    glued: tuple[str, ...]
    failing: tuple[str, ...]
    about: tuple[str, ...]
    never: frozenset[str]
    tools: frozenset[str]
    templates: tuple[str, ...]
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
        failing=plain(words.failing),
        about=plain(words.about),
        never=frozenset(plain(words.never)),
        tools=frozenset(name.casefold() for name in words.tools),
        templates=plain(words.templates),
        parts=tuple(parts),
    )
