"""How a template writes the ids and numbers of its reports, and where a role's value belongs that no role tells."""

from __future__ import annotations

import re
from collections.abc import Iterable

from incidentlint.authoring.title_slots import title_number
from incidentlint.markdown import parse
from incidentlint.outline import outline
from incidentlint.packs import Pack
from incidentlint.report import Bound, Report
from incidentlint.template import ShapeNode, slot_pattern
from incidentlint.text import SourceText
from incidentlint.vocabulary import loose_key

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
    return None


def id_pattern(pack: Pack) -> str:
    """How a pack's template writes an id: ``INC-YYYY-MM-DD-NNN``; empty where it does not say."""
    title = pack.shape.title
    for node in (*pack.roles.get("id", ()), *([title] if title else [])):
        for slot in node.slots:
            if slot.type.kind == "pattern":
                return slot.text
    return _written_id(pack)[1]


def id_node(pack: Pack) -> ShapeNode | None:
    """The field of a template that no role tells, which is called an id and holds the pattern of one."""
    node, pattern = _written_id(pack)
    return node if pattern else None


def _written_id(pack: Pack) -> tuple[ShapeNode | None, str]:
    """The field of a template that is called an id, and the pattern in it."""
    if pack.template is None or not pack.text:
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
