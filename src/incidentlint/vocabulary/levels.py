"""Levels of severity: their order, and the ways to write one.

The levels are the pack's, most severe first. A report may spell one in another way (`SEV-1` or `Severity 1` for
`SEV1`), or with words around it (`P1 (High)`, `Critical (P0)`); other words for a level are the pack's to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from incidentlint.near import nearest
from incidentlint.text import plain_signs
from incidentlint.vocabulary.lexicon import Lexicon
from incidentlint.vocabulary.phrase_patterns import NOT_ON, NOT_WITHIN, literal, phrases
from incidentlint.vocabulary.words import ChangeWords, Gates

_NUMBERED = re.compile(r"([^\W\d_]+)[\s_.#:-]{0,2}0?(\d{1,2})")

_TOKENS = re.compile(r"[^\W_]+")

_DECORATION = re.compile(r"[\s*_`~\"'“”\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f300-\U0001faff]+")

_ENDS = re.compile(r"[*_`]*(?:\s*[(\[:.,;]|\s+-|\s*[—–]|\s*$|\s*\n)")

_PARTS = re.compile(r"[()\[\]:;,|/\n]|\s-+\s|[—–]")

_ARROW = re.compile(r"[→⇒➔➜⟶▶]|-{1,3}>|={1,3}>|>>?")

_LONGEST_CHANGE = 30
"""How much may be between two levels that are words, in signs, for the text to say that one became the other."""

_TWO_NAMES = re.compile(r"\s*([^/()|:–—]{1,40}?)\s*(?:/|:|\s[-–—]\s|\()\s*([^/()|:–—]{1,40}?)\s*(?:\)\s*)?")


NO_PREFIXES: Mapping[str, tuple[str, ...]] = {}
"""Of a scale without numbered levels of a known prefix."""


class Reading(msgspec.Struct, frozen=True):
    """A level that a text names, as the pack spells it, and where in the text the name is."""

    level: str
    start: int
    end: int


class Change(msgspec.Struct, frozen=True):
    """Two levels that a text names: the one that holds, empty when it cannot be told, and the other."""

    holds: str
    other: str
    kind: Literal["raised", "lowered", "unclear"]


class LevelError(ValueError):
    """A level that there is not, or that is there twice; `at` is the key in ``[severity]`` that says so."""

    def __init__(self, message: str, *at: str) -> None:
        """Take what is wrong, and the keys that lead to it."""
        super().__init__(message)
        self.at = at


class SeverityTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The levels of severity, where the template does not say them or their order, and other words for them."""

    levels: Annotated[
        tuple[str, ...],
        Meta(
            description="The levels, the most severe first: for a template whose field has no options, or to set their "
            "order. Default: the options of the field, in the order of a known vocabulary, else in the "
            "template's."
        ),
    ] = ()
    aliases: Annotated[dict[str, str | tuple[str, ...]], Meta(description="Other words for a level, by level.")] = {}


