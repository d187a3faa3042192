"""A plan and a text give a result: arbitration, suppression, placing. Pure."""

from __future__ import annotations

from incidentlint.engine.examples import run_examples
from incidentlint.engine.fix import Fixed, FixResult, fix
from incidentlint.engine.lint import lint
from incidentlint.engine.plan import STDIN, Plan
from incidentlint.engine.read import Reading, read_file

__all__ = [
    "STDIN",
    "FixResult",
    "Fixed",
    "Plan",
    "Reading",
    "fix",
    "lint",
    "read_file",
    "run_examples",
]
