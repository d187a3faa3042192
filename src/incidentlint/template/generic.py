"""The shape of the generic pack: the roles that any report may have."""

from __future__ import annotations

from incidentlint.outline import Label
from incidentlint.template.shape import Kind, Shape, ShapeNode, make_shape
from incidentlint.text import Span
from incidentlint.vocabulary import Lexicon


def generic_shape(lexicon: Lexicon) -> Shape:
    """The shape of any report: the lexicon's roles, as sections and fields with all their labels. Nothing is demanded
    but the sections that nearly every report has.
    """
    nodes = []
    for role, labels in lexicon.roles.items():
        if role in GENERIC_ROLES:
            kind: Kind = "section" if role in _GENERIC_SECTIONS else "field"
            label = Label(labels[0].capitalize(), labels[0], labels[0], "", Span(0, 0))
            nodes.append(
                ShapeNode(
                    kind,
                    label,
                    (),
                    0,
                    aliases=labels[1:],
                    head=kind == "field",
                    required=role in _GENERIC_SECTIONS,
                    why="nearly every report has it",
                )
            )
    return make_shape(None, nodes)


_GENERIC_SECTIONS = ("summary", "impact", "timeline", "cause", "actions")

GENERIC_ROLES = (
    *_GENERIC_SECTIONS, "id", "severity", "status", "started", "detected", "declared", "resolved", "duration",
    "report-date", "detection-time",
)  # fmt: skip
"""The roles that reports of no known template have."""
