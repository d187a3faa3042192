"""The typed form of a file of words: one language, or what a pack or a configuration adds under ``[lexicon]``.

A table that a reader needs is a `Table`, here or in a module of its own, and a field of `Words`; merging, spellings and
`Lexicon.words` take it as they take the others. *Labels* are compared whole, by key.
*Phrases* are looked for in a text (`phrase_patterns`).
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from incidentlint.vocabulary.conduct_words import ConductWords, PrivacyWords
from incidentlint.vocabulary.fact_words import FactTables
from incidentlint.vocabulary.figure_words import FigureWords
from incidentlint.vocabulary.leftover_words import Leftovers
from incidentlint.vocabulary.recognition_words import Recognition
from incidentlint.vocabulary.roles import ColumnName, MilestoneName, RoleName
from incidentlint.vocabulary.summary_words import SummaryWords
from incidentlint.vocabulary.tables import AsWritten, Places, Table, Texts, Wholes


class Sections(Table, frozen=True):
    """Headings that are no role's."""

    facts: Annotated[
        Texts, Meta(description="Headings of sections of facts, whose fields may be those of the report.")
    ] = ()
    other: Annotated[
        Texts, Meta(description="Further headings and labels of incident reports, by which the language is known.")
    ] = ()


class Guide(Table, frozen=True):
    """Labels of what a template tells the writer."""

    sections: Annotated[Texts, Meta(description="Headings of sections of instructions.")] = ()
    kept: Annotated[Texts, Meta(description="Headings of sections that a report may leave out: phrases.")] = ()
    sample_headings: Annotated[Texts, Meta(description="How a text says that headings are examples. Phrases.")] = ()
    examples: Annotated[Texts, Meta(description="Labels of an example.")] = ()
    examples_of: Annotated[Texts, Meta(description="How a heading over an example goes on: example of it.")] = ()
    of_template: Annotated[Texts, Meta(description="Headings of what a template says of itself: phrases.")] = ()
    answers: Annotated[Texts, Meta(description="Labels of how to answer: free text. Phrases.")] = ()
    required_parts: Annotated[Texts, Meta(description="Headings over all sections that are needed. Phrases.")] = ()
    optional_parts: Annotated[Texts, Meta(description="Headings over all that are not. Phrases.")] = ()
    formats: Annotated[Texts, Meta(description="Labels of how something is to be written.")] = ()
    hints: Annotated[Texts, Meta(description="Labels of a hint to the writer.")] = ()
    columns: Annotated[Texts, Meta(description="Further heads of columns of hints.")] = ()
    templates: Annotated[Texts, Meta(description="What a template calls itself, in its title or a value.")] = ()
    filed: Annotated[Texts, Meta(description="What tells the writer which file a report is, before its name.")] = ()
    of_itself: Annotated[Texts, Meta(description="How a template says that it is one, to be copied: phrases.")] = ()
    title_of: Annotated[Texts, Meta(description="How a title goes on after that: template for a report. Phrases.")] = ()
    placeholders: Annotated[Texts, Meta(description="What a label ends with whose value is a placeholder.")] = ()


