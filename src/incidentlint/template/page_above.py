"""What a template's file says above the title of its form: a page that tells when and how to write, and no report's."""

from __future__ import annotations

from msgspec.structs import replace

from incidentlint.outline import Outline, SectionNode, said
from incidentlint.template.reading import Reading
from incidentlint.template.shape import ShapeNode
from incidentlint.vocabulary import is_told


def without_page_above(
    nodes: tuple[ShapeNode, ...], template: Outline, title: SectionNode, at: Reading
) -> tuple[ShapeNode, ...]:
    """The nodes of a template; what only tells its writers something above its title is not demanded.

    A report begins with the title that is to be filled in. What another title heads above it, ``# Our post-mortems``,
    is the form's too where there is anything to fill in, or where each report tells it anew.
    """
    above = [section for section in template.sections if section.span.end <= title.heading.start]
    if template.titles[0] is title:
        return nodes
    page = {at.line(section.heading) for section in above if _tells(section)}
    return tuple(
        replace(node, required=False)
        if node.line in page and node.kind == "section" and _only_tells(node, at)
        else node
        for node in nodes
    )


def _tells(section: SectionNode) -> bool:
    """Whether a section and each one below it says something: an empty one is to be filled in."""
    own = any(text.text.strip() for text in said(section))
    below = [*section.sections]
    return (own or bool(below)) and all(map(_tells, below))


def _only_tells(node: ShapeNode, at: Reading) -> bool:
    """Whether a section is to be read only: nothing in it is a slot, a box, a field or a question."""
    if node.slots or node.asking or is_told(node.label.key, at.lexicon.words.prompts):
        return False
    return all(_is_constant(child, at) for child in node.children)


def _is_constant(node: ShapeNode, at: Reading) -> bool:
    if node.kind == "section":
        return _only_tells(node, at)
    return node.required is False and not node.slots and all(_is_constant(child, at) for child in node.children)
