"""Rules as data: read, select, explain; the parameters of custom checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentlint.lazy import lazy_names

if TYPE_CHECKING:
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
        message_forms,
        messages,
        rule_text,
    )
    from incidentlint.rulebook.marked_places import Corners, marked
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
    "Corners",
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
    "marked",
    "marks",
    "message_forms",
    "messages",
    "rule_text",
]

if not TYPE_CHECKING:
    __getattr__ = lazy_names(
        __name__,
        {
            "Block": "rulebook.explain",
            "ColumnValue": "rulebook.custom_checks",
            "DateOrder": "rulebook.custom_checks",
            "Corners": "rulebook.marked_places",
            "Example": "rulebook.rule",
            "FAMILIES": "rulebook.explain",
            "FieldValue": "rulebook.custom_checks",
            "ForbiddenText": "rulebook.custom_checks",
            "Heading": "rulebook.explain",
            "Listing": "rulebook.explain",
            "PUBLIC": "rulebook.custom_checks",
            "Paragraph": "rulebook.explain",
            "Params": "rulebook.custom_checks",
            "Points": "rulebook.explain",
            "RequiredText": "rulebook.custom_checks",
            "RequiredWhen": "rulebook.custom_checks",
            "Rule": "rulebook.rule",
            "SETTINGS": "rulebook.selection",
            "Title": "rulebook.explain",
            "UnknownRuleError": "rulebook.selection",
            "Use": "rulebook.custom_checks",
            "WordCount": "rulebook.custom_checks",
            "choose": "rulebook.selection",
            "find_rules": "rulebook.selection",
            "is_exact": "rulebook.selection",
            "known_rules": "rulebook.selection",
            "levels_of": "rulebook.selection",
            "load_rules": "rulebook.selection",
            "marked": "rulebook.marked_places",
            "marks": "rulebook.explain",
            "message_forms": "rulebook.explain",
            "messages": "rulebook.explain",
            "rule_text": "rulebook.explain",
        },
    )
