"""What a template says and does not say: its time zones, roles that no default label has, and what cannot be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

import msgspec

from incidentlint.authoring.setup.suspects import Unclear, find_suspects
from incidentlint.authoring.template_ids import id_node
from incidentlint.grammars import read_labelled_length
from incidentlint.markdown import Paragraph, parse
from incidentlint.outline import FieldNode, Outline, SectionNode, TextNode, outline
from incidentlint.packs import Pack
from incidentlint.template import AmbiguousPathError, ShapeNode, Slot, UnknownPathError, deletions
from incidentlint.text import SourceText, SpanSet, shorten
from incidentlint.vocabulary import (
    MILESTONES,
    ROLES,
    Lexicon,
    either,
    is_scale,
    own_scale,
    phrases,
    told_zones,
    zone_words,
)

NO_SLOT = "Sections without a placeholder: a report must have some text of its own in each of them"

NO_FORM = "Not recognised as placeholders, though they look like some: treated as text that may stay in a report"

NO_KIND = "Treated as text that may stay in a report. Put it in [brackets] or *italics* if writers must remove it"


class Reading(msgspec.Struct, frozen=True):
    """What a pack file should add to a template: zones and roles, and what nobody but its owner can tell.

    `suspects` are readings that are most likely wrong.
    """

    zones: dict[str, str]
    roles: dict[str, str]
    unclear: tuple[Unclear, ...]
    suspects: tuple[Unclear, ...] = ()


def read_template(pack: Pack) -> Reading:
    """Read what a pack of a template should say; nothing for one that has none."""
    if pack.template is None:
        return Reading({}, {}, ())
    read = outline(parse(SourceText(pack.text)), template=pack.lexicon.words.prompts)
    names = _zone_names(pack, read)
    zones = told_zones(names)
    roles = dict(_roles(pack))
    found = [
        *_zones_unclear(names, {**zones, **pack.zones}),
        *_roles_unclear(pack, roles, read),
        *_without_slot(pack),
        *_texts(pack, read),
    ]
    return Reading(zones, roles, tuple(sorted(set(found))), tuple(sorted(set(find_suspects(pack)))))


# --- Zones ---

_NAME = re.compile(r"(?<![\w-])[A-Z]{2,5}(?![\w-])")

_CLOCK_FORM = r"\d{1,2}:\d\d|\bHH:MM\b"

_UTC = frozenset(("UTC", "GMT", "Z"))


def _zone_names(pack: Pack, read: Outline) -> dict[str, int]:
    """The abbreviations of time zones that a template names, each with the line of its first place."""
    found: dict[str, int] = {}
    about_time = phrases(pack.lexicon.facts.words.clocks, rf"{_CLOCK_FORM}|")

    def note(text: str, line: int, *, timed: bool = False) -> None:
        """Note the zones in a text that speaks of times; elsewhere ``ART`` and ``MST`` are words."""
        if timed or about_time.search(text):
            for match in _NAME.finditer(text):
                if match.group() in zone_words().known:
                    found.setdefault(match.group(), line)

    for node in _nodes(pack):
        for name in (slot.type.zone_name for slot in _slots(node)):
            if name in zone_words().known:
                found.setdefault(name, node.line)
        for column in node.columns:
            note(column.label.text, node.line, timed=column.role == "time")
        note(node.label.text, node.line)
    source = read.document.source
    for text in read.walk():
        if isinstance(text, TextNode):
            for line in text.lines:
                note(line.text, source.position(text.span.start).line)
    return found


def _zones_unclear(names: dict[str, int], known: dict[str, str]) -> Iterator[Unclear]:
    for name, line in names.items():
        if name in known or name in _UTC:
            continue
        several = zone_words().several.get(name, ())
        hint = f"{name} may be {' or '.join(several)}" if len(several) > 1 else f"{name} has no single meaning"
        zone = several[0] if several else "Area/City"
        yield Unclear(line, f'{hint}: say which under [zones], {name} = "{zone}"; until then it is compared as a name')


# --- Roles ---


def _is_state(node: ShapeNode) -> bool:
    """Whether a box says that something was done, with a moment or not; only a short label names a milestone."""
    return node.box and not (node.slots and len(node.label.key.split()) <= _LONGEST_NAME)


_LONGEST_NAME = 3
"""Words of a milestone's name."""


