"""Gates that a template states in its own words: ``Required for P0/P1``, ``(SEV1 only)``, ``if revenue impact``.

They are read from headings, labels, prompts and comments. What a pack says goes over them, and what cannot be told (a
condition that no field of the template answers) makes its section optional: a gate is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

import msgspec
from msgspec.structs import replace

from incidentlint.template.conditions import Answer, Condition, Severity
from incidentlint.template.shape import SAYS, Edits, Shape, ShapeNode
from incidentlint.template.stated_marks import PARENTHESES, mark_of, sentences
from incidentlint.template.stated_ticks import answer_named, both, checks_of, demanding_notes, options_of, tick_all
from incidentlint.vocabulary import Lexicon, bare_key, either, forms_of, phrases, says_nothing


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

_CLAUSE = re.compile(r"\s*[;,.，；。、]\s*|\s+[—–-]\s+")
"""Between the parts of a note: ``SEV1 only; delete otherwise``."""


_OPENS, _CLOSES = '[「『“„«"‚‘`*]{1,2} ?', ' ?[」』”“»"’‘`*]{1,2}'
"""Quotes around a level, or marks in a comment: ``影響度「大」``, ``bei Schwere „kritisch“``, ``for `high` ``."""

_LONGEST = 60
"""A sentence that does nothing but make its section optional is not longer."""


class _Words:
    """The words of gates, in the languages of a template."""

    def __init__(self, lexicon: Lexicon, labels: tuple[str, ...] = ()) -> None:
        words = lexicon.words.gates
        self.words = words
        self.filler = rf"(?:\s{{0,8}}{either(words.fillers)}){{0,8}}\s{{0,8}}:?\s{{0,8}}"
        self.optional = phrases(words.optional)
        self.optional_section = phrases(words.optional_sections)
        self.all_boxes = phrases(words.all_boxes)
        self.dropped = phrases((*words.dropped, *words.dropped_else))
        only = rf"(?:{either(words.only)}\s+)?"
        self.condition = phrases(words.if_, only, r"(?:\s+|(?<=['’]))([^().,;:]{3,60})")
        self.demanding = phrases((*words.demands, *words.only))
        self.no_condition = phrases(words.no_condition)
        self.restricting = phrases((*words.only, *words.demands))
        self.strongest = phrases(words.strongest)
        self.from_level = phrases(words.from_level)
        self.restricted = phrases(words.restricted)
        self.before = phrases((*words.levels_before, *words.from_level))
        self.severity = either((*lexicon.roles["severity"], *lexicon.words.likely.get("severity", ()), *labels))
        self.common = frozenset(word.casefold() for word in words.common)
        self.lexicon = lexicon

    def forms(self, level: str) -> tuple[str, ...]:
        """The other forms of a level."""
        return forms_of(level, self.lexicon)

    @cached_property
    def some_levels(self) -> str:
        """Any levels of severity, of the template's or another scale, as an expression: ``Critical``, ``SEV0/SEV1``."""
        severity = self.lexicon.words.severity
        words = {word for words in (*severity.scales, *severity.forms) for word in words if len(word) > 1}
        level = rf"(?:[A-Za-z]{{1,8}}[ -]?\d|{either(tuple(sorted(words)))})"
        joined = rf"(?:\s?(?:[/,&+-]|{either((*self.words.and_, *self.words.to))})\s?(?:{level}|\d)){{0,5}}"
        before = rf"(?:{either(self.words.levels_before)}\s)?(?:{self.severity}\s)?"
        return rf"{before}{level}{joined}(?:\s{self.severity})?(?:\s{either(self.words.incidents)})?"

    @cached_property
    def levelled(self) -> re.Pattern[str]:
        """Any levels and a word for *only*, and nothing else: ``SEV1 only``, ``nur bei P0/P1``."""
        only = either(self.words.only)
        return re.compile(rf"{self.some_levels}\s?{only}|{only}\s{self.some_levels}", re.IGNORECASE)

    @cached_property
    def spares_some(self) -> re.Pattern[str]:
        """A sentence that lets a section go for any levels: ``For SEV2 delete the heading``."""
        return re.compile(rf"{self.some_levels}\s?[,:]?\s?{either(self.words.spares_after)}", re.IGNORECASE)

    @cached_property
    def of_incidents(self) -> re.Pattern[str]:
        """Incidents of some kind and a word for *only*: ``Security incidents only``."""
        return phrases(self.words.incidents, r".{0,40}", rf"\s{either(self.words.only)}")

    @cached_property
    def drops(self) -> re.Pattern[str]:
        """A case, and that a section goes then: ``If no data was lost, delete this section``."""
        return phrases(self.words.in_case, "", rf".{{3,80}}{either(self.words.spares_after)}")

    @cached_property
    def spares_any(self) -> re.Pattern[str]:
        """How a note begins that says what is to be left out when, or which levels, known or not, need something."""
        level = rf"{self.filler}\s?[A-Za-z]{{1,8}}[ -]?\d"
        return re.compile(rf"{either(self.words.spares)}\W.{{1,80}}|{either(self.words.demands)}{level}", re.IGNORECASE)

    @cached_property
    def restricts(self) -> re.Pattern[str]:
        """A note that begins or ends with a word for *only*, whatever it restricts something to."""
        only = either(self.words.only)
        return re.compile(rf"{only}.{{1,80}}|.{{1,80}}{only}", re.IGNORECASE | re.DOTALL)

    def content(self, text: str) -> set[str]:
        """The words of a text that say what it is about."""
        return {word for word in re.findall(r"[^\W_]+", text.casefold()) if word not in self.common}


