"""Texts of a new report: where a value stands in the template, and how it is written there."""

from __future__ import annotations

import re

from incidentlint.markdown import Prose
from incidentlint.outline import FieldNode, SectionNode
from incidentlint.report import Bound
from incidentlint.template import ShapeNode, Slot
from incidentlint.text import Span
from incidentlint.vocabulary import Lexicon, key_of

_YAML_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))

_PLAIN_YAML = re.compile(r"[A-Za-z][\w ./+-]*|\d{4}-\d\d-\d\d", re.ASCII)

_MARKUP = re.compile(r"[\\`*_\[\]<>#|~&]")


def demands(node: ShapeNode) -> bool:
    """Whether a node must be in a report, or holds what is to be filled in."""
    if (node.guide and node.guide != "value") or (node.kind == "section" and node.required is False):
        return False
    return node.required is not False or bool(node.slots) or any(map(demands, node.children))


def prose_of(bound: Bound) -> Prose | None:
    """The text of a node's value: beside its label, or the ballot line below a heading."""
    if bound.value is not None:
        return bound.value.prose
    only = bound.node.children[0] if isinstance(bound.node, SectionNode) and len(bound.node.children) == 1 else None
    return only.value if isinstance(only, FieldNode) and only.origin == "ballot" else None


def place_of(prose: Prose, slot: Slot) -> Span:
    """Where a slot is in the source; one that reads as an HTML tag has no length in the text."""
    for mark in prose.marks:
        if mark.kind == "html" and mark.start == slot.end and slot.text.endswith(f"<{mark.target}>"):
            return Span(prose.source(slot.start, slot.end).start, mark.span.end) if slot.start < slot.end else mark.span
    return prose.source(slot.start, slot.end)


def word_start(text: str, at: int) -> int:
    """Where the word begins that a slot ends: ``inc-{{nnnn}}``."""
    while at and re.match(r"[\w-]", text[at - 1]):
        at -= 1
    return at


def escape(text: str) -> str:
    """A text as Markdown that reads as that text; mdformat takes back what needs no escape."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def yaml_text(text: str) -> str:
    """A text as a YAML value: in quotes, unless it reads as a text or a date anyway."""
    if _PLAIN_YAML.fullmatch(text) and text == text.strip() and text.casefold() not in _YAML_WORDS:
        return text
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))


_BRACKETED = re.compile(r"\{\{([^{}\n]{1,60})\}\}|\[([^\[\]\n]{1,60})\](?!\()|<([^<>\n]{1,60})>")


def asked_author(text: str, lexicon: Lexicon) -> Span | None:
    """The first bracket of a template that asks for the author by a word for one: ``Created by {{author}}``."""
    labels = lexicon.roles["author"]
    found = (match for match in _BRACKETED.finditer(text) if key_of(match[match.lastindex or 0].strip()) in labels)
    return next((Span(*match.span()) for match in found), None)
