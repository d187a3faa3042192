"""Gates that a template states in its own words: ``Required for P0/P1``, ``(SEV1 only)``, ``if revenue impact``.

They are read from headings, labels, prompts and comments. What a pack says goes over them, and what cannot be told (a
condition that no field of the template answers) makes its section optional: a gate is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from incidentlint.template.conditions import Answer, Condition, Severity
from incidentlint.template.gate_words import GateLevels, GateWords
from incidentlint.template.shape import SAYS, Edits, Shape, ShapeNode
from incidentlint.template.stated_marks import PARENTHESES, is_starred, mark_of, sentences
from incidentlint.template.stated_sections import levels_told
from incidentlint.template.stated_ticks import answer_named, both, checks_of, demanding_notes, options_of, tick_all
from incidentlint.vocabulary import Lexicon, bare_key, says_nothing


class Gate(msgspec.Struct, frozen=True):
    """A gate read from a text: the `words` that say it, and the condition; None for one that is optional.

    `label` is what is left of a label that says it: ``Refunds`` of ``Refunds - P1 only``.
    """

    words: str
    condition: Condition | None
    label: str = ""

    @property
    def name(self) -> str:
        """The name of the condition, which says what it is."""
        match self.condition:
            case Severity(levels):
                return f"severity {' / '.join(levels)}"
            case Answer(field, _, _):
                return f"{field} is not None"
        return ""


_ONLY_PARTS = re.compile(r":\s|\s[—–-]\s")

_SET_OFF = re.compile(r"[:,]\s|\s[—–|·•-]\s|\s(?=[\[{])")
"""What sets a note off from a name in a label: ``Refunds, P1 only``, ``P1 only: Refunds``, ``Refunds [P1 only]``."""

_LAST_PART = re.compile(r"(?:[,;]\s|\s[—–-]\s|[(（])([^,;()（）\[\]<>{}]{3,60})[\])）>}*_]*$")

_FIRST_PART = re.compile(r"[\[<{(]*([^,;:\[\]<>{}]{3,60}?)(?:[:：;,]|\s[—–-])\s")

_SLOT_PARTS = re.compile(r"[,;:()（）、；：]|\s[—–-]\s")
"""Between what a slot asks for and what it says of it."""

_CLAUSE = re.compile(r"\s*[;,.，；。、]\s*|\s+[—–-]\s+")
"""Between the parts of a note: ``SEV1 only; delete otherwise``."""


_LONGEST = 60  # a sentence that does nothing but make its section optional


def read_gates(
    shape: Shape, severities: tuple[str, ...], lexicon: Lexicon, labels: tuple[str, ...] = ()
) -> tuple[Shape, dict[str, Condition]]:
    """The shape with the gates that its template states, and the conditions that they rest on, by name.

    `severities` are the levels, most severe first; empty where they are not known. A section or field becomes required
    under a condition or optional, a check item must be ticked under one. `why` of each says the words it was read from.
    `lexicon` has the words of the template's languages, `labels` are the template's own for the severity.
    """
    said = GateWords(lexicon, labels)
    levels = GateLevels(severities, said, labels) if severities else None
    fields = [*_fields(shape)]
    conditions: dict[str, Condition] = {}
    edits = Edits(shape)
    for node in shape.walk():
        if node.guide or node.sample or node.origin == "cell" or node.kind not in ("section", "field"):
            continue
        for sentence in sentences(node.says) if node.kind == "section" else ():
            if stated := said.all_boxes.search(sentence):
                before, behind = sentence[: stated.start()].casefold(), sentence[stated.end() :].casefold()
                conditions |= tick_all(node, (before, behind), fields, edits)
        gate = _stated_of(node, said, levels, fields, shape.orders)
        decided = gate is not None and gate.condition is not None
        orders = [] if decided else [*demanding_notes(node, said.demanding, fields)]
        gate = None if orders else gate
        if gate is None and not orders:
            orders = [*mark_of(f"{node.label.number}{node.label.text}", shape.marks)]
        for sentence in orders:
            if node.box and said.optional.search(sentence) is None:
                demanded = answer_named(sentence.casefold(), fields, edits)
                conditions |= demanded
                edits.change(node, ticked=next(iter(demanded), True))
            elif not node.box and said.optional.search(sentence) is not None:
                gate = Gate(sentence, None)
        if gate is None:
            continue
        if gate.condition is not None:
            conditions[gate.name] = gate.condition
        if gate.condition is not None and node.kind == "section":
            for item in checks_of(node):
                edits.change(item, ticked=gate.name, value=gate.name if item.slots else False)
        if node.box and gate.condition is not None:
            name = both(gate.name, edits.current(node).ticked, conditions)
            edits.change(node, ticked=name, value=name if node.slots else False)
        elif not node.box and node.required is True:
            aliases = (*node.aliases, gate.label) if gate.label else node.aliases
            edits.change(node, required=gate.name or False, why=f'{SAYS}{gate.words}"', aliases=aliases)
            _keep_nothing(node, edits, lexicon)
    gated = edits.shape()
    return (_without_unmarked(gated, said) if shape.marks else gated), conditions


def _fields(shape: Shape) -> Iterator[ShapeNode]:
    """The fields with a label of their own, which are no check items."""
    for node in shape.walk():
        if node.kind == "field" and node.label.key and not node.sample and not node.guide and not node.box:
            yield node


def _keep_nothing(node: ShapeNode, edits: Edits, lexicon: Lexicon) -> None:
    """Let stay in what a report may leave out a text that says that there is nothing: ``_No response_``."""
    for below in node.walk():
        texts = [*(slot.text for slot in below.slots), *below.prompts]
        texts += [below.constant] if below.guide == "italic" else []
        if below.kind in ("text", "section") and texts and all(says_nothing(text, lexicon) for text in texts):
            guide = "" if below.kind == "text" else below.guide
            edits.change(below, slots=(), prompts=frozenset(), asking=False, guide=guide)


_FEW_WORDS = 5


def _last_words(slots: list[str], said: GateWords) -> str:
    """The words at the end of the only, short slot by which it may go: ``if available``."""
    if len(slots) != 1 or len(slots[0].split()) > _FEW_WORDS or "/" in slots[0]:
        return ""  # `None / say what, if any` is answered in any case
    found = next((match for match in said.optional.finditer(slots[0]) if match.end() == len(slots[0])), None)
    return found.group() if found is not None and found.start() and " " in found.group() else ""


def _stated_of(
    node: ShapeNode, said: GateWords, levels: GateLevels | None, fields: list[ShapeNode], orders: tuple[str, ...]
) -> Gate | None:
    """The gate that a node states, or a part of its slot, or an order above all sections."""
    gate = _gate_of(node, said, levels, fields)
    if gate is not None and gate.condition is not None:
        return gate
    return _of_slots(node, said, levels) or gate or _of_orders(node, orders, levels)


def _gate_of(node: ShapeNode, said: GateWords, levels: GateLevels | None, fields: list[ShapeNode]) -> Gate | None:
    """The gate that a node states: in its label's parentheses or before its colon, else in the texts of its section."""
    for part, name in _parts_of(node.label.text):
        named = levels is not None and name and (node.kind == "section" or node.box) and levels.alone.fullmatch(part)
        note = next((note for note in (part, _clauses(part)[0]) if said.levelled.fullmatch(note)), "")
        if note or named:
            gate = _of_note(note or part, node, said, levels, fields)
            return replace(gate, label=name) if gate else Gate(note or part, None, name)
        if name and said.optional.fullmatch(part):
            return Gate(part, None, name)
    for note in PARENTHESES.findall(node.label.text):
        plain = note.replace("~", "")  # as labels of a tracker begin
        for words in (plain, *_clauses(plain)):
            if (gate := _of_note(words, node, said, levels, fields)) is not None:
                return gate
    if (behind := _behind_slot(node, said, levels, fields)) is not None:
        return behind
    # What its slot says after a comma or first of all: ``[who, P1 only]``, ``[name; if any]``, ``[Optional: links]``.
    ends = (end for slot in node.slots for end in (_LAST_PART.search(slot.text), _FIRST_PART.match(slot.text)))
    whole = [slot.text.strip("[]<>{}()*_ ") for slot in node.slots]  # `[only if money was lost]`
    for note in (*(end[1].strip(" *_") for end in ends if end), *whole):
        if said.levelled.fullmatch(note) or said.restricts.fullmatch(note) or said.optional.fullmatch(note):
            return _of_note(note, node, said, levels, fields)
    if (last := _last_words(whole, said)) and not node.box:
        return Gate(last, None)  # `<link if available>`
    if node.kind == "section" and (only := _only_slot(node)) and _says_optional(only, said):
        return Gate(only, None)
    found = None
    for sentence in sentences(node.says) if node.kind == "section" or node.origin == "heading" else ():
        gate = _of_sentence(sentence, said, levels) or _of_condition(sentence, node, said, fields)
        gate = gate or _of_restriction(sentence, said)
        if gate is not None and (found is None or said.strongest.match(gate.words)):
            found = found or gate
    if found is not None and found.condition is None and _is_even_for_none(node, said):
        return None
    return found