class _Levels:
    """Finds the levels of severity that a text names."""

    def __init__(self, levels: tuple[str, ...], said: _Words, labels: tuple[str, ...] = ()) -> None:
        self.levels = levels
        self.said = said
        self.known = {_plain(level): index for index, level in enumerate(levels)}
        words = said.words
        forms = {level: (*said.forms(level), *_numbered(level, labels)) for level in levels}
        self.known |= {_plain(form): self.known[_plain(level)] for level in levels for form in forms[level]}
        names = {*levels, *(form for level in levels for form in forms[level])}
        one = "|".join(_loose(name) for name in sorted(names, key=lambda name: (-len(name), name)))
        joined = either((*words.to, *words.and_))
        more = rf"(?:\s{{0,8}}(?:/|,|\+|&|–|-|{joined})\s{{0,8}}(?:{either(words.and_)}\s{{1,8}})?)"
        begin, end = r"(?<![A-Za-zÀ-ɏ\d_-])", r"(?!(?!(?<=\d)'?s\b)[A-Za-zÀ-ɏ\d_-])"
        self.one = re.compile(rf"{begin}(?:{one}){end}", re.IGNORECASE)
        quoted = rf"(?:{_OPENS})?{begin}(?:{one}){end}(?:{_CLOSES})?"
        group = rf"{quoted}(?:(?:{more}|(?<=」)(?=「)){quoted})*"
        up = rf"(?P<up>\s{{0,8}}\+|\s{{0,8}}{either(words.and_above)})?"
        levels_there = rf"{said.filler}(?:{said.severity}{said.filler}\s{{0,8}})?(?P<levels>{group}){up}"
        self.demanded = re.compile(rf"{either(words.demands)}{levels_there}", re.IGNORECASE)
        self.spared = re.compile(rf"{either(words.spares)}{levels_there}", re.IGNORECASE)
        unless = rf"{either(words.spares)}{said.filler}{either(words.unless)}"
        self.kept = re.compile(unless + levels_there, re.IGNORECASE) if words.unless else None
        before = either((*words.only, *words.levels_before, *words.from_level))
        self.alone = re.compile(
            rf"\s*+(?:{before}\s++){{0,2}}(?:{said.filler})?(?:{said.severity}\s?(?:{said.filler})?)?(?P<levels>{group}){up}"
            rf"(?:\s{{0,8}}{said.severity})?(?:\s{{0,8}}{either(words.incidents)})?"
            rf"(?:\s{{0,8}}{either((*words.levels_after, *words.only, *words.demands))})?\s*+",
            re.IGNORECASE,
        )
        before = either((*words.only, *words.levels_before, *words.from_level, *words.if_))
        incidents = either(words.incidents)
        first = rf"\W{{0,4}}(?:{before}\s?){{0,2}}{levels_there}(?:\s{{0,8}}{incidents})?\s?[,:]?{said.filler}"
        self.demanded_first = re.compile(first + either(words.demands_after), re.IGNORECASE)
        self.spared_first = re.compile(first + either(words.spares_after), re.IGNORECASE)
        self.spared_alone = re.compile(rf"{first}\s?[—–-]?\s?{either(words.spares)}", re.IGNORECASE)
        self.range = re.compile(rf"–|{either(words.to)}|\s-\s|\d-[A-Za-z]", re.IGNORECASE)

    def of(self, match: re.Match[str]) -> tuple[str, ...]:
        """The levels that a match names, most severe first."""
        text = match["levels"]
        found = [
            self.known[_plain(one.group())] for one in self.one.finditer(text) if _plain(one.group()) in self.known
        ]
        if not found:
            return ()
        if len(found) == 2 and self.range.search(text):
            found = list(range(min(found), max(found) + 1))
        elif match["up"] or self.said.from_level.search(match.string, match.start(), match.start("levels")):
            found = list(range(max(found) + 1))
        return tuple(self.levels[index] for index in sorted(set(found)))

    def others(self, levels: tuple[str, ...]) -> tuple[str, ...]:
        """All levels but these."""
        return tuple(level for level in self.levels if level not in levels)


