"""The words of gates, and the levels of severity that a text names, in the languages of a template."""

from __future__ import annotations

import re
from functools import cached_property

from incidentlint.vocabulary import Lexicon, either, forms_of, phrases

_OPENS, _CLOSES = '[「『“„«"‚‘`*]{1,2} ?', ' ?[」』”“»"’‘`*]{1,2}'
"""Quotes around a level, or marks in a comment: ``影響度「大」``, ``bei Schwere „kritisch“``, ``for `high` ``."""


class GateWords:
    """The words of gates, in the languages of a template."""

    def __init__(self, lexicon: Lexicon, labels: tuple[str, ...] = ()) -> None:
        words = lexicon.words.gates
        self.words = words
        self.filler = rf"(?:\s{{0,8}}{either(words.fillers)}){{0,8}}\s{{0,8}}:?\s{{0,8}}"
        self.optional = phrases(words.optional)
        self.optional_section = phrases(words.optional_sections)
        self.all_boxes = phrases(words.all_boxes)
        self.even_none = phrases(words.even_none)
        self.dropped = phrases((*words.dropped, *words.dropped_else))
        only = rf"(?:{either(words.only)}\s+)?"
        self.condition = phrases(words.if_, only, r"(?:\s+|(?<=['’]))([^().,;:]{3,60})")
        self.demanding = phrases((*words.demands, *words.only))
        self.no_condition = phrases(words.no_condition)
        self.restricting = phrases((*words.only, *words.demands))
        self.strongest = phrases(words.strongest)
        self.from_level = phrases(words.from_level)
        self.restricted = phrases(words.restricted)
        self.before = phrases((*words.levels_before, *words.from_level))
        self.severity = either((*lexicon.roles["severity"], *lexicon.words.likely.get("severity", ()), *labels))
        self.common = frozenset(word.casefold() for word in words.common)
        self.lexicon = lexicon

    def forms(self, level: str) -> tuple[str, ...]:
        """The other forms of a level."""
        return forms_of(level, self.lexicon)

    def is_condition(self, text: str) -> bool:
        """Whether a text is a case in which something applies, whatever it is: ``if used``, ``falls gemeldet``."""
        stated = self.condition.fullmatch(text)
        return stated is not None and self.no_condition.match(stated[1]) is None

    @cached_property
    def some_levels(self) -> str:
        """Any levels of severity, of the template's or another scale, as an expression: ``Critical``, ``SEV0/SEV1``."""
        severity = self.lexicon.words.severity
        words = {word for words in (*severity.scales, *severity.forms) for word in words if len(word) > 1}
        level = rf"(?:[A-Za-z]{{1,8}}[ -]?\d|{either(tuple(sorted(words)))})"
        joined = rf"(?:\s?(?:[/,&+-]|{either((*self.words.and_, *self.words.to))})\s?(?:{level}|\d)){{0,5}}"
        before = rf"(?:{either(self.words.levels_before)}\s)?(?:{self.severity}\s)?"
        return rf"{before}{level}{joined}(?:\s{self.severity})?(?:\s{either(self.words.incidents)})?"

    @cached_property
    def levelled(self) -> re.Pattern[str]:
        """Any levels and a word for *only*, and nothing else: ``SEV1 only``, ``nur bei P0/P1``."""
        only = either(self.words.only)
        return re.compile(rf"{self.some_levels}\s?{only}|{only}\s{self.some_levels}", re.IGNORECASE)

    @cached_property
    def spares_some(self) -> re.Pattern[str]:
        """A sentence that lets a section go for any levels: ``For SEV2 delete the heading``."""
        return re.compile(rf"{self.some_levels}\s?[,:]?\s?{either(self.words.spares_after)}", re.IGNORECASE)

    @cached_property
    def of_incidents(self) -> re.Pattern[str]:
        """Incidents of some kind and a word for *only*: ``Security incidents only``."""
        return phrases(self.words.incidents, r".{0,40}", rf"\s{either(self.words.only)}")

    @cached_property
    def drops(self) -> re.Pattern[str]:
        """A case, and that a section goes then: ``If no data was lost, delete this section``."""
        return phrases(self.words.in_case, "", rf".{{3,110}}{either(self.words.spares_after)}")

    @cached_property
    def spares_any(self) -> re.Pattern[str]:
        """How a note begins that says what is to be left out when, or which levels, known or not, need something."""
        level = rf"{self.filler}\s?[A-Za-z]{{1,8}}[ -]?\d"
        return re.compile(rf"{either(self.words.spares)}\W.{{1,80}}|{either(self.words.demands)}{level}", re.IGNORECASE)

    @cached_property
    def restricts(self) -> re.Pattern[str]:
        """A note that begins or ends with a word for *only*, whatever it restricts something to."""
        only = either(self.words.only)
        return re.compile(rf"{only}.{{1,80}}|.{{1,80}}{only}", re.IGNORECASE | re.DOTALL)

    def content(self, text: str) -> set[str]:
        """The words of a text that say what it is about."""
        return {word for word in re.findall(r"[^\W_]+", text.casefold()) if word not in self.common}


