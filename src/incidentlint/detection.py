"""Which pack a file is a report of, by positive evidence, and why."""

from __future__ import annotations

import re

import msgspec

from .diagnostics import Finding
from .document import Document
from .labels import key_of
from .outline import FieldNode, Outline, SectionNode, outline
from .packs import Pack
from .shape import ShapeNode
from .text import Span


class Match(msgspec.Struct, frozen=True):
    """The outcome: the pack that claims a file (None: no report), the outline read with its labels, and the reason.

    `lost` is the finding for a report whose Markdown was lost, `misfit` that for one that no demanded pack fits.
    """

    pack: Pack | None
    reason: str
    outline: Outline | None = None
    lost: Finding | None = None
    misfit: Finding | None = None


def detect(document: Document, packs: tuple[Pack, ...], *, forced: bool = False) -> Match:
    """The pack that claims a document: one that at least half of its required sections and fields match, and at least
    twice as many as of the next. With `forced` one of the packs takes it, if anything of it matches.
    """
    if not packs:
        return Match(None, "no pack to check it against")
    scores = sorted((_score(document, pack) for pack in packs), key=lambda score: -score[0] / max(1, score[1]))
    hits, total, pack, read = scores[0]
    rival = next((score for score in scores[1:]), None)
    reason = f"{hits} of {total} required nodes match"
    lost = _lost_markup(document, packs)
    if lost is not None:
        return lost
    if forced:
        if hits == 0 and total > 1:
            names = " or ".join(pack.name for pack in packs)
            first = document.source.line_span(0)
            finding = Finding(Span(first.start, first.end), {"packs": names})
            return Match(pack, reason, read, misfit=finding)
        return Match(pack, reason, read)
    if total and hits * 2 >= total and (rival is None or hits >= 2 * rival[0]):
        return Match(pack, reason, read)
    return Match(None, f"no pack fits: {reason} of {pack.name}")


def _score(document: Document, pack: Pack) -> tuple[int, int, Pack, Outline]:
    read = outline(document, pack.shape.labels())
    keys = {node.label.key for node in read.walk() if isinstance(node, (SectionNode, FieldNode))}
    bare = {node.label.bare for node in read.walk() if isinstance(node, (SectionNode, FieldNode))}
    required = list(pack.required())
    hits = sum(1 for node in required if node.label.key in keys or node.label.bare in bare)
    return hits, len(required), pack, read


_LINE_START = re.compile(r"[\s>*_#-]*(?:\d{1,2}[.)]\s+)?")


def _lost_markup(document: Document, packs: tuple[Pack, ...]) -> Match | None:
    """A template exported as plain text: no headings, but the labels or titles of one pack for at least half."""
    if document.root.children:
        return None
    text = document.source.text
    lines = [key_of(_LINE_START.sub("", line, count=1)) for line in text.split("\n")]
    starts = set(lines)
    flat = " ".join(text.split()).casefold()
    best: tuple[int, int, Pack] | None = None
    for pack in packs:
        nodes = [node for node in pack.required() if node.origin != "row"]
        hits = sum(1 for node in nodes if _is_mentioned(node, starts, flat))
        if nodes and hits * 2 >= len(nodes) and (best is None or hits * best[1] > best[0] * len(nodes)):
            best = (hits, len(nodes), pack)
    if best is None or not any(_is_title(node, starts) for node in best[2].required()):
        return None
    hits, total, pack = best
    first = next((number for number, line in enumerate(lines) if line), 0)
    finding = Finding(document.source.line_span(first), {"pack": pack.name, "hits": str(hits), "total": str(total)})
    return Match(pack, f"no headings, but {hits} of {total} labels of its template", lost=finding)


def _is_title(node: ShapeNode, starts: set[str]) -> bool:
    return node.kind == "section" and node.label.key in starts


def _is_mentioned(node: ShapeNode, starts: set[str], flat: str) -> bool:
    if node.kind == "section":
        return node.label.key in starts
    return (
        node.label.key in starts
        or f"{node.label.text.casefold().rstrip('?:')}:" in flat
        or (node.label.text.endswith("?") and node.label.text.casefold() in flat)
    )
