"""What of a template may stay in a report: its labels and constants, and hints above their answers."""

from __future__ import annotations

from functools import lru_cache

from incidentlint.outline import FieldNode, TextNode, trimmed
from incidentlint.report.report import Report
from incidentlint.template import Shape
from incidentlint.text import Span, SpanSet, normalise
from incidentlint.vocabulary import asks, deletes_section, is_to_be_deleted, phrases, words_of


def is_harmless(report: Report, place: Span) -> bool:
    """Whether an instruction does little harm: a question in parentheses above its answer, or when a section may go.

    So does one in plain letters that asks for nothing: ``Timestamped events. Factual only.`` Above all sections no
    answer is meant: ``Copy this file, and fill in all of it.``
    """
    text, lexicon = report.source[place].strip(), report.lexicon
    if phrases(lexicon.words.guide.of_itself).search(text) and _is_to_go(report, text):
        return False
    bare = text.strip("*_> ")
    if bare[:1].isalnum() and not is_to_be_deleted(text, lexicon.words.prompts):
        first = next(iter(report.outline.sections), None)
        if (text[:1].isalnum() and not asks(text, lexicon)) or (first and place.start < first.heading.start):
            return True
    return bare[:1] in ("(", "（") or deletes_section(bare, lexicon.words.prompts)


def _is_to_go(report: Report, text: str) -> bool:
    """Whether a text is one of those by which the template says of itself that it is one."""
    said = words_of(text)
    return any(shape.guide == "delete" and said in words_of(shape.constant) for shape in report.shape.walk())


def kept_words(report: Report) -> str:
    """The labels and constant texts of a template, as plain words: what each report keeps; read once."""
    return report.once("kept words", lambda: _kept_words(report.shape))


@lru_cache(maxsize=32)
def _kept_words(template: Shape) -> str:
    found: list[str] = []
    for shape in template.walk():
        constant = "" if shape.guide == "prompt" else shape.constant
        found += [shape.label.text, constant, *shape.notes, *(column.label.text for column in shape.columns)]
    return f" {' | '.join(words_of(text) for text in found if text)} "


def kept_hints(report: Report) -> SpanSet:
    """The places of hints that the template lets stay, and of check items that quote a slot, as it has them."""
    return report.once("hints", lambda: _read_hints(report))


def _read_hints(report: Report) -> SpanSet:
    """Look for them; only a template that lets any stay has them."""
    hints = {shape.constant for shape in report.shape.walk() if shape.guide == "stays"}
    texts = (node for node in report.outline.walk() if isinstance(node, TextNode)) if hints else ()
    lines = [line for node in texts for line in node.lines if normalise(line.text) in hints]
    for bound in report.walk():
        quotes = bound.shape.box and bound.shape.constant != ""
        whole = bound.node.whole if quotes and isinstance(bound.node, FieldNode) else None
        if whole is not None and normalise(whole.text) == bound.shape.constant:
            lines.append(whole)
    return SpanSet(map(trimmed, lines))
