"""Words of the numbers of headings, of all languages at once: the file ``rules/headings.toml``."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from msgspec import Meta

from incidentlint.about import data_folder
from incidentlint.snapshot import kept
from incidentlint.toml_file import convert, read_toml
from incidentlint.vocabulary.tables import Table, Texts


class HeadingWords(Table, frozen=True):
    """What is beside the number of a heading."""

    before: Annotated[Texts, Meta(description="Words before a number: Section 3.")] = ()
    before_letters: Annotated[Texts, Meta(description="Words before a letter or a Roman figure: Part B.")] = ()
    counted: Annotated[Texts, Meta(description="What a number counts, so that it is no heading's: 5 Whys.")] = ()


@cache
def heading_words() -> HeadingWords:
    """The words of headings. Raises `FileError`, which only a broken installation can bring about."""
    return kept("headings", _read)


def _read() -> HeadingWords:
    path = data_folder() / "headings.toml"
    data, text = read_toml(path)
    return convert(data, HeadingWords, text, str(path))


__all__ = ["HeadingWords", "heading_words"]
