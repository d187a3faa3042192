"""Results as text: one module a format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentlint.lazy import lazy_names

if TYPE_CHECKING:
    from incidentlint.output.formats import Format, Look, counted, diagnostics, render, render_statistics, summary_line
    from incidentlint.output.json import pretty

__all__ = [
    "Format",
    "Look",
    "counted",
    "diagnostics",
    "pretty",
    "render",
    "render_statistics",
    "summary_line",
]

if not TYPE_CHECKING:
    __getattr__ = lazy_names(
        __name__,
        {
            "Format": "output.formats",
            "Look": "output.formats",
            "counted": "output.formats",
            "diagnostics": "output.formats",
            "pretty": "output.json",
            "render": "output.formats",
            "render_statistics": "output.formats",
            "summary_line": "output.formats",
        },
    )
