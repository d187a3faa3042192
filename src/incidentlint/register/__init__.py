"""A register of incidents as pages without a network: a table, a page each, charts, actions, a calendar. Pure."""

from __future__ import annotations

from incidentlint.register.assets import STYLE_NAME, style
from incidentlint.register.book import Page, Register
from incidentlint.register.names import is_page

__all__ = ["STYLE_NAME", "Page", "Register", "is_page", "style"]