class Answers(Table, frozen=True):
    """What a value says when it says no more than that."""

    yes: Annotated[Texts, Meta(description="Yes.")] = ()
    no: Annotated[Texts, Meta(description="No.")] = ()
    none: Annotated[Texts, Meta(description="There is none.")] = ()
    others: Annotated[Texts, Meta(description="What the last of some options or rows is called: all others.")] = ()
    not_applicable: Annotated[Texts, Meta(description="It does not apply.")] = ()
    until: Annotated[Texts, Meta(description="Words before the day on which an action is due.")] = ()
    needless: Annotated[Texts, Meta(description="It was not needed: with a reason as good as one that says so.")] = ()
    unanswered: Annotated[Texts, Meta(description="A form's mark for an answer that nobody gave.")] = ()
    because: Annotated[Texts, Meta(description="Words that a reason begins with.")] = ()
    todo: Annotated[Texts, Meta(description="It is still to be written or decided.")] = ()
    later: Annotated[Texts, Meta(description="How a short text begins that says so, and when or by whom.")] = ()
    marks: Annotated[
        AsWritten, Meta(description="Acronyms in capitals that say the same, whatever follows: TODO: ask Ana.")
    ] = ()
    asked: Annotated[Texts, Meta(description="What one of them tells to do, right behind it: TODO ask Ana.")] = ()
    undecided: Annotated[
        AsWritten, Meta(description="Those of the acronyms that wait for a value in any cell of a table, as written.")
    ] = ()
    unsigned: Annotated[Texts, Meta(description="It is not signed, or not yet.")] = ()
    unknown: Annotated[Texts, Meta(description="Nobody knows, or not yet.")] = ()
    nobody: Annotated[Texts, Meta(description="What says that nobody is named where an owner belongs.")] = ()
    anyone: Annotated[Texts, Meta(description="How an owner begins who is no one in particular.")] = ()
    groups: Annotated[
        Texts, Meta(description="What names no person there, but may do where no template asks for one: the team.")
    ] = ()
    teams: Annotated[Texts, Meta(description="What a group of people is called: the platform *team*.")] = ()
    persons: Annotated[Texts, Meta(description="How a template asks for one person, and no group.")] = ()
    done: Annotated[Texts, Meta(description="How an action begins to say that it is done.")] = ()
    undone: Annotated[Texts, Meta(description="States of an action that is still to be done.")] = ()
    explanation: Annotated[Texts, Meta(description="How the label of what explains a choice begins.")] = ()
    no_time: Annotated[Texts, Meta(description="How a value begins that has no time to tell. Phrases.")] = ()
    periods: Annotated[
        Texts, Meta(description="Periods of the calendar that are numbered, as a due date may be one: Q3, week 14.")
    ] = ()
    at_once: Annotated[Texts, Meta(description="Words for a length or a moment that needs no clock.")] = ()


class ChangeWords(Table, frozen=True):
    """How a text says that a severity was changed. All are phrases."""

    raised: Annotated[Texts, Meta(description="It became more severe.")] = ()
    lowered: Annotated[Texts, Meta(description="It became less severe.")] = ()
    then: Annotated[Texts, Meta(description="What is between two levels when the second came later.")] = ()
    before: Annotated[Texts, Meta(description="What is before a level that the incident had earlier.")] = ()
    aside: Annotated[Texts, Meta(description="What is before a level that the incident never had.")] = ()
    denied: Annotated[Texts, Meta(description="What is before a change that was only considered.")] = ()
    to: Annotated[Texts, Meta(description="What is before the level that it was changed to.")] = ()
    set: Annotated[Texts, Meta(description="How an entry of a timeline sets a level.")] = ()
    declared: Annotated[Texts, Meta(description="How an entry declares an incident, with its level beside it.")] = ()
    became: Annotated[Texts, Meta(description="What is right before the level that an incident is now of.")] = ()
    beside: Annotated[Texts, Meta(description="What may be beside a declared level.")] = ()
    people: Annotated[Texts, Meta(description="Whom an incident is escalated to, after a level in their name.")] = ()
    doubt: Annotated[Texts, Meta(description="Words of an entry in which a change was only considered.")] = ()


class SeverityWords(Table, frozen=True):
    """Levels of severity."""

    scales: Annotated[Wholes, Meta(description="Levels that are words, the most severe first.")] = ()
    lightest: Annotated[Texts, Meta(description="What is lighter than any level of a scale.")] = ()
    forms: Annotated[Wholes, Meta(description="Words for levels, each in all of its forms.")] = ()
    changes: Annotated[ChangeWords, Meta(description="How a severity is said to have changed.")] = ChangeWords()
    numbered: Annotated[
        dict[str, Texts], Meta(description="Prefixes of numbered levels, each with its spellings in lower case.")
    ] = msgspec.field(default_factory=dict)


