"""How a summary speaks of the whole incident, or of something else: the lexicon's table ``[summary]``."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from incidentlint.vocabulary.tables import Table, Texts


class SummaryWords(Table, frozen=True):
    """Single words in lower case, by what they say of a figure or a length beside them."""

    people: Annotated[Texts, Meta(description="Those whom an incident affects, whatever a report calls them.")] = ()
    everyone: Annotated[Texts, Meta(description="Subjects that speak of the whole: nobody, the site.")] = ()
    affected: Annotated[Texts, Meta(description="What became of them: 47 customers were affected.")] = ()
    were: Annotated[Texts, Meta(description="Verbs before such a word: were affected, got hit.")] = ()
    could: Annotated[Texts, Meta(description="Verbs that say it alone: could not, lost access.")] = ()
    skipped: Annotated[Texts, Meta(description="What may be between such a word and a number: a total of.")] = ()
    part: Annotated[Texts, Meta(description="Words before a number that make it one of a part, or a limit.")] = ()
    of: Annotated[Texts, Meta(description="The word before the whole that a figure is a part of.")] = ()
    determiners: Annotated[Texts, Meta(description="Words between such a word and the figure: of the 40.")] = ()
    whole: Annotated[Texts, Meta(description="Those that say by themselves that it is a part: of all.")] = ()
    rates: Annotated[
        Texts, Meta(description="How it goes on after a sum that is a rate, a bound or a part of another one.")
    ] = ()
    narrowed: Annotated[
        Texts, Meta(description="Words after a number that make it one of a part, before a determiner: in the queue.")
    ] = ()
    joined: Annotated[Texts, Meta(description="Words before a number that add it to another one.")] = ()
    some: Annotated[Texts, Meta(description="Words in a sentence whose length of time is of some only.")] = ()
    turns: Annotated[Texts, Meta(description="Words after a length of time that make it one of a part.")] = ()
    elsewhere: Annotated[Texts, Meta(description="Words of a sentence that speaks of another time or event.")] = ()
    returned_to: Annotated[
        Texts, Meta(description="What is not of another time after such a word: the previous release, gone back to.")
    ] = ()
    loss: Annotated[Texts, Meta(description="What money was lost: loss, cost, refunds.")] = ()
    limits: Annotated[Texts, Meta(description="Words before a sum that make it a limit or a part.")] = ()
    other_money: Annotated[Texts, Meta(description="Words of a sentence whose sum is of something else.")] = ()
    doubt: Annotated[Texts, Meta(description="Words shortly before a sum that was not lost: could have cost.")] = ()
    when: Annotated[Texts, Meta(description="Words before a moment: the upgrade of, on, since.")] = ()
    took: Annotated[Texts, Meta(description="Verbs before a length of time: it took two hours.")] = ()
    led: Annotated[Texts, Meta(description="Words before a length of time and what it was of: leading to.")] = ()
    to: Annotated[
        Texts, Meta(description="Words between such a word and the length: led to two hours of downtime.")
    ] = ()
    lasting_for: Annotated[Texts, Meta(description="The word before a length that something lasted: down for.")] = ()
    namely: Annotated[Texts, Meta(description="Words that say a thing again in other words: i.e.")] = ()
    mended: Annotated[Texts, Meta(description="What was true again: worked again after two hours.")] = ()
    restored: Annotated[Texts, Meta(description="What the whole was in the end: back, up, over.")] = ()
    repairs: Annotated[Texts, Meta(description="What took a length of the whole: recovery, to restore.")] = ()
    later: Annotated[Texts, Meta(description="Words after a length that something was restored after.")] = ()
    within: Annotated[Texts, Meta(description="Words between that and a length of time.")] = ()
    about: Annotated[Texts, Meta(description="Words that may be right before a length of time.")] = ()


__all__ = ["SummaryWords"]