def _is_even_for_none(node: ShapeNode, said: GateWords) -> bool:
    """Whether a section stays where there was nothing: ``Not every incident has one: if there was none, say so``.

    Not one that goes then all the same: ``If all went well, say so and delete this section``.
    """
    for order in sentences(node.says):
        words = _QUOTES.sub("", order).strip(" _()")
        even, goes = said.even_none.search(words), said.drops.match(words)
        if even is not None and (goes is None or goes.end() < even.start()):
            return True
    return False


_QUOTES = re.compile('["“”„«»‹›`*]')


def _of_slots(node: ShapeNode, said: GateWords, levels: GateLevels | None) -> Gate | None:
    """The gate of the levels that a part of a node's slot names: ``[who; P1 only, otherwise "not required"]``."""
    if levels is None:
        return None
    slots = [_SLOT_PARTS.split(slot.text.strip("[]<>{}() ")) for slot in node.slots]
    for note in (part.strip(" *_") for parts in slots if len(parts) > 1 for part in parts):
        alone = levels.alone.fullmatch(note) if len(note) < _LONGEST and said.restricts.fullmatch(note) else None
        if alone and (named := levels.of(alone)):
            return Gate(note, Severity(named))
    return None


def _behind_slot(node: ShapeNode, said: GateWords, levels: GateLevels | None, fields: list[ShapeNode]) -> Gate | None:
    """The gate that stands behind a slot: ``[date] (mandatory for S1 and S2)``, ``[name] (optional)``."""
    for note in node.notes:
        bare = note.strip("–— *_")
        if said.optional.fullmatch(bare):
            return Gate(note, None)
        gate = _of_note(note, node, said, levels, fields) if levels is not None and len(note) < _LONGEST else None
        if gate is None or gate.condition is None:
            if said.is_condition(bare.strip("()（）")):
                return Gate(note, None)  # `__:__ (if used)`
        # All levels there are is what the field takes: `[level] (Sev-0 to Sev-3)`.
        elif levels and isinstance(gate.condition, Severity) and levels.others(gate.condition.levels):
            return gate
    return None


