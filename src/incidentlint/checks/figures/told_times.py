"""Lengths and moments of the summary that are said of the whole incident."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec
from msgspec.structs import replace

from incidentlint.checks.figures.told_figures import sentence_at, stated
from incidentlint.facts import is_outright, tokens
from incidentlint.grammars import (
    Count,
    Duration,
    Stamp,
    find_dates,
    find_durations,
    find_quantities,
    find_ranges,
    find_stamps,
)
from incidentlint.markdown import Prose
from incidentlint.report import Report, chronology
from incidentlint.vocabulary import SummaryWords, phrases

_CLAUSE = re.compile(r",\s|\s[–—-]\s|[()]")
_NEAR = 6
_ALIKE = 4
"""So many letters at their beginning make two words one, or all of a shorter one: basket, baskets; pay, payments."""
_SHORT = 3
_MINUTE, _HOUR = 60, 3600
_JUST_BEFORE = 4
"""So many words before `at 08:41` say what was felt then."""


class ToldLength(msgspec.Struct, frozen=True):
    """A length of time that a sentence says of the whole incident; `repair` says that it may count from later."""

    prose: Prose
    duration: Duration
    repair: bool = False
    worst: bool = False
    """Whether it is of the time at which it was worst, which the whole may go beyond: a full outage."""


def whole_lengths(report: Report, texts: list[Prose]) -> Iterator[ToldLength]:
    """The lengths in the summary that are said of the whole incident, and not of a part or of another event."""
    teller = _Teller(report, texts)
    for prose in texts:
        for duration in find_durations(prose.text):
            kind = teller.kind(prose, duration)
            if kind:
                worst = teller.is_of_the_worst(prose, duration)
                yield ToldLength(prose, replace(duration, bound=None), kind == "repair", worst)


class _Teller:
    """What sentences of a summary speak of."""

    def __init__(self, report: Report, texts: list[Prose]) -> None:
        self.words: SummaryWords = report.lexicon.words.summary
        self.facts = report.lexicon.facts.sentences
        self.texts = texts
        self.days = {
            day for statement in chronology(report).milestones if statement.point for day in statement.point.days
        }
        users = stated(report, "users")
        self.users = users[1].figure.value if users is not None else None
        titles = [title.title.text for title in report.outline.titles]
        first = sentence_at(texts[0].text, 0, 0)[1] if texts else ""
        self.subjects = {word for text in (*titles, first) for word in tokens(text) if len(word) >= _SHORT}

    def kind(self, prose: Prose, duration: Duration) -> str:
        """``whole``, ``repair``, or ``""``."""
        if duration.qualifier is not None:
            return ""
        before, behind = sentence_at(prose.text, duration.start, duration.end)
        told, said = tokens(before), tokens(behind)
        if duration.bound is not None:
            # `within 3 hours 40 minutes` is a length in other words; within 4 hours may have been 3.
            lead = tokens(duration.raw)[:1]
            if (
                duration.precision > _MINUTE
                or duration.seconds % _HOUR == 0
                or lead[:1] == []
                or lead[0] not in self.words.within
            ):
                return ""
            told += lead
        if self._speaks_of_else(told) or set(said[:_NEAR]) & set(self.words.elsewhere):
            return ""
        own = self._own_clause(before)
        if set(tokens(own)) & set(self.words.some) or self._is_of_other_day(before + behind):
            return ""
        if self._is_of_a_count(own):
            return ""
        kind = self._kind(told, said, before, duration)
        if kind:
            return kind if self._is_of_all(prose, duration, before) else ""
        kind = self._led(told, said)
        return kind if kind and self._speaks_of_all(_CLAUSE.split(behind)[0]) else ""

    def is_of_the_worst(self, prose: Prose, duration: Duration) -> bool:
        """Whether the words around a length say how bad it was then: ``a full outage``, ``completely down``."""
        before, behind = sentence_at(prose.text, duration.start, duration.end)
        near = [*tokens(before)[-2 * _NEAR :], *tokens(behind)[:_NEAR]]
        return is_outright(near, self.facts.outright, {*self.facts.nouns, *self.facts.harm})

    def _speaks_of_else(self, told: list[str]) -> bool:
        """Whether some words are of another time or event, and not of what was gone back to: the previous release."""
        words, nouns = self.words, {*self.facts.nouns, *self.facts.also}
        for at, word in enumerate(told):
            if word not in words.elsewhere:
                continue
            thing = set(told[at + 1 : at + 2])
            to_the = at > 1 and told[at - 1] in words.determiners and told[at - 2] in words.to
            if not (to_the and nouns.isdisjoint(thing)) and thing.isdisjoint(words.returned_to):
                return True
        return False

    def _own_clause(self, before: str) -> str:
        """The part of a sentence that says what was mended after a length: ``We ... and everything worked again``."""
        clause = phrases(self.words.joined).split(before)[-1]
        mended = {*self.words.mended, *self.facts.mended}
        return clause if mended & set(tokens(clause)) and self._speaks_of_all(clause) else before

    def _led(self, told: list[str], said: list[str]) -> str:
        """What a length is of that a sentence begins with: ``For 40 minutes nobody ...``, ``After 40 minutes ...``."""
        words, facts = self.words, self.facts
        while told and told[-1] in words.about:
            told = told[:-1]
        near = said[:_NEAR]
        if len(told) != 1 or set(near) & set(words.some):
            return ""
        if told[0] in words.lasting_for and any(word in facts.harm or word in words.could for word in near):
            return "whole"
        mended = {*words.restored, *facts.mended}
        ends = any(word in mended and near[at - 1] in words.were for at, word in enumerate(near) if at)
        return "repair" if told[0] in words.within and ends else ""

    def _kind(self, told: list[str], said: list[str], before: str, duration: Duration) -> str:
        words, facts = self.words, self.facts
        while told and told[-1] in words.about:
            told = told[:-1]
        nouns = {*facts.nouns, *facts.also}
        if said[:1] and said[0] in nouns and told[-1:] and told[-1] in {*words.led, *words.to}:
            return "whole"
        if said[:1] and said[0] in words.later and told[-1:] and told[-1] in words.restored:
            return "repair"
        if duration.adjective or (
            said[:1] and said[0] in words.turns and not (said[0] == "of" and set(said[1:3]) & set(facts.nouns))
        ):
            return ""
        last = told[-1] if told else ""
        if last in facts.lasting or (last in words.were and set(told[-3:-1]) & set(facts.nouns)):
            return "whole"
        if last in words.took:
            return "repair" if self._is_of_repair(told, said) else ""
        if last in words.lasting_for and any(self._is_felt(word) for word in told):
            return "whole"
        if last in words.within and set(told[-_NEAR:]) & {*words.mended, *facts.mended}:
            return "repair"
        if said[:1] == ["of"] and set(said[1:3]) & set(facts.nouns) and set(told[-2:]) & {*words.led, *words.to}:
            return "whole"
        if (last in words.namely or (told[-2:] == ["i", "e"])) and any(self._is_harm(word) for word in told):
            return "whole"
        return ""

    def _is_felt(self, word: str) -> bool:
        return word in self.facts.harm or word in self.words.could or word in self.words.affected

    def _is_of_repair(self, told: list[str], said: list[str]) -> bool:
        """Whether what took some time is the incident or its repair: ``recovery took``, ``it took ... to restore``."""
        words, facts = self.words, self.facts
        if said[:1] and said[0] in words.to:
            return bool(set(said[1:_NEAR]) & {*words.repairs, *facts.mended})
        return bool(set(told[-3:-1]) & {*facts.nouns, *words.repairs})

    def _is_harm(self, word: str) -> bool:
        return word in self.facts.harm or word in self.words.everyone or word in self.words.could

    def _is_of_all(self, prose: Prose, duration: Duration, before: str) -> bool:
        """Whether the clause speaks of what the title or the first sentence speaks of, or of everyone."""
        if prose is self.texts[0] and not prose.text[: duration.start - len(before)].strip():
            return True
        return self._speaks_of_all(before)

    def _speaks_of_all(self, text: str) -> bool:
        said = tokens(text)
        return bool(set(said) & set(self.words.everyone)) or any(
            _are_alike(word, other) for word in said for other in self.subjects
        )

    def _is_of_a_count(self, text: str) -> bool:
        """Whether a text counts whom a length is of, and those are not all."""
        found = [figure for figure in find_quantities(text) if isinstance(figure, Count) and figure.noun]
        return any(figure.value != self.users and not self._is_everyone(text, figure) for figure in found)

    def _is_everyone(self, text: str, figure: Count) -> bool:
        """Whether a count is said to be of all, and no field says how many these are: ``All 1200 users``."""
        told = tokens(text[: figure.start])[-1:]
        people = (figure.noun or "").casefold() in self.words.people
        return self.users is None and people and bool(told) and told[0] in self.words.whole

    def _is_of_other_day(self, sentence: str) -> bool:
        """Whether a sentence names a day that is none of the incident's."""
        near = min(self.days, default=None)
        for date in find_dates(sentence):
            days = date.days()
            if date.year is None and near is not None and (nearest := date.nearest(near)) is not None:
                days = (nearest,)
            if days and not self.days & set(days):
                return True
        return False


