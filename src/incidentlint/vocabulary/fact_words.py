"""The tables of words by which the facts of an incident are told: the lexicon's table ``[facts]``.

The room `facts` reads them; here is only their form.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from incidentlint.vocabulary.tables import Table, Texts

Told = Literal[
    "started", "detected", "reported", "acknowledged", "declared", "mitigated", "repaired", "restored", "resolved",
    "closed",
]  # fmt: skip
"""What may be told of an incident, in the order in which it happens."""


class FactTexts(Table, frozen=True):
    """Words around what is told. They are compared one by one, in any case; some are labels, compared whole."""

    subjects: Annotated[Texts, Meta(description="What a milestone or a length is of.")] = ()
    incident: Annotated[Texts, Meta(description="The one of them that is the incident, and no part of it.")] = ()
    fillers: Annotated[Texts, Meta(description="What may be beside a milestone's name in a label.")] = ()
    links: Annotated[Texts, Meta(description="What may be between the incident and what became of it.")] = ()
    unless: Annotated[Texts, Meta(description="Words before a milestone that make it no statement of it.")] = ()
    partly: Annotated[Texts, Meta(description="Words after a milestone that make it one of a part only.")] = ()
    aside: Annotated[Texts, Meta(description="Words right after a milestone's phrase of a row of something else.")] = ()
    clocks: Annotated[Texts, Meta(description="What a sentence is about that states a zone for all: all times.")] = ()
    endings: Annotated[Texts, Meta(description="What a row tells that may have ended what was felt.")] = ()
    middles: Annotated[Texts, Meta(description="What a row tells that ended nothing.")] = ()
    beginnings: Annotated[Texts, Meta(description="Words after which a thing is only begun or meant.")] = ()
    detections: Annotated[Texts, Meta(description="What a row tells that is the detection.")] = ()
    unordered: Annotated[Texts, Meta(description="What is said of a timeline that is not in order.")] = ()
    rest: Annotated[Texts, Meta(description="What says that a list of parts is incomplete.")] = ()
    timelines: Annotated[Texts, Meta(description="Headings of timelines. Labels.")] = ()
    time: Annotated[Texts, Meta(description="Columns of times. Labels.")] = ()
    date: Annotated[Texts, Meta(description="Columns of days. Labels.")] = ()
    due: Annotated[Texts, Meta(description="Columns that no timeline has. Labels.")] = ()
    story: Annotated[Texts, Meta(description="Sections and fields that tell of the whole incident. Labels.")] = ()
    dates: Annotated[Texts, Meta(description="The incident's own day. Labels.")] = ()
    written: Annotated[Texts, Meta(description="The report's own day. Labels.")] = ()
    reviews: Annotated[Texts, Meta(description="What looks back at an incident, in a label.")] = ()
    meetings: Annotated[Texts, Meta(description="What is beside one of those where it is a meeting.")] = ()
    opened: Annotated[Texts, Meta(description="What a label says of what is open from then on.")] = ()
    shut: Annotated[Texts, Meta(description="What the label beside it says where that is over.")] = ()
    closings: Annotated[Texts, Meta(description="How the last line of a report begins that has its id.")] = ()


class LengthWords(Table, frozen=True):
    """What a kind of length is called, and between what it counts."""

    words: Annotated[Texts, Meta(description="What it is called.")] = ()
    of: Annotated[Texts, Meta(description="Its end, behind a word for time to: Zeit bis zur Erkennung.")] = ()
    starts: Annotated[tuple[Told, ...], Meta(description="What it counts from.")] = ()
    ends: Annotated[tuple[Told, ...], Meta(description="What it counts to.")] = ()
    otherwise: Annotated[tuple[Told, ...], Meta(description="What it counts to where none of those is stated.")] = (
        msgspec.field(default=(), name="else")
    )


class FactLengths(Table, frozen=True):
    """How lengths of time are called."""

    to: Annotated[Texts, Meta(description="How a length of time to something begins.")] = ()
    after: Annotated[Texts, Meta(description="What says from when it counts.")] = ()
    leads: Annotated[Texts, Meta(description="Words before both of its ends: time from start to detection.")] = ()
    until: Annotated[Texts, Meta(description="What is behind the name of the end that it counts to.")] = ()
    whole: Annotated[Texts, Meta(description="What the length of the whole incident is called.")] = ()
    also: Annotated[Texts, Meta(description="What may be beside that.")] = ()
    alone: Annotated[Texts, Meta(description="Labels that are the length of the whole by themselves.")] = ()
    down: Annotated[Texts, Meta(description="Words of them by which it can only count from the start.")] = ()
    felt: Annotated[Texts, Meta(description="Words by which it is that of a part: of what users felt.")] = ()
    spans: Annotated[Texts, Meta(description="What is behind its end in a label of two words: Detection delay.")] = ()
    workdays: Annotated[Texts, Meta(description="Days on which people work, behind their number.")] = ()
    kinds: Annotated[dict[str, LengthWords], Meta(description="The kinds of lengths, by name.")] = msgspec.field(
        default_factory=dict
    )


class FactSentences(Table, frozen=True):
    """How a sentence says that a length of time is that of the whole incident."""

    lasting: Annotated[Texts, Meta(description="Verbs before a length: lasted 40 minutes.")] = ()
    nouns: Annotated[Texts, Meta(description="What is of a length: an outage of 40 minutes.")] = ()
    also: Annotated[Texts, Meta(description="What may follow a length as one of them does: a 40 minute period.")] = ()
    outright: Annotated[
        Texts,
        Meta(description="Words before what was wrong that say how bad it was: a full outage, which may be less."),
    ] = ()
    harm: Annotated[Texts, Meta(description="Words that say what was wrong, before 'for' and a length.")] = ()
    harmed_begins: Annotated[Texts, Meta(description="How further words for harm begin: unusable.")] = ()
    harmed_ends: Annotated[Texts, Meta(description="How those words end.")] = ()
    mended: Annotated[Texts, Meta(description="Words that say that it was put right, before a length.")] = ()
    within: Annotated[Texts, Meta(description="Words between those and the length.")] = ()
    at: Annotated[Texts, Meta(description="Words between those and a time: resolved at 14:57.")] = ()
    other: Annotated[Texts, Meta(description="Words that make a sentence one of something else.")] = ()


class FactTables(Table, frozen=True):
    """What a report states of its incident, whatever its template."""

    milestones: Annotated[
        dict[Told, Texts], Meta(description="Milestones in the order in which they happen, with the words for each.")
    ] = msgspec.field(default_factory=dict)
    words: Annotated[FactTexts, Meta(description="Words around what is told.")] = FactTexts()
    sentences: Annotated[FactSentences, Meta(description="How a sentence tells a length.")] = FactSentences()
    lengths: Annotated[FactLengths, Meta(description="How lengths of time are called.")] = FactLengths()


__all__ = ["FactLengths", "FactTables", "FactTexts", "LengthWords", "Told"]
