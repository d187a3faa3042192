"""Which pack a file is a report of, by positive evidence, and why."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from incidentlint.findings import Finding
from incidentlint.grammars import find_times
from incidentlint.markdown import Document
from incidentlint.outline import FieldNode, Outline, SectionNode, languages_of, outline
from incidentlint.packs import Pack, in_languages
from incidentlint.report.candidates import Candidates, Packs, line_keys
from incidentlint.report.generic_reports import is_post_mortem, never_a_report, read_name
from incidentlint.report.incidents import names_incidents, split_incidents
from incidentlint.report.leftovers.read import is_blank_form
from incidentlint.report.surroundings import NOWHERE, Surroundings
from incidentlint.template import ShapeNode
from incidentlint.text import Span
from incidentlint.vocabulary import key_of, load_lexicon, loose_key

BLANK_FORM = "it is a form in which nothing was filled in"
"""Why a file is no report that is one but for what is to be filled in."""


class Recognised(msgspec.Struct, frozen=True):
    """The outcome: the pack that claims a file (None: no report), the outline read with its labels, and the reason.

    `lost` is the finding for a report whose Markdown was lost, `misfit` that for one that no demanded pack fits. A pack
    of a practice that nobody named is a guess: what it demands is nobody's demand.
    """

    pack: Pack | None
    reason: str
    outline: Outline | None = None
    lost: Finding | None = None
    misfit: Finding | None = None

    @property
    def readable(self) -> bool:
        """Whether the document can be read as a report of the pack that claims it."""
        return self.outline is not None and self.pack is not None and self.lost is None and self.misfit is None

    def outlines(self) -> tuple[Outline, ...]:
        """The outlines of the reports of the file: one, or one for each incident of a file of several."""
        pack, read = self.pack, self.outline
        if pack is None or read is None:
            return ()
        parts = split_incidents(read.document, pack.lexicon) if not pack.policy.single else ()
        return tuple(outline(part, pack.shape.labels()) for part in parts) or (read,)


def recognise(
    document: Document,
    packs: Packs,
    *,
    forced: bool = False,
    certain: bool = False,
    path: str = "",
    around: Surroundings = NOWHERE,
) -> Recognised:
    """The pack that claims a document, `path` being where it is, and `around` what is beside it.

    A pack with a template claims one that at least half of the pack's required sections and fields match (more than
    half, where the generic pack is named beside it), and at least twice as many as of the next. The packs of practices,
    which share their headings with each other and with reports of no template, come after those: each names the share
    that must match, and the best share wins, then the most matches. The generic pack takes what calls itself a
    post-mortem or incident report. With `forced` one of the packs takes the document, if anything of it matches; when
    it is `certain`, the first does whatever the document holds.
    """
    if certain:
        first = next(iter(packs))
        return Recognised(first, "", outline(document, first.shape.labels()))
    if isinstance(packs, Candidates):
        if why := never_a_report(path, load_lexicon().recognition):
            return Recognised(None, why)
        likely = packs.of(document)
        match = _by_template(document, likely, forced=False) if likely else Recognised(None, "no pack fits")
        if match.pack is not None and match.pack.file.detection.share:
            match = msgspec.structs.replace(match, pack=match.pack.as_guess())
        generic = packs.generic() if match.pack is None else None
        named = False
    else:
        generic = next((pack for pack in packs if not pack.policy.templated), None)
        templated = tuple(pack for pack in packs if pack.policy.templated)
        match = _by_template(document, templated, forced=forced and generic is None, beside=generic is not None)
        named = forced and not templated
    if match.pack is None and generic is not None:
        read = outline(document, generic.shape.labels())
        local = in_languages(generic, languages_of(read))
        if local is not generic:
            generic, read = local, outline(document, local.shape.labels())
        reason = "named with --pack" if named else is_post_mortem(document, read, generic, path, around)
        if not reason and names_incidents(document, generic.lexicon):
            reason = "it is a log of incidents"
        match = Recognised(generic, reason, read) if reason else match
    if isinstance(packs, Candidates) and match.pack is not None and match.outline is not None and not match.lost:
        dated = read_name(path).dated
        if is_blank_form(match.outline, match.pack.lexicon, match.pack.text, dated=dated):
            return Recognised(None, BLANK_FORM)
    return match


class _Score(msgspec.Struct, frozen=True):
    """How many of a pack's required nodes a document has, and its outline as read with the pack's labels."""

    pack: Pack
    hits: int
    total: int
    outline: Outline

    @property
    def share(self) -> float:
        return self.hits / max(1, self.total)

    @property
    def reason(self) -> str:
        return f"{self.hits} of {self.total} required nodes match"

    def match(self) -> Recognised:
        return Recognised(self.pack, self.reason, self.outline)


def _by_template(document: Document, packs: tuple[Pack, ...], *, forced: bool, beside: bool = False) -> Recognised:
    if not packs:
        return Recognised(None, "no pack to check it against")
    lost = _lost_markup(document, packs if forced else tuple(pack for pack in packs if not pack.file.detection.share))
    if lost is not None:
        return lost
    scores = sorted((_best(document, pack) for pack in packs), key=lambda score: (-score.share, -score.hits))
    best = scores[0]
    if not forced:
        return _claim(scores, beside) or Recognised(None, f"no pack fits: {best.reason} of {best.pack.name}")
    if best.hits == 0 and best.total > 1:
        names = " or ".join(pack.name for pack in packs)
        first = document.source.line_span(0)
        finding = Finding(Span(first.start, first.end), {"packs": names})
        return Recognised(best.pack, best.reason, best.outline, misfit=finding)
    return best.match()


def _claim(scores: list[_Score], beside: bool) -> Recognised | None:
    """The claim of the pack that fits, of scores that begin with the best share; None when there is none.

    `beside` a pack for reports of any form, half of a template is too little: any report has a summary and a timeline.
    """
    own = [score for score in scores if not score.pack.file.detection.share]
    fitting = [score for score in own if score.total and score.hits * 2 >= score.total + beside]
    if fitting:
        rival = next((score for score in own if score is not fitting[0]), None)
        return fitting[0].match() if rival is None or fitting[0].hits >= 2 * rival.hits else None
    fitting = [score for score in scores if score.hits and score.share >= score.pack.file.detection.share > 0]
    if len(fitting) > 1 and (fitting[0].share, fitting[0].hits) == (fitting[1].share, fitting[1].hits):
        return None
    return fitting[0].match() if fitting else None


def fit(document: Document, pack: Pack, *, named: bool = False) -> tuple[int, int]:
    """How many of a template's required sections and fields a document has, and how many there are.

    The headings of a timeline that is of these count for one more, unless only what is `named` is asked for.
    """
    score = _score(document, pack, timed=not named and has_timed_headings(pack))
    return score.hits, score.total


def _best(document: Document, pack: Pack) -> _Score:
    """The score of the template of a pack that fits best, with the outline as the main one reads it."""
    first = _score(document, pack)
    best = max((first, *(_score(document, variant.pack) for variant in pack.variants)), key=lambda score: score.share)
    return msgspec.structs.replace(best, pack=pack, outline=first.outline)


def _score(document: Document, pack: Pack, *, timed: bool | None = None) -> _Score:
    read = outline(document, pack.shape.labels())
    labels = [node.label for node in read.walk() if isinstance(node, (SectionNode, FieldNode))]
    keys = {label.key for label in labels}
    bare = {loose_key(label.bare) for label in labels}
    required = list(pack.required())
    hits = sum(
        1
        for node in required
        if node.label.key in keys
        or loose_key(node.label.bare) in bare
        or any(key_of(alias) in keys for alias in node.aliases)
    )
    timed = has_timed_headings(pack) if timed is None else timed
    hits += timed and any(_is_timed(section.title.text) for section in read.walk_sections())
    return _Score(pack, hits, len(required) + timed, read)


def _is_timed(heading: str) -> bool:
    """Whether a heading holds a time, or the slot of one that nobody filled in."""
    return "HH:MM" in heading.upper() or bool(find_times(heading))


def has_timed_headings(pack: Pack) -> bool:
    """Whether a template's timeline is of headings, one for each time, which tells its reports better than any name."""
    return any(
        node.kind == "section" and node.sample and any(slot.type.kind in ("time", "date-time") for slot in node.slots)
        for node in pack.shape.walk()
    )


