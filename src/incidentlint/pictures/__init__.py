"""Pictures of what a report says: its times on an axis, for a terminal, as SVG, as Mermaid or as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentlint.lazy import lazy_names

if TYPE_CHECKING:
    from incidentlint.pictures.html import as_html, rows_of
    from incidentlint.pictures.mermaid import as_mermaid
    from incidentlint.pictures.story import Story, story_of
    from incidentlint.pictures.svg import as_svg
    from incidentlint.pictures.terminal import as_lines

__all__ = ["Story", "as_html", "as_lines", "as_mermaid", "as_svg", "rows_of", "story_of"]

if not TYPE_CHECKING:
    __getattr__ = lazy_names(
        __name__,
        {
            "Story": "pictures.story",
            "as_html": "pictures.html",
            "as_lines": "pictures.terminal",
            "as_mermaid": "pictures.mermaid",
            "as_svg": "pictures.svg",
            "rows_of": "pictures.html",
            "story_of": "pictures.story",
        },
    )