def _without_unmarked(shape: Shape, said: GateWords) -> Shape:
    """The shape whose fields may go that have not the sign of those to be filled in: ``Fill in all fields with (*)``.

    Those of a section that a severity demands are demanded with it.
    """
    edits = Edits(shape)
    fields = [*_fields(shape)]
    for mark, sentence in shape.marks:
        marked = [field for field in fields if is_starred(f"{field.label.number}{field.label.text}", mark)]
        if len(marked) < _FEWEST_MARKED or said.optional.search(sentence):
            continue
        for field in fields:
            if field not in marked and edits.current(field).required is True and not shape.is_gated(field):
                edits.change(field, required=False, why=f'{SAYS}{sentence}"')
    return edits.shape()


_FEWEST_MARKED = 2


def _of_orders(node: ShapeNode, orders: tuple[str, ...], levels: GateLevels | None) -> Gate | None:
    """The gate of a section that the orders above all sections name, with the levels that need it."""
    if levels is None or node.kind != "section" or not orders:
        return None
    words, named = levels_told(node.label.text, orders, levels)
    return Gate(words, Severity(named)) if named else None


def _only_slot(section: ShapeNode) -> str:
    """The text of the slot that is all that is below a heading, perhaps as the item of a list: ``- <optional>``."""
    nodes = [node for node in section.walk() if node is not section and not node.guide]
    slots = [slot.text for node in nodes for slot in node.slots]
    return slots[0] if len(slots) == 1 and all(node.kind in ("text", "list") or node.slots for node in nodes) else ""


def _says_optional(slot: str, said: GateWords) -> bool:
    """Whether a slot says that it may be left out, first of all or last: ``[answer, optional]``."""
    last = _LAST_PART.search(slot)
    parts = [part.strip("[]<>{}()*_ ") for part in (slot, last[1] if last else "")]
    return any(said.optional.fullmatch(part) or said.dropped.match(part) for part in parts)


def _parts_of(label: str) -> Iterator[tuple[str, str]]:
    """A label as a whole, and each part of it before or after what sets a note off, with the rest, which is a name."""
    yield label, ""
    for match in _SET_OFF.finditer(label):
        head, tail = label[: match.start()], label[match.end() :].strip("[]{} ")
        yield head, tail
        yield tail, head


def _clauses(text: str) -> list[str]:
    """The parts of a note, at least one."""
    return [part for part in _CLAUSE.split(text.strip()) if part] or [""]


def _of_condition(sentence: str, node: ShapeNode, said: GateWords, fields: list[ShapeNode]) -> Gate | None:
    """The gate of a sentence that is nothing but a condition: ``Required if personal data was exposed.``."""
    words = " ".join(sentence.split()).strip(" .;*_()")
    demand = said.demanding.match(words)
    rest = words[demand.end() :].strip() if demand else ""
    stated = (said.condition.fullmatch(words) or said.condition.fullmatch(rest)) if demand else None
    if stated is None or said.no_condition.match(stated[1]):
        return None
    return Gate(words, _answer(stated[1], node, said, fields))


