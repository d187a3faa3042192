"""Lengths in texts that a label or a word beside them names: ``Time to detect: 16 minutes.``, ``40 min to detection``.

They are told by the way: behind a sentence, in an item, in the note of the moment that they end at, in a summary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from incidentlint.facts.fields import Stated, read_length
from incidentlint.facts.incident import Facts
from incidentlint.facts.model import Length, Milestone
from incidentlint.grammars import find_durations, read_duration
from incidentlint.markdown import Prose, prose_slice
from incidentlint.text import Span, SpanSet

_LONGEST = 2_000
_LABEL = re.compile(r"(?:^|[.!?;。]\s?)[\s*_`]{0,4}([^\W\d_][^\n\d:：.,;!?()（）]{2,40})[:：][\s*_`]{0,3}(?=[~\d])")
_BEHIND = re.compile(r"[ ]([^\W\d_]+(?:[ ][^\W\d_]+){1,2})[*_]{0,2}(?=[,.;:!?)]|$)")
_UNIT = re.compile(r"[^\W\d_]+\.?$")
_NOTE = re.compile(r"\s?[(（]([^()（）\d:：]{2,30})[:：]\s?(\d[^()（）:：]{1,30})[)）]")


def loose_lengths(facts: Facts) -> Iterator[tuple[Length, Milestone | None]]:
    """Such lengths, each with the milestone that it ends at, where it is a note of that one."""
    taken = SpanSet(length.span for length in facts.lengths)
    source = facts.outline.document.source.text
    for milestone in facts.milestones:
        note = _NOTE.match(source, milestone.span.end, milestone.span.end + _NEAR)
        duration = read_duration(note[2]) if note is not None else None
        if note is None or duration is None or duration.start or duration.end < len(note[2]):
            continue
        kind, since = facts.words.kind_of(note[1].strip())
        span = Span(note.start(2), note.end(2))
        if kind and not since and not taken.overlaps(span):
            taken.claim(span)
            yield Length(kind, note[1].strip(), duration, span), milestone
    found = [*(length for prose in facts.texts for length in _in_text(facts, prose))]
    for length in (*found, *facts.told):
        if not taken.overlaps(length.span):
            taken.claim(length.span)
            yield length, None


_NEAR = 100


def _in_text(facts: Facts, prose: Prose) -> Iterator[Length]:
    """The lengths behind a label in a text, and those before the name of what they are to."""
    text = prose.text[:_LONGEST]
    for label in _LABEL.finditer(text):
        value = prose_slice(prose, label.end(), len(text))
        if facts.words.kind_of(label[1].strip(" *_`"))[0]:
            yield from read_length(Stated(label[1].strip(" *_`"), value, "line"), facts.words)
    if not any(map(str.isdigit, text)):
        return
    for duration in find_durations(text):
        unit, behind = _UNIT.search(duration.raw.strip()), _BEHIND.match(text, duration.end)
        if unit is None or behind is None or prose.marked(duration.start, duration.end, "code", "link") is not None:
            continue
        kind, since = facts.words.kind_of(f"{unit[0]} {behind[1]}")
        if kind not in ("", "whole") and not since:
            yield Length(kind, "the text", duration, prose.source(duration.start, duration.end), prose=True)


__all__ = ["loose_lengths"]
