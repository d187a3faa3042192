"""The language server: what an editor is told of the text that it shows, saved or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentlint.lazy import lazy_names

if TYPE_CHECKING:
    from incidentlint.lsp.server import serve

__all__ = ["serve"]

if not TYPE_CHECKING:
    __getattr__ = lazy_names(__name__, {"serve": "lsp.server"})