def _plain(level: str) -> str:
    return re.sub(r"[\s-]", "", level).casefold()


def _numbered(level: str, labels: tuple[str, ...]) -> tuple[str, ...]:
    """How else a level that begins with a number is called, by what its scale is called: ``P1`` for ``1 - Critical``.

    `labels` are the keys of the fields that state it: *Priority*, and ``priority 1`` as well.
    """
    number = re.match(r"\d\b", level)
    return (
        tuple(form for label in labels for form in (f"{label[:1]}{number[0]}", f"{label} {number[0]}"))
        if number
        else ()
    )


def _loose(level: str) -> str:
    """A pattern for a level, with a dash, a space or nothing between its letters and its number.

    One that is a letter is a capital: `a` is a word.
    """
    if len(level) == 1:
        return rf"(?-i:{re.escape(level)})"
    match = re.fullmatch(r"([A-Za-z]+)[\s-]?(\d+)", level)
    return rf"{match[1]}[\s-]?{match[2]}" if match else re.escape(level)


def read_gates(
    shape: Shape, severities: tuple[str, ...], lexicon: Lexicon, labels: tuple[str, ...] = ()
) -> tuple[Shape, dict[str, Condition]]:
    """The shape with the gates that its template states, and the conditions that they rest on, by name.

    `severities` are the levels, most severe first; empty where they are not known. A section or field becomes required
    under a condition or optional, a check item must be ticked under one. `why` of each says the words it was read from.
    `lexicon` has the words of the template's languages, `labels` are the template's own for the severity.
    """
    said = _Words(lexicon, labels)
    levels = _Levels(severities, said, labels) if severities else None
    fields = [
        node
        for node in shape.walk()
        if node.kind == "field" and node.label.key and not node.sample and not node.guide and not node.box
    ]
    conditions: dict[str, Condition] = {}
    edits = Edits(shape)
    for node in shape.walk():
        if node.guide or node.sample or node.origin == "cell" or node.kind not in ("section", "field"):
            continue
        for sentence in sentences(node.says) if node.kind == "section" else ():
            if stated := said.all_boxes.search(sentence):
                before, behind = sentence[: stated.start()].casefold(), sentence[stated.end() :].casefold()
                conditions |= tick_all(node, (before, behind), fields, edits)
        gate = _gate_of(node, said, levels, fields)
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
    return edits.shape(), conditions


def _keep_nothing(node: ShapeNode, edits: Edits, lexicon: Lexicon) -> None:
    """Let stay in what a report may leave out a text that says that there is nothing: ``_No response_``."""
    for below in node.walk():
        texts = [*(slot.text for slot in below.slots), *below.prompts]
        texts += [below.constant] if below.guide == "italic" else []
        if below.kind in ("text", "section") and texts and all(says_nothing(text, lexicon) for text in texts):
            guide = "" if below.kind == "text" else below.guide
            edits.change(below, slots=(), prompts=frozenset(), asking=False, guide=guide)


