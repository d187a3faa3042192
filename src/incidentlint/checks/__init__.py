"""Pure functions `(Report, Params) -> findings`, one module a family."""

from __future__ import annotations

from incidentlint.checks.common import because, proses, value_of_cause
from incidentlint.checks.registry import find_check

__all__ = [
    "because",
    "find_check",
    "proses",
    "value_of_cause",
]
