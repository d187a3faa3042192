"""Results as text: one module a format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentlint.lazy import lazy_names

if TYPE_CHECKING:
    from incidentlint.output.diff import as_diff
    from incidentlint.output.formats import ColumnUnit, Look, counted, diagnostics, hidden_line, summary_line
    from incidentlint.output.json import pretty
    from incidentlint.output.markdown import markdown_table
    from incidentlint.output.registry import DOCUMENT_FORMATS, FORMATS, Format

__all__ = [
    "DOCUMENT_FORMATS",
    "FORMATS",
    "ColumnUnit",
    "Format",
    "Look",
    "as_diff",
    "counted",
    "diagnostics",
    "hidden_line",
    "markdown_table",
    "pretty",
    "summary_line",
]

if not TYPE_CHECKING:
    __getattr__ = lazy_names(
        __name__,
        {
            "DOCUMENT_FORMATS": "output.registry",
            "FORMATS": "output.registry",
            "Format": "output.registry",
            "ColumnUnit": "output.formats",
            "Look": "output.formats",
            "as_diff": "output.diff",
            "counted": "output.formats",
            "diagnostics": "output.formats",
            "hidden_line": "output.formats",
            "markdown_table": "output.markdown",
            "pretty": "output.json",
            "summary_line": "output.formats",
        },
    )
