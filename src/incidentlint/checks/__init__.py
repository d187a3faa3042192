"""Pure functions `(subject, Params) -> findings`, one module a family."""

from __future__ import annotations

from incidentlint.checks.cross_file import Neighbours, Stated, Target, link_targets
from incidentlint.checks.registry import Check, find_check

__all__ = [
    "Check",
    "Neighbours",
    "Stated",
    "Target",
    "find_check",
    "link_targets",
]
