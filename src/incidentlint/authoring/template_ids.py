"""How a template writes the ids and numbers of its reports, and where a role's value belongs that no role tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from incidentlint.authoring.title_slots import asks_for_id, title_number
from incidentlint.markdown import parse
from incidentlint.outline import outline
from incidentlint.packs import Pack
from incidentlint.report import Bound, Report
from incidentlint.template import ShapeNode, Slot, slot_pattern
from incidentlint.text import SourceText, Span
from incidentlint.vocabulary import Lexicon, loose_key, phrases

_ZEROS = re.compile(r"(?<!\d)0{2,6}(?!\d)")


def node_of(report: Report, role: str) -> Bound | None:
    """The first node of a role in a template that is read as a report.

    Where there is none: one that is labelled so, be it a section, and for an id one whose last word says so.
    """
    bound = next(iter(report.role(role)), None)
    if bound is not None:
        return bound
    labels = report.pack.lexicon.roles.get(role, ())
    lasts = {label.split()[-1] for label in labels} if role == "id" else set()
    for bound in report.walk():
        shape = bound.shape
        if shape.sample or shape.guide or shape.origin == "cell" or not shape.label.key or bound.node is None:
            continue
        if not {shape.label.key, shape.label.bare}.isdisjoint(labels):
            return bound
        if shape.kind == "field" and loose_key(shape.label.bare) in lasts:
            return bound
    return _by_its_form(report) if role == "id" else None


def _by_its_form(report: Report) -> Bound | None:
    """The field whose whole value is the pattern of an id: the one that the title has too, or a word for ids labels."""
    said = report.pack.lexicon.words
    words = phrases((*said.slots.ids, *said.gates.incidents))
    title = report.pack.shape.title
    for bound in report.walk():
        shape = bound.shape
        if bound.value is None or shape.kind != "field" or shape.sample or shape.guide or shape.origin == "cell":
            continue
        if shape.label.key in report.pack.lexicon.roles["severity"]:
            continue  # `SEV-N` is a level
        text = bound.value.prose.text.strip()
        if pattern_of(text) and ((title is not None and text in title.label.text) or words.search(shape.label.key)):
            return bound
    return None


def id_pattern(pack: Pack) -> str:
    """How a pack's template writes an id: ``INC-YYYY-MM-DD-NNN``; empty where it does not say.

    What asks for a number in words is a counter: ``INC-[#]`` of ``INC-<number>``.
    """
    title = pack.shape.title
    for node in (*pack.roles.get("id", ()), *([title] if title else [])):
        for slot in node.slots:
            if slot.type.kind == "pattern":
                return _counted(slot.text, pack.lexicon)
    return _written_id(pack)[1]


def _counted(pattern: str, lexicon: Lexicon) -> str:
    holes, counters = slot_pattern(pattern).holes, phrases(lexicon.words.slots.counters)
    if len(holes) != 1 or slot_pattern(pattern).counters or not counters.search(holes[0]):
        return pattern
    return re.sub(rf"[<\[{{]{{1,2}}\s?{re.escape(holes[0])}\s?[>\]}}]{{1,2}}", "[#]", pattern, count=1)


def id_slot(slots: Iterable[Slot], lexicon: Lexicon) -> Slot | None:
    """The slot of a title that takes the id, or the number in it; None where there is none."""
    kinds = ("text", "pattern")
    return next((slot for slot in slots if slot.type.kind in kinds and asks_for_id(slot, lexicon)), None)


_ALONE = 4
"""A line with an id and no more words than this says what its id is; a longer one speaks of ids."""


def repeated_ids(text: str, pattern: str) -> Iterator[Span]:
    """Yield the places of an id's pattern in a template's text, on lines that say nothing else."""
    if not re.search(r"[A-Za-z]", re.sub(r"[YJAMDNX]{2,}|[#\[\]{}<>]", "", pattern)):
        return
    for match in re.finditer(rf"(?<![\w-]){re.escape(pattern)}(?![\w-]|\.\w)", text):
        start = text.rfind("\n", 0, match.start()) + 1
        line = text[start : text.find("\n", match.end()) if "\n" in text[match.end() :] else len(text)]
        if len(line.split()) <= _ALONE and not line.lstrip().startswith("<!--"):
            yield Span(*match.span())


def id_node(pack: Pack) -> ShapeNode | None:
    """The field of a template that no role tells, which is called an id and holds the pattern of one."""
    node, pattern = _written_id(pack)
    return node if pattern else None


def _written_id(pack: Pack) -> tuple[ShapeNode | None, str]:
    """The field of a template that is called an id, and the pattern in it."""
    if not pack.text:
        return None, ""
    bound = node_of(Report(outline(parse(SourceText(pack.text)), pack.shape.labels()), pack), "id")
    if bound is None or bound.value is None:
        return None, ""
    return bound.shape, pattern_of(bound.value.prose.text.strip())


def pattern_of(text: str) -> str:
    """A value of a template as the pattern of ids that it shows: ``INC-0000`` as ``INC-NNNN``; empty for another."""
    text = _ZEROS.sub(lambda match: "N" * len(match.group()), text)
    found = slot_pattern(text)
    # Its brackets are a place of digits: `inc-{{nnnn}}`.
    return text if found.counters == 1 and not found.holes and not re.search(r"\s", text) else ""


def next_titled(pack: Pack, others: Iterable[tuple[str, str]]) -> int:
    """The next number of a template that numbers the titles of its reports; 0 of one that does not.

    `others` are the names of the files beside it, each with its first heading.
    """
    text = pack.shape.title.label.text if pack.shape.title is not None else ""
    place = title_number(text)
    if place is None:
        return 0
    before = re.escape(text[: place[0]].strip()[-20:])
    titled = re.compile(rf"{before}\s?0{{0,6}}(\d{{1,6}})(?!\d)")
    numbers = [0]
    for name, heading in others:
        found = titled.search(heading) or re.match(r"[A-Za-z]{0,10}[-_]?0{0,6}(\d{1,6})(?=[-_. ])", name)
        numbers += [int(found[1])] if found else []
    return max(numbers) + 1
