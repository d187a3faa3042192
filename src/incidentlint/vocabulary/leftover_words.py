"""The words of what a writer leaves of a form: the lexicon's table ``[leftovers]``."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from incidentlint.vocabulary.keys import key_of
from incidentlint.vocabulary.phrases import Phrases, words_of
from incidentlint.vocabulary.tables import Table, Texts


class Leftovers(Table, frozen=True):
    """What a writer leaves of a form, in a report of no known template. All are compared as plain words."""

    notes: Annotated[Texts, Meta(description="How a text begins that says that it is still to be written.")] = ()
    marks: Annotated[Texts, Meta(description="How a text begins that says what it is itself: sample text.")] = ()
    samples: Annotated[Texts, Meta(description="Words of such a mark that is about an example.")] = ()
    asked: Annotated[Texts, Meta(description="How a bracket begins that asks somebody for a text.")] = ()
    inside: Annotated[Texts, Meta(description="What follows a name in a bracket that asks somebody for a text.")] = ()
    slots: Annotated[Texts, Meta(description="What the slot of a title is called, before a value beside it.")] = ()
    prompts: Annotated[Texts, Meta(description="How the texts of well-known public templates begin.")] = ()
    verbs: Annotated[Texts, Meta(description="Verbs by which a template asks for a text.")] = ()
    objects: Annotated[Texts, Meta(description="What follows such a verb.")] = ()
    begin: Annotated[Texts, Meta(description="How a bracket begins that is to be filled in.")] = ()
    asking: Annotated[Texts, Meta(description="Those of them that an action may begin with too.")] = ()
    end: Annotated[Texts, Meta(description="How a bracket ends that is to be filled in.")] = ()
    whole: Annotated[Texts, Meta(description="All that a bracket says that is to be filled in.")] = ()
    alone: Annotated[Texts, Meta(description="The same where the bracket is all that is in its place.")] = ()
    kept: Annotated[Texts, Meta(description="All that a bracket says that is no request.")] = ()
    states: Annotated[Texts, Meta(description="States of a report or action, of which a form offers several.")] = ()
    waiting: Annotated[Texts, Meta(description="Columns of tickets, in which a marker waits for one.")] = ()
    heads: Annotated[Texts, Meta(description="Heads over the labels or times of a table.")] = ()
    people: Annotated[Texts, Meta(description="Names that stand for a person.")] = ()
    persons: Annotated[Texts, Meta(description="Labels of people, beside those of authors and owners.")] = ()
    closing: Annotated[Texts, Meta(description="How the boxes begin that a form has for itself, at its end.")] = ()
    capitals: Annotated[Texts, Meta(description="What a form calls in capitals that is to be written.")] = ()
    must: Annotated[Texts, Meta(description="What a lead says over boxes that all have to be ticked.")] = ()
    pending: Annotated[Texts, Meta(description="What a bracket in a value's place says of a value to come.")] = ()
    report_verbs: Annotated[Texts, Meta(description="What is done with a report until it is there.")] = ()
    report_names: Annotated[Texts, Meta(description="What a report calls itself in its title.")] = ()
    report_rest: Annotated[Texts, Meta(description="Further words of a task that is to write the report.")] = ()
    titles: Annotated[Texts, Meta(description="Titles that say only what they are the title of.")] = ()
    open: Annotated[Texts, Meta(description="Words of the headings of sections in which open work is no gap.")] = ()
    questions: Annotated[
        Texts, Meta(description="How a question to the writer begins, in italics or parentheses.")
    ] = ()
    lessons: Annotated[Texts, Meta(description="Words of headings over what was learned.")] = ()
    parts_of_lessons: Annotated[Texts, Meta(description="Words of headings of its parts: what went well.")] = ()
    common: Annotated[Texts, Meta(description="Words that two headings share by chance.")] = ()
    filled: Annotated[Texts, Meta(description="Headings below which something has to be.")] = ()
    explaining: Annotated[
        Texts, Meta(description="Headings below which marks and forms are explained, and none is left.")
    ] = ()
    unfinished: Annotated[Texts, Meta(description="Words with which no sentence ends.")] = ()
    sample_items: Annotated[Texts, Meta(description="What a form calls each item of a list of samples.")] = ()
    filler: Annotated[Texts, Meta(description="Words that fill a page in a sample: lorem ipsum dolor.")] = ()
    here: Annotated[Texts, Meta(description="How a short text ends that stands for another: summary goes here.")] = ()


class LeftoverWords(msgspec.Struct, frozen=True):
    """What a writer leaves of a form, as plain words; the lexicon says what each of them is."""

    notes: Phrases
    marks: Phrases
    samples: frozenset[str]
    asked: Phrases
    inside: Phrases
    slots: frozenset[str]
    prompts: Phrases
    verbs: Phrases
    closing: Phrases
    capitals: frozenset[str]
    must: frozenset[str]
    pending: frozenset[str]
    report_verbs: frozenset[str]
    report_names: tuple[str, ...]
    """The longer ones first."""
    report_rest: frozenset[str]
    objects: frozenset[str]
    begin: Phrases
    asking: frozenset[str]
    end: frozenset[str]
    whole: frozenset[str]
    alone: frozenset[str]
    kept: frozenset[str]
    states: frozenset[str]
    waiting: frozenset[str]
    heads: frozenset[str]
    people: frozenset[str]
    persons: frozenset[str]
    """As keys."""
    titles: frozenset[str]
    open: frozenset[str]
    questions: Phrases
    lessons: frozenset[str]
    parts_of_lessons: frozenset[str]
    common: frozenset[str]
    filled: frozenset[str]
    unfinished: frozenset[str]
    here: tuple[str, ...]
    sample_items: frozenset[str]
    filler: frozenset[str]
    long_filler: frozenset[str]
    acting: frozenset[str]
    """Columns, as keys, that only a table of actions has."""


_LONG = 5
"""A shorter word of filler is one of another language as well."""


def read_leftover_words(words: Leftovers, acting: frozenset[str]) -> LeftoverWords:
    """The words of the lexicon's table; `acting` are the columns that only a table of actions has."""

    def plain(texts: Texts) -> frozenset[str]:
        return frozenset(map(words_of, texts))

    return LeftoverWords(
        notes=Phrases(words.notes),
        marks=Phrases(words.marks),
        samples=plain(words.samples),
        asked=Phrases(words.asked),
        inside=Phrases(words.inside),
        slots=plain(words.slots),
        prompts=Phrases(words.prompts),
        verbs=Phrases(words.verbs),
        closing=Phrases(words.closing),
        capitals=plain(words.capitals),
        must=plain(words.must),
        pending=plain(words.pending),
        report_verbs=plain(words.report_verbs),
        report_names=tuple(sorted(plain(words.report_names), key=lambda name: (-len(name), name))),
        report_rest=plain(words.report_rest),
        objects=plain(words.objects),
        begin=Phrases(words.begin),
        asking=plain(words.asking),
        end=plain(words.end),
        whole=plain(words.whole),
        alone=plain(words.alone),
        kept=plain(words.kept),
        states=plain(words.states),
        waiting=plain(words.waiting),
        heads=plain(words.heads),
        people=plain(words.people),
        persons=frozenset(map(key_of, words.persons)),
        titles=plain(words.titles),
        open=plain(words.open),
        questions=Phrases(words.questions),
        lessons=plain(words.lessons),
        parts_of_lessons=plain(words.parts_of_lessons),
        common=plain(words.common),
        filled=plain(words.filled),
        unfinished=plain(words.unfinished),
        here=tuple(f" {words_of(text)}" for text in words.here),
        sample_items=plain(words.sample_items),
        filler=plain(words.filler),
        long_filler=frozenset(word for word in plain(words.filler) if len(word) > _LONG),
        acting=acting,
    )
