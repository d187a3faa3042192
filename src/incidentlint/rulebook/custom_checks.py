"""The public checks: what the rules of a pack may ask for, by name, and what each of them takes.

The functions are in ``checks/public.py``. What their parameters name (nodes, columns, conditions) is looked up when the
pack is loaded, so that a rule that names what is not there is told at its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import Meta

from incidentlint.toml_file import Steps
from incidentlint.tuples import NamedTuple

Kind = Literal["section", "field", "table", "node", "condition", "words", "pattern", "duration"]


class Use(NamedTuple):
    """One thing that parameters name: where they do, what it is, and the name; a column has the path of its table."""

    at: Steps
    kind: Kind
    name: str


When = Annotated[
    str,
    Meta(description="The name of a condition of the pack: the rule is asked only while it holds. Default: always."),
]

Exact = Annotated[bool, Meta(description="Whether case matters.")]

Values = Annotated[tuple[str, ...], Meta(description="The values that are right, as a whole.")]

Patterns = Annotated[tuple[str, ...], Meta(description="Patterns for a whole value; one that matches is enough.")]

Words = Annotated[tuple[str, ...], Meta(description="Words and phrases, as patterns, found as whole words.")]


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """What all public checks have: `variants` are the names of its messages with the values that each may use."""

    variants: ClassVar[dict[str, tuple[str, ...]]] = {}

    def uses(self) -> Iterator[Use]:
        """What the parameters name."""
        yield from ()

    def problem(self) -> tuple[str, str]:
        """What is wrong with the parameters taken together: a key and what is said of it; empty when nothing is."""
        return "", ""


def _list(key: str, kind: Kind, names: tuple[str, ...]) -> Iterator[Use]:
    yield from (Use((key, number), kind, name) for number, name in enumerate(names))


def _maybe(key: str, kind: Kind, name: str) -> Iterator[Use]:
    if name:
        yield Use((key,), kind, name)


class ForbiddenText(Params, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Words that must not be in the text. Code, addresses of links, comments, quotes and labels do not count."""

    variants: ClassVar[dict[str, tuple[str, ...]]] = {"": ("text", "pattern", "section")}

    words: Words
    sections: Annotated[
        tuple[str, ...], Meta(description="The paths of the sections where they are looked for. Default: everywhere.")
    ] = ()
    exact: Exact = False
    when: When = ""

    def uses(self) -> Iterator[Use]:
        """What the parameters name."""
        yield from _list("words", "words", self.words)
        yield from _list("sections", "section", self.sections)
        yield from _maybe("when", "condition", self.when)

    def problem(self) -> tuple[str, str]:
        """What is wrong with them taken together."""
        return ("", "") if self.words else ("words", "is empty")


