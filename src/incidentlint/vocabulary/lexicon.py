"""The words of the field that hold for a document: those of English, of further languages, and a user's own.

They are data, one file a language in ``rules/lexicon``, so that a bare template works without a pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec

from incidentlint.about import data_folder
from incidentlint.near import nearest
from incidentlint.snapshot import kept
from incidentlint.toml_file import convert, read_toml
from incidentlint.vocabulary.fact_words import FactTables
from incidentlint.vocabulary.keys import inflected, key_of
from incidentlint.vocabulary.leftover_words import LeftoverWords, read_leftover_words
from incidentlint.vocabulary.own_time_words import learn
from incidentlint.vocabulary.recognition_words import RecognitionWords, read_recognition_words
from incidentlint.vocabulary.tables import Texts
from incidentlint.vocabulary.words import ChangeWords, CheckWords, Language, Words

_NO_WORDS = Words()

ENGLISH = "en"
"""The language that is always on."""


class Lexicon(msgspec.Struct, frozen=True):
    """The words that hold for a document. Labels are keys (see `outline.Label`), answers are in lower case.

    `words` are all of them as they are written; the others are those that are asked for most, made ready.
    """

    languages: tuple[str, ...]
    """The codes of its languages, English first."""
    words: Words
    roles: dict[str, Texts]
    columns: dict[str, Texts]
    fact_sections: frozenset[str]
    """Headings of sections of facts."""
    guide_sections: frozenset[str]
    guide_examples: frozenset[str]
    guide_formats: frozenset[str]
    guide_hints: frozenset[str]
    guide_columns: frozenset[str]
    milestones: dict[str, Texts]
    todo: Texts
    none: frozenset[str]
    unknown: frozenset[str]
    nobody: frozenset[str]
    numbered: dict[str, Texts]
    """The prefixes of numbered levels of severity, each with its spellings."""
    scales: tuple[Texts, ...]
    """Levels of severity that are words, most severe first."""
    lightest: Texts
    """Words for what is lighter than any level."""
    leftovers: LeftoverWords
    """What a writer leaves of a form."""
    recognition: RecognitionWords
    """By what a report is recognised."""
    facts: FactTables
    """The words by which the facts of an incident are told, as `facts.read_words` reads them."""
    checks: CheckWords
    """How an item of a check list says what became of it."""
    changes: ChangeWords
    """How a text says that a severity was changed."""

    def column_role(self, *keys: str) -> str:
        """The role of a column that is called by one of some keys, ``Dono(a)`` as well as ``Dono``; else empty."""
        keys = (*keys, *(form for key in keys for form in inflected(key)))
        return next((role for role, labels in self.columns.items() if not set(keys).isdisjoint(labels)), "")

    @property
    def fingerprint(self) -> str:
        """What two lexicons have in common when their words are the same: a digest of them."""
        import hashlib

        data = msgspec.json.encode((self.languages, self.words))
        return hashlib.blake2b(data, digest_size=16).hexdigest()


class Wording(msgspec.Struct, frozen=True):
    """What a pack or a configuration says of words: the languages that it names, and words of its own."""

    languages: tuple[str, ...] = ()
    own: tuple[Words, ...] = ()

    def over(self, other: Wording) -> Wording:
        """This and another, which it goes over."""
        return Wording(tuple(dict.fromkeys((*other.languages, *self.languages))), (*other.own, *self.own))


NO_WORDING = Wording()
"""English alone, and what a template or report is written in itself."""


def load_lexicon(languages: Sequence[str] = (), own: Sequence[Words] = ()) -> Lexicon:
    """The words of English and of the given languages, and words of a user's own.

    Raises `KeyError` for the code of a language that there is not (see `find_language`).
    """
    codes = tuple(dict.fromkeys((ENGLISH, *map(find_language, languages))))
    own = tuple(words for words in own if words != _NO_WORDS)
    for words in own:
        learn(words.time)
    return _load(codes, msgspec.json.encode(own) if own else b"")


@cache
def _load(codes: tuple[str, ...], own: bytes) -> Lexicon:
    return _read(codes, own) if own else kept(f"lexicon {' '.join(codes)}", lambda: _read(codes, b""))


def _read(codes: tuple[str, ...], own: bytes) -> Lexicon:
    from incidentlint.vocabulary.merging import merge, spelt_out

    tables = [spelt_out(read_language(code)) for code in codes]
    words = merge((*tables, *(msgspec.json.decode(own, type=tuple[Words, ...]) if own else ())))
    answers = words.answers
    roles: dict[str, Texts] = {role: _keys(_with_plain(labels)) for role, labels in words.roles.items()}
    columns: dict[str, Texts] = {role: _keys(labels) for role, labels in words.columns.items()}
    return Lexicon(
        languages=codes,
        words=words,
        roles=roles,
        columns=columns,
        fact_sections=frozenset(_keys(words.sections.facts)),
        guide_sections=frozenset(_keys(words.guide.sections)),
        guide_examples=frozenset(_keys(words.guide.examples)),
        guide_formats=frozenset(_keys(words.guide.formats)),
        guide_hints=frozenset(_keys(words.guide.hints)),
        guide_columns=frozenset(_keys(words.guide.columns)),
        milestones={role: _small(begins) for role, begins in words.milestones.items()},
        todo=_small(answers.todo),
        none=frozenset(_small(answers.none)),
        unknown=frozenset(_small(answers.unknown)),
        nobody=frozenset(_small((*answers.nobody, *answers.groups))),
        numbered={name: _small(spellings) for name, spellings in words.severity.numbered.items()},
        scales=words.severity.scales,
        lightest=words.severity.lightest,
        leftovers=read_leftover_words(words.leftovers, frozenset((*columns["owner"], *columns["due"]))),
        recognition=read_recognition_words(words.recognition, roles),
        facts=words.facts,
        checks=words.checks,
        changes=words.severity.changes,
    )


def _keys(words: Iterable[str]) -> Texts:
    return tuple(dict.fromkeys(key_of(word) or word for word in words))


def _with_plain(labels: Texts) -> Iterator[str]:
    """The labels, then those in plain letters as keys of data have them, with no blanks: ``fecha_de_cierre``."""
    yield from labels
    yield from (label.replace(" ", "_") for label in labels if label.isascii() and label.replace(" ", "").isalpha())


def _small(words: Iterable[str]) -> Texts:
    return tuple(dict.fromkeys(word.casefold() for word in words))


@cache
def read_language(code: str) -> Language:
    """The file of a language. Raises `FileError`, which only a broken installation can bring about."""
    path = data_folder() / "lexicon" / f"{code}.toml"
    data, text = read_toml(path)
    return convert(data, Language, text, str(path))


@cache
def known_languages() -> tuple[str, ...]:
    """The codes of the languages that there are words of."""
    return kept("languages", lambda: tuple(sorted(path.stem for path in (data_folder() / "lexicon").glob("*.toml"))))


@cache
def find_language(code: str) -> str:
    """The code of the file that serves a language: ``sr`` for ``hr``. Raises `KeyError` where there is none."""
    wanted = code.casefold()
    if wanted in known_languages():
        return wanted
    for known in known_languages():
        if wanted in read_language(known).also:
            return known
    raise KeyError(code)


def language_hint(code: str) -> str:
    """What to say to somebody who named a language that there are no words of."""
    known = known_languages()
    near = nearest(code.casefold(), known)
    return f"did you mean {near!r}?" if near else f"there are {', '.join(known)}"


__all__ = [
    "ENGLISH", "NO_WORDING", "Lexicon", "Wording", "find_language", "known_languages", "language_hint", "load_lexicon",
    "read_language",
]  # fmt: skip