class Gates(Table, frozen=True):
    """How a template says when something is required. All are phrases."""

    demands: Annotated[Texts, Meta(description="It is required.")] = ()
    needs: Annotated[Texts, Meta(description="Between levels and the names of the sections that they need.")] = ()
    spares: Annotated[Texts, Meta(description="It is not required, or may be left out.")] = ()
    unless: Annotated[Texts, Meta(description="Words behind these before the levels that need it.")] = ()
    demands_after: Annotated[
        Texts, Meta(description="What follows levels and says that all of a section is required for them.")
    ] = ()
    spares_after: Annotated[Texts, Meta(description="What follows levels for which a section is not.")] = ()
    marked: Annotated[Texts, Meta(description="What says that something bears a mark: marked (R).")] = ()
    fillers: Annotated[AsWritten, Meta(description="Words between one of those and the levels of severity.")] = ()
    optional: Annotated[Texts, Meta(description="Notes that make their section or field optional.")] = ()
    optional_sections: Annotated[Texts, Meta(description="How a sentence begins that makes its section optional.")] = ()
    even_none: Annotated[Texts, Meta(description="What says that to have nothing to tell is to be told.")] = ()
    dropped: Annotated[Texts, Meta(description="How a sentence begins that says when its section may go.")] = ()
    dropped_else: Annotated[Texts, Meta(description="How one begins that says for what else it may go.")] = ()
    restricted: Annotated[
        Texts, Meta(description="How a sentence begins that says for which incidents its section is.")
    ] = ()
    in_case: Annotated[Texts, Meta(description="Words before the case in which a section may go.")] = ()
    otherwise: Annotated[
        Texts, Meta(description="Words before what to write where what was said before does not hold.")
    ] = ()
    all_boxes: Annotated[
        Texts, Meta(description="What a sentence says by which every box of its section is ticked.")
    ] = ()
    if_: Annotated[Texts, Meta(description="What a condition begins with.")] = msgspec.field(default=(), name="if")
    no_condition: Annotated[
        Texts, Meta(description="How what follows begins when it is no condition that a field answers.")
    ] = ()
    strongest: Annotated[Texts, Meta(description="How a sentence begins that goes before others.")] = ()
    only: Annotated[Texts, Meta(description="Words for only, beside levels.")] = ()
    levels_before: Annotated[Texts, Meta(description="Words before levels that are alone: for P0.")] = ()
    levels_after: Annotated[Texts, Meta(description="Words after levels that are alone: P0 only.")] = ()
    and_above: Annotated[Texts, Meta(description="Words after a level that mean the more severe ones too.")] = ()
    from_level: Annotated[Texts, Meta(description="Words before a level that mean the more severe ones too.")] = ()
    to: Annotated[Texts, Meta(description="Words between the ends of a range of levels.")] = ()
    and_: Annotated[Texts, Meta(description="Words between levels.")] = msgspec.field(default=(), name="and")
    incidents: Annotated[Texts, Meta(description="Words after levels: P0 incidents.")] = ()
    common: Annotated[AsWritten, Meta(description="Words that say nothing of what a condition is about.")] = ()


class CheckWords(Table, frozen=True):
    """How an item of a check list says what became of it, where no box does. All are phrases."""

    made: Annotated[Texts, Meta(description="It was made.")] = ()
    not_made: Annotated[Texts, Meta(description="It was not made, whatever a tick says.")] = ()
    no: Annotated[
        Texts, Meta(description="It was not made; of an item that is ticked, where the item names a deed.")
    ] = ()
    open: Annotated[Texts, Meta(description="It was not made, unless a tick says that it was.")] = ()
    still: Annotated[Texts, Meta(description="Alone it says of a ticked item as well that it was not made.")] = ()
    can_be_open: Annotated[Texts, Meta(description="Things of an item that may be open: gates, ports.")] = ()
    left: Annotated[Texts, Meta(description="How a text ends by which something of a check is left to do.")] = ()
    only: Annotated[Texts, Meta(description="How a text begins by which only a part of a check was made.")] = ()
    waits: Annotated[Texts, Meta(description="What is before whom or what a check waits for.")] = ()
    nothing: Annotated[Texts, Meta(description="What is there when a check waits for nothing. Phrases.")] = ()
    pends: Annotated[Texts, Meta(description="What is before the name of somebody whom a check waits for.")] = ()
    elsewhere: Annotated[Texts, Meta(description="Whole texts that only say where it may be told.")] = ()
    deeds: Annotated[AsWritten, Meta(description="Words of an item that names what somebody had to do.")] = ()
    doubts: Annotated[Texts, Meta(description="Words of an item to which No may be the good answer.")] = ()
    outcomes: Annotated[Texts, Meta(description="How an item ends to which No is the good answer: data lost.")] = ()
    conditions: Annotated[Texts, Meta(description="Words of an item that is to be done in some cases only.")] = ()
    runs_on: Annotated[Texts, Meta(description="What may follow such words so that they still say so.")] = ()
    said: Annotated[Texts, Meta(description="What an item goes on with when something is said of it: by Ana.")] = ()
    lists: Annotated[Texts, Meta(description="What a heading says of checks that are all made. Phrases.")] = ()
    draft: Annotated[Texts, Meta(description="What a status says of a report that is not ready.")] = ()
    final: Annotated[Texts, Meta(description="What a status says of a report to which nothing will be added.")] = ()
    pending: Annotated[Texts, Meta(description="What a part says that will be written once something is known.")] = ()
    ongoing: Annotated[Texts, Meta(description="What a status says of an incident that is not over.")] = ()
    perhaps_ongoing: Annotated[Texts, Meta(description="What it says of that, or of a report.")] = ()


