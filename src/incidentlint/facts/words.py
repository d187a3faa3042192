"""The words by which the facts of an incident are told: data of the lexicon, as the readers of this room want them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from incidentlint.facts.tallies import TallyWords, tally_words
from incidentlint.text import GAPLESS
from incidentlint.vocabulary import Words, key_of, remembered, time_words

_TOKEN = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"[a-z]+")
_LONGEST_LABEL = 9
_LONGEST_ARTICLE = 4
_SENTENCES = ("lasting", "nouns", "outright", "harm", "mended", "within", "other", "at")
_LABELS = ("date", "due", "dates", "story", "written")
_SETS = (
    "subjects",
    "incident",
    "fillers",
    "links",
    "unless",
    "partly",
    "aside",
    "endings",
    "middles",
    "beginnings",
    "detections",
    "reviews",
    "meetings",
    "opened",
    "shut",
)


class LengthKind(msgspec.Struct, frozen=True):
    """What a kind of length begins and ends with; `otherwise` are ends where none of `ends` is stated."""

    words: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    otherwise: tuple[str, ...] = ()
    of: frozenset[str] = frozenset()
    """Words for its end that name the kind only behind a word for a length: ``Zeit bis zur Erkennung``."""


class FactWords(msgspec.Struct, frozen=True, eq=False):
    """The words; labels are keys, all others single words in lower case.

    Each is only itself, so that what labels name by them is remembered: reports of one template have the same ones.
    """

    order: tuple[str, ...]
    """The milestones in the order in which they happen."""
    roles: dict[str, str]
    subjects: frozenset[str]
    incident: frozenset[str]
    fillers: frozenset[str]
    links: frozenset[str]
    unless: frozenset[str]
    partly: frozenset[str]
    aside: frozenset[str]
    clocks: tuple[str, ...]
    endings: frozenset[str]
    middles: frozenset[str]
    beginnings: frozenset[str]
    detections: frozenset[str]
    unordered: tuple[str, ...]
    tallies: TallyWords
    timelines: frozenset[str]
    acts: frozenset[str]
    """What headings of actions end with."""
    time: frozenset[str]
    date: frozenset[str]
    who: frozenset[str]
    """Columns of people."""
    due: frozenset[str]
    dates: frozenset[str]
    story: frozenset[str]
    written: frozenset[str]
    reviews: frozenset[str]
    meetings: frozenset[str]
    opened: frozenset[str]
    shut: frozenset[str]
    to: tuple[str, ...]
    after: frozenset[str]
    leads: frozenset[str]
    """What may be before both ends of a length: ``How long between start and detection?``"""
    until: tuple[str, ...]
    """What is behind the name of the end that a length counts to, in languages that have it there."""
    whole: frozenset[str]
    also: frozenset[str]
    alone: frozenset[str]
    down: frozenset[str]
    felt: tuple[str, ...]
    """Words by which a length is that of what users felt, in any part of a label."""
    spans: frozenset[str]
    workdays: tuple[str, ...]
    kinds: dict[str, LengthKind]
    lasting: frozenset[str]
    nouns: frozenset[str]
    periods: frozenset[str]
    outright: frozenset[str]
    harm: frozenset[str]
    only: frozenset[str]
    """Words that make a length with a note that of a part: ``2 hours (EU only)``."""
    able: frozenset[str]
    """Words for what was possible, which with a word for harm behind them say that it was not."""
    every: frozenset[str]
    """Words of all that there are, which call a row that of all the others when they are alone."""
    harmed: re.Pattern[str]
    mended: frozenset[str]
    within: frozenset[str]
    other: frozenset[str]
    at: frozenset[str]
    called: Mapping[str, str] = {}
    """The milestones that labels name as fields do, in all languages of the report, by key."""
    phrases: Mapping[str, Sequence[str]] = {}
    """What rows of a template's timeline begin with where they tell a milestone, in all languages of the report."""

    def is_meeting(self, label: str) -> bool:
        """Whether a label names a meeting that looks back at the incident (``Post-mortem meeting``).

        ``Postmortem of`` before a day is that of another incident.
        """
        return _is_meeting(self, label)

    def opens(self, label: str) -> str:
        """The rest of a label that says when something was opened, ``""`` of another: ``_ at`` of ``Opened at``."""
        return _without(label, self.opened)

    def shuts(self, label: str) -> str:
        """The same rest of the label that says when it was closed."""
        return _without(label, self.shut)

    def role_of(self, label: str) -> str:
        """The milestone that a label names (``First detected``, ``Incident declared at``), ``""`` when it is none's."""
        return _role_of(self, label)

    def is_total(self, text: str) -> bool:
        """Whether a cell calls its row one of totals, and says nothing else."""
        told = text.strip(" *_`:")
        return self.tallies.all_told.fullmatch(told) is not None or told.casefold() in self.every

    def kind_of(self, label: str) -> tuple[str, str]:
        """The kind of length that a label names and the milestone that it counts from, ``""`` for any of its own."""
        return _kind_of(self, label)

    def starts_of(self, kind: str, label: str) -> tuple[str, ...]:
        """The milestones that a length of a kind may count from; what was down was so from the start: ``Downtime``."""
        starts = self.kinds[kind].starts
        return starts[:1] if kind == "whole" and not self.down.isdisjoint(tokens(label)) else starts

    def bare_length(self, label: str) -> frozenset[str]:
        """The words of a length's label that say of what it is: those of ``Total duration`` are ``duration``."""
        words = frozenset(tokens(label))
        return words & self.whole or words

    def kind_by_noun(self, label: str) -> str:
        """The kind of length that a label of an end with a word behind it names: ``Detection delay``, ``Fixed after``.

        What is mended may then be felt no more, or over.
        """
        words = _tokens(label)
        if len(words) != 2:
            return ""
        if words[1] in self.after and (end := self.role_of(words[0])):
            return next((name for name, kind in self.kinds.items() if name != "whole" and end in kind.ends[:1]), "")
        kind = self.kind_named(words[0]) if words[1] in self.spans else ""
        return "recover" if kind == "repair" else kind

    def kind_between(self, first: str, last: str) -> tuple[str, str]:
        """The kind of length between two ends by their names, and the milestone that it counts from as in `kind_of`."""
        start, end = self.end_role(first), self.end_role(last)
        kind = next((name for name, kind in self.kinds.items() if name != "whole" and end in kind.ends[:1]), "")
        if not start or not kind or end == start:
            return "", ""
        return kind, "" if start == self.kinds[kind].starts[0] else start

    def end_role(self, name: str) -> str:
        """The milestone that the name of an end means, which may have an article: ``la detección``."""
        article, _, rest = name.partition(" ")
        names = (name, rest) if rest and len(article) <= _LONGEST_ARTICLE else (name,)
        found = (self.role_of(each) or self.called.get(key_of(each), "") for each in names)
        if role := next(filter(None, found), ""):
            return role
        kind = self.kinds.get(self.kind_behind(tokens(name)))
        return kind.ends[0] if kind is not None else ""

    def marked_role(self, mark: str) -> str:
        """The milestone that a mark of a row names, which may be what is done there: ``**Detect**``."""
        words = _tokens(mark)
        kind = self.kinds.get(self.kind_named(words[0])) if len(words) == 1 else None
        return self.role_of(mark) or (kind.ends[0] if kind is not None else "")

    def kind_named(self, word: str) -> str:
        """The kind of length that a word names."""
        return next((name for name, kind in self.kinds.items() if word in kind.words), "")

    def kind_behind(self, words: Sequence[str]) -> str:
        """The kind of length that the last of some words names, which has at most an article before it."""
        last = words[-1] if words and all(len(word) <= _LONGEST_ARTICLE for word in words[:-1]) else ""
        return next((name for name, kind in self.kinds.items() if last in kind.of), "")