class Scale:
    """The levels of a pack, most severe first, each with its other names."""

    def __init__(
        self,
        levels: Sequence[str] = (),
        aliases: Mapping[str, Sequence[str]] | None = None,
        *,
        prefixes: Mapping[str, tuple[str, ...]] = NO_PREFIXES,
    ) -> None:
        """Take levels and, by level, other names for them; `prefixes` of numbered levels, each in its spellings."""
        self.levels = tuple(levels)
        self.prefixes = prefixes
        self.aliases = {level: tuple(names) for level, names in (aliases or {}).items()}
        named = [(name, level) for level in self.levels for name in (level, *self.names(level))]
        self._names = {level_key(name, prefixes): level for name, level in named}
        self._forms = [(_form_of(name, prefixes), level) for name, level in named]

    def __bool__(self) -> bool:
        """Whether there are any levels."""
        return bool(self.levels)

    def names(self, level: str) -> tuple[str, ...]:
        """The other names of a level."""
        return self.aliases.get(level, ())

    def find(self, name: str) -> str | None:
        """The level that a name is of, however it is spelt; None when it is none's."""
        return self._names.get(level_key(name, self.prefixes))

    def level(self, name: str, *at: str) -> str:
        """The level that a name is of. Raises `LevelError`, which says what there is, for one that is none's."""
        found = self.find(name)
        if found is not None:
            return found
        if not self.levels:
            raise LevelError("there are no levels of severity: the template's field has no options; [severity] levels")
        folded = {level.casefold(): level for level in self.levels}
        near = nearest(name.casefold(), folded)
        meant = f"did you mean {folded[near]!r}? " if near else ""
        raise LevelError(f"no severity {name!r}; {meant}the template has {' / '.join(self.levels)}", *at)

    def at_least(self, level: str) -> tuple[str, ...]:
        """A level and those that are more severe, most severe first."""
        return self.levels[: self.levels.index(level) + 1]

    def read(self, text: str) -> Reading | None:
        """The one level that a value names: at its start, else as a part by itself: ``P1 (High)``, ``Critical (P0)``.

        None when it names none, or when nothing tells which; and where it begins with a number that no level has,
        ``P5 (Low)`` of P1 to P4: the word behind it is another's.
        """
        leading = self._leading(text)
        if leading is not None:
            return leading
        if self._is_beyond(text):
            return None
        found = {reading.level: reading for reading in reversed(self.parts(text))}
        return next(iter(found.values())) if len(found) == 1 else None

    def _is_beyond(self, text: str) -> bool:
        """Whether a text begins with a number of the kind that all levels are called by, and none has it."""
        first = next((part for _, part in _split(text) if part), "")
        words, number = _parts(first, self.prefixes)
        kinds = {(own, each is not None) for own, each in (_parts(level, self.prefixes) for level in self.levels)}
        return number is not None and kinds == {(words, True)} and self.find(first) is None

    def parts(self, text: str) -> list[Reading]:
        """The levels that are parts of a text by themselves: ``P1 - Sign-in down``, ``Sign-in down (P1)``."""
        found = [(self.find(part), start, part) for start, part in _split(text)]
        return [Reading(level, start, start + len(part)) for level, start, part in found if level is not None]

    def several(self, text: str, words: Gates) -> int:
        """How many levels a text names, if it is nothing but several: ``P0 / P1``, ``SEV-1 or SEV-2``, ``P1, P2``."""
        between = phrases((*words.and_, *words.to), r"[/|,;&+]|\s[—–-]\s|[—–]|(?<=\d)-(?=[^\W\d])|\s", r"\s")
        levels = [self.find(part.strip(" *_`")) for part in between.split(text)]
        return len(set(levels)) if None not in levels and len(set(levels)) > 1 else 0

    def named(self, text: str) -> list[Reading]:
        """The levels that a text names, in their order, each place once."""
        plain = plain_signs(text)
        found = [
            Reading(level, match.start(), match.end()) for form, level in self._forms for match in form.finditer(plain)
        ]
        found.sort(key=lambda reading: (reading.start, -reading.end))
        kept: list[Reading] = []
        for reading in found:
            if not kept or reading.start >= kept[-1].end:
                kept.append(reading)
        return kept

    def change(self, text: str, words: ChangeWords, or_: tuple[str, ...] = ()) -> Change | None:
        """What a text says that names two levels: which of them holds. None when it names no two.

        A level that was raised counts as raised; of one that was lowered the level that is written first holds. `or_`
        are the words between two of which nobody has chosen.
        """
        found = self.named(text)
        levels = list(dict.fromkeys(reading.level for reading in found))
        if len(levels) < 2:
            return None
        first, last = levels[0], levels[-1]
        strongest = min(levels, key=self.levels.index)
        gap = next(text[one.end : two.start] for one, two in pairwise(found) if one.level != two.level)
        if phrases(words.denied).search(gap):
            return None
        changed = _ARROW.search(gap) or phrases((*words.raised, *words.lowered)).search(text)
        if not any(char.isdigit() for char in first):
            # ``Medium: high latency`` names no two levels.
            if changed is None or len(gap) > _LONGEST_CHANGE:
                return None
        elif changed is None and not phrases((*words.then, *words.before)).search(text):
            open_ = phrases(or_, r"\s*", r"\s*").fullmatch(gap) or gap.strip() == "/"
            aside = (strongest == first and not open_) or phrases(words.aside).search(gap)
            return None if aside else Change("", last, "unclear")
        before = phrases(words.before).search(gap)
        raised = phrases(words.raised).search(text) and not phrases(words.lowered).search(text)
        if len(levels) > 2 and strongest != last and not (raised and strongest == first):
            return Change("", last, "unclear")
        if strongest == last:
            return Change(first, last, "lowered") if before and len(levels) == 2 else Change(last, first, "raised")
        return Change(first, last, "raised" if raised or before else "lowered")

    def _leading(self, text: str) -> Reading | None:
        plain = plain_signs(text)
        lead = _DECORATION.match(plain)
        start = lead.end() if lead else 0
        best: Reading | None = None
        for form, level in self._forms:
            match = form.match(plain, start)
            if match and (best is None or match.end() > best.end):
                best = Reading(level, start, match.end())
        if best is None:
            return None
        if plain[best.end - 1].isdigit() or _ENDS.match(text, best.end):
            return best
        # ``Critical outage`` is critical, ``Low to medium`` is neither.
        others = any(form.search(plain, best.end) for form, level in self._forms if level != best.level)
        return None if others or not plain[best.end].isspace() else best