class RequiredText(Params, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """Words of which at least one must be in a section, be it in the address of a link. A section that is not
    there, empty or waived is left to the rules about that.
    """

    variants: ClassVar[dict[str, tuple[str, ...]]] = {"": ("section", "words")}

    section: Annotated[str, Meta(description="The path of the section.")]
    words: Words
    exact: Exact = False
    when: When = ""

    def uses(self) -> Iterator[Use]:
        """What the parameters name."""
        yield Use(("section",), "section", self.section)
        yield from _list("words", "words", self.words)
        yield from _maybe("when", "condition", self.when)

    def problem(self) -> tuple[str, str]:
        """What is wrong with them taken together."""
        return ("", "") if self.words else ("words", "is empty")


class FieldValue(Params, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """A field whose value must be one of some values, or match a pattern. A value that is missing, or not filled in, is
    left to the rules about that. A value that is one link is right when its text or its address is.
    """

    variants: ClassVar[dict[str, tuple[str, ...]]] = {"": ("field", "value", "wanted")}

    field: Annotated[str, Meta(description="The path of the field; with `*` of one in every row of a table.")]
    values: Values = ()
    patterns: Patterns = ()
    exact: Exact = False
    when: When = ""

    def uses(self) -> Iterator[Use]:
        """What the parameters name."""
        yield Use(("field",), "field", self.field)
        yield from _list("patterns", "pattern", self.patterns)
        yield from _maybe("when", "condition", self.when)

    def problem(self) -> tuple[str, str]:
        """What is wrong with them taken together."""
        return ("", "") if self.values or self.patterns else ("field", "needs 'values' or 'patterns'")


class ColumnValue(Params, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """A column whose cells must be one of some values, or match a pattern. Empty cells, and those that are not filled
    in, are left to the rules about that.
    """

    variants: ClassVar[dict[str, tuple[str, ...]]] = {"": ("column", "value", "wanted", "row")}

    table: Annotated[str, Meta(description="The path of the section that holds the table.")]
    column: Annotated[str, Meta(description="The name of the column, as the template has it.")]
    values: Values = ()
    patterns: Patterns = ()
    exact: Exact = False
    when: When = ""

    def uses(self) -> Iterator[Use]:
        """What the parameters name."""
        yield Use(("table",), "table", self.table)
        yield from _list("patterns", "pattern", self.patterns)
        yield from _maybe("when", "condition", self.when)

    def problem(self) -> tuple[str, str]:
        """What is wrong with them taken together."""
        return ("", "") if self.values or self.patterns else ("column", "needs 'values' or 'patterns'")


class RequiredWhen(Params, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """A node that must be there when a condition holds, and with `value` a field that must say something other than
    None. What the template demands already is left to the rules about that.
    """

    variants: ClassVar[dict[str, tuple[str, ...]]] = {
        "missing": ("node", "cause"),
        "value": ("node", "cause", "value"),
    }

    node: Annotated[str, Meta(description="The path of the section or field.")]
    when: Annotated[str, Meta(description="The name of a condition of the pack.")]
    value: Annotated[bool, Meta(description="Whether a value is demanded that is neither empty nor None.")] = False

    def uses(self) -> Iterator[Use]:
        """What the parameters name."""
        yield Use(("node",), "field" if self.value else "node", self.node)
        yield Use(("when",), "condition", self.when)


class DateOrder(Params, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """A field's date or time that must not be before, or too long after, that of another field. A date without a time
    is wrong only when its whole day is.
    """

    variants: ClassVar[dict[str, tuple[str, ...]]] = {
        "early": ("field", "value", "other", "other_value", "limit"),
        "late": ("field", "value", "other", "other_value", "limit"),
    }

    field: Annotated[str, Meta(description="The path of the field that is checked against the other.")]
    other: Annotated[str, Meta(description="The path of the other field.")]
    not_before: Annotated[
        str,
        Meta(description='How long after the other it is at the earliest: `"0h"`, `"2 days"`. Default: no limit.'),
    ] = ""
    not_after: Annotated[str, Meta(description="How long after the other it is at the latest. Default: no limit.")] = ""
    when: When = ""

    def uses(self) -> Iterator[Use]:
        """What the parameters name."""
        yield Use(("field",), "field", self.field)
        yield Use(("other",), "field", self.other)
        yield from _maybe("not-before", "duration", self.not_before)
        yield from _maybe("not-after", "duration", self.not_after)
        yield from _maybe("when", "condition", self.when)

    def problem(self) -> tuple[str, str]:
        """What is wrong with them taken together."""
        return ("", "") if self.not_before or self.not_after else ("field", "needs 'not-before' or 'not-after'")


class WordCount(Params, frozen=True, forbid_unknown_fields=True, rename="kebab", kw_only=True):
    """How many words a section has. Headings, code, comments and quotes do not count. A section that is not there,
    empty, waived or not filled in is left to the rules about that.
    """

    variants: ClassVar[dict[str, tuple[str, ...]]] = {
        "few": ("section", "count", "limit"),
        "many": ("section", "count", "limit"),
    }

    section: Annotated[str, Meta(description="The path of the section; its sub-sections count.")]
    min: Annotated[int, Meta(ge=0, description="The fewest words that are right.")] = 0
    max: Annotated[int, Meta(ge=0, description="The most words that are right. Default: any number.")] = 0
    when: When = ""

    def uses(self) -> Iterator[Use]:
        """What the parameters name."""
        yield Use(("section",), "section", self.section)
        yield from _maybe("when", "condition", self.when)

    def problem(self) -> tuple[str, str]:
        """What is wrong with them taken together."""
        if not self.min and not self.max:
            return "section", "needs 'min' or 'max'"
        return ("min", "is more than 'max'") if self.max and self.min > self.max else ("", "")


PUBLIC: dict[str, type[Params]] = {
    "forbidden-text": ForbiddenText,
    "required-text": RequiredText,
    "field-value": FieldValue,
    "column-value": ColumnValue,
    "required-when": RequiredWhen,
    "date-order": DateOrder,
    "word-count": WordCount,
}
"""The public checks by name, with the type of their parameters."""