class GateLevels:
    """Finds the levels of severity that a text names."""

    def __init__(self, levels: tuple[str, ...], said: GateWords, labels: tuple[str, ...] = ()) -> None:
        self.levels = levels
        self.said = said
        self.known = {_plain(level): index for index, level in enumerate(levels)}
        words = said.words
        forms = {level: (*said.forms(level), *_numbered(level, labels), *_undecorated(level, said)) for level in levels}
        self.known |= {_plain(form): self.known[_plain(level)] for level in levels for form in forms[level]}
        names = {*levels, *(form for level in levels for form in forms[level])}
        one = "|".join(_loose(name) for name in sorted(names, key=lambda name: (-len(name), name)))
        joined = either((*words.to, *words.and_))
        more = rf"(?:\s{{0,8}}(?:/|,|\+|&|–|-|{joined})\s{{0,8}}(?:{either(words.and_)}\s{{1,8}})?)"
        begin, end = r"(?<![A-Za-zÀ-ɏ\d_-])", r"(?!(?!(?<=\d)'?s\b)[A-Za-zÀ-ɏ\d_-])"
        self.one = re.compile(rf"{begin}(?:{one}){end}", re.IGNORECASE)
        quoted = rf"(?:{_OPENS})?{begin}(?:{one}){end}(?:{_CLOSES})?"
        # Where a level is a number, one behind a stroke is read as it is; two ways to read it would take forever.
        short = "" if any(name[:1].isdigit() for name in names) else f"|{_SHORT}"
        group = rf"{quoted}(?:(?:{more}|(?<=」)(?=「)){quoted}{short})*"
        up = rf"(?P<up>\s{{0,8}}\+|\s{{0,8}}{either(words.and_above)})?"
        self.anywhere = re.compile(rf"(?P<levels>{group}){up}", re.IGNORECASE)
        levels_there = rf"{said.filler}(?:{said.severity}{said.filler}\s{{0,8}})?(?P<levels>{group}){up}"
        self.demanded = re.compile(rf"{either(words.demands)}{levels_there}", re.IGNORECASE)
        self.spared = re.compile(rf"{either(words.spares)}{levels_there}", re.IGNORECASE)
        unless = rf"{either(words.spares)}{said.filler}{either(words.unless)}"
        self.kept = re.compile(unless + levels_there, re.IGNORECASE) if words.unless else None
        before = either((*words.only, *words.levels_before, *words.from_level))
        self.alone = re.compile(
            rf"\s*+(?:{before}\s++){{0,2}}(?:{said.filler})?(?:{said.severity}\s?(?:{said.filler})?)?(?P<levels>{group}){up}"
            rf"(?:\s{{0,8}}{said.severity})?(?:\s{{0,8}}{either(words.incidents)})?"
            rf"(?:\s{{0,8}}{either((*words.levels_after, *words.only, *words.demands))})?\s*+",
            re.IGNORECASE,
        )
        before = either((*words.only, *words.levels_before, *words.from_level, *words.if_))
        incidents = either(words.incidents)
        first = rf"\W{{0,4}}(?:{before}\s?){{0,2}}{levels_there}(?:\s{{0,8}}{incidents})?\s?[,:]?{said.filler}"
        self.demanded_first = re.compile(first + either(words.demands_after), re.IGNORECASE)
        self.spared_first = re.compile(first + either(words.spares_after), re.IGNORECASE)
        self.spared_alone = re.compile(rf"{first}\s?[—–-]?\s?{either(words.spares)}", re.IGNORECASE)
        self.range = re.compile(rf"–|{either(words.to)}|\s-\s|\d-[A-Za-z]", re.IGNORECASE)

    def of(self, match: re.Match[str]) -> tuple[str, ...]:
        """The levels that a match names, most severe first."""
        text = _spelt_out(match["levels"])
        found = [
            self.known[_plain(one.group())] for one in self.one.finditer(text) if _plain(one.group()) in self.known
        ]
        unknown = text != match["levels"] and len(found) < len(_NUMBERED.findall(text))
        if not found or unknown:  # of `P1/7`, where there is no P7, nobody knows
            return ()
        if len(found) == 2 and self.range.search(text):
            found = list(range(min(found), max(found) + 1))
        elif match["up"] or self.said.from_level.search(match.string, match.start(), match.start("levels")):
            found = list(range(max(found) + 1))
        return tuple(self.levels[index] for index in sorted(set(found)))

    def others(self, levels: tuple[str, ...]) -> tuple[str, ...]:
        """All levels but these."""
        return tuple(level for level in self.levels if level not in levels)