def _of_restriction(sentence: str, said: GateWords) -> Gate | None:
    """The gate of a sentence that says for which incidents its section is, or when it may go, whatever that may be.

    ``Only for security incidents``, ``If no data was lost, delete this section``.
    """
    words = " ".join(sentence.split()).strip(" .;*_()")
    stated = said.restricted.match(words) or said.of_incidents.fullmatch(words) or said.drops.match(words)
    return Gate(words, None) if stated and len(words) < 2 * _LONGEST else None


def _of_note(
    note: str, node: ShapeNode, said: GateWords, levels: GateLevels | None, fields: list[ShapeNode]
) -> Gate | None:
    if levels is not None:
        if alone := levels.alone.fullmatch(note):
            named = levels.of(alone)
            return Gate(note, Severity(named)) if named else None
        gate = _of_sentence(note, said, levels)
        if gate is not None:
            return gate
    if said.optional.search(note):
        return Gate(note, None)
    stated = said.condition.match(note)
    if stated and not said.no_condition.match(stated[1]):
        return Gate(note, _answer(stated[1], node, said, fields))
    return Gate(note, None) if said.restricts.fullmatch(note) or said.spares_any.match(note) else None


def _of_sentence(sentence: str, said: GateWords, levels: GateLevels | None) -> Gate | None:
    """The gate of a sentence that speaks of its section: by severity, or that it is optional."""
    words = " ".join(sentence.split()).strip(" .;*_()[]<>{}※")
    heads = (words, _ONLY_PARTS.split(words, maxsplit=1)[0].strip(), words.rpartition(", ")[0], _clauses(words)[0])
    for head in dict.fromkeys(heads):
        alone = levels.alone.fullmatch(head) if levels is not None else None
        if levels is not None and alone and levels.said.restricting.search(head):
            named = levels.of(alone)
            return Gate(head, Severity(named)) if named else None
        if said.levelled.fullmatch(head) or (levels is None and said.spares_some.match(head)):
            return Gate(head, None)
    if levels is not None:
        if (kept := levels.kept.search(sentence) if levels.kept else None) and (named := levels.of(kept)):
            return Gate(words, Severity(named))
        first = levels.spared_first.match(sentence) or levels.spared_alone.fullmatch(words)
        if first and (named := levels.of(first)):
            return Gate(words, Severity(levels.others(named)))
        if alone := levels.alone.fullmatch(words):
            return _of_bare_levels(words, alone, levels)
        if (first := levels.demanded_first.match(sentence)) and (named := levels.of(first)):
            return Gate(words, Severity(named)) if len(named) < len(levels.levels) else None
        demanded = levels.demanded.search(sentence)
        spared = levels.spared.search(sentence)
        if spared and (demanded is None or spared.start() <= demanded.start()):
            named = levels.others(levels.of(spared))
            return Gate(words, Severity(named)) if named else None
        if demanded:
            named = levels.of(demanded)
            return Gate(words, Severity(named)) if named and len(named) < len(levels.levels) else None
    optional = (said.optional_section.match(words) and len(words) < _LONGEST) or any(
        said.optional.fullmatch(part) for part in (*heads[:2], heads[-1])
    )
    return Gate(words, None) if optional or said.dropped.match(words) else None


def _of_bare_levels(words: str, alone: re.Match[str], levels: GateLevels) -> Gate | None:
    """The gate of a sentence that is levels and nothing else: ``For D1 and D2``; ``D1/D2`` may be an answer."""
    named = levels.of(alone)
    if not named or len(named) == len(levels.levels):
        return None
    return Gate(words, Severity(named) if levels.said.before.match(words) else None)


_QUOTED = re.compile(r"[\"“„«「'‘`][^\s\"”“»」'’`][^\"”“»」'’`]{0,40}[\"”“»」'’`]")


def _answer(stated: str, node: ShapeNode, said: GateWords, fields: list[ShapeNode]) -> Condition | None:
    """The condition that a field of the template answers, by its words; None where none or several do."""
    wanted = said.content(stated)
    if not wanted:
        return None
    found = [
        field
        for field in fields
        if field is not node
        and (words := said.content(bare_key(field.label.text)))
        and (words <= wanted or wanted <= words)
    ]
    if len(found) != 1:
        return None
    options = [option for option in options_of(found[0]) if said.content(option) and said.content(option) <= wanted]
    if len(options) == 1:  # `only if personal_data is true`
        return Answer(found[0].name, (options[0],))
    graded = found[0].label.key in (*said.lexicon.roles["severity"], *said.lexicon.roles["status"])
    if graded or _QUOTED.search(stated):
        return None  # an answer that the field does not list
    return Answer(found[0].name, ("None",), negated=True)
