"""The style and the script of the pages, which lie beside this module."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path

_HERE = Path(__file__).parent

STYLE_NAME = "style.css"


@lru_cache(maxsize=1)
def style() -> str:
    """The style sheet of all pages."""
    return (_HERE / "style.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def script() -> str:
    """The script of pages with tables: it sorts and filters them."""
    return (_HERE / "tables.js").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def script_hash() -> str:
    """What a Content-Security-Policy calls the script by, so that no other one runs."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script().encode()).digest()).decode()