class Units(Table, frozen=True):
    """Units of time, in all their forms and abbreviations."""

    week: Annotated[Texts, Meta(description="Weeks.")] = ()
    day: Annotated[Texts, Meta(description="Days.")] = ()
    hour: Annotated[Texts, Meta(description="Hours.")] = ()
    quarter: Annotated[Texts, Meta(description="Quarters of an hour.")] = ()
    minute: Annotated[Texts, Meta(description="Minutes.")] = ()
    second: Annotated[Texts, Meta(description="Seconds.")] = ()


class TimeWords(Table, frozen=True):
    """Words of dates, times of day and lengths of time. How they are put together is a grammar's to know."""

    months: Annotated[
        Places, Meta(min_length=12, max_length=12, description="The twelve months, each in its forms.")
    ] = ()
    weekdays: Annotated[
        Places,
        Meta(min_length=7, max_length=7, description="The days of the week from Monday, each in its forms."),
    ] = ()
    day_suffixes: Annotated[Texts, Meta(description="What is written after the number of a day: 1st.")] = ()
    the: Annotated[Texts, Meta(description="Articles before a date: the 5th of March.")] = ()
    of: Annotated[Texts, Meta(description="Words between a day and its month, or a month and its year.")] = ()
    on: Annotated[Texts, Meta(description="Words between a time and its date.")] = ()
    at: Annotated[Texts, Meta(description="Words between a date and its time.")] = ()
    from_: Annotated[Texts, Meta(description="Words before the first end of a range.")] = msgspec.field(
        default=(), name="from"
    )
    between: Annotated[Texts, Meta(description="Words before two ends that a word for *and* joins.")] = ()
    to: Annotated[Texts, Meta(description="Words between the ends of a range.")] = ()
    and_: Annotated[Texts, Meta(description="Words that join the parts of a length.")] = msgspec.field(
        default=(), name="and"
    )
    clock: Annotated[Texts, Meta(description="Words after a time of day.")] = ()
    clock_before: Annotated[Texts, Meta(description="Words before a time of day.")] = ()
    year: Annotated[Texts, Meta(description="Words after a year.")] = ()
    am: Annotated[Texts, Meta(description="Before noon.")] = ()
    pm: Annotated[Texts, Meta(description="After noon.")] = ()
    noon: Annotated[Texts, Meta(description="Twelve o'clock at day.")] = ()
    day_parts: Annotated[Texts, Meta(description="Parts of the day behind a weekday, but the night.")] = ()
    midnight: Annotated[Texts, Meta(description="Twelve o'clock at night.")] = ()
    relative: Annotated[Texts, Meta(description="Words after a length that make it a moment: 5 min later.")] = ()
    later: Annotated[
        Texts, Meta(description="Words behind a length that ends at a moment told beside it: 3 hours later.")
    ] = ()
    after: Annotated[
        Texts, Meta(description="Words between such a length and what it counts from: 3 hours after the alarm.")
    ] = ()
    numbers: Annotated[
        Places,
        Meta(
            min_length=13, max_length=20, description="The numbers from zero to twelve or further, each in its forms."
        ),
    ] = ()
    tens: Annotated[
        Places, Meta(max_length=8, description="Twenty, thirty and so on to ninety, each in its forms.")
    ] = ()
    hundred: Annotated[Texts, Meta(description="A hundred.")] = ()
    and_a_quarter: Annotated[Texts, Meta(description="And a quarter, after a number or a unit.")] = ()
    and_three_quarters: Annotated[Texts, Meta(description="And three quarters, after a number or a unit.")] = ()
    zone_before: Annotated[Texts, Meta(description="Words between a time of day and its zone.")] = ()
    same_time: Annotated[Texts, Meta(description="Words between a time and the same time in another zone.")] = ()
    in_all: Annotated[Texts, Meta(description="Words after a length that is that of the whole, or before it.")] = ()
    lasting: Annotated[Texts, Meta(description="Words before a length that is all of a value: lasted 2 h.")] = ()
    articles: Annotated[Texts, Meta(description="What stands for one: an hour.")] = ()
    half: Annotated[Texts, Meta(description="Half, before a unit.")] = ()
    and_a_half: Annotated[Texts, Meta(description="And a half, after a number or a unit.")] = ()
    one_and_a_half: Annotated[Texts, Meta(description="One and a half, in one word.")] = ()
    about: Annotated[Texts, Meta(description="Words before what is approximate.")] = ()
    about_notes: Annotated[Texts, Meta(description="Notes in parentheses after what is approximate.")] = ()
    nearly: Annotated[Texts, Meta(description="Words before what is a little more than the truth.")] = ()
    at_most: Annotated[Texts, Meta(description="Words before an upper bound.")] = ()
    at_least: Annotated[Texts, Meta(description="Words before a lower bound.")] = ()
    after_short_units: Annotated[
        Texts, Meta(description="Words that may follow a number with one letter for its unit: 5m of downtime.")
    ] = ()
    units: Annotated[Units, Meta(description="Units of time, each in the singular and the plural first.")] = Units()

    def numbers_by_word(self) -> dict[str, int]:
        """The numbers of the table that are one word, each by every form of it in lower case."""
        return {word.casefold(): number for number, forms in enumerate(self.numbers) for word in forms}


