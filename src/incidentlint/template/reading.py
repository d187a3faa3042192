"""What the readers of a template's nodes share: where they are, and what several of them ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Literal

import msgspec
from msgspec.structs import replace

from incidentlint.grammars import find_stamps, read_duration, read_range, read_stamp, read_zone
from incidentlint.markdown import Comment
from incidentlint.outline import Label, Node, Outline, is_ballot_line
from incidentlint.template.find_slots import has_slot
from incidentlint.template.option_lists import ballot_options, choice_of, tells_of_each
from incidentlint.template.shape import ShapeNode
from incidentlint.template.slot_types import Slot, SlotKind, SlotType
from incidentlint.text import Span, SpanSet, normalise
from incidentlint.vocabulary import (
    Lexicon,
    Prompts,
    Texts,
    bare_key,
    is_reference,
    is_request,
    is_scale,
    is_todo,
    key_of,
    keys_in_two,
    phrases,
    zone_words,
)

BARE_NUMBER = re.compile(r"[#v]?\d+(?:\.\d+)*\.?")

_ANY_LABEL = re.compile(r"[.…_?–—-]+|(?:<>[\s/,-]*)+|(?:[dD]{2})?[hH]{2}[mM]{2}Z?")
"""Signs that stand for any name; ``<>`` is what is left of ``<<name>>``, which HTML reads as a tag within two signs.

Also a time of day without any sign in it: ``hhmm``."""

_SINCE_START = re.compile(r"[Tt] ?(?:0|[+−–-] ?(?:\d{1,4}|[A-Z?]{1,2})(?: ?[a-z]{1,7}\b)?)(?!\w)")
"""A time that counts from the start of all: ``T0``, ``T+15m``, ``T+X``."""

_OPEN_END = re.compile(r"\s(?:…|\.{3})$")
"""What ends a label that goes on in each report: ``Site ...``."""

_HEAD = 60
"""A moment at the beginning of a text is not longer."""

Told = Literal["kept", "instruction", "slot"]
"""What a text of a template is: it may stay in a report, it must go, or what it says must be replaced."""

Going = Literal["quote", "italic"]

Path = tuple[str, ...]

BLANK = "an empty value"
"""Why a label with nothing behind it is demanded."""
"""The labels of what a node is in, outermost first."""


class Reading(msgspec.Struct, frozen=True):
    """A place in a template that is being read.

    `deleted` are the parts that are to be deleted, which say nothing of a report. `read` reads nodes that are beside
    each other, whatever they are. `kept`: within a section that is the template's own. `top`: before the first section.
    `texts` says of texts, by how they begin (normalised), what they are; `going` which marks the template says that its
    writers delete, `staying` which ones they may leave. `statements`: beside other items with boxes, which state what
    is to be true. `comments` are those of the whole template, `used` the words of its tables.
    """

    template: Outline
    lexicon: Lexicon
    deleted: SpanSet
    read: Callable[[Iterable[Node], Path, Reading], tuple[ShapeNode, ...]]
    kept: bool = False
    top: bool = True
    texts: Mapping[str, Told] = {}
    going: frozenset[Going] = frozenset()
    staying: frozenset[Going] = frozenset()
    statements: bool = False
    says: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    used: frozenset[str] = frozenset()

    def told(self, text: str) -> Told | None:
        """What somebody said that a text is; None for most."""
        if not self.texts:
            return None
        whole = normalise(text)
        return next((told for start, told in self.texts.items() if whole.startswith(start)), None)

    def without_mark(self, text: str) -> str:
        """A text without the mark, a word or a sign, by which somebody said what it is."""
        plain = normalise(text)
        marks = (start for start in self.texts if " " not in start and plain.startswith(start) and plain != start)
        return text[len(next(marks, "")) :]

    def line(self, span: Span) -> int:
        """The line on which a place begins, from 1."""
        return self.template.document.source.position(span.start).line

    def beside(self, nodes: Iterable[Node], path: Path) -> tuple[ShapeNode, ...]:
        """Nodes that stand in for the one that is being read, in its place."""
        return self.read(nodes, path, self)

    def below(self, nodes: Iterable[Node], path: Path, *, kept: bool = False) -> tuple[ShapeNode, ...]:
        """Nodes that are in the one that is being read; `kept` where that is the template's own."""
        return self.read(nodes, path, replace(self, top=False, kept=self.kept or kept))