def two_names(option: str) -> tuple[str, ...]:
    """The two names of a level that a template writes as one option: ``P1/High``, ``P1 - High``, ``High (P1)``."""
    match = _TWO_NAMES.fullmatch(option)
    return (match[1], match[2]) if match else ()


def _split(text: str) -> Iterable[tuple[int, str]]:
    """The parts of a text between its separators, without decoration, each with its place."""
    last = 0
    for match in (*_PARTS.finditer(text), None):
        end = match.start() if match else len(text)
        part = text[last:end]
        lead = _DECORATION.match(part)
        bare = part[lead.end() :] if lead else part
        yield last + len(part) - len(bare), bare.rstrip(" *_`~\"'”\t")
        last = match.end() if match else len(text)


def level_key(name: str, prefixes: Mapping[str, tuple[str, ...]]) -> str:
    """What two spellings of one level have in common: ``sev1`` of ``SEV-1``, ``Sev 1`` and ``Severity 1``.

    `prefixes` are those of numbered levels, each with its spellings in lower case.
    """
    words, number = _parts(name, prefixes)
    return f"{words[0]}{number}" if number is not None else " ".join(words)


def _parts(name: str, prefixes: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, ...], int | None]:
    """The spellings of a numbered level's prefix, and its number; the words of another level, and None."""
    plain = plain_signs(name).strip()
    match = _NUMBERED.fullmatch(plain)
    if match:
        word = match[1].casefold()
        return next((spellings for spellings in prefixes.values() if word in spellings), (word,)), int(match[2])
    return tuple(token.casefold() for token in _TOKENS.findall(plain)), None