def _gate_of(node: ShapeNode, said: _Words, levels: _Levels | None, fields: list[ShapeNode]) -> Gate | None:
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
    for note in node.notes:  # what stands behind a slot: ``[date] (mandatory for S1 and S2)``, ``[name] (optional)``
        if said.optional.fullmatch(note.strip("–— *_")):
            return Gate(note, None)
        gate = _of_note(note, node, said, levels, fields) if levels is not None and len(note) < _LONGEST else None
        if gate is not None and isinstance(gate.condition, Severity):
            return gate
    # What its slot says after a comma or first of all: ``[who, P1 only]``, ``[name; if any]``, ``[Optional: links]``.
    ends = (end for slot in node.slots for end in (_LAST_PART.search(slot.text), _FIRST_PART.match(slot.text)))
    for note in (end[1].strip(" *_") for end in ends if end):
        if said.levelled.fullmatch(note) or said.restricts.fullmatch(note) or said.optional.fullmatch(note):
            return _of_note(note, node, said, levels, fields)
    if node.kind == "section" and (only := _only_slot(node)) and said.optional.fullmatch(only.strip("[]<>{}()*_ ")):
        return Gate(only, None)
    found = None
    for sentence in sentences(node.says) if node.kind == "section" or node.origin == "heading" else ():
        gate = _of_sentence(sentence, said, levels) or _of_condition(sentence, node, said, fields)
        gate = gate or _of_restriction(sentence, said)
        if gate is not None and (found is None or said.strongest.match(gate.words)):
            found = found or gate
    return found


def _only_slot(section: ShapeNode) -> str:
    """The text of the slot that is all that is below a heading, perhaps as the item of a list: ``- <optional>``."""
    nodes = [node for node in section.walk() if node is not section and not node.guide]
    slots = [slot.text for node in nodes for slot in node.slots]
    return slots[0] if len(slots) == 1 and all(node.kind in ("text", "list") or node.slots for node in nodes) else ""


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


def _of_condition(sentence: str, node: ShapeNode, said: _Words, fields: list[ShapeNode]) -> Gate | None:
    """The gate of a sentence that is nothing but a condition: ``Required if personal data was exposed.``."""
    words = " ".join(sentence.split()).strip(" .;*_()")
    demand = said.demanding.match(words)
    rest = words[demand.end() :].strip() if demand else ""
    stated = (said.condition.fullmatch(words) or said.condition.fullmatch(rest)) if demand else None
    if stated is None or said.no_condition.match(stated[1]):
        return None
    return Gate(words, _answer(stated[1], node, said, fields))


def _of_restriction(sentence: str, said: _Words) -> Gate | None:
    """The gate of a sentence that says for which incidents its section is, or when it may go, whatever that may be.

    ``Only for security incidents``, ``If no data was lost, delete this section``.
    """
    words = " ".join(sentence.split()).strip(" .;*_()")
    stated = said.restricted.match(words) or said.of_incidents.fullmatch(words) or said.drops.match(words)
    return Gate(words, None) if stated and len(words) < 2 * _LONGEST else None


def _of_note(note: str, node: ShapeNode, said: _Words, levels: _Levels | None, fields: list[ShapeNode]) -> Gate | None:
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


def _of_sentence(sentence: str, said: _Words, levels: _Levels | None) -> Gate | None:
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
        said.optional.fullmatch(part) for part in heads[:2]
    )
    return Gate(words, None) if optional or said.dropped.match(words) else None


def _of_bare_levels(words: str, alone: re.Match[str], levels: _Levels) -> Gate | None:
    """The gate of a sentence that is levels and nothing else: ``For D1 and D2``; ``D1/D2`` may be an answer."""
    named = levels.of(alone)
    if not named or len(named) == len(levels.levels):
        return None
    return Gate(words, Severity(named) if levels.said.before.match(words) else None)


def _answer(stated: str, node: ShapeNode, said: _Words, fields: list[ShapeNode]) -> Condition | None:
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
    return Answer(found[0].name, ("None",), negated=True)
