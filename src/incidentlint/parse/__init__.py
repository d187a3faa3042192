"""Text to `Document`."""

from __future__ import annotations

from ..document import Document
from ..text import SourceText


def parse(source: SourceText) -> Document:
    """Read the document that `source` holds; any text whatever is one."""
    # Imported late: what only reads a cache never pays for the parser.
    from .markdown_it import parse as backend

    return backend(source)


__all__ = ["parse"]
