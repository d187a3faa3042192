"""What a table of words is: the base of all tables of the lexicon, and the kinds of lists in them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, get_type_hints

import msgspec
from msgspec import Meta

Text = Annotated[str, Meta(min_length=1)]
Texts = tuple[Text, ...]
"""Words, labels or phrases; none is empty."""

AsWritten = Annotated[Texts, Meta(extra={"list": "as written"})]
"""Words that are known in no other spelling: without its accent *como* is another word than *cómo*."""

Places = Annotated[tuple[Texts, ...], Meta(extra={"list": "places"})]
"""Words whose place says what they mean, each in its forms: the fifth of the months is May in every language."""

Wholes = Annotated[tuple[Texts, ...], Meta(extra={"list": "wholes"})]
"""Lists that are used whole or not at all, as a scale of severity."""


class Table(
    msgspec.Struct, frozen=True, cache_hash=True, forbid_unknown_fields=True, omit_defaults=True, rename="kebab"
):
    """A table of words: unknown keys are errors, what is not there is empty."""


@cache
def list_kinds(table: type[msgspec.Struct]) -> dict[str, str]:
    """The kind of each field of a table that declares one: ``as written``, ``places`` or ``wholes``."""

    def kinds() -> Iterator[tuple[str, str]]:
        for name, hint in get_type_hints(table, include_extras=True).items():
            for meta in getattr(hint, "__metadata__", ()):
                extra: dict[str, Any] = getattr(meta, "extra", None) or {}
                if "list" in extra:
                    yield name, extra["list"]

    return dict(kinds())


__all__ = ["AsWritten", "Places", "Table", "Text", "Texts", "Wholes", "list_kinds"]
