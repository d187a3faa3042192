"""Gates that a template states in its own words: ``Required for P0/P1``, ``(SEV1 only)``, ``if revenue impact``.

They are read from headings, labels, prompts and comments. What a pack says goes over them, and what cannot be told (a
condition that no field of the template answers) makes its section optional: a gate is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from incidentlint.template.conditions import Answer, Condition, Severity
from incidentlint.template.shape import Edits, Shape, ShapeNode
from incidentlint.vocabulary import bare_key


class Gate(msgspec.Struct, frozen=True):
    """A gate read from a text: the `words` that say it, and the condition; None for one that is optional."""

    words: str
    condition: Condition | None

    @property
    def name(self) -> str:
        """The name of the condition, which says what it is."""
        match self.condition:
            case Severity(levels):
                return f"severity {' / '.join(levels)}"
            case Answer(field, _, _):
                return f"{field} is not None"
        return ""


_DEMANDS = (
    r"(?:required|mandatory|obligatory|needed|necessary|must be (?:filled|completed|done)|complete|"
    r"fill(?: (?:in|out))?|only|applies|applicable|use)"
)

_SPARES = (
    r"(?:skip|omit|drop|not (?:required|needed|necessary|applicable)|optional|"
    r"(?:may|can) be (?:left out|omitted|skipped|deleted)|"
    r"leave (?:out|blank|empty)|delete|remove|n/a)"
)

_FILLER = (
    r"(?:\s+(?:for|on|at|in|when|if|with|all|any|a|an|the|every|each|this|section|it|only|severity|severities|levels?|"
    r"incidents?|is|was|of|by|to|be)){0,8}\s*:?\s*"
)

_OPTIONAL = re.compile(
    r"\b(?:optional|nice to have|"
    r"(?:if|where|when|as) (?:applicable|any|needed|necessary|relevant|appropriate|available|known|possible))\b",
    re.IGNORECASE,
)

_IF = re.compile(
    r"(?:(?:required|only|needed|mandatory|complete|fill (?:in|out)) )?(?:if|when|where)\s+([^().,;:]{3,60})",
    re.IGNORECASE,
)

_NO_CONDITION = re.compile(
    r"^(?:yes|no|not|so|none|any|it|you|there|this|the answer|applicable|needed|known|possible|relevant)\b",
    re.IGNORECASE,
)

_ONLY_PARTS = re.compile(r":\s|\s[—–-]\s")

_ONLY = re.compile(
    r"(?:for )?[A-Za-z]{1,8}[ -]?\d(?:\s?(?:[/,&+]|and|or|to|-)\s?(?:[A-Za-z]{1,8}[ -]?)?\d){0,5} only", re.IGNORECASE
)

_PARENTHESES = re.compile(r"\(([^()]+)\)")

_SENTENCE = re.compile(r"(?<=[.!?;]) ")

_STOP = frozenset(
    "a an the is are was were be been has have had any some of to for in on at by with that which there if when where "
    "and or incident report section data".split()
)


class _Levels:
    """Finds the levels of severity that a text names."""

    def __init__(self, levels: tuple[str, ...]) -> None:
        self.levels = levels
        self.known = {_plain(level): index for index, level in enumerate(levels)}
        one = "|".join(_loose(level) for level in sorted(levels, key=len, reverse=True))
        more = r"(?:\s*(?:/|,|\+|&|–|-|to|and|or|through)\s*(?:and\s+|or\s+)?"
        self.one = re.compile(rf"(?<![\w-])(?:{one})(?![\w-])", re.IGNORECASE)
        group = rf"(?<![\w-])(?:{one})(?:{more}(?:{one})))*(?![\w-])"
        up = r"(?P<up>\s*\+|\s*(?:and|or)\s+(?:above|higher|worse|up|more severe))?"
        self.demanded = re.compile(rf"\b{_DEMANDS}\b{_FILLER}(?P<levels>{group}){up}", re.IGNORECASE)
        self.spared = re.compile(rf"\b{_SPARES}\b{_FILLER}(?P<levels>{group}){up}", re.IGNORECASE)
        self.alone = re.compile(
            rf"\s*(?:for\s+)?(?P<levels>{group}){up}(?:\s+(?:incidents?|severit(?:y|ies)))?(?:\s+(?:only|required|mandatory))?\s*",
            re.IGNORECASE,
        )

    def of(self, match: re.Match[str]) -> tuple[str, ...]:
        """The levels that a match names, most severe first."""
        text = match["levels"]
        found = [
            self.known[_plain(one.group())] for one in self.one.finditer(text) if _plain(one.group()) in self.known
        ]
        if not found:
            return ()
        if match["up"]:
            found = list(range(max(found) + 1))
        elif len(found) == 2 and re.search(r"–|\bto\b|\bthrough\b|\s-\s|\d-[A-Za-z]", text):
            found = list(range(min(found), max(found) + 1))
        return tuple(self.levels[index] for index in sorted(set(found)))

    def others(self, levels: tuple[str, ...]) -> tuple[str, ...]:
        """All levels but these."""
        return tuple(level for level in self.levels if level not in levels)


def _plain(level: str) -> str:
    return re.sub(r"[\s-]", "", level).casefold()


def _loose(level: str) -> str:
    """A pattern for a level, with a dash, a space or nothing between its letters and its number."""
    match = re.fullmatch(r"([A-Za-z]+)[\s-]?(\d+)", level)
    return rf"{match[1]}[\s-]?{match[2]}" if match else re.escape(level)


def read_gates(shape: Shape, severities: tuple[str, ...]) -> tuple[Shape, dict[str, Condition]]:
    """The shape with the gates that its template states, and the conditions that they rest on, by name.

    `severities` are the levels, most severe first; empty where they are not known. A section or field becomes required
    under a condition or optional, a check item must be ticked under one. `why` of each says the words it was read from.
    """
    levels = _Levels(severities) if severities else None
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
        gate = _gate_of(node, levels, fields)
        if gate is None:
            continue
        if gate.condition is not None:
            conditions[gate.name] = gate.condition
        if node.box and gate.condition is not None:
            edits.change(node, ticked=gate.name, value=gate.name if node.slots else False)
        elif not node.box and node.required is True:
            edits.change(node, required=gate.name or False, why=f'the template says "{gate.words}"')
    return edits.shape(), conditions


def _gate_of(node: ShapeNode, levels: _Levels | None, fields: list[ShapeNode]) -> Gate | None:
    """The gate that a node states: in its label's parentheses or before its colon, else in the texts of its section."""
    for part in _ONLY_PARTS.split(node.label.text):
        if _ONLY.fullmatch(part.strip()):
            gate = _of_note(part.strip(), node, levels, fields)
            return gate or Gate(part.strip(), None)
    for note in _PARENTHESES.findall(node.label.text):
        gate = _of_note(note, node, levels, fields)
        if gate is not None:
            return gate
    found = None
    for sentence in _sentences(node.says) if node.kind == "section" else ():
        gate = _of_sentence(sentence, levels)
        if gate is not None and (found is None or gate.words.lower().startswith("required")):
            found = found or gate
    return found