def _are_alike(one: str, other: str) -> bool:
    """Whether two words have one stem."""
    if min(len(one), len(other)) < _SHORT:
        return False
    return one[:_ALIKE] == other[:_ALIKE] or one.startswith(other) or other.startswith(one)


def first_moment(report: Report, prose: Prose, zones: Mapping[str, str]) -> Stamp | None:
    """The one day or moment in the first sentence at which something was felt, by what is said right beside it.

    A day and a time that the sentence states apart are one moment: ``On 9 March nobody could sign in at 08:41``.
    """
    words, facts = report.lexicon.words.summary, report.lexicon.facts.sentences
    sentence = sentence_at(prose.text, 0, 0)[1]
    if find_ranges(sentence, zones):
        return None
    stamps = find_stamps(sentence, zones)
    days = [stamp.date for stamp in stamps if stamp.date is not None]
    times = [stamp for stamp in stamps if stamp.time is not None]
    if len(days) != 1 or len(times) > 1 or any(stamp.problem or stamp.approx for stamp in stamps):
        return None
    if set(tokens(sentence[: stamps[0].start])) & set(words.elsewhere):
        return None
    main = times[0] if times else stamps[0]
    near = tokens(sentence[main.end :])[:_NEAR]
    if main is not stamps[0] or not near:
        near = tokens(sentence[: main.start])[-_JUST_BEFORE:]
        if not near or near[-1] not in facts.at:
            return None
    if set(near) & set(report.lexicon.facts.words.detections):
        return replace(stamps[0], date=days[0], time=None)  # when somebody told of it is no milestone to the minute
    if not any(word in facts.harm or word in words.everyone or word in words.affected for word in near):
        return None
    return main if main.date is not None else replace(main, date=days[0])


__all__ = ["ToldLength", "first_moment", "whole_lengths"]
