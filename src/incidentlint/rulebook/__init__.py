"""Rules as data: read, select, explain; the parameters of custom checks."""

from __future__ import annotations

from incidentlint.rulebook.custom_checks import (
    PUBLIC,
    ColumnValue,
    DateOrder,
    FieldValue,
    ForbiddenText,
    Params,
    RequiredText,
    RequiredWhen,
    Use,
    WordCount,
)
from incidentlint.rulebook.explain import (
    FAMILIES,
    Block,
    Heading,
    Listing,
    Paragraph,
    Points,
    Title,
    marks,
    messages,
    rule_text,
)
from incidentlint.rulebook.rule import Example, Rule
from incidentlint.rulebook.selection import (
    SETTINGS,
    UnknownRuleError,
    choose,
    find_rules,
    is_exact,
    known_rules,
    levels_of,
    load_rules,
)

__all__ = [
    "FAMILIES",
    "PUBLIC",
    "SETTINGS",
    "Block",
    "ColumnValue",
    "DateOrder",
    "Example",
    "FieldValue",
    "ForbiddenText",
    "Heading",
    "Listing",
    "Paragraph",
    "Params",
    "Points",
    "RequiredText",
    "RequiredWhen",
    "Rule",
    "Title",
    "UnknownRuleError",
    "Use",
    "WordCount",
    "choose",
    "find_rules",
    "is_exact",
    "known_rules",
    "levels_of",
    "load_rules",
    "marks",
    "messages",
    "rule_text",
]
