"""The list of the labels that are some language's own, ``rules/lexicon/labels.tsv``."""

from __future__ import annotations

from pathlib import Path

from incidentlint.vocabulary.own_labels import make_index

PLACE = Path("rules", "lexicon", "labels.tsv")


def write(root: Path) -> None:
    """Write the list below the root of the repository."""
    (root / PLACE).write_text(make_index(), encoding="utf-8", newline="\n")
