"""How an item of a check list says in any language that its check was not made, whatever the report's language is."""

from __future__ import annotations

from functools import cache

from incidentlint.snapshot import kept
from incidentlint.vocabulary.lexicon import known_languages, read_language
from incidentlint.vocabulary.words import CheckWords


@cache
def all_check_words() -> CheckWords:
    """The words of all languages. Raises `FileError`, which only a broken installation can bring about."""
    return kept("checks", _read)


def _read() -> CheckWords:
    from incidentlint.vocabulary.merging import merge, spelt_out

    return merge(spelt_out(read_language(code)) for code in known_languages()).checks


__all__ = ["all_check_words"]
