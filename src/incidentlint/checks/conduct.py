"""Conduct: how a report speaks of people, and actions that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentlint.checks.common import written_texts
from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding
from incidentlint.markdown import Prose
from incidentlint.outline import SectionNode, said_below, texts
from incidentlint.report import Report, action_texts
from incidentlint.text import Span, SpanSet, quoted, shorten
from incidentlint.vocabulary import ConductWords, phrases, words_of

_NEAR = 6
"""A denial is so many words before what it denies at most."""

_REACH = 200
"""So many characters those words have together at most."""

_QUOTED = re.compile(
    r'"[^"]{1,400}"|“[^”]{1,400}”|„[^“”]{1,400}[“”]|«[^»]{1,400}»|»[^«]{1,400}«|‘[^’]{1,400}’|「[^」]{1,400}」'
)

_SENTENCE = re.compile(r"[^.!?\n。]+")

_END = re.compile(r"[.!?](?=\s|$)|[。\n]")

_LEAD = re.compile(r"[\W\d_]*")

_NAMED = re.compile(r"[\d#/_]|\w\.\w|[A-ZÀ-ÖØ-Þ]")
"""Numbers, paths, identifiers, names."""


def blame(report: Report, params: NoParams) -> Iterator[Finding]:
    """Phrases that blame, but for those that are quoted, denied, or the template's own."""
    words = report.lexicon.words.conduct
    pattern, other = phrases(words.blame), phrases(words.not_blame)
    form = f" {words_of(report.pack.text)} " if report.pack.text else ""
    for prose in written_texts(report):
        found = list(pattern.finditer(prose.text))
        if not found:
            continue
        left_out = SpanSet(Span(*match.span()) for match in _QUOTED.finditer(prose.text))
        for match in other.finditer(prose.text):
            left_out.add(Span(*match.span()))
        for mark in prose.marks:
            if mark.kind in ("code", "autolink", "strike"):
                left_out.add(Span(mark.start, mark.end))
        for match in found:
            sentence = _sentence_at(prose.text, match.start())
            spared = left_out.overlaps(Span(*match.span())) or phrases(words.blameless).search(sentence)
            if spared or _is_denied(prose.text, match, words) or f" {words_of(sentence)} " in form:
                continue
            yield Finding(prose.source(*match.span()), {"text": match.group()})


def _sentence_at(text: str, place: int) -> str:
    """The sentence that a place of a text is in."""
    found = (match for match in _SENTENCE.finditer(text) if match.start() <= place < match.end())
    return next((match.group() for match in found), text)


def _is_denied(text: str, match: re.Match[str], words: ConductWords) -> bool:
    """Whether a word shortly before a phrase, or in it, takes it back: ``nobody is to blame``."""
    before = _END.split(text[max(0, match.start() - _REACH) : match.start()])[-1].split()[-_NEAR:]
    return phrases(words.denials).search(" ".join([*before, match.group()])) is not None


def human_error(report: Report, params: NoParams) -> Iterator[Finding]:
    """Causes that are a person's mistake, where nothing is said of what made it possible."""
    words = report.lexicon.words.conduct
    pattern, conditions = phrases(words.human_error), phrases(words.conditions)
    for bound in report.role("cause"):
        if bound.node is None or bound.waived:
            continue
        proses = [prose for prose in said_below(bound.node) if prose.text.strip()]
        found = _at_the_end(proses, pattern)
        if found is None:
            continue
        prose, match = found
        everything = [*proses, *texts((bound.node,), cells=True, values=True)]
        rest = [each.text for each in everything if each.span != prose.span]
        rest += [prose.text[: match.start()], prose.text[match.end() :]]
        if isinstance(bound.node, SectionNode):
            rest += [section.title.text for section in bound.node.sections]
        if not any(conditions.search(text) for text in rest) and not _is_denied(prose.text, match, words):
            yield Finding(prose.source(*match.span()), {"text": match.group(), "label": quoted(bound.label)})


def _at_the_end(proses: list[Prose], pattern: re.Pattern[str]) -> tuple[Prose, re.Match[str]] | None:
    """The phrase that the first sentence ends with."""
    for prose in proses:
        end = _END.search(prose.text)
        sentence = prose.text[: end.start()] if end and end.group() != "\n" else prose.text
        last = next(reversed(list(pattern.finditer(sentence))), None)
        if last is not None and not sentence[last.end() :].strip(" \t\n*_`.!\"'”)"):
            return prose, last
        if end is not None and end.group() != "\n":
            break
    return None


def vague(report: Report, params: NoParams) -> Iterator[Finding]:
    """Actions that begin with a word for some improvement, and name nothing that can be looked at."""
    pattern = phrases(report.lexicon.words.conduct.vague)
    for prose in action_texts(report):
        begin = _LEAD.match(prose.text)
        match = pattern.match(prose.text, begin.end() if begin else 0)
        rest = prose.text[match.end() :] if match else ""
        named = _NAMED.search(rest) or _QUOTED.search(rest) or any(mark.kind in _NAMES for mark in prose.marks)
        if match and not named:
            action = quoted(shorten(" ".join(prose.text.split()), 50))
            yield Finding(prose.source(*match.span()), {"action": action, "text": match.group()})


_NAMES = ("code", "link", "autolink", "image")
