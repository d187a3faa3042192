"""What a report states of its incident agrees with itself, whatever its template."""

from __future__ import annotations

from collections.abc import Iterator

from incidentlint.checks.common import named
from incidentlint.checks.registry import NoParams
from incidentlint.findings import Finding, Related
from incidentlint.report import Report, judged
from incidentlint.text import Span


def days(report: Report, params: NoParams) -> Iterator[Finding]:
    """Days that title, file name, front matter, fields, rows and sentences say, and that cannot all be right."""
    by_its_name = "YYYY-MM-DD" in report.pack.files.name
    for conflict in judged(report).conflicts:
        if conflict.span is None and by_its_name:
            continue  # what the pack asks of file names has a rule of its own
        values = {
            "label": named(conflict.label),
            "value": conflict.raw,
            "other": named(conflict.other),
            "other_value": conflict.other_raw,
        }
        related = () if conflict.other_span is None else (Related(conflict.other_span, f"{conflict.other_raw} here"),)
        yield Finding(conflict.span or Span(0, 0), values, related)