def _form_of(name: str, prefixes: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    words, number = _parts(name, prefixes)
    return _form(words or (name,), number)


@cache
def _form(words: tuple[str, ...], number: int | None) -> re.Pattern[str]:
    """All spellings of a level, where they stand as a word."""
    if number is not None:
        # A number goes on in `P1.5` and not in `P1.`.
        spelt = rf"{literal(words)}[\s_.#:-]{{0,2}}0?{number}"
    else:
        spelt = r"[\s_-]{1,2}".join(map(re.escape, words))
    return re.compile(rf"{NOT_WITHIN}(?<!-){spelt}{NOT_ON}(?!\.\d)", re.IGNORECASE)


def ordered(options: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The options of a template as levels, most severe first.

    Levels of a known vocabulary have its order, whichever way round the template lists them; unknown ones the
    template's.
    """
    keys = [level_key(option, lexicon.numbered) for option in options]
    ends = {level_key(word, lexicon.numbered): number for number, word in enumerate(lexicon.lightest)}
    main = [key for key in keys if key not in ends]
    ranks = _numbers(main, lexicon) or _ranks(main, lexicon)
    if ranks is None:
        return tuple(options)
    ranks |= {key: len(ranks) + 100 + number for key, number in ends.items() if key not in ranks}
    return tuple(sorted(options, key=lambda option: ranks[level_key(option, lexicon.numbered)]))


def _numbers(keys: list[str], lexicon: Lexicon) -> dict[str, int] | None:
    """The ranks of numbered levels of one known prefix, or of lettered ones: ``SEV-A``."""
    known = {spellings[0] for spellings in lexicon.numbered.values()}
    found = {key: re.fullmatch(r"([^\d ]+) ?(?:(\d+)|(?<= )([a-e]))", key) for key in keys}
    prefixes = {match[1] if match else "" for match in found.values()}
    if len(prefixes) != 1 or not prefixes <= known:
        return None
    return {key: int(match[2]) if match[2] else ord(match[3]) for key, match in found.items() if match}


def _ranks(keys: list[str], lexicon: Lexicon) -> dict[str, int] | None:
    """The ranks of words that are all of one known vocabulary."""
    for scale in lexicon.scales:
        ranks = {level_key(word, lexicon.numbered): number for number, word in enumerate(scale)}
        if len(keys) > 1 and all(key in ranks for key in keys):
            return ranks
    return None


def make_scale(
    table: SeverityTable, options: tuple[str, ...], lexicon: Lexicon, also: tuple[tuple[str, str], ...] = ()
) -> Scale:
    """The levels that a pack has: those that it lists, else the `options` of its template, spelt as these are.

    `also` are the second names that the template gives options; one that two of them have is none's.

    Raises `LevelError`.
    """
    known = lexicon.numbered
    levels = table.levels or ordered(tuple({level_key(option, known): option for option in options}.values()), lexicon)
    if len({level_key(level, known) for level in levels}) < len(levels):
        raise LevelError("two of the levels are the same", "levels")
    if table.levels and options:
        offered, given = Scale(options, prefixes=known), Scale(levels, prefixes=known)
        levels = tuple(offered.level(level, "levels") for level in levels)
        left = next((option for option in options if given.find(option) is None), None)
        if left is not None:
            raise LevelError(f"{left!r} of the template is not among the levels", "levels")
    plain, aliases, taken = Scale(levels, prefixes=known), dict[str, tuple[str, ...]](), dict[str, str]()
    for name, words in table.aliases.items():
        level = plain.level(name, "aliases", name)
        for word in (words,) if isinstance(words, str) else words:
            other = plain.find(word) or taken.get(level_key(word, known))
            if other is not None and other != level:
                raise LevelError(f"{word!r} means {other} already", "aliases", name)
            taken[level_key(word, known)] = level
            aliases[level] = (*aliases.get(level, ()), word)
    also = (*also, *((level, form) for level in levels for form in forms_of(level, lexicon)))
    counts = Counter(level_key(word, known) for _, word in also)
    for name, word in also:
        owner = plain.find(name)
        if (
            owner is None
            or plain.find(word) is not None
            or level_key(word, known) in taken
            or counts[level_key(word, known)] > 1
        ):
            continue
        aliases[owner] = (*aliases.get(owner, ()), word)
    return Scale(levels, aliases, prefixes=known)


def forms_of(level: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The other forms of a level that is a word: ``hohe`` and ``hoher`` of ``hoch``."""
    plain = level.strip().casefold()
    groups = lexicon.words.severity.forms
    return next((tuple(form for form in group if form != plain) for group in groups if plain in group), ())


def is_scale(options: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether options are levels of one known vocabulary, so that a field that offers them states a severity."""
    keys = [level_key(option, lexicon.numbered) for option in options]
    ends = {level_key(word, lexicon.numbered) for word in lexicon.lightest}
    main = [key for key in keys if key not in ends]
    return len(main) > 1 and bool(_numbers(main, lexicon) or _ranks(main, lexicon))


def known_level(text: str, lexicon: Lexicon) -> str:
    """The level of a known vocabulary that a value of no known template names, in one spelling; else empty."""
    reading = _known(lexicon).read(text)
    if reading is None or not (text[reading.end - 1].isdigit() or _ENDS.match(text, reading.end)):
        return ""
    return reading.level


def _known(lexicon: Lexicon) -> Scale:
    return _scale_of(tuple(lexicon.numbered.items()), lexicon.scales)


@cache
def _scale_of(prefixes: tuple[tuple[str, tuple[str, ...]], ...], scales: tuple[tuple[str, ...], ...]) -> Scale:
    numbered = [f"{name}{number}" for name, _ in prefixes for number in range(6)]
    words = [word for scale in scales for word in scale]
    return Scale(tuple(dict.fromkeys([*numbered, *words])), prefixes=dict(prefixes))
