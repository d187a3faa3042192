"""Text to `Document`."""

from __future__ import annotations

from incidentlint.markdown.document import Document
from incidentlint.text import SourceText


def parse(source: SourceText) -> Document:
    """Read the document that `source` holds; any text whatever is one."""
    # Imported late: what only reads a cache never pays for the parser.
    from incidentlint.markdown.markdown_it.parser import parse as backend

    return backend(source)
