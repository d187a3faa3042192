"""Lengths and moments of the summary that are said of the whole incident."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec
from msgspec.structs import replace

from incidentlint.checks.figures.told_figures import sentence_at
from incidentlint.facts import tokens
from incidentlint.grammars import Duration, Stamp, find_dates, find_durations, find_ranges, find_stamps
from incidentlint.markdown import Prose
from incidentlint.report import Report, chronology
from incidentlint.vocabulary import SummaryWords

_CLAUSE = re.compile(r",\s|\s[–—-]\s|[()]")
_NEAR = 6
_ALIKE = 4
"""So many letters at their beginning make two words one, or all of a shorter one: basket, baskets; pay, payments."""
_SHORT = 3
_MINUTE, _HOUR = 60, 3600


class ToldLength(msgspec.Struct, frozen=True):
    """A length of time that a sentence says of the whole incident; `repair` says that it may count from later."""

    prose: Prose
    duration: Duration
    repair: bool = False


def whole_lengths(report: Report, texts: list[Prose]) -> Iterator[ToldLength]:
    """The lengths in the summary that are said of the whole incident, and not of a part or of another event."""
    teller = _Teller(report, texts)
    for prose in texts:
        for duration in find_durations(prose.text):
            kind = teller.kind(prose, duration)
            if kind:
                yield ToldLength(prose, replace(duration, bound=None), kind == "repair")


class _Teller:
    """What sentences of a summary speak of."""

    def __init__(self, report: Report, texts: list[Prose]) -> None:
        self.words: SummaryWords = report.lexicon.words.summary
        self.facts = report.lexicon.facts.sentences
        self.texts = texts
        self.days = {
            day for statement in chronology(report).milestones if statement.point for day in statement.point.days
        }
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
        if set(told) & set(self.words.elsewhere) or set(said[:_NEAR]) & set(self.words.elsewhere):
            return ""
        if set(told) & set(self.words.some) or self._is_of_other_day(before + behind):
            return ""
        kind = self._kind(told, said, before, duration)
        return kind if kind and self._is_of_all(prose, duration, before) else ""

    def _kind(self, told: list[str], said: list[str], before: str, duration: Duration) -> str:
        words, facts = self.words, self.facts
        while told and told[-1] in words.about:
            told = told[:-1]
        nouns = {*facts.nouns, *facts.also}
        if said[:1] and said[0] in nouns and told[-1:] and told[-1] in {*words.led, *words.to}:
            return "whole"
        if duration.adjective or (
            said[:1] and said[0] in words.turns and not (said[0] == "of" and set(said[1:3]) & set(facts.nouns))
        ):
            return ""
        last = told[-1] if told else ""
        if last in facts.lasting or last in words.took:
            return "whole" if last in facts.lasting else "repair"
        if last in words.lasting_for and any(word in facts.harm or word in words.could for word in told):
            return "whole"
        if last in words.within and set(told[-_NEAR:]) & {*words.mended, *facts.mended}:
            return "repair"
        if said[:1] == ["of"] and set(said[1:3]) & set(facts.nouns) and set(told[-2:]) & {*words.led, *words.to}:
            return "whole"
        if (last in words.namely or (told[-2:] == ["i", "e"])) and any(self._is_harm(word) for word in told):
            return "whole"
        return ""

    def _is_harm(self, word: str) -> bool:
        return word in self.facts.harm or word in self.words.everyone or word in self.words.could

    def _is_of_all(self, prose: Prose, duration: Duration, before: str) -> bool:
        """Whether the clause speaks of what the title or the first sentence speaks of, or of everyone."""
        if prose is self.texts[0] and not prose.text[: duration.start - len(before)].strip():
            return True
        said = tokens(before)
        return bool(set(said) & set(self.words.everyone)) or any(
            _are_alike(word, other) for word in said for other in self.subjects
        )

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
    """The one moment with its day in the first sentence, where what is said right after it is what was felt."""
    words, facts = report.lexicon.words.summary, report.lexicon.facts.sentences
    sentence = sentence_at(prose.text, 0, 0)[1]
    if find_ranges(sentence, zones):
        return None
    stamps = find_stamps(sentence, zones)
    if len(stamps) != 1 or stamps[0].date is None or stamps[0].time is None or stamps[0].problem or stamps[0].approx:
        return None
    if set(tokens(sentence[: stamps[0].start])) & set(words.elsewhere):
        return None
    near = tokens(sentence[stamps[0].end :])[:_NEAR]
    harmed = any(word in facts.harm or word in words.everyone for word in near)
    return stamps[0] if harmed else None


__all__ = ["ToldLength", "first_moment", "whole_lengths"]