def _roles(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield the roles that no default label has, but one node of the template and no other is meant by."""
    taken: set[int] = set()
    beside = phrases(pack.lexicon.words.beside)
    of_actions = {below.index for actions in pack.roles.get("actions", ()) for below in actions.walk()}
    for role, words in pack.lexicon.words.likely.items():
        if role in pack.roles:
            continue
        kind, takes = ROLES[role].kind, ROLES[role].takes
        free = [
            node
            for node in pack.shape.walk()
            if node.kind == kind
            and not (node.guide or node.sample)
            and set(node.roles) <= _ALSO.get(role, frozenset())
            and (not takes or _takes(node, takes, pack) or _says(role, node, phrases(words)))
            and (role != "severity" or (node.index not in of_actions and _is_graded(node, pack)))
            and not (role in MILESTONES and (_is_state(node) or beside.search(node.label.key)))
            and not (ROLES[role].type == "date" and pack.shape.is_gated(node))
        ]
        # what a field of an action offers is the action's; of a severity the words that mean it most come first
        steps = [(word,) for word in words] if role == "severity" else [words]
        named = ([node for node in free if phrases(step).search(node.label.key)] for step in steps)
        found = next((nodes for nodes in named if nodes), [])
        path = path_of(pack, found[0]) if len(found) == 1 else ""
        if path and found[0].index not in taken:
            taken.add(found[0].index)
            yield role, path
    if "id" not in pack.roles and (node := id_node(pack)) is not None and node.index not in taken:
        path = path_of(pack, node)
        if path:
            yield "id", path


def _takes(node: ShapeNode, takes: tuple[str, ...], pack: Pack) -> bool:
    """Whether a field takes what a role does; of a row with several cells the first one has to."""
    kind = node.type
    table = pack.shape.parent(node) if kind is None and node.origin == "row" else None
    if table is not None and len(table.columns) > 1:
        kind = table.columns[1].type
    return kind is not None and kind.kind in takes


def _says(role: str, node: ShapeNode, words: re.Pattern[str]) -> bool:
    """Whether a field with nothing after its label says all in that: it is a role's words, or has a unit of time.

    Of a severity, whose levels are told elsewhere, some words may stand for them.
    """
    whole = words.fullmatch(node.label.bare) is not None
    if node.kind != "field" or node.type is None or node.constant:
        return False
    if role == "severity":
        return whole and node.type.kind in ("text", "blank", "pattern")
    if any(slot.text for slot in node.slots):
        return False
    return whole or (role == "duration" and read_labelled_length(node.label.text, "1") is not None)


_ALSO = {"severity": frozenset(("impact",))}
"""What a node may be besides a role that is only likely."""

_COLOURS = re.compile("[\U0001f534\U0001f535\U0001f7e0-\U0001f7eb\u26aa\u26ab]")
"""Circles and squares in colours, as levels are marked with."""


def _is_graded(node: ShapeNode, pack: Pack) -> bool:
    """Whether a field's options are known levels, or have colours, or its label says that they are some.

    So does ``Level`` or ``Incident class`` over numbered options of one word: ``D1 | D2 | D3``. Of a label that is
    likely alone so do figures and letters, and what a legend explains: ``Level: ____``.
    """
    lexicon, label = pack.lexicon, node.label
    options, also = (node.type.options, node.type.also) if node.type is not None else ((), ())
    explained = not options and not node.roles and bool(pack.shape.legend)
    return (
        any(len(_COLOURS.findall(slot.text)) > 1 for slot in node.slots)
        or (explained and phrases(lexicon.words.likely["severity"]).fullmatch(label.bare) is not None)
        or is_scale(options, lexicon)
        or is_scale([name for _, name in also], lexicon)
        or (len(options) > 1 and all(own_scale(label.bare, option, lexicon)[1] for option in options))
        or phrases(lexicon.roles["severity"]).search(label.key) is not None
        or (_are_numbered(options) and (_is_called_level(label.key, lexicon) or _are_named(options, node, pack)))
    )


def _are_named(options: tuple[str, ...], node: ShapeNode, pack: Pack) -> bool:
    """Whether a label of the template, but for that of the options, names one of them: ``Notice (Level 1 only)``."""
    one = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, options))})(?!\w)", re.IGNORECASE)
    return any(other is not node and one.search(other.label.text) for other in pack.shape.walk())


_NUMBERED = re.compile(r"([^\W\d_]{1,10}[ -]?)(\d)")


def _are_numbered(options: tuple[str, ...]) -> bool:
    """Whether options are one word with one number after another, and notes in parentheses: ``N1 (crítico)``.

    So are the first letters: ``A | B | C``.
    """
    heads = [option.partition(" (")[0] for option in options]
    if len(heads) > 1 and "".join(heads) == "ABCDEF"[: len(heads)]:
        return True
    found = [_NUMBERED.fullmatch(head) for head in heads]
    numbers = [int(match[2]) for match in found if match]
    alike = len({match[1] for match in found if match}) == 1 and len(numbers) == len(options) > 1
    return alike and sorted(numbers) == [*range(min(numbers), min(numbers) + len(numbers))]


def _is_called_level(key: str, lexicon: Lexicon) -> bool:
    """Whether all words of a label (its key) are those of levels, but for what the incident is called."""
    words = lexicon.words.likely.get("severity", ())
    before = rf"(?:{either((*lexicon.words.gates.incidents, *words))}\s){{0,2}}"
    return phrases(words, before).fullmatch(key) is not None


def path_of(pack: Pack, node: ShapeNode) -> str:
    """A name that means a node and no other: without its parentheses where that is enough, as they change soonest.

    Where several have its name, that of what it is in comes first: ``Impact > Duration``.
    """
    whole = node.label.text
    names = [name for name in (_PARENTHESES.sub("", whole).strip(), whole) if name and ">" not in name]
    above = node.path[-1] if node.path and node.path[-1] and ">" not in node.path[-1] else ""
    for name in (*names, *(f"{above} > {name}" for name in names if above)):
        try:
            if pack.shape.find(name) is node:
                return name
        except (AmbiguousPathError, UnknownPathError):
            continue
    return ""


_PARENTHESES = re.compile(r"\s?\([^()]*\)")


_MISSED = {
    "severity": "no severity was found: nothing can depend on it",
    "timeline": "no timeline was found: its order and its coverage are not checked",
    "actions": "no action items were found: their owners and due dates are not checked",
}

_CLOCKS = ("date-time", "time")


def _roles_unclear(pack: Pack, roles: dict[str, str], read: Outline) -> Iterator[Unclear]:
    for role, text in _MISSED.items():
        if role not in pack.roles and role not in roles:
            they = "they have" if role == "actions" else "it has"
            yield Unclear(1, f"{text}. If {they} another name, say so under [roles]")
    for node in pack.roles.get("severity", ()):
        if not pack.severities and node.kind == "field":
            name = node.label.text
            yield Unclear(node.line, f'"{name}" lists no levels, such as P1 / P2 / P3: any text is accepted there')
    ends = {"resolved": "ended", "started": "began"}
    for role, word in ends.items():
        if role not in pack.roles and role not in roles and not (role == "started" and "detected" in pack.roles):
            yield Unclear(1, f"no field says when the incident {word}: no duration is computed from it")
    timed = [node for node in _nodes(pack) for slot in _slots(node) if slot.type.kind in _CLOCKS]
    unzoned = [node for node in timed if not any(slot.type.zone for slot in _slots(node))]
    if unzoned and len(unzoned) == len(timed) and not _states_zone(pack, read):
        yield Unclear(unzoned[0].line, "no time zone is stated: times without one are compared as they are written")


def _states_zone(pack: Pack, read: Outline) -> bool:
    found = _zone_names(pack, read)
    texts = [line.text for node in read.walk() if isinstance(node, TextNode) for line in node.lines]
    texts += [node.label.text for node in _nodes(pack)]
    texts += [column.label.text for node in _nodes(pack) for column in node.columns]
    return bool(found) or any(re.search(r"\b(?:UTC|GMT)\b", text) for text in texts)


# --- What is demanded, and what is not ---


def _without_slot(pack: Pack) -> Iterator[Unclear]:
    """Yield sections that say nothing of what belongs below them."""
    bare = [
        node
        for node in pack.shape.walk()
        if node.kind == "section" and node.required is True and not node.guide and not node.children
    ]
    for node in bare:
        yield Unclear(node.line, f'"{node.label.text}"', NO_SLOT)


_UNKNOWN = re.compile(
    r"\$\{[^{}\n]{1,40}\}|%[A-Z][A-Z_]{2,30}%|@[A-Z][A-Z_]{2,30}@|<%[^%\n]{1,60}%>|«[^»\n]{1,60}»|‹[^›\n]{1,60}›"
    r"|(?<!\w)__[A-Z][A-Z_]+__(?!\w)|(?<!\w)\$[A-Z][A-Z_]{2,30}\b|\?{3,}"
)


def _texts(pack: Pack, read: Outline) -> Iterator[Unclear]:
    """Yield texts that could be an instruction or stay, and what looks like a slot of a form that is not known."""
    source = read.document.source
    gates = [node.gate for node in _nodes(pack) if node.gate]
    shapes = {line: list(nodes) for line, nodes in groupby(sorted(_nodes(pack), key=_line_of), key=_line_of)}
    deleted = SpanSet(deletions(read.document, pack.lexicon))
    for node in read.walk():
        if isinstance(node, SectionNode) or deleted.has(node.span.start):
            continue
        line = source.position(node.span.start).line
        there = shapes.get(line, [])
        if any(shape.guide for shape in there):
            continue
        texts = [prose.text for prose in node.lines] if isinstance(node, TextNode) else []
        texts += [node.value.text] if isinstance(node, FieldNode) else []
        if any(words in " ".join(text.split()) for text in texts for words in gates):
            continue  # it was understood: a section is required, or may be left out, because of it
        known = [slot.text for shape in there for slot in _slots(shape)]
        unknown = next((found.group() for text in texts for found in _UNKNOWN.finditer(text.strip())
                        if not any(found.group() in slot for slot in known)), "")  # fmt: skip
        if unknown:
            yield Unclear(line, unknown, NO_FORM)
        elif isinstance(node, FieldNode) and any(map(_is_lead_in, there)) and _is_prose(texts):
            yield Unclear(line, f'"{_cut(f"{node.label.text}: {texts[0]}")}"', NO_KIND)
        elif isinstance(node, TextNode) and isinstance(node.block, Paragraph) and not there and _is_prose(texts):
            yield Unclear(line, f'"{_cut(" ".join(texts))}"', NO_KIND)


def _is_lead_in(shape: ShapeNode) -> bool:
    """Whether a field of a section may be a sentence with a colon: ``Be specific: which change, which line``."""
    return shape.kind == "field" and shape.origin == "plain" and bool(shape.path and shape.constant)


def _is_prose(texts: list[str]) -> bool:
    return len(" ".join(texts).split()) >= 3


def _cut(text: str) -> str:
    return shorten(text, 48, "…")


def _nodes(pack: Pack) -> Iterator[ShapeNode]:
    if pack.shape.title:
        yield pack.shape.title
    yield from pack.shape.walk()


def _slots(node: ShapeNode) -> Iterator[Slot]:
    yield from node.slots
    for column in node.columns:
        yield from column.slots


def _line_of(node: ShapeNode) -> int:
    return node.line
