"""GitLab's Code Quality report: the findings of a merge request, beside its changes.

Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from collections.abc import Sequence

from incidentlint.findings import FileResult, Level
from incidentlint.output.fingerprints import fingerprints
from incidentlint.output.formats import Look, diagnostics
from incidentlint.output.json import pretty

SEVERITIES: dict[Level, str] = {"error": "major", "warning": "minor", "info": "info"}


def as_gitlab(results: Sequence[FileResult], _look: Look) -> str:
    """Return the findings of all files as one list."""
    found = zip(diagnostics(results), fingerprints(results), strict=True)
    return pretty(
        [
            {
                "description": one.in_full,
                "check_name": f"{one.code} {one.name}",
                "fingerprint": fingerprint,
                "severity": SEVERITIES[one.level],
                "location": {
                    "path": one.path,
                    "positions": {
                        "begin": {"line": one.place.line, "column": one.place.column},
                        "end": {"line": one.place.end_line, "column": one.place.end_column},
                    },
                },
            }
            for one, fingerprint in found
        ]
    )