@lru_cache(maxsize=4096)
def _without(label: str, words: frozenset[str]) -> str:
    """A label with the one of some words that it has left out; in languages without gaps also within one of its own."""
    said = _tokens(label)
    if words.isdisjoint(said):
        glued = next((word for word in words if word > GAPLESS and word in label), "")
        return label.replace(glued, "_") if glued else ""
    return " ".join("_" if word in words else word for word in said)


@remembered
def _is_meeting(words: FactWords, label: str) -> bool:
    said = _tokens(label)
    if words.reviews.isdisjoint(said) or said[-1] in time_words().of:
        return False
    return frozenset(said) <= words.reviews | words.meetings | words.fillers


@lru_cache(maxsize=4096)
def _role_of(words: FactWords, label: str) -> str:
    said = _tokens(label)
    if not said or len(said) > _LONGEST_LABEL:
        return ""
    roles = {words.roles[word] for word in said if word in words.roles}
    rest = [word for word in said if word not in words.roles]
    if len(roles) == 2:
        roles -= {"declared"}  # Declared resolved, and Repaired declared: what was declared counts
    if len(roles) != 1 or any(word not in words.subjects and word not in words.fillers for word in rest):
        return ""
    return roles.pop()


@lru_cache(maxsize=4096)
def _kind_of(words: FactWords, label: str) -> tuple[str, str]:
    said = _tokens(label)
    text = " ".join(said)
    since = ""
    for index, word in enumerate(said):
        if word in words.after and index:
            since = next((words.roles[w] for w in said[index + 1 :] if w in words.roles), "other")
            text = " ".join(said[:index])
            break
    for lead in words.to:
        if text.startswith(lead + " "):
            to = text.removeprefix(lead + " ").split()
            if kind := words.kind_named(to[0]) or words.kind_behind(to):
                return kind, since
    parts = text.split()
    if len(parts) == 1 and (kind := words.kind_named(parts[0])) and parts[0] not in words.roles:
        return kind, since
    if text in words.alone or (
        any(word in words.whole for word in parts) and all(word in words.whole or word in words.also for word in parts)
    ):
        return "whole", since
    return "", since


