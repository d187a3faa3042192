"""The table of the words around numbers: the lexicon's table ``[figures]``."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from incidentlint.vocabulary.tables import Table, Texts


class FigureWords(Table, frozen=True):
    """Words around numbers."""

    no_nouns: Annotated[Texts, Meta(description="Words after a number that are not what it counts.")] = ()
    plurals: Annotated[Texts, Meta(description="Plurals that do not end as plurals do.")] = ()
    people: Annotated[Texts, Meta(description="Whom an incident affects, beside those of summaries.")] = ()
    thousand: Annotated[Texts, Meta(description="A thousand, after a number.")] = ()
    million: Annotated[Texts, Meta(description="A million, after a number.")] = ()
    billion: Annotated[Texts, Meta(description="A thousand millions, after a number.")] = ()
    percent: Annotated[Texts, Meta(description="What stands for the sign %.")] = ()
    currencies: Annotated[
        dict[str, Texts], Meta(description="Names of currencies after a sum, by their code (ISO 4217).")
    ] = msgspec.field(default_factory=dict)
    each: Annotated[Texts, Meta(description="Words after a sum that make it a rate: $70 per booking.")] = ()
    average: Annotated[Texts, Meta(description="Words before a sum that is an average.")] = ()
    prices: Annotated[Texts, Meta(description="Words and signs before a sum that is a price or an average.")] = ()
    rest: Annotated[Texts, Meta(description="Phrases and signs of a list of parts that does not name all.")] = ()
    made_good: Annotated[Texts, Meta(description="What says of an amount that nothing of it was lost.")] = ()
    totals: Annotated[Texts, Meta(description="How the label of a sum of what is above it begins.")] = ()
    included: Annotated[Texts, Meta(description="How the label of a part of the part above it begins.")] = ()
    divided: Annotated[Texts, Meta(description="Words before the parts of a whole: of which.")] = ()
    broken_down: Annotated[Texts, Meta(description="Words before all parts of a whole: namely.")] = ()
    altogether: Annotated[Texts, Meta(description="Words right behind a total, which are no label of one.")] = ()
    every: Annotated[Texts, Meta(description="Words right before a number that is all there are: all 46.")] = ()
    sums: Annotated[Texts, Meta(description="Words between numbers and what they make: 31 and 15 make 46.")] = ()
    more: Annotated[Texts, Meta(description="Words right behind a difference: 20 more.")] = ()
    difference: Annotated[Texts, Meta(description="What a difference of two numbers is called.")] = ()
    among: Annotated[Texts, Meta(description="Words between a whole and the part of it that follows.")] = ()
    others: Annotated[Texts, Meta(description="Words before the number of all that is left: the other 11.")] = ()
    from_: Annotated[Texts, Meta(description="Words before what a change begins with: from 12 to 20.")] = msgspec.field(
        default=(), name="from"
    )
    to: Annotated[Texts, Meta(description="Words between the two ends of a change: from 12 to 20.")] = ()
    out_of: Annotated[Texts, Meta(description="Phrases between a part and its whole: 12 out of the 40.")] = ()
    that_is: Annotated[
        Texts, Meta(description="Words before a share of what was named before it: 12 of 40 users, or 30 %.")
    ] = ()
    and_: Annotated[Texts, Meta(description="Words between the parts of a whole.")] = msgspec.field(
        default=(), name="and"
    )


__all__ = ["FigureWords"]
