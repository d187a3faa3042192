"""A plan and a text give a result: arbitration, suppression, placing. Pure."""

from __future__ import annotations

from incidentlint.engine.examples import run_examples
from incidentlint.engine.lint import Linted, check, finish, lint, undecodable
from incidentlint.engine.plan import STDIN, Plan

__all__ = [
    "STDIN",
    "Linted",
    "Plan",
    "check",
    "finish",
    "lint",
    "run_examples",
    "undecodable",
]
