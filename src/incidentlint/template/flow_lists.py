"""Lists in brackets, as the front matter of a template has them: ``models: []``, ``authors: [Name1, Name2]``."""

from __future__ import annotations

import re

from incidentlint.outline import FieldNode, Outline

_LIST = re.compile(r"[:=]\s*\[[^\[\],|]+,[^\[\]|]*\]\s*(?:#.*)?$")
_EMPTY_LIST = re.compile(r"[:=]\s*\[\s*\]\s*(?:#.*)?$")


def is_empty_list(node: FieldNode, template: Outline) -> bool:
    """Whether a key of the front matter has a list with nothing in it, which may stay so: ``models: []``."""
    return not node.value.text and _EMPTY_LIST.search(_line_of(node, template)) is not None


def is_list(node: FieldNode, template: Outline) -> bool:
    """Whether a key of the front matter has several entries in brackets, which are no options: ``[Name1, Name2]``."""
    return _LIST.search(_line_of(node, template)) is not None


def _line_of(node: FieldNode, template: Outline) -> str:
    """The line of a key of the front matter; empty for any other field."""
    source = template.document.source
    return source[source.line_span(source.line_of(node.label.span.start))] if node.origin == "front-matter" else ""