def choice_of_boxes(text: str, label: Label, near: str, lexicon: Lexicon) -> SlotType | None:
    """The choice that a value of ballot boxes is: ``☐ Yes  ☐ No``; `near` is what is said beside its label."""
    options = ballot_options(text) if is_ballot_line(text) else ()
    plain = len(options) > 1 and not any("\n" in option for option in options)
    return choice_among(options, label.key, near, lexicon) if plain else None


def choice_among(options: tuple[str, ...], key: str, near: str, lexicon: Lexicon) -> SlotType:
    """The choice among boxes below what has a `key`: of one, unless several may hold, or what is `near` says so."""
    plain = tuple(_BLANK_BEHIND.sub("", option) for option in options)
    explain = tuple(name for name, option in zip(plain, options, strict=True) if name != option)
    several = not _is_one(plain, key, near, lexicon)
    return SlotType("choice", options=plain, closed=True, several=several, explain=explain)


_BLANK_BEHIND = re.compile(
    r"\s?[:：]?\s*_{2,}\s*\Z|\s?[,:：]\s?(?:[^\s,:：]{1,20}\s){0,3}(?:_{2,}|…|\.{3})[^,:：]{0,30}\Z"
)
"""What is to be said beside an option: ``[ ] Not needed: ____``, ``☐ yes, at …… h``."""


def _is_one(options: tuple[str, ...], key: str, near: str, lexicon: Lexicon) -> bool:
    """Whether one box alone is to be ticked: so it is said, or of the options only one can be true."""
    prompts, answers = lexicon.words.prompts, lexicon.words.answers
    if phrases(prompts.several).search(near):
        return False
    if len(options) < _SEVERAL or phrases(prompts.one).search(near) or is_scale(options, lexicon):
        return True
    opposite = {key_of(word) for word in (*answers.yes, *answers.no)}
    if any(key_of(re.split(r"[\W_]", option.strip(), maxsplit=1)[0]) in opposite for option in options):
        return True
    keys = (key, bare_key(key))
    return any(one in lexicon.roles[role] for one in keys for role in ("severity", "status"))


_SEVERAL = 3


def is_sample_label(text: str, quotes: Texts = ()) -> bool:
    """Whether a label names no one thing: empty, a slot (`quotes` may be around it), a bare number, dots, a moment, the
    form of an id.
    """
    return (
        not text
        or has_slot(text, quotes)
        or BARE_NUMBER.fullmatch(text) is not None
        or _ANY_LABEL.fullmatch(text) is not None
        or is_reference(text)
        or _OPEN_END.search(text) is not None
        or _SINCE_START.fullmatch(text) is not None
        or is_moment(text)
    )


def without_form(label: str) -> str:
    """A label without the note that says which form its value has: ``Start (YYYY-MM-DD HH:MM)``, ``No. (A-YYYY/n)``."""
    found = _NOTED_FORM.match(label)
    return label if found is None else found[1]


_PLAIN = r"[^()（）\[\]{}<>]"
_NOTED_FORM = re.compile(rf"({_PLAIN}{{0,80}}[^\W\d_]{_PLAIN}{{0,20}}?)\s?[(（]{_PLAIN}{{1,60}}[)）]\s?[*:：]{{0,3}}\Z")
"""Words, and behind them a note without a slot's brackets."""


def is_for_readers(key: str, lexicon: Lexicon) -> bool:
    """Whether a heading or label, by its key, is of what a template tells its readers, and a report may leave."""
    return phrases(lexicon.words.guide.kept).match(key) is not None


def calls_itself_template(text: str, lexicon: Lexicon) -> bool:
    """Whether a constant title or value says that this is a template, so that it must go."""
    return phrases(lexicon.words.guide.templates).search(text) is not None


def is_state(text: str, label: Label, lexicon: Lexicon) -> bool:
    """Whether a value says how far something is, or what holds at each level, and not that it is to be filled in.

    ``Status: Pending``; ``Target: P1: 4 h, P2: 24 h``.
    """
    if tells_of_each(text) and label.key not in lexicon.roles["severity"]:
        return True
    known = {*lexicon.roles["status"], *lexicon.columns["status"]}
    marked = phrases(lexicon.words.answers.marks).match(text.strip(" *_`([")) is not None
    return not marked and not known.isdisjoint((label.key, label.bare)) and is_todo(text, lexicon)