class Prompts(Table, frozen=True):
    """How a template asks its writer for something. Phrases, unless it says labels."""

    polite: Annotated[Texts, Meta(description="Words before a request.")] = ()
    requests: Annotated[AsWritten, Meta(description="How a sentence begins that asks for something.")] = ()
    request_ends: Annotated[AsWritten, Meta(description="How a request ends, where it ends with its verb.")] = ()
    states: Annotated[
        Texts, Meta(description="How a sentence begins that asks only with a question mark, and else states.")
    ] = ()
    leads: Annotated[Texts, Meta(description="Nouns of a lead before a colon that states: names of contacts: ...")] = ()
    leads_of: Annotated[Texts, Meta(description="Words after those nouns.")] = ()
    determiners: Annotated[Texts, Meta(description="Words before a noun that is asked for.")] = ()
    nouns: Annotated[Texts, Meta(description="Nouns that are asked for: a description.")] = ()
    names: Annotated[Texts, Meta(description="Whole values that name what is to be written.")] = ()
    bracketed: Annotated[
        AsWritten, Meta(description="Words that, alone in brackets, are a slot and no entry of a list; as written.")
    ] = ()
    handles: Annotated[Texts, Meta(description="Names after an @ that are nobody's.")] = ()
    joins: Annotated[Texts, Meta(description="Words between two such names.")] = ()
    or_none: Annotated[Texts, Meta(description="What comes after a slash to offer none.")] = ()
    and_so_on: Annotated[Texts, Meta(description="How a list of options ends.")] = ()
    blanks: Annotated[AsWritten, Meta(description="Whole values that are to be filled in; as written.")] = ()
    examples: Annotated[Texts, Meta(description="How an example begins.")] = ()
    titles: Annotated[Texts, Meta(description="Parts of a title that stand for the title itself.")] = ()
    ordinals: Annotated[Texts, Meta(description="Words before an item that stands for any.")] = ()
    items: Annotated[Texts, Meta(description="Labels that stand for any item: action item.")] = ()
    forms: Annotated[Texts, Meta(description="How a text says how dates and times are to be written.")] = ()
    unfinished: Annotated[
        Texts, Meta(description="How a text ends that only begins what is to be said: *Acknowledged by*.")
    ] = ()
    form_words: Annotated[Texts, Meta(description="Words of a text that is about forms, in a report.")] = ()
    notices: Annotated[Texts, Meta(description="Words of a notice to readers, which stays.")] = ()
    contacts: Annotated[Texts, Meta(description="How a text begins that tells readers whom to ask.")] = ()
    several: Annotated[Texts, Meta(description="What says beside boxes that several may be ticked.")] = ()
    one: Annotated[Texts, Meta(description="What says beside boxes that one alone is to be ticked.")] = ()
    stays: Annotated[Texts, Meta(description="What a text says of itself that is not to be deleted.")] = ()
    may_stay: Annotated[Texts, Meta(description="What says of texts that they may be left or deleted.")] = ()
    sections: Annotated[Texts, Meta(description="Words of headings of what each report tells anew.")] = ()
    kept: Annotated[Texts, Meta(description="Words of headings of what is the template's own.")] = ()
    deletes: Annotated[Texts, Meta(description="Verbs for deleting.")] = ()
    gone: Annotated[Texts, Meta(description="What is said of what is to be deleted: should be gone.")] = ()
    this: Annotated[Texts, Meta(description="Words between such a verb and what it deletes.")] = ()
    deleted: Annotated[Texts, Meta(description="What is deleted, or when.")] = ()
    deleted_sections: Annotated[Texts, Meta(description="What is deleted with its heading.")] = ()
    lead_orders: Annotated[
        Texts, Meta(description="How a lead begins that says how to go about what is below it.")
    ] = ()
    obliges: Annotated[Texts, Meta(description="How a lead ends that says what others must be or have.")] = ()
    of_each: Annotated[Texts, Meta(description="How a sentence begins that says what to tell of each of several.")] = ()
    line_starts: Annotated[Texts, Meta(description="What is before the sign or word that some lines begin with.")] = ()
    deleted_quotes: Annotated[Texts, Meta(description="Quotes that are to be deleted.")] = ()
    deleted_italics: Annotated[Texts, Meta(description="Text in italics that is to be deleted.")] = ()
    deletes_from: Annotated[Texts, Meta(description="Words after such a verb that say where it begins.")] = ()
    deletes_to: Annotated[Texts, Meta(description="Words after such a verb that say where it ends.")] = ()