_SHORT = r"(?<=\d)\s?[/&+]\s?\d(?![\w.:])"
"""A further level by its number alone: ``Sev-1/2``."""

_SHORTENED = re.compile(rf"([A-Za-z]{{1,12}}[\s-]?)(\d)((?:{_SHORT})+)")
_NUMBERED = re.compile(r"[A-Za-z]{1,12}[\s-]?\d")


def _spelt_out(levels: str) -> str:
    """Levels with what those are called that have only their number: ``Sev-1/Sev-2`` for ``Sev-1/2``."""
    return _SHORTENED.sub(lambda short: short[1] + short[2] + re.sub(r"(?=\d)", short[1], short[3]), levels)


def _plain(level: str) -> str:
    return re.sub(r"[\s-]", "", level).casefold()


def _numbered(level: str, labels: tuple[str, ...]) -> tuple[str, ...]:
    """How else a level that begins with a number is called, by what its scale is called: ``P1`` for ``1 - Critical``.

    `labels` are the keys of the fields that state it: *Priority*, and ``priority 1`` as well.
    """
    number = re.match(r"\d\b", level)
    return (
        tuple(form for label in labels for form in (f"{label[:1]}{number[0]}", f"{label} {number[0]}"))
        if number
        else ()
    )


def _undecorated(level: str, said: GateWords) -> tuple[str, ...]:
    """How a level is called without signs or its meaning: ``Red`` for ``🔴 Red``, ``SEV-1`` for ``SEV-1 — down``."""
    bare = re.sub(r"^\W+|\W+$", "", level)
    names = dict.fromkeys((bare, _EXPLAINS.split(bare, maxsplit=1)[0]))
    return tuple(form for name in names if name and name != level for form in (name, *said.forms(name)))


_EXPLAINS = re.compile(r"\s+[—–-]+\s+|[:：]\s")
"""What is between a level and what it means."""


def _loose(level: str) -> str:
    """A pattern for a level, with a dash, a space or nothing between its letters and its number.

    One that is a letter is a capital: `a` is a word.
    """
    if len(level) == 1:
        return rf"(?-i:{re.escape(level)})"
    match = re.fullmatch(r"([A-Za-z]+)[\s-]?(\d+)", level)
    return rf"{match[1]}[\s-]?{match[2]}" if match else re.escape(level)
