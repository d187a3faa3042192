"""Results as text: one module a format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentlint.lazy import lazy_names

if TYPE_CHECKING:
    from incidentlint.output.formats import Look, counted, diagnostics, summary_line
    from incidentlint.output.json import pretty
    from incidentlint.output.registry import FORMATS, Format

__all__ = [
    "FORMATS",
    "Format",
    "Look",
    "counted",
    "diagnostics",
    "pretty",
    "summary_line",
]

if not TYPE_CHECKING:
    __getattr__ = lazy_names(
        __name__,
        {
            "FORMATS": "output.registry",
            "Format": "output.registry",
            "Look": "output.formats",
            "counted": "output.formats",
            "diagnostics": "output.formats",
            "pretty": "output.json",
            "summary_line": "output.formats",
        },
    )
