"""The shape of the generic pack: the roles that any report may have."""

from __future__ import annotations

from incidentlint.outline import Label
from incidentlint.template.shape import Kind, Shape, ShapeNode, make_shape
from incidentlint.text import Span
from incidentlint.vocabulary import PARTS, Lexicon, is_generic


def generic_shape(lexicon: Lexicon) -> Shape:
    """The shape of any report: the lexicon's roles, as sections and fields with all their labels. Nothing is demanded
    but the sections that nearly every report has.
    """
    nodes = []
    for role, labels in lexicon.roles.items():
        if is_generic(role):
            kind: Kind = "section" if role in PARTS else "field"
            label = Label(labels[0].capitalize(), labels[0], labels[0], "", Span(0, 0))
            nodes.append(
                ShapeNode(
                    kind,
                    label,
                    (),
                    0,
                    aliases=labels[1:],
                    head=kind == "field",
                    required=role in PARTS,
                    why="nearly every report has it",
                )
            )
    return make_shape(None, nodes)
