"""A plan and a text give a result: arbitration, suppression, placing. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentlint.engine.lint import judge, lint
from incidentlint.engine.plan import STDIN, Plan
from incidentlint.engine.read import Reading, read_file
from incidentlint.lazy import lazy_names

if TYPE_CHECKING:
    from incidentlint.engine.examples import run_examples
    from incidentlint.engine.fixes import Fixed, FixResult, fix, suppress
    from incidentlint.engine.signature import same_words

__all__ = [
    "STDIN",
    "FixResult",
    "Fixed",
    "Plan",
    "Reading",
    "fix",
    "judge",
    "lint",
    "read_file",
    "run_examples",
    "same_words",
    "suppress",
]

if not TYPE_CHECKING:
    __getattr__ = lazy_names(
        __name__,
        {
            "Fixed": "engine.fixes",
            "FixResult": "engine.fixes",
            "fix": "engine.fixes",
            "run_examples": "engine.examples",
            "same_words": "engine.signature",
            "suppress": "engine.fixes",
        },
    )