class SlotWords(Table, frozen=True):
    """What is between the brackets of a slot, by what the slot takes."""

    dates: Annotated[Texts, Meta(description="All that the slot of a date says.")] = ()
    date_times: Annotated[Texts, Meta(description="All that the slot of a date with its time says.")] = ()
    times: Annotated[Texts, Meta(description="All that the slot of a time says.")] = ()
    lengths: Annotated[Texts, Meta(description="All that the slot of a length of time says.")] = ()
    links: Annotated[Texts, Meta(description="Words of a slot that takes a link.")] = ()
    sentences: Annotated[Texts, Meta(description="What is counted in a slot that takes sentences.")] = ()
    ids: Annotated[Texts, Meta(description="Phrases of a slot that takes the incident's id.")] = ()
    zones: Annotated[Texts, Meta(description="What asks for the time zone beside a date or time.")] = ()
    counters: Annotated[Texts, Meta(description="Phrases and signs of a slot that takes some number.")] = ()
    titles: Annotated[Texts, Meta(description="Phrases of a slot that takes the incident's title.")] = ()
    parts: Annotated[Texts, Meta(description="Words that stand for any name at the end of an id, in capitals.")] = ()
    title_words: Annotated[Texts, Meta(description="Those of them that can mean nothing else.")] = ()
    subjects: Annotated[Texts, Meta(description="Labels of the subject of a message, which may begin with a tag.")] = ()
    or_: Annotated[Texts, Meta(description="Words between two options.")] = msgspec.field(default=(), name="or")
    choose: Annotated[
        Texts, Meta(description="Phrases before or behind options that are none of them: one of A, B, C.")
    ] = ()
    trackers: Annotated[
        Texts, Meta(description="What stands for a project in the id of a ticket: TICKET-NNN; as written.")
    ] = ()
    called: Annotated[
        Texts, Meta(description="What slots are called, in slots of which a text speaks: replace each [placeholder].")
    ] = ()
    quotes: Annotated[
        Texts, Meta(description="Quotes that slots are in, two signs each; known where most values have them.")
    ] = ()