def _lost_markup(document: Document, packs: tuple[Pack, ...]) -> Recognised | None:
    """A template exported as plain text: no headings, but the labels or titles of one pack for at least half."""
    if document.root.children:
        return None
    text = document.source.text
    lines = line_keys(text)
    starts = set(lines)
    flat = " ".join(text.split()).casefold()
    best: tuple[int, int, Pack, Pack] | None = None
    for main, pack in _with_mains(packs):
        nodes = [node for node in pack.required() if node.origin != "row"]
        hits = sum(1 for node in nodes if _is_mentioned(node, starts, flat))
        if nodes and hits * 2 >= len(nodes) and (best is None or hits * best[1] > best[0] * len(nodes)):
            best = (hits, len(nodes), pack, main)
    if best is None or not any(_is_title(node, starts) for node in best[2].required()):
        return None
    hits, total, pack, main = best
    first = next((number for number, line in enumerate(lines) if line), 0)
    finding = Finding(document.source.line_span(first), {"pack": pack.name, "hits": str(hits), "total": str(total)})
    return Recognised(main, f"no headings, but {hits} of {total} labels of its template", lost=finding)


def _with_mains(packs: tuple[Pack, ...]) -> Iterator[tuple[Pack, Pack]]:
    """Packs and those of their further templates, each after the one with its main template."""
    for main in packs:
        yield main, main
        yield from ((main, variant.pack) for variant in main.variants)


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