@lru_cache(maxsize=4096)
def _tokens(label: str) -> tuple[str, ...]:
    """The same of a label, of which several things are asked."""
    return tuple(tokens(label))


def tokens(text: str) -> list[str]:
    """The words of a text in lower case."""
    return (_LETTERS if text.isascii() else _TOKEN).findall(text.casefold())


_READ: list[tuple[Words, Mapping[str, Sequence[str]], FactWords]] = []
_MOST = 16


def read_words(lexicon: Words, phrases: Mapping[str, Sequence[str]] | None = None) -> FactWords:
    """The words of the lexicon's table ``[facts]``, with the `phrases` that rows of a timeline begin with.

    Those of the packs that were asked for last are remembered.
    """
    said = phrases or {}
    known = (words for of, begins, words in _READ if of is lexicon and (begins is said or not (begins or said)))
    words = next(known, None)
    if words is None:
        words = _read_words(lexicon, said)
        _READ.append((lexicon, said, words))
        del _READ[:-_MOST]
    return words


def _read_words(lexicon: Words, phrases: Mapping[str, Sequence[str]]) -> FactWords:
    table = lexicon.facts
    milestones: frozenset[str] = frozenset(table.milestones)
    words, lengths, sentences = table.words, table.lengths, table.sentences

    def keys(labels: Iterable[str]) -> frozenset[str]:
        return frozenset(key_of(label) for label in labels)

    return FactWords(
        order=tuple(table.milestones),
        roles={word: role for role, named in table.milestones.items() for word in named},
        **{name: frozenset(getattr(words, name)) for name in _SETS},
        **{name: keys(getattr(words, name)) for name in _LABELS},
        time=keys((*words.time, *lexicon.columns.get("time", ()))),
        who=keys(label for role in ("owner", "name") for label in lexicon.columns.get(role, ())),
        acts=frozenset(word for label in lexicon.roles.get("actions", ()) for word in tokens(label)[-1:]),
        timelines=keys((*words.timelines, *lexicon.roles.get("timeline", ()))),
        unordered=words.unordered,
        clocks=words.clocks,
        tallies=tally_words(
            lexicon.figures, frozenset(words.rest), frozenset(lexicon.summary.people), lexicon.time.numbers
        ),
        **{name: frozenset(getattr(sentences, name)) for name in _SENTENCES},
        able=frozenset(lexicon.summary.could),
        only=frozenset(lexicon.gates.only),
        harmed=_affixed(sentences.harmed_begins, sentences.harmed_ends),
        periods=frozenset(sentences.also),
        every=frozenset(word.casefold() for word in lexicon.figures.every),
        called={
            key_of(label): role for role, labels in lexicon.roles.items() if role in milestones for label in labels
        },
        phrases=phrases,
        to=lengths.to,
        after=frozenset(lengths.after),
        leads=frozenset(lengths.leads),
        until=lengths.until,
        whole=frozenset(lengths.whole),
        also=frozenset(lengths.also),
        alone=frozenset(lengths.alone),
        down=frozenset(lengths.down),
        felt=lengths.felt,
        spans=frozenset(lengths.spans),
        workdays=lengths.workdays,
        kinds={
            name: LengthKind(frozenset(kind.words), kind.starts, kind.ends, kind.otherwise, frozenset(kind.of))
            for name, kind in lengths.kinds.items()
        },
    )


def _affixed(begins: Sequence[str], ends: Sequence[str]) -> re.Pattern[str]:
    """Words of some length that begin with one of some prefixes and end with one of some suffixes."""
    first, last = ("|".join(map(re.escape, affixes)) or r"(?!)" for affixes in (begins, ends))
    return re.compile(rf"(?:{first})\w{{2,20}}(?:{last})")