class SentenceWords(Table, frozen=True):
    """What a text is divided by."""

    abbreviations: Annotated[Texts, Meta(description="Words whose dot ends no sentence, without it.")] = ()


class Words(Table, frozen=True):
    """Words of a language, or those that a pack or a configuration adds."""

    roles: Annotated[
        dict[RoleName, Texts], Meta(description="The labels of fields and sections, by role; the first is its name.")
    ] = msgspec.field(default_factory=dict)
    likely: Annotated[
        dict[RoleName, Texts],
        Meta(description="Phrases of a label that mean a role where its slot takes what the role takes."),
    ] = msgspec.field(default_factory=dict)
    beside: Annotated[
        Texts,
        Meta(description="Phrases of a label whose moment is one of a notice or a meeting, whatever else it says."),
    ] = ()
    columns: Annotated[dict[ColumnName, Texts], Meta(description="The labels of columns of tables, by role.")] = (
        msgspec.field(default_factory=dict)
    )
    milestones: Annotated[
        dict[MilestoneName, Texts],
        Meta(description="How an entry of a timeline begins that tells one."),
    ] = msgspec.field(default_factory=dict)
    sections: Annotated[Sections, Meta(description="Headings that are no role's.")] = Sections()
    guide: Annotated[Guide, Meta(description="Labels of what a template tells the writer.")] = Guide()
    answers: Annotated[Answers, Meta(description="Words that are a whole answer.")] = Answers()
    checks: Annotated[CheckWords, Meta(description="How an item of a check list says what became of it.")] = (
        CheckWords()
    )
    severity: Annotated[SeverityWords, Meta(description="Levels of severity.")] = SeverityWords()
    gates: Annotated[Gates, Meta(description="How a template says when something is required.")] = Gates()
    time: Annotated[TimeWords, Meta(description="Words of dates, times and lengths of time.")] = TimeWords()
    prompts: Annotated[Prompts, Meta(description="How a template asks its writer for something.")] = Prompts()
    slots: Annotated[SlotWords, Meta(description="What is between the brackets of a slot.")] = SlotWords()
    figures: Annotated[FigureWords, Meta(description="Words around numbers.")] = FigureWords()
    sentences: Annotated[SentenceWords, Meta(description="What a text is divided by.")] = SentenceWords()
    summary: Annotated[SummaryWords, Meta(description="How a summary speaks of the whole incident.")] = SummaryWords()
    recognition: Annotated[Recognition, Meta(description="How a report is recognised where no template tells.")] = (
        Recognition()
    )
    leftovers: Annotated[Leftovers, Meta(description="What a writer leaves of a form.")] = Leftovers()
    facts: Annotated[FactTables, Meta(description="What a report states of its incident.")] = FactTables()
    conduct: Annotated[ConductWords, Meta(description="How a report speaks of people.")] = ConductWords()
    privacy: Annotated[PrivacyWords, Meta(description="What looks like personal data or a secret, and is none.")] = (
        PrivacyWords()
    )


class Language(Words, frozen=True):
    """A file of ``rules/lexicon``: the words of one language. The file's name is its code (ISO 639-1)."""

    name: Annotated[str, Meta(description="What the language is called in English.")] = ""
    also: Annotated[Texts, Meta(description="Codes of other languages that these words serve.")] = ()
    accents: Annotated[
        bool, Meta(description="Whether its letters have accents; words are known without them too.")
    ] = False
    letters: Annotated[
        dict[str, Texts],
        Meta(description="How a letter is written by those whose keyboard lacks it; words are known so too."),
    ] = msgspec.field(default_factory=dict)


__all__ = ["CheckWords", "Language", "Prompts", "SlotWords", "Words"]
