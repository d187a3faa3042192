"""The conditions of a pack file: from what it says to what reports are asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from incidentlint.near import hint
from incidentlint.packs.lookup import Lookup
from incidentlint.template import AllOf, Answer, AnyOf, Condition, Named, Not, Present, Severity, Steps, Unknown
from incidentlint.vocabulary import LevelError, Scale

_DEEPEST = 60
"""How many steps a condition may be nested, and how many conditions may name each other in a row."""

_LARGEST = 1000
"""Of how many parts a condition may be put together: each report asks all of them."""

_KEYS = ("severity", "at-least", "field", "is", "not", "present", "any", "all")


def read_conditions(lookup: Lookup, scale: Scale, answers: Callable[[int], str]) -> dict[str, Condition]:
    """The pack file's conditions by name. Raises `FileError`.

    `answers` says what of a node has no answer: ``section``, ``table`` or ``list``, and is empty for one that has.
    """
    reader = _Reader(lookup, scale, answers)
    return {name: reader.read(data, ("conditions", name)) for name, data in lookup.file.conditions.items()}


class _Reader:
    def __init__(self, lookup: Lookup, scale: Scale, answers: Callable[[int], str]) -> None:
        self.lookup, self.scale, self.answers = lookup, scale, answers

    def read(self, data: object, at: Steps) -> Condition:
        """A condition, or the name of one."""
        error = self.lookup.error
        if isinstance(data, str):
            if data not in self.lookup.file.conditions:
                raise error(at, self.lookup.no_condition(data))
            return Named(data)
        if not isinstance(data, dict):
            raise error(at, 'a condition is a table such as { severity = ["P0"] }, or the name of one')
        if len(at) > _DEEPEST:
            raise error(at, "conditions are nested too deeply; give the inner ones names")
        for key in data:
            if key not in _KEYS:
                raise error((*at, key), f"unknown key {key!r} in a condition{hint(key, _KEYS)}")
        if "any" in data or "all" in data:
            return self.several(data, at)
        for key in ("severity", "at-least"):
            if key in data:
                if len(data) > 1:
                    raise error(
                        at, f"'{key}' cannot be combined with other keys; combine conditions with 'any' or 'all'"
                    )
                read = self.severity if key == "severity" else self.at_least
                return read(data[key], (*at, key))
        if "field" in data:
            return self.answer(data, at)
        if "not" in data:
            if len(data) > 1:
                raise error(at, "'not' of a condition must be the only key; with 'field' it takes a list of answers")
            return Not(self.read(data["not"], (*at, "not")))
        raise error(at, "a condition needs one of severity, at-least, field, any, all, not")

    def several(self, data: dict[str, Any], at: Steps) -> Condition:
        """Conditions put together."""
        key = "any" if "any" in data else "all"
        parts = data[key]
        if not isinstance(parts, list) or not parts or len(data) > 1:
            raise self.lookup.error(at, f"'{key}' must be the only key, with a list of conditions")
        made = tuple(self.read(part, (*at, key, number)) for number, part in enumerate(parts))
        return AnyOf(made) if key == "any" else AllOf(made)

    def severity(self, levels: object, at: Steps) -> Condition:
        """A condition on the report's severity."""
        names = [levels] if isinstance(levels, str) else levels
        if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
            raise self.lookup.error(at, "'severity' takes a list of levels")
        return Severity(tuple(self.level(name, at) for name in names))

    def at_least(self, name: object, at: Steps) -> Condition:
        """A level, or a more severe one."""
        if not isinstance(name, str):
            raise self.lookup.error(at, "'at-least' takes one level")
        level = self.level(name, at)
        return Severity(self.scale.at_least(level), least=level)

    def level(self, name: str, at: Steps) -> str:
        """The level that a name means, as the template spells it."""
        try:
            return self.scale.level(name)
        except LevelError as wrong:
            raise self.lookup.error(at, str(wrong)) from None

    def answer(self, data: dict[str, Any], at: Steps) -> Condition:
        """A condition on a field's answer or presence."""
        error = self.lookup.error
        field = data["field"]
        if not isinstance(field, str):
            raise error(at, "'field' takes the path of a field")
        keys = [key for key in ("is", "not", "present") if key in data]
        if len(keys) > 1:
            said = f"{keys[0]!r} and {keys[1]!r} cannot be combined; combine conditions with 'any' or 'all'"
            raise error((*at, keys[1]), said)
        key = keys[0] if keys else ""
        if key == "present":
            if not isinstance(data["present"], bool):
                raise error((*at, "present"), "'present' is true or false")
            found = self.lookup.node(field, (*at, "field"))
            return Unknown(field) if found is None else Present(field, negated=not data["present"])
        words = data.get(key)
        words = [words] if isinstance(words, str) else words
        if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
            raise error(at, "a field's condition needs 'is', 'not' (a list of answers) or 'present'")
        node = self.lookup.node(field, (*at, "field"))
        if node is None:
            return Unknown(field)
        kind = self.answers(node.index)
        if kind:
            raise error((*at, "field"), f"{field!r} is a {kind}, which has no answer; it may be 'present'")
        return Answer(field, tuple(words), negated=key == "not")


def check_sizes(conditions: dict[str, Condition], lookup: Lookup) -> None:
    """No condition of the pack depends on itself, and none is larger than a report can answer. Raises `FileError`."""
    sizes: dict[str, int] = {}
    for name in lookup.file.conditions:
        if _size(name, (), sizes, conditions, lookup) > _LARGEST:
            said = f"condition {name!r} has more than {_LARGEST} parts"
            raise lookup.error(("conditions", name), said)


def _size(
    name: str, above: tuple[str, ...], sizes: dict[str, int], conditions: dict[str, Condition], lookup: Lookup
) -> int:
    """Of how many parts a condition is put together, those of the conditions that it names among them."""
    if name in above:
        raise lookup.error(("conditions", name), f"condition {name!r} depends on itself")
    if len(above) > _DEEPEST:
        raise lookup.error(("conditions", above[0]), f"condition {above[0]!r} is nested too deeply")
    if name not in sizes:
        size = 0
        stack: list[Condition] = [conditions[name]]
        while stack and size <= _LARGEST:
            part = stack.pop()
            size += 1
            if isinstance(part, Named):
                size += _size(part.name, (*above, name), sizes, conditions, lookup)
            elif isinstance(part, AnyOf | AllOf):
                stack += part.parts
            elif isinstance(part, Not):
                stack.append(part.part)
        sizes[name] = size
    return sizes[name]
