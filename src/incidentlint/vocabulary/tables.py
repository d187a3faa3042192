"""What a table of words is: the base of all tables of the lexicon."""

from typing import Annotated

import msgspec
from msgspec import Meta

Text = Annotated[str, Meta(min_length=1)]
Texts = tuple[Text, ...]
"""Words, labels or phrases; none is empty."""


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, rename="kebab"):
    """A table of words: unknown keys are errors, what is not there is empty."""


__all__ = ["Table", "Text", "Texts"]