def _of_note(note: str, node: ShapeNode, levels: _Levels | None, fields: list[ShapeNode]) -> Gate | None:
    if levels is not None:
        alone = levels.alone.fullmatch(note)
        if alone:
            named = levels.of(alone)
            return Gate(note, Severity(named)) if named else None
        gate = _of_sentence(note, levels)
        if gate is not None:
            return gate
    if _OPTIONAL.search(note):
        return Gate(note, None)
    stated = _IF.match(note)
    if stated and not _NO_CONDITION.match(stated[1]):
        return Gate(note, _answer(stated[1], node, fields))
    return None


def _of_sentence(sentence: str, levels: _Levels | None) -> Gate | None:
    """The gate of a sentence that speaks of its section: by severity, or that it is optional."""
    words = " ".join(sentence.split()).strip(" .;*_()")
    if levels is not None:
        demanded = levels.demanded.search(sentence)
        spared = levels.spared.search(sentence)
        if spared and (demanded is None or spared.start() <= demanded.start()):
            named = levels.others(levels.of(spared))
            return Gate(words, Severity(named)) if named else None
        if demanded:
            named = levels.of(demanded)
            return Gate(words, Severity(named)) if named and len(named) < len(levels.levels) else None
    if re.match(r"(?:this (?:section|part) is )?optional\b", words, re.IGNORECASE) and len(words) < 60:
        return Gate(words, None)
    if re.match(
        r"(?:delete|remove|skip|omit|leave out|drop) (?:this section|this part|the section|it) (?:if|when|unless)\b",
        words,
        re.IGNORECASE,
    ):
        return Gate(words, None)
    return None


def _answer(stated: str, node: ShapeNode, fields: list[ShapeNode]) -> Condition | None:
    """The condition that a field of the template answers, by its words; None where none or several do."""
    wanted = _content(stated)
    if not wanted:
        return None
    found = [
        field
        for field in fields
        if field is not node
        and (words := _content(bare_key(field.label.text)))
        and (words <= wanted or wanted <= words)
    ]
    return Answer(found[0].name, ("None",), negated=True) if len(found) == 1 else None


def _content(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W_]+", text.casefold()) if word not in _STOP}


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for paragraph in text.split("\n\n"):
            yield from _SENTENCE.split(" ".join(paragraph.split()))
