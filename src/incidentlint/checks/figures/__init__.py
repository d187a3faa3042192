"""Figures that agree: totals with their parts, and the summary with the rest of the report."""

from __future__ import annotations

from incidentlint.checks.figures.agreement import agree
from incidentlint.checks.figures.totals import add_up

__all__ = ["add_up", "agree"]