def offered_levels(text: str, label: Label, lexicon: Lexicon) -> tuple[Slot, ...]:
    """The slot of the value of a severity that is words with strokes between, of any language: ``page / ticket``."""
    whole = text.strip()
    if {label.key, label.bare}.isdisjoint(lexicon.roles["severity"]) or _OFFERED.fullmatch(whole) is None:
        return ()
    start = text.index(whole)
    return (Slot(whole, start, start + len(whole), choice_of(re.split(r"\s[/|]\s", whole), "", lexicon)),)


_OFFERED = re.compile(r"[^\W\d_][\w-]{1,20}(?:\s[/|]\s[^\W\d_][\w-]{1,20}){1,5}")


def is_moment(text: str) -> bool:
    """Whether a text is a date, a time or both, and nothing else: in a template it is an example."""
    return read_stamp(text) is not None or read_range(text) is not None


def example_type(text: str) -> SlotType | None:
    """What a value takes that is filled in with an example, which a report need not have the form of."""
    stamp = read_stamp(text)
    if stamp is not None and stamp.valid:
        kind: SlotKind = "time" if stamp.date is None else "date-time" if stamp.time is not None else "date"
        return SlotType(kind, lenient=True)
    length = read_duration(text)
    return SlotType("duration", lenient=True) if length is not None and length.end == len(text.rstrip()) else None


def begins_with_moment(text: str) -> bool:
    """Whether a text begins with a date, a time or a time since the start, as a timeline's entry does."""
    if _SINCE_START.match(text.lstrip(" *_`[(")):
        return True
    found = find_stamps(text[:_HEAD])
    return bool(found) and not text[: found[0].start].strip(" *_`[(")


def listed_levels(label: Label, only: ShapeNode, lexicon: Lexicon) -> tuple[str, ...]:
    """The levels of severity that boxes below a heading or lead list: one of them is ticked, the others may go."""
    items = only.children if only.kind == "list" else ()
    sure = not {label.key, label.bare, *keys_in_two(label.bare)}.isdisjoint(lexicon.roles["severity"])
    if len(items) < 2 or not (sure or phrases(lexicon.words.likely.get("severity", ())).search(label.key)):
        return ()
    if not all(item.box and not item.slots for item in items):
        return ()
    texts = [item.label.text for item in items]
    if sure and all(len(text.split()) <= _LONGEST_LEVEL for text in texts):
        return tuple(texts)
    heads = [_EXPLAINS.split(text, maxsplit=1)[0].strip() for text in texts]  # `SEV1: nobody can order`
    alike = len({_OF_LEVEL.sub("", head) for head in heads}) == 1 and all(map(_OF_LEVEL.search, heads))
    lettered = heads == [chr(ord("A") + number) for number in range(len(heads))]  # `A - everyone`
    known = (sure and alike) or lettered or is_scale(heads, lexicon)
    return tuple(heads) if len({*heads}) == len(heads) and known else ()


_OF_LEVEL = re.compile(r"(?<=[^\W\d_])[ -]?(?:\d|(?<=[ -])[A-F])$")
"""What tells levels of one word apart: ``Class 1``, ``SEV-B``."""


_LONGEST_LEVEL = 4
"""Words of a level that is alone beside its box."""

_EXPLAINS = re.compile(r"[:：(（]|\s[—–-]\s")


def offers_boxes(children: Iterable[ShapeNode]) -> bool:
    """Whether what is below a question offers boxes to choose from: several, and no list of as many as there are."""
    boxes = (item.box for child in children if child.kind == "list" and not child.sample for item in child.children)
    return sum(boxes) > 1


def states_zone(text: str, words: Prompts) -> bool:
    """Whether a text says in which time zone its document is: ``All times are US/Pacific``."""
    return any(map(_is_zone, text.split())) and not is_request(text, words)


def _is_zone(word: str) -> bool:
    """Whether a word is a zone by itself: no other acronym, and no single letter."""
    zone = read_zone(word.strip("()[],.;*_"))
    return zone is not None and len(zone.raw) > 1 and (zone.kind != "abbreviation" or zone.name in zone_words().known)
