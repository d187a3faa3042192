"""Labels that call their value a placeholder: ``Owner Placeholder`` is filled in below ``Owner`` as well."""

from __future__ import annotations

from msgspec.structs import replace

from incidentlint.outline import Label
from incidentlint.template.shape import Column, Edits, Shape
from incidentlint.vocabulary import Lexicon, phrases


def with_names_of_values(shape: Shape, lexicon: Lexicon) -> Shape:
    """The shape whose fields and columns are also called what they are without the word that says so."""
    edits = Edits(shape)
    for node in shape.walk():
        name = _name_of_value(node.label, lexicon) if node.kind == "field" else ""
        columns = tuple(_also_called(column, _name_of_value(column.label, lexicon)) for column in node.columns)
        if name or columns != node.columns:
            edits.change(node, columns=columns, aliases=(*node.aliases, name) if name else node.aliases)
    return edits.shape()


def _also_called(column: Column, name: str) -> Column:
    return replace(column, aliases=(*column.aliases, name)) if name else column


def _name_of_value(label: Label, lexicon: Lexicon) -> str:
    """A label without its last word where that calls the value a placeholder; empty for another one."""
    word = phrases(lexicon.words.guide.placeholders, after=r"\W*\Z").search(label.text)
    return label.text[: word.start()].rstrip(" -–—_:") if word else ""
